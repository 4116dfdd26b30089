package goals

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/protocol"
	"fenji/scoring/report/chart"
	"fenji/scoring/words"
	"fenji/wasm/page/shell"
)

// TestDrawn reads the options of every chart as a browser does.
func TestDrawn(t *testing.T) {
	look := chart.Look{Lang: "zh-CN", Font: "x", Ink: "#111111", Muted: "#222222", Line: "#333333", Card: "#ffffff", Accent: "#0a6b5d", Soft: "#e3f1ee", Width: 600}
	for _, x := range []struct {
		id, kind string
		columns  int
		second   bool
	}{{"dau", "line", 0, true}, {"active", "line", 0, true}, {"ratings", "line", 0, false}, {"hot", "heat", 24, false}, {"items", "bar", 0, false}, {"weeks", "bar", 0, false}, {"new.by", "pie", 0, false}} {
		c := &protocol.GoalChart{ID: x.id, Kind: x.kind, Running: true}
		for i := range 7 {
			c.Labels = append(c.Labels, strconv.Itoa(i))
			for range max(1, x.columns) {
				c.Values = append(c.Values, strconv.Itoa(i))
			}
			if x.second {
				c.Second = append(c.Second, "1.5")
			}
		}
		for i := range x.columns {
			c.Columns = append(c.Columns, strconv.Itoa(i))
		}
		d := Drawn("zh-CN", c, look)
		var option map[string]any
		if err := json.Unmarshal([]byte(d.Option), &option); err != nil {
			t.Errorf("%s: %v\n%s", x.id, err, d.Option)
		}
		if len(d.Table.Rows) != 7 {
			t.Errorf("%s: %d rows of its table", x.id, len(d.Table.Rows))
		}
	}
}

// TestTiles: shares wear their whole and their range, few ones their counts alone.
func TestTiles(t *testing.T) {
	for _, c := range []struct {
		f           protocol.GoalFigure
		shown, said string
	}{
		{protocol.GoalFigure{Code: "arrival", Value: "81", Of: "263", Low: "0.2553", High: "0.3662", N: 263}, "30.8%", "81 of 263, roughly between 25.5% and 36.6%"},
		{protocol.GoalFigure{Code: "arrival", Value: "3", Of: "9", N: 9}, "3 of 9", "fewer than 10, so no share"},
		{protocol.GoalFigure{Code: "complaints", Value: "5", Of: "400", N: 400}, "12.5", "5 of 400"},
		{protocol.GoalFigure{Code: "complaints", Value: "5", N: 5}, "5", ""},
		{protocol.GoalFigure{Code: "nps", Value: "15", Low: "-0.5", High: "30.5", N: 100}, "15", "100 answers, roughly between -0.5 and 30.5"},
		{protocol.GoalFigure{Code: "dau", Value: "35.3333", N: 1060}, "35.3", "average of the last 30 days"},
	} {
		if tile := TileOf("en", &c.f); tile.Shown != c.shown || tile.Say != c.said {
			t.Errorf("%s: %q, %q", c.f.Code, tile.Shown, tile.Say)
		}
	}
}

// TestLeads: a part of a chart by its number is the filter of those behind it, and the filter says so.
func TestLeads(t *testing.T) {
	w := protocol.GoalWish{From: "2024-05-01", To: "2024-05-31", Axis: "sex", Value: "F"}
	heat := &protocol.GoalChart{ID: "hot", Labels: []string{"0", "1"}, Columns: []string{"7", "8", "9"}}
	line := &protocol.GoalChart{ID: "active", Labels: []string{"2024-05-30", "2024-05-31"}}
	pie := &protocol.GoalChart{ID: "new.by", Labels: []string{"Friends", "others"}}
	for _, c := range []struct {
		chart         *protocol.GoalChart
		at            int
		label, column string
		said          string
	}{
		{heat, 4, "1", "8", "At what time of the week: Tue · 8h · 2024-05-01–2024-05-31 · female"},
		{line, 1, "2024-05-31", "", "Active within a week and within thirty days: 2024-05-31 · 2024-05-01–2024-05-31 · female"},
		{line, 2, "2024-05-30", "second", "Active within a week and within thirty days: 2024-05-30 · within 30 days · 2024-05-01–2024-05-31 · female"},
		{pie, 1, "others", "", "Where new customers come from: others · 2024-05-01–2024-05-31 · female"},
	} {
		v := LeadsOn(protocol.View{Search: "x"}, w, c.chart, c.at)
		f := v.Filters[0]
		if f.Field != "goal."+c.chart.ID || f.Values[0] != c.label || f.Values[1] != c.column || f.Low != w.From || f.High != w.To || f.Values[3] != "F" || v.Search != "" {
			t.Errorf("%s %d: %+v", c.chart.ID, c.at, v)
		}
		for _, l := range labels {
			if l.Field == protocol.FieldGoal {
				if got := l.Say(&shell.State{Lang: "en"}, c.chart.ID, f); got != c.said {
					t.Errorf("%q, want %q", got, c.said)
				}
			}
		}
	}
}

// TestPartOf: each figure of a chart's table leads where its part of the chart does, and nothing leads to nobody.
func TestPartOf(t *testing.T) {
	heat := &protocol.GoalChart{ID: "hot", Labels: []string{"0", "1"}, Columns: []string{"7", "8"}, Values: []string{"1", "0", "3", "4"}}
	line := &protocol.GoalChart{ID: "dau", Labels: []string{"a", "b"}, Values: []string{"2", "0"}, Second: []string{"", "1.5"}}
	pie := &protocol.GoalChart{ID: "new.by", Labels: []string{"a"}, Values: []string{"5"}}
	for _, c := range []struct {
		chart             *protocol.GoalChart
		row, column, want int
	}{{heat, 0, 0, 0}, {heat, 0, 1, -1}, {heat, 1, 0, 2}, {heat, 1, 1, 3}, {line, 0, 0, 0}, {line, 1, 0, -1}, {line, 0, 1, -1}, {line, 1, 1, 3}, {pie, 0, 0, 0}, {pie, 0, 1, -1}} {
		if got := PartOf(c.chart, c.row, c.column); got != c.want {
			t.Errorf("%s %d/%d: %d, want %d", c.chart.ID, c.row, c.column, got, c.want)
		}
	}
}

// TestSums: what stands at the end of a row is of the same measure as the row.
func TestSums(t *testing.T) {
	for _, c := range []struct {
		shows string
		n     int
		want  string
	}{{"count", 1200, "1,200"}, {"share", 7, "7"}, {"money", 7, "¥"}, {"money", -1, words.Text("en", "goals.hidden")}} {
		if got := Sum("en", c.shows, c.n, "3456.00"); got != c.want && !(c.want == "¥" && strings.Contains(got, "3,456")) {
			t.Errorf("%s of %d: %s", c.shows, c.n, got)
		}
	}
}
