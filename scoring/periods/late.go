package periods

import (
	"cmp"
	"sort"

	"fenji/scoring/civil"
)

// A Late is a customer who stays away longer than it and the clinic's other customers usually do.
type Late struct {
	Customer int
	Gaps     int     // between its courses
	Usual    int     // days of a gap on average, rounded
	Days     int     // since its last course
	None     float64 // chance of that long an absence
	Risk     float64 // last twelve months' money × (1 − None), in the money's smallest unit
}

// An Absence is what the gaps of a customer say: only what lies beyond the days within which visits are one course counts.
type Absence struct {
	Span         // gaps, and the days by which they were longer
	Since   int  // days since the last course, beyond those of a course
	Between int  // days of all gaps
	Any     bool // it has come at all
}

// AbsenceOf looks at visits up to a day.
func AbsenceOf(visits []civil.Day, day civil.Day, gap int) (a Absence) {
	last := civil.NoDay
	for _, v := range visits {
		if v > day {
			break
		}
		if last != civil.NoDay && int(v-last) > gap {
			a.N++
			a.Days += float64(int(v-last) - gap)
			a.Between += int(v - last)
		}
		last, a.Any = v, true
	}
	if a.Any {
		a.Since = int(day-last) - gap
	}
	return a
}

// FewestGaps is how many gaps a clinic needs for a list of the late.
const FewestGaps = 30

// A Lookout for who is later than usual on a day looks at customers one after the other: first at what is usual, then at who
// stays away longer.
type Lookout struct {
	List  []Late // whose absence has a chance below the threshold, as soon as all are looked at
	Rates Rates
	Gaps  int  // between courses, in the whole clinic
	OK    bool // there are enough of them to say what is usual

	l     *Log
	day   civil.Day
	gap   int
	below float64
	spans Spans
	at    int
}

// Lookout begins one.
func (l *Log) Lookout(day civil.Day, gap int, below float64) *Lookout {
	return &Lookout{l: l, day: day, gap: gap, below: below, spans: Spans{}}
}

// glance is how many customers are looked at in a step.
const glance = 1 << 15

// Step looks on, and tells whether that was all.
func (o *Lookout) Step() (done bool) {
	n := o.l.Customers()
	next := min(o.at+glance, n)
	if o.spans == nil {
		o.stay(o.at, next)
		if o.at = next; o.at == n {
			sortBy(o.List, func(x Late) (float64, int) { return x.Risk, x.Customer })
		}
		return o.at == n
	}
	for i := o.at; i < next; i++ {
		if a := AbsenceOf(o.l.of(i), o.day, o.gap); a.Any {
			o.spans[Span{a.N, a.Days + float64(max(0, a.Since))}]++
			o.Gaps += a.N
		}
	}
	if o.at = next; o.at < n {
		return false
	}
	if o.Gaps >= FewestGaps {
		o.Rates, o.OK = Fit(o.spans, false)
	}
	o.spans, o.at = nil, 0
	return !o.OK
}

// stay lists who of some customers stays away longer than is usual. To keep their absences would cost more than to look again.
func (o *Lookout) stay(from, to int) {
	for i := from; i < to; i++ {
		a := AbsenceOf(o.l.of(i), o.day, o.gap)
		if a.N == 0 || a.Since <= 0 {
			continue
		}
		if none := o.Rates.None(a.N, a.Days, float64(a.Since)); none < o.below {
			money := max(0, float64(o.l.MoneyIn(i, After(o.day, -12)+1, o.day)))
			o.List = append(o.List, Late{i, a.N, (2*a.Between + a.N) / (2 * a.N), a.Since + o.gap, none, float64(money * (1 - none))})
		}
	}
}

// Late lists who is later than usual on a day: whose absence has a chance below the threshold. ok is false where the
// clinic has too few gaps to say what is usual.
func (l *Log) Late(day civil.Day, gap int, below float64) (list []Late, rates Rates, ok bool) {
	o := l.Lookout(day, gap, below)
	for !o.Step() {
	}
	return o.List, o.Rates, o.OK
}

// CameBack counts how many of those who were late on an earlier day have come by themselves within so many days.
func (l *Log) CameBack(then civil.Day, gap int, below float64, within int) (r Ratio, ok bool) {
	return l.Alerts([]civil.Day{then}, gap, below, within)
}

// Alerts is CameBack for several days, the first first. Who is late on several of them without having come between is one
// alert, on the first. ok is false where on none of the days anything could be said, or too little time has passed since.
func (l *Log) Alerts(days []civil.Day, gap int, below float64, within int) (back Ratio, ok bool) {
	r := l.Recall(days, gap, below, within)
	for !r.Step() {
	}
	return r.Back, r.OK
}

// A Recall of alerts goes through several days, one after the other.
type Recall struct {
	Back Ratio // of the alerts, those who came by themselves
	OK   bool

	l      *Log
	days   []civil.Day
	within int
	begin  func(day civil.Day) *Lookout
	now    *Lookout // for the first of the days
	told   map[absent]bool
}

// An absent is a customer since its last visit.
type absent struct {
	who   int
	since civil.Day
}

// Recall begins one.
func (l *Log) Recall(days []civil.Day, gap int, below float64, within int) *Recall {
	return &Recall{l: l, days: days, within: within, told: map[absent]bool{},
		begin: func(day civil.Day) *Lookout { return l.Lookout(day, gap, below) }}
}

// Step goes on, and tells whether that was all.
func (r *Recall) Step() (done bool) {
	if len(r.days) == 0 {
		return true
	}
	day := r.days[0]
	until := day + civil.Day(r.within)
	switch {
	case until > r.l.AsOf:
		r.days = r.days[1:]
		return false
	case r.now == nil:
		r.now = r.begin(day)
	}
	if !r.now.Step() {
		return false
	}
	r.OK = r.OK || r.now.OK
	for _, x := range r.now.List {
		a := absent{x.Customer, day - civil.Day(x.Days)}
		if r.told[a] {
			continue
		}
		r.told[a] = true
		r.Back.Whole++
		if r.l.Came(x.Customer, day+1, until) {
			r.Back.Part++
		}
	}
	r.days, r.now = r.days[1:], nil
	return false
}

// sortBy puts the largest first, and of equals the customer that the file has first.
func sortBy[T any](list []T, key func(T) (float64, int)) {
	sort.Slice(list, func(a, b int) bool {
		x, i := key(list[a])
		y, j := key(list[b])
		return cmp.Or(cmp.Compare(y, x), cmp.Compare(i, j)) < 0
	})
}
