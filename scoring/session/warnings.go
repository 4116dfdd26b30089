package session

import (
	"cmp"
	"slices"
	"strings"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/periods"
	"fenji/scoring/profile"
	"fenji/scoring/protocol"
)

func warningsOps() {
	take(protocol.OpWarnings, func(s *Session, m protocol.WarningWish, c *Call) (*protocol.Warnings, error) {
		return s.warn(m, c.more)
	})
	take(protocol.OpRecord, func(s *Session, m protocol.WarningWish, c *Call) (*protocol.Record, error) {
		return s.record(m, c.more)
	})
}

// What is asked unless the clinic says otherwise.
const (
	usualBelow  = 10 // per cent
	usualCalls  = 20 // a week
	mostCalls   = 500
	soonDays    = 30
	recordDays  = 90
	recordEnds  = 12
	mostLooked  = 5000 // at whose draws the third list looks
	warningSets = 4
	lessList    = 3 // the last of them
)

// A lookout is what is asked of those who stay away.
type lookout struct{ gap, below int }

func lookoutOf(m protocol.WarningWish) lookout {
	o := lookout{m.Gap, m.Below}
	if o.gap <= 0 {
		o.gap = periods.CourseGap
	}
	if o.below <= 0 {
		o.below = usualBelow
	}
	return o
}

func (o lookout) share() float64 { return float64(o.below) / 100 }

// lates are those who are later than usual, as far as they are known.
type lates struct {
	*periods.Lookout
	chore
}

// late begins to look for them.
func (s *Session) late(o lookout, more func() bool) (*lates, error) {
	return s.graded.months.late.of(o, more, func() (*lates, error) {
		l := s.visitLog()
		x := &lates{Lookout: l.Lookout(l.AsOf, o.gap, o.share())}
		x.pieces = []func() bool{x.Step}
		return x, nil
	})
}

// recalled is what became of those who were later than usual in the year before, as far as it is known.
type recalled struct {
	*periods.Recall
	chore
}

// fells are those who fell more than chance explains, as far as they are known.
type fells struct {
	*periods.Search
	err  error
	work chore
}

// fell begins to look for them.
func (s *Session) fell(c *change) *fells {
	return c.fell.of(func() *fells {
		f := &fells{Search: &periods.Search{}}
		f.work.pieces = []func() bool{
			func() bool {
				s.chances(c)
				return true
			},
			func() bool {
				if h := s.chances(c); h.ok {
					f.Search = h.Falls(c.log, s.visitLog(), mostLooked)
				}
				return true
			},
			func() (done bool) {
				done, f.err = f.Step()
				return done || f.err != nil
			},
		}
		return f
	})
}

// Warnings lists whom to call.
func (s *Session) Warnings(m protocol.WarningWish) (*protocol.Warnings, error) { return s.warn(m, nil) }

func (s *Session) warn(m protocol.WarningWish, more func() bool) (*protocol.Warnings, error) {
	if s.graded == nil {
		return nil, errNothingGraded
	}
	c, late, err := s.lookOut(m, more)
	if err != nil {
		return nil, err
	}
	out := &protocol.Warnings{Log: late != nil}
	var sets [warningSets]func(at int) protocol.Warning
	var who [warningSets][]int
	if out.Log {
		out.Gaps, out.Few = late.Gaps, !late.OK
		for _, x := range late.List {
			who[0] = append(who[0], x.Customer)
		}
		sets[0] = func(at int) protocol.Warning {
			x := late.List[at]
			return protocol.Warning{Usual: x.Usual, Days: x.Days, Gaps: x.Gaps, None: periods.Places(x.None)}
		}
	}
	soon := s.soon()
	who[1] = soon
	sets[1] = func(at int) protocol.Warning { return s.fallOf(soon[at]) }
	lists := []protocol.WarningList{{ID: "later"}, {ID: "soon"}, {ID: "fell"}, {ID: "less"}}
	if c != nil {
		less := s.less(c, &lists[3])
		for _, x := range less {
			who[3] = append(who[3], x.Customer)
		}
		sets[3] = func(at int) protocol.Warning {
			x := less[at]
			return protocol.Warning{From: c.from(x.Customer), To: c.to(x.Customer), VisitsThen: int(x.Then.F), VisitsNow: int(x.Now.F),
				MoneyThen: x.Then.M.String(), MoneyNow: x.Now.M.String()}
		}
	}
	if c != nil && c.log != nil {
		out.Base = c.day.String()
		fell := s.fell(c)
		lists[2].Looked, lists[2].ByChance = fell.Looked, periods.ByChance(fell.Looked)
		for _, x := range fell.Falls {
			who[2] = append(who[2], x.Customer)
		}
		sets[2] = func(at int) protocol.Warning {
			x := fell.Falls[at]
			then, now := c.then(x.Customer), &c.now.Customers[x.Customer]
			return protocol.Warning{From: c.from(x.Customer), To: c.to(x.Customer), Share: periods.Places(x.Share),
				VisitsThen: int(then.F), VisitsNow: int(now.F), MoneyThen: then.M.String(), MoneyNow: now.M.String()}
		}
	}
	calls := m.Calls
	if calls <= 0 {
		calls = usualCalls
	}
	offered, wanted := s.offered(), s.callable(&who, &out.Left)
	for k, named := range shareOut(who, min(calls, mostCalls)) {
		lists[k].Total = len(who[k])
		for _, at := range named {
			w := sets[k](wanted(k, at))
			w.Row, w.Money = s.row(who[k][at], offered), s.yearMoney(who[k][at]).String()
			lists[k].Rows = append(lists[k].Rows, w)
		}
	}
	out.Lists = lists
	return out, nil
}

