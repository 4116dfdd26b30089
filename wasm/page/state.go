package page

import (
	"slices"

	"fenji/scoring/protocol"
)

// State is everything the page shows. It holds no rows: the grid asks for those it needs.
type State struct {
	Lang  string // "zh-CN" or "en"
	Theme string // "auto", "light" or "dark"
	Today string // 2006-01-02, for telling that an analysis date lies ahead
	Lock  Lock
	Early bool // a file arrived before the page was locked and waits, unread

	Profiles []protocol.Profile

	Task     Task
	Progress protocol.Progress
	Names    []string          // files at hand: of the load that runs, else of the outcome
	Sample   string            // name of the sample at hand, "" for the user's own files
	Settings protocol.Settings // as chosen
	Message  *protocol.Issue
	Tab      Tab
	Home     bool // the first view lies over the result, to choose another file

	Outcome *protocol.Outcome
	Shown   Shown // what the outcome was made from

	View  protocol.View
	Count protocol.Count

	Picked int // customer to be explained, -1 for none
	Why    *protocol.Explanation

	LedgerSpan protocol.Span
	Ledger     *protocol.Ledger

	Areas Areas
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

// Tab is the part of the result in front.
type Tab string

// The tabs.
const (
	OverviewTab  Tab = "overview"
	CustomersTab Tab = "customers"
	SegmentsTab  Tab = "segments"
	FallsTab     Tab = "falls"
	ColumnsTab   Tab = "columns"
	QualityTab   Tab = "quality"
)

// tabs are all tabs in their order, each with the panel it shows.
var tabs = []struct {
	tab   Tab
	panel string
}{
	{OverviewTab, "panel-overview"}, {CustomersTab, "panel-customers"}, {SegmentsTab, "panel-segments"},
	{FallsTab, "panel-falls"}, {ColumnsTab, "columns"}, {QualityTab, "ledger"},
}

// ledgerPage is how many entries of the ledger stand on one page.
const ledgerPage = 50

// byScore lists the best customers first.
var byScore = []protocol.SortKey{{Column: 8, Desc: true}}

// Start is the state before anything has happened.
func Start(lang, theme, today string) State {
	return State{Lang: lang, Theme: theme, Today: today, Lock: Locking, Tab: CustomersTab, Picked: -1,
		Settings: protocol.Settings{Sheet: -1}}
}

// An Event is something that happened. Events are values; what they change is said in Reduce.
type Event any

// The events.
type (
	LangChosen  struct{ Lang string }
	ThemeChosen struct{ Theme string }
	TabChosen   struct{ Tab Tab }
	HomeChosen  struct{ Home bool }
	Arrived     struct{} // a file arrived before the lock
	LockFailed  struct{}
	Greeted     struct{ Profiles []protocol.Profile } // locked, and the engine answers
	Started     struct {
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
	}
	Exported     struct{}
	Failed       struct{ Issue protocol.Issue }
	Cancelled    struct{}
	Dismissed    struct{}
	Arranged     struct{ View protocol.View }   // the user sorts, filters or searches
	Counted      struct{ Count protocol.Count } // and the engine has done it
	Picked       struct{ Customer int }
	Explained    struct{ Why *protocol.Explanation }
	Closed       struct{}
	LedgerTurned struct{ Span protocol.Span }
	LedgerRead   struct{ Ledger *protocol.Ledger }
)

// Reduce gives the state after an event.
func Reduce(s State, e Event) State {
	switch e := e.(type) {
	case LangChosen:
		s.Lang = e.Lang
	case ThemeChosen:
		s.Theme = e.Theme
	case TabChosen:
		s.Tab = e.Tab
	case HomeChosen:
		s.Home = e.Home
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
		s = graded(s, e)
	case Exported:
		s.Task = Idle
	case Failed:
		s = back(s)
		s.Message = &e.Issue
	case Cancelled:
		if s.Task == Recalling && s.Why == nil {
			s.Picked = -1 // the explanation will not come
		}
		s = back(s)
	case Dismissed:
		if s.Lock != NoLock {
			s.Message = nil
		}
	case Arranged:
		s.View = e.View
	case Counted:
		s.Count = e.Count
	case Picked:
		if s.Picked != e.Customer {
			s.Areas.Customers.Past, s.Areas.Customers.Visits = nil, false
		}
		s.Picked = e.Customer
	case Explained:
		s.Why = e.Why
	case Closed:
		s.Picked, s.Why = -1, nil
	case LedgerTurned:
		s.LedgerSpan = e.Span
	case LedgerRead:
		s.Ledger = e.Ledger
	default:
		for _, reduce := range areaReducers {
			s = reduce(s, e)
		}
	}
	return s
}

func graded(s State, e Graded) State {
	if !sameCustomers(s.Shown, Shown{s.Names, s.Sample, s.Settings}) || e.Outcome.Rows <= s.Picked {
		s.Picked, s.Why = -1, nil
	}
	if s.Task == Loading {
		s.Tab = CustomersTab
		s.Areas.Privacy.Reveal = false // of another file nobody asked to see more
	}
	task := s.Task
	s.Task, s.Home = Idle, false
	s.Areas.Customers = s.Areas.Customers.fresh(s.Outcome, e.Outcome)
	s.Settings.Profile = e.Outcome.Profile
	var before []protocol.Column
	if s.Outcome != nil {
		before = s.Outcome.Columns
	}
	s.Areas.Intake = s.Areas.Intake.traced(task, s.Shown.Settings, s.Settings, before)
	s.Outcome, s.Shown = e.Outcome, Shown{s.Names, s.Sample, s.Settings}
	s.View, s.Count = e.View, e.Count
	s.LedgerSpan, s.Ledger = protocol.Span{N: ledgerPage}, nil
	switch {
	case len(e.Outcome.Missing) > 0:
		s.Message = &protocol.Issue{Code: "missing-columns", Args: []string{"roles", ""}}
		s.Tab, s.Picked, s.Why = ColumnsTab, -1, nil
	case e.Outcome.Rows == 0:
		s.Message = &protocol.Issue{Code: "nothing-graded"}
		if s.Tab = QualityTab; asksDates(e.Outcome) {
			s.Tab = ColumnsTab // the answer to one question may be all that is missing
		}
	}
	return s
}

// sameCustomers tells whether customer numbers mean the same customers in both: profile, date and unit do not matter.
func sameCustomers(a, b Shown) bool {
	x, y := a.Settings, b.Settings
	return a.Sample == b.Sample && slices.Equal(a.Names, b.Names) && x.Sheet == y.Sheet && x.Shape == y.Shape &&
		x.Header == y.Header && x.Clean == y.Clean &&
		slices.Equal(x.Roles, y.Roles)
}

// back returns to what is shown, after work that came to nothing.
func back(s State) State {
	s.Task, s.Message = Idle, nil
	s.Names, s.Sample = s.Shown.Names, s.Shown.Sample
	if s.Outcome != nil {
		s.Settings = s.Shown.Settings
	}
	return s
}

// Asks tells whether the page waits for the password of a workbook.
func (s State) Asks() bool {
	return s.Message != nil && (s.Message.Code == "encrypted" || s.Message.Code == "wrong-password")
}

// Phase is the value of <html data-state>.
func (s State) Phase() string {
	switch {
	case s.Lock == NoLock:
		return "error"
	case s.Lock == Locking:
		return "loading"
	case s.Task == Loading || s.Task == Grading:
		return "working"
	case s.Message != nil || s.Outcome != nil && !s.Outcome.Graded:
		return "error"
	case s.Outcome != nil:
		return "done"
	}
	return "ready"
}

// First tells whether the first view is shown instead of a result.
func (s State) First() bool { return s.Outcome == nil || s.Home }

// Settled tells whether the engine's idea of the result is the one shown, so that rows may be asked for.
func (s State) Settled() bool {
	return s.Outcome != nil && s.Outcome.Graded && s.Task != Loading && s.Task != Grading
}

// Profile gives the profile of an id.
func (s State) Profile(id string) *protocol.Profile {
	for i := range s.Profiles {
		if s.Profiles[i].ID == id {
			return &s.Profiles[i]
		}
	}
	return nil
}

// Band gives the band of a grade under the profile shown; nil for the ungraded.
func (s State) Band(grade string) *protocol.Band {
	if s.Outcome == nil {
		return nil
	}
	if p := s.Profile(s.Outcome.Profile); p != nil {
		for i := range p.Bands {
			if p.Bands[i].Grade == grade {
				return &p.Bands[i]
			}
		}
	}
	return nil
}

// NewFile gives the settings with which a file is first read: the engine guesses all but the profile.
func NewFile(profile string) protocol.Settings { return protocol.Settings{Sheet: -1, Profile: profile} }

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
	return protocol.Settings{Sheet: sheet, Profile: set.Profile, AsOf: set.AsOf}
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
