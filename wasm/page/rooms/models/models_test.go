package models

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"fenji/scoring/protocol"
	"fenji/wasm/page/shell"
)

var house = shell.House{Room}

func graded(s *shell.State) *shell.State {
	s = house.Reduce(s, shell.Started{Task: shell.Grading})
	return house.Reduce(s, shell.Graded{Outcome: &protocol.Outcome{Graded: true}, Page: &protocol.Rows{}})
}

// put asks the one question that is due and answers it.
func put(t *testing.T, s *shell.State, answer *protocol.Model) (*shell.State, protocol.ModelWish) {
	t.Helper()
	due := house.Due(s)
	if len(due) != 1 {
		t.Fatalf("%d questions are due", len(due))
	}
	wish := *due[0].Message.(*protocol.ModelWish)
	answer.Model = wish.Model
	return house.Reduce(house.Reduce(s, due[0].Put()), due[0].Answered(answer)), wish
}

// TestOneAfterTheOther: nothing runs before the room is seen; then one model runs step by step, and the next begins when
// it has finished, whatever room is in front by then.
func TestOneAfterTheOther(t *testing.T) {
	s := graded(house.Start("zh-CN", "auto", "2025-01-01"))
	if len(house.Due(s)) > 0 {
		t.Fatal("models run unseen")
	}
	s = house.Reduce(s, shell.TabChosen{Tab: name})
	s, first := put(t, s, &protocol.Model{Working: true, Done: 1, Total: 3})
	s, second := put(t, s, &protocol.Model{Working: true, Done: 2, Total: 3})
	if first.Model != protocol.ModelGroups || second.Model != first.Model || second.Step == first.Step {
		t.Fatal(first, second)
	}
	c := own(s).Cards[0]
	if state, _ := c.state(); state != "working" || c.Done != 2 {
		t.Error(state, c)
	}
	refused := &protocol.Model{Parts: []protocol.ModelPart{{ID: protocol.ModelGroups, Reason: "valley"}}}
	s, _ = put(t, house.Reduce(s, shell.TabChosen{Tab: "overview"}), refused)
	if c = own(s).Cards[0]; c.Found != refused {
		t.Error("what ends in another room is lost")
	}
	if state, reason := c.state(); state != "refused" || reason != "valley" {
		t.Error(state, reason)
	}
	if len(house.Due(s)) > 0 {
		t.Error("a model begins unseen")
	}
	s = house.Reduce(s, shell.TabChosen{Tab: name})
	if _, w := put(t, s, refused); w.Model != protocol.ModelReturn {
		t.Error(w)
	}
	if own(graded(s)).Cards[0].Found != nil {
		t.Error("shown for another outcome")
	}
}

// TestPicked: a chosen column brings other groups at once, is kept for other files and in the project, and is dropped again.
func TestPicked(t *testing.T) {
	s := house.Reduce(graded(house.Start("zh-CN", "auto", "2025-01-01")), shell.TabChosen{Tab: name})
	s, _ = put(t, s, &protocol.Model{Choices: []string{"年龄", "评分"}})
	s = house.Reduce(house.Reduce(s, Picked{"年龄", true}), Picked{"评分", true})
	s, w := put(t, s, &protocol.Model{Working: true})
	if w.Model != protocol.ModelGroups || strings.Join(picks(w.Of), " ") != "年龄 评分" || len(picks(own(s).Cards[0].Choices)) != 2 {
		t.Error(w)
	}
	if kept := s.Kept().Traits; kept != w.Of {
		t.Errorf("%q is kept", kept)
	}
	s = house.Reduce(s, Picked{"年龄", false})
	if s = house.Reduce(graded(s), shell.TabChosen{Tab: name}); own(s).traits() != "评分" {
		t.Error(own(s).traits())
	}
	s = house.Reduce(s, shell.Brought{Parts: protocol.ProjectParts{Traits: "年龄"}})
	if w := house.Due(s)[0].Message.(*protocol.ModelWish); w.Of != "年龄" {
		t.Error(w)
	}
}

// TestStopAndRun: who stops one is asked no more, and its answer comes too late; the next begins.
func TestStopAndRun(t *testing.T) {
	s := house.Reduce(graded(house.Start("zh-CN", "auto", "2025-01-01")), shell.TabChosen{Tab: name})
	due := house.Due(s)[0]
	s = house.Reduce(house.Reduce(s, due.Put()), Stopped{protocol.ModelGroups})
	s = house.Reduce(s, due.Answered(&protocol.Model{Model: protocol.ModelGroups}))
	c := own(s).Cards[0]
	if state, reason := c.state(); state != "refused" || reason != "stopped" || c.Found != nil {
		t.Error(state, reason)
	}
	if w := house.Due(s)[0].Message.(*protocol.ModelWish); w.Model != protocol.ModelReturn {
		t.Error(w)
	}
	s = house.Reduce(s, Run{protocol.ModelGroups})
	if w := house.Due(s)[0].Message.(*protocol.ModelWish); w.Model != protocol.ModelGroups || !w.Anew {
		t.Error(w)
	}
}

