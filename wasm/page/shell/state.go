package shell

import (
	"slices"

	"fenji/scoring/protocol"
)

// State is everything the page shows. It holds no rows but the first page of them: a list asks for those it needs.
type State struct {
	Lang  string // "zh-CN" or "en", wearing the currency of what is shown
	Theme string // "auto", "light" or "dark"
	Today string // 2006-01-02, the user's civil date as the page began
	Space Space  // what the window has room for
	Lock  Lock
	Early bool // a file arrived before the page was locked and waits, unread

	Profiles []protocol.Profile
	Own      []OwnRules // rules that are none of the built-in ones

	Task     Task
	Progress protocol.Progress
	Names    []string          // files at hand: of the load that runs, else of the outcome
	Sample   string            // name of the sample at hand, "" for the user's own files
	Settings protocol.Settings // as chosen
	Message  *protocol.Issue
	Base     string            // the room that lists customers: where files and filters lead
	Tab      string            // the room in front
	Seen     map[string]string // by area, the room last in front
	Home     bool              // the first view lies over the result, to choose another file

	Outcome *protocol.Outcome
	Shown   Shown // what the outcome was made from
	Reveal  bool  // persons in the file show as they are

	Past, Future []protocol.Settings // the latest of the past last, the next of the future last

	Since     protocol.Since // what the result is compared with
	View      protocol.View
	Count     protocol.Count
	Page      *protocol.Rows // the first page of rows of View
	Turn      int            // counts changes of what is listed and how
	Arranging bool           // the engine has not followed View yet

	Picked int    // customer to be explained, -1 for none
	Came   string // the room from which the explanation was asked for, where that is not the list; closing leads back to it
	Picks  int    // counts the choices of one

	house House            // for what its rooms offer
	asked map[string]asked // by question
	own   map[string]any   // by room
}

// OwnRules are rules of the user's own, as JSON and as they are shown.
type OwnRules struct {
	Text    string
	Profile protocol.Profile
}

// withOwn puts rules in the place of those of the same id, or behind the others.
func withOwn(list []OwnRules, o OwnRules) []OwnRules {
	list = slices.DeleteFunc(slices.Clone(list), func(x OwnRules) bool { return x.Profile.ID == o.Profile.ID })
	return append(list, o)
}

// WithProfile chooses a profile by its id.
func (s *State) WithProfile(set protocol.Settings, id string) protocol.Settings {
	set.Profile, set.Rules = id, ""
	for _, o := range s.Own {
		if o.Profile.ID == id {
			set.Rules = o.Text
		}
	}
	return set
}

// Space tells what the window has room for.
type Space struct {
	Wide  bool // the filters beside the list
	Roomy bool // and an explanation beside both
	Small bool // a phone
	Low   bool // a small laptop: little room below the grades
}

// Shown is what an outcome was made from; a load or grading that fails or is cancelled returns to it.
type Shown struct {
	Names    []string
	Sample   string
	Settings protocol.Settings
}

// Lock tells how far the page has come in locking itself.
type Lock string

// The states of the lock. The words are also the values of #airlock[data-locked].
const (
	Locking  Lock = "false"
	IsLocked Lock = "true"
	NoLock   Lock = "failed"
)

// Task is the work under way that the user waits for.
type Task string

// The tasks.
const (
	Idle      Task = ""
	Loading   Task = "load"
	Grading   Task = "grade"
	Exporting Task = "export"
	Recalling Task = "recall" // the files again, for an engine that lost them to a cancelled job; the result stays
)

// ByScore lists the best customers first.
var ByScore = protocol.ByScore

// Start is the state before anything has happened.
func (h House) Start(lang, theme, today string) *State {
	s := &State{house: h, Lang: lang, Theme: theme, Today: today, Lock: Locking, Picked: -1, Settings: protocol.Settings{Sheet: -1}}
	for _, r := range h {
		if r.Base {
			s.Base, s.Tab = r.Name, r.Name
		}
	}
	return s
}

// sameCustomers tells whether customer numbers mean the same customers in both: profile, date and unit do not matter.
func sameCustomers(a, b Shown) bool {
	x, y := a.Settings, b.Settings
	return a.Sample == b.Sample && slices.Equal(a.Names, b.Names) && x.Sheet == y.Sheet && x.Shape == y.Shape &&
		x.Header == y.Header && x.Clean == y.Clean &&
		slices.Equal(x.Roles, y.Roles) && slices.Equal(x.Answers, y.Answers) && slices.Equal(x.Fates, y.Fates)
}

// back returns to what is shown, after work that came to nothing.
func back(s *State) {
	s.Task, s.Message = Idle, nil
	s.Names, s.Sample = s.Shown.Names, s.Shown.Sample
	if s.Outcome != nil {
		s.Settings = s.Shown.Settings
		for _, p := range s.Outcome.Own {
			s.Own = withOwn(s.Own, OwnRules{s.Settings.Rules, p})
		}
	}
}

