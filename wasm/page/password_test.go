package page

import (
	"testing"

	"fenji/scoring/protocol"
)

// TestAsksForPassword follows a locked file from the question to the result, and to being given up.
func TestAsksForPassword(t *testing.T) {
	out := &protocol.Outcome{Graded: true, Rows: 1}
	first := Reduce(Start("zh-CN", "auto", "2026-01-01"), Greeted{})
	shown := Reduce(Reduce(first, Started{Task: Loading, Names: []string{"a.xlsx"}}), Graded{Outcome: out})
	for name, before := range map[string]State{"ready": first, "done": shown} {
		if before.Phase() != name || before.Asks() {
			t.Fatalf("phase %s, asks %v", before.Phase(), before.Asks())
		}
		s := before
		for _, code := range []string{"encrypted", "wrong-password", "wrong-password"} {
			s = Reduce(s, Started{Task: Loading, Names: []string{"b.xlsx"}})
			if s.Asks() || s.Phase() != "working" {
				t.Errorf("%s: asks while it works", name)
			}
			s = Reduce(s, Failed{protocol.Issue{Code: code}})
			if !s.Asks() || s.Phase() != "error" {
				t.Errorf("%s: %s: asks %v, phase %s", name, code, s.Asks(), s.Phase())
			}
		}
		if given := Reduce(s, Dismissed{}); given.Asks() || given.Phase() != name {
			t.Errorf("%s: given up: asks %v, phase %s", name, given.Asks(), given.Phase())
		}
		if refused := Reduce(s, Failed{protocol.Issue{Code: "encrypted-unsupported"}}); refused.Asks() {
			t.Errorf("%s: asks for a password that cannot help", name)
		}
		opened := Reduce(Reduce(s, Started{Task: Loading, Names: []string{"b.xlsx"}}), Graded{Outcome: out})
		if opened.Asks() || opened.Phase() != "done" {
			t.Errorf("%s: opened: asks %v, phase %s", name, opened.Asks(), opened.Phase())
		}
	}
}
