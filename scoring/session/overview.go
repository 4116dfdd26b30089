package session

import (
	"fenji/scoring/report"
	"slices"
	"strconv"

	"fenji/scoring/intake"
	"fenji/scoring/protocol"
	"fenji/scoring/report/tally"
	"fenji/scoring/view"
)

func overviewOps() { answer(protocol.OpOverview, (*Session).Overview) }

// Overview gives the figures and charts of what is graded. Those of everybody are kept until something else is graded.
func (s *Session) Overview(m protocol.OverviewWish) (*protocol.Overview, error) {
	if s.graded == nil {
		return nil, errNothingGraded
	}
	out := &protocol.Overview{Data: *s.report()}
	var listed []uint32
	if m.Listed {
		list, err := s.listed(m.View)
		if err != nil {
			return nil, err
		}
		out.All, listed = out.Figures, list
		out.Data = *tally.Of(s.among(list))
	}
	if m.Before {
		s.before(m, listed, out)
	}
	if m.Least > 0 {
		out.Data = tally.Discreet(&out.Data, m.Least)
	}
	out.Sides = slices.Clone(out.Sides)
	for i := range out.Sides {
		s.veil(&out.Sides[i])
	}
	return out, nil
}

// listed are the customers whom a view shows, in the order of the file. The list that is shown stays as it is.
func (s *Session) listed(m protocol.View) ([]uint32, error) {
	v := view.New(s.view.Result, s.view.Table, s.view.Extras)
	v.Others = s.view.Others
	var sieves []view.Sieve
	for _, f := range m.Filters {
		if f.Empty() {
			continue
		}
		sieve, err := s.sieve(f)
		if err != nil {
			return nil, err
		}
		sieves = append(sieves, sieve)
	}
	v.Sift(sieves)
	v.Arrange(nil, m.Grades, m.Search)
	return v.Order(), nil
}

// among is what a report of some of the customers is made of.
func (s *Session) among(list []uint32) tally.Source {
	v := view.New(s.view.Result.Among(list), s.view.Table, s.view.Extras)
	v.Others = s.view.Others.Among(list)
	return tally.Source{View: v, Records: s.records.Among(list), Mapping: s.mapping}
}

// before puts the figures of an earlier day beside those of now, of the customers listed or, with nil, of all who were known
// then. Without a log of visits there are none.
func (s *Session) before(m protocol.OverviewWish, listed []uint32, out *protocol.Overview) {
	c, err := s.changed(m.Since)
	if err != nil || c == nil || c.log == nil {
		return
	}
	var known []uint32
	if listed == nil {
		for i := range c.before.Graded {
			if c.at(i) >= 0 {
				known = append(known, uint32(i))
			}
		}
	}
	for _, i := range listed {
		if c.at(int(i)) >= 0 {
			known = append(known, i)
		}
	}
	out.Day = c.day.String()
	out.Before = tally.Figures(view.New(c.among(known...), s.view.Table, nil))
}

// summary is the report of what is graded, as far as it is made.
type summary struct {
	data *report.Data
	chore
}

// summed begins the report.
func (s *Session) summed() *summary {
	return s.graded.report.of(func() *summary {
		data, steps := tally.InSteps(tally.Source{View: s.view, Records: s.records, Mapping: s.mapping})
		d := &summary{data: data}
		for _, step := range steps {
			d.pieces = append(d.pieces, func() bool {
				step()
				return true
			})
		}
		return d
	})
}

// report is the report of what is graded.
func (s *Session) report() *report.Data {
	d := s.summed()
	d.run(nil)
	return d.data
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
