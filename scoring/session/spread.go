package session

import (
	"slices"

	"fenji/scoring"
	"fenji/scoring/decimal"
	"fenji/scoring/profile"
	"fenji/scoring/protocol"
)

// Ends of bars that people know: of days, of visits, and, times powers of ten, of money.
var (
	friendlyDays = []int64{0, 1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 150, 180, 240, 300, 365, 450, 540, 730, 1095, 1460,
		1825, 2555, 3650}
	friendlyVisits = []int64{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 150, 200, 300, 500, 1000,
		2000, 5000, 10_000}
	friendlyMoney = []int64{10, 15, 20, 30, 50, 70}
)

// edges are the ends of bars between two values of a metric.
func edges(m profile.Metric, unit decimal.Unit, low, high int64) (list []int64) {
	all := friendlyDays
	switch m {
	case profile.Frequency:
		all = friendlyVisits
	case profile.Monetary:
		all = []int64{0}
		one := exactly(decimal.Int(1), m, unit)
		for power := one / 10; power < profile.MaxMoney/1000; power *= 10 {
			for _, n := range friendlyMoney {
				all = append(all, n*power)
			}
		}
	}
	for i, v := range all {
		if i+1 < len(all) && all[i+1] < low {
			continue
		}
		if list = append(list, v); v >= high {
			break
		}
	}
	return list
}

// lies shows how the customers lie in a metric.
func (s *Session) lies(m profile.Metric) protocol.Spread {
	return s.graded.spreads[m].of(func() protocol.Spread { return s.spreadOf(m) })
}

// A spreadOfScores shows how the scores lie, and where the grades begin.
type spreadOfScores struct {
	protocol.Spread
	floors []string
}

func (s *Session) scoresSpread() spreadOfScores {
	return s.graded.scores.of(func() (out spreadOfScores) {
		out.Spread, out.floors = s.spreadOfScores()
		return out
	})
}

func (s *Session) spreadOf(m profile.Metric) (out protocol.Spread) {
	r := s.view.Result
	unit := r.Profile.Unit
	out.Steps = make([]int, max(1, len(r.Levels(m))))
	low, high, any := int64(0), int64(0), false
	for i := range r.Customers {
		if !placed(r, i) {
			continue
		}
		v := valueIn(&r.Customers[i], m)
		if !any || v < low {
			low = v
		}
		if !any || v > high {
			high = v
		}
		any = true
		if step := int(r.Graded[i].Step[m]); step < len(out.Steps) {
			out.Steps[step]++
		}
	}
	if !any {
		return out
	}
	out.Lowest, out.Most = plainly(low, m, unit).String(), plainly(high, m, unit).String()
	least, top := low, high
	bounds := boundsOf(r, m)
	for _, v := range bounds {
		least, top = min(least, max(0, v)), max(top, v)
	}
	ends := edges(m, unit, least, top)
	if len(ends) < 2 {
		ends = append(ends, ends[0]+1)
	}
	if low < ends[0] || low == ends[0] && slices.Contains(bounds, low) { // a bar for what lies at the end or below it
		ends = slices.Insert(ends, 0, min(low-1, -ends[1]))
		out.Cuts = append(out.Cuts, plainly(ends[0], m, unit).String())
	}
	for _, v := range bounds { // no bar holds customers of two steps
		if at, known := slices.BinarySearch(ends, v); !known && at > 0 && at < len(ends) {
			ends = slices.Insert(ends, at, v)
			out.Cuts = append(out.Cuts, plainly(v, m, unit).String())
		}
	}
	out.Bars = make([]int, len(ends)-1)
	for i := range r.Customers {
		if placed(r, i) {
			v := valueIn(&r.Customers[i], m)
			at := firstFrom(ends, v)
			out.Bars[min(max(0, at-1), len(out.Bars)-1)]++
		}
	}
	for _, v := range ends {
		out.Edges = append(out.Edges, plainly(v, m, unit).String())
	}
	return out
}

// firstFrom is the place of the first of ascending ends that is not below v; it is asked once for each customer.
func firstFrom(ends []int64, v int64) int {
	from, to := 0, len(ends)
	for from < to {
		if middle := (from + to) / 2; ends[middle] < v {
			from = middle + 1
		} else {
			to = middle
		}
	}
	return from
}

// boundsOf are the greatest values of the steps of a result, but for the last, in whole numbers: of ranks and means those that
// the customers gave.
func boundsOf(r *scoring.Result, m profile.Metric) (list []int64) {
	if e, err := profile.Check(r.Profile); err == nil && e.Gauges[m].Bounds != nil {
		return e.Gauges[m].Bounds
	}
	for _, c := range r.Cuts.Cuts[m] {
		v := exactly(c.Value, m, r.Profile.Unit)
		if before := c.Open == (m == profile.Recency); before { // the cut itself belongs to the next step
			v--
		}
		list = append(list, v)
	}
	return list
}

// placed tells whether a customer has points.
func placed(r *scoring.Result, i int) bool {
	reason := r.Graded[i].Reason
	return reason == scoring.None || reason == scoring.BelowBands
}

// mostBars is how many bars show how scores lie.
const mostBars = 50

// spreadOfScores shows how the customers' scores lie, and where the grades begin: a bar is a score or several next to each
// other, from its lower edge up to but not including the next, and no bar holds two grades.
func (s *Session) spreadOfScores() (out protocol.Spread, floors []string) {
	r := s.view.Result
	e, err := profile.Check(r.Profile)
	if err != nil {
		return out, nil
	}
	low, high, any := int64(0), int64(0), false
	for i := range r.Graded {
		if !placed(r, i) {
			continue
		}
		v := r.Graded[i].Score
		if !any {
			low, high = v, v
		}
		low, high, any = min(low, v), max(high, v), true
	}
	if !any {
		return out, nil
	}
	out.Lowest, out.Most = e.Printed(low).String(), e.Printed(high).String()
	ends := scoreEdges(low, high)
	for _, f := range e.Floors {
		floors = append(floors, e.Printed(f).Trim().String())
		if at, known := slices.BinarySearch(ends, f); !known && at > 0 && at < len(ends) {
			ends = slices.Insert(ends, at, f)
			out.Cuts = append(out.Cuts, e.Printed(f).Trim().String())
		}
	}
	out.Bars = make([]int, len(ends)-1)
	for i := range r.Graded {
		if placed(r, i) {
			out.Bars[firstFrom(ends, r.Graded[i].Score+1)-1]++
		}
	}
	for _, v := range ends {
		out.Edges = append(out.Edges, e.Printed(v).Trim().String())
	}
	return out, floors
}

// scoreEdges are round numbers from the least score on until beyond the greatest.
func scoreEdges(low, high int64) (list []int64) {
	step := int64(1)
	for k := 0; (high-low)/step >= mostBars && step < 1<<60; k++ { // 1, 2, 5, 10, …
		if k%3 == 1 {
			step = step / 2 * 5
		} else {
			step *= 2
		}
	}
	first := low / step * step
	if first > low {
		first -= step
	}
	for v := first; ; v += step {
		if list = append(list, v); v > high {
			return list
		}
	}
}
