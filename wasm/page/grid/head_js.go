//go:build js

package grid

import (
	"strconv"
	"strings"

	"fenji/wasm/page/dom"
)

// DrawHead draws the headers: names, sort order, widths.
func (g *Grid) DrawHead() {
	cols := g.Columns()
	drawWidths(cols)
	dom.Attr(dom.At("grid"), "aria-colcount", strconv.Itoa(len(cols)))
	for i, h := range dom.Fill(dom.At("grid-head"), "t-head", len(cols)) {
		col := cols[i]
		dom.Attr(h, "id", "head-"+strconv.Itoa(i))
		dom.Attr(h, "aria-colindex", strconv.Itoa(i+1))
		dom.Attr(h, "aria-sort", col.Sort)
		dom.Attr(h, "class", col.Class)
		button := dom.Find(h, "button")
		dom.Attr(button, "data-arg", strconv.Itoa(col.ID))
		dom.Attr(button, "title", col.Hint)
		dom.Text(dom.Find(button, "span"), col.Title)
		dom.Text(dom.Find(button, "small"), col.Unit)
		dom.Text(dom.Find(button, "i"), col.Place)
		if i == 0 && dom.Find(h, "input").IsNull() {
			h.Call("prepend", dom.Clone("t-mark-all").Value)
		}
	}
}

// DrawWidths sets the widths of the columns: those that the user chose, of the others at least what they need.
func (g *Grid) DrawWidths() { drawWidths(g.Columns()) }

func drawWidths(columns []Column) {
	var cols strings.Builder
	wide := 0
	for _, c := range columns {
		if c.Fixed {
			cols.WriteString(strconv.Itoa(c.Width) + "px ")
		} else {
			cols.WriteString("minmax(" + strconv.Itoa(c.Width) + "px," + strconv.Itoa(c.Weight) + "fr) ")
		}
		wide += c.Width
	}
	dom.Property(dom.At("grid"), "--cols", cols.String())
	dom.Property(dom.At("grid"), "--wide", strconv.Itoa(wide)+"px")
}
