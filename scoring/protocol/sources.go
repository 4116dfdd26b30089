package protocol

// A Kind is what the user says a table is about.
type Kind struct {
	File, Sheet int    // as they were dropped, counted from zero
	Kind        string // "people", "payments", "appointments", "touches", "voice", "graded" or "ignore"
}

func (m *Kind) code(c *coder) { c.int(&m.File); c.int(&m.Sheet); c.str(&m.Kind) }

// Sources are the tables that were dropped together, and how they join. The list is empty for a single table.
type Sources struct {
	List       []SourceTable
	Joined     bool   // something besides payments is joined to them
	Persons    int    // in all tables together
	Paid       int    // of them, in the payments
	Unpaid     int    // who did or said something and never paid; they are listed without a grade
	Registered int    // who only stand in a list of people
	Households int    // telephone numbers of several persons
	Employees  int    // persons listed by several members of the staff
	Money      string // yuan: what all customers paid, with the other tables as without them
	Same       bool   // and it is the same, row by row
}

func (m *Sources) code(c *coder) {
	list(c, &m.List)
	c.bool(&m.Joined)
	c.int(&m.Persons)
	c.int(&m.Paid)
	c.int(&m.Unpaid)
	c.int(&m.Registered)
	c.int(&m.Households)
	c.int(&m.Employees)
	c.str(&m.Money)
	c.bool(&m.Same)
}

// A SourceTable is one table of them.
type SourceTable struct {
	At          Kind // where it is, and what it counts as
	Guess       string
	File, Sheet string
	Rows        int
	Columns     int
	From, To    string   // days that it tells of, "" for none
	By          []string // headers of the columns that tell whose its rows are
	Matched     int      // ids that stand in another table, too
	Unmatched   int      // that stand here only
	Twice       int      // of people: on several rows that are not equal
	Again       []string // those, some of them, as the page may show them
	Nobody      int      // rows that name nobody
}

func (m *SourceTable) code(c *coder) {
	m.At.code(c)
	c.str(&m.Guess)
	c.str(&m.File)
	c.str(&m.Sheet)
	c.int(&m.Rows)
	c.int(&m.Columns)
	c.str(&m.From)
	c.str(&m.To)
	c.strs(&m.By)
	c.int(&m.Matched)
	c.int(&m.Unmatched)
	c.int(&m.Twice)
	c.strs(&m.Again)
	c.int(&m.Nobody)
}
