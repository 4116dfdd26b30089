package rules

import (
	"strconv"

	"fenji/scoring"
	"fenji/scoring/decimal"
	"fenji/scoring/jsontext"
	"fenji/scoring/profile"
)

// Freeze turns what a result ranked, or held against a mean, into thresholds, so that next month is graded by the cuts of
// today. A note of the profile says from which file, which day and how many customers they are.
func Freeze(r *scoring.Result, file string) (*profile.Profile, error) {
	p := *r.Profile
	p.Schema = profile.Schema
	if len(p.ID) > 57 {
		p.ID = p.ID[:57]
	}
	p.ID += "-frozen"
	ranked := 0
	for _, m := range profile.Metrics {
		rule := &p.Metrics[m]
		cuts := r.Cuts.Cuts[m]
		switch {
		case rule.Method == profile.Mean && rule.Value == nil && len(cuts) == 1:
			value := cuts[0].Value
			rule.Value = &value
		case rule.Method == profile.Rank && len(cuts) > 0:
			*rule = profile.Rule{Method: profile.Cuts, Weight: rule.Weight, Valid: rule.Valid, Steps: stepsOf(cuts, r.Levels(m), m, p.Unit)}
		case rule.Method == profile.Rank || rule.Method == profile.Mean && rule.Value == nil:
			return nil, jsontext.Wrong("metrics."+m.String(), "nobody was ranked")
		default:
			continue
		}
		ranked++
	}
	if ranked == 0 {
		return nil, jsontext.Wrong("metrics", "nothing is ranked, so there is nothing to keep")
	}
	n := strconv.Itoa(len(r.Customers))
	p.Notes = append(append([]profile.Text(nil), p.Notes...), profile.Text{
		Zh: "分档取自文件 " + file + "，分析日期 " + r.AsOf.String() + "，共 " + n + " 位客户。",
		En: "The cuts are those of " + file + " as of " + r.AsOf.String() + ", " + n + " customers.",
	})
	if _, err := profile.Check(&p); err != nil {
		return nil, err
	}
	return &p, nil
}

// stepsOf makes steps of cuts, which come best first, and of what the steps of the ranking earn. Steps that no value can lie
// in are left out: values that tie leave parts empty.
func stepsOf(cuts []scoring.Cut, levels []decimal.Decimal, m profile.Metric, unit decimal.Unit) []profile.Step {
	var steps []profile.Step
	n, last, any := len(cuts), int64(-1), m != profile.Monetary // there are no days and no visits below 0
	for step := range n {
		s := profile.Step{To: cuts[step].Value, Open: cuts[step].Open, Points: levels[step]} // recency: the cut ends its step
		if m != profile.Recency {                                                            // the cut begins the next
			c := cuts[n-1-step]
			s.To, s.Open = c.Value, !c.Open
		}
		bound := s.To.Coef
		if m == profile.Monetary {
			money, _ := decimal.MoneyOf(s.To, unit)
			bound = int64(money)
		}
		if s.Open {
			bound--
		}
		if any && bound <= last {
			continue
		}
		last, any = bound, true
		steps = append(steps, s)
	}
	return append(steps, profile.Step{Last: true, Points: levels[n]})
}
