package session

import (
	"fenji/scoring/profile"
	"strconv"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/clean"
	"fenji/scoring/intake/derive"
	"fenji/scoring/intake/header"
	"fenji/scoring/models/returns"
	"fenji/scoring/others"
	"fenji/scoring/privacy"
	"fenji/scoring/protocol"
	"fenji/scoring/rfm"
	"fenji/scoring/segments"
	"fenji/scoring/sheet"
	"fenji/scoring/sources"
	"fenji/scoring/view"
)

// A grading is what the settings make of the files, stage by stage. The later ones are nil when the table lacks what they
// need.
type grading struct {
	settings protocol.Settings
	*files
	*source
	*understood
	*cleaned
	*graded

	joined       *joined // with tables of other kinds; nil when there are none
	alone        *understood
	aloneCleaned *cleaned // as the payments are by themselves
}

// understood is what the columns of a source mean.
type understood struct {
	*derived
	unit    decimal.Unit
	unitAsk bool
	unitIs  []intake.Doubt // about the unit

	persons stage[string, *privacy.Persons]        // by the user's choices
	look    stage[*privacy.Persons, *privacy.Look] // through the file, as far as it has come
}

// cleaned are the records of a source, and the marks on their customers, whose numbers they decide.
type cleaned struct {
	records *intake.Records
	ledger  *intake.Ledger
	how     intake.Options // that they were made with
	marks   marks

	rows     int // of the table of payments, behind which those stand who never paid
	joined   stage[string, *joined]
	standing once[[]sources.Part] // of tables of payments alone
	says     once[*others.Columns]
	mains    once[[]string] // of each customer, where it came most
	findings once[*clean.Findings]
	merged   once[[]intake.Merged]
	monthly  once[*logged]         // without a log of a table of customers
	spent    once[[]decimal.Money] // by each customer over the whole history
	counted  stage[civil.Window, []scoring.Customer]
	log      once[*returns.Log]
	returns  *returns.Returns // nil until they were looked for
	rivals   rivals
	earliest once[civil.Day] // visit
	room     view.Room       // of the gradings, of which one is asked at a time
}

// cleaning is what decides the outcome of clean.Clean besides the table: the mapping as text, and the settings. Whatever
// setting comes to decide it has to stand here, a list as text.
type cleaning struct {
	mapping string
	asOf    civil.Day
	today   civil.Day
	unit    decimal.Unit
	clean   intake.Cleaning
	said    string // the answers to open questions, and what words mean
}

// graded are the customers with their grades.
type graded struct {
	view    *view.View
	filters []protocol.Filter // of the last arrangement

	report    once[*summary]
	rehearsal once[*chore]
	axes      once[[]protocol.AxisValues]
	splits    shelf[string, *segments.Split]
	falls     once[*falls]
	replies   once[map[int]reply]
	months    months
	masks     stage[*privacy.Persons, map[string]int] // how many customers look alike
	cover     stage[coverage, *privacy.Cover]
	models    once[*modelled]
	checkup   pair[string, *checkup]
	spreads   [3]once[protocol.Spread]
	scores    once[spreadOfScores]
}

func gradeOps() {
	take(protocol.OpGrade, func(s *Session, m protocol.Settings, c *Call) (*protocol.Outcome, error) {
		return s.Grade(m, c.Report)
	})
}

// Grade applies the settings to the files that are open. Everything stays as it was when that is not possible.
func (s *Session) Grade(set protocol.Settings, report Report) (*protocol.Outcome, error) {
	if s.files == nil {
		return nil, errNothingOpen
	}
	g, err := s.files.grade(set, report)
	if err != nil {
		return nil, err
	}
	s.grading = g
	return s.outcome(), nil
}

