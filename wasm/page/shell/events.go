package shell

import (
	"fenji/scoring/protocol"
	"fenji/scoring/words"
)

// An Event is something that happened. Events are values; what they change is said in Reduce. Every event reaches every
// room; those of one room mean nothing to the others.
type Event any

// The events that everybody may care about.
type (
	LangChosen     struct{ Lang string }
	ThemeChosen    struct{ Theme string }
	SpaceFound     struct{ Space Space }
	TabChosen      struct{ Tab string }
	HomeChosen     struct{ Home bool }
	SettingsChosen struct{ Settings protocol.Settings } // for the file to come
	Arrived        struct{}                             // a file arrived before the lock
	LockFailed     struct{}
	Greeted        struct{ Profiles []protocol.Profile } // locked, and the engine answers
	Started        struct {
		Task     Task
		Names    []string
		Sample   string
		Settings protocol.Settings
	}
	Advanced struct{ Progress protocol.Progress }
	Recall   struct{ On bool }
	Graded   struct {
		Outcome *protocol.Outcome
		View    protocol.View
		Count   protocol.Count
		Page    *protocol.Rows
	}
	Revealed struct { // the same outcome, with persons as they are or masked again
		Outcome *protocol.Outcome
		On      bool
	}
	OwnKnown    struct{ Own []OwnRules }              // rules that can be chosen from now on
	Brought     struct{ Parts protocol.ProjectParts } // by a project file, beside settings
	SinceChosen struct{ Since protocol.Since }
	Exported    struct{}
	Failed      struct{ Issue protocol.Issue }
	Cancelled   struct{}
	Dismissed   struct{}
	Forgotten   struct{}
	Arranged    struct{ View protocol.View } // the user sorts, filters or searches
	Listed      struct {                     // and the engine has done it
		Count protocol.Count
		Page  *protocol.Rows
	}
	ListWanted struct { // a list for calls on paper, of those that a filter keeps
		Of     protocol.Filter
		Origin string // the id of what asked for it, for the focus to go back to
	}
	Marked struct{ Count protocol.Count }
	Picked struct {
		Customer int
		From     string // the room that leads to the list for it, and to which closing leads back; "": none
	}
	Closed struct{}
)

// reduce changes what all rooms share as an event does; s is a copy of the state before.
func (h House) reduce(s *State, e Event) {
	switch e := e.(type) {
	case LangChosen:
		s.Lang = words.Wearing(e.Lang, words.Worn(s.Lang))
	case ThemeChosen:
		s.Theme = e.Theme
	case SpaceFound:
		s.Space = e.Space
	case TabChosen:
		s.Came = ""
		h.enter(s, e.Tab)
	case HomeChosen:
		s.Home = e.Home
	case SettingsChosen:
		s.Settings = e.Settings
	case Arrived:
		s.Early = true
	case LockFailed:
		s.Lock, s.Message = NoLock, &protocol.Issue{Code: "lock-failed"}
	case Greeted:
		s.Lock, s.Early, s.Profiles = IsLocked, false, e.Profiles
		if s.Settings.Profile == "" && len(e.Profiles) > 0 {
			s.Settings.Profile = e.Profiles[0].ID
			s.Shown.Settings = s.Settings
		}
	case Started:
		s.Task, s.Progress, s.Message = e.Task, protocol.Progress{}, nil
		if e.Task != Exporting {
			s.Names, s.Sample, s.Settings = e.Names, e.Sample, e.Settings
		}
	case Advanced:
		if s.Task != Idle {
			s.Progress = e.Progress
		}
	case Recall:
		if e.On && s.Task == Idle {
			s.Task, s.Progress = Recalling, protocol.Progress{}
		} else if !e.On && s.Task == Recalling {
			s.Task = Idle
		}
	case Graded:
		h.graded(s, e)
	case Revealed:
		s.Outcome, s.Reveal = e.Outcome, e.On
		s.Turn++
	case SinceChosen:
		s.Since = e.Since
	case OwnKnown:
		for _, o := range e.Own {
			s.Own = withOwn(s.Own, o)
		}
	case Exported:
		s.Task = Idle
	case Failed:
		back(s)
		s.Message = &e.Issue
	case Cancelled:
		if s.Task == Recalling {
			s.Picked = -1 // the explanation will not come
		}
		back(s)
	case Dismissed:
		if s.Lock != NoLock {
			s.Message = nil
		}
	case Forgotten:
		h.forget(s)
	case Arranged:
		s.View, s.Arranging = e.View, true
		s.Turn++
	case Listed:
		s.Count, s.Page, s.Arranging = e.Count, e.Page, false
	case Marked:
		s.Count = e.Count
	case Picked:
		if s.Picked != e.Customer {
			s.Picks++
		}
		s.Picked, s.Came = e.Customer, e.From
		if e.From != "" {
			h.enter(s, s.Base)
		}
	case Closed:
		if s.Came != "" {
			h.enter(s, s.Came)
		}
		s.Picked, s.Came = -1, ""
	}
}

// enter brings a room to the front.
func (h House) enter(s *State, name string) {
	s.Tab = name
	if r := h.Named(name); r.Area != "" {
		s.Seen = With(s.Seen, r.Area, name)
	}
}

func (h House) graded(s *State, e Graded) {
	if !sameCustomers(s.Shown, Shown{s.Names, s.Sample, s.Settings}) || e.Outcome.Rows <= s.Picked {
		s.Picked = -1
	}
	s.Settings.Profile = e.Outcome.Profile
	for _, p := range e.Outcome.Own {
		s.Own = withOwn(s.Own, OwnRules{s.Settings.Rules, p})
	}
	switch s.Task {
	case Loading:
		h.enter(s, s.Base)
		s.Reveal = false // of another file nobody asked to see more
		s.Past, s.Future = nil, nil
		s.Since = protocol.Since{}
	case Grading:
		traced(s)
	}
	if s.Since.Day != "" && s.Since.Day >= e.Outcome.AsOf {
		s.Since = protocol.Since{}
	}
	s.Task, s.Home = Idle, false
	s.Lang = words.Wearing(s.Lang, e.Outcome.Currency)
	s.Outcome, s.Shown = e.Outcome, Shown{s.Names, s.Sample, s.Settings}
	s.View, s.Count, s.Page, s.Arranging = e.View, e.Count, e.Page, false
	s.Turn++
	switch {
	case len(e.Outcome.Missing) > 0:
		s.Message = &protocol.Issue{Code: "missing-columns", Args: []string{"roles", ""}}
		s.Picked = -1
	case e.Outcome.Rows == 0:
		s.Message = &protocol.Issue{Code: "nothing-graded"}
	}
	for _, r := range h {
		if r.Calls != nil && r.Calls(s) {
			h.enter(s, r.Name)
			return
		}
	}
}

// forget leaves what a page has that was just locked.
func (h House) forget(s *State) {
	fresh := h.Start(words.Bare(s.Lang), "auto", s.Today)
	fresh.Lock, fresh.Profiles, fresh.Space = s.Lock, s.Profiles, s.Space
	if len(s.Profiles) > 0 {
		fresh.Settings.Profile = s.Profiles[0].ID
		fresh.Shown.Settings = fresh.Settings
	}
	*s = *fresh
}
