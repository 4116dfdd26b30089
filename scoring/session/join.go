package session

import (
	"strings"

	"fenji/scoring"
	"fenji/scoring/intake"
	"fenji/scoring/intake/filename"
	"fenji/scoring/intake/header"
	"fenji/scoring/sheet"
)

// FileColumn heads the column that names the file of each row when there are several files.
const FileColumn = "文件 / File"

// join puts below the source's table what belongs to it: the other sheets that mean the same, when all are wanted, and
// the other files.
func (f *files) join(s *source) error {
	if s.place.all {
		if err := f.joinSheets(s); err != nil {
			return err
		}
	}
	if len(f.books) == 1 {
		if s.whole == nil {
			return s.again()
		}
		return nil
	}
	if filename.MayBeNoSales(f.names[0], s.guess, func() bool { return header.GivesBack(s.raw, s.guess) }) {
		s.aside = append(s.aside, namedAlone(f.names[0], header.Sum(s.raw, s.guess))...)
	}
	for i, book := range f.books[1:] {
		name := f.names[i+1]
		if s.answers.To("header", name) == "leave" {
			s.askMatch(lineup{}, name, intake.Sum{})
			continue
		}
		o, guess, l, err := f.matching(book, s, name)
		if err != nil {
			return err
		}
		if !l.sure {
			s.askMatch(l, name, header.Sum(o, guess))
		} else if filename.MayBeNoSales(name, guess, func() bool { return header.GivesBack(o, guess) }) {
			s.askMatch(l, name, header.Sum(o, guess))
			s.aside[len(s.aside)-1].Form = "named"
		}
		if l.sure && !l.same {
			s.notes = append(s.notes, scoring.Issue{Code: "files-matched", File: name, Args: []string{"match", l.match}})
		}
		if err := s.append(o, guess, l, f.reading.Limits); err != nil {
			return err
		}
		if err := f.joinOthers(book, s, o.Sheet); err != nil {
			return err
		}
	}
	s.whole = nil
	s.raw.NameFiles(s.guess.HeaderRow, FileColumn)
	if err := s.again(); err != nil {
		return err
	}
	if col := s.raw.Own(); col < len(s.guess.Columns) && s.guess.Columns[col].Role != intake.Other {
		s.guess = header.With(s.guess, col, intake.Other)
	}
	return nil
}

// joinOthers puts the other visible sheets of a further file below that surely mean the same.
func (f *files) joinOthers(book *sheet.Book, s *source, done string) error {
	if !s.place.all || !f.glance || s.guess.Shape != intake.PerVisit {
		return nil
	}
	for i, info := range book.Sheets() {
		if info.Hidden || info.Name == done || f.isApart(book, i) {
			continue
		}
		if t, guess, l, ok := fitting(book, i, s); ok {
			if !l.sure || filename.Doubtful(info.Name) {
				s.askMatch(l, info.Name, header.Sum(t, guess))
				if s.answers.To("header", info.Name) == "leave" {
					continue
				}
			}
			if err := s.append(t, guess, l, f.reading.Limits); err != nil {
				return err
			}
		}
	}
	return nil
}

// matching reads the sheet of a book that lines up with the source: the one named as the first file's is looked at first,
// then the visible ones in their order.
func (f *files) matching(book *sheet.Book, s *source, file string) (*sheet.Table, intake.Mapping, lineup, error) {
	var first error
	for _, i := range candidates(book.Sheets(), s.raw.Sheet) {
		if f.isApart(book, i) {
			continue
		}
		t, err := book.Read(i)
		var guess intake.Mapping
		if err == nil {
			guess, err = header.Guess(t)
		}
		if err == nil {
			l := align(s.guess, guess)
			if l.fits {
				return t, guess, l, nil
			}
			err = f.differ(headers(s.raw, s.guess), headers(t, guess), t)
		}
		if first == nil {
			first = err
		}
	}
	if first == nil {
		first = scoring.Issue{Code: "empty-sheet", File: file}
	}
	return nil, intake.Mapping{}, lineup{}, first
}

func candidates(sheets []sheet.Info, name string) (list []int) {
	for i, info := range sheets {
		if info.Name == name {
			list = append(list, i)
		}
	}
	for i, info := range sheets {
		if info.Name != name && (!info.Hidden || len(sheets) == 1) {
			list = append(list, i)
		}
	}
	return list
}

// headers are the texts of the header row, without the empty ones at its end.
func headers(t *sheet.Table, m intake.Mapping) []string {
	var list []string
	for col := range t.Cols {
		if m.HeaderRow >= 0 {
			list = append(list, strings.TrimSpace(t.Text(t.Cell(m.HeaderRow, col))))
		}
	}
	for len(list) > 0 && list[len(list)-1] == "" {
		list = list[:len(list)-1]
	}
	return list
}

// differ names the first column in which the headers of a file are not those of the first one.
func (f *files) differ(want, have []string, t *sheet.Table) error {
	for col := range max(len(want), len(have)) {
		a, b := "", ""
		if col < len(want) {
			a = want[col]
		}
		if col < len(have) {
			b = have[col]
		}
		if a != b {
			return scoring.Issue{Code: "files-differ", File: t.File, Sheet: t.Sheet, Value: b, Args: []string{
				"column", strings.TrimRight(sheet.Address(0, col), "1"), "wanted", a, "first", f.names[0]}}
		}
	}
	return nil
}
