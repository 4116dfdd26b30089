package rules

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/protocol"
	"fenji/wasm/page/shell"
)

var house = shell.House{{Name: "list", Base: true}, Room}

// graded is a page on which a file was graded by a built-in profile, with this room in front.
func graded(set protocol.Settings) *shell.State {
	s := house.Reduce(house.Start("zh-CN", "auto", "2025-01-01"), shell.Greeted{Profiles: []protocol.Profile{{ID: "clinic", Unit: "yuan",
		Name: protocol.Text{Zh: "门诊"}}}})
	return regraded(house.Reduce(s, shell.TabChosen{Tab: name}), set)
}

func regraded(s *shell.State, set protocol.Settings) *shell.State {
	s = house.Reduce(s, shell.Started{Task: shell.Grading, Names: []string{"a.csv"}, Settings: set})
	out := &protocol.Outcome{Graded: true, Profile: set.Profile, Rows: 10}
	if set.Rules != "" {
		out.Own = []protocol.Profile{{ID: set.Profile, Name: protocol.Text{Zh: "我的"}}}
	}
	return house.Reduce(house.Reduce(s, shell.Graded{Outcome: out}), shell.TabChosen{Tab: name})
}

// asked answers the room's question.
func asked(t *testing.T, s *shell.State, c *protocol.Checkup) (*shell.State, *protocol.RulesWish) {
	t.Helper()
	due := house.Due(s)
	if len(due) != 1 {
		t.Fatalf("%d questions", len(due))
	}
	return house.Reduce(house.Reduce(s, due[0].Put()), due[0].Answered(c)), due[0].Message.(*protocol.RulesWish)
}

// TestDraftFollows: the draft is that of the rules in force until it is changed, goes into the settings when it is fit, stays
// while it is not, and goes when others come into force.
func TestDraftFollows(t *testing.T) {
	s := graded(protocol.Settings{Profile: "clinic"})
	s, wish := asked(t, s, &protocol.Checkup{Draft: protocol.Draft{ID: "clinic"}})
	if !wish.None || wish.Against != "clinic" || own(s).Draft.ID != "clinic" || changed(s) || len(house.Due(s)) > 0 {
		t.Fatalf("%+v", wish)
	}
	// A change: nothing is asked before it is graded by.
	d := *own(s).Draft
	copied(s, &d)
	s = house.Reduce(s, Copied{d.ID, "clinic"})
	s = house.Reduce(s, Turned{&protocol.Turned{Draft: d, Fit: protocol.Fit{Text: "{1}"}}})
	if d.ID != "clinic-own" || d.Name.Zh != "门诊（自定）" && d.Name.Zh != "（自定）" || len(house.Due(s)) > 0 {
		t.Errorf("%s %+v", d.ID, d.Name)
	}
	s = regraded(s, protocol.Settings{Profile: d.ID, Rules: "{1}"})
	if own(s).Draft == nil || !changed(s) {
		t.Error("the draft that was graded by is gone")
	}
	s, wish = asked(t, s, &protocol.Checkup{})
	if wish.None || wish.Against != "clinic" || wish.Draft.ID != d.ID {
		t.Errorf("%+v", wish)
	}
	// One that is not fit stays, and is examined.
	s = house.Reduce(s, Turned{&protocol.Turned{Draft: d, Fit: protocol.Fit{Faults: []protocol.Fault{{Field: "metrics.F.steps", Pattern: "there are none"}}}}})
	if s, wish = asked(t, regraded(s, protocol.Settings{Profile: d.ID, Rules: "{1}", AsOf: "2024-12-01"}), &protocol.Checkup{}); wish.None || own(s).Draft == nil {
		t.Error("another day takes the draft away")
	}
	// A change that was not made leaves it.
	s = house.Reduce(s, Turned{&protocol.Turned{Draft: protocol.Draft{ID: "x"}, Faults: []protocol.Fault{{Pattern: "unknown"}}}})
	if own(s).Draft.ID != d.ID || len(own(s).Faults) != 1 {
		t.Errorf("%+v", own(s))
	}
	// Undone: the draft is that of the rules before.
	s = regraded(s, protocol.Settings{Profile: "clinic"})
	if _, wish = asked(t, s, &protocol.Checkup{Draft: protocol.Draft{ID: "clinic"}}); !wish.None {
		t.Error("the draft stays after undo")
	}
	// Saved on the device: compared with what was saved from then on.
	s = house.Reduce(regraded(s, protocol.Settings{Profile: d.ID, Rules: "{2}"}), Saved{d.ID, "{2}"})
	if against(s) != "{2}" || changed(s) || !own(s).Kept[d.ID] {
		t.Errorf("against %s", against(s))
	}
	if s = house.Reduce(s, shell.Forgotten{}); own(s).Base != nil || len(s.Own) > 0 {
		t.Error("something is kept")
	}
}

