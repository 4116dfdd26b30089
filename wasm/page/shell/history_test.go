package shell

import (
	"testing"

	"fenji/scoring/protocol"
)

var bills = []protocol.Column{{Index: 0, Header: "病历号", Role: "customer"}, {Index: 1, Header: "日期", Role: "date"},
	{Index: 2, Header: "应收", Role: "other"}, {Index: 3, Header: "实收", Role: "amount"}}

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
		{func(s *protocol.Settings) { s.Clean.Repeats = "keep" }, "完全重复的行：全部计入", "exact duplicates: Count all"},
		{func(s *protocol.Settings) { s.Clean.Gaps[0] = "median" }, "“消费金额”的空缺：填中位数", "gaps in “Amount”: Fill in the median"},
		{func(s *protocol.Settings) { s.Header = 3 }, "表头改为第 3 行", "headers: Row 3"},
		{func(s *protocol.Settings) { s.Dates = "day" }, "日期的次序改为“日/月/年”", "order of dates: Day/month/year"},
		{func(s *protocol.Settings) { s.Clean.Outliers = "tukey" }, "异常大或小的金额：不计入：Tukey 界限外的",
			"unusual amounts: Leave out: beyond Tukey's fences"},
	} {
		to := base
		c.change(&to)
		for lang, want := range map[string]string{"zh-CN": c.zh, "en": c.en} {
			s := &State{Lang: lang, Outcome: &protocol.Outcome{Columns: bills}}
			if got := s.ChangeText(base, to); got != want {
				t.Errorf("%s: %q, want %q", lang, got, want)
			}
		}
	}
}
