package page

import (
	"fmt"
	"strings"
	"testing"

	"fenji/scoring/protocol"
	"fenji/wasm/page/rooms/columns"
	"fenji/wasm/page/shell"
)

var house = Rooms()

var bills = []protocol.Column{{Index: 0, Header: "病历号", Role: "customer"}, {Index: 1, Header: "日期", Role: "date"},
	{Index: 2, Header: "应收", Role: "other"}, {Index: 3, Header: "实收", Role: "amount"}}

// run lets events happen, and watches that each leaves the state before it as it was, in every depth.
func run(s *shell.State, events ...shell.Event) *shell.State {
	for _, e := range events {
		before := dump(s)
		now := house.Reduce(s, e)
		if dump(s) != before {
			panic(fmt.Sprintf("%T changes the state before it", e))
		}
		s = now
	}
	return s
}

func twoProfiles() shell.Greeted {
	bands := []protocol.Band{{Grade: "A", From: "4.1"}, {Grade: "B", From: "3.1"}, {Grade: "C", From: "2.1"},
		{Grade: "D", From: "1"}}
	return shell.Greeted{Profiles: []protocol.Profile{
		{ID: "one", Unit: "yuan", Weights: [3]string{"0.4", "0.3", "0.3"}, Bands: bands},
		{ID: "two", Unit: "wan", Weights: [3]string{"1", "1", "1"}, Bands: bands[:3],
			Notes: []protocol.Text{{Zh: "注意", En: "note"}}},
	}}
}

func outcome(profile string, rows int) *protocol.Outcome {
	return &protocol.Outcome{Graded: true, Profile: profile, Rows: rows, Unit: "yuan",
		Groups: []protocol.Group{{Grade: "A"}, {Grade: "B"}, {Grade: "C"}, {Grade: ""}}}
}

func started(name, profile string) shell.Started {
	return shell.Started{Task: shell.Loading, Names: []string{name}, Settings: shell.NewFile(profile)}
}

// TestPhases follows data-state through everything that can happen to a page.
func TestPhases(t *testing.T) {
	ready := run(house.Start("zh-CN", "auto", "2025-01-01"), twoProfiles())
	done := run(ready, started("a.xlsx", "one"), shell.Graded{Outcome: outcome("one", 5)})
	issue := shell.Failed{Issue: protocol.Issue{Code: "truncated"}}
	missing := &protocol.Outcome{Profile: "one", Missing: []string{"date"}}
	for _, c := range []struct {
		what   string
		from   *shell.State
		events []shell.Event
		phase  string
		code   string
	}{
		{"at first", house.Start("en", "auto", ""), nil, "loading", ""},
		{"early file", house.Start("en", "auto", ""), []shell.Event{shell.Arrived{}}, "loading", ""},
		{"lock failed", house.Start("en", "auto", ""), []shell.Event{shell.LockFailed{}, shell.Dismissed{}}, "error", "lock-failed"},
		{"locked", ready, nil, "ready", ""},
		{"loading", ready, []shell.Event{started("a.xlsx", "one")}, "working", ""},
		{"cancelled", ready, []shell.Event{started("a.xlsx", "one"), shell.Cancelled{}}, "ready", ""},
		{"bad file", ready, []shell.Event{started("a.xlsx", "one"), issue}, "error", "truncated"},
		{"dismissed", ready, []shell.Event{started("a.xlsx", "one"), issue, shell.Dismissed{}}, "ready", ""},
		{"graded", done, nil, "done", ""},
		{"bad file after a good one", done, []shell.Event{started("b.xlsx", "one"), issue}, "error", "truncated"},
		{"and dismissed", done, []shell.Event{started("b.xlsx", "one"), issue, shell.Dismissed{}}, "done", ""},
		{"export", done, []shell.Event{shell.Started{Task: shell.Exporting}}, "done", ""},
		{"missing", ready, []shell.Event{started("a.xlsx", "one"), shell.Graded{Outcome: missing}}, "error", "missing-columns"},
		{"missing, dismissed", ready, []shell.Event{started("a.xlsx", "one"), shell.Graded{Outcome: missing}, shell.Dismissed{}},
			"error", ""},
		{"no rows used", ready, []shell.Event{started("a.xlsx", "one"), shell.Graded{Outcome: outcome("one", 0)}},
			"error", "nothing-graded"},
	} {
		s := run(c.from, c.events...)
		code := ""
		if s.Message != nil {
			code = s.Message.Code
		}
		if s.Phase() != c.phase || code != c.code {
			t.Errorf("%s: %s %q, want %s %q", c.what, s.Phase(), code, c.phase, c.code)
		}
	}
}

// TestFailureKeepsWhatIsShown: names, settings and outcome of an earlier file survive a bad one and a cancelled one.
func TestFailureKeepsWhatIsShown(t *testing.T) {
	done := run(house.Start("zh-CN", "auto", ""), twoProfiles(), started("a.xlsx", "two"), shell.Graded{Outcome: outcome("two", 5)})
	for _, end := range []shell.Event{shell.Failed{Issue: protocol.Issue{Code: "damaged"}}, shell.Cancelled{}} {
		s := run(done, started("b.xlsx", "one"), end)
		if s.Outcome != done.Outcome || s.Settings.Profile != "two" || s.Names[0] != "a.xlsx" || !s.Settled() {
			t.Errorf("after %T: %v %v", end, s.Names, s.Settings)
		}
	}
}

