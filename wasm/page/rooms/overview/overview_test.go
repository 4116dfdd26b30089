package overview

import (
	"reflect"
	"testing"

	"fenji/scoring/protocol"
	"fenji/scoring/report"
	"fenji/wasm/page/shell"
)

// TestWish: the overview is of those whom the list shows when the user wants it and the list leaves somebody out; what was
// answered about another view is not shown.
func TestWish(t *testing.T) {
	house := shell.House{{Name: "list", Base: true}, Room}
	s := house.Reduce(house.Start("en", "auto", ""), shell.Started{Task: shell.Loading, Names: []string{"a.csv"}})
	s = house.Reduce(s, shell.Graded{Outcome: &protocol.Outcome{Graded: true}})
	s = house.Reduce(s, shell.TabChosen{Tab: name})
	due := house.Due(s)
	if len(due) != 1 || due[0].Message.(*protocol.OverviewWish).Listed {
		t.Fatalf("%+v", due)
	}
	s = house.Reduce(house.Reduce(s, due[0].Put()), due[0].Answered(&protocol.Overview{}))
	if overview(s) == nil {
		t.Fatal("what was answered is not shown")
	}
	s = house.Reduce(s, ListedTurned{true})
	if overview(s) == nil || len(house.Due(s)) != 0 {
		t.Error("a list of everybody is asked for again")
	}
	s = house.Reduce(s, shell.Arranged{View: protocol.View{Grades: []string{"A"}, Sort: []protocol.SortKey{{Column: 1}}}})
	due = house.Due(s)
	if overview(s) != nil || len(due) != 1 {
		t.Fatalf("%+v", due)
	}
	if w := due[0].Message.(*protocol.OverviewWish); !w.Listed || w.View.Sort != nil || w.View.Grades[0] != "A" {
		t.Errorf("%+v", w)
	}
	s = house.Reduce(house.Reduce(s, due[0].Put()), due[0].Answered(&protocol.Overview{}))
	s = house.Reduce(s, BeforeTurned{true})
	if due = house.Due(s); len(due) != 1 || !due[0].Message.(*protocol.OverviewWish).Before {
		t.Errorf("%+v", due)
	}
}

// TestLedWithin: an item of a filtered overview leads to its customers among those whom the filters left.
func TestLedWithin(t *testing.T) {
	v := protocol.View{Grades: []string{"A", "B"}, Search: "x", Filters: []protocol.Filter{{Field: "M", Low: "100", High: "300"},
		{Field: "last", Low: "2024-02-10"}, {Field: "column.3", Values: []string{"k"}}}}
	for _, c := range []struct {
		item []report.Filter
		want protocol.View
	}{
		{[]report.Filter{{Field: "grade", Values: []string{"B"}}}, protocol.View{Grades: []string{"B"}, Search: "x", Filters: v.Filters}},
		{[]report.Filter{{Field: "M", Low: "50.5", High: "200"}}, protocol.View{Grades: v.Grades, Search: "x", Filters: []protocol.Filter{
			{Field: "M", Low: "100", High: "200"}, v.Filters[1], v.Filters[2]}}},
		{[]report.Filter{{Field: "last", Low: "2024-02-01", High: "2024-02-29"}}, protocol.View{Grades: v.Grades, Search: "x", Filters: []protocol.Filter{
			{Field: "last", Low: "2024-02-10", High: "2024-02-29"}, v.Filters[0], v.Filters[2]}}},
	} {
		if got := LedWithin(v, c.item); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%+v leads to %+v, want %+v", c.item, got, c.want)
		}
	}
}
