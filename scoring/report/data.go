// Package report holds the figures of an overview: the few numbers at its head and what its charts show, which travel from
// the engine to the page. Package tally finds them, package chart draws them. Money is text in yuan, exact; shares are
// tenths of a per cent.
package report

// Data is everything that the overview shows.
type Data struct {
	Unit    string // of the money in bins and cuts, the profile's: "yuan" or "wan"
	Figures Figures
	Grades  []Item // best first, then the ungraded with Label "" where there are any
	Heat    Heat
	Bars    [3]Bars // R, F, M
	Curve   []int   // per mille of the money that the best payers hold: at 0, 2, 4 … 100 per cent of the customers
	Months  Months
	Sides   []Side
}

// Figures are the few numbers at the head of the overview. Shares are tenths of a per cent.
type Figures struct {
	Customers, Graded int
	Money             string // yuan
	Average           string // yuan a customer, rounded to hundredths
	Visits            string // a customer, rounded to hundredths
	Repeat            int    // customers with two visits or more
	Active            [3]int // customers whose last visit is at most 30, 90, 180 days ago
	Best              string // the profile's best grade
	BestCount         int
	BestShare         int  // of the money
	Top, TopShare     int  // the fifth that pays most, and its share of the money
	Gini              int  // thousandths
	Spread            bool // there is money, so that shares of it mean something
	Dated             bool // some customer has a recency
	Window            bool // visits and money are those of the profile's period
}

// An Item is something that a chart shows: a grade, a bar, a month.
type Item struct {
	Label   string
	Count   int
	Money   string // yuan
	Filters []Filter
}

// Few is the number of customers below which shares of the best are sentences about single persons, and no figures.
const Few = 10

// Hidden is the Count of an item that is not shown, as it tells of few customers. Its Money is "".
const Hidden = -1

// A Filter keeps customers; it is that of the protocol. Field "grade" stands for the grades of a view.
type Filter struct {
	Field     string
	Values    []string
	Low, High string
}

// Heat is a map of customers by R and F.
type Heat struct {
	Rows, Cols []Item  // R from the best down, F from the worst up; their Count and Money are sums
	Points     [2]bool // the labels of rows and of columns are points; else they are days or visits
	Cells      []Item  // row by row, without labels
}

// Bars is how a metric is spread. Bar i reaches from Edges[i-1], which is not its own, up to Edges[i]; the first has no
// lower end and, with one bar more than edges, the last no upper one.
type Bars struct {
	Edges []string
	Items []Item
	Each  bool // every bar stands for one whole number, its edge
	Cuts  []Cut
	Rest  int // customers without a value
}

// A Cut is where the points change: thousandths of bars from the left.
type Cut struct {
	At    int
	Value string
}

// Months are what each month brought. Kind is "visits" for visits and their money, "last" for the customers whose last
// visit was in it, and "" where no dates are known.
type Months struct {
	Kind    string
	Items   []Item // Label 2006-01
	Earlier int    // months that are left out at the beginning
	Running bool   // the last month is not over on the last day of the data
}

// A Side compares what a column of the file tells apart: departments, doctors, regions.
type Side struct {
	Role, Header string
	Items        []Item // the most money first; a blank cell has Label ""
	Others       Item   // what the items leave over
	Kinds        int    // values in the others
	ByVisit      bool   // money is counted where it was paid, customers where they were last
}
