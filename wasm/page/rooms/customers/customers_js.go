//go:build js

package customers

import (
	"slices"
	"strconv"
	"time"

	"fenji/scoring/protocol"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/grid"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

func init() {
	v := &screen{}
	Room.Live = shell.Live{Render: v.render, Listen: v.listen, Change: v.change, Actions: v.actions(),
		Stood: func(*shell.App) { v.grid.Draw() }}
}

// A screen is what is drawn now, and what waits for the next letter.
type screen struct {
	grid      grid.Grid
	facets    []facetPicture
	typing    int  // counts letters typed into the search
	searching bool // what was typed is not searched for yet
	seeking   int  // counts letters typed into the search of a facet
}

// searchPause is how long a search waits for the next letter.
const searchPause = 80 * time.Millisecond

func (v *screen) listen(a *shell.App) {
	v.grid.Source = v.source(a)
	v.grid.Listen()
	dom.On(dom.At("search").Value, "input", func(dom.Event) { v.search(a) })
	dom.On(dom.At("facet-list").Value, "input", func(ev dom.Event) {
		v.seek(a, ev)
		v.touchFacet(ev)
	})
	dom.On(dom.Document, "keydown", func(ev dom.Event) {
		if tool := own(a.State()).Tool; tool != "" && ev.Get("key").String() == "Escape" {
			a.Do(ToolTurned{tool})
			dom.At("tool-" + tool).Call("focus")
		}
	})
	dom.On(dom.Document, "pointerdown", func(ev dom.Event) {
		tool := own(a.State()).Tool
		if _, inside := dom.Closest(ev.Get("target"), ".menu, .marked"); tool != "" && !inside {
			a.Do(ToolTurned{tool})
		}
	})
}

// search follows the letters typed.
func (v *screen) search(a *shell.App) {
	v.typing++
	typing := v.typing
	v.searching = true
	time.AfterFunc(searchPause, func() {
		if typing != v.typing {
			return
		}
		v.searching = false
		view := a.State().View
		view.Search = dom.Value(dom.At("search"))
		if view.Search != a.State().View.Search {
			a.SetView(view)
		}
	})
}

// actions are what the buttons of the room do.
func (v *screen) actions() map[string]shell.Action {
	return map[string]shell.Action{
		"facets": func(a *shell.App, _ dom.Element, _ dom.Event) { v.turnFacets(a) },
		"facet": func(a *shell.App, e dom.Element, _ dom.Event) {
			a.Do(FacetFolded{dom.Data(e, "arg"), e.Call("getAttribute", "aria-expanded").String() == "true"})
		},
		"facet-all": func(a *shell.App, e dom.Element, _ dom.Event) { a.Do(FacetWhole{dom.Data(e, "arg")}) },
		"grade":     showGrade,
		"unfilter":  func(a *shell.App, e dom.Element, _ dom.Event) { v.unfilter(a, dom.Data(e, "arg")) },
		"clear": func(a *shell.App, _ dom.Element, _ dom.Event) {
			dom.At("search").Set("value", "")
			go a.SetView(protocol.View{Sort: a.State().View.Sort})
			dom.At("search").Call("focus", map[string]any{"preventScroll": true})
		},
		"sort": func(a *shell.App, e dom.Element, ev dom.Event) {
			if column, err := strconv.Atoi(dom.Data(e, "arg")); err == nil {
				v.grid.ToHead(column)
				go a.SetView(shell.Sorted(a.State().View, column, ev.Get("shiftKey").Truthy()))
			}
		},
		"sort-turn": shell.Numbered(func(a *shell.App, col int) { go a.SetView(shell.Sorted(a.State().View, col, true)) }),
		"sort-drop": shell.Numbered(func(a *shell.App, col int) { go a.SetView(unsorted(a.State().View, col)) }),
		"mark": func(a *shell.App, e dom.Element, ev dom.Event) {
			v.grid.MarkRow(e, ev.Get("shiftKey").Truthy())
			v.grid.Focus()
		},
		"mark-all": func(a *shell.App, _ dom.Element, _ dom.Event) { v.markAll(a); v.grid.Focus() },
		"unmark":   func(a *shell.App, _ dom.Element, _ dom.Event) { go v.mark(a, protocol.Mark{}); v.grid.Focus() },
		"marked-only": func(a *shell.App, _ dom.Element, _ dom.Event) {
			a.Filter(protocol.Filter{Field: "picked", Values: []string{protocol.EveryMark}})
		},
		"tool": func(a *shell.App, e dom.Element, _ dom.Event) {
			a.Do(ToolTurned{dom.Data(e, "arg")})
			if tool := own(a.State()).Tool; tool != "" {
				dom.Find(dom.At(tool+"-menu"), "input, select, button").Call("focus")
			}
		},
		"dense":         func(a *shell.App, _ dom.Element, _ dom.Event) { a.Do(DenseTurned{}) },
		"column-up":     shell.Numbered(func(a *shell.App, col int) { v.moveColumn(a, col, -1) }),
		"column-down":   shell.Numbered(func(a *shell.App, col int) { v.moveColumn(a, col, 1) }),
		"columns-reset": func(a *shell.App, _ dom.Element, _ dom.Event) { a.Do(ColumnsChosen{}) },
		"export-list": func(a *shell.App, e dom.Element, _ dom.Event) {
			wish := &protocol.Export{Format: dom.Data(e, "arg"), Scope: own(a.State()).Scope}
			a.Do(ToolTurned{"export"})
			dom.At("tool-export").Call("focus")
			go a.Export(wish)
		},
	}
}

// showGrade filters by a grade.
func showGrade(a *shell.App, e dom.Element, _ dom.Event) {
	go a.SetView(shell.Toggled(a.State().View, dom.Data(e, "arg"), true))
}

func (v *screen) turnFacets(a *shell.App) {
	open := !facetsShown(a.State())
	if open && !a.State().Space.Roomy {
		a.Do(shell.Closed{})
	}
	a.Do(FacetsTurned{open})
	dom.At(say.Either(open, "facets", "tool-facets")).Call("focus", map[string]any{"preventScroll": true})
}

// unfilter takes a filter out again.
func (v *screen) unfilter(a *shell.App, field string) {
	view := a.State().View
	switch field {
	case protocol.FieldGrade:
		view.Grades = nil
	case shell.SearchField:
		view.Search = ""
		dom.At("search").Set("value", "")
	default:
		view = shell.WithFilter(view, protocol.Filter{Field: field})
	}
	dom.At("search").Call("focus", map[string]any{"preventScroll": true}) // the chip goes
	go a.SetView(view)
}

func (v *screen) moveColumn(a *shell.App, col, by int) {
	a.Do(ColumnsChosen{moved(shown(a.State()), col, by)})
	verb := say.Either(by < 0, "column-up", "column-down")
	button := dom.Find(dom.At("column-chooser"), "[data-do='customers."+verb+"'][data-arg=\""+strconv.Itoa(col)+"\"]")
	if !button.IsNull() {
		button.Call("focus")
	}
}

// change handles the controls of the list.
func (v *screen) change(a *shell.App, e dom.Element) bool {
	field := dom.Data(e, "field")
	switch {
	case e.Get("name").String() == "scope":
		a.Do(ScopeChosen{dom.Value(e)})
	case dom.Data(e, "choose") != "":
		col, _ := strconv.Atoi(dom.Data(e, "choose"))
		a.Do(ColumnsChosen{withColumn(shown(a.State()), col, e.Get("checked").Bool())})
	case e.Get("id").String() == "sort-add":
		if col, err := strconv.Atoi(dom.Value(e)); err == nil {
			e.Set("value", "")
			go a.SetView(shell.Sorted(a.State().View, col, true))
		}
	case dom.Data(e, "end") != "":
		v.changeRange(a, e, field)
	case field == protocol.FieldGrade:
		go a.SetView(shell.Toggled(a.State().View, dom.Data(e, "value"), false))
	case field != "":
		a.Filter(withValue(shell.FilterOf(a.State().View, field), dom.Data(e, "value"), e.Get("checked").Bool()))
	default:
		return e.Call("closest", "#facets").Truthy() // the search in a facet listens to letters
	}
	return true
}

// changeRange sets an end of a range.
func (v *screen) changeRange(a *shell.App, e dom.Element, field string) {
	figure, ok := dom.Value(e), true // a date is as the browser writes it
	if rangeKind(a.State(), field) != "date" {
		figure, ok = plainFigure(figure)
	}
	dom.Flag(e, "aria-invalid", !ok)
	if !ok {
		return
	}
	f := shell.FilterOf(a.State().View, field)
	if dom.Data(e, "end") == "low" {
		f.Low = figure
	} else {
		f.High = figure
	}
	a.Filter(f)
}

// seek searches inside a facet, after a pause.
func (v *screen) seek(a *shell.App, ev dom.Event) {
	e := dom.Wrap(ev.Get("target"))
	field := dom.Data(e, "seek")
	if field == "" {
		return
	}
	v.seeking++
	seeking := v.seeking
	time.AfterFunc(searchPause, func() {
		if seeking == v.seeking {
			a.Do(FacetSought{field, dom.Value(e)})
		}
	})
}

// render patches what the room shows.
func (v *screen) render(a *shell.App, was *shell.State, fresh bool) {
	s := a.State()
	if was.Page != s.Page || was.Outcome != nil && s.Outcome == nil {
		v.grid.Reset(gridRows(s.Page))
	} else if was.Outcome != s.Outcome {
		v.grid.Forget()
	}
	if s.Outcome == nil && was.Outcome != nil {
		dom.At("search").Set("value", "")
	}
	if fresh {
		renderNotes(a)
	}
	if s.Outcome == nil || !s.Outcome.Graded {
		return
	}
	v.renderResult(a, was, fresh)
	if a.Breathe(); a.State().Outcome != s.Outcome {
		return
	}
	v.renderTop(a, was, fresh)
}

// askedAnew tells whether the list has another order, other filters or other columns.
func askedAnew(was, s *shell.State) bool {
	return !shell.SameView(was.View, s.View) || !shell.SameAdded(was.Added(), s.Added())
}

// renderResult patches tiles and list.
func (v *screen) renderResult(a *shell.App, was *shell.State, fresh bool) {
	s := a.State()
	if fresh || askedAnew(was, s) {
		for _, draw := range []func(*shell.App){v.renderGrades, func(a *shell.App) { v.grid.DrawHead(); v.drawMarkAll(a) }} {
			draw(a)
			if a.Breathe(); a.State().Outcome != s.Outcome {
				return
			}
		}
	}
	counted := fresh || was.Count != s.Count
	if counted {
		v.renderCount(a)
	}
	switch {
	case fresh || v.grid.Stale():
		v.grid.WriteAnew()
		v.grid.Draw()
	case counted || was.Tab != s.Tab || was.Home != s.Home || (was.Picked < 0) != (s.Picked < 0):
		v.grid.Draw()
	case was.Picked != s.Picked:
		v.grid.MarkRows()
	}
}

func renderNotes(a *shell.App) {
	notes := a.Notes()
	for i, e := range dom.Fill(dom.At("notes"), "t-note", len(notes)) {
		shell.FillNote(e, notes[i])
	}
}

// renderTop patches what stands around the list.
func (v *screen) renderTop(a *shell.App, was *shell.State, fresh bool) {
	s := a.State()
	old, now := own(was), own(s)
	asked := fresh || askedAnew(was, s)
	counted := fresh || was.Count != s.Count
	if asked || counted {
		v.renderChips(a)
	}
	open := facetsShown(s)
	opened := open != facetsShown(was)
	if opened || counted {
		v.renderPanel(a)
	}
	if open && (asked || opened || !sameFacets(old, now)) {
		v.renderFacets(a)
	}
	if asked || counted || old.Tool != now.Tool || old.Scope != now.Scope || dense(was) != dense(s) ||
		!slices.Equal(old.Columns, now.Columns) {
		v.renderTools(a)
	}
	switch {
	case fresh:
	case !slices.Equal(old.Columns, now.Columns), dense(was) != dense(s):
		v.grid.DrawHead()
		v.drawMarkAll(a)
		v.grid.WriteAnew()
		v.grid.Draw()
	case len(old.Widths) != len(now.Widths) || !sameWidths(old.Widths, now.Widths):
		v.grid.DrawWidths()
	}
}

func sameWidths(a, b map[int]int) bool {
	for k, v := range b {
		if a[k] != v {
			return false
		}
	}
	return true
}

// sameFacets tells whether two states show the same facets. The maps are never changed, only replaced by longer or
// newer ones.
func sameFacets(a, b State) bool {
	if len(a.Known) != len(b.Known) || len(a.Folded) != len(b.Folded) || len(a.Whole) != len(b.Whole) {
		return false
	}
	for k, v := range b.Known {
		if a.Known[k] != v {
			return false
		}
	}
	for k, v := range b.Folded {
		if a.Folded[k] != v {
			return false
		}
	}
	return true
}

// renderChips says which filters are in force, each with a way out.
func (v *screen) renderChips(a *shell.App) {
	chips := a.Chips()
	for i, e := range dom.Fill(dom.At("filters"), "t-filter", len(chips)) {
		dom.Attr(e, "data-arg", chips[i].Field)
		dom.Attr(e, "aria-label", a.T("customers.chip.remove", "filter", chips[i].Label))
		dom.Text(dom.Find(e, "span"), chips[i].Label)
	}
	dom.Show(dom.At("clear-filters"), len(chips) > 0)
	if a.State().View.Search == "" && !v.searching && !dom.Document.Get("activeElement").Equal(dom.At("search").Value) {
		dom.SetValue(dom.At("search"), "")
	}
}

// renderMarks says how many customers are marked.
func (v *screen) renderMarks(a *shell.App) {
	n := a.State().Count.Marked
	dom.Show(dom.At("marked"), n > 0)
	said := ""
	if n > 0 {
		said = a.T("customers.marked", "n", say.Count(n))
	}
	dom.Text(dom.At("marked-count"), said)
	v.drawMarkAll(a)
}
