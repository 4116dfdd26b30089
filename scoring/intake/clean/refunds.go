package clean

import (
	"math"

	"fenji/scoring/decimal"
	"fenji/scoring/intake/read"
)

// Refunds come in four ways, of which a file may use more than one:
//
//	a row of its own with a negative amount      netted, as it stands
//	a row of its own, marked in a refund column  netted, its amount turned negative
//	a sum beside the amount that it reduces      taken off that amount, and said once for the table
//	a status of the sale: "refunded"             the sale is set aside, unless its customer's refunds are rows too
//
// So money that was given back counts nowhere, and never twice.

// takeBack takes the sum given back off the amount beside it. Beside an amount that is negative already, or is no
// amount, it says the same once more; without an amount it is a refund of an earlier visit.
func (c *cleaner) takeBack(r *record) {
	if c.refunded < 0 {
		return
	}
	cell := c.v.T.Cell(r.row, c.refunded)
	back, _, st := c.v.Money(cell, c.unit, c.backComma)
	switch {
	case st == read.Missing || st == read.Unreadable && c.v.TraitsOf(cell)&read.IsNothing != 0:
		return
	case st != read.Readable:
		r.backSt = st
		return
	}
	back = max(back, -back)
	if r.amount < 0 || r.amountSt != read.Readable && r.amountSt != read.Missing || back == 0 {
		return
	}
	if back > math.MaxInt64-c.sum {
		r.backSt = read.TooLarge
		return
	}
	c.sum += back
	r.back, r.amountSt = back, read.Readable
	r.amount -= back
}

// marked tells whether a refund column marks a row.
func (c *cleaner) marked(row int) bool { return c.refund >= 0 && c.v.Truth(c.cell(row, c.refund)) }

// hasStatus tells whether one of the status columns says so, and notes which.
func (c *cleaner) hasStatus(r *record, what read.Trait) bool {
	for _, col := range c.status {
		if c.v.TraitsOf(c.cell(r.row, col))&what != 0 {
			r.status = col
			return true
		}
	}
	return false
}

// isGivenBack: a sale whose status says that it was refunded in full, and nothing else takes it back.
func (c *cleaner) isGivenBack(r *record) bool {
	if r.amount <= 0 || r.back != 0 || !c.hasStatus(r, read.IsReturnWord) {
		return false
	}
	if c.returns == nil {
		c.findReturns()
	}
	if c.returns[r.customer] {
		r.status = -1
	}
	return !c.returns[r.customer]
}

// findReturns finds the customers whose refunds are rows of their own. Customers are looked up in the order of the rows,
// as they are anyway.
func (c *cleaner) findReturns() {
	c.returns = map[uint32]bool{}
	t := c.v.T
	for row := c.m.HeaderRow + 1; row < t.Rows; row++ {
		m, _, st := c.v.Money(t.Cell(row, c.amount), decimal.Yuan, c.comma)
		who := c.customers.of(c.cell(row, c.customer))
		if st == read.Readable && (m < 0 || m > 0 && c.marked(row)) {
			c.returns[who] = true
		}
	}
}
