//go:build js

package overview

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
	v := &gallery{}
	Room.Live = shell.Live{Render: v.render, Listen: v.listen, Change: change, Actions: map[string]shell.Action{
		"table": func(a *shell.App, e dom.Element, _ dom.Event) { a.Do(TableTurned{dom.Data(e, "chart")}) },
		"save": func(a *shell.App, e dom.Element, _ dom.Event) {
			go save(a, dom.Data(e, "chart"), dom.Data(e, "arg"))
		},
	}}
}

// A gallery is what is drawn now.
type gallery struct {
	charts []chart.Chart
	turn   int // counts drawings; an outdated one stops
	pick   js.Func
}

func change(a *shell.App, e dom.Element) bool {
	on := e.Get("checked").Truthy()
	switch e.Get("id").String() {
	case "overview-listed":
		a.Do(ListedTurned{on})
	case "overview-before":
		a.Do(BeforeTurned{on})
	default:
		return false
	}
	return true
}

// renderChoices offers to look at those listed only, and at the figures of an earlier day.
func renderChoices(a *shell.App) {
	s := a.State()
	o, narrowed := own(s), Narrowed(s.View)
	log := s.Outcome != nil && s.Outcome.Shape == "visits"
	dom.Show(dom.At("overview-choices"), narrowed || log)
	dom.Show(dom.At("overview-listed-label"), narrowed)
	dom.At("overview-listed").Set("checked", o.Listed)
	dom.Text(dom.At("overview-listed-text"), a.T("overview.listed", "n", say.Count(s.Count.Rows)))
	dom.Show(dom.At("overview-before-label"), log)
	dom.At("overview-before").Set("checked", o.Before)
	said := ""
	if d := overview(s); d != nil && d.Day != "" {
		said = a.T("overview.before.day", "day", d.Day)
	} else if d != nil && o.Before {
		said = a.T("overview.before.none")
	}
	dom.Text(dom.At("overview-before-said"), said)
}

// listen draws anew when the colours or the room change.
func (v *gallery) listen(a *shell.App) {
	again := func(dom.Event) {
		if overview(a.State()) != nil {
			v.draw(a)
		}
	}
	for _, query := range []string{"(prefers-color-scheme: dark)", "(forced-colors: active)", "(prefers-reduced-motion: reduce)",
		"(max-width: 720px)"} {
		dom.On(js.Global().Call("matchMedia", query), "change", again)
	}
}

func (v *gallery) render(a *shell.App, was *shell.State, fresh bool) {
	s := a.State()
	o, before := overview(s), overview(was)
	if fresh || was.Tab != s.Tab || before != o {
		dom.Flag(dom.At("overview"), "aria-busy", o == nil)
		dom.Show(dom.At("overview-wait"), o == nil)
		dom.Show(dom.At("overview-body"), o != nil)
	}
	if s.InFront(name) && (fresh || before != o || was.Tab != s.Tab || was.Count != s.Count || own(was).Listed != own(s).Listed || own(was).Before != own(s).Before) {
		renderChoices(a)
	}
	if o == nil || !s.InFront(name) {
		return
	}
	switch {
	case fresh || before != o || was.Tab != s.Tab && v.charts == nil:
		charts.Numbers(s.Lang, dom.At("overview-figures"), &o.Figures)
		renderBeside(a, o)
		v.draw(a)
	case was.Theme != s.Theme:
		v.draw(a)
	case len(own(s).Tables) != len(own(was).Tables):
		v.turnTables(a)
	}
}

// renderBeside writes beside each figure what it is of all customers, and what it was before.
func renderBeside(a *shell.App, o *protocol.Overview) {
	s := a.State()
	listed := own(s).Listed && Narrowed(s.View)
	for i, e := range dom.Children(dom.At("overview-figures")) {
		name := charts.Figures(s.Lang, &o.Figures)[i].Name
		beside := func(class, key string, f *report.Figures, on bool) {
			text := ""
			if value, ok := charts.FigureOf(s.Lang, f, name); ok && on {
				text = a.T(key, "value", value, "day", o.Day)
			}
			dom.Text(dom.Find(e, class), text)
			dom.Show(dom.Find(e, class), text != "")
		}
		beside(".of-all", "overview.beside.all", &o.All, listed)
		beside(".was", "overview.beside.was", &o.Before, o.Day != "")
	}
}

// draw draws all charts, each when the browser has had time for the one before.
func (v *gallery) draw(a *shell.App) {
	o := overview(a.State())
	v.turn++
	turn := v.turn
	if v.pick.IsUndefined() {
		v.pick = js.FuncOf(func(_ js.Value, args []js.Value) any {
			v.follow(a, args[0].String(), args[1].Int())
			return nil
		})
	}
	look := charts.Look(a.State().Lang, dom.At("overview"))
	look.Width = dom.At("main").Get("clientWidth").Int() - 64
	v.charts = chart.Charts(&o.Data, look)
	cards := dom.Fill(dom.At("charts"), "t-chart", len(v.charts))
	for i, e := range cards {
		charts.Card(look.Lang, e, &v.charts[i], tabled(a.State(), &v.charts[i]))
	}
	go func() {
		for i, e := range cards {
			if jsx.Yield(); turn != v.turn {
				return
			}
			charts.Draw(dom.Find(e, ".chart"), &v.charts[i], v.pick)
		}
		dom.Text(dom.At("overview-say"), a.T("overview.done", "n", strconv.Itoa(len(cards))))
		dom.Attr(dom.At("charts"), "data-drawn", strconv.Itoa(turn))
	}()
}

// tabled tells whether a chart shows as a table.
func tabled(s *shell.State, c *chart.Chart) bool {
	for _, id := range own(s).Tables {
		if id == c.ID {
			return charts.Drawing()
		}
	}
	return !charts.Drawing()
}

// turnTables shows charts as tables or tables as charts.
func (v *gallery) turnTables(a *shell.App) {
	for i, e := range dom.Children(dom.At("charts")) {
		c := &v.charts[i]
		charts.Card(a.State().Lang, e, c, tabled(a.State(), c))
		charts.Draw(dom.Find(e, ".chart"), c, v.pick)
	}
}

// follow shows the customers of an item.
func (v *gallery) follow(a *shell.App, id string, item int) {
	for i := range v.charts {
		if c := &v.charts[i]; c.ID == id && item >= 0 && item < len(c.Items) {
			led := Led
			if own(a.State()).Listed {
				led = LedWithin
			}
			a.Show(led(a.State().View, c.Items[item].Filters))
			dom.At("main").Call("focus", map[string]any{"preventScroll": true})
		}
	}
}

// save offers a chart as a picture, in the colours of the page.
func save(a *shell.App, id, kind string) {
	look := charts.Look(a.State().Lang, dom.At("overview"))
	look.Width, look.Still = charts.PictureWidth, true
	for _, c := range chart.Charts(&overview(a.State()).Data, look) {
		if c.ID != id || c.Option == "" {
			continue
		}
		blob, err := charts.Picture(kind, &c, look, c.Title)
		if err != nil {
			a.Fail(err)
			return
		}
		jsx.Save(pictureName(a, c.Title)+"."+kind, blob.Get("type").String(), []js.Value{blob})
	}
}

// pictureName is made of the file's name and what the picture shows.
func pictureName(a *shell.App, title string) string {
	name := a.State().Shown.Names[0]
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		name = name[:i]
	}
	return name + "-" + strings.ReplaceAll(title, "/", "-")
}
