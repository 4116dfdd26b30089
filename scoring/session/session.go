// Package session holds one sitting of a user: the files that were opened, what was made of them, and the answers to
// the page's calls. It runs the river of package scoring and keeps each stage's result, so that a change of mind runs
// only the stages behind it: another profile does not read the file again, another sort order does not grade again.
//
// What is kept is a chain of values, each made from the one before and from settings:
//
//	files → source → understood → cleaned → graded
//
// A [Session] stands on one such chain, its grading; another may be made beside it of the same files. What a feature works
// out besides lies as a stage in the value that it is made from (see stage.go). Each feature has a file here, named like
// its room on the page, which says the ops that it answers (see ops.go).
//
// It knows nothing of workers or browsers; wasm/engine is the mailbox in front of it. Errors that the user can mend are
// [scoring.Issue]; any other error is a bug of ours.
package session

import (
	"errors"
	"fenji/scoring/profile"

	"fenji/scoring"
	"fenji/scoring/profiles"
	"fenji/scoring/protocol"
	"fenji/scoring/sheet"
)

// A Session is one sitting. The zero Session is ready for use.
type Session struct {
	Options sheet.Options // how files are read; a program that runs in a browser lets the browser help

	grading      // what the page shows
	job     *job // the model at work, if there is one
	reveal  bool // the screen shows persons as they are

	rehearsed bool // the writing of a workbook
}

// Report is told how far a call has come.
type Report func(protocol.Progress)

var (
	errNothingOpen   = errors.New("session: no file is open")
	errNothingGraded = errors.New("session: nothing is graded")
)

func sessionOps() { tell(protocol.OpHello, (*Session).Hello) }

// Hello names the built-in profiles.
func (s *Session) Hello() (*protocol.Hello, error) {
	h := &protocol.Hello{}
	for _, p := range profiles.All() {
		h.Profiles = append(h.Profiles, profileMessage(p))
	}
	return h, nil
}

func profileMessage(p *profile.Profile) protocol.Profile {
	m := protocol.Profile{ID: p.ID, Name: protocol.Text(p.Name), About: protocol.Text(p.About), Unit: p.Unit.String(),
		Audience: protocol.Text(p.Audience), Ranked: p.Ranked(), WindowDays: p.Window.Days, WindowMonths: p.Window.Months}
	for i, rule := range p.Metrics {
		m.Weights[i], m.Methods[i] = rule.Weight.String(), rule.Method.String()
	}
	for _, b := range p.Bands {
		m.Bands = append(m.Bands, protocol.Band{Grade: b.Grade, From: b.From.String(), Open: b.Open,
			Name: protocol.Text(b.Name), Meaning: protocol.Text(b.Meaning), Action: protocol.Text(b.Action),
			Cadence: protocol.Text(b.Cadence)})
	}
	for _, n := range p.Notes {
		m.Notes = append(m.Notes, protocol.Text(n))
	}
	return m
}

// IssueMessage carries an issue to the page.
func IssueMessage(i scoring.Issue) protocol.Issue {
	return protocol.Issue{Code: string(i.Code), File: i.File, Sheet: i.Sheet, Cell: i.Cell, Value: i.Value, Args: i.Args}
}
