package table

import (
	"math/bits"
	"strconv"
	"strings"

	"fenji/scoring/civil"
)

// The day numbers of spreadsheets count from here. In the 1900 system day 60 is a 29 February 1900 that never was; days
// before it count from one day later.
const (
	Epoch1900 = -25569 // 1899-12-30
	epoch1904 = -24107 // 1904-01-01; ECMA-376-1, 18.17.4.1
	LastDay   = 2932896
)

// dayMillis are the milliseconds of a day.
const dayMillis = 86_400_000

// DateOf turns a number under a date or time format into a Date or a Time; ok is false when it is neither, as below
// zero or beyond 9999. A number below one has no day, only a time. The milliseconds are rounded, and those within one
// of a full second are taken to be it, because programs compute times of day in floats.
func DateOf(n Fixed, c Class, date1904 bool) (kind Kind, packed int64, ok bool) {
	coef, exp := n.Parts()
	if coef < 0 || exp > 0 {
		return 0, 0, false
	}
	whole, ms := splitSerial(coef, exp)
	if ms%1000 >= 999 {
		ms += 1000 - ms%1000
	} else if ms%1000 == 1 {
		ms--
	}
	if whole > 3_000_000 {
		return 0, 0, false
	}
	timeOnly := whole == 0 && (c == ClassTime || !date1904)
	if timeOnly && coef == 0 && c != ClassTime {
		return 0, 0, false // Zero under a date format means no date.
	}
	if timeOnly {
		return Time, ms % dayMillis, true
	}
	whole, ms = whole+ms/dayMillis, ms%dayMillis
	day := whole + epoch1904
	if !date1904 {
		if whole == 60 {
			return 0, 0, false
		}
		if day = whole + Epoch1900; whole < 60 {
			day++
		}
	}
	if day > LastDay {
		return 0, 0, false
	}
	return Date, PackDate(civil.Day(day), int32(ms)), true
}

// splitSerial splits coef × 10^exp, exp at most zero, into whole days and milliseconds, rounded half up, with integers
// alone.
func splitSerial(coef int64, exp int) (whole, ms int64) {
	for ; exp < -17; exp++ {
		coef /= 10
	}
	scale := uint64(1)
	for ; exp < 0; exp++ {
		scale *= 10
	}
	whole = coef / int64(scale)
	hi, lo := bits.Mul64(uint64(coef)%scale, dayMillis)
	lo, carry := bits.Add64(lo, scale/2, 0)
	q, _ := bits.Div64(hi+carry, lo, scale)
	return whole, int64(q)
}

// ParseISO reads the value of a t="d" cell: a date, a date and a time, or a time. A zone is left out: what counts is
// the civil time that was written.
func ParseISO(s string) (kind Kind, packed int64, ok bool) {
	date, clock, both := strings.Cut(s, "T")
	if !both {
		if date, clock, both = strings.Cut(s, " "); !both && strings.Contains(s, ":") {
			date, clock, both = "", s, true
		}
	}
	ms := int64(0)
	if both {
		if ms, ok = parseClock(clock); !ok {
			return 0, 0, false
		}
		if date == "" {
			return Time, ms, true
		}
	}
	day, err := civil.Parse(strings.TrimSuffix(date, "Z"))
	if err != nil {
		return 0, 0, false
	}
	return Date, PackDate(day, int32(ms)), true
}

func parseClock(s string) (ms int64, ok bool) {
	s = strings.TrimSuffix(s, "Z")
	if i := strings.LastIndexAny(s, "+-"); i > 0 {
		s = s[:i]
	}
	whole, frac, _ := strings.Cut(s, ".")
	parts := strings.Split(whole, ":")
	if len(parts) < 2 || len(parts) > 3 {
		return 0, false
	}
	units := [3]int64{3_600_000, 60_000, 1000}
	tops := [3]int{23, 59, 59}
	for i, p := range parts {
		n, err := strconv.Atoi(p)
		if err != nil || len(p) != 2 || n < 0 || n > tops[i] {
			return 0, false
		}
		ms += int64(n) * units[i]
	}
	for i := range 3 {
		if i < len(frac) && frac[i]-'0' < 10 {
			ms += int64(frac[i]-'0') * [3]int64{100, 10, 1}[i]
		}
	}
	return ms, true
}
