package export_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"fenji/scoring/decimal"
	"fenji/scoring/export"
	"fenji/scoring/sheet"
)

func ExampleExport_CSV() {
	v, m, ledger := river(new(testing.T), "lianyungang-dental", heads+"001,2024-12-31,10,3000.01,=1+1,好\n")
	e := export.Export{View: v, Ledger: ledger, Mapping: m, Unit: decimal.Yuan, Files: []string{"customers.csv"}, Lang: "en"}
	var out bytes.Buffer
	if err := e.CSV(sheet.NewCSVWriter(&out)); err != nil {
		fmt.Println(err)
	}
	head, row, _ := strings.Cut(strings.TrimPrefix(out.String(), "\ufeff"), "\r\n")
	fmt.Println(head)
	fmt.Println(strings.Contains(row, "001,2024-12-31,0,10,3000.01,5,5,5,5.0,A,"), strings.Contains(row, ",'=1+1,"))
	// Output:
	// Customer,Last purchase,R days,F visits,M amount,R points,F points,M points,Score,Grade,Advice,Note,区县,评语
	// true true
}
