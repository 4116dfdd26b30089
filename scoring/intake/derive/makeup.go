package derive

import (
	"slices"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// A tip may be in an amount, or what was let off be out of it already: 诊费 100 and 药费 50 less 优惠 20 are its 130, or 2 × 100 less 20 its
// 180. The rows tell, where the parts of the amount stand beside it, or a quantity and a price.

// mostParts bounds the columns that may make up an amount, and someParts how many of them are tried together, fees apart, which are all
// of one bill.
const (
	mostParts = 8
	someParts = 3
)

// A part is what some columns say of each row of an amount.
type part struct {
	cols []int
	of   []decimal.Money
}

// isIn tells whether a share is in the amount: with it some columns of money, or what a quantity and a price make, are the amount in all
// rows. What was let off is taken from them. Which they were is kept.
func (d *deriver) isIn(s share, amount int) bool {
	left, some := d.without(s, amount)
	if !some {
		return false
	}
	parts, fees, rebates := d.partsBeside(amount, s.col)
	untaxed := slices.DeleteFunc(slices.Clone(fees), func(p part) bool { return d.isTaxIn(p.cols[0]) })
	used, is := usesUp(less(left, fees), rebates, mostParts)
	if is {
		used = append(used, colsOf(fees)...)
	} else if used, is = usesUp(less(left, untaxed), rebates, mostParts); is {
		used = append(used, colsOf(untaxed)...)
	} else {
		used, is = usesUp(left, parts, someParts)
	}
	if !is && s.kind == letOff {
		used, is = d.leavesPrice(s, amount)
	}
	for _, c := range append(used, s.col) {
		if is {
			d.inSum[c] = true
		}
	}
	return is
}

// isTaxIn tells a column of 税额, which is in what anybody pays in China.
func (d *deriver) isTaxIn(col int) bool {
	name := d.m.Columns[col].Header
	return taxHeads.Has(header.WithoutSum(name)) && isOf(name, []string{"税"})
}

// without is an amount less one share, and whether there is anything of it.
func (d *deriver) without(s share, amount int) (left []decimal.Money, some bool) {
	left, _ = d.sampled(amount)
	for i, m := range left {
		part := s.of[i]
		switch {
		case part == unread && s.kind == letOff: // where nothing stands nothing was
			part = 0
		case part == unread:
			m = unread
		}
		if left[i] = m; m != unread {
			left[i] -= s.signed(part)
			some = some || part != 0
		}
	}
	return left, some
}

// outside are the fees, and what was let off, that are not among what makes up an amount. Who or what paid it is none, and tax is mostly in it.
func (d *deriver) outside(amount int) (fees, rebates []int) {
	for _, c := range d.figures() {
		name := d.m.Columns[c].Header
		switch {
		case c == amount || d.inSum[c] || !d.anything(c) || d.isTaxIn(c):
		case isRebate(name):
			if of, _ := d.sampled(c); isLess(name, of) {
				rebates = append(rebates, c)
			}
		case isPart(name) && header.AmountSure(name) == 0 && !d.isPayment(name) && !isOf(name, owns[:]) && !isOf(name, covers[:]):
			fees = append(fees, c)
		}
	}
	return fees, rebates
}

// leavesPrice tells whether what was let off is off the price already of which, and a quantity, the amount is made: 原价 120 less 20 is 单价,
// or is at the rate of 20 per cent. Or as many at some other price, less what was let off, are the amount.
func (d *deriver) leavesPrice(s share, amount int) (used []int, is bool) {
	quantity, price := d.factors()
	if quantity < 0 {
		return nil, false
	}
	var one []decimal.Money // where it makes the amount
	if price >= 0 && price != amount && d.isProduct(amount, quantity, price) {
		one, _ = d.sampled(price)
	}
	left, _ := d.without(s, amount)
	off := slices.Clone(s.of)
	for i, m := range off {
		if m != unread {
			off[i] = max(m, -m)
		}
	}
	for _, c := range d.m.Columns {
		if !d.mayBePrice(c, quantity) || c.Index == price || c.Index == s.col {
			continue
		}
		full, _ := d.sampled(c.Index)
		if _, is := usesUp(less(left, []part{{of: d.sampledProduct(quantity, c.Index)}}), nil, 0); is {
			return []int{quantity, c.Index}, true
		}
		if _, is := usesUp(less(full, []part{{of: one}, {of: off}}), nil, 0); one != nil && (is || isAtRate(full, one, off)) {
			return []int{quantity, price, c.Index}, true
		}
	}
	return nil, false
}

// mayBePrice tells a column that may be of one of several things, as a header says, or quantities that are not all 1.
func (d *deriver) mayBePrice(c intake.Column, quantity int) bool {
	return c.Role == intake.Other && !c.Made && c.Index != quantity && d.isNumeric(c.Index) && !isPlan(c.Header) && (header.IsUnitPrice(c.Header) || !d.areSingle(quantity))
}

// isAtRate tells whether rates make one price of another in all rows: they say what is left, of one or of ten, or in per cent what is let
// off.
func isAtRate(full, one, rates []decimal.Money) bool {
	const unit, cent, most = 10_000, 100, 1 << 40
	for _, at := range [...]func(rate decimal.Money) decimal.Money{
		func(rate decimal.Money) decimal.Money { return 100 * rate },
		func(rate decimal.Money) decimal.Money { return 10 * rate },
		func(rate decimal.Money) decimal.Money { return 100*unit - rate },
	} {
		rows := 0
		for i, rate := range rates {
			if rate == unread || full[i] == unread || one[i] == unread {
				continue
			}
			if rows++; max(full[i], -full[i]) > most || rate > 100*unit || abs(int64(full[i]*at(rate)/(100*unit)-one[i])) > cent {
				rows = -1
				break
			}
		}
		if rows > 1 {
			return true
		}
	}
	return false
}

// isBefore tells an amount before anything is let off: it is what a quantity and a price make, with what is put on top, or fees are it.
func (d *deriver) isBefore(amount int) bool { return d.areFees(amount) || d.isOfPrice(amount) }

// areFees tells whether several fees are the amount in all rows; or one fee, where a header says less than all.
func (d *deriver) areFees(amount int) bool {
	whole, some := d.sampled(amount)
	_, fees, _ := d.partsBeside(amount, amount)
	_, is := usesUp(less(whole, fees), nil, 0)
	return some && is && (len(fees) > 1 || len(fees) == 1 && d.m.Columns[amount].Confidence <= vagueNet)
}

// isOfPrice tells whether a quantity and a price, with what is put on top, make the amount in all rows.
func (d *deriver) isOfPrice(amount int) bool {
	quantity, _ := d.factors()
	if quantity < 0 {
		return false
	}
	whole, some := d.sampled(amount)
	_, fees, _ := d.partsBeside(amount, amount)
	return some && slices.ContainsFunc(d.m.Columns, func(c intake.Column) bool {
		if !d.mayBePrice(c, quantity) {
			return false
		}
		_, is := usesUp(less(whole, []part{{of: d.sampledProduct(quantity, c.Index)}}), fees, someParts)
		return is
	})
}

// areSingle tells whether nothing but 1 stands in a column.
func (d *deriver) areSingle(col int) bool {
	for row := d.from(); row < d.t.Rows; row++ {
		if n, st := d.v.Count(d.t.Cell(row, col)); st != read.Missing && (st != read.Readable || n != 1) {
			return false
		}
	}
	return true
}

// isLess tells whether something was let off in some rows and nothing in others, be it sums or rates in per cent. A rate of what is left
// is never 0, and nothing stands where there is none.
func isLess(name string, of []decimal.Money) bool {
	none := slices.Contains(of, 0) || slices.Contains(of, unread) && (!isOf(name, []string{"折"}) || isOf(name, lessens[:]))
	return none && isOther(of)
}

// isOther tells whether something above 1 stands in some rows, and something else, or nothing, in others.
func isOther(of []decimal.Money) bool {
	const one = 10_000
	return slices.ContainsFunc(of, func(m decimal.Money) bool { return m > one }) && slices.ContainsFunc(of, func(m decimal.Money) bool { return m != of[0] })
}

// signed is what a share adds to an amount.
func (s share) signed(m decimal.Money) decimal.Money {
	if s.kind == letOff {
		return -max(m, -m)
	}
	return m
}

// partsBeside are the figures of which an amount may consist beside one share, what was let off below zero; and of them the fees and what
// was let off. Fees are all of one bill, however many.
func (d *deriver) partsBeside(amount, but int) (parts, fees, rebates []part) {
	figures := d.figures()
	for _, col := range d.m.Columns {
		c, name := col.Index, col.Header
		isFee := isPart(name) && col.Role == intake.Other && !col.Made && d.isNumeric(c) // and Room Fee, which is the number of no room
		if c == amount || c == but || !isFee && (len(parts) >= mostParts && !isRebate(name) || !slices.Contains(figures, c)) {
			continue
		}
		of, _ := d.sampled(c)
		p := part{[]int{c}, of}
		switch {
		case isRebate(name):
			for i, m := range of {
				if m != unread {
					of[i] = share{kind: letOff}.signed(m)
				}
			}
			rebates = append(rebates, p)
		case isFee:
			fees = append(fees, p)
		}
		if len(parts) < mostParts {
			parts = append(parts, p)
		}
	}
	if quantity, price := d.factors(); quantity >= 0 && price >= 0 && price != amount {
		parts = append(parts, part{[]int{quantity, price}, d.sampledProduct(quantity, price)})
	}
	return parts, fees, rebates
}

func colsOf(parts []part) (cols []int) {
	for _, p := range parts {
		cols = append(cols, p.cols...)
	}
	return cols
}

// sampledProduct is sampled for what a quantity and a price make.
func (d *deriver) sampledProduct(quantity, price int) (list []decimal.Money) {
	asked := d.asked
	product := d.product(quantity, price)
	d.asked = asked // it is looked at, and nothing is made of it
	step := max(1, (d.t.Rows-d.from())/sampledRows)
	for row := d.from(); row < d.t.Rows; row += step {
		m, ok := inMoney(product(row))
		if !ok || m > 1<<50 || m < -1<<50 {
			m = unread
		}
		list = append(list, m)
	}
	return list
}

// inMoney is a figure as money; false where it has finer parts.
func inMoney(p sheet.Derived) (decimal.Money, bool) {
	for p.Exp < -decimal.MoneyExp && p.Coef%10 == 0 {
		p.Coef, p.Exp = p.Coef/10, p.Exp+1
	}
	for p.Exp > -decimal.MoneyExp && abs(p.Coef) < 1<<50 {
		p.Coef, p.Exp = 10*p.Coef, p.Exp-1
	}
	return decimal.Money(p.Coef), p.IsNumber && p.Exp == -decimal.MoneyExp
}

// usesUp tells whether some of the parts, at most so many, leave nothing in any row, and of which columns they are.
func usesUp(left []decimal.Money, parts []part, most int) (used []int, is bool) {
	const cent = 100
	if !slices.ContainsFunc(left, func(m decimal.Money) bool { return m != unread && max(m, -m) > cent }) {
		return nil, true
	}
	for i, p := range parts {
		if most == 0 {
			break
		}
		if used, is = usesUp(less(left, parts[i:i+1]), parts[i+1:], most-1); is {
			return append(used, p.cols...), true
		}
	}
	return nil, false
}

// less is what parts leave in each row.
func less(left []decimal.Money, parts []part) []decimal.Money {
	rest := slices.Clone(left)
	for _, p := range parts {
		for i, m := range p.of {
			if m != unread && rest[i] != unread {
				rest[i] -= m
			}
		}
	}
	return rest
}

// holds is isIn for a column.
func (d *deriver) holds(amount, col int, kind shareKind) bool {
	of, _ := d.sampled(col)
	return d.isIn(share{col, of, kind}, amount)
}
