package derive

import (
	"slices"
	"strings"

	"fenji/scoring/decimal"
	"fenji/scoring/intake/header"
)

// Where no sum bears the amount out, what stands beside it may still say that it is not all, or not only, what was paid.

// Headers that say neither that all is in the amount nor that something was left out.
var (
	bares = header.Words("金额,总金额,费用,总费用,合计,合计金额,总额,费用合计,金额合计,订单金额,订单总金额,订单总额,账单金额,amount,charge,charges,fee,fees,monto,importe,montant,betrag")
	tips  = header.Words("小费,tip,tips,gratuity,trinkgeld,pourboire,propina,mancia")
)

// bare asks about an amount beside what is let off, or a tip, where no sum says whether it is in the amount.
func (d *deriver) bare(r *relations, amount int) bool {
	name := d.m.Columns[amount].Header
	if d.borneOut() || header.AmountSure(name) == 0 {
		return false
	}
	add, off, meanwhile, made := []int{amount}, []int(nil), "sum", false
	for _, s := range r.shares {
		switch {
		case isReceived(name) && !(s.kind == change && r.wasGiven(amount, s) || forOthers.Has(d.m.Columns[s.col].Header)):
		case (s.kind == undone || s.kind == change || s.kind == letOff) && !d.mayLessen(r, amount, s):
		case s.kind == letOff && d.isIn(s, amount):
			made = true
		case s.kind == undone || s.kind == change:
			off = append(off, s.col)
		case s.kind == letOff && (d.takesOff(s.col, amount) || surelySum(d.m.Columns[s.col].Header)) && (bares.Has(name) && !mayBeRates.Has(d.m.Columns[s.col].Header) || d.isBefore(amount)):
			off = append(off, s.col)
		case s.kind == letOff && (isLess(d.m.Columns[s.col].Header, s.of) && d.isOfPrice(amount) || isOther(s.of) && d.areFees(amount)): // the sum of it or its rate
			off, meanwhile = append(off, s.col), columnID(amount)
		case s.kind == onTop && bares.Has(name) && d.isApart(r, amount, s):
			add = append(add, s.col)
		case s.kind == onTop && tips.Has(header.WithoutSum(d.m.Columns[s.col].Header)) && !isOf(name, allIn[:]) && !cameIn(name) && !d.isIn(s, amount):
			if add = append(add, s.col); isTotal(name) && !isOf(name, beforeTips[:]) {
				meanwhile = columnID(amount)
			}
		}
	}
	if fees, rebates := d.outside(amount); made && bares.Has(name) && len(add)+len(off) < 2 {
		add, off, meanwhile = append(add, fees...), rebates, columnID(amount)
	}
	if len(add)+len(off) < 2 {
		return false
	}
	d.askParts(add, off, meanwhile)
	return true
}

// allIn are words of headers of which a tip is a part, and beforeTips of bills to which one is added. A total may be either.
var (
	allIn      = [...]string{"合计", "共", "含", "incl", "after", "gross", "grand", "charged", "gesamt", "всего", "итого"}
	beforeTips = [...]string{"bill", "sale", "check", "service"}
)

// wasGiven tells whether sums are those of notes handed over, and no sums that these change back to: in all rows with change they end in 5
// or 0, and with the change they do not.
func (r *relations) wasGiven(amount int, s share) bool {
	const five, some = 50_000, 2
	rows, sums := 0, 0
	for i, a := range r.of(amount) {
		m := s.of[i]
		if a == unread || m == unread || m == 0 {
			continue
		}
		if a%five != 0 {
			return false
		}
		if rows++; (a+max(m, -m))%five == 0 {
			sums++
		}
	}
	return rows >= some && 2*sums < rows
}

// mayBeRates are headers of what was let off that mostly hold what members have: a rate.
var mayBeRates = header.Words("会员折扣")

// slips are words of what is let off by a slip of paper, whose number may stand for it.
var slips = [...]string{"券", "coupon", "voucher", "promo"}

// lessens are words of headers by which what stands below is money, whatever slip it was let off by.
var lessens = [...]string{"额", "抵", "减", "代金", "amount", "value", "discount"}

// mayLessen tells whether a share may be taken off the amount: it is never more, but for one row or one in twenty, and no mark or number of
// slips. Such numbers begin with one. Change is never negative.
func (d *deriver) mayLessen(r *relations, amount int, s share) bool {
	name := d.m.Columns[s.col].Header
	const marks, most, whole, few = 1, 5, 10_000, 20
	upTo := decimal.Money(marks)
	switch {
	case isOf(name, []string{"额", "抹零", "amount"}):
		upTo = 0
	case isOf(name, slips[:]) && !isOf(name, lessens[:]):
		upTo = most
	}
	all, counts, first := r.of(amount), true, false
	rows, more, above, below, large := 0, 0, 0, 0, false // or rounded up and down
	for i, m := range s.of {
		if m == unread {
			continue
		}
		rows++
		large = large || max(m, -m) >= whole
		counts, first = counts && m%whole == 0 && m >= 0 && m <= upTo*whole, first || m == whole
		switch a := all[i]; {
		case a == unread && m != 0 || max(m, -m) > max(a, -a):
			more++
		case a < 0:
		case m > 0:
			above++
		case m < 0:
			below++
		}
	}
	if changing.Has(name) && below > 0 {
		return false
	}
	const some = 6 // of which one is a slip all the same
	return !(counts && first) && (few*more <= rows || more == 1 && above+below >= some) && (few*min(above, below) <= rows || s.kind == letOff && large)
}

