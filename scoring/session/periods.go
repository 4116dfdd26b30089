package session

import (
	"errors"
	"slices"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/periods"
	"fenji/scoring/profile"
	"fenji/scoring/protocol"
)

func init() { fields["change"] = moved }

func periodsOps() {
	take(protocol.OpChange, func(s *Session, m protocol.Since, c *Call) (*protocol.Change, error) {
		if !s.logMade(c.more) {
			return nil, ErrUnfinished
		}
		return s.tellChange(m, c.more)
	})
	take(protocol.OpChance, func(s *Session, m protocol.Since, c *Call) (*protocol.Chance, error) { return s.chance(m, c.more) })
}

// months are what a grading is over time.
type months struct {
	change pair[protocol.Since, *change]
	shown  bool                     // somebody looks at the change
	aside  stage[struct{}, *change] // with the usual day, where a file of the past stands in change
	past   once[*followed]
	tally  pair[int, *tallied]
	late   pair[lookout, *lates]
	record pair[lookout, *recalled]
	before stage[civil.Day, *scoring.Result]
}

// A change is the grading beside an earlier one: of the same log, or of a file that tells nothing but grades.
type change struct {
	day    civil.Day       // of the base
	before *scoring.Result // of a log without the customers' values: see then and among
	now    *scoring.Result
	kept   *scoring.Result // now by the base's cuts
	at     func(i int) int // of a customer its number in before, -1 for none
	fresh  *periods.Matrix
	frozen *periods.Matrix

	log    *periods.Change     // nil for a file
	tables *periods.Tables     // nil for a log
	marks  map[string][]string // names and telephones of those who are gone, as far as the file tells
	work   chore
	err    error

	chance once[chanced]
	drawn  once[*drawn]
	fell   once[*fells]
}

// pending is what is to be done of the comparison, and of what was begun with it.
func (c *change) pending() *chore {
	switch {
	case c == nil:
		return nil
	case c.work.pending() != nil:
		return &c.work
	case c.drawn.made && c.drawn.value.work.pending() != nil:
		return &c.drawn.value.work
	case c.fell.made:
		return c.fell.value.work.pending()
	}
	return nil
}

// then is a customer as of the base day, by its number in before.
func (c *change) then(at int) scoring.Customer {
	if c.log != nil {
		return c.log.Then(at)
	}
	return c.before.Customers[at]
}

// among is the grading of the base day of some only, by their number in before.
func (c *change) among(list ...uint32) *scoring.Result {
	if c.log != nil {
		return c.log.Among(list)
	}
	return c.before.Among(list)
}

// drawn is what chance makes of the grades, as far as it has come.
type drawn struct {
	*periods.Drawing
	err  error
	work chore
}

// visitLog is the log of what is graded; nil of a table of customers.
func (s *Session) visitLog() *periods.Log { return s.visitLogIn(nil) }

// visitLogIn is visitLog as work that gives way.
func (s *Session) visitLogIn(pause scoring.Pause) *periods.Log {
	x := s.logging()
	x.work.run(func() bool {
		if pause != nil {
			pause()
		}
		return true
	})
	return x.Log
}

// logged is a log, as far as it is made.
type logged struct {
	periods.LogMaker
	work chore
}

// logging begins to make the log.
func (s *Session) logging() *logged {
	return s.cleaned.monthly.of(func() *logged {
		m, ok := periods.MakeLog(s.records)
		x := &logged{LogMaker: m}
		if ok {
			x.work.pieces = []func() bool{x.Step}
		}
		return x
	})
}

// logMade goes on with the log for as long as more says, and tells whether it is done and there is time left to go on.
func (s *Session) logMade(more func() bool) bool {
	if s.graded == nil || len(s.logging().work.pieces) == 0 {
		return true
	}
	return s.logging().work.run(more) && (more == nil || more())
}

// changed compares what is graded with an earlier day. It is nil where there is nothing earlier.
func (s *Session) changed(m protocol.Since) (*change, error) {
	c, err := s.changing(m, nil)
	if err == nil {
		s.graded.months.change.touch(s.sinceOf(m))
	}
	return c.whole(err)
}

// compared goes on with a comparison for as long as more says.
func (s *Session) compared(m protocol.Since, more func() bool) (*change, error) {
	c, err := s.changing(m, more)
	if err == nil && c != nil && !c.work.run(more) {
		return nil, ErrUnfinished
	}
	return c.whole(err)
}

// whole is a comparison that is done, if need be in one go.
func (c *change) whole(err error) (*change, error) {
	if err != nil || c == nil {
		return nil, err
	}
	if c.work.run(nil); c.err != nil {
		return nil, c.err
	}
	return c, nil
}

// changing begins to compare.
func (s *Session) changing(m protocol.Since, more func() bool) (*change, error) {
	if s.graded == nil {
		return nil, errNothingGraded
	}
	m = s.sinceOf(m)
	return s.graded.months.change.of(m, more, func() (*change, error) { return s.beside(m) })
}

// sinceOf is what decides a comparison.
func (s *Session) sinceOf(m protocol.Since) protocol.Since {
	m.Quiet, m.Read = false, 0 // a file that is read leaves no change behind
	if p := s.files.past; m.File != "" && m.Rules == "" && p != nil && p.name == m.File {
		m.Rules = p.rules
	}
	return m
}

