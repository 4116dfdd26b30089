package session

import (
	"fenji/scoring/intake"
	"fenji/scoring/models/numeric"
	"fenji/scoring/periods"
	"fenji/scoring/profile"
	"fenji/scoring/protocol"
)

func boardOps() {
	take(protocol.OpBoard, func(s *Session, m protocol.BoardWish, c *Call) (*protocol.Board, error) { return s.board(m, c.more) })
	answer(protocol.OpStory, (*Session).Story)
}

// pastMonths is for how many months' ends everybody is graded.
const pastMonths = 24

// followed is every customer's grade at the months' ends, as far as it has come.
type followed struct {
	*periods.Following
	err  error
	work chore
}

// past is every customer's grade at the months' ends; nil of a table of customers.
func (s *Session) past(more func() bool) (*periods.Past, error) {
	l := s.visitLog()
	if l == nil {
		return nil, nil
	}
	f := s.graded.months.past.of(func() *followed {
		f := &followed{Following: l.Follow(s.view.Result.Profile, l.MonthEnds(pastMonths), nil)}
		f.work.pieces = []func() bool{func() (done bool) {
			done, f.err = f.Step()
			return done || f.err != nil
		}}
		return f
	})
	if !f.work.run(more) {
		return nil, ErrUnfinished
	}
	return f.Past, f.err
}

// pastOf is the past in which a customer stands at a place. By rules that look at each customer alone nobody else is graded for it;
// by others everybody is, unless the wish is for little.
func (s *Session) pastOf(m protocol.StoryWish) (past *periods.Past, at int, err error) {
	p := s.view.Result.Profile
	switch {
	case s.records.Shape != intake.PerVisit || s.graded.months.past.made || p.Ranked() && !m.Alone:
		past, err = s.past(nil)
		return past, m.Customer, err
	case p.Ranked():
		return nil, 0, nil
	}
	l, ok := periods.LogOf(s.records.Among([]uint32{uint32(m.Customer)}), nil)
	if !ok {
		return nil, 0, nil
	}
	for _, d := range s.records.Day { // months are those of the whole log
		l.First = min(l.First, d)
	}
	past, err = l.History(p, l.MonthEnds(pastMonths), nil)
	return past, 0, err
}

// tallied are the figures of months and the cohorts, as far as they are counted.
type tallied struct {
	*periods.Tally
	chore
}

// counting begins to count them.
func (s *Session) counting(active int, more func() bool) (*tallied, error) {
	return s.graded.months.tally.of(active, more, func() (*tallied, error) {
		t := &tallied{Tally: s.visitLog().Tally(active)}
		t.pieces = []func() bool{t.Step}
		return t, nil
	})
}

// activeMonths are for how long a visit may keep its customer active.
var activeMonths = map[int]bool{6: true, 12: true, 18: true, 24: true}

// Board gives the figures of months, and the cohorts.
func (s *Session) Board(m protocol.BoardWish) (*protocol.Board, error) { return s.board(m, nil) }

func (s *Session) board(m protocol.BoardWish, more func() bool) (*protocol.Board, error) {
	if s.graded == nil {
		return nil, errNothingGraded
	}
	if !s.logMade(more) {
		return nil, ErrUnfinished
	}
	out := &protocol.Board{AsOf: s.view.Result.AsOf.String()}
	l := s.visitLog()
	if l == nil {
		return out, nil
	}
	active := m.Active
	if !activeMonths[active] {
		active = periods.ActiveMonths
	}
	past, err := s.past(more)
	if err != nil {
		return nil, err
	}
	t, err := s.counting(active, more)
	if err != nil || !t.run(more) {
		return nil, ErrUnfinished
	}
	for _, f := range t.Months {
		month := protocol.BoardMonth{Month: f.Month.String(), Running: f.Running, Censored: f.Censored}
		for _, v := range f.Values(past.Grades(min(f.Month.Last(), l.AsOf))) {
			month.Figures = append(month.Figures, protocol.BoardFigure{Code: v.Code, Value: v.Text, Grows: periods.Grows(v.Code),
				Ratio: protocol.Share{Part: v.Ratio.Part, Whole: v.Ratio.Whole, Low: v.Low, High: v.High}})
		}
		out.Months = append(out.Months, month)
	}
	out.Done, out.Whole, out.Weekdays = l.ElapsedOf(periods.MonthOf(l.AsOf))
	cohorts := t.Cohorts
	for _, c := range cohorts {
		out.Cohorts = append(out.Cohorts, protocol.Cohort{Month: c.Month.String(), Size: c.Size, In: c.In, Since: c.Since, Running: c.Running})
	}
	for after := range cohorts {
		out.Average = append(out.Average, shareOf(periods.Average(cohorts, after, false)))
		out.AverageLate = append(out.AverageLate, shareOf(periods.Average(cohorts, after, true)))
	}
	return out, nil
}

// shareOf is a ratio with Wilson's interval, where the denominator is not small.
func shareOf(r periods.Ratio) protocol.Share {
	share := protocol.Share{Part: r.Part, Whole: r.Whole}
	if r.Whole >= periods.Few {
		low, high := numeric.Wilson(r.Part, r.Whole)
		share.Low, share.High = periods.Places(low), periods.Places(high)
	}
	return share
}

// whys are what may have moved, in words of the protocol.
var whys = [...]string{periods.Stayed: "same", periods.Customer: "customer", periods.Cuts: "cuts", periods.Both: "both"}

// Story tells how a customer came to its grade: its grades month by month, and what changed since the base.
func (s *Session) Story(m protocol.StoryWish) (*protocol.Story, error) {
	if s.graded == nil || m.Customer < 0 || m.Customer >= len(s.view.Result.Customers) {
		return nil, errNothingGraded
	}
	out := &protocol.Story{AsOf: s.view.Result.AsOf.String()}
	past, at, err := s.pastOf(m)
	if err != nil {
		return nil, err
	}
	if past != nil {
		for k, day := range past.Days {
			grade := ""
			switch band := past.Bands[k][at]; band {
			case periods.Unknown:
			case profile.Ungraded:
				grade = noGrade
			default:
				grade = s.bandOf(band)
			}
			out.Days, out.Grades = append(out.Days, day.String()), append(out.Grades, grade)
		}
	}
	if m.Alone {
		return out, nil
	}
	c, err := s.changed(m.Since)
	if unready(err) {
		c, err = nil, nil
	}
	if err != nil || c == nil {
		return out, err
	}
	i := m.Customer
	out.Base, out.From, out.To = c.day.String(), c.from(i), c.to(i)
	at = c.at(i)
	if at < 0 {
		return out, nil
	}
	out.Why = whys[c.why(i)]
	before := c.among(uint32(at))
	out.ScoreThen, out.ScoreNow = scoreText(before, 0), scoreText(c.now, i)
	then, now := valuesOf(before, 0), valuesOf(c.now, i)
	for k := range then {
		out.Parts = append(out.Parts, protocol.StoryPart{Then: then[k][0], PointsThen: then[k][1], Now: now[k][0], PointsNow: now[k][1]})
	}
	return out, nil
}
