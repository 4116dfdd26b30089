//go:build js

package page

import (
	"math"
	"strconv"
	"syscall/js"

	"honnef.co/go/js/dom/v2"

	"fenji/scoring/protocol"
)

// moveTo puts the keyboard's row at i, and brings it into sight.
func (a *app) moveTo(i int) {
	w := a.window()
	a.grid.active = max(headRow, min(i, w.rows-1))
	if a.grid.active != headRow {
		scroll := a.grid.scroll()
		if to := w.reveal(a.grid.active, scroll); to != scroll {
			a.grid.scrollTo(to)
		}
	}
	a.drawRows()
	for _, r := range a.grid.pool {
		if r.index == a.grid.active { // the grid may reach beyond the window
			r.Call("scrollIntoView", map[string]any{"block": "nearest", "inline": "nearest"})
		}
	}
}

// moveAcross puts the keyboard at another column and brings it out from behind the first, which stays.
func (a *app) moveAcross(by int) {
	g := &a.grid
	g.column = max(0, min(g.column+by, len(g.columns)-1))
	cell := headCell(g.column)
	left, wide := cell.Get("offsetLeft").Float(), cell.Get("offsetWidth").Float()
	first := headCell(0).Get("offsetWidth").Float()
	grid := at("grid")
	scroll, sees := grid.Get("scrollLeft").Float(), grid.Get("clientWidth").Float()
	switch {
	case g.column == 0:
		grid.Set("scrollLeft", 0)
	case left-first < scroll:
		grid.Set("scrollLeft", left-first)
	case left+wide > scroll+sees:
		grid.Set("scrollLeft", left+wide-sees)
	}
	a.markRows()
}

// wheel moves long lists, whose scroll bar stands for a longer way, by as much as the wheel was turned and not by a
// multiple of it; it tells whether it did.
func (a *app) wheel(dx, dy float64, mode int) bool {
	w := a.window()
	if w.way() <= bodyLimit || math.Abs(dx) > math.Abs(dy) {
		return false
	}
	scroll := a.grid.scroll()
	if math.Abs(w.scroll(a.grid.aim)-scroll) > 1 {
		a.grid.aim = w.top(scroll)
	}
	pixels := [...]float64{1, w.tall(), w.sees} // the wheel speaks of pixels, lines or pages
	aim := a.grid.aim + dy*pixels[min(mode, len(pixels)-1)]
	to := w.scroll(aim)
	if past := aim < 0 || aim > w.way()-w.sees; past && math.Abs(to-scroll) < 1 {
		return false // at an end; the page scrolls on
	}
	a.grid.aim = aim
	a.grid.scrollTo(to)
	return true
}

// gridKey handles a key in the grid; it tells whether the key meant something.
func (a *app) gridKey(key string, shift bool) bool {
	g := &a.grid
	page := int(a.window().sees / a.rowHeight())
	if g.active == headRow && a.headKey(key, shift) {
		return true
	}
	to := g.active
	switch key {
	case "ArrowDown":
		to++
	case "ArrowUp":
		to--
	case "PageDown":
		to += page
	case "PageUp":
		to = max(0, to-page)
	case "Home":
		to = 0
	case "End":
		to = a.state.Count.Rows - 1
	case "ArrowLeft", "ArrowRight":
		a.moveAcross(map[string]int{"ArrowLeft": -1, "ArrowRight": 1}[key])
		return true
	case "Enter":
		if row := g.row(g.active); row != nil {
			go a.explain(row.Customer)
		}
		return true
	case " ":
		if row := g.row(g.active); row != nil {
			g.anchor = g.active
			go a.mark(protocol.Mark{From: g.active, N: 1, On: !row.Marked})
		}
		return true
	case "Escape":
		if a.state.Picked < 0 {
			return false
		}
		a.closeWhy()
		return true
	default:
		return false
	}
	a.moveTo(to)
	if shift && g.active != headRow {
		go a.mark(stretch(g.anchor, g.active, true))
	} else if g.active != headRow {
		g.anchor = g.active
	}
	return true
}

