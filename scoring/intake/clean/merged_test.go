package clean

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"fenji/scoring/intake"
	"fenji/scoring/sheet"
)

// fromBook makes a table of a workbook that another program writes: its rows stand from A1 on.
func fromBook(t testing.TB, rows [][]any, change func(f *excelize.File) error) *sheet.Table {
	t.Helper()
	f := excelize.NewFile()
	for i, row := range rows {
		if err := f.SetSheetRow("Sheet1", sheet.Address(i, 0), &row); err != nil {
			t.Fatal(err)
		}
	}
	if err := change(f); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	book, err := sheet.Open("clinic.xlsx", bytes.NewReader(out.Bytes()), int64(out.Len()), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	table, err := book.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// TestSerials: day numbers without a date format, as numbers and as text, count from where the workbook's days do.
func TestSerials(t *testing.T) {
	rows := [][]any{{"客户编号", "消费日期", "金额"}, {"K1", 43865, 10}, {"K2", "43866", 20}}
	for _, c := range []struct {
		date1904 bool
		want     string
	}{{true, "2024-02-05 2024-02-06"}, {false, "2020-02-04 2020-02-05"}} {
		table := fromBook(t, rows, func(f *excelize.File) error {
			return f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &c.date1904})
		})
		_, r, _ := clean(t, table, noOptions)
		if len(r.Day) != 2 || r.Day[0].String()+" "+r.Day[1].String() != c.want {
			t.Errorf("days from 1904 %v: %v, want %s", c.date1904, r.Day, c.want)
		}
	}
}

// TestMergedCells: a customer, a date or an order number holds for all rows of its merged cell, a sum for one row; other
// blank cells stay blank.
func TestMergedCells(t *testing.T) {
	rows := [][]any{{"客户编号", "消费日期", "单号", "金额", "状态"},
		{"K1", "2024-02-05", "o1", 10, "完成"}, {nil, nil, nil, 10, "完成"}, {nil, "2024-02-07", "o2", 30, nil}, {nil, nil, nil, nil, nil},
		{"K2", "2024-02-06", "o3", 40, "取消"}, {nil, nil, "o3", 50, nil},
		{"K3", "2024-02-06", "o4", 60, "完成"}, {nil, "2024-02-06", "o5", 70, "完成"},
		{"K4", "2024-02-08", "o6", 5, nil}, {nil, nil, nil, 6, nil}, {"K5", "2024-02-08", "o6", 5, nil}, {nil, nil, nil, 6, nil}}
	table := fromBook(t, rows, func(f *excelize.File) error {
		var err error
		for _, m := range [...][2]string{{"A2", "A5"}, {"B2", "B3"}, {"C2", "C3"}, {"D4", "D5"}, {"A6", "A7"}, {"B6", "B7"}, {"E6", "E7"},
			{"A10", "A11"}, {"B10", "B11"}, {"A12", "A13"}, {"B12", "B13"}} {
			err = cmp.Or(err, f.MergeCell("Sheet1", m[0], m[1]))
		}
		return err
	})
	m, r, l := clean(t, table, noOptions)
	conserved(t, "merged cells", l)
	if m.Visits != intake.ByOrder || fmt.Sprint(r.IDs, r.Customer, r.Order, r.Amount) !=
		"[K1 K3 K4 K5] [0 0 0 1 2 2 3 3] [1 1 2 4 6 0 6 0] [10.00 10.00 30.00 60.00 5.00 6.00 5.00 6.00]" {
		t.Errorf("visits %s, %v %v %v %v", m.Visits, r.IDs, r.Customer, r.Order, r.Amount)
	}
	want := "duplicate-kept A3  10.00 of row 2|not-a-visit E6 取消 40.00 aside|not-a-visit E7  50.00 aside|" +
		"customer-missing A9  70.00 aside"
	if got := strings.Join(ledgerLines(table, l), "|"); got != want {
		t.Errorf("ledger %s\nwant %s", got, want)
	}
	if len(l.Notices) != 1 || fmt.Sprint(l.Notices[0].Code, l.Notices[0].Cell, l.Notices[0].Args) != "cells-mergedA3[count 5]" {
		t.Errorf("notices %v", l.Notices)
	}
}
