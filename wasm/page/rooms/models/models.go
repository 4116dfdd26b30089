// Package models is the room of what can be foretold: which customers belong together, how often they will come again, how
// many will come, who rises and who lapses. Each card gives an answer with its proof, or says what is missing.
package models

import (
	"slices"
	"strconv"
	"strings"

	"fenji/scoring/protocol"
	"fenji/wasm/page/shell"
)

// State is what the room keeps.
type State struct {
	of    *protocol.Outcome
	Cards [len(protocol.Models)]Card
	Shown []string // models whose columns are wanted in list and files
	asked bool     // whether anything was wanted at all
}

// A Card is what is known of a model, or how far it is.
type Card struct {
	Wish    protocol.ModelWish // Step 0: not begun
	Found   *protocol.Model    // nil until it is finished
	Done    int
	Total   int
	Stopped bool   // the user did not want to wait
	Choices string // groups: columns that may be chosen, kept while it is at work
}

// The events of the room.
type (
	Run     struct{ Model string } // anew
	Stopped struct{ Model string }
	Chosen  struct{ By, Of string } // what demand is about
	Columns struct {                // of a model are wanted, or not
		Model string
		On    bool
	}
	Picked struct { // a column for groups, or not any more
		Header string
		On     bool
	}
)

const name, question = "models", "model."

// Room is the room.
var Room = shell.Room{Name: name, Area: "practice", Reduce: reduceOwn, Questions: questions(),
	Keeps: func(s *shell.State, parts *protocol.ProjectParts) { parts.Traits = own(s).traits() }}

// questions are one for each model. A model that is at work is asked again as soon as it has answered, so that whatever
// else is asked comes in between; the next one begins when it has finished.
func questions() (list []shell.Question) {
	for i, model := range protocol.Models {
		list = append(list, shell.Question{Name: question + model, Op: protocol.OpModel,
			Wish: func(s *shell.State) protocol.Message {
				if w, ok := wish(s, i); ok {
					return &w
				}
				return nil
			},
			Answer: func() protocol.Message { return &protocol.Model{} }})
	}
	return append(list, shell.Question{Name: question + "columns", Op: protocol.OpModelColumns, Adds: true,
		Wish: func(s *shell.State) protocol.Message {
			if o := own(s); o.asked {
				return &protocol.ModelColumns{Of: o.Shown}
			}
			return nil
		},
		Answer: func() protocol.Message { return &protocol.Nothing{} }})
}

func own(s *shell.State) State {
	o := shell.Own[State](s, name)
	if o.of != s.Outcome {
		o = fresh(s.Outcome, o)
	}
	return o
}

// fresh is the room of another outcome. The columns that groups are found by stay chosen, for files that have them.
func fresh(of *protocol.Outcome, was State) (o State) {
	o.of = of
	for i, model := range protocol.Models {
		o.Cards[i].Wish = protocol.ModelWish{Model: model}
		if model == protocol.ModelDemand {
			o.Cards[i].Wish.By = "month"
		}
	}
	o.Cards[index(protocol.ModelGroups)].Wish.Of = was.traits()
	return o
}

// traits are the chosen columns that groups are found by.
func (o State) traits() string { return o.Cards[index(protocol.ModelGroups)].Wish.Of }

// picks are the headers among traits.
func picks(traits string) []string {
	if traits == "" {
		return nil
	}
	return strings.Split(traits, protocol.Between)
}

// by asks for groups by other columns.
func (o State) by(traits string) State {
	c := &o.Cards[index(protocol.ModelGroups)]
	*c = Card{Wish: protocol.ModelWish{Model: protocol.ModelGroups, Of: traits, Step: c.Wish.Step + 1}, Choices: c.Choices}
	return o
}

