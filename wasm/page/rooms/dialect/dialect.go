// Package dialect is the room that hands the rules of the result out as a script in SQL, for a database that holds more
// customers than a page can. The engine writes the script; the room shows, copies and saves it, and says what to edit.
package dialect

import (
	"fenji/scoring/protocol"
	"fenji/wasm/page/shell"
)

// State is what the room keeps.
type State struct {
	Wish  protocol.ScriptWish
	Found *protocol.Script  // what came last
	Of    *protocol.Outcome // the outcome that Found belongs to
	Said  string            // the key of what became of copying
	Cuts  string            // and of cut points that came from a database
}

// The room's events.
type (
	Wished struct{ Wish protocol.ScriptWish }
	Copied struct{ Said string }
	Handed struct{ Said string } // cut points came
)

const name, question = "dialect", "script"

// Room is the room.
var Room = shell.Room{
	Name: name, Area: "rules", Reduce: reduceOwn,
	Questions: []shell.Question{{
		Name: question, Op: protocol.OpScript,
		Wish: func(s *shell.State) protocol.Message {
			if !s.InFront(name) {
				return nil
			}
			w := wish(s)
			return &w
		},
		Answer: func() protocol.Message { return &protocol.Script{} },
	}},
}

func own(s *shell.State) State { return shell.Own[State](s, name) }

// wish is what is asked for in the language that is shown.
func wish(s *shell.State) protocol.ScriptWish {
	w := own(s).Wish
	w.Lang = s.Lang
	return w
}

func reduceOwn(o any, was, now *shell.State, e shell.Event) any {
	return reduce(shell.As[State](o), was, now, e)
}

func reduce(d State, _, now *shell.State, e shell.Event) State {
	if d.Wish.Dialect == "" {
		d.Wish.Dialect = "postgresql" // as the document's list begins
	}
	switch e := e.(type) {
	case shell.Started:
		if e.Task == shell.Loading {
			d.Wish.Visits, d.Wish.Keep, d.Cuts = "", false, "" // of the file before
		}
	case Wished:
		d.Wish, d.Said = e.Wish, ""
	case Copied:
		d.Said = e.Said
	case Handed:
		d.Cuts = e.Said
	case shell.Answered:
		if e.Question == question {
			d.Found, d.Of, d.Said = e.Answer.(*protocol.Script), now.Outcome, ""
		}
	}
	return d
}

// script gives what is shown, nil while it is under way.
func script(s *shell.State) *protocol.Script {
	if d := own(s); d.Of != nil && d.Of == s.Outcome {
		return d.Found
	}
	return nil
}
