package session

import (
	"slices"

	"fenji/scoring"
	"fenji/scoring/intake"
	"fenji/scoring/intake/doubt"
	"fenji/scoring/protocol"
)

// answersOf are the user's answers to questions that exist; others are passed over.
func answersOf(list []protocol.Answer) (answers intake.Answers) {
	for _, a := range list {
		if q, ok := doubt.Of(a.Code); ok && q.Allows(a.ID) {
			answers = append(answers, intake.Answer(a))
		}
	}
	return answers
}

// asksShown bounds how many rows a question shows.
const asksShown = 20

// asks are the open questions about the files, and those that were answered.
func (s *Session) asks() (list []protocol.Ask) {
	answers := answersOf(s.settings.Answers)
	c := doubt.Case{Table: s.table, Mapping: s.mapping, Answers: answers}
	if s.cleaned != nil {
		c.Records, c.Ledger = s.records, s.ledger
	}
	for _, d := range doubt.Examine(c) {
		list = append(list, s.ask(d, answers))
	}
	return list
}

func (s *Session) ask(d doubt.Doubt, answers intake.Answers) protocol.Ask {
	a := protocol.Ask{Code: d.Code, Form: d.Form, Key: d.Key, Rows: d.Rows, Money: d.Money.String(), Meanwhile: d.Meanwhile,
		Answers: d.Answers, Args: d.Args, Columns: d.Columns}
	if said := answers.To(d.Code, d.Key); slices.Contains(d.Answers, said) {
		a.Meanwhile, a.Answered = said, true
	}
	col := 0
	if len(d.Columns) > 0 {
		col = d.Columns[0]
	}
	for _, row := range d.Shown[:min(len(d.Shown), asksShown)] {
		_, _, at := s.table.Origin(row)
		a.Show = append(a.Show, protocol.AskRow{Row: at + 1, Cell: s.table.Address(scoring.Issue{}, row, col).Cell,
			Cells: s.cells(row)})
	}
	return a
}
