package view

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fenji/scoring/others"
	"fenji/scoring/sheet"
)

// matcher searches ids and text columns without regard to case; nil when there is nothing to search for. Whether a text of
// the table matches is found once.
func (v *View) matcher(search string) func(i int) bool {
	search = strings.TrimSpace(search)
	if search == "" {
		return nil
	}
	contains := finder(search)
	const yes, no = 1, 2
	var known []uint8
	matches := func(cell sheet.Cell) bool {
		if cell.Kind != sheet.Text {
			return false
		}
		if known == nil {
			known = make([]uint8, v.Table.Texts())
		}
		id := cell.TextID()
		if known[id] == 0 {
			known[id] = no
			if contains(v.Table.String(id)) {
				known[id] = yes
			}
		}
		return known[id] == yes
	}
	var latest []int            // columns of which one row is looked at
	var ever []func(i int) bool // and those of which all are
	for _, col := range v.Extras {
		switch v.Others.Kind(col) {
		case others.Set:
			ever = append(ever, v.Others.Has(col, matches, false))
		case others.Own, others.Latest:
			latest = append(latest, col)
		}
	}
	return func(i int) bool {
		c := &v.Result.Customers[i]
		if contains(c.ID) {
			return true
		}
		for _, col := range latest {
			if matches(v.Table.Cell(int(c.Row), col)) {
				return true
			}
		}
		for _, had := range ever {
			if had(i) {
				return true
			}
		}
		return false
	}
}

// finder tells which texts contain search, without regard to case. Digits and Chinese have no case, and letters of
// ASCII have two; only for other letters have texts to be rewritten to be compared.
func finder(search string) func(s string) bool {
	lower := strings.ToLower(search)
	if strings.IndexFunc(lower, hasCase) < 0 {
		at := telling(lower)
		return func(s string) bool { return holds(s, lower, at) }
	}
	if strings.IndexFunc(lower, func(r rune) bool { return r >= utf8.RuneSelf && hasCase(r) }) >= 0 {
		return func(s string) bool {
			for i := range len(s) {
				if s[i] >= utf8.RuneSelf {
					return strings.Contains(strings.ToLower(s), lower)
				}
			}
			return false
		}
	}
	odd := strings.ContainsAny(lower, "ik") // two signs beyond ASCII become letters of it
	return func(s string) bool {
		found, foreign := holdsASCII(s, lower)
		return found || odd && foreign && (strings.Contains(s, "\u212a") || strings.Contains(s, "\u0130")) &&
			strings.Contains(strings.ToLower(s), lower)
	}
}

// telling is the place of the byte that stands in the fewest texts: of Chinese signs most begin alike, and the third of their
// bytes is one of 64.
func telling(w string) int {
	for i := range len(w) {
		if w[i] >= 0xE0 && i+2 < len(w) {
			return i + 2
		}
	}
	return 0
}

// holds tells whether a text holds w, of which the byte at a place is looked for.
func holds(s, w string, at int) bool {
	last := len(s) - len(w) + at
	for i := at; i <= last; i++ {
		k := strings.IndexByte(s[i:], w[at])
		if i += k; k < 0 || i > last {
			return false
		}
		if s[i-at:i-at+len(w)] == w {
			return true
		}
	}
	return false
}

// holdsASCII tells whether a text holds w, which is in lower case, in either case; and where it does not, whether it holds more than
// ASCII.
func holdsASCII(s, w string) (found, foreign bool) {
	a := w[0]
	b := a
	if 'a' <= a && a <= 'z' {
		b -= 'a' - 'A'
	}
	all := byte(0)
	for i := range len(s) {
		c := s[i]
		if all |= c; (c == a || c == b) && i+len(w) <= len(s) && equalASCII(s[i:i+len(w)], w) {
			return true, false
		}
	}
	return false, all >= utf8.RuneSelf
}

// hasCase tells whether another letter may be this one in the other case.
func hasCase(r rune) bool { return unicode.SimpleFold(r) != r }

// equalASCII compares a text with one in lower case; what is not ASCII is equal to itself only.
func equalASCII(s, lower string) bool {
	for i := range len(s) {
		if lowerASCII(s[i]) != lower[i] {
			return false
		}
	}
	return true
}

func lowerASCII(b byte) byte {
	if 'A' <= b && b <= 'Z' {
		b += 'a' - 'A'
	}
	return b
}
