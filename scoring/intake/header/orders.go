package header

import (
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// OrdersShared tells whether the numbers in a column of orders are none: most of those met again stand for several customers and on several days. So do
// the numbers of receipts that begin anew every day, and long ones that a spreadsheet cut short to 3.61E+18.
func OrdersShared(m intake.Mapping, col int) bool {
	who, date := m.Column(intake.Customer), m.Column(intake.Date)
	if m.Table == nil || m.HeaderRow < 0 || who < 0 || date < 0 || who == col {
		return false
	}
	const sample = 4000
	type first struct {
		who                 sheet.Cell
		day                 civil.Day
		again, people, days bool
	}
	t, v, from, bad, twice, late := m.Table, read.Of(m.Table), m.HeaderRow+1, 0, 0, 0
	met := map[sheet.Cell]first{}
	for row := from; row < t.Rows; row += max(1, (t.Rows-from)/sample) {
		number, by := t.Cell(row, col), t.Cell(row, who)
		day, _ := v.Date(t.Cell(row, date), read.Orders{})
		if number.Kind == sheet.Empty || by.Kind == sheet.Empty || day == civil.NoDay {
			continue
		}
		f, known := met[number]
		if !known {
			met[number] = first{who: by, day: day}
			continue
		}
		if !f.again {
			f.again = true
			twice++
		}
		was := f.people && f.days
		if !f.days && f.day != day {
			late++
		}
		f.people, f.days = f.people || f.who != by, f.days || f.day != day
		if met[number] = f; f.people && f.days && !was {
			bad++
		}
	}
	return bad > 0 && 2*bad >= twice || late > 1 && 2*late >= twice && strings.Contains(spell(m.Columns[col].Header).compact, "发票") // of a month, say
}

// passOver takes its role from a column of such numbers: visits are counted by days then.
func passOver(m intake.Mapping) {
	if col := m.Column(intake.Order); col >= 0 && OrdersShared(m, col) {
		m.Columns[col].Role, m.Columns[col].Confidence, m.Columns[col].Why = intake.Other, 0, intake.WhyNone
	}
}
