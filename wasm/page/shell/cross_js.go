//go:build js

package shell

import (
	"strconv"

	"fenji/scoring/protocol"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
)

// Ungraded stands for the customers without a grade in a table of grades.
const Ungraded = "ungraded"

// CrossTable draws two gradings of the same customers: a cell for each pair of grades, in which a button leads to those who
// are in it. The ungraded have a row or a column where there are some.
func CrossTable(a *App, table dom.Element, c *protocol.Cross, do string) {
	rows, cols := shownOf(c)
	head := dom.Find(table, "thead tr")
	for k, e := range fillBehind(head, "t-cross-head", len(cols)) {
		crossGrade(a, e, c.To[cols[k]], cols[k])
	}
	for k, tr := range dom.Fill(dom.Find(table, "tbody"), "t-cross-row", len(rows)) {
		i := rows[k]
		crossGrade(a, tr, c.From[i], i)
		for n, td := range fillBehind(tr, "t-cross-cell", len(cols)) {
			j := cols[n]
			count := c.Counts[i*len(c.To)+j]
			from, to := code(c.From[i]), code(c.To[j])
			dom.Attr(td, "data-from", from)
			dom.Attr(td, "data-to", to)
			dom.Attr(td, "data-count", strconv.Itoa(count))
			dom.Attr(td, "data-way", say.Either(c.From[i] == c.To[j], "same", say.Either(j < i, "up", "down")))
			b := dom.Find(td, "button")
			dom.Attr(b, "data-do", do)
			dom.Text(b, say.Count(count))
			dom.Enable(b, count > 0)
			dom.Attr(b, "aria-label", a.T("cross.cell", "from", crossName(a, c.From[i]), "to", crossName(a, c.To[j]), "n", say.Count(count)))
		}
	}
}

func code(grade string) string { return say.Either(grade == "", Ungraded, grade) }

func crossName(a *App, grade string) string {
	return say.Either(grade == "", a.T("grade.ungraded"), a.T("grade.chip", "grade", grade))
}

func crossGrade(a *App, e dom.Element, grade string, place int) {
	g := dom.Find(e, ".g")
	dom.Attr(g, "data-grade", say.Either(grade == "", "-", grade))
	dom.Text(g, grade)
	dom.Attr(g, "role", "img")
	dom.Attr(g, "aria-label", say.Either(grade == "", a.T("grade.ungraded"), grade))
	if grade == "" {
		g.Call("removeAttribute", "data-place")
	} else {
		dom.Attr(g, "data-place", strconv.Itoa(place))
	}
}

// shownOf are the rows and columns that a table has: all grades, and the ungraded where there are some.
func shownOf(c *protocol.Cross) (rows, cols []int) {
	sum := func(list []string, count func(k int) int) (shown []int) {
		for k := range list {
			if list[k] != "" || count(k) > 0 {
				shown = append(shown, k)
			}
		}
		return shown
	}
	rows = sum(c.From, func(i int) (n int) {
		for j := range c.To {
			n += c.Counts[i*len(c.To)+j]
		}
		return n
	})
	cols = sum(c.To, func(j int) (n int) {
		for i := range c.From {
			n += c.Counts[i*len(c.To)+j]
		}
		return n
	})
	return rows, cols
}

// fillBehind makes a row hold n copies of a template behind its first cell.
func fillBehind(row dom.Element, template string, n int) []dom.Element {
	have := dom.Children(row)[1:]
	for len(have) < n {
		c := dom.Clone(template)
		row.Call("append", c.Value)
		have = append(have, c)
	}
	for _, c := range have[n:] {
		c.Call("remove")
	}
	return have[:n]
}

// PairOf gives the grades of the cell in which an element stands, and whether it stands in one.
func PairOf(e dom.Element) (from, to string, ok bool) {
	cell, ok := dom.Closest(e.Value, "td[data-count]")
	if !ok {
		return "", "", false
	}
	plain := func(code string) string { return say.Either(code == Ungraded, "", code) }
	return plain(dom.Data(cell, "from")), plain(dom.Data(cell, "to")), true
}
