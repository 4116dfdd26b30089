package profile

import "fenji/scoring/decimal"

// Unreachable returns the grades that no customer can get, whatever its values and whoever else is ranked; nil when
// the profile is unfit. With two metrics counted raw it does not look for gaps between their sums and may miss one.
func (p *Profile) Unreachable() []string {
	e, err := Check(p)
	if err != nil {
		return nil
	}
	var grades []string
	for b := range p.Bands {
		if !e.reaches(b) {
			grades = append(grades, p.Bands[b].Grade)
		}
	}
	return grades
}

// A reach is the set of contributions that a metric can make: those of single steps, or for a raw metric all multiples
// of factor from lo × factor to hi × factor.
type reach struct {
	shares []int64
	raw    bool
	factor int64
	lo, hi int64
}

// reach gives what valid values can contribute.
func (g *Gauge) reach() reach {
	switch {
	case g.Rule.Method == Raw && g.Factor != 0:
		return reach{raw: true, factor: g.Factor, lo: g.Lo, hi: g.Hi}
	case g.Rule.Method == Raw:
		return reach{shares: []int64{0}}
	case g.Rule.Method == Rank || g.Rule.Method == Mean && g.Bounds == nil: // who else is there decides
		return reach{shares: g.Shares}
	}
	return reach{shares: g.Shares[g.Step(g.Lo) : int(g.Step(g.Hi))+1]}
}

// reaches tells whether some sum of contributions lies in band b.
func (e *Exact) reaches(b int) bool {
	sums := []int64{0}
	var raw []reach
	for i := range e.Gauges {
		r := e.Gauges[i].reach()
		if r.raw {
			raw = append(raw, r)
			continue
		}
		next := make([]int64, 0, len(sums)*len(r.shares))
		for _, s := range sums {
			for _, c := range r.shares {
				next = append(next, s+c)
			}
		}
		sums = next
	}
	for _, s := range sums {
		if e.meets(b, s, raw) {
			return true
		}
	}
	return false
}

// meets tells whether s and what raw metrics add to it can lie in band b.
func (e *Exact) meets(b int, s int64, raw []reach) bool {
	switch len(raw) {
	case 0:
		return int(e.Band(s)) == b
	case 1:
		least, ok := raw[0].atLeast(e.Floors[b], s)
		return ok && int(e.Band(least)) == b
	}
	// Two raw metrics: only the ends are looked at.
	for _, r := range raw {
		c, ok := decimal.Multiply(r.lo, r.factor)
		if s, _ = decimal.Add(s, c); !ok {
			return true
		}
	}
	return b == 0 || s < e.Floors[b-1]
}

// atLeast gives the least sum of s and a contribution of r that is floor or more.
func (r reach) atLeast(floor, s int64) (sum int64, ok bool) {
	gap, ok := decimal.Add(floor, -s)
	if !ok {
		return 0, false
	}
	v := gap / r.factor
	if gap%r.factor > 0 {
		v++
	}
	if v = max(v, r.lo); v > r.hi {
		return 0, false
	}
	c, ok := decimal.Multiply(v, r.factor)
	if !ok {
		return 0, false
	}
	return decimal.Add(s, c)
}
