package page

import (
	"slices"
	"testing"

	"fenji/scoring/protocol"
)

func run(s State, events ...Event) State {
	for _, e := range events {
		s = Reduce(s, e)
	}
	return s
}

func twoProfiles() Greeted {
	bands := []protocol.Band{{Grade: "A", From: "4.1"}, {Grade: "B", From: "3.1"}, {Grade: "C", From: "2.1"},
		{Grade: "D", From: "1"}}
	return Greeted{[]protocol.Profile{
		{ID: "one", Unit: "yuan", Weights: [3]string{"0.4", "0.3", "0.3"}, Bands: bands},
		{ID: "two", Unit: "wan", Weights: [3]string{"1", "1", "1"}, Bands: bands[:3],
			Notes: []protocol.Text{{Zh: "注意", En: "note"}}},
	}}
}

func outcome(profile string, rows int) *protocol.Outcome {
	return &protocol.Outcome{Graded: true, Profile: profile, Rows: rows, Unit: "yuan",
		Groups: []protocol.Group{{Grade: "A"}, {Grade: "B"}, {Grade: "C"}, {Grade: ""}}}
}

func started(name, profile string) Started {
	return Started{Task: Loading, Names: []string{name}, Settings: NewFile(profile)}
}

// TestPhases follows data-state through everything that can happen to a page.
func TestPhases(t *testing.T) {
	ready := run(Start("zh-CN", "auto", "2025-01-01"), twoProfiles())
	done := run(ready, started("a.xlsx", "one"), Graded{Outcome: outcome("one", 5)})
	issue := Failed{protocol.Issue{Code: "truncated"}}
	missing := &protocol.Outcome{Profile: "one", Missing: []string{"date"}}
	for _, c := range []struct {
		what   string
		from   State
		events []Event
		phase  string
		code   string
	}{
		{"at first", Start("en", "auto", ""), nil, "loading", ""},
		{"early file", Start("en", "auto", ""), []Event{Arrived{}}, "loading", ""},
		{"lock failed", Start("en", "auto", ""), []Event{LockFailed{}, Dismissed{}}, "error", "lock-failed"},
		{"locked", ready, nil, "ready", ""},
		{"loading", ready, []Event{started("a.xlsx", "one")}, "working", ""},
		{"cancelled", ready, []Event{started("a.xlsx", "one"), Cancelled{}}, "ready", ""},
		{"bad file", ready, []Event{started("a.xlsx", "one"), issue}, "error", "truncated"},
		{"dismissed", ready, []Event{started("a.xlsx", "one"), issue, Dismissed{}}, "ready", ""},
		{"graded", done, nil, "done", ""},
		{"bad file after a good one", done, []Event{started("b.xlsx", "one"), issue}, "error", "truncated"},
		{"and dismissed", done, []Event{started("b.xlsx", "one"), issue, Dismissed{}}, "done", ""},
		{"export", done, []Event{Started{Task: Exporting}}, "done", ""},
		{"missing", ready, []Event{started("a.xlsx", "one"), Graded{Outcome: missing}}, "error", "missing-columns"},
		{"missing, dismissed", ready, []Event{started("a.xlsx", "one"), Graded{Outcome: missing}, Dismissed{}},
			"error", ""},
		{"no rows used", ready, []Event{started("a.xlsx", "one"), Graded{Outcome: outcome("one", 0)}},
			"error", "nothing-graded"},
	} {
		s := run(c.from, c.events...)
		code := ""
		if s.Message != nil {
			code = s.Message.Code
		}
		if s.Phase() != c.phase || code != c.code {
			t.Errorf("%s: %s %q, want %s %q", c.what, s.Phase(), code, c.phase, c.code)
		}
	}
}

// TestFailureKeepsWhatIsShown: names, settings and outcome of an earlier file survive a bad one and a cancelled one.
func TestFailureKeepsWhatIsShown(t *testing.T) {
	done := run(Start("zh-CN", "auto", ""), twoProfiles(), started("a.xlsx", "two"), Graded{Outcome: outcome("two", 5)})
	for _, end := range []Event{Failed{protocol.Issue{Code: "damaged"}}, Cancelled{}} {
		s := run(done, started("b.xlsx", "one"), end)
		if s.Outcome != done.Outcome || s.Settings.Profile != "two" || s.Names[0] != "a.xlsx" || !s.Settled() {
			t.Errorf("after %T: %v %v", end, s.Names, s.Settings)
		}
	}
}

// TestExplainedCustomerStays while only the rules change, and goes with the customers.
func TestExplainedCustomerStays(t *testing.T) {
	done := run(Start("zh-CN", "auto", ""), twoProfiles(), started("a.xlsx", "one"),
		Graded{Outcome: outcome("one", 5)}, Picked{3})
	again := func(change func(*protocol.Settings), rows int) int {
		set := done.Settings
		change(&set)
		return run(done, Started{Grading, done.Names, "", set}, Graded{Outcome: outcome(set.Profile, rows)}).Picked
	}
	if got := again(func(s *protocol.Settings) { s.Profile, s.AsOf = "two", "2024-12-31" }, 5); got != 3 {
		t.Errorf("another profile explains %d", got)
	}
	if got := again(func(s *protocol.Settings) { s.AsOf = "2020-01-01" }, 2); got != -1 {
		t.Errorf("with two customers left it explains %d", got)
	}
	if got := again(func(s *protocol.Settings) { *s = WithRole(*s, 0, "customer") }, 5); got != -1 {
		t.Errorf("another customer column explains %d", got)
	}
	if got := run(done, started("b.xlsx", "one"), Graded{Outcome: outcome("one", 5)}).Picked; got != -1 {
		t.Errorf("another file explains %d", got)
	}
}