// TestCancelledDraft: a draft whose grading was cancelled goes with it.
func TestCancelledDraft(t *testing.T) {
	s := graded(protocol.Settings{Profile: "clinic"})
	s, _ = asked(t, s, &protocol.Checkup{Draft: protocol.Draft{ID: "clinic"}})
	s = house.Reduce(s, Turned{&protocol.Turned{Draft: protocol.Draft{ID: "clinic-own"}, Fit: protocol.Fit{Text: "{1}"}}})
	s = house.Reduce(s, shell.Started{Task: shell.Grading, Settings: protocol.Settings{Profile: "clinic-own", Rules: "{1}"}})
	s = house.Reduce(s, shell.Cancelled{})
	if own(s).Draft != nil || s.Settings.Profile != "clinic" {
		t.Errorf("%+v", own(s).Draft)
	}
	if len(house.Due(s)) != 1 {
		t.Error("the rules in force are not asked for")
	}
}

func TestFreeID(t *testing.T) {
	s := graded(protocol.Settings{Profile: "clinic"})
	for _, want := range []string{"clinic-own", "clinic-own-2", "clinic-own-3"} {
		id := freeID(s, "clinic")
		if id != want {
			t.Errorf("%s, want %s", id, want)
		}
		s = house.Reduce(s, shell.OwnKnown{Own: []shell.OwnRules{{Text: "{}", Profile: protocol.Profile{ID: id}}}})
	}
}

func TestEdits(t *testing.T) {
	d := protocol.Draft{Name: protocol.Text{Zh: "门诊", En: "Clinic"}, Bands: []protocol.DraftBand{{Code: "A", From: "4.5"}, {Code: "B", From: "3.5"}}}
	Write(&d.Name, "en-u-cu-usd", "Mine")
	if d.Name != (protocol.Text{En: "Mine"}) || d.Name.In("zh-CN") != "Mine" {
		t.Errorf("%+v", d.Name)
	}
	addBand(&d)
	if b := d.Bands[2]; b.Code != "C" || b.From != "2.5" {
		t.Errorf("%+v", b)
	}
	for range 9 {
		addBand(&d)
	}
	if len(d.Bands) != mostBands {
		t.Errorf("%d bands", len(d.Bands))
	}
	dropBand(&d, 1)
	if d.Bands[1].Code != "C" {
		t.Errorf("%+v", d.Bands)
	}
	m := protocol.DraftMetric{Parts: "3"}
	turnShares(&m)
	if len(m.Shares) != 3 || m.Shares[0] != (protocol.DraftShare{Share: "34", Points: "3"}) || m.Parts != "" {
		t.Errorf("%+v", m)
	}
	turnShares(&m)
	if m.Shares != nil || m.Parts != "5" {
		t.Errorf("%+v", m)
	}
	m.Steps = []protocol.DraftStep{{High: "5"}, {Low: "5", LowOpen: true, High: "9"}, {Low: "9", LowOpen: true}}
	turnSign(&m, 1, true)
	if m.Steps[1].LowOpen || !m.Steps[0].HighOpen {
		t.Errorf("%+v", m.Steps)
	}
	for _, kind := range []string{"months", "days", "dates", "half", ""} {
		SetWindow(&d, kind)
		if d.Window.Kind != kind || (d.Window.N != "") != (kind == "months" || kind == "days") {
			t.Errorf("%+v", d.Window)
		}
	}
}

