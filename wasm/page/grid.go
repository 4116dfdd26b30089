//go:build js

package main

import (
	"math"
	"strconv"
	"strings"

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
	active   int        // row that the keyboard is at
	fetching bool
	extras   int
	fresh    bool    // the rows changed under the elements
	aim      float64 // where the wheel has brought the rows' way, more exactly than the scroll bar can tell
}

// A gridRow is one row element and what it shows.
type gridRow struct {
	element
	cells    []element
	index    int // row of the view; -1 for none
	customer int // -1 while its data is under way
}

// columnWidths are the least widths of the fixed columns in pixels, wide enough for their headers and an arrow in each
// language; weights share out what is left.
var (
	columnWidths = map[string][fixedColumns]int{
		"zh-CN": {96, 118, 116, 90, 122, 78, 78, 78, 108, 90, 190, 130},
		"en":    {96, 124, 80, 86, 130, 92, 92, 95, 82, 78, 190, 130},
	}
	columnWeights = [fixedColumns]int{14, 11, 10, 8, 12, 7, 7, 7, 8, 8, 40, 20}
)

const extraWidth, extraWeight = 130, 12

// reset forgets all rows and takes the first page of new ones.
func (g *grid) reset(first *protocol.Rows) {
	g.pages, g.order, g.active, g.fresh = map[int]*protocol.Rows{}, nil, 0, true
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
	if p := g.pages[i/pageRows]; p != nil && i%pageRows < len(p.Rows) {
		return &p.Rows[i%pageRows]
	}
	return nil
}

// head draws the headers: names, sort order, widths.
func (a *app) drawHead() {
	s := a.state
	labels := make([]string, 0, fixedColumns+len(s.Outcome.Extras))
	var cols strings.Builder
	wide, widths := 0, columnWidths[s.Lang]
	for i := range fixedColumns + len(s.Outcome.Extras) {
		width, weight := extraWidth, extraWeight
		if i < fixedColumns {
			width, weight = widths[i], columnWeights[i]
			labels = append(labels, words.Text(s.Lang, columnKeys[i]))
		} else {
			labels = append(labels, s.Outcome.Extras[i-fixedColumns])
		}
		wide += width
		cols.WriteString("minmax(" + strconv.Itoa(width) + "px," + strconv.Itoa(weight) + "fr) ")
	}
	unit := ""
	if p := s.Profile(s.Outcome.Profile); p != nil {
		unit = words.Text(s.Lang, "grid.unit."+p.Unit)
	}
	property(at("grid"), "--cols", cols.String())
	property(at("grid"), "--wide", strconv.Itoa(wide)+"px")
	attr(at("grid"), "aria-colcount", strconv.Itoa(len(labels)))
	for i, h := range fill(at("grid-head"), "t-head", len(labels)) {
		attr(h, "aria-colindex", strconv.Itoa(i+1))
		attr(h, "aria-sort", sortOf(s.View, i))
		attr(h, "class", alignment(i))
		button := find(h, "button")
		attr(button, "data-arg", strconv.Itoa(i))
		attr(button, "title", words.Text(s.Lang, "grid.sort", "column", labels[i]))
		text(find(button, "span"), labels[i])
		text(find(button, "small"), either(i == colAmount, unit, ""))
	}
}

