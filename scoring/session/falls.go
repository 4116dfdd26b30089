package session

import (
	"errors"
	"slices"
	"sort"
	"strconv"

	"fenji/scoring/columns"
	"fenji/scoring/profile"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/protocol"
	"fenji/scoring/rfm"
	"fenji/scoring/segments"
	"fenji/scoring/view"
)

func init() { fields["falls"] = falling }

func fallsOps() {
	take(protocol.OpFalls, func(s *Session, m protocol.FallWish, c *Call) (*protocol.Falls, error) {
		return s.fallsWhile(m, c.more)
	})
}

// falls are those of a grading.
type falls struct {
	*scoring.Falls
	soon []uint32                  // who falls within the last horizon: those whose day is over, then the others, most money first
	due  int                       // how many of them have their day behind them
	days [horizon + 1]segments.Sum // who falls on each of the days to come, and first, who is due

	work   chore
	losses func(i int) []scoring.Loss
	at     int // the first customer who was not looked at
}

// fall works out when grades fall.
func (s *Session) fall() *falls {
	f := s.graded.falls.of(s.beginFalls)
	f.work.run(nil)
	return f
}

// fallsAtOnce is how many customers are looked at in a step.
const fallsAtOnce = 1 << 13

// beginFalls makes ready to work out when grades fall.
func (s *Session) beginFalls() *falls {
	r := s.view.Result
	f := &falls{Falls: r.NoFalls()}
	f.work.pieces = []func() bool{
		func() bool {
			if f.losses = rfm.Losses(s.records, r.Profile.Window); s.atLatest() {
				f.losses = rfm.ReadyLosses(r.Customers, r.Profile.Window, r.AsOf)
			}
			return true
		},
		func() bool {
			next := min(f.at+fallsAtOnce, len(r.Customers))
			r.Fall(f.Falls, f.at, next, f.losses)
			f.at = next
			return f.at == len(r.Customers)
		},
		func() bool { s.gather(f); return true },
	}
	return f
}

// gather lists who falls soon, and sums them up by day.
func (s *Session) gather(f *falls) {
	passed, n := s.passed(), 0
	soon := func(after int32) bool { return after > 0 && int(after-passed) <= horizon }
	for _, after := range f.After {
		if soon(after) {
			n++
		}
	}
	f.soon = make([]uint32, 0, n) // growing would take several times the room
	for _, due := range []bool{true, false} {
		from := len(f.soon)
		for i, after := range f.After {
			if soon(after) && due == (after <= passed) {
				f.soon = append(f.soon, uint32(i))
			}
		}
		s.richest(f.soon[from:])
		if due {
			f.due = len(f.soon)
		}
	}
	spent := s.spending()
	for _, i := range f.soon {
		day := &f.days[max(0, f.After[i]-passed)]
		day.Count++
		day.Money += spent(int(i))
	}
}

// within sums up who falls within some days, with those who are due.
func (f *falls) within(days int) (sum segments.Sum) {
	for _, day := range f.days[:max(0, min(days, horizon))+1] {
		sum.Count += day.Count
		sum.Money += day.Money
	}
	return sum
}

// richest sorts customers in place by what they spent so far, most first.
func (s *Session) richest(list []uint32) {
	s.view.Sorted(list, []view.Key{{Column: columns.MAmount, Desc: true}})
	if spent := s.spending(); s.view.Result.Profile.Window != (civil.Window{}) {
		sort.SliceStable(list, func(i, j int) bool { return spent(int(list[j])) < spent(int(list[i])) })
	}
}

// daysLeft is how many days are left until the grade of a customer falls, not above 0 when it is due. It means nothing where
// nobody falls.
func (s *Session) daysLeft(i int) int { return int(s.fall().After[i] - s.passed()) }

// horizon is the last of the horizons.
const horizon = 90

// base is the day from which days are counted; NoDay when no date is known.
func (s *Session) base() civil.Day { return s.dayAfter(s.passed()) }

// passed is how many days have gone by since the analysis date, as far as somebody says what day it is.
func (s *Session) passed() int32 {
	today, err := analysisDate(s.settings.Today)
	if asOf := s.view.Result.AsOf; err == nil && today > asOf && asOf != civil.NoDay {
		return int32(today - asOf)
	}
	return 0
}

// ofWindow tells whether the profile has a window and the file's figures were ready, so that their days are not known.
func (s *Session) ofWindow() bool {
	return s.view.Result.Profile.Window != (civil.Window{}) && s.records.Shape == intake.PerCustomer
}

// atLatest tells whether such figures are at least of the window, so that all of them leave it with the last visit.
func (s *Session) atLatest() bool {
	return s.ofWindow() && header.OfPeriod(s.mapping) && (s.view.Result.Profile.Window.Days > 0 || s.view.Result.Profile.Window.Months > 0)
}

