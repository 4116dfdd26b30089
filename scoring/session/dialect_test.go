package session_test

import (
	"fmt"
	"strings"
	"testing"

	"fenji/scoring/dialect"
	"fenji/scoring/protocol"
)

// TestScript: the script is that of the result's rules, date and visits; what is wished for instead is heeded.
func TestScript(t *testing.T) {
	s, out := load(t, "a.csv", visits, protocol.Settings{Profile: "chongqing-course"})
	ask := func(w protocol.ScriptWish) *protocol.Script {
		t.Helper()
		script, err := s.Script(w)
		if err != nil {
			t.Fatal(err)
		}
		return script
	}
	texts := map[string]bool{}
	for _, d := range dialect.Names() {
		got := ask(protocol.ScriptWish{Dialect: d, Lang: "en"})
		if got.Name != "fenji-chongqing-course-"+d+"-"+out.AsOf+".sql" || got.Visits != "day" || !got.Ranked || got.Problem != "" {
			t.Errorf("%s: %+v", d, got)
		}
		if len(got.Edit) != 4 {
			t.Errorf("%s: to be edited are %q", d, got.Edit)
		}
		for _, line := range got.Edit {
			if strings.Count(got.Text, line+"\n") != 1 {
				t.Errorf("%s: %q does not stand in the script once", d, line)
			}
		}
		texts[got.Text] = true
	}
	if len(texts) != len(dialect.Names()) {
		t.Error("two dialects are the same")
	}
	plain := ask(protocol.ScriptWish{Dialect: "duckdb", Lang: "en"}).Text
	for what, c := range map[string]struct {
		wish protocol.ScriptWish
		want string
	}{
		"the relation": {protocol.ScriptWish{From: "clinic.visits"}, "FROM clinic.visits\n"},
		"orders":       {protocol.ScriptWish{Visits: "order"}, "order_no AS given_order"},
		"kept cuts":    {protocol.ScriptWish{Keep: true}, "by cut points that are kept"},
		"the language": {protocol.ScriptWish{Lang: "zh-CN"}, "分析日期"},
	} {
		c.wish.Dialect = "duckdb"
		if c.wish.Lang == "" {
			c.wish.Lang = "en"
		}
		if got := ask(c.wish).Text; !strings.Contains(got, c.want) || strings.Contains(plain, c.want) {
			t.Errorf("%s: no %q", what, c.want)
		}
	}
	if got := ask(protocol.ScriptWish{Dialect: "duckdb", From: "a; DROP TABLE b"}); got.Problem != "relation" || got.Text != "" {
		t.Errorf("%+v", got)
	}
	if _, err := s.Script(protocol.ScriptWish{Dialect: "oracle"}); err == nil {
		t.Error("oracle is spoken")
	}
	if s, _ := load(t, "a.csv", visits, protocol.Settings{Profile: "lianyungang-dental", Visits: "row"}); s != nil {
		got, err := s.Script(protocol.ScriptWish{Dialect: "spark", Keep: true})
		if err != nil || got.Ranked || got.Visits != "row" || got.Text == "" {
			t.Errorf("%v, %+v", err, got)
		}
	}
	undated, _ := load(t, "a.csv", "客户编号,R天数,消费次数,消费总金额\n1,5,3,900\n2,50,1,80\n3,90,2,300\n", protocol.Settings{})
	if got, err := undated.Script(protocol.ScriptWish{Dialect: "duckdb"}); err != nil || got.Problem != "date" {
		t.Errorf("%v, %+v", err, got)
	}
}

// TestKeep: cut points that a database told become rules that grade here by the same; what is not of these rules is refused.
func TestKeep(t *testing.T) {
	var b strings.Builder
	b.WriteString("患者编号,就诊日期,实收金额\n")
	for i := range 40 {
		fmt.Fprintf(&b, "K%03d,2024-%02d-%02d,%d\n", i, 1+i%12, 1+i%28, 100*(1+i%9))
	}
	s, out := load(t, "a.csv", b.String(), protocol.Settings{Profile: "chongqing-course"})
	const cuts = "metric,points,value\nR,5,30\nR,4,60\nR,3,120\nR,2,240\nF,5,4\nF,4,3\nF,3,2\nF,2,1\nM,5,800.0000\nM,4,600\nM,3,400\nM,2,200\n"
	kept, err := s.Keep(protocol.Cuts{File: "cuts.csv", Text: cuts})
	if err != nil || kept.Problem != "" || kept.ID != "chongqing-course-frozen" {
		t.Fatalf("%v, %+v", err, kept)
	}
	by, err := s.Grade(protocol.Settings{Sheet: -1, Profile: kept.ID, Rules: kept.Rules}, silent)
	if err != nil || by.AsOf != out.AsOf || by.Profile != kept.ID || !strings.Contains(kept.Rules, "cuts.csv") {
		t.Fatalf("%v, %+v", err, by)
	}
	why, err := s.Explain(protocol.Pick{Customer: 8})
	if err != nil || why.Row.Points != [3]string{"3", "2", "5"} {
		t.Errorf("%v: %+v", err, why.Row)
	}
	s, _ = load(t, "a.csv", b.String(), protocol.Settings{Profile: "chongqing-course"})
	for text, want := range map[string]string{"a,b": "cuts", "": "cuts", "R,5,30\nR,4,60\nR,3,120\nR,2,240\n": "rules", cuts + "R,1,900\n": "rules"} {
		if kept, err := s.Keep(protocol.Cuts{File: "x", Text: text}); err != nil || kept.Problem != want || kept.Rules != "" {
			t.Errorf("%q: %v, %+v", text, err, kept)
		}
	}
	s, _ = load(t, "a.csv", b.String(), protocol.Settings{})
	if kept, err := s.Keep(protocol.Cuts{File: "x", Text: cuts}); err != nil || kept.Problem != "rules" {
		t.Errorf("%v, %+v", err, kept)
	}
}
