package clean

import (
	"math"
	"slices"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
)

// fewAmounts is how many are needed to tell what is usual.
const fewAmounts = 12

// fencesOf works out the bounds for a list of amounts. Logarithms rise as amounts do, so the amounts are sorted, and only
// those that a bound is made of are turned into logarithms.
func fencesOf(amounts []decimal.Money) (f intake.Fences) {
	sorted := make([]decimal.Money, 0, len(amounts))
	for _, m := range amounts {
		if m > 0 {
			sorted = append(sorted, m)
		}
	}
	f.Amounts = len(sorted)
	if f.Amounts < fewAmounts {
		return f
	}
	slices.Sort(sorted)
	q1, median, q3 := quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)
	f.TukeyBox = bounds(q1-1.5*(q3-q1), q3+1.5*(q3-q1), q3 > q1)
	reach := 3.5 / 0.6745 * medianDistance(sorted, median)
	f.RobustZ = bounds(median-reach, median+reach, reach > 0)
	return f
}

func logOf(m decimal.Money) float64 { return math.Log(float64(m)) }

// quantile of the logarithms of a sorted list, between ranks in proportion.
func quantile(sorted []decimal.Money, q float64) float64 {
	at := q * float64(len(sorted)-1)
	i := int(at)
	if i+1 >= len(sorted) {
		return logOf(sorted[len(sorted)-1])
	}
	low := logOf(sorted[i])
	return low + (at-float64(i))*(logOf(sorted[i+1])-low)
}

// medianDistance is the median distance of the logarithms from their median. On either side of the median the distances
// rise outwards, so they are met in their order by going outwards on both sides.
func medianDistance(sorted []decimal.Money, median float64) float64 {
	n := len(sorted)
	right := n / 2
	left := right - 1
	before, distance := 0.0, 0.0
	for range n/2 + 1 {
		before = distance
		if right == n || left >= 0 && median-logOf(sorted[left]) <= logOf(sorted[right])-median {
			distance = math.Abs(median - logOf(sorted[left]))
			left--
		} else {
			distance = math.Abs(logOf(sorted[right]) - median)
			right++
		}
	}
	if n%2 == 1 {
		return distance
	}
	return (before + distance) / 2
}

func bounds(low, high float64, ok bool) intake.Bounds {
	return intake.Bounds{Low: fen(math.Exp(low)), High: fen(math.Exp(high)), OK: ok}
}

// fen rounds money to the fen.
func fen(x float64) decimal.Money {
	const perFen, most = 100, math.MaxInt64 / 2
	if !(x < most) {
		return most
	}
	return decimal.Money(math.Round(x/perFen)) * perFen
}

// leaveOutliers takes the rows out of the records whose amounts are outliers, when the user says so.
func (c *cleaner) leaveOutliers() {
	by := c.clean.Outliers
	if by == intake.KeepOutliers {
		return
	}
	l, r := c.ledger, c.records
	l.Fences = fencesOf(r.Amount)
	out := map[int]bool{}
	var left []intake.Entry
	for i, m := range r.Amount {
		if l.Fences.Out(m, by) {
			row := int(r.Row[i])
			out[row] = true
			l.Used.Rows--
			l.Used.Money -= m
			l.Aside.Add(m)
			left = append(left, intake.Entry{Row: row, Col: c.amount, Code: codeOutlier, Value: c.value(row, c.amount), Money: m,
				Of: -1, Aside: true})
		}
	}
	if len(left) == 0 {
		return
	}
	l.Entries = append(slices.DeleteFunc(l.Entries, func(e intake.Entry) bool { return out[e.Row] }), left...)
	intake.SortEntries(l.Entries)
	r.Keep(func(i int) bool { return !l.Fences.Out(r.Amount[i], by) })
}
