package derive

import (
	"slices"

	"fenji/scoring/decimal"
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

// isIn tells whether a share is in the amount: with it some columns of money, or what a quantity and a price make, are the amount in all
// rows. What was let off is taken from them.
func (d *deriver) isIn(s share, amount int) bool {
	whole, _ := d.sampled(amount)
	left, some := make([]decimal.Money, len(whole)), false
	for i, m := range whole {
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
	if !some {
		return false
	}
	parts, fees, rebates := d.partsBeside(amount, s.col)
	is := usesUp(left, parts, someParts) || usesUp(less(left, fees), rebates, len(rebates)) || s.kind == letOff && d.leavesPrice(s, amount)
	d.madeUp = d.madeUp || is
	return is
}

// leavesPrice tells whether what was let off is off the price already of which, and a quantity, the amount is made: 原价 120 less 20 is 单价.
func (d *deriver) leavesPrice(s share, amount int) bool {
	quantity, price := d.factors()
	if quantity < 0 || price < 0 || price == amount || !d.isProduct(amount, quantity, price) {
		return false
	}
	one, _ := d.sampled(price)
	off := slices.Clone(s.of)
	for i, m := range off {
		if m != unread {
			off[i] = max(m, -m)
		}
	}
	return slices.ContainsFunc(d.figures(), func(c int) bool {
		full, _ := d.sampled(c)
		return c != price && usesUp(less(full, [][]decimal.Money{one, off}), nil, 0)
	})
}

// isBefore tells an amount before anything is let off: it is what a quantity and a price make, or several fees, in all rows.
func (d *deriver) isBefore(amount int) bool {
	if quantity, price := d.factors(); quantity >= 0 && price >= 0 && price != amount && d.isProduct(amount, quantity, price) {
		return true
	}
	whole, some := d.sampled(amount)
	_, fees, _ := d.partsBeside(amount, amount)
	return some && len(fees) > 1 && usesUp(less(whole, fees), nil, 0)
}

// signed is what a share adds to an amount.
func (s share) signed(m decimal.Money) decimal.Money {
	if s.kind == letOff {
		return -max(m, -m)
	}
	return m
}

// partsBeside are the figures of which an amount may consist beside one share, what was let off below zero; and of them the fees and what
// was let off.
func (d *deriver) partsBeside(amount, but int) (parts, fees, rebates [][]decimal.Money) {
	for _, c := range d.figures() {
		if c == amount || c == but || len(parts) >= mostParts {
			continue
		}
		part, _ := d.sampled(c)
		switch name := d.m.Columns[c].Header; {
		case isRebate(name):
			for i, m := range part {
				if m != unread {
					part[i] = share{kind: letOff}.signed(m)
				}
			}
			rebates = append(rebates, part)
		case isPart(name):
			fees = append(fees, part)
		}
		parts = append(parts, part)
	}
	if quantity, price := d.factors(); quantity >= 0 && price >= 0 && price != amount {
		parts = append(parts, d.sampledProduct(quantity, price))
	}
	return parts, fees, rebates
}

// sampledProduct is sampled for what a quantity and a price make.
func (d *deriver) sampledProduct(quantity, price int) (list []decimal.Money) {
	product := d.product(quantity, price)
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

// usesUp tells whether some of the parts, at most so many, leave nothing in any row.
func usesUp(left []decimal.Money, parts [][]decimal.Money, most int) bool {
	const cent = 100
	if !slices.ContainsFunc(left, func(m decimal.Money) bool { return m != unread && max(m, -m) > cent }) {
		return true
	}
	for i, part := range parts {
		if most > 0 && usesUp(less(left, [][]decimal.Money{part}), parts[i+1:], most-1) {
			return true
		}
	}
	return false
}

// less is what parts leave in each row.
func less(left []decimal.Money, parts [][]decimal.Money) []decimal.Money {
	rest := slices.Clone(left)
	for _, part := range parts {
		for i, m := range part {
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
