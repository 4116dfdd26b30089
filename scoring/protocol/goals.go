package protocol

// What the page asks for about goals.
const (
	OpGoals      = "goals"       // GoalWish → Goals
	OpCrossTable = "goals.cross" // CrossWish → CrossTable
	OpClass      = "class"       // ClassWish → Class
)

// FieldGoal begins the fields of filters of those behind a part of a chart of a goal, or a figure: its code follows. Their values are
// the part, the column of a heat map or "second" for a second line, and the axis and value of the wish; their ends its days.
const FieldGoal = "goal."

// Axes are the properties of customers that can be set against each other.
var Axes = [...]string{"grade", "channel", "sex", "age", "region", "department"}

// A GoalWish asks for the figures of a goal.
type GoalWish struct {
	Goal     string // "new", "sticky", "conversion", "loyalty", "departments" or "voice"
	From, To string // days, "" for an open end
	Axis     string // whom the figures are about: those who have Value there; "" for all
	Value    string // "none" for those of whom nothing is said
}

func (m *GoalWish) code(c *coder) {
	c.str(&m.Goal)
	c.str(&m.From)
	c.str(&m.To)
	c.str(&m.Axis)
	c.str(&m.Value)
}

// Goals are the figures of one goal, and what draws them.
type Goals struct {
	AsOf        string
	First, Last string // days of the data
	Figures     []GoalFigure
	Charts      []GoalChart
	Values      []AxisValues // by which the figures can be narrowed down
}

func (m *Goals) code(c *coder) {
	c.str(&m.AsOf)
	c.str(&m.First)
	c.str(&m.Last)
	list(c, &m.Figures)
	list(c, &m.Charts)
	list(c, &m.Values)
}

// A GoalFigure is one number.
type GoalFigure struct {
	Code, By  string
	Value, Of string // the part and the whole, or the number itself
	Low, High string // "" where it is too few to tell
	N         int
}

func (m *GoalFigure) code(c *coder) {
	c.str(&m.Code)
	c.str(&m.By)
	c.str(&m.Value)
	c.str(&m.Of)
	c.str(&m.Low)
	c.str(&m.High)
	c.int(&m.N)
}

// A GoalChart is what a chart shows: a series of one value or two for each label, or a table of Columns values a row.
type GoalChart struct {
	ID, Kind string // "line", "bar", "pie", "heat" or "funnel"
	Labels   []string
	Columns  []string // of a heat map
	Values   []string
	Second   []string // the mean of seven days, of a line
	Running  bool     // the last one is not over
	Unlisted int      // whom it shows and the list of customers does not
}

func (m *GoalChart) code(c *coder) {
	c.str(&m.ID)
	c.str(&m.Kind)
	c.strs(&m.Labels)
	c.strs(&m.Columns)
	c.strs(&m.Values)
	c.strs(&m.Second)
	c.bool(&m.Running)
	c.int(&m.Unlisted)
}

// AxisValues are what customers have on an axis.
type AxisValues struct {
	Axis   string
	Values []string
}

func (m *AxisValues) code(c *coder) { c.str(&m.Axis); c.strs(&m.Values) }

// A CrossWish asks for two properties set against each other.
type CrossWish struct {
	Row, Column string
	Shared      bool // as others may see it: small counts hidden
}

func (m *CrossWish) code(c *coder) { c.str(&m.Row); c.str(&m.Column); c.bool(&m.Shared) }

// A CrossTable is a table of customers by two properties; Counts and Money are row by row.
type CrossTable struct {
	Row, Column   string
	Rows, Columns []string
	Counts        []int // -1: hidden
	Money         []string
	RowSums       []int
	ColumnSums    []int
	All           int
	RowMoney      []string // "" where the sum is hidden
	ColumnMoney   []string
	AllMoney      string
	Verdict       string // "chance", "differ" or "few"
	P, V          string // four digits
	Exact         bool
	Fields        []string // by row and column: the field of filters that leads to its customers, "" for none
}

func (m *CrossTable) code(c *coder) {
	c.str(&m.Row)
	c.str(&m.Column)
	c.strs(&m.Rows)
	c.strs(&m.Columns)
	c.ints(&m.Counts)
	c.strs(&m.Money)
	c.ints(&m.RowSums)
	c.ints(&m.ColumnSums)
	c.int(&m.All)
	c.strs(&m.RowMoney)
	c.strs(&m.ColumnMoney)
	c.str(&m.AllMoney)
	c.str(&m.Verdict)
	c.str(&m.P)
	c.str(&m.V)
	c.bool(&m.Exact)
	c.strs(&m.Fields)
}

// A ClassWish asks how few customers stand together in what is to be shared, with properties in bands or without one.
type ClassWish struct{ Ages, Months, NoRegion bool }

func (m *ClassWish) code(c *coder) { c.bool(&m.Ages); c.bool(&m.Months); c.bool(&m.NoRegion) }

// A Class is the smallest group of customers who are alike in all columns.
type Class struct {
	K, N    int
	Alone   int      // customers in groups of fewer than Few
	Few     int      // what is too few
	Columns []string // "sex", "age" or "age10", "region", "occupation", "last" or "month"
}

func (m *Class) code(c *coder) {
	c.int(&m.K)
	c.int(&m.N)
	c.int(&m.Alone)
	c.int(&m.Few)
	c.strs(&m.Columns)
}
