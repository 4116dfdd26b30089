package session

import (
	"fenji/scoring"
	"fenji/scoring/profile"
	"fenji/scoring/protocol"
	"fenji/scoring/rules"
)

func compareOps() { answer(protocol.OpCompare, (*Session).Compare) }

// Compare sets the grading beside that by other rules, on the same customers.
func (s *Session) Compare(m protocol.CompareWish) (*protocol.Compared, error) {
	if s.graded == nil {
		return nil, errNothingGraded
	}
	other, err := s.rivalOf(m.With)
	if err != nil {
		return nil, err
	}
	c, err := rules.Compare(s.view.Result, other)
	if err != nil {
		return nil, err
	}
	out := &protocol.Compared{Name: protocol.Text(other.Profile.Name), Cross: crossMessage(c)}
	for _, i := range c.Differ[:max(0, min(m.N, len(c.Differ)))] {
		out.Rows = append(out.Rows, s.differing(other, int(i)))
	}
	return out, nil
}

func (s *Session) differing(other *scoring.Result, i int) protocol.Differing {
	d := protocol.Differing{Row: s.row(i, s.offered()), Grade: other.Grade(i)}
	if reason := other.Graded[i].Reason; reason != scoring.None {
		d.Reason = reason.String()
	} else {
		d.Score = other.Score(i).String()
	}
	unit := s.view.Result.Profile.Unit
	for _, m := range profile.Metrics {
		if d.Reason == "" {
			d.Points[m] = other.Points(i, m).String()
		}
		if c := &other.Customers[i]; m != profile.Recency || c.HasR {
			d.Values[m] = plainly(valueIn(c, m), m, unit).String()
		}
	}
	return d
}
