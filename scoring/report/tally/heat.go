package tally

import (
	"fenji/scoring/report"
	"slices"
	"sort"

	"fenji/scoring"
	"fenji/scoring/decimal"
	"fenji/scoring/profile"
)

// A scale sorts graded customers by one metric, for one side of the heat map: by its points, or where the values are the
// points themselves, by value.
type scale struct {
	items  []report.Item
	points bool
	places func(i int) int // place of a customer
}

// rawEnds are the values by which visits are told apart that are points themselves; more than the last go together.
var rawEnds = []int64{0, 1, 2, 3, 4}

func (s Source) scale(m profile.Metric) scale {
	r := s.View.Result
	rule := r.Profile.Metrics[m]
	if rule.Method == profile.Raw {
		return s.byValue(m)
	}
	levels := slices.Clone(r.Levels(m))
	sort.Slice(levels, func(i, j int) bool { return levels[i].Cmp(levels[j]) < 0 })
	levels = slices.CompactFunc(levels, func(a, b decimal.Decimal) bool { return a.Cmp(b) == 0 })
	sc := scale{points: true}
	for _, p := range levels {
		sc.items = append(sc.items, report.Item{Label: p.String(), Filters: one("points."+m.String(), p.String())})
	}
	var known [256]int // place of a step, from 1
	sc.places = func(i int) int {
		step := r.Graded[i].Step[m]
		if known[step] == 0 {
			points := r.Points(i, m)
			known[step] = 1 + slices.IndexFunc(levels, func(p decimal.Decimal) bool { return p.Cmp(points) == 0 })
		}
		return known[step] - 1
	}
	return sc
}

func (s Source) byValue(m profile.Metric) scale {
	sc := scale{}
	for k, end := range rawEnds {
		f := report.Filter{Field: m.String(), Low: itoa(end), High: itoa(end)}
		if k == 0 {
			f.Low = ""
		}
		sc.items = append(sc.items, report.Item{Label: itoa(end), Filters: []report.Filter{f}})
	}
	last := itoa(rawEnds[len(rawEnds)-1] + 1)
	sc.items = append(sc.items, report.Item{Label: last + "+", Filters: []report.Filter{{Field: m.String(), Low: last}}})
	sc.places = func(i int) int {
		v := s.value(i, m)
		at, _ := slices.BinarySearch(rawEnds, v)
		return at
	}
	return sc
}

// value gives a metric of a customer as a whole number.
func (s Source) value(i int, m profile.Metric) int64 {
	c := &s.View.Result.Customers[i]
	switch m {
	case profile.Recency:
		return int64(c.R)
	case profile.Frequency:
		return int64(c.F)
	}
	return int64(c.M)
}

// heat maps the graded customers by R and F. There is none while nobody is graded.
func (s Source) heat() (h report.Heat) {
	r := s.View.Result
	rows, cols := s.scale(profile.Recency), s.scale(profile.Frequency)
	count := make([]int, len(rows.items)*len(cols.items))
	money := make([]decimal.Money, len(count))
	graded := false
	for i := range r.Customers {
		if r.Graded[i].Reason != scoring.None {
			continue
		}
		graded = true
		at := rows.places(i)*len(cols.items) + cols.places(i)
		count[at]++
		money[at] += r.Customers[i].M
	}
	if !graded {
		return h
	}
	h.Rows, h.Cols, h.Points = rows.items, cols.items, [2]bool{rows.points, cols.points}
	slices.Reverse(h.Rows) // the best R stands at the top
	for y := range h.Rows {
		from := len(h.Rows) - 1 - y
		for x := range h.Cols {
			at := from*len(h.Cols) + x
			h.Cells = append(h.Cells, report.Item{Count: count[at], Money: money[at].String(),
				Filters: slices.Concat(h.Rows[y].Filters, h.Cols[x].Filters)})
		}
	}
	return h
}
