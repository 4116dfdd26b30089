//go:build js

package page

import (
	"fenji/scoring/report"
	"strconv"
	"strings"
	"syscall/js"

	"honnef.co/go/js/dom/v2"

	"fenji/scoring/protocol"
	"fenji/scoring/report/chart"
	"fenji/wasm/jsx"
)

func init() {
	areaRenderers = append(areaRenderers, renderOverview)
	areaActions = append(areaActions, overviewActions)
	areaListeners = append(areaListeners, listenOverview)
}

var overviewActions = map[string]action{
	"chart-table": func(a *app, e element, _ *dom.BasicEvent) { a.do(TableTurned{data(e, "chart")}) },
	"chart-save": func(a *app, e element, _ *dom.BasicEvent) {
		go a.saveChart(data(e, "chart"), data(e, "arg"))
	},
}

// A gallery is what is drawn now.
type gallery struct {
	charts []chart.Chart
	turn   int // counts drawings; an outdated one stops
	pick   js.Func
}

var shown gallery

// listenOverview draws anew when the colours or the room change.
func listenOverview(a *app) {
	again := func(*dom.BasicEvent) {
		if a.state.overview() != nil {
			a.drawOverview()
		}
	}
	for _, query := range []string{"(prefers-color-scheme: dark)", "(forced-colors: active)", "(prefers-reduced-motion: reduce)",
		"(max-width: 720px)"} {
		on(js.Global().Call("matchMedia", query), "change", again)
	}
}

// readOverview asks for the figures.
func (a *app) readOverview() {
	of := a.state.Outcome
	a.do(OverviewAsked{})
	data := &protocol.Overview{}
	if !a.ask(protocol.OpOverview, &protocol.OverviewWish{}, data) {
		data = nil
	}
	a.do(OverviewRead{of, data})
}

func renderOverview(a *app, was State, fresh bool) {
	s := a.state
	if s.wantsOverview() {
		go func() {
			if a.state.wantsOverview() {
				a.readOverview()
			}
		}()
	}
	o := s.overview()
	if fresh || was.Tab != s.Tab || was.overview() != o {
		flag(at("overview"), "aria-busy", o == nil)
		show(at("overview-wait"), o == nil)
		show(at("overview-body"), o != nil)
	}
	if o == nil || s.Tab != OverviewTab || s.First() {
		return
	}
	area, before := s.Areas.Overview, was.Areas.Overview
	switch {
	case fresh || was.overview() != o || was.Tab != s.Tab && shown.charts == nil:
		a.renderFigures("figures", &o.Figures)
		a.drawOverview()
	case was.Theme != s.Theme:
		a.drawOverview()
	case len(area.Tables) != len(before.Tables):
		a.turnTables()
	}
}

func (a *app) renderFigures(id string, f *report.Figures) {
	figures := Figures(a.state.Lang, f)
	for i, e := range fill(at(id), "t-figure", len(figures)) {
		text(find(e, "dt"), figures[i].Name)
		text(find(e, "b"), figures[i].Value)
		text(find(e, "small"), figures[i].Unit)
		text(find(e, ".say"), figures[i].Say)
	}
}

// look reads the colours of a part of the page as they are now.
func (a *app) look(e element) chart.Look {
	style := js.Global().Call("getComputedStyle", e.Value)
	of := func(name string) string { return strings.TrimSpace(style.Call("getPropertyValue", name).String()) }
	font := strings.ReplaceAll(of("--sans"), `"`, "'") // it stands in attributes of pictures
	l := chart.Look{Lang: a.state.Lang, Font: font, Ink: of("--ink"), Muted: of("--ink-3"), Line: of("--line"),
		Card: of("--card"), Accent: of("--accent"), Soft: of("--accent-soft"), A: of("--a"), B: of("--b"), C: of("--c"),
		D: of("--d"), U: of("--u"), Still: matches("(prefers-reduced-motion: reduce)")}
	if l.Lang == "en" {
		l.Font = "system-ui, sans-serif"
	}
	if matches("(forced-colors: active)") {
		ink, card, soft, line := "#000000", "#ffffff", "#dddddd", "#aaaaaa"
		if matches("(prefers-color-scheme: dark)") {
			ink, card, soft, line = "#ffffff", "#000000", "#333333", "#666666"
		}
		l.Ink, l.Muted, l.Line, l.Card, l.Accent, l.Soft = ink, ink, line, card, ink, soft
		l.A, l.B, l.C, l.D, l.U = ink, ink, ink, ink, ink
	}
	return l
}

func matches(query string) bool { return js.Global().Call("matchMedia", query).Get("matches").Bool() }

// drawOverview draws all charts, each when the browser has had time for the one before.
func (a *app) drawOverview() {
	o := a.state.overview()
	shown.turn++
	turn := shown.turn
	if shown.pick.IsUndefined() {
		shown.pick = js.FuncOf(func(_ js.Value, args []js.Value) any {
			a.followChart(args[0].String(), args[1].Int())
			return nil
		})
	}
	look := a.look(at("overview"))
	look.Width = at("main").Get("clientWidth").Int() - 64
	shown.charts = chart.Charts(&o.Data, look)
	cards := fill(at("charts"), "t-chart", len(shown.charts))
	for i, e := range cards {
		a.renderCard(e, &shown.charts[i])
	}
	go func() {
		for i, e := range cards {
			if jsx.Yield(); turn != shown.turn {
				return
			}
			drawChart(find(e, ".chart"), &shown.charts[i])
		}
		text(at("overview-say"), a.t("overview.done", "n", strconv.Itoa(len(cards))))
		attr(at("charts"), "data-drawn", strconv.Itoa(turn))
	}()
}

