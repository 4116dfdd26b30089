package session_test

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/profile"
	"fenji/scoring/profiles"
	"fenji/scoring/protocol"
	"fenji/scoring/rules"
	"fenji/scoring/session"
	"fenji/scoring/words"
)

// log is a payments log of n customers over two years.
func paid(n int) string {
	var b bytes.Buffer
	b.WriteString("客户编号,就诊日期,实收金额,状态\n")
	for i := range n {
		for k := range 1 + i%5 {
			fmt.Fprintf(&b, "C%03d,%d-%02d-%02d,%d,%s\n", i, 2023+(i+k)%2, 1+(i*7+k*5)%12, 1+(i*3+k)%28, 40+(i*i*37+k*211)%4000,
				[]string{"正常", "已作废", "K3"}[(i+k)%9/4])
		}
	}
	return b.String()
}

// asIs is the draft of the rules in force.
func asIs(t *testing.T, s *session.Session) protocol.Draft {
	t.Helper()
	c, err := s.Rules(protocol.RulesWish{None: true})
	if err != nil {
		t.Fatal(err)
	}
	return c.Draft
}

// then turns the draft in force and grades by what it says.
func then(t *testing.T, s *session.Session, set protocol.Settings, m protocol.Turn) (*protocol.Outcome, *protocol.Turned, protocol.Settings) {
	t.Helper()
	if m.Draft.ID == "" {
		m.Draft = asIs(t, s)
		m.Draft.ID = "mine"
	}
	out, err := s.TurnRules(m)
	if err != nil || len(out.Faults) > 0 || out.Fit.Text == "" {
		t.Fatalf("%s: %v %+v %+v", m.Verb, err, out.Faults, out.Fit.Faults)
	}
	set.Sheet, set.Profile, set.Rules = -1, out.Draft.ID, out.Fit.Text
	graded, err := s.Grade(set, silent)
	if err != nil {
		t.Fatal(err)
	}
	return graded, out, set
}

// TestWish: the best grade is of those who spent so much within the window, and of nobody else, whatever the rules were.
func TestWish(t *testing.T) {
	for _, p := range profiles.All() {
		for _, money := range []string{"300", "5000", "2000"} {
			s, _ := load(t, "log.csv", paid(120), protocol.Settings{Profile: p.ID, Unit: "yuan"})
			d := asIs(t, s)
			d.Window = protocol.DraftWindow{Kind: "months", N: "12"}
			d.Unit = "yuan"
			out, err := s.TurnRules(protocol.Turn{Draft: d, Verb: "wish", Text: money})
			if err != nil {
				t.Fatal(err)
			}
			if raw := p.Metrics[profile.Frequency].Method == profile.Raw; raw != (len(out.Faults) > 0) {
				t.Fatalf("%s: %+v", p.ID, out.Faults)
			} else if raw {
				continue
			}
			if out.Fit.Text == "" {
				t.Fatalf("%s %s: %+v %+v", p.ID, money, out.Fit.Faults, out.Draft.Metrics[2])
			}
			if _, err := s.Grade(protocol.Settings{Sheet: -1, Profile: d.ID, Rules: out.Fit.Text, Unit: "yuan"}, silent); err != nil {
				t.Fatal(err)
			}
			rows, err := s.Rows(protocol.Span{N: 200})
			if err != nil {
				t.Fatal(err)
			}
			best, floor, n := out.Draft.Bands[0].Code, 0.0, 0
			fmt.Sscan(money, &floor)
			for _, r := range rows.Rows {
				m, err := strconv.ParseFloat(r.Value[2], 64)
				if err != nil {
					t.Fatal(err)
				}
				if want := m >= floor && r.Reason == ""; want != (r.Grade == best) {
					t.Errorf("%s, %s: %s with %s is %s %s", p.ID, money, r.ID, r.Value[2], r.Grade, r.Reason)
				}
				if r.Grade == best {
					n++
				}
			}
			if n == 0 && money == "300" {
				t.Errorf("%s: nobody reaches %s", p.ID, money)
			}
		}
	}
}

