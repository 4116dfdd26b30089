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

// XLSX writes the workbook: the graded customers, what they were graded by, and the rows set aside.
func (e *Export) XLSX(w *sheet.Writer) error {
	w.Money = e.MoneyFormat()
	for _, p := range e.pages() {
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

// Rehearse writes the customers from … to-1 to a sheet, or behind those that are there: of a workbook, what takes longest.
func (e *Export) Rehearse(w *sheet.Writer, from, to int) error {
	if from == 0 {
		if err := w.Sheet(sheet.SheetSpec{Name: "1"}); err != nil {
			return err
		}
	}
	return e.graded(w, sheet.Header, from, to)
}

// pages are the sheets in their order.
func (e *Export) pages() []page {
	if e.Bare {
		return []page{{spec: e.Overview.spec(e.PageWords()), panel: e.Overview}}
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
			pages = append(pages, page{spec: p.spec(e.PageWords()), panel: p})
		}
	}
	if e.List != nil {
		return pages
	}
	pages = append(pages, e.split(aside, len(e.Ledger.Entries), len(asideKeys)+len(e.carried()), e.aside)...)
	return append(pages, e.mergedPages()...)
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
