package periods

import (
	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/rfm"
)

// An Early is a log as it was known on a day: the rows up to it, and no other. It shares what it can with the log: only where
// later rows undo earlier visits the days are counted once more.
type Early struct {
	*rfm.Timeline
	ids []string
	day civil.Day
}

// By is the log as it was known on a day.
func (l *Log) By(day civil.Day) *Early {
	e := &Early{l.Timeline, l.Records.IDs, day}
	if l.Spans {
		e.Timeline = rfm.TimelineOf(Cut(l.Records, day), nil)
	}
	return e
}

// entries are those of customer i.
func (e *Early) entries(i int) (from, to uint32) {
	from, to = e.Starts[i], e.Starts[i+1]
	for to > from && e.Days[to-1] > e.day {
		to--
	}
	return from, to
}

// knows tells whether customer i had rows by the day.
func (e *Early) knows(i int) bool { return e.Starts[i] < e.Starts[i+1] && e.Days[e.Starts[i]] <= e.day }

// A standing is a customer on a later day without anything that came after, and what it did before.
type standing struct {
	scoring.Customer        // without R, which the later day decides
	from, to         uint32 // its entries
	days             int    // on which it came
}

// window gives the days of a window on a later day; of none all up to it.
func (e *Early) window(w civil.Window, later civil.Day) (from, to civil.Day) {
	from, to, limited := w.Bounds(later)
	if !limited {
		return civil.NoDay, later
	}
	return from, to
}

// stand sums up customer i. From and to bound the days that count for F and M.
func (e *Early) stand(i int, from, to civil.Day) (s standing) {
	s.ID, s.Last = e.ids[i], civil.NoDay
	s.from, s.to = e.entries(i)
	for at := s.from; at < s.to; at++ {
		day, n := e.Days[at], e.Visits[at]
		if n > 0 {
			s.days++
			s.Last, s.HasR = day, true
		}
		if day >= from && day <= to {
			s.F += n
			s.M += e.Net[at]
		}
	}
	return s
}

// on is the customer on a day.
func (s standing) on(day civil.Day) scoring.Customer {
	if s.HasR {
		s.R = int32(day - s.Last)
	}
	return s.Customer
}

// amount is what was paid on one of the days on which a customer came, by its number.
func (e *Early) amount(s *standing, k int) decimal.Money {
	for at := s.from; at < s.to; at++ {
		if e.Visits[at] > 0 {
			if k == 0 {
				return e.Net[at]
			}
			k--
		}
	}
	return 0
}
