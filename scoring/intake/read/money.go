package read

import (
	"math"
	"math/bits"
	"strings"

	"fenji/scoring/decimal"
)

// A Status tells how reading a value went.
type Status uint8

const (
	Readable   Status = iota
	Missing           // nothing stands there
	Unreadable        // something else stands there
	Ambiguous         // a date with two meanings
	Fractional        // a count that is not whole
	TooLarge          // an amount that no sum can hold
)

// A word of money, in front of a figure or behind it.
type moneyWord struct {
	text     string
	places   int  // powers of ten that it stands for
	unit     bool // it states the unit, so that the column's unit does not apply
	currency Currency
}

// unitsBehind are the units that may stand behind a figure. Longer words stand before words that they begin with; the
// currencies stand in a table of their own.
var unitsBehind = []moneyWord{
	{"亿元", 8, true, Yuan}, {"亿", 8, true, 0}, {"千万元", 7, true, Yuan}, {"千万", 7, true, 0}, {"百万元", 6, true, Yuan},
	{"百万", 6, true, 0}, {"万块", 4, true, Yuan}, {"万圆", 4, true, Yuan}, {"万元", 4, true, Yuan}, {"万", 4, true, 0}, {"w", 4, true, 0},
	{"千元", 3, true, Yuan}, {"千", 3, true, 0}, {"k", 3, true, 0}, {"百元", 2, true, Yuan},
	{"元整", 0, true, Yuan}, {"元正", 0, true, Yuan}, {"元", 0, true, Yuan}, {"圆整", 0, true, Yuan}, {"圆", 0, true, Yuan},
	{"块钱", 0, true, Yuan}, {"块", 0, true, Yuan}, {"yuan", 0, true, Yuan},
	{text: "整"},
}

// A Figure is a number as it was written: coef × 10^exp, in yuan when stated.
type Figure struct {
	Coef   int64
	Exp    int
	Stated bool // the text itself says which unit

	Currency Currency // that the text names; 0: none
}

// readFigure reads a number with what may surround an amount: currency, sign, brackets, unit.
func readFigure(s string) (f Figure, ok bool) {
	if !anyDigit(s) {
		return f, false
	}
	if s = Fold(s); len(s) > 64 {
		return f, false
	}
	var sign int64
	sign, f.Currency, s, ok = cutSign(s)
	if !ok {
		return f, false
	}
	coef, exp, s, ok := cutNumber(s)
	if !ok {
		return f, false
	}
	f.Coef, f.Exp = sign*coef, exp
	if power, rest, ok := cutPower(s); ok {
		f.Exp, s = f.Exp+power, rest
	}
	for s = strings.TrimLeft(s, " "); s != ""; s = strings.TrimLeft(s, " ") {
		word, rest, found := cutWord(s, signs())
		if !found {
			word, rest, found = cutWord(s, unitsBehind)
		}
		if !found || f.Stated && word.places != 0 || f.Currency != 0 && word.currency != 0 && word.currency != f.Currency {
			return f, false
		}
		if word.currency != 0 {
			f.Currency = word.currency
		}
		f.Exp += word.places
		f.Stated = f.Stated || word.unit
		s = rest
	}
	return f, true
}

// cutPower takes the power of ten from the front of s, as programs write large numbers: e+05.
func cutPower(s string) (power int, rest string, ok bool) {
	if len(s) < 3 || s[0] != 'e' || s[1] != '+' && s[1] != '-' {
		return 0, s, false
	}
	n := Run(s[2:])
	if n == 0 || n > 2 {
		return 0, s, false
	}
	for i := 2; i < 2+n; i++ {
		power = power*10 + int(s[i]-'0')
	}
	if s[1] == '-' {
		power = -power
	}
	return power, s[2+n:], true
}

// cutSign takes sign, brackets and currency from both ends. More than one sign has no one meaning.
func cutSign(s string) (sign int64, c Currency, rest string, ok bool) {
	minus := 0
	sign = 1
	for {
		s = strings.Trim(s, " ")
		if s == "" {
			return sign, c, s, false
		}
		switch first, last := s[0], s[len(s)-1]; {
		case first == '(' && last == ')':
			s, sign = s[1:len(s)-1], -1
			minus++
		case first == '-':
			s, sign = s[1:], -1
			minus++
		case first == '+':
			s = s[1:]
			minus++
		case last == '-':
			s, sign = s[:len(s)-1], -1
			minus++
		default:
			if first-'0' < 10 || first == '.' {
				return sign, c, s, minus <= 1
			}
			word, after, found := cutWord(s, signs())
			if !found || c != 0 && c != word.currency {
				return sign, c, s, !found && minus <= 1
			}
			s, c = after, word.currency
		}
	}
}

func cutWord(s string, list []moneyWord) (w moneyWord, rest string, ok bool) {
	for _, w = range list {
		if rest, ok = strings.CutPrefix(s, w.text); ok {
			return w, rest, true
		}
	}
	return w, s, false
}

// maxPlaces is how many places behind the point are read; minPlaces is how many must fit, for the others to lie below a
// ten-thousandth of a yuan in either unit.
const (
	maxPlaces = 18
	minPlaces = decimal.MoneyExp + 4
)

// push appends a digit to a coefficient unless that would overflow.
func push(coef int64, digit byte) (int64, bool) {
	d := int64(digit - '0')
	if coef > (math.MaxInt64-d)/10 {
		return coef, false
	}
	return coef*10 + d, true
}

