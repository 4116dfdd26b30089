//go:build js

package page

import (
	"slices"
	"strconv"
	"syscall/js"
	"time"

	"honnef.co/go/js/dom/v2"

	"fenji/scoring/protocol"
)

func init() {
	areaRenderers = append(areaRenderers, renderCustomers)
	areaActions = append(areaActions, customerActions)
	areaListeners = append(areaListeners, listenCustomers)
	areaChanges = append(areaChanges, changeCustomers)
}

// wideEnough is the window in which the filters stand beside the list from the start; roomy is the one in which an
// explanation has its place beside both.
const wideEnough, roomy = "(min-width: 1281px)", "(min-width: 1600px)"

func listenCustomers(a *app) {
	wide := js.Global().Call("matchMedia", wideEnough).Get("matches").Bool()
	a.state.Areas.Customers.Facets = wide
	room := js.Global().Call("matchMedia", roomy)
	a.state.Areas.Customers.Room = room.Get("matches").Bool()
	on(room, "change", func(*dom.BasicEvent) { a.do(RoomFound{room.Get("matches").Bool()}) })
	on(at("grid-head").Value, "pointerdown", a.dragColumn)
	on(at("facet-list").Value, "input", a.seek)
	on(at("facet-list").Value, "input", touchFacet)
	on(document, "keydown", func(ev *dom.BasicEvent) {
		if tool := a.state.Areas.Customers.Tool; tool != "" && ev.Get("key").String() == "Escape" {
			a.do(ToolTurned{tool})
			at("tool-" + tool).Call("focus")
		}
	})
	on(document, "pointerdown", func(ev *dom.BasicEvent) {
		tool := a.state.Areas.Customers.Tool
		if _, inside := closest(ev.Get("target"), ".menu, .marked"); tool != "" && !inside {
			a.do(ToolTurned{tool})
		}
	})
	on(at("why-rows").Value, "toggle", func(*dom.BasicEvent) {
		if at("why-rows").Get("open").Bool() {
			a.renderRows()
		}
	})
}

var customerActions = map[string]action{
	"facets": func(a *app, _ element, _ *dom.BasicEvent) { a.turnFacets() },
	"facet": func(a *app, e element, _ *dom.BasicEvent) {
		open := e.Call("getAttribute", "aria-expanded").String() == "true"
		a.do(FacetFolded{data(e, "arg"), open})
		if !open {
			go a.readFacet(data(e, "arg"))
		}
	},
	"facet-all": func(a *app, e element, _ *dom.BasicEvent) {
		a.do(FacetWhole{data(e, "arg")})
		go a.readFacet(data(e, "arg"))
	},
	"unfilter": func(a *app, e element, _ *dom.BasicEvent) { a.unfilter(data(e, "arg")) },
	"clear": func(a *app, _ element, _ *dom.BasicEvent) {
		at("search").Set("value", "")
		go a.setView(protocol.View{Sort: a.state.View.Sort})
		at("search").Call("focus", map[string]any{"preventScroll": true})
	},
	"sort": func(a *app, e element, ev *dom.BasicEvent) {
		if column, err := strconv.Atoi(data(e, "arg")); err == nil {
			a.grid.active, a.grid.column = headRow, max(0, slices.Index(a.grid.columns, column))
			a.focusGrid()
			go a.setView(Sorted(a.state.View, column, ev.Get("shiftKey").Truthy()))
		}
	},
	"sort-turn": columnAction(func(a *app, col int) { go a.setView(Sorted(a.state.View, col, true)) }),
	"sort-drop": columnAction(func(a *app, col int) { go a.setView(unsorted(a.state.View, col)) }),
	"mark": func(a *app, e element, ev *dom.BasicEvent) {
		a.markRow(e, ev.Get("shiftKey").Truthy())
		a.focusGrid()
	},
	"mark-all": func(a *app, _ element, _ *dom.BasicEvent) { a.markAll(); a.focusGrid() },
	"unmark":   func(a *app, _ element, _ *dom.BasicEvent) { go a.mark(protocol.Mark{}); a.focusGrid() },
	"marked-only": func(a *app, _ element, _ *dom.BasicEvent) {
		a.filter(protocol.Filter{Field: "picked", Values: []string{protocol.EveryMark}})
	},
	"tool": func(a *app, e element, _ *dom.BasicEvent) {
		a.do(ToolTurned{data(e, "arg")})
		if tool := a.state.Areas.Customers.Tool; tool != "" {
			find(at(tool+"-menu"), "input, select, button").Call("focus")
		}
	},
	"dense":         func(a *app, _ element, _ *dom.BasicEvent) { a.do(DenseTurned{}) },
	"column-up":     columnAction(func(a *app, col int) { a.moveColumn(col, -1) }),
	"column-down":   columnAction(func(a *app, col int) { a.moveColumn(col, 1) }),
	"columns-reset": func(a *app, _ element, _ *dom.BasicEvent) { a.do(ColumnsChosen{}) },
	"export-list": func(a *app, e element, _ *dom.BasicEvent) {
		wish := &protocol.Export{Format: data(e, "arg"), Scope: a.state.Areas.Customers.Scope}
		a.do(ToolTurned{"export"})
		at("tool-export").Call("focus")
		go a.exportAs(wish)
	},
	"visits-all": func(a *app, _ element, _ *dom.BasicEvent) { a.do(VisitsListed{}) },
	"rows-prev":  func(a *app, _ element, _ *dom.BasicEvent) { go a.turnRows(-sourceRows) },
	"rows-next":  func(a *app, _ element, _ *dom.BasicEvent) { go a.turnRows(sourceRows) },
}

