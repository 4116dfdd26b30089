package protocol

// Op names what the page asks for.
const (
	OpView  = "view"  // View → Count
	OpRows  = "rows"  // Span → Rows
	OpMark  = "mark"  // Mark → Count
	OpFacet = "facet" // FacetOf → Facet
)

// A View says which customers to list and in which order.
type View struct {
	Sort    []SortKey // first key first
	Grades  []string  // "A" … "D", "" for the ungraded; empty: all
	Search  string
	Filters []Filter // all have to hold
}

func (m *View) code(c *coder) {
	list(c, &m.Sort)
	c.strs(&m.Grades)
	c.str(&m.Search)
	list(c, &m.Filters)
}

// A SortKey names a column of the graded sheet: 0 Customer … 11 Note, then the extras.
type SortKey struct {
	Column int
	Desc   bool
}

// ByScore lists the best customers first, as the page does until the user sorts.
var ByScore = []SortKey{{Column: 8, Desc: true}}

func (m *SortKey) code(c *coder) { c.int(&m.Column); c.bool(&m.Desc) }

// A Count is the size of a view, and how many customers are marked, in the view or not.
type Count struct {
	Rows       int
	Money      string // yuan
	Marked     int
	MarkedHere int // of them in the view
}

func (m *Count) code(c *coder) {
	c.int(&m.Rows)
	c.str(&m.Money)
	c.int(&m.Marked)
	c.int(&m.MarkedHere)
}

// A Span asks for rows From … From+N-1 of the view or the ledger.
type Span struct {
	From, N int
	Code    string // ledger only: entries of this code; "" for all
}

func (m *Span) code(c *coder) { c.int(&m.From); c.int(&m.N); c.str(&m.Code) }

// Rows is a window of the view.
type Rows struct {
	From, Total int
	Added       []Added // columns behind those of the file
	Rows        []Row
}

func (m *Rows) code(c *coder) { c.int(&m.From); c.int(&m.Total); list(c, &m.Added); list(c, &m.Rows) }

// An Added is a column that a feature adds to the list.
type Added struct {
	ID   string   // NAME.WHAT; behind FieldAdded the field of its filter and of its facet
	Head string   // its header where that stands in a file; "": it is the text "column.ID", filled with Args
	Args []string // in pairs
	Kind string   // CellText, CellGrade, CellDate, CellCount, CellNumber, CellMoney or CellShare
	Near bool     // it stands right behind the graded columns, before those of the file
}

func (m *Added) code(c *coder) {
	c.str(&m.ID)
	c.str(&m.Head)
	c.strs(&m.Args)
	c.str(&m.Kind)
	c.bool(&m.Near)
}

// Column is the number of the column among keys of an order. It is made of the ID, so that every engine means the same.
func (m *Added) Column() int {
	h := uint32(2166136261) // FNV-1a
	for i := range len(m.ID) {
		h = (h ^ uint32(m.ID[i])) * 16777619
	}
	return FirstAdded + int(h>>4)
}

// ByValues tells whether the column is filtered by values; the others are, by a range.
func (m *Added) ByValues() bool {
	return m.Kind == CellText || m.Kind == CellGrade || m.Kind == CellDate
}

// FirstAdded is beyond the numbers of all columns of files.
const FirstAdded = 1 << 20

// A Row is a graded customer.
type Row struct {
	Customer int // index, for Pick
	ID       string
	Last     string    // 2006-01-02 or ""
	Value    [3]string // R days, F visits, M in the profile's unit
	Points   [3]string
	Score    string
	Grade    string // "" when ungraded
	Reason   string // why ungraded
	Marked   bool
	Extras   []string
	Added    []string // plain figures
}

func (m *Row) code(c *coder) {
	c.int(&m.Customer)
	c.str(&m.ID)
	c.str(&m.Last)
	for i := range m.Value {
		c.str(&m.Value[i])
		c.str(&m.Points[i])
	}
	c.str(&m.Score)
	c.str(&m.Grade)
	c.str(&m.Reason)
	c.bool(&m.Marked)
	c.strs(&m.Extras)
	c.strs(&m.Added)
}

// FieldAdded begins the fields of added columns.
const FieldAdded = "added."

// FieldGrade is the field of a facet over the grades; View.Grades is its filter.
const FieldGrade = "grade"

// ByWarnings, as Low of a filter "picked", says that its customers are those of the warnings, who are called for what these say.
const ByWarnings = "warnings"

// EveryMark, as the value of a filter "picked", stands for all customers that are marked.
const EveryMark = "*"

// A FacetOf asks what a field holds under all filters but its own: grade, column.N, R, F, M, score or added.ID.
type FacetOf struct {
	Field  string
	Search string // values that contain it only
	Top    int    // so many values, the most frequent first
}

func (m *FacetOf) code(c *coder) { c.str(&m.Field); c.str(&m.Search); c.int(&m.Top) }

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

// A Filter keeps the customers whose field is one of Values or lies from Low to High. Fields are
//
//	R F M score           figures as printed: days, visits, money in the profile's unit; Low … High, both included
//	points.R … points.M   points as printed; Values
//	last                  the date of the last purchase; Low … High
//	column.N              the text in column N of the file, "" for a blank; Values
//	segment.SCHEME        the segment under a scheme; Values are the ids of segments
//	falls                 the grade falls if no visit comes: Low … High days after the analysis date, Low being 1 if not said
//	added.ID              an added column: Values of texts, grades and dates; Low … High of figures
//	picked                customers by number; Values
//	spend.top             those who paid most; High is their share of the customers, per mille
type Filter struct {
	Field     string
	Values    []string
	Low, High string // "": no such end
}

func (m *Filter) code(c *coder) { c.str(&m.Field); c.strs(&m.Values); c.str(&m.Low); c.str(&m.High) }

// Empty tells whether the filter keeps every customer.
func (m Filter) Empty() bool { return len(m.Values) == 0 && m.Low == "" && m.High == "" }
