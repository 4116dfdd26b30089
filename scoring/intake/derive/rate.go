package derive

import (
	"strings"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// A price may stand beside the rate at which something is let off: 原价 300 and 折扣 8.5, list price 200 and discount 10 %. The price
// alone is not what was paid.

// rates are headers of such rates; those of sums let off are, too, where their figures are small.
var rates = header.Words("折扣率,折率,打折,折数,优惠率,优惠比例,折扣比例,discount rate,discount percent,discount pct,discount %,% discount,disc %,discount percentage")

// fullPrices is how sure a header may be that says the price before anything is let off.
const fullPrices = 62

// atRate asks about a price beside a rate.
func (d *deriver) atRate(amount int) bool {
	if d.m.Columns[amount].Confidence > fullPrices {
		return false
	}
	for _, c := range d.m.Columns {
		isRate := rates.Has(c.Header)
		if c.Index == amount || c.Made || c.Role != intake.Other || !isRate && !rebates.Has(c.Header) || !d.anything(c.Index) || !isRate && !d.allUpTo(c.Index, 10) {
			continue
		}
		said := d.said("amount", "sum")
		name := d.m.Columns[amount].Header + " × " + c.Header
		if said == "sum" {
			d.add(name, intake.Amount, d.afterRate(amount, c.Index))
		}
		d.askAmount("parts", said, d.m.Column(intake.Amount))
		asked := &d.doubts[len(d.doubts)-1]
		asked.Args = append(asked.Args, "columns", name)
		return true
	}
	return false
}

// allUpTo tells whether no figure of a column is above a bound.
func (d *deriver) allUpTo(col int, most int64) bool {
	bound, _ := decimal.MoneyOf(decimal.Int(most), decimal.Yuan)
	for row := d.from(); row < d.t.Rows; row++ {
		if m, _, st := d.v.Money(d.t.Cell(row, col), decimal.Yuan, read.Pointed); st == read.Readable && max(m, -m) > bound {
			return false
		}
	}
	return true
}

// afterRate is a price less what is let off. In Chinese a rate says what is left, 8.5 of ten or 0.85 of one; elsewhere, and in per
// cent, what is taken off.
func (d *deriver) afterRate(price, rate int) func(row int) sheet.Derived {
	t, writing := d.t, d.written(price)
	name := strings.ToLower(d.m.Columns[rate].Header)
	left := strings.Contains(name, "折") && !strings.Contains(name, "%")
	return func(row int) sheet.Derived {
		m, st := d.money(row, price, writing)
		if st != read.Readable || m > 1<<40 || m < -1<<40 {
			return sheet.Derived{SameAs: t.Cell(row, price)}
		}
		text := strings.TrimSpace(t.Text(t.Cell(row, rate)))
		bare := strings.TrimSpace(strings.TrimRight(text, "%％折"))
		n, err := decimal.Parse(bare)
		part, _, ok := read.ToMoney(read.Figure{Coef: n.Coef, Exp: -int(n.Exp)}, decimal.Yuan) // in ten thousandths of one
		const one = 10000
		if err != nil || !ok || part <= 0 || part > 100*one {
			return sheet.Derived{IsNumber: true, Coef: int64(m), Exp: -decimal.MoneyExp}
		}
		switch {
		case bare != text && !strings.HasSuffix(text, "折") || part > 10*one || strings.Contains(name, "%") || strings.Contains(name, "percent") || strings.Contains(name, "pct"):
			part /= 100
		case part > one && left:
			part /= 10
		case part > one:
			part /= 100
		}
		if !left {
			part = one - part
		}
		return sheet.Derived{IsNumber: true, Coef: int64(m) * int64(part), Exp: -decimal.MoneyExp - 4}
	}
}
