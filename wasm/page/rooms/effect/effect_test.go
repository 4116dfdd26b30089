package effect

import (
	"testing"

	"fenji/scoring/protocol"
	"fenji/wasm/page/shell"
)

// TestAnsweredOnly: an effect stands there for the list and the day that it is of, and for no other: neither while another one is
// worked out nor when that was refused.
func TestAnsweredOnly(t *testing.T) {
	house := shell.House{Room}
	s := house.Start("zh-CN", "auto", "")
	s = house.Reduce(s, shell.Started{Task: shell.Loading, Names: []string{"a"}})
	s = house.Reduce(s, shell.Graded{Outcome: &protocol.Outcome{Graded: true, Rows: 5, Shape: "visits"}})
	s = house.Reduce(s, Chosen{By: "column.4", Value: "是", Day: "2024-08-01"})
	s = house.Reduce(s, shell.TabChosen{Tab: name})
	asks := func(s *shell.State) *shell.State {
		for _, d := range house.Due(s) {
			if d.Question.Name == question {
				s = house.Reduce(house.Reduce(s, d.Put()), d.Answered(&protocol.Effect{Log: true, Listed: 9, Difference: "0.1000"}))
			}
		}
		return s
	}
	s = asks(s)
	if f := answered(s); f == nil || f.Listed != 9 {
		t.Fatalf("%+v", f)
	}
	for _, e := range []shell.Event{Chosen{By: "column.4", Value: "是", Day: "2025-08-01"}, Chosen{By: "column.4", Value: "否", Day: "2024-08-01"},
		DaysSet{30}, Chosen{By: "picked", Day: "2024-08-01"}} {
		other := house.Reduce(s, e)
		if answered(other) != nil || found(other) == nil {
			t.Errorf("%+v: the effect of another list or day stands there", e)
		}
		if answered(asks(other)) == nil {
			t.Errorf("%+v: is not answered", e)
		}
	}
	if back := house.Reduce(house.Reduce(s, DaysSet{30}), DaysSet{0}); answered(back) == nil {
		t.Error("what was answered is asked again")
	}
}
