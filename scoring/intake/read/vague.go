package read

import (
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/sheet"
)

// Dates that say less than a day: 1月5日 has no year, 2024-01 and Q1 2024 have no day. What they lack has to come from
// elsewhere, so they are no dates by themselves.

// A Vague is what such a text says.
type Vague struct {
	Year       int16     // 0: none is said
	Month, Day uint8     // Day 0: none is said
	Months     uint8     // where no day is said, how many months are meant: 1, 3, 6 or 12
	From, To   civil.Day // of several days that both are said, or of a week; then Month is 1 and Year its year
}

// IsNone tells that it says nothing.
func (g Vague) IsNone() bool { return g.Month == 0 }

// Yearless tells that the year is missing.
func (g Vague) Yearless() bool { return g.Month != 0 && g.Year == 0 }

// First and Last are the days between which it lies, in a year where it has none of its own.
func (g Vague) First(year int) civil.Day {
	if g.To != 0 {
		return g.From
	}
	if g.Year != 0 {
		year = int(g.Year)
	}
	return PlausibleDay(year, int(g.Month), max(1, int(g.Day)))
}

// Last is the latest day that may be meant.
func (g Vague) Last(year int) civil.Day {
	if g.To != 0 {
		return g.To
	}
	first := g.First(year)
	if g.Day != 0 || first == civil.NoDay {
		return first
	}
	y, m, _ := first.Date()
	if m += int(g.Months); m > 12 {
		y, m = y+1, m-12
	}
	next, _ := civil.DateOf(y, m, 1)
	return next - 1
}

// VagueIn reads a cell that is no date as one that says less.
func (v *Values) VagueIn(c sheet.Cell) Vague {
	switch c.Kind {
	case sheet.Number:
		return vagueNumber(c.Number().Parts())
	case sheet.Text:
		return readVague(v.T.String(c.TextID()))
	}
	return Vague{}
}

// MonthDay reads 5.12 and 12.25, a month and a day in a column of dates. Where a number has one digit behind its point, which may be a day
// that has lost its zero, 5.1 of 5.10, short is true.
func (v *Values) MonthDay(c sheet.Cell) (g Vague, short bool) {
	if c.Kind == sheet.Text {
		if g, rest, ok := matchVague("M.D", Fold(v.T.String(c.TextID()))); ok && isClock(rest) {
			return g, false
		}
	}
	if c.Kind != sheet.Number {
		return Vague{}, false
	}
	coef, exp := c.Number().Parts()
	if exp != -1 && exp != -2 || coef <= 0 || coef > 1231 {
		return Vague{}, false
	}
	tens := int64(10)
	if exp == -2 {
		tens = 100
	}
	g = Vague{Month: uint8(coef / tens % 100), Day: uint8(coef % tens)}
	if g.Month == 0 || coef/tens > 12 || g.Day == 0 || g.First(leapYear) == civil.NoDay {
		return Vague{}, false
	}
	return g, exp == -1 && g.Day <= 3
}

// vagueNumber reads 202401, 2024.01 and 2024.
func vagueNumber(coef int64, exp int) Vague {
	switch {
	case (exp == 0 || exp == -2) && coef >= FirstYear*100 && coef < (LastYear+1)*100 && coef%100 >= 1 && coef%100 <= 12:
		return Vague{Year: int16(coef / 100), Month: uint8(coef % 100), Months: 1}
	case exp == 0 && coef >= FirstYear && coef <= LastYear:
		return Vague{Year: int16(coef), Month: 1, Months: 12}
	}
	return Vague{}
}

// vagueLayouts are their forms, as dateLayouts has them, and q the number of a quarter.
var vagueLayouts = [...]string{
	"M月D日", "M月D号", "M月D", "M/D", "M-D", "D N", "N D", "D-N", "N-D",
	"Y年M月份", "Y年M月", "Y_-_M", "Y_/_M", "Y_._M", "N_,Y", "N-Y", "Y_N", "Y-N", "M/Y", "M-Y", "M.Y",
	"Y年第q季度", "Y年q季度", "Y第q季度", "Y年q", "Y_q", "Y-q", "q_Y", "q-Y", "q/Y", "Y年上半年", "Y年下半年", "Y年度", "Y年",
}

var quarterNames = [...]string{"q1", "q2", "q3", "q4", "1", "2", "3", "4", "一", "二", "三", "四"}

