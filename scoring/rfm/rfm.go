// Package rfm counts recency, frequency and money of each customer from cleaned records.
//
// From a row per visit: a visit is a day on which the customer's net amount is positive, or an order with a positive
// net amount, on the day it was first paid, or a row with a positive amount, as the records say; stored value that was
// spent makes a visit as well. R runs from the latest visit of the whole history to the analysis date; a refund neither
// makes nor renews a visit. F and M look at the window only, and refunds are netted into M. A customer without any visit
// has no R.
//
// From a row per customer: the values are ready, so no window is applied to them again. Where a row states a date and
// days, R is counted from the date, so that it follows the analysis date. Several rows of one customer are merged: the
// smallest R, the sums of F and M.
package rfm

import (
	"cmp"
	"math"
	"slices"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
)

// Build counts R, F and M of every customer of r, in the order of r.IDs.
func Build(r *intake.Records, w civil.Window) []scoring.Customer {
	list := make([]scoring.Customer, len(r.IDs))
	for i, id := range r.IDs {
		list[i] = scoring.Customer{ID: id, Last: civil.NoDay}
	}
	if r.Shape == intake.PerCustomer {
		merge(list, r)
		return list
	}
	from, to, limited := w.Bounds(r.AsOf)
	b := builder{r: r, list: list, from: from, to: to, limited: limited}
	starts, rows := r.ByCustomer(len(list))
	for i := range list {
		b.count(&list[i], rows[starts[i]:starts[i+1]])
	}
	return list
}

// merge takes the ready values of the customer shape.
func merge(list []scoring.Customer, r *intake.Records) {
	seen := make([]bool, len(list))
	for i, who := range r.Customer {
		c := &list[who]
		days, known := int64(0), true
		switch {
		case r.Day[i] != civil.NoDay && r.AsOf != civil.NoDay:
			days = int64(r.AsOf) - int64(r.Day[i])
		case r.Days != nil && r.Days[i] != intake.NoDays:
			days = int64(r.Days[i])
		default:
			known = false
		}
		if !seen[who] {
			c.Row = r.Row[i]
			seen[who] = true
		}
		if known && (!c.HasR || closer(c, int32(days), r.Day[i], r.Row[i])) {
			c.R, c.HasR, c.Last, c.Row = int32(days), true, r.Day[i], r.Row[i]
		}
		c.F = add(c.F, r.Frequency[i])
		c.M += r.Amount[i]
	}
}

// closer tells whether another row of a customer stands for it rather than the one so far: fewer days, then a date
// rather than ready days, then the later row.
func closer(c *scoring.Customer, days int32, day civil.Day, row uint32) bool {
	return cmp.Or(cmp.Compare(c.R, days), cmp.Compare(day, c.Last), cmp.Compare(row, c.Row)) > 0
}

// add does not wrap around.
func add(a, b int32) int32 {
	return int32(max(math.MinInt32, min(math.MaxInt32, int64(a)+int64(b))))
}

// A builder counts the customers one after the other.
type builder struct {
	r        *intake.Records
	list     []scoring.Customer
	from, to civil.Day
	limited  bool

	see    func(civil.Day) // is told the day of every visit
	spans  bool            // rows of one order stand under several days
	losing bool            // what lies in the window is noted with the day on which it leaves
	window civil.Window    // which moves with the analysis date
	lost   []scoring.Loss  // what was noted
}

func (b *builder) inWindow(d civil.Day) bool { return !b.limited || d >= b.from && d <= b.to }

// count fills in one customer. rows are its records, in the order of the table.
func (b *builder) count(c *scoring.Customer, rows []uint32) {
	if len(rows) == 0 {
		return
	}
	for _, i := range rows {
		if b.inWindow(b.r.Day[i]) {
			c.M += b.r.Amount[i]
			b.lose(b.r.Day[i], 0, b.r.Amount[i])
		}
	}
	c.Row = b.r.Row[rows[0]]
	switch b.r.Visits {
	case intake.ByRow:
		for _, i := range rows {
			if b.came(i) {
				b.visit(c, b.r.Day[i])
			}
		}
	default:
		b.countGroups(c, rows)
	}
	if c.Last == civil.NoDay {
		return
	}
	c.R, c.HasR = int32(b.r.AsOf-c.Last), true
	for _, i := range rows {
		if b.r.Day[i] == c.Last && b.came(i) {
			c.Row = b.r.Row[i]
		}
	}
}

// came tells whether a record is of a visit: something was paid, or stored value was spent.
func (b *builder) came(i uint32) bool { return b.r.Amount[i] > 0 || b.r.SpentOn(i) }

// visit notes one visit.
func (b *builder) visit(c *scoring.Customer, day civil.Day) {
	c.Last = max(c.Last, day)
	if b.see != nil {
		b.see(day)
	}
	if b.inWindow(day) {
		c.F = add(c.F, 1)
		b.lose(day, 1, 0)
	}
}

// sort brings the rows of one visit together, in their order.
func (b *builder) sort(rows []uint32) {
	slices.SortFunc(rows, func(i, j uint32) int { return cmp.Or(b.compare(i, j), cmp.Compare(i, j)) })
}

// countGroups brings together the rows of one visit, by day or by order, and counts those whose net is positive.
func (b *builder) countGroups(c *scoring.Customer, rows []uint32) {
	if !slices.IsSortedFunc(rows, b.compare) {
		b.sort(rows)
		defer slices.Sort(rows)
	}
	for start := 0; start < len(rows); {
		end, net, day, spent := start, decimal.Money(0), civil.NoDay, false
		for ; end < len(rows) && b.compare(rows[start], rows[end]) == 0; end++ {
			i := rows[end]
			b.spans = b.spans || b.r.Day[i] != b.r.Day[rows[start]]
			net += b.r.Amount[i]
			if b.came(i) && (day == civil.NoDay || b.r.Day[i] < day) {
				day = b.r.Day[i] // an order is of the day on which it was first paid
			}
			spent = spent || b.r.SpentOn(i)
		}
		if net > 0 || spent {
			b.visit(c, day)
		}
		start = end
	}
}

// compare orders rows by visit: by order number where there is one, otherwise by day.
func (b *builder) compare(i, j uint32) int {
	if b.r.Visits == intake.ByOrder && b.r.Order != nil {
		if c := cmp.Compare(b.r.Order[i], b.r.Order[j]); c != 0 || b.r.Order[i] != 0 {
			return c
		}
	}
	return cmp.Compare(b.r.Day[i], b.r.Day[j])
}
