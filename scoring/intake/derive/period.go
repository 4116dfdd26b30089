package derive

import (
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/read"
)

// periodWords are of headers of the month or the quarter to which a row belongs.
var periodWords = [...]string{"月份", "年月", "期间", "季度", "区间", "账期", "period", "month", "quarter"}

// ofPeriod takes the period of the rows for their date, where the day beside it is only of when they were entered, and lies in another
// period on more than a twentieth of them: a paper of a year may be typed in on one day.
func (d *deriver) ofPeriod(have int) bool {
	if !header.IsOtherDay(d.m.Columns[have].Header) {
		return false
	}
	order := d.v.Order(have, d.from())
	for _, c := range d.m.Columns {
		name := header.Compact(c.Header)
		if c.Index == have || c.Made || c.Role != intake.Other || c.Filled == 0 || !isOf(name, periodWords[:]) || ofOther(name) {
			continue
		}
		rows, other := 0, 0
		for row := d.from(); row < d.t.Rows; row++ {
			g := d.v.VagueIn(d.t.Cell(row, c.Index))
			day, st := d.v.Date(d.t.Cell(row, have), order)
			if g.IsNone() || g.Yearless() || st != read.Readable {
				continue
			}
			rows++
			if day < g.First(0) || day > g.Last(0) {
				other++
			}
		}
		if 2*rows > c.Filled && 20*other > rows {
			d.give(c.Index, intake.Date)
			return true
		}
	}
	return false
}