// TestMoved: what moved is what the core says, and the list shows those who did.
func TestMoved(t *testing.T) {
	s, loaded := load(t, "log.csv", paid(120), protocol.Settings{})
	base := "lianyungang-dental"
	_, _, _ = then(t, s, protocol.Settings{}, protocol.Turn{Verb: "high", Metric: 2, Row: 3, Text: "1500"})
	check, err := s.Rules(protocol.RulesWish{None: true, Against: base})
	if err != nil {
		t.Fatal(err)
	}
	c, total := check.Moved, 0
	if c.Differ == 0 || len(check.Spreads[2].Saved) != 4 || check.Spreads[2].Saved[3] != "3000" {
		t.Fatalf("%+v %v", c, check.Spreads[2].Saved)
	}
	for i, from := range c.From {
		for j, to := range c.To {
			count, err := s.Arrange(protocol.View{Filters: []protocol.Filter{{Field: "against", Low: base, Values: []string{from, to}}}})
			if err != nil {
				t.Fatal(err)
			}
			if n := c.Counts[i*len(c.To)+j]; count.Rows != n {
				t.Errorf("%s to %s: %d in the list, %d in the table", from, to, count.Rows, n)
			} else {
				total += n
			}
		}
	}
	if total != loaded.Rows {
		t.Errorf("%d customers in all", total)
	}
	for m, sp := range check.Spreads {
		sum, bars := 0, 0
		for _, n := range sp.Steps {
			sum += n
		}
		for _, n := range sp.Bars {
			bars += n
		}
		if sum != bars || len(sp.Edges) != len(sp.Bars)+1 || sum == 0 {
			t.Errorf("metric %d: %d in the steps, %d in the bars", m, sum, bars)
		}
	}
	// The same rules in other words move nobody.
	own, err := s.Compare(protocol.CompareWish{With: base, N: 5})
	if err != nil || own.Cross.Differ != c.Differ || len(own.Rows) != min(5, c.Differ) {
		t.Errorf("%+v %v", own, err)
	}
	for i := 1; i < len(own.Rows); i++ {
		a, _ := strconv.ParseFloat(own.Rows[i-1].Row.Value[2], 64)
		b, _ := strconv.ParseFloat(own.Rows[i].Row.Value[2], 64)
		if a < b {
			t.Error("who differs does not come by money")
		}
	}
}

