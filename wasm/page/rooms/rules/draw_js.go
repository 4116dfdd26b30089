//go:build js

package rules

import (
	"strconv"
	"strings"

	"fenji/scoring/protocol"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

func (v *screen) render(a *shell.App, was *shell.State, fresh bool) {
	s := a.State()
	if fresh || own(was).Offer != own(s).Offer || own(was).Link != own(s).Link || own(was).Project != own(s).Project || own(was).Asks != own(s).Asks ||
		was.Settings.Rules != s.Settings.Rules || (was.Outcome == nil) != (s.Outcome == nil) {
		renderWaiting(a)
	}
	g := own(s)
	dom.Show(dom.At("project-key-line"), s.Kept().Key.File != "")
	now := picture{g.Draft, checkup(s), s.Outcome, s.Lang, len(g.Aside), len(g.Faults), g.Said, len(s.Own), s.Task != shell.Idle,
		against(s), inForce(s.Settings), g.Fit.Text}
	for _, on := range g.Aside {
		if on {
			now.asides += 1000
		}
	}
	if s.Tab != name || s.First() || now == v.drawn || v.typed > 0 {
		return
	}
	v.drawn = now
	dom.Attr(dom.At("rules"), "data-state", say.Either(g.Draft == nil, "", say.Either(g.Fit.Text == "", "unfit", "fit")))
	if g.Draft == nil {
		return // what stood there stays until its own has come
	}
	renderHead(a, g)
	if a.Breathe(); own(a.State()).Draft != g.Draft {
		return
	}
	for m, e := range dom.Fill(dom.At("rules-metrics"), "t-metric", 3) {
		v.renderMetric(a, e, m, g)
	}
	renderScores(a, g)
	renderBands(a, g)
	if a.Breathe(); own(a.State()).Draft != g.Draft {
		return
	}
	renderFaults(a, g)
	renderMoved(a)
	renderDoctor(a)
	renderKeep(a, g)
	if v.focus != "" {
		if e := dom.Find(dom.At("rules"), v.focus); !e.IsNull() {
			e.Call("focus", map[string]any{"preventScroll": true})
		}
		v.focus = ""
	}
}

// renderWaiting says which rules or project wait for a file, and which rules a link offers.
func renderWaiting(a *shell.App) {
	g := own(a.State())
	var said []string
	if g.Project != "" {
		said = append(said, a.T("project.waits"))
	}
	if s := a.State(); s.Outcome == nil && s.Settings.Rules != "" {
		said = append(said, a.T("rules.file.waits", "name", s.NameOf(s.Settings.Profile)))
	}
	if g.Link != nil {
		said = append(said, a.T("rules.link.waits", "name", g.Link.Profile.Name.In(a.State().Lang)))
	}
	dom.Text(dom.At("rules-waiting"), strings.Join(said, " "))
	dom.Show(dom.At("rules-waiting"), len(said) > 0)
	dom.Show(dom.At("project-offer"), g.Project != "" && g.Asks != "")
	dom.Text(dom.At("project-offer-text"), a.T("project.offer", "name", g.Asks))
	dom.Show(dom.At("rules-offer"), g.Offer != nil)
	if g.Offer != nil {
		dom.Text(dom.At("rules-offer-text"), a.T("rules.link.offer", "name", g.Offer.Profile.Name.In(a.State().Lang)))
	}
}

func renderHead(a *shell.App, g State) {
	s, d := a.State(), g.Draft
	set(dom.At("rules-name"), d.Name.In(s.Lang))
	state := "rules.state.saved"
	switch {
	case changed(s):
		state = "rules.state.changed"
	case builtIn(s, d.ID):
		state = "rules.state.built-in"
	case g.Kept[d.ID]:
		state = "rules.state.kept"
	}
	dom.Text(dom.At("rules-state"), a.T(state))
	dom.Enable(dom.At("rules-reset"), changed(s))
	dom.Enable(dom.At("rules-save"), !builtIn(s, d.ID) && g.Fit.Text != "" && (changed(s) || !g.Kept[d.ID]))
	dom.Text(dom.At("rules-said"), say.Either(g.Said == "", "", a.T(g.Said)))
	best := ""
	if len(d.Bands) > 0 {
		best = d.Bands[0].Code
	}
	dom.Text(dom.At("wish-grade"), a.T("grade.chip", "grade", best))
	dom.Text(dom.At("wish-unit"), a.T("unit."+d.Unit))
	kinds := []string{"", "days", "months", "month", "quarter", "half", "year", "dates"}
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = a.T("rules.window.kind." + say.Either(k == "", "all", k))
	}
	dom.Options(dom.At("rules-window"), kinds, names)
	set(dom.At("rules-window"), d.Window.Kind)
	dom.Show(dom.At("rules-window-n-label"), d.Window.Kind == "days" || d.Window.Kind == "months")
	dom.Show(dom.At("rules-window-from-label"), d.Window.Kind == "dates")
	dom.Show(dom.At("rules-window-to-label"), d.Window.Kind == "dates")
	set(dom.At("rules-window-n"), d.Window.N)
	set(dom.At("rules-window-from"), d.Window.From)
	set(dom.At("rules-window-to"), d.Window.To)
	dom.Show(dom.At("rules-visits-label"), s.Outcome.Shape == "visits")
	set(dom.At("rules-visits"), s.Outcome.Visits)
	set(dom.At("rules-unit"), d.Unit)
	set(dom.At("rules-currency"), d.Currency)
	ids, titles := []string{""}, []string{a.T("rules.copy.choose")}
	for i := range s.Profiles {
		ids, titles = append(ids, s.Profiles[i].ID), append(titles, shell.ProfileName(s.Lang, &s.Profiles[i]))
	}
	for i := range s.Own {
		ids, titles = append(ids, s.Own[i].Profile.ID), append(titles, s.Own[i].Profile.Name.In(s.Lang))
	}
	dom.Options(dom.At("rules-copy"), ids, titles)
	set(dom.At("rules-copy"), "")
	p := s.Profile(s.Settings.Profile)
	set(dom.At("rules-audience"), d.Audience.In(s.Lang))
	set(dom.At("rules-source"), d.Source)
	set(dom.At("rules-what"), d.About.In(s.Lang))
	set(dom.At("rules-notes"), Notes(d, s.Lang))
	dom.Show(dom.At("rules-freeze"), p != nil && p.Ranked)
	if p != nil {
		dom.Text(dom.At("rules-formula"), a.T("story.formula", "formula", say.Formula(p)))
	}
}

