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
	from, to := MonthOf(l.First), MonthOf(l.AsOf)
	if to < from {
		return nil
	}
	list := make([]Figure, to-from+1)
	for i := range list {
		f := &list[i]
		f.Month = from + Month(i)
		f.Censored = f.Month.First() < After(l.First, active)
		f.Running = f.Month.Last() > l.AsOf
	}
	at := func(d civil.Day) *Figure { return &list[MonthOf(d)-from] }
	change := make([]int, len(list)+1) // of Active, by month
	for i := range l.Customers() {
		l.events(l.of(i), active, at, func(d civil.Day, by int) { change[MonthOf(d)-from] += by })
	}
	for i := range l.Days {
		if l.Days[i] <= l.AsOf {
			f := at(l.Days[i])
			f.Revenue += l.Net[i]
			if l.Back != nil {
				f.Refunds += l.Back[i]
			}
			f.Visits += int(l.Timeline.Visits[i])
		}
	}
	sum := 0
	for i := range list {
		sum += change[i]
		list[i].Active = sum
	}
	l.returns(list)
	return list
}

// events notes what befalls one customer. A visit on day v keeps it active until the day before v + the months; who has
// not come by the end of that day is lost on it.
func (l *Log) events(visits []civil.Day, active int, at func(civil.Day) *Figure, change func(d civil.Day, by int)) {
	last := civil.NoDay
	for n, v := range visits {
		if v > l.AsOf {
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
	if end := After(last, active); end <= l.AsOf {
		at(end).Lost++
		change(end, -1)
	}
}

// ReturnDays is within how many days the next course has to begin for a return.
const ReturnDays = 180

// returns counts the return rate of every month's end t: of the customers whose last course ended in (t−360, t−180],
// those whose next course began within 180 days.
func (l *Log) returns(list []Figure) {
	var courses []Course
	for i := range l.Customers() {
		courses = Courses(courses[:0], l.of(i), CourseGap)
		for m := range list {
			t := min(list[m].Month.Last(), l.AsOf)
			for c := len(courses) - 1; c >= 0; c-- {
				end := courses[c].To
				if end > t-ReturnDays {
					continue
				}
				if end > t-2*ReturnDays {
					list[m].Return.Whole++
					if c+1 < len(courses) && courses[c+1].From <= end+ReturnDays {
						list[m].Return.Part++
					}
				}
				break
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