func sortOf(v protocol.View, column int) string {
	for _, k := range v.Sort {
		if k.Column == column {
			return either(k.Desc, "descending", "ascending")
		}
	}
	return "none"
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

func (a *app) window() window {
	sees := at("grid").Get("clientHeight").Float() - headHeight
	if sees < rowHeight {
		sees = 15 * rowHeight // not laid out yet, or in a tab behind
	}
	return window{rows: a.state.Count.Rows, sees: sees}
}

// drawRows puts the rows in sight where they belong and asks for those that are missing.
func (a *app) drawRows() {
	g := &a.grid
	if a.state.Outcome == nil || !a.state.Outcome.Graded {
		return
	}
	if g.extras != len(a.state.Outcome.Extras) {
		g.extras = len(a.state.Outcome.Extras)
		g.pool = nil
		fill(at("grid-body"), "t-row", 0)
	}
	w := a.window()
	scroll := at("grid").Get("scrollTop").Float()
	from, to := w.span(scroll)
	property(at("grid-body"), "--tall", strconv.Itoa(int(w.height()))+"px")
	for len(g.pool) < to-from {
		g.pool = append(g.pool, newRow(len(g.pool), g.extras))
	}
	for k, r := range g.pool {
		// The element whose number fits keeps its row while the window moves over it.
		i := from + ((k-from)%len(g.pool)+len(g.pool))%len(g.pool)
		if i >= to {
			r.put(-1, 0)
			continue
		}
		if data := g.row(i); g.fresh || r.index != i || r.customer < 0 && data != nil {
			r.fill(a.state, data)
		}
		r.put(i, w.offset(i, scroll))
	}
	g.fresh = false
	a.markRows()
	a.fetchRows(from, to)
}

func newRow(slot, extras int) *gridRow {
	r := &gridRow{element: clone("t-row"), index: -1, customer: -1}
	attr(r.element, "id", "row-"+strconv.Itoa(slot))
	for i := range fixedColumns + extras {
		template := "t-cell"
		switch {
		case i >= colPoints && i < colPoints+3:
			template = "t-points"
		case i == colGrade:
			template = "t-grade-cell"
		}
		c := clone(template)
		attr(c, "aria-colindex", strconv.Itoa(i+1))
		attr(c, "class", alignment(i))
		r.Call("append", c.Value)
		r.cells = append(r.cells, c)
	}
	return r
}

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
func (r *gridRow) fill(s State, data *protocol.Row) {
	if data == nil {
		r.customer = -1
		attr(r.element, "class", "tr wait")
		for i, c := range r.cells {
			if !(i >= colPoints && i < colPoints+3) && i != colGrade {
				text(c, "")
			}
		}
		return
	}
	r.customer = data.Customer
	attr(r.element, "class", "tr")
	for i, t := range s.cellTexts(*data) {
		c := r.cells[i]
		switch {
		case i >= colPoints && i < colPoints+3:
			points(c, s.Lang, t)
		case i == colGrade:
			chip := wrap(c.Get("firstElementChild"))
			gradeChip(chip, t)
		default:
			text(c, t)
			if i >= colAdvice {
				attr(c, "title", t)
			}
		}
	}
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

// markRows marks the row that is explained and the one the keyboard is at.
func (a *app) markRows() {
	here := ""
	for _, r := range a.grid.pool {
		if r.index < 0 {
			continue
		}
		flag(r.element, "aria-selected", r.customer >= 0 && r.customer == a.state.Picked)
		now := r.index == a.grid.active
		r.Get("classList").Call("toggle", "now", now)
		if now {
			here = r.Get("id").String()
		}
	}
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

// moveTo puts the keyboard's row at i and brings it into sight.
func (a *app) moveTo(i int) {
	w := a.window()
	a.grid.active = max(0, min(i, w.rows-1))
	scroll := at("grid").Get("scrollTop").Float()
	if to := w.reveal(a.grid.active, scroll); to != scroll {
		at("grid").Set("scrollTop", to)
	}
	a.drawRows()
	for _, r := range a.grid.pool {
		if r.index == a.grid.active { // the grid may reach beyond the window
			r.Call("scrollIntoView", map[string]any{"block": "nearest", "inline": "nearest"})
		}
	}
}

// wheel moves long lists, whose scroll bar stands for a longer way, by as much as the wheel was turned and not by a
// multiple of it; it tells whether it did.
func (a *app) wheel(dx, dy float64, mode int) bool {
	w := a.window()
	if float64(w.rows)*rowHeight <= bodyLimit || math.Abs(dx) > math.Abs(dy) {
		return false
	}
	scroll := at("grid").Get("scrollTop").Float()
	if math.Abs(w.scroll(a.grid.aim)-scroll) > 1 {
		a.grid.aim = w.top(scroll)
	}
	pixels := [...]float64{1, rowHeight, w.sees} // the wheel speaks of pixels, lines or pages
	aim := a.grid.aim + dy*pixels[min(mode, len(pixels)-1)]
	to := w.scroll(aim)
	if past := aim < 0 || aim > float64(w.rows)*rowHeight-w.sees; past && math.Abs(to-scroll) < 1 {
		return false // at an end; the page scrolls on
	}
	a.grid.aim = aim
	at("grid").Set("scrollTop", to)
	return true
}

// gridKey handles a key in the grid; it tells whether the key meant something.
func (a *app) gridKey(key string) bool {
	g := &a.grid
	page := int(a.window().sees / rowHeight)
	switch key {
	case "ArrowDown":
		a.moveTo(g.active + 1)
	case "ArrowUp":
		a.moveTo(g.active - 1)
	case "PageDown":
		a.moveTo(g.active + page)
	case "PageUp":
		a.moveTo(g.active - page)
	case "Home":
		a.moveTo(0)
	case "End":
		a.moveTo(a.state.Count.Rows - 1)
	case "Enter", " ":
		if row := g.row(g.active); row != nil {
			go a.explain(row.Customer)
		}
	default:
		return false
	}
	return true
}
