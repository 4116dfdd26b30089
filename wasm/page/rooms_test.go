package page

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fenji/scoring/protocol"
	"fenji/wasm/page/rooms/customers"
	"fenji/wasm/page/rooms/falls"
	"fenji/wasm/page/rooms/privacy"
	"fenji/wasm/page/rooms/report"
	"fenji/wasm/page/rooms/segments"
	"fenji/wasm/page/rooms/why"
	"fenji/wasm/page/shell"
)

// answerAll asks whatever is due and answers it with empty messages.
func answerAll(t *testing.T, s *shell.State) *shell.State {
	t.Helper()
	for range 30 {
		due := house.Due(s)
		if len(due) == 0 {
			return s
		}
		s = run(s, due[0].Put(), due[0].Answered(due[0].Answer()))
	}
	t.Fatal("there is no end of questions")
	return s
}

// lived is a page on which everything was looked at.
func lived(t *testing.T) *shell.State {
	out := outcome("one", 40)
	out.Extras, out.Facets = []string{"科室"}, []int{0}
	out.Columns = []protocol.Column{{Index: 0, Header: "科室"}}
	s := run(house.Start("zh-CN", "light", "2025-01-01"), twoProfiles(),
		shell.SpaceFound{Space: shell.Space{Wide: true, Roomy: true}}, started("a.xlsx", "one"), shell.Graded{Outcome: out, Page: &protocol.Rows{}})
	for _, r := range house {
		s = answerAll(t, house.Reduce(s, shell.TabChosen{Tab: r.Name}))
	}
	s = run(s, shell.TabChosen{Tab: "overview"}, shell.Picked{Customer: 3}, report.Opened{}, segments.SchemeChosen{Scheme: "vip"},
		falls.DayReached{Day: "2025-01-03"}, privacy.NamesChosen{Names: "masked"}, privacy.Opened{}, customers.DenseTurned{},
		customers.FacetFolded{Field: "R", Folded: true}, why.VisitsListed{})
	return answerAll(t, s)
}

// TestEveryRoomHearsEverything: each room, after each of what happens to all of them.
func TestEveryRoomHearsEverything(t *testing.T) {
	other := outcome("one", 7)
	for _, c := range []struct {
		name   string
		events []shell.Event
		check  func(t *testing.T, room shell.Room, was, now *shell.State)
	}{
		{"graded", []shell.Event{started("b.xlsx", "one"), shell.Graded{Outcome: other}}, nothingOfBefore},
		{"graded anew", []shell.Event{shell.Started{Task: shell.Grading, Names: []string{"a.xlsx"}, Settings: shell.NewFile("two")},
			shell.Graded{Outcome: other}}, nothingOfBefore},
		{"forgotten", []shell.Event{shell.Forgotten{}}, func(t *testing.T, room shell.Room, _, now *shell.State) {
			fresh := run(house.Start("zh-CN", "auto", "2025-01-01"), twoProfiles(), shell.Forgotten{})
			if got, want := dump(owned(now, room)), dump(owned(fresh, room)); got != want {
				t.Errorf("%s keeps\n%s\nof what was forgotten, not\n%s", room.Name, got, want)
			}
			if !now.Space.Wide || !now.Space.Roomy {
				t.Errorf("%s: the room in the window is forgotten, too", room.Name)
			}
		}},
		{"cancelled", []shell.Event{started("b.xlsx", "one"), shell.Cancelled{}}, sameAsBefore},
		{"language", []shell.Event{shell.LangChosen{Lang: "en"}}, sameAsBefore},
		{"tab", []shell.Event{shell.TabChosen{Tab: "columns"}}, sameAsBefore},
	} {
		t.Run(c.name, func(t *testing.T) {
			was := lived(t)
			before := dump(was)
			now := run(was, c.events...)
			if dump(was) != before {
				t.Error("the state before is another one by now")
			}
			for _, room := range house {
				if room.Reduce != nil {
					c.check(t, room, was, now)
				}
			}
		})
	}
}

func owned(s *shell.State, room shell.Room) any { return shell.Own[any](s, room.Name) }

func sameAsBefore(t *testing.T, room shell.Room, was, now *shell.State) {
	if got, want := dump(owned(now, room)), dump(owned(was, room)); got != want {
		t.Errorf("%s: now\n%s\nbefore\n%s", room.Name, got, want)
	}
}

// nothingOfBefore: whatever belongs to an outcome belongs to the one shown, or is not there.
func nothingOfBefore(t *testing.T, room shell.Room, was, now *shell.State) {
	shown := own(room, now)
	for i := range shown.NumField() {
		field := shown.Field(i)
		if kind := shown.Type().Field(i).Name; field.Type() == reflect.TypeFor[*protocol.Outcome]() {
			if field.Pointer() == reflect.ValueOf(now.Outcome).Pointer() {
				t.Errorf("%s: %s is of an outcome that nothing was asked about", room.Name, kind)
			}
		}
	}
	if room.Name == "report" && shell.Own[report.State](now, "report").Open {
		t.Error("the report stays open over another outcome")
	}
	if room.Name == "why" && now.Picked < 0 && shell.Own[why.State](now, "why").Why != nil {
		t.Error("nobody is explained, and yet there is an explanation")
	}
}

