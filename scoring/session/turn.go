package session

import (
	"slices"
	"sort"
	"strings"

	"fenji/scoring"
	"fenji/scoring/decimal"
	"fenji/scoring/doctor"
	"fenji/scoring/draft"
	"fenji/scoring/jsontext"
	"fenji/scoring/profile"
	"fenji/scoring/protocol"
	"fenji/scoring/rules"
)

// turns are the ways in which a draft changes as a whole, by verb. "" leaves it as it is, to learn whether it is fit.
var turns = map[string]func(s *Session, m *protocol.Turn) error{
	"":        func(*Session, *protocol.Turn) error { return nil },
	"low":     func(_ *Session, m *protocol.Turn) error { return typeEnd(m, true) },
	"high":    func(_ *Session, m *protocol.Turn) error { return typeEnd(m, false) },
	"step":    (*Session).nudge,
	"from":    func(_ *Session, m *protocol.Turn) error { return typeScore(m, true) },
	"to":      func(_ *Session, m *protocol.Turn) error { return typeScore(m, false) },
	"floor":   (*Session).nudgeScore,
	"add":     addStep,
	"drop":    dropStep,
	"paste":   paste,
	"method":  (*Session).turnMethod,
	"suggest": (*Session).suggest,
	"wish":    wish,
	"freeze":  (*Session).freeze,
	"remedy":  (*Session).remedy,
}

// TurnRules changes a draft, and says whether it is fit now. A draft that cannot be changed comes back as it was.
func (s *Session) TurnRules(m protocol.Turn) (*protocol.Turned, error) {
	was := m.Draft
	for i := range m.Draft.Metrics {
		m.Draft.Metrics[i].Steps = slices.Clone(m.Draft.Metrics[i].Steps)
	}
	m.Draft.Bands = slices.Clone(m.Draft.Bands)
	turn := turns[m.Verb]
	if turn == nil || m.Metric < 0 || m.Metric > 2 {
		return nil, jsontext.Wrong("", "unknown")
	}
	out := &protocol.Turned{}
	if err := turn(s, &m); err != nil {
		m.Draft, out.Faults = was, faultsOf(err)
	}
	out.Draft = m.Draft
	_, out.Fit = fit(&m.Draft)
	return out, nil
}

// metricOf is the metric that a turn is about, with its unit.
func metricOf(m *protocol.Turn) (*protocol.DraftMetric, decimal.Unit) {
	return &m.Draft.Metrics[m.Metric], decimal.UnitOf(m.Draft.Unit)
}

func stepsField(m *protocol.Turn) string {
	return "metrics." + profile.Metric(m.Metric).String() + ".steps"
}

// rowOf is the row that a turn is about.
func rowOf(m *protocol.Turn) (*protocol.DraftStep, error) {
	d, _ := metricOf(m)
	if m.Row < 0 || m.Row >= len(d.Steps) {
		return nil, jsontext.Wrong(stepsField(m), "there are none")
	}
	return &d.Steps[m.Row], nil
}

// typeEnd takes what was typed as an end of a row. A text that names a range, such as "501–1000元" or "≥3000", gives the row
// both ends of it. A row that touched the upper end goes on touching it.
func typeEnd(m *protocol.Turn, low bool) error {
	row, err := rowOf(m)
	if err != nil {
		return err
	}
	d, unit := metricOf(m)
	text := strings.TrimSpace(m.Text)
	r, ok := draft.ParseRange(text, unit)
	switch {
	case text == "" && low:
		row.Low, row.LowOpen = "", false
	case text == "":
		row.High, row.HighOpen = "", false
	case !ok:
		return jsontext.Wrong(stepsField(m), "%q is no range", jsontext.Clip(text, 40))
	case r.Low == nil || r.High == nil || r.Low.Cmp(*r.High) != 0 || r.LowOpen || r.HighOpen:
		setRange(row, r)
	case low:
		row.Low, row.LowOpen = written(r.Low), false
	default:
		setHigh(d, m.Row, *r.High, row.HighOpen && row.High != "")
	}
	return nil
}

func setRange(row *protocol.DraftStep, r draft.Range) {
	row.Low, row.High, row.LowOpen, row.HighOpen = written(r.Low), written(r.High), r.LowOpen, r.HighOpen
}

// setHigh moves the upper end of a row, and with it the lower end of the row that touches it.
func setHigh(d *protocol.DraftMetric, at int, high decimal.Decimal, open bool) {
	row := &d.Steps[at]
	was, err := decimal.Parse(row.High)
	for i := range d.Steps {
		next := &d.Steps[i]
		low, err2 := decimal.Parse(next.Low)
		if i == at || err != nil || err2 != nil {
			continue
		}
		switch {
		case low.Cmp(was) == 0 && next.LowOpen != row.HighOpen:
			next.Low, next.LowOpen = high.String(), !open
		case !next.LowOpen && !row.HighOpen && !open && apart(was, low):
			next.Low = after(high).String()
		}
	}
	if row.High == "" && at+1 < len(d.Steps) && d.Steps[at+1].Low == "" {
		d.Steps[at+1].Low, d.Steps[at+1].LowOpen = high.String(), !open
	}
	row.High, row.HighOpen = high.String(), open
}

