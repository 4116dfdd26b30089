package page

import (
	"slices"
	"strings"
	"testing"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
)

// clinic is the state over an outcome with two columns of its own, of which the first has a facet.
func clinic(lang string) State {
	out := outcome("one", 900)
	out.Extras, out.Facets = []string{"科室", "备注"}, []int{3}
	out.Columns = []protocol.Column{{Index: 0, Header: "客户编号"}, {Index: 3, Header: "科室"}, {Index: 4, Header: "备注"}}
	s := run(Start(lang, "auto", "2025-01-01"), twoProfiles(), started("a.xlsx", "one"), Graded{Outcome: out})
	s.Count.Rows = 45
	return s
}

func TestChips(t *testing.T) {
	for _, c := range []struct {
		v      protocol.View
		zh, en string
	}{
		{protocol.View{}, "", ""},
		{protocol.View{Grades: []string{"A", ""}}, "grade 用户分级：A、未评级", "grade Grade: A, Ungraded"},
		{protocol.View{Search: "王"}, "search 含“王”", "search Contains “王”"},
		{filtered("R", "0", "30"), "R 消费间隔天数 0–30", "R R days 0–30"},
		{filtered("F", "7", "7"), "F 消费频率 7", "F F visits 7"},
		{filtered("M", "3000.5", ""), "M 消费总金额 ≥ 3,000.5", "M M amount ≥ 3,000.5"},
		{filtered("score", "", "4.1"), "score RFM评分 ≤ 4.1", "score Score ≤ 4.1"},
		{filtered("last", "2024-01-01", "2024-03-31"), "last 最近消费日期 2024-01-01–2024-03-31", "last Last purchase 2024-01-01–2024-03-31"},
		{filtered("spend.top", "", "200"), "spend.top 消费最高的 20%", "spend.top Top 20% by spend"},
		{filtered("falls", "", "30"), "falls 30 天内会降级", "falls Grade falls within 30 days"},
		{filtered("points.R", "", "", "5", "4"), "points.R R评分：5、4", "points.R R points: 5, 4"},
		{filtered("column.3", "", "", "口腔", ""), "column.3 科室：口腔、（空白）", "column.3 科室: 口腔, (blank)"},
		{filtered("column.9", "", "", "a", "b", "c", "d"), "column.9 J：a、b、c等 4 项", "column.9 J: a, b, c and others, 4 in all"},
		{filtered("picked", "", "", "1", "2"), "picked 选中的 2 位", "picked 2 selected"},
		{filtered("picked", "", "", protocol.EveryMark), "picked 只看选中的", "picked Selected only"},
	} {
		for lang, want := range map[string]string{"zh-CN": c.zh, "en": c.en} {
			s := clinic(lang)
			s.View = c.v
			var got []string
			for _, chip := range s.Chips() {
				got = append(got, chip.Field+" "+chip.Label)
			}
			if strings.Join(got, "|") != want {
				t.Errorf("%+v in %s: %v, want %s", c.v, lang, got, want)
			}
		}
	}
}

func filtered(field, low, high string, values ...string) protocol.View {
	return protocol.View{Filters: []protocol.Filter{{Field: field, Low: low, High: high, Values: values}}}
}