func own(room shell.Room, s *shell.State) reflect.Value { return reflect.ValueOf(owned(s, room)) }

// TestReportIsOfOneFile: what was printed beside the name of another file.
func TestReportIsOfOneFile(t *testing.T) {
	for name, e := range map[string][]shell.Event{
		"another file": {started("b.xlsx", "one"), shell.Graded{Outcome: outcome("one", 7)}},
		"undo": {shell.Started{Task: shell.Grading, Names: []string{"a.xlsx"}, Settings: shell.NewFile("two")},
			shell.Graded{Outcome: outcome("two", 40)}},
		"home": {shell.HomeChosen{Home: true}},
	} {
		s := run(lived(t), report.Opened{Least: 5})
		due := house.Due(s)[slices.IndexFunc(house.Due(s), func(p shell.Pending) bool { return p.Name == "report" })]
		s = house.Reduce(house.Reduce(s, due.Put()), due.Answered(&protocol.Overview{}))
		if shell.Own[report.State](s, "report").Paper == nil {
			t.Fatal("no report")
		}
		s = run(s, e...)
		if r := shell.Own[report.State](s, "report"); r.Open || r.Paper != nil && r.Of != s.Outcome {
			t.Errorf("%s: the report shows figures of the file before", name)
		}
		// Nor does one come that was under way.
		s = run(run(lived(t), report.Opened{Least: 5}), due.Put())
		s = house.Reduce(run(s, e...), due.Answered(&protocol.Overview{}))
		if r := shell.Own[report.State](s, "report"); r.Open || r.Paper != nil && r.Of != s.Outcome {
			t.Errorf("%s: a report of the file before comes late", name)
		}
	}
}

// TestNobodyWaitsForEver: a question that a cancelled grading took the answer from is asked again.
func TestNobodyWaitsForEver(t *testing.T) {
	for _, tab := range []string{"segments", "falls", "overview", "quality"} {
		for _, early := range []bool{false, true} { // the answer fails to come before or after the cancel
			s := run(house.Start("zh-CN", "auto", ""), twoProfiles(), started("a.xlsx", "one"), shell.Graded{Outcome: outcome("one", 5)},
				shell.TabChosen{Tab: tab})
			asks := func() int {
				return slices.IndexFunc(house.Due(s), func(p shell.Pending) bool { return p.Name == tab })
			}
			if asks() < 0 {
				t.Fatalf("%s: nothing is asked", tab)
			}
			due := house.Due(s)[asks()]
			s = house.Reduce(s, due.Put())
			if asks() >= 0 {
				t.Errorf("%s: asked twice", tab)
			}
			set := s.Settings
			set.Profile = "two"
			s = house.Reduce(s, shell.Started{Task: shell.Grading, Names: s.Names, Settings: set})
			if early {
				s = run(s, due.Unanswered(false), shell.Cancelled{})
			} else {
				s = run(s, shell.Cancelled{}, due.Unanswered(false))
			}
			if asks() < 0 {
				t.Errorf("%s waits for ever", tab)
			}
			// What failed is not asked on and on, but when something has happened.
			due = house.Due(s)[asks()]
			s = run(s, due.Put(), shell.Failed{}, due.Unanswered(true))
			if asks() >= 0 {
				t.Errorf("%s: asks on and on", tab)
			}
			if s = house.Reduce(s, shell.Dismissed{}); asks() < 0 {
				t.Errorf("%s: asks no more", tab)
			}
		}
	}
}

// everything is each event of the shell once, and then some of its questions' answers.
func everything(s *shell.State) []shell.Event {
	out := *s.Outcome
	due := house.Due(house.Reduce(s, shell.Arranged{View: s.View}))
	events := []shell.Event{
		shell.LangChosen{Lang: "en"}, shell.ThemeChosen{Theme: "dark"}, shell.SpaceFound{}, shell.TabChosen{Tab: "falls"},
		shell.HomeChosen{Home: true}, shell.SettingsChosen{Settings: shell.NewFile("two")}, shell.Arrived{}, shell.LockFailed{},
		twoProfiles(), shell.OwnKnown{}, shell.Brought{}, shell.SinceChosen{}, started("b.xlsx", "two"), shell.Advanced{Progress: protocol.Progress{Done: 1}},
		shell.Recall{On: true}, shell.Recall{}, shell.Graded{Outcome: &out, Page: &protocol.Rows{}}, shell.Revealed{Outcome: &out, On: true},
		shell.Exported{}, shell.Failed{Issue: protocol.Issue{Code: "truncated"}}, shell.Cancelled{}, shell.Dismissed{},
		shell.Arranged{View: protocol.View{Search: "x"}}, shell.Listed{Page: &protocol.Rows{}}, shell.ListWanted{}, shell.Marked{},
		shell.Picked{Customer: 1}, shell.Closed{}, shell.Forgotten{},
	}
	for _, p := range due {
		events = append(events, p.Put(), p.Answered(p.Answer()), p.Unanswered(true), p.Unanswered(false))
	}
	return events
}

