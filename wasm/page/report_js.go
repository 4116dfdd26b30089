//go:build js

package page

import (
	"fenji/scoring/report"
	"strconv"
	"syscall/js"

	"honnef.co/go/js/dom/v2"

	"fenji/scoring/protocol"
	"fenji/scoring/report/chart"
	"fenji/wasm/jsx"
)

func init() {
	areaRenderers = append(areaRenderers, renderReport)
	areaActions = append(areaActions, reportActions)
	areaChanges = append(areaChanges, changeReport)
	areaListeners = append(areaListeners, listenReport)
}

var reportActions = map[string]action{
	"report":       func(a *app, _ element, _ *dom.BasicEvent) { go a.readReport(0) },
	"report-print": func(*app, element, *dom.BasicEvent) { js.Global().Call("print") },
	"report-close": func(a *app, _ element, _ *dom.BasicEvent) { a.closeReport() },
}

func changeReport(a *app, e element) bool {
	if id := e.Get("id").String(); id != "report-hide" && id != "report-least" {
		return false
	}
	least := 0
	if at("report-hide").Get("checked").Bool() {
		least = leastShown(value(at("report-least")))
	}
	if least != a.state.Areas.Overview.Least {
		go a.readReport(least)
	}
	return true
}

func listenReport(a *app) {
	on(at("report").Value, "keydown", func(ev *dom.BasicEvent) {
		if ev.Get("key").String() == "Escape" {
			a.closeReport()
		}
	})
}

func (a *app) closeReport() {
	a.do(ReportClosed{})
	at("report-open").Call("focus")
}

// readReport opens the report, or makes it anew.
func (a *app) readReport(least int) {
	if !a.state.Settled() {
		return
	}
	a.do(ReportOpened{least})
	paper := &protocol.Overview{}
	if !a.ask(protocol.OpOverview, &protocol.OverviewWish{Least: least}, paper) {
		a.do(ReportClosed{})
		return
	}
	a.do(ReportRead{least, paper})
}

// drawnPictures are the addresses of the report's pictures.
var drawnPictures []js.Value

func renderReport(a *app, was State, fresh bool) {
	s := a.state
	o, before := s.Areas.Overview, was.Areas.Overview
	enable(at("report-open"), s.Settled() && s.Outcome.Rows > 0 && s.Task == Idle)
	root := wrap(document.Get("documentElement"))
	if o.Report != before.Report {
		show(at("report"), o.Report)
		if o.Report {
			attr(root, "data-report", "")
			js.Global().Call("scrollTo", 0, 0)
			at("report-close").Call("focus")
		} else {
			root.Call("removeAttribute", "data-report")
		}
	}
	if o.Paper == before.Paper && !(fresh && o.Paper != nil) {
		return
	}
	at("report").Call("removeAttribute", "data-ready")
	flag(at("report-paper"), "aria-busy", o.Report && o.Paper == nil)
	enable(at("report-print"), o.Paper != nil)
	if o.Paper != nil {
		at("report-hide").Set("checked", o.Least > 0)
		if o.Least > 0 {
			setValue(at("report-least"), strconv.Itoa(o.Least))
		}
		a.renderPaper(&o.Paper.Data)
	}
}

func (a *app) renderPaper(d *report.Data) {
	p := a.state.Paper(d)
	text(at("report-file"), p.File)
	property(wrap(document.Get("documentElement")), "--report-head", strconv.Quote(p.Head))
	for i, e := range fill(at("report-facts"), "t-pair", len(p.Facts)) {
		text(find(e, "dt"), p.Facts[i][0])
		text(find(e, "dd"), p.Facts[i][1])
	}
	least := a.state.Areas.Overview.Least
	show(at("report-hidden"), least > 0)
	text(at("report-hidden"), a.t("print.hidden", "least", strconv.Itoa(least)))
	a.renderFigures("report-figures", &d.Figures)
	fillTable(at("report-grades"), a.t("print.grades"), p.Grades)
	fillTable(at("report-balance"), a.t("print.quality"), p.Balance)
	fillTable(at("report-reasons"), a.t("print.reason"), p.Reasons)
	show(at("report-reasons"), len(p.Reasons.Rows) > 0)
	for id, sentences := range map[string][]string{"report-notes": p.Notes, "report-rules": p.Rules} {
		for i, e := range fill(at(id), "t-word", len(sentences)) {
			text(e, sentences[i])
		}
	}
	show(at("report-said"), len(p.Notes) > 0)
	go a.picturePaper(d)
}

// The sizes of the report's pictures, in pixels; on paper they take half of the width or all of it.
const (
	halfPicture  = 400
	wholePicture = 820
)

// picturePaper puts the charts into the report, as pictures in the light colours of paper.
func (a *app) picturePaper(d *report.Data) {
	paper := a.state.Areas.Overview.Paper
	for _, url := range drawnPictures {
		js.Global().Get("URL").Call("revokeObjectURL", url)
	}
	drawnPictures = nil
	look := a.look(at("report"))
	look.Still, look.Width = true, halfPicture+64
	var charts []chart.Chart
	for _, c := range chart.Charts(d, look) {
		if c.Option != "" && drawing() {
			charts = append(charts, c)
		}
	}
	for i, e := range fill(at("report-charts"), "t-picture", len(charts)) {
		c := &charts[i]
		attr(e, "data-chart", c.ID)
		text(find(e, "b"), c.Title)
		text(find(e, "span"), either(c.ID == "grades", a.t("print.grades.hint"), c.Hint)) // on paper nothing can be clicked
		look.Width = halfPicture
		if wide := c.ID == "months" || len(c.ID) > 5 && c.ID[:5] == "side."; wide {
			look.Width = wholePicture
		}
		blob, err := picture("svg", c, look, "")
		if err != nil || paper != a.state.Areas.Overview.Paper {
			return
		}
		url := js.Global().Get("URL").Call("createObjectURL", blob)
		drawnPictures = append(drawnPictures, url)
		image := find(e, "img")
		image.Set("src", url)
		attr(image, "alt", c.Title)
		_, _ = jsx.Await(image.Call("decode"))
	}
	attr(at("report"), "data-ready", "true")
}
