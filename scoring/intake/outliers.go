package intake

import (
	"math"
	"slices"

	"fenji/scoring"
)

// Fences are the bounds beyond which amounts are outliers, by two tests. Both look at the logarithms of the amounts
// above zero, since money is spread by factors and not by steps:
//
//	robust z     z = 0.6745 (x − median) / MAD, where MAD is the median distance from the median; |z| > 3.5
//	             (Iglewicz and Hoaglin 1993)
//	Tukey        below Q1 − 1.5 IQR or above Q3 + 1.5 IQR (Tukey 1977), quartiles between ranks taken in proportion
//
// The bounds are rounded to the fen, so that they are the same on each machine; an amount on a bound lies within.
type Fences struct {
	Amounts  int // above zero, that were looked at
	RobustZ  Bounds
	TukeyBox Bounds
}

// Bounds are the least and the greatest amount that are not outliers. OK is false when a test says nothing: too few
// amounts, or half of them equal.
type Bounds struct {
	Low, High scoring.Money
	OK        bool
}

// fewAmounts is how many are needed to tell what is usual.
const fewAmounts = 12

// Out tells whether an amount lies beyond the bounds.
func (b Bounds) Out(m scoring.Money) bool { return b.OK && m > 0 && (m < b.Low || m > b.High) }

// Out tells whether an amount is an outlier by the test chosen.
func (f *Fences) Out(m scoring.Money, by Outliers) bool {
	return by != KeepOutliers && (by != ByTukey && f.RobustZ.Out(m) || by != ByRobustZ && f.TukeyBox.Out(m))
}

// fencesOf works out the bounds for a list of amounts.
func fencesOf(amounts []scoring.Money) (f Fences) {
	var x []float64
	for _, m := range amounts {
		if m > 0 {
			x = append(x, math.Log(float64(m)))
		}
	}
	f.Amounts = len(x)
	if f.Amounts < fewAmounts {
		return f
	}
	slices.Sort(x)
	q1, median, q3 := quantile(x, 0.25), quantile(x, 0.5), quantile(x, 0.75)
	f.TukeyBox = bounds(q1-1.5*(q3-q1), q3+1.5*(q3-q1), q3 > q1)
	for i := range x {
		x[i] = math.Abs(x[i] - median)
	}
	slices.Sort(x)
	reach := 3.5 / 0.6745 * quantile(x, 0.5)
	f.RobustZ = bounds(median-reach, median+reach, reach > 0)
	return f
}

// quantile of a sorted list, between ranks in proportion.
func quantile(sorted []float64, q float64) float64 {
	at := q * float64(len(sorted)-1)
	i := int(at)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}

func bounds(low, high float64, ok bool) Bounds {
	return Bounds{fen(math.Exp(low)), fen(math.Exp(high)), ok}
}

// fen rounds money to the fen.
func fen(x float64) scoring.Money {
	const perFen, most = 100, math.MaxInt64 / 2
	if !(x < most) {
		return most
	}
	return scoring.Money(math.Round(x/perFen)) * perFen
}

// leaveOutliers takes the rows out of the records whose amounts are outliers, when the user says so.
func (c *cleaner) leaveOutliers() {
	by := c.clean.Outliers
	if by == KeepOutliers {
		return
	}
	l, r := c.ledger, c.records
	l.fences = fencesOf(r.Amount)
	out := map[int]bool{}
	for i, m := range r.Amount {
		if l.fences.Out(m, by) {
			out[int(r.Row[i])] = true
			l.Used.Rows--
			l.Used.Money -= m
			l.Aside.add(m)
		}
	}
	if len(out) == 0 {
		return
	}
	l.Entries = slices.DeleteFunc(l.Entries, func(e Entry) bool { return out[e.Row] })
	for i, m := range r.Amount {
		if out[int(r.Row[i])] {
			l.Entries = append(l.Entries, Entry{Row: int(r.Row[i]), Col: c.amount, Code: codeOutlier,
				Value: c.value(int(r.Row[i]), c.amount), Money: m, Of: -1, Aside: true})
		}
	}
	SortEntries(l.Entries)
	r.keepRows(func(i int) bool { return !out[int(r.Row[i])] })
}

// keepRows leaves out the records that are not kept.
func (r *Records) keepRows(kept func(i int) bool) {
	n := 0
	for i := range r.Row {
		if !kept(i) {
			continue
		}
		r.Customer[n], r.Row[n], r.Day[n], r.Amount[n] = r.Customer[i], r.Row[i], r.Day[i], r.Amount[i]
		if r.Days != nil {
			r.Days[n], r.Frequency[n] = r.Days[i], r.Frequency[i]
		}
		if r.Order != nil {
			r.Order[n] = r.Order[i]
		}
		n++
	}
	r.Customer, r.Row, r.Day, r.Amount = r.Customer[:n], r.Row[:n], r.Day[:n], r.Amount[:n]
	if r.Days != nil {
		r.Days, r.Frequency = r.Days[:n], r.Frequency[:n]
	}
	if r.Order != nil {
		r.Order = r.Order[:n]
	}
}