// TestAxis: a number and its place on the axis of a spread.
func TestAxis(t *testing.T) {
	sp := &protocol.Spread{Edges: []string{"0", "10", "20", "50", "100"}}
	for _, c := range []struct {
		text string
		at   int
		ok   bool
	}{{"0", 0, true}, {"10", 250, true}, {"15", 375, true}, {"35", 625, true}, {"100", 1000, true}, {"500", 1000, true}, {"-3", 0, true},
		{"", 0, false}, {"x", 0, false}} {
		if at, ok := Where(sp, c.text); at != c.at || ok != c.ok {
			t.Errorf("%s: %d %v, want %d %v", c.text, at, ok, c.at, c.ok)
		}
	}
	for at, want := range map[int]string{-50: "0", 0: "0", 124: "0", 126: "10", 600: "20", 700: "50", 999: "100", 5000: "100"} {
		if got := Nearest(sp, at); got != want {
			t.Errorf("%d: %s, want %s", at, got, want)
		}
	}
	if Nearest(&protocol.Spread{}, 3) != "" {
		t.Error("an empty axis")
	}
	// Nobody's hand lands on an end that is there for a cut only, and none is written below.
	sp = &protocol.Spread{Edges: []string{"-1", "0", "7", "10", "20"}, Cuts: []string{"-1", "7"}}
	for at, want := range map[int]string{0: "0", 500: "10", 480: "0", 520: "10", 1000: "20"} {
		if got := Nearest(sp, at); got != want && at != 500 {
			t.Errorf("%d: %s, want %s", at, got, want)
		}
	}
	if got := strings.Join(Signposts(sp), " "); got != "0 20" && got != "0 10 20" {
		t.Errorf("below the axis: %s", got)
	}
	if got := Signposts(&protocol.Spread{}); len(got) > 0 {
		t.Errorf("below an empty axis: %v", got)
	}
}

func TestSelector(t *testing.T) {
	for field, want := range map[string]string{
		"metrics.M.weight":          "[data-metric=M] [data-weight]",
		"metrics.F.steps[2].to":     "[data-metric=F] [data-row=\"2\"] [data-to]",
		"metrics.F.steps[2].from":   "[data-metric=F] [data-row=\"2\"] [data-from]",
		"metrics.R.steps[0].points": "[data-metric=R] [data-row=\"0\"] [data-points]",
		"metrics.R.shares[1]":       "[data-metric=R] [data-row=\"1\"] [data-share]",
		"metrics.R.steps":           "", "bands[1].from": "[data-at=\"1\"] [data-from]", "bands[0].grade": "[data-at=\"0\"] [data-code]",
		"bands[2].to": "[data-at=\"2\"] [data-to]", "metrics.M.valid.max": "[data-metric=M] [data-max]", "metrics.M.valid": "[data-metric=M] [data-min]",
		"window.from": "#rules-window-from", "notes[1].zh": "#rules-notes", "about": "#rules-what",
		"window.days": "#rules-window-n", "": "", "schema": "",
	} {
		if got := Selector(field); got != want {
			t.Errorf("%s: %s, want %s", field, got, want)
		}
	}
}

// TestFieldText: a fault names its field as the page does; a file's own name of it stands where the page has none.
func TestFieldText(t *testing.T) {
	d := &protocol.Draft{Bands: []protocol.DraftBand{{Code: "A"}, {Code: "B"}, {}}}
	for field, want := range map[string]string{
		"metrics.M.steps[2].to": "金额 · 第 3 档到", "metrics.F.steps": "次数 · 分档", "metrics.R.weight": "最近一次 · 权重",
		"metrics.F.steps[0]": "次数 · 第 1 档", "metrics.M.valid.min": "金额 · 只评这个范围里的客户", "metrics": "三项权重",
		"bands[1].from": "B 级 · 从几分", "bands[1].to": "B 级 · 到几分", "bands[2].grade": "3 · 代号", "bands": "等级从几分起", "bands[9].from": "bands[9].from",
		"window.days": "次数和金额看", "currency": "货币", "": "", "schema": "schema", "metrics.R": "最近一次", "notes[2].zh": "看等级的人要知道的（一行一条）",
	} {
		if got := FieldText("zh-CN", field, d); got != want {
			t.Errorf("%s: %s, want %s", field, got, want)
		}
	}
}

// TestNotes: what is written a line each stays so, and a note that stays as it is keeps its other language.
func TestNotes(t *testing.T) {
	d := &protocol.Draft{Notes: []protocol.Text{{Zh: "一", En: "one"}, {Zh: "二", En: "two"}}}
	if got := Notes(d, "zh-CN"); got != "一\n二" {
		t.Errorf("%q", got)
	}
	WriteNotes(d, "zh-CN", "二\r\n\n 三 \n")
	if len(d.Notes) != 2 || d.Notes[0] != (protocol.Text{Zh: "二", En: "two"}) || d.Notes[1] != (protocol.Text{Zh: "三"}) {
		t.Errorf("%+v", d.Notes)
	}
	WriteNotes(d, "en", "")
	if len(d.Notes) != 0 || Notes(d, "en") != "" {
		t.Errorf("%+v", d.Notes)
	}
}

