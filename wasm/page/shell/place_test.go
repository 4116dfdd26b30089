package shell

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/protocol"
)

// TestPlaceOfSixBands: a band is found by its code wherever it stands, and its place is what colours go by.
func TestPlaceOfSixBands(t *testing.T) {
	codes := []string{"S", "A+", "A", "C", "1", "D"} // a C in fourth place is not coloured as a third
	p := protocol.Profile{ID: "six"}
	for _, code := range codes {
		p.Bands = append(p.Bands, protocol.Band{Grade: code, Name: protocol.Text{Zh: "档" + code}})
	}
	s := &State{Profiles: []protocol.Profile{{ID: "other", Bands: []protocol.Band{{Grade: "A"}}}, p}, Outcome: outcome("six", 1)}
	for want, code := range codes {
		if got := s.Place(code); got != want {
			t.Errorf("%s stands at %d, want %d", code, got, want)
		}
		if b := s.Band(code); b == nil || b.Name.Zh != "档"+code {
			t.Errorf("%s: %+v", code, b)
		}
	}
	for _, code := range []string{"", "-", "B"} {
		if s.Place(code) != -1 || s.Band(code) != nil {
			t.Errorf("%q has a band", code)
		}
	}
	s.Outcome = nil
	if s.Place("A") != -1 || s.Band("A") != nil {
		t.Error("a band of no outcome")
	}
}

// TestColoursGoByPlace: the style sheet colours six places and the ungraded, and no letter.
func TestColoursGoByPlace(t *testing.T) {
	raw, err := os.ReadFile("../../../web/static/app.css")
	if err != nil {
		t.Fatal(err)
	}
	css := string(raw)
	for place := range 6 {
		at := `[data-place="` + strconv.Itoa(place) + `"]`
		for _, rule := range []string{".g" + at + " {", "\n" + at + " .track i {"} {
			_, rest, found := strings.Cut(css, rule)
			rest, _, _ = strings.Cut(rest, "}")
			if token := "var(--" + string(rune('a'+place)); !found || !strings.Contains(rest, token) {
				t.Errorf("%s wants %s, has %q", rule, token, rest)
			}
		}
	}
	if rest := strings.ReplaceAll(css, `[data-grade="-"]`, ""); strings.Contains(rest, "[data-grade=") {
		t.Error("something is coloured by its letter")
	}
}
