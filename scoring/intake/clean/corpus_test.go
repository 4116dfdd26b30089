package clean

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/sheet"
)

// corpus finds the collection of real workbooks next to the checkout; it may be absent.
func corpus(t *testing.T) []string {
	t.Helper()
	dir, err := os.Getwd()
	for err == nil && dir != filepath.Dir(dir) {
		dir = filepath.Dir(dir)
		if files, _ := filepath.Glob(filepath.Join(dir, "shared", "corpus", "*.xlsx")); len(files) > 0 {
			return files
		}
	}
	t.Skip("no corpus here")
	return nil
}

// TestRealWorkbooks: whatever stands in a real workbook, guessing does no harm, and cleaning conserves rows and money
// even when columns are given roles that do not suit them.
func TestRealWorkbooks(t *testing.T) {
	tables := 0
	for _, path := range corpus(t) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		book, err := sheet.Open(filepath.Base(path), bytes.NewReader(data), int64(len(data)), sheet.Options{})
		if err != nil {
			continue
		}
		for i := range book.Sheets() {
			table, err := book.Read(i)
			if err != nil {
				continue
			}
			m, err := header.Guess(table)
			if err != nil {
				continue
			}
			for _, shape := range []intake.Shape{intake.PerVisit, intake.PerCustomer} {
				m := header.WithShape(m, shape)
				for col, r := range m.Missing() {
					m = header.WithShape(header.With(m, col, r), shape)
				}
				if _, l, err := Clean(table, m, noOptions); err == nil {
					conserved(t, filepath.Base(path), l)
					tables++
				}
			}
		}
	}
	if tables == 0 {
		t.Error("not one table was cleaned")
	}
}
