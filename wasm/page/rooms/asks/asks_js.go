//go:build js

package asks

import (
	"slices"
	"strconv"

	"fenji/scoring/protocol"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

func init() {
	v := &screen{}
	Room.Live = shell.Live{Render: v.render, Actions: map[string]shell.Action{
		"view":   func(a *shell.App, e dom.Element, _ dom.Event) { a.Do(Viewed{dom.Data(e, "arg")}) },
		"rows":   func(a *shell.App, e dom.Element, _ dom.Event) { a.Do(RowsTurned{dom.Data(e, "arg")}) },
		"answer": func(a *shell.App, e dom.Element, _ dom.Event) { answer(a, e, dom.Data(e, "answer")) },
		"again":  func(a *shell.App, e dom.Element, _ dom.Event) { answer(a, e, "") },
		"see":    func(a *shell.App, _ dom.Element, _ dom.Event) { see(a) },
	}}
}

// answer answers the question around a button.
func answer(a *shell.App, e dom.Element, id string) {
	about, ok := dom.Closest(e.Value, "[data-code]")
	if !ok || a.State().Task != shell.Idle {
		return
	}
	given := protocol.Answer{Code: dom.Data(about, "code"), Key: dom.Data(about, "key"), ID: id}
	if id != "" {
		a.Do(Answered{given})
	}
	go a.Grade(With(a.State().Settings, given))
}

// see brings the questions into sight.
func see(a *shell.App) {
	if view(a.State()) == "folded" {
		a.Do(Viewed{"one"})
	}
	dom.At("asks").Call("scrollIntoView", map[string]any{"block": "start"})
	dom.At("asks").Call("focus", map[string]any{"preventScroll": true})
}

// A screen is what is drawn now.
type screen struct{ drawn picture }

// A picture is what the strip was last drawn from.
type picture struct {
	of         *protocol.Outcome
	lang, view string
	rows       int
	said       string
	idle, out  bool
}

func (v *screen) render(a *shell.App, _ *shell.State, _ bool) {
	s := a.State()
	rows := 0
	for _, open := range own(s).Rows {
		if rows++; open {
			rows += 1000
		}
	}
	now := picture{s.Outcome, s.Lang, view(s), rows, Said(s), s.Task == shell.Idle, s.First()}
	if now == v.drawn {
		return
	}
	v.drawn = now
	open, done := which(s.Outcome, false), which(s.Outcome, true)
	strip := dom.At("asks")
	dom.Show(strip, len(open)+len(done) > 0 && !s.First())
	dom.Attr(strip, "data-open", strconv.Itoa(len(open)))
	dom.Attr(strip, "class", "asks"+say.Either(now.view == "folded" && len(open) > 0, " folded", "")+say.Either(len(open) == 0, " all-done", ""))
	renderHead(a, open, now.view)
	for i, e := range dom.Fill(dom.At("asks-open"), "t-ask", len(open)) {
		renderAsk(a, e, open[i])
		dom.Show(e, now.view == "list" || now.view == "one" && i == 0)
	}
	next := ""
	if now.view == "one" && len(open) > 1 {
		next = a.T("asks.next", "n", say.Count(len(open)-1))
	}
	dom.Text(dom.At("asks-next"), next)
	dom.Show(dom.At("asks-next"), next != "")
	dom.Show(dom.At("asks-said"), now.said != "")
	dom.Text(dom.Find(dom.At("asks-said"), "span"), now.said)
	dom.Show(dom.At("asks-done"), len(done) > 0)
	dom.Text(dom.Find(dom.At("asks-done"), "summary"), a.T("asks.answered", "n", say.Count(len(done))))
	for i, e := range dom.Fill(dom.At("asks-answered"), "t-ask-done", len(done)) {
		ask := done[i]
		shell.Translate(e.Value, s.Lang)
		dom.Attr(e, "data-code", ask.Code)
		dom.Attr(e, "data-key", ask.Key)
		dom.Text(dom.Find(e, "span"), Sentence(s.Lang, ask))
		dom.Text(dom.Find(e, "b"), Answer(s.Lang, ask, ask.Meanwhile))
		dom.Enable(dom.Find(e, "button"), now.idle)
	}
	dom.Show(dom.At("open-asks"), len(open) > 0)
	dom.Text(dom.At("open-asks"), a.T("asks.open", "n", say.Count(len(open))))
}

func renderHead(a *shell.App, open []protocol.Ask, view string) {
	title := a.T("asks.done")
	if len(open) > 0 {
		title = a.T("asks.title", "n", say.Count(len(open)))
	}
	dom.Text(dom.At("asks-title"), title)
	dom.Show(dom.At("asks-about"), len(open) > 0 && view != "folded")
	for _, b := range dom.All(dom.At("asks-tools").Value, "button") {
		arg := dom.Data(b, "arg")
		if arg == "one" {
			dom.Text(b, a.T(say.Either(view == "folded", "asks.unfold", "asks.one")))
		}
		dom.Show(b, len(open) > 0 && arg != view && (arg != "list" || len(open) > 1) && (arg != "one" || view == "folded" || len(open) > 1))
	}
}

func renderAsk(a *shell.App, e dom.Element, ask protocol.Ask) {
	s := a.State()
	shell.Translate(e.Value, s.Lang)
	for k, value := range map[string]string{"ask": ask.Code, "code": ask.Code, "key": ask.Key, "rows": strconv.Itoa(ask.Rows),
		"money": ask.Money} {
		dom.Attr(e, "data-"+k, value)
	}
	dom.Text(dom.Find(e, ".ask-say"), Sentence(s.Lang, ask))
	dom.Text(dom.Find(e, ".ask-size"), Size(s.Lang, ask))
	for i, b := range dom.Fill(dom.Find(e, ".answers"), "t-answer", len(ask.Answers)) {
		id := ask.Answers[i]
		meanwhile := id == ask.Meanwhile
		dom.Attr(b, "data-answer", id)
		dom.Text(dom.Find(b, "span"), Answer(s.Lang, ask, id))
		dom.Text(dom.Find(b, "small"), say.Either(meanwhile, a.T("asks.meanwhile"), ""))
		dom.Show(dom.Find(b, "small"), meanwhile)
		if meanwhile {
			dom.Attr(b, "data-meanwhile", "")
		} else {
			b.Call("removeAttribute", "data-meanwhile")
		}
		dom.Enable(b, s.Task == shell.Idle)
	}
	open := own(s).Rows[id(ask)]
	more, rows := dom.Find(e, "[data-do='asks.rows']"), dom.Find(e, ".ask-rows")
	dom.Show(more, len(ask.Show) > 0)
	dom.Attr(more, "data-arg", id(ask))
	dom.Flag(more, "aria-expanded", open)
	dom.Text(more, a.T(say.Either(open, "asks.hide", "asks.show")))
	dom.Show(rows, open)
	if open {
		renderRows(a, rows, ask)
	}
}

// renderRows shows rows that a question is about, as they stand in the file.
func renderRows(a *shell.App, e dom.Element, ask protocol.Ask) {
	out := a.State().Outcome
	cols := Shown(out, ask)
	heads := dom.Fill(dom.Find(e, "thead tr"), "t-th", len(cols)+1)
	dom.Text(heads[0], a.T("asks.row"))
	for i, c := range cols {
		dom.Text(heads[i+1], header(out, c))
		dom.Attr(heads[i+1], "class", say.Either(slices.Contains(ask.Columns, c), "hit", ""))
	}
	for i, row := range dom.Fill(dom.Find(e, "tbody"), "t-row-of", len(ask.Show)) {
		cells := dom.Fill(row, "t-td", len(cols)+1)
		dom.Text(cells[0], strconv.Itoa(ask.Show[i].Row))
		for k, c := range cols {
			text := ""
			if c < len(ask.Show[i].Cells) {
				text = ask.Show[i].Cells[c]
			}
			dom.Text(cells[k+1], text)
			dom.Attr(cells[k+1], "class", say.Either(slices.Contains(ask.Columns, c), "hit", ""))
		}
	}
	more := ""
	if ask.Rows > len(ask.Show) {
		more = a.T("asks.more", "n", say.Count(len(ask.Show)), "rows", say.Count(ask.Rows))
	}
	dom.Text(dom.Find(e, ".more"), more)
}

func header(out *protocol.Outcome, col int) string {
	for _, c := range out.Columns {
		if c.Index == col && c.Header != "" {
			return c.Header
		}
	}
	return say.Letter(col)
}