func readVague(s string) Vague {
	if len(s) < 3 || len(s) > 64 || isCode(s) || !anyDigit(s) {
		return Vague{}
	}
	s = skipWeekday(Fold(s))
	if g := readSpan(s); g.To != 0 {
		return g
	}
	for _, layout := range vagueLayouts {
		if g, rest, ok := matchVague(layout, s); ok && (isClock(rest) || isClock(skipWeekday(rest))) {
			return g
		}
	}
	return Vague{}
}

// anyDigit tells whether a text may hold a digit once it is folded: among its own signs, or among those that are neither ASCII
// nor Chinese, as digits of full width and in circles are. Most texts end here.
func anyDigit(s string) bool {
	for i := 0; i < len(s); i++ {
		if b := s[i]; b-'0' < 10 || b >= 0xC2 && b < 0xE4 || b >= 0xEE {
			return true
		}
	}
	return false
}

// readSpan reads 2024-01-05至2024-01-08 and the week 2024-W05.
func readSpan(s string) (g Vague) {
	for _, sign := range [...]string{"至", "到", "~", "～", " - ", " to ", "..", "—", "--"} {
		first, last, ok := strings.Cut(s, sign)
		if !ok {
			continue
		}
		a, b := readDate(first), readDate(last)
		if a.Day != civil.NoDay && b.Day >= a.Day && a.Other == civil.NoDay && b.Other == civil.NoDay && b.Day-a.Day < 400 {
			return spanOf(a.Day, b.Day)
		}
	}
	year, rest, ok := digits(s, 4, 4)
	if rest, is := strings.CutPrefix(strings.TrimPrefix(rest, "-"), "w"); ok && is {
		if week, rest, ok := digits(rest, 1, 2); ok && rest == "" && week >= 1 && week <= 53 {
			fourth := PlausibleDay(year, 1, 4) // lies in the first week
			if fourth == civil.NoDay {
				return g
			}
			monday := fourth - civil.Day((int64(fourth)+3)%7) + civil.Day(7*(week-1)) // day 0 was a Thursday
			return spanOf(monday, monday+6)
		}
	}
	return g
}

func spanOf(from, to civil.Day) Vague {
	y, _, _ := from.Date()
	return Vague{Year: int16(y), Month: 1, From: from, To: to}
}

func matchVague(layout, s string) (g Vague, rest string, ok bool) {
	year, month, day, quarter := 0, 0, 0, 0
	for _, c := range layout {
		switch c {
		case 'Y':
			year, s, ok = digits(s, 4, 4)
			ok = ok && !startsWithDigit(s)
		case 'M':
			month, s, ok = digits(s, 1, 2)
		case 'D':
			day, s, ok = digits(s, 1, 2)
			ok = ok && !startsWithDigit(s)
			s = skipOrdinal(s)
		case 'N':
			month, s, ok = monthName(s)
		case 'q':
			ok = false
			for i, name := range quarterNames {
				if after, is := strings.CutPrefix(s, name); is {
					quarter, s, ok = i%4+1, after, true
					break
				}
			}
		case '_':
			s = strings.TrimLeft(s, " ")
		case ',':
			s = strings.TrimLeft(strings.TrimPrefix(strings.TrimLeft(s, " "), ","), " ")
		case ' ':
			ok = strings.HasPrefix(s, " ")
			s = strings.TrimLeft(s, " ")
		default:
			s, ok = strings.CutPrefix(s, string(c))
		}
		if !ok {
			return g, s, false
		}
	}
	g.Year, g.Month, g.Day, g.Months = int16(year), uint8(month), uint8(day), 1
	switch {
	case quarter > 0:
		g.Month, g.Months = uint8(3*quarter-2), 3
	case strings.HasSuffix(layout, "上半年"):
		g.Month, g.Months = 1, 6
	case strings.HasSuffix(layout, "下半年"):
		g.Month, g.Months = 7, 6
	case month == 0:
		g.Month, g.Months = 1, 12
	}
	if strings.ContainsRune(layout, 'D') && day == 0 {
		return g, s, false
	}
	return g, s, g.First(leapYear) != civil.NoDay
}

// leapYear has every day that there is.
const leapYear = 2024

// YearIn finds the one year of this century that a title or a name speaks of: 2024年收费明细. 0: none, or several.
func YearIn(s string) (year int) {
	for i := 0; i < len(s); {
		n := Run(s[i:])
		if y := 0; n == 4 {
			for _, c := range []byte(s[i : i+4]) {
				y = 10*y + int(c-'0')
			}
			if y >= 2000 && y <= 2060 {
				if year != 0 && year != y {
					return 0
				}
				year = y
			}
		}
		i += max(1, n)
	}
	return year
}