// falling is the filter of those who fall within some days; with those who are due when it does not say since when.
func falling(s *Session, _ string, f protocol.Filter) (func(i int) bool, error) {
	low, high := -1<<30, protocol.Horizons[2]
	for _, end := range []struct {
		text string
		days *int
	}{{f.Low, &low}, {f.High, &high}} {
		if end.text == "" {
			continue
		}
		n, err := strconv.Atoi(end.text)
		if err != nil {
			return nil, errors.New("session: no number of days " + end.text)
		}
		*end.days = n
	}
	after, passed := s.fall().After, s.passed()
	return func(i int) bool {
		n := int(after[i] - passed)
		return after[i] > 0 && n >= low && n <= high
	}, nil
}

// Falls lists those whose grade falls if no visit comes.
func (s *Session) Falls(m protocol.FallWish) (*protocol.Falls, error) { return s.fallsWhile(m, nil) }

func (s *Session) fallsWhile(m protocol.FallWish, more func() bool) (*protocol.Falls, error) {
	if s.graded == nil {
		return nil, errNothingGraded
	}
	falls, r := s.graded.falls.of(s.beginFalls), s.view.Result
	if !falls.work.run(more) {
		return nil, ErrUnfinished
	}
	spent := s.spending()
	out := &protocol.Falls{AsOf: r.AsOf.String(), Estimated: r.Estimated(), Spent: s.spentWord(),
		Latest: s.atLatest(), Held: s.ofWindow() && !s.atLatest()}
	if s.passed() > 0 {
		out.Today = s.settings.Today
	}
	out.Due, out.DueMoney = falls.days[0].Count, falls.days[0].Money.String()
	s.tally(out, falls.days[:])
	all := falls.within(m.Within)
	if m.On != 0 {
		if all = (segments.Sum{}); m.On > 0 && m.On <= horizon {
			all = falls.days[m.On]
		}
	}
	from, to := clip(protocol.Span{From: m.From, N: m.N}, all.Count)
	out.First, out.Total, out.Money = from, all.Count, all.Money.String()
	offered, at, passed := s.offered(), 0, s.passed()
	for _, i := range falls.soon {
		if at == to {
			break
		}
		after := int(falls.After[i] - passed)
		if m.On != 0 && after != m.On || m.On == 0 && after > max(0, m.Within) {
			continue
		}
		if at++; at > from {
			out.Rows = append(out.Rows, protocol.Fall{Row: s.row(int(i), offered), After: after, To: s.bandOf(falls.Band[i]),
				Day: s.dayAfter(falls.After[i]).String(), Spent: spent(int(i)).String()})
		}
	}
	return out, nil
}

// tally counts the days from the next one on, and what lies within each horizon. The first sum is of those who are due.
func (s *Session) tally(out *protocol.Falls, days []segments.Sum) {
	sum, next := segments.Sum{}, 0
	for after, day := range days {
		if day.Count > 0 && after > 0 {
			out.Days = append(out.Days, protocol.FallDay{After: after, Day: s.dayAfter(s.passed() + int32(after)).String(), Count: day.Count,
				Money: day.Money.String()})
		}
		sum.Count += day.Count
		sum.Money += day.Money
		if after == protocol.Horizons[next] {
			out.Horizons = append(out.Horizons, protocol.Horizon{Days: after, Count: sum.Count, Money: sum.Money.String()})
			next++
		}
	}
}

// dayAfter is so many days after the analysis date, NoDay when there is none.
func (s *Session) dayAfter(days int32) civil.Day {
	if s.view.Result.AsOf == civil.NoDay {
		return civil.NoDay
	}
	return s.view.Result.AsOf + civil.Day(days)
}

func (s *Session) bandOf(band uint8) string {
	if band == profile.Ungraded {
		return ""
	}
	return s.view.Result.Profile.Bands[band].Grade
}

// declines lists how the score of a customer goes down if no visit comes.
func (s *Session) declines(i int) (list []protocol.Decline) {
	r := s.view.Result
	losses := rfm.LossesOf(s.records, r.Profile.Window, i)
	if s.atLatest() {
		losses = rfm.ReadyLosses(r.Customers, r.Profile.Window, r.AsOf)(i)
	}
	fallen := false
	for _, d := range r.Declines(i, losses) {
		grade := slices.IndexFunc(r.Profile.Bands, func(b profile.Band) bool { return b.Grade == d.Grade })
		lower := grade < 0 || grade > int(r.Graded[i].Band)
		list = append(list, protocol.Decline{After: int(d.After), Day: s.dayAfter(d.After).String(), Value: decimals(d.Values),
			Score: d.Score.String(), Grade: d.Grade, Falls: lower && !fallen})
		fallen = fallen || lower
	}
	return list
}