// renderCard puts everything but the drawing into a chart's card.
func (a *app) renderCard(e element, c *chart.Chart) {
	translate(e.Value, a.state.Lang)
	attr(e, "data-chart", c.ID)
	text(find(e, "h2"), c.Title)
	text(find(e, "header > span"), c.Hint)
	host, empty := find(e, ".chart"), find(e, ".no-chart")
	text(empty, c.Empty)
	show(empty, c.Empty != "")
	show(find(e, ".tools"), c.Empty == "")
	property(host, "--high", strconv.Itoa(c.Height)+"px")
	attr(host, "data-chart", c.ID)
	table := a.tabled(c)
	for _, b := range all(e.Value, "button") {
		attr(b, "data-chart", c.ID)
		if act := data(b, "do"); act == "chart-table" {
			flag(b, "aria-pressed", table)
			text(b, a.t(either(table, "overview.chart", "overview.table")))
			attr(b, "aria-label", a.t(either(table, "overview.chart.label", "overview.table.label"), "title", c.Title))
		} else {
			attr(b, "aria-label", a.t("overview."+data(b, "arg")+".label", "title", c.Title))
			show(b, drawing())
		}
	}
	show(host, c.Option != "" && !table)
	frame := find(e, ".figures-of")
	show(frame, c.Option != "" && table)
	attr(frame, "aria-label", c.Title)
	if table {
		fillTable(find(frame, "table"), c.Title, c.Table)
	}
}

// drawing tells whether the charts' library came with the page.
func drawing() bool { return js.Global().Get("echarts").Type() == js.TypeObject }

// tabled tells whether a chart shows as a table.
func (a *app) tabled(c *chart.Chart) bool {
	for _, id := range a.state.Areas.Overview.Tables {
		if id == c.ID {
			return drawing()
		}
	}
	return !drawing()
}

func fillTable(table element, caption string, t chart.Table) {
	text(find(table, "caption"), caption)
	for i, cell := range fill(find(table, "thead tr"), "t-th", len(t.Head)) {
		text(cell, t.Head[i])
	}
	for i, row := range fill(find(table, "tbody"), "t-tr", len(t.Rows)) {
		cells := t.Rows[i]
		text(find(row, "th"), cells[0])
		have := children(row)
		for len(have) < len(cells) {
			cell := clone("t-td")
			row.Call("append", cell.Value)
			have = append(have, cell)
		}
		for k, cell := range have[1:] {
			if k+1 < len(cells) {
				text(cell, cells[k+1])
			} else {
				cell.Call("remove")
			}
		}
	}
}

// drawChart hands an option to the driver. A host without a place on the page is drawn when it gets one.
func drawChart(host element, c *chart.Chart) {
	if !drawing() {
		return
	}
	charts := js.Global().Get("charts")
	switch {
	case c.Option == "":
		charts.Call("drop", host.Value)
	case !host.Get("hidden").Bool():
		charts.Call("draw", host.Value, c.Option, shown.pick)
	}
}

// turnTables shows charts as tables or tables as charts.
func (a *app) turnTables() {
	for i, e := range children(at("charts")) {
		c := &shown.charts[i]
		a.renderCard(e, c)
		drawChart(find(e, ".chart"), c)
	}
}

// followChart shows the customers of an item.
func (a *app) followChart(id string, item int) {
	for i := range shown.charts {
		if c := &shown.charts[i]; c.ID == id && item >= 0 && item < len(c.Items) {
			a.do(TabChosen{CustomersTab})
			at("search").Set("value", "")
			go a.setView(Led(a.state.View, c.Items[item].Filters))
			at("main").Call("focus", map[string]any{"preventScroll": true})
		}
	}
}

// saveChart offers a chart as a picture, in the colours of the page.
func (a *app) saveChart(id, kind string) {
	look := a.look(at("overview"))
	look.Width, look.Still = pictureWidth, true
	for _, c := range chart.Charts(&a.state.overview().Data, look) {
		if c.ID != id || c.Option == "" {
			continue
		}
		blob, err := picture(kind, &c, look, c.Title)
		if err != nil {
			a.fail(err)
			return
		}
		jsx.Save(a.pictureName(c.Title)+"."+kind, blob.Get("type").String(), []js.Value{blob})
	}
}

// pictureWidth is the width of a picture that stands alone, in pixels of a screen.
const pictureWidth = 960

// picture makes a picture of a chart, with its title above it if there is one.
func picture(kind string, c *chart.Chart, look chart.Look, title string) (js.Value, error) {
	return jsx.Await(js.Global().Get("charts").Call("picture", kind, c.Option, jsx.Object("width", look.Width,
		"height", max(c.Height, look.Width*7/20), "title", title, "note", c.Hint, "ink", look.Ink, "muted", look.Muted,
		"card", look.Card, "font", look.Font)))
}

// pictureName is made of the file's name and what the picture shows.
func (a *app) pictureName(title string) string {
	name := a.state.Shown.Names[0]
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		name = name[:i]
	}
	return name + "-" + strings.ReplaceAll(title, "/", "-")
}
