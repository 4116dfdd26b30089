//go:build js

package page

import (
	"slices"
	"strconv"
	"syscall/js"

	"fenji/scoring/protocol"
)

// pageRows is how many rows are asked for at a time, keptPages how many such pages are kept.
const (
	pageRows  = 100
	keptPages = 24
)

// A grid shows a window of the view: a few dozen row elements that are filled anew as they come into sight.
type grid struct {
	pages    map[int]*protocol.Rows
	order    []int      // pages, the longest kept first
	pool     []*gridRow // in the document are those that show a row
	active   int        // row that the keyboard is at; headRow is the header
	column   int        // and its place among the columns shown
	anchor   int        // row from which a stretch of rows is marked
	fetching bool
	columns  []int   // that the row elements are made for
	model    element // a row element of these columns, to copy
	here     string  // the cell that the keyboard is at
	fresh    bool    // the rows changed under the elements
	sees     float64 // the height of what is in sight; 0 until the browser has told it
	top      bool    // it stands at its beginning, so that nobody need ask where
	drawing  int     // counts drawings; an outdated one stops
	aim      float64 // where the wheel has brought the rows' way, more exactly than the scroll bar can tell
}

// reset forgets all rows and takes the first page of new ones.
func (g *grid) reset(first *protocol.Rows) {
	g.pages, g.order, g.anchor, g.fresh = map[int]*protocol.Rows{}, nil, 0, true
	g.active = min(g.active, 0) // who sorts from the header stays there
	if first != nil {
		g.keep(0, first)
	}
	if !g.top {
		g.scrollTo(0)
		g.top = true
	}
	if first == nil { // nothing of the customers stays behind
		g.drawing++ // and what draws them stops
		g.columns, g.pool, g.here = nil, nil, ""
		fill(at("grid-body"), "t-row", 0)
	}
}

func (g *grid) keep(page int, rows *protocol.Rows) {
	g.pages[page] = rows
	g.order = append(g.order, page)
	if len(g.order) > keptPages {
		delete(g.pages, g.order[0])
		g.order = g.order[1:]
	}
}

func (g *grid) row(i int) *protocol.Row {
	if i < 0 {
		return nil
	}
	if p := g.pages[i/pageRows]; p != nil && i%pageRows < len(p.Rows) {
		return &p.Rows[i%pageRows]
	}
	return nil
}

// rowHeight is the height of a row in the density chosen.
func (a *app) rowHeight() float64 {
	if a.state.Areas.Customers.Dense {
		return denseHeight
	}
	return rowHeight
}

// window is asked for by everything that moves; so the height comes from the browser when it changes, and is not measured.
func (a *app) window() window {
	sees := a.grid.sees - headHeight
	if sees < rowHeight {
		sees = 15 * rowHeight // not laid out yet, or in a tab behind
	}
	return window{rows: a.state.Count.Rows, sees: sees, each: a.rowHeight()}
}

// scroll is how far the grid is scrolled.
func (g *grid) scroll() float64 {
	if g.top {
		return 0
	}
	return at("grid").Get("scrollTop").Float()
}

func (g *grid) scrollTo(y float64) {
	g.top = false
	at("grid").Set("scrollTop", y)
}

// watchGrid hears of the grid's height.
func (a *app) watchGrid() {
	seen := js.FuncOf(func(js.Value, []js.Value) any {
		if sees := at("grid").Get("clientHeight").Float(); sees > 0 && sees != a.grid.sees {
			if a.grid.sees = sees; !a.pace.busy {
				a.drawRows()
			}
		}
		return nil
	})
	// Until there is something to see it is as high as it may be; more rows than are in sight do no harm.
	a.grid.sees = max(420, js.Global().Get("innerHeight").Float()-190)
	js.Global().Get("ResizeObserver").New(seen).Call("observe", at("grid").Value)
}

// drawRows puts the rows in sight where they belong and asks for those that are missing.
func (a *app) drawRows() {
	g := &a.grid
	if a.state.Outcome == nil || !a.state.Outcome.Graded {
		return
	}
	if cols := a.state.shown(); !slices.Equal(g.columns, cols) {
		g.columns, g.pool, g.model, g.here = cols, nil, newModel(cols), ""
		fill(at("grid-body"), "t-row", 0)
	}
	w := a.window()
	scroll := g.scroll()
	from, to := w.span(scroll)
	property(at("grid-body"), "--tall", strconv.Itoa(int(w.height()))+"px")
	g.drawing++
	drawing := g.drawing
	for len(g.pool) < to-from {
		g.pool = append(g.pool, g.newRow())
		if a.pace.breathe(); drawing != g.drawing {
			return
		}
	}
	for k, r := range g.pool {
		// The element whose number fits keeps its row while the window moves over it.
		i := from + ((k-from)%len(g.pool)+len(g.pool))%len(g.pool)
		if i >= to {
			r.put(-1, 0)
			continue
		}
		if data := g.row(i); g.fresh || r.index != i || r.customer < 0 && data != nil {
			r.fill(a.state, data, g.columns)
		}
		r.put(i, w.offset(i, scroll))
		if a.pace.breathe(); drawing != g.drawing {
			return
		}
	}
	g.fresh = false
	a.markRows()
	a.fetchRows(from, to)
}

// headRow stands for the header among the rows that the keyboard can be at.
const headRow = -1

// markRows shows which rows are marked, which one is explained, and the cell that the keyboard is at.
func (a *app) markRows() {
	g := &a.grid
	g.column = max(0, min(g.column, len(g.columns)-1))
	here := ""
	for _, r := range g.pool {
		if r.index < 0 {
			continue
		}
		marked, current := r.customer >= 0 && r.marked, r.customer >= 0 && r.customer == a.state.Picked
		if !r.drawn || r.markedSo != marked {
			flag(r.element, "aria-selected", marked)
		}
		r.cells[0].first.Set("checked", marked) // a click may have changed it
		if r.currentSo != current {
			if current {
				attr(r.element, "aria-current", "true")
			} else {
				r.Call("removeAttribute", "aria-current")
			}
		}
		r.drawn, r.markedSo, r.currentSo = true, marked, current
		if r.index == g.active {
			here = r.name(g.column)
		}
	}
	if g.active == headRow {
		here = "head-" + strconv.Itoa(g.column)
	}
	if here == g.here {
		return
	}
	if was := document.Call("getElementById", either(g.here == "", "grid-head", g.here)); !was.IsNull() {
		was.Get("classList").Call("remove", "here")
	}
	if now := document.Call("getElementById", here); !now.IsNull() {
		now.Get("classList").Call("add", "here")
	}
	g.here = here
	attr(at("grid"), "aria-activedescendant", here)
}

// fetchRows asks for the pages that rows from … to-1 need, one after the other; when the user scrolls on meanwhile,
// those that are then in sight come next.
func (a *app) fetchRows(from, to int) {
	if a.grid.fetching || a.missing(from, to) < 0 || !a.state.Settled() {
		return
	}
	a.grid.fetching = true
	go func() {
		for {
			from, to := a.window().span(a.grid.scroll())
			page, turn := a.missing(from, to), a.turn
			if page < 0 {
				break
			}
			rows := a.rowsOf(page)
			if rows == nil && turn == a.turn {
				break
			}
			if rows != nil {
				a.grid.keep(page, rows)
				a.drawRows()
			}
		}
		a.grid.fetching = false
	}()
}

// missing gives the first page that rows from … to-1 lack, -1 when there is none.
func (a *app) missing(from, to int) int {
	for page := from / pageRows; page*pageRows < to; page++ {
		if a.grid.pages[page] == nil {
			return page
		}
	}
	return -1
}
