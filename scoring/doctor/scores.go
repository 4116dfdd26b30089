package doctor

import (
	"slices"

	"fenji/scoring/compose"
	"fenji/scoring/decimal"
	"fenji/scoring/draft"
	"fenji/scoring/profile"
)

// scoresOf looks at the grades as typed. A gap between two of them is one only if some score lies in it; without a fit
// profile that is not known, and nothing is said of gaps.
func scoresOf(d *draft.Draft, e *profile.Exact) []Finding {
	var list []Finding
	for i := 1; i < len(d.Scores) && i < len(d.Bands); i++ {
		above, below := d.Scores[i-1], d.Scores[i]
		if above.Low == nil || below.High == nil {
			continue
		}
		at := compose.Text("bands[%d]", i)
		args := []string{"grade", d.Bands[i].Grade, "above", d.Bands[i-1].Grade, "from", below.High.String(), "to", above.Low.String()}
		c := below.High.Cmp(*above.Low)
		switch {
		case c > 0 || c == 0 && !below.HighOpen && !above.LowOpen:
			list = append(list, Finding{Code: Overlap, Field: at, Args: swapped(args, c), Remedy: lowered(d, i)})
		case c < 0 || below.HighOpen && above.LowOpen:
			if score, ok := between(e, below, above); ok {
				list = append(list, Finding{Code: Gap, Field: at, Args: append(args, "score", score.String()), Remedy: lowered(d, i)})
			}
		}
	}
	return list
}

// swapped names the ends of an overlap in ascending order.
func swapped(args []string, c int) []string {
	if c > 0 {
		args[5], args[7] = args[7], args[5]
	}
	return args
}

// lowered lets a grade end where the better one begins: between two grades the lower one holds.
func lowered(d *draft.Draft, i int) *draft.Draft {
	c := *d
	c.Scores = slices.Clone(d.Scores)
	c.Scores[i].High, c.Scores[i].HighOpen = c.Scores[i-1].Low, !c.Scores[i-1].LowOpen
	return &c
}

// rawValues is how many values of a raw metric are gone through.
const rawValues = 64

// each tells every sum of contributions, with the steps it came from; a raw metric gives its first values as steps.
func each(e *profile.Exact, see func(steps [3]int, score int64)) {
	var shares [3][]int64
	first := [3]int{}
	for m := range e.Gauges {
		shares[m], first[m] = sharesOf(&e.Gauges[m])
	}
	for r, a := range shares[0] {
		for f, b := range shares[1] {
			for m, c := range shares[2] {
				see([3]int{first[0] + r, first[1] + f, first[2] + m}, a+b+c)
			}
		}
	}
}

// sharesOf are the contributions of the steps that hold valid values, and the number of the first of them. Of a raw metric
// they are those of its first values above or at 0.
func sharesOf(g *profile.Gauge) (shares []int64, first int) {
	if g.Rule.Method != profile.Raw {
		if g.Bounds == nil {
			return g.Shares, 0
		}
		first = int(g.Step(g.Lo))
		return g.Shares[first : int(g.Step(g.Hi))+1], first
	}
	from := max(g.Lo, 0)
	unit := int64(1)
	if g.Metric == profile.Monetary {
		unit = 10_000
	}
	for i := range int64(rawValues) {
		if v := from + i*unit; v <= g.Hi {
			if share, ok := decimal.Multiply(v, g.Factor); ok {
				shares = append(shares, share)
			}
		}
	}
	return shares, int(from / unit)
}

// between finds a score above one range of scores and below another.
func between(e *profile.Exact, below, above draft.Range) (score decimal.Decimal, ok bool) {
	if e == nil {
		return score, false
	}
	each(e, func(_ [3]int, sum int64) {
		d := e.Printed(sum)
		over, under := d.Cmp(*below.High), d.Cmp(*above.Low)
		if !ok && (over > 0 || over == 0 && below.HighOpen) && (under < 0 || under == 0 && above.LowOpen) {
			score, ok = d, true
		}
	})
	return score, ok
}

// unreachable finds the grades that cannot occur, with the least and the greatest score as the proof. Where a visit is not
// asked for, it also says which grades need that there was none.
func unreachable(p *profile.Profile, e *profile.Exact) []Finding {
	var list []Finding
	least, greatest, capped := limits(e)
	never := p.Unreachable()
	for _, grade := range never {
		args := []string{"grade", grade, "least", least.String(), "greatest", ""}
		if !capped {
			args[5] = greatest.String()
		}
		list = append(list, Finding{Code: GradeUnreachable, Field: compose.Text("bands[%d]", p.BandOf(grade)), Args: args})
	}
	if e.Gauges[profile.Frequency].Lo > 0 {
		return list
	}
	one := decimal.Int(1)
	visited := *p
	visited.Metrics[profile.Frequency].Valid.Min, visited.Metrics[profile.Frequency].Valid.MinOpen = &one, false
	for _, grade := range visited.Unreachable() {
		if !slices.Contains(never, grade) {
			list = append(list, Finding{Code: GradeUnreachable, Field: compose.Text("bands[%d]", p.BandOf(grade)),
				Args: []string{"grade", grade, "visits", "1"}, Note: true})
		}
	}
	return list
}