// TestExplainedCustomerStays while only the rules change, and goes with the customers.
func TestExplainedCustomerStays(t *testing.T) {
	done := run(house.Start("zh-CN", "auto", ""), twoProfiles(), started("a.xlsx", "one"),
		shell.Graded{Outcome: outcome("one", 5)}, shell.Picked{Customer: 3})
	again := func(change func(*protocol.Settings), rows int) int {
		set := done.Settings
		change(&set)
		return run(done, shell.Started{Task: shell.Grading, Names: done.Names, Settings: set}, shell.Graded{Outcome: outcome(set.Profile, rows)}).Picked
	}
	if got := again(func(s *protocol.Settings) { s.Profile, s.AsOf = "two", "2024-12-31" }, 5); got != 3 {
		t.Errorf("another profile explains %d", got)
	}
	if got := again(func(s *protocol.Settings) { s.AsOf = "2020-01-01" }, 2); got != -1 {
		t.Errorf("with two customers left it explains %d", got)
	}
	if got := again(func(s *protocol.Settings) { *s = shell.WithRole(*s, 0, "customer") }, 5); got != -1 {
		t.Errorf("another customer column explains %d", got)
	}
	if got := run(done, started("b.xlsx", "one"), shell.Graded{Outcome: outcome("one", 5)}).Picked; got != -1 {
		t.Errorf("another file explains %d", got)
	}
}

func TestStaleProgress(t *testing.T) {
	s := run(house.Start("en", "auto", ""), twoProfiles(), shell.Advanced{Progress: protocol.Progress{Rows: 7}})
	if s.Progress.Rows != 0 {
		t.Error("progress without a task")
	}
}

// TestRecall: rereading files after a cancelled job shows as work, and neither hides the result nor stops other work.
func TestRecall(t *testing.T) {
	ready := run(house.Start("zh-CN", "auto", "2025-01-01"), twoProfiles())
	done := run(ready, started("a.xlsx", "one"), shell.Graded{Outcome: outcome("one", 5)})
	at := run(done, shell.Recall{On: true}, shell.Advanced{Progress: protocol.Progress{Stage: "read", Rows: 7}})
	if at.Task != shell.Recalling || at.Progress.Rows != 7 || at.Phase() != "done" || !at.Settled() {
		t.Errorf("while rereading: task %q, %d rows, %s", at.Task, at.Progress.Rows, at.Phase())
	}
	if s := run(at, shell.Recall{On: false}); s.Task != shell.Idle {
		t.Errorf("afterwards: %q", s.Task)
	}
	at.Picked = 3
	if s := run(at, shell.Cancelled{}, shell.Recall{On: false}); s.Task != shell.Idle || s.Outcome == nil || s.Picked >= 0 {
		t.Errorf("cancelled: %q", s.Task)
	}
	if s := run(at, started("b.xlsx", "one"), shell.Recall{On: false}); s.Task != shell.Loading {
		t.Errorf("with another file: %q", s.Task)
	}
	if s := run(done, shell.Started{Task: shell.Exporting}, shell.Recall{On: true}, shell.Recall{On: false}); s.Task != shell.Exporting {
		t.Errorf("for an export: %q", s.Task)
	}
}

func TestMissingColumnsAreNamed(t *testing.T) {
	out := &protocol.Outcome{Profile: "one", Missing: []string{"customer", "date"}}
	s := run(house.Start("zh-CN", "auto", ""), twoProfiles(), started("a.xlsx", "one"), shell.Graded{Outcome: out})
	if got := s.MessageText(); !strings.Contains(got, "客户编号、消费日期") {
		t.Error(got)
	}
	if s.Tab != "columns" {
		t.Errorf("tab %s", s.Tab)
	}
}

