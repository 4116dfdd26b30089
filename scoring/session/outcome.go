package session

import (
	"strings"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/privacy"
	"fenji/scoring/protocol"
	"fenji/scoring/view"
)

func profileMessage(p *scoring.Profile) protocol.Profile {
	m := protocol.Profile{ID: p.ID, Name: protocol.Text(p.Name), About: protocol.Text(p.About), Unit: p.Unit.String(),
		WindowDays: p.Window.Days}
	for i, rule := range p.Metrics {
		m.Weights[i], m.Methods[i] = rule.Weight.String(), rule.Method.String()
	}
	for _, b := range p.Bands {
		m.Bands = append(m.Bands, protocol.Band{Grade: b.Grade, From: b.From.String(), Open: b.Open,
			Name: protocol.Text(b.Name), Meaning: protocol.Text(b.Meaning), Action: protocol.Text(b.Action),
			Cadence: protocol.Text(b.Cadence)})
	}
	for _, n := range p.Notes {
		m.Notes = append(m.Notes, protocol.Text(n))
	}
	return m
}

// IssueMessage carries an issue to the page.
func IssueMessage(i scoring.Issue) protocol.Issue {
	return protocol.Issue{Code: string(i.Code), File: i.File, Sheet: i.Sheet, Cell: i.Cell, Value: i.Value, Args: i.Args}
}

// outcome says what was made of the files so far.
func (s *Session) outcome() *protocol.Outcome {
	m := s.mapping
	out := &protocol.Outcome{
		Files: s.names, Sheet: s.index, HeaderRow: m.HeaderRow + 1,
		Shape: string(m.Shape), Visits: string(m.Visits), Dates: s.settings.Dates, Unit: s.unit.String(), UnitAsk: s.unitAsk,
		Profile: s.settings.Profile,
	}
	for _, info := range s.books[0].Sheets() {
		out.Sheets = append(out.Sheets, protocol.Sheet(info))
	}
	for _, c := range m.Columns {
		out.Columns = append(out.Columns, protocol.Column{Index: c.Index, Header: c.Header, Role: string(c.Role),
			Confidence: c.Confidence, Why: c.Why, Filled: c.Filled, Examples: s.examples(c)})
	}
	for _, r := range m.Missing() {
		out.Missing = append(out.Missing, string(r))
	}
	for _, i := range s.table.Issues {
		out.Notices = append(out.Notices, s.screenIssue(IssueMessage(i), -1))
	}
	out.Veiled = s.veiled()
	if s.view != nil {
		s.graded(out)
	}
	return out
}

func (s *Session) graded(out *protocol.Outcome) {
	r := s.view.Result
	out.Graded = true
	out.AsOf, out.AsOfFrom = r.AsOf.String(), s.asOfFrom()
	out.Ledger = ledgerSums(s.ledger)
	out.Rows = len(r.Customers)
	var sum decimal.Money
	groups := s.view.Groups()
	for _, g := range groups {
		sum += g.Money
	}
	out.Money = sum.String()
	for _, g := range groups {
		out.Groups = append(out.Groups, protocol.Group{Grade: g.Grade, Count: g.Count, Money: g.Money.String(),
			CountShare: view.Share(int64(g.Count), int64(out.Rows)), MoneyShare: view.Share(int64(g.Money), int64(sum))})
	}
	for _, col := range s.view.Extras {
		out.Extras = append(out.Extras, s.mapping.Columns[col].Header)
	}
	for _, col := range view.FacetColumns(s.mapping, s.view.Extras) {
		if s.persons()[col].Kind == privacy.None { // nobody chooses from a list of telephones
			out.Facets = append(out.Facets, col)
		}
	}
	if names := s.otherSheets(); len(names) > 0 {
		out.Notices = append(out.Notices, protocol.Issue{Code: "other-sheets", Args: []string{"sheets", strings.Join(names, " / ")}})
	}
	if i, several := s.severalSheets(); several {
		out.Notices = append(out.Notices, IssueMessage(i))
	}
	for _, i := range view.Notices(r, s.mapping, s.ledger) {
		out.Notices = append(out.Notices, s.screenIssue(IssueMessage(i), -1))
	}
}

// otherSheets names the visible sheets of a small file that could be graded as well. Nobody should believe that a
// workbook was graded as a whole.
func (s *Session) otherSheets() (names []string) {
	list := s.books[0].Sheets()
	if s.small && s.sheets == nil && len(list) > 1 {
		s.sheets = []int{}
		for i, info := range list {
			if info.Hidden || i == s.index {
				continue
			}
			if t, err := s.books[0].Read(i); err == nil {
				if m, err := header.Guess(t); err == nil && len(m.Missing()) == 0 {
					s.sheets = append(s.sheets, i)
				}
			}
		}
		s.sheets = append(s.sheets, s.index)
	}
	for _, i := range s.sheets {
		if i != s.index {
			names = append(names, list[i].Name)
		}
	}
	return names
}

