package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/value"
)

// corpusDir finds the corpus of real files next to the checkout.
func corpusDir(t testing.TB) string {
	dir, _ := os.Getwd()
	for {
		if c := filepath.Join(dir, "shared", "corpus"); exists(filepath.Join(c, "MANIFEST.csv")) {
			return c
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Skip("no corpus beside this checkout")
		}
		dir = up
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// TestCorpus reads every file of the corpus: those marked ok must give the cells that excelize gives, the others their
// error.
func TestCorpus(t *testing.T) {
	dir := corpusDir(t)
	data, err := os.ReadFile(filepath.Join(dir, "MANIFEST.csv"))
	if err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines[1:] {
		t.Run(line[0], func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(dir, line[0]))
			if err != nil {
				t.Fatal(err)
			}
			if code, refused := corpusErrors[line[0]]; refused {
				if got := codeOf(readAll(line[0], data)); got != code {
					t.Fatalf("code %q, want %q", got, code)
				}
				return
			}
			var got []string
			for _, d := range againstExcelize(t, line[0], data) {
				if !knownDifference(line[0], d) {
					got = append(got, d)
				}
			}
			if len(got) > 0 {
				t.Errorf("%d cells differ from excelize:\n%s", len(got), strings.Join(got[:min(40, len(got))], "\n"))
			}
		})
	}
}

// readAll opens a file and reads all its sheets; it returns the first error.
func readAll(name string, data []byte) error {
	b, err := open(name, data, bounds.Options{})
	if err != nil {
		return err
	}
	for i := range b.Sheets() {
		if _, err := b.Read(i); err != nil {
			return err
		}
	}
	return nil
}

func codeOf(err error) scoring.Code {
	var issue scoring.Issue
	if errors.As(err, &issue) {
		return issue.Code
	}
	if err != nil {
		return scoring.Code("not an issue: " + err.Error())
	}
	return ""
}

// againstExcelize reads all sheets with both readers and lists the cells on which they differ.
func againstExcelize(t *testing.T, name string, data []byte) (diffs []string) {
	t.Helper()
	b, err := open(name, data, bounds.Options{})
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	if err != nil {
		return []string{"excelize: " + err.Error()}
	}
	defer f.Close()
	props, _ := f.GetWorkbookProps()
	date1904 := props.Date1904 != nil && *props.Date1904
	for i, info := range b.Sheets() {
		tb, err := b.Read(i)
		if err != nil {
			t.Fatalf("sheet %s: %v", info.Name, err)
		}
		rows, err := f.GetRows(info.Name)
		if err != nil {
			diffs = append(diffs, "excelize: "+err.Error())
			continue
		}
		for r := range max(len(rows), tb.Rows) {
			var row []string
			if r < len(rows) {
				row = rows[r]
			}
			for c := range max(len(row), tb.Cols) {
				raw := ""
				if c < len(row) {
					raw = row[c]
				}
				typ, _ := f.GetCellType(info.Name, table.Address(r, c))
				if cell := tb.Cell(r, c); !sameCell(tb, cell, raw, typ, date1904) {
					diffs = append(diffs, fmt.Sprintf("%s!%s: %s %q, excelize %q", info.Name, table.Address(r, c), cell.Kind,
						tb.Text(cell), raw))
				}
			}
		}
	}
	return diffs
}

// sameCell compares a cell with the raw value that excelize gives for it.
func sameCell(t *table.Table, c table.Cell, raw string, typ excelize.CellType, date1904 bool) bool {
	if typ == excelize.CellTypeSharedString || typ == excelize.CellTypeInlineString {
		return (c.Kind == table.Text || c.Kind == table.Empty) && t.Text(c) == raw
	}
	switch c.Kind {
	case table.Number:
		f, err := strconv.ParseFloat(strings.TrimSpace(raw), 64)
		got, _ := strconv.ParseFloat(c.Number().String(), 64)
		return err == nil && math.Abs(f-got) <= 1e-14*math.Abs(f)
	case table.Bool:
		return raw == packedText(c.Bool()) || raw == t.Text(c)
	case table.Date, table.Time:
		d, ms := c.Date()
		if d == civil.NoDay {
			d = table.Epoch1900
		}
		got := time.UnixMilli(int64(d)*value.DayMillis + int64(ms)).UTC()
		if serial, err := strconv.ParseFloat(raw, 64); err == nil {
			return math.Abs(float64(got.UnixMilli())-serialMillis(serial, date1904)) <= 2
		}
		for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999", "2006-01-02"} {
			if want, err := time.Parse(layout, raw); err == nil {
				return got.Equal(want)
			}
		}
		return false
	}
	return t.Text(c) == raw
}

// serialMillis is a slow second opinion on day numbers, in floats.
func serialMillis(serial float64, date1904 bool) float64 {
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case date1904:
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case serial >= 1 && serial < 60:
		epoch = time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC)
	}
	return float64(epoch.UnixMilli()) + serial*value.DayMillis
}

func packedText(b bool) string { return strconv.FormatInt(table.PackBool(b), 10) }

// corpusErrors are the files that must be refused, and how.
var corpusErrors = map[string]scoring.Code{
	"excelize__encryptSHA512.xlsx":                 bounds.Encrypted,
	"excelize__encryptAES.xlsx":                    bounds.Encrypted,
	"poi__protected_passtika.xlsx":                 bounds.Encrypted,
	"poi__extenxls_pwd123.xlsx":                    bounds.Encrypted,
	"tealeg__badfile_noWorkbookRels.xlsx":          bounds.Damaged,
	"tealeg__badfile_noWorksheets.xlsx":            bounds.Damaged,
	"exceljs__invalid-xml.xlsx":                    bounds.Damaged,
	"closedxml__tilde-dollar-LoadPivotTables.xlsx": bounds.LockFile,
	"excelize__BadWorkbook.xlsx":                   bounds.Damaged, // lists no sheet
	"poi__poc-shared-strings.xlsx":                 bounds.Damaged, // has a row 0
}

// differences are the places where excelize reads something else, with the reason why we are content. cells is a
// prefix of what againstExcelize prints.
var differences = []struct{ file, cells, why string }{
	{"calamine__whitespace_trim.xlsx", "", "blanks around a text count only under xml:space=preserve"},
	{"sheetjs__crlf.xlsx", "Sheet1!B2", "_xHHHH_ is resolved in formula results too, they are of the same type"},
	{"calamine__empty_s_attribute.xlsx", "", `excelize reads no row of a sheet with s=""`},
}

func knownDifference(file, diff string) bool {
	return slices.ContainsFunc(differences, func(d struct{ file, cells, why string }) bool {
		return d.file == file && strings.HasPrefix(diff, d.cells)
	})
}
