package session_test

import (
	"strings"
	"testing"

	"fenji/scoring/protocol"
)

// TestSharedWords: a word that at least three customers share may be remembered, once the user has said what it means.
func TestSharedWords(t *testing.T) {
	var b strings.Builder
	b.WriteString("病历号,就诊日期,实收金额,收费状态\n")
	for i, state := range strings.Fields("已收费 已收费 挂起 挂起 挂起 挂起 流转 流转 流转") {
		customer := map[bool]string{true: "KH1", false: "KH" + string(rune('A'+i))}[state == "流转"]
		b.WriteString(customer + ",2024-03-0" + string(rune('1'+i)) + ",10" + string(rune('0'+i)) + ".5," + state + "\n")
	}
	set := protocol.Settings{Sheet: -1, Profile: "lianyungang-dental"}
	_, out := load(t, "a.csv", b.String(), set)
	if len(out.Values) != 1 {
		t.Fatalf("%+v", out.Values)
	}
	for _, v := range out.Values[0].Values {
		if v.Shared {
			t.Errorf("%s is shared before anybody asks", v.Value)
		}
		set.Fates = append(set.Fates, protocol.Fate{Column: out.Values[0].Column, Value: v.Value, Fate: "counts"})
	}
	_, out = load(t, "a.csv", b.String(), set)
	for _, v := range out.Values[0].Values {
		if v.Shared != (v.Value == "挂起") {
			t.Errorf("%s: shared %v", v.Value, v.Shared)
		}
	}
}
