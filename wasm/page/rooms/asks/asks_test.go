package asks

import (
	"slices"
	"strings"
	"testing"

	"fenji/scoring/intake/doubt"
	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/shell"
)

var money = protocol.Ask{Code: "amount", Key: "应收", Rows: 1200, Money: "58240.00", Meanwhile: "keep",
	Answers: []string{"keep", "column:3"}, Args: []string{"header", "应收", "money", "58240.00", "column:3", "实收"}}

// foreign is about rows whose money is of several currencies.
var foreign = protocol.Ask{Code: "currency", Rows: 2, Meanwhile: "currency:CNY", Answers: []string{"currency:CNY", "currency:USD"},
	Args: []string{"n", "3", "codes", "CNY / USD / JPY"}}

func TestSentences(t *testing.T) {
	for _, c := range [][2]string{
		{Sentence("zh-CN", money), "没有一列写明是金额，先用了“应收”（合计 58,240.00 元）；哪一列是金额？"},
		{Answer("zh-CN", money, "keep"), "就用“应收”"},
		{Answer("zh-CN", money, "column:3"), "用“实收”"},
		{Size("zh-CN", money), "1,200 行，58,240.00 元"},
		{Size("zh-CN", foreign), "2 行"},
		{Size("en", foreign), "2 rows"},
		{Sentence("zh-CN", foreign), "文件里有 3 种货币（CNY / USD / JPY），不能相加；先用行数最多的，其余 2 行没有计入。"},
	} {
		if c[0] != c[1] {
			t.Errorf("%q, want %q", c[0], c[1])
		}
	}
}

// TestEveryQuestionHasWords: each code and each answer of the core's table can be said, in both languages.
func TestEveryQuestionHasWords(t *testing.T) {
	for _, q := range doubt.Questions {
		for _, lang := range words.Languages {
			ask := protocol.Ask{Code: q.Code, Key: "K"}
			if got := Sentence(lang, ask); got == "ask."+q.Code {
				t.Errorf("%s has no sentence", q.Code)
			}
			for _, id := range strings.Fields(q.Answers) {
				if got := Answer(lang, ask, id); strings.HasPrefix(got, "answer.") {
					t.Errorf("%s has no words", got)
				}
			}
		}
	}
}

func TestWith(t *testing.T) {
	set := protocol.Settings{Answers: []protocol.Answer{{Code: "amount", Key: "应收", ID: "keep"}, {Code: "unit", Key: "应收", ID: "yuan"}}}
	next := With(set, protocol.Answer{Code: "amount", Key: "应收", ID: "column:3"})
	if want := []protocol.Answer{{Code: "unit", Key: "应收", ID: "yuan"}, {Code: "amount", Key: "应收", ID: "column:3"}}; !slices.Equal(next.Answers, want) {
		t.Errorf("%v", next.Answers)
	}
	if back := With(next, protocol.Answer{Code: "amount", Key: "应收"}); len(back.Answers) != 1 || len(set.Answers) != 2 {
		t.Errorf("taken back: %v; before: %v", back.Answers, set.Answers)
	}
	if differ(&shell.State{Lang: "zh-CN"}, set, next) == "" || differ(&shell.State{Lang: "zh-CN"}, set, set) != "" {
		t.Error("the way back has no name, or one too many")
	}
}

// TestAnsweredQuestion follows a question from being open to what its answer did, and to being forgotten.
func TestAnsweredQuestion(t *testing.T) {
	house := shell.House{Room}
	graded := func(asks ...protocol.Ask) shell.Graded {
		return shell.Graded{Outcome: &protocol.Outcome{Graded: true, Rows: 1, Asks: asks}}
	}
	s := house.Reduce(house.Reduce(house.Start("zh-CN", "", ""), shell.Started{Task: shell.Loading}), graded(money))
	if len(Open(s.Outcome)) != 1 || Said(s) != "" {
		t.Fatalf("%d open, said %q", len(Open(s.Outcome)), Said(s))
	}
	answer := protocol.Answer{Code: "amount", Key: "应收", ID: "column:3"}
	done := money
	done.Answered, done.Meanwhile = true, "column:3"
	s = house.Reduce(s, Answered{answer})
	s = house.Reduce(s, shell.Started{Task: shell.Grading, Settings: With(s.Settings, answer)})
	if Said(s) != "" {
		t.Error("said before it is done")
	}
	s = house.Reduce(s, graded(done))
	if got := Said(s); got != "已按“用“实收””算：1,200 行，58,240.00 元。" || len(Open(s.Outcome)) != 0 {
		t.Errorf("%q, %d open", got, len(Open(s.Outcome)))
	}
	other := protocol.Answer{Code: "currency", ID: "currency:CNY"}
	left := foreign
	left.Answered = true
	next := house.Reduce(house.Reduce(s, Answered{other}), shell.Started{Task: shell.Grading, Settings: With(s.Settings, other)})
	if got := Said(house.Reduce(next, graded(left))); got != "已按“用 CNY”算；其余 2 行没有计入。" {
		t.Errorf("money of several currencies: %q", got)
	}
	s = house.Reduce(house.Reduce(s, shell.Started{Task: shell.Grading}), graded(done))
	if Said(s) != "" {
		t.Error("said twice")
	}
}

func TestShownColumns(t *testing.T) {
	out := &protocol.Outcome{Columns: []protocol.Column{{Index: 0, Role: "other"}, {Index: 1, Role: "customer"},
		{Index: 2, Role: "date"}, {Index: 3, Role: "amount"}, {Index: 4}}}
	if got := Shown(out, protocol.Ask{Columns: []int{4}}); !slices.Equal(got, []int{1, 2, 3, 4}) {
		t.Errorf("%v", got)
	}
	if got := Shown(out, protocol.Ask{}); !slices.Equal(got, []int{0, 1, 2, 3, 4}) {
		t.Errorf("about rows: %v", got)
	}
}
