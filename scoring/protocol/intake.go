package protocol

// Op names what the tabs about columns and data quality ask for.
const (
	OpPreview = "preview" // Nothing → Preview
	OpQuality = "quality" // Nothing → Quality
)

// Clean are the user's choices about dirty rows; the zero Clean is what is done unasked.
type Clean struct {
	KeepRepeats bool      // exact duplicates are used like any other row
	IgnoreCase  bool      // ids that differ in case, spaces and dashes are one customer
	PadZeros    bool      // ids that lost their leading zeros are one with those that have them
	FillDown    bool      // a blank customer is the one above
	Gaps        [4]string // of amount, visits, days, date: "" sets the row aside, "zero", "median", "most" fill it
	Outliers    string    // those left out: "" none, "z", "tukey", "either"
}

func (m *Clean) code(c *coder) {
	c.bool(&m.KeepRepeats)
	c.bool(&m.IgnoreCase)
	c.bool(&m.PadZeros)
	c.bool(&m.FillDown)
	for i := range m.Gaps {
		c.str(&m.Gaps[i])
	}
	c.str(&m.Outliers)
}

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

// Quality is what cleaning did and might do.
type Quality struct {
	Repeats   Sum // exact duplicates, dropped or kept
	Near      Sum // same customer, day and amount under different spellings
	Filled    Sum // rows used with a gap filled, and the money filled in
	Gaps      [4]int
	Unnamed   int // rows without a customer below one with a name
	SameCase  int // customers that the switch would bring together with others
	ZerosLost int
	Padded    int // digits of the ids that prove it

	Outliers     Sum // used rows beyond the fences
	Amounts      int // looked at for outliers
	ByZ, ByTukey Sum
	ZLow, ZHigh  string // "" when the test says nothing
	TukeyLow     string
	TukeyHigh    string
	Dates        []DateForm
	MergedInAll  int
	Merged       []Merged // the first of them
	Left         []string // headers of columns left out
}

func (m *Quality) code(c *coder) {
	m.Repeats.code(c)
	m.Near.code(c)
	m.Filled.code(c)
	for i := range m.Gaps {
		c.int(&m.Gaps[i])
	}
	c.int(&m.Unnamed)
	c.int(&m.SameCase)
	c.int(&m.ZerosLost)
	c.int(&m.Padded)
	m.Outliers.code(c)
	c.int(&m.Amounts)
	m.ByZ.code(c)
	m.ByTukey.code(c)
	c.str(&m.ZLow)
	c.str(&m.ZHigh)
	c.str(&m.TukeyLow)
	c.str(&m.TukeyHigh)
	list(c, &m.Dates)
	c.int(&m.MergedInAll)
	list(c, &m.Merged)
	c.strs(&m.Left)
}

// A DateForm is one way in which dates are written.
type DateForm struct {
	Example, Cell string
	Rows          int
}

func (m *DateForm) code(c *coder) { c.str(&m.Example); c.str(&m.Cell); c.int(&m.Rows) }

// Merged is a customer whose id is written in more than one way.
type Merged struct {
	ID        string
	Spellings []Spelling
}

func (m *Merged) code(c *coder) { c.str(&m.ID); list(c, &m.Spellings) }

// A Spelling is one of the ways.
type Spelling struct {
	Text, Cell string
	Rows       int
}

func (m *Spelling) code(c *coder) { c.str(&m.Text); c.str(&m.Cell); c.int(&m.Rows) }
