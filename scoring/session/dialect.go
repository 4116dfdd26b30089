package session

import (
	"slices"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/dialect"
	"fenji/scoring/intake"
	"fenji/scoring/profile"
	"fenji/scoring/protocol"
	"fenji/scoring/rules"
)

func dialectOps() {
	answer(protocol.OpScript, (*Session).Script)
	answer(protocol.OpCuts, (*Session).Keep)
}

// Keep makes rules of the result's and of the cut points that a database told, for grading here by the same.
func (s *Session) Keep(m protocol.Cuts) (*protocol.Kept, error) {
	if s.graded == nil {
		return nil, errNothingGraded
	}
	frozen, err := dialect.ReadCuts(m.Text)
	if err != nil {
		return &protocol.Kept{Problem: "cuts"}, nil
	}
	r := s.view.Result
	for m, rule := range r.Profile.Metrics {
		if anew(rule) != (len(frozen.Cuts[m]) > 0) {
			return &protocol.Kept{Problem: "rules"}, nil
		}
	}
	if r, err = scoring.Score(r.Customers, r.Profile, r.AsOf, scoring.Options{Frozen: frozen}); err != nil {
		return &protocol.Kept{Problem: "rules"}, nil
	}
	p, err := rules.Freeze(r, m.File)
	if err != nil {
		return &protocol.Kept{Problem: "rules"}, nil
	}
	text, err := p.MarshalJSON()
	return &protocol.Kept{ID: p.ID, Rules: string(text)}, err
}

// Script writes the rules of the result in SQL, for the analysis date of the result and with its way of counting visits.
func (s *Session) Script(w protocol.ScriptWish) (*protocol.Script, error) {
	if s.graded == nil {
		return nil, errNothingGraded
	}
	r := s.view.Result
	out := &protocol.Script{Visits: s.visitsOf(w.Visits), Ranked: rankedAnew(r)}
	o := dialect.Options{Dialect: w.Dialect, AsOf: r.AsOf, Visits: out.Visits, From: w.From, Lang: w.Lang}
	if w.Keep && out.Ranked {
		o.Frozen = &r.Cuts
	}
	switch {
	case r.AsOf == civil.NoDay:
		out.Problem = "date"
		return out, nil
	case dialect.Relation(w.From) != nil:
		out.Problem = "relation"
		return out, nil
	case dialect.Title(w.Dialect) != "":
		script, err := dialect.Write(r.Profile, o)
		if err != nil {
			out.Problem = "digits" // the profile has been scored by: nothing else is left
			return out, nil
		}
		out.Text, out.Edit = script.String(), script.Edit
		out.Name = "fenji-" + r.Profile.ID + "-" + w.Dialect + "-" + r.AsOf.String() + ".sql"
		return out, nil
	}
	_, err := dialect.Write(r.Profile, o)
	return nil, err
}

// visitsOf is how a script counts visits: as it is wanted, or as the rows of the file were.
func (s *Session) visitsOf(wanted string) string {
	for _, v := range []string{wanted, string(s.mapping.Visits)} {
		if slices.Contains([]string{dialect.ByDay, dialect.ByOrder, dialect.ByRow}, v) && (v == wanted || s.mapping.Shape == intake.PerVisit) {
			return v
		}
	}
	return dialect.ByDay
}

// rankedAnew tells whether the result ranked its customers by cut points that another month may keep.
func rankedAnew(r *scoring.Result) bool {
	return slices.ContainsFunc(r.Profile.Metrics[:], func(rule profile.Rule) bool { return anew(rule) && rule.Tie != profile.Order })
}

// anew tells a metric that is ranked, or held against the mean, in each file by itself.
func anew(rule profile.Rule) bool {
	return rule.Method == profile.Rank || rule.Method == profile.Mean && rule.Value == nil
}
