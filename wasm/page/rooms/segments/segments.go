// Package segments is the room that sorts customers into a few kinds, by one of several schemes, and says what to do about
// each.
package segments

import (
	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// State is what the room keeps.
type State struct {
	Scheme string // in front; "" is the first
	of     *protocol.Outcome
	known  map[string]*protocol.Segments // of that outcome by scheme, and by "" for the first
}

// SchemeChosen is the room's event.
type SchemeChosen struct{ Scheme string }

const name, question = "segments", "segments"

// Room is the room.
var Room = shell.Room{
	Name: name, Area: "result", Reduce: reduceOwn,
	Labels: []shell.Label{{Field: "segment.", Say: label}},
	Questions: []shell.Question{{
		Name: question, Op: protocol.OpSegments, Wish: wish,
		Answer: func() protocol.Message { return &protocol.Segments{} },
	}},
}

func own(s *shell.State) State { return shell.Own[State](s, name) }

func reduceOwn(o any, was, now *shell.State, e shell.Event) any {
	return reduce(shell.As[State](o), was, now, e)
}

func reduce(g State, was, now *shell.State, e shell.Event) State {
	switch e := e.(type) {
	case SchemeChosen:
		g.Scheme = e.Scheme
	case shell.Answered:
		if e.Question != question {
			break
		}
		if g.of != now.Outcome {
			g.of, g.known = now.Outcome, nil
		}
		found := e.Answer.(*protocol.Segments)
		g.known = shell.With(shell.With(g.known, e.Wish.(*protocol.SchemeWish).ID, found), found.ID, found)
	}
	return g
}

// wish asks for the scheme in front, unless it is known.
func wish(s *shell.State) protocol.Message {
	if !s.InFront(name) || segments(s) != nil {
		return nil
	}
	return &protocol.SchemeWish{ID: own(s).Scheme}
}

// segments gives what the tab shows, nil while it is under way.
func segments(s *shell.State) *protocol.Segments {
	if g := own(s); g.of != nil && g.of == s.Outcome {
		return g.known[g.Scheme]
	}
	return nil
}

// label says the filter that keeps segments.
func label(s *shell.State, scheme string, f protocol.Filter) string {
	var names []string
	for _, id := range f.Values {
		names = append(names, segmentName(s, scheme, id))
	}
	return s.IsOneOf(words.Text(s.Lang, "tab.segments"), names)
}

// segmentName names a segment of a scheme as far as it is known.
func segmentName(s *shell.State, scheme, id string) string {
	if scheme == "grade" {
		if id == "" {
			return words.Text(s.Lang, "grade.ungraded")
		}
		return words.Text(s.Lang, "grade.chip", "grade", id)
	}
	if found := own(s).known[scheme]; found != nil {
		for _, x := range found.Segments {
			if x.ID == id {
				return x.Name.In(s.Lang)
			}
		}
	}
	return id
}

// segmentNotes are the sentences that say how a scheme sorts this very result.
func notes(s *shell.State, g *protocol.Segments) []string {
	said := []string{g.Rule.In(s.Lang)}
	if p := s.Profile(s.Outcome.Profile); g.Means[0] != "" && p != nil {
		said = append(said, words.Text(s.Lang, "segments.means", "r", g.Means[0], "f", g.Means[1],
			"m", say.Amount(s.Lang, p.Unit, g.Means[2])))
	}
	var ranked []string
	for i, yes := range g.Ranked {
		if yes {
			ranked = append(ranked, say.Metrics[i])
		}
	}
	if len(ranked) > 0 {
		said = append(said, words.Text(s.Lang, "segments.ranked", "metrics", say.List(s.Lang, ranked)))
	}
	if g.Ungraded > 0 {
		said = append(said, words.Text(s.Lang, "segments.ungraded", "n", say.Count(g.Ungraded)))
	}
	return said
}

// todo is what to do about a segment, and how often to get in touch where the profile says it.
func todo(lang string, x protocol.Segment) string {
	if cadence := x.Cadence.In(lang); cadence != "" {
		return words.Text(lang, "export.advice", "action", x.Action.In(lang), "cadence", cadence)
	}
	return x.Action.In(lang)
}
