package session

import (
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/export"
	"fenji/scoring/intake"
	"fenji/scoring/intake/clean"
	"fenji/scoring/privacy"
	"fenji/scoring/protocol"
	"fenji/scoring/sheet"
	"fenji/scoring/words"
)

// An Emit takes the next part of a file; it must not keep it.
type Emit func(part []byte)

func init() { notices = append(notices, severalSheets) }

func exportOps() {
	take(protocol.OpExport, func(s *Session, m protocol.Export, c *Call) (*protocol.Download, error) {
		return s.Export(m, c.Part, c.Report)
	})
}

// Export writes a file to download and emits it part by part.
func (s *Session) Export(m protocol.Export, emit Emit, report Report) (*protocol.Download, error) {
	if s.graded == nil {
		return nil, errNothingGraded
	}
	m.Lang = words.Wearing(m.Lang, s.ledger.Currency)
	e, err := s.scoped(m)
	if err != nil {
		return nil, err
	}
	total := len(s.view.Result.Customers)
	if e.Only != nil {
		total = len(e.Only)
	}
	e.Rows = func(done int) { report(protocol.Progress{Stage: "write", Done: done, Total: total, Rows: done}) }
	out := parts{emit: emit}
	download, err := s.write(e, m, &out)
	if err != nil {
		return nil, err
	}
	out.flush()
	download.Name = s.exportName(m, e.Cover) + download.Name
	return download, nil
}

func (s *Session) export(lang string) *export.Export {
	return &export.Export{View: s.view, Ledger: s.ledger, Mapping: s.mapping, Unit: s.unit, UnitAsk: s.unitAsk, Files: s.names,
		Lang: words.Wearing(lang, s.ledger.Currency)}
}

// scoped is the export of the customers that m is about, in the order of the list.
func (s *Session) scoped(m protocol.Export) (*export.Export, error) {
	if err := s.agree(m.Treats); err != nil {
		return nil, err
	}
	e := s.export(m.Lang)
	var err error
	if e.Cover, err = s.cover(m); err != nil {
		return nil, err
	}
	e.Near, e.Behind = s.behind(m.Lang, e.Cover)
	s.coarsened(m, e)
	if m.Format == "xlsx" || strings.HasPrefix(m.Format, "ledger") {
		e.Merged = s.merged.of(func() []intake.Merged { return clean.Merged(s.table, s.mapping, s.how, s.records) })
	}
	if m.Names == protocol.NamesMasked {
		e.Who = s.masked
	}
	if strings.HasPrefix(m.Format, "calls") {
		return e, s.calls(m, e)
	}
	switch m.Format {
	case "xlsx":
		e.Overview = s.overviewPanel(m.Lang)
	case "month":
		e.Bare = true
		e.Overview, err = s.monthPanel(m, e.Cover, nil)
		return e, err
	}
	switch m.Scope {
	case "view":
		e.Only = slices.Clone(s.view.Order()) // the list may be arranged anew meanwhile
	case "picked":
		e.Only = s.view.Ordered(s.marks.list())
	default:
		e.Only = s.view.All()
		return e, nil
	}
	e.Scope = words.Text(m.Lang, "export.scope."+m.Scope, "n", strconv.Itoa(len(e.Only)),
		"of", strconv.Itoa(len(s.view.Result.Customers)))
	return e, nil
}

