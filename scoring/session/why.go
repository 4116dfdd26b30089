package session

import (
	"fenji/scoring"
	"fenji/scoring/decimal"
	"fenji/scoring/figures"
	"fenji/scoring/intake"
	"fenji/scoring/profile"
	"fenji/scoring/protocol"
	"fenji/scoring/rfm"
)

func whyOps() {
	answer(protocol.OpExplain, (*Session).Explain)
	answer(protocol.OpPast, (*Session).Past)
}

// Explain says why a customer has its grade.
func (s *Session) Explain(m protocol.Pick) (*protocol.Explanation, error) {
	if s.graded == nil || m.Customer < 0 || m.Customer >= len(s.view.Result.Customers) {
		return nil, errNothingGraded
	}
	r := s.view.Result
	why := r.Explain(m.Customer)
	out := &protocol.Explanation{Row: s.row(m.Customer, s.offered()), Unit: r.Profile.Unit.String(),
		Standings: s.standings(m.Customer), Declines: s.declines(m.Customer), Estimated: r.Estimated()}
	if s.joined == nil || m.Customer < s.joined.Paid { // who never paid stands on no row of the payments
		out.Cell = s.table.Address(scoring.Issue{}, int(why.Customer.Row), max(0, s.customerColumn())).Cell
	}
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
		if p.Metric == profile.Recency && !why.Customer.HasR {
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

// standings tell where a customer stands among the others in R, F, M and score.
func (s *Session) standings(customer int) (out [4]protocol.Standing) {
	for i, row := range measures {
		out[i].Better, out[i].Of = s.view.Standing(customer, row.measure)
	}
	return out
}

// Past lists what a customer was counted from: its visits, and a span of the rows.
func (s *Session) Past(m protocol.Trace) (*protocol.Past, error) {
	if s.graded == nil || m.Customer < 0 || m.Customer >= len(s.view.Result.Customers) {
		return nil, errNothingGraded
	}
	out := &protocol.Past{}
	most := decimal.Money(0)
	visits := rfm.Visits(s.records, m.Customer)
	for _, v := range visits {
		most = max(most, v.Amount, -v.Amount)
	}
	for _, v := range visits {
		out.Visits = append(out.Visits, protocol.Visit{Day: v.Day.String(),
			Amount: amount(v.Amount, s.view.Result.Profile.Unit), Share: figures.Share(int64(v.Amount), int64(most)), Counted: v.Counted})
	}
	for _, c := range s.mapping.Columns {
		out.Headers = append(out.Headers, c.Header)
	}
	rows := rfm.Rows(s.records, m.Customer)
	from, to := clip(protocol.Span{From: m.From, N: m.N}, len(rows))
	out.From, out.Total = from, len(rows)
	for _, i := range rows[from:to] {
		out.Rows = append(out.Rows, s.rowOf(int(s.records.Row[i])))
	}
	return out, nil
}

// rowOf shows a row of the file as it stands.
func (s *Session) rowOf(row int) protocol.Source {
	out := protocol.Source{}
	out.File, out.Sheet, out.Row = s.table.Origin(row)
	out.Row++
	for _, c := range s.mapping.Columns {
		out.Cells = append(out.Cells, s.shown(row, c.Index))
	}
	return out
}
