//go:build js

package compare

import (
	"strconv"

	"fenji/scoring/protocol"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

func init() {
	v := &screen{}
	Room.Live = shell.Live{Render: v.render, Change: change, Actions: map[string]shell.Action{
		"who":  showWho,
		"more": func(a *shell.App, _ dom.Element, _ dom.Event) { a.Do(More{}) },
		"use": func(a *shell.App, _ dom.Element, _ dom.Event) {
			s := a.State()
			if id := with(s); id != "" {
				go a.Grade(s.WithProfile(s.Settings, id))
			}
		},
		"explain": shell.Numbered(func(a *shell.App, n int) { a.Explain(n) }),
	}}
}

// A screen is what is drawn now.
type screen struct {
	found *protocol.Compared
	lang  string
	with  string
	own   int
	force string
}

func change(a *shell.App, e dom.Element) bool {
	if e.Get("id").String() != "compare-with" {
		return false
	}
	a.Do(Chosen{dom.Value(e)})
	return true
}

// showWho lists the customers of a cell.
func showWho(a *shell.App, e dom.Element, _ dom.Event) {
	here, there, ok := shell.PairOf(e)
	if !ok {
		return
	}
	s := a.State()
	a.Filter(protocol.Filter{Field: "against", Low: ref(s, with(s)), Values: []string{there, here}})
	dom.At("main").Call("focus", map[string]any{"preventScroll": true})
}

func (v *screen) render(a *shell.App, _ *shell.State, _ bool) {
	s := a.State()
	found := compared(s)
	now := screen{found, s.Lang, with(s), len(s.Own), s.Settings.Profile}
	if s.Tab != name || s.First() || now == *v {
		return
	}
	*v = now
	ids, names := Others(s)
	dom.Options(dom.At("compare-with"), ids, names)
	dom.SetValue(dom.At("compare-with"), now.with)
	here := s.NameOf(s.Settings.Profile)
	dom.Text(dom.At("compare-here"), here)
	dom.Flag(dom.At("compare"), "aria-busy", found == nil)
	if found == nil {
		return
	}
	c := &found.Cross
	dom.Text(dom.At("compare-said"), Answer(s, c))
	dom.Text(dom.At("compare-kappa"), Kappa(s.Lang, c))
	dom.Attr(dom.At("compare-kappa"), "data-kappa", say.Either(c.Known, strconv.FormatFloat(float64(c.Kappa)/10_000, 'f', 4, 64), ""))
	dom.Text(dom.At("compare-axes"), a.T("compare.axes", "here", here, "there", s.NameOf(now.with)))
	shell.CrossTable(a, dom.At("cross"), c, "compare.who")
	unit := "yuan"
	if p := s.Profile(s.Outcome.Profile); p != nil {
		unit = p.Unit
	}
	dom.Show(dom.At("compare-list"), len(found.Rows) > 0)
	for i, tr := range dom.Fill(dom.At("compare-rows"), "t-differing", len(found.Rows)) {
		d := &found.Rows[i]
		b := dom.Find(tr, "button")
		dom.Text(b, d.Row.ID)
		dom.Attr(b, "data-arg", strconv.Itoa(d.Row.Customer))
		chips := dom.All(tr.Value, ".g")
		shell.GradeChip(s, chips[0], d.Row.Grade)
		chip(a, chips[1], d.Grade, c.To)
		cells := dom.Children(tr)
		dom.Text(cells[2], say.Measured(s.Lang, 2, unit, d.Row.Value[2]))
		dom.Text(cells[3], Why(s, d, unit))
	}
	rest := c.Differ - len(found.Rows)
	dom.Show(dom.At("compare-more"), rest > 0 && len(found.Rows) < 1000)
	dom.Text(dom.At("compare-more"), a.T("compare.more", "n", say.Count(rest)))
}

// chip shows a grade of the other rules, in the colour of its place there.
func chip(a *shell.App, e dom.Element, grade string, order []string) {
	dom.Attr(e, "data-grade", say.Either(grade == "", "-", grade))
	dom.Text(e, grade)
	for i, g := range order {
		if g == grade && g != "" {
			dom.Attr(e, "data-place", strconv.Itoa(i))
			return
		}
	}
	e.Call("removeAttribute", "data-place")
}
