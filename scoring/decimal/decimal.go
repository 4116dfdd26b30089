// Package decimal holds exact numbers: decimals, money, and whole numbers that tell when they overflow. No grade is decided
// by anything else. It imports nothing of ours.
package decimal

import (
	"math"
	"math/bits"
	"strconv"
	"strings"
)

// A Decimal is an exact decimal number, Coef × 10^-Exp. Weights, points, scores and cut points are Decimals.
type Decimal struct {
	Coef int64
	Exp  uint8 // number of digits behind the point, at most 18
}

// Int returns n as a Decimal.
func Int(n int64) Decimal { return Decimal{Coef: n} }

// Parse reads a plain decimal such as "0.4", "-3" or "1000.50". It takes no exponent, no grouping and at most
// 18 digits; trailing zeros are kept.
func Parse(s string) (Decimal, error) {
	bad := notDecimal(s)
	digits := strings.TrimPrefix(s, "-")
	whole, frac, point := strings.Cut(digits, ".")
	if whole == "" || (point && frac == "") || len(whole)+len(frac) > 18 {
		return Decimal{}, bad
	}
	for _, c := range whole + frac {
		if c < '0' || c > '9' {
			return Decimal{}, bad
		}
	}
	coef, err := strconv.ParseInt(whole+frac, 10, 64)
	if err != nil {
		return Decimal{}, bad
	}
	if s[0] == '-' {
		coef = -coef
	}
	return Decimal{coef, uint8(len(frac))}, nil
}

// notDecimal is the text that was taken for a decimal number.
type notDecimal string

func (s notDecimal) Error() string { return strconv.Quote(string(s)) + " is not a decimal number" }

// String writes d without exponent, with exactly Exp digits behind the point.
func (d Decimal) String() string {
	var room [24]byte
	return string(d.Append(room[:0]))
}

// Append appends what String writes. Files have one for most of their cells: it writes the digits where they belong.
func (d Decimal) Append(b []byte) []byte {
	u := uint64(d.Coef)
	if d.Coef < 0 {
		b, u = append(b, '-'), -u
	}
	if u < 10 && d.Exp == 0 {
		return append(b, byte('0'+u))
	}
	var room [24]byte
	at, whole := len(room), len(room)-int(d.Exp)
	for ; u > math.MaxUint32; u /= 10 {
		at--
		room[at] = byte('0' + u%10)
	}
	for v := uint32(u); v > 0 || at >= whole; v /= 10 { // hosts divide numbers of 32 bits by multiplying
		at--
		room[at] = byte('0' + v%10)
	}
	if b = append(b, room[at:whole]...); d.Exp == 0 {
		return b
	}
	return append(append(b, '.'), room[whole:]...)
}

// Trim drops trailing zeros behind the point.
func (d Decimal) Trim() Decimal {
	for d.Exp > 0 && d.Coef%10 == 0 {
		d.Coef /= 10
		d.Exp--
	}
	return d
}

// Cmp compares by value: -1, 0 or +1. It is exact for all Decimals.
func (d Decimal) Cmp(e Decimal) int {
	if d.Exp == e.Exp {
		return cmp(d.Coef, e.Coef)
	}
	dn, en := d.Coef < 0, e.Coef < 0
	if dn != en {
		if dn {
			return -1
		}
		return 1
	}
	c := cmpAbs(d, e)
	if dn {
		return -c
	}
	return c
}

// Rescale returns d with exp digits behind the point; ok is false when that loses a digit or overflows.
func (d Decimal) Rescale(exp uint8) (r Decimal, ok bool) {
	for d.Exp > exp {
		if d.Coef%10 != 0 {
			return d, false
		}
		d.Coef /= 10
		d.Exp--
	}
	for d.Exp < exp {
		c := d.Coef * 10
		if c/10 != d.Coef {
			return d, false
		}
		d.Coef = c
		d.Exp++
	}
	return d, true
}

func cmpAbs(d, e Decimal) int {
	dh, dl := scaleUp(d.Coef, e.Exp)
	eh, el := scaleUp(e.Coef, d.Exp)
	if dh != eh {
		return cmp(dh, eh)
	}
	return cmp(dl, el)
}

// scaleUp returns |c| × 10^n as 128 bits; n is at most 18, so it fits.
func scaleUp(c int64, n uint8) (hi, lo uint64) {
	u := uint64(c)
	if c < 0 {
		u = -u
	}
	return bits.Mul64(u, Pow10(n))
}

func Pow10(n uint8) uint64 {
	p := uint64(1)
	for ; n > 0; n-- {
		p *= 10
	}
	return p
}

func cmp[T int64 | uint64 | int](a, b T) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
