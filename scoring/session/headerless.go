package session

import (
	"strings"

	"fenji/scoring/intake"
	"fenji/scoring/sheet"
)

// askHeader asks about a table of which no row names the columns: what they are was told by what stands in them.
func (s *Session) askHeader() []intake.Doubt {
	if s.settings.Header != 0 || s.cleaned == nil || s.mapping.HeaderRow >= 0 && !strings.HasPrefix(answersOf(s.settings.Answers).To("header", ""), "row:") {
		return nil
	}
	letter := func(roles ...intake.Role) string {
		for _, r := range roles {
			if col := s.mapping.Column(r); col >= 0 {
				return strings.TrimRight(sheet.Address(0, col), "1")
			}
		}
		return "-"
	}
	return []intake.Doubt{{Code: "header", Form: "none", Rows: s.ledger.Used.Rows, Money: s.ledger.Used.Money, Meanwhile: "keep",
		Columns: []int{max(0, s.mapping.Column(intake.Customer))}, Answers: []string{"keep", "row:1"},
		Args: []string{"customer", letter(intake.Customer), "date", letter(intake.Date, intake.Days), "amount", letter(intake.Amount)}}}
}
