//go:build js

package page

import (
	"strconv"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
)

// A gridRow is one row element and what it shows. Every step across the border costs some microseconds, and there are
// hundreds of cells: so what a row says already is not said again.
type gridRow struct {
	element
	slot   int
	cells  []gridCell
	index  int // row of the view; -1 for none
	marked bool

	drawn, markedSo, currentSo, waits bool // what the element says
	customer                          int  // -1 while its data is under way
	offset                            float64
	lang, search                      string // what the cells were written with
}

// A gridCell is one cell and, where it holds elements, the first and the last of them.
type gridCell struct {
	element
	first, last element
	text        string
	written     bool
	named       bool // it has an id
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

// newModel makes the row element of some columns.
func newModel(columns []int) element {
	row := clone("t-row")
	for at, col := range columns {
		c := clone(cellTemplate(col))
		attr(c, "aria-colindex", strconv.Itoa(at+1))
		attr(c, "class", alignment(col))
		row.Call("append", c.Value)
	}
	return row
}

func cellTemplate(col int) string {
	switch {
	case col == 0:
		return "t-id"
	case isPoints(col):
		return "t-points"
	case col == colGrade:
		return "t-grade-cell"
	}
	return "t-cell"
}

func (g *grid) newRow() *gridRow {
	r := &gridRow{element: wrap(g.model.Call("cloneNode", true)), slot: len(g.pool), index: -1, customer: -1}
	for i, e := range children(r.element) {
		c := gridCell{element: e}
		if cellTemplate(g.columns[i]) != "t-cell" {
			c.first, c.last = wrap(e.Get("firstElementChild")), wrap(e.Get("lastElementChild"))
		}
		r.cells = append(r.cells, c)
	}
	return r
}

func isPoints(col int) bool { return col >= colPoints && col < colPoints+3 }

// name gives the id of a cell; it gets one when the keyboard comes to it.
func (r *gridRow) name(column int) string {
	c := &r.cells[column]
	id := "cell-" + strconv.Itoa(r.slot) + "-" + strconv.Itoa(column)
	if !c.named {
		c.named = true
		attr(c.element, "id", id)
	}
	return id
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
	if r.index < 0 || r.offset != offset {
		property(r.element, "transform", "translateY("+strconv.FormatFloat(offset, 'f', 1, 64)+"px)")
	}
	r.index, r.offset = i, offset
}

// fill writes a customer into the row, or clears it while the customer is under way.
func (r *gridRow) fill(s State, data *protocol.Row, columns []int) {
	if r.lang != s.Lang || r.search != s.View.Search {
		r.lang, r.search = s.Lang, s.View.Search
		for i := range r.cells {
			r.cells[i].written = false
		}
	}
	var texts []string
	r.customer = -1
	if data != nil {
		r.customer, r.marked = data.Customer, data.Marked
		texts = s.cellTexts(*data)
	}
	if waits := data == nil; r.waits != waits {
		r.waits = waits
		attr(r.element, "class", either(waits, "tr wait", "tr"))
	}
	for at, col := range columns {
		c, t := &r.cells[at], ""
		if data != nil {
			t = texts[col]
		}
		if !c.written || c.text != t {
			c.written, c.text = true, t
			c.write(s, col, t)
		}
	}
}

// write puts a text into the cell of a column.
func (c *gridCell) write(s State, col int, t string) {
	switch {
	case isPoints(col):
		points(c.first, c.last, s.Lang, t)
	case col == colGrade:
		gradeChip(c.first, t)
	case col == 0:
		attr(c.first, "aria-label", words.Text(s.Lang, "customers.mark", "who", t))
		highlight(c.last, t, s.View.Search)
	case col >= fixedColumns:
		highlight(c.element, t, s.View.Search)
		attr(c.element, "title", t)
	default:
		text(c.element, t)
		if col >= colAdvice {
			attr(c.element, "title", t)
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
func points(pips, number element, lang, n string) {
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
