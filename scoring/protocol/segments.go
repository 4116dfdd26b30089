package protocol

// OpSegments names what the page asks for: SchemeWish → Segments.
const OpSegments = "segments"

// A SchemeWish asks for the segments of a scheme; "" is the first one.
type SchemeWish struct{ ID string }

func (m *SchemeWish) code(c *coder) { c.str(&m.ID) }

// Segments is what a scheme makes of all customers.
type Segments struct {
	Schemes  []Scheme
	ID       string
	Rule     Text
	Ranked   [3]bool   // R, F, M were ranked in fifths, as the profile gives no 1 to 5 points
	Means    [3]string // what R, F and M were compared with; "" when they were not
	Segments []Segment
	Ungraded int // customers without segment
}

func (m *Segments) code(c *coder) {
	list(c, &m.Schemes)
	c.str(&m.ID)
	m.Rule.code(c)
	for i := range m.Ranked {
		c.bool(&m.Ranked[i])
		c.str(&m.Means[i])
	}
	list(c, &m.Segments)
	c.int(&m.Ungraded)
}

// A Scheme is a way of sorting customers into segments.
type Scheme struct {
	ID   string
	Name Text
}

func (m *Scheme) code(c *coder) { c.str(&m.ID); m.Name.code(c) }

// A Segment is a group of customers that a clinic treats alike.
type Segment struct {
	ID                             string
	Name, Meaning, Action, Cadence Text
	Rule                           string // who belongs to it: "R 4–5 · F/M 4–5", "R↑ F↓ M↑"
	Count                          int
	Money                          string    // yuan
	CountShare, MoneyShare         int       // tenths of a per cent
	Means                          [3]string // R, F, M, money in the profile's unit; "" when nobody is in it
}

func (m *Segment) code(c *coder) {
	c.str(&m.ID)
	m.Name.code(c)
	m.Meaning.code(c)
	m.Action.code(c)
	m.Cadence.code(c)
	c.str(&m.Rule)
	c.int(&m.Count)
	c.str(&m.Money)
	c.int(&m.CountShare)
	c.int(&m.MoneyShare)
	for i := range m.Means {
		c.str(&m.Means[i])
	}
}
