//go:build js

package values

import (
	"strconv"

	"fenji/scoring/protocol"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

func init() {
	Room.Live = shell.Live{Change: change, Render: func(a *shell.App, was *shell.State, fresh bool) {
		if fresh || was.Task != a.State().Task {
			render(a)
		}
	}}
}

// change takes a word's new meaning.
func change(a *shell.App, e dom.Element) bool {
	row, ok := dom.Closest(e.Value, "#values [data-value]")
	set, within := dom.Closest(e.Value, "[data-set]")
	if !ok || !within {
		return false
	}
	if column, err := strconv.Atoi(dom.Data(set, "set")); err == nil {
		go a.Grade(With(a.State().Settings, protocol.Fate{Column: column, Value: dom.Data(row, "value"), Fate: dom.Value(e)}))
	}
	return true
}

func render(a *shell.App) {
	s := a.State()
	var sets []protocol.ValueSet
	if s.Outcome != nil {
		sets = s.Outcome.Values
	}
	dom.Show(dom.At("values"), len(sets) > 0)
	for i, e := range dom.Fill(dom.At("values"), "t-values", len(sets)) {
		renderSet(a, e, sets[i])
	}
}

func renderSet(a *shell.App, e dom.Element, set protocol.ValueSet) {
	s := a.State()
	shell.Translate(e.Value, s.Lang)
	dom.Attr(e, "data-set", strconv.Itoa(set.Column))
	dom.Text(dom.Find(e, "h2"), a.T("values.title", "header", set.Header, "n", say.Count(len(set.Values))))
	sums := Sums(set)
	for i, li := range dom.Fill(dom.Find(e, ".fate-sum"), "t-fate-sum", len(sums)) {
		dom.Attr(li, "data-sum", sums[i].Fate)
		dom.Text(dom.Find(li, "b"), a.T("values.rows", "n", say.Count(sums[i].Rows)))
		dom.Text(dom.Find(li, "span"), a.T("fate."+sums[i].Fate))
	}
	names := make([]string, len(fates))
	for i, f := range fates {
		names[i] = a.T("fate." + f)
	}
	for i, row := range dom.Fill(dom.Find(e, "tbody"), "t-word-of", len(set.Values)) {
		v := set.Values[i]
		dom.Attr(row, "data-value", v.Value)
		dom.Text(dom.Find(row, "b"), Name(s.Lang, say.Either(v.Shown != "", v.Shown, v.Value)))
		dom.Show(dom.Find(row, ".ask"), !v.Known)
		dom.Text(dom.Find(row, ".ask"), a.T("values.ask"))
		if v.Known {
			row.Call("removeAttribute", "data-unknown")
		} else {
			dom.Attr(row, "data-unknown", "")
		}
		cells := dom.Children(row)
		dom.Text(cells[1], say.Count(v.Rows))
		dom.Text(cells[2], say.Grouped(v.Money))
		choice := dom.Find(row, "select")
		dom.Attr(choice, "data-fate", v.Fate)
		dom.Attr(choice, "aria-label", a.T("values.label", "value", Name(s.Lang, say.Either(v.Shown != "", v.Shown, v.Value))))
		dom.Options(choice, fates, names)
		if !s.Working() { // while it runs, what the user has just chosen stands there
			dom.SetValue(choice, v.Fate)
		}
		dom.Text(cells[4], a.T("value."+v.Why))
	}
}
