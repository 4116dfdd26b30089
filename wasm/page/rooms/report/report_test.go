package report

import (
	"testing"

	"fenji/scoring/privacy"
)

// TestUsuallyShown: the page says the number itself, because package privacy would make its program a tenth larger.
func TestUsuallyShown(t *testing.T) {
	if usuallyShown != privacy.SmallCount {
		t.Errorf("the page hides below %d, the report below %d", usuallyShown, privacy.SmallCount)
	}
	for typed, want := range map[string]int{"": usuallyShown, "few": usuallyShown, " 30 ": 30, "1": fewestShown, "5000": mostShown} {
		if got := leastShown(typed); got != want {
			t.Errorf("%q means %d, want %d", typed, got, want)
		}
	}
}
