//go:build js

package why

import (
	"strconv"
	"syscall/js"

	"fenji/scoring/protocol"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

func init() {
	v := &screen{}
	Room.Live = shell.Live{Render: v.render, Listen: listen, Actions: map[string]shell.Action{
		"close":  func(a *shell.App, _ dom.Element, _ dom.Event) { shut(a) },
		"visits": func(a *shell.App, _ dom.Element, _ dom.Event) { a.Do(VisitsListed{}) },
		"rows": shell.Numbered(func(a *shell.App, n int) {
			if past := own(a.State()).Past; past != nil {
				a.Do(RowsTurned{max(0, past.From+n*sourceRows)})
			}
		}),
	}}
}

func listen(a *shell.App) {
	dom.On(dom.Document, "keydown", func(ev dom.Event) {
		key, target := ev.Get("key"), ev.Get("target")
		if key.Type() == js.TypeString && key.String() == "Escape" && a.State().Picked >= 0 &&
			!target.Equal(dom.At("password").Value) {
			shut(a)
		}
	})
	dom.On(dom.At("why-rows").Value, "toggle", func(dom.Event) {
		if dom.At("why-rows").Get("open").Bool() {
			renderRows(a)
		}
	})
}

// shut puts the explanation away and leads back to the list.
func shut(a *shell.App) {
	came, who := a.State().Came, a.State().Picked
	a.Do(shell.Closed{})
	if came != "" {
		if e := dom.Find(dom.At(a.House().Named(came).PanelID()), "button[data-arg='"+strconv.Itoa(who)+"']"); !e.IsNull() {
			e.Call("focus")
		}
		return
	}
	dom.At("grid").Call("focus", map[string]any{"preventScroll": true})
}

// A screen is what is drawn now.
type screen struct {
	sections []dom.Element // of other rooms, in the order of the rooms
}

func (v *screen) render(a *shell.App, was *shell.State, fresh bool) {
	s := a.State()
	before, now := own(was), own(s)
	if fresh || before.Why != now.Why || was.Picked != s.Picked {
		renderWhy(a)
		v.renderSections(a)
	}
	if fresh || before.Past != now.Past || before.Visits != now.Visits || before.Why != now.Why {
		renderPast(a)
	}
}

// renderSections lets the other rooms say what they know of the customer.
func (v *screen) renderSections(a *shell.App) {
	why := own(a.State()).Why
	if why == nil {
		return
	}
	i := 0
	for _, r := range a.House() {
		for _, section := range r.Why {
			if i == len(v.sections) {
				v.sections = append(v.sections, dom.Clone(section.Template))
				dom.At("why-sections").Call("append", v.sections[i].Value)
			}
			shell.Translate(v.sections[i].Value, a.State().Lang)
			dom.Show(v.sections[i], section.Draw(a, v.sections[i], why))
			i++
		}
	}
}

// renderWhy explains the customer picked.
func renderWhy(a *shell.App) {
	s := a.State()
	panel, open := dom.At("explain"), s.Picked >= 0
	dom.Show(panel, open)
	if open {
		dom.Attr(dom.At("work-area"), "data-open", "")
	} else {
		dom.At("work-area").Call("removeAttribute", "data-open")
	}
	dom.Show(dom.At("why-back"), s.Came != "")
	if s.Came != "" {
		dom.Text(dom.At("why-back"), a.T("why.back", "room", a.T("tab."+s.Came)))
	}
	w := own(s).Why
	dom.Flag(panel, "aria-busy", open && w == nil)
	if open && w == nil {
		shell.GradeChip(s, dom.At("why-grade"), "")
		dom.Text(dom.At("why-id"), a.T("why.loading"))
	}
	if !open || w == nil {
		return
	}
	out := s.Outcome
	graded := w.Row.Grade != ""
	shell.GradeChip(s, dom.At("why-grade"), w.Row.Grade)
	who, extras := say.Known(s.Lang, out, w.Row)
	extras = append(extras, say.AddedPairs(s.Lang, s.Added(), w.Row)...)
	dom.Text(dom.At("why-id"), who)
	renderReasons(a, graded)
	b := s.Band(w.Row.Grade)
	dom.Show(dom.At("why-advice"), b != nil)
	if p := s.Profile(out.Profile); p != nil && b != nil {
		dom.Text(dom.At("why-lead"), a.T("why.score", "score", w.Row.Score, "name", b.Name.In(s.Lang)))
		dom.Text(dom.At("why-band"), BandSentence(s.Lang, p.Bands, b.Grade))
		dom.Text(dom.At("why-meaning"), b.Meaning.In(s.Lang))
		dom.Text(dom.At("why-action"), b.Action.In(s.Lang))
		dom.Text(dom.At("why-cadence"), b.Cadence.In(s.Lang))
	} else {
		dom.Text(dom.At("why-lead"), a.T("why.ungraded.because", "reason", a.T("reason."+w.Row.Reason)))
		dom.Text(dom.At("why-band"), a.T("reason."+w.Row.Reason+".fix"))
	}
	renderLifts(a, graded)
	dom.Show(dom.At("why-more"), len(extras) > 0)
	for i, e := range dom.Fill(dom.At("why-extras"), "t-pair", len(extras)) {
		cells := dom.Children(e)
		dom.Text(cells[0], extras[i][0])
		dom.Text(cells[1], extras[i][1])
	}
	source := a.T("why.source.cell", "cell", w.Cell)
	if out.Sheet >= 0 && out.Sheet < len(out.Sheets) && out.Sheets[out.Sheet].Name != "" { // a CSV has no name
		source = a.T("why.source", "sheet", out.Sheets[out.Sheet].Name, "cell", w.Cell)
	}
	dom.Text(dom.At("why-source"), source)
}

// renderReasons says how each metric came to its points, in words and as a sum.
func renderReasons(a *shell.App, graded bool) {
	s := a.State()
	w := own(s).Why
	for i, e := range dom.Fill(dom.At("why-words"), "t-word", len(w.Parts)) {
		dom.Text(e, Sentence(s.Lang, i, w.Parts[i], w.Unit, graded))
	}
	dom.Show(dom.At("why-table"), graded)
	if !graded {
		return
	}
	for i, e := range dom.Fill(dom.At("why-parts"), "t-part", len(w.Parts)) {
		p := w.Parts[i]
		cells := dom.Children(e)
		dom.Text(cells[0], a.T("metric."+say.Metrics[i]))
		for n, t := range []string{say.Measured(s.Lang, i, w.Unit, p.Value), p.Points, "× " + p.Weight, p.Contribution} {
			dom.Text(cells[n+1], t)
		}
	}
	dom.Text(dom.At("why-total"), w.Row.Score)
}

func renderLifts(a *shell.App, graded bool) {
	s := a.State()
	dom.Show(dom.At("why-next"), graded)
	if !graded {
		return
	}
	lifts := own(s).Why.Lifts
	for i, e := range dom.Fill(dom.At("why-lifts"), "t-lift", len(lifts)) {
		dom.Text(dom.Find(e, "span"), LiftSentence(s.Lang, own(s).Why.Unit, lifts[i]))
		dom.Text(dom.Find(e, "b"), lifts[i].Score)
		shell.GradeChip(s, dom.Find(e, ".g"), lifts[i].Grade)
	}
	none := ""
	if len(lifts) == 0 {
		top := len(s.Outcome.Groups) > 0 && s.Outcome.Groups[0].Grade == own(s).Why.Row.Grade
		none = a.T(say.Either(top, "why.top", "why.nolift"))
	}
	dom.Text(dom.At("why-nolift"), none)
}

// renderPast shows what is known of the customer explained besides the grade: standing, visits, rows.
func renderPast(a *shell.App) {
	s := a.State()
	if own(s).Why == nil {
		return
	}
	renderStandings(a)
	past := own(s).Past
	dom.Show(dom.At("why-rows"), past != nil && past.Total > 0)
	dom.Show(dom.At("why-visits"), past != nil && len(past.Visits) > 0)
	if past == nil {
		return
	}
	if len(past.Visits) > 0 {
		renderVisits(a, past.Visits)
	}
	dom.Text(dom.At("why-rows-title"), a.T("customers.rows", "n", say.Count(past.Total)))
	if dom.At("why-rows").Get("open").Bool() {
		renderRows(a)
	}
}

func renderStandings(a *shell.App) {
	s := a.State()
	var said []string
	var shares []int
	for i, standing := range own(s).Why.Standings {
		if sentence, percent := StandingSentence(s.Lang, i, standing); sentence != "" {
			said, shares = append(said, sentence), append(shares, percent)
		}
	}
	dom.Show(dom.At("why-standing"), len(said) > 0)
	for i, e := range dom.Fill(dom.At("why-standings"), "t-standing", len(said)) {
		dom.Text(dom.Find(e, "span"), said[i])
		shell.Bar(dom.Find(e, "i"), shares[i]*10)
	}
}

// renderVisits draws the visits along their days, and lists the latest.
func renderVisits(a *shell.App, visits []protocol.Visit) {
	s := a.State()
	counted := 0
	for _, v := range visits {
		if v.Counted {
			counted++
		}
	}
	dom.Text(dom.At("why-visits-title"), a.T("customers.visits", "n", say.Count(counted)))
	first, last := visits[0].Day, max(s.Outcome.AsOf, visits[len(visits)-1].Day)
	span := max(1, daysBetween(first, last))
	for i, e := range dom.Fill(dom.At("why-strip"), "t-bar", len(visits)) {
		v := visits[i]
		dom.Property(e, "--at", strconv.FormatFloat(float64(daysBetween(first, v.Day))/float64(span), 'f', 4, 64))
		shell.Bar(e, max(v.Share, -v.Share))
		e.Get("classList").Call("toggle", "no", !v.Counted)
	}
	listed := visits
	if !own(s).Visits {
		listed = visits[max(0, len(visits)-latestVisits):]
	}
	dom.Show(dom.At("why-visits-all"), len(listed) < len(visits))
	dom.Text(dom.At("why-visits-all"), a.T("customers.visits.all", "n", say.Count(len(visits))))
	for i, e := range dom.Fill(dom.At("why-visit-list"), "t-visit", len(listed)) {
		v := listed[len(listed)-1-i]
		day := dom.Find(e, "time")
		dom.Attr(day, "datetime", v.Day)
		dom.Text(day, v.Day)
		shell.Bar(dom.Find(e, "i"), v.Share)
		sum := say.Amount(s.Lang, own(s).Why.Unit, v.Amount)
		if !v.Counted {
			sum = a.T("customers.visits.none", "amount", sum)
		}
		dom.Text(dom.Find(e, "b"), sum)
	}
}

// renderRows shows the rows of the file that the customer was counted from, cell by cell.
func renderRows(a *shell.App) {
	past := own(a.State()).Past
	if past == nil {
		return
	}
	several := len(a.State().Outcome.Files) > 1
	for i, e := range dom.Fill(dom.At("why-row-list"), "t-source", len(past.Rows)) {
		row := past.Rows[i]
		place := a.T("ledger.row", "row", strconv.Itoa(row.Row))
		if row.Sheet != "" {
			place = row.Sheet + " · " + place
		}
		if several {
			place = row.File + " · " + place
		}
		dom.Text(dom.Find(e, ".where"), place)
		var pairs [][2]string
		for k, cell := range row.Cells {
			if cell != "" {
				pairs = append(pairs, [2]string{say.Either(past.Headers[k] == "", say.Letter(k), past.Headers[k]), cell})
			}
		}
		for k, pair := range dom.Fill(dom.Find(e, "dl"), "t-pair", len(pairs)) {
			cells := dom.Children(pair)
			dom.Text(cells[0], pairs[k][0])
			dom.Text(cells[1], pairs[k][1])
		}
	}
	pages := dom.All(dom.At("why-row-pages").Value, "button")
	dom.Show(dom.At("why-row-pages"), past.Total > sourceRows)
	dom.Enable(pages[0], past.From > 0)
	dom.Enable(pages[1], past.From+len(past.Rows) < past.Total)
}