func (s *Session) write(e *export.Export, m protocol.Export, w io.Writer) (*protocol.Download, error) {
	const csv = "text/csv;charset=utf-8"
	if byMonths(m) && (m.Format == "history" || m.Format == "ics" && m.Holds != protocol.HoldsNobody) {
		return nil, scoring.Issue{Code: "needs-days"}
	}
	switch m.Format {
	case "xlsx", "month", "calls":
		download := &protocol.Download{Name: ".xlsx",
			Type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
		return download, e.XLSX(s.workbook(w))
	case "csv", "calls-csv":
		return &protocol.Download{Name: ".csv", Type: csv}, e.CSV(sheet.NewCSVWriter(w))
	case "history":
		return &protocol.Download{Name: ".csv", Type: csv}, s.history(e.Cover, w)
	case "ics":
		return &protocol.Download{Name: ".ics", Type: "text/calendar;charset=utf-8"}, s.calendar(m, e.Cover, w)
	case "ledger-xlsx":
		e.Ledger = s.whole()
		return &protocol.Download{Name: ".xlsx",
			Type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}, e.LedgerXLSX(s.workbook(w))
	case "ledger":
		e.Ledger = s.whole()
		return &protocol.Download{Name: ".csv", Type: csv}, e.LedgerCSV(sheet.NewCSVWriter(w))
	}
	return nil, errors.New("session: no export format " + m.Format)
}

// workbook is a workbook to be written, packed as the host can best.
func (s *Session) workbook(w io.Writer) *sheet.Writer {
	book := sheet.NewWriter(w)
	book.PackBy(s.Options.Deflate)
	return book
}

// exportSuffixes end the names of downloads.
var exportSuffixes = map[string][2]string{ // zh, en
	"xlsx": {"-分级", "-graded"}, "csv": {"-分级", "-graded"}, "ledger": {"-逐行清单", "-row-by-row"},
	"ledger-xlsx": {"-逐行清单", "-row-by-row"}, "history": {"-历史", "-history"},
	"month": {"-月报", "-monthly-report"},
	"calls": {"-联系名单-", "-call-list-"}, "calls-csv": {"-联系名单-", "-call-list-"}, "ics": {"-日历-", "-calendar-"},
}

// coveredSuffixes say what was done to persons, so that no file is taken for the other.
var coveredSuffixes = map[string][2]string{
	protocol.NamesMasked: {"-已遮盖", "-masked"}, protocol.NamesPseudonyms: {"-假名", "-pseudonyms"},
}

// exportName is the name of a download without its ending. A CSV has no place for what the figures are worth without:
// the analysis date and, when it is not the yuan, the unit of the money. So their names say it.
func (s *Session) exportName(m protocol.Export, cover *privacy.Cover) string {
	file := strings.ReplaceAll(cover.Text(-1, s.names[0]), "*", "_") // no file system's name has a star
	base := file
	if i := strings.LastIndexByte(file, '.'); i > 0 {
		base = file[:i]
	}
	lang := 0
	if words.English(m.Lang) {
		lang = 1
	}
	base += exportSuffixes[m.Format][lang] + coveredSuffixes[m.Names][lang]
	if m.Of.Field != "" {
		base += strings.ReplaceAll(s.whom(m), "/", "·")
	}
	if m.Scope != "" && !strings.HasPrefix(m.Format, "ledger") {
		base += [...]string{"-部分", "-part"}[lang]
	}
	r := s.view.Result
	if r.AsOf != civil.NoDay {
		base += "-" + r.AsOf.String()
	}
	if !strings.HasPrefix(m.Format, "ledger") && r.Profile.Unit == decimal.WanYuan {
		base += [...]string{"-万元", "-10k-yuan"}[lang]
	}
	return base
}

// severalSheets says that the customers do not fit on one sheet of the export.
func severalSheets(s *Session) []protocol.Issue {
	n := s.export("").GradedSheets()
	if n < 2 {
		return nil
	}
	return []protocol.Issue{{Code: "several-sheets", Args: []string{"sheets", strconv.Itoa(n)}}}
}

// partSize is the size of the parts in which a download leaves the engine.
const partSize = 1 << 20

// parts emits what is written in parts of partSize, out of one buffer that never grows.
type parts struct {
	buf  []byte
	emit Emit
}

func (p *parts) Write(b []byte) (int, error) {
	if p.buf == nil {
		p.buf = make([]byte, 0, partSize)
	}
	n := len(b)
	for len(b) > 0 {
		take := min(len(b), partSize-len(p.buf))
		p.buf, b = append(p.buf, b[:take]...), b[take:]
		if len(p.buf) == partSize {
			p.flush()
		}
	}
	return n, nil
}

func (p *parts) flush() {
	if len(p.buf) > 0 {
		p.emit(p.buf)
		p.buf = p.buf[:0]
	}
}

// panelMessage is a panel for the screen.
func panelMessage(p *export.Panel) protocol.Panel {
	panel := protocol.Panel{Title: p.Title}
	for _, c := range p.Charts {
		panel.Charts = append(panel.Charts, protocol.Chart{Block: c.Block, Rows: c.Rows, First: c.Columns[0],
			Second: c.Columns[1], Mixed: c.Mixed})
	}
	for _, b := range p.Blocks {
		panel.Blocks = append(panel.Blocks, blockMessage(b))
	}
	return panel
}

func blockMessage(b export.Block) protocol.Block {
	block := protocol.Block{Title: b.Title, Head: b.Head, Scale: b.Scale}
	for _, row := range b.Rows {
		var line protocol.Line
		for _, c := range row {
			line.Cells = append(line.Cells, protocol.Cell{Kind: kindOf(c.Kind), Text: c.Text})
		}
		block.Rows = append(block.Rows, line)
	}
	return block
}

// kindOf names a kind of cell; that of a grade has its place behind it, from 1.
func kindOf(k export.CellKind) string {
	if k > export.GradeCell {
		return protocol.CellGrade + strconv.Itoa(int(k-export.GradeCell))
	}
	return cellKinds[k]
}

var cellKinds = [...]string{
	export.TextCell: protocol.CellText, export.LabelCell: protocol.CellLabel, export.GradeCell: protocol.CellGrade,
	export.CountCell: protocol.CellCount, export.NumberCell: protocol.CellNumber, export.MoneyCell: protocol.CellMoney,
	export.ShareCell: protocol.CellShare, export.DateCell: protocol.CellDate,
}