// columnAction is an action about the column that data-arg names.
func columnAction(act func(a *app, col int)) action {
	return func(a *app, e element, _ *dom.BasicEvent) {
		if col, err := strconv.Atoi(data(e, "arg")); err == nil {
			act(a, col)
		}
	}
}

func (a *app) focusGrid() {
	a.markRows()
	at("grid").Call("focus", map[string]any{"preventScroll": true})
}

func (a *app) turnFacets() {
	open := !a.state.facetsShown()
	if open && !a.state.Areas.Customers.Room {
		a.do(Closed{})
	}
	a.do(FacetsTurned{open})
	at(either(open, "facets", "tool-facets")).Call("focus", map[string]any{"preventScroll": true})
}

// unfilter takes a filter out again.
func (a *app) unfilter(field string) {
	v := a.state.View
	switch field {
	case protocol.FieldGrade:
		v.Grades = nil
	case searchField:
		v.Search = ""
		at("search").Set("value", "")
	default:
		v = WithFilter(v, protocol.Filter{Field: field})
	}
	at("search").Call("focus", map[string]any{"preventScroll": true}) // the chip goes
	go a.setView(v)
}

func (a *app) moveColumn(col, by int) {
	a.do(ColumnsChosen{moved(a.state.shown(), col, by)})
	name := either(by < 0, "column-up", "column-down")
	button := find(at("column-chooser"), "[data-do="+name+"][data-arg=\""+strconv.Itoa(col)+"\"]")
	if !button.IsNull() {
		button.Call("focus")
	}
}

// changeCustomers handles the controls of the list.
func changeCustomers(a *app, e element) bool {
	field := data(e, "field")
	switch {
	case e.Get("name").String() == "scope":
		a.do(ScopeChosen{value(e)})
	case data(e, "choose") != "":
		col, _ := strconv.Atoi(data(e, "choose"))
		a.do(ColumnsChosen{withColumn(a.state.shown(), col, e.Get("checked").Bool())})
	case e.Get("id").String() == "sort-add":
		if col, err := strconv.Atoi(value(e)); err == nil {
			e.Set("value", "")
			go a.setView(Sorted(a.state.View, col, true))
		}
	case data(e, "end") != "":
		a.changeRange(e, field)
	case field == protocol.FieldGrade:
		go a.setView(Toggled(a.state.View, data(e, "value"), false))
	case field != "":
		a.filter(withValue(filterOf(a.state.View, field), data(e, "value"), e.Get("checked").Bool()))
	default:
		return e.Call("closest", "#facets").Truthy() // the search in a facet listens to letters
	}
	return true
}

