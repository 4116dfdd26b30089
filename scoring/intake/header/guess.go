// Package header says what the columns of a table mean.
//
// In goes a table; out comes a mapping: the row of headers, the role of each column, the shape (a row per visit or a row
// per customer), how a visit is counted, the unit of money and the analysis date that the file states. Headers are read
// by one table of synonyms, and the values speak where headers are silent. The user may overrule every part of it: see
// [With], [WithShape] and [WithDateOrder]. A sheet in which nothing stands, or no rows, is refused.
package header

import (
	"slices"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// Guess says how a table can be understood. It fails with the issue "empty-sheet" when nothing stands in it and
// "no-rows" when there are headers without rows.
func Guess(t *sheet.Table) (intake.Mapping, error) { return GuessBelow(t, AnyRow) }

// AnyRow lets GuessBelow find the row of headers itself.
const AnyRow = -2

// GuessBelow is Guess with the row of headers as the user says: -1 when there is none.
func GuessBelow(t *sheet.Table, header int) (intake.Mapping, error) {
	v := read.Of(t)
	if tableWidth(v) == 0 && blankFrom(t, 0) {
		m := intake.Mapping{HeaderRow: -1, AsOf: civil.NoDay}
		return m, scoring.Issue{Code: "empty-sheet", File: t.File, Sheet: t.Sheet}
	}
	m := intake.Mapping{HeaderRow: header, AsOf: civil.NoDay, Table: t}
	if header == AnyRow {
		m.HeaderRow = headerRow(v)
	}
	if blankFrom(t, m.HeaderRow+1) || m.HeaderRow < 0 && !anyData(v) {
		return m, scoring.Issue{Code: "no-rows", File: t.File, Sheet: t.Sheet}
	}
	g := guesser{v: v, m: m}
	g.look()
	g.assign(intake.PerVisit)
	if g.shape() == intake.PerCustomer {
		g.assign(intake.PerCustomer)
	}
	m.Columns = g.columns()
	passOver(m)
	return settle(m), nil
}

// blankFrom tells whether nothing but spaces stands from a row on.
func blankFrom(t *sheet.Table, row int) bool {
	for ; row < t.Rows; row++ {
		for col := range t.Cols {
			if c := t.Cell(row, col); c.Kind != sheet.Empty && (c.Kind != sheet.Text || read.Fold(t.Text(c)) != "") {
				return false
			}
		}
	}
	return true
}

// anyData tells whether the first rows hold a date or a figure, or are several; a line or two of mere words without headers are no rows.
func anyData(v *read.Values) bool {
	const few = 3
	filled := 0
	for row := range min(v.T.Rows, 2*headerDepth) {
		if !v.T.Blank(row) {
			filled++
		}
		for col := range v.T.Cols {
			if isData(v, v.T.Cell(row, col)) {
				return true
			}
		}
	}
	return filled >= few
}

// A guesser weighs the columns of one table.
type guesser struct {
	v *read.Values
	m intake.Mapping

	headers  []string
	meanings []meaning
	facts    []facts
	roles    []intake.Role
	sure     []int
	why      []string
}

func (g *guesser) look() {
	above := twoStoreyed(g.v, g.m.HeaderRow)
	for col := range g.v.T.Cols {
		h := headerText(g.v, g.m.HeaderRow, col, above)
		m := noMeaning
		if g.m.HeaderRow >= 0 && h != "" {
			m = known().read(h)
		}
		g.headers = append(g.headers, h)
		g.meanings = append(g.meanings, m)
		g.facts = append(g.facts, gather(g.v, col, g.m.HeaderRow+1))
		if m.role == intake.Amount || m.role == intake.Refunded {
			g.facts[col].countWays(g.v)
		}
		if m.role == intake.Refunded && g.facts[col].sums == 0 && bareRefund.Has(spell(h).compact) {
			g.meanings[col].role = intake.Refund
		}
		if m.role == intake.Other && IsReturns(h) && g.isMoney(col) {
			g.meanings[col] = meaning{role: intake.Refunded, sure: 85, exact: true}
		}
		if g.numbersBills(col) {
			g.meanings[col] = meaning{role: intake.Order, sure: 75, exact: true}
		}
		g.hear(col)
	}
	g.leaveWays()
	g.leaveBooks()
	// "Score", "Grade", "Note" are ours only beside the points of an earlier grading.
	points := 0
	for _, m := range g.meanings {
		if m.role == intake.Result && m.grain != beside && m.exact {
			points++
		}
	}
	for i, m := range g.meanings {
		if m.grain == beside && (points < 3 || g.renamed(i)) {
			g.meanings[i] = noMeaning
		}
	}
}

// leaveBooks takes the code of an account beside the name of a contact for one of the books, as invoices of bookkeeping programs have on
// each line: who was billed is the contact.
func (g *guesser) leaveBooks() {
	is := func(name string) func(h string) bool { return func(h string) bool { return spell(h).compact == name } }
	if code := slices.IndexFunc(g.headers, is("accountcode")); code >= 0 && slices.ContainsFunc(g.headers, is("contactname")) {
		g.meanings[code] = meaning{role: intake.Other, sure: 95, exact: true}
	}
}

// renamed tells whether the export gave its own column of that name another one, because the file had one already: then
// the column is the file's.
func (g *guesser) renamed(col int) bool {
	h := spell(g.headers[col]).compact
	for i, other := range g.headers {
		o := spell(other).compact
		if o == "分级"+h || o == "grading"+h || i < col && sayings[o] != 0 && sayings[o] == sayings[h] {
			return true
		}
	}
	return false
}

// sayings are the export's columns of words: of two that mean the same in two languages the first is ours.
var sayings = map[string]int{"建议": 1, "分级建议": 1, "advice": 1, "gradingadvice": 1, "备注": 2, "分级备注": 2, "note": 2, "gradingnote": 2}

// bareRefund are the headers that say neither sum nor mark; the values tell.
var bareRefund = read.Words("退款,退费,refund,refunded,remboursé,erstattet,rückerstattet,reembolsado,devuelto,rimborsato,возврат,возвращено")

func (g *guesser) shape() intake.Shape {
	m := g.m
	m.Columns = g.columns()
	return shapeOf(m)
}

func (g *guesser) columns() []intake.Column {
	list := make([]intake.Column, len(g.headers))
	for i := range list {
		f := &g.facts[i]
		list[i] = intake.Column{Index: i, Header: g.headers[i], Role: g.roles[i], Confidence: g.sure[i], Why: g.why[i],
			Kind: f.kind(), Filled: f.filled, Examples: g.examples(i)}
	}
	return list
}

// examples are the first distinct values of a column.
func (g *guesser) examples(col int) []string {
	const enough, depth = 3, 200
	var list []string
	for row := g.m.HeaderRow + 1; row < min(g.v.T.Rows, g.m.HeaderRow+depth) && len(list) < enough; row++ {
		c := g.v.T.Cell(row, col)
		if text := read.Clip(g.v.T.Text(c)); g.v.TraitsOf(c)&read.IsEmpty == 0 && !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return list
}
