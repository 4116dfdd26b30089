//go:build js

package page

import (
	"strconv"

	"fenji/scoring/protocol"
)

// renderIntake patches the tabs about columns and data quality, and the buttons that undo and redo.
func renderIntake(a *app, was State, fresh bool) {
	s := a.state
	old, in := was.Areas.Intake, s.Areas.Intake
	if fresh || was.Task != s.Task || len(old.Past) != len(in.Past) || len(old.Future) != len(in.Future) {
		a.renderHistory()
	}
	if was.Tab != s.Tab || fresh {
		if !a.pace.busy {
			a.renderTabEdge()
		}
		for p := range panels {
			if drawPanel[p].tab == s.Tab {
				a.catchUp(p)
			}
		}
	}
	if s.Outcome == nil {
		return
	}
	if fresh || old.Preview != in.Preview || old.Moved != in.Moved || old.Kept != in.Kept {
		a.outdate(columnsPanel)
	}
	if fresh || old.Quality != in.Quality {
		a.outdate(cleanPanel)
	}
	if fresh || old.Quality != in.Quality || was.Ledger != s.Ledger || was.LedgerSpan != s.LedgerSpan {
		a.outdate(entriesPanel)
	}
	if old.Open != in.Open || fresh {
		a.renderEntry()
	}
}

// renderTabEdge brings the tab in front into sight.
func (a *app) renderTabEdge() {
	tab := at("tab-" + string(a.state.Tab))
	list := tab.Get("parentElement")
	list.Set("scrollLeft", tab.Get("offsetLeft").Int()-list.Get("offsetLeft").Int()-tabEdge)
}

// tabEdge is how much of the tab before shows beside the one in front, on a narrow screen.
const tabEdge = 48

// renderHistory names what would be undone and redone.
func (a *app) renderHistory() {
	s := a.state
	in := s.Areas.Intake
	for _, b := range []struct {
		id   string
		list []protocol.Settings
	}{{"undo", in.Past}, {"redo", in.Future}} {
		e, label := at(b.id), a.t("intake."+b.id+".none")
		if n := len(b.list); n > 0 {
			from, to := b.list[n-1], s.Shown.Settings
			if b.id == "redo" {
				from, to = to, from
			}
			label = a.t("intake."+b.id, "what", s.ChangeText(from, to))
		}
		attr(e, "aria-label", label)
		attr(e, "title", label)
		enable(e, len(b.list) > 0 && s.Task == Idle)
	}
}

// renderColumns lists the columns with the meaning of each.
func (a *app) renderColumns() {
	s := a.state
	out, p := s.Outcome, s.preview()
	if out == nil {
		return
	}
	a.renderHeaderChoice(p)
	setValue(at("shape"), out.Shape)
	setValue(at("unit"), out.Unit)
	setValue(at("visits"), out.Visits)
	show(at("visits-label"), out.Shape == "visits")
	setValue(at("dates"), out.Dates)
	proof := s.ProofText()
	show(at("dates-label"), out.Dates != "" || asksDates(out) || proof != "")
	show(at("dates-ask"), asksDates(out))
	text(at("dates-proof"), proof)
	show(at("dates-proof"), proof != "")
	show(at("unit-ask"), out.UnitAsk)
	text(at("columns-said"), s.MovedText())
	names := make([]string, len(roles))
	for i, r := range roles {
		names[i] = a.t("role." + r)
	}
	a.pace.columns++
	turn := a.pace.columns
	for i, e := range fill(at("column-list"), "t-column", len(out.Columns)) {
		var col *protocol.PreviewColumn
		if p != nil && i < len(p.Columns) {
			col = &p.Columns[i]
		}
		a.renderColumn(e, out.Columns[i], col, names)
		if a.pace.breathe(); turn != a.pace.columns {
			return
		}
	}
}

// renderHeaderChoice offers the first rows as the row of headers.
func (a *app) renderHeaderChoice(p *protocol.Preview) {
	out := a.state.Outcome
	values, names := []string{"-1"}, []string{a.t("intake.header.none")}
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
		name := a.t("intake.row", "row", strconv.Itoa(row))
		if head != "" {
			name = a.t("intake.header.row", "row", strconv.Itoa(row), "head", head)
		}
		values, names = append(values, strconv.Itoa(row)), append(names, name)
	}
	options(at("header-choice"), values, names)
	setValue(at("header-choice"), either(out.HeaderRow == 0, "-1", strconv.Itoa(out.HeaderRow)))
}

func (a *app) renderColumn(e element, c protocol.Column, p *protocol.PreviewColumn, names []string) {
	s := a.state
	header := c.Header
	if header == "" {
		header = a.t("columns.unnamed")
	}
	text(find(e, "small"), letter(c.Index))
	text(find(e, "b"), header)
	choice := find(e, "select")
	attr(choice, "data-column", strconv.Itoa(c.Index))
	attr(choice, "aria-label", a.t("columns.select", "column", letter(c.Index), "header", header))
	options(choice, roles, names)
	if a.state.Task != Grading { // while it runs, what the user has just chosen stands there
		setValue(choice, c.Role)
	}
	text(find(e, ".why-cell"), s.WhyText(c, p))
	const shown = 5
	list := find(e, ".pairs-list")
	if p == nil {
		for i, pair := range fill(list, "t-read", min(len(c.Examples), shown)) {
			a.renderRead(pair, c.Examples[i], "", "read")
		}
	} else {
		for i, pair := range fill(list, "t-read", min(len(p.Raw), shown)) {
			a.renderRead(pair, p.Raw[i], p.Read[i], p.State[i])
		}
	}
	counts := all(e.Value, ".filled span")
	text(counts[0], a.t("columns.filled.n", "n", count(c.Filled)))
	if p == nil {
		p = &protocol.PreviewColumn{}
	}
	for i, n := range []struct {
		key string
		n   int
	}{{"intake.blank.n", p.Blank}, {"intake.bad.n", p.Bad}, {"intake.unclear.n", p.Unclear}} {
		text(counts[i+1], a.t(n.key, "n", count(n.n)))
		show(counts[i+1], n.n > 0)
	}
	attr(e, "class", either(c.Role != "ignore" && c.Role != "other" && c.Role != "result", "used", ""))
}

// renderRead shows a cell as it stands and, where that is other, as it is understood.
func (a *app) renderRead(e element, raw, read, state string) {
	parts := children(e)
	text(parts[0], either(raw == "", a.t("intake.nothing"), raw))
	said, other := a.state.ReadText(raw, read, state)
	if read == "" && state == "read" {
		other = false
	}
	text(parts[1], either(other, said, ""))
	attr(e, "data-state", state)
	flag(e, "data-same", !other)
}

func (a *app) renderMemory() {
	s := a.state
	kept := s.Areas.Intake.Kept
	show(at("memory"), MappingKey(s.Outcome) != "" && s.Shown.Sample == "")
	at("remember").Set("checked", kept.This)
	show(at("memory-used"), kept.Used && kept.This)
	show(at("forget-mappings"), kept.N > 0)
	text(at("forget-mappings"), a.t("intake.forget", "n", strconv.Itoa(kept.N)))
}
