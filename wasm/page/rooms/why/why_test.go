package why

import (
	"testing"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
)

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

func TestStandings(t *testing.T) {
	for _, c := range []struct {
		better, of int
		want       string
	}{
		{0, 0, ""}, {0, 10, "Money: no more than anyone"}, {10, 10, "Money: the most of all"},
		{87, 100, "More money than 87%"}, {999, 1000, "More money than 99%"},
		{1, 1000, "More money than <1%"},
	} {
		if got, _ := StandingSentence("en", 2, protocol.Standing{Better: c.better, Of: c.of}); got != c.want {
			t.Errorf("%d of %d: %q, want %q", c.better, c.of, got, c.want)
		}
	}
	for _, key := range []string{"R", "F", "M", "score"} {
		if !words.Has("customers.standing." + key + ".all") {
			t.Error(key)
		}
	}
}

func TestDaysBetween(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     int
	}{{"2024-02-28", "2024-03-01", 2}, {"2023-12-31", "2024-12-31", 366}, {"2024-12-31", "2024-12-30", -1}, {"", "2024-01-01", 0}} {
		if got := daysBetween(c.from, c.to); got != c.want {
			t.Errorf("%s to %s: %d", c.from, c.to, got)
		}
	}
}
