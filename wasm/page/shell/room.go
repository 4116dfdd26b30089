package shell

import (
	"slices"

	"fenji/scoring/protocol"
	"fenji/scoring/report"
	"fenji/scoring/report/chart"
)

// A Room is one feature of the page, as a value. It keeps its own part of the state, which only its Reduce changes; it
// knows no other room. What it shows in another's place it offers here, and the shell hands it on.
type Room struct {
	Name  string              // of its tab, #tab-NAME, and of its panel, #panel-NAME
	Panel string              // the id of its panel where that is another
	Area  string              // the part of the row of tabs where it stands; "" for a room without a tab
	Needs Need                // what must be there before it can be entered
	Has   func(s *State) bool // tells, when it is not nil, whether there is anything to show in it
	Base  bool                // it lists the customers: files and filters lead to it

	// Reduce gives the room's own state after an event: own is the one before, nil at first; was and now are what all
	// rooms share before and after it; As gives own its type.
	Reduce func(own any, was, now *State, e Event) any

	// Calls tells whether a new outcome has to be seen here first.
	Calls func(now *State) bool

	Questions []Question

	// What it offers. Columns of the list, with their filters and facets, its part of the engine offers
	// (scoring/session/offers.go).
	Labels []Label                                           // words for the filters that it leads to
	Notes  func(s *State) []Note                             // above the list of customers
	Marks  func(s *State, grade string) []Mark               // on the tile of a grade
	Paper  func(s *State, d *report.Data) []Paper            // sections of the printed report
	Differ func(s *State, from, to protocol.Settings) string // how settings differ in what is the room\'s; "" if they do not
	Export func(s *State, wish *protocol.Export)             // what it has to say about every file that is saved
	Load   func(s *State, wish *protocol.Load)               // and when a fresh engine reads the same files again
	Keeps  func(s *State, parts *protocol.ProjectParts)      // what it has to say in a project file
	Waits  func(s *State) int                                // how much there is to do in it, for the number on its tab

	Live
}

// A Need is what a room needs.
type Need int

// The needs.
const (
	NeedsGrading Need = iota
	NeedsFile
	NeedsNothing
)

// Open tells whether a room can be entered.
func (r Room) Open(s *State) bool {
	if r.Has != nil && (s.Outcome == nil || !r.Has(s)) {
		return false
	}
	switch r.Needs {
	case NeedsNothing:
		return true
	case NeedsFile:
		return s.Outcome != nil
	}
	return s.Outcome != nil && s.Outcome.Graded
}

// PanelID is the id of the room's panel.
func (r Room) PanelID() string {
	if r.Panel != "" {
		return r.Panel
	}
	return "panel-" + r.Name
}

// A Label says a filter in words. Fields that end in a dot are beginnings; rest is what follows.
type Label struct {
	Field string
	Say   func(s *State, rest string, f protocol.Filter) string
}

// A Paper is a section of the printed report: a table, sentences, or both.
type Paper struct {
	ID, Title string
	Table     chart.Table
	Lines     []string
}

// A Mark is a line on the tile of a grade.
type Mark struct {
	Text string
	Way  string // "up" or "down", for what rose or fell
}

// Marks are what rooms say on the tile of a grade.
func (h House) Marks(s *State, grade string) (list []Mark) {
	for _, r := range h {
		if r.Marks != nil {
			list = append(list, r.Marks(s, grade)...)
		}
	}
	return list
}

// Added are the columns that features add to the list.
func (s *State) Added() []protocol.Added {
	if s.Page == nil {
		return nil
	}
	return s.Page.Added
}

// AddedAt finds an added column by its number; -1 where there is none.
func (s *State) AddedAt(column int) int {
	return slices.IndexFunc(s.Added(), func(a protocol.Added) bool { return a.Column() == column })
}

// SameAdded tells whether two pages of rows have the same added columns, in the same order.
func SameAdded(a, b []protocol.Added) bool {
	return slices.EqualFunc(a, b, func(a, b protocol.Added) bool {
		return a.ID == b.ID && a.Kind == b.Kind && a.Head == b.Head && slices.Equal(a.Args, b.Args)
	})
}

// Saved lets the rooms say what they have to say about a file that is saved.
func (s *State) Saved(wish *protocol.Export) {
	for _, r := range s.house {
		if r.Export != nil {
			r.Export(s, wish)
		}
	}
}

// Kept lets the rooms say what they have to say in a project file.
func (s *State) Kept() (parts protocol.ProjectParts) {
	for _, r := range s.house {
		if r.Keeps != nil {
			r.Keeps(s, &parts)
		}
	}
	return parts
}

// A House is the rooms in the order of their tabs.
type House []Room

// Named gives the room of a name, an empty one when there is none.
func (h House) Named(name string) Room {
	for _, r := range h {
		if r.Name == name {
			return r
		}
	}
	return Room{}
}

// Reduce gives the state after an event. The state before stays as it was, in every depth.
func (h House) Reduce(was *State, e Event) *State {
	now := *was
	if !answered(&now, e) {
		return was // an answer to what nobody asks any more
	}
	h.reduce(&now, e)
	old := was.own
	if _, all := e.(Forgotten); all {
		old = nil
	}
	now.own = make(map[string]any, len(h))
	for _, r := range h {
		if r.Reduce != nil {
			now.own[r.Name] = r.Reduce(old[r.Name], was, &now, e)
		}
	}
	return &now
}

// As gives a room's own state its type. (A function that took a typed Reduce instead would make the linker keep all that a
// room refers to.)
func As[T any](own any) T {
	typed, _ := own.(T)
	return typed
}

// Own gives the part of the state that a room keeps.
func Own[T any](s *State, room string) T {
	return As[T](s.own[room])
}

// With gives a map that holds one thing more; the old one stays as it is.
func With[K comparable, V any](old map[K]V, key K, value V) map[K]V {
	m := make(map[K]V, len(old)+1)
	for k, v := range old {
		m[k] = v
	}
	m[key] = value
	return m
}
