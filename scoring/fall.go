package scoring

import (
	"fenji/scoring/decimal"
	"fenji/scoring/profile"
)

// A Loss is what stops counting, while days go by without a visit, because it leaves the profile's window.
type Loss struct {
	After int32 // days after the analysis date: the first day on which it counts no more
	F     int32
	M     decimal.Money
}

// A Decline is a day on which a customer's points or figures change for no other reason than that no visit came.
type Decline struct {
	After  int32 // days after the analysis date
	Values [3]decimal.Decimal
	Score  decimal.Decimal // zero when the values cannot be scored any more
	Grade  string          // "" when there is none any more
}

// Falls tells of each customer when its grade falls if no visit comes.
type Falls struct {
	After []int32 // days after the analysis date on which the grade is lower for the first time; 0: it never falls
	Band  []uint8 // the grade it has then: index into the profile's Bands, or Ungraded
}

// Estimated tells whether falls are an estimate: a ranking or a mean depends on what all the others do, so today's cut points are
// kept, as [Frozen] does. Of a profile without rankings, or with frozen ones, falls are exact.
func (r *Result) Estimated() bool {
	for i := range r.plan.gauges {
		if g := &r.plan.gauges[i]; g.relative() && !g.frozen {
			return true
		}
	}
	return false
}

// Falls finds the day of the first lower grade of every customer: days since the last visit grow, and what losses
// names leaves the window. Nothing else changes. losses, in the order of their days, may be nil when nothing leaves;
// the slice it returns is used before it is called again. It looks only at the days on which something changes.
func (r *Result) Falls(losses func(i int) []Loss) *Falls {
	f := r.NoFalls()
	r.Fall(f, 0, len(r.Customers), losses)
	return f
}

// NoFalls are falls that were not looked for yet; [Result.Fall] looks for them.
func (r *Result) NoFalls() *Falls {
	return &Falls{After: make([]int32, len(r.Customers)), Band: make([]uint8, len(r.Customers))}
}

// Fall looks for the falls of customers from … to-1, as [Result.Falls] does for all.
func (r *Result) Fall(f *Falls, from, to int, losses func(i int) []Loss) {
	for i := from; i < to; i++ {
		f.Band[i] = r.Graded[i].Band
		if f.Band[i] == profile.Ungraded {
			continue
		}
		var leaving []Loss
		if losses != nil {
			leaving = losses(i)
		}
		w := r.wane(i, leaving)
		for w.next() {
			if _, band := w.grade(); band > r.Graded[i].Band {
				f.After[i], f.Band[i] = w.after, band
				break
			}
		}
	}
}

// Declines lists the days on which the score of customer i changes if no visit comes, up to its last.
func (r *Result) Declines(i int, losses []Loss) []Decline {
	if r.Graded[i].Band == profile.Ungraded {
		return nil
	}
	var list []Decline
	was, before := r.Graded[i].Score, r.Graded[i].Band
	for w := r.wane(i, losses); w.next(); {
		score, band := w.grade()
		if score == was && band == before {
			continue
		}
		was, before = score, band
		d := Decline{After: w.after, Score: r.plan.Printed(score)}
		for m := range w.v {
			d.Values[m] = r.plan.gauges[m].decimal(w.v[m])
		}
		if band != profile.Ungraded {
			d.Grade = r.Profile.Bands[band].Grade
		}
		list = append(list, d)
	}
	return list
}

// A waning is a customer as days go by.
type waning struct {
	pl     *plan
	v      [3]int64
	after  int32
	losses []Loss
}

func (r *Result) wane(i int, losses []Loss) waning {
	return waning{pl: r.plan, v: values(&r.Customers[i]), losses: losses}
}

// next goes to the next day on which something may change; false when there is none.
func (w *waning) next() bool {
	days, ok := w.pl.gauges[profile.Recency].until(w.v[profile.Recency])
	if len(w.losses) > 0 && (!ok || int64(w.losses[0].After-w.after) < days) {
		days, ok = int64(w.losses[0].After-w.after), true
	}
	if !ok || int64(w.after)+days > profile.MaxCount {
		return false
	}
	w.after += int32(days)
	w.v[profile.Recency] += days
	for len(w.losses) > 0 && w.losses[0].After <= w.after {
		w.v[profile.Frequency] -= int64(w.losses[0].F)
		w.v[profile.Monetary] -= int64(w.losses[0].M)
		w.losses = w.losses[1:]
	}
	return true
}

// until gives the number of days after which v lies in another step, or outside of what is valid.
func (g *gauge) until(v int64) (days int64, ok bool) {
	for _, b := range g.Bounds {
		if v <= b && b < g.Hi {
			return b + 1 - v, true
		}
	}
	return g.Hi + 1 - v, v <= g.Hi && g.Hi < profile.MaxCount
}

// grade scores the values of the day; a ranked metric has the cut points of the result.
func (w *waning) grade() (score int64, band uint8) {
	for m := range w.pl.gauges {
		g, v := &w.pl.gauges[m], w.v[m]
		if v < g.Lo || v > g.Hi {
			return 0, profile.Ungraded
		}
		share, fits := g.Share(g.Step(v), v)
		sum, ok := decimal.Add(score, share)
		if !fits || !ok {
			return 0, profile.Ungraded
		}
		score = sum
	}
	return score, w.pl.Band(score)
}
