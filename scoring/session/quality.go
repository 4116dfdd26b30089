package session

import (
	"slices"

	"fenji/scoring"
	"fenji/scoring/columns"
	"fenji/scoring/intake"
	"fenji/scoring/intake/clean"
	"fenji/scoring/protocol"
)

func qualityOps() { tell(protocol.OpQuality, (*Session).Quality) }

// outlierNames are the words of the protocol for what the core calls by number.
var outlierNames = []string{intake.KeepOutliers: "", intake.ByRobustZ: "z", intake.ByTukey: "tukey", intake.ByEither: "either"}

// repeatNames likewise.
var repeatNames = []string{intake.RepeatsByRule: "", intake.KeepRepeats: "keep", intake.DropRepeats: "drop"}

func cleaningOf(m protocol.Clean) intake.Cleaning {
	c := intake.Cleaning{IgnoreCase: m.IgnoreCase, PadZeros: m.PadZeros, FillDown: m.FillDown,
		Repeats:  intake.Repeats(max(0, slices.Index(repeatNames, m.Repeats))),
		Outliers: intake.Outliers(max(0, slices.Index(outlierNames, m.Outliers)))}
	for i, name := range m.Gaps {
		c.Gaps[i] = intake.Fill(max(0, slices.Index(columns.Fills[:], name)))
	}
	return c
}

// findings are what deserves a look besides the ledger. They are worked out when somebody looks, and kept.
func (s *Session) findings() *clean.Findings {
	return s.cleaned.findings.of(func() *clean.Findings {
		return clean.Inspect(s.table, s.mapping, s.how, s.records, s.ledger)
	})
}

// Quality says what cleaning did and might do.
func (s *Session) Quality() (*protocol.Quality, error) {
	if s.cleaned == nil {
		return nil, errNothingGraded
	}
	f := s.findings()
	q := &protocol.Quality{Near: sum(f.Near), Filled: sum(s.ledger.Filled), Gaps: f.Gaps, Unnamed: f.Unnamed,
		SameCase: f.SameCase, ZerosLost: f.ZerosLost, Padded: f.Padded, Amounts: f.Fences.Amounts, ByZ: sum(f.ByZ),
		ByTukey: sum(f.ByTukey), MergedInAll: f.MergedAll}
	q.ZLow, q.ZHigh = ends(f.Fences.RobustZ)
	q.TukeyLow, q.TukeyHigh = ends(f.Fences.TukeyBox)
	repeats := s.ledger.Duplicates
	for _, e := range s.ledger.Entries {
		if e.Code == "duplicate-kept" {
			repeats.Rows++
			repeats.Money += e.Money
		}
	}
	q.Repeats = sum(repeats)
	var out intake.Sum
	for _, e := range f.Entries {
		if e.Code == "outlier" {
			out.Rows++
			out.Money += e.Money
		}
	}
	q.Outliers = sum(out)
	for _, d := range f.DateForms {
		q.Dates = append(q.Dates, protocol.DateForm{Example: d.Example, Cell: s.cellOf(d.Row, intake.Date), Rows: d.Rows})
	}
	for _, m := range f.Merges {
		merged := protocol.Merged{ID: s.screenWho(m.ID)}
		for _, sp := range m.Spellings {
			merged.Spellings = append(merged.Spellings, protocol.Spelling{Text: s.screenWho(sp.Text),
				Cell: s.cellOf(sp.Row, intake.Customer), Rows: sp.Rows})
		}
		q.Merged = append(q.Merged, merged)
	}
	for _, c := range s.mapping.Columns {
		if c.Role == intake.Ignore && c.Header != "" {
			q.Left = append(q.Left, c.Header)
		}
	}
	return q, nil
}

func ends(b intake.Bounds) (low, high string) {
	if !b.OK {
		return "", ""
	}
	return b.Low.String(), b.High.String()
}

// cellOf is the address of a row's cell in the column of a role.
func (s *Session) cellOf(row int, r intake.Role) string {
	return s.table.Address(scoring.Issue{}, row, max(0, s.mapping.Column(r))).Cell
}
