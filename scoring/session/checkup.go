package session

import (
	"errors"
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

func init() { fields["doctor"] = examined }

func checkupOps() {
	take(protocol.OpRules, func(s *Session, m protocol.RulesWish, c *Call) (*protocol.Checkup, error) {
		return s.checkUp(m, c.more)
	})
}

// A checkup is what was found about a draft, and beside the saved rules, as far as it has come.
type checkup struct {
	draft    *draft.Draft
	unfit    error // why there is none
	measured bool
	findings []doctor.Finding
	cuts     [3][]string // of the saved rules
	floors   []string
	cross    *rules.Comparison
	err      error
	chore
}

// Rules tells what is to be known about a draft, and what the rules in force changed against the saved ones.
func (s *Session) Rules(m protocol.RulesWish) (*protocol.Checkup, error) { return s.checkUp(m, nil) }

func (s *Session) checkUp(m protocol.RulesWish, more func() bool) (*protocol.Checkup, error) {
	if s.graded == nil {
		return nil, errNothingGraded
	}
	now := s.view.Result.Profile
	out := &protocol.Checkup{}
	if m.None {
		m.Draft = draftMessage(now)
		out.Draft = m.Draft
	}
	c, err := s.graded.checkup.of(string(protocol.Encode(&m)), more, func() (*checkup, error) { return s.beginCheckup(&m), nil })
	if err != nil || !c.run(more) {
		return nil, ErrUnfinished
	}
	if c.err != nil {
		return nil, c.err
	}
	if c.unfit != nil {
		out.Fit.Faults = faultsOf(c.unfit)
	} else {
		_, out.Fit = fit(&m.Draft)
	}
	for _, f := range c.findings {
		out.Findings = append(out.Findings, s.finding(f, c.measured))
	}
	for _, w := range doctor.Ways(now) {
		out.Ways = append(out.Ways, wayMessage(w))
	}
	for i := range out.Spreads {
		out.Spreads[i] = s.lies(profile.Metric(i))
	}
	scores := s.scoresSpread()
	out.Scores, out.Floors = scores.Spread, scores.floors
	if m.Against == "" {
		return out, nil
	}
	for i := range out.Spreads {
		out.Spreads[i].Saved = c.cuts[i]
	}
	out.Scores.Saved = c.floors
	out.Moved = crossMessage(c.cross)
	return out, nil
}

// beginCheckup lays out what a checkup looks at.
func (s *Session) beginCheckup(m *protocol.RulesWish) *checkup {
	c := &checkup{}
	add := func(piece func()) {
		c.pieces = append(c.pieces, func() bool { piece(); return true })
	}
	if c.draft, c.unfit = typed(&m.Draft); c.unfit == nil {
		add(func() {
			data := s.evidence(c.draft)
			c.findings, c.measured = doctor.Examine(c.draft, data), data != nil
		})
	}
	for _, metric := range profile.Metrics {
		add(func() { s.lies(metric) })
	}
	add(func() { s.scoresSpread() })
	if m.Against != "" {
		against := m.Against
		add(func() { _, c.err = s.rivalOf(against) })
		add(func() {
			if c.err == nil {
				c.err = s.overSaved(c, against)
			}
		})
	}
	return c
}

// overSaved sets the rules in force beside the saved ones.
func (s *Session) overSaved(c *checkup, ref string) error {
	saved, err := s.rivalOf(ref)
	if err != nil {
		return err
	}
	now := s.view.Result
	for m := range c.cuts {
		for _, cut := range savedCuts(saved, profile.Metric(m), now.Profile.Unit) {
			c.cuts[m] = append(c.cuts[m], cut.String())
		}
	}
	c.floors = floorsOf(saved.Profile)
	c.cross, err = rules.Compare(saved, now)
	return err
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
