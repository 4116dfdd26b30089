package clean

import (
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake/fate"
	"fenji/scoring/sheet"
)

// mostBacks bounds the words that are held against what their customers bought.
const mostBacks = 20

// settleBack knows what was given back by the name of what was sold, which stands in the same column. What a remark says of it is asked
// about, and so is what may be the name of something else that was sold, 退甲油 beside 甲油, and who returns for as much as before.
func (t *told) settleBack(c *cleaner) {
	n := 0
	for i := range t.list {
		w := &t.list[i]
		of, fee, sure := fate.BackOf(w.folded)
		if of == "" || w.user || !t.hasWord(of) && (fee == "" || !t.hasWord(fee)) {
			continue
		}
		n++
		sells := c.paysFor(t.col, w.cell)
		fits := sure || !sells || n <= mostBacks && t.takesBack(c, w, of)
		returns := sells && fate.OfReturn(w.folded)
		switch {
		case fits && !returns && (t.item || fate.NamesSold(t.head)):
			w.fate, w.why = fate.Refund, fate.Known
		case fits || !returns:
			w.fate, w.why = fate.Refund, fate.Guessed
		case !t.hasAny(fate.IsStrong):
			w.fate, w.why = fate.Counts, fate.Known // somebody came again
		}
	}
}

// A bought is what somebody paid for one thing.
type bought struct {
	who sheet.Cell
	sum decimal.Money
}

// takesBack tells whether each row above nothing with a word gives back what its customer has bought by the name, for as much and not later.
func (t *told) takesBack(c *cleaner, w *word, of string) bool {
	if c.amount < 0 || c.date < 0 || c.customer < 0 {
		return false
	}
	first, backs := map[bought]civil.Day{}, map[bought]civil.Day{}
	for row := c.m.HeaderRow + 1; row < c.v.T.Rows; row++ {
		folded := t.of(c, c.cell(row, t.col)).folded
		if folded != of && folded != w.folded || !c.sells(row) {
			continue
		}
		sum, _, _ := c.v.Money(c.v.T.Cell(row, c.amount), c.unit, c.writing)
		day, _ := c.v.Date(c.cell(row, c.date), c.order)
		b, list := bought{c.cell(row, c.customer), sum}, first
		if folded != of {
			list = backs
		}
		if was, met := list[b]; !met || day < was {
			list[b] = day
		}
	}
	for b, day := range backs {
		if sold, met := first[b]; !met || day < sold {
			return false
		}
	}
	return true
}
