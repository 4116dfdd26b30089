package protocol

// Op names what the list of customers asks for besides its rows.
const (
	OpFacet = "facet" // Ask → Facet
	OpMark  = "mark"  // Mark → Count
	OpPast  = "past"  // Trace → Past
)

// FieldGrade is the field of a facet over the grades; View.Grades is its filter.
const FieldGrade = "grade"

// EveryMark, as the value of a filter "picked", stands for all customers that are marked.
const EveryMark = "*"

// An Ask asks what a field holds under all filters but its own: grade, column.N, R, F, M or score.
type Ask struct {
	Field  string
	Search string // values that contain it only
	Top    int    // so many values, the most frequent first
}

func (m *Ask) code(c *coder) { c.str(&m.Field); c.str(&m.Search); c.int(&m.Top) }

// A Facet is what a field holds: texts with their counts, or how figures are spread.
type Facet struct {
	Field            string
	Values           []FacetValue // those that the filter names are among them, however few
	Distinct         int          // values in all, or those that contain the search
	N                int          // customers with a figure
	Min, Median, Max string
	Bars             []FacetBar
}

func (m *Facet) code(c *coder) {
	c.str(&m.Field)
	list(c, &m.Values)
	c.int(&m.Distinct)
	c.int(&m.N)
	c.str(&m.Min)
	c.str(&m.Median)
	c.str(&m.Max)
	list(c, &m.Bars)
}

// A FacetValue is a text, "" for a blank, and how many customers have it.
type FacetValue struct {
	Value string
	N     int
}

func (m *FacetValue) code(c *coder) { c.str(&m.Value); c.int(&m.N) }

// A FacetBar counts the customers from a figure up to where the next bar begins.
type FacetBar struct {
	From string
	N    int
}

func (m *FacetBar) code(c *coder) { c.str(&m.From); c.int(&m.N) }

// A Mark marks or unmarks customers: those at rows From … From+N-1 of the view, with All everyone in the view; without
// any of these, and On false, nobody stays marked.
type Mark struct {
	From, N int
	All, On bool
}

func (m *Mark) code(c *coder) { c.int(&m.From); c.int(&m.N); c.bool(&m.All); c.bool(&m.On) }

// A Trace asks for rows From … From+N-1 of those that a customer was counted from, and for all its visits.
type Trace struct{ Customer, From, N int }

func (m *Trace) code(c *coder) { c.int(&m.Customer); c.int(&m.From); c.int(&m.N) }

// A Past is what a customer was counted from.
type Past struct {
	Visits      []Visit // the earliest first; none when each row of the file is a customer
	Headers     []string
	From, Total int
	Rows        []Source
}

func (m *Past) code(c *coder) {
	list(c, &m.Visits)
	c.strs(&m.Headers)
	c.int(&m.From)
	c.int(&m.Total)
	list(c, &m.Rows)
}

// A Visit is a visit, or a day or an order that came to nothing and was not counted.
type Visit struct {
	Day     string
	Amount  string // net, in the profile's unit
	Share   int    // of the largest amount of the customer, in tenths of a per cent
	Counted bool
}

func (m *Visit) code(c *coder) { c.str(&m.Day); c.str(&m.Amount); c.int(&m.Share); c.bool(&m.Counted) }

// A Source is a row of a file.
type Source struct {
	File, Sheet string
	Row         int // 1-based
	Cells       []string
}

func (m *Source) code(c *coder) { c.str(&m.File); c.str(&m.Sheet); c.int(&m.Row); c.strs(&m.Cells) }

// A Standing tells where a customer stands in one measure: of Of others, Better do worse.
type Standing struct{ Better, Of int }

func (m *Standing) code(c *coder) { c.int(&m.Better); c.int(&m.Of) }
