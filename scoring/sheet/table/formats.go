package table

import (
	"strings"
	"unicode/utf8"
)

// A Class is what a number format makes of a number, and the currency that it names; see [Class.Of] and [Class.Currency].
type Class uint8

const (
	ClassNumber Class = iota
	ClassDate         // shows a day, a month or a year
	ClassTime         // shows hours, minutes or seconds only
)

// Builtin are the formats a workbook uses without defining them. 27 to 36 and 50 to 58 differ between the languages of
// East Asia; what counts here is that all of them are dates or times.
var Builtin = map[int]Class{
	14: ClassDate, 15: ClassDate, 16: ClassDate, 17: ClassDate, 18: ClassTime, 19: ClassTime, 20: ClassTime,
	21: ClassTime, 22: ClassDate,
	27: ClassDate, 28: ClassDate, 29: ClassDate, 30: ClassDate, 31: ClassDate, 32: ClassTime, 33: ClassTime,
	34: ClassTime, 35: ClassTime, 36: ClassDate,
	45: ClassTime, 47: ClassTime, // 46 is elapsed time, a number
	50: ClassDate, 51: ClassDate, 52: ClassDate, 53: ClassDate, 54: ClassDate, 55: ClassTime, 56: ClassTime,
	57: ClassDate, 58: ClassDate,
	71: ClassDate, 72: ClassDate, 73: ClassDate, 74: ClassDate, 75: ClassTime, 76: ClassTime, 77: ClassDate,
	78: ClassTime, 80: ClassTime, 81: ClassDate, // Thai
}

// Classify reads a custom number format code (ECMA-376-1, 18.8.31). Its first section decides, for dates are positive. A number's
// class has the currency that the format names.
func Classify(code string) Class {
	if c := classOf(code); c != ClassNumber {
		return c
	}
	return currencyIn(code)
}

// classOf is Classify without the currency of numbers.
func classOf(code string) Class {
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
func (f *formatLetters) class() Class {
	switch {
	case f.digits:
		return ClassNumber
	case f.day:
		return ClassDate
	case f.elapsed:
		return ClassNumber
	case f.clock:
		return ClassTime
	case f.month:
		return ClassDate
	}
	return ClassNumber
}