// Asks tells whether the page waits for the password of a workbook.
func (s *State) Asks() bool {
	return s.Message != nil && (s.Message.Code == "encrypted" || s.Message.Code == "wrong-password")
}

// Phase is the value of <html data-state>.
func (s *State) Phase() string {
	switch {
	case s.Lock == NoLock:
		return "error"
	case s.Lock == Locking:
		return "loading"
	case s.Working():
		return "working"
	case s.Message != nil || s.Outcome != nil && !s.Outcome.Graded:
		return "error"
	case s.Outcome != nil:
		return "done"
	}
	return "ready"
}

// First tells whether the first view is shown instead of a result.
func (s *State) First() bool { return s.Outcome == nil || s.Home }

// Working tells whether another outcome is under way.
func (s *State) Working() bool { return s.Task == Loading || s.Task == Grading }

// InFront tells whether a room is what the user sees.
func (s *State) InFront(room string) bool { return s.Tab == room && !s.First() }

// Settled tells whether the engine's idea of the result is the one shown, so that rows may be asked for.
func (s *State) Settled() bool {
	return s.Outcome != nil && s.Outcome.Graded && !s.Working()
}

// Profile gives the profile of an id.
func (s *State) Profile(id string) *protocol.Profile {
	for i := range s.Profiles {
		if s.Profiles[i].ID == id {
			return &s.Profiles[i]
		}
	}
	for i := range s.Own {
		if s.Own[i].Profile.ID == id {
			return &s.Own[i].Profile
		}
	}
	return nil
}

// Band gives the band of a grade under the profile shown; nil for the ungraded.
func (s *State) Band(grade string) *protocol.Band {
	if i := s.Place(grade); i >= 0 {
		return &s.Profile(s.Outcome.Profile).Bands[i]
	}
	return nil
}

// Place is where the band of a grade stands under the profile shown, the best at 0; -1 for the ungraded. Colours go by it.
func (s *State) Place(grade string) int {
	if s.Outcome == nil {
		return -1
	}
	if p := s.Profile(s.Outcome.Profile); p != nil {
		return slices.IndexFunc(p.Bands, func(b protocol.Band) bool { return b.Grade == grade })
	}
	return -1
}

// NewFile gives the settings with which a file is first read: the engine guesses all but the profile.
func NewFile(profile string) protocol.Settings { return protocol.Settings{Sheet: -1, Profile: profile} }

// on are settings as the engine gets them: with the user's date, which is nobody's choice and so no setting that is kept
// or undone.
func (s *State) on(set protocol.Settings) protocol.Settings {
	set.Today = s.Today
	return set
}

// WithRole changes the meaning of one column.
func WithRole(set protocol.Settings, column int, role string) protocol.Settings {
	var roles []protocol.Role
	for _, r := range set.Roles {
		if r.Column != column {
			roles = append(roles, r)
		}
	}
	set.Roles = append(roles, protocol.Role{Column: column, Role: role})
	return set
}

// WithHeader says in which row the headers stand; columns whose meanings were chosen are not the same any more.
func WithHeader(set protocol.Settings, row int) protocol.Settings {
	set.Header, set.Roles, set.Shape, set.Visits = row, nil, "", ""
	return set
}

// WithSheet turns to another sheet, whose columns have nothing to do with those of the former.
func WithSheet(set protocol.Settings, sheet int) protocol.Settings {
	return protocol.Settings{Sheet: sheet, Profile: set.Profile, Rules: set.Rules, AsOf: set.AsOf}
}

// Sorted sorts by a column: a column that leads already turns round, another takes the lead. With add the column joins
// the others as the last key.
func Sorted(v protocol.View, column int, add bool) protocol.View {
	at := slices.IndexFunc(v.Sort, func(k protocol.SortKey) bool { return k.Column == column })
	key := protocol.SortKey{Column: column}
	switch {
	case add && at >= 0:
		v.Sort = slices.Clone(v.Sort)
		v.Sort[at].Desc = !v.Sort[at].Desc
		return v
	case add:
		v.Sort = append(slices.Clone(v.Sort), key)
		return v
	case at == 0:
		key.Desc = !v.Sort[0].Desc
	}
	v.Sort = []protocol.SortKey{key}
	return v
}

// Toggled adds a grade to the filter or takes it out; with only the filter holds that grade alone, or nothing.
func Toggled(v protocol.View, grade string, only bool) protocol.View {
	had := slices.Contains(v.Grades, grade)
	var grades []string
	if !only {
		for _, g := range v.Grades {
			if g != grade {
				grades = append(grades, g)
			}
		}
	}
	if !had || only && len(v.Grades) > 1 {
		grades = append(grades, grade)
	}
	v.Grades = grades
	return v
}

// Wish is what a file would be saved with now: the rooms say what they have to say about every file.
func (s *State) Wish() *protocol.Export {
	wish := &protocol.Export{Lang: s.Lang}
	s.Saved(wish)
	return wish
}