func TestPlainFigure(t *testing.T) {
	for in, want := range map[string]string{"": "", " 30 ": "30", "3,000.50": "3000.50", "３０００": "3000", "-5": "-5", ".5": "0.5",
		"7.": "7", "1，200": "1200", "−2": "-2", "1e5": "!", "a": "!", "1.2.3": "!", "-": "!", ".": "!", "5-6": "!",
		"1234567890123456": "!"} {
		got, ok := plainFigure(in)
		if !ok {
			got = "!"
		}
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestColumns hides, moves and sizes columns; the first stays where it is.
func TestColumns(t *testing.T) {
	s := clinic("en")
	if n := len(s.shown()); n != 14 {
		t.Fatalf("%d columns", n)
	}
	cols := withColumn(s.shown(), 3, false)
	cols = moved(cols, 9, -100)
	cols = moved(cols, 0, 3)
	cols = moved(cols, 9, -1)
	cols = moved(cols, 12, 5)
	cols = withColumn(cols, 3, true)
	if want := []int{0, 9, 1, 2, 4, 5, 6, 7, 8, 10, 11, 13, 12, 3}; !slices.Equal(cols, want) {
		t.Errorf("%v, want %v", cols, want)
	}
	s = run(s, ColumnsChosen{cols}, ColumnSized{3, 5}, ColumnSized{4, 5000}, DenseTurned{}, FacetFolded{"R", true})
	if c := s.Areas.Customers; c.Widths[3] != leastWidth || c.Widths[4] != mostWidth || !c.Dense {
		t.Errorf("%+v", c)
	}
	if f := s.facetsOf(); len(f) != 6 || !f[1].folded || f[0].folded || f[5].field != "column.3" || f[5].title != "科室" {
		t.Errorf("facets %+v", f)
	}
	// Another profile leaves the columns as they are, another file does not.
	again := run(s, Started{Task: Grading, Names: s.Names, Settings: s.Settings}, Graded{Outcome: s.Outcome})
	other := run(s, started("b.xlsx", "one"), Graded{Outcome: outcome("one", 3)})
	if again.Areas.Customers.Widths == nil || other.Areas.Customers.Widths != nil || len(other.shown()) != 12 {
		t.Error("columns are kept for another file, or lost for the same")
	}
}

// TestCarried follows filters over a change of profile and of sheet.
func TestCarried(t *testing.T) {
	s := clinic("en")
	s.View = protocol.View{Sort: byScore, Filters: []protocol.Filter{{Field: "M", Low: "3"}, {Field: "R", High: "3"},
		{Field: "column.3", Values: []string{"x"}}, {Field: "column.8", Values: []string{"x"}}, {Field: "picked", Values: []string{"1"}}}}
	fields := func(v protocol.View) string {
		var list []string
		for _, f := range v.Filters {
			list = append(list, f.Field)
		}
		return strings.Join(list, " ")
	}
	other := *s.Outcome
	other.Profile = "two"
	set := s.Shown.Settings
	if got := fields(s.carried(set, s.Outcome)); got != "M R column.3" {
		t.Errorf("same profile: %s", got)
	}
	if got := fields(s.carried(set, &other)); got != "R column.3" {
		t.Errorf("another unit: %s", got)
	}
	set.Sheet = 2
	if v := s.carried(set, s.Outcome); len(v.Filters) != 0 || len(v.Sort) != 1 {
		t.Errorf("another sheet: %+v", v)
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

func TestMatchAt(t *testing.T) {
	for _, c := range []struct {
		text, search string
		from, to     int
	}{{"KH002", "h0", 1, 3}, {"海州区", "州", 3, 6}, {"abc", "", -1, -1}, {"abc", "x", -1, 0}, {"AbC", " bc ", 1, 3}} {
		if from, to := matchAt(c.text, c.search); from != c.from || from >= 0 && to != c.to {
			t.Errorf("%q in %q: %d–%d", c.search, c.text, from, to)
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

// TestExplanationCoversFilters where there is no room for both.
func TestExplanationCoversFilters(t *testing.T) {
	s := run(clinic("en"), FacetsTurned{true}, Picked{3})
	if s.facetsShown() || !run(s, RoomFound{true}).facetsShown() || !run(s, Closed{}).facetsShown() {
		t.Error("filters and explanation share the room wrongly")
	}
}

func TestScopeFollowsTheList(t *testing.T) {
	s := clinic("en")
	if got := run(s, ToolTurned{"export"}).Areas.Customers.Scope; got != "" {
		t.Errorf("all: %q", got)
	}
	s.View.Search = "x"
	if got := run(s, ToolTurned{"export"}).Areas.Customers.Scope; got != "view" {
		t.Errorf("found: %q", got)
	}
	s.Count.Marked = 2
	if got := run(s, ToolTurned{"export"}, ScopeChosen{""}).Areas.Customers.Scope; got != "" {
		t.Errorf("chosen: %q", got)
	}
	if got := run(s, ToolTurned{"export"}, ToolTurned{"export"}).Areas.Customers.Tool; got != "" {
		t.Errorf("the menu stays: %q", got)
	}
}

func TestFallSentence(t *testing.T) {
	down := protocol.Decline{Day: "2025-01-30", Grade: "B"}
	fall := protocol.Decline{Day: "2025-03-01", Grade: "C", Falls: true}
	for _, c := range []struct {
		declines  []protocol.Decline
		estimated bool
		want      string
	}{
		{[]protocol.Decline{down, fall}, false, "如果不再来，2025-03-01 降为 C 级。"},
		{[]protocol.Decline{fall}, true, "如果不再来，按现在的排名分界估计，2025-03-01 降为 C 级。"},
		{[]protocol.Decline{{After: 12, Falls: true}}, false, "如果不再来，12 天后 起没有等级。"},
		{[]protocol.Decline{down}, false, "不再来，评分会降，等级不变。"},
	} {
		if got := FallSentence("zh-CN", c.declines, c.estimated); got != c.want {
			t.Errorf("%+v: %s, want %s", c.declines, got, c.want)
		}
	}
}
