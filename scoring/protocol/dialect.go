package protocol

// Op names what the page asks for.
const (
	OpScript = "script" // ScriptWish → Script
	OpCuts   = "cuts"   // Cuts → Kept
)

// A ScriptWish asks for the rules of the result as a script in SQL.
type ScriptWish struct {
	Dialect string // a name of package dialect
	Visits  string // "day", "order" or "row"; "": as the result was counted
	From    string // the relation that holds the visits; "": to be filled in
	Lang    string
	Keep    bool // by the cut points of this result, where it ranked
}

func (m *ScriptWish) code(c *coder) {
	c.str(&m.Dialect)
	c.str(&m.Visits)
	c.str(&m.From)
	c.str(&m.Lang)
	c.bool(&m.Keep)
}

// A Script is a file of SQL.
type Script struct {
	Name, Text string
	Visits     string   // as they are counted in it
	Edit       []string // the lines that are to be edited
	Ranked     bool     // the rules rank, and what they rank by can be kept
	Problem    string   // why there is none: "date", "relation" or "digits"; "": there is one
}

func (m *Script) code(c *coder) {
	c.str(&m.Name)
	c.str(&m.Text)
	c.str(&m.Visits)
	c.strs(&m.Edit)
	c.bool(&m.Ranked)
	c.str(&m.Problem)
}

// Cuts are the cut points that a database told, as it wrote them, and the name of their file.
type Cuts struct{ File, Text string }

func (m *Cuts) code(c *coder) { c.str(&m.File); c.str(&m.Text) }

// Kept are the rules of the result with these cut points in the place of ranks.
type Kept struct {
	ID, Rules string // as in Settings
	Problem   string // why there are none: "cuts" cannot be read, "rules" do not rank so; "": there are
}

func (m *Kept) code(c *coder) { c.str(&m.ID); c.str(&m.Rules); c.str(&m.Problem) }
