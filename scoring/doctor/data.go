package doctor

import (
	"slices"
	"strconv"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/draft"
	"fenji/scoring/figures"
	"fenji/scoring/profile"
)

// ofData are the findings that the user's own customers give rise to.
func ofData(d *draft.Draft, p *profile.Profile, e *profile.Exact, data *Data) []Finding {
	r := data.Result
	var list []Finding
	for _, m := range profile.Metrics {
		list = append(list, empty(r, &e.Gauges[m])...)
	}
	for _, n := range r.Notices {
		if n.Code == scoring.TiesHeavy || n.Code == scoring.AllEqual {
			list = append(list, crowded(r, e, n))
		}
	}
	list = append(list, unit(d, e, r)...)
	if from, _, limited := p.Window.Bounds(r.AsOf); limited && data.First != civil.NoDay && from < data.First {
		list = append(list, Finding{Code: WindowLonger, Field: "window",
			Args: []string{"from", from.String(), "first", data.First.String()}, Note: true})
	}
	return append(list, fragile(r, e)...)
}

// gradable tells whether a customer has points.
func gradable(r *scoring.Result, i int) bool {
	return r.Graded[i].Reason == scoring.None || r.Graded[i].Reason == scoring.BelowBands
}

// empty finds the steps of a scale without anybody.
func empty(r *scoring.Result, g *profile.Gauge) []Finding {
	if g.Rule.Method != profile.Cuts {
		return nil
	}
	counts, graded := make([]int, len(g.Points)), 0
	for i := range r.Graded {
		if gradable(r, i) {
			counts[r.Graded[i].Step[g.Metric]]++
			graded++
		}
	}
	if graded == 0 {
		return nil
	}
	var list []Finding
	for step := int(g.Step(g.Lo)); step <= int(g.Step(g.Hi)); step++ {
		if counts[step] == 0 {
			list = append(list, Finding{Code: StepEmpty, Field: field(g.Metric),
				Args: []string{"metric", g.Metric.String(), "points", g.Points[step].String()}, Note: true})
		}
	}
	return list
}

func valueOf(c *scoring.Customer, m profile.Metric) int64 {
	switch m {
	case profile.Recency:
		return int64(c.R)
	case profile.Frequency:
		return int64(c.F)
	}
	return int64(c.M)
}

// crowded says what each tie rule would make of a value that too many customers hold.
func crowded(r *scoring.Result, e *profile.Exact, notice scoring.Issue) Finding {
	m := profile.Metric(slices.Index([]string{"R", "F", "M"}, notice.Args[1]))
	g := &e.Gauges[m]
	value, _ := decimal.Parse(notice.Args[3])
	common := value.Coef
	if m == profile.Monetary {
		money, _ := decimal.MoneyOf(value, g.Unit)
		common = int64(money)
	}
	n, better, equal := 0, 0, 0
	f := Finding{Code: ValueCrowded, Field: field(m), Of: &Values{m, common, common}}
	for i := range r.Customers {
		if !gradable(r, i) {
			continue
		}
		n++
		switch v := valueOf(&r.Customers[i], m); {
		case v == common:
			if equal++; len(f.Rows) < most {
				f.Rows = append(f.Rows, i)
			}
			f.Total = equal
		case v < common == (m == profile.Recency):
			better++
		}
	}
	earn := func(twice int) string { return g.Points[g.StepOf(g.Part(twice, n))].String() }
	last := earn(2 * (better + equal - 1))
	f.Args = []string{"metric", m.String(), "value", notice.Args[3], "n", strconv.Itoa(equal),
		"share", figures.Tenths(figures.Share(int64(equal), int64(n))), "worst", last, "best", earn(2 * better),
		"average", earn(2*better + equal - 1), "order", earn(2*better) + "–" + last}
	return f
}

