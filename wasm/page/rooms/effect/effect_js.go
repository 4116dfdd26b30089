//go:build js

package effect

import (
	"strconv"
	"strings"
	"syscall/js"

	"fenji/scoring/protocol"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

func init() {
	v := &screen{}
	Room.Live = shell.Live{Render: v.render, Change: change, Actions: map[string]shell.Action{
		"calls": func(a *shell.App, _ dom.Element, _ dom.Event) {
			a.Do(Chosen{"calls", "", own(a.State()).Day})
			a.Do(shell.TabChosen{Tab: name})
			dom.At("effect-day").Call("focus")
		},
	}}
}

// change takes what is chosen and typed.
func change(a *shell.App, e dom.Element) bool {
	o := own(a.State())
	c := Chosen{o.By, o.Value, o.Day}
	v := dom.Value(e)
	switch e.Get("id").String() {
	case "effect-by":
		c.By = v
	case "effect-value":
		c.Value = v
	case "effect-day":
		if v != "" && v < "1900" {
			return true // still being typed
		}
		c.Day = v
	case "effect-days":
		n, _ := strconv.Atoi(v)
		a.Do(DaysSet{n})
		return true
	case "effect-file":
		files := shell.FilesOf(e.Get("files"))
		if len(files) > 0 {
			go read(a, files[0])
		}
		e.Set("value", "")
		return true
	case "plan-customers", "plan-share":
		plan(a)
		return true
	case "effect-hold":
		a.Do(Held{e.Get("checked").Bool()})
		return true
	default:
		return false
	}
	a.Do(c)
	return true
}

// read has the engine read a list of those who were called.
func read(a *shell.App, file js.Value) {
	wish := &protocol.BaseFile{Name: file.Get("name").String(), List: true, Key: a.State().Wish().Key}
	out := &protocol.BaseRead{}
	if a.Give(file, protocol.OpBase, wish, out) {
		a.Do(Read{wish.Name, out})
	}
}

// plan takes what is typed for the plan; a share that is blank is the log's.
func plan(a *shell.App) {
	customers, err := strconv.Atoi(strings.TrimSpace(dom.Value(dom.At("plan-customers"))))
	if err != nil || customers < 1 {
		customers = usualCustomers
	}
	share, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(dom.Value(dom.At("plan-share"))), "%"))
	if err != nil || share < 0 || share > 100 {
		share = -1
	}
	a.Do(Planned{min(customers, 1_000_000), share})
}

type picture struct {
	found   *protocol.Effect
	plan    *protocol.Plan
	outcome *protocol.Outcome
	by, day string
	value   string
	days    int
	marked  int
	hold    bool
	lang    string
}

type screen struct{ drawn picture }

func (v *screen) render(a *shell.App, _ *shell.State, _ bool) {
	s := a.State()
	f, o := answered(s), own(s)
	if s.Tab != name {
		return
	}
	dom.Flag(dom.At("effect"), "aria-busy", found(s) == nil)
	now := picture{f, o.Plan, s.Outcome, o.By, o.Day, o.Value, o.Days, s.Count.Marked, o.Hold, s.Lang}
	if now == v.drawn {
		return
	}
	v.drawn = now
	renderChoice(a)
	renderFound(a, f)
	renderPlan(a)
}

