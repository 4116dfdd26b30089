package export

import (
	"strconv"

	"fenji/scoring/columns"
	"fenji/scoring/sheet"
)

// A page is a sheet of the workbook.
type page struct {
	spec    sheet.SheetSpec
	from, n int // the entries it holds, below one row of headers
	columns int
	write   func(w rowWriter, header sheet.Style, from, to int) error // nil: a panel
	panel   *Panel
}

// XLSX writes the workbook: the graded customers, what they were graded by, and the rows set aside. Into an outline it
// writes what has many rows, and leaves the rest as it is there.
func (e *Export) XLSX(w *sheet.Writer) error {
	w.Money = e.MoneyFormat()
	for _, p := range e.pages() {
		if p.write == nil && w.Filling() {
			w.Keep()
			continue
		}
		err := w.Sheet(p.spec)
		switch {
		case err != nil:
		case p.write == nil:
			err = p.panel.write(w)
		default:
			err = p.write(w, sheet.Header, p.from, p.from+p.n)
		}
		if err != nil {
			return err
		}
	}
	return w.Close()
}

// Outline makes the workbook without its rows, and tells which sheets are panels.
func (e *Export) Outline() (outline []byte, panels map[int]*Panel, err error) {
	panels = map[int]*Panel{}
	var sheets []sheet.Reserved
	for i, p := range e.pages() {
		r := sheet.Reserved{SheetSpec: p.spec}
		if p.write == nil {
			panels[i], r.Widths = p.panel, nil // its maker knows them
		} else {
			r.Rows, r.Columns = p.n+1, p.columns
		}
		sheets = append(sheets, r)
	}
	outline, err = sheet.Outline(sheets, e.MoneyFormat())
	return outline, panels, err
}

// pages are the sheets in their order.
func (e *Export) pages() []page {
	if e.Bare {
		return []page{{spec: e.Overview.spec(), panel: e.Overview}}
	}
	graded := sheet.SheetSpec{Name: e.text("export.sheet.graded"), FreezeRows: 1, FilterRow: 1}
	for _, c := range columns.Graded {
		graded.Widths = append(graded.Widths, c.Width)
	}
	graded.PrintColumns, graded.GradeColumn = columns.Extra, columns.Grade+1
	for _, b := range e.View.Result.Profile.Bands {
		graded.Grades = append(graded.Grades, b.Grade)
	}
	if e.List != nil {
		e.List.listed(&graded)
	}
	for _, c := range e.more() {
		graded.Widths = append(graded.Widths, c.Width)
	}
	for range e.View.Extras {
		graded.Widths = append(graded.Widths, 16)
	}
	for _, c := range e.Behind {
		graded.Widths = append(graded.Widths, c.Width)
	}
	aside := sheet.SheetSpec{Name: e.text("export.sheet.aside"), FreezeRows: 1, FilterRow: 1}
	aside.Widths = append(aside.Widths, asideWidths...)
	for range e.carried() {
		aside.Widths = append(aside.Widths, 16)
	}
	pages := e.split(graded, e.customers(), len(e.heads()), e.graded)
	title, blocks := e.About()
	for _, p := range []*Panel{e.Overview, {Name: e.text("export.sheet.about"), Title: title, Blocks: blocks}} {
		if p != nil {
			pages = append(pages, page{spec: p.spec(), panel: p})
		}
	}
	if e.List != nil {
		return pages
	}
	return append(pages, e.split(aside, len(e.Ledger.Entries), len(asideKeys)+len(e.carried()), e.aside)...)
}

// split spreads n entries over as many sheets as they need, at least one: "Graded", "Graded 2" …
func (e *Export) split(spec sheet.SheetSpec, n, columns int,
	write func(w rowWriter, header sheet.Style, from, to int) error) []page {
	var pages []page
	name := spec.Name
	for from := 0; from == 0 || from < n; from += e.entries() {
		if from > 0 {
			spec.Name = name + " " + strconv.Itoa(len(pages)+1)
		}
		pages = append(pages, page{spec: spec, from: from, n: min(n-from, e.entries()), columns: columns, write: write})
	}
	return pages
}

// entries is how many a sheet holds below its header.
func (e *Export) entries() int {
	if e.SheetRows > 1 {
		return e.SheetRows - 1
	}
	return sheet.MaxRows - 1
}

// GradedSheets is the number of sheets that the customers take.
func (e *Export) GradedSheets() int {
	return max(1, (e.customers()+e.entries()-1)/e.entries())
}
