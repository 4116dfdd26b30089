//go:build js

package page

import (
	"strconv"

	"fenji/scoring/protocol"
)

// renderClean shows the steps of cleaning: the switch of each, how many rows it is about, and where they are listed.
func (a *app) renderClean() {
	s := a.state
	q := s.Areas.Intake.Quality
	notes := s.Notes()
	for i, e := range fill(at("quality-notes"), "t-note", len(notes)) {
		attr(e, "data-code", notes[i].Code)
		text(find(e, "span"), notes[i].Text)
	}
	if s.Outcome == nil || !s.Outcome.Graded {
		return
	}
	if s.Areas.Intake.QualityOf != s.Outcome && q == nil {
		q = &protocol.Quality{}
	}
	set := s.Shown.Settings.Clean
	if q == nil {
		q = &protocol.Quality{}
	}
	check := func(id string, on bool) { at(id).Set("checked", on) }
	check("clean-repeats", !set.KeepRepeats)
	check("clean-case", set.IgnoreCase)
	check("clean-zeros", set.PadZeros)
	check("clean-down", set.FillDown)
	setValue(at("clean-outliers"), set.Outliers)
	a.sayCount("repeats", q.Repeats)
	a.sayCount("near", q.Near)
	attr(at("list-repeats"), "data-arg", either(set.KeepRepeats, "duplicate-kept", "duplicate"))
	a.renderIDs(q, set)
	a.renderGaps(q, set)
	a.renderDates(q)
	a.renderOutliers(q)
	show(at("step-down"), q.Unnamed > 0 || set.FillDown)
	text(at("n-down"), a.t("intake.rows", "n", count(q.Unnamed)))
	left := a.t("intake.left.none")
	if len(q.Left) > 0 {
		left = a.t("intake.left.some", "columns", list(s.Lang, q.Left))
	}
	text(at("about-left"), left)
	l := s.Outcome.Ledger
	filled := ""
	if q.Filled.Rows > 0 {
		filled = a.t("intake.filled", "n", count(q.Filled.Rows), "money", grouped(q.Filled.Money))
	}
	text(at("filled-note"), filled)
	show(at("filled-note"), filled != "")
	show(at("ledger-more"), len(l.Reasons) > 0 || q.Near.Rows+q.Outliers.Rows > 0)
}

// sayCount says how many rows and how much money a step is about, and offers their list.
func (a *app) sayCount(step string, sum protocol.Sum) {
	said := a.t("intake.nobody")
	if sum.Rows > 0 {
		said = a.t("intake.rows.money", "n", count(sum.Rows), "money", grouped(sum.Money))
	}
	text(at("n-"+step), said)
	show(at("list-"+step), sum.Rows > 0)
}

// renderIDs lists the customers whose id is written in more than one way.
func (a *app) renderIDs(q *protocol.Quality, set protocol.Clean) {
	text(at("n-ids"), either(q.MergedInAll == 0, a.t("intake.nobody"), a.t("intake.merged.n", "n", count(q.MergedInAll))))
	might := func(n int, on bool) string {
		if n == 0 || on {
			return ""
		}
		return a.t("intake.might", "n", count(n))
	}
	text(at("n-case"), might(q.SameCase, set.IgnoreCase))
	text(at("n-zeros"), might(q.ZerosLost, set.PadZeros))
	rule := a.t("intake.zeros.unproved")
	if q.Padded > 0 {
		rule = a.t("intake.zeros.proved", "n", strconv.Itoa(q.Padded))
	}
	text(at("about-zeros"), rule)
	at("clean-zeros").Set("disabled", q.Padded == 0 && !set.PadZeros)
	show(at("merged-more"), len(q.Merged) > 0)
	for i, e := range fill(at("merged-list"), "t-merge", len(q.Merged)) {
		m := q.Merged[i]
		text(find(e, "b"), m.ID)
		var ways []string
		for _, w := range m.Spellings {
			ways = append(ways, a.t("intake.spelling", "text", w.Text, "n", count(w.Rows), "cell", w.Cell))
		}
		text(find(e, "span"), list(a.state.Lang, ways))
	}
}

