package clean

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"fenji/scoring"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/intaketest"
	"fenji/scoring/sheet"
)

// TestMissingColumns: without a customer nothing is cleaned.
func TestMissingColumns(t *testing.T) {
	table := intaketest.Lines(t, "客户编号|日期|实收金额", "K1|2024-01-05|100", "K2|2024-01-06|50")
	m, err := header.Guess(table)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := Clean(table, header.With(m, 0, intake.Ignore), noOptions); err == nil ||
		err.(scoring.Issue).Code != "missing-columns" {
		t.Error("cleaned without customers:", err)
	}
}

// workbook makes a table of typed cells, by way of a file.
func workbook(t testing.TB, rows ...[]sheet.Value) *sheet.Table {
	t.Helper()
	var file bytes.Buffer
	w := sheet.NewWriter(&file)
	err := w.Sheet(sheet.SheetSpec{Name: "门诊收费"})
	for _, row := range rows {
		if err == nil {
			err = w.Row(row)
		}
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	book, err := sheet.Open("clinic.xlsx", bytes.NewReader(file.Bytes()), int64(file.Len()), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	table, err := book.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestTypedCells(t *testing.T) {
	str, num := sheet.Str, func(s string) sheet.Value { d, _ := decimal.Parse(s); return sheet.Num(d) }
	d := intaketest.Day(t, "2024-01-05")
	table := workbook(t,
		[]sheet.Value{str("客户编号"), str("就诊时间"), str("实收金额"), str("是否退款")},
		[]sheet.Value{num("1001"), sheet.Day(d), num("100.50"), sheet.Truth(false)},
		[]sheet.Value{str("1001"), sheet.DateTime(d+1, 36_000_000), num("0.3"), sheet.Truth(false)},
		[]sheet.Value{str(" １００１ "), sheet.Day(d + 2), num("20"), sheet.Truth(true)},
		[]sheet.Value{num("1002"), num("45299"), num("7"), sheet.Blank},
		[]sheet.Value{num("1002"), sheet.Clock(36_000_000), num("8"), sheet.Blank},
		[]sheet.Value{num("1002"), num("20240110"), sheet.Truth(true), sheet.Blank},
	)
	_, r, l := clean(t, table, noOptions)
	if fmt.Sprint(r.IDs, r.Customer, r.Day, r.Amount) !=
		"[1001 1002] [0 0 1] [2024-01-05 2024-01-06 2024-01-08] [100.50 0.30 7.00]" {
		t.Error(r.IDs, r.Customer, r.Day, r.Amount)
	}
	if fmt.Sprint(ledgerLines(table,
		l)) != "[given-back D4 TRUE 20.00 aside date-unreadable B6 10:00:00 8.00 aside amount-unreadable C7 TRUE 0.00 aside]" {
		t.Error(ledgerLines(table, l))
	}
}

// TestLongNumbersAsIDs: a spreadsheet keeps 15 digits of a number; what it cut is told, what other programs wrote in
// full is not.
func TestLongNumbersAsIDs(t *testing.T) {
	str, num := sheet.Str, func(s string) sheet.Value { d, _ := decimal.Parse(s); return sheet.Num(d) }
	for _, tt := range []struct{ ids, want string }{
		{"110101199001010000 110101199001010000 310101199001010000", "[count 2 value 110101199001010000]"},
		{"1001 123456789012345", ""},
		{"1234567890123450 1234567890123456", ""},
		{"1234567890123450 1234567890123456 110101199001010000", "[count 1 value 110101199001010000]"},
		{"1234567890123450 1234567890123460", "[count 2 value 1234567890123450]"},
	} {
		rows := [][]sheet.Value{{str("身份证号"), str("消费日期"), str("消费金额")}}
		for i, id := range strings.Fields(tt.ids) {
			rows = append(rows, []sheet.Value{num(id), sheet.Day(intaketest.Day(t, "2024-01-05")), num(fmt.Sprint(i + 1))})
		}
		rows = append(rows, []sheet.Value{str("110101199001010010"), sheet.Day(intaketest.Day(t, "2024-01-05")), num("1")})
		_, _, l := clean(t, workbook(t, rows...), noOptions)
		got := ""
		for _, n := range l.Notices {
			if n.Code == "ids-cut" {
				got = fmt.Sprint(n.Args)
			}
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.ids, got, tt.want)
		}
	}
}
