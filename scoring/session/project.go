package session

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"fenji/scoring"
	"fenji/scoring/intake"
	"fenji/scoring/privacy"
	"fenji/scoring/profiles"
	"fenji/scoring/protocol"
	"fenji/scoring/readytext"
	"fenji/scoring/rules"
)

func projectOps() {
	answer(protocol.OpUseProject, func(s *Session, m protocol.ProjectWish) (*protocol.ProjectUse, error) {
		p, err := rules.ParseProject([]byte(m.Text))
		if err != nil {
			return nil, scoring.Issue{Code: unfit, Args: []string{"field", faultsOf(err)[0].Field, "problem", err.Error()}}
		}
		out := &protocol.ProjectUse{}
		out.Settings, out.Lacks = s.WithProject(m.Settings, p, true)
		out.Parts.Texts, out.Parts.Traits = p.Texts.String(), strings.Join(p.Traits, protocol.Between)
		if p.Key != "" {
			key, err := privacy.ParseKey(p.Key)
			if err != nil {
				return nil, err
			}
			out.Parts.Key = protocol.Key{File: p.Key, Fingerprint: privacy.Fingerprint(key)}
		}
		return out, nil
	})
	answer(protocol.OpProject, func(s *Session, m protocol.ProjectParts) (*protocol.ProjectText, error) {
		p := s.Project()
		texts, err := readytext.Parse(m.Texts)
		if err != nil {
			return nil, err
		}
		p.Texts, p.Key = texts, m.Key.File
		if m.Traits != "" {
			p.Traits = strings.Split(m.Traits, protocol.Between)
		}
		data, err := p.MarshalJSON()
		if err != nil {
			return nil, err
		}
		name := "fenji"
		if names := s.kinds(); len(names) > 0 {
			name = names[0]
		}
		return &protocol.ProjectText{Name: name + rules.ProjectEnd, Text: string(data)}, nil
	})
}

// personal are the questions about single persons, or about one file only; what was answered stays with the sitting. What was said of
// words is kept word by word: an answer to all that were unknown would settle those of another month, too, unasked.
var personal = []string{"namesakes", "walk-in", "hidden-sheet", "sheets", "second-table", "encoding", "dates-far", "record-width", "formula",
	"header", "status"}

// WithProject applies a project to settings of the files that are open, which are to be given to [Session.Grade]; nothing is
// changed in the session. Where the settings already say something of a column, a word or a question, the project wins when it
// comes later (over), as on the page, where it comes after what the device remembers; else the settings win, as in a terminal,
// where they are what the user typed. It also lists what the project names and the files have not.
func (s *Session) WithProject(set protocol.Settings, p *rules.Project, over bool) (protocol.Settings, []string) {
	var lacks []string
	columns := map[string]int{}
	for _, c := range s.mapping.Columns {
		if _, known := columns[c.Header]; !known && c.Header != "" && !c.Made && c.Why != intake.WhyJoined {
			columns[c.Header] = c.Index
		}
	}
	roles := slices.Clone(set.Roles)
	for _, m := range p.Columns {
		col, ok := columns[m.Header]
		switch {
		case !ok:
			lacks = append(lacks, m.Header)
		case !isRole(m.Role) || s.mapping.Columns[col].Role == intake.Role(m.Role):
		case over || !slices.ContainsFunc(set.Roles, func(r protocol.Role) bool { return r.Column == col }):
			roles = slices.DeleteFunc(roles, func(r protocol.Role) bool { return r.Column == col })
			roles = append(roles, protocol.Role{Column: col, Role: m.Role})
		}
	}
	set.Roles = roles
	set.Fates, lacks = fatesOf(set.Fates, p, columns, lacks, over)
	if answers := answersTo(p, columns); over {
		set.Answers = append(slices.Clone(set.Answers), answers...)
	} else {
		set.Answers = append(answers, set.Answers...)
	}
	if over || set.Clean == (protocol.Clean{}) {
		set.Clean = protocol.Clean(p.Clean)
	}
	for _, c := range []struct {
		to   *string
		said string
	}{{&set.Shape, p.Choices.Shape}, {&set.Unit, p.Choices.Unit}, {&set.Visits, p.Choices.Visits}, {&set.Dates, p.Choices.Dates}} {
		if c.said != "" && (over || *c.to == "") {
			*c.to = c.said
		}
	}
	switch p.AsOf {
	case "latest":
		if over {
			set.AsOf = ""
		}
	case "today":
		if over || set.AsOf == "" {
			set.AsOf = set.Today
		}
	}
	switch {
	case p.Profile != nil:
		own := *p.Profile
		distinct(&own)
		if f := fitOf(&own); f.Text != "" {
			set.Profile, set.Rules = own.ID, f.Text
		}
	case p.ID != "":
		if _, ok := profiles.ByID(p.ID); ok {
			set.Profile, set.Rules = p.ID, ""
		} else {
			lacks = append(lacks, p.ID)
		}
	}
	return set, lacks
}

func isRole(name string) bool { _, ok := intake.Role(name).Meaning(); return ok }

