//go:build js

package charts

import (
	"strconv"
	"strings"
	"syscall/js"

	"fenji/scoring/report"
	"fenji/scoring/report/chart"
	"fenji/scoring/words"
	"fenji/wasm/jsx"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
)

// Numbers puts the numbers at the head of the overview into a list.
func Numbers(lang string, e dom.Element, f *report.Figures) {
	figures := Figures(lang, f)
	for i, e := range dom.Fill(e, "t-figure", len(figures)) {
		dom.Text(dom.Find(e, "dt"), figures[i].Name)
		value := dom.Find(e, "b")
		dom.Text(value, figures[i].Value)
		value.Get("classList").Call("toggle", "long", len(figures[i].Value) > 13)
		dom.Text(dom.Find(e, "small"), figures[i].Unit)
		dom.Text(dom.Find(e, ".say"), figures[i].Say)
	}
}

func translate(root js.Value, lang string) {
	dom.Translate(root, "", func(key string) string { return words.Text(lang, key) })
}

// Look reads the colours of a part of the page as they are now.
func Look(lang string, e dom.Element) chart.Look {
	style := js.Global().Call("getComputedStyle", e.Value)
	of := func(name string) string { return strings.TrimSpace(style.Call("getPropertyValue", name).String()) }
	font := strings.ReplaceAll(of("--sans"), `"`, "'") // it stands in attributes of pictures
	l := chart.Look{Lang: lang, Font: font, Ink: of("--ink"), Muted: of("--ink-3"), Line: of("--line"),
		Card: of("--card"), Accent: of("--accent"), Soft: of("--accent-soft"), Ungraded: of("--u"),
		Grades: [6]string{of("--a"), of("--b"), of("--c"), of("--d"), of("--e"), of("--f")}, Still: matches("(prefers-reduced-motion: reduce)")}
	if words.English(l.Lang) {
		l.Font = "system-ui, sans-serif"
	}
	if matches("(forced-colors: active)") {
		ink, card, soft, line := "#000000", "#ffffff", "#dddddd", "#aaaaaa"
		if matches("(prefers-color-scheme: dark)") {
			ink, card, soft, line = "#ffffff", "#000000", "#333333", "#666666"
		}
		l.Ink, l.Muted, l.Line, l.Card, l.Accent, l.Soft = ink, ink, line, card, ink, soft
		l.Grades, l.Ungraded = [6]string{ink, ink, ink, ink, ink, ink}, ink
	}
	return l
}

func matches(query string) bool { return js.Global().Call("matchMedia", query).Get("matches").Bool() }

// Card puts everything but the drawing into a chart's card; table: it shows as a table.
func Card(lang string, e dom.Element, c *chart.Chart, table bool) {
	translate(e.Value, lang)
	dom.Attr(e, "data-chart", c.ID)
	dom.Text(dom.Find(e, "h2"), c.Title)
	dom.Text(dom.Find(e, "header > span"), c.Hint)
	host, empty := dom.Find(e, ".chart"), dom.Find(e, ".no-chart")
	dom.Text(empty, c.Empty)
	dom.Show(empty, c.Empty != "")
	dom.Show(dom.Find(e, ".tools"), c.Empty == "")
	dom.Property(host, "--high", strconv.Itoa(c.Height)+"px")
	dom.Attr(host, "data-chart", c.ID)
	for _, b := range dom.All(e.Value, "button") {
		dom.Attr(b, "data-chart", c.ID)
		if act := dom.Data(b, "do"); act == "overview.table" {
			dom.Flag(b, "aria-pressed", table)
			dom.Text(b, words.Text(lang, say.Either(table, "overview.chart", "overview.table")))
			dom.Attr(b, "aria-label", words.Text(lang, say.Either(table, "overview.chart.label", "overview.table.label"), "title", c.Title))
		} else {
			dom.Attr(b, "aria-label", words.Text(lang, "overview."+dom.Data(b, "arg")+".label", "title", c.Title))
			dom.Show(b, Drawing())
		}
	}
	dom.Show(host, c.Option != "" && !table)
	frame := dom.Find(e, ".figures-of")
	dom.Show(frame, c.Option != "" && table)
	dom.Attr(frame, "aria-label", c.Title)
	if table {
		Table(dom.Find(frame, "table"), c.Title, c.Table)
	}
}

// Drawing tells whether there is a library that draws charts: one that came with the page, and runs.
func Drawing() bool {
	if library := js.Global().Get("echarts"); library.Type() == js.TypeObject {
		library.Call("start") // which takes itself away where it cannot run
	}
	return js.Global().Get("echarts").Type() == js.TypeObject
}

// Table fills a table of the page.
func Table(table dom.Element, caption string, t chart.Table) {
	dom.Text(dom.Find(table, "caption"), caption)
	for i, cell := range dom.Fill(dom.Find(table, "thead tr"), "t-th", len(t.Head)) {
		dom.Text(cell, t.Head[i])
	}
	for i, row := range dom.Fill(dom.Find(table, "tbody"), "t-tr", len(t.Rows)) {
		cells := t.Rows[i]
		dom.Text(dom.Find(row, "th"), cells[0])
		have := dom.Children(row)
		for len(have) < len(cells) {
			cell := dom.Clone("t-td")
			row.Call("append", cell.Value)
			have = append(have, cell)
		}
		for k, cell := range have[1:] {
			if k+1 < len(cells) {
				dom.Text(cell, cells[k+1])
			} else {
				cell.Call("remove")
			}
		}
	}
}

// Draw hands an option to the driver. A host without a place on the page is drawn when it gets one.
func Draw(host dom.Element, c *chart.Chart, pick js.Func) {
	if !Drawing() {
		return
	}
	charts := js.Global().Get("charts")
	switch {
	case c.Option == "":
		charts.Call("drop", host.Value)
	case !host.Get("hidden").Bool():
		charts.Call("draw", host.Value, c.Option, pick)
	}
}

// PictureWidth is the width of a picture that stands alone, in pixels of a screen.
const PictureWidth = 960

// Picture makes a picture of a chart, with its title above it if there is one.
func Picture(kind string, c *chart.Chart, look chart.Look, title string) (js.Value, error) {
	return jsx.Await(js.Global().Get("charts").Call("picture", kind, c.Option, jsx.Object("width", look.Width,
		"height", max(c.Height, look.Width*7/20), "title", title, "note", c.Hint, "ink", look.Ink, "muted", look.Muted,
		"card", look.Card, "font", look.Font)))
}
