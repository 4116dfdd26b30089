package read

import (
	"strconv"
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/sheet"
)

// Dates as programs write them, and years that are counted from elsewhere.

// readScript reads /Date(1704429000000)/, as ASP.NET writes the milliseconds since 1970.
func readScript(s string) (DateReading, bool) {
	s, ok := strings.CutPrefix(strings.TrimPrefix(s, "\\"), "/date(")
	if !ok {
		return noDate, false
	}
	n := Run(strings.TrimPrefix(s, "-"))
	ms, err := strconv.ParseInt(s[:n+len(s)-len(strings.TrimPrefix(s, "-"))], 10, 64)
	if err != nil || !strings.Contains(s, ")") {
		return noDate, false
	}
	d := Millis.Day(ms, false)
	return DateReading{Day: d, Other: civil.NoDay}, d != civil.NoDay
}

// readUnix reads what date(1) of Unix and Java's Date write, their weekday taken off: jan 07 08:00:00 cst 2024. The zone
// may be missing, or a number.
func readUnix(s string) (DateReading, bool) {
	month, rest, ok := monthName(s)
	if !ok {
		return noDate, false
	}
	day, rest, ok := digits(strings.TrimLeft(rest, " "), 1, 2)
	if !ok || !strings.HasPrefix(rest, " ") {
		return noDate, false
	}
	clock, rest, ok := strings.Cut(strings.TrimLeft(rest, " "), " ")
	if after, timed := cutTime(clock); !ok || !timed || after != "" || !strings.Contains(clock, ":") {
		return noDate, false
	}
	at := strings.LastIndexByte(rest, ' ')
	if at > 8 {
		return noDate, false
	}
	year, rest, ok := digits(rest[at+1:], 4, 4)
	d := PlausibleDay(year, month, day)
	return DateReading{Day: d, Other: civil.NoDay}, ok && rest == "" && d != civil.NoDay
}

// eras are ways to count years, with the year of the common era before their first.
var eras = []struct {
	name string
	from int
}{
	{"中华民国", 1911}, {"中華民國", 1911}, {"民国", 1911}, {"民國", 1911}, {"令和", 2018}, {"平成", 1988}, {"昭和", 1925}, {"r", 2018}, {"h", 1988},
}

// chineseDigits are the signs of numbers in dates: 二〇二四年十二月一日.
var chineseDigits = map[rune]byte{'〇': '0', '零': '0', '一': '1', '二': '2', '三': '3', '四': '4', '五': '5', '六': '6', '七': '7', '八': '8', '九': '9', '○': '0'}

