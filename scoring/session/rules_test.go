package session_test

import (
	"strings"
	"testing"

	"fenji/scoring/profile"
	"fenji/scoring/profiles"
	"fenji/scoring/protocol"
	"fenji/scoring/session"
)

// turn changes a draft and grades by what it says, when it says something.
func turn(t *testing.T, m protocol.Turn) *protocol.Turned {
	t.Helper()
	out, err := new(session.Session).TurnRules(m)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestDraftsSayTheirProfile: what stands in the fields of a built-in profile says that profile.
func TestDraftsSayTheirProfile(t *testing.T) {
	for _, p := range profiles.All() {
		text, err := p.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		read, err := new(session.Session).ReadRules(protocol.RulesText{Text: string(text)})
		if err != nil || len(read.Faults) > 0 {
			t.Fatal(err, read.Faults)
		}
		out := turn(t, protocol.Turn{Draft: read.Draft})
		again, err := profile.Parse([]byte(out.Fit.Text))
		if err != nil {
			t.Fatalf("%s: %v %v", p.ID, err, out.Fit.Faults)
		}
		if again.Hash() != p.Hash() {
			t.Errorf("%s: says\n%s, not\n%s", p.ID, out.Fit.Text, text)
		}
		linked, err := new(session.Session).ReadRules(protocol.RulesText{Text: "#" + out.Fit.Link, Link: true})
		if err != nil || linked.Text != out.Fit.Text {
			t.Errorf("%s: the link says %s, %v", p.ID, linked.Text, err)
		}
	}
}

// TestEnds: an upper end takes the lower end that touches it along; a range gives both ends as typed.
func TestEnds(t *testing.T) {
	p, _ := profiles.ByID("lianyungang-dental")
	for _, c := range []struct {
		verb   string
		metric int
		row    int
		text   string
		want   string // of the metric's rows
	}{
		{"high", 0, 0, "45", "0–45 46–90 91–180 181–365 366–"},
		{"high", 2, 0, "２００元", "–200 >200–500 >500–1000 >1000–3000 >3000–"},
		{"high", 2, 1, "1千", "–100 >100–1000 >1000–1000 >1000–3000 >3000–"},
		{"high", 2, 1, "201–800元", "–100 201–800 >500–1000 >1000–3000 >3000–"},
		{"low", 2, 4, "超过5千", "–100 >100–500 >500–1000 >1000–3000 >5000–"},
		{"high", 1, 0, "", "– 2–3 4–6 7–9 10–"},
		{"drop", 1, 1, "", "–1 2–6 7–9 10–"},
		{"drop", 1, 4, "", "–1 2–3 4–6 7–"},
		{"add", 1, 0, "", "–1 2–3 4–6 7–9 10–20 21–"},
		{"add", 2, 0, "", "–100 >100–500 >500–1000 >1000–3000 >3000–6000 >6000–"},
		{"paste", 2, 0, "≥3000\n501–2999元\n500以下", "–500 501–2999 3000–"},
		{"paste", 2, 0, "很多", "–100 >100–500 >500–1000 >1000–3000 >3000– \"很多\" is no range"},
		{"high", 2, 0, "很多", "–100 >100–500 >500–1000 >1000–3000 >3000– \"很多\" is no range"},
	} {
		read, _ := new(session.Session).ReadRules(protocol.RulesText{Text: textOf(t, p)})
		out := turn(t, protocol.Turn{Draft: read.Draft, Verb: c.verb, Metric: c.metric, Row: c.row, Text: c.text})
		got := ""
		for _, s := range out.Draft.Metrics[c.metric].Steps {
			got += " " + mark(s.LowOpen, ">") + s.Low + "–" + mark(s.HighOpen, "<") + s.High
		}
		for _, f := range out.Faults {
			got += " " + strings.Replace(f.Pattern, "%q", f.Args[0], 1)
		}
		if got[1:] != c.want {
			t.Errorf("%s %s: %s, want %s", c.verb, c.text, got[1:], c.want)
		}
	}
}

func mark(is bool, sign string) string {
	if is {
		return sign
	}
	return ""
}

func textOf(t *testing.T, p *profile.Profile) string {
	t.Helper()
	data, err := p.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestProjectHoldsKey: a project holds the key of the pseudonyms only when it is given, and no other text instead of one.
func TestProjectHoldsKey(t *testing.T) {
	s, _ := load(t, "a.csv", "客户,日期,金额\nA01,2024-01-02,10\nA02,2024-01-03,20\n", protocol.Settings{})
	project := func(parts protocol.ProjectParts) string {
		reply, err := s.Answer(&session.Call{Op: protocol.OpProject, Args: protocol.Encode(&parts)})
		if err != nil {
			t.Fatal(err)
		}
		return reply.(*protocol.ProjectText).Text
	}
	use := func(text string) (*protocol.ProjectUse, error) {
		reply, err := s.Answer(&session.Call{Op: protocol.OpUseProject, Args: protocol.Encode(&protocol.ProjectWish{Text: text})})
		if err != nil {
			return nil, err
		}
		return reply.(*protocol.ProjectUse), nil
	}
	key, err := s.Key(protocol.KeyWish{Random: strings.Repeat("k", 32), Lang: "en"})
	if err != nil {
		t.Fatal(err)
	}
	if bare := project(protocol.ProjectParts{}); strings.Contains(bare, "pseudonymKey") {
		t.Error(bare)
	}
	held := project(protocol.ProjectParts{Key: *key})
	if out, err := use(held); err != nil || out.Parts.Key != *key {
		t.Errorf("%+v %v", out, err)
	}
	if out, err := use(`{"fenji":1,"pseudonymKey":"no key at all"}`); err == nil {
		t.Errorf("taken for a key: %+v", out)
	}
}
