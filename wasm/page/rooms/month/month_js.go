//go:build js

package month

import (
	"strings"
	"syscall/js"

	"fenji/scoring/protocol"
	"fenji/wasm/page/charts"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

func init() {
	v := &screen{}
	Room.Live = shell.Live{Render: v.render, Change: change, Actions: map[string]shell.Action{
		"print": func(*shell.App, dom.Element, dom.Event) { js.Global().Call("print") },
		"xlsx":  func(a *shell.App, _ dom.Element, _ dom.Event) { go a.Export(wish(a.State())) },
	}}
}

func change(a *shell.App, e dom.Element) bool {
	if e.Get("id").String() != "month-share" {
		return false
	}
	a.Do(Shared{e.Get("checked").Bool()})
	return true
}

type picture struct {
	found *protocol.Panel
	lang  string
	idle  bool
}

type screen struct{ drawn picture }

func (v *screen) render(a *shell.App, _ *shell.State, _ bool) {
	s := a.State()
	if s.Tab != name {
		return
	}
	p := found(s)
	now := picture{p, s.Lang, s.Task == shell.Idle}
	if now == v.drawn {
		return
	}
	v.drawn = now
	dom.Flag(dom.At("month"), "aria-busy", p == nil)
	dom.Show(dom.At("month-wait"), p == nil)
	dom.Enable(dom.At("month-print"), p != nil)
	dom.Enable(dom.At("month-xlsx"), p != nil && s.Task == shell.Idle)
	dom.At("month-share").Set("checked", own(s).Shared)
	if p == nil {
		return
	}
	dom.Text(dom.At("month-title"), p.Title)
	for i, e := range dom.Fill(dom.At("month-blocks"), "t-month-block", len(p.Blocks)) {
		renderBlock(s, e, p.Blocks[i])
		renderCharts(s, e, p, i)
	}
}

// renderCharts draws what a block shows in pictures, on the page and on paper.
func renderCharts(s *shell.State, e dom.Element, p *protocol.Panel, block int) {
	var list []Drawn
	for _, c := range p.Charts {
		if c.Block == block {
			list = append(list, drawings(s.Lang, p, c)...)
		}
	}
	for i, f := range dom.Fill(dom.Find(e, ".month-charts"), "t-month-chart", len(list)) {
		d := list[i]
		for k, key := range dom.Fill(dom.Find(f, ".key-line"), "t-month-key", len(d.Heads)) {
			dom.Text(key, d.Heads[k])
			dom.Attr(key, "class", d.Series[k].Class)
		}
		charts.Sketch(dom.Find(f, ".plot-host"), say.List(s.Lang, d.Heads), 180, d.Shapes)
	}
}

func renderBlock(s *shell.State, e dom.Element, b protocol.Block) {
	dom.Text(dom.Find(e, "h3"), b.Title)
	dom.Show(dom.Find(e, "h3"), b.Title != "")
	dom.Show(dom.Find(e, "thead"), len(b.Head) > 0)
	for i, h := range dom.Fill(dom.Find(e, "thead tr"), "t-month-head", len(b.Head)) {
		dom.Text(h, b.Head[i])
		dom.Attr(h, "class", say.Either(len(b.Rows) > 0 && i < len(b.Rows[0].Cells) && words(b.Rows[0].Cells[i]), "l", ""))
	}
	for i, row := range dom.Fill(dom.Find(e, "tbody"), "t-month-row", len(b.Rows)) {
		cells := b.Rows[i].Cells
		for k, c := range dom.Fill(row, "t-month-cell", len(cells)) {
			dom.Attr(c, "class", say.Either(words(cells[k]), "l", ""))
			dom.Text(c, Text(s.Lang, cells[k]))
		}
	}
}

// words tells whether a cell holds words, which begin at the left as their header does.
func words(c protocol.Cell) bool {
	text := c.Kind == protocol.CellText || c.Kind == protocol.CellLabel || strings.HasPrefix(c.Kind, protocol.CellGrade)
	return text && c.Text != "·"
}
