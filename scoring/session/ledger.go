package session

import (
	"slices"

	"fenji/scoring"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
	"fenji/scoring/protocol"
)

func ledgerOps() { answer(protocol.OpLedger, (*Session).Ledger) }

// Ledger gives a window of the rows that were set aside, dropped or flagged.
func (s *Session) Ledger(m protocol.Span) (*protocol.Ledger, error) {
	if s.cleaned == nil {
		return nil, errNothingGraded
	}
	entries := s.entries(m.Code)
	from, to := clip(m, len(entries))
	out := &protocol.Ledger{From: from, Total: len(entries)}
	for _, e := range entries[from:to] {
		_, _, row := s.table.Origin(e.Row)
		entry := protocol.Entry{Issue: s.screenIssue(IssueMessage(s.ledger.Issue(s.table, e)), e.Col), Row: row + 1, Money: e.Money.String(),
			Fate: fate(e), Cells: s.cells(e.Row), Col: e.Col}
		if e.Of >= 0 {
			_, _, of := s.table.Origin(e.Of)
			entry.Of, entry.OfRow = s.cells(e.Of), of+1
		}
		out.Entries = append(out.Entries, entry)
	}
	return out, nil
}

// entries are those of the ledger and, once somebody looked for them, the findings, in the order of the rows.
func (s *Session) entries(code string) []intake.Entry {
	if code == codeRefund {
		return s.refunds()
	}
	list := s.ledger.Entries
	if code == "near-duplicate" || code == "outlier" {
		s.findings()
	}
	if found := s.cleaned.findings; found.made && len(found.value.Entries) > 0 {
		list = append(slices.Clone(list), found.value.Entries...)
		intake.SortEntries(list)
	}
	if code == "" {
		return list
	}
	return slices.DeleteFunc(slices.Clone(list), func(e intake.Entry) bool { return string(e.Code) != code })
}

// codeRefund asks for the rows by which money was given back, which are used.
const codeRefund = "refund-row"

// refunds are those rows: of a negative amount, or with a sum given back beside it. Their money is what they take away.
func (s *Session) refunds() (list []intake.Entry) {
	col := max(0, s.mapping.Column(intake.Amount))
	add := func(row uint32, col int, m decimal.Money) {
		value := s.table.Text(s.table.Cell(int(row), max(0, col)))
		list = append(list, intake.Entry{Row: int(row), Col: col, Code: codeRefund, Value: read.Clip(value), Money: m, Of: -1})
	}
	taken := map[uint32]bool{}
	for _, x := range s.ledger.TakenOff {
		taken[x.Row] = true
		add(x.Row, s.mapping.Column(intake.Refunded), -x.Money)
	}
	for i, m := range s.records.Amount {
		if row := s.records.Row[i]; m < 0 && !taken[row] {
			add(row, col, m)
		}
	}
	intake.SortEntries(list)
	return list
}

// cells are the texts of a row in the columns that are not left out; of those that are, "".
func (s *Session) cells(row int) (list []string) {
	for _, c := range s.mapping.Columns {
		text := ""
		if c.Role != intake.Ignore {
			text = s.shown(row, c.Index)
		}
		list = append(list, text)
	}
	return list
}

// whole is the ledger with the findings among its entries.
func (s *Session) whole() *intake.Ledger {
	s.findings()
	l := *s.ledger
	l.Entries = s.entries("")
	return &l
}

func ledgerSums(l *intake.Ledger) protocol.LedgerSums {
	sums := protocol.LedgerSums{Read: sum(l.Read), Used: sum(l.Used), Duplicates: sum(l.Duplicates), Aside: sum(l.Aside),
		Totals: sum(l.Totals), Uncounted: sum(l.Uncounted), Refunds: sum(l.Refunds)}
	type key struct {
		code scoring.Code
		fate string
	}
	totals := map[key]*intake.Sum{}
	var order []key
	for _, e := range l.Entries {
		k := key{e.Code, fate(e)}
		if totals[k] == nil {
			totals[k] = &intake.Sum{}
			order = append(order, k)
		}
		totals[k].Rows++
		totals[k].Money += e.Money
		if k.fate == fateFlagged {
			sums.Flagged++
		}
	}
	for _, k := range order {
		sums.Reasons = append(sums.Reasons, protocol.Reason{Code: string(k.code), Aside: k.fate == fateAside,
			Sum: sum(*totals[k])})
	}
	return sums
}

func sum(s intake.Sum) protocol.Sum { return protocol.Sum{Rows: s.Rows, Money: s.Money.String()} }

// What became of a row that the ledger lists.
const (
	fateAside     = "aside"
	fateDuplicate = "duplicate"
	fateFlagged   = "flagged"
	fateTotals    = "totals"
)

// codeDuplicate is the ledger's code of an exact duplicate of an earlier row.
const codeDuplicate = "duplicate"

func fate(e intake.Entry) string {
	switch {
	case e.Code == codeDuplicate:
		return fateDuplicate
	case e.IsTotal():
		return fateTotals
	case e.Aside:
		return fateAside
	}
	return fateFlagged
}
