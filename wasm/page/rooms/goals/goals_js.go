//go:build js

package goals

import (
	"strconv"
	"strings"
	"syscall/js"

	"fenji/scoring/protocol"
	"fenji/scoring/report/chart"
	"fenji/wasm/jsx"
	"fenji/wasm/page/charts"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

func init() {
	v := &screen{tables: map[string]bool{}}
	Room.Live = shell.Live{Render: v.render, Change: change, Actions: map[string]shell.Action{
		"table": func(a *shell.App, e dom.Element, _ dom.Event) {
			id := dom.Data(e, "chart")
			v.tables[id] = !v.tables[id]
			v.found = nil
			v.render(a, a.State(), false)
		},
		"part": func(a *shell.App, e dom.Element, _ dom.Event) {
			at, _ := strconv.Atoi(dom.Data(e, "at"))
			v.follow(a, dom.Data(e, "chart"), at)
		},
		"show": func(a *shell.App, e dom.Element, _ dom.Event) { show(a, e) },
		"lead": func(a *shell.App, e dom.Element, _ dom.Event) {
			if of, ok := dom.Closest(e.Value, "[data-figure]"); ok {
				lead(a, Leads(a.State().View, v.shown, dom.Data(of, "figure"), dom.Data(of, "by"), ""))
			}
		},
	}}
}

// change takes a choice of the room.
func change(a *shell.App, e dom.Element) bool {
	o := own(a.State())
	switch id := e.Get("id").String(); {
	case id == "goal":
		a.Do(GoalChosen{dom.Value(e)})
	case id == "period":
		a.Do(PeriodChosen{dom.Value(e)})
	case id == "goal-of":
		axis, value, _ := strings.Cut(dom.Value(e), ":")
		a.Do(OfChosen{axis, value})
	case id == "cross-show":
		a.Do(ShownChosen{dom.Value(e)})
	case id == "cross-shared":
		w := o.Cross
		w.Shared = e.Get("checked").Bool()
		a.Do(AxesChosen{w})
	case dom.Data(e, "axis") == "row":
		w := o.Cross
		w.Row = dom.Value(e)
		a.Do(AxesChosen{w})
	case dom.Data(e, "axis") == "column":
		w := o.Cross
		w.Column = dom.Value(e)
		a.Do(AxesChosen{w})
	case dom.Data(e, "band") != "":
		w, on := o.Bands, e.Get("checked").Bool()
		switch dom.Data(e, "band") {
		case "ages":
			w.Ages = on
		case "months":
			w.Months = on
		case "region":
			w.NoRegion = on
		}
		a.Do(BandsChosen{w})
	default:
		return false
	}
	return true
}

// show leads from a cell to its customers.
func show(a *shell.App, e dom.Element) {
	t := own(a.State()).Table
	cell, ok := dom.Closest(e.Value, "td")
	if t == nil || !ok {
		return
	}
	view := protocol.View{Sort: a.State().View.Sort}
	for _, x := range [][2]string{{t.Row, dom.Data(cell, "row")}, {t.Column, dom.Data(cell, "column")}} {
		if x[0] == "grade" {
			view.Grades = []string{say.Either(x[1] == "none", "", x[1])}
			continue
		}
		view.Filters = append(view.Filters, protocol.Filter{Field: "axis." + x[0], Values: []string{x[1]}})
	}
	lead(a, view)
}

// lead shows the customers of a view.
func lead(a *shell.App, view protocol.View) {
	a.Show(view)
	dom.At("main").Call("focus", map[string]any{"preventScroll": true})
}

// follow shows the customers of a part of a chart.
func (v *screen) follow(a *shell.App, id string, at int) {
	if v.found == nil { // what is drawn is of an answer that no longer holds
		return
	}
	for i := range v.found.Charts {
		if c := &v.found.Charts[i]; c.ID == id {
			lead(a, LeadsOn(a.State().View, v.shown, c, at))
			return
		}
	}
}

// A screen is what is drawn now.
type screen struct {
	found       *protocol.Goals
	table       *protocol.CrossTable
	class       *protocol.Class
	lang, theme string
	shows       string
	shown       protocol.GoalWish
	tables      map[string]bool // charts that show as tables
	turn        int
	pick        js.Func
}

func (v *screen) render(a *shell.App, was *shell.State, fresh bool) {
	s := a.State()
	if s.Outcome == nil || !s.InFront(name) || !joined(s) {
		return
	}
	o := own(s)
	if v.lang != s.Lang || v.theme != s.Theme || fresh {
		v.found, v.table, v.class = nil, nil, nil
	}
	v.lang, v.theme = s.Lang, s.Theme
	w := o.wish(s)
	v.choices(a, o)
	dom.Flag(dom.At("goals"), "aria-busy", o.Found == nil || v.shown != w && v.found == o.Found)
	if o.Found != nil && v.found != o.Found {
		v.found, v.shown = o.Found, w
		renderFigures(a, o.Found)
		v.draw(a, o.Found)
	}
	if o.Table != nil && (v.table != o.Table || v.shows != o.Shows) {
		v.table, v.shows = o.Table, o.Shows
		renderCross(a, o, o.Table)
	}
	if o.Class != nil && v.class != o.Class {
		v.class = o.Class
		e := dom.At("smallest-class")
		dom.Attr(e, "data-k", strconv.Itoa(o.Class.K))
		dom.Attr(e, "data-columns", strings.Join(o.Class.Columns, " "))
		dom.Text(dom.At("class-say"), ClassText(s.Lang, o.Class))
	}
}

func (v *screen) choices(a *shell.App, o State) {
	s := a.State()
	options := func(e dom.Element, prefix string, codes []string, now string) {
		names := make([]string, len(codes))
		for i, c := range codes {
			names[i] = a.T(prefix + c)
		}
		dom.Options(e, codes, names)
		dom.SetValue(e, now)
	}
	options(dom.At("goal"), "goals.goal.", Codes, o.Goal)
	values, names := Periods(s.Lang, s.Outcome.AsOf)
	dom.Options(dom.At("period"), values, names)
	dom.SetValue(dom.At("period"), o.Period)
	of, said := []string{":"}, []string{a.T("goals.everybody")}
	if o.Found != nil {
		for _, axis := range o.Found.Values {
			for _, value := range axis.Values {
				of = append(of, axis.Axis+":"+value)
				said = append(said, a.T("goals.filter", "axis", a.T("goals.axis."+axis.Axis), "value", Word(s.Lang, axis.Axis, value)))
			}
		}
	}
	dom.Options(dom.At("goal-of"), of, said)
	dom.SetValue(dom.At("goal-of"), o.Axis+":"+o.Value)
	for _, e := range dom.All(dom.At("crosstab").Value, "select[data-axis]") {
		options(e, "goals.axis.", protocol.Axes[:], say.Either(dom.Data(e, "axis") == "row", o.Cross.Row, o.Cross.Column))
	}
	options(dom.At("cross-show"), "goals.show.", Shown, o.Shows)
	dom.At("cross-shared").Set("checked", o.Cross.Shared)
	for _, e := range dom.All(dom.At("smallest-class").Value, "[data-band]") {
		e.Set("checked", map[string]bool{"ages": o.Bands.Ages, "months": o.Bands.Months, "region": o.Bands.NoRegion}[dom.Data(e, "band")])
	}
}

func setFigure(e dom.Element, f *protocol.GoalFigure) {
	dom.Enable(dom.Find(e, "button"), Led(f))
	for _, x := range [][2]string{{"figure", f.Code}, {"value", f.Value}, {"of", f.Of}, {"low", f.Low}, {"high", f.High}, {"by", f.By}, {"n", strconv.Itoa(f.N)}} {
		dom.Attr(e, "data-"+x[0], x[1])
	}
}

func renderFigures(a *shell.App, m *protocol.Goals) {
	s := a.State()
	var all, by []Tile
	for i := range m.Figures {
		if t := TileOf(s.Lang, &m.Figures[i]); t.By == "" {
			all = append(all, t)
		} else {
			by = append(by, t)
		}
	}
	for i, e := range dom.Fill(dom.At("goal-figs"), "t-goal-figure", len(all)) {
		t := all[i]
		setFigure(e, t.GoalFigure)
		dom.Text(dom.Find(e, "dt"), t.Name)
		dom.Text(dom.Find(e, "b"), t.Shown)
		dom.Text(dom.Find(e, "small"), t.Unit)
		dom.Text(dom.Find(e, ".say"), t.Say)
	}
	dom.Show(dom.At("goal-none"), len(all)+len(by) == 0)
	dom.Show(dom.At("goal-by"), len(by) > 0)
	dom.Show(dom.At("goal-sums"), own(s).Goal == "departments")
	for i, e := range dom.Fill(dom.At("goal-by-list"), "t-goal-by", len(by)) {
		t := by[i]
		setFigure(e, t.GoalFigure)
		cells := dom.Children(e)
		dom.Text(cells[0], Word(s.Lang, "", t.By))
		dom.Text(cells[1], t.Name)
		dom.Text(dom.Find(cells[2], "b"), t.Shown)
		dom.Text(dom.Find(cells[2], "small"), t.Unit)
		dom.Text(cells[3], t.Say)
	}
}

// draw draws the charts, each when the browser has had time for the one before.
func (v *screen) draw(a *shell.App, m *protocol.Goals) {
	v.turn++
	turn := v.turn
	s := a.State()
	if v.pick.IsUndefined() {
		v.pick = js.FuncOf(func(_ js.Value, args []js.Value) any {
			v.follow(a, args[0].String(), args[1].Int())
			return nil
		})
	}
	root := dom.At("goal-charts")
	var list []protocol.GoalChart
	dom.Show(dom.At("goal-funnel"), false)
	for i := range m.Charts {
		if m.Charts[i].Kind != "funnel" {
			list = append(list, m.Charts[i])
			continue
		}
		dom.Show(dom.At("goal-funnel"), true)
		steps := Funnel(s.Lang, &m.Charts[i])
		for k, e := range dom.Fill(dom.Find(dom.At("goal-funnel"), "ul"), "t-goal-step", len(steps)) {
			dom.Text(dom.Find(e, "span"), steps[k].Name)
			dom.Text(dom.Find(e, "b"), steps[k].Count)
			dom.Attr(e, "data-figure", "funnel")
			dom.Attr(e, "data-by", m.Charts[i].Labels[k])
			dom.Enable(dom.Find(e, "button"), steps[k].Count != "0")
			dom.Text(dom.Find(e, "small"), steps[k].Share)
			dom.Property(dom.Find(e, ".track i"), "--share", say.Ratio(steps[k].Tenths))
		}
	}
	look := charts.Look(s.Lang, root)
	hosts := dom.Fill(root, "t-goal-chart", len(list))
	if len(list) > 0 {
		look.Width = hosts[0].Get("clientWidth").Int()
	}
	var drawn []chart.Chart
	for i, e := range hosts {
		c := Drawn(s.Lang, &list[i], look)
		drawn = append(drawn, c)
		table := v.tables[c.ID] || !charts.Drawing()
		dom.Text(dom.Find(e, "h2"), c.Title)
		turn := dom.Find(e, "button")
		dom.Attr(turn, "data-chart", c.ID)
		dom.Flag(turn, "aria-pressed", table)
		dom.Text(turn, a.T(say.Either(table, "overview.chart", "overview.table")))
		dom.Attr(turn, "aria-label", a.T(say.Either(table, "overview.chart.label", "overview.table.label"), "title", c.Title))
		dom.Show(turn, charts.Drawing())
		host, frame := dom.Find(e, ".chart"), dom.Find(e, ".figures-of")
		dom.Property(host, "--high", strconv.Itoa(c.Height)+"px")
		dom.Attr(host, "data-chart", c.ID)
		dom.Attr(host, "aria-label", c.Title)
		dom.Attr(host, "role", "img")
		dom.Show(host, !table)
		dom.Show(frame, table)
		dom.Attr(frame, "aria-label", c.Title)
		away := dom.Find(e, ".lead")
		dom.Text(away, a.T("goals.unlisted", "n", say.Count(list[i].Unlisted)))
		dom.Show(away, list[i].Unlisted > 0)
		if table {
			charts.Table(dom.Find(frame, "table"), c.Title, c.Table)
			linked(dom.Find(frame, "tbody"), &list[i], c.Table.Rows)
		}
	}
	go func() {
		for i, e := range hosts {
			if jsx.Yield(); turn != v.turn {
				return
			}
			charts.Draw(dom.Find(e, ".chart"), &drawn[i], v.pick)
		}
	}()
}

// linked lets the figures of a chart's table lead as the chart's parts do.
func linked(body dom.Element, c *protocol.GoalChart, rows [][]string) {
	for r, row := range dom.Children(body) {
		for k, cell := range dom.Children(row)[1:] {
			at := PartOf(c, r, k)
			if at < 0 {
				continue
			}
			button := dom.Wrap(dom.Document.Call("createElement", "button"))
			for _, x := range [][2]string{{"class", "link"}, {"type", "button"}, {"data-do", "goals.part"}, {"data-chart", c.ID}, {"data-at", strconv.Itoa(at)}} {
				dom.Attr(button, x[0], x[1])
			}
			dom.Text(button, rows[r][k+1])
			cell.Call("replaceChildren", button.Value)
		}
	}
}

func renderCross(a *shell.App, o State, t *protocol.CrossTable) {
	s := a.State()
	table := dom.At("cross-table")
	heads := dom.Fill(dom.Find(table, "thead tr"), "t-th", len(t.Columns)+2)
	dom.Text(heads[0], a.T("goals.axis."+t.Row))
	for c, column := range t.Columns {
		dom.Text(heads[c+1], Word(s.Lang, t.Column, column))
	}
	dom.Text(heads[len(t.Columns)+1], a.T("goals.all"))
	for r, row := range dom.Fill(dom.Find(table, "tbody"), "t-goal-cross-row", len(t.Rows)) {
		dom.Text(dom.Find(row, "th"), Word(s.Lang, t.Row, t.Rows[r]))
		have := dom.Children(row)
		for len(have) < len(t.Columns)+2 {
			cell := dom.Clone("t-goal-cross-cell")
			row.Call("append", cell.Value)
			have = append(have, cell)
		}
		for _, extra := range have[len(t.Columns)+2:] {
			extra.Call("remove")
		}
		for c, column := range t.Columns {
			n, cell := t.Counts[r*len(t.Columns)+c], have[c+1]
			dom.Attr(cell, "data-row", t.Rows[r])
			dom.Attr(cell, "data-column", column)
			dom.Attr(cell, "data-count", say.Either(n < 0, "", strconv.Itoa(n)))
			large, small := Cell(s.Lang, o.Shows, t, r, c)
			button := dom.Find(cell, "button")
			dom.Show(button, true)
			dom.Enable(button, n > 0)
			dom.Text(button, large)
			dom.Text(dom.Find(cell, "small"), small)
		}
		sumCell(have[len(t.Columns)+1], Sum(s.Lang, o.Shows, t.RowSums[r], t.RowMoney[r]))
	}
	sums := dom.Fill(dom.Find(table, "tfoot tr"), "t-goal-cross-sum", len(t.Columns)+2)
	dom.Text(sums[0], a.T("goals.all"))
	for c := range t.Columns {
		dom.Text(sums[c+1], Sum(s.Lang, o.Shows, t.ColumnSums[c], t.ColumnMoney[c]))
	}
	dom.Text(sums[len(t.Columns)+1], Sum(s.Lang, o.Shows, t.All, t.AllMoney))
	dom.Text(dom.At("cross-say"), Verdict(s.Lang, t))
}

func sumCell(e dom.Element, text string) {
	for _, x := range []string{"row", "column", "count"} {
		e.Call("removeAttribute", "data-"+x)
	}
	e.Call("removeAttribute", "title")
	dom.Show(dom.Find(e, "button"), false)
	dom.Text(dom.Find(e, "small"), text)
}
