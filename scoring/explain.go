package scoring

import (
	"fenji/scoring/decimal"
	"fenji/scoring/profile"
	"slices"
)

// An Explanation says why a customer has its grade and what would lift it.
type Explanation struct {
	Customer Customer
	Grade    string          // "" when ungraded
	Band     *profile.Band   // nil when ungraded
	Reason   Reason          // why ungraded
	Score    decimal.Decimal // the sum of the contributions
	Parts    [3]Part         // R, F, M
	Next     []Lift          // the nearest steps to a better grade; none at the top or when ungraded
}

// A Part is one metric's share of a score: Points × Weight = Contribution. When the customer's values could not be
// scored, it holds no more than Metric, Method, Value and Weight; a customer without purchase has no R to show either.
type Part struct {
	Metric            profile.Metric
	Method            profile.Method
	Value             decimal.Decimal  // days, visits, or money in the profile's unit
	Low, High         *decimal.Decimal // Cuts: the ends of the step that matched; nil: no end
	LowOpen, HighOpen bool             // the end itself does not belong to the step; never so for days and visits
	Rank, Of          int              // Rank: the place among Of; 0 when frozen cuts decided, which Low and High show
	Tied              int              // Rank: customers with this very value, this one among them
	Points            decimal.Decimal
	Weight            decimal.Decimal
	Contribution      decimal.Decimal // with the digits of the score
}

// Explain says why customer i has its grade, and what would lift it. Where there are ranked metrics, its first call
// sorts all customers; the others need microseconds.
func (r *Result) Explain(i int) Explanation {
	g := r.Graded[i]
	e := Explanation{Customer: r.Customers[i], Grade: r.Grade(i), Reason: g.Reason, Score: r.Score(i)}
	if g.Band != profile.Ungraded {
		e.Band = &r.Profile.Bands[g.Band]
		e.Next = r.lifts(i)
	}
	for m := range e.Parts {
		e.Parts[m] = r.part(i, profile.Metric(m))
	}
	return e
}

func (r *Result) part(i int, m profile.Metric) Part {
	g, graded := &r.plan.gauges[m], r.Graded[i]
	v := values(&r.Customers[i])[m]
	p := Part{Metric: m, Method: g.Rule.Method, Value: g.decimal(v), Weight: g.Rule.Weight.Trim()}
	if !graded.scored() {
		return p
	}
	step := graded.Step[m]
	share, _ := g.Share(step, v)
	p.Points, p.Contribution = r.Points(i, m), r.plan.Printed(share)
	switch {
	case g.Rule.Method == profile.Rank && !g.frozen:
		p.Rank, p.Tied = r.ladder(m).place(g.Rule.Tie, i, v)
		p.Of = len(r.ladder(m).keys)
	case g.Rule.Method != profile.Raw:
		p.Low, p.High, p.LowOpen, p.HighOpen = g.interval(int(step))
	}
	return p
}

// interval gives the ends of a step. Days and visits are whole, so their ends are the least and the greatest value in
// the step; the ends of money are those that the profile names.
func (g *gauge) interval(step int) (low, high *decimal.Decimal, lowOpen, highOpen bool) {
	if g.Metric != profile.Monetary {
		lo, hi := g.Lo, g.Hi
		if step > 0 {
			lo = max(lo, g.Bounds[step-1]+1)
		}
		if step < len(g.Bounds) {
			hi = min(hi, g.Bounds[step])
		}
		low = &decimal.Decimal{Coef: lo}
		if hi < profile.MaxCount {
			high = &decimal.Decimal{Coef: hi}
		}
		return low, high, false, false
	}
	valid := g.Rule.Valid
	low, lowOpen, high, highOpen = valid.Min, valid.MinOpen, valid.Max, valid.MaxOpen
	if step > 0 {
		end, open := g.edge(step - 1)
		low, lowOpen = end, !open
	}
	if step < len(g.Bounds) {
		high, highOpen = g.edge(step)
	}
	return low, high, lowOpen, highOpen
}

// edge gives the upper end of a step of money, and whether that end belongs to the next step.
func (g *gauge) edge(step int) (end *decimal.Decimal, open bool) {
	if g.Rule.Method == profile.Cuts {
		s := g.Rule.Steps[step]
		return &s.To, s.Open
	}
	if v := g.Rule.Value; g.Rule.Method == profile.Mean && v != nil {
		return v, true
	}
	c := g.cuts[len(g.cuts)-1-step] // the cut that the next step begins with
	return &c.Value, !c.Open
}

// A ladder holds the keys of all ranked customers, best first. For the tie rule Order, index holds the customers in
// the same order, equals in the order of the customers.
type ladder struct {
	metric profile.Metric
	keys   []uint64
	index  []uint32
}

// ladder makes the ladder of a ranked metric when it is first wanted.
func (r *Result) ladder(m profile.Metric) *ladder {
	if r.ladders[m] != nil {
		return r.ladders[m]
	}
	n := 0
	for i := range r.Graded {
		if r.ranked(i) {
			n++
		}
	}
	keys, spare := make([]uint64, n), make([]uint64, n)
	var index, spareIndex []uint32
	if r.plan.gauges[m].Rule.Tie == profile.Order {
		index, spareIndex = make([]uint32, n), make([]uint32, n)
	}
	r.keys(m, keys, index)
	l := &ladder{metric: m}
	l.keys, l.index = sortKeys(keys, spare, index, spareIndex)
	r.ladders[m] = l
	return l
}

// span gives the part of the ladder that holds a value.
func (l *ladder) span(v int64) (from, end int) {
	key := keyOf(l.metric, v)
	from, _ = slices.BinarySearch(l.keys, key)
	end = from
	if key < ^uint64(0) {
		end, _ = slices.BinarySearch(l.keys, key+1)
	}
	return from, end
}

// place gives the place of customer i, who holds v, and how many hold v. A half place of the rule Average is rounded
// up.
func (l *ladder) place(t profile.Tie, i int, v int64) (k, tied int) {
	from, end := l.span(v)
	if t == profile.Order {
		own, _ := slices.BinarySearch(l.index[from:end], uint32(i))
		return from + own + 1, end - from
	}
	return (twice(t, from, end)+1)/2 + 1, end - from
}

// would gives 2(k−1) for the place k that customer i, who holds old, would take with the value v, all others staying
// as they are.
func (l *ladder) would(t profile.Tie, i int, old, v int64) int {
	from, end := l.span(v)
	before := 0 // equals that stand before i
	if t == profile.Order {
		before, _ = slices.BinarySearch(l.index[from:end], uint32(i))
	}
	// Customer i leaves its own place, and comes to the group of v.
	if o, n := keyOf(l.metric, old), keyOf(l.metric, v); o < n {
		from, end = from-1, end-1
	} else if o == n {
		end--
	}
	if t == profile.Order {
		return 2 * (from + before)
	}
	return twice(t, from, end+1)
}
