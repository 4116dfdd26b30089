//go:build js

package rules

import (
	"strconv"

	"fenji/scoring/protocol"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// renderFaults says what is wrong, and marks the field.
func renderFaults(a *shell.App, g State) {
	faults := append(append([]protocol.Fault(nil), g.Faults...), g.Fit.Faults...)
	said := ""
	if len(faults) > 0 {
		said = FaultText(a.State().Lang, faults[0], g.Draft)
		if len(g.Faults) == 0 {
			said = a.T("rules.unfit", "why", said)
		}
	}
	dom.Text(dom.At("rules-fault"), said)
	field := ""
	if len(faults) > 0 {
		field = faults[0].Field
	}
	dom.Attr(dom.At("rules-fault"), "data-field", field)
	dom.Show(dom.At("rules-fault"), said != "")
	for _, e := range dom.All(dom.At("rules").Value, "[aria-invalid=true]") {
		e.Call("removeAttribute", "aria-invalid")
	}
	if len(faults) == 0 {
		return
	}
	if selector := Selector(faults[0].Field); selector != "" {
		if e := dom.Find(dom.At("rules"), selector); !e.IsNull() {
			dom.Flag(e, "aria-invalid", true)
		}
	}
}

func renderMoved(a *shell.App) {
	s := a.State()
	c := checkup(s)
	dom.Flag(dom.At("moved"), "aria-busy", c == nil)
	if c == nil {
		return
	}
	list, n := Movements(&c.Moved)
	said := a.T("rules.moved.none")
	if n > 0 {
		said = a.T("rules.moved.n", "n", say.Count(n), "share", say.Share(n*1000/max(1, s.Outcome.Rows)))
	}
	dom.Text(dom.At("moved-said"), said)
	rows := list[:0:0]
	for _, m := range list {
		if m.Was+m.Now > 0 {
			rows = append(rows, m)
		}
	}
	for i, tr := range dom.Fill(dom.At("moved-sums"), "t-delta", len(rows)) {
		m := rows[i]
		shell.GradeChip(s, dom.Find(tr, ".g"), m.Grade)
		cells := dom.Children(tr)
		dom.Text(cells[1], say.Count(m.Was))
		dom.Text(dom.Find(tr, "b"), say.Count(m.Now))
		by := m.Now - m.Was
		dom.Text(cells[4], say.Either(by == 0, "±0", say.Either(by > 0, "+"+say.Count(by), "−"+say.Count(max(-by, 0)))))
	}
	shell.CrossTable(a, dom.At("moved-cross"), &c.Moved, "rules.who")
}

func renderDoctor(a *shell.App) {
	s := a.State()
	c := checkup(s)
	if c == nil {
		return
	}
	g := own(s)
	var shown, aside []int
	must := 0
	for i, f := range c.Findings {
		if g.Aside[KeyOf(f)] {
			aside = append(aside, i)
			continue
		}
		shown = append(shown, i)
		if !f.Note {
			must++
		}
	}
	dom.Text(dom.At("doctor-count"), a.T("rules.doctor.count", "must", say.Count(must), "look", say.Count(len(shown)-must)))
	dom.Text(dom.At("rules-bad"), a.T("rules.doctor.must", "n", say.Count(must)))
	dom.Show(dom.At("rules-bad"), must > 0)
	dom.Show(dom.At("doctor-none"), len(c.Findings) == 0)
	renderFindings(a, dom.At("doctor"), c, shown, false)
	dom.Show(dom.At("doctor-aside"), len(aside) > 0)
	dom.Text(dom.At("doctor-aside-count"), a.T("rules.doctor.aside", "n", say.Count(len(aside))))
	renderFindings(a, dom.At("doctor-aside-list"), c, aside, true)
	for i, li := range dom.Fill(dom.At("rules-ways"), "t-way", len(c.Ways)) {
		dom.Text(li, WayText(s, c.Ways[i]))
	}
}

func renderFindings(a *shell.App, list dom.Element, c *protocol.Checkup, which []int, aside bool) {
	s := a.State()
	for i, li := range dom.Fill(list, "t-finding", len(which)) {
		f := c.Findings[which[i]]
		dom.Attr(li, "data-finding", f.Code)
		dom.Attr(li, "data-level", say.Either(f.Note, "note", "must"))
		dom.Text(dom.Find(li, ".say"), f.Say.In(s.Lang))
		who := RowsText(s, f)
		dom.Text(dom.Find(li, ".who-row"), who)
		dom.Show(dom.Find(li, ".who-row"), who != "")
		buttons := dom.All(li.Value, "button")
		dom.Text(buttons[0], f.Fix.In(s.Lang))
		dom.Attr(buttons[0], "data-arg", strconv.Itoa(which[i]))
		dom.Show(buttons[0], f.Fix.Zh != "")
		dom.Text(buttons[1], a.T("rules.doctor.who", "n", say.Count(f.Total)))
		dom.Attr(buttons[1], "data-arg", strconv.Itoa(which[i]))
		dom.Show(buttons[1], len(f.Who) > 0)
		dom.Text(buttons[2], a.T(say.Either(aside, "rules.doctor.back", "rules.doctor.leave")))
		dom.Attr(buttons[2], "data-arg", KeyOf(f))
	}
}
