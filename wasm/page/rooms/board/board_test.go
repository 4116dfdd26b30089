package board

import (
	"testing"

	"fenji/scoring/protocol"
	"fenji/wasm/page/shell"
)

// TestFound: while figures for another number of months are on their way none are shown, and an answer that was overtaken is none.
func TestFound(t *testing.T) {
	house := shell.House{Room}
	s := house.Start("zh-CN", "auto", "")
	s = house.Reduce(s, shell.Started{Task: shell.Loading, Names: []string{"a"}})
	s = house.Reduce(s, shell.Graded{Outcome: &protocol.Outcome{Graded: true, Rows: 5, Shape: "visits", Profile: "p", AsOf: "2024-12-31"}})
	s = house.Reduce(s, shell.TabChosen{Tab: name})
	ask := func() (p shell.Pending) {
		due := house.Due(s)
		if len(due) != 1 {
			t.Fatalf("%+v", due)
		}
		s = house.Reduce(s, due[0].Put())
		return due[0]
	}
	usual, twelve := &protocol.Board{AsOf: "usual"}, &protocol.Board{AsOf: "12"}
	first := ask()
	if found(s) != nil {
		t.Error("something is shown before anything is known")
	}
	if s = house.Reduce(s, first.Answered(usual)); found(s) != usual {
		t.Errorf("%+v", found(s))
	}
	s = house.Reduce(s, ActiveChosen{12})
	if found(s) != nil {
		t.Error("the figures of 18 months stand under 12")
	}
	second := ask()
	if late := house.Reduce(s, first.Answered(usual)); found(late) != nil {
		t.Error("an answer that was overtaken is shown")
	}
	if s = house.Reduce(s, second.Answered(twelve)); found(s) != twelve {
		t.Errorf("%+v", found(s))
	}
}
