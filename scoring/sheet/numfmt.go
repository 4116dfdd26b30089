package sheet

import (
	"strings"
	"unicode/utf8"
)

// A class is what a number format makes of a number.
type class uint8

const (
	classNumber class = iota
	classDate         // shows a day, a month or a year
	classTime         // shows hours, minutes or seconds only
)

// builtin are the formats a workbook uses without defining them. 27 to 36 and 50 to 58 differ between the languages of
// East Asia; what counts here is that all of them are dates or times.
var builtin = map[int]class{
	14: classDate, 15: classDate, 16: classDate, 17: classDate, 18: classTime, 19: classTime, 20: classTime,
	21: classTime, 22: classDate,
	27: classDate, 28: classDate, 29: classDate, 30: classDate, 31: classDate, 32: classTime, 33: classTime,
	34: classTime, 35: classTime, 36: classDate,
	45: classTime, 47: classTime, // 46 is elapsed time, a number
	50: classDate, 51: classDate, 52: classDate, 53: classDate, 54: classDate, 55: classTime, 56: classTime,
	57: classDate, 58: classDate,
	71: classDate, 72: classDate, 73: classDate, 74: classDate, 75: classTime, 76: classTime, 77: classDate,
	78: classTime, 80: classTime, 81: classDate, // Thai
}

// classify reads a custom number format code. Its first section decides, for dates are positive.
func classify(code string) class {
	c := strings.ToLower(code)
	for _, general := range []string{"general", "g/通用格式", "standard"} {
		c = strings.ReplaceAll(c, general, "")
	}
	var seen formatLetters
	for len(c) > 0 {
		n := 1
		switch c[0] {
		case ';':
			return seen.class()
		case '"':
			n = 2 + strings.IndexByte(c[1:]+`"`, '"')
		case '\\', '_', '*':
			n = 1 + firstRune(c[1:])
		case '[':
			end := strings.IndexByte(c+"]", ']')
			seen.bracket(c[1:min(end, len(c))])
			n = end + 1
		default:
			n = seen.letters(c)
		}
		c = c[min(n, len(c)):]
	}
	return seen.class()
}

func firstRune(s string) int {
	for i := range s {
		if i > 0 {
			return i
		}
	}
	return len(s)
}

// formatLetters are the marks that a section of a format code holds.
type formatLetters struct {
	day, clock, month, elapsed, digits bool
	last                               byte // the letter before, to tell 0 in ss.000 from a number's
}

func (f *formatLetters) bracket(s string) {
	if s != "" && strings.Trim(s, s[:1]) == "" && strings.Contains("hms", s[:1]) {
		f.elapsed = true
	}
}

// letters takes one mark, a run of one letter, and returns its length.
func (f *formatLetters) letters(c string) int {
	if c[0] >= utf8.RuneSelf {
		return 1
	}
	n := len(c) - len(strings.TrimLeft(c, c[:1]))
	switch c[0] {
	case 'y', 'd', 'g', 'b':
		f.day = true
	case 'e':
		if len(c) > 1 && (c[1] == '+' || c[1] == '-') {
			f.digits = true
			return 2
		}
		f.day = true
	case 'h', 's':
		f.clock = true
	case 'm':
		f.month = true
		f.day = f.day || n > 2
	case 'a':
		switch {
		case strings.HasPrefix(c, "am/pm"):
			n = 5
			f.clock = true
		case strings.HasPrefix(c, "a/p"):
			n = 3
			f.clock = true
		case n > 2:
			f.day = true
		}
	case '#', '?':
		f.digits = true
	case '0':
		f.digits = f.digits || f.last != '.'
		return n
	case '.', ',':
		if f.last == 's' || f.elapsed {
			f.last = '.'
		}
		return 1
	}
	f.last = c[0]
	return n
}

// class decides. A lone m is a month; next to h or s it is minutes.
func (f *formatLetters) class() class {
	switch {
	case f.digits:
		return classNumber
	case f.day:
		return classDate
	case f.elapsed:
		return classNumber
	case f.clock:
		return classTime
	case f.month:
		return classDate
	}
	return classNumber
}
