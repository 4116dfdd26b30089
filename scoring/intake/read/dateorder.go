package read

import (
	"math/bits"
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/intake"
	"fenji/scoring/sheet"
)

// Orders are how the dates of a column are meant where day, month and year can be taken for each other.
type Orders struct {
	long     intake.DateOrder // 03/04/2024
	short    intake.DateOrder // 03/04/24, 24-04-03
	Tick     Tick             // 1704429000
	Swap     bool             // true dates have day and month swapped
	Proved   bool             // the texts beside them prove it
	Republic bool             // all years are of the Republic of China
}

// readShort reads a date with a year of two digits: three numbers with one sign between them, and perhaps a time.
func readShort(s string) DateReading {
	r := noDate
	var n [3]int
	sign, ok := byte(0), true
	for i := range n {
		if n[i], s, ok = digits(s, 1, 2); !ok || i == 2 && startsWithDigit(s) {
			return noDate
		}
		if i == 2 {
			break
		}
		if s == "" || !strings.ContainsRune("/-.", rune(s[0])) || i == 1 && s[0] != sign {
			return noDate
		}
		sign, s = s[0], s[1:]
	}
	if n[0] > lastShort || n[1] == 0 || n[1] > 31 || n[2] > lastShort || !isClock(s) {
		return noDate
	}
	r.Short = [3]uint8{uint8(n[0]), uint8(n[1]), uint8(n[2])}
	return r
}

// lastShort is the last year of two digits; all are of this century, since visits are not older than their lists.
const lastShort = 60

// inCentury reads three numbers in an order.
func inCentury(n [3]uint8, o intake.DateOrder) civil.Day {
	const century = 2000
	switch o {
	case intake.DayFirst:
		return PlausibleDay(century+int(n[2]), int(n[1]), int(n[0]))
	case intake.MonthFirst:
		return PlausibleDay(century+int(n[2]), int(n[0]), int(n[1]))
	case intake.YearFirst:
		return PlausibleDay(century+int(n[0]), int(n[1]), int(n[2]))
	}
	return civil.NoDay
}

// Order is what the user says, or else weighs what the texts of a column prove about the order of day, month and year.
// Proofs of two orders leave it open.
func (v *Values) Order(col, from int) Orders {
	if col < 0 {
		return Orders{}
	}
	if v.Chosen != intake.NoOrder {
		return Orders{long: v.Chosen, short: v.Chosen, Tick: v.tick(col, from), Republic: v.republican(col, from)}
	}
	var proofs [4]int
	dotted, signed := 0, 0 // texts of which only the sign between the numbers may tell the order
	var byDay, byMonth run
	var seen [3]uint64 // numbers met at each place of the short dates, a bit each
	var met []uint64   // texts read, a bit each
	for row := from; row < v.T.Rows; {
		s := v.T.Span(row, col)
		row = s.To
		for i, k := range s.Kinds {
			if k != sheet.Text {
				continue
			}
			if s.Wide == nil {
				if id := uint32(s.Narrow[i]); met != nil && met[id>>6]>>(id&63)&1 != 0 {
					continue
				}
			}
			c := s.Cell(i)
			met = Mark(met, int(c.TextID()), v.T.Texts())
			r := v.Reading(c)
			proofs[r.Order]++
			switch {
			case r.Other == civil.NoDay:
			case withDots(v.T.String(c.TextID())):
				dotted++
				byDay.add(r.Day)
				byMonth.add(r.Other)
			default:
				signed++
			}
			if r.Short != [3]uint8{} {
				for i, n := range r.Short {
					seen[i] |= 1 << n
				}
			}
		}
	}
	o := Orders{Tick: v.tick(col, from), Republic: v.republican(col, from)}
	switch {
	case proofs[intake.DayFirst] > 0 && proofs[intake.MonthFirst] == 0:
		o.long = intake.DayFirst
	case proofs[intake.MonthFirst] > 0 && proofs[intake.DayFirst] == 0:
		o.long = intake.MonthFirst
	case proofs[intake.DayFirst] == 0 && dotted > 0 && signed == 0 && (byDay.even() || dotted < sorted || !byMonth.even()):
		o.long = intake.DayFirst // the lands that write dots put the day first
	}
	o.short = shortOrder(seen)
	if proofs[intake.DayFirst]+proofs[intake.MonthFirst] > 0 {
		o.Proved = v.allEarly(col, from)
		o.Swap = o.Proved && !v.KeepDates
	}
	return o
}

// sorted is how many days in their order are no accident.
const sorted = 4

// A run is of days as they follow each other.
type run struct {
	last           civil.Day
	some, up, down bool
}

func (r *run) add(d civil.Day) {
	r.up = r.up || r.some && d > r.last
	r.down = r.down || r.some && d < r.last
	r.last, r.some = d, true
}

// even tells whether days rise, or fall, all along: so a log is sorted.
func (r run) even() bool { return !r.up || !r.down }

// withDots tells whether a point is the first sign behind the first number of a date.
func withDots(s string) bool {
	s = Fold(s)
	at := strings.IndexAny(s, "./-")
	return at >= 0 && s[at] == '.'
}

// allEarly tells whether a column holds true dates, two or more, and the day of all of them is at most twelve: beside texts
// of which one of the first two numbers is above, a spreadsheet took day and month for each other in all that it could.
func (v *Values) allEarly(col, from int) bool {
	dates := 0
	for row := from; row < v.T.Rows; {
		s := v.T.Span(row, col)
		row = s.To
		for i, k := range s.Kinds {
			if k != sheet.Date {
				continue
			}
			c := s.Cell(i)
			d, _ := c.Date()
			if _, _, day := d.Date(); day > 12 {
				return false
			}
			dates++
		}
	}
	return dates >= 2
}

// swapped takes day and month of a date for each other.
func swapped(d civil.Day) civil.Day {
	if d == civil.NoDay {
		return d
	}
	y, m, day := d.Date()
	return PlausibleDay(y, day, m)
}

// Numbers3 are the three numbers that a text begins with, with a sign of / - . between them: 2003/7/20, 2/13/20.
func Numbers3(s string) (n [3]int, ok bool) {
	s = Fold(s)
	for i := range n {
		if n[i], s, ok = digits(s, 1, 4); !ok {
			return n, false
		}
		if i < 2 {
			if s == "" || s[0] != '/' && s[0] != '-' && s[0] != '.' {
				return n, false
			}
			s = s[1:]
		}
	}
	return n, isClock(s)
}

// manyDays are enough different numbers to be days of the month, beside at most half as many years.
const manyDays = 10

// shortOrder says what the numbers at the three places prove. A number above twelve in the middle is a day, which stands
// there only behind the month. Otherwise the month stands there; that the first are days and the last years, or the
// other way round, is proved when one place holds many numbers and the other few.
func shortOrder(seen [3]uint64) intake.DateOrder {
	const months = 1<<13 - 1
	first, last := bits.OnesCount64(seen[0]), bits.OnesCount64(seen[2])
	switch {
	case seen[1]&^months != 0:
		if seen[0]&^months == 0 {
			return intake.MonthFirst
		}
	case last >= manyDays && last >= 2*first:
		return intake.YearFirst
	case first >= manyDays && first >= 2*last && seen[0]&^months != 0:
		return intake.DayFirst
	}
	return intake.NoOrder
}
