// Package session holds one sitting of a user: the files that were opened, what was made of them, and the answers to
// the page's calls. It runs the river of package scoring and keeps each stage's result, so that a change of mind runs
// only the stages behind it: another profile does not read the file again, another sort order does not grade again.
//
// It knows nothing of workers or browsers; wasm/engine is the mailbox in front of it. Errors that the user can mend are
// [scoring.Issue]; any other error is a bug of ours.
package session

import (
	"bytes"
	"errors"
	"io"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/clean"
	"fenji/scoring/intake/header"
	"fenji/scoring/privacy"
	"fenji/scoring/profiles"
	"fenji/scoring/protocol"
	"fenji/scoring/report/chart"
	"fenji/scoring/rfm"
	"fenji/scoring/sheet"
	"fenji/scoring/view"
)

// Report is told how far a call has come.
type Report func(protocol.Progress)

// A Session is one sitting. The zero Session is ready for use.
type Session struct {
	Options sheet.Options // how files are read; a program that runs in a browser lets the browser help

	names  []string
	books  []*sheet.Book // one per file
	table  *sheet.Table
	index  int   // sheet that table was read from
	small  bool  // the file is small enough to look at all of its sheets
	sheets []int // those that can be graded, once looked for
	header int   // row of the headers as it was chosen
	joined bool  // table has the rows of all files
	left   []int // columns whose content table has no more

	guess    intake.Mapping // of that sheet
	mapping  intake.Mapping // the guess with the user's changes
	unit     decimal.Unit
	unitAsk  bool
	settings protocol.Settings

	cleaned cleaning // what records and ledger were made with
	records *intake.Records
	ledger  *intake.Ledger
	found   *clean.Findings // nil until somebody looks
	counted counted
	view    *view.View
	filters []protocol.Filter // of the last arrangement
	marks   marks
	outlook outlook

	overview   *chart.Data // nil until the overview is opened
	overviewOf *view.View  // what it was made of

	reveal  bool             // the screen shows persons as they are
	private []privacy.Column // nil until wanted
	named   bool             // firsts and masks are known
	firsts  []string         // names in the first rows
	masks   []string         // and what stands for them
	covered covering         // of the last export

	outlined *view.Export // what the last outline is of, until it is exported
}

// cleaning is what decides the outcome of intake.Clean besides table and mapping.
type cleaning struct {
	asOf  civil.Day
	unit  decimal.Unit
	clean intake.Cleaning
}

// Hello names the built-in profiles.
func (s *Session) Hello() *protocol.Hello {
	h := &protocol.Hello{}
	for _, p := range profiles.All() {
		h.Profiles = append(h.Profiles, profileMessage(p))
	}
	return h
}

// A File is the content of a file.
type File interface {
	io.ReaderAt
	Size() int64
}

// Load reads files and grades what is in them. An earlier file stays as it was when the new one cannot be read.
func (s *Session) Load(m protocol.Load, files [][]byte, report Report) (*protocol.Outcome, error) {
	var list []File
	for _, data := range files {
		list = append(list, bytes.NewReader(data))
	}
	return s.LoadFiles(m, list, report)
}

// LoadFiles is Load for files that are not in memory.
func (s *Session) LoadFiles(m protocol.Load, files []File, report Report) (*protocol.Outcome, error) {
	if len(files) == 0 || len(files) != len(m.Names) {
		return nil, errors.New("session: no file")
	}
	next := Session{Options: s.Options, reveal: m.Reveal, names: m.Names, index: -1}
	far := &reading{report: report}
	for i, f := range files {
		o := s.Options
		o.Progress = far.file(f.Size())
		book, err := sheet.Open(m.Names[i], f, f.Size(), o)
		if err != nil {
			return nil, err
		}
		next.books = append(next.books, book)
	}
	next.small = len(files) == 1 && files[0].Size() <= 1<<20
	out, err := next.Grade(m.Settings, report)
	if err != nil {
		return nil, err
	}
	*s = next
	return out, nil
}

// Grade applies the settings to the files that are open.
func (s *Session) Grade(set protocol.Settings, report Report) (*protocol.Outcome, error) {
	if s.books == nil {
		return nil, errors.New("session: no file is open")
	}
	profile, ok := profiles.ByID(set.Profile)
	if !ok {
		return nil, errors.New("session: no profile " + set.Profile)
	}
	before := *s
	err := s.choose(set.Sheet, headerOf(set.Header))
	if err == nil {
		err = s.join()
	}
	if err == nil {
		err = s.leaveOut(set.Roles)
	}
	if err != nil {
		*s = before
		return nil, err
	}
	s.understand(set, profile)
	s.settings = set
	if len(s.mapping.Missing()) > 0 {
		s.records, s.ledger, s.view = nil, nil, nil
		return s.outcome(), nil
	}
	report(protocol.Progress{Stage: "clean", Rows: s.table.Rows - s.mapping.HeaderRow - 1})
	asOf, err := analysisDate(set.AsOf)
	if err != nil {
		return nil, err
	}
	if err := s.clean(cleaning{asOf, s.unit, cleaningOf(set.Clean)}); err != nil {
		return nil, err
	}
	report(protocol.Progress{Stage: "grade", Rows: s.ledger.Used.Rows})
	result, err := scoring.Score(s.customers(profile.Window), profile, s.records.AsOf, scoring.Options{})
	if err != nil {
		return nil, err
	}
	s.view = view.New(result, s.table, view.Extras(s.mapping))
	return s.outcome(), nil
}