// renderChoice offers what a list may come from.
func renderChoice(a *shell.App) {
	s := a.State()
	o := own(s)
	values, names := []string{""}, []string{a.T("effect.by.none")}
	if s.Count.Marked > 0 {
		values, names = append(values, "picked"), append(names, a.T("effect.by.picked", "n", say.Count(s.Count.Marked)))
	}
	if n := calledHere(s); n > 0 {
		values, names = append(values, "calls"), append(names, a.T("effect.by.calls", "n", say.Count(n)))
	}
	if o.Read != nil {
		values, names = append(values, "file"), append(names, a.T("effect.by.file", "file", o.File, "n", say.Count(o.Read.Customers)))
	}
	if s.Outcome != nil {
		for _, col := range s.Outcome.Facets {
			values, names = append(values, "column."+strconv.Itoa(col)), append(names, a.T("effect.by.column", "header", s.Heading(col)))
		}
	}
	dom.Options(dom.At("effect-by"), values, names)
	dom.SetValue(dom.At("effect-by"), o.By)
	column := strings.HasPrefix(o.By, "column.")
	dom.Show(dom.At("effect-value-of"), column)
	if f := found(s); column && f != nil && o.Shown.By == o.By {
		texts, said := []string{""}, []string{a.T("effect.value.none")}
		for _, v := range f.Texts {
			if v.Value != "" {
				texts, said = append(texts, v.Value), append(said, a.T("effect.value", "value", v.Value, "n", say.Count(v.N)))
			}
		}
		dom.Options(dom.At("effect-value"), texts, said)
		dom.SetValue(dom.At("effect-value"), o.Value)
	}
	dom.SetValue(dom.At("effect-day"), o.Day)
	dom.SetValue(dom.At("effect-days"), strconv.Itoa(days(o)))
}

func renderFound(a *shell.App, f *protocol.Effect) {
	s := a.State()
	o := own(s)
	known := f != nil
	if !known {
		f = &protocol.Effect{Log: true}
	}
	e := dom.At("effect")
	for name, v := range map[string]string{"data-low": f.Low, "data-high": f.High, "data-difference": f.Difference,
		"data-listed": strconv.Itoa(f.Listed), "data-pairs": strconv.Itoa(f.Treated.Whole), "data-alone": strconv.Itoa(f.Alone)} {
		dom.Attr(e, name, v)
	}
	var said []string
	if known {
		said = Sentences(s.Lang, o, f)
	}
	for i, e := range dom.Fill(dom.At("effect-said"), "t-aside", len(said)) {
		dom.Text(e, said[i])
	}
	dom.Show(dom.At("effect-none"), !f.Log)
	asides := notes(s.Lang, f)
	for i, e := range dom.Fill(dom.At("effect-notes"), "t-aside", len(asides)) {
		dom.Text(e, asides[i])
	}
	over := f.Over && f.Treated.Whole > 0
	dom.Show(dom.At("effect-proof"), over)
	if !over {
		return
	}
	for i, row := range dom.Children(dom.At("effect-arms")) {
		n := [...]protocol.Share{f.Treated, f.Control}[i]
		cells := dom.Children(row)
		dom.Text(cells[1], say.Count(n.Part)+" / "+say.Count(n.Whole))
		dom.Text(cells[2], per(n))
		dom.Text(cells[3], say.Either(n.Low == "", a.T("board.few"), Percent(n.Low)+"–"+Percent(n.High)))
	}
	dom.Text(dom.At("effect-money"), moneySentence(s.Lang, f))
	for i, row := range dom.Fill(dom.At("effect-grades"), "t-effect-grade", len(f.Grades)) {
		g := f.Grades[i]
		cells := dom.Children(row)
		shell.GradeChip(s, dom.Find(cells[0], ".g"), g.Grade)
		for k, n := range []int{g.Pairs, g.Came, g.Control} {
			dom.Text(cells[k+1], say.Count(n))
		}
	}
}

func renderPlan(a *shell.App) {
	s := a.State()
	o := own(s)
	w := planWish(o)
	p := o.Plan
	if p == nil || o.PlanOf != s.Outcome {
		p = &protocol.Plan{}
	}
	for id, v := range map[string]string{"plan-customers": strconv.Itoa(w.Customers), "plan-share": say.Either(p.Share == "", "", Points(p.Share))} {
		if e := dom.At(id); !e.Call("matches", ":focus").Bool() {
			dom.SetValue(e, v)
		}
	}
	lines := planText(s.Lang, w, p)
	for i, e := range dom.Fill(dom.At("plan-said"), "t-aside", len(lines)) {
		dom.Text(e, lines[i])
	}
	dom.Attr(dom.At("plan-said"), "data-provable", p.Provable)
	dom.At("effect-hold").Set("checked", o.Hold)
}
