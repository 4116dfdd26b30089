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
	OpExport  = "export"  // Export and perhaps the workbook built in the outline → Download after the parts of the file
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

// Progress tells how far a call has come.
type Progress struct {
	Stage string // "read", "clean", "grade", "write"
	Done  int    // bytes, or rows for "write"
	Total int    // 0: not known
	Rows  int    // rows so far
}

func (m *Progress) code(c *coder) { c.str(&m.Stage); c.int(&m.Done); c.int(&m.Total); c.int(&m.Rows) }

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

// An Outcome is all that the page shows about a file once it is read, understood and, when nothing is missing, graded.
type Outcome struct {
	Files     []string
	Sheets    []Sheet
	Sheet     int
	HeaderRow int // 1-based; 0: none
	Shape     string
	Visits    string
	Dates     string   // as the user chose, or ""
	Unit      string   // unit in which the file's figures were read
	UnitAsk   bool     // the figures leave the unit in doubt
	Columns   []Column // as understood now
	Missing   []string // roles without which nothing can be graded; empty when Graded
	Graded    bool

	Profile  string
	AsOf     string // "" only when no row has a date
	AsOfFrom string // "user", "file", "latest" or "" when there is none
	Ledger   LedgerSums
	Groups   []Group // the profile's grades, best first, then the ungraded with Grade ""
	Rows     int     // customers
	Money    string  // yuan
	Extras   []string
	Facets   []int // table columns whose values are worth a facet
	Notices  []Issue
	Veiled   bool // the screen masks names and the like, or would if they were not revealed
}

func (m *Outcome) code(c *coder) {
	c.strs(&m.Files)
	list(c, &m.Sheets)
	c.int(&m.Sheet)
	c.int(&m.HeaderRow)
	c.str(&m.Shape)
	c.str(&m.Visits)
	c.str(&m.Dates)
	c.str(&m.Unit)
	c.bool(&m.UnitAsk)
	list(c, &m.Columns)
	c.strs(&m.Missing)
	c.bool(&m.Graded)
	c.str(&m.Profile)
	c.str(&m.AsOf)
	c.str(&m.AsOfFrom)
	m.Ledger.code(c)
	list(c, &m.Groups)
	c.int(&m.Rows)
	c.str(&m.Money)
	c.strs(&m.Extras)
	c.ints(&m.Facets)
	list(c, &m.Notices)
	c.bool(&m.Veiled)
}

// A Sheet is a sheet of the workbook.
type Sheet struct {
	Name   string
	Hidden bool
}

func (m *Sheet) code(c *coder) { c.str(&m.Name); c.bool(&m.Hidden) }

// A Column is a column of the sheet and what it was taken for.
type Column struct {
	Index      int
	Header     string
	Role       string
	Confidence int    // per cent
	Why        string // "header", "values", "position", "user", "none"
	Filled     int    // cells that are not blank
	Examples   []string
}

func (m *Column) code(c *coder) {
	c.int(&m.Index)
	c.str(&m.Header)
	c.str(&m.Role)
	c.int(&m.Confidence)
	c.str(&m.Why)
	c.int(&m.Filled)
	c.strs(&m.Examples)
}

// A Sum is a number of rows and their money in yuan.
type Sum struct {
	Rows  int
	Money string
}

func (m *Sum) code(c *coder) { c.int(&m.Rows); c.str(&m.Money) }

// LedgerSums are the totals of the ledger: Read = Used + Duplicates + Aside, in rows and in money.
type LedgerSums struct {
	Read, Used, Duplicates, Aside Sum
	Flagged                       int
	Reasons                       []Reason
}

func (m *LedgerSums) code(c *coder) {
	m.Read.code(c)
	m.Used.code(c)
	m.Duplicates.code(c)
	m.Aside.code(c)
	c.int(&m.Flagged)
	list(c, &m.Reasons)
}

// A Reason counts the ledger's entries of one kind.
type Reason struct {
	Code  string
	Aside bool // false: the row was used and only flagged, or dropped as a duplicate
	Sum   Sum
}

func (m *Reason) code(c *coder) { c.str(&m.Code); c.bool(&m.Aside); m.Sum.code(c) }

// A Group is one grade's share of customers and money.
type Group struct {
	Grade      string
	Count      int
	Money      string // yuan
	CountShare int    // tenths of a per cent
	MoneyShare int    // tenths of a per cent
}

func (m *Group) code(c *coder) {
	c.str(&m.Grade)
	c.int(&m.Count)
	c.str(&m.Money)
	c.int(&m.CountShare)
	c.int(&m.MoneyShare)
}

// A View says which customers to list and in which order.
type View struct {
	Sort    []SortKey // first key first
	Grades  []string  // "A" … "D", "" for the ungraded; empty: all
	Search  string
	Filters []Filter // all have to hold
}

func (m *View) code(c *coder) {
	list(c, &m.Sort)
	c.strs(&m.Grades)
	c.str(&m.Search)
	list(c, &m.Filters)
}

// A SortKey names a column of the graded sheet: 0 Customer … 11 Note, then the extras.
type SortKey struct {
	Column int
	Desc   bool
}

func (m *SortKey) code(c *coder) { c.int(&m.Column); c.bool(&m.Desc) }

// A Count is the size of a view, and how many customers are marked, in the view or not.
type Count struct {
	Rows       int
	Money      string // yuan
	Marked     int
	MarkedHere int // of them in the view
}

