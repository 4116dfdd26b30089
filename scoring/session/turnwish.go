package session

import (
	"slices"

	"fenji/scoring/decimal"
	"fenji/scoring/jsontext"
	"fenji/scoring/profile"
	"fenji/scoring/protocol"
)

// The shortest way to a set of rules: A is whoever spent so much within the window.

// wish makes A, or whatever the best grade is called, of those who spent at least Text within the window, and leaves the
// others where they are. Their points of money tell them apart from all others, however these come by theirs.
func wish(_ *Session, m *protocol.Turn) error {
	t := &typist{unit: decimal.UnitOf(m.Draft.Unit)}
	from := t.figure("metrics.M.steps", m.Text)
	if t.Err != nil || from.Coef <= 0 {
		return jsontext.Wrong("metrics.M.steps", "expected a number")
	}
	d := &m.Draft.Metrics[profile.Monetary]
	keep := slices.Clone(d.Steps)
	if d.Method != profile.Cuts.String() {
		keep = nil
	}
	d.Method, d.Steps = profile.Cuts.String(), nil
	for _, row := range keep { // what lies below
		low, err := decimal.Parse(row.Low)
		if row.Low != "" && (err != nil || low.Cmp(from) >= 0) {
			continue
		}
		if high, err := decimal.Parse(row.High); row.High == "" || err != nil || high.Cmp(from) >= 0 {
			row.High, row.HighOpen = from.String(), true
		}
		d.Steps = append(d.Steps, row)
	}
	if len(d.Steps) == 0 {
		d.Steps = []protocol.DraftStep{{High: from.String(), HighOpen: true, Points: "1"}}
	}
	d.Steps = append(d.Steps, protocol.DraftStep{Low: from.String(), Points: d.Steps[len(d.Steps)-1].Points})
	return lift(m)
}

// lift gives the last row of money so many points that it alone leads to the best grade.
func lift(m *protocol.Turn) error {
	d := &m.Draft.Metrics[profile.Monetary]
	if w, err := decimal.Parse(d.Weight); err != nil || w.Coef <= 0 {
		d.Weight = "1"
	}
	if len(m.Draft.Bands) < 2 {
		return jsontext.Wrong("bands", "expected %d to %d entries, got %d", 2, 6, len(m.Draft.Bands))
	}
	trial := m.Draft
	trial.Bands = []protocol.DraftBand{{Code: "A", From: "-1000000000", Name: protocol.Text{Zh: "A"}}}
	p, f := fit(&trial)
	if p == nil {
		return jsontext.Wrong(f.Faults[0].Field, f.Faults[0].Pattern)
	}
	return liftAbove(m, p)
}

// liftAbove is lift of a profile with one grade for all.
func liftAbove(m *protocol.Turn, p *profile.Profile) error {
	e, err := profile.Check(p)
	if err != nil {
		return err
	}
	most, least := int64(0), int64(0)
	for i := range e.Gauges {
		g := &e.Gauges[i]
		if g.Rule.Method == profile.Raw {
			return jsontext.Wrong("metrics."+g.Metric.String()+".method", "goes with limits or ranks only")
		}
		shares := g.Shares
		if g.Metric == profile.Monetary {
			shares = shares[:len(shares)-1]
		} else {
			least += slices.Min(shares)
		}
		most += slices.Max(shares)
	}
	weight, _ := e.Gauges[profile.Monetary].Rule.Weight.Rescale(e.Exp)
	points := max(0, most-least)/weight.Coef + 1
	d := &m.Draft.Metrics[profile.Monetary]
	d.Steps[len(d.Steps)-1].Points = decimal.Int(points).String()
	best := &m.Draft.Bands[0]
	best.From, best.Open = decimal.Decimal{Coef: points*weight.Coef + least, Exp: e.Exp}.Trim().String(), false
	return nil
}