// asOfFrom tells where the analysis date comes from.
func (s *Session) asOfFrom() string {
	switch {
	case s.settings.AsOf != "":
		return "user"
	case s.records.AsOf == civil.NoDay:
		return ""
	case s.records.AsOf == s.mapping.AsOf:
		return "file"
	}
	return "latest"
}

func ledgerSums(l *intake.Ledger) protocol.LedgerSums {
	sums := protocol.LedgerSums{Read: sum(l.Read), Used: sum(l.Used), Duplicates: sum(l.Duplicates), Aside: sum(l.Aside)}
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
)

// codeDuplicate is the ledger's code of an exact duplicate of an earlier row.
const codeDuplicate = "duplicate"

func fate(e intake.Entry) string {
	switch {
	case e.Code == codeDuplicate:
		return fateDuplicate
	case e.Aside:
		return fateAside
	}
	return fateFlagged
}

// maxSpan bounds how many rows one call may ask for.
const maxSpan = 1000

// Rows gives a window of the arranged customers.
func (s *Session) Rows(m protocol.Span) (*protocol.Rows, error) {
	if s.view == nil {
		return nil, errNothingGraded
	}
	from, to := clip(m, s.view.Len())
	out := &protocol.Rows{From: from, Total: s.view.Len()}
	for at := from; at < to; at++ {
		out.Rows = append(out.Rows, s.row(s.view.At(at)))
	}
	return out, nil
}

func clip(m protocol.Span, n int) (from, to int) {
	from = max(0, min(m.From, n))
	return from, min(n, from+max(0, min(m.N, maxSpan)))
}

func (s *Session) row(i int) protocol.Row {
	r := s.view.Result
	c := &r.Customers[i]
	row := protocol.Row{Customer: i, ID: s.screenWho(c.ID), Last: c.Last.String(), Grade: r.Grade(i), Marked: s.marks.has(i)}
	if c.HasR {
		row.Value[scoring.Recency] = decimal.Int(int64(c.R)).String()
	}
	row.Value[scoring.Frequency] = decimal.Int(int64(c.F)).String()
	row.Value[scoring.Monetary] = amount(c.M, r.Profile.Unit)
	if reason := r.Graded[i].Reason; reason != scoring.None {
		row.Reason = reason.String()
	} else {
		row.Score = r.Score(i).String()
		for _, m := range scoring.Metrics {
			row.Points[m] = r.Points(i, m).String()
		}
	}
	for _, col := range s.view.Extras {
		row.Extras = append(row.Extras, s.shown(int(c.Row), col))
	}
	return row
}

// amount writes money in the profile's unit, in yuan always with two places.
func amount(m decimal.Money, u decimal.Unit) string {
	if u == decimal.Yuan {
		return m.String()
	}
	return m.In(u).String()
}

// Explain says why a customer has its grade.
func (s *Session) Explain(m protocol.Pick) (*protocol.Explanation, error) {
	if s.view == nil || m.Customer < 0 || m.Customer >= len(s.view.Result.Customers) {
		return nil, errNothingGraded
	}
	r := s.view.Result
	why := r.Explain(m.Customer)
	out := &protocol.Explanation{Row: s.row(m.Customer), Unit: r.Profile.Unit.String(),
		Standings: s.standings(m.Customer), Declines: s.declines(m.Customer), Estimated: r.Estimated()}
	out.Cell = s.table.Address(scoring.Issue{}, int(why.Customer.Row), max(0, s.customerColumn())).Cell
	for _, p := range why.Parts {
		part := protocol.Part{Method: p.Method.String(), Value: p.Value.String(), LowOpen: p.LowOpen, HighOpen: p.HighOpen,
			Rank: p.Rank, Of: p.Of, Points: p.Points.String(), Weight: p.Weight.String(),
			Contribution: p.Contribution.String()}
		if p.Low != nil {
			part.Low = p.Low.String()
		}
		if p.High != nil {
			part.High = p.High.String()
		}
		if p.Metric == scoring.Recency && !why.Customer.HasR {
			part.Value = ""
		}
		out.Parts = append(out.Parts, part)
	}
	for _, l := range why.Next {
		out.Lifts = append(out.Lifts, protocol.Lift{Kind: l.Kind, Value: l.Value.String(), By: l.By.String(),
			Score: l.Score.String(), Grade: l.Grade})
	}
	return out, nil
}

func (s *Session) customerColumn() int {
	if col := s.mapping.Column(intake.Customer); col >= 0 {
		return col
	}
	return s.mapping.Column(intake.Name)
}

// Ledger gives a window of the rows that were set aside, dropped or flagged.
func (s *Session) Ledger(m protocol.Span) (*protocol.Ledger, error) {
	if s.ledger == nil {
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
