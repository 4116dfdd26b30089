package clean

import (
	"iter"
	"math/bits"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/sheet"
)

// A visitKey is what two rows of one visit have in common.
type visitKey struct {
	who    uint32
	day    civil.Day
	amount decimal.Money
}

// twice finds visits that were keyed twice: rows of one customer, day and amount that differ in the number of the bill
// only, and in what merely numbers the rows. A time of day that differs tells two visits apart. It calls each with such
// records and the earlier ones that they equal.
func (c *cleaner) twice(r *intake.Records, each func(record, of int)) {
	order := c.m.Column(intake.Order)
	if order < 0 || r.Shape != intake.PerVisit || len(r.Row) < 2 {
		return
	}
	first := map[visitKey]int32{}
	for k := range met(r) {
		key := visitKey{r.Customer[k], r.Day[k], r.Amount[k]}
		of, there := first[key]
		if !there {
			first[key] = int32(k)
		} else if row, other := int(r.Row[k]), int(r.Row[of]); c.cell(row, order) != c.cell(other, order) && c.sameVisit(row, other) {
			each(k, int(of))
		}
	}
}

// met yields the paid records that may have customer, day and amount in common with another, in their order: all that have, and
// few others. A bit for each of many places tells that, where looking up a million records would take longer than cleaning them.
func met(r *intake.Records) iter.Seq[int] {
	return func(yield func(int) bool) {
		size := bits.Len(uint(16 * len(r.Row)))
		once, again := make([]uint64, 1<<size/64+1), make([]uint64, 1<<size/64+1)
		place := func(k int) uint64 {
			h := (uint64(r.Customer[k])*0x9e3779b97f4a7c15 ^ uint64(r.Day[k])*0xc2b2ae3d27d4eb4f ^ uint64(r.Amount[k])) * 0x165667b19e3779f9
			return h >> (64 - size)
		}
		any := false
		for k, amount := range r.Amount {
			if amount > 0 {
				at := place(k)
				if once[at/64]>>(at%64)&1 != 0 {
					again[at/64] |= 1 << (at % 64)
					any = true
				}
				once[at/64] |= 1 << (at % 64)
			}
		}
		for k := 0; any && k < len(r.Amount); k++ {
			if at := place(k); r.Amount[k] > 0 && again[at/64]>>(at%64)&1 != 0 && !yield(k) {
				return
			}
		}
	}
}

// sameVisit tells whether two rows equal each other in all columns but those that number rows and bills.
func (c *cleaner) sameVisit(a, b int) bool {
	for _, col := range c.m.Columns {
		if col.Role == intake.Order || col.Role == intake.Ignore || col.Index >= c.v.T.Own() {
			continue
		}
		if x, y := c.cell(a, col.Index), c.cell(b, col.Index); x != y && (x.Kind != sheet.Empty || y.Kind != sheet.Empty) {
			return false
		}
	}
	return true
}

// keyedTwice lists visits that were keyed twice.
func (i *inspector) keyedTwice() {
	listed := map[int]bool{}
	for _, e := range i.f.Entries {
		listed[e.Row] = true
	}
	for _, e := range i.l.Entries {
		listed[e.Row] = true
	}
	order := i.c.m.Column(intake.Order)
	i.c.twice(i.r, func(k, of int) {
		if !listed[int(i.r.Row[k])] {
			i.add(codeNearDuplicate, k, order, int(i.r.Row[of]))
			i.f.Near.Add(i.r.Amount[k])
		}
	})
}

// leaveTwice asks whether such visits are one each, and drops the later rows when the user says so.
func (c *cleaner) leaveTwice() {
	r, l := c.records, c.ledger
	order := c.m.Column(intake.Order)
	if order < 0 {
		return
	}
	d := intake.Doubt{Code: "equal-rows", Form: "bills", Key: c.m.Columns[order].Header, Columns: []int{order}, Meanwhile: "keep"}
	var left []intake.Entry
	out := map[int]bool{}
	c.twice(r, func(k, of int) {
		row := int(r.Row[k])
		out[row] = true
		d.Rows++
		d.Money += r.Amount[k]
		d.Shown = append(d.Shown, int(r.Row[of]), row)
		left = append(left, intake.Entry{Row: row, Col: -1, Code: codeDuplicate, Money: r.Amount[k], Of: int(r.Row[of]), Aside: true})
	})
	if d.Rows == 0 {
		return
	}
	d.Args = []string{"header", d.Key}
	c.ask(d)
	asked := &l.Doubts[len(l.Doubts)-1]
	asked.Answers = []string{"keep", "drop"}
	if asked.Meanwhile != "drop" {
		asked.Meanwhile = "keep"
		return
	}
	l.Used.AddMany(-d.Rows, -d.Money)
	l.Duplicates.AddMany(d.Rows, d.Money)
	instead(l, out, left)
	r.Keep(func(i int) bool { return !out[int(r.Row[i])] })
}
