package scoring

import (
	"errors"
	"slices"

	"fenji/scoring/compose"
	"fenji/scoring/decimal"
	"fenji/scoring/profile"
)

// Ranking works on keys: unsigned numbers that ascend from the best value to the worst.

func keyOf(m profile.Metric, v int64) uint64 {
	k := uint64(v) ^ 1<<63
	if m == profile.Recency {
		return k
	}
	return ^k
}

func valueOf(m profile.Metric, key uint64) int64 {
	if m != profile.Recency {
		key = ^key
	}
	return int64(key ^ 1<<63)
}

// A Frozen holds the cut points of ranked metrics, so that a later period can be graded by those of a base period and
// "the customer moved" be told from "the cut moved". A metric without cuts is ranked anew. Of a mean it holds the one
// value that decides: the worst that is not worse than the mean.
//
// A value that the base period did not have earns what it would have earned by its place there. Only the tie rule
// [profile.Order] has no cut points, as equal values may earn different points; what it freezes are those of Worst.
type Frozen struct {
	Cuts [3][]Cut // R, F, M; the cut for the most points first
}

// A Cut is the worst value that still earns a number of points: better values do, and Value itself unless Open.
type Cut struct {
	Points decimal.Decimal
	Value  decimal.Decimal // days, visits, or money in the profile's unit
	Open   bool
}

// A crowd is a ranking seen as groups of equal values.
type crowd struct {
	n       int
	largest int    // size of the largest group
	common  uint64 // its key
}

// twice gives 2(k−1), k being the place that a group of customers takes by the tie rule when ahead are better than it
// and end−ahead hold its value. [profile.Order] counts as Worst here.
func twice(t profile.Tie, ahead, end int) int {
	switch t {
	case profile.Best:
		return 2 * ahead
	case profile.Average:
		return ahead + end - 1
	}
	return 2 * (end - 1)
}

// worth is what a part of a ranking earns, and the better side of a mean.
func (g *gauge) worth(part int) decimal.Decimal {
	switch {
	case g.Rule.Method == profile.Mean:
		return decimal.Int(1)
	case g.Points == nil:
		return decimal.Int(int64(g.Parts() - part))
	}
	return g.Points[g.StepOf(part)]
}

// rank finds the cut points of sorted keys.
func (g *gauge) rank(keys []uint64) crowd {
	c := crowd{n: len(keys)}
	g.cuts = make([]Cut, 0, g.Parts()-1)
	if c.n == 0 {
		return c
	}
	part, last := 0, g.Parts()-1 // the part still within reach
	lost := func(twice int) bool { return part < last && g.Part(twice, c.n) > part }
	cut := func(key uint64, open bool) {
		g.cuts = append(g.cuts, Cut{g.worth(part), g.decimal(valueOf(g.Metric, key)), open})
		part++
	}
	for from, end := 0, 0; from < c.n; from = end {
		key := keys[from]
		for end = from + 1; end < c.n && keys[end] == key; end++ {
		}
		for lost(2 * from) { // already for values between the last group and this one
			cut(keys[from-1], false)
		}
		for lost(twice(g.Rule.Tie, from, end)) {
			cut(key, true)
		}
		if end-from > c.largest {
			c.largest, c.common = end-from, key
		}
	}
	for part < last {
		cut(keys[c.n-1], false)
	}
	return c
}

// decimal writes a value of the metric in the profile's unit.
func (g *gauge) decimal(v int64) decimal.Decimal {
	if g.Metric == profile.Monetary {
		return decimal.Money(v).In(g.Unit)
	}
	return decimal.Int(v)
}

// place makes bounds of the cuts.
func (g *gauge) place() error {
	parts := g.Parts()
	if g.Rule.Method == profile.Mean {
		parts = 2
	}
	if len(g.cuts) != parts-1 {
		return failed("%s has %d cuts, its profile needs %d", g.Metric, len(g.cuts), parts-1)
	}
	g.Bounds = make([]int64, len(g.cuts))
	for i, c := range g.cuts {
		if worth := g.worth(i); c.Points.Cmp(worth) != 0 {
			return failed("cut %d of %s is for %s points, not %s", i, g.Metric, c.Points, worth)
		}
		v, ok := g.whole(c.Value)
		if !ok {
			return failed("cut %d of %s is no value of it: %s", i, g.Metric, c.Value)
		}
		if g.Metric == profile.Recency { // the greatest value of a step is the cut's own
			if c.Open {
				v--
			}
			g.Bounds[i] = v
			continue
		}
		if !c.Open { // the greatest value of a step lies below the cut of the next
			v--
		}
		g.Bounds[len(g.cuts)-1-i] = v
	}
	if !slices.IsSorted(g.Bounds) {
		return failed("the cuts of %s are out of order", g.Metric)
	}
	return nil
}

// whole is the reverse of decimal.
func (g *gauge) whole(d decimal.Decimal) (int64, bool) {
	if g.Metric == profile.Monetary {
		v, ok := decimal.MoneyOf(d, g.Unit)
		return int64(v), ok && v >= -profile.MaxMoney
	}
	v, ok := d.Rescale(0)
	return v.Coef, ok && v.Coef >= 0 && v.Coef <= profile.MaxCount
}

const (
	digitBits = 11
	digitMask = 1<<digitBits - 1
)

// sortKeys sorts keys ascending, moving index, when there is one, along; equal keys keep their order. It returns the
// sorted slices, which are either the given ones or spare ones.
func sortKeys(keys, spare []uint64, index, spareIndex []uint32) ([]uint64, []uint32) {
	if len(keys) < 2 {
		return keys, index
	}
	varying := uint64(0) // bits in which the keys differ; others need no sorting
	for _, k := range keys {
		varying |= k ^ keys[0]
	}
	var at [1 << digitBits]int
	for shift := 0; shift < 64; shift += digitBits {
		if varying>>shift&digitMask == 0 {
			continue
		}
		clear(at[:])
		for _, k := range keys {
			at[k>>shift&digitMask]++
		}
		sum := 0
		for i, n := range at {
			at[i], sum = sum, sum+n
		}
		if index == nil {
			for _, k := range keys {
				d := k >> shift & digitMask
				spare[at[d]] = k
				at[d]++
			}
		} else {
			for i, k := range keys {
				d := k >> shift & digitMask
				spare[at[d]], spareIndex[at[d]] = k, index[i]
				at[d]++
			}
		}
		keys, spare, index, spareIndex = spare, keys, spareIndex, index
	}
	return keys, index
}

func failed(pattern string, args ...any) error { return errors.New(compose.Text(pattern, args...)) }
