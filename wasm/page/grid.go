//go:build js

package main

import (
	"slices"
	"strconv"

	"fenji/scoring/words"
	"fenji/wasm/protocol"
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
	here     string  // the cell that the keyboard is at
	fresh    bool    // the rows changed under the elements
	aim      float64 // where the wheel has brought the rows' way, more exactly than the scroll bar can tell
}

// A gridRow is one row element and what it shows.
type gridRow struct {
	element
	cells  []element
	index  int // row of the view; -1 for none
	marked bool

	drawn, markedSo, currentSo bool // what the element says, so that it need not be said again
	customer                   int  // -1 while its data is under way
}

// reset forgets all rows and takes the first page of new ones.
func (g *grid) reset(first *protocol.Rows) {
	g.pages, g.order, g.anchor, g.fresh = map[int]*protocol.Rows{}, nil, 0, true
	g.active = min(g.active, 0) // who sorts from the header stays there
	if first != nil {
		g.keep(0, first)
	}
	at("grid").Set("scrollTop", 0)
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

// alignment is the class of a column: text stands left, figures right.
func alignment(column int) string {
	switch {
	case column == colAdvice || column > colAdvice:
		return "l quiet"
	case column < 2:
		return "l"
	}
	return ""
}

// rowHeight is the height of a row in the density chosen.
func (a *app) rowHeight() float64 {
	if a.state.Areas.Customers.Dense {
		return denseHeight
	}
	return rowHeight
}

func (a *app) window() window {
	sees := at("grid").Get("clientHeight").Float() - headHeight
	if sees < rowHeight {
		sees = 15 * rowHeight // not laid out yet, or in a tab behind
	}
	return window{rows: a.state.Count.Rows, sees: sees, each: a.rowHeight()}
}

// drawRows puts the rows in sight where they belong and asks for those that are missing.
func (a *app) drawRows() {
	g := &a.grid
	if a.state.Outcome == nil || !a.state.Outcome.Graded {
		return
	}
	if cols := a.state.shown(); !slices.Equal(g.columns, cols) {
		g.columns, g.pool = cols, nil
		fill(at("grid-body"), "t-row", 0)
	}
	w := a.window()
	scroll := at("grid").Get("scrollTop").Float()
	from, to := w.span(scroll)
	property(at("grid-body"), "--tall", strconv.Itoa(int(w.height()))+"px")
	for len(g.pool) < to-from {
		g.pool = append(g.pool, newRow(len(g.pool), g.columns))
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
	}
	g.fresh = false
	a.markRows()
	a.fetchRows(from, to)
}

func newRow(slot int, columns []int) *gridRow {
	r := &gridRow{element: clone("t-row"), index: -1, customer: -1}
	attr(r.element, "id", "row-"+strconv.Itoa(slot))
	for at, col := range columns {
		template := "t-cell"
		switch {
		case col == 0:
			template = "t-id"
		case isPoints(col):
			template = "t-points"
		case col == colGrade:
			template = "t-grade-cell"
		}
		c := clone(template)
		attr(c, "id", "cell-"+strconv.Itoa(slot)+"-"+strconv.Itoa(at))
		attr(c, "aria-colindex", strconv.Itoa(at+1))
		attr(c, "class", alignment(col))
		r.Call("append", c.Value)
		r.cells = append(r.cells, c)
	}
	return r
}

func isPoints(col int) bool { return col >= colPoints && col < colPoints+3 }

// put moves the row element to row i of the view; -1 puts it away.
func (r *gridRow) put(i int, offset float64) {
	if i < 0 {
		if r.index >= 0 {
			r.Call("remove")
		}
		r.index, r.customer = -1, -1
		return
	}
	if r.index < 0 {
		at("grid-body").Call("append", r.Value)
	}
	if r.index != i {
		attr(r.element, "aria-rowindex", strconv.Itoa(i+2))
	}
	r.index = i
	property(r.element, "transform", "translateY("+strconv.FormatFloat(offset, 'f', 1, 64)+"px)")
}

// fill writes a customer into the row, or clears it while the customer is under way.
func (r *gridRow) fill(s State, data *protocol.Row, columns []int) {
	var texts []string
	if data == nil {
		r.customer = -1
		attr(r.element, "class", "tr wait")
	} else {
		r.customer, r.marked = data.Customer, data.Marked
		attr(r.element, "class", "tr")
		texts = s.cellTexts(*data)
	}
	for at, col := range columns {
		c, t := r.cells[at], ""
		if data != nil {
			t = texts[col]
		}
		switch {
		case isPoints(col):
			points(c, s.Lang, t)
		case col == colGrade:
			gradeChip(wrap(c.Get("firstElementChild")), t)
		case col == 0:
			attr(wrap(c.Get("firstElementChild")), "aria-label", words.Text(s.Lang, "customers.mark", "who", t))
			highlight(wrap(c.Get("lastElementChild")), t, s.View.Search)
		case col >= fixedColumns:
			highlight(c, t, s.View.Search)
			attr(c, "title", t)
		default:
			text(c, t)
			if col >= colAdvice {
				attr(c, "title", t)
			}
		}
	}
}

// highlight writes a text with what was searched for marked in it.
func highlight(e element, t, search string) {
	from, to := matchAt(t, search)
	if from < 0 {
		text(e, t)
		return
	}
	mark := clone("t-mark")
	text(mark, t[from:to])
	e.Call("replaceChildren", t[:from], mark.Value, t[to:])
}

// points draws whole points up to five as pips, others as the number.
func points(c element, lang, n string) {
	pips, number := wrap(c.Get("firstElementChild")), wrap(c.Get("lastElementChild"))
	asPips := len(n) == 1 && n >= "1" && n <= "5"
	show(pips, asPips)
	attr(pips, "aria-label", either(n == "", "", words.Text(lang, "grid.points", "points", n)))
	attr(pips, "data-n", n)
	text(number, either(asPips, "", n))
}

// gradeChip shows a grade's letter; the ungraded get a dash.
func gradeChip(e element, grade string) {
	if grade == "" {
		attr(e, "data-grade", "-")
		text(e, "")
		return
	}
	attr(e, "data-grade", grade)
	text(e, grade)
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
		r.cells[0].Get("firstElementChild").Set("checked", marked) // a click may have changed it
		if r.currentSo != current {
			if current {
				attr(r.element, "aria-current", "true")
			} else {
				r.Call("removeAttribute", "aria-current")
			}
		}
		r.drawn, r.markedSo, r.currentSo = true, marked, current
		if r.index == g.active {
			here = r.cells[g.column].Get("id").String()
		}
	}
	if g.active == headRow {
		here = "head-" + strconv.Itoa(g.column)
	}
	if here == g.here && here == at("grid").Call("getAttribute", "aria-activedescendant").String() {
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
			from, to := a.window().span(at("grid").Get("scrollTop").Float())
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
