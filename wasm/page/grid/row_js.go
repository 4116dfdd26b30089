//go:build js

package grid

import (
	"strconv"

	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
)

// A row is one row element and what it shows. Every step across the border costs some microseconds, and there are hundreds
// of cells: so what a row says already is not said again.
type row struct {
	dom.Element
	slot   int
	cells  []Cell
	index  int // row of the list; -1 for none
	marked bool

	drawn, markedSo, currentSo, waits bool // what the element says
	key                               int  // -1 while its data is under way
	offset                            float64
	with                              string // what the cells were written with
}

// A Cell is one cell and, where it holds elements, the first and the last of them.
type Cell struct {
	dom.Element
	First, Last dom.Element
	text        string
	written     bool
	named       bool // it has an id
}

// newModel makes the row element of some columns.
func newModel(columns []Column) dom.Element {
	row := dom.Clone("t-row")
	for at, col := range columns {
		c := dom.Clone(col.Template)
		dom.Attr(c, "aria-colindex", strconv.Itoa(at+1))
		dom.Attr(c, "class", col.Class)
		row.Call("append", c.Value)
	}
	return row
}

func (g *Grid) newRow() *row {
	r := &row{Element: dom.Wrap(g.model.Call("cloneNode", true)), slot: len(g.pool), index: -1, key: -1}
	for i, e := range dom.Children(r.Element) {
		c := Cell{Element: e}
		if g.columns[i].Template != "t-cell" {
			c.First, c.Last = dom.Wrap(e.Get("firstElementChild")), dom.Wrap(e.Get("lastElementChild"))
		}
		r.cells = append(r.cells, c)
	}
	return r
}

// name gives the id of a cell; it gets one when the keyboard comes to it.
func (r *row) name(column int) string {
	c := &r.cells[column]
	id := "cell-" + strconv.Itoa(r.slot) + "-" + strconv.Itoa(column)
	if !c.named {
		c.named = true
		dom.Attr(c.Element, "id", id)
	}
	return id
}

// put moves the row element to row i of the view; -1 puts it away.
func (r *row) put(i int, offset float64) {
	if i < 0 {
		if r.index >= 0 {
			r.Call("remove")
		}
		r.index, r.key = -1, -1
		return
	}
	if r.index < 0 {
		dom.At("grid-body").Call("append", r.Value)
	}
	if r.index != i {
		dom.Attr(r.Element, "aria-rowindex", strconv.Itoa(i+2))
	}
	if r.index < 0 || r.offset != offset {
		dom.Property(r.Element, "transform", "translateY("+strconv.FormatFloat(offset, 'f', 1, 64)+"px)")
	}
	r.index, r.offset = i, offset
}

// fill writes the row's texts, or clears it while they are under way.
func (g *Grid) fill(r *row, data *Row, with string) {
	if r.with != with {
		r.with = with
		for i := range r.cells {
			r.cells[i].written = false
		}
	}
	var texts []string
	r.key = -1
	if data != nil {
		r.key, r.marked = data.Key, data.Marked
		texts = g.Texts(data.Data)
	}
	if waits := data == nil; r.waits != waits {
		r.waits = waits
		dom.Attr(r.Element, "class", say.Either(waits, "tr wait", "tr"))
	}
	for at := range g.columns {
		c, col, t := &r.cells[at], &g.columns[at], ""
		if data != nil && col.ID < len(texts) {
			t = texts[col.ID]
		} else if data != nil {
			t = g.More(data.Data, col.ID)
		}
		if !c.written || c.text != t {
			c.written, c.text = true, t
			col.Write(c, t)
		}
	}
}
