package protocol

import "fenji/scoring/columns"

// OpQuality names what the page asks for: Nothing → Quality.
const OpQuality = "quality"

// Quality is what cleaning did and might do.
type Quality struct {
	Repeats   Sum // exact duplicates, dropped or kept
	Near      Sum // same customer, day and amount under different spellings
	Filled    Sum // rows used with a gap filled, and the money filled in
	Gaps      [len(columns.Gaps)]int
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
