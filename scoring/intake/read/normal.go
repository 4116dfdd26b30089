package read

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// normal brings a text to the form NFKC of Unicode. Of the texts that come by most of the time it knows itself what becomes
// of them. The tables for the others are our own and not the browser's, which are of many ages: who is one customer, and
// what pseudonym one has, must be the same in all.
func normal(s string) string {
	wide := false
	for _, r := range s {
		switch {
		case inert(r):
		case narrow(r) != r:
			wide = true
		default:
			return norm.NFKC.String(s)
		}
	}
	if !wide {
		return s
	}
	b := make([]byte, 0, len(s))
	for _, r := range s {
		b = utf8.AppendRune(b, narrow(r))
	}
	return string(b)
}

// inerts are ranges of characters that NFKC leaves alone, wherever they stand among their like: they do not decompose,
// and they do not join what is before them.
var inerts = [...][2]rune{
	{0x00, 0x9F}, {0x4E00, 0x9FFF}, {0x3001, 0x3029}, {0x2018, 0x2023}, {0x2012, 0x2016}, {0xA1, 0xA7}, {0xB0, 0xB1},
	{0xB6, 0xB7}, {0xC0, 0x131}, {0x391, 0x3C9}, {0x400, 0x482}, {0x2190, 0x222B}, {0x2400, 0x2426}, {0x2500, 0x2A0B},
	{0x3041, 0x3096}, {0x30A0, 0x30FE}, {0x3400, 0x4DBF}, {0x20000, 0x2A6DF},
}

func inert(r rune) bool {
	for i := range inerts {
		if r >= inerts[i][0] && r <= inerts[i][1] {
			return true
		}
	}
	return false
}

// narrow gives the ordinary form of characters that are as wide as Chinese ones, and any other as it is.
func narrow(r rune) rune {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFF01 + '!'
	case r == 0x3000:
		return ' '
	case r == 0xFFE5:
		return '¥'
	}
	return r
}
