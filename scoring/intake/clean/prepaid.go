package clean

import (
	"sort"

	"fenji/scoring/decimal"
	"fenji/scoring/intake/fate"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// Stored value counts when it is paid in. What is spent of it later is a visit without money: where the words say so, or
// where earlier top-ups of the customer cover what a column of types calls spending. The user may count spending instead,
// and then what is paid in does not.

// findTopUps tells whether the file holds top-ups.
func (c *cleaner) findTopUps() {
	for _, t := range c.told {
		for i := range t.list {
			c.topUps = c.topUps || t.list[i].fate == fate.TopUp && !t.list[i].user
		}
	}
}

// covered tells whether earlier top-ups cover what a row spends.
func (c *cleaner) covered(row int) bool {
	if c.spends == nil {
		c.spends = map[int]bool{}
		c.spend()
	}
	return c.spends[row]
}

// spend goes through each customer's stored value, day by day; what is paid in on a day is there before it is spent.
func (c *cleaner) spend() {
	var list []reading
	c.eachRow(func(r *reading) {
		if r.fate == fate.TopUp || r.fate == fate.Gift || r.fate == fate.Spend || r.fate == fate.Counts && r.spends() {
			list = append(list, *r)
		}
	})
	sort.SliceStable(list, func(i, j int) bool {
		a, b := &list[i], &list[j]
		if a.day != b.day {
			return a.day < b.day
		}
		return a.paysIn() && !b.paysIn()
	})
	left := map[uint32]decimal.Money{}
	for i := range list {
		r := &list[i]
		m := max(r.amount, -r.amount)
		switch {
		case r.paysIn():
			left[r.who] += m
		case m <= left[r.who]:
			left[r.who] -= m
			c.spends[r.row] = true
		case r.fate == fate.Spend && c.sold(r.word, r.row):
		case left[r.who] > 0, r.fate == fate.Spend:
			c.uncovered = append(c.uncovered, r.row)
			c.uncoveredSum += m
		}
	}
}

// A way is what the column of ways of paying says of a row.
type way uint8

const (
	wayUnsaid way = iota // or stored value
	wayMoney
	wayPlatform // a voucher that was paid for elsewhere
)

// byPlatform and byMoney tell of a row that redeems something how it was paid: with a voucher of somebody else's, which is no stored
// value whatever the customer paid in, or with money, which is none where she has too little of it.
func (c *cleaner) byPlatform(row int) bool { return c.wayOf(row) == wayPlatform }
func (c *cleaner) byMoney(row int) bool    { return c.wayOf(row) == wayMoney }

// sold tells whether a row that redeems something is a sale, where nothing was paid in for it.
func (c *cleaner) sold(w *word, row int) bool {
	return w.redeems && !fate.UsesUp(w.folded) && c.byMoney(row)
}

func (c *cleaner) wayOf(row int) way {
	if c.ways == nil {
		c.ways, c.wayCol = map[sheet.Cell]way{}, c.wayColumn()
	}
	if c.wayCol < 0 {
		return wayUnsaid
	}
	cell := c.cell(row, c.wayCol)
	if is, met := c.ways[cell]; met {
		return is
	}
	is := wayUnsaid
	switch word := read.FateWord(read.Tidy(c.v.T.Text(cell))); {
	case word == "":
	case fate.OfPlatform(word):
		is = wayPlatform
	case fate.OfMoney(word):
		is = wayMoney
	}
	c.ways[cell] = is
	return is
}

// spends tells whether a column of types or directions calls the row spending.
func (r *reading) spends() bool {
	return r.by != nil && (r.by.kind == fate.Types || r.by.kind == fate.Statuses || r.by.kind == fate.Directions) && fate.IsSpending(r.word.folded)
}

// paysIn tells whether a row adds to the customer's stored value.
func (r *reading) paysIn() bool { return r.fate == fate.TopUp || r.fate == fate.Gift }
