package derive

import (
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/read"
)

// A header that may be of money may stand over numbers that count: This Visit over 1, 2, 3; Total Returns over things brought back.

// mostVisits is how far numbers of visits are believed to go.
const mostVisits = 200

// A header over such numbers speaks of visits, and of no money: what was paid may rise by one, too.
var (
	visitWords = [...]string{"this", "visit", "time", "current", "本次", "今次", "这次", "次", "第"}
	moneyWords = [...]string{"amount", "paid", "pay", "price", "total", "fee", "charge", "sum", "cost", "spen", "value", "bill", "sale", "revenue", "due",
		"额", "费", "款", "付", "收", "价", "钱", "元"}
)

// notOrdinal is the amount, or another column of amounts where that one numbers the visits of each customer; -1
// where it may, and is asked about.
func (d *deriver) notOrdinal(amount int) int {
	cust := d.m.Column(intake.Customer)
	name := d.m.Columns[amount].Header
	if d.m.Shape != intake.PerVisit || cust < 0 || d.m.Columns[amount].Made {
		return amount
	}
	again, most, late := d.countsUp(amount, cust)
	if late && (!isOf(name, visitWords[:]) || isOf(name, moneyWords[:])) {
		return amount
	}
	maybe := again == 0 && !late && most <= 50 && header.Compact(name) == "thisvisit"
	if again <= 0 && !maybe {
		return amount
	}
	other := -1
	for _, c := range d.figures() {
		if sure := header.AmountSure(d.m.Columns[c].Header); c != amount && sure > 0 && !(late && isSoFar(d.m.Columns[c].Header)) && (other < 0 || sure > header.AmountSure(d.m.Columns[other].Header)) {
			other = c
		}
	}
	if late && (other < 0 || d.addsUp(amount, cust)) {
		return amount
	}
	for _, c := range d.figures() {
		if other < 0 && c != amount && isSoFar(d.m.Columns[c].Header) { // and how much they came to
			d.give(c, intake.Amount)
			d.m.Columns[c].Why, d.m.Columns[c].Confidence, d.ordinal = intake.WhyHeader, weakAmount, amount+1
			return c
		}
	}
	if other < 0 {
		d.m.Columns[amount].Why, d.m.Columns[amount].Confidence = intake.WhyPosition, least
		return amount
	}
	if late { // either may be the amount
		d.take(other)
		d.askAmount("twin", d.said("amount", "keep"), other)
		return -1
	}
	d.ordinal = amount + 1
	d.take(other)
	return other
}

// addsUp tells whether some column holds what the figures of another make for each customer so far: then they are sums.
func (d *deriver) addsUp(col, cust int) bool {
	for _, c := range d.figures() {
		if c == col {
			continue
		}
		so, again := map[string]decimal.Money{}, 0
		of, by := d.v.Writing(col, d.from()), d.v.Writing(c, d.from())
		for row := d.from(); row < d.t.Rows; row++ {
			who := d.name(row, cust)
			m, one := d.money(row, col, of)
			all, two := d.money(row, c, by)
			if who == "" || one == read.Missing && two == read.Missing {
				continue
			}
			was, known := so[who]
			if one != read.Readable || two != read.Readable || max(m, -m) > 1<<40 || max(was, -was) > 1<<60 || was+m != all {
				again = 0
				break
			}
			if known {
				again++
			}
			so[who] = was + m
		}
		if again > 0 {
			return true
		}
	}
	return false
}

// least is how sure a column is of a role that its values speak against.
const least = 40

// take gives a column the amount's role, by its header.
func (d *deriver) take(col int) {
	d.give(col, intake.Amount)
	if sure := header.AmountSure(d.m.Columns[col].Header); sure > 0 {
		d.m.Columns[col].Why, d.m.Columns[col].Confidence = intake.WhyHeader, sure
	}
}

// countsUp counts how often a customer comes again with the next whole number, or the one before where the newest stand first; -1 when
// the figures are not such. most is the largest of them, late that they do not begin with the first visit of nearly every customer.
func (d *deriver) countsUp(col, cust int) (again, most int, late bool) {
	before, first := map[string]int{}, map[string]int{}
	step := 0
	for row := d.from(); row < d.t.Rows; row++ {
		n, st := d.v.Count(d.t.Cell(row, col))
		if st == read.Missing {
			continue
		}
		if st != read.Readable || n < 0 || n > mostVisits {
			return -1, 0, false
		}
		most = max(most, int(n))
		who := d.name(row, cust)
		if was, met := before[who]; met && who != "" {
			by := int(n) - was
			if by != 1 && by != -1 || step != 0 && by != step {
				return -1, 0, false
			}
			step = by
			again++
		} else {
			first[who] = int(n)
		}
		before[who] = int(n)
		first[who] = min(first[who], int(n))
	}
	others := 0
	for _, n := range first {
		if n > 1 {
			others++
		}
	}
	return again, most, 10*others > len(first)
}

// refunds are headers of what was given back that do not say whether it is counted or summed up.
var refunds = header.Words("refunds,total refunds,refunds total,chargebacks,total chargebacks,lifetime refunds,all refunds,refunds to date,returns and refunds,refunds and returns")

// returns asks whether what stands under a total of returns is money, where neither header nor values say so.
func (d *deriver) returns() {
	col := d.m.Column(intake.Refunded)
	if col < 0 || d.m.Columns[col].Why != intake.WhyHeader || d.m.Columns[col].Kind == "money" {
		return
	}
	meanwhile := "off"
	switch name := d.m.Columns[col].Header; {
	case header.IsReturns(name):
	case refunds.Has(name) && d.countsRefunds(col):
		meanwhile = "leave"
	default:
		return
	}
	if d.provesReturns(col) {
		return
	}
	said := d.said("amount", meanwhile)
	d.askAmount("returns", said, col)
	if said == "leave" {
		d.give(col, intake.Other)
	}
}

// mostRefunds is how often money is given back to a customer, and mostAtOnce on a visit.
const mostRefunds, mostAtOnce int32 = 15, 3

// countsRefunds tells whether a column may say how often money was given back: in small whole numbers.
func (d *deriver) countsRefunds(col int) bool {
	most, some := mostAtOnce, false
	if d.m.Shape == intake.PerCustomer {
		most = mostRefunds
	}
	for row := d.from(); row < d.t.Rows; row++ {
		n, st := d.v.Count(d.t.Cell(row, col))
		if st == read.Missing {
			continue
		}
		if f, _ := d.v.Figure(d.t.Cell(row, col)); st != read.Readable || n < 0 || n > most || f.Stated || f.Currency != 0 || f.Exp < 0 {
			return false
		}
		some = some || n > 0
	}
	return some
}

// provesReturns tells whether returns are the difference of two columns of money.
func (d *deriver) provesReturns(col int) bool {
	of, _ := d.sampled(col)
	r := &relations{d: d, shares: []share{{col, of, letOff}}, known: map[int][]decimal.Money{}}
	for _, a := range d.figures() {
		for _, b := range d.figures() {
			if _, ok := r.leads(a, b); ok && a != b {
				return true
			}
		}
	}
	return false
}
