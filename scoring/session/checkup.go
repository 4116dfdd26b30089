package session

import (
	"errors"
	"slices"
	"sort"
	"strconv"
	"strings"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/doctor"
	"fenji/scoring/draft"
	"fenji/scoring/profile"
	"fenji/scoring/protocol"
	"fenji/scoring/rules"
	"fenji/scoring/words"
)

func init() {
	answer(protocol.OpRules, (*Session).Rules)
	fields["doctor"] = examined
}

// Rules tells what is to be known about a draft, and what the rules in force changed against the saved ones.
func (s *Session) Rules(m protocol.RulesWish) (*protocol.Checkup, error) {
	if s.graded == nil {
		return nil, errNothingGraded
	}
	now := s.view.Result.Profile
	out := &protocol.Checkup{}
	if m.None {
		m.Draft = draftMessage(now)
		out.Draft = m.Draft
	}
	d, err := typed(&m.Draft)
	if err != nil {
		out.Fit.Faults = faultsOf(err)
	} else {
		_, out.Fit = fit(&m.Draft)
		data := s.evidence(d)
		for _, f := range doctor.Examine(d, data) {
			out.Findings = append(out.Findings, s.finding(f, data != nil))
		}
	}
	for _, w := range doctor.Ways(now) {
		out.Ways = append(out.Ways, wayMessage(w))
	}
	out.Spreads = s.spread3()
	out.Scores, out.Floors = s.spreadOfScores()
	if m.Against == "" {
		return out, nil
	}
	saved, err := s.rivalOf(m.Against)
	if err != nil {
		return nil, err
	}
	for i := range out.Spreads {
		for _, c := range savedCuts(saved, profile.Metric(i), now.Unit) {
			out.Spreads[i].Saved = append(out.Spreads[i].Saved, c.String())
		}
	}
	out.Scores.Saved = floorsOf(saved.Profile)
	cross, err := rules.Compare(saved, s.view.Result)
	if err != nil {
		return nil, err
	}
	out.Moved = crossMessage(cross)
	return out, nil
}

// evidence is what a draft is held against: the customers and, where they were graded by what the draft says, their grades.
func (s *Session) evidence(d *draft.Draft) *doctor.Data {
	if s.graded == nil {
		return nil
	}
	now := s.view.Result
	p, err := d.Parsed()
	switch {
	case err == nil && p.Hash() == now.Profile.Hash():
		return &doctor.Data{Result: now, First: s.firstDay()}
	case d.Window == now.Profile.Window:
		return &doctor.Data{Customers: now.Customers, First: civil.NoDay}
	}
	return nil // customers are counted otherwise under that window
}

// firstDay is the earliest day of the records; NoDay when none is known.
func (s *Session) firstDay() civil.Day {
	return s.earliest.of(func() civil.Day {
		first := civil.NoDay
		for _, day := range s.records.Day {
			if day != civil.NoDay && (first == civil.NoDay || day < first) {
				first = day
			}
		}
		return first
	})
}

func (s *Session) finding(f doctor.Finding, measured bool) protocol.Finding {
	out := protocol.Finding{Code: f.Code, Field: f.Field, Args: f.Args, Note: f.Note, Total: f.Total,
		Measured: measured && f.Of != nil,
		Say:      protocol.Text{Zh: f.Say(words.Languages[0]), En: f.Say(words.Languages[1])},
		Fix:      protocol.Text{Zh: f.Fix(words.Languages[0]), En: f.Fix(words.Languages[1])}}
	offered := s.offered()
	for _, i := range f.Rows {
		out.Rows = append(out.Rows, s.row(i, offered))
	}
	switch {
	case f.Total == 0:
	case f.Of != nil:
		out.Who = []string{f.Code, f.Of.Metric.String(), strconv.FormatInt(f.Of.Lo, 10), strconv.FormatInt(f.Of.Hi, 10)}
	case f.Code == doctor.Fragile:
		out.Who = []string{f.Code}
	}
	return out
}

// examined is the filter of those whom a finding is about: its code and, where it is about values of a metric, this metric
// and the least and the greatest of them, in whole numbers.
func examined(s *Session, _ string, f protocol.Filter) (func(i int) bool, error) {
	if len(f.Values) == 1 {
		return doctor.About(s.view.Result, f.Values[0], nil), nil
	}
	if len(f.Values) != 4 {
		return nil, errors.New("session: no finding")
	}
	m := strings.Index("RFM", f.Values[1])
	lo, err := strconv.ParseInt(f.Values[2], 10, 64)
	hi, err2 := strconv.ParseInt(f.Values[3], 10, 64)
	if m < 0 || len(f.Values[1]) != 1 || err != nil || err2 != nil {
		return nil, errors.New("session: no values of a finding")
	}
	return doctor.About(s.view.Result, f.Values[0], &doctor.Values{Metric: profile.Metric(m), Lo: lo, Hi: hi}), nil
}

