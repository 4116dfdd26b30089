package columns

import (
	"slices"
	"strings"
	"testing"

	"fenji/scoring/protocol"
	"fenji/wasm/page/shell"
)

var bills = []protocol.Column{{Index: 0, Header: "病历号", Role: "customer"}, {Index: 1, Header: "日期", Role: "date"},
	{Index: 2, Header: "应收", Role: "other"}, {Index: 3, Header: "实收", Role: "amount"}}

// TestMapping packs headers and meanings and nothing else, and takes them back for a table of the same headers only.
func TestMapping(t *testing.T) {
	out := &protocol.Outcome{HeaderRow: 1, Columns: bills}
	chosen := slices.Clone(bills)
	chosen[2].Role, chosen[3].Role = "amount", "other"
	packed := PackMapping(&protocol.Outcome{Columns: chosen}, nil)
	if packed != "customer 病历号\ndate 日期\namount 应收\nother 实收\n" {
		t.Errorf("packed %q", packed)
	}
	changes, _, ok := Recalled(bills, packed)
	if !ok || !slices.Equal(changes, []protocol.Role{{Column: 2, Role: "amount"}, {Column: 3, Role: "other"}}) {
		t.Errorf("recalled %v, %v", changes, ok)
	}
	for _, text := range []string{"", "customer 病历号\n", strings.Replace(packed, "应收", "应付", 1),
		strings.Replace(packed, "amount", "nobody", 1)} {
		if _, _, ok := Recalled(bills, text); ok {
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
		house := shell.House{Room}
		s := house.Reduce(house.Start("zh-CN", "auto", ""), shell.Graded{Outcome: out})
		s = house.Reduce(s, shell.TabChosen{Tab: name})
		due := house.Due(s)[0]
		s = house.Reduce(house.Reduce(s, due.Put()), due.Answered(&protocol.Preview{Dates: c.dates}))
		if got := ProofText(s); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// TestRememberedWords: a word is remembered where several customers share it, and nothing of one person.
func TestRememberedWords(t *testing.T) {
	out := &protocol.Outcome{HeaderRow: 1, Columns: bills, Values: []protocol.ValueSet{{Column: 2, Values: []protocol.Value{
		{Value: "挂 起", Shared: true}, {Value: "张三退"}}}}}
	fates := []protocol.Fate{{Column: 2, Value: "挂 起", Fate: "void"}, {Column: 2, Value: "张三退", Fate: "refund"}}
	packed := PackMapping(out, fates)
	if strings.Contains(packed, "张三") {
		t.Errorf("%q names a person", packed)
	}
	if _, got, ok := Recalled(bills, packed); !ok || !slices.Equal(got, fates[:1]) {
		t.Errorf("recalled %v, %v", got, ok)
	}
	if _, _, ok := Recalled(bills, packed+"void 2 x\n"); ok {
		t.Error("a line that is none was taken")
	}
}
