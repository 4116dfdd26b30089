package periods

import "fenji/scoring/civil"

// A Cohort is the customers who came first in a month, and how many of them came in it and in the months after.
type Cohort struct {
	Month   Month
	Size    int
	In      []int // by months since: who came in that month
	Since   []int // who came in that month or later
	Running bool  // the last cell's month is not over: it is hatched and never averaged
}

// cohort counts one customer in the months in which it came.
func (t *Tally) cohort(visits []civil.Day) {
	if len(visits) == 0 || visits[0] > t.l.AsOf {
		return
	}
	first := MonthOf(visits[0])
	c := &t.Cohorts[first-t.from]
	c.Size++
	before := first - 1
	for _, d := range visits {
		m := MonthOf(d)
		if d > t.l.AsOf || m == before {
			continue
		}
		for k := before + 1; k <= m; k++ { // who comes later has come “then or later” in every month between
			c.Since[k-first]++
		}
		c.In[m-first]++
		before = m
	}
}

// Average is the mean share of cohorts that came in (or, with since, in or after) the month that lies so many months
// after their first, over all cohorts of which that month is over.
func Average(list []Cohort, after int, since bool) Ratio {
	var r Ratio
	for i := range list {
		c := &list[i]
		cells := c.In
		if since {
			cells = c.Since
		}
		if after >= len(cells) || after == len(cells)-1 && c.Running {
			continue
		}
		r.Part, r.Whole = r.Part+cells[after], r.Whole+c.Size
	}
	return r
}