func (s *Session) beside(m protocol.Since) (*change, error) {
	if m.File != "" {
		return s.besideFile(m)
	}
	l := s.visitLog()
	if l == nil {
		return nil, nil
	}
	day := usual(l)
	if m.Day != "" {
		var err error
		if day, err = civil.Parse(m.Day); err != nil {
			return nil, err
		}
	}
	if day >= l.AsOf {
		return nil, scoring.Issue{Code: "base-not-before", Args: []string{"day", l.AsOf.String()}}
	}
	w := l.Comparing(s.view.Result, day)
	c := &change{day: day, now: s.view.Result, log: w.Change, at: func(i int) int {
		if w.Change.Known[i] {
			return i
		}
		return -1
	}}
	c.work.pieces = []func() bool{func() (done bool) {
		if done, c.err = w.Step(); done && c.err == nil {
			c.before, c.kept, c.fresh, c.frozen = w.Change.Base, w.Change.Frozen, w.Change.Fresh, w.Change.Kept
		}
		return done || c.err != nil
	}}
	return c, nil
}

// usual is the day with which a log is compared unless the user says otherwise: the last of the month before, or the first
// day of a log that is younger.
func usual(l *periods.Log) civil.Day {
	return max(l.First, periods.MonthOf(l.AsOf).First()-1)
}

// presets are the days that are offered.
func presets(l *periods.Log) (list [3]string) {
	for i, d := range []civil.Day{periods.MonthOf(l.AsOf).First() - 1, periods.After(l.AsOf, -3), periods.After(l.AsOf, -12)} {
		if d >= l.First {
			list[i] = d.String()
		}
	}
	return list
}

// was is the grade of a customer at the base; known is false for those who are new.
func (c *change) was(i int) (band uint8, known bool) {
	at := c.at(i)
	if at < 0 {
		return profile.Ungraded, false
	}
	return c.before.Graded[at].Band, true
}

// why says what moved between the two grades of a customer.
func (c *change) why(i int) periods.Why {
	band, known := c.was(i)
	if !known {
		return periods.Stayed
	}
	return periods.WhyOf(band, c.now.Graded[i].Band, c.kept.Graded[i].Band)
}

// The codes of those without a grade.
const (
	newcomer = "new"
	noGrade  = "none"
	absent   = "absent"
)

func codeOf(p *profile.Profile, row int) string {
	switch {
	case row < len(p.Bands):
		return p.Bands[row].Grade
	case row == len(p.Bands)+1:
		return noGrade
	}
	return newcomer
}

// from and to are the codes of a customer's row and column.
func (c *change) from(i int) string {
	band, known := c.was(i)
	switch {
	case !known:
		return newcomer
	case band == profile.Ungraded:
		return noGrade
	}
	return c.now.Profile.Bands[band].Grade
}

func (c *change) to(i int) string {
	if band := c.now.Graded[i].Band; band != profile.Ungraded {
		return c.now.Profile.Bands[band].Grade
	}
	return noGrade
}

// moves are the cells of a matrix.
func moves(p *profile.Profile, m *periods.Matrix) (list []protocol.Move) {
	for row := range m.Bands + 2 {
		for col := range m.Bands + 1 {
			n, money := m.At(row, col)
			to := noGrade
			if col < m.Bands {
				to = p.Bands[col].Grade
			}
			list = append(list, protocol.Move{From: codeOf(p, row), To: to, Count: n, Money: money.String()})
		}
	}
	return list
}

// Change says what became of whom since an earlier day.
func (s *Session) Change(m protocol.Since) (*protocol.Change, error) { return s.tellChange(m, nil) }

func (s *Session) tellChange(m protocol.Since, more func() bool) (*protocol.Change, error) {
	c, err := s.changing(m, more)
	if err == nil && c.pending() == nil { // asked anew: a call that ends does not push away what was asked after it
		s.graded.months.change.touch(s.sinceOf(m))
	}
	if c, err = s.compared(m, more); err != nil {
		return nil, err
	}
	s.graded.months.shown = s.graded.months.shown || !m.Quiet
	out := &protocol.Change{Kind: protocol.ChangeNone, AsOf: s.view.Result.AsOf.String()}
	l := s.visitLog()
	if l != nil {
		out.First, out.Presets = l.First.String(), presets(l)
	}
	if c == nil {
		return out, nil
	}
	p := c.now.Profile
	out.Kind, out.Base, out.Cells = protocol.ChangeLog, dayText(c.day), moves(p, c.fresh)
	for _, b := range p.Bands {
		out.Grades = append(out.Grades, b.Grade)
	}
	if c.kept != c.now {
		out.Kept = moves(p, c.frozen)
		for i := range c.now.Graded {
			switch c.why(i) {
			case periods.Cuts:
				out.Cuts++
			case periods.Both:
				out.Both++
			}
		}
	}
	switch {
	case c.log != nil:
		out.Differ = l.Differ(c.day)
	default:
		out.Kind = protocol.ChangeTables
		for row, n := range c.tables.Absent {
			from := noGrade
			if row < len(p.Bands) {
				from = p.Bands[row].Grade
			}
			out.Cells = append(out.Cells, protocol.Move{From: from, To: absent, Count: n, Money: c.tables.Money[row].String()})
		}
	}
	if p.Window == (civil.Window{}) && s.view.Result.AsOf != civil.NoDay && c.day != civil.NoDay {
		out.Longer = int(s.view.Result.AsOf - c.day)
	}
	out.Pairs = s.suspicious(c)
	return out, nil
}

// mostPairs is how many suspicious pairs are listed.
const mostPairs = 50

// moved is the filter of those who went from one grade to another: its values are the two, Low the day to compare with,
// High the file.
func moved(s *Session, _ string, f protocol.Filter) (func(i int) bool, error) {
	if len(f.Values) != 2 {
		return nil, errors.New("session: a change is from one grade to another")
	}
	c, err := s.changed(protocol.Since{Day: f.Low, File: f.High})
	if err != nil {
		return nil, err
	}
	if c == nil {
		return func(int) bool { return false }, nil
	}
	return func(i int) bool {
		return slices.Equal(f.Values, []string{c.from(i), c.to(i)})
	}, nil
}
