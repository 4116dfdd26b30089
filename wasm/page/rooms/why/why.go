// Package why is the explanation of one customer: how each metric came to its points, what would lift the grade, how the
// customer stands among the others, and the rows of the file behind it.
package why

import (
	"strconv"
	"time"

	"fenji/scoring/civil"
	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// State is what the explanation keeps.
type State struct {
	Why    *protocol.Explanation // of the customer picked; nil while it is under way
	Picks  int                   // the choice that Why belongs to
	Past   *protocol.Past        // and what was counted; nil while it is under way
	From   int                   // the first row of the file that is shown
	Visits bool                  // all visits are listed
}

// RowsTurned and VisitsListed are the room's events.
type (
	RowsTurned   struct{ From int }
	VisitsListed struct{}
)

// name is the room's; the others name its questions.
const name, explaining, tracing = "why", "why", "why.past"

// sourceRows is how many rows of the file are shown at a time, latestVisits how many visits at first.
const sourceRows, latestVisits = 5, 6

// lull is how long an explanation that is shown already waits for that of a new outcome.
const lull = 40 * time.Millisecond

// Room is the room.
var Room = shell.Room{
	Name: name, Reduce: reduceOwn,
	Questions: []shell.Question{{
		Name: explaining, Op: protocol.OpExplain, Pause: lull,
		Wish: func(s *shell.State) protocol.Message {
			if s.Picked < 0 {
				return nil
			}
			return &protocol.Pick{Customer: s.Picked}
		},
		Also:   func(s *shell.State) int { return s.Picks },
		Answer: func() protocol.Message { return &protocol.Explanation{} },
	}, {
		Name: tracing, Op: protocol.OpPast, Pause: lull,
		Wish: func(s *shell.State) protocol.Message {
			if w := own(s); s.Picked < 0 || w.Why == nil || w.Picks != s.Picks {
				return nil
			}
			return &protocol.Trace{Customer: s.Picked, From: own(s).From, N: sourceRows}
		},
		Also:   func(s *shell.State) int { return s.Picks },
		Answer: func() protocol.Message { return &protocol.Past{} },
	}},
}

func own(s *shell.State) State { return shell.Own[State](s, name) }

func reduceOwn(o any, was, now *shell.State, e shell.Event) any {
	return reduce(shell.As[State](o), was, now, e)
}

func reduce(w State, was, now *shell.State, e shell.Event) State {
	if now.Picked != was.Picked {
		w = State{Why: w.Why} // the one before stays in sight until the next has come
	}
	if now.Picked < 0 {
		return State{}
	}
	switch e := e.(type) {
	case shell.Graded, shell.Revealed:
		w.Past, w.From, w.Visits = nil, 0, false
	case shell.Answered:
		switch e.Question {
		case explaining:
			w.Why, w.Picks = e.Answer.(*protocol.Explanation), now.Picks
		case tracing:
			w.Past = e.Answer.(*protocol.Past)
		}
	case RowsTurned:
		w.From = e.From
	case VisitsListed:
		w.Visits = true
	}
	return w
}

// Sentence says in plain words how one metric of an explanation came to its points.
func Sentence(lang string, metric int, p protocol.Part, unit string, graded bool) string {
	m := say.Metrics[metric]
	if p.Value == "" {
		return words.Text(lang, "why."+m+".none")
	}
	value := p.Value
	if m == "M" {
		value = say.Amount(lang, unit, value)
	}
	if !graded {
		return words.Text(lang, "why."+m+".value", "value", value)
	}
	return words.Text(lang, "why."+m+"."+p.Method, "value", value, "points", p.Points,
		"rank", say.Count(p.Rank), "of", say.Count(p.Of), "range", stretch(lang, metric, p, unit))
}

// stretch says which step of a scale a value fell on. Days and visits are whole numbers, so that (30, 90] reads 31–90.
func stretch(lang string, metric int, p protocol.Part, unit string) string {
	low, high, lowOpen, highOpen := p.Low, p.High, p.LowOpen, p.HighOpen
	key := ""
	switch {
	case low == "" && high == "":
		key = "all"
	case low == "":
		key = say.Either(highOpen, "below", "upto")
	case high == "":
		key = say.Either(lowOpen, "over", "from")
	case metric < 2:
		low, high = whole(low, lowOpen, 1), whole(high, highOpen, -1)
		key = say.Either(low == high, "one", "between")
	default:
		key = say.Either(lowOpen, "over", "from") + say.Either(highOpen, "-below", "-upto")
	}
	if metric == 2 { // the unit goes with each end
		low, high = say.Amount(lang, unit, low), say.Amount(lang, unit, high)
		return words.Text(lang, "range."+key, "low", low, "high", high, "unit", "")
	}
	return words.Text(lang, "range."+key, "low", say.Grouped(low), "high", say.Grouped(high),
		"unit", say.Unit(lang, metric, say.Either(high == "", low, high)))
}

// whole moves an open end to the nearest whole number inside.
func whole(n string, open bool, by int) string {
	if i, err := strconv.Atoi(n); err == nil && open {
		return strconv.Itoa(i + by)
	}
	return n
}

// BandSentence says which scores earn a grade: from its own lowest score up to that of the next better one.
func BandSentence(lang string, bands []protocol.Band, grade string) string {
	for i, b := range bands {
		if b.Grade != grade {
			continue
		}
		from := words.Text(lang, "why.band."+say.Either(b.Open, "over", "from"), "x", b.From)
		if i == 0 {
			return words.Text(lang, "why.band.top", "grade", grade, "from", from)
		}
		better := bands[i-1]
		to := words.Text(lang, "why.band."+say.Either(better.Open, "upto", "below"), "x", better.From)
		return words.Text(lang, "why.band", "grade", grade, "from", from, "to", to)
	}
	return ""
}

// LiftSentence says what change would lift a customer.
func LiftSentence(lang, unit string, l protocol.Lift) string {
	by, value := say.Grouped(l.By), say.Grouped(l.Value)
	if l.Kind == "money" {
		by, value = say.Amount(lang, unit, l.By), say.Amount(lang, unit, l.Value)
	}
	return words.Text(lang, "why.lift."+l.Kind, "by", by, "value", value)
}

// StandingSentence says where a customer stands among the others in a measure: R, F, M or the score. The share is in
// per cent, rounded down.
func StandingSentence(lang string, measure int, at protocol.Standing) (said string, percent int) {
	if at.Of == 0 {
		return "", 0
	}
	percent = at.Better * 100 / at.Of
	key := "customers.standing." + [...]string{"R", "F", "M", "score"}[measure]
	switch percent {
	case 0:
		if at.Better == 0 {
			return words.Text(lang, key+".none"), 0
		}
		return words.Text(lang, key, "share", "<1"), 0
	case 100:
		return words.Text(lang, key+".all"), 100
	}
	return words.Text(lang, key, "share", strconv.Itoa(percent)), percent
}

// daysBetween counts the days from one date to another; 0 where one is none.
func daysBetween(from, to string) int {
	a, errA := civil.Parse(from)
	b, errB := civil.Parse(to)
	if errA != nil || errB != nil {
		return 0
	}
	return int(b - a)
}
