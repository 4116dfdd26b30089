package session

import (
	"fenji/scoring"
	"fenji/scoring/columns"
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/protocol"
	"fenji/scoring/sheet"
	"fenji/scoring/words"
)

// called reads the ids of a list of customers.
func (s *Session) called(m protocol.BaseFile, f File) (*protocol.BaseRead, error) {
	book, err := sheet.Open(m.Name, f, f.Size(), s.Options)
	if err != nil {
		return nil, err
	}
	t, err := book.Read(0)
	if err != nil {
		return nil, err
	}
	row, col := 0, columnHeaded(t, words.Languages, columns.Graded[columns.Customer].Key)
	if col < 0 {
		guess, err := header.Guess(t)
		if err != nil {
			return nil, named(err, m.Name)
		}
		if row, col = guess.HeaderRow, guess.Column(intake.Customer); col < 0 {
			return nil, scoring.Issue{Code: noIDs, File: m.Name}
		}
	}
	_, codes, err := s.coded(m.Key)
	if err != nil {
		return nil, err
	}
	out, number := &protocol.BaseRead{}, s.numbers()
	held := columnHeaded(t, words.Languages, "export.col.hold")
	seen := map[string]bool{}
	s.files.called = []string{}
	for row++; row < t.Rows; row++ {
		id := t.Text(t.Cell(row, col))
		if real, coded := codes[id]; coded {
			id = real
		}
		if id == "" || seen[id] || held >= 0 && t.Text(t.Cell(row, held)) != "" {
			continue // those held out were not called
		}
		seen[id] = true
		s.files.called = append(s.files.called, id)
		if _, known := number[id]; known {
			out.Known++
		}
	}
	out.Customers = len(s.files.called)
	return out, nil
}

// columnHeaded finds a column by its header in one of the languages, in the first row; -1 when there is none.
func columnHeaded(t *sheet.Table, languages []string, key string) int {
	for c := range min(t.Cols, 64) {
		for _, lang := range languages {
			if t.Rows > 0 && t.Text(t.Cell(0, c)) == words.Text(lang, key) {
				return c
			}
		}
	}
	return -1
}
