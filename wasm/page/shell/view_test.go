package shell

import (
	"slices"
	"testing"

	"fenji/scoring/protocol"
)

func outcome(profile string, rows int) *protocol.Outcome {
	return &protocol.Outcome{Graded: true, Profile: profile, Rows: rows, Unit: "yuan",
		Groups: []protocol.Group{{Grade: "A"}, {Grade: "B"}, {Grade: "C"}, {Grade: ""}}}
}

func TestSorted(t *testing.T) {
	key := func(c int, desc bool) protocol.SortKey { return protocol.SortKey{Column: c, Desc: desc} }
	v := protocol.View{Sort: ByScore}
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
	if !ByScore[0].Desc {
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

// TestFittingJoined: what only joined tables tell goes when nothing is joined.
func TestFittingJoined(t *testing.T) {
	v := protocol.View{Filters: []protocol.Filter{{Field: "segment.doing", Values: []string{"paid"}}, {Field: "segment.eleven", Values: []string{"champions"}}}}
	out := outcome("two", 3)
	if got := Fitting(v, out); len(got.Filters) != 1 || got.Filters[0].Field != "segment.eleven" {
		t.Errorf("%+v", got)
	}
	out.Sources.Joined = true
	if got := Fitting(v, out); len(got.Filters) != 2 {
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
