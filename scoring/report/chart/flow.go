package chart

import (
	"math"
	"strconv"

	"fenji/scoring/figures"
	"fenji/scoring/report"
)

// months draws visits and money month by month, or the customers by the month of their last visit.
func months(d *report.Data, l *Look) Chart {
	m := &d.Months
	kind := m.Kind
	if kind == "" {
		kind = "visits"
	}
	c := Chart{ID: "months", Title: l.t("months." + kind), Hint: l.t("months." + kind + ".hint"), Items: m.Items, Height: 264,
		Table: Table{Head: []string{l.t("col.month"), l.t("col." + kind), l.t("col.money." + kind)}}}
	if m.Earlier > 0 {
		c.Hint = l.t("months.some", "n", itoa(len(m.Items)))
	}
	most, money, lost, visits := "", 0.0, 0.0, 0
	busiest := 0
	var names, tips []string
	for i, item := range m.Items {
		names = append(names, item.Label)
		money, lost, visits = max(money, number(item.Money)), max(lost, -number(item.Money)), max(visits, item.Count)
		if item.Count > m.Items[busiest].Count {
			busiest = i
		}
		n := l.t("n."+m.Kind, "n", itoa(item.Count), "figure", count(item.Count))
		tips = append(tips, tipOf(item, l, item.Label, n, l.Yuan(item.Money)))
		c.Table.Rows = append(c.Table.Rows, told(item, l, item.Label, count(item.Count), l.Yuan(item.Money)))
	}
	switch {
	case m.Kind == "":
		c.Empty = l.t("empty.dates")
		return c
	case len(m.Items) > 0:
		b := m.Items[busiest]
		most = l.t("months.say", "from", names[0], "to", names[len(names)-1], "most", b.Label, "n", count(b.Count))
	}
	sc := l.scaleOf(max(money, lost))
	bars := "line"
	if m.Kind == "last" {
		bars = "bar"
	}
	running := m.Running && m.Kind == "visits" && len(m.Items) > 0
	var counts, sums, partly, partlyMoney array
	for i, item := range m.Items {
		if running && i == len(m.Items)-1 { // not over: it stands alone, hatched
			counts.datum(nothing, tips[i], lead(m.Items, i), "")
			sums.datum(nothing, tips[i], lead(m.Items, i), "")
			partly.datum(itoa(max(0, item.Count)), tips[i], lead(m.Items, i), "")
			partlyMoney.datum(shift(either(item.Money), sc.places), tips[i], lead(m.Items, i), "")
			break
		}
		partly.datum(nothing, tips[i], lead(m.Items, i), "")
		partlyMoney.datum(nothing, tips[i], lead(m.Items, i), "")
		counts.datum(itoa(max(0, item.Count)), tips[i], lead(m.Items, i), "")
		sums.datum(shift(either(item.Money), sc.places), tips[i], lead(m.Items, i), "")
	}
	named := "" // and so not in the legend
	if running {
		named = l.t("series.running")
		c.Hint = l.t("months.running", "month", names[len(names)-1])
	} else {
		partly, partlyMoney = array{}, array{}
	}
	left, right := axes(visits, money, lost, sc.places)
	c.finish(l, "months", most, 1, "x", "months", texts(names), "gap", yes(m.Kind == "last" || len(names) < 3 || running),
		"left", left, "right", right, "align", yes(left == ""), "nameP", q(named), "partly", partly.json(), "partlyMoney", partlyMoney.json(),
		"unit", q(l.t(sc.unit)), "kind", q(bars), "nameC", q(l.t("series."+m.Kind)), "nameM", q(l.t("series.money."+m.Kind)),
		"few", yes(len(names) <= 24), "counts", counts.json(), "money", sums.json())
	return c
}

// nothing is a point that is not drawn.
const nothing = `"-"`

// axes are the ends of two axes that share their zero; "" where nothing is below it and they do so by themselves.
func axes(counts int, money, lost float64, places int) (left, right string) {
	if lost <= 0 {
		return "", ""
	}
	const above = 4 // steps
	shifted := math.Pow10(-places)
	one, other := step(float64(counts)/above), step(max(money, lost/above)*shifted/above)
	below := math.Ceil(lost * shifted / other)
	ends := func(step float64) string {
		return `,"min":` + float(-below*step) + `,"max":` + float(above*step) + `,"interval":` + float(step)
	}
	return ends(one), ends(other)
}

// step is the least of 1, 2, 5, 10, 20 … and of their tenths that is not below x.
func step(x float64) float64 {
	if x <= 0 {
		return 1
	}
	base := math.Pow(10, math.Floor(math.Log10(x)))
	for _, f := range []float64{1, 2, 5, 10} {
		if f*base >= x*(1-1e-9) {
			return f * base
		}
	}
	return 10 * base
}

func float(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// either gives money as a figure to draw; what is hidden is drawn as nothing.
func either(money string) string {
	if money == "" {
		return "0"
	}
	return money
}

// curve draws how much of the money the best payers hold, against what it would be if all paid the same.
func curve(d *report.Data, l *Look) Chart {
	f := &d.Figures
	c := Chart{ID: "curve", Title: l.t("curve"), Hint: l.t("curve.hint", "share", figures.Tenths(f.TopShare)), Height: 264,
		Table: Table{Head: []string{l.t("col.best"), l.t("col.customers"), l.t("col.money.share")}}}
	if len(d.Curve) == 0 {
		c.Empty, c.Hint = l.t("empty.money"), ""
		return c
	}
	if f.Customers < report.Few {
		c.Empty, c.Hint = l.t("empty.few", "n", itoa(f.Customers)), ""
		return c
	}
	steps := len(d.Curve) - 1
	var tips []string
	for i, held := range d.Curve {
		top := (f.Customers*i + steps - 1) / steps
		perMille := 1000 * i / steps
		tips = append(tips, lines(l.t("curve.tip", "top", itoa(perMille/10), "share", figures.Tenths(held)), l.customers(top)))
		item := report.Item{Count: top}
		if i > 0 {
			item.Filters = []report.Filter{{Field: "spend.top", High: itoa(perMille)}}
		}
		c.Items = append(c.Items, item)
		if i > 0 && i%5 == 0 {
			c.Table.Rows = append(c.Table.Rows, []string{l.t("col.best.n", "top", itoa(perMille/10)), count(top), l.per(held)})
		}
	}
	var data array
	for i, held := range d.Curve {
		x := strconv.FormatFloat(100*float64(i)/float64(steps), 'f', -1, 64)
		data.datum("["+x+","+figures.Tenths(held)+"]", tips[i], lead(c.Items, i), "")
	}
	c.finish(l, "curve", l.t("curve.tip", "top", "20", "share", figures.Tenths(f.TopShare)), 1, "x",
		"nameC", q(l.t("axis.customers")), "nameM", q(l.t("axis.money.share")), "max", top(d.Curve),
		"fifth", q("20% → "+l.per(f.TopShare)), "data", data.json())
	return c
}

// top is the upper end of the axis of shares: more than all only where some customers got back more than they paid.
func top(curve []int) string {
	most := 1000
	for _, held := range curve {
		most = max(most, held)
	}
	return itoa((most + 99) / 100 * 10)
}
