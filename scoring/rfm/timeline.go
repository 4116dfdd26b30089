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
	t := &Timeline{Starts: make([]uint32, len(r.IDs)+1)}
	if r.Shape != intake.PerVisit {
		return t
	}
	var visits []civil.Day
	b := builder{r: r, see: func(day civil.Day) { visits = append(visits, day) }}
	starts, rows := r.ByCustomer(len(r.IDs))
	n := len(r.Row)
	t.Days, t.Visits = make([]civil.Day, 0, n), make([]int32, 0, n)
	t.Net = make([]decimal.Money, 0, n)
	for i := range r.IDs {
		pause.At(i)
		own := rows[starts[i]:starts[i+1]]
		visits = visits[:0]
		b.count(&scoring.Customer{Last: civil.NoDay}, own)
		slices.SortFunc(own, func(x, y uint32) int { return int(r.Day[x]) - int(r.Day[y]) })
		for _, row := range own {
			t.enter(int(t.Starts[i]), r.Day[row], r.Amount[row])
		}
		slices.Sort(visits)
		at := int(t.Starts[i])
		for _, day := range visits {
			for t.Days[at] != day {
				at++
			}
			t.Visits[at]++
		}
		t.Starts[i+1] = uint32(len(t.Days))
	}
	t.Spans = b.spans
	return t
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
