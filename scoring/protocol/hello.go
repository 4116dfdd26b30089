package protocol

// OpHello names what the page asks for: Nothing → Hello.
const OpHello = "hello"

// Hello is the engine's first word: the profiles it knows.
type Hello struct{ Profiles []Profile }

func (m *Hello) code(c *coder) { list(c, &m.Profiles) }

// A Profile is what the page shows of a grading profile.
type Profile struct {
	ID          string
	Name, About Text
	Audience    Text      // whose customers it grades
	Ranked      bool      // grades depend on who else is graded; else its limits are fixed
	Unit        string    // "yuan" or "wan"
	Weights     [3]string // R, F, M
	Methods     [3]string // "cuts", "rank", "raw", "mean"

	WindowDays, WindowMonths int // how much of the past visits and money are of; 0 both: the whole history

	Bands []Band
	Notes []Text
}

func (m *Profile) code(c *coder) {
	c.str(&m.ID)
	m.Name.code(c)
	m.About.code(c)
	m.Audience.code(c)
	c.bool(&m.Ranked)
	c.str(&m.Unit)
	for i := range m.Weights {
		c.str(&m.Weights[i])
		c.str(&m.Methods[i])
	}
	c.int(&m.WindowDays)
	c.int(&m.WindowMonths)
	list(c, &m.Bands)
	list(c, &m.Notes)
}

// A Band is a grade of a profile.
type Band struct {
	Grade                          string // its code, 1 to 3 letters, digits or signs
	From                           string // lowest score
	Open                           bool   // the lowest score itself belongs to the grade below
	Name, Meaning, Action, Cadence Text
}

func (m *Band) code(c *coder) {
	c.str(&m.Grade)
	c.str(&m.From)
	c.bool(&m.Open)
	m.Name.code(c)
	m.Meaning.code(c)
	m.Action.code(c)
	m.Cadence.code(c)
}
