package session_test

import (
	"testing"

	"fenji/scoring/models/modelstest"
	"fenji/scoring/protocol"
	"fenji/scoring/session"
)

// long loads the long clinic's log.
func long(t *testing.T) *session.Session {
	t.Helper()
	s, out := load(t, "long.csv", modelstest.Long.CSV(), protocol.Settings{})
	if !out.Graded {
		t.Fatalf("not graded: %+v", out.Missing)
	}
	return s
}

// finish asks a model until it has its answer, and says in how many steps.
func finish(t *testing.T, s *session.Session, wish protocol.ModelWish) (*protocol.Model, int) {
	t.Helper()
	for wish.Step = 1; wish.Step < 100_000; wish.Step++ {
		m, err := s.Model(wish)
		if err != nil {
			t.Fatal(err)
		}
		if wish.Anew = false; !m.Working {
			return m, wish.Step
		}
	}
	t.Fatal("does not end")
	return nil, 0
}

func TestModels(t *testing.T) {
	s := long(t)
	for _, id := range protocol.Models[:2] {
		m, steps := finish(t, s, protocol.ModelWish{Model: id})
		t.Log(id, steps)
		for _, p := range m.Parts {
			t.Logf(" %s %q", p.ID, p.Reason)
			for _, n := range p.Needs {
				t.Logf("  %+v", n)
			}
			for _, n := range p.Params {
				t.Logf("  %+v", n)
			}
		}
		for _, g := range m.Groups {
			t.Logf("  %+v", g)
		}
	}
}
