// Package asks is the strip of open questions above the rooms: what the program could not settle from the file, what it did
// meanwhile, and the answers that settle it. An answer is part of the settings, so that it can be undone like any other.
package asks

import (
	"slices"
	"strings"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// State is what the strip keeps.
type State struct {
	View  string          // "one" question, "list" of all, "folded" to a line; "": one, or folded on a phone
	Rows  map[string]bool // questions whose rows are shown, by their place in the file
	Given *protocol.Answer
	Of    *protocol.Outcome // the outcome that the answer given led to; nil while that is under way
}

// The events of the strip.
type (
	Viewed     struct{ View string }
	RowsTurned struct{ Ask string }
	Answered   struct{ Answer protocol.Answer }
)

const name = "asks"

// Room is the room.
var Room = shell.Room{Name: name, Reduce: reduceOwn, Differ: differ}

func own(s *shell.State) State { return shell.Own[State](s, name) }

func reduceOwn(o any, was, now *shell.State, e shell.Event) any {
	return reduce(shell.As[State](o), was, now, e)
}

func reduce(a State, was, now *shell.State, e shell.Event) State {
	switch e := e.(type) {
	case Viewed:
		a.View = e.View
	case RowsTurned:
		a.Rows = shell.With(a.Rows, e.Ask, !a.Rows[e.Ask])
	case Answered:
		a.Given, a.Of = &e.Answer, nil
	case shell.Cancelled, shell.Failed:
		a.Given = nil
	case shell.Graded:
		if was.Task == shell.Loading {
			return State{}
		}
		if a.Given == nil || a.Of != nil { // it is said once
			a.Given, a.Of = nil, nil
		} else {
			a.Of = now.Outcome
		}
	}
	return a
}

// Open lists the questions that nobody has answered, most money first, as the core has them.
func Open(out *protocol.Outcome) []protocol.Ask { return which(out, false) }

func which(out *protocol.Outcome, answered bool) (list []protocol.Ask) {
	if out == nil {
		return nil
	}
	for _, a := range out.Asks {
		if a.Answered == answered {
			list = append(list, a)
		}
	}
	return list
}

// view is how the strip shows its questions.
func view(s *shell.State) string {
	if v := own(s).View; v != "" {
		return v
	}
	return say.Either(s.Space.Small || s.Space.Low, "folded", "one")
}

// id tells the questions of an outcome apart.
func id(a protocol.Ask) string { return a.Code + "\n" + a.Key }

// counted are the arguments that are numbers, which are grouped.
var counted = []string{"rows", "money", "n", "pairs", "refund", "refunded"}

// Sentence asks a question in the user's words.
func Sentence(lang string, a protocol.Ask) string {
	key := "ask." + a.Code
	if a.Form != "" && words.Has(key+"."+a.Form) {
		key += "." + a.Form
	}
	list := args(a)
	for i := 0; i+1 < len(list); i += 2 {
		if list[i] == "unit" {
			list[i+1] = words.Text(lang, "unit."+list[i+1])
		}
	}
	return words.Text(lang, key, list...)
}

// Answer names an answer; one that ends in a colon and a name is about what stands there.
func Answer(lang string, a protocol.Ask, id string) string {
	kind, about, _ := strings.Cut(id, ":")
	for i := 0; i+1 < len(a.Args); i += 2 {
		if a.Args[i] == id {
			about = a.Args[i+1]
		}
	}
	return words.Text(lang, "answer."+a.Code+"."+kind, append([]string{"it", about}, args(a)...)...)
}

func args(a protocol.Ask) []string {
	list := slices.Clone(a.Args)
	for i := 0; i+1 < len(list); i += 2 {
		if slices.Contains(counted, list[i]) {
			list[i+1] = say.Grouped(list[i+1])
		}
	}
	return append(list, "rows", say.Count(a.Rows), "money", say.Grouped(a.Money), "header", a.Key)
}

// Size tells how much hangs on a question: rows, and their money where it can be added.
func Size(lang string, a protocol.Ask) string {
	return words.Text(lang, say.Either(a.Money == "", "asks.rows", "asks.sums"), "n", say.Count(a.Rows), "money", say.Grouped(a.Money))
}

// With gives settings with an answer; an earlier one to the same question gives way. One without an id takes it back.
func With(set protocol.Settings, answer protocol.Answer) protocol.Settings {
	set.Answers = slices.DeleteFunc(slices.Clone(set.Answers), func(o protocol.Answer) bool {
		return o.Code == answer.Code && o.Key == answer.Key
	})
	if answer.ID != "" {
		set.Answers = append(set.Answers, answer)
	}
	return set
}

// differ says by which answer two settings differ, for the buttons that undo and redo.
func differ(s *shell.State, from, to protocol.Settings) string {
	for _, pair := range [2][2][]protocol.Answer{{from.Answers, to.Answers}, {to.Answers, from.Answers}} {
		for _, a := range slices.Backward(pair[1]) {
			if !slices.Contains(pair[0], a) {
				return words.Text(s.Lang, "asks.change")
			}
		}
	}
	return ""
}

// Said tells what the last answer did; "" when there is nothing to tell.
func Said(s *shell.State) string {
	a := own(s)
	if a.Given == nil || a.Of == nil || a.Of != s.Outcome {
		return ""
	}
	for _, ask := range s.Outcome.Asks {
		if ask.Code == a.Given.Code && ask.Key == a.Given.Key {
			return words.Text(s.Lang, say.Either(ask.Money == "", "asks.said.rest", "asks.said"), "answer", Answer(s.Lang, ask, a.Given.ID), "rows", say.Count(ask.Rows),
				"money", say.Grouped(ask.Money))
		}
	}
	return words.Text(s.Lang, "asks.said.gone")
}

// Shown are the columns of the file that rows of a question show: those it is about, then those that say who, when and
// how much.
func Shown(out *protocol.Outcome, a protocol.Ask) (cols []int) {
	const most = 6
	cols = append(cols, a.Columns...)
	for _, role := range []string{"customer", "name", "date", "days", "order", "amount", "status"} {
		for _, c := range out.Columns {
			if c.Role == role && !slices.Contains(cols, c.Index) && len(cols) < most {
				cols = append(cols, c.Index)
			}
		}
	}
	if len(a.Columns) == 0 { // about whole rows
		for _, c := range out.Columns {
			if !slices.Contains(cols, c.Index) && len(cols) < most {
				cols = append(cols, c.Index)
			}
		}
	}
	for i := range cols { // there are few
		for k := i; k > 0 && cols[k] < cols[k-1]; k-- {
			cols[k], cols[k-1] = cols[k-1], cols[k]
		}
	}
	return cols
}
