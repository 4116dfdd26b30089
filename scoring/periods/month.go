package periods

import (
	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/intake"
	"fenji/scoring/rfm"
)

// A Month counts months from year 0.
type Month int32

// MonthOf is the month of a day.
func MonthOf(d civil.Day) Month {
	y, m, _ := d.Date()
	return Month(y*12 + m - 1)
}

// First and Last are its days.
func (m Month) First() civil.Day {
	d, _ := civil.DateOf(int(m)/12, int(m)%12+1, 1)
	return d
}

// Last is its last day.
func (m Month) Last() civil.Day { return (m + 1).First() - 1 }

// String writes 2024-03.
func (m Month) String() string { return m.First().String()[:7] }

// After gives the day so many calendar months later: the same of the month, or its last.
func After(d civil.Day, months int) civil.Day { return d.AddMonths(months) }

// A Log is a log of visits, made ready for looking at it by customer and by day.
type Log struct {
	Records *intake.Records
	AsOf    civil.Day
	First   civil.Day // of the log's rows; NoDay when there is none
	*rfm.Timeline

	visits []civil.Day // days with a visit, by customer
	starts []uint32
}

// LogOf makes a log of records; of the customer shape there is none.
func LogOf(r *intake.Records, pause scoring.Pause) (*Log, bool) {
	m, ok := MakeLog(r)
	for ok && !m.Step() {
		if pause != nil {
			pause()
		}
	}
	return m.Log, ok
}

// A LogMaker makes a log in steps.
type LogMaker struct {
	*Log // not whole before the last step
	days *rfm.DayCount
}

// MakeLog begins to make a log of records; of the customer shape there is none.
func MakeLog(r *intake.Records) (m LogMaker, ok bool) {
	if r.Shape != intake.PerVisit || len(r.Row) == 0 {
		return m, false
	}
	m.days = rfm.CountDays(r)
	m.Log = &Log{Records: r, AsOf: r.AsOf, First: r.Day[0], Timeline: m.days.Timeline}
	for _, d := range r.Day {
		m.First = min(m.First, d)
	}
	return m, true
}

// Step goes on, and tells whether that was all. Where something was bought on all days of a log, these are those of its visits.
func (m LogMaker) Step() (done bool) {
	if !m.days.Step() {
		return false
	}
	l, days := m.Log, 0
	for _, n := range l.Timeline.Visits {
		if n > 0 {
			days++
		}
	}
	if days == len(l.Days) {
		l.visits, l.starts = l.Days, l.Starts
		return true
	}
	l.visits, l.starts = make([]civil.Day, 0, days), make([]uint32, l.Customers()+1)
	for i := range l.Customers() {
		for at := l.Starts[i]; at < l.Starts[i+1]; at++ {
			if l.Timeline.Visits[at] > 0 {
				l.visits = append(l.visits, l.Days[at])
			}
		}
		l.starts[i+1] = uint32(len(l.visits))
	}
	return true
}

// of gives the days of customer i on which it came, the first first. (The embedded Days are those of any money.)
func (l *Log) of(i int) []civil.Day { return l.visits[l.starts[i]:l.starts[i+1]] }

// Customers is how many there are.
func (l *Log) Customers() int { return len(l.Records.IDs) }

// A Course is a run of visits without long gaps, from its first day to its last.
type Course struct{ From, To civil.Day }

// CourseGap is how many days may lie between two visits of a course, unless the clinic says otherwise.
const CourseGap = 45

// Courses appends the courses of visits to a list.
func Courses(list []Course, visits []civil.Day, gap int) []Course {
	for i, d := range visits {
		if i == 0 || int(d-visits[i-1]) > gap {
			list = append(list, Course{d, d})
		}
		list[len(list)-1].To = d
	}
	return list
}
