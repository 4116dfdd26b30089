package session

import (
	"errors"
	"math/bits"
	"strings"

	"fenji/scoring/decimal"
	"fenji/scoring/protocol"
	"fenji/scoring/rfm"
	"fenji/scoring/view"
)

// marks is a set of customers, a bit for each.
type marks struct {
	bits []uint64
	n    int
}

// fit makes room for n customers. It forgets those of another number of customers.
func (m *marks) fit(n int) {
	if words := (n + 63) / 64; len(m.bits) != words {
		*m = marks{bits: make([]uint64, words)}
	}
}

func (m *marks) has(i int) bool { return i/64 < len(m.bits) && m.bits[i/64]>>(i%64)&1 == 1 }

func (m *marks) put(i int, on bool) {
	bit := uint64(1) << (i % 64)
	switch {
	case on && m.bits[i/64]&bit == 0:
		m.bits[i/64] |= bit
		m.n++
	case !on && m.bits[i/64]&bit != 0:
		m.bits[i/64] &^= bit
		m.n--
	}
}

// list gives the customers of the set in the order of their numbers.
func (m *marks) list() []uint32 {
	list := make([]uint32, 0, m.n)
	for k, word := range m.bits {
		for ; word != 0; word &= word - 1 {
			list = append(list, uint32(k*64+bits.TrailingZeros64(word)))
		}
	}
	return list
}

// Mark marks customers for what is done to several of them. Marks last as long as the numbers of the customers do.
func (s *Session) Mark(m protocol.Mark) (*protocol.Count, error) {
	if s.view == nil {
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
func (s *Session) Facet(m protocol.Ask) (*protocol.Facet, error) {
	if s.view == nil {
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
			s.spread(out, row.measure)
			return out, nil
		}
	}
	number, found := strings.CutPrefix(m.Field, "column.")
	if !found {
		return nil, errors.New("session: no facet " + m.Field)
	}
	col, err := s.column(number)
	if err != nil {
		return nil, err
	}
	var keep []string
	for _, f := range s.filters {
		if f.Field == m.Field {
			keep = f.Values
		}
	}
	facet := s.view.Facet(m.Field, col, m.Search, max(0, min(m.Top, maxSpan)), keep)
	out.Distinct = facet.Distinct
	for _, v := range facet.Values {
		if s.screen(col, v.Text) != v.Text {
			continue // a list of persons is not offered while they are masked
		}
		out.Values = append(out.Values, protocol.FacetValue{Value: v.Text, N: v.N})
	}
	return out, nil
}

func (s *Session) spread(out *protocol.Facet, m view.Measure) {
	spread := s.view.Spread(out.Field, m)
	if out.N = spread.N; out.N == 0 {
		return
	}
	out.Min, out.Median, out.Max = spread.Min.String(), spread.Median.String(), spread.Max.String()
	for _, b := range spread.Bars {
		out.Bars = append(out.Bars, protocol.FacetBar{From: b.From.String(), N: b.N})
	}
}

// standings tell where a customer stands among the others in R, F, M and score.
func (s *Session) standings(customer int) (out [4]protocol.Standing) {
	for i, row := range measures {
		out[i].Better, out[i].Of = s.view.Standing(customer, row.measure)
	}
	return out
}

// Past lists what a customer was counted from: its visits, and a span of the rows.
func (s *Session) Past(m protocol.Trace) (*protocol.Past, error) {
	if s.view == nil || m.Customer < 0 || m.Customer >= len(s.view.Result.Customers) {
		return nil, errNothingGraded
	}
	out := &protocol.Past{}
	most := decimal.Money(0)
	visits := rfm.Visits(s.records, m.Customer)
	for _, v := range visits {
		most = max(most, v.Amount, -v.Amount)
	}
	for _, v := range visits {
		out.Visits = append(out.Visits, protocol.Visit{Day: v.Day.String(),
			Amount: amount(v.Amount, s.view.Result.Profile.Unit), Share: view.Share(int64(v.Amount), int64(most)), Counted: v.Counted})
	}
	for _, c := range s.mapping.Columns {
		out.Headers = append(out.Headers, c.Header)
	}
	rows := rfm.Rows(s.records, m.Customer)
	from, to := clip(protocol.Span{From: m.From, N: m.N}, len(rows))
	out.From, out.Total = from, len(rows)
	for _, i := range rows[from:to] {
		out.Rows = append(out.Rows, s.source(int(s.records.Row[i])))
	}
	return out, nil
}

// source shows a row of the file as it stands.
func (s *Session) source(row int) protocol.Source {
	out := protocol.Source{}
	out.File, out.Sheet, out.Row = s.table.Origin(row)
	out.Row++
	for _, c := range s.mapping.Columns {
		out.Cells = append(out.Cells, s.shown(row, c.Index))
	}
	return out
}
