//go:build js

package page

import (
	"strconv"
	"strings"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
)

// columnWidths are the least widths of the fixed columns in pixels, wide enough for their headers, an arrow and a number
// in each language; weights share out what is left.
var (
	columnWidths = map[string][fixedColumns]int{
		"zh-CN": {112, 116, 118, 88, 120, 74, 74, 74, 106, 94, 190, 130},
		"en":    {112, 124, 84, 88, 130, 96, 96, 98, 84, 80, 190, 130},
	}
	columnWeights = [fixedColumns]int{14, 11, 10, 8, 12, 7, 7, 7, 8, 8, 40, 20}
)

const extraWidth, extraWeight = 130, 12

// drawHead draws the headers: names, sort order, widths.
func (a *app) drawHead() {
	s := a.state
	cols := s.shown()
	unit := ""
	if p := s.Profile(s.Outcome.Profile); p != nil {
		unit = words.Text(s.Lang, "grid.unit."+p.Unit)
	}
	a.drawWidths()
	attr(at("grid"), "aria-colcount", strconv.Itoa(len(cols)))
	for i, h := range fill(at("grid-head"), "t-head", len(cols)) {
		col := cols[i]
		attr(h, "id", "head-"+strconv.Itoa(i))
		attr(h, "aria-colindex", strconv.Itoa(i+1))
		attr(h, "aria-sort", sortOf(s.View, col))
		attr(h, "class", alignment(col))
		button := find(h, "button")
		attr(button, "data-arg", strconv.Itoa(col))
		attr(button, "title", words.Text(s.Lang, "grid.sort", "column", s.header(col)))
		text(find(button, "span"), s.header(col))
		text(find(button, "small"), either(col == colAmount, unit, ""))
		place := ""
		if n := sortPlace(s.View, col); n > 0 && len(s.View.Sort) > 1 {
			place = strconv.Itoa(n)
		}
		text(find(button, "i"), place)
		if i == 0 && find(h, "input").IsNull() {
			h.Call("prepend", clone("t-mark-all").Value)
		}
	}
	a.drawMarkAll()
}

// drawWidths sets the widths of the columns: those that the user chose, of the others at least what they need.
func (a *app) drawWidths() {
	s := a.state
	var cols strings.Builder
	wide, widths := 0, columnWidths[s.Lang]
	for _, col := range s.shown() {
		width, weight := extraWidth, extraWeight
		if col < fixedColumns {
			width, weight = widths[col], columnWeights[col]
		}
		if chosen, set := s.Areas.Customers.Widths[col]; set {
			width = chosen
			cols.WriteString(strconv.Itoa(width) + "px ")
		} else {
			cols.WriteString("minmax(" + strconv.Itoa(width) + "px," + strconv.Itoa(weight) + "fr) ")
		}
		wide += width
	}
	property(at("grid"), "--cols", cols.String())
	property(at("grid"), "--wide", strconv.Itoa(wide)+"px")
}

// drawMarkAll shows on the box in the header how many of those listed are marked: none, some, all.
func (a *app) drawMarkAll() {
	box := find(at("grid-head"), "input")
	if box.IsNull() {
		return
	}
	c := a.state.Count
	attr(box, "aria-label", a.t("customers.mark.all", "n", count(c.Rows)))
	box.Set("checked", c.Rows > 0 && c.MarkedHere == c.Rows)
	box.Set("indeterminate", c.MarkedHere > 0 && c.MarkedHere < c.Rows)
}

func sortOf(v protocol.View, column int) string {
	for _, k := range v.Sort {
		if k.Column == column {
			return either(k.Desc, "descending", "ascending")
		}
	}
	return "none"
}
