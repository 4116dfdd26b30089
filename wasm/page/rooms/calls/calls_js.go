//go:build js

package calls

import (
	"strconv"
	"syscall/js"

	"fenji/scoring/protocol"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

func init() {
	v := &screen{}
	Room.Live = shell.Live{Render: v.render, Listen: listen, Change: change,
		Why: []shell.Section{{Template: "t-why-text", Draw: func(a *shell.App, _ dom.Element, _ *protocol.Explanation) bool {
			drawText(a)
			return textOf(a.State()) != nil
		}}}, Actions: map[string]shell.Action{
			"print": func(*shell.App, dom.Element, dom.Event) { js.Global().Call("print") },
			"copy":  func(a *shell.App, _ dom.Element, _ dom.Event) { go copyText(a) },
			"close": func(a *shell.App, _ dom.Element, _ dom.Event) { shut(a) },
			"xlsx": func(a *shell.App, _ dom.Element, _ dom.Event) {
				go a.Export(&protocol.Export{Format: "calls", Of: own(a.State()).Of})
			},
		}}
}

func change(a *shell.App, e dom.Element) bool {
	if e.Get("id").String() == "why-text-own" {
		a.Do(TextChosen{dom.Value(e)})
		return true
	}
	if e.Get("id").String() != "calls-full" {
		return false
	}
	a.Do(MaskTurned{!e.Get("checked").Bool()})
	return true
}

func listen(a *shell.App) {
	dom.On(dom.At("calls").Value, "keydown", func(ev dom.Event) {
		if ev.Get("key").String() == "Escape" {
			shut(a)
		}
	})
}

func shut(a *shell.App) {
	origin := own(a.State()).Origin
	a.Do(Shut{})
	if e := dom.At(origin); origin != "" && !e.IsNull() {
		e.Call("focus")
	}
}

// A screen is what is drawn now.
type screen struct{}

func (v *screen) render(a *shell.App, was *shell.State, fresh bool) {
	s := a.State()
	c, before := own(s), own(was)
	if c.Ready != before.Ready || c.Said != before.Said {
		drawText(a)
	}
	if c.Open != before.Open {
		shell.LayPaper(dom.At("calls"), c.Open, dom.At("calls-close"))
	}
	if !c.Open || c.List == before.List && !fresh && before.Open {
		return
	}
	dom.At("calls").Call("removeAttribute", "data-ready")
	dom.At("calls-full").Set("checked", !c.Masked)
	dom.Flag(dom.At("calls-papers"), "aria-busy", c.List == nil)
	dom.Enable(dom.At("calls-print"), c.List != nil && c.List.Total > 0)
	dom.Show(dom.At("calls-wait"), c.List == nil)
	if c.List == nil {
		dom.Fill(dom.At("calls-papers"), "t-calls-paper", 0)
		return
	}
	said := asides(s, c.List)
	for i, e := range dom.Fill(dom.At("calls-asides"), "t-aside", len(said)) {
		dom.Text(e, said[i])
	}
	sheets := pages(c.List.List)
	for n, e := range dom.Fill(dom.At("calls-papers"), "t-calls-paper", len(sheets)) {
		shell.Translate(e.Value, s.Lang)
		dom.Text(dom.Find(e, ".lead"), lead(s, c.List))
		dom.Text(dom.Find(e, ".by"), foot(s))
		dom.Text(dom.Find(e, ".pg"), pageOf(s.Lang, n+1, len(sheets)))
		dom.Text(dom.Find(e, ".spent"), a.T("calls.col."+c.List.Money+".short"))
		for i, row := range dom.Fill(dom.Find(e, "tbody"), "t-call", len(sheets[n])) {
			renderCall(a, row, n*onPage+i+1, &sheets[n][i])
		}
	}
	dom.Attr(dom.At("calls"), "data-total", strconv.Itoa(c.List.Total))
	dom.Attr(dom.At("calls"), "data-ready", "true")
}

func renderCall(a *shell.App, row dom.Element, n int, c *protocol.Call) {
	s := a.State()
	shell.Translate(row.Value, s.Lang)
	dom.Text(dom.Find(row, ".no"), strconv.Itoa(n))
	dom.Text(dom.Find(row, "th b"), c.Name)
	dom.Text(dom.Find(row, ".tel"), c.Phone)
	chips := dom.All(row.Value, ".g")
	shell.GradeChip(s, chips[0], c.Grade)
	shell.GradeChip(s, chips[1], say.Either(c.Falls && s.Place(c.To) >= 0, c.To, ""))
	dom.Show(chips[1], c.Falls)
	dom.Show(dom.Find(row, ".change i"), c.Falls)
	dom.Text(dom.Find(row, ".why-call"), c.Why)
	last := dom.Find(row, ".last")
	dom.Text(dom.Find(last, "span"), say.Either(c.What == "", c.Last, c.What))
	small := say.Either(c.What == "", "", c.Last)
	if c.Who != "" {
		small += " " + c.Who
	}
	dom.Text(dom.Find(last, "small"), small)
	dom.Text(dom.Find(row, ".money"), say.Amount(s.Lang, "yuan", c.Spent))
	todo := dom.Find(row, ".todo")
	dom.Text(dom.Find(todo, "span"), c.Next)
	dom.Text(dom.Find(todo, "small"), c.Cadence)
	dom.Text(dom.Find(row, ".owner"), c.Owner)
}
