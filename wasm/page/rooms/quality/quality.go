// Package quality is the room that accounts for every row of the file: where it went and why, and what cleaning does.
package quality

import (
	"slices"
	"time"

	"fenji/scoring/protocol"
	"fenji/scoring/report"
	"fenji/scoring/report/chart"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// State is what the room keeps.
type State struct {
	Quality *protocol.Quality // what cleaning finds, nil while it is under way
	Of      *protocol.Outcome // the outcome that Quality belongs to

	Span   protocol.Span // of the ledger
	Ledger *protocol.Ledger
	Open   *protocol.Entry // the row of the ledger that is looked at
}

// The events of the room.
type (
	LedgerTurned struct{ Span protocol.Span }
	EntryOpened  struct{ Entry *protocol.Entry }
	EntryClosed  struct{}
)

// name is the room's; the others name its questions.
const name, judging, listing = "quality", "quality", "quality.ledger"

// ledgerPage is how many entries of the ledger stand on one page.
const ledgerPage = 50

// lull lets the first rows of a new result come before the ledger.
const lull = 40 * time.Millisecond

// Room is the room.
var Room = shell.Room{
	Name: name, Panel: "ledger", Area: "data", Reduce: reduceOwn, Waits: waits, Paper: paper,
	Calls: func(s *shell.State) bool { return s.Outcome.Graded && s.Outcome.Rows == 0 },
	Questions: []shell.Question{{
		Name: judging, Op: protocol.OpQuality,
		Wish: func(s *shell.State) protocol.Message {
			if !s.InFront(name) || s.Task != shell.Idle {
				return nil
			}
			return &protocol.Nothing{}
		},
		Answer: func() protocol.Message { return &protocol.Quality{} },
	}, {
		Name: listing, Op: protocol.OpLedger, Pause: lull,
		Wish:   func(s *shell.State) protocol.Message { span := own(s).Span; return &span },
		Also:   found,
		Answer: func() protocol.Message { return &protocol.Ledger{} },
	}},
}

func own(s *shell.State) State { return shell.Own[State](s, name) }

func reduceOwn(o any, was, now *shell.State, e shell.Event) any {
	return reduce(shell.As[State](o), was, now, e)
}

func reduce(q State, was, now *shell.State, e shell.Event) State {
	switch e := e.(type) {
	case shell.Graded:
		return State{Quality: q.Quality, Of: q.Of, Span: protocol.Span{N: ledgerPage}}
	case shell.Answered:
		switch e.Question {
		case judging:
			q.Quality, q.Of = e.Answer.(*protocol.Quality), now.Outcome
		case listing:
			q.Ledger = e.Answer.(*protocol.Ledger)
		}
	case LedgerTurned:
		q.Span = e.Span
	case EntryOpened:
		q.Open = e.Entry
	case EntryClosed:
		q.Open = nil
	}
	return q
}

// found is 1 when the findings of cleaning are among the entries of the ledger.
func found(s *shell.State) int {
	if q := own(s); q.Quality != nil && q.Of == s.Outcome {
		return 1
	}
	return 0
}

// waits is how many rows wait for somebody to look at them.
func waits(s *shell.State) int {
	if s.Outcome == nil || !s.Outcome.Graded {
		return 0
	}
	n := s.Outcome.Ledger.Aside.Rows
	for _, r := range s.Outcome.Ledger.Reasons {
		if r.Code == "date-after" && s.Outcome.AsOfFrom == "user" { // whoever looks back wants them left out
			n -= r.Sum.Rows
		}
	}
	return max(0, n)
}

// refundRow is the code of rows by which money was given back: they are used, and listed apart.
const refundRow = "refund-row"

// Reasons are why rows are in the ledger, those among them that were found when somebody looked.
func Reasons(s *shell.State) []protocol.Reason {
	list := slices.Clone(s.Outcome.Ledger.Reasons)
	if back := s.Outcome.Ledger.Refunds; back.Rows > 0 {
		list = append(list, protocol.Reason{Code: refundRow, Sum: back})
	}
	q := own(s)
	if q.Quality == nil || q.Of != s.Outcome {
		return list
	}
	found := []protocol.Reason{{Code: "near-duplicate", Sum: q.Quality.Near}, {Code: "outlier", Sum: q.Quality.Outliers}}
	for _, f := range found {
		if f.Sum.Rows > 0 {
			list = append(list, f)
		}
	}
	return list
}

// paper shows in the report that no row is lost, and why some are not used.
func paper(s *shell.State, _ *report.Data) []shell.Paper {
	l := s.Outcome.Ledger
	t := func(key string) string { return words.Text(s.Lang, "ledger."+key) }
	money := func(m string) string { return say.Amount(s.Lang, "yuan", m) }
	col := words.Text(s.Lang, "overview.col.money")
	balance := chart.Table{Head: []string{words.Text(s.Lang, "export.about.fate"), t("rows"), col}}
	for _, p := range parts(l) {
		if p.name == "totals" && p.sum.Rows == 0 {
			continue
		}
		balance.Rows = append(balance.Rows, []string{t(p.name), say.Count(p.sum.Rows), money(p.sum.Money)})
	}
	reasons := chart.Table{Head: []string{words.Text(s.Lang, "print.reason"), t("rows"), col}}
	for _, r := range l.Reasons {
		reasons.Rows = append(reasons.Rows, []string{say.Brief(s.Lang, r.Code), say.Count(r.Sum.Rows), money(r.Sum.Money)})
	}
	return []shell.Paper{{ID: "balance", Title: words.Text(s.Lang, "print.quality"), Table: balance},
		{ID: "reasons", Title: words.Text(s.Lang, "print.reason"), Table: reasons}}
}

// A part is a destination of rows.
type part struct {
	name string
	sum  protocol.Sum
}

// parts are the rows read and where they went, in the order in which they add up.
func parts(l protocol.LedgerSums) []part {
	return []part{{"read", l.Read}, {"used", l.Used}, {"duplicates", l.Duplicates}, {"aside", l.Aside}, {"totals", l.Totals}}
}

// repeatsOf says which rows that equal others are used: what was answered to the question about them goes first.
func repeatsOf(set protocol.Settings) string {
	chosen := set.Clean.Repeats
	for _, a := range set.Answers {
		if a.Code == "equal-rows" && a.Key == "" {
			chosen = a.ID
		}
	}
	return say.Either(chosen == "", "rule", chosen)
}

// withRepeats chooses which rows that equal others are used, in the place of an earlier answer.
func withRepeats(set protocol.Settings, chosen string) protocol.Settings {
	set.Clean.Repeats = say.Either(chosen == "rule", "", chosen)
	set.Answers = slices.DeleteFunc(slices.Clone(set.Answers), func(a protocol.Answer) bool { return a.Code == "equal-rows" && a.Key == "" })
	return set
}
