package derive

import (
	"strings"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// A service of payments writes what the customer paid, its own fee, and what is left of it: Gross, Fee, Net. The customer paid the first.
var (
	nets   = header.Words("net,net amount,净额,净收入,净金额")
	fees   = header.Words("fee,fees,fee amount,processing fee,processing fees,transaction fee,transaction fees,手续费,交易手续费,支付手续费")
	grossy = header.Words("gross,gross amount,amount,total,总额,交易金额,订单金额")
)

// beforeFee takes such a gross amount instead of the net one, where the two differ by the fee in every row.
func (d *deriver) beforeFee(net int) bool {
	if !nets.Has(d.m.Columns[net].Header) {
		return false
	}
	gross, fee := -1, -1
	for _, c := range d.m.Columns {
		switch {
		case c.Index == net || c.Made || !d.isNumeric(c.Index):
		case fees.Has(c.Header):
			fee = c.Index
		case grossy.Has(c.Header) && gross < 0:
			gross = c.Index
		}
	}
	if gross < 0 || fee < 0 {
		return false
	}
	of := d.columnsOf([]int{gross, fee, net})
	some := false
	for row := d.from(); row < d.t.Rows; row++ {
		var sums [3]decimal.Money
		for i, c := range of {
			m, _, st := d.v.Money(d.t.Cell(row, c.col), decimal.Yuan, c.writing)
			if st != read.Readable && st != read.Missing || m > 1<<50 || m < -1<<50 {
				return false
			}
			sums[i] = m
		}
		if left := sums[0] - sums[2]; left != sums[1] && left != -sums[1] {
			return false
		} else if left != 0 {
			some = true
		}
	}
	if some {
		d.give(gross, intake.Amount)
	}
	return some
}

// explains are words of columns that say what a net amount lacks.
var explains = [...]string{"discount", "fee", "tax", "vat", "gst", "refund", "return", "tip", "coupon", "rebate", "adjust", "shipping", "cost", "优惠", "折", "费", "税", "退", "减"}

// lessThanGross tells whether a net amount is less than a gross one, and no other column says why: fees, or what was let off.
func (d *deriver) lessThanGross(net int) bool {
	if !nets.Has(d.m.Columns[net].Header) {
		return false
	}
	gross := -1
	for _, c := range d.m.Columns {
		name := header.Compact(c.Header)
		if c.Index == net || c.Made || !d.isNumeric(c.Index) {
			continue
		}
		for _, w := range explains {
			if strings.Contains(name, w) {
				return false
			}
		}
		if strings.Contains(name, "gross") {
			gross = c.Index
		}
	}
	for row := d.from(); gross >= 0 && row < d.t.Rows; row++ {
		if d.t.Cell(row, gross) != d.t.Cell(row, net) {
			return true
		}
	}
	return false
}

// net sees whether the amount is what was left after refunds: then price − discounts − refund = amount in every row that
// has all of them, and some refund is none.
func (d *deriver) net(amount int) {
	back := d.m.Column(intake.Refunded)
	if back < 0 {
		return
	}
	var gross, off []int
	for _, c := range d.m.Columns {
		switch {
		case c.Index == amount || c.Index == back || !d.isNumeric(c.Index):
		case discounts.Has(c.Header):
			off = append(off, c.Index)
		case grosses.Has(c.Header):
			gross = append(gross, c.Index)
		}
	}
	for _, g := range gross {
		if rows, refunds, sum := d.balances(g, off, back, amount); rows >= 2 && refunds > 0 {
			said := d.said("amount", "net")
			d.askAmount("net", said, amount)
			d.doubts[len(d.doubts)-1].Rows, d.doubts[len(d.doubts)-1].Money = refunds, sum
			d.doubts[len(d.doubts)-1].Columns = []int{amount, back}
			if said == "net" {
				d.give(back, intake.Other)
			}
			return
		}
	}
}

// balances counts the rows, and those with a refund, when the sum is right in all of them.
func (d *deriver) balances(gross int, off []int, back, amount int) (rows, refunds int, sum decimal.Money) {
	writing := map[int]read.Writing{}
	for _, col := range append([]int{gross, back, amount}, off...) {
		writing[col] = d.v.Writing(col, d.from())
	}
	at := func(row, col int) (decimal.Money, bool) {
		m, _, st := d.v.Money(d.t.Cell(row, col), decimal.Yuan, writing[col])
		return m, st == read.Readable || st == read.Missing
	}
	for row := d.from(); row < d.t.Rows; row++ {
		if d.t.Cell(row, gross).Kind == sheet.Empty || d.t.Cell(row, amount).Kind == sheet.Empty {
			continue
		}
		left, ok := at(row, gross)
		for _, col := range off {
			m, fine := at(row, col)
			left, ok = left-max(m, -m), ok && fine
		}
		r, fine := at(row, back)
		a, good := at(row, amount)
		if !ok || !fine || !good {
			continue
		}
		if r = max(r, -r); left-r != a {
			return 0, 0, 0
		}
		if rows++; r != 0 {
			refunds++
			sum += r
		}
	}
	return rows, refunds, sum
}
