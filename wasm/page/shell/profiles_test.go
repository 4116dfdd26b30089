package shell

import (
	"strings"
	"testing"

	"fenji/scoring/protocol"
)

// TestProfileGroups: what a profile is comes before where it is from; none is lost, and none is in two groups.
func TestProfileGroups(t *testing.T) {
	text := func(zh, en string) protocol.Text { return protocol.Text{Zh: zh, En: en} }
	list := []protocol.Profile{
		{ID: "lianyungang-dental", Audience: text("口腔门诊", "Dental clinics")},
		{ID: "hangzhou-ads", Audience: text("广告与信息投放", "Advertising services"), Ranked: true},
		{ID: "own", Name: text("自己的", "Our own")},
		{ID: "elsewhere", Audience: text("书店", "Bookshops"), Ranked: true},
	}
	for lang, want := range map[string]string{
		"zh-CN": "固定分档：lianyungang-dental 口腔门诊 · 固定分档（连云港）|own 自己的\n" +
			"按排名：hangzhou-ads 广告与信息投放 · 按排名（杭州）|elsewhere 书店 · 按排名",
		"en": "Fixed limits：lianyungang-dental Dental clinics · fixed limits (Lianyungang)|own Our own\n" +
			"Ranked：hangzhou-ads Advertising services · ranked (Hangzhou)|elsewhere Bookshops · ranked",
	} {
		var groups []string
		for _, g := range ProfileGroups(lang, list, nil) {
			var lines []string
			for i, id := range g.IDs {
				lines = append(lines, id+" "+g.Names[i])
			}
			groups = append(groups, g.Label+"："+strings.Join(lines, "|"))
		}
		if got := strings.Join(groups, "\n"); got != want {
			t.Errorf("%s\n%s\nwant\n%s", lang, got, want)
		}
	}
	if got := ProfileGroups("en", list[:1], nil); len(got) != 1 {
		t.Errorf("a heading of nothing: %+v", got)
	}
}

func TestProfileLine(t *testing.T) {
	weights := [3]string{"0.3", "0.3", "0.4"}
	for _, c := range []struct {
		lang         string
		days, months int
		want         string
	}{
		{"zh-CN", 0, 0, "总分 = 0.3·R + 0.3·F + 0.4·M"},
		{"zh-CN", 30, 0, "总分 = 0.3·R + 0.3·F + 0.4·M；次数和金额只计最近 30 天"},
		{"zh-CN", 0, 6, "总分 = 0.3·R + 0.3·F + 0.4·M；次数和金额只计最近 6 个月"},
		{"en", 0, 6, "Score = 0.3·R + 0.3·F + 0.4·M; visits and money of the last 6 months"},
		{"en", 1, 0, "Score = 0.3·R + 0.3·F + 0.4·M; visits and money of the last 1 day"},
		{"en", 30, 0, "Score = 0.3·R + 0.3·F + 0.4·M; visits and money of the last 30 days"},
	} {
		p := &protocol.Profile{Weights: weights, WindowDays: c.days, WindowMonths: c.months}
		if got := ProfileLine(c.lang, p); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
