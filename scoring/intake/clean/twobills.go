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
	seen := map[visitKey][]uint32{}
	for _, k := range met(r) {
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
// few others. Looking up a million records would take longer than cleaning them; so each sets two of the eight bits or more that
// there are for it, and one that finds both set is suspected. What looks like it is looked at again, by other bits, until few are
// left.
func met(r *intake.Records) []uint32 {
	const looks, few = 6, 256
	list := suspects(r, nil, len(r.Row), 0)
	for look := 1; look < looks && len(list) > few; look++ {
		list = suspects(r, list, len(list), look)
	}
	return list
}

// suspects are those of a list of so many records that look alike; each look has other bits. Without a list it looks at all.
func suspects(r *intake.Records, list []uint32, n, look int) (found []uint32) {
	words := 1 << max(0, bits.Len(uint(n))-3)
	met, suspected := make([]uint64, words), make([]uint64, words)
	shared := false
	for i := range n {
		k := i
		if list != nil {
			k = int(list[i])
		}
		if r.Amount[k] <= 0 {
			continue
		}
		h := hashed(r, k, look)
		at, two := int(h>>32)&(words-1), h.two(58, 52)
		if had := met[at]; had&two == two {
			suspected[at] |= h.two(0, 6)
			shared = true
		} else {
			met[at] = had | two
		}
	}
	if found = list[:0]; !shared {
		return found
	}
	for i := range n {
		k := i
		if list != nil {
			k = int(list[i])
		}
		if h := hashed(r, k, look); suspected[int(h>>32)&(words-1)]&h.two(0, 6) == h.two(0, 6) && r.Amount[k] > 0 {
			found = append(found, uint32(k))
		}
	}
	return found
}

// A visitHash is of customer, day and amount.
type visitHash uint64

func hashed(r *intake.Records, k, look int) visitHash {
	h := (uint64(r.Customer[k])<<32 | uint64(uint32(r.Day[k]))) * 0xc2b2ae3d27d4eb4f
	h = (h ^ h>>32 ^ uint64(r.Amount[k])) * 0x165667b19e3779f9
	return visitHash(bits.RotateLeft64(h^h>>29, 11*look))
}

// two are two bits, named by six bits of the hash each.
func (h visitHash) two(a, b uint) uint64 { return 1<<(h>>a&63) | 1<<(h>>b&63) }

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
