package session

import (
	"errors"
	"fenji/scoring/figures"
	"slices"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/protocol"
	"fenji/scoring/segments"
)

func init() { fields["segment."] = segmented }

func segmentsOps() { answer(protocol.OpSegments, (*Session).Segments) }

// split sorts the customers by a scheme; "" is the first one. That of what persons do gives way to it where nothing is joined
// any more: whoever chose it keeps the choice over other files.
func (s *Session) split(id string) (*segments.Split, error) {
	j := s.joined
	if id == segments.Doing.ID && j == nil {
		id = ""
	}
	if id == segments.Doing.ID {
		return s.splits.of(id, func() *segments.Split {
			return segments.ByDoings(s.view.Result, s.paying(), func(i int) bool { return j.sums.Of[j.person(i)].Active() })
		}), nil
	}
	for i := range segments.Schemes() {
		scheme := &segments.Schemes()[i]
		if scheme.ID != id && id != "" {
			continue
		}
		return s.splits.of(scheme.ID, func() *segments.Split { return segments.Apart(s.view.Result, scheme) }), nil
	}
	return nil, errors.New("session: no scheme " + id)
}

// paying tells who paid: came once, or left money in the whole history. Who only got some back did neither.
func (s *Session) paying() func(i int) bool {
	spent, byVisit := s.spending(), s.records.Shape == intake.PerVisit
	return func(i int) bool {
		c := &s.view.Result.Customers[i]
		return c.F > 0 || byVisit && c.HasR || spent(i) > 0
	}
}

// Segments tells what a scheme makes of the customers.
func (s *Session) Segments(m protocol.SchemeWish) (*protocol.Segments, error) {
	if s.graded == nil {
		return nil, errNothingGraded
	}
	split, err := s.split(m.ID)
	if err != nil {
		return nil, err
	}
	p := s.view.Result.Profile
	out := &protocol.Segments{ID: split.Scheme.ID, Rule: protocol.Text(split.Scheme.Rule), Ranked: split.Ranked,
		Ungraded: len(split.Of) - split.All.Count}
	for _, scheme := range segments.Schemes() {
		out.Schemes = append(out.Schemes, protocol.Scheme{ID: scheme.ID, Name: protocol.Text(scheme.Name)})
	}
	if s.joined != nil {
		out.Schemes = append(out.Schemes, protocol.Scheme{ID: segments.Doing.ID, Name: protocol.Text(segments.Doing.Name)})
	}
	if split.Scheme.By == segments.ByMean && split.All.Count > 0 {
		out.Means = decimals(split.Means)
	}
	for i, segment := range split.Segments {
		sum := split.Sums[i]
		row := protocol.Segment{ID: segment.ID, Name: protocol.Text(segment.Name), Meaning: protocol.Text(segment.Meaning),
			Action: protocol.Text(segment.Action), Count: sum.Count, Money: sum.Money.String(),
			CountShare: figures.Share(int64(sum.Count), int64(split.All.Count)),
			MoneyShare: figures.Share(int64(sum.Money), int64(split.All.Money))}
		row.Rule = segment.Rule(split.Scheme.By)
		if split.Scheme.By == segments.ByGrade {
			row.Cadence = protocol.Text(p.Bands[i].Cadence)
		}
		if sum.Count > sum.Never {
			row.Means = decimals(sum.Means(p.Unit))
		}
		out.Segments = append(out.Segments, row)
	}
	return out, nil
}

func decimals(list [3]decimal.Decimal) (texts [3]string) {
	for i, d := range list {
		texts[i] = d.String()
	}
	return texts
}

// segmented is the filter of a scheme's segments; "" stands for the customers without one.
func segmented(s *Session, rest string, f protocol.Filter) (func(i int) bool, error) {
	split, err := s.split(rest)
	if err != nil || rest == "" {
		return nil, errors.New("session: no scheme " + rest)
	}
	if rest == segments.Doing.ID && split.Scheme.By != segments.ByDoing {
		return func(int) bool { return false }, nil // nothing is joined any more
	}
	var wanted [segments.None + 1]bool
	for _, id := range f.Values {
		at := slices.IndexFunc(split.Segments, func(x segments.Segment) bool { return x.ID == id })
		switch {
		case id == "":
			at = segments.None
		case at < 0 && split.Scheme.By == segments.ByGrade:
			continue // a grade of another profile
		case at < 0:
			return nil, errors.New("session: no segment " + id)
		}
		wanted[at] = true
	}
	return func(i int) bool { return wanted[split.Of[i]] }, nil
}
