package page

import (
	"slices"
	"strings"
	"testing"

	"fenji/scoring/protocol"
)

var bills = []protocol.Column{{Index: 0, Header: "病历号", Role: "customer"}, {Index: 1, Header: "日期", Role: "date"},
	{Index: 2, Header: "应收", Role: "other"}, {Index: 3, Header: "实收", Role: "amount"}}

// decided lets settings be applied as the engine would.
func decided(s State, set protocol.Settings) State {
	s = Reduce(s, Started{Task: Grading, Settings: set})
	return Reduce(s, Graded{Outcome: &protocol.Outcome{Graded: true, Rows: 1, Profile: set.Profile, Columns: bills}})
}

// TestUndo goes back and forth over decisions; a new one forgets the way on, a new file everything.
func TestUndo(t *testing.T) {
	s := Start("zh-CN", "auto", "")
	first := NewFile("p")
	s = Reduce(s, Started{Task: Loading, Names: []string{"a"}, Settings: first})
	s = Reduce(s, Graded{Outcome: &protocol.Outcome{Graded: true, Rows: 1, Profile: "p", Columns: bills}})
	a := WithRole(first, 2, "amount")
	b := a
	b.Clean.Outliers = "z"
	for _, step := range []struct {
		name         string
		set          protocol.Settings
		past, future int
		moved        bool
	}{
		{"a column", a, 1, 0, true}, {"the same again", a, 1, 0, false}, {"outliers", b, 2, 0, false}, {"back", a, 1, 1, false},
		{"back to the start", first, 0, 2, false}, {"on", a, 1, 1, false}, {"another way", WithRole(a, 0, "name"), 2, 0, false},
	} {
		s = decided(s, step.set)
		in := s.Areas.Intake
		if len(in.Past) != step.past || len(in.Future) != step.future || (in.Moved != nil) != step.moved {
			t.Errorf("%s: %d back, %d on, moved %v", step.name, len(in.Past), len(in.Future), in.Moved)
		}
	}
	s = Reduce(Reduce(s, Started{Task: Grading, Settings: b}), Cancelled{})
	if in := s.Areas.Intake; len(in.Past) != 2 {
		t.Error("a decision that was cancelled is none")
	}
	s = Reduce(s, Started{Task: Loading, Names: []string{"b"}, Settings: first})
	s = Reduce(s, Graded{Outcome: &protocol.Outcome{Graded: true, Rows: 1, Profile: "p"}})
	if in := s.Areas.Intake; len(in.Past)+len(in.Future) != 0 {
		t.Error("the past of another file stays")
	}
}

// TestChangeText names each decision in both languages.
func TestChangeText(t *testing.T) {
	base := protocol.Settings{Profile: "p", Sheet: -1}
	for _, c := range []struct {
		change func(*protocol.Settings)
		zh, en string
	}{
		{func(s *protocol.Settings) { s.AsOf = "2024-12-31" }, "分析日期改为 2024-12-31", "analysis date 2024-12-31"},
		{func(s *protocol.Settings) { s.Roles = []protocol.Role{{Column: 2, Role: "amount"}} }, "C 列“应收”改为“消费金额”",
			"C “应收” is “Amount”"},
		{func(s *protocol.Settings) { s.Clean.KeepRepeats = true }, "去掉完全重复的行：关", "drop exact duplicates: off"},
		{func(s *protocol.Settings) { s.Clean.Gaps[0] = "median" }, "“消费金额”的空缺：填中位数", "gaps in “Amount”: Fill in the median"},
		{func(s *protocol.Settings) { s.Header = 3 }, "表头改为第 3 行", "headers: Row 3"},
		{func(s *protocol.Settings) { s.Dates = "day" }, "日期的次序改为“日/月/年”", "order of dates: Day/month/year"},
		{func(s *protocol.Settings) { s.Clean.Outliers = "tukey" }, "离群金额：不计入：Tukey 界限外的",
			"outliers: Leave out: beyond Tukey's fences"},
	} {
		to := base
		c.change(&to)
		for lang, want := range map[string]string{"zh-CN": c.zh, "en": c.en} {
			s := State{Lang: lang, Outcome: &protocol.Outcome{Columns: bills}}
			if got := s.ChangeText(base, to); got != want {
				t.Errorf("%s: %q, want %q", lang, got, want)
			}
		}
	}
}

// TestMapping packs headers and meanings and nothing else, and takes them back for a table of the same headers only.
func TestMapping(t *testing.T) {
	out := &protocol.Outcome{HeaderRow: 1, Columns: bills}
	chosen := slices.Clone(bills)
	chosen[2].Role, chosen[3].Role = "amount", "other"
	packed := PackMapping(chosen)
	if packed != "customer 病历号\ndate 日期\namount 应收\nother 实收\n" {
		t.Errorf("packed %q", packed)
	}
	changes, ok := Recalled(bills, packed)
	if !ok || !slices.Equal(changes, []protocol.Role{{Column: 2, Role: "amount"}, {Column: 3, Role: "other"}}) {
		t.Errorf("recalled %v, %v", changes, ok)
	}
	for _, text := range []string{"", "customer 病历号\n", strings.Replace(packed, "应收", "应付", 1),
		strings.Replace(packed, "amount", "nobody", 1)} {
		if _, ok := Recalled(bills, text); ok {
			t.Errorf("%q was taken", text)
		}
	}
	other := &protocol.Outcome{HeaderRow: 1, Columns: bills[:3]}
	if MappingKey(out) == MappingKey(other) || MappingKey(&protocol.Outcome{Columns: bills}) != "" ||
		!strings.HasPrefix(MappingKey(out), mappingPrefix) {
		t.Error("keys")
	}
}

// TestProof says what the dates prove, and asks when they prove nothing.
func TestProof(t *testing.T) {
	for _, c := range []struct {
		dates protocol.DateProof
		order string
		want  string
	}{
		{protocol.DateProof{}, "", ""},
		{protocol.DateProof{Unclear: 2, UnclearExample: "03/04/2024"}, "", "2 个两种读法都行（如 03/04/2024）。次序没有定论，请在上面选定。"},
		{protocol.DateProof{DayFirst: 27, DayExample: "27/04/2024", Unclear: 2, UnclearExample: "03/04/2024"}, "",
			"27 个日期只能是日/月/年（如 27/04/2024）；2 个两种读法都行（如 03/04/2024），所以整列都这样读。"},
		{protocol.DateProof{DayFirst: 1, DayExample: "a", MonthFirst: 1, MonthExample: "b", Unclear: 1, UnclearExample: "c"},
			"month",
			"1 个日期只能是日/月/年（如 a）；1 个日期只能是月/日/年（如 b）；1 个两种读法都行（如 c）。现在按您选定的次序读。"},
	} {
		out := &protocol.Outcome{Dates: c.order}
		s := State{Lang: "zh-CN", Outcome: out}
		s.Areas.Intake = IntakeArea{Preview: &protocol.Preview{Dates: c.dates}, PreviewOf: out}
		if got := s.ProofText(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
