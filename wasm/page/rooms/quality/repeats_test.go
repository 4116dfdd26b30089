package quality

import (
	"testing"

	"fenji/scoring/protocol"
)

// TestRepeats: the control shows what holds, and its choice takes the place of an answer.
func TestRepeats(t *testing.T) {
	set := protocol.Settings{Answers: []protocol.Answer{{Code: "unit", ID: "yuan"}, {Code: "equal-rows", ID: "drop"}}}
	if got := repeatsOf(set); got != "drop" {
		t.Errorf("answered: %s", got)
	}
	for chosen, kept := range map[string]string{"rule": "", "keep": "keep", "drop": "drop"} {
		next := withRepeats(set, chosen)
		if next.Clean.Repeats != kept || repeatsOf(next) != chosen || len(next.Answers) != 1 || len(set.Answers) != 2 {
			t.Errorf("%s: %+v shows %s", chosen, next.Clean, repeatsOf(next))
		}
	}
}
