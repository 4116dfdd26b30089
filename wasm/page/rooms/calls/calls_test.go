package calls

import (
	"testing"

	"fenji/scoring/protocol"
	"fenji/wasm/page/shell"
)

func TestPages(t *testing.T) {
	for n, want := range map[int][]int{0: {0}, 1: {1}, 15: {15}, 16: {15, 1}, 41: {15, 15, 11}} {
		var got []int
		for _, page := range pages(make([]protocol.Call, n)) {
			got = append(got, len(page))
		}
		if len(got) != len(want) || got[len(got)-1] != want[len(want)-1] {
			t.Errorf("%d calls on pages of %v, not %v", n, got, want)
		}
	}
}

// TestOneOutcome: the list is of one outcome. Another closes it, and what was masked stays so.
func TestOneOutcome(t *testing.T) {
	house := shell.House{Room}
	s := house.Reduce(house.Start("en", "auto", ""), shell.Started{Task: shell.Loading, Names: []string{"a.csv"}})
	s = house.Reduce(s, shell.Graded{Outcome: &protocol.Outcome{Graded: true}})
	if len(house.Due(s)) != 0 {
		t.Error("a list is asked for that nobody wants")
	}
	s = house.Reduce(s, shell.ListWanted{Of: protocol.Filter{Field: "falls", High: "7"}, Origin: "x"})
	s = house.Reduce(s, MaskTurned{true})
	due := house.Due(s)
	if len(due) != 1 || due[0].Message.(*protocol.Export).Names != protocol.NamesMasked {
		t.Fatalf("%v", due)
	}
	s = house.Reduce(house.Reduce(s, due[0].Put()), due[0].Answered(&protocol.Calls{Total: 3}))
	if c := own(s); c.List == nil || c.List.Total != 3 || !c.Open {
		t.Errorf("%+v", c)
	}
	s = house.Reduce(s, shell.Started{Task: shell.Grading, Names: s.Names})
	s = house.Reduce(s, shell.Graded{Outcome: &protocol.Outcome{Graded: true}})
	if c := own(s); c.List != nil || c.Open || !c.Masked {
		t.Errorf("after another outcome %+v", c)
	}
}
