package values

import (
	"slices"
	"testing"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/shell"
)

func TestWith(t *testing.T) {
	set := With(protocol.Settings{}, protocol.Fate{Column: 2, Value: "K3", Fate: "void"})
	next := With(set, protocol.Fate{Column: 2, Value: "K3", Fate: "refund"})
	if !slices.Equal(next.Fates, []protocol.Fate{{Column: 2, Value: "K3", Fate: "refund"}}) || set.Fates[0].Fate != "void" {
		t.Errorf("%v after %v", next.Fates, set.Fates)
	}
	if got := differ(&shell.State{Lang: "zh-CN"}, set, next); got != "“K3”改为：是退款" {
		t.Errorf("%q", got)
	}
}

func TestSums(t *testing.T) {
	got := Sums(protocol.ValueSet{Values: []protocol.Value{{Fate: "void", Rows: 2}, {Fate: "counts", Rows: 3}, {Fate: "void", Rows: 5}}})
	if len(got) != 2 || got[0].Fate != "counts" || got[1].Rows != 7 {
		t.Errorf("%v", got)
	}
	for _, f := range fates {
		if !words.Has("fate." + f) {
			t.Errorf("%s has no words", f)
		}
	}
}
