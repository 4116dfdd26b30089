package table

import (
	"math"
	"strconv"
)

// A Fixed is an exact decimal number in eight bytes: a signed coefficient of 56 bits times a power of ten. It holds
// every number of up to 15 significant digits, which is what a spreadsheet promises, and integers of up to 16.
type Fixed int64

const (
	maxCoef     = 1<<55 - 1
	ExcelDigits = 15 // significant digits a spreadsheet keeps
	wholeDigits = 16 // significant digits kept of an integer, for long customer numbers
)

// Parts returns n as coef × 10^exp.
func (n Fixed) Parts() (coef int64, exp int) { return int64(n) >> 8, int(int8(n)) }

func PackFixed(coef int64, exp int) Fixed { return Fixed(coef<<8 | int64(uint8(int8(exp)))) }

// String writes n as plain decimal text without exponent. Zeros behind the point are written as far as n has them.
func (n Fixed) String() string { return string(n.append(nil)) }

func (n Fixed) append(dst []byte) []byte {
	coef, exp := n.Parts()
	if exp >= 0 {
		dst = AppendInt(dst, coef)
		if coef == 0 {
			return dst
		}
		for ; exp > 0; exp-- {
			dst = append(dst, '0')
		}
		return dst
	}
	if coef < 0 {
		dst, coef = append(dst, '-'), -coef
	}
	var digits [20]byte
	d := strconv.AppendInt(digits[:0], coef, 10)
	whole := len(d) + exp
	if whole <= 0 {
		dst = append(dst, '0', '.')
		for ; whole < 0; whole++ {
			dst = append(dst, '0')
		}
		return append(dst, d...)
	}
	dst = append(dst, d[:whole]...)
	dst = append(dst, '.')
	return append(dst, d[whole:]...)
}

// AppendInt appends a whole number. It is called for most cells of a sheet, and divides half as often as strconv does.
func AppendInt(dst []byte, n int64) []byte {
	u := uint64(n)
	if n < 0 {
		dst, u = append(dst, '-'), -u
	}
	if u < 10 {
		return append(dst, byte('0'+u))
	}
	var b [20]byte
	at := len(b)
	for ; u >= 10; u /= 100 {
		pair := 2 * (u % 100)
		at -= 2
		b[at], b[at+1] = pairs[pair], pairs[pair+1]
	}
	if u > 0 {
		at--
		b[at] = byte('0' + u)
	}
	return append(dst, b[at:]...)
}

// pairs are the numbers below a hundred.
const pairs = "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748495051525354" +
	"555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899"

// FixedOf brings coef × 10^exp into the one form in which equal numbers are equal bits: no needless zeros behind the
// point, and integers without an exponent as far as they fit.
func FixedOf(coef int64, exp int) (Fixed, bool) {
	if coef == 0 {
		return 0, true
	}
	for exp != 0 && coef%10 == 0 {
		coef, exp = coef/10, exp+1
	}
	for exp > 0 && coef <= maxCoef/10 && coef >= -maxCoef/10 {
		coef, exp = coef*10, exp-1
	}
	for exp > 0 && coef%10 == 0 {
		// It does not fit as a plain integer: the shortest coefficient is the form then.
		coef, exp = coef/10, exp+1
	}
	if coef > maxCoef || coef < -maxCoef || exp < math.MinInt8 || exp > math.MaxInt8 {
		return 0, false
	}
	return PackFixed(coef, exp), true
}

// ParseFixed reads a number as a sheet part writes it: digits, a point, an exponent. ok is false when b is no number or
// when it cannot be held without changing an integer's digits; then the digits are best kept as text.
func ParseFixed(b []byte) (n Fixed, ok bool) {
	i, neg := 0, false
	if len(b) > 0 && (b[0] == '-' || b[0] == '+') {
		neg, i = b[0] == '-', 1
	}
	var coef int64
	exp, start := 0, i
	for ; i < len(b) && b[i]-'0' < 10; i++ {
		coef = coef*10 + int64(b[i]-'0')
	}
	digits := i - start
	if i < len(b) && b[i] == '.' {
		for i++; i < len(b) && b[i]-'0' < 10; i++ {
			coef = coef*10 + int64(b[i]-'0')
			exp--
		}
		digits -= exp
	}
	if digits == 0 || digits > ExcelDigits || i < len(b) {
		return parseLong(b)
	}
	if neg {
		coef = -coef
	}
	if exp == 0 {
		return PackFixed(coef, 0), true
	}
	return FixedOf(coef, exp)
}

