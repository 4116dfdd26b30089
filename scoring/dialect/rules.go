package dialect

import (
	"errors"
	"slices"

	"fenji/scoring"
	"fenji/scoring/decimal"
	"fenji/scoring/profile"
)

// rules are a profile as SQL compares and adds it.
type rules struct {
	gauges [3]gauge
	places uint8   // digits behind the point of a score
	floors []int64 // least score of each band, the best first
}

// A gauge turns one metric into points. Levels stand with the most points first.
type gauge struct {
	metric profile.Metric
	rule   profile.Rule
	lo, hi int64   // valid values: days, visits, ten-thousandths of a yuan
	bounds []int64 // the worst value that still earns each level but the last; none where they are to be ranked
	points []int64 // of each level, with quarks digits behind the point
	quarks uint8
	weight int64 // points times weight is a contribution with rules.places digits
	whole  int64 // rank: place k of n is in level i when whole·(k−1) < parts[i]·n
	parts  []int64
}

// rulesOf works out a profile, with cut points that ranked metrics keep.
func rulesOf(p *profile.Profile, frozen *scoring.Frozen) (*rules, error) {
	exact, err := profile.Check(p)
	if err != nil {
		return nil, err
	}
	if _, err := scoring.Score(nil, p, 0, scoring.Options{Frozen: frozen}); err != nil {
		return nil, err // the cuts are not of such a profile
	}
	r := &rules{places: exact.Exp}
	for i := range exact.Gauges {
		g, err := gaugeOf(&exact.Gauges[i])
		if err != nil {
			return nil, err
		}
		if frozen != nil && g.anew() {
			for _, c := range frozen.Cuts[i] {
				g.bounds = append(g.bounds, g.inside(number(c.Value, g.metric, p.Unit), c.Open))
			}
		}
		r.gauges[i] = g
		if w := g.rule.Weight.Trim(); w.Coef != 0 {
			r.places = max(r.places, w.Exp+g.quarks)
		}
	}
	for i := range r.gauges {
		if err := r.weigh(&r.gauges[i]); err != nil {
			return nil, err
		}
	}
	for _, floor := range exact.Floors {
		f, ok := decimal.Decimal{Coef: floor, Exp: exact.Exp}.Rescale(r.places)
		if !ok {
			return nil, tooFine(profile.Monetary)
		}
		r.floors = append(r.floors, f.Coef)
	}
	return r, nil
}

// weigh gives a metric its weight over the common power of ten.
func (r *rules) weigh(g *gauge) error {
	w := g.rule.Weight.Trim()
	if w.Coef == 0 {
		return nil
	}
	w, fits := w.Rescale(r.places - g.quarks)
	for _, p := range g.points {
		_, ok := decimal.Multiply(4*p, w.Coef) // three of them are added
		fits = fits && ok
	}
	if !fits {
		return tooFine(g.metric)
	}
	g.weight = w.Coef
	return nil
}

func tooFine(m profile.Metric) error {
	return errors.New("dialect: the weights and points of " + m.String() + " have too many digits for SQL")
}

func gaugeOf(e *profile.Gauge) (gauge, error) {
	g := gauge{metric: e.Metric, rule: e.Rule, lo: e.Lo, hi: e.Hi}
	if g.rule.Method == profile.Raw {
		if g.metric == profile.Monetary {
			g.quarks = e.Unit.Places()
		}
		return g, nil
	}
	for _, p := range e.Points {
		g.quarks = max(g.quarks, p.Trim().Exp)
	}
	for _, p := range e.Points {
		d, ok := p.Trim().Rescale(g.quarks)
		if !ok {
			return g, tooFine(g.metric)
		}
		g.points = append(g.points, d.Coef)
	}
	g.bounds = slices.Clone(e.Bounds)
	if g.metric != profile.Recency { // the best value is the greatest, and a step's least value lies above the one below
		slices.Reverse(g.points)
		slices.Reverse(g.bounds)
		for i := range g.bounds {
			g.bounds[i]++
		}
	}
	switch {
	case !g.ranked():
	case g.rule.Shares != nil:
		g.whole = 100
		sum := int64(0)
		for _, share := range g.rule.Shares {
			sum += int64(share)
			g.parts = append(g.parts, sum)
		}
	default:
		g.whole = int64(g.rule.Parts)
		for i := range g.whole {
			g.parts = append(g.parts, i+1)
		}
	}
	return g, nil
}

func (g *gauge) ranked() bool { return g.rule.Method == profile.Rank }

// mean tells whether the metric is held against the mean of the customers at hand, or one that was theirs.
func (g *gauge) mean() bool { return g.rule.Method == profile.Mean }

// anew tells whether the cut points are those of the customers at hand.
func (g *gauge) anew() bool { return (g.ranked() || g.mean()) && len(g.bounds) == 0 }

// inside is the worst whole number within a cut.
func (g *gauge) inside(v int64, open bool) int64 {
	switch {
	case !open:
		return v
	case g.metric == profile.Recency:
		return v - 1
	}
	return v + 1
}

// number gives a day, a visit or money in ten-thousandths; the profile is known to be fit.
func number(d decimal.Decimal, m profile.Metric, unit decimal.Unit) int64 {
	if m == profile.Monetary {
		v, _ := decimal.MoneyOf(d, unit)
		return int64(v)
	}
	v, _ := d.Rescale(0)
	return v.Coef
}

func one(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}
