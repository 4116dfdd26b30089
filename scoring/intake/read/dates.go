package read

import (
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/intake"
)

// The years that a date of a visit can have. What lies outside is a slip or a placeholder such as 0001-01-01 or 1900-01-01.
const (
	FirstYear = 1901
	LastYear  = 2199
)

// dateLayouts are the forms in which a date may be written, the longest form first where one begins another.
//
//	Y year of four digits   M D month, day of one or two digits   m d of exactly two
//	U year of two digits beside a month that is named: 1970 to 2069
//	N name of a month       P Q day and month or month and day, as the column shows
//	_ spaces or nothing     , a comma or nothing     a space: at least one
//
// Every other character stands for itself. What follows the date must be a time of day (see clock.go) or nothing.
var dateLayouts = [...]string{
	"Y_-_M_-_D", "Y_/_M_/_D", "Y_._M_._D", "Y_年_M_月_D_日", "Y_年_M_月_D_号", "Y_年_M_月_D", "Y M D",
	"Ymd",
	"P_/_Q_/_Y", "P_-_Q_-_Y", "P_._Q_._Y",
	"D_N,_Y", "D-N-Y", "D/N/Y", "N_D,_Y", "N-D-Y", "Y_N_D", "Y-N-D",
	"D-N-U", "N-D-U", "D_N_U", "D/N/U", "D-M月-Y", "D-M月-U", "Y년_M월_D일", "U年M月D日", "U年M月D号", "U年M月D",
}

var monthNames = [...]string{
	"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
	"december",
}

// otherMonths are the names of months in German, French, Spanish, Italian, Portuguese, Dutch and Russian. Their beginnings name them, too.
var otherMonths = [...]string{
	"januar jänner janvier enero gennaio janeiro января январь", "februar février fevrier febrero febbraio fevereiro февраля февраль",
	"märz maerz mars marzo março marco maart mrt марта март", "avril abril aprile апреля апрель", "mai mayo maggio maio mei мая май",
	"juni juin junio giugno junho июня июнь", "juli juillet julio luglio julho июля июль", "août aout agosto augustus августа август",
	"septembre septiembre setiembre settembre setembro сентября сентябрь", "oktober octobre octubre ottobre outubro октября октябрь",
	"noviembre novembro ноября ноябрь", "dezember décembre diciembre dicembre dezembro декабря декабрь",
}

// A DateReading is what a text can mean as a date.
type DateReading struct {
	Day   civil.Day        // NoDay: it is no date
	Other civil.Day        // the reading with the month first, when day first is possible too and differs; otherwise NoDay
	Order intake.DateOrder // the order that this text proves
	Short [3]uint8         // 1/2/24: its three numbers, and no day before the column's order is known; otherwise zero
}

var noDate = DateReading{Day: civil.NoDay, Other: civil.NoDay}

// in returns the date when the column's order is known; ok is false when it must be and is not.
func (r DateReading) in(o Orders) (d civil.Day, ok bool) {
	order := o.long
	switch {
	case r.Short != [3]uint8{}:
		return inCentury(r.Short, o.short), o.short != intake.NoOrder
	case r.Other == civil.NoDay || order == intake.DayFirst:
		return r.Day, true
	case order == intake.MonthFirst:
		return r.Other, true
	}
	return civil.NoDay, false
}

// readDate reads a date as text, with or without a time of day, which is checked and dropped.
func readDate(s string) DateReading {
	if len(s) < 6 || len(s) > 80 || isCode(s) || !anyDigit(s) && !strings.Contains(s, "年") {
		return noDate
	}
	s = Fold(s)
	if r, ok := readISO(s); ok {
		return r
	}
	if r, ok := readScript(s); ok {
		return r
	}
	s = skipWeekday(unwrapped(s))
	if r, ok := readUnix(s); ok {
		return r
	}
	s = inCommonEra(inDigits(s))
	for _, layout := range dateLayouts {
		if r, rest, ok := matchDate(layout, s); ok && (isClock(strings.TrimPrefix(rest, ":")) || isClock(colons(rest))) {
			return r
		}
	}
	if d := readRepublic(s, false); d != civil.NoDay {
		return DateReading{Day: d, Other: civil.NoDay}
	}
	return readShort(s)
}