// unit doubts that the money of the file and that of the profile are counted alike.
func unit(d *draft.Draft, e *profile.Exact, r *scoring.Result) []Finding {
	g := &e.Gauges[profile.Monetary]
	lowest := int64(0)
	for _, b := range g.Bounds {
		if b > 0 && (lowest == 0 || b < lowest) {
			lowest = b
		}
	}
	if g.Rule.Method != profile.Cuts || lowest == 0 {
		return nil
	}
	n, under, over := 0, 0, 0 // whose money is less than a thousand times the cut, and more than its thousandth
	paid := func(i int) int64 {
		if !gradable(r, i) {
			return 0
		}
		return int64(r.Customers[i].M)
	}
	for i := range r.Customers {
		v := paid(i)
		if v <= 0 {
			continue
		}
		if n++; v/1000 < lowest {
			under++
		}
		if lowest/1000 < v {
			over++
		}
	}
	middle := (n - 1) / 2
	if n == 0 || under > middle && over >= n-middle {
		return nil // the median is neither, and need not be looked for
	}
	money := make([]int64, 0, n)
	for i := range r.Customers {
		if v := paid(i); v > 0 {
			money = append(money, v)
		}
	}
	slices.Sort(money)
	median := money[middle]
	other := *d
	other.Unit = decimal.Yuan + decimal.WanYuan - d.Unit
	f := Finding{Code: UnitDoubt, Field: "unit", Of: &Values{profile.Monetary, median, median}, Args: []string{
		"median", decimal.Money(median).In(d.Unit).String(),
		"cut", decimal.Money(lowest).In(d.Unit).String(), "unit", d.Unit.String()}, Remedy: &other}
	about := About(r, f.Code, f.Of)
	for i := range r.Customers {
		if !about(i) {
			continue
		}
		if f.Total++; len(f.Rows) < most {
			f.Rows = append(f.Rows, i)
		}
	}
	return []Finding{f}
}

// fragile counts the customers whose grade is another one when one metric moves by one step, or by one visit where visits
// are the points.
func fragile(r *scoring.Result, e *profile.Exact) []Finding {
	graded, near := 0, 0
	f := Finding{Code: Fragile, Field: "bands", Note: true}
	known := newStanding(e)
	for i := range r.Graded {
		if r.Graded[i].Band == profile.Ungraded {
			continue
		}
		if graded++; known.stands(r, e, i) {
			continue
		}
		if near++; len(f.Rows) < most {
			f.Rows = append(f.Rows, i)
		}
	}
	if near == 0 {
		return nil
	}
	f.Total = near
	f.Args = []string{"n", strconv.Itoa(near), "of", strconv.Itoa(graded),
		"share", figures.Tenths(figures.Share(int64(near), int64(graded)))}
	return []Finding{f}
}

// About tells which customers a finding of a code is about: of, or nil, is what the finding says it is of.
func About(r *scoring.Result, code string, of *Values) func(i int) bool {
	if of == nil {
		e, err := profile.Check(r.Profile)
		return func(i int) bool {
			return code == Fragile && err == nil && r.Graded[i].Band != profile.Ungraded && !stands(r, e, i)
		}
	}
	return func(i int) bool {
		return of.holds(&r.Customers[i]) && (code != ValueCrowded && code != UnitDoubt || gradable(r, i))
	}
}

func (v *Values) holds(c *scoring.Customer) bool {
	n := valueOf(c, v.Metric)
	return c.HasR && v.Lo <= n && n <= v.Hi
}

// A standing remembers what stands tells of customers with the same steps, where steps are all that counts.
type standing struct {
	known []uint8 // by the steps: 0 not asked yet, 1 it does not stand, 2 it does; nil where values count
	sizes [3]int
}

// mostKnown bounds what a standing remembers.
const mostKnown = 1 << 16

func newStanding(e *profile.Exact) (s standing) {
	all := 1
	for m := range e.Gauges {
		if e.Gauges[m].Rule.Method == profile.Raw {
			return standing{}
		}
		s.sizes[m] = len(e.Gauges[m].Shares)
		if all *= s.sizes[m]; all > mostKnown {
			return standing{}
		}
	}
	s.known = make([]uint8, all)
	return s
}

func (s *standing) stands(r *scoring.Result, e *profile.Exact, i int) bool {
	if s.known == nil {
		return stands(r, e, i)
	}
	steps := &r.Graded[i].Step
	at := &s.known[(int(steps[0])*s.sizes[1]+int(steps[1]))*s.sizes[2]+int(steps[2])]
	if *at == 0 {
		if *at = 1; stands(r, e, i) {
			*at = 2
		}
	}
	return *at == 2
}

// stands tells that no step of one metric changes the grade of a customer.
func stands(r *scoring.Result, e *profile.Exact, i int) bool {
	graded := &r.Graded[i]
	for m := range e.Gauges {
		g := &e.Gauges[m]
		for _, by := range []int{-1, 1} {
			change := int64(0)
			if g.Rule.Method == profile.Raw {
				if m == int(profile.Monetary) {
					continue
				}
				change = int64(by) * g.Factor
			} else {
				step := int(graded.Step[m])
				if step+by < 0 || step+by >= len(g.Shares) {
					continue
				}
				change = g.Shares[step+by] - g.Shares[step]
			}
			if e.Band(graded.Score+change) != graded.Band {
				return false
			}
		}
	}
	return true
}
