package session

import (
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/protocol"
	"fenji/scoring/sheet"
)

// Columns of numbers and dates that customers gain by what was joined are filtered by ranges. Days are counted as numbers.

// gauge is the figure of each customer in a column that is filtered by a range; nil for the other columns.
func (s *Session) gauge(col int) func(i int) (decimal.Decimal, bool) {
	if col < 0 || col >= len(s.mapping.Columns) || s.mapping.Columns[col].Why != intake.WhyJoined {
		return nil
	}
	kind := s.mapping.Columns[col].Kind
	if kind != "number" && kind != "date" {
		return nil
	}
	return func(i int) (decimal.Decimal, bool) {
		cell := s.table.Cell(int(s.view.Result.Customers[i].Row), col)
		switch {
		case cell.Kind == sheet.Empty:
			return decimal.Decimal{}, false
		case kind == "date":
			day, _ := cell.Date()
			return decimal.Int(int64(day)), cell.Kind == sheet.Date
		}
		d, err := decimal.Parse(s.table.Text(cell))
		return d, err == nil
	}
}

// gaugeEnd reads an end of a range of a column, nil for none.
func (s *Session) gaugeEnd(col int, text string) (*decimal.Decimal, error) {
	if text == "" || s.mapping.Columns[col].Kind != "date" {
		return end(text)
	}
	day, err := civil.Parse(text)
	d := decimal.Int(int64(day))
	return &d, err
}

// gauged tells how the figures of a column are spread.
func (s *Session) gauged(out *protocol.Facet, col int, of func(i int) (decimal.Decimal, bool)) {
	whole := true
	for i := range s.view.Result.Customers {
		d, known := of(i)
		whole = whole && (!known || d.Trim().Exp == 0)
	}
	s.spread(out, s.view.SpreadOf(out.Field, of, whole))
	if s.mapping.Columns[col].Kind != "date" || out.N == 0 {
		return
	}
	asDay := func(text *string) {
		if d, err := decimal.Parse(*text); err == nil {
			*text = civil.Day(d.Coef).String()
		}
	}
	for _, text := range [...]*string{&out.Min, &out.Median, &out.Max} {
		asDay(text)
	}
	for i := range out.Bars {
		asDay(&out.Bars[i].From)
	}
}
