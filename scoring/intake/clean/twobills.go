package clean

import (
	"math/bits"
	"slices"

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
	customers := len(r.IDs)
	if c.customers != nil {
		customers = int(c.customers.count)
	}
	seen := map[visitKey][]uint32{}
	for _, k := range met(r, customers) {
		key, row := visitKey{r.Customer[k], r.Day[k], r.Amount[k]}, int(r.Row[k])
		earlier := seen[key]
		at := slices.IndexFunc(earlier[:min(len(earlier), lookBack)], func(of uint32) bool { return c.sameVisit(row, int(r.Row[of])) })
		if at < 0 {
			seen[key] = append(earlier, k)
		} else if of := earlier[at]; c.cell(row, order) != c.cell(int(r.Row[of]), order) {
			each(int(k), int(of))
		}
	}
}

// met gives the paid records that may have customer, day and amount in common with another, in their order: all that have, and
// few others. Looking up a million records would take longer than cleaning them; so each of so many customers has a few bits, two of
// which a record sets. Customers of whom a record finds both set are looked at again, by other bits, until few are left.
func met(r *intake.Records, customers int) []uint32 {
	const looks, few = 4, 256
	set := bitsFor(len(r.Customer), customers)
	again, shared := make([]uint64, customers/64+1), false
	for k, who := range r.Customer {
		at, two := set.place(who, r.Day[k], r.Amount[k], 0)
		had := set.words[at]
		if had&two == two && r.Amount[k] > 0 {
			again[who/64] |= 1 << (who % 64)
			shared = true
		}
		set.words[at] = had | two
	}
	if !shared {
		return nil
	}
	var list []uint32
	for k, who := range r.Customer {
		if again[who/64]>>(who%64)&1 != 0 && r.Amount[k] > 0 {
			list = append(list, uint32(k))
		}
	}
	for look := 1; look < looks && len(list) > few; look++ {
		list = suspects(r, list, customers, look)
	}
	return list
}

// suspects are those records of a list whose customers have one that finds its bits set; each look has other bits.
func suspects(r *intake.Records, list []uint32, customers, look int) []uint32 {
	set, again := bitsFor(len(list), customers), make([]uint64, customers/64+1)
	for _, k := range list {
		who := r.Customer[k]
		at, two := set.place(who, r.Day[k], r.Amount[k], look)
		had := set.words[at]
		if had&two == two {
			again[who/64] |= 1 << (who % 64)
		}
		set.words[at] = had | two
	}
	found := list[:0]
	for _, k := range list {
		if who := r.Customer[k]; again[who/64]>>(who%64)&1 != 0 {
			found = append(found, k)
		}
	}
	return found
}

// A bitSet has some words of bits for each customer.
type bitSet struct {
	words []uint64
	shift uint // of a customer's number, which gives the first word
}

// bitsFor has 64 bits for about eight records.
func bitsFor(records, customers int) bitSet {
	shift := uint(0)
	for customers<<shift*8 < records {
		shift++
	}
	return bitSet{make([]uint64, customers<<shift), shift}
}

// place is where the bits of a record lie.
func (s *bitSet) place(who uint32, day civil.Day, m decimal.Money, look int) (at int, two uint64) {
	h := (uint64(day)*0xc2b2ae3d27d4eb4f ^ uint64(m)) * 0x165667b19e3779f9
	h = bits.RotateLeft64(h^h>>29, 11*look)
	return int(who)<<(s.shift&31) + int(h>>32)&(1<<(s.shift&31)-1), 1<<(h>>58) | 1<<(h>>52&63)
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