// borneOut tells whether a sum shows that the amount is the most complete of several columns.
func (d *deriver) borneOut() bool {
	for _, is := range d.poorer {
		if is {
			return true
		}
	}
	return false
}

// surelySum tells a header of what was let off that cannot be a rate.
func surelySum(name string) bool {
	name = header.Compact(name)
	return !strings.Contains(name, "折") && !strings.Contains(name, "disc")
}

// taxHeads are headers of taxes, and taxRates of their rates.
var (
	taxHeads = header.Words("税,税额,税金,增值税,销项税,消费税,营业税,tax,taxes,sales tax,vat,gst,hst,mwst,ust,tva,iva,btw,消費税,부가세,ндс")
	taxRates = header.Words("税率,增值税率,tax rate,tax percent,tax %,tax pct,vat rate,vat %,vat percent,gst rate,gst %,gst percent,mwst %,tva %,iva %,税率(%)")
	rounds   = [...]decimal.Money{1, 3, 5, 6, 7, 8, 9, 10, 13, 15, 16, 17, 19, 20, 21, 22, 23, 24, 25} // per cent
)

// isApart tells a tax that is a round rate of the amount in all rows, and not of what it leaves of it: it is not in the amount.
func (d *deriver) isApart(r *relations, amount int, tax share) bool {
	if !taxHeads.Has(header.WithoutSum(d.m.Columns[tax.col].Header)) {
		return false
	}
	all := r.of(amount)
	at := func(left decimal.Money) bool { // whether the tax is at one rate of the amount, less what is left out of it
		for _, rate := range rounds {
			rows, first, several := 0, decimal.Money(0), false
			for i, a := range all {
				t := tax.of[i]
				if a == unread || t == unread || t == 0 {
					continue
				}
				const cent = 100
				if diff := (a-left*t)*rate/100 - t; max(diff, -diff) > cent {
					rows = -1
					break
				}
				several = several || rows > 0 && a != first
				first = a
				rows++
			}
			if rows >= 2 && several {
				return true
			}
		}
		return false
	}
	return at(0) && !at(1)
}

// advances are headers of what was paid before the rest, covers of what others pay of a bill, and owns of what its customer does.
var (
	advances = header.Words("定金,定金金额,订金,订金金额,首付,首付款,首付金额,预付款,预付金额,deposit,deposit paid,deposit amount,down payment,downpayment,advance,advance payment,advance paid,anzahlung,acompte,arrhes,anticipo,acconto,aanbetaling,аванс,предоплата,手付金,계약금,선금")
	covers   = [...]string{"医保", "统筹", "商保", "保险", "赔付", "报销", "insurance", "inspaid", "inspay", "medicare"}
	owns     = [...]string{"自付", "自费", "自负", "个人", "patient", "copay", "outofpocket"}
)

func isAdvance(name string) bool {
	return advances.Has(name) || isOf(name, []string{"定金", "订金"})
}

// notAll asks about an amount beside what shows that it is not all, or not yet, what was paid: an advance, the part of an insurance, a
// rate of tax that is not in it. The gross of a net amount is taken instead, where taxes tell the two apart.
func (d *deriver) notAll(amount int) bool {
	name := d.m.Columns[amount].Header
	if d.borneOut() {
		return false
	}
	for _, c := range d.figures() {
		other := d.m.Columns[c].Header
		switch {
		case c == amount || !d.anything(c):
		case header.IsNet(name) && header.IsGross(other) && d.isPartOf(amount, c) && d.taxed():
			if d.sumOfTax() { // the sum would have said so
				d.askAmount("twin", d.said("amount", "keep"), amount)
			} else {
				d.take(c)
			}
			return true
		case isReceived(name):
		case isAdvance(other) && d.isPartOf(c, amount):
			d.askAmount("twin", d.said("amount", "keep"), amount)
			return true
		case isOf(name, owns[:]) && isOf(other, covers[:]):
			d.askAmount("", d.said("amount", "keep"), amount)
			return true
		}
	}
	if header.IsNet(name) && header.TaxIn(name) < 0 {
		for _, c := range d.m.Columns {
			if taxRates.Has(c.Header) && c.Filled > 0 {
				d.askAmount("", d.said("amount", "keep"), amount)
				return true
			}
		}
	}
	return false
}

// endsIn tells whether a header ends in one of some words.
func endsIn(name string, words []string) bool {
	name = header.Compact(name)
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(name, w) })
}

// isOf tells whether one of some words stands in a header.
func isOf(name string, words []string) bool {
	name = header.Compact(name)
	for _, w := range words {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

// taxed tells whether some column speaks of tax.
func (d *deriver) taxed() bool {
	for _, c := range d.m.Columns {
		if taxRates.Has(c.Header) || taxHeads.Has(header.WithoutSum(c.Header)) {
			return true
		}
	}
	return false
}

// sumOfTax tells whether some column holds sums of tax.
func (d *deriver) sumOfTax() bool {
	for _, c := range d.m.Columns {
		if taxHeads.Has(header.WithoutSum(c.Header)) && d.isNumeric(c.Index) {
			return true
		}
	}
	return false
}

// isPartOf tells whether one column is a part of another in all rows, and less in some.
func (d *deriver) isPartOf(part, whole int) bool {
	a, _ := d.sampled(part)
	b, _ := d.sampled(whole)
	less := false
	for i := range a {
		if a[i] == unread || b[i] == unread {
			continue
		}
		if a[i] > max(b[i], 0) && b[i] >= 0 {
			return false
		}
		less = less || a[i] > 0 && a[i] < b[i]
	}
	return less
}
