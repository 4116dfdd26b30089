package session

import (
	"errors"
	"slices"
	"strconv"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/protocol"
	"fenji/scoring/rfm"
	"fenji/scoring/segments"
	"fenji/scoring/view"
)

// outlook is what was worked out about the customers of a view beyond their grades; each part when it is first wanted.
type outlook struct {
	view   *view.View
	splits []*segments.Split // by scheme
	falls  *scoring.Falls
	soon   []uint32 // who falls within the last horizon, most money first
}

// ahead gives the outlook of the view.
func (s *Session) ahead() *outlook {
	if s.outlook.view != s.view {
		s.outlook = outlook{view: s.view, splits: make([]*segments.Split, len(segments.Schemes()))}
	}
	return &s.outlook
}

// split sorts the customers by a scheme; "" is the first one.
func (s *Session) split(id string) (*segments.Split, error) {
	for i := range segments.Schemes() {
		scheme := &segments.Schemes()[i]
		if scheme.ID != id && id != "" {
			continue
		}
		known := &s.ahead().splits[i]
		if *known == nil {
			*known = segments.Apart(s.view.Result, scheme)
		}
		return *known, nil
	}
	return nil, errors.New("session: no scheme " + id)
}

// Segments tells what a scheme makes of the customers.
func (s *Session) Segments(m protocol.SchemeWish) (*protocol.Segments, error) {
	if s.view == nil {
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
	if split.Scheme.By == segments.ByMean && split.All.Count > 0 {
		out.Means = decimals(split.Means)
	}
	for i, segment := range split.Segments {
		sum := split.Sums[i]
		row := protocol.Segment{ID: segment.ID, Name: protocol.Text(segment.Name), Meaning: protocol.Text(segment.Meaning),
			Action: protocol.Text(segment.Action), Count: sum.Count, Money: sum.Money.String(),
			CountShare: view.Share(int64(sum.Count), int64(split.All.Count)),
			MoneyShare: view.Share(int64(sum.Money), int64(split.All.Money))}
		row.Rule = segment.Rule(split.Scheme.By)
		if split.Scheme.By == segments.ByGrade {
			row.Cadence = protocol.Text(p.Bands[i].Cadence)
		}
		if sum.Count > 0 {
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

// fall works out when grades fall.
func (s *Session) fall() *scoring.Falls {
	o := s.ahead()
	if o.falls != nil {
		return o.falls
	}
	r := s.view.Result
	losses := rfm.Losses(s.records, r.Profile.Window)
	if s.atLatest() {
		losses = rfm.ReadyLosses(r.Customers, r.Profile.Window)
	}
	o.falls = r.Falls(losses)
	for i, after := range o.falls.After {
		if after > 0 && int(after) <= protocol.Horizons[2] {
			o.soon = append(o.soon, uint32(i))
		}
	}
	o.soon = s.view.Sorted(o.soon, []view.Key{{Column: view.MAmount, Desc: true}})
	return o.falls
}

// ofWindow tells whether the profile has a window and the file's figures were ready, so that their days are not known.
func (s *Session) ofWindow() bool {
	return s.view.Result.Profile.Window != (civil.Window{}) && s.records.Shape == intake.PerCustomer
}

// atLatest tells whether such figures are at least of the window, so that all of them leave it with the last visit.
func (s *Session) atLatest() bool {
	return s.ofWindow() && header.OfPeriod(s.mapping) && s.view.Result.Profile.Window.Days > 0
}

// falling is the filter of those who fall within some days; from the next day on when it does not say since when.
func falling(s *Session, _ string, f protocol.Filter) (func(i int) bool, error) {
	low, high := 1, protocol.Horizons[2]
	for _, end := range []struct {
		text string
		days *int
	}{{f.Low, &low}, {f.High, &high}} {
		if end.text == "" {
			continue
		}
		n, err := strconv.Atoi(end.text)
		if err != nil {
			return nil, errors.New("session: no number of days " + end.text)
		}
		*end.days = n
	}
	after := s.fall().After
	return func(i int) bool { return after[i] > 0 && int(after[i]) >= low && int(after[i]) <= high }, nil
}

// Falls lists those whose grade falls if no visit comes.
func (s *Session) Falls(m protocol.FallWish) (*protocol.Falls, error) {
	if s.view == nil {
		return nil, errNothingGraded
	}
	falls, r := s.fall(), s.view.Result
	out := &protocol.Falls{AsOf: r.AsOf.String(), Estimated: r.Estimated(),
		Latest: s.atLatest(), Held: s.ofWindow() && !s.atLatest()}
	var days [91]segments.Sum
	var rows []uint32
	money := decimal.Money(0)
	for _, i := range s.outlook.soon {
		after, m1 := int(falls.After[i]), r.Customers[i].M
		days[after].Count++
		days[after].Money += m1
		if after == m.On || m.On == 0 && after <= m.Within {
			rows = append(rows, i)
			money += m1
		}
	}
	s.tally(out, days[:])
	from, to := clip(protocol.Span{From: m.From, N: m.N}, len(rows))
	out.From, out.Total, out.Money = from, len(rows), money.String()
	for _, i := range rows[from:to] {
		out.Rows = append(out.Rows, protocol.Fall{Row: s.row(int(i)), After: int(falls.After[i]), To: s.bandOf(falls.Band[i]),
			Day: s.dayAfter(falls.After[i]).String()})
	}
	return out, nil
}

// tally counts the days, and what lies within each horizon.
func (s *Session) tally(out *protocol.Falls, days []segments.Sum) {
	sum, next := segments.Sum{}, 0
	for after, day := range days {
		if day.Count > 0 {
			out.Days = append(out.Days, protocol.FallDay{After: after, Day: s.dayAfter(int32(after)).String(), Count: day.Count,
				Money: day.Money.String()})
		}
		sum.Count += day.Count
		sum.Money += day.Money
		if after == protocol.Horizons[next] {
			out.Horizons = append(out.Horizons, protocol.Horizon{Days: after, Count: sum.Count, Money: sum.Money.String()})
			next++
		}
	}
}

// dayAfter is so many days after the analysis date, NoDay when there is none.
func (s *Session) dayAfter(days int32) civil.Day {
	if s.view.Result.AsOf == civil.NoDay {
		return civil.NoDay
	}
	return s.view.Result.AsOf + civil.Day(days)
}

func (s *Session) bandOf(band uint8) string {
	if band == scoring.Ungraded {
		return ""
	}
	return s.view.Result.Profile.Bands[band].Grade
}

// declines lists how the score of a customer goes down if no visit comes.
func (s *Session) declines(i int) (list []protocol.Decline) {
	r := s.view.Result
	losses := rfm.LossesOf(s.records, r.Profile.Window, i)
	if s.atLatest() {
		losses = rfm.ReadyLosses(r.Customers, r.Profile.Window)(i)
	}
	fallen := false
	for _, d := range r.Declines(i, losses) {
		grade := slices.IndexFunc(r.Profile.Bands, func(b scoring.Band) bool { return b.Grade == d.Grade })
		lower := grade < 0 || grade > int(r.Graded[i].Band)
		list = append(list, protocol.Decline{After: int(d.After), Day: s.dayAfter(d.After).String(), Value: decimals(d.Values),
			Score: d.Score.String(), Grade: d.Grade, Falls: lower && !fallen})
		fallen = fallen || lower
	}
	return list
}
