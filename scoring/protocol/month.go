package protocol

// OpMonth asks for the monthly report: Export, with what its Month says → Panel.
const OpMonth = "month"

// A Month is what goes into the monthly report besides the result: what the rooms of the page were set to.
type Month struct {
	Warnings WarningWish
	Active   int // months; 0: as usual
	Goals    []Goal
	Effect   EffectWish
	Least    int    // for others: figures of fewer customers are hidden, and nobody is named; 0: none
	Hold     string // of a list for calls: every fifth is held out, by this day; "": nobody
}

func (m *Month) code(c *coder) {
	m.Warnings.code(c)
	c.int(&m.Active)
	list(c, &m.Goals)
	m.Effect.code(c)
	c.int(&m.Least)
	c.str(&m.Hold)
}

// A Goal is what a clinic wants of a figure of the month.
type Goal struct{ Figure, Value string }

func (m *Goal) code(c *coder) { c.str(&m.Figure); c.str(&m.Value) }
