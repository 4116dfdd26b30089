package session

import (
	"slices"
	"strconv"
	"strings"

	"fenji/scoring"
	"fenji/scoring/intake"
	"fenji/scoring/intake/filename"
	"fenji/scoring/intake/header"
	"fenji/scoring/protocol"
	"fenji/scoring/sheet"
)

// Which rows make the table: those of several sheets, of several files, and of several tables on one sheet. What is
// uncertain of it is asked here, before any column is understood.

// structuralCodes are the questions whose answers decide it.
var structuralCodes = [...]string{"header", "sheets", "hidden-sheet", "second-table"}

// structural are the answers that decide which rows make the table, as text.
func structural(list []protocol.Answer) string {
	var set protocol.Settings
	for _, a := range list {
		if slices.Contains(structuralCodes[:], a.Code) {
			set.Answers = append(set.Answers, a)
		}
	}
	if set.Answers == nil {
		return ""
	}
	return string(protocol.Encode(&set))
}

// parted keeps the tables apart that stand beside or below each other on the sheet, and asks which are meant.
func (s *source) parted() {
	parts := header.Parts(s.whole, s.guess)
	if parts == nil {
		s.titled()
		return
	}
	first, second := parts[0], parts[1]
	q := intake.Doubt{Code: "second-table", Meanwhile: "first", Answers: []string{"first", "second"},
		Columns: []int{second.Col}}
	fit := true
	for _, p := range parts[1:] {
		sum := header.Sum(p.Table, p.Mapping)
		q.Rows += sum.Rows
		q.Money += sum.Money
		fit = fit && align(first.Mapping, p.Mapping).fits
	}
	if fit {
		q.Answers = append(q.Answers, "all")
	}
	q.Args = []string{"cell", sheet.Address(max(0, second.Mapping.HeaderRow), second.Col), "rows", strconv.Itoa(q.Rows)}
	s.aside = append(s.aside, q)
	s.raw, s.guess = first.Table, first.Mapping
	said := s.answers.To(q.Code, "")
	if said == "second" {
		s.raw, s.guess = second.Table, second.Mapping
	}
	if said == "all" && fit {
		n := *s
		n.raw, n.guess = first.Table.Rest(0, first.Table.Rows), first.Mapping
		for _, p := range parts[1:] {
			o, m := p.Table, p.Mapping
			if n.append(o, m, align(n.guess, m), sheet.Limits{}) != nil {
				return
			}
		}
		*s = n
	}
}

// titled asks about rows under a title further down that speaks of something else than sales: 作废记录.
func (s *source) titled() {
	if s.guess.HeaderRow < 0 {
		return
	}
	rows, texts := header.Titles(s.whole, s.guess)
	for i, row := range rows {
		if !filename.Doubtful(texts[i]) {
			continue
		}
		sum := header.Sum(s.whole.Rest(row, s.whole.Rows), intake.Mapping{Columns: s.guess.Columns, Unit: s.guess.Unit, HeaderRow: row})
		s.aside = append(s.aside, intake.Doubt{Code: "second-table", Form: "titled", Rows: sum.Rows, Money: sum.Money, Meanwhile: "first",
			Answers: []string{"first", "all"}, Args: []string{"title", texts[i], "cell", sheet.Address(row, 0)}})
		if s.answers.To("second-table", "") != "all" {
			s.raw = s.whole.Rest(0, row)
			s.again()
		}
		return
	}
}

// askMatch asks whether a file's columns are lined up as meant.
func (s *source) askMatch(l lineup, file string, sum intake.Sum) {
	q := intake.Doubt{Code: "header", Form: "match", Key: file, Rows: sum.Rows, Money: sum.Money, Meanwhile: "match", Answers: []string{"match", "leave"},
		Args: []string{"file", file, "match", l.match}, Columns: []int{max(s.guess.Column(intake.Amount), 0)}}
	s.aside = append(s.aside, q)
}

