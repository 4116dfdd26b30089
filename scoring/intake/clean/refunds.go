package clean

import (
	"math"
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/fate"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// Refunds come in several ways, of which a file may use more than one:
//
//	a row of its own with a negative amount       netted, as it stands
//	a row of its own, by its type or direction    netted, its amount turned negative
//	a row of its own with a negative quantity     likewise
//	a row with a mark, and a sale that matches it likewise
//	a sale's own row with a mark                  the sale is set aside
//	a status of the sale: "refunded"              likewise, unless its customer's refunds are rows too
//	a sum beside the amount that it reduces       taken off that amount, and said once for the table
//
// So money that was given back counts nowhere, and never twice.

// takeBack takes the sum given back off the amount beside it. Beside an amount that is negative already, or is no
// amount, it says the same once more; without an amount it is a refund of an earlier visit.
func (c *cleaner) takeBack(r *record) {
	if c.refunded < 0 {
		return
	}
	cell := c.v.T.Cell(r.row, c.refunded)
	back, _, st := c.v.Money(cell, c.unit, c.backWriting)
	switch {
	case st == read.Missing || st == read.Unreadable && (c.v.TraitsOf(cell)&read.IsNothing != 0 || saysNone(read.Fold(c.v.T.Text(cell)))):
		return
	case st != read.Readable:
		r.backSt = st
		return
	}
	back = max(back, -back)
	if r.amount < 0 || r.amountSt != read.Readable && r.amountSt != read.Missing || back == 0 {
		return
	}
	if back > math.MaxInt64-c.sum {
		r.backSt = read.TooLarge
		return
	}
	c.sum += back
	r.back, r.amountSt = back, read.Readable
	r.amount -= back
}

// givenBack says what a row is whose columns speak of a sale that was given back.
func (c *cleaner) givenBack(r *record, by *told, w *word) fate.Fate {
	switch {
	case r.amount <= 0, r.back != 0:
		return fate.Counts // it is taken off already
	case c.m.Shape == intake.PerCustomer:
	case by.kind == fate.Statuses && !by.quiet:
		if c.returns == nil {
			c.findReturns()
		}
		if c.returns[r.customer] {
			return fate.Counts
		}
		return fate.Refunded
	case w.user, w.named: // who has been asked, or is
		return fate.Refunded
	default:
		if c.matched == nil {
			c.match()
		}
		if !c.matched[r.row] {
			by.unsaid = append(by.unsaid, r.row)
			by.money += r.amount
			return fate.Refunded
		}
	}
	r.amount = -r.amount
	return fate.Refund
}

// saysNone tells a text that stands for no sum: 无退款申请, 未退款, no refund. 未知 and 无法核对 do not say it.
func saysNone(folded string) bool {
	if strings.ContainsAny(folded, "0123456789") || !strings.Contains(folded, "退") && !strings.Contains(folded, "refund") {
		return fate.Denies(folded)
	}
	for _, w := range [...]string{"无", "没有", "未", "暂无", "no ", "not "} {
		if strings.HasPrefix(folded, w) && !strings.HasPrefix(folded, "未知") && !strings.HasPrefix(folded, "无法") {
			return true
		}
	}
	return fate.Denies(folded)
}

// findReturns finds the customers whose refunds are rows of their own. Customers are looked up in the order of the rows,
// as they are anyway.
func (c *cleaner) findReturns() {
	c.returns = map[uint32]bool{}
	for row := c.m.HeaderRow + 1; row < c.v.T.Rows; row++ {
		if c.repeats.blank(row) || c.drops(row) || c.totals.has(row) {
			continue
		}
		who := c.customers.of(c.cell(row, c.customer))
		m, _, st := c.v.Money(c.v.T.Cell(row, c.amount), c.unit, c.writing)
		if who == 0 || st != read.Readable {
			continue
		}
		if is, _, w := c.says(row); m < 0 || is == fate.Refund && !w.named {
			c.returns[who] = true
		}
	}
}

// A reading is what the look ahead for matches needs of a row.
type reading struct {
	row        int
	who, order uint32
	day        civil.Day
	amount     decimal.Money
	fate       fate.Fate
	by         *told
	word       *word
}

// eachRow reads the rows that can be used, as far as matching needs it.
func (c *cleaner) eachRow(see func(r *reading)) {
	for row := c.m.HeaderRow + 1; row < c.v.T.Rows; row++ {
		if c.repeats.blank(row) || c.drops(row) || c.totals.has(row) {
			continue
		}
		m, _, st := c.v.Money(c.v.T.Cell(row, c.amount), c.unit, c.writing)
		r := reading{row: row, who: c.customers.of(c.cell(row, c.customer)), amount: m, day: civil.NoDay}
		if c.orders != nil {
			r.order = c.orders.of(c.cell(row, c.orderNo))
		}
		if c.date >= 0 {
			r.day, _ = c.v.Date(c.cell(row, c.date), c.order)
		}
		if r.fate, r.by, r.word = c.says(row); st == read.Readable && r.who != 0 {
			see(&r)
		}
	}
}

// match finds for each row that is marked as a refund the sale that it gives back: an earlier one of the same customer,
// by the number of the order before the amount, the latest first. Each sale is given back once.
func (c *cleaner) match() {
	c.matched = map[int]bool{}
	sales := map[uint32][]*reading{}
	var backs []reading
	c.eachRow(func(r *reading) {
		switch {
		case r.amount <= 0:
		case r.fate == fate.Refunded && (r.by.kind == fate.RefundMarks || r.by.quiet):
			backs = append(backs, *r)
		case r.fate == fate.Counts || r.fate == fate.TopUp:
			sale := *r
			sales[r.who] = append(sales[r.who], &sale)
		}
	})
	taken := map[*reading]bool{}
	for _, byOrder := range []bool{true, false} {
		for i := range backs {
			b := &backs[i]
			var best *reading
			for _, s := range sales[b.who] {
				fits := s.amount == b.amount
				if byOrder {
					fits = s.order != 0 && s.order == b.order && s.amount >= b.amount
				}
				if fits && !taken[s] && s.day <= b.day && (best == nil || s.day >= best.day) {
					best = s
				}
			}
			if best != nil && !c.matched[b.row] {
				taken[best], c.matched[b.row] = true, true
			}
		}
	}
}

// A backRow is a row that is a refund by its type, direction or quantity.
type backRow struct {
	row, col int
	who      uint32
	amount   decimal.Money
	text     string
}

// noteBack keeps such a row for the question whether it is one.
func (c *cleaner) noteBack(r *record, col int) {
	c.backs = append(c.backs, backRow{r.row, col, r.customer, max(r.amount, -r.amount), c.value(r.row, col)})
}

// turned tells whether a row has a negative quantity.
func (c *cleaner) turned(row int) bool {
	cell := c.v.T.Cell(row, c.quantity)
	if cell.Kind == sheet.Number {
		coef, _ := cell.Number().Parts()
		return coef < 0
	}
	f, st := c.v.Figure(cell)
	return st == read.Readable && f.Coef < 0
}

// findQuantity finds a column of quantities some of which are negative beside a positive amount.
func (c *cleaner) findQuantity() {
	c.quantity = -1
	for _, col := range c.m.Columns {
		if col.Role != intake.Other || !fate.IsQuantity(read.FateWord(col.Header)) {
			continue
		}
		for row := c.m.HeaderRow + 1; row < c.v.T.Rows; {
			s := c.v.T.Span(row, col.Index)
			for i, k := range s.Kinds {
				if k != sheet.Number && k != sheet.Text {
					continue
				}
				c.quantity = col.Index
				if !c.turned(row + i) {
					c.quantity = -1
					continue
				}
				c.turnedIs = fate.Refund
				if said, ok := fate.Parse(c.answers.To("direction", col.Header)); ok {
					c.turnedIs = said
				}
				return
			}
			row = s.To
		}
	}
}

// sumRefunds counts what was given back on the rows that are used after all, and what is written on them that is not theirs. It
// returns what was taken off amounts beside it.
func (c *cleaner) sumRefunds() (netted intake.Sum) {
	l := c.ledger
	l.TakenOff = c.stillUsed(l.TakenOff)
	for _, x := range l.TakenOff {
		netted.Add(x.Money)
	}
	c.written = c.stillUsed(c.written)
	for _, x := range c.written {
		l.Uncounted.Add(x.Money)
	}
	l.Refunds = netted
	if !c.refunds {
		return netted
	}
	next := 0
	for i, m := range c.records.Amount {
		if m >= 0 {
			continue
		}
		row := c.records.Row[i]
		for next < len(l.TakenOff) && l.TakenOff[next].Row < row {
			next++
		}
		if next == len(l.TakenOff) || l.TakenOff[next].Row != row {
			l.Refunds.Add(-m)
		}
	}
	return netted
}

// stillUsed are those of some rows, in their order, that no later step has taken out of the records.
func (c *cleaner) stillUsed(list []intake.TakenOff) []intake.TakenOff {
	kept, at := list[:0], 0
	rows := c.records.Row
	for _, x := range list {
		for at < len(rows) && rows[at] < x.Row {
			at++
		}
		if at < len(rows) && rows[at] == x.Row {
			kept = append(kept, x)
		}
	}
	return kept
}