func TestStaleProgress(t *testing.T) {
	s := run(Start("en", "auto", ""), twoProfiles(), Advanced{protocol.Progress{Rows: 7}})
	if s.Progress.Rows != 0 {
		t.Error("progress without a task")
	}
}

// TestRecall: rereading files after a cancelled job shows as work, and neither hides the result nor stops other work.
func TestRecall(t *testing.T) {
	ready := run(Start("zh-CN", "auto", "2025-01-01"), twoProfiles())
	done := run(ready, started("a.xlsx", "one"), Graded{Outcome: outcome("one", 5)})
	at := run(done, Recall{true}, Advanced{protocol.Progress{Stage: "read", Rows: 7}})
	if at.Task != Recalling || at.Progress.Rows != 7 || at.Phase() != "done" || !at.Settled() {
		t.Errorf("while rereading: task %q, %d rows, %s", at.Task, at.Progress.Rows, at.Phase())
	}
	if s := run(at, Recall{false}); s.Task != Idle {
		t.Errorf("afterwards: %q", s.Task)
	}
	at.Picked = 3
	if s := run(at, Cancelled{}, Recall{false}); s.Task != Idle || s.Outcome == nil || s.Picked >= 0 {
		t.Errorf("cancelled: %q", s.Task)
	}
	if s := run(at, started("b.xlsx", "one"), Recall{false}); s.Task != Loading {
		t.Errorf("with another file: %q", s.Task)
	}
	if s := run(done, Started{Task: Exporting}, Recall{true}, Recall{false}); s.Task != Exporting {
		t.Errorf("for an export: %q", s.Task)
	}
}

func TestSorted(t *testing.T) {
	key := func(c int, desc bool) protocol.SortKey { return protocol.SortKey{Column: c, Desc: desc} }
	v := protocol.View{Sort: byScore}
	steps := []struct {
		column int
		add    bool
		want   []protocol.SortKey
	}{
		{8, false, []protocol.SortKey{key(8, false)}},
		{8, false, []protocol.SortKey{key(8, true)}},
		{2, false, []protocol.SortKey{key(2, false)}},
		{4, true, []protocol.SortKey{key(2, false), key(4, false)}},
		{4, true, []protocol.SortKey{key(2, false), key(4, true)}},
		{4, false, []protocol.SortKey{key(4, false)}},
	}
	for i, step := range steps {
		if v = Sorted(v, step.column, step.add); !slices.Equal(v.Sort, step.want) {
			t.Fatalf("step %d: %v, want %v", i, v.Sort, step.want)
		}
	}
	if !byScore[0].Desc {
		t.Error("the default order was changed under the feet of others")
	}
}

func TestToggled(t *testing.T) {
	for _, c := range []struct {
		have  []string
		grade string
		only  bool
		want  []string
	}{
		{nil, "A", false, []string{"A"}},
		{[]string{"A"}, "B", false, []string{"A", "B"}},
		{[]string{"A", "B"}, "A", false, []string{"B"}},
		{[]string{"A"}, "A", true, nil},
		{[]string{"A", "B"}, "A", true, []string{"A"}},
		{[]string{"A"}, "B", true, []string{"B"}},
		{nil, "", true, []string{""}},
	} {
		if got := Toggled(protocol.View{Grades: c.have}, c.grade, c.only).Grades; !slices.Equal(got, c.want) {
			t.Errorf("%v, %q, only %v: %v, want %v", c.have, c.grade, c.only, got, c.want)
		}
	}
}

func TestFitting(t *testing.T) {
	v := protocol.View{Sort: []protocol.SortKey{{Column: 13}, {Column: 2}}, Grades: []string{"D", "A"}, Search: "x"}
	got := Fitting(v, outcome("two", 3))
	if len(got.Sort) != 1 || got.Sort[0].Column != 2 || !slices.Equal(got.Grades, []string{"A"}) || got.Search != "x" {
		t.Errorf("%+v", got)
	}
}

func TestWithRole(t *testing.T) {
	s := WithRole(WithRole(WithRole(protocol.Settings{}, 1, "date"), 2, "amount"), 1, "ignore")
	want := []protocol.Role{{Column: 2, Role: "amount"}, {Column: 1, Role: "ignore"}}
	if !slices.Equal(s.Roles, want) {
		t.Errorf("%v, want %v", s.Roles, want)
	}
	if s = WithSheet(s, 2); s.Sheet != 2 || s.Roles != nil {
		t.Errorf("%+v", s)
	}
}
