package clean

import (
	"math"
	"slices"
	"strconv"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/columns"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
)

// fills are the values that gaps are filled with, in the order of [columns.Gaps]; known tells which there are.
type fills struct {
	value [len(columns.Gaps)]int64
	known [len(columns.Gaps)]bool
}

// findFills works out what gaps are filled with: it reads the rows once without filling and takes the values of those that
// are used. There is nothing to do when nothing is to be filled.
func (c *cleaner) findFills(o intake.Options) {
	if o.Gaps == (intake.Fills{}) {
		return
	}
	gaps, f := o.Gaps, &fills{}
	var r *intake.Records
	for i, gap := range columns.Gaps {
		if gaps[i] == intake.SetAside || gaps[i] == intake.FillZero && !gap.Zero {
			continue
		}
		if f.known[i] = gaps[i] == intake.FillZero; f.known[i] {
			continue
		}
		if r == nil {
			r = c.readUnfilled(o)
		}
		if list := figuresOf(r, gap.Role); len(list) > 0 {
			slices.Sort(list)
			f.known[i] = true
			if f.value[i] = list[(len(list)-1)/2]; gaps[i] == intake.FillMost {
				f.value[i] = most(list)
			}
		}
	}
	c.fills = f
}

// readUnfilled reads the rows as they are when no gap is filled.
func (c *cleaner) readUnfilled(o intake.Options) *intake.Records {
	o.Gaps = intake.Fills{}
	plain := cleanerOf(c.v, c.m, o)
	plain.careful = o.Careful
	plain.readRows()
	c.repeats = plain.repeats
	return plain.records
}

// figuresOf lists the values that the used rows have in a role.
func figuresOf(r *intake.Records, role intake.Role) (list []int64) {
	switch role {
	case intake.Amount:
		for _, m := range r.Amount {
			list = append(list, int64(m))
		}
	case intake.Visits:
		for _, n := range r.Frequency {
			list = append(list, int64(n))
		}
	case intake.Days:
		for _, n := range r.Days {
			if n != intake.NoDays {
				list = append(list, int64(n))
			}
		}
	case intake.Date:
		for _, d := range r.Day {
			if d != civil.NoDay {
				list = append(list, int64(d))
			}
		}
	}
	return list
}

// most is the most frequent value of a sorted list; of several the smallest.
func most(sorted []int64) (best int64) {
	top, run := 0, 0
	for i, v := range sorted {
		if run++; i > 0 && v != sorted[i-1] {
			run = 1
		}
		if run > top {
			best, top = v, run
		}
	}
	return best
}

// fill fills the gap for which a check would set the row aside, when the user says so. Money that is filled in
// counts as read, so that the ledger's sums agree, and is summed up beside it.
func (c *cleaner) fill(r *record, k *check) bool {
	if c.fills == nil {
		return false
	}
	for i, g := range columns.Gaps {
		if g.Missing != string(k.code) || !c.fills.known[i] {
			continue
		}
		value, text := c.fills.value[i], ""
		switch g.Role {
		case intake.Amount:
			if max(value, -value) > math.MaxInt64-int64(c.sum) {
				return false
			}
			r.amount, r.amountSt = decimal.Money(value), read.Readable
			c.sum += max(r.amount, -r.amount)
			c.ledger.Read.Money += r.amount
			text = r.amount.String()
		case intake.Visits:
			r.frequency, r.visitsSt, text = int32(value), read.Readable, strconv.FormatInt(value, 10)
		case intake.Days:
			r.days, r.daysSt, text = int32(value), read.Readable, strconv.FormatInt(value, 10)
		case intake.Date:
			r.day, r.dateSt = civil.Day(value), read.Readable
			text = r.day.String()
		}
		r.gaps |= 1 << i
		if r.flag == "" {
			r.flag, r.flagCol, r.filled = scoring.Code(g.Filled), c.m.Column(g.Role), text
		}
		return true
	}
	return false
}

// unfill takes back the money filled into a row that is not used after all.
func (c *cleaner) unfill(r *record) {
	if r.gaps&1 != 0 {
		c.ledger.Read.Money -= r.amount
		r.amount = 0
	}
	r.gaps = 0
}

// sumFilled sums up the rows that are used with a gap filled.
func sumFilled(l *intake.Ledger) {
	for _, e := range l.Entries {
		if e.IsFilled() {
			l.Filled.Add(e.Filled)
		}
	}
}
