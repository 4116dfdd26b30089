package change

import (
	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// What is to be known of a file of the past before it is compared with, and what it is worth.

// fileThere tells whether the file to compare with was read, and its day is known.
func fileThere(s *shell.State) bool {
	c := own(s)
	return c.File == s.Since.File && c.Read != nil && (s.Since.Day != "" || len(c.Read.Days) > 0 && c.Read.Days[0] != "") &&
		(!c.Read.Asks || s.Since.Rules != "") && fits(s)
}

// fits tells whether the file was read for the rules of today. A table without grades fits any: it is graded anew.
func fits(s *shell.State) bool {
	c := own(s)
	return c.Read != nil && (c.Read.Raw || s.Outcome != nil && s.Outcome.Profile == c.Rules)
}

// fileNotes say what a file of the past is worth.
func fileNotes(s *shell.State, r *protocol.BaseRead) (list []string) {
	add := func(is bool, key string, args ...string) {
		if is {
			list = append(list, words.Text(s.Lang, "change.file."+key, args...))
		}
	}
	n := say.Count(r.Customers)
	add(r.Raw, "raw")
	add(r.Aside > 0, "aside", "n", say.Count(r.Aside), "cell", r.Where)
	add(r.Merged > 0, "merged", "n", say.Count(r.Merged))
	add(r.Checked && !r.Asks, "checked", "n", n)
	add(r.Checked && r.Asks && r.Wrong > 0 && s.Since.Rules != "", "anew", "n", n)
	add(2*r.Known < r.Customers, "few", "known", say.Count(r.Known))
	if r.Visits != "" {
		now := ""
		if s.Outcome != nil {
			now = s.Outcome.Visits
		}
		add(true, "visits", "then", visitsText(s.Lang, r.Visits), "now", visitsText(s.Lang, now))
	}
	return list
}

func visitsText(lang, rule string) string {
	if key := "visits." + rule; words.Has(key) {
		return words.Text(lang, key)
	}
	return rule
}

// An answer is what the user may say of the rules by which a file was graded.
type answer struct{ Rules, Text string }

// otherRules is the answer that it was graded by rules that are not known here.
const otherRules = "other"

// question of a file: by which rules it was graded, with the answers; "" where nothing is to be asked.
func asked(s *shell.State, r *protocol.BaseRead, file string) (text string, answers []answer) {
	if r == nil || !r.Asks || !fits(s) || s.Since.Rules != "" || s.Since.File != file || s.Outcome == nil {
		return "", nil
	}
	t := func(key string, args ...string) string { return words.Text(s.Lang, "change.ask"+key, args...) }
	now := s.Outcome.Profile
	var others []string
	for _, id := range r.Fits {
		if id != now {
			others = append(others, profileText(s, id))
		}
	}
	text = t("", "file", file, "profile", profileText(s, now), "others", say.List(s.Lang, others))
	first := t(".now", "profile", profileText(s, now))
	if r.Wrong > 0 {
		text = t(".differ", "file", file, "profile", profileText(s, now), "n", say.Count(r.Wrong), "cell", r.Where)
		first = t(".anew", "profile", profileText(s, now))
	}
	answers = append(answers, answer{now, first})
	for _, id := range r.Fits {
		if id != now {
			answers = append(answers, answer{id, t(".fits", "profile", profileText(s, id))})
		}
	}
	return text, append(answers, answer{otherRules, t(".other")})
}

func profileText(s *shell.State, id string) string {
	if p := s.Profile(id); p != nil {
		return p.Name.In(s.Lang)
	}
	return id
}
