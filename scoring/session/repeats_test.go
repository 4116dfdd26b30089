package session_test

import (
	"fmt"
	"testing"

	"fenji/scoring/protocol"
)

// Two teeth, as the rule has it, and a row entered again below others, which it takes for a repeat.
const equals = "客户,日期,项目,金额\nA1,2024-01-05,补牙,380\nA1,2024-01-05,补牙,380\nB2,2024-01-06,洁牙,100\nC3,2024-02-06,洁牙,120\nB2,2024-01-06,洁牙,100\n"

// TestRepeats: the rule, all of them, none of them; what is answered to the question goes before the step of cleaning.
func TestRepeats(t *testing.T) {
	s, _ := load(t, "收费.csv", equals, protocol.Settings{})
	for _, c := range []struct{ clean, answer, want string }{
		{"", "", "980.00 1 rule false"},
		{"keep", "", "1080.00 0 keep true"},
		{"drop", "", "600.00 2 drop true"},
		{"keep", "drop", "600.00 2 drop true"},
		{"drop", "rule", "980.00 1 rule true"},
	} {
		set := protocol.Settings{Clean: protocol.Clean{Repeats: c.clean}}
		if c.answer != "" {
			set.Answers = []protocol.Answer{{Code: "equal-rows", ID: c.answer}}
		}
		o, got := graded(t, s, set), ""
		for _, a := range o.Asks {
			if a.Code == "equal-rows" {
				got = fmt.Sprint(o.Ledger.Used.Money, " ", o.Ledger.Duplicates.Rows, " ", a.Meanwhile, " ", a.Answered)
			}
		}
		if got != c.want {
			t.Errorf("%q, answered %q: %s, want %s", c.clean, c.answer, got, c.want)
		}
	}
}
