package sheet_test

import (
	"bytes"
	"fmt"

	"fenji/scoring/civil"
	"fenji/scoring/sheet"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/value"
	"fenji/scoring/sheet/xlsxw"
)

func Example() {
	var file bytes.Buffer
	w := xlsxw.NewWriter(&file)
	w.Sheet(xlsxw.SheetSpec{Name: "Visits", FreezeRows: 1, FilterRow: 1})
	w.Row([]value.Value{value.Styled(value.Str("Customer"), value.Header), value.Styled(value.Str("Date"), value.Header)})
	day, _ := civil.Parse("2024-01-05")
	w.Row([]value.Value{value.Str("007"), value.Day(day)})
	if err := w.Close(); err != nil {
		fmt.Println(err)
	}

	book, err := sheet.Open("visits.xlsx", bytes.NewReader(file.Bytes()), int64(file.Len()), bounds.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	tb, err := book.Read(0)
	if err != nil {
		fmt.Println(err)
		return
	}
	for r := range tb.Rows {
		for c := range tb.Cols {
			cell := tb.Cell(r, c)
			fmt.Println(table.Address(r, c), cell.Kind, tb.Text(cell))
		}
	}
	// Output:
	// A1 text Customer
	// B1 text Date
	// A2 text 007
	// B2 date 2024-01-05
}

func ExampleHarmless() {
	fmt.Println(value.Harmless("=HYPERLINK(A1)"))
	fmt.Println(value.Harmless("1-2"))
	// Output:
	// '=HYPERLINK(A1)
	// 1-2
}
