package sheet

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/sheet/table"
)

// TestSheetJS holds the readers of old formats against what SheetJS reads in the same files: testdata/sheetjs/make.js made both, and
// says how to make them anew.
func TestSheetJS(t *testing.T) {
	goldens, err := filepath.Glob("testdata/sheetjs/*.txt")
	if err != nil || len(goldens) < 9 {
		t.Fatal(err, goldens)
	}
	for _, golden := range goldens {
		name := strings.TrimSuffix(filepath.Base(golden), ".txt")
		file := "testdata/sheetjs/" + name
		if old, ok := strings.CutPrefix(name, "cases-"); ok {
			file = "testdata/" + old
		}
		t.Run(name, func(t *testing.T) {
			said, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			book, err := Open(filepath.Base(file), bytes.NewReader(data), int64(len(data)), Options{})
			if err != nil {
				t.Fatal(err)
			}
			sheets := strings.Split(strings.TrimSpace(string(said)), "\n\n")
			if len(book.Sheets()) != len(sheets) {
				t.Fatalf("%d sheets, want %d", len(book.Sheets()), len(sheets))
			}
			for i, text := range sheets {
				lines := strings.Split(text, "\n")
				page := name == "page.xls" || name == "cases-html.xls"
				if got := strconv.Quote(book.Sheets()[i].Name); got != lines[0] && !page {
					t.Errorf("sheet %s, want %s", got, lines[0])
				}
				got, err := book.Read(i)
				if err != nil {
					t.Fatal(err)
				}
				compare(t, got, lines[1:], page)
			}
		})
	}
}

// compare holds each cell of a table against the lines, [address, kind, value].
func compare(t *testing.T, got *Table, lines []string, page bool) {
	t.Helper()
	want := map[string][3]any{}
	for _, line := range lines {
		var cell [3]any
		if err := json.Unmarshal([]byte(line), &cell); err != nil {
			t.Fatal(err)
		}
		want[cell[0].(string)] = cell
	}
	for row := range got.Rows {
		for col := range got.Cols {
			c, at := got.Cell(row, col), Address(row, col)
			w, met := want[at]
			delete(want, at)
			switch {
			case c.Kind == table.Empty && !met:
			case !met:
				t.Errorf("%s: %s %.40q, want nothing", at, c.Kind, got.Text(c))
			case !equal(got, c, w, page):
				t.Errorf("%s: %s %.40q, want %s %.40v", at, c.Kind, got.Text(c), w[1], w[2])
			}
		}
	}
	for at, w := range want {
		t.Errorf("%s: nothing, want %s %.40v", at, w[1], w[2])
	}
}

// equal compares a cell with a kind and a value: dates and times are the numbers that they stand for. A page has texts only.
func equal(t *Table, c Cell, want [3]any, page bool) bool {
	switch want[1] {
	case "n":
		n, ok := want[2].(float64)
		v := math.NaN()
		switch c.Kind {
		case table.Number:
			v, _ = strconv.ParseFloat(c.Number().String(), 64)
		case table.Date, table.Time:
			d, ms := c.Date()
			if v = float64(ms) / 864e5; d != civil.NoDay {
				v += float64(int64(d) + 25569)
			}
		}
		return ok && math.Abs(v-n) <= 1e-8*max(1, math.Abs(n))*1e-3
	case "b":
		return c.Kind == table.Bool && c.Bool() == want[2]
	case "e":
		return c.Kind == table.Error && t.Text(c) == want[2]
	}
	return t.Text(c) == want[2] && (c.Kind == table.Text || page)
}
