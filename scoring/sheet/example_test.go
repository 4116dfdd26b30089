package sheet_test

import (
	"bytes"
	"fmt"

	"fenji/scoring/civil"
	"fenji/scoring/sheet"
)

func Example() {
	var file bytes.Buffer
	w := sheet.NewWriter(&file)
	w.Sheet(sheet.SheetSpec{Name: "Visits", FreezeRows: 1, FilterRow: 1})
	w.Row([]sheet.Value{sheet.Styled(sheet.Str("Customer"), sheet.Header), sheet.Styled(sheet.Str("Date"), sheet.Header)})
	day, _ := civil.Parse("2024-01-05")
	w.Row([]sheet.Value{sheet.Str("007"), sheet.Day(day)})
	if err := w.Close(); err != nil {
		fmt.Println(err)
	}

	book, err := sheet.Open("visits.xlsx", bytes.NewReader(file.Bytes()), int64(file.Len()), sheet.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	table, err := book.Read(0)
	if err != nil {
		fmt.Println(err)
		return
	}
	for r := range table.Rows {
		for c := range table.Cols {
			cell := table.Cell(r, c)
			fmt.Println(sheet.Address(r, c), cell.Kind, table.Text(cell))
		}
	}
	// Output:
	// A1 text Customer
	// B1 text Date
	// A2 text 007
	// B2 date 2024-01-05
}

func ExampleHarmless() {
	fmt.Println(sheet.Harmless("=HYPERLINK(A1)"))
	fmt.Println(sheet.Harmless("1-2"))
	// Output:
	// '=HYPERLINK(A1)
	// 1-2
}
