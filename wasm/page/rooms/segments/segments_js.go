//go:build js

package segments

import (
	"strconv"

	"fenji/scoring/protocol"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

func init() {
	v := &screen{}
	Room.Live = shell.Live{Render: v.render, Actions: actions}
}

var actions = map[string]shell.Action{
	"scheme": func(a *shell.App, e dom.Element, _ dom.Event) { a.Do(SchemeChosen{dom.Data(e, "arg")}) },
	"show": func(a *shell.App, e dom.Element, _ dom.Event) {
		if g := segments(a.State()); g != nil {
			showSegment(a, g, dom.Data(e, "arg"))
			dom.At("main").Call("focus", map[string]any{"preventScroll": true})
		}
	},
	"calls": func(a *shell.App, e dom.Element, _ dom.Event) {
		if g := segments(a.State()); g != nil {
			go a.Export(&protocol.Export{Format: "calls", Of: segmentFilter(g, dom.Data(e, "arg"))})
		}
	},
}

// showSegment lists the customers of a segment, as many as it counts: what was looked for before is put aside. That of a grade is
// what the filter of grades is for.
func showSegment(a *shell.App, g *protocol.Segments, id string) {
	view := protocol.View{Sort: a.State().View.Sort}
	if g.ID == "grade" {
		view.Grades = []string{id}
	} else {
		view.Filters = []protocol.Filter{segmentFilter(g, id)}
	}
	a.Show(view)
}

func segmentFilter(g *protocol.Segments, id string) protocol.Filter {
	return protocol.Filter{Field: "segment." + g.ID, Values: []string{id}}
}

// A segmentsPicture is what the tab was last drawn from, so that coming back to it costs nothing.
type segmentsPicture struct {
	found *protocol.Segments
	lang  string
	idle  bool
}

// A screen is what is drawn now.
type screen struct{ drawn segmentsPicture }

func (v *screen) render(a *shell.App, _ *shell.State, _ bool) {
	s := a.State()
	g := segments(s)
	now := segmentsPicture{g, s.Lang, s.Task == shell.Idle}
	if s.Tab != name || now == v.drawn {
		return
	}
	v.drawn = now
	dom.Flag(dom.At("segments"), "aria-busy", g == nil)
	dom.Show(dom.At("segments-wait"), g == nil)
	dom.Show(dom.At("segment-table"), g != nil)
	if g == nil {
		return // the schemes stay where they are, so that a click is not lost
	}
	dom.Attr(dom.At("segments"), "data-scheme", g.ID)
	for i, e := range dom.Fill(dom.At("scheme-list"), "t-scheme", len(g.Schemes)) {
		dom.Attr(e, "data-arg", g.Schemes[i].ID)
		dom.Flag(e, "aria-pressed", g.Schemes[i].ID == g.ID)
		dom.Text(e, g.Schemes[i].Name.In(s.Lang))
	}
	said := notes(s, g)
	for i, e := range dom.Fill(dom.At("segment-notes"), "t-aside", len(said)) {
		dom.Text(e, said[i])
	}
	for i, e := range dom.Fill(dom.At("segment-list"), "t-segment", len(g.Segments)) {
		renderSegment(a, e, g, g.Segments[i])
	}
}

func renderSegment(a *shell.App, row dom.Element, g *protocol.Segments, x protocol.Segment) {
	s := a.State()
	shell.Translate(row.Value, s.Lang)
	dom.Attr(row, "data-segment", x.ID)
	dom.Attr(row, "data-count", strconv.Itoa(x.Count))
	title := x.Name.In(s.Lang)
	chip := dom.Find(row, ".g")
	dom.Show(chip, g.ID == "grade")
	if g.ID == "grade" {
		shell.GradeChip(s, chip, x.ID)
		shell.GradeMark(s, row, x.ID)
	} else {
		row.Call("removeAttribute", "data-grade")
		row.Call("removeAttribute", "data-place")
	}
	dom.Text(dom.Find(row, "b"), title)
	dom.Text(dom.Find(row, ".meaning"), x.Meaning.In(s.Lang))
	dom.Text(dom.Find(row, ".rule"), x.Rule)
	dom.Show(dom.Find(row, ".rule"), x.Rule != "")
	sizes := dom.All(row.Value, ".size")
	for i, size := range []struct {
		figure, said string
		tenths       int
	}{
		{a.T("segments.customers", "n", say.Count(x.Count)), a.T("segments.share.count", "share", say.Share(x.CountShare)), x.CountShare},
		{say.Amount(s.Lang, "yuan", x.Money), a.T("segments.share.money", "share", say.Share(x.MoneyShare)), x.MoneyShare},
	} {
		dom.Text(dom.Find(sizes[i], "b"), size.figure)
		dom.Text(dom.Find(sizes[i], "small"), size.said)
		dom.Property(dom.Find(sizes[i], ".track i"), "--share", say.Ratio(size.tenths))
	}
	renderMeans(a, row, x)
	dom.Text(dom.Find(row, ".todo"), todo(s.Lang, x))
	buttons := dom.All(row.Value, "button")
	for i, b := range buttons {
		dom.Attr(b, "data-arg", x.ID)
		dom.Enable(b, x.Count > 0 && (i == 0 || s.Task == shell.Idle))
	}
	dom.Attr(buttons[0], "aria-label", a.T("segments.show.label", "n", say.Count(x.Count), "name", title))
	dom.Attr(buttons[1], "aria-label", a.T("segments.calls.label", "name", title))
}

func renderMeans(a *shell.App, row dom.Element, x protocol.Segment) {
	s := a.State()
	means := dom.All(row.Value, ".mean span")
	for i, m := range x.Means {
		switch {
		case m == "":
			m = "–"
		case i == 2:
			m = say.Amount(s.Lang, s.Profile(s.Outcome.Profile).Unit, m)
		default:
			m = a.T([2]string{"segments.days", "segments.visits"}[i], "n", say.Grouped(m))
		}
		dom.Text(means[i], m)
	}
}