// isCode tells a letter before a digit, as in C00012345. No date begins so, but for a quarter. It saves trying every form on what
// numbers customers and bills.
func isCode(s string) bool {
	return len(s) > 1 && (s[0]|0x20)-'a' < 26 && s[0]|0x20 != 'q' && s[1]-'0' < 10 && !isReign(s)
}

// isReign tells what may be a year of a Japanese reign, and its month: R6.12.1.
func isReign(s string) bool {
	if s[0]|0x20 != 'r' && s[0]|0x20 != 'h' || len(s) < 6 || len(s) > 9 {
		return false
	}
	n := Run(s[1:])
	return n <= 2 && strings.IndexByte("./", s[1+n]) >= 0
}

// readISO is a short cut for what almost every file holds: 2024-01-05 and nothing else.
func readISO(s string) (DateReading, bool) {
	if len(s) != 10 || s[4] != '-' && s[4] != '/' || s[7] != s[4] {
		return noDate, false
	}
	n := 0
	for i := 0; i < 10; i++ {
		if i == 4 || i == 7 {
			continue
		}
		if s[i]-'0' > 9 {
			return noDate, false
		}
		n = n*10 + int(s[i]-'0')
	}
	d := PlausibleDay(n/10000, n/100%100, n%100)
	return DateReading{Day: d, Other: civil.NoDay}, d != civil.NoDay
}

// matchDate compares the beginning of s with a layout.
func matchDate(layout, s string) (r DateReading, rest string, ok bool) {
	var year, month, day, first, second int
	numeric := false
	for i, c := range layout {
		switch c {
		case 'Y':
			year, s, ok = digits(s, 4, 4)
		case 'U':
			if year, s, ok = digits(s, 2, 2); ok {
				if year += 1900; year < 1970 {
					year += 100
				}
			}
		case 'M':
			month, s, ok = digits(s, 1, 2)
		case 'D':
			day, s, ok = digits(s, 1, 2)
			if ok && strings.Contains(layout, "N") {
				s = skipOrdinal(s)
			}
		case 'm':
			month, s, ok = digits(s, 2, 2)
		case 'd':
			day, s, ok = digits(s, 2, 2)
		case 'P':
			first, s, ok = digits(s, 1, 2)
		case 'Q':
			second, s, ok = digits(s, 1, 2)
			numeric = true
		case 'N':
			month, s, ok = monthName(s)
		case '_':
			s, ok = strings.TrimLeft(s, " "), true
		case ',':
			s, ok = strings.TrimPrefix(strings.TrimLeft(s, " "), ","), true
		case ' ':
			ok = strings.HasPrefix(s, " ")
			s = strings.TrimLeft(s, " ")
		default:
			s, ok = strings.CutPrefix(s, string(c))
		}
		if !ok || i == 0 && s == "" {
			return noDate, "", false
		}
	}
	if strings.HasSuffix(layout, "Y") || strings.HasSuffix(layout, "U") || strings.HasSuffix(layout, "D") {
		if startsWithDigit(s) {
			return noDate, "", false
		}
	}
	if numeric {
		r = eitherOrder(year, first, second)
	} else {
		r = DateReading{Day: PlausibleDay(year, month, day), Other: civil.NoDay}
	}
	return r, s, r.Day != civil.NoDay
}

// eitherOrder weighs both readings of P/Q/Y.
func eitherOrder(year, p, q int) DateReading {
	dayFirst, monthFirst := PlausibleDay(year, q, p), PlausibleDay(year, p, q)
	switch {
	case dayFirst == monthFirst: // the same day of the same month, or no date at all
		return DateReading{Day: dayFirst, Other: civil.NoDay}
	case monthFirst == civil.NoDay:
		return DateReading{Day: dayFirst, Other: civil.NoDay, Order: intake.DayFirst}
	case dayFirst == civil.NoDay:
		return DateReading{Day: monthFirst, Other: civil.NoDay, Order: intake.MonthFirst}
	}
	return DateReading{Day: dayFirst, Other: monthFirst}
}

// PlausibleDay is a day that a visit can have; NoDay when there is none such.
func PlausibleDay(y, m, d int) civil.Day {
	if y < FirstYear || y > LastYear {
		return civil.NoDay
	}
	day, _ := civil.DateOf(y, m, d)
	return day
}

