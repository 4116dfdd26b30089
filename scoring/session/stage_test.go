package session

import (
	"errors"
	"testing"

	"fenji/scoring/protocol"
)

const visits = "客户编号,就诊日期,金额,备注\nA,2024-05-01,100,x\nB,2024-05-02,250,y\nA,2024-06-01,300,z\n"

// TestStages says of each change of mind how far back it reaches: which of source, cleaned and counted stay as they were.
func TestStages(t *testing.T) {
	base := protocol.Settings{Sheet: -1, Profile: "lianyungang-dental"}
	other := base
	other.Profile = "shaoxing-finance"
	unit := base
	unit.Unit = "wan"
	day := base
	day.AsOf = "2024-07-01"
	repeats := base
	repeats.Clean.Repeats = "keep"
	named := base
	named.Roles = []protocol.Role{{Column: 3, Role: "other"}}
	swapped := base
	swapped.Roles = []protocol.Role{{Column: 3, Role: "customer"}}
	left := base
	left.Roles = []protocol.Role{{Column: 3, Role: "ignore"}}
	headless := base
	headless.Header = -1
	for _, row := range []struct {
		name            string
		set             protocol.Settings
		source, cleaned bool
	}{
		{"the same", base, true, true},
		{"another profile", other, true, true},
		{"another unit", unit, true, false},
		{"another day", day, true, false},
		{"repeats kept", repeats, true, false},
		{"a role said that was guessed", named, true, true},
		{"another role", swapped, true, false},
		{"a column left out", left, false, false},
		{"no headers", headless, false, false},
	} {
		s := &Session{}
		if _, err := s.Load(protocol.Load{Names: []string{"a.csv"}, Settings: base}, [][]byte{[]byte(visits)}, func(protocol.Progress) {}); err != nil {
			t.Fatal(err)
		}
		was := s.grading
		if _, err := s.Grade(row.set, func(protocol.Progress) {}); err != nil {
			t.Errorf("%s: %v", row.name, err)
			continue
		}
		if same := s.grading.source == was.source; same != row.source {
			t.Errorf("%s: source kept %t", row.name, same)
		}
		if same := s.grading.cleaned == was.cleaned; same != row.cleaned {
			t.Errorf("%s: records kept %t", row.name, same)
		}
		if s.graded != nil && s.graded == was.graded {
			t.Errorf("%s: the grades are the old ones", row.name)
		}
	}
}

// TestGradeFailsWhole: what cannot be graded changes nothing.
func TestGradeFailsWhole(t *testing.T) {
	s := &Session{}
	set := protocol.Settings{Sheet: -1, Profile: "lianyungang-dental"}
	if _, err := s.Load(protocol.Load{Names: []string{"a.csv"}, Settings: set}, [][]byte{[]byte(visits)}, func(protocol.Progress) {}); err != nil {
		t.Fatal(err)
	}
	was := s.grading
	for _, bad := range []protocol.Settings{{Sheet: -1, Profile: "none"}, {Sheet: -1, Profile: "lianyungang-dental", AsOf: "2024-02-30"},
		{Sheet: -1, Profile: "lianyungang-dental", Header: 9}} {
		if _, err := s.Grade(bad, func(protocol.Progress) {}); err == nil {
			t.Errorf("%+v: graded", bad)
		}
		if s.source != was.source || s.cleaned != was.cleaned || s.graded != was.graded || s.settings.Profile != was.settings.Profile {
			t.Errorf("%+v: something has changed", bad)
		}
	}
}

// TestStageKeepsTheLast: the last value stays when another cannot be made, and is made once.
func TestStageKeepsTheLast(t *testing.T) {
	var st stage[string, string]
	made := 0
	double := func(s string) func() (string, error) {
		return func() (string, error) {
			if made++; s == "bad" {
				return "", errors.New(s)
			}
			return s + s, nil
		}
	}
	for _, row := range []struct {
		key, want string
		made      int
	}{{"a", "aa", 1}, {"a", "aa", 1}, {"bad", "", 2}, {"a", "aa", 2}, {"b", "bb", 3}, {"a", "aa", 4}} {
		if v, err := st.of(row.key, double(row.key)); v != row.want || (err != nil) != (row.key == "bad") || made != row.made {
			t.Errorf("%s: %q %v, made %d times, want %q, %d", row.key, v, err, made, row.want, row.made)
		}
	}
}

// TestPair: two are held; what is done leaves for a third, and what is not done stays until it is. What was begun last is the last,
// unless the other one is touched.
func TestPair(t *testing.T) {
	var p pair[string, *chore]
	begun, once := 0, func() bool { return false }
	ask := func(key string, more func() bool) string {
		v, err := p.of(key, more, func() (*chore, error) {
			if begun++; key == "bad" {
				return nil, errors.New(key)
			}
			left := 3
			return &chore{pieces: []func() bool{func() bool { left--; return left == 0 }}}, nil
		})
		switch {
		case err != nil:
			return err.Error()
		case v.run(more):
			return "done"
		}
		return ErrUnfinished.Error()
	}
	wait := ErrUnfinished.Error()
	for i, row := range []struct {
		key   string
		more  func() bool
		want  string
		begun int
		kept  string
	}{
		{"a", once, wait, 1, "a"}, {"b", once, wait, 2, "ab"}, {"a", once, wait, 2, "ab"}, {"c", once, wait, 2, "ab"}, // a is done by c
		{"c", once, wait, 2, "ab"}, {"a", once, "done", 2, "ab"}, {"c", once, wait, 3, "bc"}, {"bad", once, wait, 3, "bc"},
		{"b", once, "done", 3, "bc"}, {"bad", once, "bad", 4, "bc"}, {"d", nil, "done", 5, "cd"}, {"e", nil, "done", 6, "ce"},
		{"f", nil, "done", 7, "cf"},
	} {
		got, kept := ask(row.key, row.more), ""
		for _, h := range p.kept {
			kept += h.key
		}
		if got != row.want || begun != row.begun || kept != row.kept {
			t.Errorf("%d %s: %q, %d begun, %s, want %q, %d, %s", i, row.key, got, begun, kept, row.want, row.begun, row.kept)
		}
	}
	last, _ := p.last()
	if p.touch("c"); last == p.kept[1].value || p.kept[1].key != "c" {
		t.Error("what is touched is not the last")
	}
}
