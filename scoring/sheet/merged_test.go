package sheet

import (
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/table"
	"fmt"
	"strings"
	"testing"
)

// TestMerged reads which cells are merged, from behind the rows, whatever stands around it.
func TestMerged(t *testing.T) {
	rows := sheetOf(`<row><c><v>1</v></c></row>`)
	for _, c := range []struct{ name, merged, want string }{
		{"none", "", "[]"},
		{"two", `<mergeCells count="2"><mergeCell ref="A2:A5"/><mergeCell ref="C1:D1"/></mergeCells>`, "[{1 0 4 0} {0 2 0 3}]"},
		{"corners", `<mergeCells><mergeCell ref="B5:A2"></mergeCell></mergeCells>`, "[{1 0 4 1}]"},
		{"nonsense", `<mergeCells><mergeCell ref="A2"/><mergeCell/><mergeCell ref="A0:A2"/><x ref="A1:A2"/><mergeCell ref="A1048577:A1048578"/>` +
			`</mergeCells>`, "[]"},
		{"empty", "<mergeCells/>", "[]"},
		{"elsewhere", `<extLst><ext><mergeCells><mergeCell ref="A2:A5"/></mergeCells></ext></extLst>`, "[]"},
	} {
		b, err := open("f", fixture{sheetOne: strings.Replace(rows, "</sheetData>", "</sheetData>"+c.merged, 1)}.zip(t), bounds.Options{})
		if err != nil {
			t.Fatal(err)
		}
		tb, err := b.Read(0)
		if err != nil {
			t.Fatal(c.name, err)
		}
		if got := fmt.Sprint(tb.Merged); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		if tb.Rows != 1 || tb.Cols != 1 {
			t.Errorf("%s: %d rows, %d columns: merged cells are not read as cells", c.name, tb.Rows, tb.Cols)
		}
	}
}

// TestMergedAppended: ranges move with the rows that are put below others; those above them stay behind.
func TestMergedAppended(t *testing.T) {
	a := &table.Table{Dict: table.NewDictionary()}
	a.Set(4, 0, table.Bool, 1)
	a.Finish()
	b := &table.Table{Dict: table.NewDictionary(), Merged: []table.Range{{Top: 0, Left: 0, Bottom: 0, Right: 3}, {Top: 2, Left: 1, Bottom: 3, Right: 1}}}
	b.Set(5, 0, table.Bool, 1)
	b.Finish()
	if err := a.Append(b, 1, bounds.Limits{}); err != nil || fmt.Sprint(a.Merged) != "[{6 1 7 1}]" {
		t.Errorf("%v, %v", a.Merged, err)
	}
}
