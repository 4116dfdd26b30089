package scoring

import (
	"fenji/scoring/decimal"
	"fenji/scoring/profile"
	"math"
)

// A Lift is a smallest single change that earns a better grade while the customer's other values, and all other
// customers, stay as they are. Money moves in steps of 0.01 yuan.
type Lift struct {
	Kind  string          // LiftVisit, LiftFrequency or LiftMoney
	Value decimal.Decimal // the new F, or the new M in the profile's unit
	By    decimal.Decimal // how much more that is
	Score decimal.Decimal
	Grade string
}

// Kinds of lifts.
const (
	LiftVisit     = "visit"     // a visit on the analysis date: R is 0 and F one more
	LiftFrequency = "frequency" // more visits at the same recency
	LiftMoney     = "money"     // more money
)

const cent = 100 // of Money

// lifts finds the changes that lift customer i. A visit is left out when the customer came on the analysis date: one
// more on that day is a matter of frequency alone.
func (r *Result) lifts(i int) []Lift {
	if r.Graded[i].Band == 0 {
		return nil
	}
	var lifts []Lift
	now := values(&r.Customers[i])
	if now[profile.Recency] != 0 {
		v := now
		v[profile.Recency], v[profile.Frequency] = 0, now[profile.Frequency]+1
		if score, band, ok := r.would(i, v); ok && band < r.Graded[i].Band {
			lifts = append(lifts, r.lift(LiftVisit, profile.Frequency, 1, v, score, band))
		}
	}
	for _, s := range []struct {
		kind string
		m    profile.Metric
		unit int64
	}{{LiftFrequency, profile.Frequency, 1}, {LiftMoney, profile.Monetary, cent}} {
		if l, ok := r.least(i, s.kind, s.m, s.unit); ok {
			lifts = append(lifts, l)
		}
	}
	return lifts
}

// least finds the smallest number of units by which metric m has to grow. More never lowers a grade, so it can halve
// the distance.
func (r *Result) least(i int, kind string, m profile.Metric, unit int64) (Lift, bool) {
	now := values(&r.Customers[i])
	try := func(n uint64) (v [3]int64, score int64, band uint8, ok bool) {
		v = now
		v[m] += int64(n) * unit
		score, band, ok = r.would(i, v)
		return v, score, band, ok
	}
	// A score that is too large ends the search; it is no grade.
	enough := func(n uint64) bool {
		_, _, band, ok := try(n)
		return !ok || band < r.Graded[i].Band
	}
	low, high := uint64(0), uint64(r.plan.gauges[m].Hi-now[m])
	if now[m] < 0 {
		high = uint64(r.plan.gauges[m].Hi) + decimal.Magnitude(now[m])
	}
	high = min(high, math.MaxInt64) / uint64(unit)
	if !enough(high) {
		return Lift{}, false
	}
	for low+1 < high { // low is too little, high is enough
		if mid := low + (high-low)/2; enough(mid) {
			high = mid
		} else {
			low = mid
		}
	}
	v, score, band, ok := try(high)
	if !ok {
		return Lift{}, false
	}
	return r.lift(kind, m, int64(high)*unit, v, score, band), true
}

func (r *Result) lift(kind string, m profile.Metric, by int64, v [3]int64, score int64, band uint8) Lift {
	g := &r.plan.gauges[m]
	return Lift{
		Kind: kind, Value: g.decimal(v[m]), By: g.decimal(by),
		Score: r.plan.Printed(score), Grade: r.Profile.Bands[band].Grade,
	}
}

// would scores customer i as if it held the values v; ok is false when it could not be scored.
func (r *Result) would(i int, v [3]int64) (score int64, band uint8, ok bool) {
	old := values(&r.Customers[i])
	for m := range r.plan.gauges {
		g := &r.plan.gauges[m]
		if v[m] < g.Lo || v[m] > g.Hi {
			return 0, profile.Ungraded, false
		}
		step := r.Graded[i].Step[m]
		switch {
		case v[m] == old[m]:
		case g.Rule.Method == profile.Rank && !g.frozen:
			l := r.ladder(profile.Metric(m))
			step = uint8(g.StepOf(g.Part(l.would(g.Rule.Tie, i, old[m], v[m]), len(l.keys))))
		case g.relative() && !g.frozen:
			step = 0
			if g.would(old[m], v[m]) == (profile.Metric(m) != profile.Recency) {
				step = 1
			}
		default:
			step = g.Step(v[m])
		}
		share, fits := g.Share(step, v[m])
		sum, fit := decimal.Add(score, share)
		if !fits || !fit {
			return 0, profile.Ungraded, false
		}
		score = sum
	}
	return score, r.plan.Band(score), true
}
