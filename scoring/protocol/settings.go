package protocol

import "fenji/scoring/columns"

// Op names what the page asks for.
const (
	OpLoad  = "load"  // Load and one buffer per file → Outcome
	OpGrade = "grade" // Settings → Outcome; the file is not read again
)

// Settings are all choices of the user. They are sent whole each time, so that any earlier state can be returned to.
type Settings struct {
	Sheet   int    // -1: the engine chooses
	Header  int    // row of the headers, 1 for the first; 0: the engine finds it; -1: there is none
	Profile string // profile id
	Rules   string // the profile itself, as JSON, where it is none of the built-in ones
	AsOf    string // 2006-01-02, or "" for the default
	Today   string // the user's civil date, 2006-01-02; "": nobody says
	Shape   string // "visits", "customers" or "" for the guess
	Unit    string // "fen", "jiao", "yuan", "bai", "qian", "wan", "million", "yi", or "" for the guess
	Visits  string // "day", "order", "row" or "" for the guess
	Dates   string // what comes first in dates: "day", "month", "year" or "" where the column tells
	Roles   []Role // columns whose meaning the user changed, in the order of the changes
	Clean   Clean
	Answers []Answer // to open questions, the last one of a question counts
	Kinds   []Kind   // of tables whose kind the user changed, the last one of a table counts
	Fates   []Fate   // of words whose meaning the user changed, the last one of a word counts
}

func (m *Settings) code(c *coder) {
	m.Clean.code(c)
	c.int(&m.Sheet)
	c.int(&m.Header)
	c.str(&m.Profile)
	c.str(&m.AsOf)
	c.str(&m.Today)
	c.str(&m.Shape)
	c.str(&m.Unit)
	c.str(&m.Visits)
	c.str(&m.Dates)
	list(c, &m.Roles)
	list(c, &m.Answers)
	list(c, &m.Kinds)
	list(c, &m.Fates)
	c.str(&m.Rules)
}

// A Role is a meaning that the user gave to a column.
type Role struct {
	Column int // 0-based
	Role   string
}

func (m *Role) code(c *coder) { c.int(&m.Column); c.str(&m.Role) }

// Load asks to read files; their bytes come beside it, in the same order.
type Load struct {
	Names    []string
	Settings Settings
	Reveal   bool    // as Reveal.On
	Made     bool    // the engine makes the file itself: it is a sample
	Treats   []Treat // what the user decided about columns of the sheet, where the files are read again
}

func (m *Load) code(c *coder) {
	c.strs(&m.Names)
	m.Settings.code(c)
	c.bool(&m.Reveal)
	c.bool(&m.Made)
	list(c, &m.Treats)
}

// Clean are the user's choices about dirty rows; the zero Clean is what is done unasked.
type Clean struct {
	Repeats    string                    // which exact duplicates are used: "" by the rule, "keep" all, "drop" all
	IgnoreCase bool                      // ids that differ in case, spaces and dashes are one customer
	PadZeros   bool                      // ids that lost their leading zeros are one with those that have them
	FillDown   bool                      // a blank customer is the one above
	Gaps       [len(columns.Gaps)]string // in their order: of columns.Fills
	Outliers   string                    // those left out: "" none, "z", "tukey", "either"
}

func (m *Clean) code(c *coder) {
	c.str(&m.Repeats)
	c.bool(&m.IgnoreCase)
	c.bool(&m.PadZeros)
	c.bool(&m.FillDown)
	for i := range m.Gaps {
		c.str(&m.Gaps[i])
	}
	c.str(&m.Outliers)
}
