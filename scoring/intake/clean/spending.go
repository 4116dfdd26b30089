package clean

import (
	"slices"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/fate"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// Stored value, packages and memberships are paid in and spent by words that say so only beside others of their column, or beside the ways
// of paying.

// paysIn tells whether the column tells of stored value that is paid in.
func (t *told) paysIn() bool {
	return slices.ContainsFunc(t.list, func(w word) bool { return w.fate == fate.TopUp })
}

// settleGifts asks about gifts that money was received for, where they are not given with stored value that is paid in. They count meanwhile
// but where the row is called a gift and nothing else.
func (t *told) settleGifts() {
	if t.paysIn() {
		return
	}
	for i := range t.list {
		if w := &t.list[i]; w.paid && !w.user && w.fate == fate.Gift && w.why == fate.Known {
			if w.why = fate.Guessed; !fate.IsStrong(w.folded) {
				w.fate = fate.Counts
			}
		}
	}
}

// settlePackages lets sales of packages be spent of stored value where the same column tells what is paid in. Where it tells that
// packages are sold, the user is asked.
func (t *told) settlePackages() {
	why := fate.Known
	if !t.paysIn() {
		if why = fate.Guessed; !t.hasAny(fate.SellsPackages) {
			return
		}
	}
	for i := range t.list {
		if w := &t.list[i]; fate.MaySpend(w.folded) && !w.user {
			w.fate, w.why = fate.Spend, why
		}
	}
}

// settleFor takes memberships and packages for what was paid for, where no word of the column is of money.
func (t *told) settleFor() {
	if t.hasAny(fate.IsTender) {
		return
	}
	for i := range t.list {
		if w := &t.list[i]; !w.user && w.why == fate.Guessed && fate.MayBeFor(w.folded) {
			w.why = fate.Known
		}
	}
}

// settleSpending lets what is redeemed be spent of the stored value that the same column tells of. Plain sales are, too, where they are
// taken off what was added, and may be where no way of paying says so, and customers had enough of it: they count, and are asked about.
func (t *told) settleSpending(c *cleaner) {
	plain := false
	for i := range t.list {
		w := &t.list[i]
		if !w.user && w.fate == fate.Counts && fate.IsPlainSale(w.folded) && t.takesOff(c, w) {
			w.fate, w.why = fate.Spend, fate.Known
		}
		if !w.user && (w.fate == fate.Counts || w.back && w.why == fate.Guessed) && fate.Redeems(w.folded) {
			w.fate, w.why, w.back, w.redeems = fate.Spend, fate.Known, false, true
		}
		plain = plain || !w.user && w.fate == fate.Counts && w.why == fate.Known && fate.IsPlainSale(w.folded)
	}
	if !plain || t.redeemsCards() || c.customer < 0 || c.amount < 0 || c.hasWay() {
		return
	}
	left, deposits := map[sheet.Cell]decimal.Money{}, map[sheet.Cell]int{}
	rest := t.onDeposit()
	for pass := range 2 {
		for row := c.m.HeaderRow + 1; row < c.v.T.Rows; row++ {
			w := t.of(c, c.cell(row, t.col))
			who := c.cell(row, c.customer)
			if in := w.fate == fate.TopUp; in != (pass == 0) || !in && (left[who] == 0 || !fate.IsPlainSale(w.folded)) {
				continue
			}
			m, _, st := c.v.Money(c.v.T.Cell(row, c.amount), c.unit, c.writing)
			switch {
			case st != read.Readable || m <= 0:
			case pass == 0:
				left[who] += m
				deposits[who]++
			case rest && deposits[who] > 0: // of the sale on which it was paid
				deposits[who]--
			case m <= left[who] && !w.user && w.why == fate.Known:
				w.why = fate.Guessed
			}
		}
	}
}

// takesOff tells whether the sums of a word are all below nothing, where what was paid in is above.
func (t *told) takesOff(c *cleaner, w *word) bool {
	above, below := false, false
	for row := c.m.HeaderRow + 1; c.amount >= 0 && row < c.v.T.Rows; row++ {
		x := t.of(c, c.cell(row, t.col))
		if x != w && x.fate != fate.TopUp {
			continue
		}
		m, _, st := c.v.Money(c.v.T.Cell(row, c.amount), c.unit, c.writing)
		switch {
		case st != read.Readable || m == 0:
		case (m > 0) == (x == w):
			return false
		case x == w:
			below = true
		default:
			above = true
		}
	}
	return above && below
}

// onDeposit tells whether deposits may be of sales that payments make up for: nothing else is paid in, and nothing sold.
func (t *told) onDeposit() bool {
	return !slices.ContainsFunc(t.list, func(w word) bool {
		return w.fate == fate.TopUp && !fate.IsDeposit(w.folded) || fate.IsPlainSale(w.folded) && !fate.IsPaid(w.folded)
	})
}

// redeemsCards tells whether all that is paid in are gift cards, and redeeming them has rows of its own.
func (t *told) redeemsCards() bool {
	redeems := false
	for i := range t.list {
		w := &t.list[i]
		if w.fate == fate.TopUp && !fate.OfGiftCard(w.folded) {
			return false
		}
		redeems = redeems || w.fate == fate.Spend && fate.OfGiftCard(w.folded)
	}
	return redeems
}

// hasWay tells whether a column says how was paid.
func (c *cleaner) hasWay() bool { return c.wayColumn() >= 0 }

// wayColumn is the column that says how was paid, or -1.
func (c *cleaner) wayColumn() int {
	return slices.IndexFunc(c.m.Columns, func(col intake.Column) bool {
		return fate.Heading(read.FateWord(col.Header)) == fate.Ways
	})
}
