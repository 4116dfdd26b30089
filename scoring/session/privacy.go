package session

import (
	"errors"
	"strings"

	"fenji/scoring/intake"
	"fenji/scoring/privacy"
	"fenji/scoring/protocol"
	"fenji/scoring/view"
	"fenji/scoring/words"
)

// Who may be seen. On the screen names, telephones and the like are masked until the user wants to see them; every text
// of the file that goes to the page passes one of the functions here. Downloads do not: they do what the user chose for
// them.

// persons are the columns of the table in this respect, worked out when first wanted.
func (s *Session) persons() []privacy.Column {
	if s.private == nil {
		s.private = privacy.Columns(s.table, s.mapping)
	}
	return s.private
}

// screen gives the text of a cell of a column as the page may show it; column -1 stands for a text that may hold
// anything.
func (s *Session) screen(col int, text string) string {
	switch {
	case s.reveal || text == "":
		return text
	case col < 0 || col >= len(s.mapping.Columns):
		return privacy.MaskFree(text)
	}
	text = s.persons()[col].Screen(text)
	for i, name := range s.firstNames() {
		if s.persons()[col].Kind != privacy.None {
			break
		}
		text = strings.ReplaceAll(text, name, s.masks[i])
	}
	return text
}

// firstNames are the names in the first rows, which are the ones that examples and previews speak of.
func (s *Session) firstNames() []string {
	const depth = 100
	if !s.named {
		s.named, s.firsts, s.masks = true, nil, nil
		for row := s.mapping.HeaderRow + 1; row < min(s.table.Rows, s.mapping.HeaderRow+depth); row++ {
			names, _ := privacy.RowNames(s.table, s.persons(), row)
			for _, name := range names {
				s.firsts, s.masks = append(s.firsts, name), append(s.masks, privacy.Mask(privacy.Name, name))
			}
		}
	}
	return s.firsts
}

// shown gives a cell as the page may show it.
func (s *Session) shown(row, col int) string {
	if s.reveal {
		return s.table.Text(s.table.Cell(row, col))
	}
	return privacy.Screened(s.table, s.persons(), row, col)
}

// screenWho gives the name or number that a customer goes by.
func (s *Session) screenWho(id string) string { return s.screen(s.customerColumn(), id) }

// examples are those of a column.
func (s *Session) examples(c intake.Column) (list []string) {
	for _, e := range c.Examples {
		list = append(list, s.screen(c.Index, e))
	}
	return list
}

// screenIssue takes persons out of an issue of a column.
func (s *Session) screenIssue(i protocol.Issue, col int) protocol.Issue {
	if s.reveal {
		return i
	}
	i.Value = s.screen(col, i.Value)
	for n := 1; n < len(i.Args); n += 2 {
		if i.Args[n-1] == "value" { // of a notice: a customer
			i.Args[n] = s.screenWho(i.Args[n])
		}
	}
	return i
}

// veiled tells whether the screen hides anything that the switch would show.
func (s *Session) veiled() bool {
	if s.table == nil {
		return false
	}
	for _, c := range s.persons() {
		if c.Kind != privacy.None && s.mapping.Columns[c.Index].Filled > 0 {
			return true
		}
	}
	return false
}

// Reveal shows names and numbers as they are, or masks them again.
func (s *Session) Reveal(m protocol.Reveal) (*protocol.Outcome, error) {
	if s.books == nil {
		return nil, errors.New("session: no file is open")
	}
	s.reveal = m.On
	return s.outcome(), nil
}

// Scan looks through the whole file for what names persons.
func (s *Session) Scan() (*protocol.Scan, error) {
	if s.table == nil {
		return nil, errNothingGraded
	}
	out := &protocol.Scan{}
	for i, f := range privacy.Scan(s.table, s.mapping, s.persons()) {
		found := protocol.Found{Header: s.mapping.Columns[i].Header, Class: f.Column.Class.String(), Who: f.Column.Who}
		for k := privacy.Name; k <= privacy.Customer; k++ {
			if n := f.Count(k); n > 0 {
				found.Counts = append(found.Counts, protocol.KindCount{Kind: k.String(), N: n})
			}
		}
		out.Columns = append(out.Columns, found)
	}
	return out, nil
}

// Key makes a key of random bytes, or reads a key file.
func (s *Session) Key(m protocol.KeyWish) (*protocol.Key, error) {
	var key privacy.Key
	var err error
	if m.File != "" || len(m.Random) != len(key) {
		key, err = privacy.ParseKey(m.File)
	} else {
		copy(key[:], m.Random)
	}
	if err != nil {
		return nil, err
	}
	file := privacy.KeyFile(key, words.Text(m.Lang, "export.key.what"), words.Text(m.Lang, "export.key.apart"))
	return &protocol.Key{File: file, Fingerprint: privacy.Fingerprint(key)}, nil
}

// A covering is a cover with what it was made for; an export asks for it twice.
type covering struct {
	names, key string
	view       *view.View
	cover      *privacy.Cover
}

// cover is what an export does to persons.
func (s *Session) cover(m protocol.Export) (*privacy.Cover, error) {
	c := covering{m.Names, m.Key, s.view, nil}
	if last := s.covered; last.cover != nil && last.names == c.names && last.key == c.key && last.view == c.view {
		return last.cover, nil
	}
	cover, err := s.newCover(m)
	c.cover = cover
	s.covered = c
	return cover, err
}

func (s *Session) newCover(m protocol.Export) (*privacy.Cover, error) {
	switch m.Names {
	case protocol.NamesAsTheyAre:
		return nil, nil
	case protocol.NamesMasked:
		return privacy.Masks(s.persons()), nil
	case protocol.NamesPseudonyms:
		key, err := privacy.ParseKey(m.Key)
		if err != nil {
			return nil, err
		}
		ids := make([]string, len(s.view.Result.Customers))
		for i := range ids {
			ids[i] = s.view.Result.Customers[i].ID
		}
		return privacy.Codes(s.persons(), key, ids)
	}
	return nil, errors.New("session: no way to write names " + m.Names)
}
