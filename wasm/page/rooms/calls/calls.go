// Package calls is the list for calls on paper: who is to be called and why, fifteen to a page, with boxes to tick. It lies
// over the page and shows customers of one outcome and no other: when another comes, it closes.
package calls

import (
	"strconv"

	"fenji/scoring/protocol"
	"fenji/scoring/readytext"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// State is what the list keeps.
type State struct {
	Open   bool
	Of     protocol.Filter   // whom it is about
	Masked bool              // names and telephones stay covered
	List   *protocol.Calls   // what it shows; nil while it is on its way
	From   *protocol.Outcome // the outcome that List belongs to
	Origin string            // the id of what opened it, for the focus to go back to

	Ready *protocol.Ready     // the text for the customer explained
	Own   readytext.Templates // the clinic's own templates
	Said  string              // the key of what became of copying
}

// The events of the list.
type (
	Shut       struct{}
	MaskTurned struct{ On bool }
	TextChosen struct{ Text string } // the user wrote another template for such customers; "": ours again
	TextCopied struct{ Said string }
)

const name, question, ready = "calls", "calls", "calls.text"

// Room is the room.
var Room = shell.Room{
	Name: name, Reduce: reduceOwn, Keeps: func(s *shell.State, parts *protocol.ProjectParts) { parts.Texts = own(s).Own.String() },
	Questions: []shell.Question{{
		Name: question, Op: protocol.OpCalls, Wish: wish,
		Answer: func() protocol.Message { return &protocol.Calls{} },
	}, {
		Name: ready, Op: protocol.OpReady, Quiet: true,
		Wish: func(s *shell.State) protocol.Message {
			if s.Picked < 0 {
				return nil
			}
			return &protocol.ReadyWish{Customer: s.Picked, Lang: s.Lang, Templates: own(s).Own.String()}
		},
		Answer: func() protocol.Message { return &protocol.Ready{} },
	}},
}

func own(s *shell.State) State { return shell.Own[State](s, name) }

// wish asks for the list while it lies open. What is done to persons in files that are saved is done here too.
func wish(s *shell.State) protocol.Message {
	c := own(s)
	if !c.Open {
		return nil
	}
	m := &protocol.Export{Format: "calls", Lang: s.Lang, Of: c.Of}
	s.Saved(m)
	if c.Masked && m.Names == protocol.NamesAsTheyAre {
		m.Names = protocol.NamesMasked
	}
	return m
}

func reduceOwn(o any, was, now *shell.State, e shell.Event) any {
	return reduce(shell.As[State](o), was, now, e)
}

func reduce(c State, was, now *shell.State, e shell.Event) State {
	switch e := e.(type) {
	case shell.ListWanted:
		c.Open, c.Of, c.Origin = true, e.Of, e.Origin
	case MaskTurned:
		c.Masked = e.On
	case shell.Graded, shell.Revealed:
		return State{Masked: c.Masked, Own: c.Own}
	case shell.Picked:
		c.Said = ""
	case TextChosen:
		if c.Ready != nil {
			c.Own = c.Own.With(readytext.Template{Reason: c.Ready.Reason, Grade: c.Ready.Grade, Lang: words.Bare(now.Lang), Text: e.Text})
			c.Said = ""
		}
	case shell.Brought:
		if texts, err := readytext.Parse(e.Parts.Texts); err == nil {
			for _, x := range texts {
				c.Own = c.Own.With(x)
			}
		}
	case TextCopied:
		c.Said = e.Said
	case Shut, shell.HomeChosen:
		c.Open = false
	case shell.Answered:
		if e.Question == ready {
			c.Ready = e.Answer.(*protocol.Ready)
		}
		if e.Question == question && c.Open {
			c.List, c.From = e.Answer.(*protocol.Calls), now.Outcome
		}
	}
	if !c.Open {
		c.List = nil
	}
	return c
}

// onPage is how many calls stand on a page.
const onPage = 15

// pages cuts a list into pages; an empty one has one page.
func pages(list []protocol.Call) [][]protocol.Call {
	out := [][]protocol.Call{}
	for from := 0; from == 0 || from < len(list); from += onPage {
		out = append(out, list[from:min(len(list), from+onPage)])
	}
	return out
}

// lead is the line below the title: whom the list is about, from which day, how many, and in which order.
func lead(s *shell.State, c *protocol.Calls) string {
	text := func(key string, args ...string) string { return words.Text(s.Lang, "calls."+key, args...) }
	order := text(say.Either(own(s).Of.Field == "falls" && c.Due > 0 && c.Due < c.Total, "order.due", "order"), "due", say.Count(c.Due))
	said := text(say.Either(c.Day == "", "lead.undated", "lead"), "order", order, "which", c.Which, "day", c.Day, "n", say.Count(c.Total), "money", say.Amount(s.Lang, "yuan", c.Sum))
	if len(c.List) < c.Total {
		said += text("lead.first", "n", say.Count(len(c.List)))
	}
	return said
}

// asides are what is to be known before calling.
func asides(s *shell.State, c *protocol.Calls) (list []string) {
	text := func(key string, args ...string) string { return words.Text(s.Lang, "calls."+key, args...) }
	switch {
	case c.Total == 0:
		list = append(list, text("nobody"))
	case c.Phones == 0:
		list = append(list, text("nophone"))
	case c.Phones < c.Total:
		list = append(list, text("fewphones", "n", say.Count(c.Total-c.Phones)))
	}
	if c.Left > 0 {
		list = append(list, text("left", "n", say.Count(c.Left)))
	}
	return list
}

// foot says by which rules the grades are, and what to do with the paper.
func foot(s *shell.State) string {
	profile := ""
	if p := s.Profile(s.Outcome.Profile); p != nil {
		profile = p.Name.In(s.Lang)
	}
	return words.Text(s.Lang, "calls.foot", "profile", profile)
}

// pageOf says which page of how many it is.
func pageOf(lang string, n, of int) string {
	return words.Text(lang, "calls.page", "n", strconv.Itoa(n), "of", strconv.Itoa(of))
}
