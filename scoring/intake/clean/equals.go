package clean

import (
	"math/bits"

	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// Rows that equal an earlier one in every cell are dropped where something tells rows apart (a serial, a time of day, an
// order number), where they are no neighbours, and where each row is a customer. Other neighbours may be two items of one
// visit and stay. Of equal rows in several files or sheets the largest number counts that one of them holds. The user may
// keep all, or drop all.

// equalRows are the answers to the question about equal rows that the choices of cleaning stand for.
var equalRows = [...]string{intake.RepeatsByRule: "rule", intake.KeepRepeats: "keep", intake.DropRepeats: "drop"}

// decideRepeats decides which of the equal rows are dropped.
func (c *cleaner) decideRepeats() {
	r := c.repeats
	if r.again == nil || c.equal == "keep" {
		return
	}
	if c.equal == "drop" || c.m.Shape == intake.PerCustomer || c.tellsApart() {
		r.dropped = r.again
		return
	}
	classes := map[int]*class{}
	var firsts []uint64 // a bit each, since few rows are equal to another
	for _, first := range r.of {
		classes[r.from+first] = &class{last: -1}
		firsts = read.Mark(firsts, first, c.v.T.Rows-r.from)
	}
	for at, marks := range firsts {
		for marks |= r.again[at]; marks != 0; marks &= marks - 1 {
			row := r.from + 64*at + bits.TrailingZeros64(marks)
			first := row
			if e := r.earlier(row); e >= 0 {
				first = e
			}
			if k := classes[first]; k != nil && !k.stays(c.v.T, row, r.above(row)) {
				r.dropped = read.Mark(r.dropped, row-r.from, c.v.T.Rows-r.from)
			}
		}
	}
}

// A class are rows that equal each other.
type class struct {
	file, sheet        string // of the last one
	before, kept, here int    // kept in earlier files and sheets, in all, and as far as this one is concerned
	last               int    // the row kept last there
}

// stays tells whether the next row of the class is kept. above is the row before it.
func (k *class) stays(t *sheet.Table, row, above int) bool {
	if file, name, _ := t.Origin(row); file != k.file || name != k.sheet {
		k.file, k.sheet, k.before, k.here, k.last = file, name, k.kept, 0, -1
	}
	if k.here > 0 && k.last != above {
		return false
	}
	k.here, k.last = k.here+1, row
	if k.here <= k.before {
		return false
	}
	k.kept++
	return true
}

// drops tells whether a row is dropped as a repeat.
func (c *cleaner) drops(row int) bool { return read.Has(c.repeats.dropped, row-c.repeats.from) }

// identities are the roles that say who, how much or when without the time: none of them tells rows apart.
var identities = [...]intake.Role{intake.Customer, intake.Amount, intake.Name, intake.Phone, intake.Birth, intake.Age,
	intake.Sex, intake.Refunded, intake.Item, intake.Doctor, intake.Department, intake.Region, intake.Rating}

// tellsApart tells whether some column is new on nearly every row, equal rows counted once: a serial, a time of day, a
// number of an order.
func (c *cleaner) tellsApart() bool {
	if c.repeats.filled-len(c.repeats.of) < 3 {
		return false
	}
	for _, col := range c.m.Columns {
		if col.Index < c.v.T.Own() && !isIdentity(col.Role) && c.isNew(col.Index, col.Role == intake.Order) {
			return true
		}
	}
	return false
}

func isIdentity(r intake.Role) bool {
	for _, i := range identities {
		if r == i {
			return true
		}
	}
	return false
}

// isNew tells whether a column is new on at least 95 % of the rows.
func (c *cleaner) isNew(col int, order bool) bool {
	r, t := c.repeats, c.v.T
	rows := r.filled - len(r.of)
	seen := map[sheet.Cell]bool{} // it grows where a column is new; most are soon seen not to be
	old := 0
	for row := r.from; row < t.Rows; row++ {
		if r.blank(row) || r.earlier(row) >= 0 || c.totals.has(row) || c.headerAgain(row) {
			continue
		}
		cell := c.cell(row, col)
		if cell.Kind == sheet.Empty || seen[cell] || !order && !c.isSerial(cell) {
			if old++; 20*old > rows {
				return false
			}
			continue
		}
		seen[cell] = true
	}
	return true
}

// isSerial tells what may tell rows apart: a number, a time of day, a text with digits. A day is none.
func (c *cleaner) isSerial(cell sheet.Cell) bool {
	switch cell.Kind {
	case sheet.Number, sheet.Time:
		return true
	case sheet.Date:
		_, clock := cell.Date()
		return clock != 0
	case sheet.Text:
		s := c.v.T.String(cell.TextID())
		digits := 0
		for i := range len(s) {
			if s[i]-'0' < 10 {
				digits++
			}
		}
		if digits == 0 {
			return false
		}
		_, st := c.v.Date(cell, c.order)
		return st != read.Readable || digits > 8
	}
	return false
}