// fatesOf are what words mean, by the columns that the files have.
func fatesOf(said []protocol.Fate, p *rules.Project, columns map[string]int, lacks []string, over bool) ([]protocol.Fate, []string) {
	fates := slices.Clone(said)
	for _, w := range p.Words {
		col, ok := columns[w.Header]
		if !ok {
			if !slices.Contains(lacks, w.Header) {
				lacks = append(lacks, w.Header)
			}
			continue
		}
		same := func(f protocol.Fate) bool { return f.Column == col && f.Value == w.Value }
		if over || !slices.ContainsFunc(said, same) {
			fates = slices.DeleteFunc(fates, same)
			fates = append(fates, protocol.Fate{Column: col, Value: w.Value, Fate: w.Fate})
		}
	}
	return fates, lacks
}

// answersTo are the answers of a project that mean something for the files.
func answersTo(p *rules.Project, columns map[string]int) (list []protocol.Answer) {
	for _, a := range p.Answers {
		if _, ok := columns[a.Key]; a.Key != "" && !ok || slices.Contains(personal, a.Ask) {
			continue
		}
		id := a.Answer
		if len(a.Columns) > 0 {
			var numbers []string
			for _, h := range a.Columns {
				if col, ok := columns[h]; ok {
					numbers = append(numbers, strconv.Itoa(col))
				}
			}
			if len(numbers) < len(a.Columns) {
				continue
			}
			id += ":" + strings.Join(numbers, "+")
		}
		list = append(list, protocol.Answer{Code: a.Ask, Key: a.Key, ID: id})
	}
	return list
}

// Project is what of the settings and the meaning of the columns goes into a project file: rules only, and of words only those
// that several customers share. The files have to be understood.
func (s *Session) Project() *rules.Project {
	set := &s.settings
	p := &rules.Project{Names: s.kinds(), Clean: rules.Clean(set.Clean),
		Choices: rules.Choices{Shape: set.Shape, Unit: set.Unit, Visits: set.Visits, Dates: set.Dates}}
	header := map[int]string{}
	for _, c := range s.mapping.Columns {
		if c.Header == "" || c.Made || c.Why == intake.WhyJoined {
			continue
		}
		header[c.Index] = c.Header
		if !slices.ContainsFunc(p.Columns, func(m rules.Meaning) bool { return m.Header == c.Header }) {
			p.Columns = append(p.Columns, rules.Meaning{Header: c.Header, Role: string(c.Role)})
		}
	}
	if s.cleaned != nil {
		for _, f := range set.Fates {
			if h := header[f.Column]; h != "" && s.shared(f.Column, f.Value) {
				p.Words = append(p.Words, rules.Word{Header: h, Value: f.Value, Fate: f.Fate})
			}
		}
		p.Words = append(p.Words, s.wordsAnswered(header)...)
	}
	p.Answers = saidOf(set.Answers, header)
	switch set.AsOf {
	case "":
		p.AsOf = "latest"
	case set.Today:
		p.AsOf = "today"
	}
	if set.Rules == "" {
		p.ID = set.Profile
	} else if own, err := rulesOf(set.Rules); err == nil {
		p.Profile = own
	}
	return p
}

// wordsAnswered are the words that an answer to a question about a column settled, where several customers share them.
func (s *Session) wordsAnswered(header map[int]string) (list []rules.Word) {
	answers := answersOf(s.settings.Answers)
	for _, set := range s.ledger.Words {
		h := header[set.Column]
		if h == "" || answers.To("status", h) == "" {
			continue
		}
		for _, w := range set.Words {
			said := func(f protocol.Fate) bool { return f.Column == set.Column && f.Value == w.Value }
			if w.Why == "user" && !slices.ContainsFunc(s.settings.Fates, said) && s.many(set.Column, w.Value) {
				list = append(list, rules.Word{Header: h, Value: w.Value, Fate: w.Fate})
			}
		}
	}
	return list
}

// saidOf are the answers that are no matter of persons, with columns by their headers.
func saidOf(list []protocol.Answer, header map[int]string) (out []rules.Said) {
	has := func(h string) bool {
		for _, o := range header {
			if o == h {
				return true
			}
		}
		return false
	}
	for _, a := range answersOf(list) {
		kind, about, chooses := strings.Cut(a.ID, ":")
		said := rules.Said{Ask: a.Code, Key: a.Key, Answer: kind}
		if slices.Contains(personal, a.Code) || a.Key != "" && !has(a.Key) {
			continue
		}
		known := true
		if chooses && (kind == "column" || kind == "pair") {
			for part := range strings.SplitSeq(about, "+") {
				col, err := strconv.Atoi(part)
				known = known && err == nil && header[col] != ""
				said.Columns = append(said.Columns, header[col])
			}
		} else if chooses {
			known = false // a currency, a row: of this file
		}
		if known {
			out = append(out, said)
		}
	}
	return out
}

// kinds are how the names of such files begin: up to the first digit.
func (s *Session) kinds() (list []string) {
	for _, name := range s.names {
		if i := strings.LastIndexByte(name, '.'); i > 0 {
			name = name[:i]
		}
		name = strings.TrimRightFunc(name[:strings.IndexFunc(name+"0", unicode.IsDigit)], func(c rune) bool {
			return !unicode.IsLetter(c)
		})
		if s.source != nil && s.persons().Screen(-1, name) != name {
			continue // a patient's
		}
		if name != "" && !slices.Contains(list, name) && len(list) < 64 {
			list = append(list, name)
		}
	}
	return list
}
