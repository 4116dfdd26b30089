package protocol

// Ops that look at a clinic over time.
const (
	OpChange   = "change"   // Since → Change
	OpChance   = "chance"   // Since → Chance
	OpBoard    = "board"    // BoardWish → Board
	OpWarnings = "warnings" // WarningWish → Warnings
	OpRecord   = "record"   // WarningWish → Record
	OpEffect   = "effect"   // EffectWish → Effect
	OpPlan     = "plan"     // PlanWish → Plan
	OpStory    = "story"    // StoryWish → Story
	OpBase     = "base"     // BaseFile and one buffer → BaseRead
)

// Since names what a result is compared with: the same log at an earlier day, or an earlier file. The zero Since is the
// end of the month before.
type Since struct {
	Day   string // 2006-01-02; of a file, one of its days
	File  string // the name that OpBase was told
	Rules string // the profile by which the user says that the file was graded
	Read  int    // how many files had been read: another file may have the same name
	Quiet bool   // nobody looks: list and files get no columns of it
}

func (m *Since) code(c *coder) {
	c.str(&m.Day)
	c.str(&m.File)
	c.str(&m.Rules)
	c.int(&m.Read)
	c.bool(&m.Quiet)
}

// What Change.Kind may be.
const (
	ChangeLog    = "log"    // one log at two days
	ChangeTables = "tables" // a grading of the past, of which only the grades are known
	ChangeNone   = "none"   // there is nothing to compare with
)

// A Change is what became of whom. Grades are codes; "new" are those without a row by the base day, "none" those without
// a grade, "absent" those whom the later table has not.
type Change struct {
	Kind       string
	AsOf, Base string
	First      string    // of the log
	Presets    [3]string // days to compare with: the month's end before, three months ago, a year ago; "" before the log begins
	Grades     []string
	Cells      []Move
	Kept       []Move // by the cuts of the base; empty when no metric is ranked
	Cuts, Both int    // whose grade changed because cuts moved, or because both moved
	Longer     int    // without a window: so many days of history more
	Differ     int    // customers whose visits by the base day look otherwise today
	Pairs      []Pair // gone and new under the same mark
}

func (m *Change) code(c *coder) {
	c.str(&m.Kind)
	c.str(&m.AsOf)
	c.str(&m.Base)
	c.str(&m.First)
	for i := range m.Presets {
		c.str(&m.Presets[i])
	}
	c.strs(&m.Grades)
	list(c, &m.Cells)
	list(c, &m.Kept)
	c.int(&m.Cuts)
	c.int(&m.Both)
	c.int(&m.Longer)
	c.int(&m.Differ)
	list(c, &m.Pairs)
}

// A Move is the customers who went from one grade to another.
type Move struct {
	From, To string
	Count    int
	Money    string // at the later day, of the absent at the earlier one; in the currency's base unit
}

func (m *Move) code(c *coder) { c.str(&m.From); c.str(&m.To); c.int(&m.Count); c.str(&m.Money) }

// A Pair is somebody gone and somebody new who share a name or a telephone.
type Pair struct{ Gone, New, Mark string }

func (m *Pair) code(c *coder) { c.str(&m.Gone); c.str(&m.New); c.str(&m.Mark) }

// Chance is what becomes of the grades when nobody changes. Shares have four places and are those of the row.
type Chance struct {
	Known  bool // there were enough customers to learn from
	Shares []Odds
	Times  int // how often everybody was drawn
}

func (m *Chance) code(c *coder) { c.bool(&m.Known); list(c, &m.Shares); c.int(&m.Times) }

// Odds are the share of those of one grade who end in another.
type Odds struct{ From, To, Share string }

func (m *Odds) code(c *coder) { c.str(&m.From); c.str(&m.To); c.str(&m.Share) }

// A StoryWish asks how a customer came to its grade.
type StoryWish struct {
	Customer int
	Since    Since
	Alone    bool // nobody compared anything yet: the grades month by month are enough, where they cost little
}

func (m *StoryWish) code(c *coder) { c.int(&m.Customer); m.Since.code(c); c.bool(&m.Alone) }

// A Story is a customer's grades at the ends of the last 24 months, and what changed since the base.
type Story struct {
	Days       []string
	Grades     []string // of these days, "none" for none, "" before the first row
	Base, AsOf string
	From, To   string
	Why        string // what moved: "same", "customer", "cuts", "both"; "" for who was not there
	Parts      []StoryPart
	ScoreThen  string
	ScoreNow   string
}

func (m *Story) code(c *coder) {
	c.strs(&m.Days)
	c.strs(&m.Grades)
	for _, s := range []*string{&m.Base, &m.AsOf, &m.From, &m.To, &m.Why, &m.ScoreThen, &m.ScoreNow} {
		c.str(s)
	}
	list(c, &m.Parts)
}

// A StoryPart is R, F or M at both days, with its points.
type StoryPart struct{ Then, PointsThen, Now, PointsNow string }

func (m *StoryPart) code(c *coder) {
	c.str(&m.Then)
	c.str(&m.PointsThen)
	c.str(&m.Now)
	c.str(&m.PointsNow)
}
