package session

import (
	"strconv"

	"fenji/scoring/intake"
	"fenji/scoring/intake/filename"
)

// The name of a file, or of a sheet, may say that its rows are no sales, and nothing else in it does: then it is asked about once.

// askNamed asks about a file, or the sheet of it that is graded, which by its name holds no sales.
func (s *Session) askNamed() []intake.Doubt {
	if s.cleaned == nil || len(s.names) > 1 {
		return nil
	}
	name := s.names[0]
	givesBack := func() bool { return s.ledger.Refunds.Rows > 0 }
	if !filename.MayBeNoSales(name, s.mapping, givesBack) {
		if name = s.books[0].Sheets()[s.place.sheet].Name; len(s.source.sheets) > 0 || !filename.MayBeNoSales(name, s.mapping, givesBack) {
			return nil
		}
	}
	return namedAlone(name, intake.Sum{Rows: s.ledger.Used.Rows, Money: s.ledger.Used.Money})
}

// namedAlone asks about such rows where no others are, or none that are sales. What was given back may be negative there, as it should be.
func namedAlone(name string, sum intake.Sum) []intake.Doubt {
	if sum.Money <= 0 {
		return nil
	}
	return []intake.Doubt{{Code: "header", Form: "alone", Key: name, Rows: sum.Rows, Money: sum.Money, Meanwhile: "keep", Answers: []string{"keep"},
		Args: []string{"file", name, "rows", strconv.Itoa(sum.Rows), "money", sum.Money.String()}}}
}
