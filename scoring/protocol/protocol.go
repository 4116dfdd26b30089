// Package protocol holds the messages that the page and the engine exchange, one Go type each.
//
// The page sends a call {id, op, args, files} and the engine answers with any number of replies {id, kind, body, parts}:
// progress and parts while it works, then ok or issue. The workbook's program, which the page starts only when it wants
// it, takes its calls in the same way. args and body are the bytes of one message ([Encode], [Decode]); files and
// parts are ArrayBuffers that change hands without being copied. Figures travel as the core printed them, so nothing is
// rounded on the way; the page only groups digits and puts words around them.
package protocol

// Op names what the page asks for.
const (
	OpHello   = "hello"   // Nothing → Hello
	OpLoad    = "load"    // Load and one buffer per file → Outcome
	OpGrade   = "grade"   // Settings → Outcome; the file is not read again
	OpView    = "view"    // View → Count
	OpRows    = "rows"    // Span → Rows
	OpExplain = "explain" // Pick → Explanation
	OpLedger  = "ledger"  // Span → Ledger
	OpOutline = "outline" // Export → Build and an outline, for the workbook's program
	OpExport  = "export"  // Export → Download after the parts of the file
	OpBuilt   = "built"   // the workbook built in the outline, for the export under way → Nothing
)

// Op names what the page asks of the workbook's program.
const (
	OpDecrypt = "decrypt" // Decrypt and the encrypted file → Nothing and the package in it
	OpBuild   = "build"   // Build and the outline → Nothing and the workbook
)

// Kind tells the replies to a call apart.
const (
	KindProgress = "progress" // Progress
	KindPart     = "part"     // Nothing, and a part of the file that is being written
	KindOK       = "ok"       // the op's answer
	KindIssue    = "issue"    // Issue: something the user can mend
	KindPanic    = "panic"    // Issue with code "engine-stopped": a bug of ours; the engine is gone
)

// Nothing is the empty message.
type Nothing struct{}

func (m *Nothing) code(*coder) {}

// A Text is a text in both languages.
type Text struct{ Zh, En string }

func (m *Text) code(c *coder) { c.str(&m.Zh); c.str(&m.En) }

// In picks the language.
func (m Text) In(lang string) string {
	if lang == "en" {
		return m.En
	}
	return m.Zh
}

// Hello is the engine's first word: the profiles it knows.
type Hello struct{ Profiles []Profile }

func (m *Hello) code(c *coder) { list(c, &m.Profiles) }

// A Profile is what the page shows of a grading profile.
type Profile struct {
	ID          string
	Name, About Text
	Unit        string    // "yuan" or "wan"
	Weights     [3]string // R, F, M
	Methods     [3]string // "cuts", "rank", "raw"
	WindowDays  int       // 0: the whole history
	Bands       []Band
	Notes       []Text
}

func (m *Profile) code(c *coder) {
	c.str(&m.ID)
	m.Name.code(c)
	m.About.code(c)
	c.str(&m.Unit)
	for i := range m.Weights {
		c.str(&m.Weights[i])
		c.str(&m.Methods[i])
	}
	c.int(&m.WindowDays)
	list(c, &m.Bands)
	list(c, &m.Notes)
}

// A Band is a grade of a profile.
type Band struct {
	Grade                          string // "A" … "D"
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

// Settings are all choices of the user. They are sent whole each time, so that any earlier state can be returned to.
type Settings struct {
	Sheet   int    // -1: the engine chooses
	Header  int    // row of the headers, 1 for the first; 0: the engine finds it; -1: there is none
	Profile string // profile id
	AsOf    string // 2006-01-02, or "" for the default
	Shape   string // "visits", "customers" or "" for the guess
	Unit    string // "yuan", "wan" or "" for the guess
	Visits  string // "day", "order", "row" or "" for the guess
	Dates   string // what comes first in dates: "day", "month", "year" or "" where the column tells
	Roles   []Role // columns whose meaning the user changed, in the order of the changes
	Clean   Clean
}

func (m *Settings) code(c *coder) {
	m.Clean.code(c)
	c.int(&m.Sheet)
	c.int(&m.Header)
	c.str(&m.Profile)
	c.str(&m.AsOf)
	c.str(&m.Shape)
	c.str(&m.Unit)
	c.str(&m.Visits)
	c.str(&m.Dates)
	list(c, &m.Roles)
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
	Reveal   bool // as Reveal.On
}

func (m *Load) code(c *coder) { c.strs(&m.Names); m.Settings.code(c); c.bool(&m.Reveal) }

// An Issue is a problem with an address; package words has its text under "issue."+Code.
type Issue struct {
	Code, File, Sheet, Cell, Value string
	Args                           []string // name, value, name, value …
}

func (m *Issue) code(c *coder) {
	c.str(&m.Code)
	c.str(&m.File)
	c.str(&m.Sheet)
	c.str(&m.Cell)
	c.str(&m.Value)
	c.strs(&m.Args)
}

// Error makes an issue an error that is answered with.
func (m Issue) Error() string { return m.Code }

// Export asks for a file to download.
type Export struct {
	Format string // "xlsx", "csv" or "ledger" (a CSV of the rows set aside)
	Lang   string // "zh-CN" or "en"
	Scope  string // which customers: "" all, "view" those listed, "picked" those marked; always as the list is sorted
	Names  string // what is done to persons: "" nothing, "masked", "pseudonyms"
	Key    string // of the pseudonyms, a key file
	Late   bool   // the styled part of a workbook comes while its rows are written, with OpBuilt
	Of     Filter // "calls", "calls-csv" and "ics", lists for calls and a calendar: whom they are about
}

func (m *Export) code(c *coder) {
	c.str(&m.Format)
	c.str(&m.Lang)
	c.str(&m.Scope)
	c.str(&m.Names)
	c.str(&m.Key)
	c.bool(&m.Late)
	m.Of.code(c)
}

// A Download names the file whose parts come with the reply.
type Download struct{ Name, Type string }

func (m *Download) code(c *coder) { c.str(&m.Name); c.str(&m.Type) }