// grade makes a grading. It runs the stages that the settings change, and those behind them.
func (f *files) grade(set protocol.Settings, report Report) (g grading, err error) {
	profile, err := ruling(&set)
	if err != nil {
		return g, err
	}
	set.Profile = profile.ID
	asOf, err := analysisDate(set.AsOf)
	if err != nil {
		return g, err
	}
	if f.mix != nil {
		all := f.mix.all
		all.fates, f = f.fates, all
	}
	if f, err = f.spoken(answersOf(set.Answers), report); err != nil {
		return g, err
	}
	f = f.sorted(set.Kinds, report)
	today, err := analysisDate(set.Today)
	if err != nil {
		return g, err
	}
	g = grading{settings: set, files: f}
	if g.source, err = f.chosen(&set); err != nil {
		return g, err
	}
	g.understood = g.source.understand(&set, profile)
	if len(g.mapping.Missing()) > 0 {
		return g, nil
	}
	report(protocol.Progress{Stage: "clean", Rows: g.table.Rows - g.mapping.HeaderRow - 1})
	if g.cleaned, err = g.source.clean(g.derived, cleaning{meaning(&g.mapping), asOf, today, g.unit, cleaningOf(set.Clean), said(&set)}, &set); err != nil {
		return g, err
	}
	g.withOthers()
	report(protocol.Progress{Stage: "grade", Rows: g.ledger.Used.Rows})
	customers := g.customers(profile.Window)
	g.placed(customers, g.joined)
	result, err := scoring.Score(customers, profile, g.records.AsOf, scoring.Options{})
	if err != nil {
		return g, err
	}
	extras := view.Extras(g.mapping)
	g.graded = &graded{view: g.cleaned.room.New(result, g.table, extras)}
	g.view.Others = g.says.of(func() *others.Columns { return others.Of(g.table, g.mapping, g.records, extras) })
	return g, nil
}

func analysisDate(s string) (civil.Day, error) {
	if s == "" {
		return civil.NoDay, nil
	}
	return civil.Parse(s)
}

// understand works out the mapping: the guess, then the user's changes in their order.
func (s *source) understand(set *protocol.Settings, p *profile.Profile) *understood {
	m := s.guess
	for _, r := range set.Roles {
		if r.Column >= 0 && r.Column < len(m.Columns) {
			m = header.With(m, r.Column, intake.Role(r.Role))
		}
	}
	for _, col := range hiddenLeft(s.raw, m, answersOf(set.Answers)) {
		m = header.With(m, col, intake.Ignore)
	}
	if set.Shape != "" {
		m = header.WithShape(m, intake.Shape(set.Shape))
	}
	if v := intake.VisitRule(set.Visits); v != "" && (v != intake.ByOrder || m.Column(intake.Order) >= 0) {
		m.Visits = v // orders cannot be counted any more when the column of order numbers is gone
	}
	if o := dateOrders[set.Dates]; o != intake.NoOrder {
		m = header.WithDateOrder(m, o)
	}
	u := &understood{}
	if u.unit = decimal.UnitOf(set.Unit); u.unit == decimal.NoUnit {
		u.unit, u.unitAsk = header.SuggestUnit(s.raw, m, p.Unit)
		u.hearUnit(&m, answersOf(set.Answers))
	}
	m.Unit = u.unit
	u.derived = s.derive(m, set)
	return u
}

// derived is a table with the columns that were made of others.
type derived struct {
	table   *sheet.Table
	mapping intake.Mapping // the guess with the user's changes
	doubts  []intake.Doubt // about what was made
}

func (s *source) derive(m intake.Mapping, set *protocol.Settings) *derived {
	key := meaning(&m) + "|" + m.Unit.String() + "|" + said(set)
	for _, c := range m.Columns {
		key += "|" + c.Why
	}
	d, _ := s.made.of(key, func() (*derived, error) {
		d := &derived{}
		d.table, d.mapping, d.doubts = derive.Apply(s.raw, m, answersOf(set.Answers))
		return d, nil
	})
	return d
}

// dateOrders are what the user can say about dates.
var dateOrders = map[string]intake.DateOrder{"day": intake.DayFirst, "month": intake.MonthFirst, "year": intake.YearFirst}

// meaning is what of a mapping decides how a table is cleaned, the unit aside.
func meaning(m *intake.Mapping) string {
	text := string(m.Shape) + "|" + string(m.Visits)
	for _, n := range []int{m.HeaderRow, int(m.AsOf), int(m.DateOrder)} {
		text += "|" + strconv.Itoa(n)
	}
	for _, c := range m.Columns {
		text += "|" + string(c.Role)
	}
	return text
}

func (s *source) clean(d *derived, how cleaning, set *protocol.Settings) (*cleaned, error) {
	return s.cleaned.of(how, func() (*cleaned, error) {
		c := &cleaned{how: intake.Options{AsOf: how.asOf, Today: how.today, Unit: how.unit, Cleaning: how.clean,
			Answers: answersOf(set.Answers), Rulings: rulingsOf(set.Fates)}}
		var err error
		c.records, c.ledger, err = clean.Clean(d.table, d.mapping, c.how)
		return c, err
	})
}

// customers counts the customers within a window.
func (c *cleaned) customers(w civil.Window) []scoring.Customer {
	list, _ := c.counted.of(w, func() ([]scoring.Customer, error) { return rfm.Build(c.records, w), nil })
	return list
}