// limits are the least and the greatest score; capped tells that a raw metric makes the latter meaningless.
func limits(e *profile.Exact) (least, greatest decimal.Decimal, capped bool) {
	low, high, any := int64(0), int64(0), false
	each(e, func(_ [3]int, sum int64) {
		if !any || sum < low {
			low = sum
		}
		if !any || sum > high {
			high = sum
		}
		any = true
	})
	for m := range e.Gauges {
		capped = capped || e.Gauges[m].Rule.Method == profile.Raw
	}
	return e.Printed(low), e.Printed(high), capped
}

// idle finds the steps whose values are not valid.
func idle(d *draft.Draft, g *profile.Gauge) []Finding {
	if g.Rule.Method != profile.Cuts {
		return nil
	}
	var list []Finding
	first, last := int(g.Step(g.Lo)), int(g.Step(g.Hi))
	for step := range g.Points {
		if step < first || step > last {
			list = append(list, Finding{Code: CutUnreachable, Field: field(g.Metric),
				Args: []string{"metric", g.Metric.String(), "points", g.Points[step].String()}})
		}
	}
	return list
}

// A Way is how a grade is reached most cheaply: with the least score that earns it, the least money, then the fewest
// visits, then the longest absence.
type Way struct {
	Grade  string
	Score  decimal.Decimal
	Points [3]decimal.Decimal
	Values [3]*decimal.Decimal // the worst value that earns the points, in days, visits, the profile's unit; nil: any, or the rank decides
}

// Ways gives the cheapest way into every grade that can occur, the best first. It is nil when the profile is unfit. Of raw
// metrics it looks at the first values only.
func Ways(p *profile.Profile) []Way {
	e, err := profile.Check(p)
	if err != nil {
		return nil
	}
	type found struct {
		steps [3]int
		score int64
		ok    bool
	}
	best := make([]found, len(p.Bands))
	each(e, func(steps [3]int, score int64) {
		b := e.Band(score)
		if b == profile.Ungraded {
			return
		}
		f := &best[b]
		if !f.ok || score < f.score || score == f.score && cheaper(steps, f.steps) {
			*f = found{steps, score, true}
		}
	})
	var ways []Way
	for b, f := range best {
		if !f.ok {
			continue
		}
		w := Way{Grade: p.Bands[b].Grade, Score: e.Printed(f.score)}
		for m := range e.Gauges {
			w.Points[m], w.Values[m] = worst(&e.Gauges[m], f.steps[m])
		}
		ways = append(ways, w)
	}
	return ways
}

// cheaper compares steps: money, then visits, then days.
func cheaper(a, b [3]int) bool {
	for _, m := range []profile.Metric{profile.Monetary, profile.Frequency} {
		if a[m] != b[m] {
			return a[m] < b[m]
		}
	}
	return a[profile.Recency] > b[profile.Recency]
}

const cent = 100 // of Money

// worst is what a step earns, and the worst value in it.
func worst(g *profile.Gauge, step int) (points decimal.Decimal, value *decimal.Decimal) {
	written := func(v int64) *decimal.Decimal {
		d := decimal.Int(v)
		if g.Metric == profile.Monetary {
			d = decimal.Money(v).In(g.Unit)
		}
		return &d
	}
	switch {
	case g.Rule.Method == profile.Raw:
		v := int64(step)
		if g.Metric == profile.Monetary {
			v *= 10_000
		}
		value = written(v)
		return *value, value
	case g.Bounds == nil:
		return g.Points[step], nil
	case g.Metric == profile.Recency && step < len(g.Bounds):
		return g.Points[step], written(min(g.Bounds[step], g.Hi))
	case g.Metric != profile.Recency && step > 0:
		v := max(g.Bounds[step-1]+1, g.Lo)
		if g.Metric == profile.Monetary && v%cent != 0 && v > 0 && v+cent <= g.Hi {
			v += cent - v%cent // money is paid in cents
		}
		return g.Points[step], written(v)
	case g.Metric == profile.Frequency:
		return g.Points[step], written(g.Lo)
	}
	return g.Points[step], nil
}