// customers counts the customers anew when the records or the window are others than the last time.
func (s *Session) customers(w civil.Window) []scoring.Customer {
	if c := &s.counted; c.of != s.records || c.window != w {
		*c = counted{} // A million of them need not be held twice.
		*c = counted{s.records, w, rfm.Build(s.records, w)}
	}
	return s.counted.list
}

// counted are customers, with what they were counted from.
type counted struct {
	of     *intake.Records
	window civil.Window
	list   []scoring.Customer
}

func analysisDate(s string) (civil.Day, error) {
	if s == "" {
		return civil.NoDay, nil
	}
	return civil.Parse(s)
}

// choose reads sheet i unless it is read already; -1 means the first visible sheet on which something can be graded,
// or else the first visible one with rows.
func (s *Session) choose(i, header int) error {
	sheets := s.books[0].Sheets()
	if i >= 0 && i < len(sheets) {
		return s.open(i, header)
	}
	if s.table != nil {
		return s.open(s.index, header)
	}
	var first error
	fallback := -1
	for i, info := range sheets {
		if info.Hidden && len(sheets) > 1 {
			continue
		}
		err := s.open(i, header)
		if err == nil && len(s.guess.Missing()) == 0 {
			return nil
		}
		if err == nil && fallback < 0 {
			fallback = i
		}
		if err != nil && first == nil {
			first = err
		}
	}
	if fallback >= 0 {
		return s.open(fallback, header)
	}
	if first == nil {
		first = scoring.Issue{Code: "empty-sheet", File: s.names[0]}
	}
	return first
}

// headerOf gives the core's number of a row of headers.
func headerOf(n int) int {
	switch {
	case n > 0:
		return n - 1
	case n < 0:
		return -1
	}
	return header.AnyRow
}

// open reads a sheet and guesses its columns, with its headers in the row that the user names. Nothing changes when it cannot be read.
func (s *Session) open(i, headers int) error {
	if s.table != nil && s.index == i && s.header == headers {
		return nil
	}
	table := s.table
	if table == nil || s.index != i || s.joined { // other files stand below a table that is joined
		var err error
		if table, err = s.books[0].Read(i); err != nil {
			return err
		}
	}
	guess, err := header.GuessBelow(table, headers)
	if err != nil {
		return err
	}
	s.header = headers
	s.table, s.index, s.guess, s.mapping, s.records, s.joined = table, i, guess, guess, nil, false
	s.left = nil
	return nil
}

// understand works out the mapping anew: the guess, then the user's changes in their order. When that leaves the mapping
// as it was, the cleaned records stay.
func (s *Session) understand(set protocol.Settings, profile *scoring.Profile) {
	s.private, s.named = nil, false
	m := s.guess
	for _, r := range set.Roles {
		if r.Column >= 0 && r.Column < len(m.Columns) {
			m = header.With(m, r.Column, intake.Role(r.Role))
		}
	}
	if set.Shape != "" {
		m = header.WithShape(m, intake.Shape(set.Shape))
	}
	if v := intake.VisitRule(set.Visits); v != "" && (v != intake.ByOrder || m.Column(intake.Order) >= 0) {
		m.Visits = v // orders cannot be counted any more when the column of order numbers is gone
	}
	if o := dateOrders[set.Dates]; o != intake.NoOrder {
		m = header.WithDateOrder(m, o)
	}
	if !sameMapping(m, s.mapping) {
		s.records = nil
	}
	s.mapping = m
	switch set.Unit {
	case "yuan":
		s.unit, s.unitAsk = decimal.Yuan, false
	case "wan":
		s.unit, s.unitAsk = decimal.WanYuan, false
	default:
		s.unit, s.unitAsk = header.SuggestUnit(s.table, m, profile.Unit)
	}
	s.mapping.Unit = s.unit
}

// dateOrders are what the user can say about dates.
var dateOrders = map[string]intake.DateOrder{"day": intake.DayFirst, "month": intake.MonthFirst, "year": intake.YearFirst}

// sameMapping tells whether two mappings clean a table alike, the unit aside.
func sameMapping(a, b intake.Mapping) bool {
	if a.HeaderRow != b.HeaderRow || a.Shape != b.Shape || a.Visits != b.Visits || a.AsOf != b.AsOf ||
		a.DateOrder != b.DateOrder ||
		len(a.Columns) != len(b.Columns) {
		return false
	}
	for i := range a.Columns {
		if a.Columns[i].Role != b.Columns[i].Role {
			return false
		}
	}
	return true
}

func (s *Session) clean(c cleaning) error {
	if s.records != nil && s.cleaned == c {
		return nil
	}
	records, ledger, err := clean.Clean(s.table, s.mapping,
		intake.Options{AsOf: c.asOf, Unit: c.unit, Cleaning: c.clean})
	if err != nil {
		return err
	}
	s.records, s.ledger, s.cleaned, s.found = records, ledger, c, nil
	s.marks = marks{} // the customers may have other numbers now
	return nil
}

// Arrange sorts and filters the customers.
func (s *Session) Arrange(m protocol.View) (*protocol.Count, error) {
	if s.view == nil {
		return nil, errNothingGraded
	}
	keys := make([]view.Key, len(m.Sort))
	for i, k := range m.Sort {
		keys[i] = view.Key{Column: k.Column, Desc: k.Desc}
	}
	if err := s.sift(m.Filters); err != nil {
		return nil, err
	}
	s.view.Arrange(keys, m.Grades, m.Search)
	return s.count(), nil
}

var errNothingGraded = errors.New("session: nothing is graded")
