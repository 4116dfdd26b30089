package protocol

// A BoardWish asks for the figures of months. A visit keeps its customer active for so many months: 6, 12, 18 or 24.
type BoardWish struct{ Active int }

func (m *BoardWish) code(c *coder) { c.int(&m.Active) }

// A Board is the figures of every month, and the cohorts. It is empty where there is no log of visits.
type Board struct {
	AsOf        string
	Months      []BoardMonth // the earliest first; the last one is that of the analysis date
	Done, Whole int          // of the last month's usual work, so much is done by the analysis date
	Weekdays    bool         // that is known by the clinic's own weekdays
	Cohorts     []Cohort
	Average     []Share // of cohorts, by months since; only months that are over
	AverageLate []Share // the same, of those who came then or later
}

func (m *Board) code(c *coder) {
	c.str(&m.AsOf)
	list(c, &m.Months)
	c.int(&m.Done)
	c.int(&m.Whole)
	c.bool(&m.Weekdays)
	list(c, &m.Cohorts)
	list(c, &m.Average)
	list(c, &m.AverageLate)
}

// A BoardMonth is the figures of a month.
type BoardMonth struct {
	Month    string
	Running  bool // not over on the analysis date
	Censored bool // so early in the log that nobody knows who was new
	Figures  []BoardFigure
}

func (m *BoardMonth) code(c *coder) {
	c.str(&m.Month)
	c.bool(&m.Running)
	c.bool(&m.Censored)
	list(c, &m.Figures)
}

// A BoardFigure is a figure of a month; Value is blank when it is not known.
type BoardFigure struct {
	Code, Value string
	Grows       bool // with the month, so that a goal is due by and by
	Ratio       Share
}

func (m *BoardFigure) code(c *coder) {
	c.str(&m.Code)
	c.str(&m.Value)
	c.bool(&m.Grows)
	m.Ratio.code(c)
}

// A Share is a ratio with Wilson's interval, which is blank where the denominator is small.
type Share struct {
	Part, Whole int
	Low, High   string
}

func (m *Share) code(c *coder) { c.int(&m.Part); c.int(&m.Whole); c.str(&m.Low); c.str(&m.High) }

// A Cohort is those who came first in a month: how many came in each month since, or then or later.
type Cohort struct {
	Month     string
	Size      int
	In, Since []int
	Running   bool // the last of them is not over
}

func (m *Cohort) code(c *coder) {
	c.str(&m.Month)
	c.int(&m.Size)
	c.ints(&m.In)
	c.ints(&m.Since)
	c.bool(&m.Running)
}
