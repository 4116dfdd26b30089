package clean

import (
	"slices"
	"strings"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/fate"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// A column that tells what came in and what went out, or what is owed and what was paid of it, is an account: only one of its sides is
// sales.

// settleSides takes what went out away where the same column tells what came in. Beside a balance the account may be the customer's
// own purse, of which she spends: then the user is asked.
func (t *told) settleSides(c *cleaner) {
	why := fate.Known
	if c.hasBalance() || strings.Contains(t.header, "变动") { // of a balance
		why = fate.Guessed
	}
	signs := t.hasWord("+")
	for i := range t.list {
		switch w := &t.list[i]; {
		case w.user:
		case fate.WentOut(w.folded), signs && w.folded == "-":
			w.fate, w.why, w.back = fate.Refund, why, true
		case w.folded == "+":
			w.why = fate.Known
		}
	}
}

// hasBalance tells whether the rows say what is left on an account.
func (c *cleaner) hasBalance() bool {
	return slices.ContainsFunc(c.m.Columns, func(col intake.Column) bool {
		h := read.Fold(col.Header)
		return strings.Contains(h, "余额") || strings.Contains(h, "balance")
	})
}

// settleAccount lets rows of payments not count, until the user says so, in an account that holds what is owed as well: by a word for
// it, or because all payments are negative and stand beside sums that are not.
func (t *told) settleAccount(c *cleaner) {
	owed := false
	for i := range t.list {
		owed = owed || fate.IsOwed(t.list[i].folded) && (!fate.IsInvoice(t.list[i].folded) || !t.hasWord("receipt") || t.paysInvoice(c))
	}
	if !owed && !t.paysOff(c) {
		return
	}
	for i := range t.list {
		if w := &t.list[i]; fate.IsPaid(w.folded) && !w.user {
			w.fate, w.why = fate.Void, fate.Guessed
		}
	}
}

// paysOff tells whether all payments are negative, and other rows are not.
func (t *told) paysOff(c *cleaner) (is bool) {
	others := false
	for row := c.m.HeaderRow + 1; row < c.v.T.Rows; row++ {
		m, _, st := c.v.Money(c.v.T.Cell(row, c.amount), c.unit, c.writing)
		if st != read.Readable || m == 0 {
			continue
		}
		paid := fate.IsPaid(t.of(c, c.cell(row, t.col)).folded)
		if paid && m > 0 {
			return false
		}
		is, others = is || paid, others || !paid && m > 0
	}
	return is && others
}

// An invoiced is what an invoice and the receipt of its payment have in common.
type invoiced struct {
	who    sheet.Cell
	amount decimal.Money
}

// paysInvoice tells whether some receipt is of the customer and the amount of an invoice.
func (t *told) paysInvoice(c *cleaner) bool {
	met := map[invoiced]string{}
	for row := c.m.HeaderRow + 1; row < c.v.T.Rows; row++ {
		word := t.of(c, c.cell(row, t.col)).folded
		if fate.IsInvoice(word) {
			word = "invoice"
		}
		m, _, st := c.v.Money(c.v.T.Cell(row, c.amount), c.unit, c.writing)
		if word != "invoice" && word != "receipt" || st != read.Readable || m == 0 {
			continue
		}
		k := invoiced{c.cell(row, c.customer), max(m, -m)}
		if other := met[k]; other != "" && other != word {
			return true
		}
		met[k] = word
	}
	return false
}