// apart tells that b is one unit of the last digit of both above a.
func apart(a, b decimal.Decimal) bool {
	exp := max(a.Exp, b.Exp)
	x, ok1 := a.Rescale(exp)
	y, ok2 := b.Rescale(exp)
	return ok1 && ok2 && y.Coef-x.Coef == 1
}

// after is one unit of the last digit above d.
func after(d decimal.Decimal) decimal.Decimal { return decimal.Decimal{Coef: d.Coef + 1, Exp: d.Exp} }

// nudge moves the upper end of a row to the next value that a customer has, upwards or downwards, as long as the row above
// it keeps one.
func (s *Session) nudge(m *protocol.Turn) error {
	row, err := rowOf(m)
	if err != nil || s.graded == nil || row.High == "" {
		return err
	}
	d, unit := metricOf(m)
	draftNow, err := typed(&m.Draft)
	if err != nil {
		return err
	}
	metric := profile.Metric(m.Metric)
	now := exactly(*draftNow.Ranges[metric][m.Row].High, metric, unit)
	best, found := int64(0), false
	for i := range s.view.Result.Customers {
		v := valueIn(&s.view.Result.Customers[i], metric)
		if up := m.N > 0; up == (v > now) && v != now && (!found || up == (v < best)) {
			best, found = v, true
		}
	}
	if !found {
		return nil
	}
	for i, x := range draftNow.Ranges[metric] { // between the ends of the rows beside it
		if i == m.Row || x.High == nil {
			continue
		}
		if end := exactly(*x.High, metric, unit); end > now && best >= end || end < now && best <= end {
			return nil
		}
	}
	setHigh(d, m.Row, plainly(best, metric, unit), row.HighOpen)
	return nil
}

func valueIn(c *scoring.Customer, m profile.Metric) int64 {
	switch m {
	case profile.Recency:
		return int64(c.R)
	case profile.Frequency:
		return int64(c.F)
	}
	return int64(c.M)
}

// exactly is a figure in the whole numbers that a metric is counted in, plainly the way back.
func exactly(d decimal.Decimal, m profile.Metric, unit decimal.Unit) int64 {
	if m == profile.Monetary {
		money, _ := decimal.MoneyOf(d, unit)
		return int64(money)
	}
	whole, _ := d.Rescale(0)
	return whole.Coef
}

func plainly(v int64, m profile.Metric, unit decimal.Unit) decimal.Decimal {
	if m == profile.Monetary {
		return decimal.Money(v).In(unit)
	}
	return decimal.Int(v)
}

// addStep adds a row above the last one, from twice its lower end on.
func addStep(_ *Session, m *protocol.Turn) error {
	d, _ := metricOf(m)
	if len(d.Steps) == 0 {
		d.Steps = []protocol.DraftStep{{Points: "1"}}
		return nil
	}
	last := &d.Steps[len(d.Steps)-1]
	high := decimal.Int(1)
	if low, err := decimal.Parse(last.Low); err == nil && low.Coef > 0 && low.Coef < 1e15 {
		high = decimal.Decimal{Coef: 2 * low.Coef, Exp: low.Exp}.Trim()
	}
	next := protocol.DraftStep{Low: high.String(), LowOpen: true, Points: last.Points}
	if m.Metric != int(profile.Monetary) {
		next.Low, next.LowOpen = after(high).String(), false
	}
	if p, err := decimal.Parse(last.Points); err == nil && m.Metric != int(profile.Recency) {
		next.Points = decimal.Decimal{Coef: p.Coef + int64(decimal.Pow10(p.Exp)), Exp: p.Exp}.String()
	}
	last.High, last.HighOpen = high.String(), false
	d.Steps = append(d.Steps, next)
	return nil
}

// dropStep takes a row away; the one above it takes its values.
func dropStep(_ *Session, m *protocol.Turn) error {
	row, err := rowOf(m)
	if err != nil {
		return err
	}
	d, _ := metricOf(m)
	switch {
	case m.Row+1 < len(d.Steps):
		d.Steps[m.Row+1].Low, d.Steps[m.Row+1].LowOpen = row.Low, row.LowOpen
	case m.Row > 0:
		d.Steps[m.Row-1].High, d.Steps[m.Row-1].HighOpen = row.High, row.HighOpen
	}
	d.Steps = slices.Delete(d.Steps, m.Row, m.Row+1)
	return nil
}

