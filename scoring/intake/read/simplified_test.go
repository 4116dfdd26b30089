package read

import (
	"testing"
	"unicode/utf8"
)

// TestPairs: the table is made of pairs, and what it gives is simplified already.
func TestPairs(t *testing.T) {
	if n := utf8.RuneCountInString(pairs); n%2 != 0 {
		t.Fatal("a character has no partner")
	}
	for from, to := range toSimplified() {
		if Simplified(to) != to {
			t.Errorf("%c becomes %c, which becomes %c", from, to, Simplified(to))
		}
	}
	if got := Fold("實收金額（訂單）"); got != "实收金额(订单)" {
		t.Error(got)
	}
	if got := ID("張三"); got != "張三" {
		t.Error("an id was changed:", got)
	}
}
