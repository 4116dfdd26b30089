// Package civil holds civil dates and windows of days: no clock, no zone. It imports nothing of ours, so that page, core
// and terminal count days by the same code.
package civil

import (
	"errors"
	"math"
	"strconv"
)

// A Day is a civil date without clock or zone: days since 1970-01-01 in the proleptic Gregorian calendar.
type Day int32

// NoDay stands for "no date".
const NoDay Day = math.MinInt32

// DateOf returns the day of a civil date; ok is false when the calendar has no such date or year lies outside 1…9999.
func DateOf(year, month, day int) (d Day, ok bool) {
	if year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return NoDay, false
	}
	// Years begin in March here, so that the leap day is the last day of a year.
	y, m := year, month-3
	if m < 0 {
		y, m = y-1, m+12
	}
	era := floorDiv(y, 400)
	yoe := y - era*400
	doy := (153*m+2)/5 + day - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return Day(era*146097 + doe - 719468), true
}

// Date returns the civil date of d. It must not be called on NoDay.
func (d Day) Date() (year, month, day int) {
	z := int(d) + 719468
	era := floorDiv(z, 146097)
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	day = doy - (153*mp+2)/5 + 1
	month = mp + 3
	year = yoe + era*400
	if month > 12 {
		month, year = month-12, year+1
	}
	return year, month, day
}

// String formats d as 2006-01-02, and NoDay as "".
func (d Day) String() string {
	var room [10]byte
	return string(d.Append(room[:0]))
}

// Append appends what String writes.
func (d Day) Append(b []byte) []byte {
	if d == NoDay {
		return b
	}
	y, m, day := d.Date()
	century, year := y/100%100, y%100
	return append(b, byte('0'+century/10), byte('0'+century%10), byte('0'+year/10), byte('0'+year%10), '-',
		byte('0'+m/10), byte('0'+m%10), '-', byte('0'+day/10), byte('0'+day%10))
}

// Parse reads the form 2006-01-02. Other forms are the business of package intake.
func Parse(s string) (Day, error) {
	if len(s) == 10 && s[4] == '-' && s[7] == '-' {
		y, e1 := strconv.ParseUint(s[:4], 10, 16) // unsigned: "+1" is no month
		m, e2 := strconv.ParseUint(s[5:7], 10, 8)
		d, e3 := strconv.ParseUint(s[8:], 10, 8)
		if e1 == nil && e2 == nil && e3 == nil {
			if day, ok := DateOf(int(y), int(m), int(d)); ok {
				return day, nil
			}
		}
	}
	return NoDay, errors.New(strconv.Quote(s) + " is not a date of the form 2006-01-02")
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// AddMonths is the same day of the month n months later, or the last of that month where it has no such day; NoDay
// beyond the calendar.
func (d Day) AddMonths(n int) Day {
	y, m, day := d.Date()
	months := y*12 + m - 1 + n
	y = floorDiv(months, 12)
	m = months - 12*y + 1
	later, _ := DateOf(y, m, min(day, daysIn(y, m)))
	return later
}
