package protocol

// OpWeekly names what the page asks for: WeeklyWish → Weekly.
const OpWeekly = "weekly"

// A WeeklyWish asks for the first page of the report. Names masked unless Full.
type WeeklyWish struct {
	Lang  string
	Full  bool
	Since Since // what it is compared with
}

func (m *WeeklyWish) code(c *coder) { c.str(&m.Lang); c.bool(&m.Full); m.Since.code(c) }

// Weekly is the first page of the report, and the rules that the grades are by.
type Weekly struct {
	Weeks    [2]Week // the seven days to the last one of the data, and the seven before; without days in tables of customers
	Top      []Top   // who spent most, at most ten
	TopSum   string  // yuan
	TopShare int     // of all that was spent, tenths of a per cent
	Spent    string  // what is spent: "spent" so far, or in the "period" of the file
	Calls    Calls   // whose grade falls within a week or is due, at most ten
	Rules    []Block // of the profile
	Said     []string
	Moved    Moved
}

// Moved counts who rose and fell since an earlier day; without a day where there is none.
type Moved struct {
	Day                    string
	Rose, Same, Fell, Gone int // of those with a grade then; Gone have none now
	New                    int // not known then
}

func (m *Moved) code(c *coder) {
	c.str(&m.Day)
	for _, n := range []*int{&m.Rose, &m.Same, &m.Fell, &m.Gone, &m.New} {
		c.int(n)
	}
}

func (m *Weekly) code(c *coder) {
	m.Weeks[0].code(c)
	m.Weeks[1].code(c)
	list(c, &m.Top)
	c.str(&m.TopSum)
	c.int(&m.TopShare)
	c.str(&m.Spent)
	m.Calls.code(c)
	list(c, &m.Rules)
	c.strs(&m.Said)
	m.Moved.code(c)
}

// A Week is seven days of a log of visits.
type Week struct {
	From, To string // "" where there is no log
	Visits   int
	Money    string // yuan, net
}

func (m *Week) code(c *coder) { c.str(&m.From); c.str(&m.To); c.int(&m.Visits); c.str(&m.Money) }

// A Top is one of those who spent most.
type Top struct {
	Who   string
	Grade string
	Days  string // since the last visit, "" where not known
	Spent string // yuan
}

func (m *Top) code(c *coder) { c.str(&m.Who); c.str(&m.Grade); c.str(&m.Days); c.str(&m.Spent) }
