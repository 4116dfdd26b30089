package say

import (
	"slices"
	"testing"

	"fenji/scoring/protocol"
)

func TestGrouped(t *testing.T) {
	for in, want := range map[string]string{"": "", "0": "0", "999": "999", "1000": "1,000",
		"-1234567.50": "-1,234,567.50",
		"0.0001":      "0.0001", "123456.7891": "123,456.7891"} {
		if got := Grouped(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestAmount(t *testing.T) {
	for _, c := range [][4]string{{"en", "yuan", "-411.67", "-¥411.67"}, {"zh-CN", "yuan", "-1411.67", "-1,411.67 元"},
		{"en", "yuan", "1603.6", "¥1,603.60"}, {"en", "yuan", "0.0625", "¥0.0625"}, {"en", "yuan", "0", "¥0"}, {"zh-CN", "wan", "1.9", "1.9 万元"}} {
		if got := Amount(c[0], c[1], c[2]); got != c[3] {
			t.Errorf("%v: %q", c, got)
		}
	}
}

func TestLetter(t *testing.T) {
	for in, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 701: "ZZ", 702: "AAA"} {
		if got := Letter(in); got != want {
			t.Errorf("%d: %q, want %q", in, got, want)
		}
	}
}

func TestFormula(t *testing.T) {
	for _, c := range []struct {
		weights [3]string
		want    string
	}{{[3]string{"0.4", "0.3", "0.3"}, "0.4·R + 0.3·F + 0.3·M"}, {[3]string{"1", "1", "1"}, "R + F + M"}} {
		if got := Formula(&protocol.Profile{Weights: c.weights}); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestSay(t *testing.T) {
	for _, c := range []struct {
		lang  string
		issue protocol.Issue
		want  string
	}{
		{"zh-CN", protocol.Issue{Code: "not-a-workbook", Args: []string{"kind", "pdf"}},
			"这不是 Excel 或 CSV 文件，内容其实是：PDF 文档。"},
		{"en", protocol.Issue{Code: "not-an-office-sheet", Args: []string{"kind", "odd"}},
			"This is another kind of office file (odd), not a supported spreadsheet."},
		{"zh-CN", protocol.Issue{Code: "ties-heavy", Args: []string{"metric", "F", "value", "1", "share", "43.2"}},
			"次数有 43.2% 的客户数值相同（1），排名分不开他们。"},
		{"en", protocol.Issue{Code: "duplicate", Args: []string{"row", "9", "first", "4"}},
			"This row equals row 4 exactly and counts once."},
		{"en", protocol.Issue{Code: "amount-unreadable", Value: "{count}"},
			"This is no amount that can be read: {count}."},
	} {
		if got := Issue(c.lang, c.issue); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestKnown(t *testing.T) {
	s := &protocol.Outcome{Extras: []string{"姓名", "科室", "备注"},
		Columns: []protocol.Column{{Header: "编号", Role: "customer"}, {Header: "姓名", Role: "name"}, {Header: "科室"}}}
	who, extras := Known("zh-CN", s, protocol.Row{ID: "007", Extras: []string{"张三", "", "医保"}})
	if who != "007 · 张三" || !slices.Equal(extras, [][2]string{{"备注", "医保"}}) {
		t.Errorf("%s, %v", who, extras)
	}
	if who, _ = Known("zh-CN", s, protocol.Row{ID: "张三", Extras: []string{"张三", "", ""}}); who != "张三" {
		t.Errorf("a name that is the number: %s", who)
	}
	if who, _ = Known("zh-CN", s, protocol.Row{ID: "008", Extras: []string{"", "牙周科"}}); who != "008" {
		t.Errorf("no name: %s", who)
	}
}

func TestShort(t *testing.T) {
	for _, c := range []struct {
		v      float64
		zh, en string
	}{{0, "0", "0"}, {900, "900", "900"}, {2500, "2500", "2.5k"}, {50000, "5万", "50k"}, {-200000, "-20万", "-200k"}, {1.5e6, "150万", "1.5m"},
		{2.5e8, "2.5亿", "250m"}, {4e9, "40亿", "4bn"}, {1e12, "1万亿", "1tn"}, {-5e13, "-50万亿", "-50tn"}} {
		if zh, en := Short("zh-CN", c.v), Short("en", c.v); zh != c.zh || en != c.en {
			t.Errorf("%v is %s and %s, want %s and %s", c.v, zh, en, c.zh, c.en)
		}
	}
}
