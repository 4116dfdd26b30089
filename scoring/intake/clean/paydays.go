package clean

import (
	"slices"

	"fenji/scoring/intake"
	"fenji/scoring/intake/fate"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// The day of payment may stand beside the day of the visit. Where it is blank in some rows these were not paid, perhaps, or nobody wrote
// it down; the user is asked, unless another column says what was paid.

// findPayDays finds the column of the days of payment.
func (c *cleaner) findPayDays(o intake.Options) {
	if c.m.Shape == intake.PerCustomer || c.date < 0 || c.tellsPaid() {
		return
	}
	for _, col := range c.m.Columns {
		head := read.FateWord(col.Header)
		if col.Role == intake.Other && col.Kind == "date" && col.Index != c.date && fate.OfPayDay(head) {
			t := &told{col: col.Index, header: col.Header, head: head, kind: fate.PayDays, places: map[sheet.Cell]int32{}}
			if c.rests = c.findRests(); c.collect(t, o) {
				c.told = append(c.told, t) // behind the others, which have the word
			}
			return
		}
	}
}

// tellsPaid tells whether a column says of each row whether it was paid.
func (c *cleaner) tellsPaid() bool {
	for _, t := range c.told {
		if fate.OfPayment(t.head) || fate.OfUnpaid(t.head) || t.hasAny(fate.SaysPaid) || t.kind == fate.Statuses && fate.OfRest(t.head) || t.kind == fate.ValidMarks && fate.OfReceipt(t.head) {
			return true
		}
	}
	return false
}

// settlePayDays lets rows without a day count meanwhile where the amount is what was received, or where most rows have none.
func (t *told) settlePayDays(c *cleaner) {
	days := c.v.T.Filled(t.col, c.m.HeaderRow+1)
	if w := &t.list[0]; !w.user && (header.SaysReceived(c.m.Columns[c.amount].Header) || 2*days < c.v.T.Rows-c.m.HeaderRow-1) {
		w.fate = fate.Counts
	}
}

// anyDay stands for every day of such a column.
var anyDay = sheet.Cell{Kind: sheet.Date}

// payDay brings what stands in a cell to whether something does.
func (c *cleaner) payDay(cell sheet.Cell) sheet.Cell {
	if cell.Kind == sheet.Empty || c.v.TraitsOf(cell)&(read.IsEmpty|read.IsNothing) != 0 {
		return sheet.Cell{}
	}
	return anyDay
}

// mayBeUnpaid tells whether a row is a sale by all that the other columns say.
func (c *cleaner) mayBeUnpaid(row int) bool {
	if !c.sells(row) || c.owesRest(row) {
		return false
	}
	for _, t := range c.told {
		if t.kind != fate.PayDays && t.of(c, c.cell(row, t.col)).fate != fate.Counts {
			return false
		}
	}
	return true
}

// sells tells whether a row has an amount above nothing.
func (c *cleaner) sells(row int) bool {
	m, _, st := c.v.Money(c.v.T.Cell(row, c.amount), c.unit, c.writing)
	return st == read.Readable && m > 0
}

// findRests finds the columns of what is still owed beside what was received, or what is left without it: the day of payment is that of
// the rest, then.
func (c *cleaner) findRests() (list []int) {
	if c.amount < 0 || !c.m.Columns[c.amount].Made && !header.SaysReceived(c.m.Columns[c.amount].Header) {
		return nil
	}
	for _, col := range c.m.Columns {
		if col.Role == intake.Other && header.IsOwed(col.Header) {
			list = append(list, col.Index)
		}
	}
	return list
}

// owesRest tells whether a row says in such a column how much is owed.
func (c *cleaner) owesRest(row int) bool {
	return slices.ContainsFunc(c.rests, func(col int) bool {
		m, _, st := c.v.Money(c.v.T.Cell(row, col), c.unit, c.writing)
		return st == read.Readable && m > 0
	})
}
