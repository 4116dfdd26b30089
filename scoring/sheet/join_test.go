package sheet

import (
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/table"
	"strings"
	"testing"
)

// TestAppend puts tables below each other; every row keeps its address.
func TestAppend(t *testing.T) {
	read := func(file, text string) *table.Table {
		b, err := open(file, []byte(text), bounds.Options{})
		if err != nil {
			t.Fatal(err)
		}
		tb, err := b.Read(0)
		if err != nil {
			t.Fatal(err)
		}
		return tb
	}
	a := read("a", "id,n\nx,1\ny,2\n")
	for _, o := range []*table.Table{read("b", "title\nid,n\ny,3\n\nz,4,more\n"), read("c", "id,n\n"), read("d", "id,n\nx,5")} {
		from := strings.Count(o.File, "b") + 1
		if err := a.Append(o, from, bounds.Limits{}); err != nil {
			t.Fatal(err)
		}
	}
	a.NameFiles(0, "file")
	const want = "A1 text id | B1 text n | D1 text file | A2 text x | B2 number 1 | D2 text a | A3 text y | B3 number 2 | " +
		"D3 text a | A4 text y | B4 number 3 | D4 text b | A6 text z | B6 number 4 | C6 text more | D6 text b | " +
		"A7 text x | B7 number 5 | D7 text d"
	if got := line(a); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if a.Cell(2, 0) != a.Cell(3, 0) || a.Cell(1, 0) != a.Cell(6, 0) || a.Own() != 3 || a.Rows != 7 {
		t.Errorf("equal texts differ, or %d own columns, %d rows", a.Own(), a.Rows)
	}
	for row, want := range []string{"a 0", "a 1", "a 2", "b 2", "b 3", "b 4", "d 1"} {
		if file, _, at := a.Origin(row); file+" "+string(rune('0'+at)) != want {
			t.Errorf("row %d is from %s %d, want %s", row, file, at, want)
		}
	}
	if err := a.Append(read("e", strings.Repeat("k,1\n", 5000)), 0, bounds.Limits{Memory: 100}); codeOf(err) != bounds.TooLarge {
		t.Errorf("beyond the limit: %v", err)
	}
}
