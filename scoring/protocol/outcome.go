package protocol

// Progress tells how far a call has come.
type Progress struct {
	Stage string // "read", "clean", "grade", "write"
	Done  int    // bytes, or rows for "write"
	Total int    // 0: not known
	Rows  int    // rows so far
}

func (m *Progress) code(c *coder) { c.str(&m.Stage); c.int(&m.Done); c.int(&m.Total); c.int(&m.Rows) }

// An Outcome is all that the page shows about a file once it is read, understood and, when nothing is missing, graded.
type Outcome struct {
	Files     []string
	Sheets    []Sheet
	Sheet     int
	HeaderRow int // 1-based; 0: none
	Shape     string
	Visits    string
	Dates     string   // as the user chose, or ""
	Unit      string   // unit in which the file's figures were read
	UnitAsk   bool     // the figures leave the unit in doubt
	Columns   []Column // as understood now
	Missing   []string // roles without which nothing can be graded; empty when Graded
	Graded    bool

	Profile  string
	Own      []Profile // the profile itself, where it is none of the built-in ones
	AsOf     string    // "" only when no row has a date
	AsOfFrom string    // "user", "file", "latest" or "" when there is none
	Ledger   LedgerSums
	Groups   []Group // the profile's grades, best first, then the ungraded with Grade ""
	Rows     int     // customers
	Money    string  // in the currency
	Currency string  // of all money, a code of ISO 4217; "" for yuan
	Extras   []string
	Says     []string // what each extra says of a customer: "" what is true of it, "latest", "set" or "sum"
	Added    []Added  // columns that features add at once
	Facets   []int    // table columns whose values are worth a facet
	Gained   []Gained // columns that customers gain by what was joined
	Notices  []Issue
	Veiled   bool // the screen masks names and the like, or would if they were not revealed

	Asks   []Ask      // open questions and answered ones, most money first
	Values []ValueSet // columns whose words decide what a row counts as

	Sources Sources // what was dropped together
}

func (m *Outcome) code(c *coder) {
	c.strs(&m.Files)
	list(c, &m.Sheets)
	c.int(&m.Sheet)
	c.int(&m.HeaderRow)
	c.str(&m.Shape)
	c.str(&m.Visits)
	c.str(&m.Dates)
	c.str(&m.Unit)
	c.bool(&m.UnitAsk)
	list(c, &m.Columns)
	c.strs(&m.Missing)
	c.bool(&m.Graded)
	c.str(&m.Profile)
	c.str(&m.AsOf)
	c.str(&m.AsOfFrom)
	m.Ledger.code(c)
	list(c, &m.Groups)
	c.int(&m.Rows)
	c.str(&m.Money)
	c.str(&m.Currency)
	c.strs(&m.Extras)
	c.strs(&m.Says)
	list(c, &m.Added)
	c.ints(&m.Facets)
	list(c, &m.Gained)
	list(c, &m.Notices)
	c.bool(&m.Veiled)
	list(c, &m.Asks)
	list(c, &m.Values)
	m.Sources.code(c)
	list(c, &m.Own)
}

// A Sheet is a sheet of the workbook.
type Sheet struct {
	Name   string
	Hidden bool
}

func (m *Sheet) code(c *coder) { c.str(&m.Name); c.bool(&m.Hidden) }

// A Column is a column of the sheet and what it was taken for.
type Column struct {
	Index      int
	Header     string
	Role       string
	Confidence int    // per cent
	Why        string // "header", "values", "position", "user", "none"
	Filled     int    // cells that are not blank
	Examples   []string
}

// A Gained is a column that other tables say of customers. Its header is in both languages, with a slash between.
type Gained struct {
	Index  int
	Header string
	Range  string // "number" or "date": its facet is a range; "" for one of values
}

func (m *Gained) code(c *coder) { c.int(&m.Index); c.str(&m.Header); c.str(&m.Range) }

func (m *Column) code(c *coder) {
	c.int(&m.Index)
	c.str(&m.Header)
	c.str(&m.Role)
	c.int(&m.Confidence)
	c.str(&m.Why)
	c.int(&m.Filled)
	c.strs(&m.Examples)
}

// A Sum is a number of rows and their money in yuan.
type Sum struct {
	Rows  int
	Money string
}

func (m *Sum) code(c *coder) { c.int(&m.Rows); c.str(&m.Money) }

// A Group is one grade's share of customers and money.
type Group struct {
	Grade      string
	Count      int
	Money      string // yuan
	CountShare int    // tenths of a per cent
	MoneyShare int    // tenths of a per cent
}

func (m *Group) code(c *coder) {
	c.str(&m.Grade)
	c.int(&m.Count)
	c.str(&m.Money)
	c.int(&m.CountShare)
	c.int(&m.MoneyShare)
}
