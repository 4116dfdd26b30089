package periods

import (
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
)

// A Spent is how often a customer came in some days, and what was paid, refunds taken off.
type Spent struct {
	F int32
	M decimal.Money
}

// HalfOf tells whether visits or money are half of what they were, or less. A single visit is no frequency that could drop.
func (now Spent) HalfOf(then Spent) bool {
	return then.F >= fewestVisits && 2*now.F <= then.F || then.M > 0 && 2*now.M <= then.M
}

// fewestVisits is how many a frequency takes.
const fewestVisits = 2

// A Less is a customer of a high grade whose visits or money are half of what they were, or less, although the grade is no
// lower.
type Less struct {
	Customer  int
	Then, Now Spent
}

// HighGrades is how many of the best grades are high: the upper half.
func HighGrades(bands int) int { return max(1, bands/2) }

// Lessened lists them, most money before first, and says at how many it looked. was is the grade at the base, now today's, each
// by its place among the bands; customers without one are not looked at.
func Lessened(customers, high int, was, now func(i int) int, spent func(i int) (then, now Spent)) (list []Less, looked int) {
	for i := range customers {
		from := was(i)
		if from < 0 || from >= high || now(i) > from {
			continue
		}
		looked++
		if before, today := spent(i); today.HalfOf(before) {
			list = append(list, Less{i, before, today})
		}
	}
	sortBy(list, func(x Less) (float64, int) { return float64(x.Then.M), x.Customer })
	return list, looked
}

// SpentIn is how often customer i came in [from, to], and what was paid.
func (l *Log) SpentIn(i int, from, to civil.Day) (s Spent) {
	for at := l.Starts[i]; at < l.Starts[i+1]; at++ {
		if d := l.Days[at]; d >= from && d <= to {
			s.F += l.Timeline.Visits[at]
			s.M += l.Net[at]
		}
	}
	return s
}
