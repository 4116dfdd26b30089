package session

import (
	"errors"
	"slices"
	"strings"

	"fenji/scoring"
	"fenji/scoring/jsontext"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
	"fenji/scoring/protocol"
	"fenji/scoring/rfm"
	"fenji/scoring/rules"
)

func init() { fields["against"] = against }

func rulesOps() {
	answer(protocol.OpReadRules, (*Session).ReadRules)
	answer(protocol.OpTurnRules, (*Session).TurnRules)
}

// unfit is the code of the issue that rules of one's own cannot be read.
const unfit = "rules-unfit"

// ruling is the profile that settings name, or hold.
func ruling(set *protocol.Settings) (*profile.Profile, error) {
	if set.Rules != "" {
		return rulesOf(set.Rules)
	}
	return rulesOf(set.Profile)
}

// rulesOf is the built-in profile of an id, or the one that is given as JSON.
func rulesOf(ref string) (*profile.Profile, error) {
	if !strings.HasPrefix(ref, "{") {
		if p, ok := profiles.ByID(ref); ok {
			return p, nil
		}
		return nil, errors.New("session: no profile " + ref)
	}
	p, err := profile.Parse([]byte(ref))
	if err != nil {
		f := faultsOf(err)[0]
		return nil, scoring.Issue{Code: unfit, Args: []string{"field", f.Field, "problem", err.Error()}}
	}
	return p, nil
}

// distinct gives a profile that has the id of a built-in one, and is another, an id of its own.
func distinct(p *profile.Profile) {
	b, taken := profiles.ByID(p.ID)
	if !taken {
		return
	}
	same := *p
	same.Schema = b.Schema
	if one, err := same.MarshalJSON(); err == nil {
		if other, err := b.MarshalJSON(); err == nil && string(one) == string(other) {
			return
		}
	}
	p.ID = ownID(p.ID)
}

// faultsOf makes what is wrong with a field a message; an error of another kind is none of these.
func faultsOf(err error) []protocol.Fault {
	var f *jsontext.FieldError
	if !errors.As(err, &f) {
		return []protocol.Fault{{Pattern: err.Error()}}
	}
	pattern := f.Pattern
	if pattern == "" {
		pattern = f.Problem
	}
	return []protocol.Fault{{Field: f.Field, Pattern: pattern, Args: f.Args}}
}

// ReadRules reads a file or a link that somebody hands over. One that has the id of a built-in profile and other rules gets
// an id of its own.
func (s *Session) ReadRules(m protocol.RulesText) (*protocol.RulesRead, error) {
	out := &protocol.RulesRead{}
	var p *profile.Profile
	var err error
	switch {
	case m.Link:
		p, _, err = rules.FromLink(m.Text)
	case !strings.HasPrefix(m.Text, "{") && slices.ContainsFunc(profiles.All(), func(b *profile.Profile) bool { return b.ID == m.Text }):
		var b *profile.Profile
		if b, err = rulesOf(m.Text); err == nil {
			own := *b
			p = &own
		}
	case rules.IsProject([]byte(m.Text)):
		if _, err = rules.ParseProject([]byte(m.Text)); err == nil {
			out.Project, out.Text = true, m.Text
			return out, nil
		}
	default:
		p, err = profile.Parse([]byte(m.Text))
	}
	if err != nil {
		out.Faults = faultsOf(err)
		return out, nil
	}
	if p == nil {
		return out, nil // a link without rules
	}
	distinct(p)
	fit := fitOf(p)
	out.Text, out.Link, out.Profile, out.Draft = fit.Text, fit.Link, profileMessage(p), draftMessage(p)
	return out, nil
}

// ownID is an id for a copy.
func ownID(id string) string { return id[:min(len(id), 60)] + "-own" }

// fitOf writes a profile as text and as a link.
func fitOf(p *profile.Profile) (f protocol.Fit) {
	data, err := p.MarshalJSON()
	if err != nil {
		return protocol.Fit{Faults: faultsOf(err)}
	}
	f.Text, f.Profile = string(data), profileMessage(p)
	f.Link, _ = rules.Link(p) // too long for one is no fault of the rules
	return f
}

// fit makes the profile of a draft.
func fit(m *protocol.Draft) (*profile.Profile, protocol.Fit) {
	d, err := typed(m)
	if err != nil {
		return nil, protocol.Fit{Faults: faultsOf(err)}
	}
	p, err := d.Parsed()
	if err != nil {
		return nil, protocol.Fit{Faults: faultsOf(err)}
	}
	return p, fitOf(p)
}

// rivals remember how other rules grade the customers, of two sets of rules: the saved ones, and those compared with.
type rivals struct {
	refs    []string
	results []*scoring.Result
}

// rivalOf grades the customers by other rules.
func (s *Session) rivalOf(ref string) (*scoring.Result, error) {
	p, err := rulesOf(ref)
	if err != nil {
		return nil, err
	}
	if p.Hash() == s.view.Result.Profile.Hash() {
		r := *s.view.Result
		r.Profile = p // the same grades in other words
		return &r, nil
	}
	if i := slices.Index(s.rivals.refs, ref); i >= 0 {
		return s.rivals.results[i], nil
	}
	list := s.counted.value
	if s.counted.key != p.Window {
		list = rfm.Build(s.records, p.Window)
	}
	r, err := scoring.Score(list, p, s.records.AsOf, scoring.Options{})
	if err != nil {
		return nil, err
	}
	if len(s.rivals.refs) > 1 {
		s.rivals = rivals{s.rivals.refs[1:], s.rivals.results[1:]}
	}
	s.rivals.refs, s.rivals.results = append(s.rivals.refs, ref), append(s.rivals.results, r)
	return r, nil
}

// against is the filter of those whom other rules grade otherwise: Low names the rules, Values are the grade by them and the
// one now.
func against(s *Session, _ string, f protocol.Filter) (func(i int) bool, error) {
	if len(f.Values) != 2 {
		return nil, errors.New("session: no pair of grades")
	}
	other, err := s.rivalOf(f.Low)
	if err != nil {
		return nil, err
	}
	now := s.view.Result
	return func(i int) bool { return other.Grade(i) == f.Values[0] && now.Grade(i) == f.Values[1] }, nil
}