// callable takes those who are not to be called again out of lists, and counts them. wanted tells where somebody of the list k who
// is still there stood before.
func (s *Session) callable(who *[warningSets][]int, left *int) (wanted func(k, at int) int) {
	refuses := s.refuses()
	if refuses == nil {
		return func(_, at int) int { return at }
	}
	stood, out := [warningSets][]int{}, map[int]bool{}
	for k, list := range *who {
		who[k] = nil
		for at, i := range list {
			if refuses(i) {
				out[i] = true
			} else {
				who[k], stood[k] = append(who[k], i), append(stood[k], at)
			}
		}
	}
	*left = len(out)
	return func(k, at int) int { return stood[k][at] }
}

// lookOut works out what the lists are made of: the change that they are about, and who of a log is later than usual.
func (s *Session) lookOut(m protocol.WarningWish, more func() bool) (c *change, late *lates, err error) {
	if !s.logMade(more) {
		return nil, nil, ErrUnfinished
	}
	if s.visitLog() != nil {
		if late, err = s.late(lookoutOf(m), more); err != nil || !late.run(more) {
			return nil, nil, ErrUnfinished
		}
	}
	if !s.graded.falls.of(s.beginFalls).work.run(more) {
		return nil, nil, ErrUnfinished
	}
	c, err = s.warned(m.Since, more)
	if err != nil || c == nil {
		return nil, late, err
	}
	if !c.work.run(more) {
		return nil, nil, ErrUnfinished
	}
	if c, err = c.whole(nil); err != nil || c.log == nil {
		return c, late, err
	}
	fell := s.fell(c)
	if !fell.work.run(more) {
		return nil, nil, ErrUnfinished
	}
	return c, late, fell.err
}

// soon are those whose grade falls soon unless they come, most money first.
func (s *Session) soon() (who []int) {
	falls := s.fall()
	for _, i := range falls.soon {
		if int(falls.After[i]) <= soonDays {
			who = append(who, int(i))
		}
	}
	return who
}

// fallOf says when and to which grade a customer falls.
func (s *Session) fallOf(i int) protocol.Warning {
	falls := s.fall()
	to := cmp.Or(s.bandOf(falls.Band[i]), noGrade)
	return protocol.Warning{From: s.view.Result.Grade(i), To: to, Day: s.dayAfter(falls.After[i]).String(), After: s.daysLeft(i)}
}

// warned is the change that warnings are about. A log is compared with itself: a file of the past says nothing of its visits, so
// the usual day stands in its place. It is nil where there is nothing earlier, or the file's day is not known yet; and begun only.
func (s *Session) warned(since protocol.Since, more func() bool) (*change, error) {
	switch {
	case since.File == "":
		return s.changing(since, more)
	case s.visitLog() != nil:
		return s.graded.months.aside.of(struct{}{}, func() (*change, error) { return s.beside(protocol.Since{}) })
	}
	c, err := s.changing(since, more)
	if unready(err) {
		return nil, nil
	}
	return c, err
}

// unready tells that there is no comparison with a file of the past as it is: it waits for an answer, or does not fit what is
// graded now. The room of the change says so; others go on without.
func unready(err error) bool { return strings.HasPrefix(string(codeOfIssue(err)), "base-") }

// halfYear is over how many months it is looked where the profile's own days do not go along with the analysis date.
const halfYear = 6

