package chart

import (
	"fenji/scoring/words"
)

// gradeName names a grade in a few letters.
func (l Look) gradeName(g string) string {
	if g == "" {
		return words.Text(l.Lang, "grade.ungraded")
	}
	return words.Text(l.Lang, "grade.chip", "grade", g)
}

// grades sets each grade's share of the customers beside its share of the money.
func grades(d *Data, l Look) Chart {
	f := &d.Figures
	c := Chart{ID: "grades", Title: l.t("grades"), Hint: l.t("grades.hint"), Items: d.Grades, Height: 264,
		Table: Table{Head: []string{l.t("col.grade"), l.t("col.customers"), l.t("col.customers.share"), l.t("col.money"),
			l.t("col.money.share"), l.t("col.mean")}}}
	var names, tips []string
	var people, money []int
	say := ""
	for _, g := range d.Grades {
		names = append(names, l.gradeName(g.Label))
		people = append(people, Share(g.Count, f.Customers))
		money = append(money, moneyShare(g.Money, f.Money))
		k := len(people) - 1
		tips = append(tips, g.tip(l, names[k], l.customers(g.Count)+" · "+l.t("of.customers", "share", Tenths(people[k])),
			l.Yuan(g.Money)+" · "+l.t("of.money", "share", Tenths(money[k]))))
		say += l.t("grades.say", "grade", names[k], "customers", Tenths(people[k]), "money", Tenths(money[k]))
		c.Table.Rows = append(c.Table.Rows, g.told(l, names[k], count(g.Count), l.per(people[k]), l.Yuan(g.Money),
			l.per(money[k]), l.Yuan(mean(g.Money, g.Count))))
	}
	if f.Customers == 0 {
		c.Empty = l.t("empty")
		return c
	}
	c.Option = option(l, l.t("grades")+l.t("colon")+say, 1, "x", func(w *writer) {
		tooltip(w, l, "axis", "shadow")
		legend(w, l)
		grid(w, 44, 8, 28, 44)
		w.key("xAxis")
		nameAxis(w, l, names)
		w.key("yAxis")
		valueAxis(w, l, "%")
		w.key("series").array(func() {
			for s, shares := range [2][]int{people, money} {
				w.object(func() {
					w.members("type", "bar", "name", l.t([2]string{"series.customers", "series.money"}[s]), "barMaxWidth", 44,
						"barGap", "12%", "color", l.Muted)
					w.key("itemStyle").object(func() {
						w.members("borderRadius", raw("[3,3,0,0]"), "decal", [2]raw{noDecal, decals["B"]}[s],
							"opacity", [2]raw{"1", "0.6"}[s])
					})
					w.key("label").of("show", !l.narrow(), "position", "top", "fontSize", 12, "color", l.Muted, "opacity", 1,
						"formatter", "{c}%")
					w.key("data").array(func() {
						for i, share := range shares {
							datum(w, raw(Tenths(max(0, share))), tips[i], lead(d.Grades, i), "itemStyle", func() {
								w.of("color", l.grade(d.Grades[i].Label))
							})
						}
					})
				})
			}
		})
	})
	return c
}

// moneyShare gives a part of the money in tenths of a per cent.
func moneyShare(part, whole string) int {
	w := number(whole)
	if w <= 0 {
		return 0
	}
	share := 1000 * number(part) / w
	if share < 0 {
		return -int(0.5 - share)
	}
	return int(share + 0.5)
}

func legend(w *writer, l Look) {
	w.key("legend").object(func() {
		w.members("top", 0, "right", 0, "itemWidth", 14, "itemHeight", 10, "selectedMode", false)
		w.key("textStyle").of("color", l.Muted, "fontSize", 12)
	})
}

// shares shows the money as a ring of grades.
func shares(d *Data, l Look) Chart {
	c := Chart{ID: "shares", Title: l.t("shares"), Hint: l.t("shares.hint", "money", l.Yuan(d.Figures.Money)),
		Items: d.Grades, Height: 264, Table: Table{Head: []string{l.t("col.grade"), l.t("col.money"), l.t("col.money.share")}}}
	say := ""
	for _, g := range d.Grades {
		share := moneyShare(g.Money, d.Figures.Money)
		say += l.t("shares.say", "grade", l.gradeName(g.Label), "money", Tenths(share))
		c.Table.Rows = append(c.Table.Rows, g.told(l, l.gradeName(g.Label), l.Yuan(g.Money), l.per(share)))
	}
	if !d.Figures.Spread {
		c.Empty = l.t("empty.money")
		return c
	}
	ring := `["46%","72%"]`
	if l.narrow() {
		ring = `["36%","56%"]`
	}
	c.Option = option(l, l.t("shares")+l.t("colon")+say, 1, "", func(w *writer) {
		tooltip(w, l, "item", "")
		w.key("series").array(func() {
			w.object(func() {
				w.members("type", "pie", "radius", raw(ring), "center", raw(`["50%","52%"]`), "startAngle", 90,
					"minAngle", 2, "percentPrecision", 1)
				w.key("label").of("color", l.Ink, "fontSize", 12, "lineHeight", 17)
				w.key("labelLine").of("length", 10, "length2", 8)
				w.key("emphasis").of("scaleSize", 4)
				w.key("data").array(func() {
					for i, g := range d.Grades {
						share := moneyShare(g.Money, d.Figures.Money)
						if share <= 0 {
							continue
						}
						name := l.gradeName(g.Label)
						datum(w, raw(g.Money), lines(name, l.Yuan(g.Money)+" · "+l.t("of.money", "share", Tenths(share)),
							l.customers(g.Count)), lead(d.Grades, i), "name", name,
							"label", func() { w.of("formatter", name+"\n"+l.per(share)) },
							"itemStyle", func() {
								w.of("color", l.grade(g.Label), "decal", decals[g.Label], "borderColor", l.Card, "borderWidth", 2)
							})
					}
				})
			})
		})
	})
	return c
}

// GradeRows tells of each grade: its name, its letter, customers and their share, money and its share.
func GradeRows(d *Data, l Look) (rows [][]string) {
	for _, g := range d.Grades {
		row := g.told(l, l.gradeName(g.Label), "", count(g.Count), l.per(Share(g.Count, d.Figures.Customers)), l.Yuan(g.Money),
			l.per(moneyShare(g.Money, d.Figures.Money)))
		row[1] = g.Label
		rows = append(rows, row)
	}
	return rows
}
