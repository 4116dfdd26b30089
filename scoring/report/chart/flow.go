package chart

import "strconv"

// months draws visits and money month by month, or the customers by the month of their last visit.
func months(d *Data, l Look) Chart {
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
	most, money := "", 0.0
	busiest := 0
	var names, tips []string
	for i, item := range m.Items {
		names = append(names, item.Label)
		money = max(money, number(item.Money))
		if item.Count > m.Items[busiest].Count {
			busiest = i
		}
		n := l.t("n."+m.Kind, "n", itoa(item.Count), "figure", count(item.Count))
		tips = append(tips, item.tip(l, item.Label, n, l.Yuan(item.Money)))
		c.Table.Rows = append(c.Table.Rows, item.told(l, item.Label, count(item.Count), l.Yuan(item.Money)))
	}
	switch {
	case m.Kind == "":
		c.Empty = l.t("empty.dates")
		return c
	case len(m.Items) > 0:
		b := m.Items[busiest]
		most = l.t("months.say", "from", names[0], "to", names[len(names)-1], "most", b.Label, "n", count(b.Count))
	}
	sc := l.scaleOf(money)
	kinds := [2]string{"line", "line"}
	if m.Kind == "last" {
		kinds[0] = "bar"
	}
	c.Option = option(l, c.Title+l.t("colon")+most, 1, "x", func(w *writer) {
		tooltip(w, l, "axis", "line")
		legend(w, l)
		grid(w, 52, 52, 28, 44)
		w.key("xAxis")
		nameAxis(w, l, names, "boundaryGap", m.Kind == "last" || len(names) < 3)
		w.key("yAxis").array(func() {
			valueAxis(w, l, "", "minInterval", 1)
			valueAxis(w, l, l.t(sc.unit), "alignTicks", true)
		})
		w.key("series").array(func() {
			for s, kind := range kinds {
				w.object(func() {
					w.members("type", kind, "name", l.t([2]string{"series." + m.Kind, "series.money." + m.Kind}[s]),
						"yAxisIndex", s, "color", [2]string{l.Accent, l.B}[s], "barMaxWidth", 36,
						"symbol", [2]string{"circle", "rect"}[s], "symbolSize", 6, "showSymbol", len(names) <= 24)
					w.key("lineStyle").of("width", raw("2.2"), "type", [2]string{"solid", "dashed"}[s])
					w.key("itemStyle").of("decal", noDecal, "borderRadius", raw("[3,3,0,0]"))
					w.key("data").array(func() {
						for i, item := range m.Items {
							value := raw(itoa(max(0, item.Count)))
							if s == 1 {
								value = raw(shift(item.Money, sc.places))
							}
							datum(w, value, tips[i], lead(m.Items, i))
						}
					})
				})
			}
		})
	})
	return c
}

// curve draws how much of the money the best payers hold, against what it would be if all paid the same.
func curve(d *Data, l Look) Chart {
	f := &d.Figures
	c := Chart{ID: "curve", Title: l.t("curve"), Hint: l.t("curve.hint", "share", Tenths(f.TopShare)), Height: 264,
		Table: Table{Head: []string{l.t("col.best"), l.t("col.customers"), l.t("col.money.share")}}}
	if len(d.Curve) == 0 {
		c.Empty, c.Hint = l.t("empty.money"), ""
		return c
	}
	steps := len(d.Curve) - 1
	var tips []string
	for i, held := range d.Curve {
		top := (f.Customers*i + steps - 1) / steps
		perMille := 1000 * i / steps
		tips = append(tips, lines(l.t("curve.tip", "top", itoa(perMille/10), "share", Tenths(held)), l.customers(top)))
		item := Item{Count: top}
		if i > 0 {
			item.Filters = []Filter{{Field: "spend.top", High: itoa(perMille)}}
		}
		c.Items = append(c.Items, item)
		if i > 0 && i%5 == 0 {
			c.Table.Rows = append(c.Table.Rows, []string{l.t("col.best.n", "top", itoa(perMille/10)), count(top), l.per(held)})
		}
	}
	c.Option = option(l, l.t("curve")+l.t("colon")+l.t("curve.tip", "top", "20", "share", Tenths(f.TopShare)), 1, "x",
		func(w *writer) {
			tooltip(w, l, "axis", "line")
			grid(w, 40, 20, 44, 44)
			w.key("xAxis")
			valueAxis(w, l, l.t("axis.customers"), "max", 100, "interval", 20, "nameLocation", "middle", "nameGap", 26)
			w.key("yAxis")
			valueAxis(w, l, l.t("axis.money.share"), "max", raw(top(d.Curve)), "interval", 20)
			w.key("series").array(func() {
				w.object(func() {
					w.members("type", "line", "showSymbol", false, "color", l.Accent, "symbol", "circle", "symbolSize", 8)
					w.key("lineStyle").of("width", raw("2.4"))
					w.key("itemStyle").of("decal", noDecal)
					w.key("areaStyle").of("opacity", raw("0.12"))
					w.key("markLine").object(func() { fifth(w, l, f) })
					w.key("data").array(func() {
						for i, held := range d.Curve {
							x := strconv.FormatFloat(100*float64(i)/float64(steps), 'f', -1, 64)
							datum(w, raw("["+x+","+Tenths(held)+"]"), tips[i], lead(c.Items, i))
						}
					})
				})
				w.object(func() { // equal shares
					w.members("type", "line", "showSymbol", false, "silent", true, "color", l.Muted, "itemStyle", func() { w.of("decal", noDecal) },
						"data", raw("[[0,0],[100,100]]"))
					w.key("lineStyle").of("width", 1, "type", "dotted")
				})
			})
		})
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

// fifth marks the fifth of the customers that pays most.
func fifth(w *writer, l Look, f *Figures) {
	w.members("symbol", "none", "silent", true, "animation", false)
	w.key("lineStyle").of("color", l.Accent, "type", "dashed", "width", 1)
	w.key("label").of("color", l.Accent, "fontSize", 12, "position", "end", "distance", 4,
		"formatter", "20% → "+l.per(f.TopShare))
	w.key("data").array(func() { w.of("xAxis", 20) })
}
