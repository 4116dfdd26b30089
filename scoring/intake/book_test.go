package intake

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"

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
