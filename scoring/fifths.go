package scoring

import "fenji/scoring/profile"

// fifths are the parts of a ranking that gives 1 to 5 points.
const fifths = 5

// Fives gives every customer 1 to 5 points in a metric, 0 to those without a grade. A profile whose own points for it
// are whole numbers from 1 to 5 is taken at its word; of any other the graded customers are ranked in fifths, the
// worst place for equal values, and ranked is true.
func (r *Result) Fives(m profile.Metric) (points []uint8, ranked bool) {
	points = make([]uint8, len(r.Graded))
	if own := r.plan.gauges[m].fives(); own != nil {
		for i := range r.Graded {
			if r.Graded[i].Band != profile.Ungraded {
				points[i] = own[r.Graded[i].Step[m]]
			}
		}
		return points, false
	}
	g := gauge{Gauge: profile.Gauge{Metric: m, Rule: profile.Rule{Method: profile.Rank, Parts: fifths}, Unit: r.plan.gauges[m].Unit}}
	keys := make([]uint64, 0, len(r.Graded))
	for i := range r.Graded {
		if r.Graded[i].Band != profile.Ungraded {
			keys = append(keys, keyOf(m, values(&r.Customers[i])[m]))
		}
	}
	if len(keys) == 0 {
		return points, true
	}
	sorted, _ := sortKeys(keys, make([]uint64, len(keys)), nil, nil)
	g.rank(sorted)
	if g.place() != nil {
		return points, true // no cut of a ranking just made is out of place
	}
	for i := range r.Graded {
		if r.Graded[i].Band != profile.Ungraded {
			points[i] = uint8(fifths - g.StepOf(int(g.Step(values(&r.Customers[i])[m]))))
		}
	}
	return points, true
}

// fives gives the points of each step; nil when they are not all whole numbers from 1 to 5, or not both ends occur.
func (g *gauge) fives() []uint8 {
	least, most := uint8(fifths+1), uint8(0)
	var own []uint8
	for _, p := range g.Points {
		n, ok := p.Rescale(0)
		if !ok || n.Coef < 1 || n.Coef > fifths {
			return nil
		}
		own = append(own, uint8(n.Coef))
		least, most = min(least, own[len(own)-1]), max(most, own[len(own)-1])
	}
	if least != 1 || most != fifths {
		return nil
	}
	return own
}
