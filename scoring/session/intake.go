package session

import (
	"slices"
	"strings"

	"fenji/scoring"
	"fenji/scoring/intake"
	"fenji/scoring/intake/clean"
	"fenji/scoring/protocol"
)

// fillNames and outlierNames are the words of the protocol for what the core calls by number.
var (
	fillNames = []string{intake.SetAside: "", intake.FillZero: "zero", intake.FillMedian: "median",
		intake.FillMost: "most"}
	outlierNames = []string{intake.KeepOutliers: "", intake.ByRobustZ: "z", intake.ByTukey: "tukey",
		intake.ByEither: "either"}
)

func cleaningOf(m protocol.Clean) intake.Cleaning {
	c := intake.Cleaning{KeepRepeats: m.KeepRepeats, IgnoreCase: m.IgnoreCase, PadZeros: m.PadZeros, FillDown: m.FillDown,
		Outliers: intake.Outliers(max(0, slices.Index(outlierNames, m.Outliers)))}
	for i, name := range m.Gaps {
		c.Gaps[i] = intake.Fill(max(0, slices.Index(fillNames, name)))
	}
	return c
}

// findings are what deserves a look besides the ledger. They are worked out when somebody looks, and kept.
func (s *Session) findings() *clean.Findings {
	if s.found == nil {
		s.found = clean.Inspect(s.table, s.mapping, s.options(), s.records, s.ledger)
	}
	return s.found
}

func (s *Session) options() intake.Options {
	return intake.Options{AsOf: s.cleaned.asOf, Unit: s.cleaned.unit, Cleaning: s.cleaned.clean}
}

// entries are those of the ledger and, once somebody looked for them, the findings, in the order of the rows.
func (s *Session) entries(code string) []intake.Entry {
	list := s.ledger.Entries
	if code == "near-duplicate" || code == "outlier" {
		s.findings()
	}
	if s.found != nil && len(s.found.Entries) > 0 {
		list = append(slices.Clone(list), s.found.Entries...)
		intake.SortEntries(list)
	}
	if code == "" {
		return list
	}
	return slices.DeleteFunc(slices.Clone(list), func(e intake.Entry) bool { return string(e.Code) != code })
}

// mergedShown is how many customers with several spellings are listed.
const mergedShown = 100

// Quality says what cleaning did and might do.
func (s *Session) Quality() (*protocol.Quality, error) {
	if s.ledger == nil {
		return nil, errNothingGraded
	}
	f := s.findings()
	q := &protocol.Quality{Near: sum(f.Near), Filled: sum(s.ledger.Filled), Gaps: f.Gaps, Unnamed: f.Unnamed,
		SameCase: f.SameCase, ZerosLost: f.ZerosLost, Padded: f.Padded, Amounts: f.Fences.Amounts, ByZ: sum(f.ByZ),
		ByTukey: sum(f.ByTukey), MergedInAll: len(f.Merges)}
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
	for _, m := range f.Merges[:min(len(f.Merges), mergedShown)] {
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

// leaveOut lets the table forget the columns that the user leaves out. When one of them comes back, the sheet is read
// again.
func (s *Session) leaveOut(roles []protocol.Role) error {
	last := map[int]string{}
	for _, r := range roles {
		last[r.Column] = r.Role
	}
	var left []int
	for col := range s.guess.Columns {
		if last[col] == string(intake.Ignore) {
			left = append(left, col)
		}
	}
	if slices.Equal(left, s.left) {
		return nil
	}
	for _, col := range s.left {
		if !slices.Contains(left, col) {
			s.table = nil
			if err := s.open(s.index, s.header); err != nil {
				return err
			}
			if err := s.join(); err != nil {
				return err
			}
			break
		}
	}
	if s.left = left; len(left) > 0 {
		s.table = s.table.Without(left, s.guess.HeaderRow+1)
		s.guess, s.records = s.guess.Over(s.table, left), nil
	}
	return nil
}

// previewRows are the rows of a preview.
const previewRows = 8

// Preview shows the beginning of the sheet, as it stands and as it is understood.
func (s *Session) Preview() (*protocol.Preview, error) {
	if s.table == nil {
		return nil, errNothingGraded
	}
	p := clean.PreviewOf(s.mapping, s.table, s.unit, previewRows)
	out := &protocol.Preview{Dates: protocol.DateProof(p.Dates)}
	for _, row := range p.Rows {
		_, _, at := s.table.Origin(row)
		out.Rows = append(out.Rows, at+1)
	}
	out.Heads = s.heads()
	for i, c := range p.Columns {
		col := protocol.PreviewColumn{Blank: c.Blank, Bad: c.Bad, Clear: c.Clear, Unclear: c.Unclear}
		for _, cell := range c.Cells {
			if slices.Contains(s.left, i) {
				break
			}
			col.Raw, col.Read = append(col.Raw, s.screen(i, cell.Raw)), append(col.Read, s.screen(i, cell.Read))
			col.State = append(col.State, string(cell.State))
		}
		out.Columns = append(out.Columns, col)
	}
	return out, nil
}

// heads are the first rows in short, for choosing the one of headers.
func (s *Session) heads() (list []string) {
	const depth, few, long = 12, 4, 16
	t := s.table
	for row := range min(t.Rows, depth) {
		line, n := "", 0
		for col := 0; col < t.Own() && n <= few; col++ {
			text := strings.Join(strings.Fields(t.Text(t.Cell(row, col))), " ")
			if row > s.mapping.HeaderRow {
				text = s.screen(col, text)
			}
			if text == "" {
				continue
			}
			if runes := []rune(text); len(runes) > long {
				text = string(runes[:long]) + "…"
			}
			if n++; n > few {
				text = "…"
			}
			if line != "" {
				line += " | "
			}
			line += text
		}
		list = append(list, line)
	}
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
