//go:build js

package customers

import (
	"slices"
	"strconv"

	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// renderTools fills the menus.
func (v *screen) renderTools(a *shell.App) {
	s := a.State()
	c := own(s)
	for _, tool := range []string{"columns", "export"} {
		dom.Show(dom.At(tool+"-menu"), c.Tool == tool)
		dom.Flag(dom.At("tool-"+tool), "aria-expanded", c.Tool == tool)
	}
	dom.Flag(dom.At("tool-dense"), "aria-pressed", dense(s))
	dom.At("grid").Get("classList").Call("toggle", "dense", dense(s))
	switch c.Tool {
	case "columns":
		v.renderSort(a)
		v.renderChooser(a)
	case "export":
		for _, label := range dom.All(dom.At("export-scope").Value, "label") {
			input, scope := dom.Find(label, "input"), ""
			scope = dom.Value(input)
			n := map[string]int{"": s.Outcome.Rows, "view": s.Count.Rows, "picked": s.Count.Marked}[scope]
			dom.Text(dom.Find(label, "span"), a.T("customers.export."+say.Either(scope == "", "all", scope), "n", say.Count(n)))
			dom.Enable(input, n > 0)
			input.Set("checked", scope == c.Scope)
		}
	}
}

// renderSort lists the keys of the order, the first first.
func (v *screen) renderSort(a *shell.App) {
	s := a.State()
	keys := s.View.Sort
	for i, e := range dom.Fill(dom.At("sort-list"), "t-sort", len(keys)) {
		col := strconv.Itoa(keys[i].Column)
		name := header(s, keys[i].Column)
		dom.Text(dom.Find(e, "span"), name)
		turn, drop := dom.Find(e, "[data-do='customers.sort-turn']"), dom.Find(e, "[data-do='customers.sort-drop']")
		dom.Text(turn, a.T(say.Either(keys[i].Desc, "customers.sort.desc", "customers.sort.asc")))
		dom.Attr(turn, "aria-label", a.T("customers.sort.turn", "column", name, "way", turn.Get("textContent").String()))
		dom.Attr(drop, "aria-label", a.T("customers.sort.drop", "column", name))
		dom.Attr(turn, "data-arg", col)
		dom.Attr(drop, "data-arg", col)
	}
	values, names := []string{""}, []string{a.T("customers.sort.add")}
	for _, col := range known(s) {
		if sortPlace(s.View, col) == 0 {
			values, names = append(values, strconv.Itoa(col)), append(names, header(s, col))
		}
	}
	dom.Options(dom.At("sort-add"), values, names)
	dom.SetValue(dom.At("sort-add"), "")
}

// renderChooser lists the columns: those shown in their order, then the others.
func (v *screen) renderChooser(a *shell.App) {
	s := a.State()
	cols := shown(s)
	listed := slices.Clone(cols)
	for _, col := range known(s) {
		if !slices.Contains(cols, col) {
			listed = append(listed, col)
		}
	}
	for i, e := range dom.Fill(dom.At("column-chooser"), "t-choose", len(listed)) {
		col, name := strconv.Itoa(listed[i]), header(s, listed[i])
		box := dom.Find(e, "input")
		box.Set("checked", i < len(cols))
		dom.Enable(box, listed[i] != 0)
		dom.Attr(box, "data-choose", col)
		dom.Text(dom.Find(e, "span"), name)
		for _, way := range []string{"column-up", "column-down"} {
			button := dom.Find(e, "[data-do='customers."+way+"']")
			dom.Attr(button, "data-arg", col)
			dom.Attr(button, "aria-label", a.T("customers."+way, "column", name))
			dom.Enable(button, i < len(cols) && (way == "column-up" && i > 1 || way == "column-down" && i > 0 && i+1 < len(cols)))
		}
	}
}
