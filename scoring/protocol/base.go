package protocol

// A BaseFile names a file of the past or a list of customers; its bytes come beside it.
type BaseFile struct {
	Name string
	Also bool   // beside what was read before
	List bool   // it is a list of customers who were called
	Key  string // a key file, for pseudonyms
	Lang string
}

func (m *BaseFile) code(c *coder) {
	c.str(&m.Name)
	c.bool(&m.Also)
	c.bool(&m.List)
	c.str(&m.Key)
	c.str(&m.Lang)
}

// A BaseRead is what was found in it.
type BaseRead struct {
	Days      []string // at which there are grades
	Customers int
	Known     int      // of them in what is graded
	Coded     bool     // it says by which rules it was graded
	Raw       bool     // it has no grades of ours: it is graded by the rules of today
	Checked   bool     // it does not say by which rules it was graded: its grades were held against those that are known
	Asks      bool     // by which of them it was graded matters, and the user has to say
	Fits      []string // profiles whose rules give its grades
	Wrong     int      // customers whose grade is another one by the rules of today
	Where     string   // where one of them stands, or the first of the rows left aside
	Aside     int      // rows that were not understood
	Merged    int      // rows of customers who have others
	Visits    string   // how visits were counted, where it is otherwise than today
}

func (m *BaseRead) code(c *coder) {
	c.strs(&m.Days)
	c.int(&m.Customers)
	c.int(&m.Known)
	for _, b := range []*bool{&m.Coded, &m.Raw, &m.Checked, &m.Asks} {
		c.bool(b)
	}
	c.strs(&m.Fits)
	for _, n := range []*int{&m.Wrong, &m.Aside, &m.Merged} {
		c.int(n)
	}
	c.str(&m.Where)
	c.str(&m.Visits)
}