// TestTurns: suggest, freeze, step and remedy change the draft as they say.
func TestTurns(t *testing.T) {
	s, _ := load(t, "log.csv", paid(120), protocol.Settings{Profile: "chongqing-course"})
	before, err := s.Rows(protocol.Span{N: 200})
	if err != nil {
		t.Fatal(err)
	}
	_, frozen, _ := then(t, s, protocol.Settings{}, protocol.Turn{Verb: "freeze"})
	note := frozen.Draft.Notes[len(frozen.Draft.Notes)-1].Zh
	if !strings.Contains(note, "log.csv") || frozen.Draft.Metrics[2].Method != "cuts" {
		t.Errorf("%s %+v", note, frozen.Draft.Metrics[2])
	}
	after, err := s.Rows(protocol.Span{N: 200})
	if err != nil || !reflect.DeepEqual(before.Rows, after.Rows) {
		t.Error("ranks kept as limits grade otherwise", err)
	}
	_, made, _ := then(t, s, protocol.Settings{}, protocol.Turn{Verb: "suggest", Metric: 2, N: 3})
	steps := made.Draft.Metrics[2].Steps
	if len(steps) != 3 || steps[0].Points != "1" || steps[2].High != "" || steps[1].Low != steps[0].High || !steps[1].LowOpen {
		t.Errorf("%+v", steps)
	}
	_, moved, _ := then(t, s, protocol.Settings{}, protocol.Turn{Verb: "step", Metric: 2, Row: 1, N: 1})
	up := moved.Draft.Metrics[2].Steps
	if up[1].High == steps[1].High || up[2].Low != up[1].High {
		t.Errorf("%+v after %+v", up, steps)
	}
	_, back, _ := then(t, s, protocol.Settings{}, protocol.Turn{Verb: "step", Metric: 2, Row: 1, N: -1})
	rows, _ := s.Rows(protocol.Span{N: 200})
	at := slices.IndexFunc(rows.Rows, func(r protocol.Row) bool {
		return strings.TrimSuffix(r.Value[2], ".00") == back.Draft.Metrics[2].Steps[1].High
	})
	if at < 0 {
		t.Errorf("%s is nobody's money", back.Draft.Metrics[2].Steps[1].High)
	}
	// A gap: a remedy closes it.
	d := asIs(t, s)
	d.Metrics[1].Steps = nil
	d.Metrics[1].Method = "cuts"
	gap, err := s.TurnRules(protocol.Turn{Draft: d, Verb: "paste", Metric: 1, Text: "1–2次\n5次以上"})
	if err != nil || gap.Fit.Text != "" || gap.Fit.Faults[0].Field != "metrics.F.steps" {
		t.Fatalf("%+v %v", gap, err)
	}
	check, err := s.Rules(protocol.RulesWish{Draft: gap.Draft})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(check.Findings, func(f protocol.Finding) bool { return f.Code == "gap" && f.Args[3] == "3" })
	if i < 0 || check.Findings[i].Say.Zh != "次数：3 到 4 之间没有档位，这些客户得不到分" || check.Findings[i].Say.En == "" {
		t.Fatalf("%+v", check.Findings)
	}
	mended, err := s.TurnRules(protocol.Turn{Draft: gap.Draft, Verb: "remedy", N: i, Text: "gap"})
	if err != nil || len(mended.Faults) > 0 || mended.Fit.Text == "" {
		t.Fatalf("%+v %v", mended, err)
	}
	for _, m := range []protocol.Turn{{Draft: d, Verb: "drop", Row: 99}, {Draft: d, Verb: "remedy", N: 7, Text: "gap"}, {Draft: d, Verb: "paste"},
		{Draft: d, Verb: "suggest", Metric: 1, N: 10}, {Draft: d, Verb: "wish", Text: "viel"}, {Draft: d, Verb: "high", Metric: 1, Row: -1}} {
		if out, err := s.TurnRules(m); err != nil || len(out.Faults) == 0 || !reflect.DeepEqual(out.Draft, m.Draft) {
			t.Errorf("%s: %+v %v", m.Verb, out.Faults, err)
		}
	}
}

// TestProject: a project gives the next file the same decisions, and says what it has not.
func TestProject(t *testing.T) {
	s, _ := load(t, "收费流水2024-01.csv", paid(60), protocol.Settings{})
	_, turned, set := then(t, s, protocol.Settings{}, protocol.Turn{Verb: "high", Metric: 0, Row: 0, Text: "50"})
	set.Fates = []protocol.Fate{{Column: 3, Value: "K3", Fate: "void"}}
	set.Clean.IgnoreCase = true
	set.Answers = []protocol.Answer{{Code: "status", Key: "状态", ID: "void"}, {Code: "namesakes", Key: "", ID: "together"}}
	out, err := s.Grade(set, silent)
	if err != nil || out == nil {
		t.Fatal("not graded")
	}
	p := s.Project()
	data, err := p.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	if p.Names[0] != "收费流水" || strings.Contains(text, "C001") || strings.Contains(text, "namesakes") || !strings.Contains(text, `"K3"`) {
		t.Errorf("%s", text)
	}
	again, err := rules.ParseProject(data)
	if err != nil {
		t.Fatal(err)
	}
	next, _ := load(t, "收费流水2024-02.csv", paid(90), protocol.Settings{})
	settings, lacks := next.WithProject(protocol.Settings{Sheet: -1, Profile: "chongqing-course"}, again, true)
	if len(lacks) > 0 || settings.Profile != turned.Draft.ID || settings.Rules != turned.Fit.Text || !settings.Clean.IgnoreCase ||
		!reflect.DeepEqual(settings.Fates, set.Fates) || len(settings.Answers) != 0 {
		t.Errorf("%+v lacks %v", settings, lacks)
	}
	if _, err := next.Grade(settings, silent); err != nil {
		t.Error(err)
	}
	other, _ := load(t, "别的.csv", strings.ReplaceAll(paid(9), "状态", "情况"), protocol.Settings{})
	if _, lacks := other.WithProject(protocol.Settings{Sheet: -1}, again, true); !slices.Equal(lacks, []string{"状态"}) {
		t.Errorf("lacks %v", lacks)
	}
	typed := protocol.Settings{Sheet: -1, Roles: []protocol.Role{{Column: 2, Role: "other"}}}
	again.Columns[2].Role = "refunded"
	for _, over := range []bool{true, false} {
		got, _ := next.WithProject(typed, again, over)
		if want := map[bool]string{true: "refunded", false: "other"}[over]; got.Roles[len(got.Roles)-1].Role != want {
			t.Errorf("over %v: %+v", over, got.Roles)
		}
	}
}

