package chart

import (
	"strconv"

	"fenji/scoring/words"
)

// metrics are the letters of R, F and M.
var metrics = [3]string{"R", "F", "M"}

// shades is how strongly the cells of the heat map are coloured at least and at most, in hundredths.
const dark = 0.55

// heat maps customers by R and F; colours are the mean money.
func heat(d *Data, l Look) Chart {
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
		text := cell.told(l, "", count(cell.Count))[1]
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
	c.Option = option(l, l.t("heat")+l.t("colon")+say, len(cols), "", func(w *writer) {
		tooltip(w, l, "item", "")
		grid(w, 34, 8, 30, 50)
		w.key("xAxis")
		nameAxis(w, l, cols, "splitArea", func() { w.of("show", false) })
		w.key("yAxis")
		nameAxis(w, l, rows, "inverse", true)
		w.key("visualMap").object(func() {
			w.members("type", "continuous", "min", 0, "max", raw(strconv.FormatFloat(max(1, most), 'f', 2, 64)), "dimension", 2,
				"orient", "horizontal", "right", 0, "top", 0, "itemWidth", 10, "itemHeight", 90, "hoverLink", false,
				"calculable", false)
			w.key("text").array(func() { w.str(end); w.str(l.Yuan("0")) })
			w.key("textStyle").of("color", l.Muted, "fontSize", 12)
			w.key("inRange").object(func() { w.key("color").array(func() { w.str(l.Soft); w.str(l.Accent) }) })
		})
		w.key("series").array(func() {
			w.object(func() {
				w.members("type", "heatmap")
				w.key("itemStyle").of("borderColor", l.Card, "borderWidth", 3, "borderRadius", 6, "decal", noDecal)
				w.key("emphasis").object(func() { w.key("itemStyle").of("borderColor", l.Ink, "borderWidth", 2) })
				w.key("data").array(func() {
					for i, cell := range h.Cells {
						heatCell(w, l, c.Items, i, rows[i/len(cols)], cols[i%len(cols)], most, len(cols), cell)
					}
				})
			})
		})
	})
	return c
}

func heatCell(w *writer, l Look, items []Item, i int, row, col string, most float64, cols int, cell Item) {
	average := mean(cell.Money, cell.Count)
	tip := cell.tip(l, row+" × "+col, l.customers(cell.Count))
	if cell.Count > 0 {
		tip = lines(tip, l.t("mean", "money", l.Yuan(average)), l.t("sum", "money", l.Yuan(cell.Money)))
	}
	ink := l.Ink
	if most > 0 && number(average)/most > dark {
		ink = l.Card
	}
	opacity := "1"
	if cell.Count == 0 {
		opacity = "0.35"
	}
	value := raw("[" + itoa(i%cols) + "," + itoa(i/cols) + "," + average + "]")
	datum(w, value, tip, lead(items, i), "label", func() {
		w.of("show", cell.Count != 0, "formatter", cell.told(l, "", count(cell.Count))[1], "color", ink, "fontSize", 12)
	}, "itemStyle", func() { w.of("opacity", raw(opacity)) })
}

// axisNames name the rows or the columns of the heat map.
func axisNames(l Look, metric string, items []Item, points bool) []string {
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
func bars(d *Data, m int, l Look) Chart {
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
		name := b.name(i, m, d.Unit, l)
		share := Tenths(Share(item.Count, d.Figures.Customers))
		names = append(names, name)
		tips = append(tips, item.tip(l, name, l.customers(item.Count)+" · "+l.t("of.customers", "share", share)))
		c.Table.Rows = append(c.Table.Rows, item.told(l, name, count(item.Count), share+"%"))
		if item.Count > b.Items[busiest].Count {
			busiest = i
		}
	}
	say := l.t("bars.say", "name", names[busiest], "n", count(b.Items[busiest].Count))
	c.Option = option(l, l.t(key)+l.t("colon")+say, 1, "x", func(w *writer) {
		tooltip(w, l, "axis", "shadow")
		grid(w, 34, 16, 44, 48)
		w.key("xAxis").array(func() { b.axes(w, l, names, l.t("axis."+metrics[m]+"."+d.Unit)) })
		w.key("yAxis")
		valueAxis(w, l, "", "minInterval", 1)
		w.key("series").array(func() { b.series(w, l, tips) })
	})
	return c
}

// name says which values a bar holds.
func (b *Bars) name(i, m int, unit string, l Look) string {
	u := words.Text(l.Lang, "overview.unit."+metrics[m]+"."+unit)
	edge := func(k int) string { return Group(b.Edges[k]) }
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
	return Group(low) + "–" + edge(i) + u
}

// axes are three: the bars', the edges' between them, and one that measures in bars, for the cuts.
func (b *Bars) axes(w *writer, l Look, names []string, name string) {
	if b.Each {
		var each []string
		for i := range b.Items {
			if i < len(b.Edges) {
				each = append(each, Group(b.Edges[i]))
			} else {
				each = append(each, "> "+Group(b.Edges[i-1]))
			}
		}
		nameAxis(w, l, each, "name", name, "nameLocation", "middle", "nameGap", 26)
	} else {
		nameAxis(w, l, names, "show", false)
	}
	edges := []string{""}
	for _, e := range b.Edges {
		edges = append(edges, Group(e))
	}
	if len(b.Items) > len(b.Edges) {
		edges = append(edges, "")
	}
	nameAxis(w, l, edges, "show", !b.Each, "position", "bottom", "boundaryGap", false, "name", name,
		"nameLocation", "middle", "nameGap", 26)
	w.of("type", "value", "show", false, "min", 0, "max", len(b.Items))
}

func (b *Bars) series(w *writer, l Look, tips []string) {
	w.object(func() {
		w.members("type", "bar", "color", l.Accent, "barCategoryGap", raw(`"10%"`))
		w.key("itemStyle").of("borderRadius", raw("[3,3,0,0]"), "decal", noDecal, "opacity", raw("0.75"))
		w.key("emphasis").object(func() { w.key("itemStyle").of("opacity", 1) })
		w.key("data").array(func() {
			for i, item := range b.Items {
				datum(w, raw(itoa(max(0, item.Count))), tips[i], lead(b.Items, i))
			}
		})
	})
	w.object(func() { // nothing but the cuts
		w.members("type", "line", "xAxisIndex", 2, "silent", true, "data", raw("[]"))
		w.key("markLine").object(func() {
			w.members("symbol", "none", "silent", true, "animation", false)
			w.key("lineStyle").of("color", l.C, "type", "dashed", "width", raw("1.5"))
			w.key("label").of("color", l.C, "fontSize", 12, "position", "end", "distance", 4)
			w.key("data").array(func() {
				last := -1000 * len(b.Items)
				for _, cut := range b.Cuts {
					apart := !l.narrow() || (cut.At-last)*(l.Width-64) >= 42_000*len(b.Items) // pixels between the labels
					if apart {
						last = cut.At
					}
					w.object(func() {
						w.members("xAxis", raw(strconv.FormatFloat(float64(cut.At)/1000, 'f', -1, 64)))
						w.key("label").of("show", apart, "formatter", Group(cut.Value))
					})
				}
			})
		})
	})
}
