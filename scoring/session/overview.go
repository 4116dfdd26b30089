package session

import (
	"fenji/scoring/report"
	"slices"
	"strconv"

	"fenji/scoring/intake"
	"fenji/scoring/protocol"
	"fenji/scoring/report/tally"
)

func init() { answer(protocol.OpOverview, (*Session).Overview) }

// Overview gives the figures and charts of what is graded. They are kept until something else is.
func (s *Session) Overview(m protocol.OverviewWish) (*protocol.Overview, error) {
	if s.graded == nil {
		return nil, errNothingGraded
	}
	out := &protocol.Overview{Data: *s.report()}
	if m.Least > 0 {
		out.Data = tally.Discreet(&out.Data, m.Least)
	}
	out.Sides = slices.Clone(out.Sides)
	for i := range out.Sides {
		s.veil(&out.Sides[i])
	}
	return out, nil
}

// report is the report of what is graded.
func (s *Session) report() *report.Data {
	return s.graded.report.of(func() *report.Data {
		return tally.Of(tally.Source{View: s.view, Records: s.records, Mapping: s.mapping})
	})
}

// veil masks persons among what a column tells apart, such as doctors. A masked name leads nowhere.
func (s *Session) veil(side *report.Side) {
	col := s.mapping.Column(intake.Role(side.Role))
	side.Items = slices.Clone(side.Items)
	for i := range side.Items {
		item := &side.Items[i]
		if seen := s.screen(col, item.Label); seen != item.Label {
			item.Label, item.Filters = seen+" "+strconv.Itoa(i+1), nil
		}
	}
}