// digits takes a run of least to most digits from the front of s.
func digits(s string, least, most int) (n int, rest string, ok bool) {
	i := 0
	for i < len(s) && i < most && s[i]-'0' < 10 {
		n = n*10 + int(s[i]-'0')
		i++
	}
	return n, s[i:], i >= least
}

func startsWithDigit(s string) bool { return s != "" && s[0]-'0' < 10 }

// monthName takes a month's name or its beginning, at least three letters, perhaps with a point, from the front of s.
func monthName(s string) (month int, rest string, ok bool) {
	n := letters(s)
	for n < len(s) && s[n] >= 0x80 && s[n] < 0xe0 { // é and the like, and all of Cyrillic
		n += 2
		if n > len(s) {
			return 0, s, false
		}
		n += letters(s[n:])
	}
	if n < 3 {
		return 0, s, false
	}
	word := s[:n]
	if word == "sept" {
		word = "sep"
	}
	for i, name := range monthNames {
		if strings.HasPrefix(name, word) {
			return i + 1, strings.TrimPrefix(s[n:], "."), true
		}
	}
	if word == "jui" { // of juin or of juillet
		return 0, s, false
	}
	for i, names := range otherMonths {
		for names != "" {
			var name string
			if name, names, _ = strings.Cut(names, " "); strings.HasPrefix(name, word) {
				return i + 1, cutOf(strings.TrimPrefix(s[n:], ".")), true
			}
		}
	}
	return 0, s, false
}

// cutOf drops the word that stands between a day, a month and a year in Spanish and Portuguese.
func cutOf(s string) string {
	for _, of := range [...]string{" de ", " del "} {
		if rest, ok := strings.CutPrefix(s, of); ok {
			return " " + rest
		}
	}
	return s
}

// Month is the month that a folded text names, 0 where it names none.
func Month(s string) int {
	month, rest, ok := monthName(s)
	if !ok || rest != "" {
		return 0
	}
	return month
}

func letters(s string) int {
	n := 0
	for n < len(s) && s[n]-'a' < 26 {
		n++
	}
	return n
}

func skipOrdinal(s string) string {
	if n := letters(s); n == 2 {
		switch s[:2] {
		case "st", "nd", "rd", "th", "er":
			return s[2:]
		}
	}
	for _, sign := range [...]string{". ", "º", "°"} {
		if rest, ok := strings.CutPrefix(s, sign); ok {
			return " " + rest
		}
	}
	return cutOf(s)
}

// dayOfNumber reads a number in a column of dates: 20240105, the same with a time of day behind it, or a serial number
// of the workbook's date system.
func dayOfNumber(coef int64, exp int, date1904 bool) civil.Day {
	for ; exp > 0 && coef < 1<<56; exp-- {
		coef *= 10
	}
	fraction := false
	for ; exp < 0 && coef != 0; exp++ {
		fraction = fraction || coef%10 != 0
		coef /= 10
	}
	switch {
	case coef >= 20000 && coef <= 80000:
		return serialDay(coef, date1904)
	case fraction:
		return civil.NoDay
	case coef >= 1e11 && coef < 1e12: // 202401050930
		if !validClock(coef/100%100, coef%100, 0) {
			return civil.NoDay
		}
		coef /= 1e4
	case coef >= 1e13 && coef < 1e14:
		if !validClock(coef/1e4%100, coef/100%100, coef%100) {
			return civil.NoDay
		}
		coef /= 1e6
	}
	if coef < 1e7 || coef >= 1e8 {
		return civil.NoDay
	}
	return PlausibleDay(int(coef/10000), int(coef/100%100), int(coef%100))
}

// serialDay counts from 1899-12-30, which makes up for the 29 February 1900 that spreadsheets invented, or from
// 1904-01-01.
func serialDay(n int64, date1904 bool) civil.Day {
	if date1904 {
		return civil.Day(n - 24107)
	}
	return civil.Day(n - 25569)
}

func validClock(h, m, s int64) bool {
	return h <= 23 && m <= 59 && s <= 60 || h == 24 && m == 0 && s == 0
}
