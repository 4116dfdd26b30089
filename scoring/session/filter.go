package session

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"fenji/scoring/decimal"
	"fenji/scoring/profile"
	"fenji/scoring/protocol"
	"fenji/scoring/view"
)

// A sieving makes the test of a filter, which is asked of every customer by number. rest is what follows the field's
// prefix.
type sieving func(s *Session, rest string, f protocol.Filter) (func(i int) bool, error)

// fields are what filters can be about, by name; one that ends in a dot is a prefix. Each file adds its own.
var fields = map[string]sieving{
	"R": within(view.Days), "F": within(view.Visits), "M": within(view.Money), "score": within(view.Points),
	"points.": scored, "last": since, "column.": holding, "latest.": holdingLast, "picked": picked, "spend.top": best,
}

// sieve turns a filter into a test of customers.
func (s *Session) sieve(f protocol.Filter) (view.Sieve, error) {
	name, rest := f.Field, ""
	sieving := fields[name]
	if dot := strings.IndexByte(name, '.') + 1; sieving == nil && dot > 0 {
		name, rest = name[:dot], name[dot:]
		sieving = fields[name]
	}
	if sieving == nil {
		return view.Sieve{}, errors.New("session: no filter " + f.Field)
	}
	pass, err := sieving(s, rest, f)
	return view.Sieve{Field: f.Field, Pass: pass}, err
}

// sift sets the view's sieves for the next arrangement.
func (s *Session) sift(filters []protocol.Filter) error {
	var sieves []view.Sieve
	for _, f := range filters {
		if f.Empty() {
			continue
		}
		sieve, err := s.sieve(f)
		if err != nil {
			return err
		}
		sieves = append(sieves, sieve)
	}
	s.view.Sift(sieves)
	s.filters = filters
	return nil
}

func within(m view.Measure) sieving {
	return func(s *Session, _ string, f protocol.Filter) (func(i int) bool, error) {
		low, err := end(f.Low)
		if err != nil {
			return nil, err
		}
		high, err := end(f.High)
		return s.view.Within(m, low, high), err
	}
}

// end reads an end of a range; nil is none.
func end(text string) (*decimal.Decimal, error) {
	if text == "" {
		return nil, nil
	}
	d, err := decimal.Parse(text)
	return &d, err
}

func scored(s *Session, rest string, f protocol.Filter) (func(i int) bool, error) {
	m := strings.Index("RFM", rest)
	if len(rest) != 1 || m < 0 {
		return nil, errors.New("session: no points of " + rest)
	}
	var points []decimal.Decimal
	for _, value := range f.Values {
		d, err := decimal.Parse(value)
		if err != nil {
			return nil, err
		}
		points = append(points, d)
	}
	return s.view.Scoring(profile.Metric(m), points), nil
}

func since(s *Session, _ string, f protocol.Filter) (func(i int) bool, error) {
	from, err := analysisDate(f.Low)
	if err != nil {
		return nil, err
	}
	to, err := analysisDate(f.High)
	return s.view.Since(from, to), err
}

func holding(s *Session, rest string, f protocol.Filter) (func(i int) bool, error) {
	col, err := s.column(rest)
	if of := s.gauge(col); err == nil && of != nil && len(f.Values) == 0 {
		low, err := s.gaugeEnd(col, f.Low)
		if err != nil {
			return nil, err
		}
		high, err := s.gaugeEnd(col, f.High)
		return view.Between(of, low, high), err
	}
	return s.view.Holding(col, f.Values), err
}

func holdingLast(s *Session, rest string, f protocol.Filter) (func(i int) bool, error) {
	col, err := s.column(rest)
	return s.view.HoldingLast(col, f.Values), err
}

// column reads the number of a column of the table.
func (s *Session) column(text string) (int, error) {
	col, err := strconv.Atoi(text)
	if err != nil || col < 0 || col >= s.table.Cols {
		return 0, errors.New("session: no column " + text)
	}
	return col, nil
}

func picked(s *Session, _ string, f protocol.Filter) (func(i int) bool, error) {
	if slices.Contains(f.Values, protocol.EveryMark) {
		return s.marks.has, nil
	}
	var set marks
	set.fit(len(s.view.Result.Customers))
	for _, value := range f.Values {
		i, err := strconv.Atoi(value)
		if err != nil || i < 0 || i >= len(s.view.Result.Customers) {
			return nil, errors.New("session: no customer " + value)
		}
		set.put(i, true)
	}
	return set.has, nil
}

func best(s *Session, _ string, f protocol.Filter) (func(i int) bool, error) {
	perMille, err := strconv.Atoi(f.High)
	return s.view.Best(perMille), err
}
