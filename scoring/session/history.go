package session

import (
	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/periods/past"
	"fenji/scoring/privacy"
	"fenji/scoring/protocol"
	"io"
)

// mostHistory is how many rows a history file may have, beside those of the latest day.
const mostHistory = 1_000_000

// history writes the customers' grades at the months' ends, to be compared with next month. Of a table of customers they are
// those of today, behind those of the file that it is compared with.
func (s *Session) history(cover *privacy.Cover, w io.Writer) error {
	if cover.Manner() == protocol.NamesMasked {
		return scoring.Issue{Code: "history-masked"}
	}
	r, l := s.view.Result, s.visitLog()
	visits := ""
	if l != nil {
		visits = string(s.mapping.Visits)
	}
	h := &past.History{Stamp: past.Of(r, cover.Manner(), cover.Key(), visits).In(s.ledger.Currency)}
	if l == nil {
		return s.nextDay(h, cover, w)
	}
	months := max(1, min(pastMonths, mostHistory/max(1, len(r.Customers))))
	err := l.Walk(r.Profile, l.MonthEnds(months), nil, func(r *scoring.Result, known []bool) {
		h.Days = append(h.Days, dayOf(r, cover, func(i int) bool { return known[i] }))
	})
	if err != nil {
		return err
	}
	_, err = w.Write(past.Encode(h))
	return err
}

// nextDay puts today's grades behind those of the file before.
func (s *Session) nextDay(h *past.History, cover *privacy.Cover, w io.Writer) error {
	r := s.view.Result
	if r.AsOf == civil.NoDay {
		return scoring.Issue{Code: baseDay}
	}
	if p := s.files.past; p != nil && cover.Manner() == "" {
		for _, d := range p.days[max(0, len(p.days)-pastMonths+1):] {
			if d.coded && d.stamp.Names == "" && d.stamp.Rules == h.Stamp.Rules && d.stamp.Currency == h.Stamp.Currency {
				h.Days = append(h.Days, d.Day)
			}
		}
	}
	h.Days = append(h.Days, dayOf(r, cover, func(int) bool { return true }))
	_, err := w.Write(past.Encode(h))
	return err
}

// dayOf are the customers of a grading as rows of a history.
func dayOf(r *scoring.Result, cover *privacy.Cover, known func(i int) bool) past.Day {
	d := past.Day{Day: r.AsOf}
	for i, c := range r.Customers {
		if known(i) {
			d.Rows = append(d.Rows, past.Row{ID: cover.Customer(i, c.ID), R: c.R, HasR: c.HasR, F: c.F, M: c.M, Grade: r.Grade(i)})
		}
	}
	return d
}
