package draft

import (
	"strings"
	"unicode/utf8"
)

// numerals are the digits of Chinese numerals, in their order, and ranks what a digit is multiplied by.
var (
	numerals = []rune("零一二三四五六七八九")
	ranks    = map[rune]int64{'十': 10, '百': 100, '千': 1000}
	myriads  = map[rune]int64{'万': 10_000, '亿': 100_000_000}
)

// numeral reads the Chinese numeral at the beginning of s: 五百, 一千二百, 三万五, 两千零五十. size is 0 when there is none, or one
// that can be read in two ways. ranked tells that it names hundreds, thousands and so on.
func numeral(s string) (n int64, size int, ranked bool) {
	section, last, digit, zero := int64(0), int64(1), int64(-1), false
	for size < len(s) {
		c, width := utf8.DecodeRuneInString(s[size:])
		d := digitOf(c)
		switch {
		case d >= 0 && digit > 0: // 三五百
			return 0, 0, false
		case d == 0:
			zero = true
		case d > 0:
			digit = d
		case ranks[c] > 0:
			section, last, digit, zero, ranked = section+max(digit, 1)*ranks[c], ranks[c], -1, false, true
		case myriads[c] > 0:
			if section += max(digit, 0); section == 0 {
				section = 1
			}
			if n > 1e8 {
				return 0, 0, false
			}
			n, section, last, digit, zero, ranked = n+section*myriads[c], 0, myriads[c], -1, false, true
		default:
			width = 0
		}
		if width == 0 {
			break
		}
		size += width
	}
	if digit > 0 && !zero && last > 10 { // 一千五 is 1500
		digit *= last / 10
	}
	return n + section + max(digit, 0), size, ranked
}

// digitOf is the value of a digit; -1 for what is none.
func digitOf(c rune) int64 {
	switch c {
	case '两':
		return 2
	case '〇':
		return 0
	}
	for i, d := range numerals {
		if c == d {
			return int64(i)
		}
	}
	return -1
}

// begins tells whether a Chinese numeral begins here: a digit, or 十, 百, 千 in the place of one of them.
func begins(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return digitOf(c) >= 0 || ranks[c] > 0 && !strings.HasPrefix(s, "百分")
}