// TestColumnsWanted: asked for once they are wanted, and again when they are not.
func TestColumnsWanted(t *testing.T) {
	s := house.Reduce(graded(house.Start("zh-CN", "auto", "2025-01-01")), Columns{protocol.ModelReturn, true})
	if m := house.Due(s)[0].Message.(*protocol.ModelColumns); len(m.Of) != 1 {
		t.Error(m)
	}
	due := house.Due(s)[0]
	s = house.Reduce(house.Reduce(s, due.Put()), due.Answered(&protocol.Nothing{}))
	s = house.Reduce(s, Columns{protocol.ModelReturn, false})
	if m := house.Due(s)[0].Message.(*protocol.ModelColumns); len(m.Of) != 0 {
		t.Error(m)
	}
}

// TestEveryRefusalHasItsWords: each condition that a model can name, with its need and what there is, in both languages;
// nothing is left to be filled in.
func TestEveryRefusalHasItsWords(t *testing.T) {
	need := regexp.MustCompile(`\.Need\("([a-z]+)"|code (?::)?= "([a-z]+)"`)
	found := 0
	for dir, part := range map[string]string{"groups": "groups", "returns": "return", "demand": "demand", "movers": "lapse"} {
		files, err := os.ReadDir("../../../../scoring/models/" + dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			text, _ := os.ReadFile("../../../../scoring/models/" + dir + "/" + f.Name())
			for _, c := range need.FindAllStringSubmatch(string(text), -1) {
				found++
				refused(t, part, c[1]+c[2])
			}
		}
	}
	for _, c := range [][2]string{{"return", "log"}, {"demand", "log"}, {"money", "alike"}, {"money", "mean"}, {"money", "off"},
		{"money", "return"}, {"rise", "auc"}, {"rise", "span"}, {"lapse", "span"}, {"rise", "grades"}, {"rise", "log"}} {
		refused(t, c[0], c[1])
	}
	if found < 14 {
		t.Error("only", found)
	}
}

func refused(t *testing.T, part, code string) {
	t.Helper()
	for _, lang := range []string{"zh-CN", "en"} {
		p := &protocol.ModelPart{ID: part, Reason: code, Needs: []protocol.ModelNeed{{Code: code, Need: "1", Have: "2"}}}
		said := tell(lang, &protocol.Model{Model: part}, p)
		all := append([]string{said.Meanwhile, said.Helps}, said.Answer...)
		for _, n := range said.Needs {
			all = append(all, n.Label, n.Have)
		}
		if len(said.Answer) == 0 || said.State != "refused" {
			t.Errorf("%s %s: nothing is said", part, code)
		}
		whole(t, part+" "+code, all)
	}
}

// whole: no key stands for its text, and nothing is left to be filled in.
func whole(t *testing.T, what string, said []string) {
	t.Helper()
	for _, text := range said {
		if strings.Contains(text, "models.") || strings.ContainsAny(text, "{}") {
			t.Errorf("%s: %q", what, text)
		}
	}
}

// TestAnswersAreWhole: sentences of answers have all their figures.
func TestAnswersAreWhole(t *testing.T) {
	for part, names := range map[string][]string{
		"groups": {"k", "stability", "silhouette", "valley"},
		"return": {"visits-90", "visits-90-low", "visits-90-high", "best-100", "simple-visits"},
		"money":  {"money-90"},
		"demand": {"starts", "error", "error-simple", "coverage", "zeros"},
		"rise":   {"likely", "looked", "calls", "precision", "auc", "auc-simple", "brier", "brier-base"},
		"lapse":  {"likely", "looked", "calls", "precision", "auc", "auc-simple", "brier", "brier-base"},
	} {
		p := &protocol.ModelPart{ID: part}
		for _, n := range names {
			p.Params = append(p.Params, protocol.ModelParam{Name: n, Value: "0.5"})
		}
		for _, of := range []string{"mbg", "gg"} {
			p.Params = append(p.Params, protocol.ModelParam{Name: "heldout-expected", Of: of, Value: "1"}, protocol.ModelParam{Name: "heldout-actual", Of: of, Value: "1"})
		}
		p.Params = append(p.Params, protocol.ModelParam{Name: "simple", Value: "naive"}, protocol.ModelParam{Name: "method", Value: "SES"})
		for _, lang := range []string{"zh-CN", "en"} {
			m := &protocol.Model{Days: []string{"2025-12-31", "2025-01-01", "2025-06-30"}, Forecast: []protocol.Forecast{{When: "2026-01", Value: "12.3", Low: "9", High: "15"}}}
			said := tell(lang, m, p)
			whole(t, part, append(said.Answer, said.Proof...))
			if part == "demand" {
				p.Params[len(p.Params)-1].Value = "mean"
				said = tell(lang, m, p)
				whole(t, part, append(said.Answer, said.Proof...))
				p.Params[len(p.Params)-1].Value = "SES"
			}
		}
	}
	if got := brief("-9582.4292"); got != "-9582.4292" {
		t.Error(got)
	}
	if got := brief("0.123456"); got != "0.1235" {
		t.Error(got)
	}
}
