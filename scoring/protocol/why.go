package protocol

// Op names what the page asks for.
const (
	OpExplain = "explain" // Pick → Explanation
	OpPast    = "past"    // Trace → Past
)

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

// A Standing tells where a customer stands in one measure: of Of others, Better do worse.
type Standing struct{ Better, Of int }

func (m *Standing) code(c *coder) { c.int(&m.Better); c.int(&m.Of) }

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
