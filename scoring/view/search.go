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
// ASCII have two; only what is left has to be rewritten to be compared.
func finder(search string) func(s string) bool {
	lower := strings.ToLower(search)
	if strings.IndexFunc(lower, hasCase) < 0 {
		return func(s string) bool { return strings.Contains(s, lower) }
	}
	first := lower[0]
	return func(s string) bool {
		for i := 0; i < len(s); i++ {
			switch {
			case s[i] >= utf8.RuneSelf:
				return strings.Contains(strings.ToLower(s), lower)
			case lowerASCII(s[i]) == first && i+len(lower) <= len(s) && equalASCII(s[i:i+len(lower)], lower):
				return true
			}
		}
		return false
	}
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