// set puts a value into a field, unless the user is at it.
func set(e dom.Element, value string) {
	if !dom.Document.Get("activeElement").Equal(e.Value) || dom.Value(e) != value {
		dom.SetValue(e, value)
	}
}

func (v *screen) renderMetric(a *shell.App, e dom.Element, m int, g State) {
	s, d := a.State(), &g.Draft.Metrics[m]
	shell.Translate(e.Value, s.Lang)
	letter := say.Metrics[m]
	dom.Attr(e, "data-metric", letter)
	dom.Text(dom.Find(e, ".letter-k"), letter)
	dom.Text(dom.Find(e, ".metric-name"), a.T("rules.metric."+letter))
	dom.Text(dom.Find(e, ".metric-of"), a.T(say.Either(m == 0 || g.Draft.Window.Kind == "", "rules.of.all", "rules.of.window")))
	method := dom.Find(e, "[data-method]")
	dom.Show(dom.Find(method, "[value=raw]"), m > 0)
	set(method, d.Method)
	set(dom.Find(e, "[data-weight]"), d.Weight)
	dom.Show(dom.Find(e, ".of-cuts"), d.Method == "cuts")
	dom.Show(dom.Find(e, ".of-rank"), d.Method == "rank")
	dom.Show(dom.Find(e, ".of-mean"), d.Method == "mean")
	set(dom.Find(e, "[data-value]"), d.Value)
	renderRank(a, e, d)
	var sp *protocol.Spread
	if c := checkup(s); c != nil {
		sp = &c.Spreads[m]
	}
	v.renderSteps(a, e, m, d, sp)
	v.renderHist(a, e, m, d, sp)
	renderValid(a, e, m, g.Draft)
	foot := ""
	if sp != nil && sp.Most != "" {
		foot = a.T("rules.spread", "least", say.Measured(s.Lang, m, g.Draft.Unit, sp.Lowest), "most", say.Measured(s.Lang, m, g.Draft.Unit, sp.Most))
	}
	dom.Text(dom.Find(e, ".metric-foot"), foot)
}

