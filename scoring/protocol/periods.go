package protocol

import (
	"strconv"
	"strings"
)

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

// A WarningWish asks whom to call.
type WarningWish struct {
	Since Since
	Gap   int // days within which visits are one course; 0: 45
	Below int // per cent: an absence with a smaller chance is later than usual; 0: 10
	Calls int // a week, over all lists; 0: 20
}

func (m *WarningWish) code(c *coder) {
	m.Since.code(c)
	c.int(&m.Gap)
	c.int(&m.Below)
	c.int(&m.Calls)
}

// Warnings are four lists: "later", "soon", "fell" and "less". Of each the first are named, so that all together are as many
// as can be called in a week; nobody is named twice.
type Warnings struct {
	Log   bool   // there is a log of visits, so that the first and the third list can be made
	Base  string // the third is of changes since that day
	Gaps  int    // between courses, in the whole clinic
	Few   bool   // too few gaps for the first list
	Lists []WarningList
}

func (m *Warnings) code(c *coder) {
	c.bool(&m.Log)
	c.str(&m.Base)
	c.int(&m.Gaps)
	c.bool(&m.Few)
	list(c, &m.Lists)
}

// A WarningList is one of them.
type WarningList struct {
	ID       string
	Total    int // of those who could be named
	Looked   int // "fell": those whose grade could have fallen
	ByChance int // "fell": so many of them chance alone brings
	Rows     []Warning
	Base     string   // "less": since that day; "" where there is nothing to compare with
	High     []string // "less": the grades that are looked at
	Days     []string // "less": the first and last day then, and now; empty where both are as the files say
}

// Rule is the text that says whom the list "less" names, and what it takes.
func (m *WarningList) Rule() (key string, args []string) {
	args = []string{"day", m.Base, "grades", strings.Join(m.High, " "), "looked", strconv.Itoa(m.Looked), "total", strconv.Itoa(m.Total)}
	switch {
	case m.Base == "":
		return "warnings.less.log", nil
	case len(m.Days) == 0:
		return "warnings.less.tables", args
	}
	return "warnings.less.rule", append(args, "a", m.Days[0], "b", m.Days[1], "c", m.Days[2], "d", m.Days[3])
}

func (m *WarningList) code(c *coder) {
	c.str(&m.ID)
	c.int(&m.Total)
	c.int(&m.Looked)
	c.int(&m.ByChance)
	list(c, &m.Rows)
	c.str(&m.Base)
	c.strs(&m.High)
	c.strs(&m.Days)
}

// A Warning is a customer to call.
type Warning struct {
	Row                   Row
	Money                 string // of the last twelve months, in the currency's base unit
	Usual, Days, Gaps     int    // "later": days of a gap on average, days since the last course, gaps
	None                  string // "later": the chance of such an absence
	From, To, Day         string // "soon" and "fell": grades, "soon": the day
	After                 int    // "soon": days until then
	VisitsThen, VisitsNow int    // "fell": F at the base and now; "less": in the days then and now
	MoneyThen, MoneyNow   string // the same of the money
	Share                 string // "fell": of the draws that end in that grade or a lower one
}

func (m *Warning) code(c *coder) {
	m.Row.code(c)
	c.str(&m.Money)
	for _, n := range []*int{&m.Usual, &m.Days, &m.Gaps, &m.After, &m.VisitsThen, &m.VisitsNow} {
		c.int(n)
	}
	for _, s := range []*string{&m.None, &m.From, &m.To, &m.Day, &m.MoneyThen, &m.MoneyNow, &m.Share} {
		c.str(s)
	}
}

// Reason is the text that says why a customer of a list is to be called, and what it takes; money is as the core writes it.
func (m *Warning) Reason(list string) (key string, args []string) {
	key = "warnings." + list + ".row"
	switch list {
	case "later":
		return key, []string{"usual", strconv.Itoa(m.Usual), "days", strconv.Itoa(m.Days), "gaps", strconv.Itoa(m.Gaps)}
	case "soon":
		return key, []string{"day", m.Day, "n", strconv.Itoa(m.After)}
	}
	return key, []string{"then", strconv.Itoa(m.VisitsThen), "now", strconv.Itoa(m.VisitsNow), "money", m.MoneyThen, "left", m.MoneyNow}
}

// A Record is what became of those who were later than usual at the month's ends of the year before: within 90 days of
// the alert, so many came by themselves.
type Record struct {
	Known bool
	Back  Share
}

func (m *Record) code(c *coder) { c.bool(&m.Known); m.Back.code(c) }

