package read

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestNoDigitIsOverlooked: whatever sign folds to a digit, a text that holds it is looked at.
func TestNoDigitIsOverlooked(t *testing.T) {
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if s := string(r); strings.ContainsAny(Fold("a"+s+"a"), "0123456789") && !anyDigit(s) {
			t.Errorf("U+%04X becomes %q", r, Fold(s))
		}
	}
}

// TestFoldedTextStays: what isFolded passes over is what folding would give.
func TestFoldedTextStays(t *testing.T) {
	passed := 0
	for _, s := range []string{"", "a", " a", "a ", "A", "aZ", "`1", "'1", "a\tb", "a'b", "C01", "2024-01-05", "免费", "１", "a\x7f", "–"} {
		if isFolded(s) {
			passed++
			if low := strings.ToLower(Tidy(s)); low != s {
				t.Errorf("%q is passed over and becomes %q", s, low)
			}
		}
	}
	if passed != 4 {
		t.Errorf("%d texts are passed over", passed)
	}
}