// less lists those of a high grade who come or pay half as much as before, or less, and says on the list what was compared. With
// days or months that go along with the analysis date these are the profile's. Over a whole history neither visits nor money can
// drop: so the last half year stands beside the one before. Of tables it is what they say.
func (s *Session) less(c *change, l *protocol.WarningList) (list []periods.Less) {
	bands := c.now.Profile.Bands
	high := periods.HighGrades(len(bands))
	for _, b := range bands[:high] {
		l.High = append(l.High, b.Grade)
	}
	spent := func(i int) (then, now periods.Spent) {
		was, is := c.then(c.at(i)), &c.now.Customers[i]
		return periods.Spent{F: was.F, M: was.M}, periods.Spent{F: is.F, M: is.M}
	}
	if c.log != nil {
		w, now := c.now.Profile.Window, c.now.AsOf
		from, to, _ := w.Bounds(now)
		then, end, _ := w.Bounds(c.day)
		if w.Days == 0 && w.Months == 0 {
			end = now.AddMonths(-halfYear)
			from, to, then = end+1, now, now.AddMonths(-2*halfYear)+1
			log := s.visitLog()
			spent = func(i int) (a, b periods.Spent) { return log.SpentIn(i, then, end), log.SpentIn(i, from, to) }
		}
		for _, d := range []civil.Day{then, end, from, to} {
			l.Days = append(l.Days, d.String())
		}
	}
	was := func(i int) int {
		if band, known := c.was(i); known && band != profile.Ungraded {
			return int(band)
		}
		return -1
	}
	list, l.Looked = periods.Lessened(len(c.now.Graded), high, was, func(i int) int { return int(c.now.Graded[i].Band) }, spent)
	l.Base = c.day.String()
	return list
}

// yearMoney is what a customer paid in the twelve months to the analysis date; M where that is not known.
func (s *Session) yearMoney(i int) decimal.Money {
	if l := s.visitLog(); l != nil {
		return l.MoneyIn(i, periods.After(l.AsOf, -12)+1, l.AsOf)
	}
	return s.view.Result.Customers[i].M
}

// shareOut gives the lists their calls in turn, each its first that are not named yet, until all calls are given away. What
// comes back are places in the lists.
func shareOut(who [warningSets][]int, calls int) (named [warningSets][]int) {
	seen := map[int]bool{}
	var at [warningSets]int
	for given := true; calls > 0 && given; {
		given = false
		for k := range who {
			for at[k] < len(who[k]) && seen[who[k][at[k]]] {
				at[k]++
			}
			if at[k] == len(who[k]) || calls == 0 {
				continue
			}
			seen[who[k][at[k]]] = true
			named[k] = append(named[k], at[k])
			at[k]++
			calls--
			given = true
		}
	}
	return named
}

// Record tells what became of those who were later than usual at the months' ends of the year before: who of them came by
// themselves. Somebody who stays late over several ends is one alert.
func (s *Session) Record(m protocol.WarningWish) (*protocol.Record, error) { return s.record(m, nil) }

func (s *Session) record(m protocol.WarningWish, more func() bool) (*protocol.Record, error) {
	if s.graded == nil {
		return nil, errNothingGraded
	}
	l := s.visitLog()
	if l == nil {
		return &protocol.Record{}, nil
	}
	o := lookoutOf(m)
	r, err := s.graded.months.record.of(o, more, func() (*recalled, error) {
		x := &recalled{Recall: l.Recall(s.recordDays(l), o.gap, o.share(), recordDays)}
		x.pieces = []func() bool{x.Step}
		return x, nil
	})
	if err != nil || !r.run(more) {
		return nil, ErrUnfinished
	}
	if !r.OK {
		return &protocol.Record{}, nil
	}
	return &protocol.Record{Known: true, Back: shareOf(r.Back)}, nil
}

// recordDays are the months' ends of a year of which it is known what came after.
func (s *Session) recordDays(l *periods.Log) (days []civil.Day) {
	for m := periods.MonthOf(l.AsOf); len(days) < recordEnds && m >= periods.MonthOf(l.First); m-- {
		if m.Last()+recordDays <= l.AsOf {
			days = append(days, m.Last())
		}
	}
	slices.Reverse(days)
	return days
}

// scoreText is a score; "" of the ungraded.
func scoreText(r *scoring.Result, i int) string {
	if r.Graded[i].Reason != scoring.None {
		return ""
	}
	return r.Score(i).String()
}

// valuesOf are R, F and M with their points.
func valuesOf(r *scoring.Result, i int) (list [3][2]string) {
	c := &r.Customers[i]
	if c.HasR {
		list[0][0] = decimal.Int(int64(c.R)).String()
	}
	list[1][0], list[2][0] = decimal.Int(int64(c.F)).String(), amount(c.M, r.Profile.Unit)
	if r.Graded[i].Reason == scoring.None {
		for k, metric := range profile.Metrics {
			list[k][1] = r.Points(i, metric).String()
		}
	}
	return list
}
