package sheet

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/sheet/archive"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/value"
	"fenji/scoring/sheet/xlsxw"
)

// visits makes a workbook of visit rows, 6 columns, with shared or inline texts.
func visits(rows int, shared bool) []byte {
	var b, sst strings.Builder
	texts := 0
	text := func(cell string, r int, s string) {
		if shared {
			fmt.Fprintf(&b, `<c r="%s%d" t="s"><v>%d</v></c>`, cell, r, texts)
			fmt.Fprintf(&sst, `<si><t>%s</t></si>`, s)
			texts++
		} else {
			fmt.Fprintf(&b, `<c r="%s%d" t="inlineStr"><is><t>%s</t></is></c>`, cell, r, s)
		}
	}
	for i := range rows {
		r := i + 1
		fmt.Fprintf(&b, `<row r="%d">`, r)
		text("A", r, fmt.Sprintf("C%07d", i*7919%(rows/4+1)))
		fmt.Fprintf(&b, `<c r="B%d" s="1"><v>%d</v></c><c r="C%d"><v>%d.%02d</v></c><c r="D%d"><v>%d</v></c>`, r, 45000+i%365, r, i%9000,
			i%100, r, i)
		text("E", r, []string{"口腔", "正畸", "种植"}[i%3])
		text("F", r, []string{"张医生", "王医生"}[i%2])
		b.WriteString("</row>")
	}
	f := fixture{sheetOne: sheetOf(b.String())}
	if shared {
		f["xl/sharedStrings.xml"] = head + `<sst xmlns="` + xlsxw.NsMain + `">` + sst.String() + `</sst>`
	}
	return f.zip(nil)
}

func BenchmarkRead(b *testing.B) {
	const rows = 100_000
	for _, shared := range []bool{false, true} {
		data := visits(rows, shared)
		b.Run(fmt.Sprintf("%d×6/shared=%v", rows, shared), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				book, err := open("f", data, bounds.Options{})
				if err != nil {
					b.Fatal(err)
				}
				t, err := book.Read(0)
				if err != nil || t.Rows != rows {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkInflate is the floor: inflating the same part and throwing it away.
func BenchmarkInflate(b *testing.B) {
	data := visits(100_000, false)
	var o bounds.Options
	o.Limits.Complete()
	a, err := archive.Open(bytes.NewReader(data), int64(len(data)), o)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		r, err := a.Open(a.Find(sheetOne), nil)
		if err == nil {
			_, err = io.Copy(io.Discard, r)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadCSV(b *testing.B) {
	var text strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&text, "C%07d,%s,%d.%02d,%d,%s,%s\r\n", i*7919%25_001, civil.Day(19_000+i%365), i%9000, i%100, i,
			[]string{"口腔", "正畸", "种植"}[i%3], []string{"张医生", "王医生"}[i%2])
	}
	data := []byte(text.String())
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		book, err := open("f", data, bounds.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if t, err := book.Read(0); err != nil || t.Rows != 100_000 {
			b.Fatal(err)
		}
	}
}

// gradedRows writes rows as the graded sheet has them: an id, a day, numbers, a grade, a sentence that many have in common.
func gradedRows(b *testing.B, rows int, write func([]value.Value) error) {
	row := make([]value.Value, 12)
	for i := range rows {
		row[0] = value.Str(gradedIDs[i%len(gradedIDs)])
		row[1] = value.Day(civil.Day(19000 + i%700))
		for c := 2; c < 8; c++ {
			row[c] = value.Int(int64(i % (c * 50)))
		}
		row[8] = value.Num(decimal.Decimal{Coef: int64(10 + i%41), Exp: 1})
		row[9] = value.Styled(value.Str("ABCD"[i%4:i%4+1]), value.Grade1)
		row[10] = value.Str("每月联系一次")
		row[11] = value.Blank
		if err := write(row); err != nil {
			b.Fatal(err)
		}
	}
}

var gradedIDs = func() (ids [100_000]string) {
	for i := range ids {
		ids[i] = fmt.Sprintf("C%07d", i)
	}
	return ids
}()

func BenchmarkWrite(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		w := xlsxw.NewWriter(io.Discard)
		w.Sheet(xlsxw.SheetSpec{Name: "Grades", FreezeRows: 1, FilterRow: 1})
		gradedRows(b, 100_000, w.Row)
		if err := w.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWriteCSV(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		w := NewCSVWriter(io.Discard)
		gradedRows(b, 100_000, w.Row)
		if err := w.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// TestMemory reads a larger table and wants it to cost little.
func TestMemory(t *testing.T) {
	const rows = 100_000
	data := visits(rows, false)
	book, err := open("f", data, bounds.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	tb, err := book.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if perCell := float64(after.TotalAlloc-before.TotalAlloc) / (6 * rows); perCell > 30 {
		t.Errorf("%.1f bytes allocated per cell", perCell)
	}
	if n := after.Mallocs - before.Mallocs; n > 2000 {
		t.Errorf("%d allocations", n)
	}
	runtime.KeepAlive(tb)
}
