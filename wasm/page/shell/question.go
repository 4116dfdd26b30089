package shell

import (
	"time"

	"fenji/scoring/protocol"
)

// A Question is what a room wants to know of an outcome. It is asked once for each outcome and wish, when the room wants
// it; an answer that comes too late is dropped; one that does not come is asked for again as soon as there is a chance.
type Question struct {
	Name string // told apart from all other questions
	Op   string // of the protocol

	// Wish gives what is asked in a state, nil while nothing is wanted. The room keeps the answer as long as it may wish
	// for it again. What the answer depends on besides outcome and wish, Also says.
	Wish func(s *State) protocol.Message
	Also func(s *State) int

	// Answer gives an empty message of the answer's type.
	Answer func() protocol.Message

	Pause time.Duration       // what is not urgent leaves the browser alone for so long after a new outcome
	Hurry func(s *State) bool // it is urgent now
	Quiet bool                // it can do without an answer: files are not called back, nor is it said what went wrong
	Early bool                // it can be asked before anything is graded
	Adds  bool                // what the engine makes for it adds columns to the list, which is asked for anew
}

// asked is what a question was last asked about.
type asked struct {
	of     *protocol.Outcome
	wish   string // encoded
	also   int
	failed bool // there was no answer; something has to happen before it is asked again
}

// Put, Answered and Unanswered are what becomes of a question.
type (
	Put struct {
		Question string
		about    asked
	}
	Answered struct {
		Question string
		Wish     protocol.Message
		Answer   protocol.Message
		about    asked
	}
	Unanswered struct {
		Question string
		about    asked
		failed   bool
	}
)

// Also is what the question's Also said when it was asked.
func (e Answered) Also() int { return e.about.also }

// A Pending is a question that has to be asked.
type Pending struct {
	*Question
	Message protocol.Message // the wish
	about   asked
}

// Put is the event that the question is asked.
func (p Pending) Put() Event { return Put{p.Name, p.about} }

// Answered is the event that it was answered.
func (p Pending) Answered(answer protocol.Message) Event {
	return Answered{p.Name, p.Message, answer, p.about}
}

// Unanswered is the event that no answer came: because something went wrong, or because the question was overtaken.
func (p Pending) Unanswered(failed bool) Event { return Unanswered{p.Name, p.about, failed} }

// pending gives what a question asks in a state; due tells that it has to be asked now.
func (q *Question) pending(s *State) (p Pending, due bool) {
	if s.Outcome == nil || !q.Early && !s.Settled() || s.Working() {
		return p, false
	}
	wish := q.Wish(s)
	if wish == nil {
		return p, false
	}
	p = Pending{q, wish, asked{of: s.Outcome, wish: string(protocol.Encode(wish))}}
	if q.Also != nil {
		p.about.also = q.Also(s)
	}
	was, ever := s.asked[q.Name]
	was.failed = false // it waits until something has happened
	return p, !ever || was != p.about
}

// Due lists the questions that have to be asked in a state.
func (h House) Due(s *State) (due []Pending) {
	for r := range h {
		for i := range h[r].Questions {
			if p, now := h[r].Questions[i].pending(s); now {
				due = append(due, p)
			}
		}
	}
	return due
}

// answered keeps the book of questions in a copy of the state; it is false for an answer that nobody waits for any more.
func answered(s *State, e Event) bool {
	switch e := e.(type) {
	case Put:
		s.asked = With(s.asked, e.Question, e.about)
	case Answered:
		return s.asked[e.Question] == e.about && e.about.of == s.Outcome
	case Unanswered:
		if s.asked[e.Question] != e.about {
			return false
		}
		if e.failed {
			e.about.failed = true
			s.asked = With(s.asked, e.Question, e.about)
		} else {
			s.asked = without(s.asked, func(name string, _ asked) bool { return name == e.Question })
		}
	case Recall:
		if !e.On { // a fresh engine has made nothing yet
			s.asked = without(s.asked, func(name string, a asked) bool { return a.failed || s.house.adds(name) })
		}
	case Advanced, Failed:
	default:
		s.asked = without(s.asked, func(_ string, a asked) bool { return a.failed })
	}
	return true
}

// adds tells whether a question's answer adds columns.
func (h House) adds(question string) bool {
	for r := range h {
		for _, q := range h[r].Questions {
			if q.Name == question {
				return q.Adds
			}
		}
	}
	return false
}

// without gives a map that lacks some entries; the old one stays as it is.
func without(old map[string]asked, gone func(string, asked) bool) map[string]asked {
	m := make(map[string]asked, len(old))
	for k, v := range old {
		if !gone(k, v) {
			m[k] = v
		}
	}
	return m
}
