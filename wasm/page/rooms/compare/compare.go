// Package compare is the room where the grades stand beside those by other rules, on the same customers: who agrees, who
// differs most by money, and why.
package compare

import (
	"strings"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// State is what the room keeps.
type State struct {
	With  string // the id of the other rules; "" for the first that are others
	More  int    // how many customers are listed, beyond the first
	of    *protocol.Outcome
	Found *protocol.Compared // of that outcome and those rules
	found string
}

// The room's events.
type (
	Chosen struct{ ID string }
	More   struct{}
)

const (
	name, question = "compare", "compare"
	atFirst        = 20
)

// Room is the room.
var Room = shell.Room{
	Name: name, Area: "rules", Reduce: reduceOwn,
	Questions: []shell.Question{{
		Name: question, Op: protocol.OpCompare, Wish: wish,
		Answer: func() protocol.Message { return &protocol.Compared{} },
	}},
}

func own(s *shell.State) State { return shell.Own[State](s, name) }

func reduceOwn(o any, was, now *shell.State, e shell.Event) any {
	c := shell.As[State](o)
	switch e := e.(type) {
	case Chosen:
		c.With, c.More = e.ID, 0
	case More:
		c.More += 80
	case shell.Answered:
		if e.Question == question {
			c.of, c.Found, c.found = now.Outcome, e.Answer.(*protocol.Compared), e.Wish.(*protocol.CompareWish).With
		}
	}
	return c
}

// Others are the rules that there are besides those in force, by id.
func Others(s *shell.State) (ids, names []string) {
	for i := range s.Profiles {
		if p := &s.Profiles[i]; p.ID != s.Settings.Profile {
			ids, names = append(ids, p.ID), append(names, shell.ProfileName(s.Lang, p))
		}
	}
	for i := range s.Own {
		if p := &s.Own[i].Profile; p.ID != s.Settings.Profile {
			ids, names = append(ids, p.ID), append(names, p.Name.In(s.Lang))
		}
	}
	return ids, names
}

// with is the id of the other rules.
func with(s *shell.State) string {
	ids, _ := Others(s)
	for _, id := range ids {
		if id == own(s).With {
			return id
		}
	}
	if len(ids) == 0 {
		return ""
	}
	return ids[0]
}

// ref names rules as the engine knows them: by id or as JSON.
func ref(s *shell.State, id string) string {
	set := s.WithProfile(protocol.Settings{}, id)
	if set.Rules != "" {
		return set.Rules
	}
	return id
}

func wish(s *shell.State) protocol.Message {
	if !s.InFront(name) || with(s) == "" {
		return nil
	}
	return &protocol.CompareWish{With: ref(s, with(s)), N: atFirst + own(s).More}
}

// compared is what is known of the outcome and the rules chosen; nil while it is under way.
func compared(s *shell.State) *protocol.Compared {
	if c := own(s); c.of != nil && c.of == s.Outcome && c.found == ref(s, with(s)) {
		return c.Found
	}
	return nil
}

// Answer is the sentence that says how far the two agree.
func Answer(s *shell.State, c *protocol.Cross) string {
	all := c.Agree + c.Differ
	return words.Text(s.Lang, "compare.answer", "same", say.Count(all-c.Differ), "share", say.Share((all-c.Differ)*1000/max(1, all)),
		"differ", say.Count(c.Differ))
}

// Kappa says how much of that is more than chance.
func Kappa(lang string, c *protocol.Cross) string {
	if !c.Known {
		return words.Text(lang, "compare.kappa.none")
	}
	n := c.Kappa
	sign := ""
	if n < 0 {
		sign, n = "−", -n
	}
	n = (n + 50) / 100
	digits := string([]byte{'0' + byte(n/100), '.', '0' + byte(n/10%10), '0' + byte(n%10)})
	return words.Text(lang, "compare.kappa", "kappa", sign+digits)
}

// Why says by which metrics two gradings of a customer differ.
func Why(s *shell.State, d *protocol.Differing, unit string) string {
	lang := s.Lang
	reason := func(code string) string { return words.Text(lang, "reason."+code) }
	switch {
	case d.Row.Reason != "" && d.Reason != "":
		return ""
	case d.Row.Reason != "":
		return words.Text(lang, "compare.why.here", "reason", reason(d.Row.Reason))
	case d.Reason != "":
		return words.Text(lang, "compare.why.there", "reason", reason(d.Reason))
	}
	var parts []string
	for m := range d.Points {
		if d.Points[m] == d.Row.Points[m] {
			continue
		}
		value := say.Measured(lang, m, unit, d.Row.Value[m])
		if plain(d.Values[m]) != plain(d.Row.Value[m]) {
			value = words.Text(lang, "compare.why.values", "here", value, "there", say.Measured(lang, m, unit, d.Values[m]))
		}
		parts = append(parts, words.Text(lang, "compare.why.points", "metric", words.Text(lang, "metric."+say.Metrics[m]), "value", value,
			"here", d.Row.Points[m], "there", d.Points[m]))
	}
	if len(parts) == 0 {
		return words.Text(lang, "compare.why.score", "here", d.Row.Score, "there", d.Score)
	}
	return strings.Join(parts, say.Either(words.English(lang), "; ", "；"))
}

// plain is a figure without the noughts behind its point.
func plain(n string) string {
	if strings.Contains(n, ".") {
		n = strings.TrimRight(strings.TrimRight(n, "0"), ".")
	}
	return n
}