// unitOf is what a metric's figures are counted in.
func unitOf(a *shell.App, m int, d *protocol.Draft) string {
	return strings.TrimSpace(say.Either(m == 2, a.T("unit."+d.Unit), say.Unit(a.State().Lang, m, "2")))
}

// renderValid draws the values that are graded at all.
func renderValid(a *shell.App, e dom.Element, m int, d *protocol.Draft) {
	box, r := dom.Find(e, ".valid"), &d.Metrics[m]
	set(dom.Find(box, "[data-min]"), r.Min)
	set(dom.Find(box, "[data-max]"), r.Max)
	signs := dom.All(box.Value, ".sign")
	for k, end := range []struct{ shown, open bool }{{r.Min != "", r.MinOpen}, {r.Max != "", r.MaxOpen}} {
		sign := say.Either(end.open, []string{">", "<"}[k], []string{"≥", "≤"}[k])
		dom.Text(signs[k], sign)
		dom.Enable(signs[k], end.shown)
		dom.Attr(signs[k], "aria-label", a.T("rules.valid.sign."+[]string{"low", "high"}[k], "sign", sign))
	}
	dom.Text(dom.Find(box, ".unit"), unitOf(a, m, d))
}

func renderRank(a *shell.App, e dom.Element, d *protocol.DraftMetric) {
	set(dom.Find(e, "[data-parts]"), d.Parts)
	dom.Show(dom.Wrap(dom.Find(e, "[data-parts]").Get("parentElement")), len(d.Shares) == 0)
	set(dom.Find(e, "[data-tie]"), d.Tie)
	dom.Text(dom.Find(e, "[data-do='rules.shares']"), a.T(say.Either(len(d.Shares) > 0, "rules.shares.equal", "rules.shares")))
	for i, li := range dom.Fill(dom.Find(e, ".share-list"), "t-share", len(d.Shares)) {
		shell.Translate(li.Value, a.State().Lang)
		dom.Attr(li, "data-row", strconv.Itoa(i))
		set(dom.Find(li, "[data-share]"), d.Shares[i].Share)
		set(dom.Find(li, "[data-points]"), d.Shares[i].Points)
	}
}

