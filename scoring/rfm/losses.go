package rfm

import (
	"cmp"
	"slices"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
)

// Losses tells what leaves the window of each customer as the analysis date moves on and no visit comes, for
// [scoring.Result.Falls]. It is nil when nothing ever leaves: there is no window, or one with fixed ends, or the values
// were ready, so that nobody knows on which days they came about. The function reuses what it returns.
func Losses(r *intake.Records, w civil.Window) func(i int) []scoring.Loss {
	b, ok := leaver(r, w)
	if !ok {
		return nil
	}
	starts, rows := r.ByCustomer(len(r.IDs))
	return func(i int) []scoring.Loss { return b.leaving(rows[starts[i]:starts[i+1]]) }
}

// LossesOf is Losses for one customer.
func LossesOf(r *intake.Records, w civil.Window, who int) []scoring.Loss {
	b, ok := leaver(r, w)
	if !ok {
		return nil
	}
	return b.leaving(Rows(r, who))
}

func leaver(r *intake.Records, w civil.Window) (*builder, bool) {
	from, to, limited := w.Bounds(r.AsOf)
	if r.Shape != intake.PerVisit || !limited || w.Fixed() {
		return nil, false
	}
	return &builder{r: r, from: from, to: to, limited: true, window: w}, true
}

// leaving counts a customer once more, and notes what of it leaves the window when.
func (b *builder) leaving(rows []uint32) []scoring.Loss {
	b.lost = b.lost[:0]
	b.losing = true
	b.count(&scoring.Customer{Last: civil.NoDay}, rows)
	slices.SortFunc(b.lost, func(x, y scoring.Loss) int { return cmp.Compare(x.After, y.After) })
	return b.lost
}

// lose notes a visit or an amount of a day within the window. A rolling window loses a day after as many days as it
// holds, a calendar period all of them when it ends.
func (b *builder) lose(day civil.Day, visits int32, amount decimal.Money) {
	if !b.losing {
		return
	}
	first, leaves := b.window.Leaves(day, b.r.AsOf)
	if !leaves {
		return
	}
	b.lost = append(b.lost, scoring.Loss{After: int32(first - b.r.AsOf), F: visits, M: amount})
}

// ReadyLosses is Losses for values that were ready for a rolling window: nobody knows their days, but when the last
// visit leaves the window, nothing is left in it. So a fall comes on that day at the latest; it is exact for who came
// once. It is nil when the window does not roll. The function reuses what it returns.
func ReadyLosses(list []scoring.Customer, w civil.Window, asOf civil.Day) func(i int) []scoring.Loss {
	switch {
	case w.Days == 0 && w.Months == 0:
		return nil
	case asOf != civil.NoDay:
	case w.Months > 0: // months are not alike, so that days alone do not say when they are over
		return nil
	default:
		asOf = 0 // any day will do
	}
	one := make([]scoring.Loss, 1)
	return func(i int) []scoring.Loss {
		c := &list[i]
		leaves, ok := w.Leaves(asOf-civil.Day(c.R), asOf)
		if c.F == 0 && c.M == 0 || !ok {
			return nil
		}
		one[0] = scoring.Loss{After: max(1, int32(leaves-asOf)), F: c.F, M: c.M}
		return one
	}
}