func TestNotes(t *testing.T) {
	out := outcome("two", 3)
	out.AsOf, out.UnitAsk = "2025-06-01", true
	out.Notices = []protocol.Issue{{Code: "all-equal", Args: []string{"metric", "M", "value", "3"}},
		{Code: "encoding"}}
	s := run(house.Start("en", "auto", "2025-01-01"), twoProfiles(), started("a.xlsx", "two"), shell.Graded{Outcome: out})
	var codes []string
	for _, n := range house.Notes(s) {
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

// decided lets settings be applied as the engine would.
func decided(s *shell.State, set protocol.Settings) *shell.State {
	s = house.Reduce(s, shell.Started{Task: shell.Grading, Settings: set})
	return house.Reduce(s, shell.Graded{Outcome: &protocol.Outcome{Graded: true, Rows: 1, Profile: set.Profile, Columns: bills}})
}

// TestUndo goes back and forth over decisions; a new one forgets the way on, a new file everything.
func TestUndo(t *testing.T) {
	s := house.Start("zh-CN", "auto", "")
	first := shell.NewFile("p")
	s = house.Reduce(s, shell.Started{Task: shell.Loading, Names: []string{"a"}, Settings: first})
	s = house.Reduce(s, shell.Graded{Outcome: &protocol.Outcome{Graded: true, Rows: 1, Profile: "p", Columns: bills}})
	a := shell.WithRole(first, 2, "amount")
	b := a
	b.Clean.Outliers = "z"
	for _, step := range []struct {
		name         string
		set          protocol.Settings
		past, future int
		moved        bool
	}{
		{"a column", a, 1, 0, true}, {"the same again", a, 1, 0, false}, {"outliers", b, 2, 0, false}, {"back", a, 1, 1, false},
		{"back to the start", first, 0, 2, false}, {"on", a, 1, 1, false}, {"another way", shell.WithRole(a, 0, "name"), 2, 0, false},
	} {
		s = decided(s, step.set)
		if len(s.Past) != step.past || len(s.Future) != step.future {
			t.Errorf("%s: %d back, %d on", step.name, len(s.Past), len(s.Future))
		}
		if moved := columns.MovedText(s) != ""; moved != step.moved {
			t.Errorf("%s: moved %v", step.name, moved)
		}
	}
	s = house.Reduce(house.Reduce(s, shell.Started{Task: shell.Grading, Settings: b}), shell.Cancelled{})
	if len(s.Past) != 2 {
		t.Error("a decision that was cancelled is none")
	}
	s = house.Reduce(s, shell.Started{Task: shell.Loading, Names: []string{"b"}, Settings: first})
	s = house.Reduce(s, shell.Graded{Outcome: &protocol.Outcome{Graded: true, Rows: 1, Profile: "p"}})
	if len(s.Past)+len(s.Future) != 0 {
		t.Error("the past of another file stays")
	}
}

// TestAsksForPassword follows a locked file from the question to the result, and to being given up.
func TestAsksForPassword(t *testing.T) {
	out := &protocol.Outcome{Graded: true, Rows: 1}
	first := house.Reduce(house.Start("zh-CN", "auto", "2026-01-01"), shell.Greeted{})
	shown := house.Reduce(house.Reduce(first, shell.Started{Task: shell.Loading, Names: []string{"a.xlsx"}}), shell.Graded{Outcome: out})
	for name, before := range map[string]*shell.State{"ready": first, "done": shown} {
		if before.Phase() != name || before.Asks() {
			t.Fatalf("phase %s, asks %v", before.Phase(), before.Asks())
		}
		s := before
		for _, code := range []string{"encrypted", "wrong-password", "wrong-password"} {
			s = house.Reduce(s, shell.Started{Task: shell.Loading, Names: []string{"b.xlsx"}})
			if s.Asks() || s.Phase() != "working" {
				t.Errorf("%s: asks while it works", name)
			}
			s = house.Reduce(s, shell.Failed{Issue: protocol.Issue{Code: code}})
			if !s.Asks() || s.Phase() != "error" {
				t.Errorf("%s: %s: asks %v, phase %s", name, code, s.Asks(), s.Phase())
			}
		}
		if given := house.Reduce(s, shell.Dismissed{}); given.Asks() || given.Phase() != name {
			t.Errorf("%s: given up: asks %v, phase %s", name, given.Asks(), given.Phase())
		}
		if refused := house.Reduce(s, shell.Failed{Issue: protocol.Issue{Code: "encrypted-unsupported"}}); refused.Asks() {
			t.Errorf("%s: asks for a password that cannot help", name)
		}
		opened := house.Reduce(house.Reduce(s, shell.Started{Task: shell.Loading, Names: []string{"b.xlsx"}}), shell.Graded{Outcome: out})
		if opened.Asks() || opened.Phase() != "done" {
			t.Errorf("%s: opened: asks %v, phase %s", name, opened.Asks(), opened.Phase())
		}
	}
}

// clinic is the state over an outcome with two columns of its own, of which the first has a facet.
func clinic(lang string) *shell.State {
	out := outcome("one", 900)
	out.Extras, out.Facets = []string{"科室", "备注"}, []int{3}
	out.Columns = []protocol.Column{{Index: 0, Header: "客户编号"}, {Index: 3, Header: "科室"}, {Index: 4, Header: "备注"}}
	s := run(house.Start(lang, "auto", "2025-01-01"), twoProfiles(), started("a.xlsx", "one"), shell.Graded{Outcome: out})
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
			for _, chip := range house.Chips(s) {
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

// TestCarried follows filters over a change of profile and of sheet.
func TestCarried(t *testing.T) {
	s := clinic("en")
	s.View = protocol.View{Sort: shell.ByScore, Filters: []protocol.Filter{{Field: "M", Low: "3"}, {Field: "R", High: "3"},
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
	if got := fields(s.Carried(set, s.Outcome)); got != "M R column.3" {
		t.Errorf("same profile: %s", got)
	}
	if got := fields(s.Carried(set, &other)); got != "R column.3" {
		t.Errorf("another unit: %s", got)
	}
	set.Sheet = 2
	if v := s.Carried(set, s.Outcome); len(v.Filters) != 0 || len(v.Sort) != 1 {
		t.Errorf("another sheet: %+v", v)
	}
}
