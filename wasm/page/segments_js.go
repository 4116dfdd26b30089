//go:build js

package page

import (
	"strconv"

	"honnef.co/go/js/dom/v2"

	"fenji/scoring/protocol"
)

func init() {
	areaRenderers = append(areaRenderers, renderSegments)
	areaActions = append(areaActions, segmentActions)
}

var segmentActions = map[string]action{
	"scheme": func(a *app, e element, _ *dom.BasicEvent) { go a.readSegments(data(e, "arg")) },
	"segment": func(a *app, e element, _ *dom.BasicEvent) {
		if g := a.state.segments(); g != nil {
			a.showSegment(g, data(e, "arg"))
			at("main").Call("focus", map[string]any{"preventScroll": true})
		}
	},
	"segment-calls": func(a *app, e element, _ *dom.BasicEvent) {
		if g := a.state.segments(); g != nil {
			go a.exportAs(&protocol.Export{Format: "calls", Of: segmentFilter(g, data(e, "arg"))})
		}
	},
}

// showSegment lists the customers of a segment. That of a grade is what the filter of grades is for.
func (a *app) showSegment(g *protocol.Segments, id string) {
	if g.ID != "grade" {
		a.filter(segmentFilter(g, id))
		return
	}
	view := a.state.View
	view.Grades = []string{id}
	a.do(TabChosen{CustomersTab})
	go a.setView(view)
}

func segmentFilter(g *protocol.Segments, id string) protocol.Filter {
	return protocol.Filter{Field: "segment." + g.ID, Values: []string{id}}
}

// readSegments shows a scheme; what is known of it already is there at once.
func (a *app) readSegments(scheme string) {
	a.do(SchemeAsked{scheme})
	if a.state.segments() != nil {
		return
	}
	found := &protocol.Segments{}
	if a.ask(protocol.OpSegments, &protocol.SchemeWish{ID: scheme}, found) {
		a.do(SegmentsRead{scheme, found})
	}
}

// A segmentsPicture is what the tab was last drawn from, so that coming back to it costs nothing.
type segmentsPicture struct {
	found *protocol.Segments
	lang  string
	idle  bool
}

var segmentsDrawn segmentsPicture

func renderSegments(a *app, _ State, _ bool) {
	s := a.state
	if s.wantsSegments() {
		go func() {
			if a.state.wantsSegments() {
				a.readSegments(a.state.Areas.Segments.Scheme)
			}
		}()
	}
	g := s.segments()
	now := segmentsPicture{g, s.Lang, s.Task == Idle}
	if s.Tab != SegmentsTab || now == segmentsDrawn {
		return
	}
	segmentsDrawn = now
	flag(at("segments"), "aria-busy", g == nil)
	show(at("segments-wait"), g == nil)
	show(at("segment-table"), g != nil)
	if g == nil {
		return // the schemes stay where they are, so that a click is not lost
	}
	attr(at("segments"), "data-scheme", g.ID)
	for i, e := range fill(at("scheme-list"), "t-scheme", len(g.Schemes)) {
		attr(e, "data-arg", g.Schemes[i].ID)
		flag(e, "aria-pressed", g.Schemes[i].ID == g.ID)
		text(e, g.Schemes[i].Name.In(s.Lang))
	}
	notes := s.segmentNotes(g)
	for i, e := range fill(at("segment-notes"), "t-aside", len(notes)) {
		text(e, notes[i])
	}
	for i, e := range fill(at("segment-list"), "t-segment", len(g.Segments)) {
		a.renderSegment(e, g, g.Segments[i])
	}
}

func (a *app) renderSegment(row element, g *protocol.Segments, x protocol.Segment) {
	s := a.state
	translate(row.Value, s.Lang)
	attr(row, "data-segment", x.ID)
	attr(row, "data-count", strconv.Itoa(x.Count))
	name := x.Name.In(s.Lang)
	chip := find(row, ".g")
	show(chip, g.ID == "grade")
	if g.ID == "grade" {
		gradeChip(chip, x.ID)
		attr(row, "data-grade", x.ID)
	} else {
		row.Call("removeAttribute", "data-grade")
	}
	text(find(row, "b"), name)
	text(find(row, ".meaning"), x.Meaning.In(s.Lang))
	text(find(row, ".rule"), x.Rule)
	show(find(row, ".rule"), x.Rule != "")
	sizes := all(row.Value, ".size")
	for i, size := range []struct {
		figure, said string
		tenths       int
	}{
		{a.t("segments.customers", "n", count(x.Count)), a.t("segments.share.count", "share", share(x.CountShare)), x.CountShare},
		{amount(s.Lang, "yuan", x.Money), a.t("segments.share.money", "share", share(x.MoneyShare)), x.MoneyShare},
	} {
		text(find(sizes[i], "b"), size.figure)
		text(find(sizes[i], "small"), size.said)
		property(find(sizes[i], ".track i"), "--share", ratio(size.tenths))
	}
	a.renderMeans(row, x)
	text(find(row, ".todo"), todo(s.Lang, x))
	buttons := all(row.Value, "button")
	for i, b := range buttons {
		attr(b, "data-arg", x.ID)
		enable(b, x.Count > 0 && (i == 0 || s.Task == Idle))
	}
	attr(buttons[0], "aria-label", a.t("segments.show.label", "n", count(x.Count), "name", name))
	attr(buttons[1], "aria-label", a.t("segments.calls.label", "name", name))
}

func (a *app) renderMeans(row element, x protocol.Segment) {
	s := a.state
	means := all(row.Value, ".mean span")
	for i, m := range x.Means {
		switch {
		case m == "":
			m = "–"
		case i == 2:
			m = amount(s.Lang, s.Profile(s.Outcome.Profile).Unit, m)
		default:
			m = a.t([2]string{"segments.days", "segments.visits"}[i], "n", grouped(m))
		}
		text(means[i], m)
	}
}
