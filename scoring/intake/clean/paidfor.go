package clean

import (
	"fenji/scoring/intake/fate"
)

// heedPaid holds what several columns say of a row against each other: where one says that it was paid, another that says only that
// nobody came yet, that it is booked, or that its record is not passed, takes no money away. The user is asked.
func (c *cleaner) heedPaid() {
	for _, t := range c.told {
		if t.kind != fate.Statuses && t.kind != fate.ValidMarks || t.quiet || !t.hasAny(fate.IsAwaited) {
			continue
		}
		for _, by := range c.told {
			if by != t && by.kind == fate.Statuses && fate.OfPayment(by.head) && by.hasAny(fate.SaysPaid) {
				c.heedPaidBy(t, by)
			}
		}
		t.heedAnswer(c)
	}
}

func (c *cleaner) heedPaidBy(t, by *told) {
	for row := c.m.HeaderRow + 1; row < c.v.T.Rows; row++ {
		w := t.of(c, c.cell(row, t.col))
		if w.fate != fate.Void || w.user || !fate.IsAwaited(w.folded) {
			continue
		}
		if paid := by.of(c, c.cell(row, by.col)); paid.fate == fate.Counts && fate.SaysPaid(paid.folded) {
			w.fate, w.why = fate.Counts, fate.Guessed
		}
	}
}
