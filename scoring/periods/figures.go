package periods

import (
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
)

// A Ratio keeps what it is made of, for its interval and for small denominators.
type Ratio struct{ Part, Whole int }

// Few is the denominator below which a ratio shows its counts alone.
const Few = 10

// A Figure is what a month came to. New, lost and recaptured are events, active is a state at the month's end; over any
// span New + Recaptured − Lost is what Active changed by.
type Figure struct {
	Month                         Month
	New, Lost, Recaptured, Active int
	Visitors, Visits              int // customers who came, and how often
	Return                        Ratio
	Revenue, Refunds              decimal.Money // net; what was taken off, positive
	Censored                      bool          // so early in the log that nobody knows who was new
	Running                       bool          // not over on the analysis date
}

// ActiveMonths is for how long a visit keeps its customer active, unless the clinic chooses 6, 12 or 24.
const ActiveMonths = 18

// Months gives the figures of every month from the log's first to that of the analysis date.
func (l *Log) Months(active int) []Figure {
	t := l.Tally(active)
	for !t.Step() {
	}
	return t.Months
}

// Cohorts groups the customers by the month of their first visit, up to the month of the analysis date.
func (l *Log) Cohorts() []Cohort {
	t := l.Tally(ActiveMonths)
	for !t.Step() {
	}
	return t.Cohorts
}

// A Tally of the figures of months and of the cohorts goes through the customers in steps.
type Tally struct {
	Months  []Figure // neither is whole before the last step
	Cohorts []Cohort

	l       *Log
	active  int
	from    Month
	change  []int // of Active, by month
	at      int   // customers that are counted
	courses []Course
}

// Tally begins one. A visit keeps a customer active for so many months.
func (l *Log) Tally(active int) *Tally {
	from, to := MonthOf(l.First), MonthOf(l.AsOf)
	n := max(0, int(to-from)+1)
	t := &Tally{l: l, active: active, from: from, Months: make([]Figure, n), Cohorts: make([]Cohort, n), change: make([]int, n+1)}
	for i := range t.Months {
		f := &t.Months[i]
		f.Month = from + Month(i)
		f.Censored = f.Month.First() < After(l.First, active)
		f.Running = f.Month.Last() > l.AsOf
		t.Cohorts[i] = Cohort{f.Month, 0, make([]int, n-i), make([]int, n-i), to.Last() > l.AsOf}
	}
	return t
}

func (t *Tally) figure(d civil.Day) *Figure { return &t.Months[MonthOf(d)-t.from] }

// Step counts some customers, and tells whether that was all.
func (t *Tally) Step() (done bool) {
	if len(t.Months) == 0 {
		return true
	}
	n := t.l.Customers()
	for next := min(t.at+glance, n); t.at < next; t.at++ {
		visits := t.l.of(t.at)
		t.events(visits)
		t.money(t.at)
		t.returns(visits)
		t.cohort(visits)
	}
	if t.at < n {
		return false
	}
	sum := 0
	for i := range t.Months {
		sum += t.change[i]
		t.Months[i].Active = sum
	}
	return true
}

// money is what one customer paid, and how often.
func (t *Tally) money(i int) {
	l := t.l
	for at := l.Starts[i]; at < l.Starts[i+1]; at++ {
		if l.Days[at] > l.AsOf {
			break
		}
		f := t.figure(l.Days[at])
		f.Revenue += l.Net[at]
		if l.Back != nil {
			f.Refunds += l.Back[at]
		}
		f.Visits += int(l.Timeline.Visits[at])
	}
}

// events notes what befalls one customer. A visit on day v keeps it active until the day before v + the months; who has
// not come by the end of that day is lost on it.
func (t *Tally) events(visits []civil.Day) {
	change := func(d civil.Day, by int) { t.change[MonthOf(d)-t.from] += by }
	last, at, active := civil.NoDay, t.figure, t.active
	for n, v := range visits {
		if v > t.l.AsOf {
			break
		}
		if f := at(v); n == 0 || MonthOf(visits[n-1]) != f.Month {
			f.Visitors++
		}
		switch {
		case n == 0:
			at(v).New++
			change(v, 1)
		case v > After(last, active):
			end := After(last, active)
			at(end).Lost++
			change(end, -1)
			at(v).Recaptured++
			change(v, 1)
		}
		last = v
	}
	if last == civil.NoDay {
		return
	}
	if end := After(last, active); end <= t.l.AsOf {
		at(end).Lost++
		change(end, -1)
	}
}

// ReturnDays is within how many days the next course has to begin for a return.
const ReturnDays = 180

// returns counts one customer in the return rate of every month's end t: when its last course that ended by t−180 ended after
// t−360, and whether the next one began within 180 days.
func (t *Tally) returns(visits []civil.Day) {
	t.courses = Courses(t.courses[:0], visits, CourseGap)
	for c := range t.courses {
		end := t.courses[c].To
		if end+ReturnDays > t.l.AsOf {
			break
		}
		for m := MonthOf(end+ReturnDays) - t.from; int(m) < len(t.Months); m++ {
			f := &t.Months[m]
			day := min(f.Month.Last(), t.l.AsOf)
			if day >= end+2*ReturnDays || c+1 < len(t.courses) && t.courses[c+1].To <= day-ReturnDays {
				break
			}
			f.Return.Whole++
			if c+1 < len(t.courses) && t.courses[c+1].From <= end+ReturnDays {
				f.Return.Part++
			}
		}
	}
}

// Elapsed is which share of a month's work usually falls on its days up to the analysis date: by the clinic's visits on
// each day of the week in the twelve months before. 1 for months that are over; without any visits days count alike.
func (l *Log) Elapsed(m Month) float64 {
	done, whole, _ := l.ElapsedOf(m)
	return float64(done) / float64(whole)
}

// ElapsedOf is Elapsed as two numbers; known tells that the clinic's own weekdays say so.
func (l *Log) ElapsedOf(m Month) (done, whole int, known bool) {
	if m.Last() <= l.AsOf {
		return 1, 1, true
	}
	var weight [7]int
	for i, n := range l.Timeline.Visits {
		if d := l.Days[i]; d < m.First() && d >= After(m.First(), -12) {
			weight[weekday(d)] += int(n)
		}
	}
	for _, even := range [...]int{0, 1} {
		done, whole, known = 0, 0, even == 0
		for d := m.First(); d <= m.Last(); d++ {
			w := weight[weekday(d)] + even
			whole += w
			if d <= l.AsOf {
				done += w
			}
		}
		if whole > 0 {
			break
		}
	}
	return done, whole, known
}

// weekday is 0 for the day of the week on which civil days begin.
func weekday(d civil.Day) int { return int((d%7 + 7) % 7) }
