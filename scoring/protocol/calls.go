package protocol

// OpCalls names what the page asks for: an Export, whose format does not matter → Calls.
const OpCalls = "calls"

// Calls are the customers of a list for calls, who is due first and then most money first.
type Calls struct {
	Which  string // whom the list is about, in words
	Day    string // from which days are counted; "" when no date is known
	Total  int    // in all; List may end earlier
	Due    int    // those whose grade is lower by today unless they came since the last day of the data
	Phones int    // those with a number
	Left   int    // those whom an earlier list says not to call
	Money  string // what Spent and Sum are: "spent" so far, or in the "period" of the file
	Sum    string // yuan, of all
	List   []Call
}

func (m *Calls) code(c *coder) {
	c.str(&m.Which)
	c.str(&m.Day)
	c.int(&m.Total)
	c.int(&m.Due)
	c.int(&m.Phones)
	c.int(&m.Left)
	c.str(&m.Money)
	c.str(&m.Sum)
	list(c, &m.List)
}

// A Call is a customer to be called.
type Call struct {
	Customer        int
	Name, Phone     string
	Grade           string
	Falls           bool   // the grade falls unless a visit comes
	To              string // the grade then, in words where there is none
	Why             string
	Last, What, Who string // the last visit: day, what was done, and by whom
	Spent           string // yuan
	Next, Cadence   string // what to do, and how often
	Owner           string
}

func (m *Call) code(c *coder) {
	c.int(&m.Customer)
	c.str(&m.Name)
	c.str(&m.Phone)
	c.str(&m.Grade)
	c.bool(&m.Falls)
	c.str(&m.To)
	c.str(&m.Why)
	c.str(&m.Last)
	c.str(&m.What)
	c.str(&m.Who)
	c.str(&m.Spent)
	c.str(&m.Next)
	c.str(&m.Cadence)
	c.str(&m.Owner)
}
