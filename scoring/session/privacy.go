package session

import (
	"errors"
	"strings"

	"fenji/scoring/intake"
	"fenji/scoring/privacy"
	"fenji/scoring/protocol"
	"fenji/scoring/words"
)

// Who may be seen. On the screen names, telephones and the like are masked until the user wants to see them; every text
// of the file that goes to the page passes one of the functions here. Downloads do not: they do what the user chose for
// them.

func init() {
	answer(protocol.OpReveal, (*Session).Reveal)
	tell(protocol.OpScan, (*Session).Scan)
	answer(protocol.OpKey, (*Session).Key)
}

// persons are the columns of the table in this respect.
func (s *Session) persons() []privacy.Column {
	return s.understood.persons.of(func() []privacy.Column { return privacy.Columns(s.table, s.mapping) })
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
	if s.persons()[col].Kind == privacy.None {
		first := s.firstNames()
		for i, name := range first.names {
			text = strings.ReplaceAll(text, name, first.masks[i])
		}
	}
	return text
}

// maskedNames are names, and what stands for each.
type maskedNames struct{ names, masks []string }

// firstNames are the names in the first rows, which are the ones that examples and previews speak of.
func (s *Session) firstNames() maskedNames {
	const depth = 100
	return s.spoken.of(func() (m maskedNames) {
		for row := s.mapping.HeaderRow + 1; row < min(s.table.Rows, s.mapping.HeaderRow+depth); row++ {
			names, _ := privacy.RowNames(s.table, s.persons(), row)
			for _, name := range names {
				m.names, m.masks = append(m.names, name), append(m.masks, privacy.Mask(privacy.Name, name))
			}
		}
		return m
	})
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
	if s.source == nil {
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
	if s.files == nil {
		return nil, errNothingOpen
	}
	s.reveal = m.On
	return s.outcome(), nil
}

// Scan looks through the whole file for what names persons.
func (s *Session) Scan() (*protocol.Scan, error) {
	if s.source == nil {
		return nil, errNothingOpen
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

// A coverage is what an export does to persons; the same one is asked for twice.
type coverage struct{ names, key string }

// cover is what does it.
func (s *Session) cover(m protocol.Export) (*privacy.Cover, error) {
	return s.graded.cover.of(coverage{m.Names, m.Key}, func() (*privacy.Cover, error) { return s.newCover(m) })
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
