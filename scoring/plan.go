package scoring

import "fenji/scoring/profile"

// A plan is a checked profile with what a ranking adds to it.
type plan struct {
	*profile.Exact
	gauges [3]gauge
}

// A gauge turns one metric into points; the cut points of a ranking and a mean come from its customers.
type gauge struct {
	profile.Gauge
	frozen bool  // the bounds are those of a base period
	cuts   []Cut // what the bounds came from
	sum    sum   // Mean: of the values of n customers
	n      int
}

// relative tells whether the points of a metric depend on the other customers.
func (g *gauge) relative() bool {
	return g.Rule.Method == profile.Rank || g.Rule.Method == profile.Mean && g.Rule.Value == nil
}

func newPlan(p *profile.Profile) (*plan, error) {
	e, err := profile.Check(p)
	if err != nil {
		return nil, err
	}
	pl := &plan{Exact: e}
	for m := range e.Gauges {
		pl.gauges[m].Gauge = e.Gauges[m]
	}
	return pl, nil
}
