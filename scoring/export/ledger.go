package export

import (
	"strconv"

	"fenji/scoring/intake"
	"fenji/scoring/sheet"
)

// The ledger as a workbook that the clinic can mend its source by: a sheet for each sheet of each file, the rows that
// deserve a look as they stand there, the cells at fault coloured, and in front of them what is wrong.

// carried are the columns of the file that a download may show: all but those left out.
func (e *Export) carried() (cols []int) {
	for _, c := range e.Mapping.Columns {
		if c.Role != intake.Ignore {
			cols = append(cols, c.Index)
		}
	}
	return cols
}

// noteKeys name the headers in front of the row as it stands.
var noteKeys = []string{"export.aside.row", "export.aside.reason", "export.aside.fate", "export.aside.fix"}

var noteWidths = []float64{8, 40, 16, 40}

// LedgerXLSX writes the workbook of the rows that deserve a look.
func (e *Export) LedgerXLSX(w *sheet.Writer) error {
	t, cols, list := e.View.Table, e.carried(), e.Ledger.Entries
	if len(list) == 0 {
		if err := e.noteSheet(w, t.File, t.Sheet, 1, cols); err != nil {
			return err
		}
	}
	file, name, part := "", "", 0
	for i := 0; i < len(list); {
		next := i + 1
		for next < len(list) && list[next].Row == list[i].Row {
			next++
		}
		f, n, _ := t.Origin(list[i].Row)
		if part == 0 || f != file || n != name {
			file, name, part = f, n, 0
		}
		if part == 0 || w.Rows() > e.entries() {
			part++
			if err := e.noteSheet(w, file, name, part, cols); err != nil {
				return err
			}
		}
		if err := w.Row(e.noted(list[i:next], cols)); err != nil {
			return err
		}
		i = next
	}
	for _, p := range e.mergedPages() {
		err := w.Sheet(p.spec)
		if err == nil {
			err = p.write(w, sheet.Header, p.from, p.from+p.n)
		}
		if err != nil {
			return err
		}
	}
	return w.Close()
}

// noteSheet begins the sheet of a sheet of the source, with the headers as they stand there.
func (e *Export) noteSheet(w *sheet.Writer, file, name string, part int, cols []int) error {
	if name == "" || len(e.Files) > 1 {
		name = file
	}
	name = e.Cover.Text(-1, name)
	if part > 1 {
		name += " " + strconv.Itoa(part)
	}
	spec := sheet.SheetSpec{Name: name, FreezeRows: 1, FilterRow: 1, Widths: noteWidths}
	for range cols {
		spec.Widths = append(spec.Widths[:len(spec.Widths):len(spec.Widths)], 16)
	}
	if err := w.Sheet(spec); err != nil {
		return err
	}
	var head []sheet.Value
	for _, key := range noteKeys {
		head = append(head, sheet.Styled(sheet.Str(e.text(key)), above(sheet.Header, key == "export.aside.row")))
	}
	for _, col := range cols {
		head = append(head, sheet.Styled(sheet.Str(e.Mapping.Columns[col].Header), sheet.Header))
	}
	return w.Row(head)
}

// noted is a row as it stands, with what the ledger says of it.
func (e *Export) noted(entries []intake.Entry, cols []int) []sheet.Value {
	t, row := e.View.Table, entries[0].Row
	_, _, at := t.Origin(row)
	reason, fix, fate := "", "", "flagged"
	for i, entry := range entries {
		issue := e.covered(e.Ledger.Issue(t, entry), entry.Col)
		if i > 0 {
			reason, fix = reason+" ", fix+" "
		}
		reason += e.say("issue."+string(issue.Code), issue)
		fix += e.fix(issue)
		switch {
		case entry.Code == "duplicate":
			fate = "duplicate"
		case entry.Aside:
			fate = "aside"
		}
	}
	cells := []sheet.Value{sheet.Int(int64(at) + 1), sheet.Styled(sheet.Str(reason), sheet.Wrap),
		sheet.Str(e.text("export.fate." + fate)), sheet.Styled(sheet.Str(fix), sheet.Wrap)}
	for _, col := range cols {
		v := e.value(row, col)
		for _, entry := range entries {
			if entry.Col != col && !(entry.Col < 0 && entry.Aside) {
				continue
			}
			if style := sheet.Wrong; entry.Aside {
				v = sheet.Styled(v, style)
			} else {
				v = sheet.Styled(v, sheet.Doubtful)
			}
			break
		}
		cells = append(cells, v)
	}
	return cells
}
