//go:build js

package grid

import (
	"math"
	"strconv"
	"syscall/js"

	"fenji/wasm/page/dom"
)

// moveTo puts the keyboard's row at i, and brings it into sight.
func (g *Grid) moveTo(i int) {
	w := g.window()
	g.active = max(headRow, min(i, w.rows-1))
	if g.active != headRow {
		scroll := g.scroll()
		if to := w.reveal(g.active, scroll); to != scroll {
			g.scrollTo(to)
		}
	}
	g.Draw()
	for _, r := range g.pool {
		if r.index == g.active { // the grid may reach beyond the window
			r.Call("scrollIntoView", map[string]any{"block": "nearest", "inline": "nearest"})
		}
	}
}

// moveAcross puts the keyboard at another column and brings it out from behind the first, which stays.
func (g *Grid) moveAcross(by int) {
	g.column = max(0, min(g.column+by, len(g.columns)-1))
	cell := headCell(g.column)
	left, wide := cell.Get("offsetLeft").Float(), cell.Get("offsetWidth").Float()
	first := headCell(0).Get("offsetWidth").Float()
	grid := dom.At("grid")
	scroll, sees := grid.Get("scrollLeft").Float(), grid.Get("clientWidth").Float()
	switch {
	case g.column == 0:
		grid.Set("scrollLeft", 0)
	case left-first < scroll:
		grid.Set("scrollLeft", left-first)
	case left+wide > scroll+sees:
		grid.Set("scrollLeft", left+wide-sees)
	}
	g.MarkRows()
}

// wheel moves long lists, whose scroll bar stands for a longer way, by as much as the wheel was turned and not by a
// multiple of it; it tells whether it did.
func (g *Grid) wheel(dx, dy float64, mode int) bool {
	w := g.window()
	if w.way() <= bodyLimit || math.Abs(dx) > math.Abs(dy) {
		return false
	}
	scroll := g.scroll()
	if math.Abs(w.scroll(g.aim)-scroll) > 1 {
		g.aim = w.top(scroll)
	}
	pixels := [...]float64{1, w.tall(), w.sees} // the wheel speaks of pixels, lines or pages
	aim := g.aim + dy*pixels[min(mode, len(pixels)-1)]
	to := w.scroll(aim)
	if past := aim < 0 || aim > w.way()-w.sees; past && math.Abs(to-scroll) < 1 {
		return false // at an end; the page scrolls on
	}
	g.aim = aim
	g.scrollTo(to)
	return true
}

// key handles a key in the grid; it tells whether the key meant something.
func (g *Grid) key(key string, shift bool) bool {
	page := int(g.window().sees / g.rowHeight())
	if g.active == headRow && g.headKey(key, shift) {
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
		to = g.Count() - 1
	case "ArrowLeft", "ArrowRight":
		g.moveAcross(map[string]int{"ArrowLeft": -1, "ArrowRight": 1}[key])
		return true
	case "Enter":
		if row := g.row(g.active); row != nil {
			g.Pick(row.Key)
		}
		return true
	case " ":
		if row := g.row(g.active); row != nil {
			g.anchor = g.active
			g.Mark(g.active, 1, !row.Marked)
		}
		return true
	case "Escape":
		return g.Leave()
	default:
		return false
	}
	g.moveTo(to)
	if shift && g.active != headRow {
		g.markStretch(g.anchor, g.active, true)
	} else if g.active != headRow {
		g.anchor = g.active
	}
	return true
}

// headKey handles a key at the header.
func (g *Grid) headKey(key string, shift bool) bool {
	col := g.columns[g.column].ID
	switch {
	case key == "Enter", key == " " && g.column > 0:
		g.Sort(col, shift)
	case key == " ":
		g.MarkAll()
	case shift && (key == "ArrowLeft" || key == "ArrowRight"):
		by := map[string]int{"ArrowLeft": -16, "ArrowRight": 16}[key]
		g.Size(col, widthOf(g.column)+by)
	case key == "ArrowUp":
	default:
		return false
	}
	return true
}

// markStretch marks the rows between two, both included.
func (g *Grid) markStretch(from, to int, on bool) {
	g.Mark(min(from, to), max(from, to)-min(from, to)+1, on)
}

// MarkRow marks the row whose box was clicked; with shift all rows since the last one, too.
func (g *Grid) MarkRow(box dom.Element, shift bool) {
	e, _ := dom.Closest(box.Value, ".tr")
	r := g.rowOf(e)
	if r == nil {
		return
	}
	on := box.Get("checked").Bool()
	from := r.index
	if shift {
		from = g.anchor
	}
	g.active, g.anchor = r.index, r.index
	g.markStretch(from, r.index, on)
}

// dragColumn lets a grip set its column's width until the pointer is let go.
func (g *Grid) dragColumn(ev dom.Event) {
	grip, ok := dom.Closest(ev.Get("target"), ".grip")
	if !ok {
		return
	}
	ev.PreventDefault()
	head, _ := dom.Closest(grip.Value, "[role=columnheader]")
	place, _ := strconv.Atoi(head.Call("getAttribute", "aria-colindex").String())
	col, start, width := g.columns[place-1].ID, ev.Get("clientX").Float(), widthOf(place-1)
	grip.Call("setPointerCapture", ev.Get("pointerId"))
	move := js.FuncOf(func(_ js.Value, args []js.Value) any {
		g.Size(col, width+int(args[0].Get("clientX").Float()-start))
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
func widthOf(place int) int {
	return int(math.Round(headCell(place).Get("offsetWidth").Float()))
}

// headCell is the header of the column at a place.
func headCell(place int) dom.Element {
	return dom.Wrap(dom.At("grid-head").Get("children").Index(place))
}
