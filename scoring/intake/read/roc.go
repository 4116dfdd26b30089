package read

import (
	"fenji/scoring/civil"
	"fenji/scoring/sheet"
)

// Years of the Republic of China, as Taiwan counts them from 1911: 113/05/08. A year of three digits is no other; what has two,
// or seven digits in a run, is such a date only where all dates of the column are.

const (
	beforeRepublic = 1911
	firstRepublic  = 50
	lastRepublic   = 199
)

// readRepublic reads 113/05/08 and 113年5月8日, and 99/05/08 and 1130508 where whole is true.
func readRepublic(s string, whole bool) civil.Day {
	n := Run(s)
	if n == 7 && whole || n == 6 && whole {
		year, rest, _ := digits(s, n-4, n-4)
		month, rest, _ := digits(rest, 2, 2)
		day, rest, _ := digits(rest, 2, 2)
		return republicDay(year, month, day, rest)
	}
	if n != 3 && !(n == 2 && whole) {
		return civil.NoDay
	}
	year, rest, _ := digits(s, n, n)
	for _, layout := range [...][3]string{{"/", "/", ""}, {"-", "-", ""}, {".", ".", ""}, {"年", "月", "日"}} {
		if day := inRepublic(year, rest, layout); day != civil.NoDay {
			return day
		}
	}
	return civil.NoDay
}

func inRepublic(year int, s string, signs [3]string) civil.Day {
	var n [2]int
	for i := range n {
		if len(s) < len(signs[i]) || s[:len(signs[i])] != signs[i] {
			return civil.NoDay
		}
		var ok bool
		if n[i], s, ok = digits(s[len(signs[i]):], 1, 2); !ok {
			return civil.NoDay
		}
	}
	if len(s) >= len(signs[2]) && s[:len(signs[2])] == signs[2] {
		s = s[len(signs[2]):]
	}
	return republicDay(year, n[0], n[1], s)
}

func republicDay(year, month, day int, rest string) civil.Day {
	if year < firstRepublic || year > lastRepublic || startsWithDigit(rest) || !isClock(rest) {
		return civil.NoDay
	}
	return PlausibleDay(beforeRepublic+year, month, day)
}

// Republic reads a cell as a date in such a year. In a column that is whole in them, two digits are enough, and none between.
func (v *Values) Republic(c sheet.Cell, whole bool) civil.Day {
	switch c.Kind {
	case sheet.Text:
		if s := v.T.String(c.TextID()); !isCode(s) {
			return readRepublic(Fold(s), whole)
		}
	case sheet.Number:
		if coef, exp := c.Number().Parts(); whole && exp == 0 && coef >= 500101 && coef <= 1991231 {
			return republicDay(int(coef/10000), int(coef/100%100), int(coef%100), "")
		}
	}
	return civil.NoDay
}

// republican tells whether all dates of a column are in such years, and some of three digits.
func (v *Values) republican(col, from int) bool {
	any := false
	return v.eachFigure(col, from, func(c sheet.Cell) bool {
		d := v.Republic(c, true)
		if d == civil.NoDay {
			return false
		}
		y, _, _ := d.Date()
		any = any || y >= beforeRepublic+100
		return true
	}) && any
}

// eachFigure calls f with the numbers and texts of a column, gaps aside, and tells whether there is nothing else and f says yes to
// all.
func (v *Values) eachFigure(col, from int, f func(c sheet.Cell) bool) bool {
	for row := from; row < v.T.Rows; {
		s := v.T.Span(row, col)
		row = s.To
		for i, k := range s.Kinds {
			switch k {
			case sheet.Empty:
				continue
			case sheet.Text, sheet.Number:
			default:
				return false
			}
			if c := s.Cell(i); (k != sheet.Text || v.TraitsOf(c)&IsNothing == 0) && !f(c) {
				return false
			}
		}
	}
	return true
}