// An EffectWish asks what an action did: a list of customers, and a day.
type EffectWish struct {
	By    string // "column.N", "picked" for those who are marked, "file" for a list that was read
	Value string // the text in that column
	Day   string
	Days  int // after it; 0: 90
}

func (m *EffectWish) code(c *coder) { c.str(&m.By); c.str(&m.Value); c.str(&m.Day); c.int(&m.Days) }

// An Effect is those who were asked beside others who were like them.
type Effect struct {
	Log                        bool // there is a log of visits
	Listed, Alone              int  // customers on the list; those like whom nobody is left
	Unknown                    int  // ids on the list that the log does not know
	Over                       bool // the days are over
	Until                      string
	Treated, Control           Share
	Difference, Low, High      string // shares
	Money, MoneyLow, MoneyHigh string // a pair, in the currency's base unit
	MoneyTreated, MoneyControl string // a person
	Provable                   string // the smallest share of the treated that could have been told from the control's; "" for none
	Grades                     []EffectGrade
	Texts                      []FacetValue // of the column: what the list may be named by
}

func (m *Effect) code(c *coder) {
	c.bool(&m.Log)
	for _, n := range []*int{&m.Listed, &m.Alone, &m.Unknown} {
		c.int(n)
	}
	c.bool(&m.Over)
	m.Treated.code(c)
	m.Control.code(c)
	for _, s := range []*string{&m.Until, &m.Difference, &m.Low, &m.High, &m.Money, &m.MoneyLow, &m.MoneyHigh, &m.MoneyTreated,
		&m.MoneyControl, &m.Provable} {
		c.str(s)
	}
	list(c, &m.Grades)
	list(c, &m.Texts)
}

// An EffectGrade is the pairs of one grade on the day before.
type EffectGrade struct {
	Grade                string
	Pairs, Came, Control int
}

func (m *EffectGrade) code(c *coder) {
	c.str(&m.Grade)
	c.int(&m.Pairs)
	c.int(&m.Came)
	c.int(&m.Control)
}

// A PlanWish asks what can be proved with so many customers, half of them left in peace, of whom usually a share comes.
type PlanWish struct {
	Customers int // to be called
	Share     int // per cent who come anyway; −1: what the log says
	Days      int // within so many days; 0: 90
}

func (m *PlanWish) code(c *coder) { c.int(&m.Customers); c.int(&m.Share); c.int(&m.Days) }

// A Plan is what such an action can prove.
type Plan struct {
	Share    string // who come anyway
	Usual    Share  // what the log says of it
	Provable string // the smallest share that could be told from it; "" for none
	Arm      int    // customers in each arm to tell ten points more
}

func (m *Plan) code(c *coder) { c.str(&m.Share); m.Usual.code(c); c.str(&m.Provable); c.int(&m.Arm) }

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

// A BaseFile names a file of the past or a list of customers; its bytes come beside it.
type BaseFile struct {
	Name string
	Also bool   // beside what was read before
	List bool   // it is a list of customers who were called
	Key  string // a key file, for pseudonyms
	Lang string
}

func (m *BaseFile) code(c *coder) {
	c.str(&m.Name)
	c.bool(&m.Also)
	c.bool(&m.List)
	c.str(&m.Key)
	c.str(&m.Lang)
}

// A BaseRead is what was found in it.
type BaseRead struct {
	Days      []string // at which there are grades
	Customers int
	Known     int      // of them in what is graded
	Coded     bool     // it says by which rules it was graded
	Raw       bool     // it has no grades of ours: it is graded by the rules of today
	Checked   bool     // it does not say by which rules it was graded: its grades were held against those that are known
	Asks      bool     // by which of them it was graded matters, and the user has to say
	Fits      []string // profiles whose rules give its grades
	Wrong     int      // customers whose grade is another one by the rules of today
	Where     string   // where one of them stands, or the first of the rows left aside
	Aside     int      // rows that were not understood
	Merged    int      // rows of customers who have others
	Visits    string   // how visits were counted, where it is otherwise than today
}

func (m *BaseRead) code(c *coder) {
	c.strs(&m.Days)
	c.int(&m.Customers)
	c.int(&m.Known)
	for _, b := range []*bool{&m.Coded, &m.Raw, &m.Checked, &m.Asks} {
		c.bool(b)
	}
	c.strs(&m.Fits)
	for _, n := range []*int{&m.Wrong, &m.Aside, &m.Merged} {
		c.int(n)
	}
	c.str(&m.Where)
	c.str(&m.Visits)
}
