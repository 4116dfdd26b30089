//go:build js

package columns

import (
	"strconv"

	roles "fenji/scoring/columns"
	"fenji/scoring/protocol"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

func init() {
	Room.Live = shell.Live{Actions: actions, Change: change, Heard: heard, Came: came, Behind: []shell.Behind{{
		Changed: func(was, s *shell.State, fresh bool) bool {
			old, now := own(was), own(s)
			return fresh || old.Preview != now.Preview || old.Moved != now.Moved || old.Kept != now.Kept
		},
		Draw: func(a *shell.App) { renderColumns(a); renderMemory(a) },
	}}}
}

var actions = map[string]shell.Action{
	"dates": func(a *shell.App, _ dom.Element, _ dom.Event) {
		a.Do(shell.TabChosen{Tab: name})
		dom.At("dates").Call("focus")
	},
	"forget": func(a *shell.App, _ dom.Element, _ dom.Event) { forgetMappings(a) },
}

// came looks whether the device remembers a table that has come.
func came(a *shell.App) {
	if out := a.State().Outcome; out != nil {
		recallMapping(a, out)
	}
}

// heard follows what the user changes of it.
func heard(a *shell.App, was *shell.State, e shell.Event) {
	if _, graded := e.(shell.Graded); graded && was.Task != shell.Loading {
		go recallMapping(a, a.State().Outcome)
	}
}

// change takes the controls of the room.
func change(a *shell.App, e dom.Element) bool {
	set := a.State().Settings
	switch id := e.Get("id").String(); id {
	case "shape":
		set.Shape = dom.Value(e)
	case "unit":
		set.Unit = dom.Value(e)
	case "visits":
		set.Visits = dom.Value(e)
	case "dates":
		set.Dates = dom.Value(e)
	case "remember":
		remember(a, e.Get("checked").Bool())
		return true
	case "header-choice":
		n, err := strconv.Atoi(dom.Value(e))
		if err != nil {
			return true
		}
		set = shell.WithHeader(set, n)
	default:
		column, err := strconv.Atoi(dom.Data(e, "column"))
		if err != nil || !e.Call("closest", "#column-list").Truthy() {
			return false
		}
		set = shell.WithRole(set, column, dom.Value(e))
	}
	go a.Grade(set)
	return true
}

// renderColumns lists the columns with the meaning of each.
func renderColumns(a *shell.App) {
	s := a.State()
	out, p := s.Outcome, preview(s)
	if out == nil {
		return
	}
	renderHeaderChoice(a, p)
	dom.SetValue(dom.At("shape"), out.Shape)
	dom.SetValue(dom.At("unit"), out.Unit)
	dom.SetValue(dom.At("visits"), out.Visits)
	dom.Show(dom.At("visits-label"), out.Shape == "visits")
	dom.SetValue(dom.At("dates"), out.Dates)
	proof := ProofText(s)
	dom.Show(dom.At("dates-label"), out.Dates != "" || asksDates(out) || proof != "")
	dom.Show(dom.At("dates-ask"), asksDates(out))
	dom.Text(dom.At("dates-proof"), proof)
	dom.Show(dom.At("dates-proof"), proof != "")
	dom.Show(dom.At("unit-ask"), out.UnitAsk)
	dom.Text(dom.At("columns-said"), MovedText(s))
	var codes, names []string
	for _, m := range roles.Meanings {
		codes, names = append(codes, string(m.Role)), append(names, a.T("role."+string(m.Role)))
	}
	for i, e := range dom.Fill(dom.At("column-list"), "t-column", len(out.Columns)) {
		var col *protocol.PreviewColumn
		if p != nil && i < len(p.Columns) {
			col = &p.Columns[i]
		}
		renderColumn(a, e, out.Columns[i], col, codes, names)
		if a.Breathe(); a.State().Outcome != out {
			return
		}
	}
}

// renderHeaderChoice offers the first rows as the row of headers.
func renderHeaderChoice(a *shell.App, p *protocol.Preview) {
	out := a.State().Outcome
	values, names := []string{"-1"}, []string{a.T("intake.header.none")}
	n := out.HeaderRow
	if p != nil {
		n = max(n, len(p.Heads))
	}
	for row := 1; row <= n; row++ {
		head := ""
		if p != nil && row <= len(p.Heads) {
			head = p.Heads[row-1]
		}
		if head == "" && row != out.HeaderRow {
			continue
		}
		name := a.T("intake.row", "row", strconv.Itoa(row))
		if head != "" {
			name = a.T("intake.header.row", "row", strconv.Itoa(row), "head", head)
		}
		values, names = append(values, strconv.Itoa(row)), append(names, name)
	}
	dom.Options(dom.At("header-choice"), values, names)
	dom.SetValue(dom.At("header-choice"), say.Either(out.HeaderRow == 0, "-1", strconv.Itoa(out.HeaderRow)))
}

func renderColumn(a *shell.App, e dom.Element, c protocol.Column, p *protocol.PreviewColumn, codes, names []string) {
	s := a.State()
	header := c.Header
	if header == "" {
		header = a.T("columns.unnamed")
	}
	dom.Text(dom.Find(e, "small"), say.Letter(c.Index))
	dom.Text(dom.Find(e, "b"), header)
	choice := dom.Find(e, "select")
	dom.Attr(choice, "data-column", strconv.Itoa(c.Index))
	dom.Attr(choice, "aria-label", a.T("columns.select", "column", say.Letter(c.Index), "header", header))
	dom.Options(choice, codes, names)
	if a.State().Task != shell.Grading { // while it runs, what the user has just chosen stands there
		dom.SetValue(choice, c.Role)
	}
	dom.Text(dom.Find(e, ".why-cell"), WhyText(s, c, p))
	const shown = 5
	list := dom.Find(e, ".pairs-list")
	if p == nil {
		for i, pair := range dom.Fill(list, "t-read", min(len(c.Examples), shown)) {
			renderRead(a, pair, c.Examples[i], "", "read")
		}
	} else {
		for i, pair := range dom.Fill(list, "t-read", min(len(p.Raw), shown)) {
			renderRead(a, pair, p.Raw[i], p.Read[i], p.State[i])
		}
	}
	counts := dom.All(e.Value, ".filled span")
	dom.Text(counts[0], a.T("columns.filled.n", "n", say.Count(c.Filled)))
	if p == nil {
		p = &protocol.PreviewColumn{}
	}
	for i, n := range []struct {
		key string
		n   int
	}{{"intake.blank.n", p.Blank}, {"intake.bad.n", p.Bad}, {"intake.unclear.n", p.Unclear}} {
		dom.Text(counts[i+1], a.T(n.key, "n", say.Count(n.n)))
		dom.Show(counts[i+1], n.n > 0)
	}
	means, _ := roles.Role(c.Role).Meaning()
	dom.Attr(e, "class", say.Either(means.Idle, "", "used"))
}

// renderRead shows a cell as it stands and, where that is other, as it is understood.
func renderRead(a *shell.App, e dom.Element, raw, read, state string) {
	parts := dom.Children(e)
	dom.Text(parts[0], say.Either(raw == "", a.T("intake.nothing"), raw))
	said, other := ReadText(a.State().Lang, raw, read, state)
	if read == "" && state == "read" {
		other = false
	}
	dom.Text(parts[1], say.Either(other, said, ""))
	dom.Attr(e, "data-state", state)
	dom.Flag(e, "data-same", !other)
}

func renderMemory(a *shell.App) {
	s := a.State()
	kept := own(s).Kept
	dom.Show(dom.At("memory"), MappingKey(s.Outcome) != "" && s.Shown.Sample == "")
	dom.At("remember").Set("checked", kept.This)
	dom.Show(dom.At("memory-used"), kept.Used && kept.This)
	dom.Show(dom.At("forget-mappings"), kept.N > 0)
	dom.Text(dom.At("forget-mappings"), a.T("intake.forget", "n", strconv.Itoa(kept.N)))
}