// inDigits writes a date in Chinese numbers with digits; other texts stay as they are.
func inDigits(s string) string {
	if !strings.Contains(s, "年") || strings.ContainsAny(s, "0123456789") {
		return s
	}
	var b strings.Builder
	signs := []rune(s)
	for i, r := range signs {
		switch digit := chineseDigits[r]; {
		case digit != 0:
			b.WriteByte(digit)
		case r == '十':
			before, after := i > 0 && chineseDigits[signs[i-1]] != 0, i+1 < len(signs) && chineseDigits[signs[i+1]] != 0
			if !before {
				b.WriteByte('1')
			}
			if !after {
				b.WriteByte('0')
			}
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// inCommonEra turns 民國113年5月8日, 民國113/5/8 and 民國1130508 into 2024…; other texts stay as they are.
func inCommonEra(s string) string {
	for _, era := range eras {
		rest, ok := strings.CutPrefix(s, era.name)
		if !ok {
			continue
		}
		rest = strings.TrimLeft(rest, " ")
		n := Run(rest)
		if n > 3 {
			n -= 4 // month and day follow at once
		}
		year, err := strconv.Atoi(rest[:n])
		if rest2, first := strings.CutPrefix(rest, "元年"); first {
			year, rest, n, err = 1, "年"+rest2, 0, nil
		}
		if err != nil || year < 1 || year > 200 || len(era.name) == 1 && (year > 64 || n == len(rest) || rest[n]-'0' < 10) {
			return s
		}
		return strconv.Itoa(era.from+year) + rest[n:]
	}
	return s
}

// A Tick is how a column counts time from 1970: not at all, in seconds or in thousandths of them.
type Tick uint8

// The ticks.
const (
	NoTick Tick = iota
	Seconds
	Millis
)

// The first and the last second that are taken for a time: of 1990 and of 2100.
const firstSecond, lastSecond = 631_152_000, 4_102_444_800

// tickOf tells how a number may count time.
func tickOf(c sheet.Cell, v *Values) (Tick, int64) {
	f, st := v.Figure(c)
	if st != Readable || f.Stated || f.Currency != 0 {
		return NoTick, 0
	}
	n := f.Coef
	for ; f.Exp > 0 && n < 1e14; f.Exp-- {
		n *= 10
	}
	for ; f.Exp < 0 && n != 0; f.Exp++ {
		n /= 10
	}
	switch {
	case n >= firstSecond && n <= lastSecond:
		return Seconds, n
	case n >= 1e12 && n <= 1000*lastSecond: // fewer digits may be a date and a time of day
		return Millis, n
	}
	return NoTick, 0
}

// IsTick tells whether a number may count time from 1970.
func (v *Values) IsTick(c sheet.Cell) bool {
	k, _ := tickOf(c, v)
	return k != NoTick
}

// Day is the civil day of a time: in China, or in UTC.
func (k Tick) Day(n int64, utc bool) civil.Day {
	const day, ahead = 86_400, 8 * 3600
	if k == Millis {
		n = floorDiv(n, 1000)
	}
	if !utc {
		n += ahead
	}
	d := civil.Day(floorDiv(n, day))
	if y, _, _ := d.Date(); y < FirstYear || y > LastYear {
		return civil.NoDay
	}
	return d
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// tick tells how a whole column counts time; one cell that does not leaves it none.
func (v *Values) tick(col, from int) Tick {
	kind := NoTick
	if !v.eachFigure(col, from, func(c sheet.Cell) bool {
		t, _ := tickOf(c, v)
		if t == NoTick || kind != NoTick && t != kind {
			return false
		}
		kind = t
		return true
	}) {
		return NoTick
	}
	return kind
}

// wrappers are what programs write around a date: their own notation of it, or marks that it is text.
var wrappers = [...][2]string{{`="`, `"`}, {"timestamp('", "')"}, {`isodate("`, `")`}, {"isodate('", "')"}, {"datetime.datetime(", ")"}, {"datetime.date(", ")"},
	{"date(", ")"}, {"#", "#"}, {`"`, `"`}, {"", "."}}

// unwrapped takes them off a text that is folded. Inside of Python's the numbers stand between commas.
func unwrapped(s string) string {
	for _, w := range wrappers {
		inner, ok := strings.CutPrefix(s, w[0])
		if !ok {
			continue
		}
		if inner, ok = strings.CutSuffix(inner, w[1]); ok && inner != "" {
			if strings.HasPrefix(w[0], "datetime") {
				if p := strings.Split(strings.ReplaceAll(inner, " ", ""), ","); len(p) >= 3 {
					return p[0] + "-" + p[1] + "-" + p[2]
				}
			}
			return inner
		}
	}
	return s
}

// colons writes a time of day as Oracle has it, 09.30.00.000 AM, in the usual way.
func colons(s string) string { return strings.Replace(s, ".", ":", 2) }

// ShiftBuddhist turns a year of the Buddhist era, 2440 to 2640, that stands in a text into one of the common era.
func ShiftBuddhist(s string) string {
	for i := 0; i+4 <= len(s); i++ {
		if n := Run(s[i:]); n == 4 || n == 8 {
			year, _ := strconv.Atoi(s[i : i+4])
			if year >= 2440 && year <= 2640 {
				return s[:i] + strconv.Itoa(year-buddhist) + s[i+4:]
			}
			i += n - 1
		} else if n > 0 {
			i += n - 1
		}
	}
	return s
}

// buddhist is how many years that era is ahead.
const buddhist = 543

// InBuddhist tells whether a cell is a date in a year of the Buddhist era, which is none in the common one.
func (v *Values) InBuddhist(c sheet.Cell) bool {
	switch c.Kind {
	case sheet.Date:
		d, _ := c.Date()
		y, _, _ := d.Date()
		return y >= 2440 && y <= 2640 && fromBuddhist(d) != civil.NoDay
	case sheet.Number:
		coef, exp := c.Number().Parts()
		return dayOfNumber(outOfBuddhist(coef, exp), 0, v.date1904) != civil.NoDay && outOfBuddhist(coef, exp) != coef
	case sheet.Text:
		s := v.T.String(c.TextID())
		if shifted := ShiftBuddhist(s); shifted != s {
			r := readDate(shifted)
			return r.Day != civil.NoDay || r.Short != [3]uint8{}
		}
	}
	return false
}

// outOfBuddhist turns 25670105 into 20240105; other numbers stay as they are.
func outOfBuddhist(coef int64, exp int) int64 {
	if year := coef / 10000; exp == 0 && year >= 2440 && year <= 2640 {
		return coef - buddhist*10000
	}
	return coef
}

func fromBuddhist(d civil.Day) civil.Day {
	y, m, day := d.Date()
	if y < 2440 || y > 2640 {
		return d
	}
	return PlausibleDay(y-buddhist, m, day)
}
