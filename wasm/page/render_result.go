//go:build js

package page

import (
	"slices"
	"strconv"

	"fenji/scoring/protocol"
)

// gradeData are the data attributes of #grades in the order of the grades.
var gradeData = map[string]string{"A": "data-a", "B": "data-b", "C": "data-c", "D": "data-d", "": "data-ungraded"}

// renderGrades draws a tile per grade. The ungraded have one only when there are any.
func (a *app) renderGrades() {
	s := a.state
	out := s.Outcome
	box := at("grades")
	for _, name := range gradeData {
		attr(box, name, "0")
	}
	ungraded := 0
	var groups []protocol.Group
	for _, g := range out.Groups {
		attr(box, gradeData[g.Grade], strconv.Itoa(g.Count))
		if g.Grade == "" {
			ungraded = g.Count
		}
		if g.Grade != "" || g.Count > 0 {
			groups = append(groups, g)
		}
	}
	text(at("sum-customers"), a.t("grades.customers", "n", count(out.Rows)))
	text(at("sum-graded"), a.t("grades.graded", "n", count(out.Rows-ungraded)))
	text(at("sum-money"), a.t("grades.money", "money", amount(s.Lang, "yuan", out.Money)))
	for i, e := range fill(at("grade-list"), "t-grade", len(groups)) {
		a.renderTile(find(e, "button"), groups[i])
	}
}

func (a *app) renderTile(tile element, g protocol.Group) {
	s := a.state
	translate(tile.Value, s.Lang)
	name, meaning, action, cadence := a.t("grade.ungraded"), a.t("grade.ungraded.meaning"), "", ""
	if b := s.Band(g.Grade); b != nil {
		name, meaning = b.Name.In(s.Lang), b.Meaning.In(s.Lang)
		action, cadence = b.Action.In(s.Lang), b.Cadence.In(s.Lang)
	}
	attr(tile, "data-arg", g.Grade)
	attr(tile, "data-grade", either(g.Grade == "", "-", g.Grade))
	flag(tile, "aria-pressed", slices.Contains(s.View.Grades, g.Grade))
	gradeChip(find(tile, ".who .g"), g.Grade)
	text(find(tile, ".who b"), name)
	text(find(tile, ".who .n"), a.t("grade.count", "n", count(g.Count)))
	for i, tenths := range []int{g.CountShare, g.MoneyShare} {
		bar := all(tile.Value, ".track i")[i]
		property(bar, "--share", strconv.FormatFloat(float64(max(0, min(tenths, 1000)))/1000, 'f', 3, 64))
	}
	sums := all(tile.Value, ".sums span")
	text(sums[0], a.t("grade.count.share", "share", share(g.CountShare)))
	text(sums[1], amount(s.Lang, "yuan", g.Money)+" · "+a.t("grade.money.share", "share", share(g.MoneyShare)))
	text(find(tile, ".meaning"), meaning)
	for i, line := range []string{action, cadence} {
		e := all(tile.Value, ".action")[i]
		show(e, line != "")
		text(find(e, "span"), line)
	}
}

func (a *app) renderCount() {
	s := a.state
	n := s.Count.Rows
	attr(at("grid"), "aria-rowcount", strconv.Itoa(n+1))
	show(at("grid-body"), n > 0)
	show(at("grid-empty"), n == 0)
	money := ""
	if n > 0 {
		money = a.t("grid.money", "money", amount(s.Lang, "yuan", s.Count.Money))
	}
	text(at("grid-money"), money)
	a.renderMarks()
	a.renderSpan()
}

// renderSpan says which rows are in sight.
func (a *app) renderSpan() {
	n := a.state.Count.Rows
	if n == 0 {
		text(at("grid-span"), a.t("grid.none"))
		return
	}
	text(at("grid-span"), a.t("grid.customers", "total", count(n)))
}

// renderBalance shows that no row and no yuan got lost.
func (a *app) renderBalance() {
	out := a.state.Outcome
	box := at("ledger")
	if out == nil || !out.Graded {
		for _, k := range []string{"read", "used", "duplicates", "aside"} {
			attr(box, "data-"+k, "")
		}
		return
	}
	l := out.Ledger
	for _, part := range []struct {
		name string
		sum  protocol.Sum
	}{{"read", l.Read}, {"used", l.Used}, {"duplicates", l.Duplicates}, {"aside", l.Aside}} {
		attr(box, "data-"+part.name, strconv.Itoa(part.sum.Rows))
		text(at("rows-"+part.name), count(part.sum.Rows))
		text(at("money-"+part.name), grouped(part.sum.Money))
	}
	note := ""
	if l.Flagged > 0 {
		note = a.t("ledger.flagged", "n", count(l.Flagged))
	} else if len(l.Reasons) == 0 {
		note = a.t("ledger.clean")
	}
	text(at("ledger-note"), note)
	text(at("tab-quality-count"), count(l.Aside.Rows))
	show(at("tab-quality-count"), l.Aside.Rows > 0)
}

