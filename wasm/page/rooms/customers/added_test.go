package customers

import (
	"slices"
	"testing"

	"fenji/scoring/columns"
	"fenji/scoring/protocol"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// rain is what a feature adds to the list in its part of the engine.
var rain = []protocol.Added{
	{ID: "weather.rain", Head: "Rain", Kind: protocol.CellShare},
	{ID: "weather.sky", Head: "Sky", Kind: protocol.CellText},
	{ID: "weather.before", Head: "Before", Kind: protocol.CellGrade},
}

func listed(added []protocol.Added) shell.Listed {
	return shell.Listed{Page: &protocol.Rows{Total: 45, Added: added}, Count: protocol.Count{Rows: 45}}
}

// TestAddedColumns: they stand behind those of the file, with header, text, filter and facet.
func TestAddedColumns(t *testing.T) {
	s := run(clinic("en"), listed(rain))
	sky := rain[1].Column()
	if cols := shown(s); len(cols) != columns.Extra+2+3 || cols[15] != sky || header(s, sky) != "Sky" {
		t.Fatalf("columns %v", cols)
	}
	row := &protocol.Row{Added: []string{"0.1234", "grey", "B"}}
	for i, want := range []string{"12.3%", "grey", "B"} {
		if got := addedText(s, row, rain[i].Column()); got != want {
			t.Errorf("%s: %q, want %q", rain[i].ID, got, want)
		}
	}
	facets := facetsOf(s)
	if f := facets[len(facets)-2]; f.field != "added.weather.sky" || f.title != "Sky" || !f.folded {
		t.Errorf("facet %+v", f)
	}
	if byValues(s, "added.weather.rain") || !byValues(s, "added.weather.sky") || !byValues(s, "added.weather.before") {
		t.Error("a share has values, or a text has not")
	}
	s = run(s, shell.Arranged{View: protocol.View{Filters: []protocol.Filter{
		{Field: "added.weather.sky", Values: []string{"grey"}}, {Field: "added.weather.rain", Low: "0.5"}}}})
	for i, want := range []string{"Sky: grey", "Rain ≥ 0.5"} {
		if got := house.Chips(s)[i].Label; got != want {
			t.Errorf("chip %q, want %q", got, want)
		}
	}
}

// TestAddedColumnsComeAndGo: one that comes is shown even where columns were chosen, unless it was hidden before; one that
// goes leaves nothing behind.
func TestAddedColumnsComeAndGo(t *testing.T) {
	s := run(clinic("en"), ColumnsChosen{[]int{0, 9}}, listed(rain[:2]))
	sky, before := rain[1].Column(), rain[2].Column()
	s = run(s, ColumnsChosen{withColumn(shown(s), sky, false)}, listed(nil))
	if got := shown(s); !slices.Equal(got, []int{0, 9}) {
		t.Errorf("gone: %v", got)
	}
	s = run(s, listed(rain))
	if got := shown(s); slices.Contains(got, sky) || !slices.Contains(got, before) || len(got) != 4 {
		t.Errorf("back: %v", got)
	}
	if got := header(run(s, listed(nil)), sky); got != "" {
		t.Errorf("a column that is gone is called %q", got)
	}
}

// TestViewWithoutColumns: another grading keeps what it offers at once of order and filters, and no more.
func TestViewWithoutColumns(t *testing.T) {
	v := protocol.View{Sort: []protocol.SortKey{{Column: rain[0].Column()}, {Column: rain[1].Column()}},
		Filters: []protocol.Filter{{Field: "added.weather.rain", Low: "1"}, {Field: "added.weather.sky", Values: []string{"blue"}}}}
	out := outcome("one", 5)
	out.Added = rain[1:2]
	fit := shell.Fitting(v, out)
	if len(fit.Sort) != 1 || fit.Sort[0].Column != rain[1].Column() || len(fit.Filters) != 1 || fit.Filters[0].Field != "added.weather.sky" {
		t.Errorf("%+v", fit)
	}
}

// TestGained: what other tables say of customers is headed in the user's language; its dates and numbers have ranges.
func TestGained(t *testing.T) {
	for lang, want := range map[string]string{"en": "Mean rating", "zh-CN": "平均评分"} {
		s := run(clinic(lang))
		s.Outcome.Gained = []protocol.Gained{{Index: 90, Header: "平均评分 / Mean rating", Range: "number"}, {Index: 91, Header: "最近活跃 / Last active", Range: "date"},
			{Index: 92, Header: "渠道 / Channel"}}
		s.Outcome.Facets = append(s.Outcome.Facets, 90, 91, 92)
		facets := facetsOf(s)
		if f := facets[slices.IndexFunc(facets, func(f facetOf) bool { return f.field == "column.90" })]; f.title != want {
			t.Errorf("%s: facet %+v", lang, f)
		}
		if byValues(s, "column.90") || byValues(s, "column.91") || !byValues(s, "column.92") {
			t.Error("a number has values, or a word has not")
		}
		s = run(s, shell.Arranged{View: protocol.View{Filters: []protocol.Filter{{Field: "column.90", Low: "4"}, {Field: "column.91", Low: "2024-01-02", High: "2024-02-03"}}}})
		if got := house.Chips(s)[1].Label; house.Chips(s)[0].Label != want+" ≥ 4" || got != say.Half(lang, "最近活跃 / Last active")+" 2024-01-02–2024-02-03" {
			t.Errorf("%s: %s, %s", lang, house.Chips(s)[0].Label, got)
		}
	}
}