// TestProjectOverResult: a project that is dropped over a result asks whether to use it, and waits until it is answered or a
// file comes.
func TestProjectOverResult(t *testing.T) {
	s := graded(protocol.Settings{Profile: "clinic"})
	s = house.Reduce(s, ProjectIn{Text: "{}", Asks: "流水.fenji.json"})
	if g := own(s); g.Project == "" || g.Asks == "" || len(notes(s)) != 0 {
		t.Errorf("%+v", g)
	}
	if s = house.Reduce(s, ProjectLate{}); own(s).Project == "" || own(s).Asks != "" || len(notes(s)) != 1 || notes(s)[0].Code != "project-waits" {
		t.Errorf("%+v", notes(s))
	}
	if s = house.Reduce(s, ProjectUsed{Lacks: []string{"状态"}}); own(s).Project != "" || len(notes(s)) != 1 || notes(s)[0].Code != "project-lacks" {
		t.Errorf("%+v", notes(s))
	}
}

func TestMovements(t *testing.T) {
	c := &protocol.Cross{From: []string{"A", "B", ""}, To: []string{"S", "A", ""}, Counts: []int{1, 2, 3, 4, 5, 6, 7, 8, 9}, Differ: 21}
	list, n := Movements(c)
	got := ""
	for _, m := range list {
		got += m.Grade + ":" + strconv.Itoa(m.Was) + "→" + strconv.Itoa(m.Now) + " "
	}
	if got != "A:6→15 B:15→0 :24→18 S:0→12 " || n != 21 {
		t.Errorf("%s %d", got, n)
	}
}

func TestWords(t *testing.T) {
	s := graded(protocol.Settings{Profile: "clinic"})
	f := protocol.Filter{Field: "against", Low: "clinic", Values: []string{"A", ""}}
	if got := label(s, "", f); got != "按“门诊”是 A，现在是 未评级" && got != "按“门诊”是 A，现在是 没有等级" {
		t.Errorf("%q", got)
	}
	w := protocol.Way{Grade: "A", Score: "4.1", Points: [3]string{"5", "4", "4"}, Values: [3]string{"30", "7", "1000.01"}}
	if got := WayText(s, w); got != "A 级：最低 4.1 分，R 得 5 分（30 天内）、F 得 4 分（7 次起）、M 得 4 分（1,000.01 元起）" {
		t.Errorf("%q", got)
	}
	for _, c := range [][]string{{"没有档位的客户", "gap"}, {"次数：没有档位的客户", "gap", "F", "3", "4"}, {"只差一档就换级的客户", "fragile"}} {
		if got := foundLabel(s, "", protocol.Filter{Field: "doctor", Values: c[1:]}); got != c[0] {
			t.Errorf("%q, want %q", got, c[0])
		}
	}
	for _, c := range []struct {
		f    protocol.Finding
		want string
	}{{protocol.Finding{Measured: true}, "这份数据里没有这样的客户。"}, {protocol.Finding{}, ""},
		{protocol.Finding{Measured: true, Rows: []protocol.Row{{ID: "1", Grade: "B", Value: [3]string{"", "", "7"}}}}, "例如 1（B，7 元）"}} {
		if got := RowsText(s, c.f); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	if got := differ(s, protocol.Settings{Profile: "clinic"}, protocol.Settings{Profile: "clinic", Rules: "{}"}); got != "改分级办法：门诊" {
		t.Errorf("%q", got)
	}
	if got := FaultText("zh-CN", protocol.Fault{Field: "bands[1].from", Pattern: "is missing"}, nil); got != "bands[1].from：没有填" {
		t.Errorf("%q", got)
	}
}

// TestStoreys: labels of near cuts stand above each other, those with room beside each other, whatever the order of the cuts.
func TestStoreys(t *testing.T) {
	at := func(texts string, places ...int) (cuts []handle) {
		for i, text := range strings.Fields(texts) {
			cuts = append(cuts, handle{at: places[i], text: text})
		}
		return cuts
	}
	for _, c := range []struct {
		cuts []handle
		wide int
		want string
	}{
		{at("30 90 180 365", 500, 670, 830, 1000), 290, "[0 0 0 0]"},
		{at("100 500 1,000 3,000", 460, 610, 680, 780), 290, "[0 0 1 0]"},
		{at("3,000 1,000 500 100", 780, 680, 610, 460), 290, "[0 1 0 0]"},
		{at("1 2 3", 500, 500, 500), 290, "[0 1 2]"},
		{at("100 500 1,000 3,000", 460, 610, 680, 780), 1200, "[0 0 0 0]"},
		{at("7", 0), 0, "[0]"},
		{nil, 290, "[]"},
	} {
		if got := fmt.Sprint(Storeys(c.cuts, c.wide)); got != c.want {
			t.Errorf("%v over %d: %s, want %s", c.cuts, c.wide, got, c.want)
		}
	}
}
