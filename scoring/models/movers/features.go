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

// Known is what was known of a customer on a day: days and money of its visits, the earliest first, of which those after
// that day are not looked at. ok is false for who had not come by then.
func Known(days []civil.Day, money []float64, day civil.Day) (x []float64, since int, ok bool) {
	n, found := slices.BinarySearch(days, day)
	if found {
		n++
	}
	if n == 0 {
		return nil, 0, false
	}
	days, money = days[:n], money[:n]
	last := days[n-1]
	year, quarter, sum := 0, 0, 0.0
	for i := n - 1; i >= 0 && days[i] > day-365; i-- {
		year++
		if days[i] > day-90 {
			quarter++
		}
		sum += money[i]
	}
	since = int(day - last)
	gap := float64(day-days[0]) / float64(n) // days for each visit so far
	return []float64{
		numeric.Log1p(float64(since)), numeric.Log1p(float64(n)), numeric.Log1p(float64(year)), numeric.Log1p(float64(quarter)),
		numeric.Log1p(float64(day - days[0])), numeric.Log1p(float64(since) / (1 + gap)), numeric.Log1p(max(0, sum)),
	}, since, true
}

// Came tells whether a visit lies in (day, day + Horizon].
func Came(days []civil.Day, day civil.Day) bool {
	i, _ := slices.BinarySearch(days, day+1)
	return i < len(days) && days[i] <= day+Horizon
}
