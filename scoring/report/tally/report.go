// Package tally finds the figures of an overview: the few numbers at its head and what its charts show. What goes in is
// a graded result with the records behind it; what comes out is [report.Data], a few kilobytes for a million customers.
// Everything that can be counted is exact; shares and means are rounded for display. It looks at every customer once and
// sorts by money once.
//
// Whatever is shown of customers carries the filters that lead to them, and counts exactly those whom the filters keep.
package tally

import (
	"fenji/scoring/columns"
	"fenji/scoring/figures"
	"fenji/scoring/report"
	"strconv"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/profile"
	"fenji/scoring/view"
)

// A Source is what a report is about.
type Source struct {
	View    *view.View
	Records *intake.Records
	Mapping intake.Mapping
}

// Of makes the report.
func Of(s Source) *report.Data {
	d, steps := InSteps(s)
	for _, step := range steps {
		step()
	}
	return d
}

// InSteps gives a report that is made by the steps, one after the other; each looks at all customers, or all their visits, once or
// twice.
func InSteps(s Source) (*report.Data, []func()) {
	d := &report.Data{Unit: s.View.Result.Profile.Unit.String()}
	var money []decimal.Money
	steps := []func(){
		func() { money = s.ascending() },
		func() {
			d.Figures = s.figures(money)
			d.Grades = s.grades(&d.Figures)
		},
		func() { d.Heat = s.heat() },
	}
	for _, m := range profile.Metrics {
		steps = append(steps, func() { d.Bars[m] = s.bars(m, money) })
	}
	steps = append(steps, func() { d.Curve = curve(money) }, func() { d.Months = s.months() })
	for _, means := range columns.Meanings {
		if col := s.Mapping.Column(means.Role); means.Groups && col >= 0 {
			steps = append(steps, func() {
				if side := s.side(col, means.Role); len(side.Items) > 1 {
					d.Sides = append(d.Sides, side)
				}
			})
		}
	}
	return d, steps
}

// Figures are the few numbers at the head alone.
func Figures(v *view.View) report.Figures {
	s := Source{View: v}
	f := s.figures(s.ascending())
	s.grades(&f)
	return f
}

// ascending lists the money of all customers, the least first.
func (s Source) ascending() []decimal.Money {
	customers := s.View.Result.Customers
	all := make([]uint32, len(customers))
	for i := range all {
		all[i] = uint32(i)
	}
	all = s.View.Sorted(all, []view.Key{{Column: columns.MAmount}})
	money := make([]decimal.Money, len(all))
	for at, i := range all {
		money[at] = customers[i].M
	}
	return money
}

// dues are the days within which a last visit counts as active.
var dues = [3]int32{30, 90, 180}

func (s Source) figures(money []decimal.Money) report.Figures {
	r := s.View.Result
	f := report.Figures{Customers: len(money), Window: r.Profile.Window != (civil.Window{})}
	sum, visits := decimal.Money(0), int64(0)
	for i := range r.Customers {
		c := &r.Customers[i]
		sum += c.M
		visits += int64(c.F)
		if c.F >= 2 {
			f.Repeat++
		}
		if r.Graded[i].Reason == scoring.None {
			f.Graded++
		}
		if !c.HasR {
			continue
		}
		f.Dated = true
		for k, due := range dues {
			if c.R <= due {
				f.Active[k]++
			}
		}
	}
	f.Money = sum.String()
	if n := int64(len(money)); n > 0 {
		f.Average = decimal.Decimal{Coef: round(int64(sum), n*100), Exp: 2}.String()
		f.Visits = decimal.Decimal{Coef: round(visits*100, n), Exp: 2}.String()
	}
	f.Spread = sum > 0
	f.Top = (len(money) + 4) / 5
	f.TopShare = figures.Share(int64(total(money[len(money)-f.Top:])), int64(sum))
	f.Gini = gini(money)
	return f
}

// round divides and rounds half away from zero; by is positive.
func round(n, by int64) int64 {
	if n < 0 {
		return -round(-n, by)
	}
	q, rest := n/by, n%by
	if rest >= by-rest {
		q++
	}
	return q
}

func total(money []decimal.Money) (sum decimal.Money) {
	for _, m := range money {
		sum += m
	}
	return sum
}

// gini gives the Gini coefficient in thousandths, of amounts in ascending order: 0 when all pay the same, 1000 when one
// pays all. Who got back more than they paid count as having paid nothing.
func gini(money []decimal.Money) int {
	sum, weighted := 0.0, 0.0
	for i, m := range money {
		x := float64(max(0, m))
		sum += x
		weighted += x * float64(i+1)
	}
	if sum == 0 {
		return 0
	}
	n := float64(len(money))
	return int(1000*(2*weighted/(n*sum)-(n+1)/n) + 0.5)
}

// curveSteps are the points of the curve besides its beginning.
const curveSteps = 50

// curve gives the share of the money that the best payers hold, per mille, in steps of a fiftieth of the customers.
func curve(money []decimal.Money) []int {
	sum := total(money)
	if sum <= 0 {
		return nil
	}
	points := []int{0}
	held, at := decimal.Money(0), len(money)
	for step := 1; step <= curveSteps; step++ {
		for upTo := len(money) - (len(money)*step+curveSteps-1)/curveSteps; at > upTo; {
			at--
			held += money[at]
		}
		points = append(points, figures.Share(int64(held), int64(sum)))
	}
	return points
}

// grades lists what each grade holds and notes the best one.
func (s Source) grades(f *report.Figures) (list []report.Item) {
	groups := s.View.Groups()
	sum := decimal.Money(0)
	for _, g := range groups {
		sum += g.Money
	}
	for i, g := range groups {
		if g.Grade == "" && g.Count == 0 {
			continue
		}
		list = append(list, report.Item{Label: g.Grade, Count: g.Count, Money: g.Money.String(),
			Filters: one("grade", g.Grade)})
		if i == 0 {
			f.Best, f.BestCount, f.BestShare = g.Grade, g.Count, figures.Share(int64(g.Money), int64(sum))
		}
	}
	return list
}

// one makes the filters that keep a single value of a field.
func one(field, value string) []report.Filter {
	return []report.Filter{{Field: field, Values: []string{value}}}
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