// TestReduceLeavesTheStateBefore: whatever happens to a page on which everything was looked at, and to one without a
// result. Run watches.
func TestReduceLeavesTheStateBefore(t *testing.T) {
	rich, bare := lived(t), run(house.Start("zh-CN", "light", "2025-01-01"), twoProfiles())
	events := everything(rich)
	for _, e := range events {
		run(rich, e)
		run(bare, e)
	}
	run(rich, events...)
	tried := map[string]bool{"Put": true, "Answered": true, "Unanswered": true}
	for _, e := range events {
		tried[reflect.TypeOf(e).Name()] = true
	}
	source, err := parser.ParseFile(token.NewFileSet(), "shell/events.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range source.Decls {
		if d, ok := d.(*ast.GenDecl); ok && d.Tok == token.TYPE {
			for _, spec := range d.Specs {
				if name := spec.(*ast.TypeSpec).Name.Name; name != "Event" && !tried[name] {
					t.Errorf("%s is not tried", name)
				}
			}
		}
	}
}

// TestLateAnswersAreDropped: of an outcome that is no longer shown, and of a wish that is another by now.
func TestLateAnswersAreDropped(t *testing.T) {
	s := run(house.Start("zh-CN", "auto", ""), twoProfiles(), started("a.xlsx", "one"), shell.Graded{Outcome: outcome("one", 5)},
		shell.TabChosen{Tab: "overview"})
	due := house.Due(s)
	if len(due) == 0 {
		t.Fatal("nothing is asked")
	}
	for _, p := range due {
		asked := run(s, p.Put())
		other := run(asked, started("b.xlsx", "one"), shell.Graded{Outcome: outcome("one", 7)})
		if got := house.Reduce(other, p.Answered(p.Answer())); got != other {
			t.Errorf("%s: an answer about the file before is taken", p.Name)
		}
		anew := run(asked, shell.Forgotten{})
		if got := house.Reduce(anew, p.Answered(p.Answer())); got != anew {
			t.Errorf("%s: an answer is taken after everything was forgotten", p.Name)
		}
	}
}

// TestAddedColumnsAreMadeAgain: a fresh engine is asked anew for what the list has columns of.
func TestAddedColumnsAreMadeAgain(t *testing.T) {
	wish := &protocol.Pick{Customer: 1}
	models := shell.Room{Name: "models", Questions: []shell.Question{{Name: "models", Op: "models", Adds: true,
		Wish: func(*shell.State) protocol.Message { return wish }, Answer: func() protocol.Message { return &protocol.Count{} }}}}
	house := append(Rooms(), models)
	s := house.Reduce(house.Start("en", "auto", ""), twoProfiles())
	s = house.Reduce(house.Reduce(s, started("a.xlsx", "one")), shell.Graded{Outcome: outcome("one", 5)})
	due := func() []shell.Pending {
		return slices.DeleteFunc(house.Due(s), func(p shell.Pending) bool { return p.Name != "models" })
	}
	asked := due()[0]
	s = house.Reduce(house.Reduce(s, asked.Put()), asked.Answered(&protocol.Count{}))
	if s = house.Reduce(s, shell.Recall{On: true}); len(due()) != 0 {
		t.Error("asked twice of one engine")
	}
	if s = house.Reduce(s, shell.Recall{On: false}); len(due()) != 1 {
		t.Error("a fresh engine is not asked")
	}
}

// dump writes a value with all that it points at.
func dump(v any) string {
	var b strings.Builder
	write(&b, reflect.ValueOf(v), 0)
	return b.String()
}

func write(b *strings.Builder, v reflect.Value, deep int) {
	switch v.Kind() {
	case reflect.Invalid:
		b.WriteString("nil")
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() || deep > 20 {
			b.WriteString("nil")
			return
		}
		write(b, v.Elem(), deep+1)
	case reflect.Func:
	case reflect.Struct:
		b.WriteString(v.Type().String() + "{")
		for i := range v.NumField() {
			b.WriteString(v.Type().Field(i).Name + ":")
			write(b, v.Field(i), deep+1)
			b.WriteString(" ")
		}
		b.WriteString("}")
	case reflect.Slice, reflect.Array:
		b.WriteString("[")
		for i := range v.Len() {
			write(b, v.Index(i), deep+1)
			b.WriteString(" ")
		}
		b.WriteString("]")
	case reflect.Map:
		var entries []string
		for _, k := range v.MapKeys() {
			var e strings.Builder
			write(&e, k, deep+1)
			e.WriteString(":")
			write(&e, v.MapIndex(k), deep+1)
			entries = append(entries, e.String())
		}
		slices.Sort(entries)
		b.WriteString("map" + strings.Join(entries, " "))
	default:
		fmt.Fprint(b, v)
	}
}
