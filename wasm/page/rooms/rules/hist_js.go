//go:build js

package rules

import (
	"strconv"

	"fenji/scoring/protocol"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// renderHist draws how the customers lie, the cuts of the draft as handles, and those of the saved rules.
func (v *screen) renderHist(a *shell.App, e dom.Element, m int, d *protocol.DraftMetric, sp *protocol.Spread) {
	box := dom.Find(e, ".hist")
	if sp == nil {
		if c := own(a.State()).Check; c != nil { // of the outcome before, so that a cut keeps the focus
			v.renderCuts(a, dom.Find(box, ".hist-cuts"), m, d, &c.Spreads[m])
		}
		return
	}
	dom.Show(box, len(sp.Bars) > 0)
	if len(sp.Bars) == 0 {
		return
	}
	renderBars(box, sp, func(text string) string { return say.Measured(a.State().Lang, m, own(a.State()).Draft.Unit, text) })
	v.renderCuts(a, dom.Find(box, ".hist-cuts"), m, d, sp)
}

// renderBars draws the bars and what is written below them.
func renderBars(box dom.Element, sp *protocol.Spread, label func(text string) string) {
	most := 1
	for _, n := range sp.Bars {
		most = max(most, n)
	}
	for i, bar := range dom.Fill(dom.Find(box, ".hist-bars"), "t-hist-bar", len(sp.Bars)) {
		shell.Bar(bar, sp.Bars[i]*1000/most)
	}
	posts := Signposts(sp)
	for i, e := range dom.Fill(dom.Find(box, ".hist-ends"), "t-hist-end", len(posts)) {
		at, _ := Where(sp, posts[i])
		dom.Property(e, "--at", say.Ratio(at))
		dom.Text(e, label(posts[i]))
	}
}

func (v *screen) renderCuts(a *shell.App, box dom.Element, m int, d *protocol.DraftMetric, sp *protocol.Spread) {
	var cuts []handle
	unit := own(a.State()).Draft.Unit
	for i, s := range d.Steps {
		if at, ok := Where(sp, s.High); ok && d.Method == "cuts" {
			cuts = append(cuts, handle{i, at, say.Grouped(s.High), say.Measured(a.State().Lang, m, unit, s.High), a.T("rules.to.of", "n", say.Count(i+1))})
		}
	}
	drawCuts(box, sp, cuts)
}

// drawCuts draws cuts, and the saved ones behind them. An element stays for its cut, so that it keeps the focus.
func drawCuts(box dom.Element, sp *protocol.Spread, cuts []handle) {
	have := dom.All(box.Value, ".cut:not(.saved)")
	for len(have) < len(cuts) {
		c := dom.Clone("t-hist-cut")
		box.Call("append", c.Value)
		have = append(have, c)
	}
	for _, c := range have[len(cuts):] {
		c.Call("remove")
	}
	wide := box.Get("clientWidth").Int()
	tall, up := 0, Storeys(cuts, wide)
	for k, h := range cuts {
		e := have[k]
		tall = max(tall, up[k])
		dom.Property(e, "--up", strconv.Itoa(up[k]))
		dom.Attr(e, "data-row", strconv.Itoa(h.row))
		dom.Property(e, "--at", say.Ratio(h.at))
		dom.Text(dom.Find(e, "b"), h.text)
		dom.Attr(e, "aria-valuemin", "0")
		dom.Attr(e, "aria-valuemax", "1000")
		dom.Attr(e, "aria-valuenow", strconv.Itoa(h.at))
		dom.Attr(e, "aria-valuetext", h.said)
		dom.Attr(e, "aria-label", h.label)
	}
	dom.Property(dom.Wrap(box.Get("parentNode")), "--up", strconv.Itoa(tall))
	old := dom.All(box.Value, ".cut.saved")
	for len(old) < len(sp.Saved) {
		c := dom.Clone("t-hist-saved")
		box.Call("prepend", c.Value)
		old = append(old, c)
	}
	for _, c := range old[len(sp.Saved):] {
		c.Call("remove")
	}
	for k := range sp.Saved {
		at, ok := Where(sp, sp.Saved[k])
		dom.Property(old[k], "--at", say.Ratio(at))
		dom.Show(old[k], ok)
	}
}

// renderScores draws how the scores lie, and where the grades begin.
func renderScores(a *shell.App, g State) {
	box := dom.At("rules-scores")
	c := checkup(a.State())
	if c == nil {
		if c = g.Check; c != nil { // of the outcome before, so that a cut keeps the focus
			drawCuts(dom.Find(box, ".hist-cuts"), &c.Scores, floorsOf(a, g, c))
		}
		return
	}
	dom.Show(box, len(c.Scores.Bars) > 0)
	if len(c.Scores.Bars) > 0 {
		renderBars(box, &c.Scores, func(text string) string { return text })
		drawCuts(dom.Find(box, ".hist-cuts"), &c.Scores, floorsOf(a, g, c))
	}
}

// floorsOf are the beginnings of the grades as handles. The lowest grade begins below everybody, which nobody moves.
func floorsOf(a *shell.App, g State, c *protocol.Checkup) (cuts []handle) {
	for i, b := range g.Draft.Bands {
		at, ok := Where(&c.Scores, b.From)
		if b.Open && i < len(c.Floors) && g.Fit.Text != "" {
			at, ok = Where(&c.Scores, c.Floors[i])
		}
		if ok && i < len(g.Draft.Bands)-1 {
			cuts = append(cuts, handle{i, at, b.Code + " " + b.From, b.From, a.T("rules.band.begins", "grade", b.Code)})
		}
	}
	return cuts
}
