package header

import (
	"strings"

	"fenji/scoring/intake"
	"fenji/scoring/intake/fate"
	"fenji/scoring/intake/read"
)

// Papered is how sure a column is to say of each row which document it is, as its words tell under a header that does not.
const Papered = weak + 1

// mostPapers bounds the distinct words of such a column.
const mostPapers = 20

// papered gives the role of a status to columns of types of documents that their header does not call such, where some document takes
// its row away: Credit Note among Invoice below Document.
func (g *guesser) papered() {
	for col, r := range g.roles {
		byValues := (r == intake.Status || r == intake.Refund) && g.why[col] == intake.WhyValues
		if g.m.HeaderRow >= 0 && (r == intake.Other || byValues) && g.namesPapers(col) {
			g.set(col, intake.Status, Papered, intake.WhyValues)
		}
	}
}

// holdsWords tells whether nothing but a few words stands in a column, without a digit, some of which say that a row is no sale.
func (g *guesser) holdsWords(col int) bool {
	f, said := &g.facts[col], false
	if len(f.seen) > mostPapers {
		return false
	}
	for c := range f.seen {
		word := read.FateWord(g.v.T.Text(c))
		if strings.ContainsAny(word, "0123456789") {
			return false
		}
		said = said || fate.TakesAway(word)
	}
	return said
}

// SaysLittle tells whether a tenth of the rows or more say nothing of which document they are.
func SaysLittle(filled, rows int) bool { return 10*(filled+1) < 9*rows }

// namesPapers tells such a column. A word in few of its rows is looked for in all of them.
func (g *guesser) namesPapers(col int) bool {
	f, rows := &g.facts[col], g.v.T.Rows-g.m.HeaderRow-1
	if f.sampled == 0 || len(f.seen) > mostPapers || f.share(f.figures+f.dates) > 0 {
		return false
	}
	h := read.FateWord(g.headers[col])
	if SaysLittle(f.filled, rows) && (10*(f.filled+1) < 5*rows || !fate.OfPapers(h)) {
		return false // of the rows that say nothing some other column may tell
	}
	if fate.Heading(h) != fate.None || fate.OfPerson(h) || fate.OfOthers(h) || fate.OfOtherDay(h) || fate.OfInsurer(h) || fate.OfConsent(h) {
		return false
	}
	sampled, all := fate.Papers{}, fate.Papers{}
	cells := map[string]int{}
	for c, n := range f.seen {
		word := read.FateWord(g.v.T.Text(c))
		cells[word] += n
		sampled.Hear(word, n)
	}
	if !sampled.Sell() {
		return false
	}
	n := 0
	over := g.v.T.NewText(col, g.m.HeaderRow+1, 1, func(id uint32) bool {
		word := read.FateWord(g.v.T.String(id))
		all.Hear(word, cells[word])
		n++
		return n > mostPapers
	})
	return !over && all.Are(h, f.filled)
}
