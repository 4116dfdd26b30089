package intake

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/sheet"
)

var update = flag.Bool("update", false, "write the goldens anew")

// golden compares a text with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(g), len(w)) {
		var a, b string
		if i < len(g) {
			a = g[i]
		}
		if i < len(w) {
			b = w[i]
		}
		if a != b {
			t.Errorf("%s:%d\n got %s\nwant %s", path, i+1, a, b)
		}
	}
}

// fromCSV makes a table of text.
func fromCSV(t testing.TB, text string) *sheet.Table {
	t.Helper()
	book, err := sheet.Open("clinic.csv", strings.NewReader(text), int64(len(text)), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	table, err := book.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// lines makes a table of short lines: cells between bars.
func lines(t testing.TB, rows ...string) *sheet.Table {
	t.Helper()
	var b strings.Builder
	for _, row := range rows {
		for i, cell := range strings.Split(row, "|") {
			if i > 0 {
				b.WriteByte(',')
			}
			if cell = strings.TrimSpace(cell); strings.ContainsAny(cell, ",\"\n") {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			b.WriteString(cell)
		}
		b.WriteByte('\n')
	}
	return fromCSV(t, b.String())
}

// clean guesses and cleans a table.
func clean(t testing.TB, table *sheet.Table, o Options) (Mapping, *Records, *Ledger) {
	t.Helper()
	m, err := Guess(table)
	if err != nil {
		t.Fatal(err)
	}
	r, l, err := Clean(table, m, o)
	if err != nil {
		t.Fatalf("%v in %+v", err, m.Columns)
	}
	return m, r, l
}

var noOptions = Options{AsOf: civil.NoDay}

func day(t testing.TB, s string) civil.Day {
	t.Helper()
	d, err := civil.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
