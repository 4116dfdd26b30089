// Package intaketest makes tables for the tests of intake, of short lines, and compares goldens.
package intaketest

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

// Golden compares a text with a file of testdata.
func Golden(t *testing.T, name, got string) {
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

// FromCSV makes a table of text.
func FromCSV(t testing.TB, text string) *sheet.Table {
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

// Lines makes a table of short lines: cells between bars.
func Lines(t testing.TB, rows ...string) *sheet.Table {
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
	return FromCSV(t, b.String())
}

// Day reads YYYY-MM-DD.
func Day(t testing.TB, s string) civil.Day {
	t.Helper()
	d, err := civil.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Wide writes the full-width forms of ASCII characters.
func Wide(s string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f {
			return r + 0xfee0
		}
		return r
	}, s)
}
