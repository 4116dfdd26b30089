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

// TestModels: every model of the long log ends with an answer or a refusal, in steps between which other calls are
// answered, and says the same when it is run anew.
func TestModels(t *testing.T) {
	s := long(t)
	for _, id := range protocol.Models {
		m, steps := finish(t, s, protocol.ModelWish{Model: id})
		if steps < 10 {
			t.Errorf("%s took %d steps: nothing was answered in between", id, steps)
		}
		if again, _ := finish(t, s, protocol.ModelWish{Model: id}); again != m {
			t.Errorf("%s was forgotten", id)
		}
		again, _ := finish(t, s, protocol.ModelWish{Model: id, Anew: true})
		if string(protocol.Encode(again)) != string(protocol.Encode(m)) || again == m {
			t.Errorf("%s says something else the second time", id)
		}
	}
	groups, _ := finish(t, s, protocol.ModelWish{Model: protocol.ModelGroups})
	n := 0
	for _, g := range groups.Groups {
		n += g.Size
	}
	if count, err := s.Arrange(protocol.View{}); err != nil || groups.Parts[0].Reason != "" || n != count.Rows {
		t.Errorf("%d in groups of %+v (%v): %+v", n, count, err, groups.Parts)
	}
	back, _ := finish(t, s, protocol.ModelWish{Model: protocol.ModelReturn})
	if back.Part(protocol.ModelReturn).Reason != "" || back.Part(protocol.ModelMoney).Reason != "alike" {
		t.Errorf("%+v", back.Parts)
	}
}

// TestModelGivenUp: another grading or model ends the work under way, and whoever asks for it later gets its own answer.
func TestModelGivenUp(t *testing.T) {
	s := long(t)
	for range 5 {
		if m, err := s.Model(protocol.ModelWish{Model: protocol.ModelReturn}); err != nil || !m.Working {
			t.Fatal(m, err)
		}
	}
	groups, _ := finish(t, s, protocol.ModelWish{Model: protocol.ModelGroups})
	for range 5 {
		if _, err := s.Model(protocol.ModelWish{Model: protocol.ModelReturn}); err != nil {
			t.Fatal(err)
		}
	}
	graded(t, s, protocol.Settings{Sheet: -1, Profile: "chongqing-course"})
	after, _ := finish(t, s, protocol.ModelWish{Model: protocol.ModelGroups})
	if string(protocol.Encode(after)) != string(protocol.Encode(groups)) {
		t.Error("days, visits and money are the same under both profiles, and the groups are not")
	}
	if back, _ := finish(t, s, protocol.ModelWish{Model: protocol.ModelReturn}); back.Part(protocol.ModelReturn).Reason != "" {
		t.Error(back.Parts)
	}
}

// TestModelsOfCustomers: a table of customers has no log.
func TestModelsOfCustomers(t *testing.T) {
	s, _ := load(t, "clinic.csv", clinic, protocol.Settings{})
	for _, id := range protocol.Models[1:] {
		m, _ := finish(t, s, protocol.ModelWish{Model: id})
		for _, p := range m.Parts {
			if p.Reason != "log" {
				t.Errorf("%s: %+v", id, p)
			}
		}
	}
	if m, _ := finish(t, s, protocol.ModelWish{Model: protocol.ModelGroups}); m.Parts[0].Reason != "customers" {
		t.Errorf("%+v", m.Parts)
	}
	if _, err := s.Model(protocol.ModelWish{Model: "x"}); err == nil {
		t.Error("x is a model")
	}
}
