package chart

import (
	"fenji/scoring/figures"
	"fenji/scoring/report"
)

// side compares the values of a column by their money.
func side(d *report.Data, s *report.Side, l *Look) Chart {
	hint := "side.hint"
	if s.ByVisit {
		hint = "side.hint.visits"
	}
	c := Chart{ID: "side." + s.Role, Title: l.t("side", "header", s.Header), Hint: l.t(hint), Height: 64,
		Items: s.Items,
		Table: Table{Head: []string{s.Header, l.t("col.customers"), l.t("col.money"), l.t("col.money.share")}}}
	var names, tips []string
	most, longest := 0.0, 0
	add := func(name string, item report.Item) {
		share := figures.Tenths(moneyShare(item.Money, d.Figures.Money))
		names = append(names, name)
		tips = append(tips, tipOf(item, l, name, l.Yuan(item.Money)+" · "+l.t("of.money", "share", share), l.customers(item.Count)))
		most = max(most, number(item.Money))
		longest = max(longest, width(name))
		c.Table.Rows = append(c.Table.Rows, told(item, l, name, count(item.Count), l.Yuan(item.Money), share+"%"))
		c.Height += 30
	}
	for _, item := range s.Items {
		name := item.Label
		if name == "" {
			name = l.t("side.blank")
		}
		add(name, item)
	}
	items := s.Items
	if s.Kinds > 0 {
		add(l.t("side.others", "n", itoa(s.Kinds)), s.Others)
		items = append(items[:len(items):len(items)], s.Others)
	}
	sc := l.scaleOf(most)
	room := min(longest*7+14, 150)
	right := 150
	for _, item := range items {
		right = max(right, min(260, 7*width(told(item, l, "", l.Yuan(item.Money)+" · "+l.customers(item.Count))[1])))
	}
	if l.narrow() {
		right, room = 16, min(room, 96)
	}
	say := l.t("side.say", "name", names[0], "money", l.Yuan(items[0].Money))
	var data array
	for i, item := range items {
		label := told(item, l, "", l.Yuan(item.Money)+" · "+l.customers(item.Count))[1]
		data.datum(shift(either(item.Money), sc.places), tips[i], lead(items, i), l.fill("named", "label", q(label)))
	}
	c.Items = items
	c.finish(l, "side", say, 1, "y", "right", itoa(right), "left", itoa(room), "room", itoa(room-10), "sides", texts(names),
		"unit", q(l.t(sc.unit)), "data", data.json())
	return c
}

// width guesses how wide a text is, in letters of the Latin alphabet.
func width(s string) int {
	n := 0
	for _, r := range s {
		if r >= 0x2e80 {
			n++
		}
		n++
	}
	return n
}