// joinSheets puts the other visible sheets of the first file below, whose columns mean the same. Those that may be meant
// otherwise are asked about. Tables of customers stay apart: a customer stands on each of them.
func (f *files) joinSheets(s *source) error {
	sheets := f.books[0].Sheets()
	if f.hidden != "" && !sheets[s.place.sheet].Hidden {
		s.askHidden(f.hidden)
		return nil
	}
	if len(sheets) < 2 || len(s.guess.Missing()) > 0 {
		return nil
	}
	if sheets[s.place.sheet].Hidden {
		s.askHidden(sheets[s.place.sheet].Name)
		return nil
	}
	f.askBeside(s)
	said := s.answers.To("sheets", "")
	if s.guess.Shape == intake.PerVisit && !f.glance && said != "all" {
		s.askUnseen(sheets, said)
		return nil
	}
	names := []string{sheets[s.place.sheet].Name}
	unsure, sum := filename.Doubtful(names[0]), intake.Sum{}
	for i, info := range sheets {
		if i == s.place.sheet || info.Hidden || f.isApart(f.books[0], i) {
			continue
		}
		t, guess, l, ok := fitting(f.books[0], i, s)
		if !ok {
			if t != nil && len(guess.Columns) > 0 && len(guess.Missing()) == 0 {
				s.others = append(s.others, i)
			}
			continue
		}
		names, unsure = append(names, info.Name), unsure || !l.sure || filename.Doubtful(info.Name)
		more := header.Sum(t, guess)
		sum.Rows, sum.Money = sum.Rows+more.Rows, sum.Money+more.Money
		if said == "this" {
			continue
		}
		if err := s.append(t, guess, l, f.reading.Limits); err != nil {
			return err
		}
		s.sheets = append(s.sheets, i)
	}
	if len(names) < 2 {
		return nil
	}
	list := strings.Join(names, " / ")
	args := []string{"n", strconv.Itoa(len(names)), "sheets", list}
	if said != "this" {
		s.notes = append(s.notes, scoring.Issue{Code: "sheets-joined", Args: args})
	}
	if unsure || said != "" {
		s.aside = append(s.aside, intake.Doubt{Code: "sheets", Rows: sum.Rows, Money: sum.Money, Meanwhile: "all", Answers: []string{"all", "this"}, Args: args})
	}
	return nil
}

// fitting reads a sheet whose columns mean the same as the source's.
func fitting(book *sheet.Book, i int, s *source) (t *sheet.Table, guess intake.Mapping, l lineup, ok bool) {
	t, err := book.Read(i)
	if err != nil {
		return
	}
	if guess, err = header.Guess(t); err != nil || len(guess.Missing()) > 0 {
		return
	}
	if l = align(s.guess, guess); s.guess.Shape != intake.PerVisit {
		l.fits = false // a customer stands on each of them
	}
	return t, guess, l, l.fits
}

// askBeside asks about the first hidden sheet whose columns mean the same as those of the visible one that is graded.
func (f *files) askBeside(s *source) {
	if !f.glance || s.guess.Shape != intake.PerVisit {
		return
	}
	for i, info := range f.books[0].Sheets() {
		if !info.Hidden || f.isApart(f.books[0], i) {
			continue
		}
		if t, guess, _, ok := fitting(f.books[0], i, s); ok {
			sum := header.Sum(t, guess)
			s.aside = append(s.aside, intake.Doubt{Code: "hidden-sheet", Form: "beside", Rows: sum.Rows, Money: sum.Money, Meanwhile: "stay",
				Answers: []string{"stay", "sheet:" + info.Name}, Args: []string{"sheet", info.Name, "rows", strconv.Itoa(sum.Rows)}})
			return
		}
	}
}

// askHidden says that a hidden sheet is graded, as no visible one can be.
func (s *source) askHidden(name string) {
	id := "sheet:" + name
	sum := header.Sum(s.raw, s.guess)
	s.aside = append(s.aside, intake.Doubt{Code: "hidden-sheet", Rows: sum.Rows, Money: sum.Money, Meanwhile: id,
		Answers: []string{id, "stay"}, Args: []string{"sheet", name}})
}

// askUnseen says which sheets of a large workbook nobody looked at: reading them takes as long as what was read.
func (s *source) askUnseen(sheets []sheet.Info, said string) {
	var names []string
	for i, info := range sheets {
		if i != s.place.sheet && !info.Hidden {
			names = append(names, info.Name)
		}
	}
	if len(names) == 0 {
		return
	}
	sum := header.Sum(s.raw, s.guess)
	s.aside = append(s.aside, intake.Doubt{Code: "sheets", Form: "unseen", Rows: sum.Rows, Money: sum.Money, Meanwhile: "this",
		Answers: []string{"this", "all"}, Args: []string{"n", strconv.Itoa(len(names)), "sheets", strings.Join(names, " / ")}})
}
