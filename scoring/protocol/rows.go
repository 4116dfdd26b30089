package protocol

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
	Rows        []Row
}

func (m *Rows) code(c *coder) { c.int(&m.From); c.int(&m.Total); list(c, &m.Rows) }

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
}

// Pick names a customer by index.
type Pick struct{ Customer int }

func (m *Pick) code(c *coder) { c.int(&m.Customer) }

// An Explanation says why a customer has its grade and what would lift it.
type Explanation struct {
	Row   Row
	Unit  string // "yuan" or "wan"
	Parts []Part // R, F, M
	Lifts []Lift
	Cell  string // where the customer stands in the file

	Standings [4]Standing // in R, F, M and score

	Declines  []Decline // what becomes of the score if no visit comes
	Estimated bool      // by today's cut points: others may move them
}

func (m *Explanation) code(c *coder) {
	m.Row.code(c)
	c.str(&m.Unit)
	list(c, &m.Parts)
	list(c, &m.Lifts)
	c.str(&m.Cell)
	for i := range m.Standings {
		m.Standings[i].code(c)
	}
	list(c, &m.Declines)
	c.bool(&m.Estimated)
}

// A Part is one metric's contribution: Points × Weight = Contribution.
type Part struct {
	Method                       string // "cuts", "rank", "raw"
	Value                        string
	Low, High                    string // cuts: the ends of the step that matched, "" when it has none
	LowOpen, HighOpen            bool   // the end itself does not belong to the step
	Rank, Of                     int    // rank: so many of so many customers are at least as good
	Points, Weight, Contribution string
}

func (m *Part) code(c *coder) {
	c.str(&m.Method)
	c.str(&m.Value)
	c.str(&m.Low)
	c.str(&m.High)
	c.bool(&m.LowOpen)
	c.bool(&m.HighOpen)
	c.int(&m.Rank)
	c.int(&m.Of)
	c.str(&m.Points)
	c.str(&m.Weight)
	c.str(&m.Contribution)
}

// A Lift is a smallest single change that reaches a better grade.
type Lift struct {
	Kind         string // "visit", "frequency", "money"
	Value, By    string // the new value and how much more it is, in the profile's unit
	Score, Grade string
}

func (m *Lift) code(c *coder) {
	c.str(&m.Kind)
	c.str(&m.Value)
	c.str(&m.By)
	c.str(&m.Score)
	c.str(&m.Grade)
}