// parseLong is parseFixed without haste: any number of digits, exponents, rounding.
func parseLong(b []byte) (n Fixed, ok bool) {
	d, ok := splitNumber(b)
	if !ok {
		return 0, false
	}
	for len(d.digits) > 0 && d.digits[0] == '0' {
		d.digits = d.digits[1:]
	}
	for k := len(d.digits); k > 0 && d.digits[k-1] == '0'; k-- {
		d.digits, d.exp = d.digits[:k-1], d.exp+1
	}
	if len(d.digits) == 0 {
		return 0, true
	}
	keep := ExcelDigits
	if d.exp >= 0 {
		keep = wholeDigits
	}
	var round bool
	if len(d.digits) > keep {
		if d.exp >= 0 && !d.scientific {
			return 0, false
		}
		round = d.digits[ExcelDigits] >= '5'
		d.exp += len(d.digits) - ExcelDigits
		d.digits = d.digits[:ExcelDigits]
	}
	var coef int64
	for _, c := range d.digits {
		coef = coef*10 + int64(c-'0')
	}
	if round {
		coef++
	}
	if d.neg {
		coef = -coef
	}
	return FixedOf(coef, d.exp)
}

// A numeral is a number taken apart: digits × 10^exp.
type numeral struct {
	digits          []byte
	exp             int
	neg, scientific bool
}

func splitNumber(b []byte) (d numeral, ok bool) {
	if len(b) > 0 && (b[0] == '-' || b[0] == '+') {
		d.neg, b = b[0] == '-', b[1:]
	}
	if len(b) > 1024 {
		return d, false
	}
	point := false
	for len(b) > 0 {
		c := b[0]
		switch {
		case c-'0' < 10:
			d.digits = append(d.digits, c)
			if point {
				d.exp--
			}
		case c == '.' && !point:
			point = true
		case (c == 'e' || c == 'E') && len(d.digits) > 0:
			e, err := strconv.Atoi(string(b[1:]))
			if err != nil || e > 9999 || e < -9999 {
				return d, false
			}
			d.exp, d.scientific = d.exp+e, true
			return d, true
		default:
			return d, false
		}
		b = b[1:]
	}
	return d, len(d.digits) > 0
}

// point0 is the point less '0'.
const point0 = 0xFE

// ParsePlain reads a plain decimal as people write amounts: no plus, no needless zero in front, digits on both sides of the
// point, at most 15 digits; it packs it as it stands, so that "1.50" keeps its zero. A csv field of this form is a number;
// everything else stays text, so that the customer number 007 keeps its zeros.
func ParsePlain(b []byte) (n Fixed, ok bool) {
	neg := len(b) > 0 && b[0] == '-'
	if neg {
		b = b[1:]
	}
	if len(b) == 0 || len(b) > ExcelDigits+1 || b[0] == '0' && len(b) > 1 && b[1] != '.' {
		return 0, false
	}
	coef, point := int64(0), -1
	for i, c := range b {
		if c -= '0'; c < 10 {
			coef = coef*10 + int64(c)
			continue
		}
		if c != point0 || point >= 0 || i == 0 || i == len(b)-1 {
			return 0, false
		}
		point = i
	}
	exp := 0
	switch {
	case neg && coef == 0:
		return 0, false
	case point >= 0:
		exp = point - len(b) + 1
	case len(b) > ExcelDigits:
		return 0, false
	}
	if neg {
		coef = -coef
	}
	return PackFixed(coef, exp), true
}
