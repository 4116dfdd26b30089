package session

import (
	"fenji/scoring/export"
	"fenji/scoring/figures"
	"slices"
	"strconv"
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/protocol"
	"fenji/scoring/sheet"
	"fenji/scoring/view"
)

// outcome says what was made of the files so far.
func (s *Session) outcome() *protocol.Outcome {
	m := s.mapping
	out := &protocol.Outcome{
		Files: s.names, Sheet: s.place.sheet, HeaderRow: m.HeaderRow + 1,
		Shape: string(m.Shape), Visits: string(m.Visits), Dates: s.settings.Dates, Unit: s.unit.String(), UnitAsk: s.unitAsk,
		Profile: s.settings.Profile,
	}
	if s.settings.Rules != "" {
		if p, err := rulesOf(s.settings.Rules); err == nil {
			out.Own = []protocol.Profile{profileMessage(p)}
		}
	}
	for _, info := range s.books[0].Sheets() {
		info.Name = s.screen(-1, info.Name)
		out.Sheets = append(out.Sheets, protocol.Sheet(info))
	}
	for _, c := range m.Columns {
		if c.Why == intake.WhyJoined {
			break
		}
		out.Columns = append(out.Columns, protocol.Column{Index: c.Index, Header: c.Header, Role: string(c.Role),
			Confidence: c.Confidence, Why: c.Why, Filled: c.Filled, Examples: s.examples(c)})
	}
	for _, r := range m.Missing() {
		out.Missing = append(out.Missing, string(r))
	}
	if len(s.source.sheets) > 0 {
		out.Sheet = -1
	}
	for _, i := range append(slices.Clone(s.source.notes), s.table.Issues...) {
		out.Notices = append(out.Notices, s.screenIssue(IssueMessage(i), -1))
	}
	if m := s.files.mix; m != nil {
		for i, o := range m.list {
			if m.foreign(o.file) && (i == 0 || m.list[i-1].file != o.file) {
				out.Notices = append(out.Notices, s.screenIssue(protocol.Issue{Code: "file-foreign", File: o.name}, -1))
			}
		}
	}
	out.Veiled = s.veiled()
	out.Asks = s.asks()
	out.Sources = s.sourcesMessage()
	if s.mix != nil {
		out.Files = s.mix.all.names
	}
	if s.graded != nil {
		s.describe(out)
	}
	return out
}

// describe says what was graded.
func (s *Session) describe(out *protocol.Outcome) {
	r := s.view.Result
	out.Graded = true
	out.AsOf, out.AsOfFrom = r.AsOf.String(), s.asOfFrom()
	out.Ledger, out.Values = ledgerSums(s.ledger), s.values()
	out.Rows, out.Currency = len(r.Customers), s.ledger.Currency
	var sum decimal.Money
	groups := s.view.Groups()
	for _, g := range groups {
		sum += g.Money
	}
	out.Money = sum.String()
	for _, g := range groups {
		out.Groups = append(out.Groups, protocol.Group{Grade: g.Grade, Count: g.Count, Money: g.Money.String(),
			CountShare: figures.Share(int64(g.Count), int64(out.Rows)), MoneyShare: figures.Share(int64(g.Money), int64(sum))})
	}
	for _, col := range s.view.Extras {
		out.Extras = append(out.Extras, s.mapping.Columns[col].Header)
		out.Says = append(out.Says, s.view.Others.Kind(col).String())
	}
	out.Added = s.addedHeads()
	for _, col := range view.FacetColumns(s.mapping, s.view.Extras) {
		if s.persons().Columns[col].Open() { // nobody chooses from a list of telephones
			out.Facets = append(out.Facets, col)
		}
	}
	for _, c := range s.mapping.Columns {
		if c.Why != intake.WhyJoined {
			continue
		}
		g := protocol.Gained{Index: c.Index, Header: c.Header}
		if s.gauge(c.Index) != nil {
			g.Range, out.Facets = c.Kind, append(out.Facets, c.Index)
		}
		out.Gained = append(out.Gained, g)
	}
	if names := s.otherSheets(); len(names) > 0 {
		out.Notices = append(out.Notices, protocol.Issue{Code: "other-sheets", Args: []string{"sheets", strings.Join(names, " / ")}})
	}
	for _, of := range notices {
		out.Notices = append(out.Notices, of(s)...)
	}
	s.holdAgainstToday(out)
	for _, i := range export.Notices(r, s.mapping, s.ledger) {
		out.Notices = append(out.Notices, s.screenIssue(IssueMessage(i), -1))
	}
}

// otherSheets names the visible sheets of a small file that could be graded as well. Nobody should believe that a
// workbook was graded as a whole.
func (s *Session) otherSheets() (names []string) {
	list := s.books[0].Sheets()
	for _, i := range s.source.others {
		names = append(names, list[i].Name)
	}
	if !s.small || len(list) < 2 || len(names) > 0 {
		return names
	}
	for _, i := range s.files.whole(s.books[0]) {
		if i != s.place.sheet && !s.isApart(s.books[0], i) && !slices.Contains(s.source.sheets, i) {
			names = append(names, list[i].Name)
		}
	}
	return names
}

// whole are the visible sheets of a book that lack nothing.
func (f *files) whole(book *sheet.Book) (list []int) {
	if f.mix != nil {
		f = f.mix.all
	}
	for _, o := range f.recognise(nil).list {
		if o.book == book && o.reading.Whole {
			list = append(list, o.sheet)
		}
	}
	return list
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

// holdAgainstToday says where the data and the user's clock differ. It is said on the page only: what is exported is the same
// whenever it is exported.
func (s *Session) holdAgainstToday(out *protocol.Outcome) {
	today := s.settings.Today
	if n := s.ledger.Later; n > 0 {
		out.Notices = append(out.Notices, protocol.Issue{Code: "clock-doubted", Args: []string{"count", strconv.Itoa(n), "today", today}})
	} else if out.AsOfFrom == "latest" && today > out.AsOf {
		out.Notices = append(out.Notices, protocol.Issue{Code: "today-later", Args: []string{"day", out.AsOf, "today", today}})
	}
}
