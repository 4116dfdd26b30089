// Package falls is the room of those whose grade falls soon unless they come: how many within some days, on which day each,
// and whom to call.
package falls

import (
	"strconv"
	"time"

	"fenji/scoring/civil"
	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// State is what the room keeps.
type State struct {
	Wish   protocol.FallWish // what is shown or under way
	Found  *protocol.Falls   // what came last; its rows may be those of an earlier wish
	Of     *protocol.Outcome // the outcome that Found belongs to
	Shown  protocol.FallWish // the wish that Found answers
	Month  string            // of the calendar, 2006-01
	Cursor string            // the day at which the keyboard is, 2006-01-02
}

// fallRows is how many rows stand on one page.
const fallRows = 50

// The events of the room.
type (
	Wished     struct{ Wish protocol.FallWish }
	DayReached struct{ Day string } // the keyboard or a button moved in the calendar
)

// name is the room's, and question its one question's.
const name, question = "falls", "falls"

// pause lets the first rows of a new result come before the falls are worked out.
const pause = 400 * time.Millisecond

// Room is the room.
var Room = shell.Room{
	Name: name, Area: "result", Reduce: reduceOwn, Labels: labels, Waits: waits,
	Questions: []shell.Question{{
		Name: question, Op: protocol.OpFalls, Pause: pause,
		Wish:   func(s *shell.State) protocol.Message { w := own(s).Wish; return &w },
		Answer: func() protocol.Message { return &protocol.Falls{} },
		Hurry:  func(s *shell.State) bool { return s.InFront(name) },
	}},
}

func own(s *shell.State) State { return shell.Own[State](s, name) }

func reduceOwn(o any, was, now *shell.State, e shell.Event) any {
	return reduce(shell.As[State](o), was, now, e)
}

func reduce(f State, was, now *shell.State, e shell.Event) State {
	if f.Wish.N == 0 {
		f.Wish = firstFalls
	}
	switch e := e.(type) {
	case shell.Graded, shell.Revealed:
		f.Wish = protocol.FallWish{Within: f.Wish.Within, N: fallRows}
		f.Month, f.Cursor = "", ""
	case Wished:
		f.Wish = e.Wish
	case shell.Answered:
		if e.Question == question {
			f = f.read(now, e)
		}
	case DayReached:
		if f.Found == nil || f.Found.AsOf == "" {
			return f
		}
		first, last := addDays(f.Found.Since(), 1), addDays(f.Found.Since(), lastHorizon)
		f.Cursor = max(first, min(e.Day, last))
		f.Month = f.Cursor[:7]
	}
	return f
}

// read takes an answer. The calendar begins with the first day of which there is something to tell.
func (f State) read(now *shell.State, e shell.Answered) State {
	f.Found, f.Of, f.Shown = e.Answer.(*protocol.Falls), now.Outcome, *e.Wish.(*protocol.FallWish)
	if f.Month == "" && f.Found.AsOf != "" {
		f.Cursor = addDays(f.Found.Since(), 1)
		if len(f.Found.Days) > 0 {
			f.Cursor = f.Found.Days[0].Day
		}
		f.Month = f.Cursor[:7]
	}
	return f
}

var lastHorizon = protocol.Horizons[2]

// firstFalls is what is asked of a new outcome.
var firstFalls = protocol.FallWish{Within: protocol.Horizons[1], N: fallRows}

// falls gives what the tab shows, nil while it is under way.
func falls(s *shell.State) *protocol.Falls {
	if f := own(s); f.Of != nil && f.Of == s.Outcome {
		return f.Found
	}
	return nil
}

// waits is how many fall within the middle one of the horizons.
func waits(s *shell.State) int {
	if f := falls(s); f != nil {
		return f.Horizons[1].Count
	}
	return 0
}

// labels are the words of the filter that the room leads to.
var labels = []shell.Label{{Field: "falls", Say: func(s *shell.State, _ string, f protocol.Filter) string {
	if f.Low != "" && f.Low == f.High && f.Low != "1" {
		return words.Text(s.Lang, "falls.chip.day", "n", f.High)
	}
	return words.Text(s.Lang, "customers.chip.falls", "n", f.High)
}}}

// fallFilter is the filter that keeps the customers of a wish.
func fallFilter(w protocol.FallWish) protocol.Filter {
	f := protocol.Filter{Field: "falls", High: strconv.Itoa(w.Within)}
	if w.On > 0 {
		f.Low, f.High = strconv.Itoa(w.On), strconv.Itoa(w.On)
	}
	return f
}

// fallNotes say what the figures are worth.
func fallNotes(lang string, f *protocol.Falls) (notes []string) {
	if f.Today != "" {
		notes = append(notes, words.Text(lang, "falls.today", "day", f.AsOf, "today", f.Today, "n", say.Count(f.Due),
			"money", say.Amount(lang, "yuan", f.DueMoney)))
	}
	for _, row := range []struct {
		is  bool
		key string
	}{{true, "falls.rule"}, {f.Estimated, "falls.estimate"}, {f.Latest, "falls.latest"},
		{f.Held, "falls.held"}, {f.AsOf == "", "falls.undated"}} {
		if row.is {
			notes = append(notes, words.Text(lang, row.key))
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
func (f State) Calendar() (weeks [][7]CalendarDay) {
	first, err := civil.Parse(f.Month + "-01")
	if err != nil || f.Found == nil {
		return nil
	}
	since, _ := civil.Parse(f.Found.Since())
	byAfter, most := map[int]protocol.FallDay{}, 1
	for _, d := range f.Found.Days {
		byAfter[d.After] = d
		most = max(most, d.Count)
	}
	var week [7]CalendarDay
	at := weekday(first)
	for n := range monthDays(f.Month) {
		day := first + civil.Day(n)
		d := CalendarDay{Date: day.String(), After: int(day - since)}
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

// weekday gives 0 for a Monday.
func weekday(d civil.Day) int {
	monday, _ := civil.DateOf(2024, 1, 1)
	return int((d-monday)%7+7) % 7
}

// monthDays is how many days a month 2006-01 has.
func monthDays(month string) int {
	first, _ := civil.Parse(month + "-01")
	next, _ := civil.Parse(addMonths(month, 1) + "-01")
	return int(next - first)
}

func addMonths(month string, by int) string {
	first, _ := civil.Parse(month + "-01")
	year, m, _ := first.Date()
	m += by - 1 + 12*year
	first, _ = civil.DateOf(m/12, m%12+1, 1)
	return first.String()[:7]
}

// addDays moves a date 2006-01-02 by some days.
func addDays(date string, by int) string {
	day, _ := civil.Parse(date)
	return (day + civil.Day(by)).String()
}

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
		return addDays(month+"-01", min(day, monthDays(month))-1), true
	}
	return addDays(cursor, move.days), true
}

// when says on which day something happens, or after how many days where no date is known.
func when(lang string, d protocol.Decline) string {
	if d.Day != "" {
		return d.Day
	}
	return words.Text(lang, "customers.decline.after", "n", say.Count(d.After))
}

// FallSentence says when the grade falls if no visit comes, and to which; or since when it should have fallen, today being
// known. estimated: ranks shift with the others.
func FallSentence(lang string, declines []protocol.Decline, estimated bool, today string) string {
	for _, d := range declines {
		if !d.Falls {
			continue
		}
		about := say.Either(estimated, ".about", "")
		if d.Day != "" && d.Day <= today {
			about = ".due"
		}
		key := "customers.fall" + say.Either(d.Grade == "", ".none", "") + about
		return words.Text(lang, key, "when", when(lang, d), "grade", d.Grade)
	}
	return words.Text(lang, "customers.fall.never")
}