// TestHostileRules: what is broken is named, and changes nothing.
func TestHostileRules(t *testing.T) {
	deep := strings.Repeat("[", 50)
	for _, c := range []struct{ text, want string }{
		{"", "expected a value"},
		{"{}", "schema"},
		{deep, "nested too deep"},
		{`{"schema": 2, "schema": 2}`, "stands twice"},
		{`{"fenji": 9}`, "fenji"},
		{strings.Replace(textOf(t, profiles.All()[0]), `"weight":0.4`, `"weight":NaN`, 1), "expected a value"},
		{strings.Replace(textOf(t, profiles.All()[0]), `"weight":0.4`, `"weight":-1`, 1), "metrics.R.weight"},
		{strings.Replace(textOf(t, profiles.All()[0]), `"steps":[`, `"steps":[`+strings.Repeat(`{"to":1,"points":1},`, 10_000), 1), "metrics.R.steps"},
		{strings.Repeat("x", 1<<20), ""},
		{strings.Replace(textOf(t, profiles.All()[0]), `"weight":0.4`, `"weight":1e400`, 1), "metrics.R.weight"},
		{strings.Replace(textOf(t, profiles.All()[0]), `"weight":0.4`, `"weight":0.4,"weight":0.5`, 1), "metrics.R.weight"},
		{strings.Replace(textOf(t, profiles.All()[0]), `"grade":"B"`, `"grade":"A"`, 1), "bands[1].grade"},
		{strings.Replace(textOf(t, profiles.All()[0]), `"unit":"yuan"`, `"unit":"`+strings.Repeat("元", 3000)+`"`, 1), "unit"},
		{strings.Replace(textOf(t, profiles.All()[0]), `"schema":2`, `"schema":99`, 1), "schema"},
		{`{"schema": 2, "id": ` + strings.Repeat(`{"a":`, 60), "nested too deep"},
		{`{"fenji": 1, "profile": {"schema": 2, "id": "x", "name": {"en": "x"}, "unit": "yuan", "metrics": []}}`, "profile.metrics"},
		{`{"fenji": 1, "words": ` + strings.Repeat("[", 40), "nested too deep"},
	} {
		r, err := new(session.Session).ReadRules(protocol.RulesText{Text: c.text})
		if err != nil || len(r.Faults) != 1 || r.Text != "" {
			t.Fatalf("%.40s: %+v %v", c.text, r.Faults, err)
		}
		f := r.Faults[0]
		if !strings.Contains(f.Field+" "+f.Pattern+" "+strings.Join(f.Args, " "), c.want) {
			t.Errorf("%.60s: %+v, want %s", c.text, f, c.want)
		}
		for _, lang := range words.Languages {
			if said := words.Fault(lang, f.Field, f.Pattern, f.Args); !strings.Contains(said, f.Field) || strings.Contains(said, "fault.") || len(said) > 200 {
				t.Errorf("%.60s: said in %s as %q", c.text, lang, said)
			}
		}
	}
	s, out := load(t, "log.csv", paid(20), protocol.Settings{})
	if _, err := s.Grade(protocol.Settings{Sheet: -1, Rules: `{"schema": 2}`}, silent); err == nil {
		t.Error("broken rules grade")
	}
	if c, err := s.Arrange(protocol.View{}); err != nil || c.Rows != out.Rows {
		t.Error("the result before is gone", err)
	}
	// Another profile under the name of a built-in one gets a name of its own.
	read, _ := new(session.Session).ReadRules(protocol.RulesText{Text: strings.Replace(textOf(t, profiles.All()[0]), `"weight":0.4`, `"weight":0.5`, 1)})
	if read.Profile.ID != "lianyungang-dental-own" {
		t.Errorf("%s", read.Profile.ID)
	}
}
