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

// Late lists who is later than usual on a day: whose absence has a chance below the threshold. ok is false where the
// clinic has too few gaps to say what is usual.
func (l *Log) Late(day civil.Day, gap int, below float64) (list []Late, rates Rates, ok bool) {
	spans := make([]Span, 0, l.Customers())
	gaps := 0
	for i := range l.Customers() {
		if a := AbsenceOf(l.of(i), day, gap); a.Any {
			spans = append(spans, Span{a.N, a.Days + float64(max(0, a.Since))})
			gaps += a.N
		}
	}
	if gaps < FewestGaps {
		return nil, rates, false
	}
	if rates, ok = Fit(spans, false); !ok {
		return nil, rates, false
	}
	for i := range l.Customers() { // once more: to keep them all costs more than to look again
		a := AbsenceOf(l.of(i), day, gap)
		if a.N == 0 || a.Since <= 0 {
			continue
		}
		if none := rates.None(a.N, a.Days, float64(a.Since)); none < below {
			money := max(0, float64(l.MoneyIn(i, After(day, -12)+1, day)))
			list = append(list, Late{i, a.N, (2*a.Between + a.N) / (2 * a.N), a.Since + gap, none, float64(money * (1 - none))})
		}
	}
	sortBy(list, func(x Late) (float64, int) { return x.Risk, x.Customer })
	return list, rates, true
}

// Gaps is how many gaps between courses the clinic had by a day.
func (l *Log) Gaps(day civil.Day, gap int) (n int) {
	for i := range l.Customers() {
		n += AbsenceOf(l.of(i), day, gap).N
	}
	return n
}

// CameBack counts how many of those who were late on an earlier day have come by themselves within so many days.
func (l *Log) CameBack(then civil.Day, gap int, below float64, within int) (r Ratio, ok bool) {
	return l.Alerts([]civil.Day{then}, gap, below, within)
}

// Alerts is CameBack for several days, the first first. Who is late on several of them without having come between is one
// alert, on the first. ok is false where on none of the days anything could be said, or too little time has passed since.
func (l *Log) Alerts(days []civil.Day, gap int, below float64, within int) (r Ratio, ok bool) {
	type absence struct {
		who   int
		since civil.Day // the last visit
	}
	told := map[absence]bool{}
	for _, then := range days {
		if then+civil.Day(within) > l.AsOf {
			continue
		}
		list, _, known := l.Late(then, gap, below)
		ok = ok || known
		for _, x := range list {
			a := absence{x.Customer, then - civil.Day(x.Days)}
			if told[a] {
				continue
			}
			told[a] = true
			r.Whole++
			if l.Came(x.Customer, then+1, then+civil.Day(within)) {
				r.Part++
			}
		}
	}
	return r, ok
}

// sortBy puts the largest first, and of equals the customer that the file has first.
func sortBy[T any](list []T, key func(T) (float64, int)) {
	sort.Slice(list, func(a, b int) bool {
		x, i := key(list[a])
		y, j := key(list[b])
		return cmp.Or(cmp.Compare(y, x), cmp.Compare(i, j)) < 0
	})
}