// headKey handles a key at the header.
func (a *app) headKey(key string, shift bool) bool {
	col := a.grid.columns[a.grid.column]
	switch {
	case key == "Enter", key == " " && a.grid.column > 0:
		go a.setView(Sorted(a.state.View, col, shift))
	case key == " ":
		a.markAll()
	case shift && (key == "ArrowLeft" || key == "ArrowRight"):
		by := map[string]int{"ArrowLeft": -16, "ArrowRight": 16}[key]
		a.do(ColumnSized{col, a.widthOf(a.grid.column) + by})
	case key == "ArrowUp":
	default:
		return false
	}
	return true
}

// stretch marks the rows between two, both included.
func stretch(from, to int, on bool) protocol.Mark {
	return protocol.Mark{From: min(from, to), N: max(from, to) - min(from, to) + 1, On: on}
}

// mark marks customers, and shows it in the rows that are at hand.
func (a *app) mark(m protocol.Mark) {
	if !a.state.Settled() {
		return
	}
	turn, out := a.turn, &protocol.Count{}
	if !a.ask(protocol.OpMark, &m, out) || turn != a.turn {
		return
	}
	nobody := !m.All && m.N == 0
	for page, rows := range a.grid.pages {
		for k := range rows.Rows {
			if at := page*pageRows + k; m.All || nobody || at >= m.From && at < m.From+m.N {
				rows.Rows[k].Marked = m.On && !nobody
			}
		}
	}
	for _, r := range a.grid.pool {
		if row := a.grid.row(r.index); row != nil {
			r.marked = row.Marked
		}
	}
	a.do(Counted{*out})
	a.markRows()
}

// markAll marks everyone listed, or nobody of them when all are marked already.
func (a *app) markAll() {
	go a.mark(protocol.Mark{All: true, On: a.state.Count.MarkedHere < a.state.Count.Rows})
}

// markRow marks the row whose box was clicked; with shift all rows since the last one, too.
func (a *app) markRow(box element, shift bool) {
	row, _ := closest(box.Value, ".tr")
	for _, r := range a.grid.pool {
		if !r.Equal(row.Value) || r.customer < 0 {
			continue
		}
		on := box.Get("checked").Bool()
		from := r.index
		if shift {
			from = a.grid.anchor
		}
		a.grid.active, a.grid.anchor = r.index, r.index
		go a.mark(stretch(from, r.index, on))
	}
}

// dragColumn lets a grip set its column's width until the pointer is let go.
func (a *app) dragColumn(ev *dom.BasicEvent) {
	grip, ok := closest(ev.Get("target"), ".grip")
	if !ok {
		return
	}
	ev.PreventDefault()
	head, _ := closest(grip.Value, "[role=columnheader]")
	place, _ := strconv.Atoi(head.Call("getAttribute", "aria-colindex").String())
	col, start, width := a.grid.columns[place-1], ev.Get("clientX").Float(), a.widthOf(place-1)
	grip.Call("setPointerCapture", ev.Get("pointerId"))
	move := js.FuncOf(func(_ js.Value, args []js.Value) any {
		a.do(ColumnSized{col, width + int(args[0].Get("clientX").Float()-start)})
		return nil
	})
	grip.Set("onpointermove", move)
	var end js.Func
	end = js.FuncOf(func(js.Value, []js.Value) any {
		grip.Set("onpointermove", js.Null())
		grip.Set("onlostpointercapture", js.Null())
		move.Release()
		end.Release()
		return nil
	})
	grip.Set("onlostpointercapture", end)
}

// widthOf is the width that a column has now.
func (a *app) widthOf(place int) int {
	return int(math.Round(headCell(place).Get("offsetWidth").Float()))
}

// headCell is the header of the column at a place.
func headCell(place int) element { return wrap(at("grid-head").Get("children").Index(place)) }
