package scoring

import (
	"fenji/scoring/decimal"
	"math"
)

const (
	maxCount = math.MaxInt32     // days, visits
	maxMoney = math.MaxInt64 - 1 // ten-thousandths of a yuan, either way
	maxScore = math.MaxInt64 / 2 // mantissa of what cuts and ranks can add up to
)

// A plan is a checked profile in whole numbers: scoring a customer is comparing and adding.
type plan struct {
	gauges [3]gauge
	exp    uint8   // digits behind the point of all contributions and scores
	digits uint8   // of them, as many as are always printed
	floors []int64 // least score of each band, descending
}

// A gauge turns one metric into points. Steps ascend in value: bounds holds the greatest value of each step but the
// last. The bounds of a ranking are known only when its customers are.
type gauge struct {
	metric Metric
	rule   Rule
	unit   decimal.Unit
	lo, hi int64 // valid values, in days, visits or Money
	bounds []int64
	points []decimal.Decimal // of each step; nil for Raw
	shares []int64           // contribution of each step
	factor int64             // Raw: contribution of 1
	frozen bool              // Rank: the bounds are those of a base period
	cuts   []Cut             // Rank: what the bounds came from
}

// newPlan checks p and works it out. All that makes a profile unfit for scoring is found here, so that a profile built
// in Go is held to the same rules as one that was read.
func newPlan(p *Profile) (*plan, error) {
	if p == nil {
		return nil, &FieldError{"", "there is no profile"}
	}
	f := &fault{}
	f.head(p)
	pl := &plan{}
	zero := true
	for _, m := range Metrics {
		pl.gauges[m] = f.gauge("metrics."+m.String(), m, p.Metrics[m], p.Unit)
		zero = zero && p.Metrics[m].Weight.Coef == 0
	}
	if zero {
		f.fail("metrics", "all weights are 0")
	}
	if f.err != nil {
		return nil, f.err
	}
	for i := range pl.gauges {
		exp, digits := pl.gauges[i].places()
		pl.exp, pl.digits = max(pl.exp, exp), max(pl.digits, digits)
	}
	sum := uint64(0)
	for i := range pl.gauges {
		g := &pl.gauges[i]
		top, ok := g.weigh(pl.exp)
		if sum += top; !ok || sum > maxScore {
			f.fail("metrics."+g.metric.String()+".weight", "weights and points are too large to be added exactly")
			return nil, f.err
		}
	}
	pl.floors = f.bands(p.Bands, pl.exp)
	return pl, f.err
}

// gauge checks one rule; weigh completes what it returns.
func (f *fault) gauge(path string, m Metric, r Rule, unit decimal.Unit) gauge {
	g := gauge{metric: m, rule: r, unit: unit}
	f.number(path+".weight", r.Weight, maxPlaces, maxWeight)
	if r.Weight.Coef < 0 {
		f.fail(path+".weight", "must not be negative")
	}
	switch r.Method {
	case Cuts:
		g.bounds = f.steps(path+".steps", r.Steps, m, unit)
		for _, s := range r.Steps {
			g.points = append(g.points, s.Points.Trim())
		}
	case Rank:
		if r.Parts < 2 || r.Parts > maxParts {
			f.fail(path+".parts", "expected a whole number from 2 to %d", maxParts)
			break
		}
		if int(r.Tie) >= len(tieNames) {
			f.fail(path+".tie", "unknown")
		}
		for step := range r.Parts {
			g.points = append(g.points, decimal.Int(int64(g.levelAt(step))))
		}
	case Raw:
		if m == Recency {
			f.fail(path+".method", "days cannot be points: a longer absence would earn more")
		}
	default:
		f.fail(path+".method", "unknown")
	}
	g.lo, g.hi = f.limits(path+".valid", r.Valid, m, unit)
	return g
}

// levelAt gives the points of a step of a ranking, and the step of points: it is its own inverse up to the shift.
func (g *gauge) levelAt(step int) int {
	if g.metric == Recency {
		return g.rule.Parts - step
	}
	return step + 1
}

func (g *gauge) stepAt(level int) int {
	if g.metric == Recency {
		return g.rule.Parts - level
	}
	return level - 1
}

// places gives the digits behind the point that contributions need, and those that are always printed.
func (g *gauge) places() (exp, digits uint8) {
	w := g.rule.Weight.Trim()
	if g.rule.Method == Raw {
		if g.metric == Monetary && w.Coef != 0 {
			return w.Exp + g.unit.Places(), w.Exp
		}
		return w.Exp, w.Exp
	}
	for _, p := range g.points {
		exp = max(exp, product(w, p).Exp)
	}
	return exp, exp
}

// product multiplies a weight by points; their limits keep it far from overflow.
func product(w, p decimal.Decimal) decimal.Decimal {
	return decimal.Decimal{Coef: w.Coef * p.Coef, Exp: w.Exp + p.Exp}.Trim()
}

// weigh works out the contributions with exp digits behind the point; top is the largest, either way.
func (g *gauge) weigh(exp uint8) (top uint64, ok bool) {
	w := g.rule.Weight.Trim()
	if g.rule.Method == Raw {
		if g.metric == Monetary {
			w.Exp += g.unit.Places()
		}
		if w.Coef == 0 {
			return 0, true
		}
		r, ok := w.Rescale(exp)
		g.factor = r.Coef
		return 0, ok
	}
	for _, p := range g.points {
		r, ok := product(w, p).Rescale(exp)
		if !ok {
			return 0, false
		}
		g.shares = append(g.shares, r.Coef)
		top = max(top, uint64(max(r.Coef, -r.Coef)))
	}
	return top, true
}

// step gives the step of the scale in which v lies.
func (g *gauge) step(v int64) uint8 {
	s := 0
	for s < len(g.bounds) && v > g.bounds[s] {
		s++
	}
	return uint8(s)
}

// share gives the contribution of a value that lies in a step; ok is false when it is too large.
func (g *gauge) share(step uint8, v int64) (share int64, ok bool) {
	if g.rule.Method != Raw {
		return g.shares[step], true
	}
	return decimal.Multiply(v, g.factor)
}

// band gives the index of the band of a score, or Ungraded.
func (pl *plan) band(score int64) uint8 {
	for i, f := range pl.floors {
		if score >= f {
			return uint8(i)
		}
	}
	return Ungraded
}

// printed makes a mantissa a Decimal with the digits that are printed.
func (pl *plan) printed(mantissa int64) decimal.Decimal {
	d := decimal.Decimal{Coef: mantissa, Exp: pl.exp}
	for d.Exp > pl.digits && d.Coef%10 == 0 {
		d.Coef /= 10
		d.Exp--
	}
	return d
}
