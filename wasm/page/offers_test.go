package page

import (
	"slices"
	"testing"

	"fenji/scoring/protocol"
	"fenji/scoring/report"
	"fenji/scoring/report/chart"
	reportroom "fenji/wasm/page/rooms/report"
	"fenji/wasm/page/shell"
)

// TestNewRoom: what a room offers shows in the places of others, which do not know it.
func TestNewRoom(t *testing.T) {
	weather := shell.Room{
		Name: "weather", Area: "change",
		Labels: []shell.Label{{Field: "rain.", Say: func(_ *shell.State, rest string, _ protocol.Filter) string { return "rain over " + rest }}},
		Notes:  func(*shell.State) []shell.Note { return []shell.Note{{Code: "rain", Text: "It rains."}} },
		Marks: func(_ *shell.State, grade string) []shell.Mark {
			return []shell.Mark{{Text: "3 wet " + grade, Way: "up"}}
		},
		Paper: func(*shell.State, *report.Data) []shell.Paper {
			return []shell.Paper{{ID: "weather", Title: "Weather", Table: chart.Table{Rows: [][]string{{"rain", "3"}}}}}
		},
		Differ: func(_ *shell.State, from, to protocol.Settings) string {
			if from.AsOf != to.AsOf {
				return "another sky"
			}
			return ""
		},
	}
	house := append(Rooms(), weather)
	s := house.Reduce(house.Start("en", "auto", ""), twoProfiles())
	s = house.Reduce(house.Reduce(s, started("a.xlsx", "one")), shell.Graded{Outcome: outcome("one", 5)})
	if notes := house.Notes(s); !slices.Contains(notes, shell.Note{Code: "rain", Text: "It rains."}) {
		t.Errorf("notes %v", notes)
	}
	if m := house.Marks(s, "A"); len(m) != 1 || m[0] != (shell.Mark{Text: "3 wet A", Way: "up"}) {
		t.Errorf("marks %v", m)
	}
	if p := reportroom.PaperOf(house, s, &report.Data{}); !slices.ContainsFunc(p.Sections, func(p shell.Paper) bool { return p.ID == "weather" }) {
		t.Errorf("sections %v", p.Sections)
	}
	s = house.Reduce(s, shell.Arranged{View: protocol.View{Filters: []protocol.Filter{{Field: "rain.county"}}}})
	if chips := house.Chips(s); len(chips) != 1 || chips[0].Label != "rain over county" {
		t.Errorf("chips %v", chips)
	}
	if got := house.ChangeText(s, protocol.Settings{}, protocol.Settings{AsOf: "2025-01-01"}); got != "another sky" {
		t.Errorf("undo says %q", got)
	}
	// It is entered like any other, and its area remembers it.
	if s = house.Reduce(s, shell.TabChosen{Tab: "weather"}); s.Seen["change"] != "weather" || s.Seen["result"] != "customers" {
		t.Errorf("seen %v", s.Seen)
	}
}