// wish is what card i asks: nothing before it was shown, and nothing while one before it is at work.
func wish(s *shell.State, i int) (w protocol.ModelWish, ok bool) {
	o := own(s)
	if o.Cards[i].Wish.Step == 0 && !s.InFront(name) {
		return w, false
	}
	for k := range i + 1 {
		c := &o.Cards[k]
		switch busy := c.Found == nil && !c.Stopped && (c.Wish.Step > 0 || s.InFront(name)); {
		case k == i && !busy, k < i && busy:
			return w, false
		}
	}
	return o.Cards[i].Wish, true
}

func reduceOwn(o any, was, now *shell.State, e shell.Event) any {
	return reduce(shell.As[State](o), now, e)
}

func reduce(o State, now *shell.State, e shell.Event) State {
	known := o
	if o.of != now.Outcome {
		o = fresh(now.Outcome, o)
	}
	switch e := e.(type) {
	case Run:
		if i := index(e.Model); i >= 0 {
			c := &o.Cards[i]
			*c = Card{Wish: c.Wish, Choices: c.Choices}
			c.Wish.Anew, c.Wish.Step = true, c.Wish.Step+1
		}
	case Stopped:
		if i := index(e.Model); i >= 0 && o.Cards[i].Found == nil {
			o.Cards[i].Stopped = true
		}
	case Chosen:
		c := &o.Cards[index(protocol.ModelDemand)]
		*c = Card{Wish: protocol.ModelWish{Model: protocol.ModelDemand, By: e.By, Of: e.Of, Step: c.Wish.Step + 1}}
	case Picked:
		list := slices.DeleteFunc(picks(o.traits()), func(h string) bool { return h == e.Header })
		if e.On {
			list = append(list, e.Header)
		}
		o = o.by(strings.Join(list, protocol.Between))
	case shell.Brought:
		if e.Parts.Traits == "" || e.Parts.Traits == o.traits() {
			return known
		}
		begun := o.Cards[index(protocol.ModelGroups)].Wish.Step > 0
		if o = o.by(e.Parts.Traits); !begun { // it begins when it is shown
			o.Cards[index(protocol.ModelGroups)].Wish.Step = 0
		}
	case Columns:
		o.asked = true
		o.Shown = slices.DeleteFunc(slices.Clone(o.Shown), func(m string) bool { return m == e.Model })
		if e.On {
			o.Shown = append(o.Shown, e.Model)
		}
	case shell.Answered:
		found, ok := e.Answer.(*protocol.Model)
		if !ok {
			return known
		}
		asked := *e.Wish.(*protocol.ModelWish)
		c := &o.Cards[index(asked.Model)]
		if asked != c.Wish || c.Stopped {
			return known
		}
		c.Wish.Anew, c.Wish.Step = false, c.Wish.Step+1
		if c.Done, c.Total = found.Done, found.Total; !found.Working {
			c.Found = found
			if found.Model == protocol.ModelGroups {
				c.Choices = strings.Join(found.Choices, protocol.Between)
			}
		}
	default:
		return known
	}
	return o
}

func index(model string) int {
	for i, id := range protocol.Models {
		if id == model {
			return i
		}
	}
	return -1
}

// state is the value of data-state of a card, and reason that of data-reason. A model is of use when any of its parts is
// that could be refused alone.
func (c *Card) state() (state, reason string) {
	switch {
	case c.Stopped:
		return "refused", "stopped"
	case c.Found == nil:
		return "working", ""
	}
	parts := c.Found.Parts
	if c.Found.Model != protocol.ModelMovers {
		parts = parts[:1]
	}
	for i := range parts {
		if parts[i].Reason == "" {
			return "done", ""
		}
	}
	return "refused", parts[0].Reason
}

// columned are the models that have something to say of each customer.
var columned = map[string]bool{protocol.ModelGroups: true, protocol.ModelReturn: true, protocol.ModelMovers: true}

// share writes a plain share as per cent with one digit: "0.1295" → "13.0".
func share(text string) string {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return "–"
	}
	return strconv.FormatFloat(100*f, 'f', 1, 64)
}

// short writes a figure with so many places.
func short(text string, places int) string {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return "–"
	}
	return strconv.FormatFloat(f, 'f', places, 64)
}
