package derive

import (
	"slices"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/read"
)

// The same money may stand in two currencies: 金额(港币) and 折合人民币. The page reckons in yuan, and takes that one.

// inYuan finds the column of the same money in yuan beside an amount in another currency: it is filled wherever the amount is, at about
// one rate where the amount is in one currency. -1 when there is none.
func (d *deriver) inYuan(amount int) int {
	name := d.m.Columns[amount].Header
	own := read.CurrencyNamed(name)
	home := slices.ContainsFunc(d.m.Columns, func(c intake.Column) bool { return header.IsHome(c.Header) })
	several := own == 0 && home && (isOf(name, []string{"外币", "原币"}) || d.namesOther(amount))
	if header.IsHome(name) || own == read.Yuan || own == 0 && !several {
		return -1
	}
	for _, c := range d.figures() {
		other := d.m.Columns[c].Header
		sure := header.AmountSure(other) > 0 && read.CurrencyNamed(other) == read.Yuan
		if c != amount && (sure && !several || header.IsHome(other)) && !header.IsUnitPrice(other) && !isPlan(other) && d.sameMoney(amount, c, several) {
			return c
		}
	}
	return -1
}

// isForeign tells whether a column is an amount in yuan once more, in another currency.
func (d *deriver) isForeign(col, amount int) bool {
	own, other := read.CurrencyNamed(d.m.Columns[amount].Header), read.CurrencyNamed(d.m.Columns[col].Header)
	return own == read.Yuan && other != 0 && other != own && d.sameMoney(col, amount, false)
}

// sameMoney tells whether one column is another at a rate.
func (d *deriver) sameMoney(a, b int, anyRate bool) bool {
	of, by := d.v.Writing(a, d.from()), d.v.Writing(b, d.from())
	var low, high decimal.Money
	rows := 0
	for row := d.from(); row < d.t.Rows; row++ {
		x, one := d.money(row, a, of)
		y, two := d.money(row, b, by)
		if one != read.Readable && two != read.Readable || x == 0 && y == 0 {
			continue
		}
		if one != read.Readable || two != read.Readable || x == 0 || (x > 0) != (y > 0) || max(x, -x) > 1<<40 || max(y, -y) > 1<<40 {
			return false
		}
		rate := y * 10_000 / x
		if rows++; rows == 1 {
			low, high = rate, rate
		}
		low, high = min(low, rate), max(high, rate)
	}
	return rows > 1 && (anyRate || 4*high <= 5*low)
}

// namesOther tells whether the cells of an amount, or a column of currencies, name another currency than yuan.
func (d *deriver) namesOther(amount int) bool {
	const sample = 2000
	for row := d.from(); row < min(d.t.Rows, d.from()+sample); row++ {
		if in := d.v.CurrencyIn(d.t.Cell(row, amount), read.Pointed); in != 0 && in != read.Yuan {
			return true
		}
	}
	for _, c := range d.m.Columns {
		if c.Role != intake.Other && c.Role != intake.Status || !header.OfCurrency(c.Header) {
			continue
		}
		for row := d.from(); row < min(d.t.Rows, d.from()+sample); row++ {
			if is := read.CurrencyOf(d.t.Text(d.t.Cell(row, c.Index))); is != 0 && is != read.Yuan {
				return true
			}
		}
	}
	return false
}
