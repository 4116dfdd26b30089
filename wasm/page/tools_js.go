//go:build js

package page

import (
	"slices"
	"strconv"
)

// renderTools fills the menus.
func (a *app) renderTools() {
	s := a.state
	c := s.Areas.Customers
	for _, tool := range []string{"columns", "export"} {
		show(at(tool+"-menu"), c.Tool == tool)
		flag(at("tool-"+tool), "aria-expanded", c.Tool == tool)
	}
	flag(at("tool-dense"), "aria-pressed", c.Dense)
	at("grid").Get("classList").Call("toggle", "dense", c.Dense)
	switch c.Tool {
	case "columns":
		a.renderSort()
		a.renderChooser()
	case "export":
		for _, label := range all(at("export-scope").Value, "label") {
			input, scope := find(label, "input"), ""
			scope = value(input)
			n := map[string]int{"": s.Outcome.Rows, "view": s.Count.Rows, "picked": s.Count.Marked}[scope]
			text(find(label, "span"), a.t("customers.export."+either(scope == "", "all", scope), "n", count(n)))
			enable(input, n > 0)
			input.Set("checked", scope == c.Scope)
		}
	}
}

// renderSort lists the keys of the order, the first first.
func (a *app) renderSort() {
	s := a.state
	keys := s.View.Sort
	for i, e := range fill(at("sort-list"), "t-sort", len(keys)) {
		col := strconv.Itoa(keys[i].Column)
		name := s.header(keys[i].Column)
		text(find(e, "span"), name)
		turn, drop := find(e, "[data-do=sort-turn]"), find(e, "[data-do=sort-drop]")
		text(turn, a.t(either(keys[i].Desc, "customers.sort.desc", "customers.sort.asc")))
		attr(turn, "aria-label", a.t("customers.sort.turn", "column", name, "way", turn.Get("textContent").String()))
		attr(drop, "aria-label", a.t("customers.sort.drop", "column", name))
		attr(turn, "data-arg", col)
		attr(drop, "data-arg", col)
	}
	values, names := []string{""}, []string{a.t("customers.sort.add")}
	for col := range fixedColumns + len(s.Outcome.Extras) {
		if sortPlace(s.View, col) == 0 {
			values, names = append(values, strconv.Itoa(col)), append(names, s.header(col))
		}
	}
	options(at("sort-add"), values, names)
	setValue(at("sort-add"), "")
}

// renderChooser lists the columns: those shown in their order, then the others.
func (a *app) renderChooser() {
	s := a.state
	cols := s.shown()
	listed := slices.Clone(cols)
	for col := range fixedColumns + len(s.Outcome.Extras) {
		if !slices.Contains(cols, col) {
			listed = append(listed, col)
		}
	}
	for i, e := range fill(at("column-chooser"), "t-choose", len(listed)) {
		col, name := strconv.Itoa(listed[i]), s.header(listed[i])
		box := find(e, "input")
		box.Set("checked", i < len(cols))
		enable(box, listed[i] != 0)
		attr(box, "data-choose", col)
		text(find(e, "span"), name)
		for _, way := range []string{"column-up", "column-down"} {
			button := find(e, "[data-do="+way+"]")
			attr(button, "data-arg", col)
			attr(button, "aria-label", a.t("customers."+way, "column", name))
			enable(button, i < len(cols) && (way == "column-up" && i > 1 || way == "column-down" && i > 0 && i+1 < len(cols)))
		}
	}
}
