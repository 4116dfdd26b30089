package shell

import (
	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
)

// MessageText says what stands in #message.
func (s *State) MessageText() string {
	issue := *s.Message
	if issue.Code == "missing-columns" && s.Outcome != nil {
		var roles []string
		for _, r := range s.Outcome.Missing {
			roles = append(roles, words.Text(s.Lang, "role."+r))
		}
		issue.Args = []string{"roles", say.List(s.Lang, roles)}
	}
	return say.Issue(s.Lang, issue)
}

// A Note is a sentence with the code of what it is about, and perhaps a button: what it does, and its words.
type Note struct{ Code, Text, Do, Label string }

// remedies are the actions that do at once what a note proposes.
var remedies = map[string]string{"today-later": "use-today"}

// Notes are what is said above the result without stopping anything: of the file, of the profile, and by the rooms.
func (h House) Notes(s *State) []Note {
	out := s.Outcome
	if out == nil {
		return nil
	}
	var notes []Note
	add := func(i protocol.Issue) {
		text := say.Issue(s.Lang, i)
		// Some codes stop a file at one time and are only worth a mention at another.
		if key := "notice." + i.Code; words.Has(key) {
			text = say.Key(s.Lang, key, i)
		}
		if fix := say.Remedy(s.Lang, i); fix != "" {
			if words.English(s.Lang) {
				text += " "
			}
			text += fix
		}
		note := Note{Code: i.Code, Text: text}
		if do := remedies[i.Code]; do != "" {
			note.Do, note.Label = do, words.Text(s.Lang, "issue."+i.Code+".use")
		}
		notes = append(notes, note)
	}
	doubted := false
	for _, i := range out.Notices {
		add(i)
		doubted = doubted || i.Code == "unit-doubtful"
	}
	if out.UnitAsk && !doubted {
		add(protocol.Issue{Code: "unit-doubtful", Args: []string{"unit", out.Unit}})
	}
	if !out.Graded {
		return notes
	}
	if out.AsOf > s.Today && s.Today != "" {
		add(protocol.Issue{Code: "as-of-future"})
	}
	if p := s.Profile(out.Profile); p != nil {
		for _, n := range p.Notes {
			notes = append(notes, Note{Code: "profile-note", Text: n.In(s.Lang)})
		}
	}
	for _, r := range h {
		if r.Notes != nil {
			notes = append(notes, r.Notes(s)...)
		}
	}
	return notes
}
