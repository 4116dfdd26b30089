package session

import (
	"errors"
	"strconv"

	"fenji/scoring/export"
	"fenji/scoring/intake"
	"fenji/scoring/others"
	"fenji/scoring/privacy"
	"fenji/scoring/protocol"
	"fenji/scoring/words"
)

// Who may be seen. On the screen names, telephones and the like are masked until the user wants to see them; every text
// of the file that goes to the page passes one of the functions here. Downloads do not: they do what the user chose for
// them.

func privacyOps() {
	answer(protocol.OpReveal, (*Session).Reveal)
	answer(protocol.OpScan, func(s *Session, m protocol.Treats) (*protocol.Scan, error) {
		if err := s.agree(m.List); err != nil {
			return nil, err
		}
		return s.look(m.Step)
	})
	answer(protocol.OpTreat, (*Session).Treat)
	answer(protocol.OpCrowd, (*Session).Crowd)
	answer(protocol.OpKey, (*Session).Key)
}

// A choice is what the user decided about a column, for as long as the files are open.
type choice struct{ sheet, column int }

// persons is the table in this respect, looked at when first wanted, and anew after another choice.
func (s *Session) persons() *privacy.Persons {
	key := ""
	if len(s.fates) > 0 {
		for col := range s.mapping.Columns {
			if f, chosen := s.fates[choice{s.place.sheet, col}]; chosen {
				key += strconv.Itoa(col) + f.String() + " "
			}
		}
	}
	p, _ := s.understood.persons.of(key, func() (*privacy.Persons, error) {
		fates := map[int]privacy.Fate{}
		for at, f := range s.fates {
			if at.sheet == s.place.sheet {
				fates[at.column] = f
			}
		}
		return privacy.Of(s.table, s.mapping, fates), nil
	})
	return p
}

// screen gives the text of a cell of a column as the page may show it; column -1 stands for a text that may hold
// anything.
func (s *Session) screen(col int, text string) string {
	if s.reveal || text == "" || s.source == nil {
		return text
	}
	return s.persons().Screen(col, text)
}

// shown gives a cell as the page may show it.
func (s *Session) shown(row, col int) string {
	if s.reveal {
		return s.table.Text(s.table.Cell(row, col))
	}
	return s.persons().ScreenCell(row, col)
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
		if i.Args[n-1] == "value" && i.Code != export.TiesHeavy { // of a notice: a customer
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
	for _, c := range s.persons().Columns {
		if !c.Open() && s.mapping.Columns[c.Index].Filled > 0 {
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
func (s *Session) Scan() (*protocol.Scan, error) { return s.look(0) }

// atOnce is how many cells are looked at in a step: some ten milliseconds' worth.
const atOnce = 1 << 15

// look goes a step on through the file, so that other calls are answered in between; step 0 goes through it all. What was
// found is kept for as long as columns mean the same: another grading does not look again.
func (s *Session) look(step int) (*protocol.Scan, error) {
	if s.source == nil {
		return nil, errNothingOpen
	}
	p := s.persons()
	look, _ := s.understood.look.of(p, func() (*privacy.Look, error) { return p.Look(), nil })
	for !look.Go(atOnce) {
		if step > 0 {
			return &protocol.Scan{Working: true}, nil
		}
	}
	out := &protocol.Scan{}
	for i, f := range look.Findings {
		c := f.Column
		found := protocol.Found{Header: s.mapping.Columns[i].Header, Class: c.Class.String(), Who: c.Who,
			Column: c.Index, Fate: c.Fate.String(), Why: c.Why, Left: s.mapping.Columns[i].Role == intake.Ignore}
		_, found.Chosen = s.fates[choice{s.place.sheet, c.Index}]
		if e := s.mapping.Columns[i].Examples; len(e) > 0 {
			found.Example = s.persons().Screen(c.Index, e[0])
		}
		for k := privacy.Name; k <= privacy.Customer; k++ {
			if n := f.Count(k); n > 0 {
				found.Counts = append(found.Counts, protocol.KindCount{Kind: k.String(), N: n})
			}
		}
		out.Columns = append(out.Columns, found)
	}
	return out, nil
}

// Crowd tells how well the customers hide each other in the columns that downloads show.
func (s *Session) Crowd(m protocol.Treats) (*protocol.Crowd, error) {
	if s.graded == nil {
		return nil, errNothingGraded
	}
	if err := s.agree(m.List); err != nil {
		return nil, err
	}
	customers := s.view.Result.Customers
	rows := make([]uint32, len(customers))
	for i := range customers {
		rows[i] = customers[i].Row
	}
	p := s.persons()
	crowd := p.Crowd(rows, p.Known(s.view.Extras), s.gathered)
	out := &protocol.Crowd{Least: crowd.Least, Few: crowd.Few, Under: privacy.SmallCount, Of: len(customers)}
	for _, col := range crowd.Columns {
		out.Columns = append(out.Columns, s.mapping.Columns[col].Header)
	}
	for _, l := range crowd.Without {
		out.Without = append(out.Without, protocol.Leaving{Header: s.mapping.Columns[l.Column].Header, Least: l.Least, Few: l.Few})
	}
	return out, nil
}

// gathered gives what a column shows of each customer where that is more than one row tells, masked; nil where it is not.
func (s *Session) gathered(col int) func(i int) string {
	o := s.view.Others
	switch o.Kind(col) {
	case others.Set:
		return func(i int) string {
			text, _ := o.Text(i, col, func(row int) string { return s.persons().ScreenCell(row, col) })
			return text
		}
	case others.Sum:
		return func(i int) string {
			sum, _ := o.Sum(i, col)
			return sum.String()
		}
	}
	return nil
}

// Treat does with a column what the user wants, on the screen and in downloads, for as long as the file is open.
func (s *Session) Treat(m protocol.Treat) (*protocol.Scan, error) {
	if err := s.decide(m); err != nil {
		return nil, err
	}
	return s.Scan()
}

// agree makes what the user decided hold, also in an engine that was started anew since.
func (s *Session) agree(list []protocol.Treat) error {
	for _, m := range list {
		if err := s.decide(m); err != nil {
			return err
		}
	}
	return nil
}

func (s *Session) decide(m protocol.Treat) error {
	if s.source == nil || m.Column < 0 || m.Column >= len(s.mapping.Columns) {
		return errNothingOpen
	}
	if s.fates == nil {
		s.fates = map[choice]privacy.Fate{}
	}
	at := choice{s.place.sheet, m.Column}
	switch fate, ok := privacy.ParseFate(m.Fate); {
	case m.Fate == "":
		delete(s.fates, at)
	case !ok:
		return errors.New("session: no such fate of a column: " + m.Fate)
	default:
		s.fates[at] = fate
	}
	return nil
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
type coverage struct {
	names, key string
	persons    *privacy.Persons
}

// cover is what does it.
func (s *Session) cover(m protocol.Export) (*privacy.Cover, error) {
	return s.graded.cover.of(coverage{m.Names, m.Key, s.persons()}, func() (*privacy.Cover, error) { return s.newCover(m) })
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