// changeRange sets an end of a range.
func (a *app) changeRange(e element, field string) {
	figure, ok := plainFigure(value(e))
	flag(e, "aria-invalid", !ok)
	if !ok {
		return
	}
	f := filterOf(a.state.View, field)
	if data(e, "end") == "low" {
		f.Low = figure
	} else {
		f.High = figure
	}
	a.filter(f)
}

// seek searches inside a facet, after a pause.
func (a *app) seek(ev *dom.BasicEvent) {
	e := wrap(ev.Get("target"))
	field := data(e, "seek")
	if field == "" {
		return
	}
	a.seeking++
	seeking := a.seeking
	time.AfterFunc(searchPause, func() {
		if seeking == a.seeking {
			a.do(FacetSought{field, value(e)})
			a.readFacet(field)
		}
	})
}

// readFacets asks for the facets that are open, one after the other; when the list changes meanwhile, the rest is left to
// whoever asks then.
func (a *app) readFacets() {
	turn, out := a.turn, a.state.Outcome
	if out == nil || !a.state.facetsShown() {
		return
	}
	for _, f := range a.state.facetsOf() {
		if f.folded || a.facetsAt[f.field] == turn {
			continue
		}
		if turn != a.turn || out != a.state.Outcome || !a.state.facetsShown() || a.state.Tab != CustomersTab {
			return
		}
		a.readFacet(f.field)
	}
}

func (a *app) readFacet(field string) {
	turn, question := a.turn, a.state.ask(field)
	facet := &protocol.Facet{}
	if a.wonder(protocol.OpFacet, &question, facet) && turn == a.turn && a.state.ask(field) == question {
		a.facetsAt = with(a.facetsAt, field, turn)
		a.do(FacetRead{facet})
	}
}

// renderCustomers patches what stands around the grid.
func renderCustomers(a *app, was State, fresh bool) {
	s := a.state
	if s.Outcome == nil || !s.Outcome.Graded {
		return
	}
	old, now := was.Areas.Customers, s.Areas.Customers
	asked := fresh || !sameView(was.View, s.View)
	counted := fresh || was.Count != s.Count
	if asked || counted {
		a.renderChips()
	}
	open := s.facetsShown()
	opened := open != was.facetsShown()
	if opened || counted {
		a.renderPanel()
	}
	if open && (asked || opened || !sameFacets(old, now)) {
		a.renderFacets()
	}
	if open && (opened || counted || was.Tab != s.Tab) && s.Tab == CustomersTab {
		go func() {
			if fresh {
				time.Sleep(lull)
			}
			a.readFacets()
		}()
	}
	if fresh || asked || counted || old.Tool != now.Tool || old.Scope != now.Scope || old.Dense != now.Dense ||
		!slices.Equal(old.Columns, now.Columns) {
		a.renderTools()
	}
	switch {
	case fresh:
	case !slices.Equal(old.Columns, now.Columns), old.Dense != now.Dense:
		a.drawHead()
		a.grid.fresh = true
		a.drawRows()
	case len(old.Widths) != len(now.Widths) || !sameWidths(old.Widths, now.Widths):
		a.drawWidths()
	}
	if fresh || old.Past != now.Past || old.Visits != now.Visits || was.Why != s.Why {
		a.renderPast()
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
func sameFacets(a, b Customers) bool {
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
func (a *app) renderChips() {
	chips := a.state.Chips()
	for i, e := range fill(at("filters"), "t-filter", len(chips)) {
		attr(e, "data-arg", chips[i].Field)
		attr(e, "aria-label", a.t("customers.chip.remove", "filter", chips[i].Label))
		text(find(e, "span"), chips[i].Label)
	}
	show(at("clear-filters"), len(chips) > 0)
	if a.state.View.Search == "" && !a.searching && !document.Get("activeElement").Equal(at("search").Value) {
		setValue(at("search"), "")
	}
}

// renderMarks says how many customers are marked.
func (a *app) renderMarks() {
	n := a.state.Count.Marked
	show(at("marked"), n > 0)
	said := ""
	if n > 0 {
		said = a.t("customers.marked", "n", count(n))
	}
	text(at("marked-count"), said)
	a.drawMarkAll()
}
