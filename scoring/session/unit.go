package session

import (
	"strings"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/doubt"
)

// hearUnit asks for the unit where the figures leave it in doubt, and takes the user's answer.
func (u *understood) hearUnit(m *intake.Mapping, answers intake.Answers) {
	col := m.Column(intake.Amount)
	if !u.unitAsk || col < 0 {
		return
	}
	q, _ := doubt.Of("unit")
	header := m.Columns[col].Header
	u.unitIs = []intake.Doubt{{Code: "unit", Key: header, Columns: []int{col}, Meanwhile: u.unit.String(),
		Answers: strings.Fields(q.Answers)}}
	if said := decimal.UnitOf(answers.To("unit", header)); said != decimal.NoUnit {
		u.unit, u.unitAsk = said, false
	}
}

// askUnit is that question, with the rows that hang on the answer.
func (s *Session) askUnit() (list []intake.Doubt) {
	for _, d := range s.unitIs {
		d.Args = []string{"header", d.Key, "unit", s.unit.String()}
		if s.cleaned != nil {
			d.Rows, d.Money = s.ledger.Used.Rows, s.ledger.Used.Money
			for _, row := range s.records.Row[:min(len(s.records.Row), asksShown)] {
				d.Shown = append(d.Shown, int(row))
			}
		}
		list = append(list, d)
	}
	return list
}
