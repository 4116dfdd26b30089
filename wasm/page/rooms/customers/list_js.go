//go:build js

package customers

import (
	"strconv"

	"fenji/scoring/columns"
	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/grid"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// columnWidths are the least widths of the fixed columns in pixels, wide enough for their headers, an arrow and a number
// in each language; weights share out what is left.
var (
	columnWidths = map[string][columns.Extra]int{
		"zh-CN": {156, 116, 118, 88, 120, 74, 74, 74, 106, 94, 190, 130},
		"en":    {156, 124, 84, 88, 130, 96, 96, 98, 84, 80, 190, 130},
	}
	columnWeights = [columns.Extra]int{14, 11, 10, 8, 12, 7, 7, 7, 8, 8, 40, 20}
)

const extraWidth, extraWeight = 130, 12

// source ties the grid to what is listed.
func (v *screen) source(a *shell.App) grid.Source {
	return grid.Source{
		Count:   func() int { return a.State().Count.Rows },
		Shown:   func() []int { return shown(a.State()) },
		Columns: func() []grid.Column { return columnsOf(a) },
		Page: func(page int) []grid.Row {
			rows := a.RowsOf(page)
			if rows != nil && !shell.SameAdded(rows.Added, a.State().Added()) {
				go a.SetView(a.State().View) // there are other columns by now
				return nil
			}
			return gridRows(rows)
		},
		Texts:   func(data any) []string { return cellTexts(a.State(), data.(*protocol.Row)) },
		More:    func(data any, column int) string { return addedText(a.State(), data.(*protocol.Row), column) },
		Changed: func() string { return a.State().Lang + "\n" + a.State().View.Search },
		Current: func() int { return a.State().Picked },
		Dense:   func() bool { return dense(a.State()) },
		Pick:    a.Explain,
		Leave: func() bool {
			if a.State().Picked < 0 {
				return false
			}
			a.Do(shell.Closed{})
			return true
		},
		Sort:    func(column int, add bool) { go a.SetView(shell.Sorted(a.State().View, column, add)) },
		Size:    func(column, width int) { a.Do(ColumnSized{column, width}) },
		Mark:    func(from, n int, on bool) { go v.mark(a, protocol.Mark{From: from, N: n, On: on}) },
		MarkAll: func() { v.markAll(a) },
		Breathe: a.Breathe,
		Ready:   func() bool { return a.State().Outcome != nil && a.State().Outcome.Graded },
		Busy:    a.Drawing,
	}
}

// gridRows are rows as the grid takes them; of none it takes nothing.
func gridRows(rows *protocol.Rows) []grid.Row {
	if rows == nil {
		return nil
	}
	list := make([]grid.Row, len(rows.Rows))
	for i := range rows.Rows {
		r := &rows.Rows[i]
		list[i] = grid.Row{Key: r.Customer, Marked: r.Marked, Data: r}
	}
	return list
}

// columnsOf are the columns shown, with all that the grid has to know of them.
func columnsOf(a *shell.App) []grid.Column {
	s := a.State()
	unit := ""
	if p := s.Profile(s.Outcome.Profile); p != nil {
		unit = words.Text(s.Lang, "grid.unit."+p.Unit)
	}
	var list []grid.Column
	for _, col := range shown(s) {
		kind := kindOf(s, col)
		c := grid.Column{ID: col, Title: header(s, col), Unit: say.Either(kind == protocol.CellMoney, unit, ""),
			Hint:     words.Text(s.Lang, "grid.sort", "column", header(s, col)),
			Template: cellTemplate(col, kind), Class: alignment(col, kind), Width: extraWidth, Weight: extraWeight,
			Sort: sortOf(s.View, col), Write: func(c *grid.Cell, t string) { write(a.State(), c, col, kind, t) }}
		if col < columns.Extra {
			c.Width, c.Weight = columnWidths[words.Bare(s.Lang)][col], columnWeights[col]
		}
		if chosen, set := own(s).Widths[col]; set {
			c.Width, c.Fixed = chosen, true
		}
		if n := sortPlace(s.View, col); n > 0 && len(s.View.Sort) > 1 {
			c.Place = strconv.Itoa(n)
		}
		list = append(list, c)
	}
	return list
}

// alignment is the class of a column: text stands left, figures right.
func alignment(column int, kind string) string {
	switch {
	case column >= protocol.FirstAdded:
		return say.Either(kind == protocol.CellText, "l quiet", "")
	case column >= columns.Advice:
		return "l quiet"
	case column < 2:
		return "l"
	}
	return ""
}

func cellTemplate(col int, kind string) string {
	switch {
	case col == 0:
		return "t-id"
	case isPoints(col):
		return "t-points"
	case kind == protocol.CellGrade:
		return "t-grade-cell"
	}
	return "t-cell"
}

func isPoints(col int) bool { return col >= columns.RPoints && col < columns.RPoints+3 }

func sortOf(v protocol.View, column int) string {
	for _, k := range v.Sort {
		if k.Column == column {
			return say.Either(k.Desc, "descending", "ascending")
		}
	}
	return "none"
}

// write puts a text into the cell of a column.
func write(s *shell.State, c *grid.Cell, col int, kind, t string) {
	switch {
	case isPoints(col):
		points(c.First, c.Last, s.Lang, t)
	case kind == protocol.CellGrade:
		shell.GradeChip(s, c.First, t)
	case col == 0:
		dom.Attr(c.First, "aria-label", words.Text(s.Lang, "customers.mark", "who", t))
		highlight(c.Last, t, s.View.Search)
	case col >= columns.Extra:
		highlight(c.Element, t, s.View.Search)
		dom.Attr(c.Element, "title", t)
	default:
		dom.Text(c.Element, t)
		if col >= columns.Advice {
			dom.Attr(c.Element, "title", t)
		}
	}
}

// highlight writes a text with what was searched for marked in it.
func highlight(e dom.Element, t, search string) {
	from, to := matchAt(t, search)
	if from < 0 {
		dom.Text(e, t)
		return
	}
	mark := dom.Clone("t-mark")
	dom.Text(mark, t[from:to])
	e.Call("replaceChildren", t[:from], mark.Value, t[to:])
}

// points draws whole points up to five as pips, others as the number.
func points(pips, number dom.Element, lang, n string) {
	asPips := len(n) == 1 && n >= "1" && n <= "5"
	dom.Show(pips, asPips)
	dom.Attr(pips, "aria-label", say.Either(n == "", "", words.Text(lang, "grid.points", "points", n)))
	dom.Attr(pips, "data-n", n)
	dom.Text(number, say.Either(asPips, "", n))
}

// drawMarkAll shows on the box in the header how many of those listed are marked: none, some, all.
func (v *screen) drawMarkAll(a *shell.App) {
	box := dom.Find(dom.At("grid-head"), "input")
	if box.IsNull() {
		return
	}
	c := a.State().Count
	dom.Attr(box, "aria-label", a.T("customers.mark.all", "n", say.Count(c.Rows)))
	box.Set("checked", c.Rows > 0 && c.MarkedHere == c.Rows)
	box.Set("indeterminate", c.MarkedHere > 0 && c.MarkedHere < c.Rows)
}

// mark marks customers, and shows it in the rows that are at hand.
func (v *screen) mark(a *shell.App, m protocol.Mark) {
	if !a.State().Settled() {
		return
	}
	turn, out := a.State().Turn, &protocol.Count{}
	if !a.Ask(protocol.OpMark, &m, out) || turn != a.State().Turn {
		return
	}
	nobody := !m.All && m.N == 0
	v.grid.SetMarks(func(i int, was bool) bool {
		if m.All || nobody || i >= m.From && i < m.From+m.N {
			return m.On && !nobody
		}
		return was
	})
	a.Do(shell.Marked{Count: *out})
	v.grid.MarkRows()
}

// markAll marks everyone listed, or nobody of them when all are marked already.
func (v *screen) markAll(a *shell.App) {
	c := a.State().Count
	go v.mark(a, protocol.Mark{All: true, On: c.MarkedHere < c.Rows})
}
