package clean

import (
	"math"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
)

// book books the usual rows, stretch by stretch, and has the others read.
func (q *quick) book() {
	for i, end := 0, 0; i < q.n; i = end {
		if end = i + 1; q.odd[i] != 0 {
			q.slow(q.from + i)
			continue
		}
		for end < q.n && q.odd[end] == 0 {
			end++
		}
		var sum, abs decimal.Money
		for _, m := range q.paid[i:end] {
			sum += m
			abs += max(m, -m)
		}
		if abs > math.MaxInt64-q.sum {
			for ; i < end; i++ {
				q.slow(q.from + i)
			}
			continue
		}
		q.sum += abs
		q.refunds = q.refunds || sum != abs
		q.ledger.Read.AddMany(end-i, sum)
		q.ledger.Used.AddMany(end-i, sum)
		q.keepAll(i, end)
	}
}

// keepAll does for usual rows what keep does for one.
func (q *quick) keepAll(from, to int) {
	r := q.records
	for i := from; i < to; i++ {
		r.Customer = append(r.Customer, q.who[i]-1)
		r.Row = append(r.Row, uint32(q.from+i))
	}
	r.Day = append(r.Day, q.on[from:to]...)
	r.Amount = append(r.Amount, q.paid[from:to]...)
	if q.m.Shape == intake.PerCustomer {
		r.Days = append(r.Days, q.gone[from:to]...)
		r.Frequency = append(r.Frequency, q.came[from:to]...)
		for _, d := range q.on[from:to] {
			if d == civil.NoDay && q.chosen && !q.stated {
				q.ready++
			}
		}
	}
	if q.orders != nil {
		r.Order = append(r.Order, q.bill[from:to]...)
	}
}
