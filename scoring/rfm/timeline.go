package rfm

import (
	"slices"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
)

// A Timeline is what happened, a day of a customer at a time: visits as r counts them over the whole log, and money.
// Customer i has the entries Starts[i] to Starts[i+1]−1, the earliest day first.
type Timeline struct {
	Starts []uint32
	Days   []civil.Day
	Visits []int32
	Net    []decimal.Money // refunds taken off
	Back   []decimal.Money // what was taken off, positive; nil where nothing was

	Spans bool // an order stands under several days, so that a later row may undo an earlier visit
}

// TimelineOf counts the days of the visit shape; of the customer shape it is empty.
func TimelineOf(r *intake.Records, pause scoring.Pause) *Timeline {
	c := CountDays(r)
	for !c.Step() {
		if pause != nil {
			pause()
		}
	}
	return c.Timeline
}

// A DayCount makes a Timeline in steps.
type DayCount struct {
	*Timeline // not whole before the last step
	b         builder
	visits    []civil.Day
	starts    []uint32
	rows      []uint32
	at        int // customers that are counted
}

// CountDays begins one.
func CountDays(r *intake.Records) *DayCount {
	c := &DayCount{Timeline: &Timeline{Starts: make([]uint32, len(r.IDs)+1)}, b: builder{r: r}}
	if r.Shape != intake.PerVisit {
		c.at = len(r.IDs)
		return c
	}
	c.b.see = func(day civil.Day) { c.visits = append(c.visits, day) }
	c.starts, c.rows = r.ByCustomer(len(r.IDs))
	n := len(r.Row)
	c.Days, c.Visits, c.Net = make([]civil.Day, 0, n), make([]int32, 0, n), make([]decimal.Money, 0, n)
	return c
}

// counted is how many customers are counted in a step.
const counted = 1 << 14

// Step counts some customers, and tells whether that was all.
func (c *DayCount) Step() (done bool) {
	n := c.at + counted
	for r, t := c.b.r, c.Timeline; c.at < min(n, len(r.IDs)); c.at++ {
		own := c.rows[c.starts[c.at]:c.starts[c.at+1]]
		c.visits = c.visits[:0]
		c.b.count(&scoring.Customer{Last: civil.NoDay}, own)
		slices.SortFunc(own, func(x, y uint32) int { return int(r.Day[x]) - int(r.Day[y]) })
		for _, row := range own {
			t.enter(int(t.Starts[c.at]), r.Day[row], r.Amount[row])
		}
		slices.Sort(c.visits)
		at := int(t.Starts[c.at])
		for _, day := range c.visits {
			for t.Days[at] != day {
				at++
			}
			t.Visits[at]++
		}
		t.Starts[c.at+1] = uint32(len(t.Days))
	}
	if c.Spans = c.b.spans; c.at < len(c.b.r.IDs) {
		return false
	}
	c.starts, c.rows, c.visits = nil, nil, nil
	return true
}

// enter adds an amount to the customer whose entries begin at from.
func (t *Timeline) enter(from int, day civil.Day, amount decimal.Money) {
	if n := len(t.Days); n == from || t.Days[n-1] != day {
		t.Days, t.Visits = append(t.Days, day), append(t.Visits, 0)
		if t.Net = append(t.Net, 0); t.Back != nil {
			t.Back = append(t.Back, 0)
		}
	}
	n := len(t.Days) - 1
	t.Net[n] += amount
	if amount < 0 {
		if t.Back == nil {
			t.Back = make([]decimal.Money, n+1, cap(t.Net))
		}
		t.Back[n] -= amount
	}
}