// mostPasted is how many ranges are pasted at once.
const mostPasted = 32

// paste makes the rows of a metric anew, of ranges as clinics write them, a line each. The best values earn the most points.
func paste(_ *Session, m *protocol.Turn) error {
	d, unit := metricOf(m)
	var rows []protocol.DraftStep
	var ranges []draft.Range
	for _, text := range strings.FieldsFunc(m.Text, func(c rune) bool { return c == '\n' || c == '\r' || c == '\t' || c == '；' || c == ';' }) {
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		r, ok := draft.ParseRange(text, unit)
		if !ok {
			return jsontext.Wrong(stepsField(m), "%q is no range", jsontext.Clip(text, 40))
		}
		row := protocol.DraftStep{}
		setRange(&row, r)
		rows, ranges = append(rows, row), append(ranges, r)
	}
	if len(rows) == 0 || len(rows) > mostPasted {
		return jsontext.Wrong(stepsField(m), "expected %d to %d entries, got %d", 1, mostPasted, len(rows))
	}
	order := make([]int, len(rows))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return below(ranges[order[i]], ranges[order[j]]) < 0 })
	d.Method, d.Steps = profile.Cuts.String(), nil
	for place, i := range order {
		points := place + 1
		if m.Metric == int(profile.Recency) {
			points = len(order) - place
		}
		rows[i].Points = decimal.Int(int64(points)).String()
		d.Steps = append(d.Steps, rows[i])
	}
	return nil
}

// below compares ranges by their lower ends, those without one first, and then by their upper ends.
func below(a, b draft.Range) int {
	switch {
	case a.Low == nil && b.Low == nil:
		return 0
	case a.Low == nil:
		return -1
	case b.Low == nil:
		return 1
	}
	return a.Low.Cmp(*b.Low)
}

// steps is how many steps are made where none are known.
const customarySteps = 5

// turnMethod chooses how a metric becomes points, with what the method needs.
func (s *Session) turnMethod(m *protocol.Turn) error {
	d, _ := metricOf(m)
	d.Method = m.Text
	switch {
	case m.Text == profile.Cuts.String() && len(d.Steps) == 0:
		for n := customarySteps; n > 1; n-- {
			m.N = n
			if s.suggest(m) == nil {
				return nil
			}
		}
		d.Steps = []protocol.DraftStep{{Points: "1"}}
	case m.Text == profile.Rank.String() && d.Parts == "" && len(d.Shares) == 0:
		d.Parts, d.Tie = "5", profile.Worst.String()
	}
	return nil
}

// suggest makes the rows of a metric of the customers' own values, N of them, about as many customers in each.
func (s *Session) suggest(m *protocol.Turn) error {
	if s.graded == nil {
		return errNothingGraded
	}
	d, unit := metricOf(m)
	cuts, err := rules.Suggest(s.view.Result.Customers, profile.Metric(m.Metric), m.N, unit)
	if err != nil {
		return err
	}
	d.Method, d.Steps = profile.Cuts.String(), nil
	low, open := "", false
	for i := range m.N {
		row := protocol.DraftStep{Low: low, LowOpen: open, Points: decimal.Int(int64(i + 1)).String()}
		if m.Metric == int(profile.Recency) {
			row.Points = decimal.Int(int64(m.N - i)).String()
		}
		if i < len(cuts) {
			row.High = cuts[i].String()
			low, open = row.High, true
			if m.Metric != int(profile.Monetary) {
				low, open = after(cuts[i]).String(), false
			}
		}
		d.Steps = append(d.Steps, row)
	}
	return nil
}

// freeze turns ranks of today into cuts.
func (s *Session) freeze(m *protocol.Turn) error {
	if s.graded == nil {
		return errNothingGraded
	}
	p, err := rules.Freeze(s.view.Result, strings.Join(s.names, " + "))
	if err != nil {
		return err
	}
	m.Draft = draftMessage(p)
	return nil
}

// remedy does what a finding offers; Text is its code, N its number.
func (s *Session) remedy(m *protocol.Turn) error {
	d, err := typed(&m.Draft)
	if err != nil {
		return err
	}
	list := doctor.Examine(d, s.evidence(d))
	if m.N < 0 || m.N >= len(list) || list[m.N].Code != m.Text || list[m.N].Remedy == nil {
		return jsontext.Wrong("", "unknown")
	}
	mended := messageOf(list[m.N].Remedy)
	for i := range mended.Metrics { // what waits for another method to come back
		if mended.Metrics[i].Method != profile.Cuts.String() {
			mended.Metrics[i].Steps = m.Draft.Metrics[i].Steps
		}
	}
	m.Draft = mended
	return nil
}
