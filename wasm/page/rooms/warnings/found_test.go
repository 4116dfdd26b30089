package warnings

import (
	"testing"

	"fenji/scoring/protocol"
	"fenji/wasm/page/shell"
)

// TestFound: while other lists are on their way none are shown, whichever setting or day they are for.
func TestFound(t *testing.T) {
	house := shell.House{Room}
	s := house.Start("zh-CN", "auto", "")
	s = house.Reduce(s, shell.Started{Task: shell.Loading, Names: []string{"a"}})
	s = house.Reduce(s, shell.Graded{Outcome: &protocol.Outcome{Graded: true, Rows: 5, Shape: "visits", Profile: "p", AsOf: "2024-12-31"}})
	s = house.Reduce(s, shell.TabChosen{Tab: name})
	for n, e := range []shell.Event{nil, Chosen{Calls: 12}, Chosen{Calls: 12, Below: 5}, Chosen{Calls: 12, Below: 5, Gap: 60},
		shell.SinceChosen{Since: protocol.Since{Day: "2024-06-30"}}} {
		if e != nil {
			s = house.Reduce(s, e)
		}
		if found(s) != nil || waits(s) != 0 {
			t.Errorf("%d: the lists of another wish are shown", n)
		}
		due := house.Due(s)
		if len(due) != 1 || due[0].Name != question {
			t.Fatalf("%d: %+v", n, due)
		}
		w := &protocol.Warnings{}
		if s = house.Reduce(house.Reduce(s, due[0].Put()), due[0].Answered(w)); found(s) != w {
			t.Errorf("%d: the answer is not shown", n)
		}
	}
}
