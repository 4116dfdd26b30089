package profile

import (
	"fenji/scoring/decimal"
	"fenji/scoring/jsontext"
	"math"
)

// What all arithmetic on customers stays within.
const (
	MaxCount = math.MaxInt32     // days, visits
	MaxMoney = math.MaxInt64 - 1 // ten-thousandths of a yuan, either way
	maxScore = math.MaxInt64 / 2 // mantissa of what cuts and ranks can add up to
)

// An Exact is a checked profile in whole numbers: scoring a customer is comparing and adding.
type Exact struct {
	Gauges [3]Gauge
	Exp    uint8   // digits behind the point of all contributions and scores
	Digits uint8   // of them, as many as are always printed
	Floors []int64 // least score of each band, descending
}

// A Gauge turns one metric into points. Steps ascend in value: Bounds holds the greatest value of each step but the
// last. The bounds of a ranking are known only when its customers are.
type Gauge struct {
	Metric Metric
	Rule   Rule
	Unit   decimal.Unit
	Lo, Hi int64 // valid values, in days, visits or Money
	Bounds []int64
	Points []decimal.Decimal // of each step; nil for Raw
	Shares []int64           // contribution of each step
	Factor int64             // Raw: contribution of 1
}

// Ungraded is the band of a score below all grades.
const Ungraded = 255

// Check checks p and works it out. All that makes a profile unfit for scoring is found here, so that a profile built in
// Go is held to the same rules as one that was read. The error is a *[jsontext.FieldError].
func Check(p *Profile) (*Exact, error) {
	if p == nil {
		return nil, jsontext.Wrong("", "there is no profile")
	}
	f := &fault{}
	f.head(p)
	e := &Exact{}
	zero := true
	for _, m := range Metrics {
		e.Gauges[m] = f.gauge("metrics."+m.String(), m, p.Metrics[m], p.Unit)
		zero = zero && p.Metrics[m].Weight.Coef == 0
	}
	if zero {
		f.Fail("metrics", "all weights are 0")
	}
	if f.Err != nil {
		return nil, f.Err
	}
	for i := range e.Gauges {
		exp, digits := e.Gauges[i].places()
		e.Exp, e.Digits = max(e.Exp, exp), max(e.Digits, digits)
	}
	sum := uint64(0)
	for i := range e.Gauges {
		g := &e.Gauges[i]
		top, ok := g.weigh(e.Exp)
		if sum += top; !ok || sum > maxScore {
			f.Fail("metrics."+g.Metric.String()+".weight", "weights and points are too large to be added exactly")
			return nil, f.Err
		}
	}
	e.Floors = f.bands(p.Bands, e.Exp)
	if field := p.newer(); p.Schema == 1 && field != "" {
		f.Fail(field, "needs schema 2")
	}
	if f.Err != nil {
		return nil, f.Err
	}
	return e, nil
}

// gauge checks one rule; weigh completes what it returns.
func (f *fault) gauge(path string, m Metric, r Rule, unit decimal.Unit) Gauge {
	g := Gauge{Metric: m, Rule: r, Unit: unit}
	f.number(path+".weight", r.Weight, maxPlaces, maxWeight)
	if r.Weight.Coef < 0 {
		f.Fail(path+".weight", "must not be negative")
	}
	switch r.Method {
	case Cuts:
		g.Bounds = f.steps(path+".steps", r.Steps, m, unit)
		for _, s := range r.Steps {
			g.Points = append(g.Points, s.Points.Trim())
		}
	case Rank:
		f.rank(path, &g)
	case Mean:
		f.mean(path, &g)
	case Raw:
		if m == Recency {
			f.Fail(path+".method", "days cannot be points: a longer absence would earn more")
		}
	default:
		f.Fail(path+".method", "unknown")
	}
	g.Lo, g.Hi = f.limits(path+".valid", r.Valid, m, unit)
	return g
}

// places gives the digits behind the point that contributions need, and those that are always printed.
func (g *Gauge) places() (exp, digits uint8) {
	w := g.Rule.Weight.Trim()
	if g.Rule.Method == Raw {
		if g.Metric == Monetary && w.Coef != 0 {
			return w.Exp + g.Unit.Places(), w.Exp
		}
		return w.Exp, w.Exp
	}
	for _, p := range g.Points {
		exp = max(exp, product(w, p).Exp)
	}
	return exp, exp
}

// product multiplies a weight by points; their limits keep it far from overflow.
func product(w, p decimal.Decimal) decimal.Decimal {
	return decimal.Decimal{Coef: w.Coef * p.Coef, Exp: w.Exp + p.Exp}.Trim()
}

// weigh works out the contributions with exp digits behind the point; top is the largest, either way.
func (g *Gauge) weigh(exp uint8) (top uint64, ok bool) {
	w := g.Rule.Weight.Trim()
	if g.Rule.Method == Raw {
		if g.Metric == Monetary {
			w.Exp += g.Unit.Places()
		}
		if w.Coef == 0 {
			return 0, true
		}
		r, ok := w.Rescale(exp)
		g.Factor = r.Coef
		return 0, ok
	}
	for _, p := range g.Points {
		r, ok := product(w, p).Rescale(exp)
		if !ok {
			return 0, false
		}
		g.Shares = append(g.Shares, r.Coef)
		top = max(top, uint64(max(r.Coef, -r.Coef)))
	}
	return top, true
}

// Step gives the step of the scale in which v lies.
func (g *Gauge) Step(v int64) uint8 {
	s := 0
	for s < len(g.Bounds) && v > g.Bounds[s] {
		s++
	}
	return uint8(s)
}

// Share gives the contribution of a value that lies in a step; ok is false when it is too large.
func (g *Gauge) Share(step uint8, v int64) (share int64, ok bool) {
	if g.Rule.Method != Raw {
		return g.Shares[step], true
	}
	return decimal.Multiply(v, g.Factor)
}

// Band gives the index of the band of a score, or Ungraded.
func (e *Exact) Band(score int64) uint8 {
	for i, f := range e.Floors {
		if score >= f {
			return uint8(i)
		}
	}
	return Ungraded
}

// Printed makes a mantissa a Decimal with the digits that are printed.
func (e *Exact) Printed(mantissa int64) decimal.Decimal {
	d := decimal.Decimal{Coef: mantissa, Exp: e.Exp}
	for d.Exp > e.Digits && d.Coef%10 == 0 {
		d.Coef /= 10
		d.Exp--
	}
	return d
}
