package derive

import (
	"strings"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// What an amount may have to be multiplied by: how many there were of what has a price, and the unit that each row names.

// unitColumn finds a column that says the unit of each row's money, some other than yuan; -1 when there is none.
func (d *deriver) unitColumn() int {
	const sample = 2000
	for _, c := range d.m.Columns {
		low := strings.ToLower(c.Header)
		if c.Role != intake.Other || c.Made || c.Filled == 0 || !strings.Contains(low, "单位") && !strings.HasSuffix(low, "unit") {
			continue
		}
		units, others := 0, 0
		for row := d.from(); row < min(d.t.Rows, d.from()+sample); row++ {
			switch u := header.UnitNamed(d.t.Text(d.t.Cell(row, c.Index))); {
			case d.t.Cell(row, c.Index).Kind == sheet.Empty:
			case u == decimal.NoUnit:
				others++
			case u != decimal.Yuan:
				units++
			}
		}
		if units > 0 && others == 0 {
			return c.Index
		}
	}
	return -1
}

// inUnits are amounts in the units that their rows name.
func (d *deriver) inUnits(amount, unit int) func(row int) sheet.Derived {
	t, v, writing := d.t, d.v, d.written(amount)
	return func(row int) sheet.Derived {
		f, st := v.Amount(t.Cell(row, amount), writing)
		u := header.UnitNamed(t.Text(t.Cell(row, unit)))
		if st != read.Readable || u == decimal.NoUnit || f.Stated {
			return sheet.Derived{SameAs: t.Cell(row, amount)}
		}
		return sheet.Derived{IsNumber: true, Coef: f.Coef, Exp: f.Exp + int(u.Places()) - decimal.MoneyExp}
	}
}

// isProduct tells whether the amount is in every row the product of a quantity and a price.
func (d *deriver) isProduct(amount, quantity, price int) bool {
	product, own := d.product(quantity, price), d.written(amount)
	for row := d.from(); row < d.t.Rows; row++ {
		all, st := d.money(row, amount, own)
		if st == read.Missing {
			continue
		}
		if m, ok := inMoney(product(row)); st != read.Readable || !ok || all != m {
			return false
		}
	}
	return true
}

// factors finds quantity and unit price.
func (d *deriver) factors() (quantity, price int) {
	quantity, price = -1, -1
	for _, c := range d.m.Columns {
		free := c.Role == intake.Other || c.Role == intake.Amount
		switch {
		case !free || c.Made || !d.isNumeric(c.Index):
		case header.IsUnitPrice(c.Header) && (price < 0 || c.Role == intake.Amount || header.IsListPrice(d.m.Columns[price].Header) && !header.IsListPrice(c.Header)):
			price = c.Index
		}
	}
	for _, beside := range [...]bool{false, price >= 0} {
		for _, c := range d.m.Columns {
			if beside && header.IsOfAll(d.m.Columns[price].Header, c.Header) {
				continue
			}
			if (c.Role == intake.Other || c.Role == intake.Visits) && c.Index != price && !c.Made && d.isNumeric(c.Index) && quantity < 0 && header.IsQuantity(c.Header, beside) {
				quantity = c.Index
			}
		}
	}
	return quantity, price
}

// product multiplies a quantity and a price exactly; where one cannot be read, nothing stands. A price that says its own unit is in it.
func (d *deriver) product(quantity, price int) func(row int) sheet.Derived {
	t, v := d.t, d.v
	of, by := d.written(quantity), d.written(price)
	places := int(d.unitSaid(d.m.Columns[price].Header).Places()) - decimal.MoneyExp
	return func(row int) sheet.Derived {
		x, one := v.FigureIn(t.Cell(row, quantity), of)
		y, two := v.FigureIn(t.Cell(row, price), by)
		if one != read.Readable || two != read.Readable || x.Coef != 0 && (y.Coef > 1<<54/abs(x.Coef) || y.Coef < -(1<<54/abs(x.Coef))) {
			return sheet.Derived{}
		}
		if !y.Stated {
			y.Exp += places
		}
		return sheet.Derived{IsNumber: true, Coef: x.Coef * y.Coef, Exp: x.Exp + y.Exp}
	}
}

func abs(n int64) int64 { return max(n, -n) }

// total adds up columns; blanks are nothing, and a row of blanks has no sum.
func (d *deriver) total(cols []int) func(row int) sheet.Derived {
	t, list := d.t, d.columnsOf(cols)
	return func(row int) sheet.Derived {
		var sum decimal.Money
		any := false
		for _, c := range list {
			col := c.col
			m, st := d.money(row, col, c.writing)
			switch {
			case st == read.Readable && m < 1<<50 && m > -1<<50:
				sum, any = sum+m, true
			case st != read.Missing:
				return sheet.Derived{SameAs: t.Cell(row, col)} // what cannot be read is told as it stands
			}
		}
		if !any {
			return sheet.Derived{}
		}
		return sheet.Derived{IsNumber: true, Coef: int64(sum), Exp: -decimal.MoneyExp}
	}
}
