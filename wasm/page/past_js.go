//go:build js

package page

import (
	"strconv"

	"fenji/scoring/protocol"
)

// sourceRows is how many rows of the file are shown at a time, latestVisits how many visits at first.
const sourceRows, latestVisits = 5, 6

// mostDeclines is how many steps down are listed.
const mostDeclines = 4

// readPast asks what the customer explained was counted from.
func (a *app) readPast(from int) {
	who, past := a.state.Picked, &protocol.Past{}
	if who >= 0 && a.ask(protocol.OpPast, &protocol.Trace{Customer: who, From: from, N: sourceRows}, past) &&
		a.state.Picked == who {
		a.do(PastRead{past})
	}
}

func (a *app) turnRows(by int) {
	if past := a.state.Areas.Customers.Past; past != nil {
		a.readPast(max(0, past.From+by))
	}
}

// renderPast shows what is known of the customer explained besides the grade: standing, visits, rows.
func (a *app) renderPast() {
	s := a.state
	if s.Why == nil {
		return
	}
	a.renderStandings()
	a.renderDeclines()
	past := s.Areas.Customers.Past
	show(at("why-rows"), past != nil && past.Total > 0)
	show(at("why-visits"), past != nil && len(past.Visits) > 0)
	if past == nil {
		return
	}
	if len(past.Visits) > 0 {
		a.renderVisits(past.Visits)
	}
	text(at("why-rows-title"), a.t("customers.rows", "n", count(past.Total)))
	if at("why-rows").Get("open").Bool() {
		a.renderRows()
	}
}

func (a *app) renderStandings() {
	s := a.state
	var said []string
	var shares []int
	for i, standing := range s.Why.Standings {
		if sentence, percent := StandingSentence(s.Lang, i, standing); sentence != "" {
			said, shares = append(said, sentence), append(shares, percent)
		}
	}
	show(at("why-standing"), len(said) > 0)
	for i, e := range fill(at("why-standings"), "t-standing", len(said)) {
		text(find(e, "span"), said[i])
		bar(find(e, "i"), shares[i]*10)
	}
}

// renderDeclines shows what becomes of the score if the customer does not come again.
func (a *app) renderDeclines() {
	s := a.state
	declines := s.Why.Declines
	show(at("why-declines"), len(declines) > 0 && s.Why.Row.Grade != "")
	text(at("why-fall"), FallSentence(s.Lang, declines, s.Why.Estimated))
	declines = declines[:min(len(declines), mostDeclines)]
	for i, e := range fill(at("why-decline-list"), "t-lift", len(declines)) {
		d := declines[i]
		text(find(e, "span"), a.t("customers.decline", "when", when(s.Lang, d), "days", grouped(d.Value[0])))
		text(find(e, "b"), d.Score)
		gradeChip(find(e, ".g"), d.Grade)
	}
}

// bar sets how far a bar reaches, in tenths of a per cent.
func bar(e element, tenths int) {
	property(e, "--share", strconv.FormatFloat(float64(max(0, min(tenths, 1000)))/1000, 'f', 3, 64))
}

// renderVisits draws the visits along their days, and lists the latest.
func (a *app) renderVisits(visits []protocol.Visit) {
	s := a.state
	counted := 0
	for _, v := range visits {
		if v.Counted {
			counted++
		}
	}
	text(at("why-visits-title"), a.t("customers.visits", "n", count(counted)))
	first, last := visits[0].Day, max(s.Outcome.AsOf, visits[len(visits)-1].Day)
	span := max(1, daysBetween(first, last))
	for i, e := range fill(at("why-strip"), "t-bar", len(visits)) {
		v := visits[i]
		property(e, "--at", strconv.FormatFloat(float64(daysBetween(first, v.Day))/float64(span), 'f', 4, 64))
		bar(e, max(v.Share, -v.Share))
		e.Get("classList").Call("toggle", "no", !v.Counted)
	}
	listed := visits
	if !s.Areas.Customers.Visits {
		listed = visits[max(0, len(visits)-latestVisits):]
	}
	show(at("why-visits-all"), len(listed) < len(visits))
	text(at("why-visits-all"), a.t("customers.visits.all", "n", count(len(visits))))
	for i, e := range fill(at("why-visit-list"), "t-visit", len(listed)) {
		v := listed[len(listed)-1-i]
		day := find(e, "time")
		attr(day, "datetime", v.Day)
		text(day, v.Day)
		bar(find(e, "i"), v.Share)
		sum := amount(s.Lang, s.Why.Unit, v.Amount)
		if !v.Counted {
			sum = a.t("customers.visits.none", "amount", sum)
		}
		text(find(e, "b"), sum)
	}
}

// renderRows shows the rows of the file that the customer was counted from, cell by cell.
func (a *app) renderRows() {
	past := a.state.Areas.Customers.Past
	if past == nil {
		return
	}
	several := len(a.state.Outcome.Files) > 1
	for i, e := range fill(at("why-row-list"), "t-source", len(past.Rows)) {
		row := past.Rows[i]
		place := a.t("ledger.row", "row", strconv.Itoa(row.Row))
		if row.Sheet != "" {
			place = row.Sheet + " · " + place
		}
		if several {
			place = row.File + " · " + place
		}
		text(find(e, ".where"), place)
		var pairs [][2]string
		for k, cell := range row.Cells {
			if cell != "" {
				pairs = append(pairs, [2]string{either(past.Headers[k] == "", letter(k), past.Headers[k]), cell})
			}
		}
		for k, pair := range fill(find(e, "dl"), "t-pair", len(pairs)) {
			cells := children(pair)
			text(cells[0], pairs[k][0])
			text(cells[1], pairs[k][1])
		}
	}
	pages := all(at("why-row-pages").Value, "button")
	show(at("why-row-pages"), past.Total > sourceRows)
	enable(pages[0], past.From > 0)
	enable(pages[1], past.From+len(past.Rows) < past.Total)
}