// renderSteps draws the rows of a scale, each with both ends as typed and the customers in it.
func (v *screen) renderSteps(a *shell.App, e dom.Element, m int, d *protocol.DraftMetric, sp *protocol.Spread) {
	counts, most := []int(nil), 1
	if g := own(a.State()); sp != nil && g.Fit.Text != "" && len(sp.Steps) == len(d.Steps) && d.Method == "cuts" {
		counts = sp.Steps
		for _, n := range counts {
			most = max(most, n)
		}
	}
	for i, tr := range dom.Fill(dom.Find(e, ".steps-table tbody"), "t-step", len(d.Steps)) {
		step := d.Steps[i]
		n := say.Count(i + 1)
		dom.Attr(tr, "data-row", strconv.Itoa(i))
		points, from, to := dom.Find(tr, "[data-points]"), dom.Find(tr, "[data-from]"), dom.Find(tr, "[data-to]")
		set(points, step.Points)
		set(from, step.Low)
		set(to, step.High)
		dom.Attr(points, "aria-label", a.T("rules.points.of", "n", n))
		dom.Attr(from, "aria-label", a.T("rules.from.of", "n", n))
		dom.Attr(to, "aria-label", a.T("rules.to.of", "n", n))
		signs := dom.All(tr.Value, ".sign")
		for k, sign := range []struct {
			shown     bool
			open      bool
			in, above string
		}{{step.Low != "", step.LowOpen, "≥", ">"}, {step.High != "", step.HighOpen, "≤", "<"}} {
			dom.Text(signs[k], say.Either(!sign.shown, "", say.Either(sign.open, sign.above, sign.in)))
			dom.Enable(signs[k], sign.shown)
			dom.Attr(signs[k], "aria-label", a.T("rules.sign."+[]string{"low", "high"}[k], "n", n,
				"sign", say.Either(sign.open, sign.above, sign.in)))
		}
		dom.Text(dom.Find(tr, ".unit"), unitOf(a, m, own(a.State()).Draft))
		count, share := "", 0
		if counts != nil {
			count, share = say.Count(counts[i]), counts[i]*1000/most
		}
		dom.Text(dom.Find(tr, ".n-of b"), count)
		shell.Bar(dom.Find(tr, ".track i"), share)
		drop := dom.Find(tr, "[data-do='rules.drop']")
		dom.Attr(drop, "aria-label", a.T("rules.step.drop", "n", n))
		dom.Enable(drop, len(d.Steps) > 1)
	}
}

func renderBands(a *shell.App, g State) {
	s := a.State()
	dom.Enable(dom.At("rules-band-add"), len(g.Draft.Bands) < mostBands)
	counts := map[string]int{}
	for _, group := range s.Outcome.Groups {
		counts[group.Grade] = group.Count
	}
	for i, e := range dom.Fill(dom.At("rules-bands"), "t-band", len(g.Draft.Bands)) {
		b := g.Draft.Bands[i]
		shell.Translate(e.Value, s.Lang)
		dom.Attr(e, "data-band", b.Code)
		dom.Attr(e, "data-at", strconv.Itoa(i))
		chip := dom.Find(e, ".g")
		dom.Attr(chip, "data-grade", b.Code)
		dom.Attr(chip, "data-place", strconv.Itoa(i))
		dom.Text(chip, b.Code)
		set(dom.Find(e, "[data-code]"), b.Code)
		set(dom.Find(e, "[data-from]"), b.From)
		dom.Find(e, "[data-open]").Set("checked", b.Open)
		set(dom.Find(e, "[data-to]"), say.Either(b.ToOpen && b.To != "", "<"+b.To, b.To))
		set(dom.Find(e, "[data-name]"), b.Name.In(s.Lang))
		set(dom.Find(e, "[data-meaning]"), b.Meaning.In(s.Lang))
		set(dom.Find(e, "[data-action]"), b.Action.In(s.Lang))
		set(dom.Find(e, "[data-cadence]"), b.Cadence.In(s.Lang))
		dom.Text(dom.Find(e, "summary"), say.Either(b.Action.In(s.Lang) == "", a.T("rules.band.more"), b.Action.In(s.Lang)))
		dom.Text(dom.Find(e, ".n"), a.T("grades.customers", "n", say.Count(counts[b.Code])))
		drop := dom.Find(e, "[data-do='rules.band-drop']")
		dom.Attr(drop, "aria-label", a.T("rules.band.drop", "grade", b.Code))
		dom.Enable(drop, len(g.Draft.Bands) > 1)
	}
}

func renderKeep(a *shell.App, g State) {
	s := a.State()
	dom.Enable(dom.At("rules-download"), g.Fit.Text != "")
	dom.SetValue(dom.At("rules-link"), linkOf(g.Fit.Link))
	dom.Enable(dom.At("project-download"), s.Outcome.Graded)
	dom.Show(dom.At("rules-forget"), g.Kept[g.Draft.ID])
}
