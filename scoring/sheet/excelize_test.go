package sheet

import (
	"bytes"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/table"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// TestMadeByExcelize reads a workbook that excelize made, cell by cell.
func TestMadeByExcelize(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	rnd := rand.New(rand.NewPCG(1, 2))
	date, _ := f.NewStyle(&excelize.Style{NumFmt: 14})
	code := `yyyy"年"m"月"d"日" hh:mm`
	moment, _ := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
	if _, err := f.NewSheet("隐藏"); err != nil {
		t.Fatal(err)
	}
	if err := f.SetSheetVisible("隐藏", false); err != nil {
		t.Fatal(err)
	}
	for r := 1; r <= 300; r++ {
		cells := []any{
			fmt.Sprint("客户 ", r%17), rnd.Float64() * 1e6, rnd.IntN(1e9), r%2 == 0, time.Date(2024, 1, r%28+1, r%24, r%60, r%60, 0, time.UTC),
			" blanks \n and lines ", nil, rnd.Float64() / 1e6, "_x000D_", "&<>",
		}
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("B%d", 2*r), &cells); err != nil {
			t.Fatal(err)
		}
		f.SetCellStyle("Sheet1", fmt.Sprintf("F%d", 2*r), fmt.Sprintf("F%d", 2*r), []int{date, moment}[r%2])
		f.SetCellFormula("Sheet1", fmt.Sprintf("Z%d", 2*r), "1+1")
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	for _, d := range againstExcelize(t, "f", out.Bytes()) {
		t.Error(d)
	}
	b, err := open("f", out.Bytes(), bounds.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if s := b.Sheets(); len(s) != 2 || s[0] != (table.Info{Name: "Sheet1", Hidden: false}) || s[1] != (table.Info{Name: "隐藏", Hidden: true}) {
		t.Errorf("sheets %v", s)
	}
	tb, err := b.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	if tb.Rows != 600 || tb.Cols != 11 || !tb.Blank(0) || tb.Blank(1) {
		t.Errorf("%d × %d", tb.Rows, tb.Cols)
	}
	if got := tb.Text(tb.Cell(1, 5)); got != "2024-01-02 01:01:01" {
		t.Errorf("F2 is %s", got)
	}
}
