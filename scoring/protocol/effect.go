package protocol

// An EffectWish asks what an action did: a list of customers, and a day.
type EffectWish struct {
	By    string // "column.N", "picked" for those who are marked, "file" for a list that was read
	Value string // the text in that column
	Day   string
	Days  int // after it; 0: 90
}

func (m *EffectWish) code(c *coder) { c.str(&m.By); c.str(&m.Value); c.str(&m.Day); c.int(&m.Days) }

// An Effect is those who were asked beside others who were like them.
type Effect struct {
	Log                        bool // there is a log of visits
	Listed, Alone              int  // customers on the list; those like whom nobody is left
	Unknown                    int  // ids on the list that the log does not know
	Over                       bool // the days are over
	Until                      string
	Treated, Control           Share
	Difference, Low, High      string // shares
	Money, MoneyLow, MoneyHigh string // a pair, in the currency's base unit
	MoneyTreated, MoneyControl string // a person
	Provable                   string // the smallest share of the treated that could have been told from the control's; "" for none
	Grades                     []EffectGrade
	Texts                      []FacetValue // of the column: what the list may be named by
}

func (m *Effect) code(c *coder) {
	c.bool(&m.Log)
	for _, n := range []*int{&m.Listed, &m.Alone, &m.Unknown} {
		c.int(n)
	}
	c.bool(&m.Over)
	m.Treated.code(c)
	m.Control.code(c)
	for _, s := range []*string{&m.Until, &m.Difference, &m.Low, &m.High, &m.Money, &m.MoneyLow, &m.MoneyHigh, &m.MoneyTreated,
		&m.MoneyControl, &m.Provable} {
		c.str(s)
	}
	list(c, &m.Grades)
	list(c, &m.Texts)
}

// An EffectGrade is the pairs of one grade on the day before.
type EffectGrade struct {
	Grade                string
	Pairs, Came, Control int
}

func (m *EffectGrade) code(c *coder) {
	c.str(&m.Grade)
	c.int(&m.Pairs)
	c.int(&m.Came)
	c.int(&m.Control)
}

// A PlanWish asks what can be proved with so many customers, half of them left in peace, of whom usually a share comes.
type PlanWish struct {
	Customers int // to be called
	Share     int // per cent who come anyway; −1: what the log says
	Days      int // within so many days; 0: 90
}

func (m *PlanWish) code(c *coder) { c.int(&m.Customers); c.int(&m.Share); c.int(&m.Days) }

// A Plan is what such an action can prove.
type Plan struct {
	Share    string // who come anyway
	Usual    Share  // what the log says of it
	Provable string // the smallest share that could be told from it; "" for none
	Arm      int    // customers in each arm to tell ten points more
}

func (m *Plan) code(c *coder) { c.str(&m.Share); m.Usual.code(c); c.str(&m.Provable); c.int(&m.Arm) }
