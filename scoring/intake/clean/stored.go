package clean

import (
	"slices"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/fate"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/read"
)

// A column of its own may hold what was paid with stored value, as part of the amount beside it: 会员卡支付 100 of 150. That part
// is spending, and the rest is money. Or it stands apart from the amount: 实收 0 beside 会员卡支付 100 is a visit all the same.

// A storedPart is such a column.
type storedPart struct {
	col     int
	writing read.Writing
}

// findStored finds these columns. They hold a part of the amount where none holds more than it, and where, in some row, they
// are all of it or make it together with the ways of paying beside them. They stand apart from it where it is nothing beside them.
func (c *cleaner) findStored() {
	if c.m.Shape != intake.PerVisit || c.amount < 0 || c.m.HeaderRow < 0 {
		return
	}
	var others []int
	for _, col := range c.m.Columns {
		switch {
		case col.Role != intake.Other || col.Made || col.Kind != "number" && col.Kind != "money":
		case fate.IsStoredPart(read.FateWord(col.Header)):
			c.stored = append(c.stored, storedPart{col.Index, c.v.Writing(col.Index, c.m.HeaderRow+1)})
		default:
			others = append(others, col.Index)
		}
	}
	if c.stored != nil && !c.tellsStored(others) {
		c.stored = nil
	}
}

// tellsStored tells whether what was paid with stored value matters: the amount holds it, or is nothing beside it.
func (c *cleaner) tellsStored(cols []int) bool {
	proved, alone, apart, nothing := false, false, false, false
	var others []storedPart
	for _, col := range cols {
		others = append(others, storedPart{col, c.v.Writing(col, c.m.HeaderRow+1)})
	}
	for row := c.m.HeaderRow + 1; row < c.v.T.Rows; row++ {
		all, _, st := c.v.Money(c.v.T.Cell(row, c.amount), c.unit, c.writing)
		part := c.storedOf(row)
		if st != read.Readable && st != read.Missing || part == 0 || c.totals.has(row) {
			continue
		}
		if all == 0 {
			nothing = true
			continue
		}
		apart = apart || all > 0 && part > all
		rest := all - part
		alone = alone || rest == 0
		for _, o := range others {
			m, _, st := c.v.Money(c.v.T.Cell(row, o.col), c.unit, o.writing)
			switch {
			case st != read.Readable || m <= 0:
			case m == all+part:
				apart = true // the amount is what was left of that
			case m == rest:
				proved = true
			}
		}
	}
	if c.storedApart = apart || nothing && !proved && !alone; c.storedApart {
		return nothing
	}
	if (!proved && !alone) || c.bareCards() {
		c.storedWhole = true // nothing says whether the amount holds it
		return true
	}
	c.storedWhole = alone && !proved && header.IsReceived(c.m.Columns[c.amount].Header)
	return true
}

// bareCards tells whether nothing but cards were paid with of which nobody says that they are of the house: a bank's, perhaps.
func (c *cleaner) bareCards() bool {
	for _, p := range c.stored {
		if !fate.IsBareCard(read.FateWord(c.m.Columns[p.col].Header)) {
			return false
		}
	}
	return !c.topUps && !slices.ContainsFunc(c.m.Columns, func(col intake.Column) bool { return fate.OfMembers(read.FateWord(col.Header)) })
}

// storedOf is what a row says was paid with stored value.
func (c *cleaner) storedOf(row int) (sum decimal.Money) {
	for _, p := range c.stored {
		if m, _, st := c.v.Money(c.v.T.Cell(row, p.col), c.unit, p.writing); st == read.Readable && m > 0 && m <= mostSum {
			sum += m
		}
	}
	return sum
}

// takeStored takes off the amount what was paid with stored value.
func (c *cleaner) takeStored(r *record) {
	if c.storedApart {
		c.addStored(r)
		return
	}
	if r.amountSt != read.Readable || r.amount <= 0 || r.back != 0 || r.fate != fate.Counts {
		return
	}
	part := c.storedOf(r.row)
	if part == 0 || part > r.amount {
		return
	}
	c.uncovered = append(c.uncovered, r.row)
	if c.uncoveredSum += part; c.spending || c.storedWhole && c.answers.To("prepaid", "") != "paid-in" {
		return
	}
	r.written, r.amount, r.fate = r.written+part, r.amount-part, fate.Spend
}

// addStored makes a visit of a row on which nothing was paid but with stored value, which stands apart from the amount.
func (c *cleaner) addStored(r *record) {
	part := c.storedOf(r.row)
	if part == 0 || c.totals.has(r.row) || r.amountSt != read.Readable && r.amountSt != read.Missing || r.amount < 0 || r.back != 0 || r.fate != fate.Counts || part > mostSum-c.sum {
		return
	}
	c.uncovered = append(c.uncovered, r.row)
	c.uncoveredSum += part
	switch {
	case c.spending:
		c.sum += part
		r.amount, r.amountSt = r.amount+part, read.Readable
	case r.amount == 0:
		r.amountSt, r.fate = read.Readable, fate.Spend
	}
}
