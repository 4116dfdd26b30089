package chart

import (
	"fenji/scoring/figures"
	"fenji/scoring/report"
	"strconv"

	"fenji/scoring/words"
)

// metrics are the letters of R, F and M.
var metrics = [3]string{"R", "F", "M"}

// shades is how strongly the cells of the heat map are coloured at least and at most, in hundredths.
const dark = 0.55

// heat maps customers by R and F; colours are the mean money.
func heat(d *report.Data, l *Look) Chart {
	h := &d.Heat
	c := Chart{ID: "heat", Title: l.t("heat"), Hint: l.t("heat.hint"), Items: h.Cells, Height: 300}
	if len(h.Cells) == 0 {
		c.Empty = l.t("empty")
		return c
	}
	rows, cols := axisNames(l, "R", h.Rows, h.Points[0]), axisNames(l, "F", h.Cols, h.Points[1])
	c.Table.Head = append([]string{l.t("heat.corner")}, cols...)
	most, best := 0.0, 0
	for i, cell := range h.Cells {
		if i%len(cols) == 0 {
			c.Table.Rows = append(c.Table.Rows, []string{rows[i/len(cols)]})
		}
		row := &c.Table.Rows[i/len(cols)]
		text := told(cell, l, "", count(cell.Count))[1]
		if cell.Count > 0 {
			text += " · " + l.Yuan(mean(cell.Money, cell.Count))
		}
		*row = append(*row, text)
		if m := number(mean(cell.Money, cell.Count)); m > most {
			most, best = m, i
		}
	}
	say := l.t("heat.say", "row", rows[best/len(cols)], "col", cols[best%len(cols)],
		"mean", l.Yuan(mean(h.Cells[best].Money, h.Cells[best].Count)))
	end := l.Yuan(strconv.FormatFloat(most, 'f', 2, 64))
	var data array
	for i, cell := range h.Cells {
		data.add(l.cell(c.Items, i, rows[i/len(cols)], cols[i%len(cols)], most, len(cols), cell))
	}
	c.finish(l, "heat", say, len(cols), "", "cols", texts(cols), "rows", texts(rows),
		"max", strconv.FormatFloat(max(1, most), 'f', 2, 64), "most", q(end), "least", q(l.Yuan("0")), "data", data.json())
	return c
}

func (l *Look) cell(items []report.Item, i int, row, col string, most float64, cols int, cell report.Item) string {
	average := mean(cell.Money, cell.Count)
	tip := tipOf(cell, l, row+" × "+col, l.customers(cell.Count))
	if cell.Count > 0 {
		tip = lines(tip, l.t("mean", "money", l.Yuan(average)), l.t("sum", "money", l.Yuan(cell.Money)))
	}
	ink, opacity := l.Ink, "1"
	if most > 0 && number(average)/most > dark {
		ink = l.Card
	}
	if cell.Count == 0 {
		opacity = "0.35"
	}
	label := told(cell, l, "", count(cell.Count))[1]
	more := l.fill("cell", "there", yes(cell.Count != 0), "label", q(label), "color", q(ink), "opacity", opacity)
	return `{"value":[` + itoa(i%cols) + "," + itoa(i/cols) + "," + average + `],"tip":` + q(tip) + `,"go":` +
		itoa(lead(items, i)) + more + "}"
}

// axisNames name the rows or the columns of the heat map.
func axisNames(l *Look, metric string, items []report.Item, points bool) []string {
	var names []string
	for _, item := range items {
		key := "heat." + metric
		if points {
			key = "heat.points"
		}
		names = append(names, l.t(key, "metric", metric, "n", item.Label))
	}
	return names
}

// bars shows how a metric is spread, with the profile's cuts drawn in.
func bars(d *report.Data, m int, l *Look) Chart {
	b := &d.Bars[m]
	key := "bars." + metrics[m]
	c := Chart{ID: key, Title: l.t(key), Hint: l.t("bars.hint"), Items: b.Items, Height: 264,
		Table: Table{Head: []string{l.t("col." + metrics[m]), l.t("col.customers"), l.t("col.customers.share")}}}
	if len(b.Items) == 0 {
		c.Empty, c.Hint = l.t("empty."+metrics[m]), ""
		return c
	}
	if len(b.Cuts) == 0 {
		c.Hint = l.t("bars.hint.plain")
	}
	if b.Rest > 0 {
		c.Hint = l.t("bars.rest", "n", count(b.Rest))
	}
	names, tips, busiest := []string{}, []string{}, 0
	for i, item := range b.Items {
		name := barName(b, i, m, d.Unit, l)
		share := figures.Tenths(Share(item.Count, d.Figures.Customers))
		names = append(names, name)
		tips = append(tips, tipOf(item, l, name, l.customers(item.Count)+" · "+l.t("of.customers", "share", share)))
		c.Table.Rows = append(c.Table.Rows, told(item, l, name, count(item.Count), share+"%"))
		if item.Count > b.Items[busiest].Count {
			busiest = i
		}
	}
	say := l.t("bars.say", "name", names[busiest], "n", count(b.Items[busiest].Count))
	var data array
	for i, item := range b.Items {
		data.datum(itoa(max(0, item.Count)), tips[i], lead(b.Items, i), "")
	}
	bins, edges := names, []string{""}
	if b.Each {
		bins = nil
		for i := range b.Items {
			if i < len(b.Edges) {
				bins = append(bins, figures.Group(b.Edges[i]))
			} else {
				bins = append(bins, "> "+figures.Group(b.Edges[i-1]))
			}
		}
	}
	for _, e := range b.Edges {
		edges = append(edges, figures.Group(e))
	}
	if len(b.Items) > len(b.Edges) {
		edges = append(edges, "")
	}
	c.finish(l, "bars", say, 1, "x", "each", yes(b.Each), "between", yes(!b.Each), "bins", texts(bins), "edges", texts(edges),
		"unit", q(l.t("axis."+metrics[m]+"."+d.Unit)), "n", itoa(len(b.Items)), "data", data.json(), "cuts", cutMarks(b, l))
	return c
}

// cutMarks are the lines of a chart of bars. One that stands close to another has no room for its label.
func cutMarks(b *report.Bars, l *Look) string {
	var a array
	last, wide := -1000*len(b.Items), 420
	if l.narrow() {
		wide = l.Width - 64
	}
	for _, cut := range b.Cuts {
		apart := (cut.At-last)*wide >= 34_000*len(b.Items) // pixels between the labels
		if apart {
			last = cut.At
		}
		a.add(l.fill("cut", "at", shift(itoa(cut.At), 3), "apart", yes(apart), "value", q(figures.Group(cut.Value))))
	}
	return a.json()
}

// barName says which values a bar holds.
func barName(b *report.Bars, i, m int, unit string, l *Look) string {
	u := words.Text(l.Lang, "overview.unit."+metrics[m]+"."+unit)
	edge := func(k int) string { return figures.Group(b.Edges[k]) }
	switch {
	case i == len(b.Edges):
		return "> " + edge(i-1) + u
	case b.Each:
		return edge(i) + u
	case i == 0:
		return "≤ " + edge(i) + u
	case m == 2:
		return edge(i-1) + "–" + edge(i) + u
	}
	low := b.Items[i].Filters[0].Low
	if low == b.Edges[i] {
		return edge(i) + u
	}
	return figures.Group(low) + "–" + edge(i) + u
}
