package sheet

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/xlsxw"
)

// TestOffice writes a workbook, has LibreOffice save it in the old forms, and wants the same cells from each. It makes no XML of 2003
// without its window; of that there are files that others made.
func TestOffice(t *testing.T) {
	program, err := exec.LookPath("soffice")
	if err != nil && os.Getenv("FENJI_PROGRAMS") == "required" {
		t.Fatal("no LibreOffice on this machine; make test installs it where it can")
	} else if err != nil || testing.Short() {
		t.Skip("LibreOffice is not here")
	}
	dir := t.TempDir()
	original := filepath.Join(dir, "visits.xlsx")
	var out bytes.Buffer
	w := xlsxw.NewWriter(&out)
	if err := w.Sheet(xlsxw.SheetSpec{Name: "就诊"}); err != nil {
		t.Fatal(err)
	}
	for i := range 3000 {
		row := []Value{Str(fmt.Sprintf("%06d", i)), Day(civil.Day(19000 + i%700)), Num(decimal.Decimal{Coef: int64(i*37%100000 - 500), Exp: 2}), Int(int64(i)),
			Str([]string{"种植", "Größe ", "€ 牙𠮷", "a & <b>", "two\nlines"}[i%5]), DateTime(civil.Day(19000+i), int32(i%86400*1000)), Truth(i%3 == 0), Clock(int32(i) * 1000)}
		if i%7 == 0 {
			row[3] = Blank
		}
		if err := w.Row(row); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(original, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	want := read(t, out.Bytes())
	for _, form := range []string{"xls", "ods", "html"} {
		c := exec.Command(program, "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", form, "--outdir", dir, original)
		if b, err := c.CombinedOutput(); err != nil {
			t.Fatalf("LibreOffice: %v %s", err, b)
		}
		data, err := os.ReadFile(filepath.Join(dir, "visits."+form))
		if err != nil {
			t.Fatal(err)
		}
		same(t, form, want, read(t, data))
	}
}

// same compares the cells of two tables. A page shows times as texts, and LibreOffice writes truths as numbers into its own form;
// neither keeps blanks at the end.
func same(t *testing.T, form string, want, got *Table) {
	t.Helper()
	if got.Rows != want.Rows || got.Cols != want.Cols {
		t.Errorf("%s: %d × %d cells, want %d × %d", form, got.Rows, got.Cols, want.Rows, want.Cols)
	}
	wrong := 0
	for row := range want.Rows {
		for col := range want.Cols {
			a, b := want.Cell(row, col), got.Cell(row, col)
			if form == "html" && a.Kind != table.Number && a.Kind != table.Text {
				continue
			}
			x, y := want.Text(a), got.Text(b)
			if form == "ods" && a.Kind == table.Bool {
				continue
			}
			if form != "xls" {
				x = string(bytes.TrimSpace([]byte(x)))
			}
			if a.Kind != b.Kind || x != y {
				if wrong++; wrong < 10 {
					t.Errorf("%s %s: %s %q, want %s %q", form, Address(row, col), b.Kind, y, a.Kind, x)
				}
			}
		}
	}
}
