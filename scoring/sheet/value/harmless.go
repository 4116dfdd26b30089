package value

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// FormulaMarks begin a formula in some spreadsheet, as typed or as an East Asian input method types them.
const FormulaMarks = "=+-@＝＋－＠﹢﹣﹦﹫−"

// Harmless returns s with an apostrophe in front when a spreadsheet could take it for a formula: when it begins with
// one of = + - @ in any width, also behind blanks and invisible characters, or with a tab or a line end. Programs that
// open csv trim what they cannot show, and then see the formula.
func Harmless(s string) string {
	if s == "" || plainStart[s[0]] || startsChinese(s) {
		return s
	}
	if s[0] == '\t' || s[0] == '\r' || s[0] == '\n' {
		return "'" + s
	}
	rest := strings.TrimLeftFunc(s, invisible)
	if r, n := utf8.DecodeRuneInString(rest); n > 0 && strings.ContainsRune(FormulaMarks, r) && r != utf8.RuneError {
		return "'" + s
	}
	return s
}

// startsChinese tells whether s begins with a character from U+4000 to U+9FFF, none of which is invisible or a mark.
func startsChinese(s string) bool {
	return s[0] >= 0xE4 && s[0] <= 0xE9 && len(s) > 2 && s[1]&0xC0 == 0x80 && s[2]&0xC0 == 0x80
}

// invisible tells whether a character shows nothing: blanks, controls, marks of direction, joiners, broken bytes.
func invisible(r rune) bool {
	return r == utf8.RuneError || unicode.IsSpace(r) || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) ||
		unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) || unicode.Is(unicode.Variation_Selector, r)
}

// plainStart are the bytes with which most texts begin and no formula does.
var plainStart = func() (t [256]bool) {
	for c := '!'; c < utf8.RuneSelf; c++ {
		t[c] = !strings.ContainsRune(FormulaMarks, c) && c != 0x7F
	}
	return t
}()
