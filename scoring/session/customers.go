package session

import (
	"errors"
	"fenji/scoring/profile"
	"strings"

	"fenji/scoring"
	"fenji/scoring/decimal"
	"fenji/scoring/others"
	"fenji/scoring/protocol"
	"fenji/scoring/view"
)

func customersOps() {
	answer(protocol.OpView, (*Session).Arrange)
	answer(protocol.OpRows, (*Session).Rows)
	answer(protocol.OpMark, (*Session).Mark)
	answer(protocol.OpFacet, (*Session).Facet)
}

// Arrange sorts and filters the customers.
func (s *Session) Arrange(m protocol.View) (*protocol.Count, error) {
	if s.graded == nil {
		return nil, errNothingGraded
	}
	s.view.Added = s.sorting
	keys := make([]view.Key, len(m.Sort))
	for i, k := range m.Sort {
		keys[i] = view.Key{Column: k.Column, Desc: k.Desc}
	}
	if err := s.sift(m.Filters); err != nil {
		return nil, err
	}
	s.view.Arrange(keys, m.Grades, m.Search)
	return s.count(), nil
}

// Mark marks customers for what is done to several of them. Marks last as long as the numbers of the customers do.
func (s *Session) Mark(m protocol.Mark) (*protocol.Count, error) {
	if s.graded == nil {
		return nil, errNothingGraded
	}
	s.marks.fit(len(s.view.Result.Customers))
	switch {
	case m.All || m.N > 0:
		from, to := max(0, min(m.From, s.view.Len())), 0
		if to = min(s.view.Len(), from+max(0, m.N)); m.All {
			from, to = 0, s.view.Len()
		}
		for at := from; at < to; at++ {
			s.marks.put(s.view.At(at), m.On)
		}
	default:
		s.marks = marks{}
	}
	return s.count(), nil
}

func (s *Session) count() *protocol.Count {
	count := &protocol.Count{Rows: s.view.Len(), Money: s.view.Money().String(), Marked: s.marks.n}
	if s.marks.n > 0 {
		for _, i := range s.view.Order() {
			if s.marks.has(int(i)) {
				count.MarkedHere++
			}
		}
	}
	return count
}

// measures are the fields of figures.
var measures = []struct {
	field   string
	measure view.Measure
}{{"R", view.Days}, {"F", view.Visits}, {"M", view.Money}, {"score", view.Points}}

// Facet tells what a field holds under all filters but its own.
func (s *Session) Facet(m protocol.FacetOf) (*protocol.Facet, error) {
	if s.graded == nil {
		return nil, errNothingGraded
	}
	out := &protocol.Facet{Field: m.Field}
	if m.Field == protocol.FieldGrade {
		bands := s.view.Result.Profile.Bands
		for i, n := range s.view.GradeCounts() {
			value := protocol.FacetValue{N: n}
			if i < len(bands) {
				value.Value = bands[i].Grade
			}
			out.Values = append(out.Values, value)
		}
		return out, nil
	}
	for _, row := range measures {
		if row.field == m.Field {
			s.spread(out, s.view.Spread(m.Field, row.measure))
			return out, nil
		}
	}
	if strings.HasPrefix(m.Field, protocol.FieldAdded) {
		return out, s.addedFacet(out, m)
	}
	number, found := strings.CutPrefix(m.Field, "column.")
	if !found {
		return nil, errors.New("session: no facet " + m.Field)
	}
	col, err := s.column(number)
	if err != nil {
		return nil, err
	}
	if of := s.gauge(col); of != nil {
		s.gauged(out, col, of)
		return out, nil
	}
	facet := s.view.Facet(m.Field, col, m.Search, max(0, min(m.Top, maxSpan)), s.kept(m.Field))
	out.Distinct = facet.Distinct
	for _, v := range facet.Values {
		if s.screen(col, v.Text) != v.Text {
			continue // a list of persons is not offered while they are masked
		}
		out.Values = append(out.Values, protocol.FacetValue{Value: v.Text, N: v.N})
	}
	return out, nil
}

// kept are the values of a field that the list is filtered by.
func (s *Session) kept(field string) []string {
	for _, f := range s.filters {
		if f.Field == field {
			return f.Values
		}
	}
	return nil
}

func (s *Session) spread(out *protocol.Facet, spread view.Spread) {
	if out.N = spread.N; out.N == 0 {
		return
	}
	out.Min, out.Median, out.Max = spread.Min.String(), spread.Median.String(), spread.Max.String()
	for _, b := range spread.Bars {
		out.Bars = append(out.Bars, protocol.FacetBar{From: b.From.String(), N: b.N})
	}
}

// maxSpan bounds how many rows one call may ask for.
const maxSpan = 1000

// Rows gives a window of the arranged customers.
func (s *Session) Rows(m protocol.Span) (*protocol.Rows, error) {
	if s.graded == nil {
		return nil, errNothingGraded
	}
	from, to := clip(m, s.view.Len())
	out := &protocol.Rows{From: from, Total: s.view.Len(), Added: s.addedHeads()}
	offered := s.offered()
	for at := from; at < to; at++ {
		out.Rows = append(out.Rows, s.row(s.view.At(at), offered))
	}
	return out, nil
}

func clip(m protocol.Span, n int) (from, to int) {
	from = max(0, min(m.From, n))
	return from, min(n, from+max(0, min(m.N, maxSpan)))
}

func (s *Session) row(i int, offered []added) protocol.Row {
	r := s.view.Result
	c := &r.Customers[i]
	row := protocol.Row{Customer: i, ID: s.label(i), Last: c.Last.String(), Grade: r.Grade(i), Marked: s.marks.has(i)}
	if c.HasR {
		row.Value[profile.Recency] = decimal.Int(int64(c.R)).String()
	}
	row.Value[profile.Frequency] = decimal.Int(int64(c.F)).String()
	row.Value[profile.Monetary] = amount(c.M, r.Profile.Unit)
	if reason := r.Graded[i].Reason; reason != scoring.None {
		row.Reason = reason.String()
	} else {
		row.Score = r.Score(i).String()
		for _, m := range profile.Metrics {
			row.Points[m] = r.Points(i, m).String()
		}
	}
	for _, col := range s.view.Extras {
		row.Extras = append(row.Extras, s.other(i, col))
	}
	for k := range offered {
		row.Added = append(row.Added, s.addedText(&offered[k], i))
	}
	return row
}

// other is what a customer's other column says, as the screen may show it.
func (s *Session) other(i, col int) string {
	switch s.view.Others.Kind(col) {
	case others.Sum:
		sum, there := s.view.Others.Sum(i, col)
		switch {
		case !there:
			return ""
		case s.persons().Whole(col):
			return s.screen(col, sum.String())
		}
		return sum.String()
	case others.Set:
		text, _ := s.view.Others.Text(i, col, func(row int) string { return s.shown(row, col) })
		return text
	}
	return s.shown(int(s.view.Result.Customers[i].Row), col)
}

// amount writes money in the profile's unit, in yuan always with two places.
func amount(m decimal.Money, u decimal.Unit) string {
	if u == decimal.Yuan {
		return m.String()
	}
	return m.In(u).String()
}
