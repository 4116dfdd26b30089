package session

import (
	"strings"

	"fenji/scoring"
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/sheet"
)

// FileColumn heads the column that names the file of each row when there are several files.
const FileColumn = "文件 / File"

// join reads the other files below the first one's table. All must have the same columns.
func (f *files) join(s *source) error {
	if len(f.books) == 1 {
		return nil
	}
	t, want := s.raw, headers(s.raw, s.guess)
	for i, book := range f.books[1:] {
		o, guess, err := f.matching(book, t.Sheet, want, f.names[i+1])
		if err != nil {
			return err
		}
		if err := t.Append(o, guess.HeaderRow+1, f.reading.Limits); err != nil {
			return err
		}
	}
	t.NameFiles(s.guess.HeaderRow, FileColumn)
	guess, err := header.GuessBelow(t, s.place.header)
	if err != nil {
		return err
	}
	if col := t.Own(); col < len(guess.Columns) && guess.Columns[col].Role != intake.Other {
		guess = header.With(guess, col, intake.Other)
	}
	s.guess = guess
	return nil
}

// matching reads the sheet of a book that has the wanted columns: the one named as the first file's is looked at first,
// then the visible ones in their order.
func (f *files) matching(book *sheet.Book, name string, want []string, file string) (*sheet.Table, intake.Mapping, error) {
	var first error
	for _, i := range candidates(book.Sheets(), name) {
		t, err := book.Read(i)
		var guess intake.Mapping
		if err == nil {
			guess, err = header.Guess(t)
		}
		if err == nil {
			if err = f.differ(want, headers(t, guess), t); err == nil {
				return t, guess, nil
			}
		}
		if first == nil {
			first = err
		}
	}
	if first == nil {
		first = scoring.Issue{Code: "empty-sheet", File: file}
	}
	return nil, intake.Mapping{}, first
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