func wayMessage(w doctor.Way) protocol.Way {
	out := protocol.Way{Grade: w.Grade, Score: w.Score.String()}
	for i := range w.Points {
		out.Points[i], out.Values[i] = w.Points[i].String(), written(w.Values[i])
	}
	return out
}

func crossMessage(c *rules.Comparison) protocol.Cross {
	out := protocol.Cross{From: c.From, To: c.To, Agree: c.Agree, Both: c.Both, Kappa: c.Kappa.Value, Known: c.Kappa.Known}
	for i := range c.Counts {
		for j, n := range c.Counts[i] {
			out.Counts = append(out.Counts, n)
			out.Money = append(out.Money, c.Money[i][j].String())
			if c.From[i] != c.To[j] {
				out.Differ += n
			}
		}
	}
	return out
}

// savedCuts are the ends between the steps of rules, in another unit if need be.
func savedCuts(r *scoring.Result, m profile.Metric, unit decimal.Unit) (list []decimal.Decimal) {
	rule := r.Profile.Metrics[m]
	in := func(d decimal.Decimal) decimal.Decimal {
		if m == profile.Monetary && unit != r.Profile.Unit {
			if money, ok := decimal.MoneyOf(d, r.Profile.Unit); ok {
				return money.In(unit)
			}
		}
		return d
	}
	for _, s := range rule.Steps {
		if rule.Method == profile.Cuts && !s.Last {
			list = append(list, in(s.To))
		}
	}
	if rule.Method != profile.Cuts {
		for _, c := range r.Cuts.Cuts[m] {
			list = append(list, in(c.Value))
		}
	}
	return list
}

// Ends of bars that people know: of days, of visits, and, times powers of ten, of money.
var (
	friendlyDays = []int64{0, 1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 150, 180, 240, 300, 365, 450, 540, 730, 1095, 1460,
		1825, 2555, 3650}
	friendlyVisits = []int64{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 150, 200, 300, 500, 1000,
		2000, 5000, 10_000}
	friendlyMoney = []int64{10, 15, 20, 30, 50, 70}
)

// edges are the ends of bars between two values of a metric.
func edges(m profile.Metric, unit decimal.Unit, low, high int64) (list []int64) {
	all := friendlyDays
	switch m {
	case profile.Frequency:
		all = friendlyVisits
	case profile.Monetary:
		all = []int64{0}
		one := exactly(decimal.Int(1), m, unit)
		for power := one / 10; power < profile.MaxMoney/1000; power *= 10 {
			for _, n := range friendlyMoney {
				all = append(all, n*power)
			}
		}
	}
	for i, v := range all {
		if i+1 < len(all) && all[i+1] < low {
			continue
		}
		if list = append(list, v); v >= high {
			break
		}
	}
	return list
}

// spread3 shows how the customers lie in each metric.
func (s *Session) spread3() [3]protocol.Spread {
	return s.graded.spreads.of(func() (out [3]protocol.Spread) {
		for m := range out {
			out[m] = s.spreadOf(profile.Metric(m))
		}
		return out
	})
}

