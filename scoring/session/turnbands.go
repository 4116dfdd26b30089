package session

import (
	"strings"

	"fenji/scoring/compose"
	"fenji/scoring/decimal"
	"fenji/scoring/draft"
	"fenji/scoring/jsontext"
	"fenji/scoring/profile"
	"fenji/scoring/protocol"
)

// What turns of a draft do to its grades.

// bandOf is the grade that a turn is about.
func bandOf(m *protocol.Turn) (*protocol.DraftBand, error) {
	if m.Row < 0 || m.Row >= len(m.Draft.Bands) {
		return nil, jsontext.Wrong("bands", "there are none")
	}
	return &m.Draft.Bands[m.Row], nil
}

// typeScore takes what was typed as the least score of a grade, or as the greatest. A text that names a range, such as "3.1–4" or
// "超过6分", gives the grade both ends of it. A grade below that touched it goes on touching it.
func typeScore(m *protocol.Turn, least bool) error {
	band, err := bandOf(m)
	if err != nil {
		return err
	}
	text := strings.TrimSpace(m.Text)
	r, ok := draft.ParseRange(text, decimal.Yuan)
	field, missing := "to", r.High == nil
	if least {
		field, missing = "from", r.Low == nil && m.Row+1 < len(m.Draft.Bands)
	}
	switch {
	case text == "" && least:
		band.From, band.Open = "", false
	case text == "":
		band.To, band.ToOpen = "", false
	case !ok || missing:
		return jsontext.Wrong(compose.Text("bands[%d].%s", m.Row, field), "%q is no range", jsontext.Clip(text, 40))
	case r.Low == nil && !least:
		band.To, band.ToOpen = written(r.High), r.HighOpen
	case r.Low == nil || r.High == nil || r.Low.Cmp(*r.High) != 0:
		setScore(m, r)
		if r.High != nil {
			band.To, band.ToOpen = written(r.High), r.HighOpen
		}
	case least:
		setScore(m, draft.Range{Low: r.Low, LowOpen: band.Open && band.From != ""})
	default:
		band.To, band.ToOpen = written(r.High), r.HighOpen
	}
	return nil
}

// setScore moves the least score of a grade, and with it the typed end of the grade below that touches it.
func setScore(m *protocol.Turn, r draft.Range) {
	band := &m.Draft.Bands[m.Row]
	if m.Row+1 < len(m.Draft.Bands) {
		below := &m.Draft.Bands[m.Row+1]
		if end, err := decimal.Parse(below.To); err == nil && r.Low != nil && below.ToOpen != band.Open {
			if was, err := decimal.Parse(band.From); err == nil && was.Cmp(end) == 0 {
				below.To, below.ToOpen = written(r.Low), !r.LowOpen
			}
		}
	}
	band.From, band.Open = written(r.Low), r.LowOpen
}

// nudgeScore moves the least score of a grade to the next score that a customer has, upwards or downwards, as long as the
// grades beside it keep one.
func (s *Session) nudgeScore(m *protocol.Turn) error {
	band, err := bandOf(m)
	if err != nil || s.graded == nil || band.From == "" {
		return err
	}
	r := s.view.Result
	e, err := profile.Check(r.Profile)
	now, fault := decimal.Parse(band.From)
	if err != nil || fault != nil {
		return nil
	}
	var best decimal.Decimal
	found := false
	for i := range r.Graded {
		if !placed(r, i) {
			continue
		}
		v := e.Printed(r.Graded[i].Score)
		if c := v.Cmp(now); (c > 0) == (m.N > 0) && c != 0 && (!found || (v.Cmp(best) < 0) == (m.N > 0)) {
			best, found = v, true
		}
	}
	for i := range m.Draft.Bands {
		from, err := decimal.Parse(m.Draft.Bands[i].From)
		if err == nil && (i == m.Row-1 && best.Cmp(from) >= 0 || i == m.Row+1 && best.Cmp(from) <= 0) {
			return nil
		}
	}
	if found {
		best = best.Trim()
		setScore(m, draft.Range{Low: &best})
	}
	return nil
}
