package protocol

// OpModel names what the page asks for: ModelWish → Model.
const OpModel = "model"

// OpModelColumns: ModelColumns → Nothing.
const OpModelColumns = "model-columns"

// ModelColumns says of which models the list and files show what they found of each customer.
type ModelColumns struct{ Of []string }

func (m *ModelColumns) code(c *coder) { c.strs(&m.Of) }

// Models are the models, in the order of their cards.
var Models = [...]string{ModelGroups, ModelReturn, ModelDemand, ModelMovers}

// The models, and the parts that may be refused alone.
const (
	ModelGroups = "groups"
	ModelReturn = "return"
	ModelDemand = "demand"
	ModelMovers = "movers"
	ModelMoney  = "money" // within return
	MoveRise    = "rise"  // within movers
	MoveLapse   = "lapse"
)

// MostTraits is how many columns may be chosen for groups: with more of them, everybody is far from everybody.
const MostTraits = 4

// Between stands between headers, of which it is no part.
const Between = "\x1f"

// A ModelWish asks a model to go a step on. Whoever asks again until nothing is left gets its answer; other calls are
// answered in between, and who does not ask again has given it up.
type ModelWish struct {
	Model string
	By    string // demand: "month" or "week"
	Of    string // demand: one value of Model.Choices, "" for all; groups: headers of chosen columns with Between between them
	Anew  bool   // forget what is known
	Step  int    // tells steps apart; it changes nothing
}

func (m *ModelWish) code(c *coder) {
	c.str(&m.Model)
	c.str(&m.By)
	c.str(&m.Of)
	c.bool(&m.Anew)
	c.int(&m.Step)
}

// A Model is what a model has to say, or how far it is.
type Model struct {
	Model       string
	Working     bool
	Done, Total int
	Parts       []ModelPart // the model itself, then those that may be refused alone
	Groups      []ModelGroup
	Forecast    []Forecast
	Choices     []string // demand: departments, each a value and what it is called; groups: headers of columns
	Days        []string // analysis date, and days that the model was cut at
}

func (m *Model) code(c *coder) {
	c.str(&m.Model)
	c.bool(&m.Working)
	c.int(&m.Done)
	c.int(&m.Total)
	list(c, &m.Parts)
	list(c, &m.Groups)
	list(c, &m.Forecast)
	c.strs(&m.Choices)
	c.strs(&m.Days)
}

// Part gives a part by name, nil when there is none.
func (m *Model) Part(id string) *ModelPart {
	for i := range m.Parts {
		if m.Parts[i].ID == id {
			return &m.Parts[i]
		}
	}
	return nil
}

// A ModelPart is a model, or a part of one that may be refused alone.
type ModelPart struct {
	ID     string
	Reason string // the first condition that is not met; "" where it may be used
	Needs  []ModelNeed
	Params []ModelParam
	Curves []Curve
}

func (m *ModelPart) code(c *coder) {
	c.str(&m.ID)
	c.str(&m.Reason)
	list(c, &m.Needs)
	list(c, &m.Params)
	list(c, &m.Curves)
}

// Param gives the figure of a parameter, "" when there is none.
func (m *ModelPart) Param(name, of string) string {
	for _, p := range m.Params {
		if p.Name == name && p.Of == of {
			return p.Value
		}
	}
	return ""
}

// A ModelNeed is a condition, with what is needed and what there is.
type ModelNeed struct {
	Code, Need, Have string
	Met              bool
}

func (m *ModelNeed) code(c *coder) { c.str(&m.Code); c.str(&m.Need); c.str(&m.Have); c.bool(&m.Met) }

// A ModelParam is a parameter or a measure, with all its digits.
type ModelParam struct{ Name, Of, Value string }

func (m *ModelParam) code(c *coder) { c.str(&m.Name); c.str(&m.Of); c.str(&m.Value) }

// A Curve is what a chart of a model draws: lines over the same names, "" being a gap, and a band about the last of them.
type Curve struct {
	ID        string // "track", "calibration", "lift", "forecast"
	X         []string
	Lines     []CurveLine
	Low, High []string
}

func (m *Curve) code(c *coder) {
	c.str(&m.ID)
	c.strs(&m.X)
	list(c, &m.Lines)
	c.strs(&m.Low)
	c.strs(&m.High)
}

// A CurveLine is one of them.
type CurveLine struct {
	ID     string
	Values []string
}

func (m *CurveLine) code(c *coder) { c.str(&m.ID); c.strs(&m.Values) }

// A ModelGroup is a group of customers with the middle of its figures.
type ModelGroup struct {
	ID, Size   int // from 1 on
	Kind       string
	Share      int    // tenths of a per cent
	Days       string // "" when not known
	Visits     string
	Money      string   // yuan
	MoneyShare int      // tenths of a per cent
	Others     []string // header and middle value of each chosen column
}

func (m *ModelGroup) code(c *coder) {
	c.int(&m.ID)
	c.int(&m.Size)
	c.str(&m.Kind)
	c.int(&m.Share)
	c.str(&m.Days)
	c.str(&m.Visits)
	c.str(&m.Money)
	c.int(&m.MoneyShare)
	c.strs(&m.Others)
}

// A Forecast is how many visits a month or a week will have.
type Forecast struct {
	When             string // 2006-01, or the Monday of a week
	Low, Value, High string
	Festival         string // the day of Spring Festival, where it falls into it or near
}

func (m *Forecast) code(c *coder) {
	c.str(&m.When)
	c.str(&m.Low)
	c.str(&m.Value)
	c.str(&m.High)
	c.str(&m.Festival)
}