func (s *Session) spreadOf(m profile.Metric) (out protocol.Spread) {
	r := s.view.Result
	unit := r.Profile.Unit
	out.Steps = make([]int, max(1, len(r.Levels(m))))
	low, high, any := int64(0), int64(0), false
	for i := range r.Customers {
		if !placed(r, i) {
			continue
		}
		v := valueIn(&r.Customers[i], m)
		if !any || v < low {
			low = v
		}
		if !any || v > high {
			high = v
		}
		any = true
		if step := int(r.Graded[i].Step[m]); step < len(out.Steps) {
			out.Steps[step]++
		}
	}
	if !any {
		return out
	}
	out.Lowest, out.Most = plainly(low, m, unit).String(), plainly(high, m, unit).String()
	least, top := low, high
	bounds := boundsOf(r, m)
	for _, v := range bounds {
		least, top = min(least, max(0, v)), max(top, v)
	}
	ends := edges(m, unit, least, top)
	if len(ends) < 2 {
		ends = append(ends, ends[0]+1)
	}
	if low < ends[0] || low == ends[0] && slices.Contains(bounds, low) { // a bar for what lies at the end or below it
		ends = slices.Insert(ends, 0, min(low-1, -ends[1]))
		out.Cuts = append(out.Cuts, plainly(ends[0], m, unit).String())
	}
	for _, v := range bounds { // no bar holds customers of two steps
		if at, known := slices.BinarySearch(ends, v); !known && at > 0 && at < len(ends) {
			ends = slices.Insert(ends, at, v)
			out.Cuts = append(out.Cuts, plainly(v, m, unit).String())
		}
	}
	out.Bars = make([]int, len(ends)-1)
	for i := range r.Customers {
		if placed(r, i) {
			v := valueIn(&r.Customers[i], m)
			at := sort.Search(len(ends), func(k int) bool { return ends[k] >= v })
			out.Bars[min(max(0, at-1), len(out.Bars)-1)]++
		}
	}
	for _, v := range ends {
		out.Edges = append(out.Edges, plainly(v, m, unit).String())
	}
	return out
}

// boundsOf are the greatest values of the steps of a result, but for the last, in whole numbers: of ranks and means those that
// the customers gave.
func boundsOf(r *scoring.Result, m profile.Metric) (list []int64) {
	if e, err := profile.Check(r.Profile); err == nil && e.Gauges[m].Bounds != nil {
		return e.Gauges[m].Bounds
	}
	for _, c := range r.Cuts.Cuts[m] {
		v := exactly(c.Value, m, r.Profile.Unit)
		if before := c.Open == (m == profile.Recency); before { // the cut itself belongs to the next step
			v--
		}
		list = append(list, v)
	}
	return list
}

// placed tells whether a customer has points.
func placed(r *scoring.Result, i int) bool {
	return slices.Contains([]scoring.Reason{scoring.None, scoring.BelowBands}, r.Graded[i].Reason)
}

// mostBars is how many bars show how scores lie.
const mostBars = 50

// spreadOfScores shows how the customers' scores lie, and where the grades begin: a bar is a score or several next to each
// other, from its lower edge up to but not including the next, and no bar holds two grades.
func (s *Session) spreadOfScores() (out protocol.Spread, floors []string) {
	r := s.view.Result
	e, err := profile.Check(r.Profile)
	if err != nil {
		return out, nil
	}
	low, high, any := int64(0), int64(0), false
	for i := range r.Graded {
		if !placed(r, i) {
			continue
		}
		v := r.Graded[i].Score
		if !any {
			low, high = v, v
		}
		low, high, any = min(low, v), max(high, v), true
	}
	if !any {
		return out, nil
	}
	out.Lowest, out.Most = e.Printed(low).String(), e.Printed(high).String()
	ends := scoreEdges(low, high)
	for _, f := range e.Floors {
		floors = append(floors, e.Printed(f).Trim().String())
		if at, known := slices.BinarySearch(ends, f); !known && at > 0 && at < len(ends) {
			ends = slices.Insert(ends, at, f)
			out.Cuts = append(out.Cuts, e.Printed(f).Trim().String())
		}
	}
	out.Bars = make([]int, len(ends)-1)
	for i := range r.Graded {
		if placed(r, i) {
			at := sort.Search(len(ends), func(k int) bool { return ends[k] > r.Graded[i].Score })
			out.Bars[at-1]++
		}
	}
	for _, v := range ends {
		out.Edges = append(out.Edges, e.Printed(v).Trim().String())
	}
	return out, floors
}

// scoreEdges are round numbers from the least score on until beyond the greatest.
func scoreEdges(low, high int64) (list []int64) {
	step := int64(1)
	for k := 0; (high-low)/step >= mostBars && step < 1<<60; k++ { // 1, 2, 5, 10, …
		if k%3 == 1 {
			step = step / 2 * 5
		} else {
			step *= 2
		}
	}
	first := low / step * step
	if first > low {
		first -= step
	}
	for v := first; ; v += step {
		if list = append(list, v); v > high {
			return list
		}
	}
}

// floorsOf are the scores from which on the grades of rules hold.
func floorsOf(p *profile.Profile) (list []string) {
	e, err := profile.Check(p)
	if err != nil {
		return nil
	}
	for _, f := range e.Floors {
		list = append(list, e.Printed(f).Trim().String())
	}
	return list
}
