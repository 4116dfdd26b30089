package protocol

// The ops of rules of one's own.
const (
	OpReadRules = "rules.read"    // RulesText → RulesRead; no file need be open
	OpTurnRules = "rules.turn"    // Turn → Turned; no file need be open
	OpRules     = "rules"         // RulesWish → Checkup
	OpCompare   = "rules.compare" // CompareWish → Compared
)

// A Draft is a set of rules as somebody types it: figures are texts, as they stand in the fields.
type Draft struct {
	ID, Source, Unit, Currency string
	Name, About, Audience      Text
	Window                     DraftWindow
	Metrics                    [3]DraftMetric
	Bands                      []DraftBand // best first
	Notes                      []Text
}

func (m *Draft) code(c *coder) {
	c.str(&m.ID)
	c.str(&m.Source)
	c.str(&m.Unit)
	c.str(&m.Currency)
	m.Name.code(c)
	m.About.code(c)
	m.Audience.code(c)
	m.Window.code(c)
	for i := range m.Metrics {
		m.Metrics[i].code(c)
	}
	list(c, &m.Bands)
	list(c, &m.Notes)
}

// A DraftWindow limits visits and money.
type DraftWindow struct {
	Kind     string // "", "days", "months", "month", "quarter", "half", "year", "dates"
	N        string // of days, months
	From, To string // of dates
}

func (m *DraftWindow) code(c *coder) { c.str(&m.Kind); c.str(&m.N); c.str(&m.From); c.str(&m.To) }

// A DraftMetric says how R, F or M becomes points. Fields of another method than the chosen one wait for it to come back.
type DraftMetric struct {
	Method, Weight   string
	Steps            []DraftStep  // "cuts", in ascending order
	Parts, Tie       string       // "rank"
	Shares           []DraftShare // "rank" in unequal parts, the best first; Parts means nothing then
	Value            string       // "mean": in the place of the mean
	Min, Max         string       // values outside are not graded
	MinOpen, MaxOpen bool
}

func (m *DraftMetric) code(c *coder) {
	c.str(&m.Method)
	c.str(&m.Weight)
	list(c, &m.Steps)
	c.str(&m.Parts)
	c.str(&m.Tie)
	list(c, &m.Shares)
	c.str(&m.Value)
	c.str(&m.Min)
	c.str(&m.Max)
	c.bool(&m.MinOpen)
	c.bool(&m.MaxOpen)
}

// A DraftStep is a row of a scale with both of its ends; a blank end is open-ended.
type DraftStep struct {
	Low, High         string
	LowOpen, HighOpen bool // the end itself lies outside
	Points            string
}

func (m *DraftStep) code(c *coder) {
	c.str(&m.Low)
	c.str(&m.High)
	c.bool(&m.LowOpen)
	c.bool(&m.HighOpen)
	c.str(&m.Points)
}

// A DraftShare is a part of a ranking in per cent.
type DraftShare struct{ Share, Points string }

func (m *DraftShare) code(c *coder) { c.str(&m.Share); c.str(&m.Points) }

// A DraftBand is a grade as typed.
type DraftBand struct {
	Code, From                     string
	Open                           bool   // the score From itself belongs below
	To                             string // the greatest score, as somebody typed it; it decides nothing, the grade above does
	ToOpen                         bool   // the score To itself lies outside
	Name, Meaning, Action, Cadence Text
}

func (m *DraftBand) code(c *coder) {
	c.str(&m.Code)
	c.str(&m.From)
	c.bool(&m.Open)
	c.str(&m.To)
	c.bool(&m.ToOpen)
	m.Name.code(c)
	m.Meaning.code(c)
	m.Action.code(c)
	m.Cadence.code(c)
}

// A Fault says what is wrong with a field of rules; package words has its text under its pattern.
type Fault struct {
	Field   string // as in metrics.M.steps[2].to
	Pattern string
	Args    []string
}

func (m *Fault) code(c *coder) { c.str(&m.Field); c.str(&m.Pattern); c.strs(&m.Args) }

// RulesText is a file or the fragment of a link that holds rules, or a project.
type RulesText struct {
	Text string // or the id of a built-in profile
	Link bool   // a fragment
}

func (m *RulesText) code(c *coder) { c.str(&m.Text); c.bool(&m.Link) }

// RulesRead is what was read.
type RulesRead struct {
	Faults  []Fault // why nothing can be made of it, at most one
	Project bool    // it is a project; Text is as it came, and there is no profile
	Text    string  // the profile as JSON
	Link    string  // and as the fragment of a link; "" when it is too long for one
	Profile Profile
	Draft   Draft
}

func (m *RulesRead) code(c *coder) {
	list(c, &m.Faults)
	c.bool(&m.Project)
	c.str(&m.Text)
	c.str(&m.Link)
	m.Profile.code(c)
	m.Draft.code(c)
}

// A Fit is the profile that a draft says, if it says one.
type Fit struct {
	Text, Link string
	Faults     []Fault
	Profile    Profile
}

func (m *Fit) code(c *coder) { c.str(&m.Text); c.str(&m.Link); list(c, &m.Faults); m.Profile.code(c) }

// A Turn changes a draft as a whole.
type Turn struct {
	Draft  Draft
	Verb   string // what becomes of it; "" leaves it as it is, to learn whether it is fit
	Metric int    // the fields that the verb needs
	Row    int
	N      int
	Text   string
}

