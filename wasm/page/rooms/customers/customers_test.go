package customers

import (
	"slices"
	"testing"

	"fenji/scoring/columns"
	"fenji/scoring/protocol"
	"fenji/wasm/page/shell"
)

var house = shell.House{Room}

func run(s *shell.State, events ...shell.Event) *shell.State {
	for _, e := range events {
		s = house.Reduce(s, e)
	}
	return s
}

func outcome(profile string, rows int) *protocol.Outcome {
	return &protocol.Outcome{Graded: true, Profile: profile, Rows: rows, Unit: "yuan"}
}

// clinic is the state over an outcome with two columns of its own, of which the first has a facet.
func clinic(lang string) *shell.State {
	out := outcome("one", 900)
	out.Extras, out.Facets = []string{"科室", "备注"}, []int{3}
	out.Columns = []protocol.Column{{Index: 0, Header: "客户编号"}, {Index: 3, Header: "科室"}, {Index: 4, Header: "备注"}}
	return run(house.Start(lang, "auto", "2025-01-01"), shell.Started{Task: shell.Loading, Names: []string{"a.xlsx"}},
		shell.Graded{Outcome: out, Count: protocol.Count{Rows: 45}})
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
	if n := len(shown(s)); n != 14 {
		t.Fatalf("%d columns", n)
	}
	cols := withColumn(shown(s), 3, false)
	cols = moved(cols, 9, -100)
	cols = moved(cols, 0, 3)
	cols = moved(cols, 9, -1)
	cols = moved(cols, 12, 5)
	cols = withColumn(cols, 3, true)
	if want := []int{0, 9, 1, 2, 4, 5, 6, 7, 8, 10, 11, 13, 12, 3}; !slices.Equal(cols, want) {
		t.Errorf("%v, want %v", cols, want)
	}
	s = run(s, ColumnsChosen{cols}, ColumnSized{3, 5}, ColumnSized{4, 5000}, DenseTurned{}, FacetFolded{"R", true})
	if c := own(s); c.Widths[3] != leastWidth || c.Widths[4] != mostWidth || !c.Dense {
		t.Errorf("%+v", c)
	}
	if f := facetsOf(s); len(f) != 6 || !f[1].folded || f[0].folded || f[5].field != "column.3" || f[5].title != "科室" {
		t.Errorf("facets %+v", f)
	}
	// Another profile leaves the columns as they are, another file does not.
	again := run(s, shell.Started{Task: shell.Grading, Names: s.Names, Settings: s.Settings}, shell.Graded{Outcome: s.Outcome})
	other := run(s, shell.Started{Task: shell.Loading, Names: []string{"b.xlsx"}}, shell.Graded{Outcome: outcome("one", 3)})
	if own(again).Widths == nil || own(other).Widths != nil || len(shown(other)) != 12 {
		t.Error("columns are kept for another file, or lost for the same")
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

// TestExplanationCoversFilters where there is no room for both.
func TestExplanationCoversFilters(t *testing.T) {
	s := run(clinic("en"), FacetsTurned{true}, shell.Picked{Customer: 3})
	if dense(s) || !dense(run(s, shell.SpaceFound{Space: shell.Space{Low: true}})) || dense(run(s, shell.SpaceFound{Space: shell.Space{Low: true}}, DenseTurned{})) {
		t.Error("rows are low on a small laptop, until the user says otherwise")
	}
	if facetsShown(s) || !facetsShown(run(s, shell.SpaceFound{Space: shell.Space{Roomy: true}})) || !facetsShown(run(s, shell.Closed{})) {
		t.Error("filters and explanation share the room wrongly")
	}
}

func TestScopeFollowsTheList(t *testing.T) {
	s := clinic("en")
	if got := own(run(s, ToolTurned{"export"})).Scope; got != "" {
		t.Errorf("all: %q", got)
	}
	s.View.Search = "x"
	if got := own(run(s, ToolTurned{"export"})).Scope; got != "view" {
		t.Errorf("found: %q", got)
	}
	s.Count.Marked = 2
	if got := own(run(s, ToolTurned{"export"}, ScopeChosen{""})).Scope; got != "" {
		t.Errorf("chosen: %q", got)
	}
	if got := own(run(s, ToolTurned{"export"}, ToolTurned{"export"})).Tool; got != "" {
		t.Errorf("the menu stays: %q", got)
	}
}

func TestCellTexts(t *testing.T) {
	done := clinic("zh-CN")
	got := cellTexts(done, &protocol.Row{ID: "007", Value: [3]string{"", "0", "-1200.00"}, Reason: "no-purchase",
		Extras: []string{"x"}})
	if len(got) != columns.Extra+1 || got[columns.MAmount] != "-1,200.00" || got[columns.Extra] != "x" ||
		got[columns.Extra-1] != "没有过消费（只有退费，或净额不为正）" {
		t.Errorf("%q", got)
	}
}

// due are the questions of a name that have to be asked.
func due(s *shell.State, name string) (list []shell.Pending) {
	for _, p := range house.Due(s) {
		if p.Name == name {
			list = append(list, p)
		}
	}
	return list
}

// TestAhead: what the next acts would wait for is asked for once for every outcome, while nothing is under way.
func TestAhead(t *testing.T) {
	s := clinic("en")
	first := due(s, ahead)
	if len(first) != 1 || first[0].Message.(*protocol.Prepare).Lang != "en" || !first[0].Quiet || first[0].Pause <= 0 {
		t.Fatalf("%+v is asked", first)
	}
	asked := run(s, first[0].Put())
	for state, s := range map[string]*shell.State{
		"asked": asked, "answered": run(asked, first[0].Answered(&protocol.Nothing{})),
		"under way": run(s, shell.Started{Task: shell.Exporting}),
	} {
		if again := due(s, ahead); len(again) != 0 {
			t.Errorf("%s: asked again: %+v", state, again)
		}
	}
	if next := due(run(asked, shell.Graded{Outcome: outcome("two", 900)}), ahead); len(next) != 1 {
		t.Errorf("of another outcome %+v is asked", next)
	}
}

// TestLateCountsAreAskedAnew: counts that were asked for before the list changed, and come after, are not taken for those of the
// new list.
func TestLateCountsAreAskedAnew(t *testing.T) {
	s := run(clinic("en"), FacetsTurned{true}, shell.SpaceFound{Space: shell.Space{Roomy: true}}, shell.Listed{Count: protocol.Count{Rows: 45}})
	now := due(s, question)
	if len(now) != 1 {
		t.Fatalf("%d questions", len(now))
	}
	asked := now[0]
	field := asked.Message.(*protocol.FacetOf).Field
	late := run(s, asked.Put(), shell.Arranged{View: protocol.View{Search: "x"}}, asked.Answered(&protocol.Facet{Field: field}),
		shell.Listed{Count: protocol.Count{Rows: 3}})
	if again := due(late, question); len(again) != 1 || again[0].Message.(*protocol.FacetOf).Field != field {
		t.Errorf("of %s, %+v is asked", field, again)
	}
	soon := run(s, asked.Put(), asked.Answered(&protocol.Facet{Field: field}))
	if next := due(soon, question); len(next) != 1 || next[0].Message.(*protocol.FacetOf).Field == field {
		t.Errorf("%s is asked again: %+v", field, next)
	}
}