func (m *Count) code(c *coder) {
	c.int(&m.Rows)
	c.str(&m.Money)
	c.int(&m.Marked)
	c.int(&m.MarkedHere)
}

// A Span asks for rows From … From+N-1 of the view or the ledger.
type Span struct {
	From, N int
	Code    string // ledger only: entries of this code; "" for all
}

func (m *Span) code(c *coder) { c.int(&m.From); c.int(&m.N); c.str(&m.Code) }

// Rows is a window of the view.
type Rows struct {
	From, Total int
	Rows        []Row
}

func (m *Rows) code(c *coder) { c.int(&m.From); c.int(&m.Total); list(c, &m.Rows) }

// A Row is a graded customer.
type Row struct {
	Customer int // index, for Pick
	ID       string
	Last     string    // 2006-01-02 or ""
	Value    [3]string // R days, F visits, M in the profile's unit
	Points   [3]string
	Score    string
	Grade    string // "" when ungraded
	Reason   string // why ungraded
	Marked   bool
	Extras   []string
}

func (m *Row) code(c *coder) {
	c.int(&m.Customer)
	c.str(&m.ID)
	c.str(&m.Last)
	for i := range m.Value {
		c.str(&m.Value[i])
		c.str(&m.Points[i])
	}
	c.str(&m.Score)
	c.str(&m.Grade)
	c.str(&m.Reason)
	c.bool(&m.Marked)
	c.strs(&m.Extras)
}

// Pick names a customer by index.
type Pick struct{ Customer int }

func (m *Pick) code(c *coder) { c.int(&m.Customer) }

// An Explanation says why a customer has its grade and what would lift it.
type Explanation struct {
	Row   Row
	Unit  string // "yuan" or "wan"
	Parts []Part // R, F, M
	Lifts []Lift
	Cell  string // where the customer stands in the file

	Standings [4]Standing // in R, F, M and score

	Declines  []Decline // what becomes of the score if no visit comes
	Estimated bool      // by today's cut points: others may move them
}

func (m *Explanation) code(c *coder) {
	m.Row.code(c)
	c.str(&m.Unit)
	list(c, &m.Parts)
	list(c, &m.Lifts)
	c.str(&m.Cell)
	for i := range m.Standings {
		m.Standings[i].code(c)
	}
	list(c, &m.Declines)
	c.bool(&m.Estimated)
}

// A Part is one metric's contribution: Points × Weight = Contribution.
type Part struct {
	Method                       string // "cuts", "rank", "raw"
	Value                        string
	Low, High                    string // cuts: the ends of the step that matched, "" when it has none
	LowOpen, HighOpen            bool   // the end itself does not belong to the step
	Rank, Of                     int    // rank: so many of so many customers are at least as good
	Points, Weight, Contribution string
}

func (m *Part) code(c *coder) {
	c.str(&m.Method)
	c.str(&m.Value)
	c.str(&m.Low)
	c.str(&m.High)
	c.bool(&m.LowOpen)
	c.bool(&m.HighOpen)
	c.int(&m.Rank)
	c.int(&m.Of)
	c.str(&m.Points)
	c.str(&m.Weight)
	c.str(&m.Contribution)
}

// A Lift is a smallest single change that reaches a better grade.
type Lift struct {
	Kind         string // "visit", "frequency", "money"
	Value, By    string // the new value and how much more it is, in the profile's unit
	Score, Grade string
}

func (m *Lift) code(c *coder) {
	c.str(&m.Kind)
	c.str(&m.Value)
	c.str(&m.By)
	c.str(&m.Score)
	c.str(&m.Grade)
}

// Ledger is a window of the ledger's entries.
type Ledger struct {
	From, Total int
	Entries     []Entry
}

func (m *Ledger) code(c *coder) { c.int(&m.From); c.int(&m.Total); list(c, &m.Entries) }

// An Entry is one row that was set aside, dropped or flagged.
type Entry struct {
	Issue Issue
	Row   int    // 1-based row of the sheet
	Money string // yuan, "" when unreadable
	Fate  string // "aside", "duplicate", "flagged"
	Cells []string
	Col   int      // column at fault, -1: the row as a whole
	Of    []string // of a duplicate: the cells of the row that it repeats
	OfRow int      // and its number
}

func (m *Entry) code(c *coder) {
	m.Issue.code(c)
	c.int(&m.Row)
	c.str(&m.Money)
	c.str(&m.Fate)
	c.strs(&m.Cells)
	c.int(&m.Col)
	c.strs(&m.Of)
	c.int(&m.OfRow)
}

// Export asks for a file to download.
type Export struct {
	Format string // "xlsx", "csv" or "ledger" (a CSV of the rows set aside)
	Lang   string // "zh-CN" or "en"
	Scope  string // which customers: "" all, "view" those listed, "picked" those marked; always as the list is sorted
	Names  string // what is done to persons: "" nothing, "masked", "pseudonyms"
	Key    string // of the pseudonyms, a key file
	Of     Filter // "calls", "calls-csv" and "ics", lists for calls and a calendar: whom they are about
}

func (m *Export) code(c *coder) {
	c.str(&m.Format)
	c.str(&m.Lang)
	c.str(&m.Scope)
	c.str(&m.Names)
	c.str(&m.Key)
	m.Of.code(c)
}

// A Download names the file whose parts come with the reply.
type Download struct{ Name, Type string }

func (m *Download) code(c *coder) { c.str(&m.Name); c.str(&m.Type) }
