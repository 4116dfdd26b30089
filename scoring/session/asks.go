package session

import (
	"slices"
	"strings"

	"fenji/scoring"
	"fenji/scoring/intake"
	"fenji/scoring/intake/doubt"
	"fenji/scoring/protocol"
	"fenji/scoring/sheet"
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

// rulingsOf are what the user says words mean.
func rulingsOf(list []protocol.Fate) (rulings []intake.Ruling) {
	for _, f := range list {
		rulings = append(rulings, intake.Ruling(f))
	}
	return rulings
}

// said is all that the user answered, as text.
func said(set *protocol.Settings) string {
	if len(set.Answers) == 0 && len(set.Fates) == 0 {
		return ""
	}
	return string(protocol.Encode(&protocol.Settings{Answers: set.Answers, Fates: set.Fates}))
}

// hiddenLeft are the columns that the file hides and the user leaves out.
func hiddenLeft(t *sheet.Table, m intake.Mapping, answers intake.Answers) (list []int) {
	for _, c := range m.Columns {
		if t.HiddenColumn(c.Index) && answers.To("hidden-rows", c.Header) == "leave" {
			list = append(list, c.Index)
		}
	}
	return list
}

// values are the columns whose words decide what a row counts as.
func (s *Session) values() (list []protocol.ValueSet) {
	for _, set := range s.ledger.Words {
		v := protocol.ValueSet{Column: set.Column, Header: s.mapping.Columns[set.Column].Header}
		for _, w := range set.Words {
			shown := s.screen(set.Column, w.Value)
			if shown == w.Value || w.Known {
				shown = ""
			}
			v.Values = append(v.Values, protocol.Value{Value: w.Value, Shown: shown, Rows: w.Rows, Money: w.Money.String(),
				Fate: w.Fate, Why: w.Why, Known: w.Known, Shared: s.shared(set.Column, w.Value)})
		}
		list = append(list, v)
	}
	return list
}

// commonWord is how many customers have to share a word that may be remembered.
const commonWord = 3

// shared tells whether at least three customers share a word. Only what the user said of a word is remembered, so only such
// words are looked for.
func (s *Session) shared(col int, value string) bool {
	said := func(f protocol.Fate) bool { return f.Column == col && f.Value == value }
	return slices.ContainsFunc(s.settings.Fates, said) && s.many(col, value)
}

// many tells whether at least three customers have a word.
func (s *Session) many(col int, value string) bool {
	who := s.mapping.Column(intake.Customer)
	if who < 0 {
		return false
	}
	found := map[string]bool{}
	for row := s.mapping.HeaderRow + 1; row < s.table.Rows && len(found) < commonWord; row++ {
		if strings.TrimSpace(s.table.Text(s.table.Cell(row, s.mapping.Columns[col].Index))) == strings.TrimSpace(value) {
			if id := s.table.Text(s.table.Cell(row, s.mapping.Columns[who].Index)); id != "" {
				found[id] = true
			}
		}
	}
	return len(found) >= commonWord
}

// asksShown bounds how many rows a question shows.
const asksShown = 20

// asks are the open questions about the files, and those that were answered.
func (s *Session) asks() (list []protocol.Ask) {
	answers := answersOf(s.settings.Answers)
	earlier := slices.Concat(s.askScripts(), s.askUnit(), s.askHeader(), s.askNamed(), s.aside, s.doubts)
	c := doubt.Case{Table: s.table, Mapping: s.mapping, Answers: answers, Earlier: earlier}
	if s.cleaned != nil {
		c.Records, c.Ledger = s.records, s.ledger
	}
	for _, d := range doubt.Examine(c) {
		list = append(list, s.ask(d, answers))
	}
	return list
}

// screenAsked are the arguments of a question as the page may show them: what stands in the file is a person's now and then.
func (s *Session) screenAsked(d doubt.Doubt) []string {
	if s.reveal || s.source == nil {
		return d.Args
	}
	args, col := slices.Clone(d.Args), -1
	screen := s.screen
	if isOfAmounts(d) {
		screen = s.persons().ScreenAmount
	}
	if len(d.Columns) > 0 && d.Columns[0] < len(s.mapping.Columns) {
		col = d.Columns[0]
	}
	for n := 1; n < len(args); n += 2 {
		switch args[n-1] {
		case "sheet", "sheets", "title", "file":
			args[n] = s.screen(-1, args[n])
		case "value":
			args[n] = s.screen(col, args[n])
		case "values":
			if d.Code == "walk-in" && d.Form == "" {
				continue // names of nobody
			}
			list := strings.Split(args[n], " / ")
			for i := range list {
				list[i] = screen(col, list[i])
			}
			args[n] = strings.Join(list, " / ")
		}
	}
	return args
}

// isOfAmounts tells a question about what stands beside the figures of amounts.
func isOfAmounts(d doubt.Doubt) bool {
	return d.Code == "amount" && (d.Form == "beside" || d.Form == "unread")
}

func (s *Session) ask(d doubt.Doubt, answers intake.Answers) protocol.Ask {
	a := protocol.Ask{Code: d.Code, Form: d.Form, Key: d.Key, Rows: d.Rows, Money: d.Money.String(), Meanwhile: d.Meanwhile,
		Answers: d.Answers, Args: d.Args, Columns: d.Columns}
	if d.Foreign {
		a.Money = ""
	}
	a.Args = s.screenAsked(d)
	if said := answers.To(d.Code, d.Key); slices.Contains(d.Answers, said) {
		a.Meanwhile, a.Answered = said, true
	} else if d.Code == "equal-rows" && d.Key == "" && s.settings.Clean.Repeats != "" {
		a.Answered = true // among the steps of cleaning
	}
	col := 0
	if len(d.Columns) > 0 {
		col = d.Columns[0]
	}
	for _, row := range d.Shown[:min(len(d.Shown), asksShown)] {
		_, _, at := s.table.Origin(row)
		cells := s.cells(row)
		if isOfAmounts(d) && !s.reveal && s.source != nil {
			cells[col] = s.persons().ScreenAmount(s.mapping.Columns[col].Index, s.table.Text(s.table.Cell(row, s.mapping.Columns[col].Index)))
		}
		a.Show = append(a.Show, protocol.AskRow{Row: at + 1, Cell: s.table.Address(scoring.Issue{}, row, col).Cell,
			Cells: cells})
	}
	return a
}
