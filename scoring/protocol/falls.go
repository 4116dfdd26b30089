package protocol

// OpFalls names what the page asks for: FallWish → Falls.
const OpFalls = "falls"

// Horizons are the days within which falls are counted.
var Horizons = [3]int{7, 30, 90}

// Days of falls count from today where the settings say it and it is later than the analysis date, else from the analysis
// date. Falls on days that are over come first: they are due, unless those customers came since.

// A FallWish asks for rows From … From+N-1 of those whose grade falls within some days, or on one day, if no visit comes.
type FallWish struct {
	Within  int // days, at most 90; those that are due are always among them
	On      int // that day only; 0: all
	From, N int
}

func (m *FallWish) code(c *coder) { c.int(&m.Within); c.int(&m.On); c.int(&m.From); c.int(&m.N) }

// Falls are the customers whose grade falls if no visit comes: those that are due, then the others, most money first.
type Falls struct {
	AsOf      string    // "" when no date is known, so that only days can be told
	Today     string    // "" unless days count from it
	Due       int       // customers whose day is over
	DueMoney  string    // yuan
	Spent     string    // what money is: "spent" so far, or in the "period" of the file
	Estimated bool      // by today's cut points: others may move them
	Latest    bool      // F and M were ready for the profile's window: all of them leave it with the last visit
	Held      bool      // the profile has a window, but F and M were ready for another time and stay as they are
	Horizons  []Horizon // each with those that are due
	Days      []FallDay // the next 90 days, those on which somebody falls
	Total     int       // rows in all
	Money     string    // yuan, of these rows
	First     int       // the number of the first of Rows
	Rows      []Fall
}

func (m *Falls) code(c *coder) {
	c.str(&m.AsOf)
	c.str(&m.Today)
	c.int(&m.Due)
	c.str(&m.DueMoney)
	c.str(&m.Spent)
	c.bool(&m.Estimated)
	c.bool(&m.Latest)
	c.bool(&m.Held)
	list(c, &m.Horizons)
	list(c, &m.Days)
	c.int(&m.Total)
	c.str(&m.Money)
	c.int(&m.First)
	list(c, &m.Rows)
}

// Since is the day from which days count.
func (m *Falls) Since() string {
	if m.Today != "" {
		return m.Today
	}
	return m.AsOf
}

// A Horizon counts those who fall within some days.
type Horizon struct {
	Days, Count int
	Money       string // yuan
}

func (m *Horizon) code(c *coder) { c.int(&m.Days); c.int(&m.Count); c.str(&m.Money) }

// A FallDay counts those who fall on a day.
type FallDay struct {
	After int // days after the one they count from
	Day   string
	Count int
	Money string // yuan
}

func (m *FallDay) code(c *coder) { c.int(&m.After); c.str(&m.Day); c.int(&m.Count); c.str(&m.Money) }

// A Fall is a customer whose grade falls.
type Fall struct {
	Row   Row
	After int // not above 0: due
	Day   string
	To    string // the grade then, "" for none
	Spent string // yuan
}

func (m *Fall) code(c *coder) {
	m.Row.code(c)
	c.int(&m.After)
	c.str(&m.Day)
	c.str(&m.To)
	c.str(&m.Spent)
}

// A Decline is a day on which a customer's score changes if no visit comes.
type Decline struct {
	After int    // days after the analysis date
	Day   string // "" when no date is known
	Value [3]string
	Score string
	Grade string // "" when there is none any more
	Falls bool   // the first day on which the grade is lower than today
}

func (m *Decline) code(c *coder) {
	c.int(&m.After)
	c.str(&m.Day)
	for i := range m.Value {
		c.str(&m.Value[i])
	}
	c.str(&m.Score)
	c.str(&m.Grade)
	c.bool(&m.Falls)
}