// renderEntries lists one page of the ledger.
func (a *app) renderEntries() {
	s := a.state
	if s.Outcome == nil || !s.Outcome.Graded {
		return
	}
	reasons := s.Reasons()
	total := 0
	for i, e := range fill(at("reasons"), "t-reason", len(reasons)+1) {
		code, label, sum := "", a.t("ledger.all"), ""
		if i > 0 {
			r := reasons[i-1]
			code, label, sum = r.Code, brief(s.Lang, r.Code), a.t("intake.sum", "n", count(r.Sum.Rows), "money", grouped(r.Sum.Money))
			total += r.Sum.Rows
		}
		attr(e, "data-arg", code)
		flag(e, "aria-pressed", s.LedgerSpan.Code == code)
		text(find(e, "span"), label)
		text(find(e, "small"), sum)
	}
	text(find(at("reasons"), "small"), count(total))
	if s.Ledger == nil {
		fill(at("entry-list"), "t-entry", 0)
		text(at("ledger-page"), "")
		return
	}
	for i, e := range fill(at("entry-list"), "t-entry", len(s.Ledger.Entries)) {
		entry := s.Ledger.Entries[i]
		cells := children(e)
		for n, t := range []string{place(s.Lang, entry), brief(s.Lang, entry.Issue.Code), entry.Issue.Value,
			a.t("ledger.fate." + entry.Fate), grouped(entry.Money), remedy(s.Lang, entry.Issue)} {
			if n == 0 {
				text(find(cells[0], "button"), t)
				attr(find(cells[0], "button"), "data-arg", strconv.Itoa(i))
				continue
			}
			text(cells[n], t)
		}
		attr(e, "data-code", entry.Issue.Code)
		attr(e, "title", list(s.Lang, entry.Cells))
	}
	from, n := s.Ledger.From, len(s.Ledger.Entries)
	text(at("ledger-page"), a.t("ledger.page", "from", count(min(from+1, s.Ledger.Total)), "to", count(from+n),
		"total", count(s.Ledger.Total)))
	enable(at("ledger-prev"), from > 0)
	enable(at("ledger-next"), from+n < s.Ledger.Total)
}

// renderWhy explains the customer picked.
func (a *app) renderWhy() {
	s := a.state
	panel, open := at("explain"), s.Picked >= 0
	show(panel, open)
	if open {
		attr(at("work-area"), "data-open", "")
	} else {
		at("work-area").Call("removeAttribute", "data-open")
	}
	w := s.Why
	flag(panel, "aria-busy", open && w == nil)
	if open && w == nil {
		gradeChip(at("why-grade"), "")
		text(at("why-id"), a.t("why.loading"))
	}
	if !open || w == nil {
		return
	}
	out := s.Outcome
	graded := w.Row.Grade != ""
	gradeChip(at("why-grade"), w.Row.Grade)
	who, extras := s.Known(w.Row)
	text(at("why-id"), who)
	a.renderReasons(graded)
	b := s.Band(w.Row.Grade)
	show(at("why-advice"), b != nil)
	if p := s.Profile(out.Profile); p != nil && b != nil {
		text(at("why-lead"), a.t("why.score", "score", w.Row.Score, "name", b.Name.In(s.Lang)))
		text(at("why-band"), BandSentence(s.Lang, p.Bands, b.Grade))
		text(at("why-meaning"), b.Meaning.In(s.Lang))
		text(at("why-action"), b.Action.In(s.Lang))
		text(at("why-cadence"), b.Cadence.In(s.Lang))
	} else {
		text(at("why-lead"), a.t("why.ungraded.because", "reason", a.t("reason."+w.Row.Reason)))
		text(at("why-band"), a.t("reason."+w.Row.Reason+".fix"))
	}
	a.renderLifts(graded)
	show(at("why-more"), len(extras) > 0)
	for i, e := range fill(at("why-extras"), "t-pair", len(extras)) {
		cells := children(e)
		text(cells[0], extras[i][0])
		text(cells[1], extras[i][1])
	}
	source := a.t("why.source.cell", "cell", w.Cell)
	if out.Sheet >= 0 && out.Sheet < len(out.Sheets) && out.Sheets[out.Sheet].Name != "" { // a CSV has no name
		source = a.t("why.source", "sheet", out.Sheets[out.Sheet].Name, "cell", w.Cell)
	}
	text(at("why-source"), source)
}

// renderReasons says how each metric came to its points, in words and as a sum.
func (a *app) renderReasons(graded bool) {
	s := a.state
	w := s.Why
	for i, e := range fill(at("why-words"), "t-word", len(w.Parts)) {
		text(e, Sentence(s.Lang, i, w.Parts[i], w.Unit, graded))
	}
	show(at("why-table"), graded)
	if !graded {
		return
	}
	for i, e := range fill(at("why-parts"), "t-part", len(w.Parts)) {
		p := w.Parts[i]
		cells := children(e)
		text(cells[0], a.t("metric."+metricKeys[i]))
		for n, t := range []string{measured(s.Lang, i, w.Unit, p.Value), p.Points, "× " + p.Weight, p.Contribution} {
			text(cells[n+1], t)
		}
	}
	text(at("why-total"), w.Row.Score)
}

func (a *app) renderLifts(graded bool) {
	s := a.state
	show(at("why-next"), graded)
	if !graded {
		return
	}
	lifts := s.Why.Lifts
	for i, e := range fill(at("why-lifts"), "t-lift", len(lifts)) {
		text(find(e, "span"), LiftSentence(s.Lang, s.Why.Unit, lifts[i]))
		text(find(e, "b"), lifts[i].Score)
		gradeChip(find(e, ".g"), lifts[i].Grade)
	}
	say := ""
	if len(lifts) == 0 {
		top := len(s.Outcome.Groups) > 0 && s.Outcome.Groups[0].Grade == s.Why.Row.Grade
		say = a.t(either(top, "why.top", "why.nolift"))
	}
	text(at("why-nolift"), say)
}
