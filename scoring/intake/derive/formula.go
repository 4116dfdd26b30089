package derive

import (
	"strconv"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// computed are the roles whose columns must not be formulas without a result.
var computed = [...]intake.Role{intake.Amount, intake.Date, intake.Customer, intake.Refunded, intake.Days, intake.Visits,
	intake.Order, intake.Status}

// formulas asks about columns whose formulas the file holds no result of. Zeros that stand in all formulas of a column of
// amounts were written by a program that computes none: they are no amounts.
func (d *deriver) formulas() {
	for _, r := range computed {
		col := d.m.Column(r)
		if col < 0 {
			continue
		}
		all, unsaved, zero := d.t.Formulas(col)
		rows := d.t.Rows - d.from()
		header := d.m.Columns[col].Header
		q := intake.Doubt{Code: "formula", Key: header, Columns: []int{col}, Meanwhile: "aside"}
		switch {
		case unsaved > 0:
			q.Rows, q.Answers = unsaved, []string{"aside"}
			q.Shown = d.rowsWith(col, func(c sheet.Cell) bool { return d.v.TraitsOf(c)&read.IsEmpty != 0 })
		case r == intake.Amount && zero == all && zero > 0 && 2*zero >= rows:
			q.Rows, q.Answers = zero, []string{"aside", "keep"}
			q.Shown = d.rowsWith(col, isZero)
			if d.answers.To(q.Code, q.Key) != "keep" {
				d.add(header, r, func(row int) sheet.Derived {
					if c := d.t.Cell(row, col); !isZero(c) {
						return sheet.Derived{SameAs: c}
					}
					return sheet.Derived{}
				})
			}
		default:
			continue
		}
		if r != intake.Amount {
			q.Money = d.moneyOf(q.Shown)
		}
		q.Args = []string{"header", header, "rows", strconv.Itoa(q.Rows)}
		d.ask(q)
	}
}

// moneyOf is the money of some rows.
func (d *deriver) moneyOf(rows []int) (sum decimal.Money) {
	col := d.m.Column(intake.Amount)
	if col < 0 {
		return 0
	}
	for _, row := range rows {
		if m, st := d.money(row, col, read.Pointed); st == read.Readable && m < 1<<50 && m > -1<<50 {
			sum += m
		}
	}
	return sum
}

func isZero(c sheet.Cell) bool {
	if c.Kind != sheet.Number {
		return false
	}
	coef, _ := c.Number().Parts()
	return coef == 0
}

// shownRows bounds how many rows a question names.
const shownRows = 20

// rowsWith are the first rows whose cell in a column is as wanted.
func (d *deriver) rowsWith(col int, wanted func(sheet.Cell) bool) (list []int) {
	for row := d.from(); row < d.t.Rows && len(list) < shownRows; row++ {
		if wanted(d.t.Cell(row, col)) && !d.t.Blank(row) {
			list = append(list, row)
		}
	}
	return list
}
