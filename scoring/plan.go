package scoring

import "fenji/scoring/profile"

// A plan is a checked profile with what a ranking adds to it.
type plan struct {
	*profile.Exact
	gauges [3]gauge
}

// A gauge turns one metric into points; the cut points of a ranking come from its customers.
type gauge struct {
	profile.Gauge
	frozen bool  // Rank: the bounds are those of a base period
	cuts   []Cut // Rank: what the bounds came from
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