// renderGaps offers a choice for each meaning whose gaps can be filled.
func (a *app) renderGaps(q *protocol.Quality, set protocol.Clean) {
	has := map[string]bool{}
	for _, c := range a.state.Outcome.Columns {
		has[c.Role] = true
	}
	ready := a.state.Outcome.Shape == "customers"
	for i, e := range fill(at("gap-list"), "t-gap", len(gapRoles)) {
		role := gapRoles[i]
		show(e, has[role] && (ready || role == "amount" || role == "date"))
		label := a.t("role." + role)
		text(find(e, "b"), label)
		text(find(e, ".n"), either(q.Gaps[i] == 0, a.t("intake.nobody"), a.t("intake.rows", "n", count(q.Gaps[i]))))
		choice := find(e, "select")
		attr(choice, "data-gap", strconv.Itoa(i))
		attr(choice, "aria-label", a.t("intake.gap.label", "role", label))
		var names []string
		for _, f := range gapFills[i] {
			names = append(names, a.t("intake.gap."+either(f == "", "aside", f)))
		}
		options(choice, gapFills[i], names)
		setValue(choice, set.Gaps[i])
	}
}

func (a *app) renderDates(q *protocol.Quality) {
	said := a.t("intake.forms.one")
	if len(q.Dates) > 1 {
		said = a.t("intake.forms.n", "n", strconv.Itoa(len(q.Dates)))
	}
	text(at("n-dates"), either(len(q.Dates) == 0, "", said))
	show(at("dates-more"), len(q.Dates) > 1)
	for i, e := range fill(at("date-forms"), "t-merge", len(q.Dates)) {
		d := q.Dates[i]
		text(find(e, "b"), d.Example)
		text(find(e, "span"), a.t("intake.form", "n", count(d.Rows), "cell", d.Cell))
	}
}

// renderOutliers names both tests with their bounds.
func (a *app) renderOutliers(q *protocol.Quality) {
	for _, test := range []struct {
		id, low, high string
		sum           protocol.Sum
	}{{"about-z", q.ZLow, q.ZHigh, q.ByZ}, {"about-tukey", q.TukeyLow, q.TukeyHigh, q.ByTukey}} {
		said := a.t("intake." + test.id + ".nothing")
		if test.low != "" {
			said = a.t("intake."+test.id, "low", grouped(test.low), "high", grouped(test.high), "n", count(test.sum.Rows),
				"money", grouped(test.sum.Money))
		}
		text(at(test.id), said)
	}
	show(at("list-outliers"), q.ByZ.Rows+q.ByTukey.Rows > 0)
}

// renderEntry shows one row of the ledger in full, with the cell at fault marked.
func (a *app) renderEntry() {
	e := a.state.Areas.Intake.Open
	if e == nil {
		return
	}
	s := a.state
	text(at("entry-title"), place(s.Lang, *e))
	text(at("entry-say"), say(s.Lang, e.Issue))
	text(at("entry-fix"), remedy(s.Lang, e.Issue))
	twin := len(e.Of) > 0
	show(at("entry-of"), twin)
	if twin {
		text(at("entry-of"), a.t("intake.entry.row", "row", strconv.Itoa(e.OfRow)))
	}
	text(at("entry-row"), a.t("intake.entry.row", "row", strconv.Itoa(e.Row)))
	var cols []protocol.Column
	for _, c := range s.Outcome.Columns {
		if c.Role != "ignore" && c.Index < len(e.Cells) {
			cols = append(cols, c)
		}
	}
	for i, row := range fill(at("entry-cells"), "t-cells", len(cols)) {
		c, cells := cols[i], children(row)
		text(cells[0], s.Heading(c.Index))
		text(cells[1], either(e.Cells[c.Index] == "", a.t("intake.nothing"), e.Cells[c.Index]))
		flag(row, "data-wrong", c.Index == e.Col)
		show(cells[2], twin)
		if twin && c.Index < len(e.Of) {
			text(cells[2], either(e.Of[c.Index] == "", a.t("intake.nothing"), e.Of[c.Index]))
			flag(row, "data-differs", e.Of[c.Index] != e.Cells[c.Index])
		}
	}
}
