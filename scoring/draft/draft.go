package draft

import (
	"slices"

	"fenji/scoring/compose"
	"fenji/scoring/decimal"
	"fenji/scoring/jsontext"
	"fenji/scoring/profile"
)

// A Draft is a profile with its ranges as typed. The steps of its metrics and the From of its bands are those of the
// ranges; what stands in the profile itself means nothing.
type Draft struct {
	profile.Profile
	Ranges [3][]Range // of metrics by cuts, in the order in which they were typed
	Scores []Range    // of the bands, one each; only the lower end need be there
}

// A Range is one row of a scale as typed, or the scores of a grade. A nil end is open-ended.
type Range struct {
	Low, High         *decimal.Decimal
	LowOpen, HighOpen bool // the end itself lies outside
	Points            decimal.Decimal
}

// Of copies a profile. The lower end of a step is the upper end of the one before it.
func Of(p *profile.Profile) *Draft {
	d := &Draft{Profile: *p}
	d.Schema = profile.Schema
	d.Bands, d.Notes = slices.Clone(p.Bands), slices.Clone(p.Notes)
	for m, rule := range p.Metrics {
		if rule.Method != profile.Cuts {
			continue
		}
		d.Metrics[m].Steps = nil
		low, open := rule.Valid.Min, rule.Valid.MinOpen
		if first := rule.Steps[0]; low != nil && (first.Last || low.Cmp(first.To) >= 0) {
			low, open = nil, false // the first steps lie outside of what is valid
		}
		for _, s := range rule.Steps {
			r := Range{Low: low, LowOpen: open, Points: s.Points}
			if !s.Last {
				to := s.To
				r.High, r.HighOpen = &to, s.Open
				low, open = &to, !s.Open
			}
			if profile.Metric(m) != profile.Monetary {
				r.whole()
			}
			d.Ranges[m] = append(d.Ranges[m], r)
		}
	}
	for i, b := range p.Bands {
		from := b.From
		r := Range{Low: &from, LowOpen: b.Open}
		if i > 0 {
			above := p.Bands[i-1].From
			r.High, r.HighOpen = &above, !p.Bands[i-1].Open
		}
		d.Scores = append(d.Scores, r)
	}
	return d
}

// whole makes the ends of whole numbers closed: > 30 is ≥ 31.
func (r *Range) whole() {
	if r.LowOpen && r.Low != nil {
		if low, ok := r.Low.Rescale(0); ok {
			r.Low, r.LowOpen = &decimal.Decimal{Coef: low.Coef + 1}, false
		}
	}
	if r.HighOpen && r.High != nil {
		if high, ok := r.High.Rescale(0); ok {
			r.High, r.HighOpen = &decimal.Decimal{Coef: high.Coef - 1}, false
		}
	}
}

// Parsed makes the profile that the ranges say. The error is a *[jsontext.FieldError]; it names the field at fault.
func (d *Draft) Parsed() (*profile.Profile, error) {
	p := d.Profile
	p.Schema = profile.Schema
	p.Bands = slices.Clone(d.Bands)
	for m := range p.Metrics {
		if p.Metrics[m].Method != profile.Cuts {
			continue
		}
		steps, err := d.steps(profile.Metric(m))
		if err != nil {
			return nil, err
		}
		p.Metrics[m].Steps = steps
	}
	for i := range p.Bands {
		if i < len(d.Scores) && d.Scores[i].Low == nil && i == len(p.Bands)-1 {
			p.Bands[i].From, p.Bands[i].Open = d.lowest(), false
			continue
		}
		if i >= len(d.Scores) || d.Scores[i].Low == nil {
			return nil, jsontext.Wrong(compose.Text("bands[%d].from", i), "is missing")
		}
		p.Bands[i].From, p.Bands[i].Open = *d.Scores[i].Low, d.Scores[i].LowOpen
	}
	if _, err := profile.Check(&p); err != nil {
		return nil, err
	}
	return &p, nil
}

// lowest lies below all scores: 0, or the end of what a grade may begin with where points or money may be negative.
func (d *Draft) lowest() decimal.Decimal {
	negative := d.Metrics[profile.Monetary].Method == profile.Raw
	for m := range d.Metrics {
		for _, r := range d.Ranges[m] {
			negative = negative || r.Points.Coef < 0
		}
		for _, p := range d.Metrics[m].Points {
			negative = negative || p.Coef < 0
		}
	}
	if negative {
		return decimal.Int(-profile.MaxFrom)
	}
	return decimal.Int(0)
}

// steps are the steps of a metric whose ranges leave nothing out and give nothing twice.
func (d *Draft) steps(m profile.Metric) ([]profile.Step, error) {
	bad := func(problem string) error {
		return jsontext.Wrong("metrics."+m.String()+".steps", problem)
	}
	spans, err := d.Spans(m)
	if err != nil {
		return nil, err
	}
	for i, s := range spans {
		if i > 0 && s.Lo <= spans[i-1].Hi {
			return nil, bad("two ranges hold the same values")
		}
		if i > 0 && s.Lo > spans[i-1].Hi+1 {
			return nil, bad("no range holds the values between two of them")
		}
	}
	var steps []profile.Step // of ranges that touch, so that one of each two names the border
	for i, s := range spans {
		r := d.Ranges[m][s.Row]
		step := profile.Step{Points: r.Points, Last: i == len(spans)-1}
		if next := i + 1; !step.Last {
			step.To, step.Open = end(r, d.Ranges[m][spans[next].Row])
		} else if r.High != nil {
			return nil, bad("no range holds the largest values")
		}
		steps = append(steps, step)
	}
	return steps, nil
}

// end is the border between two ranges that touch, as one of them names it.
func end(low, high Range) (to decimal.Decimal, open bool) {
	if low.High != nil {
		return *low.High, low.HighOpen
	}
	return *high.Low, !high.LowOpen
}
