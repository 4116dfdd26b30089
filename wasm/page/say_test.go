package page

import (
	"slices"
	"strings"
	"testing"

	"fenji/scoring/protocol"
)

func TestGrouped(t *testing.T) {
	for in, want := range map[string]string{"": "", "0": "0", "999": "999", "1000": "1,000",
		"-1234567.50": "-1,234,567.50",
		"0.0001":      "0.0001", "123456.7891": "123,456.7891"} {
		if got := grouped(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestAmount(t *testing.T) {
	for _, c := range [][4]string{{"en", "yuan", "-411.67", "-¥411.67"}, {"zh-CN", "yuan", "-1411.67", "-1,411.67 元"},
		{"en", "yuan", "1603.6", "¥1,603.60"}, {"en", "yuan", "0.0625", "¥0.0625"}, {"en", "yuan", "0", "¥0"}, {"zh-CN", "wan", "1.9", "1.9 万元"}} {
		if got := amount(c[0], c[1], c[2]); got != c[3] {
			t.Errorf("%v: %q", c, got)
		}
	}
}

func TestLetter(t *testing.T) {
	for in, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 701: "ZZ", 702: "AAA"} {
		if got := letter(in); got != want {
			t.Errorf("%d: %q, want %q", in, got, want)
		}
	}
}

func TestFormula(t *testing.T) {
	for _, c := range []struct {
		weights [3]string
		want    string
	}{{[3]string{"0.4", "0.3", "0.3"}, "0.4·R + 0.3·F + 0.3·M"}, {[3]string{"1", "1", "1"}, "R + F + M"}} {
		if got := formula(&protocol.Profile{Weights: c.weights}); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// TestSentence reads every kind of step aloud.
func TestSentence(t *testing.T) {
	cuts := func(value, low string, lowOpen bool, high string, highOpen bool) protocol.Part {
		return protocol.Part{Method: "cuts", Value: value, Low: low, LowOpen: lowOpen, High: high, HighOpen: highOpen, Points: "4"}
	}
	const R, F, M = 0, 1, 2
	for _, c := range []struct {
		lang   string
		metric int
		part   protocol.Part
		unit   string
		want   string
	}{
		{"zh-CN", R, cuts("63", "30", true, "90", false), "yuan", "距上次消费 63 天，落在 31–90 天这一档，得 4 分。"},
		{"zh-CN", R, cuts("20", "", false, "30", false), "yuan", "距上次消费 20 天，不超过 30 天，得 4 分。"},
		{"zh-CN", R, cuts("1400", "365", true, "", false), "yuan", "距上次消费 1400 天，超过 365 天，得 4 分。"},
		{"zh-CN", F, cuts("12", "10", false, "", false), "yuan", "消费 12 次，达到 10 次及以上，得 4 分。"},
		{"zh-CN", F, cuts("1", "0", true, "1", false), "yuan", "消费 1 次，正好落在 1 次这一档，得 4 分。"},
		{"zh-CN", M, cuts("2210.80", "1000", true, "3000", false), "yuan",
			"消费金额 2,210.80 元，落在超过 1,000 元、不超过 3,000 元这一档，得 4 分。"},
		{"zh-CN", M, cuts("1.9", "1", true, "3", false), "wan",
			"消费金额 1.9 万元，落在超过 1 万元、不超过 3 万元这一档，得 4 分。"},
		{"en", R, cuts("63", "30", true, "90", false), "yuan", "Last purchase 63 days ago (31–90 days): 4 points."},
		{"en", M, cuts("50", "", false, "100", false), "yuan", "¥50 spent (up to ¥100): 4 points."},
		{"en", M, cuts("50", "", false, "100", true), "yuan", "¥50 spent (under ¥100): 4 points."},
		{"zh-CN", M, protocol.Part{Method: "rank", Value: "900", Rank: 126, Of: 1631, Points: "5"}, "yuan",
			"消费金额 900 元。1,631 位可评级客户中，金额不比他少的有 126 位（含本人和并列），得 5 分。"},
		{"zh-CN", F, protocol.Part{Method: "raw", Value: "12", Points: "12"}, "yuan", "消费 12 次，按原数计 12 分。"},
		{"en", R, protocol.Part{Method: "cuts"}, "yuan", "There is no usable purchase date."},
	} {
		if got := Sentence(c.lang, c.metric, c.part, c.unit, true); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	none := protocol.Part{Method: "cuts", Value: "0"}
	if got := Sentence("zh-CN", F, none, "yuan", false); got != "消费 0 次。" {
		t.Errorf("ungraded: %q", got)
	}
}

func TestBandSentence(t *testing.T) {
	bands := []protocol.Band{{Grade: "A", From: "6", Open: true}, {Grade: "B", From: "3", Open: true}, {Grade: "C", From: "0"}}
	for grade, want := range map[string]string{"A": "A 级：高于 6 分。", "B": "B 级：高于 3 分，不超过 6 分。",
		"C": "C 级：0 分起，不超过 3 分。", "": ""} {
		if got := BandSentence("zh-CN", bands, grade); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	inclusive := []protocol.Band{{Grade: "A", From: "4.1"}, {Grade: "B", From: "3.1"}}
	if got := BandSentence("zh-CN", inclusive, "B"); got != "B 级：3.1 分起，不到 4.1 分。" {
		t.Errorf("%q", got)
	}
}

func TestLiftSentence(t *testing.T) {
	for _, c := range []struct {
		lift protocol.Lift
		want string
	}{
		{protocol.Lift{Kind: "visit", Value: "8", By: "1"}, "在分析日期这天来一次（最近一次变为 0 天，次数加 1）"},
		{protocol.Lift{Kind: "frequency", Value: "10", By: "3"}, "再来 3 次（达到 10 次）"},
		{protocol.Lift{Kind: "money", Value: "3000.01", By: "789.21"}, "再消费 789.21 元（达到 3,000.01 元）"},
	} {
		if got := LiftSentence("zh-CN", "yuan", c.lift); got != c.want {
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
			"频率有 43.2% 的客户数值相同（1），排名分不开他们。"},
		{"en", protocol.Issue{Code: "duplicate", Args: []string{"row", "9", "first", "4"}},
			"This row equals row 4 exactly and counts once."},
		{"en", protocol.Issue{Code: "amount-unreadable", Value: "{count}"},
			"This is no amount that can be read: {count}."},
	} {
		if got := say(c.lang, c.issue); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestKnown(t *testing.T) {
	s := State{Outcome: &protocol.Outcome{Extras: []string{"姓名", "科室", "备注"},
		Columns: []protocol.Column{{Header: "编号", Role: "customer"}, {Header: "姓名", Role: "name"}, {Header: "科室"}}}}
	who, extras := s.Known(protocol.Row{ID: "007", Extras: []string{"张三", "", "医保"}})
	if who != "007 · 张三" || !slices.Equal(extras, [][2]string{{"备注", "医保"}}) {
		t.Errorf("%s, %v", who, extras)
	}
	if who, _ = s.Known(protocol.Row{ID: "张三", Extras: []string{"张三", "", ""}}); who != "张三" {
		t.Errorf("a name that is the number: %s", who)
	}
	if who, _ = s.Known(protocol.Row{ID: "008", Extras: []string{"", "牙周科"}}); who != "008" {
		t.Errorf("no name: %s", who)
	}
}

func TestMissingColumnsAreNamed(t *testing.T) {
	out := &protocol.Outcome{Profile: "one", Missing: []string{"customer", "date"}}
	s := run(Start("zh-CN", "auto", ""), twoProfiles(), started("a.xlsx", "one"), Graded{Outcome: out})
	if got := s.MessageText(); !strings.Contains(got, "客户编号、消费日期") {
		t.Error(got)
	}
	if s.Tab != ColumnsTab {
		t.Errorf("tab %s", s.Tab)
	}
}

func TestNotes(t *testing.T) {
	out := outcome("two", 3)
	out.AsOf, out.UnitAsk = "2025-06-01", true
	out.Notices = []protocol.Issue{{Code: "all-equal", Args: []string{"metric", "M", "value", "3"}},
		{Code: "encoding"}}
	s := run(Start("en", "auto", "2025-01-01"), twoProfiles(), started("a.xlsx", "two"), Graded{Outcome: out})
	var codes []string
	for _, n := range s.Notes() {
		codes = append(codes, n.Code)
		if strings.ContainsAny(n.Text, "{}") || strings.Contains(n.Text, "issue.") {
			t.Errorf("%s: %q", n.Code, n.Text)
		}
		if n.Code == "encoding" && strings.Contains(n.Text, "neither") {
			t.Errorf("a mention says that nothing could be read: %q", n.Text)
		}
	}
	if got, want := strings.Join(codes, " "), "all-equal encoding unit-doubtful as-of-future profile-note"; got != want {
		t.Errorf("notes %s, want %s", got, want)
	}
}

func TestCellTexts(t *testing.T) {
	done := run(Start("zh-CN", "auto", ""), twoProfiles(), started("a.xlsx", "one"), Graded{Outcome: outcome("one", 5)})
	got := done.cellTexts(protocol.Row{ID: "007", Value: [3]string{"", "0", "-1200.00"}, Reason: "no-purchase",
		Extras: []string{"x"}})
	if len(got) != fixedColumns+1 || got[colAmount] != "-1,200.00" || got[fixedColumns] != "x" ||
		got[fixedColumns-1] != "没有过消费（只有退费，或净额不为正）" {
		t.Errorf("%q", got)
	}
}
