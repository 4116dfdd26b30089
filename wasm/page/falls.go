package page

import (
	"strconv"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
)

// Falling is what the tab of those about to fall keeps.
type Falling struct {
	Of     *protocol.Outcome // the outcome that Found belongs to
	Wish   protocol.FallWish // what is shown or under way
	Found  *protocol.Falls   // what came last; its rows may be those of an earlier wish
	Shown  protocol.FallWish // the wish that Found answers
	Month  string            // of the calendar, 2006-01
	Cursor string            // the day at which the keyboard is, 2006-01-02
}

// fallRows is how many rows stand on one page.
const fallRows = 50

// The events of the falls.
type (
	FallsAsked struct{ Wish protocol.FallWish }
	FallsRead  struct {
		Wish  protocol.FallWish
		Falls *protocol.Falls
	}
	DayReached struct{ Day string } // the keyboard or a button moved in the calendar
)

func init() { areaReducers = append(areaReducers, reduceFalls) }

func reduceFalls(s State, e Event) State {
	f := &s.Areas.Falls
	switch e := e.(type) {
	case FallsAsked:
		if f.Wish = e.Wish; f.Of != s.Outcome {
			*f = Falling{Of: s.Outcome, Wish: e.Wish}
		}
	case FallsRead:
		if f.Of != s.Outcome || f.Wish != e.Wish {
			return s
		}
		f.Found, f.Shown = e.Falls, e.Wish
		if f.Month == "" && e.Falls.AsOf != "" {
			f.Cursor = addDays(e.Falls.AsOf, 1)
			if len(e.Falls.Days) > 0 {
				f.Cursor = e.Falls.Days[0].Day
			}
			f.Month = f.Cursor[:7]
		}
	case DayReached:
		if f.Found == nil || f.Found.AsOf == "" {
			return s
		}
		first, last := addDays(f.Found.AsOf, 1), addDays(f.Found.AsOf, lastHorizon)
		f.Cursor = max(first, min(e.Day, last))
		f.Month = f.Cursor[:7]
	}
	return s
}

var lastHorizon = protocol.Horizons[2]

// firstFalls is what is asked of a new outcome.
var firstFalls = protocol.FallWish{Within: protocol.Horizons[1], N: fallRows}

// falls gives what the tab shows, nil while it is under way.
func (s State) falls() *protocol.Falls {
	if f := s.Areas.Falls; f.Of != nil && f.Of == s.Outcome {
		return f.Found
	}
	return nil
}

// fallFilter is the filter that keeps the customers of a wish.
func fallFilter(w protocol.FallWish) protocol.Filter {
	f := protocol.Filter{Field: "falls", High: strconv.Itoa(w.Within)}
	if w.On > 0 {
		f.Low, f.High = strconv.Itoa(w.On), strconv.Itoa(w.On)
	}
	return f
}

// fallNotes say what the figures are worth.
func (s State) fallNotes(f *protocol.Falls) (notes []string) {
	for _, row := range []struct {
		is  bool
		key string
	}{{true, "falls.rule"}, {f.Estimated, "falls.estimate"}, {f.Latest, "falls.latest"},
		{f.Held, "falls.held"}, {f.AsOf == "", "falls.undated"}} {
		if row.is {
			notes = append(notes, words.Text(s.Lang, row.key))
		}
	}
	return notes
}

// A CalendarDay is a cell of the calendar.
type CalendarDay struct {
	Date  string // "" outside of the month
	Near  bool   // within the days that are looked at
	After int
	Count int
	Money string
	Level int // 0: nobody; 1 to 4: how many compared with the fullest day
}

// Calendar gives the weeks of the month in front, each from Monday to Sunday.
func (s State) Calendar() (weeks [][7]CalendarDay) {
	f := s.Areas.Falls
	first, ok := dayNumber(f.Month + "-01")
	if !ok || f.Found == nil {
		return nil
	}
	asOf, _ := dayNumber(f.Found.AsOf)
	byAfter, most := map[int]protocol.FallDay{}, 1
	for _, d := range f.Found.Days {
		byAfter[d.After] = d
		most = max(most, d.Count)
	}
	var week [7]CalendarDay
	at := weekday(first)
	for n := range monthDays(f.Month) {
		d := CalendarDay{Date: f.Month + "-" + two(n+1), After: first + n - asOf}
		d.Near = d.After >= 1 && d.After <= lastHorizon
		if fall := byAfter[d.After]; fall.Count > 0 {
			d.Count, d.Money, d.Level = fall.Count, fall.Money, min(4, 1+(4*fall.Count-1)/most)
		}
		if week[at] = d; at == 6 {
			weeks, week = append(weeks, week), [7]CalendarDay{}
		}
		at = (at + 1) % 7
	}
	if at > 0 {
		weeks = append(weeks, week)
	}
	return weeks
}

// weekday gives 0 for a Monday, of a number of [dayNumber].
func weekday(n int) int {
	monday, _ := dayNumber("2024-01-01")
	return ((n-monday)%7 + 7) % 7
}

// monthDays is how many days a month 2006-01 has.
func monthDays(month string) int {
	first, _ := dayNumber(month + "-01")
	next, _ := dayNumber(addMonths(month, 1) + "-01")
	return next - first
}

func addMonths(month string, by int) string {
	year, _ := strconv.Atoi(month[:4])
	m, _ := strconv.Atoi(month[5:7])
	m += by - 1
	for ; m < 0; m += 12 {
		year--
	}
	return four(year+m/12) + "-" + two(m%12+1)
}

// addDays moves a date 2006-01-02 by some days.
func addDays(date string, by int) string {
	day, _ := strconv.Atoi(date[8:])
	month := date[:7]
	for day += by; day > monthDays(month); month = addMonths(month, 1) {
		day -= monthDays(month)
	}
	for ; day < 1; day += monthDays(month) {
		month = addMonths(month, -1)
	}
	return month + "-" + two(day)
}

func two(n int) string { return strconv.Itoa(100 + n)[1:] }

func four(n int) string { return strconv.Itoa(10000 + n)[1:] }

// calendarKeys are what the arrow keys do in the calendar: so many days, or so many months.
var calendarKeys = map[string]struct{ days, months int }{
	"ArrowLeft": {-1, 0}, "ArrowRight": {1, 0}, "ArrowUp": {-7, 0}, "ArrowDown": {7, 0}, "PageUp": {0, -1}, "PageDown": {0, 1},
}

// moveCursor gives the day to which a key leads.
func moveCursor(cursor, key string) (day string, ok bool) {
	move, ok := calendarKeys[key]
	if !ok || cursor == "" {
		return "", false
	}
	if move.months != 0 {
		month := addMonths(cursor[:7], move.months)
		day, _ := strconv.Atoi(cursor[8:])
		return month + "-" + two(min(day, monthDays(month))), true
	}
	return addDays(cursor, move.days), true
}
