package clean

import (
	"math/bits"

	"fenji/scoring/intake"
	"fenji/scoring/sheet"
)

// twice finds visits that were keyed twice: rows of one customer, day and amount that differ in the number of the bill
// only, and in what merely numbers the rows. A time of day that differs tells two visits apart. It calls each with such
// records and the earlier ones that they equal.
func (c *cleaner) twice(r *intake.Records, each func(record, of int)) {
	order := c.m.Column(intake.Order)
	if order < 0 || r.Shape != intake.PerVisit || len(r.Row) < 2 {
		return
	}
	first := make([]uint32, 1<<bits.Len(uint(2*len(r.Row)))) // records by what they have in common, 1 for the first
	mask := uint64(len(first) - 1)
	for k, who := range r.Customer {
		if r.Amount[k] <= 0 {
			continue
		}
		at := (uint64(who)*0x9e3779b97f4a7c15 ^ uint64(r.Day[k])*0xc2b2ae3d27d4eb4f ^ uint64(r.Amount[k])*0x165667b19e3779f9)
		at ^= at >> 29
		for ; ; at++ {
			of := int(first[at&mask]) - 1
			if of < 0 {
				first[at&mask] = uint32(k + 1)
				break
			}
			if r.Customer[of] == who && r.Day[of] == r.Day[k] && r.Amount[of] == r.Amount[k] {
				if row, other := int(r.Row[k]), int(r.Row[of]); c.cell(row, order) != c.cell(other, order) && c.sameVisit(row, other) {
					each(k, of)
				}
				break
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
	kept := l.Entries[:0]
	for _, e := range l.Entries {
		if !out[e.Row] {
			kept = append(kept, e)
		}
	}
	l.Entries = append(kept, left...)
	intake.SortEntries(l.Entries)
	r.Keep(func(i int) bool { return !out[int(r.Row[i])] })
}
