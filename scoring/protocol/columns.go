package protocol

// OpPreview names what the page asks for: Nothing → Preview.
const OpPreview = "preview"

// A Preview is the beginning of the sheet, as it stands and as it is understood.
type Preview struct {
	Rows    []int // 1-based rows of the sheet
	Columns []PreviewColumn
	Dates   DateProof
	Heads   []string // the first rows in short
}

func (m *Preview) code(c *coder) {
	c.ints(&m.Rows)
	list(c, &m.Columns)
	m.Dates.code(c)
	c.strs(&m.Heads)
}

// A PreviewColumn is one column of a preview.
type PreviewColumn struct {
	Raw, Read, State  []string // of each row; State is read, blank, bad, unclear, absent, back or left
	Blank, Bad, Clear int      // in all rows
	Unclear           int      // dates with more than one meaning
}

func (m *PreviewColumn) code(c *coder) {
	c.strs(&m.Raw)
	c.strs(&m.Read)
	c.strs(&m.State)
	c.int(&m.Blank)
	c.int(&m.Bad)
	c.int(&m.Clear)
	c.int(&m.Unclear)
}

// A DateProof says how many dates can only be day/month, how many only month/day, and how many either.
type DateProof struct {
	DayFirst, MonthFirst, Unclear            int
	DayExample, MonthExample, UnclearExample string
}

func (m *DateProof) code(c *coder) {
	c.int(&m.DayFirst)
	c.int(&m.MonthFirst)
	c.int(&m.Unclear)
	c.str(&m.DayExample)
	c.str(&m.MonthExample)
	c.str(&m.UnclearExample)
}

// A ValueSet is a column of statuses, types, directions or marks, value by value.
type ValueSet struct {
	Column int
	Header string
	Values []Value
}

func (m *ValueSet) code(c *coder) { c.int(&m.Column); c.str(&m.Header); list(c, &m.Values) }

// A Value is a distinct value of such a column and what is made of its rows.
type Value struct {
	Value string // as it stands; "" for a blank cell
	Shown string // as the page may show it; "" when that is the same
	Rows  int
	Money string // plain decimal, as written there
	Fate  string // as Fate.Fate
	Why   string // words under value.WHY say where the fate comes from
	Known bool   // the word is known, or the user said what it means

	Shared bool // at least three customers have it, so that it may be remembered with the columns
}

func (m *Value) code(c *coder) {
	c.str(&m.Value)
	c.str(&m.Shown)
	c.int(&m.Rows)
	c.str(&m.Money)
	c.str(&m.Fate)
	c.str(&m.Why)
	c.bool(&m.Known)
	c.bool(&m.Shared)
}
