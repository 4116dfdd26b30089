package export

import (
	"strconv"

	"fenji/scoring"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/sheet"
)

// Who was merged, and of what: a sheet of its own in workbooks, a row for each way in which the file writes the id or, where each
// row is a customer, for each of the rows. In the CSV of the ledger they are rows behind its entries.

// mergedKeys name the headers of that sheet.
var mergedKeys = []string{"export.merged.customer", "export.merged.text", "export.merged.rows", "export.merged.money", "export.aside.file",
	"export.aside.sheet", "export.aside.row", "export.aside.cell"}

var mergedWidths = []float64{24, 24, 10, 14, 24, 16, 8, 8}

// mergedPages are the sheets of who was merged; none where nobody was.
func (e *Export) mergedPages() []page {
	if len(e.Merged) == 0 {
		return nil
	}
	spec := sheet.SheetSpec{Name: e.text("export.sheet.merged"), FreezeRows: 1, FilterRow: 1, Widths: mergedWidths}
	return e.split(spec, len(e.Merged), len(mergedKeys), e.merged)
}

// merged writes who was merged, from … to-1, below their header.
func (e *Export) merged(w rowWriter, header sheet.Style, from, to int) error {
	var cells []sheet.Value
	for i, key := range mergedKeys {
		cells = append(cells, sheet.Styled(sheet.Str(e.text(key)), above(header, i == 2 || i == 3 || i == 6)))
	}
	if err := w.Row(cells); err != nil {
		return err
	}
	for i := from; i < to; i++ {
		m := &e.Merged[i]
		at := e.placeOf(m)
		_, _, row := e.View.Table.Origin(int(m.Row))
		cells = append(cells[:0], sheet.Str(e.mergedInto(m)), sheet.Str(e.writtenAs(m)), sheet.Int(int64(m.Rows)),
			sheet.Styled(sheet.Num(m.Money.In(decimal.Yuan)), sheet.Money), sheet.Str(at.File), sheet.Str(at.Sheet), sheet.Int(int64(row)+1),
			sheet.Str(at.Cell))
		if err := w.Row(cells); err != nil {
			return err
		}
	}
	return nil
}

// mergedEntry is the same as a row of the ledger.
func (e *Export) mergedEntry(m *intake.Merged) []sheet.Value {
	at := e.placeOf(m)
	_, _, row := e.View.Table.Origin(int(m.Row))
	cells := []sheet.Value{sheet.Str(at.File), sheet.Str(at.Sheet), sheet.Int(int64(row) + 1), sheet.Str(at.Cell),
		sheet.Str(e.text("export.merged.reason", "customer", e.mergedInto(m), "rows", strconv.Itoa(int(m.Rows)))), sheet.Str(e.writtenAs(m)),
		sheet.Num(m.Money.In(decimal.Yuan)), sheet.Blank}
	for _, col := range e.carried() {
		cells = append(cells, e.value(int(m.Row), col))
	}
	return cells
}

// placeOf is where that stands, with persons taken out.
func (e *Export) placeOf(m *intake.Merged) scoring.Issue {
	return e.covered(e.View.Table.Address(scoring.Issue{}, int(m.Row), max(0, e.Mapping.Column(intake.Customer))), -1)
}

// mergedInto is what the merged customer goes by.
func (e *Export) mergedInto(m *intake.Merged) string {
	if i := int(m.Customer); i < len(e.View.Result.Customers) {
		return e.who(i)
	}
	return ""
}

// writtenAs is how the id is written there.
func (e *Export) writtenAs(m *intake.Merged) string {
	return e.value(int(m.Row), max(0, e.Mapping.Column(intake.Customer))).String()
}
