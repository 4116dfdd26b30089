//go:build js

package warnings

import (
	"strconv"
	"strings"

	"fenji/scoring/protocol"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

func init() {
	v := &screen{}
	Room.Live = shell.Live{Render: v.render, Change: change, Actions: actions}
	Room.Waits = waits
}

var actions = map[string]shell.Action{
	"why": shell.Numbered(func(a *shell.App, n int) {
		a.Do(shell.TabChosen{Tab: a.State().Base})
		a.Explain(n)
		dom.At("explain").Call("focus")
	}),
	"paper": func(a *shell.App, _ dom.Element, _ dom.Event) {
		a.Do(shell.ListWanted{Of: list(a.State()), Origin: "warnings-paper"})
	},
	"xlsx": func(a *shell.App, _ dom.Element, _ dom.Event) {
		go a.Export(&protocol.Export{Format: "calls", Of: list(a.State())})
	},
	"show": func(a *shell.App, _ dom.Element, _ dom.Event) {
		a.Show(protocol.View{Sort: a.State().View.Sort, Filters: []protocol.Filter{{Field: "picked", Values: customers(found(a.State()))}}})
		dom.At("main").Call("focus", map[string]any{"preventScroll": true})
	},
}

// list is the filter of those who are named.
func list(s *shell.State) protocol.Filter {
	return protocol.Filter{Field: "picked", Values: customers(found(s)), Low: protocol.ByWarnings}
}

// change takes what the clinic types.
func change(a *shell.App, e dom.Element) bool {
	o := own(a.State())
	c := Chosen{o.Gap, o.Below, o.Calls}
	switch v := dom.Value(e); e.Get("id").String() {
	case "warning-calls":
		c.Calls = chosen(v, 1, 500, c.Calls)
	case "warning-gap":
		c.Gap = chosen(v, 1, 365, c.Gap)
	case "warning-below":
		c.Below = chosen(v, 1, 50, c.Below)
	default:
		return false
	}
	a.Do(c)
	return true
}

// A picture is what the tab was last drawn from.
type picture struct {
	found  *protocol.Warnings
	record *protocol.Record
	lang   string
}

type screen struct{ drawn picture }

func (v *screen) render(a *shell.App, _ *shell.State, _ bool) {
	s := a.State()
	w, o := found(s), own(s)
	if s.Tab != name {
		return
	}
	dom.Flag(dom.At("warnings"), "aria-busy", w == nil)
	now := picture{w, o.Record, s.Lang}
	if now == v.drawn {
		return
	}
	v.drawn = now
	dom.Show(dom.At("warnings-wait"), w == nil)
	dom.Show(dom.At("warning-lists"), w != nil)
	dom.Show(dom.At("warnings-tools"), len(customers(w)) > 0)
	if w == nil {
		dom.Text(dom.At("warnings-said"), "")
		dom.Show(dom.At("warnings-none"), false)
		dom.Fill(dom.At("warning-lists"), "t-warning-list", 0)
		return
	}
	dom.Text(dom.At("warnings-said"), sentence(s.Lang, w))
	dom.Show(dom.At("warnings-none"), len(customers(w)) == 0)
	for i, e := range dom.Fill(dom.At("warning-lists"), "t-warning-list", len(w.Lists)) {
		renderList(a, e, w, w.Lists[i])
	}
}

func renderList(a *shell.App, e dom.Element, w *protocol.Warnings, l protocol.WarningList) {
	s := a.State()
	dom.Attr(e, "data-list", l.ID)
	dom.Attr(e, "data-total", strconv.Itoa(l.Total))
	dom.Text(dom.Find(e, "h2"), a.T("warnings."+l.ID))
	dom.Text(dom.Find(e, "header > span"), a.T("warnings."+l.ID+".hint", "grades", strings.Join(l.High, "/")))
	dom.Text(dom.Find(e, "header b"), a.T(say.Either(l.Total == 0, "warnings.count.none", "warnings.count"), "n", say.Count(len(l.Rows)), "of", say.Count(l.Total)))
	dom.Show(dom.Find(e, "table"), len(l.Rows) > 0)
	for i, row := range dom.Fill(dom.Find(e, "tbody"), "t-warning", len(l.Rows)) {
		r := l.Rows[i]
		dom.Attr(row, "data-customer", r.Row.ID)
		cells := dom.Children(row)
		button := dom.Find(cells[0], "button")
		who, _ := say.Known(s.Lang, s.Outcome, r.Row)
		dom.Text(button, who)
		dom.Attr(button, "data-arg", strconv.Itoa(r.Row.Customer))
		dom.Attr(button, "aria-label", a.T("falls.why", "who", who))
		marks := dom.Children(dom.Find(cells[1], ".change"))
		from, to := r.From, r.To
		if l.ID == "later" {
			from, to = r.Row.Grade, ""
		}
		shell.GradeChip(s, marks[0], from)
		dom.Show(marks[1], to != "")
		dom.Show(marks[2], to != "")
		shell.GradeChip(s, marks[2], say.Either(to == "none", "", to))
		dom.Text(cells[2], Reason(s, l.ID, r))
		dom.Text(cells[3], say.Amount(s.Lang, "yuan", r.Money))
	}
	lines := foot(s.Lang, w, l, own(s).Record)
	for i, p := range dom.Fill(dom.Find(e, ".asides"), "t-aside", len(lines)) {
		dom.Text(p, lines[i])
	}
	do, arg, key := onward(w, l)
	b := dom.Find(e, ".asides + button")
	dom.Show(b, do != "")
	dom.Attr(b, "data-do", do)
	dom.Attr(b, "data-arg", arg)
	dom.Text(b, say.Either(do == "", "", a.T(key)))
}