// cutNumber takes digits, grouped by threes or not, and a decimal fraction from the front of s.
func cutNumber(s string) (coef int64, exp int, rest string, ok bool) {
	whole, rest, ok := cutGroups(s)
	if !ok {
		return 0, 0, s, false
	}
	for i := 0; i < len(whole); i++ {
		if coef, ok = push(coef, whole[i]); !ok {
			return 0, 0, s, false
		}
	}
	if !strings.HasPrefix(rest, ".") {
		return coef, 0, rest, whole != ""
	}
	i, full := 1, false
	for ; i < len(rest) && rest[i]-'0' < 10; i++ {
		if full = full || exp == -maxPlaces; !full {
			var fits bool
			if coef, fits = push(coef, rest[i]); fits {
				exp--
				continue
			}
			full = true
		}
		if rest[i] != '0' && exp > -minPlaces {
			return 0, 0, s, false
		}
	}
	return coef, exp, rest[i:], whole != "" || i > 1
}

// cutGroups takes the digits in front of the point and drops the separators between them. Groups must be of three, all
// with one separator: "1,23" could be a fraction, so it is no number.
func cutGroups(s string) (digits, rest string, ok bool) {
	n := Run(s)
	if n == len(s) || n == 0 || s[n] != ',' && s[n] != ' ' && s[n] != '\'' {
		return s[:n], s[n:], true
	}
	separator := s[n]
	if separator == ' ' && Run(s[n+1:]) == 0 {
		return s[:n], s[n:], true // a space before the unit
	}
	if separator == ',' && n <= 2 {
		if digits, rest, found := cutLakhs(s); found {
			return digits, rest, true
		}
	}
	b := []byte(s[:n])
	ok = n <= 3 && (s[0] != '0' || separator != ',') // 0,500 is a fraction
	for s = s[n:]; s != "" && s[0] == separator && Run(s[1:]) > 0; {
		n = Run(s[1:])
		ok = ok && n == 3
		b = append(b, s[1:1+n]...)
		s = s[1+n:]
	}
	return string(b), s, ok
}

// cutLakhs takes digits that are grouped by twos above the last three, as in India: 1,20,000.
func cutLakhs(s string) (digits, rest string, ok bool) {
	b := []byte(s[:Run(s)])
	for s = s[len(b):]; len(s) > 3 && s[0] == ','; {
		n := Run(s[1:])
		if b = append(b, s[1:1+n]...); n == 3 {
			s = s[4:]
			return string(b), s, ok && (s == "" || s[0] != ',')
		}
		if n != 2 {
			return "", "", false
		}
		s, ok = s[3:], true
	}
	return "", "", false
}

// Run counts the digits at the front of s.
func Run(s string) int {
	n := 0
	for n < len(s) && s[n]-'0' < 10 {
		n++
	}
	return n
}

// MoneyPlaces is the power of ten from a figure in a unit to Money.
func MoneyPlaces(u decimal.Unit) int {
	return int(u.Places())
}

// ToMoney converts a figure. What lies below a ten-thousandth of a yuan is rounded half away from zero.
func ToMoney(f Figure, u decimal.Unit) (m decimal.Money, rounded, ok bool) {
	exp := f.Exp + MoneyPlaces(u)
	if f.Stated {
		exp = f.Exp + decimal.MoneyExp
	}
	coef, neg := uint64(f.Coef), f.Coef < 0
	if neg {
		coef = -coef
	}
	half := false
	for ; exp < 0 && coef != 0; exp++ {
		half = exp == -1 && coef%10 >= 5
		rounded = rounded || coef%10 != 0
		coef /= 10
	}
	if half {
		coef++
	}
	for ; exp > 0 && coef != 0; exp-- {
		hi, lo := bits.Mul64(coef, 10)
		if hi != 0 {
			return 0, false, false
		}
		coef = lo
	}
	if coef > math.MaxInt64 {
		return 0, false, false
	}
	if neg {
		return -decimal.Money(coef), rounded, true
	}
	return decimal.Money(coef), rounded, true
}

// countWords may stand behind a number of visits or days.
var countWords = Words("", "次,天,日,人次,单,笔,个,回,times,time,visits,visit,days,day,d,orders")

// MaxCount bounds ready visits and days; more is a slip, and sums of them must fit.
const MaxCount = 1_000_000

// readCount reads a whole number such as "3", "3次", "1,200 天" or "3.0".
func readCount(s string) (n int32, st Status) {
	s = Fold(s)
	if len(s) > 64 {
		return 0, Unreadable
	}
	sign, _, s, ok := cutSign(s)
	if !ok {
		return 0, Unreadable
	}
	coef, exp, s, ok := cutNumber(s)
	if !ok || !countWords.Has(strings.Trim(s, " ")) {
		return 0, Unreadable
	}
	return toCount(sign*coef, exp)
}

func toCount(coef int64, exp int) (n int32, st Status) {
	for ; exp < 0; exp++ {
		if coef%10 != 0 {
			return 0, Fractional
		}
		coef /= 10
	}
	for ; exp > 0 && coef != 0; exp-- {
		if coef > MaxCount || coef < -MaxCount {
			return 0, Unreadable
		}
		coef *= 10
	}
	if coef > MaxCount || coef < -MaxCount {
		return 0, Unreadable
	}
	return int32(coef), Readable
}
