package header

import (
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// Sum counts the rows of a table in which something stands, and the money in its column of amounts as it is written, for questions
// about tables that are not understood any further.
func Sum(t *sheet.Table, m intake.Mapping) (s intake.Sum) {
	v, col := read.Of(t), m.Column(intake.Amount)
	unit := max(m.Unit, decimal.Yuan)
	for row := m.HeaderRow + 1; row < t.Rows; row++ {
		if t.Blank(row) {
			continue
		}
		s.Rows++
		if col < 0 {
			continue
		}
		if money, _, st := v.Money(t.Cell(row, col), unit, read.Pointed); st == read.Readable && money < 1<<50 && money > -1<<50 && s.Money < 1<<61 && s.Money > -1<<61 {
			s.Money += money
		}
	}
	return s
}

// GivesBack tells whether amounts of a table are both above zero and below, as they are written.
func GivesBack(t *sheet.Table, m intake.Mapping) bool {
	v, col := read.Of(t), m.Column(intake.Amount)
	taken, back := false, false
	for row := m.HeaderRow + 1; row < t.Rows && col >= 0 && !(taken && back); row++ {
		money, _, st := v.Money(t.Cell(row, col), max(m.Unit, decimal.Yuan), read.Pointed)
		taken, back = taken || st == read.Readable && money > 0, back || st == read.Readable && money < 0
	}
	return taken && back
}
