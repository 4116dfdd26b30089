package segments

import (
	"testing"

	"fenji/scoring/protocol"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

func TestSegmentsOfAnother(t *testing.T) {
	house := shell.House{Room}
	grade := func(s *shell.State) *shell.State {
		s = house.Reduce(s, shell.Started{Task: shell.Grading})
		return house.Reduce(s, shell.Graded{Outcome: &protocol.Outcome{Graded: true}})
	}
	s := grade(house.Start("zh-CN", "auto", "2025-01-01"))
	if len(house.Due(s)) > 0 {
		t.Error("asked for while another room is in front")
	}
	s = house.Reduce(s, shell.TabChosen{Tab: name})
	if len(house.Due(s)) != 1 {
		t.Fatal("nothing is asked for")
	}
	found := &protocol.Segments{ID: "vip", Segments: []protocol.Segment{{ID: "vip", Name: protocol.Text{Zh: "贵客"}}}}
	due := house.Due(s)[0]
	s = house.Reduce(house.Reduce(s, due.Put()), due.Answered(found))
	if len(house.Due(s)) > 0 || segments(s) != found || segments(house.Reduce(s, SchemeChosen{"vip"})) != found {
		t.Error("the first scheme is not known by its name")
	}
	if segmentName(s, "vip", "vip") != "贵客" || segmentName(s, "vip", "x") != "x" || segmentName(s, "grade", "A") != "A 级" {
		t.Error(segmentName(s, "vip", "vip"), segmentName(s, "grade", "A"))
	}
	if s = grade(s); segments(s) != nil || len(house.Due(s)) != 1 {
		t.Error("segments of another outcome are shown")
	}
}

func TestRatio(t *testing.T) {
	for tenths, want := range map[int]string{-4: "0.000", 7: "0.007", 513: "0.513", 1000: "1", 1200: "1"} {
		if got := say.Ratio(tenths); got != want {
			t.Errorf("%d: %s", tenths, got)
		}
	}
}
