package columns

import (
	"slices"
	"testing"
)

// TestMeanings: every role stands once, and a gap is one of them.
func TestMeanings(t *testing.T) {
	var seen []Role
	for _, m := range Meanings {
		if slices.Contains(seen, m.Role) {
			t.Errorf("%s stands twice", m.Role)
		}
		seen = append(seen, m.Role)
		if got, ok := m.Role.Meaning(); !ok || got != m || m.Role.Single() == m.Many {
			t.Errorf("%s is not found", m.Role)
		}
	}
	if _, ok := Role("x").Meaning(); ok || !Role("x").Single() {
		t.Error("x is a role")
	}
	for _, g := range Gaps {
		if m, ok := g.Role.Meaning(); !ok || m.Many || m.Holds == "" || g.Zero && m.Holds == Dates {
			t.Errorf("%s has gaps", g.Role)
		}
	}
}

func TestFills(t *testing.T) {
	if got := Gaps[0].Fills(); !slices.Equal(got, []string{"", "zero", "median", "most"}) {
		t.Errorf("an amount is filled with %q", got)
	}
	if got := Gaps[3].Fills(); !slices.Equal(got, []string{"", "median", "most"}) {
		t.Errorf("a day is filled with %q", got)
	}
}
