//go:build js

package report

import (
	"strconv"
	"strings"
	"syscall/js"

	"fenji/scoring/protocol"
	"fenji/scoring/report"
	"fenji/scoring/report/chart"
	"fenji/wasm/jsx"
	"fenji/wasm/page/charts"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

func init() {
	v := &screen{}
	Room.Live = shell.Live{Render: v.render, Listen: listen, Change: change, Actions: actions}
}

var actions = map[string]shell.Action{
	"open":  func(a *shell.App, _ dom.Element, _ dom.Event) { open(a, 0) },
	"print": func(*shell.App, dom.Element, dom.Event) { js.Global().Call("print") },
	"close": func(a *shell.App, _ dom.Element, _ dom.Event) { shut(a) },
}

func change(a *shell.App, e dom.Element) bool {
	switch {
	case e.Get("name").String() == "report-part":
		a.Do(PartTurned{dom.Value(e), e.Get("checked").Bool()})
		return true
	case e.Get("id").String() == "report-full":
		a.Do(FullTurned{e.Get("checked").Bool()})
		return true
	}
	if id := e.Get("id").String(); id != "report-hide" && id != "report-least" {
		return false
	}
	least := 0
	if dom.At("report-hide").Get("checked").Bool() {
		least = leastShown(dom.Value(dom.At("report-least")))
	}
	if least != own(a.State()).Least {
		open(a, least)
	}
	return true
}

func listen(a *shell.App) {
	dom.On(dom.At("report").Value, "keydown", func(ev dom.Event) {
		if ev.Get("key").String() == "Escape" {
			shut(a)
		}
	})
}

func shut(a *shell.App) {
	a.Do(Shut{})
	dom.At("report-open").Call("focus")
}

func open(a *shell.App, least int) {
	if a.State().Settled() {
		a.Do(Opened{least})
	}
}

// A screen is what is drawn now.
type screen struct {
	pictures []js.Value        // their addresses
	titled   *protocol.Outcome // whose title stands there
}

func (v *screen) render(a *shell.App, was *shell.State, fresh bool) {
	s := a.State()
	o, before := own(s), own(was)
	dom.Enable(dom.At("report-open"), s.Settled() && s.Outcome.Rows > 0 && s.Task == shell.Idle)
	if o.Open != before.Open {
		shell.LayPaper(dom.At("report"), o.Open, dom.At("report-close"))
	}
	if o.Open {
		renderParts(s)
	}
	if o.Open && o.Of != v.titled && o.Paper != nil { // what was typed for another file does not stand here
		v.titled = o.Of
		dom.SetValue(dom.At("report-name"), a.T("print.title"))
	}
	if o.Paper == before.Paper && o.Weekly == before.Weekly && (!o.Open || before.Open && !fresh) {
		return
	}
	whole := o.Paper != nil && o.Weekly != nil
	dom.At("report").Call("removeAttribute", "data-ready")
	dom.Flag(dom.At("report-paper"), "aria-busy", o.Open && !whole)
	dom.Enable(dom.At("report-print"), whole)
	if whole {
		dom.At("report-hide").Set("checked", o.Least > 0)
		if o.Least > 0 {
			dom.SetValue(dom.At("report-least"), strconv.Itoa(o.Least))
		}
		v.renderPaper(a, &o.Paper.Data)
	}
}

func (v *screen) renderPaper(a *shell.App, d *report.Data) {
	p := PaperOf(a.House(), a.State(), d)
	renderFirst(a, own(a.State()).Weekly, p.File)
	dom.Text(dom.At("report-file"), p.File)
	dom.Property(dom.Wrap(dom.Document.Get("documentElement")), "--report-head", strconv.Quote(p.Head))
	for i, e := range dom.Fill(dom.At("report-facts"), "t-pair", len(p.Facts)) {
		dom.Text(dom.Find(e, "dt"), p.Facts[i][0])
		dom.Text(dom.Find(e, "dd"), p.Facts[i][1])
	}
	least := own(a.State()).Least
	dom.Show(dom.At("report-hidden"), least > 0)
	dom.Text(dom.At("report-hidden"), a.T("print.hidden", "least", strconv.Itoa(least)))
	charts.Numbers(a.State().Lang, dom.At("report-figures"), &d.Figures)
	charts.Table(dom.At("report-grades"), a.T("print.grades"), p.Grades)
	for i, e := range dom.Fill(dom.At("report-sections"), "t-paper", len(p.Sections)) {
		section := p.Sections[i]
		dom.Attr(e, "id", "report-"+section.ID)
		dom.Text(dom.Find(e, "h2"), section.Title)
		dom.Show(e, len(section.Table.Rows)+len(section.Lines) > 0)
		charts.Table(dom.Find(e, "table"), section.Title, section.Table)
		dom.Show(dom.Find(e, "table"), len(section.Table.Rows) > 0)
		for k, line := range dom.Fill(dom.Find(e, "ul"), "t-word", len(section.Lines)) {
			dom.Text(line, section.Lines[k])
		}
	}
	for i, e := range dom.Fill(dom.At("report-notes"), "t-word", len(p.Notes)) {
		dom.Text(e, p.Notes[i])
	}
	dom.Show(dom.At("report-said"), len(p.Notes) > 0)
	go v.picture(a, d)
}

// The sizes of the report's pictures, in pixels; on paper they take half of the width or all of it.
const (
	halfPicture  = 400
	wholePicture = 820
)

// picture puts the charts into the report, as pictures in the light colours of paper.
func (v *screen) picture(a *shell.App, d *report.Data) {
	paper, weekly := own(a.State()).Paper, own(a.State()).Weekly
	for _, url := range v.pictures {
		js.Global().Get("URL").Call("revokeObjectURL", url)
	}
	v.pictures = nil
	look := charts.Look(a.State().Lang, dom.At("report"))
	look.Still, look.Width = true, halfPicture+64
	var drawn []chart.Chart
	for _, c := range chart.Charts(d, look) {
		if c.Option != "" && charts.Drawing() {
			drawn = append(drawn, c)
		}
	}
	for i, e := range dom.Fill(dom.At("report-charts"), "t-picture", len(drawn)) {
		c := &drawn[i]
		dom.Attr(e, "data-chart", c.ID)
		dom.Text(dom.Find(e, "b"), c.Title)
		dom.Text(dom.Find(e, "span"), say.Either(c.ID == "grades", a.T("print.grades.hint"), c.Hint)) // on paper nothing can be clicked
		look.Width = halfPicture
		if c.ID == "months" || strings.HasPrefix(c.ID, "side.") {
			look.Width = wholePicture
		}
		blob, err := charts.Picture("svg", c, look, "")
		if err != nil || paper != own(a.State()).Paper || weekly != own(a.State()).Weekly {
			return
		}
		url := js.Global().Get("URL").Call("createObjectURL", blob)
		v.pictures = append(v.pictures, url)
		image := dom.Find(e, "img")
		image.Set("src", url)
		dom.Attr(image, "alt", c.Title)
		_, _ = jsx.Await(image.Call("decode"))
	}
	dom.Attr(dom.At("report"), "data-ready", "true")
}
