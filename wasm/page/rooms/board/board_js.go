//go:build js

package board

import (
	"math"
	"strconv"
	"syscall/js"

	"fenji/scoring/protocol"
	"fenji/wasm/page/charts"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

func init() {
	v := &screen{}
	Room.Live = shell.Live{Render: v.render, Change: change, Listen: v.listen, Actions: map[string]shell.Action{
		"late": func(a *shell.App, e dom.Element, _ dom.Event) { a.Do(LateTurned{dom.Data(e, "arg") == "late"}) },
		"all":  func(a *shell.App, _ dom.Element, _ dom.Event) { a.Do(AllShown{}) },
	}}
}

// change takes what is chosen and typed.
func change(a *shell.App, e dom.Element) bool {
	if figure := dom.Data(e, "goal"); figure != "" {
		a.Do(GoalSet{figure, dom.Value(e)})
		return true
	}
	switch e.Get("id").String() {
	case "board-month":
		a.Do(MonthChosen{dom.Value(e)})
	case "board-active":
		n, _ := strconv.Atoi(dom.Value(e))
		a.Do(ActiveChosen{n})
	default:
		return false
	}
	return true
}

type picture struct {
	found *protocol.Board
	month string
	late  bool
	all   bool
	goals int
	lang  string
}

type screen struct {
	drawn picture
	goals map[string]string
}

// listen draws the charts anew when the window changes.
func (v *screen) listen(a *shell.App) {
	dom.On(js.Global(), "resize", func(dom.Event) {
		if b := found(a.State()); b != nil && len(b.Months) > 0 && a.State().InFront(name) {
			drawCharts(a, b)
		}
	})
}

func (v *screen) render(a *shell.App, _ *shell.State, _ bool) {
	s := a.State()
	b, o := found(s), own(s)
	if s.Tab != name {
		return
	}
	dom.Flag(dom.At("board"), "aria-busy", b == nil)
	goals := 0
	for k, g := range o.Goals {
		if v.goals[k] != g {
			goals++
		}
	}
	now := picture{b, o.Month, o.Late, o.All, 0, s.Lang}
	if now == v.drawn && goals == 0 {
		return
	}
	v.drawn, v.goals = now, o.Goals
	there := b != nil && len(b.Months) > 0
	dom.Show(dom.At("board-wait"), b == nil)
	dom.Show(dom.At("board-none"), b != nil && !there)
	dom.Show(dom.At("board-body"), there)
	dom.Show(dom.At("board-head"), there || b == nil && o.Of == s.Outcome) // what was just chosen keeps the focus
	if !there {
		dom.Text(dom.At("board-running"), "")
		dom.Show(dom.At("board-censored"), false)
		for _, list := range []dom.Element{dom.At("board-figures"), dom.At("board-ratios"), dom.Find(dom.At("cohorts"), "tbody"), dom.Find(dom.At("board-months"), "tbody")} {
			dom.Fill(list, "t-cohort", 0)
		}
		return
	}
	renderMonth(a, b)
	renderCohorts(a, b)
	renderMonths(a, b)
	drawCharts(a, b)
}

func renderMonth(a *shell.App, b *protocol.Board) {
	s := a.State()
	o := own(s)
	m, before := month(b, o.Month)
	var names []string
	for i := len(b.Months) - 1; i >= 0; i-- {
		names = append(names, b.Months[i].Month)
	}
	dom.Options(dom.At("board-month"), names, names)
	dom.SetValue(dom.At("board-month"), m.Month)
	active := o.Active
	if active == 0 {
		active = usualActive
	}
	dom.SetValue(dom.At("board-active"), strconv.Itoa(active))
	dom.Text(dom.At("board-running"), runningText(s.Lang, b, m))
	dom.Show(dom.At("board-censored"), m.Censored)
	dom.Text(dom.At("board-censored"), a.T("board.censored", "n", strconv.Itoa(active)))
	for i, e := range dom.Fill(dom.At("board-figures"), "t-board-figure", len(tiles)) {
		code := tiles[i]
		f := Of(m, code)
		mark(e, m, f)
		dom.Text(dom.Find(e, "dt"), a.T("board."+code))
		dom.Text(dom.Find(e, "b"), Figure(s.Lang, code, f.Value))
		input := dom.Find(e, "input")
		dom.Attr(input, "data-goal", code)
		dom.Attr(input, "aria-label", a.T("board.goal.of", "figure", a.T("board."+code)))
		dom.Text(dom.Find(e, "label span"), a.T("board.goal"))
		if !input.Call("matches", ":focus").Bool() {
			dom.SetValue(input, o.Goals[code])
		}
		verdict, ok := verdict(b, m, f, o.Goals[code])
		said := dom.Find(e, ".verdict")
		dom.Show(said, ok)
		if ok {
			dom.Text(said, sayVerdict(s.Lang, code, verdict))
			dom.Flag(said, "data-good", verdict.Good)
		}
		dom.Text(dom.Find(e, ".before"), say.Either(before == nil, "", a.T("board.before", "value", Figure(s.Lang, code, Of(before, code).Value))))
	}
	for i, e := range dom.Children(dom.At("board-identity")) {
		dom.Text(e, say.Grouped(identity(m, before)[i]))
	}
	for i, e := range dom.Fill(dom.At("board-ratios"), "t-board-ratio", len(ratios)) {
		code := ratios[i]
		f := Of(m, code)
		mark(e, m, f)
		dom.Text(dom.Find(e, "b"), a.T("board."+code))
		dom.Text(dom.Find(e, "small"), a.T("board."+code+".say"))
		cells := dom.Children(e)
		dom.Text(cells[1], say.Either(f.Ratio.Whole == 0, "", say.Count(f.Ratio.Part)+" / "+say.Count(f.Ratio.Whole)))
		dom.Text(cells[2], Figure(s.Lang, code, f.Value))
		interval := ""
		switch {
		case f.Ratio.Low != "":
			interval = percent(f.Ratio.Low) + "–" + percent(f.Ratio.High)
		case f.Value == "" && f.Ratio.Whole > 0:
			interval = a.T("board.few")
		}
		dom.Text(cells[3], interval)
	}
}

// mark says in attributes which figure an element shows.
func mark(e dom.Element, m *protocol.BoardMonth, f protocol.BoardFigure) {
	dom.Attr(e, "data-figure", f.Code)
	dom.Attr(e, "data-month", m.Month)
	dom.Attr(e, "data-value", f.Value)
}

// mostCohorts is how many show at first.
const mostCohorts = 24

func renderCohorts(a *shell.App, b *protocol.Board) {
	s := a.State()
	o := own(s)
	for _, e := range dom.Children(dom.At("cohort-way")) {
		dom.Flag(e, "aria-pressed", (dom.Data(e, "arg") == "late") == o.Late)
	}
	list := b.Cohorts
	dom.Show(dom.At("cohorts-all"), !o.All && len(list) > mostCohorts)
	if !o.All && len(list) > mostCohorts {
		list = list[len(list)-mostCohorts:]
	}
	table, columns := dom.At("cohorts"), len(list)
	heads := dom.Fill(dom.Find(table, "thead tr"), "t-cohort-head", columns+2)
	for i, e := range heads[2:] {
		dom.Text(e, say.Either(i == 0, a.T("board.cohort.first"), strconv.Itoa(i)))
	}
	rows := dom.Fill(dom.Find(table, "tbody"), "t-cohort", len(list))
	for i, row := range rows {
		c := list[i]
		cells := c.In
		if o.Late {
			cells = c.Since
		}
		tds := dom.Fill(row, "t-cohort-cell", min(columns, len(cells))+2)
		dom.Text(tds[0], c.Month)
		dom.Text(tds[1], say.Count(c.Size))
		for k, e := range tds[2:] {
			dom.Attr(e, "data-cohort", c.Month)
			dom.Attr(e, "data-after", strconv.Itoa(k))
			dom.Attr(e, "data-share", fourPlaces(cells[k], c.Size))
			dom.Attr(e, "data-heat", say.Either(k == 0, "first", heat(cells[k], c.Size)))
			dom.Text(e, say.Either(c.Size == 0, "", cell(s.Lang, cells[k], c.Size)))
			if c.Running && k == len(cells)-1 {
				dom.Attr(e, "data-running", "")
			} else {
				e.Call("removeAttribute", "data-running")
			}
		}
	}
	average := b.Average
	if o.Late {
		average = b.AverageLate
	}
	tds := dom.Fill(dom.Find(table, "tfoot tr"), "t-cohort-cell", min(columns, len(average))+2)
	dom.Text(tds[0], a.T("board.cohort.mean"))
	for k, e := range tds[2:] {
		dom.Text(e, say.Either(average[k].Whole == 0, "", cell(s.Lang, average[k].Part, average[k].Whole)))
	}
}

// renderMonths lists all figures month by month: the twin of the charts. The month in front has its figures above.
func renderMonths(a *shell.App, b *protocol.Board) {
	s := a.State()
	front, _ := month(b, own(s).Month)
	codes := append(append([]string(nil), tiles...), ratios...)
	heads := dom.Fill(dom.Find(dom.At("board-months"), "thead tr"), "t-cohort-head", len(codes)+1)
	dom.Text(heads[0], a.T("board.month"))
	for i, e := range heads[1:] {
		dom.Text(e, a.T("board."+codes[i]))
	}
	for i, row := range dom.Fill(dom.Find(dom.At("board-months"), "tbody"), "t-cohort", len(b.Months)) {
		m := &b.Months[len(b.Months)-1-i]
		tds := dom.Fill(row, "t-cohort-cell", len(codes)+1)
		dom.Text(tds[0], m.Month+say.Either(m.Running, a.T("board.not.over"), ""))
		for k, e := range tds[1:] {
			f := Of(m, codes[k])
			dom.Text(e, Figure(s.Lang, codes[k], f.Value))
			if m == front {
				for _, attribute := range []string{"data-figure", "data-month", "data-value"} {
					e.Call("removeAttribute", attribute)
				}
				continue
			}
			mark(e, m, f)
		}
	}
}

// mostDrawn is how many months a chart shows.
const mostDrawn = 36

func drawCharts(a *shell.App, b *protocol.Board) {
	s := a.State()
	from := max(0, len(b.Months)-mostDrawn)
	var names []string
	for _, m := range b.Months[from:] {
		names = append(names, m.Month)
	}
	running := b.Months[len(b.Months)-1].Running
	goal, err := strconv.ParseFloat(plain(own(s).Goals["revenue"]), 64)
	if err != nil {
		goal = math.NaN()
	}
	dom.Show(dom.At("key-running"), running)
	dom.Show(dom.At("key-goal"), goal > 0)
	charts.Sketch(dom.At("board-revenue"), a.T("board.revenue"), 220, charts.Plot{Names: names, Running: running, Goal: goal,
		Say:    func(v float64) string { return say.Short(s.Lang, v) },
		Series: []charts.Series{{Class: "p1", Bars: true, Values: values(b, "revenue")[from:]}}}.Shapes)
	charts.Sketch(dom.At("board-flow"), a.T("board.flow"), 220, charts.Plot{Names: names, Running: running, Goal: math.NaN(),
		Say: func(v float64) string { return say.Count(int(v)) },
		Series: []charts.Series{{Class: "p1", Values: values(b, "new")[from:]}, {Class: "p2", Values: values(b, "recaptured")[from:]},
			{Class: "p3", Values: values(b, "lost")[from:]}}}.Shapes)
	dom.Attr(dom.At("board"), "data-drawn", s.Outcome.AsOf)
}
