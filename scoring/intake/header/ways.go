package header

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
)

// leaveWays passes over sums with a way of paying beside them that may be none: Card 1, Venmo 4829. Another column of plain money shows
// it, unless the rows show that they paid for what that one says: the column is read as any other text is then. So do mere digits,
// or many ways without a figure, where no plain figure stands; the column is none of money then.
func (g *guesser) leaveWays() {
	for col, m := range g.meanings {
		f := &g.facts[col]
		if m.role != intake.Amount || m.grain == ofCustomer || f.ways == 0 {
			continue
		}
		plain := f.figures+f.commas > 0
		doubted := g.isDoubted(col)
		if !doubted && (plain || f.beyond > 0 && 5*f.bare < f.sampled) {
			continue
		}
		if f.ways = 0; !plain && !doubted {
			g.meanings[col] = meaning{role: intake.Other, sure: 70}
		}
	}
}

// isDoubted tells whether other columns hold plain money, and none of them what was paid here.
func (g *guesser) isDoubted(col int) bool {
	doubted := false
	for other, m := range g.meanings {
		f := &g.facts[other]
		money := m.role == intake.Amount || m == noMeaning && (f.marked > 0 || IsPlainMoney(g.headers[other])) && !NotMoney(g.headers[other])
		if other == col || !money || 2*(f.figures+f.commas) < f.sampled || f.sums == 0 || g.mayNumber(other) {
			continue
		}
		if g.paysFor(col, other) {
			return false
		}
		doubted = true
	}
	return doubted
}

// mayNumber tells a column of this visit that may say which visit of the customer it is.
func (g *guesser) mayNumber(col int) bool {
	const most = 50
	if spell(g.headers[col]).compact != "thisvisit" {
		return false
	}
	for c := range g.facts[col].seen {
		if n, st := g.v.Count(c); st != read.Readable || n > most {
			return false
		}
	}
	return true
}

// paysFor tells whether nearly every row holds in a column what may pay for what another says.
func (g *guesser) paysFor(col, of int) bool {
	from := g.m.HeaderRow + 1
	step := max(1, (g.v.T.Rows-from)/sampleRows)
	w, whole := g.v.Writing(col, from), g.v.Writing(of, from)
	seen, paid := 0, 0
	for row := from; row < g.v.T.Rows; row += step {
		c := g.v.T.Cell(row, col)
		a, _, st := g.v.Money(c, decimal.Yuan, w)
		b, _, is := g.v.Money(g.v.T.Cell(row, of), decimal.Yuan, whole)
		if st == read.Missing || is != read.Readable {
			continue
		}
		if seen++; st == read.Readable && pays(a, b, !startsWithWord(g.v.T.Text(c))) {
			paid++
		}
	}
	return seen > 0 && 10*paid >= 8*seen
}

// pays tells a sum that may pay for another: as much or nearly so, or a part that is more than the number of a card or of a counter. What
// leads its cell may be more, as for several at a price; behind a way of paying it may be the number of an account.
func pays(a, b decimal.Money, leads bool) bool {
	counters, _, _ := read.ToMoney(read.Figure{Coef: 20}, decimal.Yuan)
	return a >= b/2 && (leads || a/2 <= b) || a >= counters && a >= b/20 && a <= b
}

func startsWithWord(s string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(s))
	return unicode.IsLetter(first)
}
