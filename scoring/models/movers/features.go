package movers

import (
	"slices"

	"fenji/scoring/civil"
	"fenji/scoring/models/numeric"
)

// Active is for how many days after a visit a customer counts as one of the clinic's: who has been away longer has left
// already.
const Active = 540

// Names are the features of Known, in their order.
var Names = [...]string{"since", "visits", "year", "quarter", "tenure", "gap", "money"}

// Logs are logarithms of one more than whole numbers, which days and visits are.
type Logs []float64

// LogsOf makes a table that holds the usual ones.
func LogsOf() Logs {
	list := make(Logs, 4096)
	for i := range list {
		list[i] = numeric.Log1p(float64(i))
	}
	return list
}

// Of is ln(1 + n).
func (l Logs) Of(n int) float64 {
	if n >= 0 && n < len(l) {
		return l[n]
	}
	return numeric.Log1p(float64(n))
}

// Known appends to x what was known of a customer on a day: days and money of its visits, the earliest first, of which those
// after that day are not looked at. ok is false for who had not come by then.
func (l Logs) Known(x []float64, days []civil.Day, money []float64, day civil.Day) (_ []float64, since int, ok bool) {
	n := len(days)
	if n > 0 && days[n-1] > day {
		n, _ = slices.BinarySearch(days, day+1)
	}
	if n == 0 {
		return x, 0, false
	}
	year, quarter, sum := 0, 0, 0.0
	for i := n - 1; i >= 0 && days[i] > day-365; i-- {
		year++
		if days[i] > day-90 {
			quarter++
		}
		sum += money[i]
	}
	since = int(day - days[n-1])
	gap := float64(day-days[0]) / float64(n) // days for each visit so far
	return append(x, l.Of(since), l.Of(n), l.Of(year), l.Of(quarter), l.Of(int(day-days[0])),
		numeric.Log1p(float64(since)/(1+gap)), numeric.Log1p(max(0, sum))), since, true
}

// Came tells whether a visit lies in (day, day + Horizon].
func Came(days []civil.Day, day civil.Day) bool {
	i, _ := slices.BinarySearch(days, day+1)
	return i < len(days) && days[i] <= day+Horizon
}
