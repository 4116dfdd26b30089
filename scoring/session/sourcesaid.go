package session

import (
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/protocol"
	"fenji/scoring/rfm"
	"fenji/scoring/sources"
)

// sourcesMessage says what was dropped together.
func (s *Session) sourcesMessage() (out protocol.Sources) {
	if s.files.mix == nil || len(s.files.mix.list) < 2 {
		return out
	}
	for i, o := range s.files.mix.list {
		k := s.files.mix.kinds[i]
		info := o.book.Sheets()[o.sheet]
		m := protocol.SourceTable{At: protocol.Kind{File: o.file, Sheet: o.sheet, Kind: string(k)}, Guess: string(o.reading.Kind),
			File: o.name, Sheet: info.Name, Rows: o.rows, Columns: o.cols}
		t := o.as(k)
		if t.First != civil.NoDay {
			m.From, m.To = t.First.String(), t.Last.String()
		}
		if k == sources.Payments && s.cleaned != nil {
			m.From, m.To = s.paidPeriod(o)
			if col := s.customerColumn(); col >= 0 {
				m.By = []string{s.mapping.Columns[col].Header}
			}
		}
		if parts := s.parts(); parts != nil {
			s.describeSource(&m, &parts[i])
		}
		out.List = append(out.List, m)
	}
	if j := s.joined; j != nil {
		out.Joined, out.Persons, out.Paid, out.Unpaid = true, len(j.IDs), j.Paid, len(j.unpaid)
		out.Registered = out.Persons - out.Paid - out.Unpaid
		out.Households, out.Employees = j.Households, j.Employees
		out.Money, out.Same = s.ledger.Used.Money.String(), j.kept.of(s.moneyKept)
	}
	return out
}

// manyPaid is how many customers are too many to look for in every file, where only payments were dropped.
const manyPaid = 200_000

// parts are the tables as they join. Those of payments alone join each other: a customer may stand in several.
func (s *Session) parts() []sources.Part {
	switch {
	case s.joined != nil:
		return s.joined.Tables
	case s.cleaned == nil || len(s.records.IDs) > manyPaid:
		return nil
	}
	return s.cleaned.standing.of(func() []sources.Part {
		var tables []*sources.Table
		var paid [][]int32
		for i, o := range s.files.mix.list {
			k, own := s.files.mix.kinds[i], []int32(nil)
			if k == sources.Payments {
				own = s.customersOf(o)
			} else {
				k = sources.Ignore
			}
			tables, paid = append(tables, &sources.Table{Kind: k}), append(paid, own)
		}
		return sources.Join(s.records.IDs, tables, paid).Tables
	})
}

func (s *Session) describeSource(m *protocol.SourceTable, p *sources.Part) {
	if p.Kind == sources.Ignore {
		return
	}
	m.Matched, m.Unmatched, m.Twice, m.Nobody = p.Matched, p.Unmatched, p.Twice, p.Nobody
	if p.Kind != sources.Payments {
		m.By = p.By[:min(len(p.By), 2)]
	}
	const some = 12
	for _, r := range p.Again[:min(len(p.Again), some)] {
		m.Again = append(m.Again, s.screenWho(s.joined.IDs[p.Who[r]]))
	}
}

// paidPeriod is from when to when a table of payments tells of used rows.
func (s *Session) paidPeriod(o *found) (from, to string) {
	r, first, last := s.records, civil.NoDay, civil.NoDay
	name := o.book.Sheets()[o.sheet].Name
	for i, row := range r.Row {
		d := r.Day[i]
		if d == civil.NoDay || first != civil.NoDay && d >= first && d <= last {
			continue
		}
		if file, sheetName, _ := s.table.Origin(int(row)); file != o.told || sheetName != name {
			continue
		}
		if first == civil.NoDay || d < first {
			first = d
		}
		last = max(last, d)
	}
	if first == civil.NoDay {
		return "", ""
	}
	return first.String(), last.String()
}

// moneyKept holds the money of every customer of the payments alone, row by row, against what was counted after joining: nobody
// gained or lost any, and who never paid has none.
func (s *Session) moneyKept() bool {
	alone, with := s.aloneCleaned.records, s.counted.value
	if !s.counted.made || s.counted.key != (civil.Window{}) {
		with = rfm.Build(s.records, civil.Window{})
	}
	if len(alone.IDs) != s.joined.Paid || len(with) != len(alone.IDs)+len(s.joined.unpaid) {
		return false
	}
	own, all := make([]decimal.Money, len(with)), decimal.Money(0)
	for i, who := range alone.Customer {
		own[who] += alone.Amount[i]
		all += alone.Amount[i]
	}
	if all != s.aloneCleaned.ledger.Used.Money { // as it was when they were read
		return false
	}
	for i := range with {
		if with[i].M != own[i] || i < len(alone.IDs) && with[i].ID != alone.IDs[i] {
			return false
		}
	}
	return true
}
