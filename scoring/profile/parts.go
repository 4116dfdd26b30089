package profile

import (
	"fenji/scoring/compose"
	"fenji/scoring/decimal"
)

// Parts is the number of parts of a ranking.
func (g *Gauge) Parts() int {
	if g.Rule.Shares != nil {
		return len(g.Rule.Shares)
	}
	return g.Rule.Parts
}

// Part is the part, the best being 0, in which place k among n lies, twice being 2(k−1): ⌊p(k−1)/n⌋ of p equal parts, or
// the first i with 100(k−1) < S·n, S being the sum of the shares up to i.
func (g *Gauge) Part(twice, n int) int {
	if g.Rule.Shares == nil {
		return g.Rule.Parts * twice / (2 * n)
	}
	sum := 0
	for i, share := range g.Rule.Shares {
		if sum += share; 100*twice < 2*sum*n {
			return i
		}
	}
	return len(g.Rule.Shares) - 1
}

// StepOf is the step of a part of a ranking, and the part of a step: steps ascend in value, parts descend in worth.
func (g *Gauge) StepOf(part int) int {
	if g.Metric == Recency {
		return part
	}
	return g.Parts() - 1 - part
}

// rank checks a ranking and gives the points of its steps.
func (f *fault) rank(path string, g *Gauge) {
	r := &g.Rule
	switch {
	case r.Shares != nil:
		f.shares(path, r)
	case r.Points != nil:
		f.Fail(path+".points", "go with shares only; equal parts earn their number down to 1")
	case r.Parts < 2 || r.Parts > maxParts:
		f.Fail(path+".parts", "expected a whole number from 2 to %d", maxParts)
	}
	if int(r.Tie) >= len(tieNames) {
		f.Fail(path+".tie", "unknown")
	}
	if f.Err != nil {
		return
	}
	g.Points = make([]decimal.Decimal, g.Parts())
	for part := range g.Points {
		if r.Points != nil {
			g.Points[g.StepOf(part)] = r.Points[part].Trim()
		} else {
			g.Points[g.StepOf(part)] = decimal.Int(int64(g.Parts() - part))
		}
	}
}

func (f *fault) shares(path string, r *Rule) {
	if r.Parts != 0 {
		f.Fail(path+".parts", "either parts or shares")
	}
	if len(r.Shares) < 2 || len(r.Shares) > maxSteps {
		f.Fail(path+".shares", "expected 2 to %d entries, got %d", maxSteps, len(r.Shares))
		return
	}
	sum := 0
	for i, share := range r.Shares {
		if share < 1 || share > 99 {
			f.Fail(compose.Text("%s.shares[%d]", path, i), "expected a whole number from 1 to 99")
			return
		}
		sum += share
	}
	if sum != 100 {
		f.Fail(path+".shares", "sum to %d, not to 100", sum)
	}
	if r.Points == nil {
		return
	}
	if len(r.Points) != len(r.Shares) {
		f.Fail(path+".points", "expected as many as shares, %d, got %d", len(r.Shares), len(r.Points))
		return
	}
	for i, p := range r.Points {
		at := compose.Text("%s.points[%d]", path, i)
		f.number(at, p, maxPlaces, maxPoints)
		if i > 0 && p.Cmp(r.Points[i-1]) > 0 {
			f.Fail(at, "a better part must not earn fewer points")
		}
	}
}

// mean checks a metric that is held against a mean: two steps, of which the better earns 1.
func (f *fault) mean(path string, g *Gauge) {
	g.Points = []decimal.Decimal{{}, decimal.Int(1)}
	if g.Metric == Recency {
		g.Points[0], g.Points[1] = g.Points[1], g.Points[0]
	}
	if v := g.Rule.Value; v != nil {
		g.Bounds = []int64{g.below(f.end(path+".value", *v, g.Metric, g.Unit))}
	}
}

// below is the greatest value of the lower of two steps, the upper of which begins with v, or for recency ends with it.
func (g *Gauge) below(v int64) int64 {
	if g.Metric == Recency {
		return v
	}
	return v - 1
}

// Meet sets the mean of a metric: the worst whole value that is not worse than it.
func (g *Gauge) Meet(v int64) { g.Bounds = []int64{g.below(v)} }
