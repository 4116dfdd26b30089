package chart

import (
	"fenji/scoring/figures"
	"fenji/scoring/report"
	"fenji/scoring/words"
)

// gradeName names a grade in a few letters.
func (l *Look) gradeName(g string) string {
	if g == "" {
		return words.Text(l.Lang, "grade.ungraded")
	}
	return words.Text(l.Lang, "grade.chip", "grade", g)
}

// grades sets each grade's share of the customers beside its share of the money.
func grades(d *report.Data, l *Look) Chart {
	f := &d.Figures
	c := Chart{ID: "grades", Title: l.t("grades"), Hint: l.t("grades.hint"), Items: d.Grades, Height: 264,
		Table: Table{Head: []string{l.t("col.grade"), l.t("col.customers"), l.t("col.customers.share"), l.t("col.money"),
			l.t("col.money.share"), l.t("col.mean")}}}
	var names, marks, tips []string
	var people, money []int
	say := ""
	for _, g := range d.Grades {
		names = append(names, l.gradeName(g.Label))
		marks = append(marks, names[len(names)-1])
		if l.narrow() && g.Label != "" {
			marks[len(marks)-1] = g.Label
		}
		people = append(people, Share(g.Count, f.Customers))
		money = append(money, moneyShare(g.Money, f.Money))
		k := len(people) - 1
		tips = append(tips, tipOf(g, l, names[k], l.customers(g.Count)+" · "+l.t("of.customers", "share", figures.Tenths(people[k])),
			l.Yuan(g.Money)+" · "+l.t("of.money", "share", figures.Tenths(money[k]))))
		say += l.t("grades.say", "grade", names[k], "customers", figures.Tenths(people[k]), "money", figures.Tenths(money[k]))
		c.Table.Rows = append(c.Table.Rows, told(g, l, names[k], count(g.Count), l.per(people[k]), l.Yuan(g.Money),
			l.per(money[k]), l.Yuan(mean(g.Money, g.Count))))
	}
	if f.Customers == 0 {
		c.Empty = l.t("empty")
		return c
	}
	var first, second array
	most := 0
	for i := range d.Grades {
		most = max(most, people[i], money[i])
		color := `,"itemStyle":{"color":` + q(l.grade(i, d.Grades[i])) + "}"
		first.datum(figures.Tenths(max(0, people[i])), tips[i], lead(d.Grades, i), color)
		second.datum(figures.Tenths(max(0, money[i])), tips[i], lead(d.Grades, i), color)
	}
	c.finish(l, "grades", say, 1, "x", "grades", texts(marks), "nameC", q(l.t("series.customers")), "nameM",
		q(l.t("series.money")), "people", first.json(), "money", second.json(), "whole", ended(most))
	return c
}

// ended ends the axis of shares at 100 % where it would run past it for no reason; most is in tenths of a per cent.
func ended(most int) string {
	if most > 800 && most <= 1000 {
		return `,"max":100,"interval":20`
	}
	return ""
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

// shares shows the money as a ring of grades.
func shares(d *report.Data, l *Look) Chart {
	c := Chart{ID: "shares", Title: l.t("shares"), Hint: l.t("shares.hint", "money", l.Yuan(d.Figures.Money)),
		Items: d.Grades, Height: 264, Table: Table{Head: []string{l.t("col.grade"), l.t("col.money"), l.t("col.money.share")}}}
	say := ""
	for _, g := range d.Grades {
		share := moneyShare(g.Money, d.Figures.Money)
		say += l.t("shares.say", "grade", l.gradeName(g.Label), "money", figures.Tenths(share))
		c.Table.Rows = append(c.Table.Rows, told(g, l, l.gradeName(g.Label), l.Yuan(g.Money), l.per(share)))
	}
	if !d.Figures.Spread {
		c.Empty = l.t("empty.money")
		return c
	}
	ring := `["46%","72%"]`
	if l.narrow() {
		ring = `["36%","56%"]`
	}
	var data array
	drawn := 0
	for i, g := range d.Grades {
		share := moneyShare(g.Money, d.Figures.Money)
		if share <= 0 {
			continue
		}
		drawn++
		name := l.gradeName(g.Label)
		tip := lines(name, l.Yuan(g.Money)+" · "+l.t("of.money", "share", figures.Tenths(share)), l.customers(g.Count))
		data.datum(g.Money, tip, lead(d.Grades, i), l.fill("slice", "name", q(name), "label", q(name+"\n"+l.per(share)),
			"color", q(l.grade(i, g)), "decal", decal(i, g)))
	}
	middle := "" // one grade alone has its name in the middle of the ring
	if drawn == 1 {
		middle = `"position":"center",`
	}
	c.finish(l, "shares", say, 1, "", "ring", ring, "middle", middle, "data", data.json())
	return c
}

// GradeRows tells of each grade: its name, its letter, customers and their share, money and its share.
func GradeRows(d *report.Data, l *Look) (rows [][]string) {
	for _, g := range d.Grades {
		row := told(g, l, l.gradeName(g.Label), "", count(g.Count), l.per(Share(g.Count, d.Figures.Customers)), l.Yuan(g.Money),
			l.per(moneyShare(g.Money, d.Figures.Money)))
		row[1] = g.Label
		rows = append(rows, row)
	}
	return rows
}