func (m *Turn) code(c *coder) {
	m.Draft.code(c)
	c.str(&m.Verb)
	c.int(&m.Metric)
	c.int(&m.Row)
	c.int(&m.N)
	c.str(&m.Text)
}

// Turned is a changed draft, or the draft as it was and why.
type Turned struct {
	Draft  Draft
	Faults []Fault
	Fit    Fit
}

func (m *Turned) code(c *coder) { m.Draft.code(c); list(c, &m.Faults); m.Fit.code(c) }

// A RulesWish asks for what is to be known about a draft. Rules are named by the id of a built-in profile, or given as JSON.
type RulesWish struct {
	Draft   Draft
	None    bool   // there is no draft yet: one is made of the rules in force
	Against string // the saved rules, with which the outcome is compared
}

func (m *RulesWish) code(c *coder) { m.Draft.code(c); c.bool(&m.None); c.str(&m.Against) }

// A Checkup is what is to be known about a draft and the customers graded now.
type Checkup struct {
	Draft    Draft // when there was none
	Fit      Fit
	Findings []Finding
	Ways     []Way
	Spreads  [3]Spread
	Scores   Spread   // of scores; its bars begin with their lower edge
	Floors   []string // the least score of each grade of the rules in force, on the axis of scores
	Moved    Cross    // from the saved rules to those in force
}

func (m *Checkup) code(c *coder) {
	m.Draft.code(c)
	m.Fit.code(c)
	list(c, &m.Findings)
	list(c, &m.Ways)
	for i := range m.Spreads {
		m.Spreads[i].code(c)
	}
	m.Scores.code(c)
	c.strs(&m.Floors)
	m.Moved.code(c)
}

// A Finding is something that the user should look at.
type Finding struct {
	Code, Field string
	Args        []string // what its sentence is about, by which a finding set aside is known again
	Say, Fix    Text     // Fix is blank when the user has to decide
	Note        bool     // nothing is wrong
	Rows        []Row    // the first of the customers that show it
	Total       int      // all of these
	Who         []string // what the filter "doctor" takes to list them; none where it is about no customers
	Measured    bool     // the customers were looked at
}

func (m *Finding) code(c *coder) {
	c.str(&m.Code)
	c.str(&m.Field)
	c.strs(&m.Args)
	m.Say.code(c)
	m.Fix.code(c)
	c.bool(&m.Note)
	list(c, &m.Rows)
	c.int(&m.Total)
	c.strs(&m.Who)
	c.bool(&m.Measured)
}

// A Way is the cheapest way into a grade.
type Way struct {
	Grade, Score string
	Points       [3]string
	Values       [3]string // the worst values that earn the points; "" where any will do, or the rank decides
}

func (m *Way) code(c *coder) {
	c.str(&m.Grade)
	c.str(&m.Score)
	for i := range m.Points {
		c.str(&m.Points[i])
		c.str(&m.Values[i])
	}
}

// A Spread is how the customers lie in a metric.
type Spread struct {
	Edges  []string // of the bars, one more than these, in the profile's unit
	Bars   []int    // customers above the one edge, up to and including the next
	Cuts   []string // edges that are there only for a cut of the rules in force
	Saved  []string // cuts of the saved rules
	Steps  []int    // customers in each step of the rules in force
	Lowest string   // the least and the greatest value
	Most   string
}

func (m *Spread) code(c *coder) {
	c.strs(&m.Edges)
	c.ints(&m.Bars)
	c.strs(&m.Cuts)
	c.strs(&m.Saved)
	c.ints(&m.Steps)
	c.str(&m.Lowest)
	c.str(&m.Most)
}

// A Cross is two gradings of the same customers, by grade.
type Cross struct {
	From, To []string // grades of rows and columns, best first, then "" for the ungraded; none when there is no comparison
	Counts   []int    // row by row
	Money    []string // yuan
	Agree    int      // of the same grade by both
	Both     int      // graded by both
	Differ   int      // not of the same grade, or ungraded by one
	Kappa    int      // Cohen's κ in ten-thousandths
	Known    bool     // κ has a value
}

func (m *Cross) code(c *coder) {
	c.strs(&m.From)
	c.strs(&m.To)
	c.ints(&m.Counts)
	c.strs(&m.Money)
	c.int(&m.Agree)
	c.int(&m.Both)
	c.int(&m.Differ)
	c.int(&m.Kappa)
	c.bool(&m.Known)
}

// A CompareWish asks for other rules on the same customers, named as in RulesWish.
type CompareWish struct {
	With string
	N    int // how many customers are listed
}

func (m *CompareWish) code(c *coder) { c.str(&m.With); c.int(&m.N) }

// Compared is the outcome beside that of other rules: rows are the grades of the outcome, columns those of the others.
type Compared struct {
	Name  Text
	Cross Cross
	Rows  []Differing // most money first
}

func (m *Compared) code(c *coder) { m.Name.code(c); m.Cross.code(c); list(c, &m.Rows) }

// Differing is a customer whom the two grade differently.
type Differing struct {
	Row    Row
	Grade  string // by the other rules
	Reason string // why none
	Score  string
	Values [3]string // under the other window
	Points [3]string
}

func (m *Differing) code(c *coder) {
	m.Row.code(c)
	c.str(&m.Grade)
	c.str(&m.Reason)
	c.str(&m.Score)
	for i := range m.Values {
		c.str(&m.Values[i])
		c.str(&m.Points[i])
	}
}
