//go:build js

package models

import (
	"slices"
	"strconv"
	"syscall/js"

	"fenji/scoring/protocol"
	"fenji/wasm/jsx"
	"fenji/wasm/page/charts"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

func init() {
	v := &screen{tables: map[string]bool{}}
	Room.Live = shell.Live{Render: v.render, Actions: map[string]shell.Action{
		"run":  func(a *shell.App, e dom.Element, _ dom.Event) { a.Do(Run{dom.Data(e, "arg")}) },
		"stop": func(a *shell.App, e dom.Element, _ dom.Event) { a.Do(Stopped{dom.Data(e, "arg")}) },
		"columns": func(a *shell.App, e dom.Element, _ dom.Event) {
			model := dom.Data(e, "arg")
			a.Do(Columns{model, !slices.Contains(own(a.State()).Shown, model)})
		},
		"pick": func(a *shell.App, e dom.Element, _ dom.Event) {
			header := dom.Data(e, "arg")
			a.Do(Picked{header, !slices.Contains(picks(own(a.State()).traits()), header)})
		},
		"table": func(a *shell.App, e dom.Element, _ dom.Event) {
			id := dom.Data(e, "chart")
			v.tables[id] = !v.tables[id]
			v.drawn = [len(protocol.Models)]picture{}
			v.render(a, a.State(), true)
		},
	}, Change: change}
}

// change takes the choices of demand.
func change(a *shell.App, e dom.Element) bool {
	at := index(protocol.ModelDemand)
	if at < 0 { // there is no card of it; and every control of the page comes by here
		return false
	}
	w := own(a.State()).Cards[at].Wish
	switch e.Get("id").String() {
	case "forecast-by":
		a.Do(Chosen{dom.Value(e), w.Of})
	case "forecast-of":
		a.Do(Chosen{w.By, dom.Value(e)})
	default:
		return false
	}
	return true
}

// A picture is what a card was last drawn from.
type picture struct {
	card        Card
	lang, theme string
	columns     bool
}

// A screen is what is drawn now.
type screen struct {
	drawn  [len(protocol.Models)]picture
	tables map[string]bool // charts that show as tables
}

func (v *screen) render(a *shell.App, _ *shell.State, _ bool) {
	s := a.State()
	if s.Tab != name {
		return
	}
	o := own(s)
	cards := dom.Fill(dom.At("models"), "t-model", len(protocol.Models))
	for i, e := range cards {
		now := picture{o.Cards[i], s.Lang, s.Theme, slices.Contains(o.Shown, protocol.Models[i])}
		if before := v.drawn[i]; now != before {
			v.drawn[i] = now
			renderColumns(a, e, &o.Cards[i], now.columns)
			v.renderCard(a, e, &o.Cards[i], before.card.Found != now.card.Found || before.lang != now.lang || before.theme != now.theme)
		}
	}
}

var icons = map[string]string{"done": "#i-check", "refused": "#i-close", "working": "#i-right"}

func (v *screen) renderCard(a *shell.App, e dom.Element, c *Card, all bool) {
	model := c.Wish.Model
	state, reason := c.state()
	title := a.T("models." + model + ".title")
	dom.Attr(e, "data-model", model)
	was := dom.Data(e, "state")
	dom.Attr(e, "data-state", state)
	dom.Attr(e, "data-reason", reason)
	dom.Flag(e, "aria-busy", state == "working")
	dom.Text(dom.Find(e, "h2"), title)
	dom.Attr(dom.Find(e, ".model-state use"), "href", icons[state])
	dom.Text(dom.Find(e, ".model-state b"), a.T("models."+state))
	work := dom.Find(e, ".work-line")
	dom.Show(work, state == "working")
	tenths := 0
	said := a.T("models.begin")
	if c.Total > 1 {
		tenths = 1000 * c.Done / c.Total
		said = a.T("models.at", "done", strconv.Itoa(c.Done), "total", strconv.Itoa(c.Total))
	}
	dom.Property(dom.Find(work, ".track i"), "--share", say.Ratio(tenths))
	dom.Text(dom.Find(work, ".lead"), said)
	stop, again := dom.Find(work, "button"), dom.Find(e, "button[data-run]")
	for _, b := range []dom.Element{stop, again} {
		dom.Attr(b, "data-arg", model)
	}
	dom.Text(stop, a.T("models.stop"))
	dom.Attr(stop, "aria-label", a.T("models.stop.label", "model", title))
	dom.Text(again, a.T(say.Either(c.Stopped, "models.start", "models.again")))
	dom.Attr(again, "aria-label", a.T("models.again.label", "model", title))
	dom.Show(again, state != "working")
	if was == "working" && state != was && a.State().Tab == name {
		dom.Text(dom.At("models-say"), a.T("models.say."+state, "model", title))
	}
	if model == protocol.ModelDemand {
		renderChoices(a, e, c)
	}
	if all {
		v.renderParts(a, e, c)
	}
	renderPicks(a, e, c)
	stopped := dom.Find(e, ".model-parts")
	dom.Show(stopped, c.Found != nil)
}

// renderPicks offers the columns by which groups may be found besides.
func renderPicks(a *shell.App, e dom.Element, c *Card) {
	host, list := dom.Find(e, ".model-picks"), picks(c.Choices)
	dom.Show(host, c.Wish.Model == protocol.ModelGroups && len(list) > 0)
	shell.Translate(host.Value, a.State().Lang)
	chosen := picks(c.Wish.Of)
	for i, el := range dom.Fill(dom.Find(host, "p:last-child"), "t-model-pick", len(list)) {
		box, on := dom.Find(el, "input"), slices.Contains(chosen, list[i])
		dom.Attr(box, "data-arg", list[i])
		box.Set("checked", on)
		box.Set("disabled", !on && len(chosen) >= protocol.MostTraits)
		dom.Text(dom.Find(el, "span"), list[i])
	}
}

// renderColumns offers to show what was found of each customer in the list and in files.
func renderColumns(a *shell.App, e dom.Element, c *Card, on bool) {
	b := dom.Find(e, "button[data-columns]")
	state, _ := c.state()
	dom.Show(b, columned[c.Wish.Model] && state == "done")
	dom.Attr(b, "data-arg", c.Wish.Model)
	dom.Flag(b, "aria-pressed", on)
	dom.Text(b, a.T(say.Either(on, "models.columns.off", "models.columns")))
}

func (v *screen) renderParts(a *shell.App, e dom.Element, c *Card) {
	if c.Found == nil {
		return
	}
	lang := a.State().Lang
	parts := dom.Fill(dom.Find(e, ".model-parts"), "t-model-part", len(c.Found.Parts))
	for i, el := range parts {
		p := &c.Found.Parts[i]
		said := tell(lang, c.Found, p)
		shell.Translate(el.Value, lang)
		markPart(el, p.ID, said)
		dom.Show(dom.Find(el, "h3"), said.Title != "")
		dom.Text(dom.Find(el, "h3"), said.Title)
		for k, line := range dom.Fill(dom.Find(el, ".model-answer"), "t-model-line", len(said.Answer)) {
			dom.Text(line, said.Answer[k])
		}
		renderProof(a, el, c.Found, p.ID, said)
		renderNeeds(a, el, said)
		fold := dom.Find(el, ".model-fold")
		dom.Show(fold, len(said.Params) > 0)
		for k, row := range dom.Fill(dom.Find(fold, "dl"), "t-model-param", len(said.Params)) {
			one := said.Params[k]
			dom.Text(dom.Find(row, "dt"), one.Label)
			value := dom.Find(row, "dd")
			dom.Text(value, one.Value)
			dom.Attr(value, "data-param", one.Name)
			dom.Attr(value, "data-of", one.Of)
			dom.Attr(value, "data-value", one.Full)
		}
		renderTable(a, el, c.Found, p)
		v.renderCurves(a, el, c.Found, p)
	}
}

// markPart lets automation find a part that may be refused alone; the first part of other cards is the card itself.
func markPart(e dom.Element, id string, said Part) {
	attribute := ""
	switch id {
	case protocol.ModelMoney:
		attribute = "data-model"
	case protocol.MoveRise, protocol.MoveLapse:
		attribute = "data-move"
	}
	if attribute == "" {
		return
	}
	dom.Attr(e, attribute, id)
	dom.Attr(e, "data-state", said.State)
	dom.Attr(e, "data-reason", said.Reason)
}

// meanwhile are the rooms of what can be used in place of a refused part.
var meanwhile = map[string]string{protocol.ModelGroups: "segments", protocol.ModelReturn: "falls", protocol.ModelDemand: "overview",
	protocol.MoveRise: "customers", protocol.MoveLapse: "warnings"}

func renderProof(a *shell.App, e dom.Element, m *protocol.Model, id string, said Part) {
	var rows [][3]string
	for _, p := range said.Proof {
		rows = append(rows, [3]string{a.T(say.Either(m.Model == protocol.ModelGroups, "models.proof.groups", "models.proof")), p})
	}
	if said.Meanwhile != "" {
		rows = append(rows, [3]string{a.T("models.meanwhile"), said.Meanwhile, meanwhile[id]})
	}
	if said.Helps != "" {
		rows = append(rows, [3]string{a.T("models.helps"), said.Helps, say.Either(said.Reason == "band", "", "home")})
	}
	for i, row := range dom.Fill(dom.Find(e, ".model-proof"), "t-model-proof", len(rows)) {
		dom.Text(dom.Find(row, "dt"), rows[i][0])
		dom.Text(dom.Find(row, "dd span"), rows[i][1])
		b, to := dom.Find(row, "button"), rows[i][2]
		dom.Show(b, to != "")
		dom.Attr(b, "data-do", say.Either(to == "home", to, "tab"))
		dom.Attr(b, "data-arg", to)
		dom.Text(b, say.Either(to == "", "", a.T(say.Either(to == "home", "open.visits", "tab."+to))))
	}
}

func renderNeeds(a *shell.App, e dom.Element, said Part) {
	table := dom.Find(e, ".needs")
	dom.Show(table, said.State == "refused" && len(said.Needs) > 0)
	for i, row := range dom.Fill(dom.Find(table, "tbody"), "t-model-need", len(said.Needs)) {
		n := said.Needs[i]
		dom.Attr(row, "data-ok", say.Either(n.Met, "1", "0"))
		dom.Text(dom.Find(row, "th"), n.Label)
		dom.Text(dom.Find(row, "td"), n.Have)
		dom.Attr(dom.Find(row, "use"), "href", say.Either(n.Met, "#i-check", "#i-close"))
		dom.Text(dom.Find(row, ".mark span"), a.T(say.Either(n.Met, "models.met", "models.unmet")))
	}
}

// renderTable shows the groups, or the periods ahead.
func renderTable(a *shell.App, e dom.Element, m *protocol.Model, p *protocol.ModelPart) {
	table := dom.Find(e, ".model-table")
	dom.Show(table, p.ID == protocol.ModelGroups && len(m.Groups) > 0)
	dom.Text(dom.Find(table, "caption"), a.T("models.groups.caption"))
	for i, row := range dom.Fill(dom.Find(table, "tbody"), "t-model-group", len(m.Groups)) {
		g := m.Groups[i]
		dom.Attr(row, "data-group", strconv.Itoa(g.ID))
		dom.Attr(row, "data-size", strconv.Itoa(g.Size))
		name, size := dom.Find(row, "th"), dom.Find(row, "td")
		dom.Text(dom.Find(name, "b"), strconv.Itoa(g.ID)+" · "+a.T("models.groups.kind."+g.Kind))
		middle := a.T("models.groups.row", "days", say.Grouped(g.Days), "visits", say.Grouped(g.Visits),
			"money", say.Amount(a.State().Lang, "yuan", g.Money))
		for k := 0; k+1 < len(g.Others); k += 2 {
			middle += a.T("models.groups.row.other", "column", g.Others[k], "value", say.Either(g.Others[k+1] == "", "–", g.Others[k+1]))
		}
		dom.Text(dom.Find(name, "small"), middle)
		dom.Text(dom.Find(size, "b"), a.T("models.groups.size", "n", say.Count(g.Size)))
		dom.Text(dom.Find(size, "small"), a.T("models.groups.share", "share", say.Share(g.Share), "money", say.Share(g.MoneyShare)))
		dom.Property(dom.Find(row, ".track i"), "--share", say.Ratio(g.Share))
	}
	hosts := dom.Fill(dom.Find(e, ".forecast-host"), "t-forecast", min(1, len(m.Forecast)))
	if len(hosts) == 0 {
		return
	}
	dom.Text(dom.Find(hosts[0], "caption"), a.T("models.demand.visits"))
	dom.Text(dom.Find(hosts[0], "tbody th"), a.T("models.demand.visits"))
	heads := dom.Fill(dom.Find(hosts[0], "thead tr"), "t-th", 1+len(m.Forecast))
	dom.Text(heads[0], a.T("models.demand.when"))
	cells := dom.Fill(dom.Find(hosts[0], "tbody tr"), "t-forecast-cell", len(m.Forecast)+1)
	for i, f := range m.Forecast {
		head := f.When
		if f.Festival != "" {
			head += " · " + a.T("models.demand.festival", "day", f.Festival[5:])
		}
		dom.Text(heads[i+1], head)
		cell := cells[i+1]
		for _, pair := range [][2]string{{"when", f.When}, {"low", f.Low}, {"value", f.Value}, {"high", f.High}} {
			dom.Attr(cell, "data-"+pair[0], pair[1])
		}
		dom.Text(dom.Find(cell, "b"), say.Grouped(short(f.Value, 0)))
		dom.Text(dom.Find(cell, "small"), say.Grouped(short(f.Low, 0))+"–"+say.Grouped(short(f.High, 0)))
	}
}

// renderChoices offers month or week, and the departments.
func renderChoices(a *shell.App, e dom.Element, c *Card) {
	host := dom.Fill(dom.Find(e, ".model-choices"), "t-model-choices", 1)[0]
	dom.Text(dom.Find(host, "[data-for=by]"), a.T("models.demand.by"))
	dom.Text(dom.Find(host, "[data-for=of]"), a.T("models.demand.of"))
	by, of := dom.Find(host, "#forecast-by"), dom.Find(host, "#forecast-of")
	dom.Options(by, []string{"month", "week"}, []string{a.T("models.demand.by.month"), a.T("models.demand.by.week")})
	dom.SetValue(by, c.Wish.By)
	if c.Found == nil {
		return // the choices stay as they are
	}
	values, texts := []string{""}, []string{a.T("models.demand.all")}
	for i := 0; i+1 < len(c.Found.Choices); i += 2 {
		values, texts = append(values, c.Found.Choices[i]), append(texts, c.Found.Choices[i+1])
	}
	dom.Options(of, values, texts)
	dom.SetValue(of, c.Wish.Of)
	dom.Show(dom.Find(host, ".of"), len(values) > 1)
}

// renderCurves draws the charts of a part, each when the browser has had time for the one before.
func (v *screen) renderCurves(a *shell.App, e dom.Element, m *protocol.Model, p *protocol.ModelPart) {
	look := charts.Look(a.State().Lang, e)
	hosts := dom.Fill(dom.Find(e, ".model-curves"), "t-model-curve", len(p.Curves))
	for i, el := range hosts {
		c := plot(a.State().Lang, m, &p.Curves[i]).Drawn(look)
		c.ID = p.ID + "." + c.ID
		table := v.tables[c.ID] || !charts.Drawing()
		dom.Text(dom.Find(el, "b"), c.Title)
		host, frame, turn := dom.Find(el, ".chart"), dom.Find(el, ".figures-of"), dom.Find(el, "button")
		dom.Attr(turn, "data-chart", c.ID)
		dom.Flag(turn, "aria-pressed", table)
		dom.Text(turn, a.T(say.Either(table, "models.chart.chart", "models.chart.table")))
		dom.Show(turn, charts.Drawing())
		dom.Property(host, "--high", strconv.Itoa(c.Height)+"px")
		dom.Attr(host, "data-chart", c.ID)
		dom.Attr(host, "aria-label", c.Title)
		dom.Attr(host, "role", "img")
		dom.Show(host, !table)
		dom.Show(frame, table)
		dom.Attr(frame, "aria-label", c.Title)
		if table {
			charts.Table(dom.Find(frame, "table"), c.Title, c.Table)
			continue
		}
		go func() {
			jsx.Yield()
			charts.Draw(host, &c, js.Func{})
		}()
	}
}
