package sheet

import (
	"bytes"
	"errors"
	"testing"

	"github.com/xuri/excelize/v2"

	"fenji/scoring/decimal"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/value"
	"fenji/scoring/sheet/xlsxw"
)

// outline makes an outline of two sheets of rows with a third between them.
func outline(t *testing.T) []byte {
	t.Helper()
	b, err := xlsxw.Outline([]xlsxw.Reserved{
		{SheetSpec: xlsxw.SheetSpec{Name: "A's 分级", FreezeRows: 1, FilterRow: 1}, Rows: 4, Columns: 2},
		{SheetSpec: xlsxw.SheetSpec{Name: "说明"}},
		{SheetSpec: xlsxw.SheetSpec{Name: "待处理", FilterRow: 1}, Rows: 1, Columns: 1},
	}, "")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// fill writes the sheets of rows.
func fill(t *testing.T, outline []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	asked := false
	w := xlsxw.Fill(&out, func() ([]byte, error) { asked = true; return outline, nil }, bounds.Options{})
	row := func(cells ...value.Value) {
		if err := w.Row(cells); err != nil {
			t.Fatal(err)
		}
	}
	sheetOf := func(s xlsxw.SheetSpec) {
		if err := w.Sheet(s); err != nil {
			t.Fatal(err)
		}
	}
	sheetOf(xlsxw.SheetSpec{Name: "A's 分级", FreezeRows: 1, FilterRow: 1})
	row(value.Styled(value.Str("客户"), value.Header), value.Styled(value.Str("等级"), value.Header))
	row(value.Str("甲"), value.Styled(value.Str("A"), value.Grade1))
	row(value.Str("甲"), value.Styled(value.Num(decimal.Decimal{Coef: 513, Exp: 3}), value.Percent))
	row(value.Places(decimal.Decimal{Coef: 30, Exp: 1}), value.Places(decimal.Decimal{Coef: 250, Exp: 2}))
	if !w.Filling() {
		t.Error("does not fill")
	}
	w.Keep()
	sheetOf(xlsxw.SheetSpec{Name: "待处理", FilterRow: 1})
	row(value.Str("行"))
	if asked {
		t.Error("the outline was asked for before the rows were written")
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestFill lets another program add to the outline: what it wrote and what we write are both there.
func TestFill(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(outline(t)))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.NewStreamWriter("说明")
	if err != nil {
		t.Fatal(err)
	}
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Size: 20}})
	if err != nil {
		t.Fatal(err)
	}
	if err := rows.SetRow("A1", []any{excelize.Cell{StyleID: bold, Value: "标题"}}); err != nil {
		t.Fatal(err)
	}
	if err := rows.Flush(); err != nil {
		t.Fatal(err)
	}
	var built bytes.Buffer
	if err := f.Write(&built); err != nil {
		t.Fatal(err)
	}
	data := fill(t, built.Bytes())
	if again := fill(t, built.Bytes()); !bytes.Equal(again, data) {
		t.Error("the same rows in the same outline are not the same bytes")
	}
	for _, d := range againstExcelize(t, "filled", data) {
		t.Error(d)
	}
	g, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for cell, want := range map[[2]string]string{{"A's 分级", "A3"}: "甲", {"A's 分级", "B2"}: "A", {"A's 分级", "B3"}: "51.3%",
		{"A's 分级", "A4"}: "3.0", {"A's 分级", "B4"}: "2.50",
		{"说明", "A1"}: "标题", {"待处理", "A1"}: "行"} {
		if got, err := g.GetCellValue(cell[0], cell[1]); got != want || err != nil {
			t.Errorf("%v: %q, want %q (%v)", cell, got, want, err)
		}
	}
	id, _ := g.GetCellStyle("说明", "A1")
	if s, err := g.GetStyle(id); err != nil || !s.Font.Bold || s.Font.Size != 20 {
		t.Errorf("the other program's style is %+v (%v)", s, err)
	}
	id, _ = g.GetCellStyle("A's 分级", "B2")
	if s, err := g.GetStyle(id); err != nil || s.Font.Color != "00604F" {
		t.Errorf("our style is %+v (%v)", s, err)
	}
	names := g.GetDefinedName()
	if len(names) != 3 || names[0].RefersTo != "'A''s 分级'!$A$1:$B$4" || names[1].RefersTo != "'待处理'!$A$1:$A$1" {
		t.Errorf("names %v", names)
	}
}

// TestFillRefuses: shared strings of the other program would be lost, and a broken zip is none.
func TestFillRefuses(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(outline(t)))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.SetCellStr("说明", "A1", "shared"); err != nil {
		t.Fatal(err)
	}
	var shared bytes.Buffer
	if err := f.Write(&shared); err != nil {
		t.Fatal(err)
	}
	late := errors.New("none comes")
	w := xlsxw.Fill(new(bytes.Buffer), func() ([]byte, error) { return nil, late }, bounds.Options{})
	if err := errors.Join(w.Sheet(xlsxw.SheetSpec{Name: "A"}), w.Close()); !errors.Is(err, late) {
		t.Errorf("no outline: %v", err)
	}
	for name, data := range map[string][]byte{"shared strings": shared.Bytes(), "half": outline(t)[:300], "nothing": nil} {
		w := xlsxw.Fill(new(bytes.Buffer), func() ([]byte, error) { return data, nil }, bounds.Options{})
		if err := errors.Join(w.Sheet(xlsxw.SheetSpec{Name: "A"}), w.Row([]value.Value{value.Str("a")})); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
