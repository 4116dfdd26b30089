package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/csv"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/value"
	"fenji/scoring/sheet/xlsxw"

	"github.com/xuri/excelize/v2"
)

func dayOf(t testing.TB, s string) civil.Day {
	d, err := civil.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// sample writes two sheets with every kind of value.
func sample(t testing.TB, out io.Writer) {
	w := xlsxw.NewWriter(out)
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	must(w.Sheet(xlsxw.SheetSpec{Name: "分级 A/B", Widths: []float64{14, 0, 9.5}, FreezeRows: 1, FilterRow: 1}))
	header := []string{"Customer", "Last", "At", "Clock", "Money", "Count", "Yes", "Note", "Grade"}
	row := make([]value.Value, len(header))
	for i, h := range header {
		row[i] = value.Styled(value.Str(h), value.Header)
	}
	must(w.Row(row))
	day := dayOf(t, "2024-01-05")
	for i := range 5 {
		must(w.Row([]value.Value{
			value.Str(fmt.Sprintf("%04d", i)), value.Day(day), value.DateTime(day, 54_245_000), value.Clock(1), value.Styled(value.Num(decimal.Decimal{Coef: -1050, Exp: 2}), value.Money),
			value.Int(123456789012), value.Truth(i%2 == 0), value.Str("a < b & \"c\"\r\n _x0041_ \x01 \uFFFF"), value.Styled(value.Str("A"), value.Grade1+value.Style(i%4)),
		}))
	}
	must(w.Row(nil))
	must(w.Row([]value.Value{value.Day(dayOf(t, "1900-01-01")), value.Day(dayOf(t, "1900-02-28")), value.Day(dayOf(t, "1900-03-01")), value.Day(dayOf(t, "1899-12-31")),
		value.Day(civil.NoDay), value.Styled(value.Blank, value.Muted), value.Num(decimal.Decimal{Coef: 5, Exp: 3}), value.Str("=1+1"), value.Str("  two  ")}))
	must(w.Sheet(xlsxw.SheetSpec{Name: "分级 a/b", FilterRow: 9}))
	must(w.Row([]value.Value{value.Str(strings.Repeat("长", 40_000))}))
	must(w.Close())
}

// TestWriter reads what the writer wrote with our reader and with excelize.
func TestWriter(t *testing.T) {
	var out bytes.Buffer
	sample(t, &out)
	const fields = `Clock | E1 text Money | F1 text Count | G1 text Yes | H1 text Note | I1 text Grade | A2 text 0000 | B2 date 2024-01-05 | ` +
		`C2 date 2024-01-05 15:04:05 | D2 time 00:00:00 | E2 number -10.5 | F2 number 123456789012 | G2 bool TRUE | `
	got := show(out.Bytes())
	if !strings.Contains(got, fields) {
		t.Errorf("got %s", got)
	}
	if want := "H6 text a < b & \"c\"\r\n _x0041_ \x01 \uFFFD | I6 text A | A8 date 1900-01-01 | B8 date 1900-02-28 | C8 date 1900-03-01 | " +
		"D8 text 1899-12-31 | G8 number 0.005 | H8 text '=1+1 | I8 text   two  "; !strings.HasSuffix(got, want) {
		t.Errorf("got %s", got)
	}
	for _, d := range againstExcelize(t, "sample", out.Bytes()) {
		t.Error(d)
	}
	f, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if s, _ := f.GetCellValue("分级 A_B", "E2"); s != "-10.50" {
		t.Errorf("money shows as %s", s)
	}
	if s, _ := f.GetCellValue("分级 A_B", "C2"); s != "2024-01-05 15:04:05" {
		t.Errorf("a date and time shows as %s", s)
	}
	if names := f.GetDefinedName(); len(names) != 2 || names[0].RefersTo != "'分级 A_B'!$A$1:$I$8" ||
		names[1].RefersTo != "'分级 A_B'!$1:$1" {
		t.Errorf("names %v", names)
	}
	if p, err := f.GetPanes("分级 A_B"); err != nil || !p.Freeze || p.YSplit != 1 {
		t.Errorf("panes %v %v", p, err)
	}
	if list := f.GetSheetList(); len(list) != 2 || list[1] != "分级 a_b (2)" {
		t.Errorf("sheets %q", list)
	}
	if p, _ := f.GetAppProps(); p.Application != "Fenji" {
		t.Errorf("written by %q", p.Application)
	}
	if s, _ := f.GetCellValue("分级 a_b (2)", "A1"); len([]rune(s)) != xlsxw.MaxText {
		t.Errorf("a long text has %d characters", len([]rune(s)))
	}
}

// TestWriterDeterministic wants the same bytes for the same rows, parts that are XML, and no clock.
func TestWriterDeterministic(t *testing.T) {
	var one, two bytes.Buffer
	sample(t, &one)
	sample(t, &two)
	if !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("the same rows made different bytes")
	}
	z, err := zip.NewReader(bytes.NewReader(one.Bytes()), int64(one.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if !f.Modified.Equal(time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)) {
			t.Errorf("%s: time %v", f.Name, f.Modified)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		for d := xml.NewDecoder(r); ; {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Errorf("%s: %v", f.Name, err)
				break
			}
		}
	}
}

func TestWriterErrors(t *testing.T) {
	w := xlsxw.NewWriter(io.Discard)
	if w.Row(nil) == nil || w.Close() == nil {
		t.Error("rows without a sheet, or no sheet at all, were taken")
	}
	w = xlsxw.NewWriter(failing{})
	err := w.Sheet(xlsxw.SheetSpec{})
	for range 100_000 {
		if err = w.Row([]value.Value{value.Str("x"), value.Int(1)}); err != nil {
			break
		}
	}
	if err == nil || w.Close() == nil {
		t.Error("the error of the writer below was lost")
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestSharedStrings(t *testing.T) {
	var out bytes.Buffer
	w := xlsxw.NewWriter(&out)
	if err := w.Sheet(xlsxw.SheetSpec{Name: "s"}); err != nil {
		t.Fatal(err)
	}
	const rows = 3 * xlsxw.SharedTexts / 2
	for i := range rows {
		if err := w.Row([]value.Value{value.Str(fmt.Sprint("customer ", i)), value.Str("advice"), value.Str(fmt.Sprint("twice ", i/2))}); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(w.Texts.List); n > xlsxw.SharedTexts || n < xlsxw.SharedTexts/2 {
		t.Errorf("%d shared strings", n)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := open("f", out.Bytes(), bounds.Options{})
	if err != nil {
		t.Fatal(err)
	}
	tb, err := b.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	for i := range rows {
		a, c := tb.Cell(i, 0), tb.Cell(i, 2)
		if tb.Text(a) != fmt.Sprint("customer ", i) || tb.Text(c) != fmt.Sprint("twice ", i/2) || tb.Cell(i, 1) != tb.Cell(0, 1) {
			t.Fatalf("row %d: %s, %s", i, tb.Text(a), tb.Text(c))
		}
	}
}

// TestSerials writes times and reads them again to the millisecond; those within one of a full second become it.
func TestSerials(t *testing.T) {
	for _, day := range []civil.Day{-25567, 0, 19727, table.LastDay} {
		for ms := int32(0); ms < value.DayMillis; ms += 77_777 {
			v := value.DateTime(day, ms)
			text, ok := xlsxw.AppendSerial(nil, &v)
			n, good := table.ParseFixed(text)
			kind, packed, date := table.DateOf(n, table.ClassDate, false)
			want := ms
			if r := ms % 1000; r == 1 {
				want--
			} else if r == 999 {
				want++
			}
			gotDay, got := table.Of(kind, packed).Date()
			if !ok || !good || !date || gotDay != day || got != want {
				t.Fatalf("day %d, %d ms: %s became %d, %d", day, ms, text, gotDay, got)
			}
		}
	}
}

func TestHarmless(t *testing.T) {
	for _, s := range []string{"=1", "+1", "-1", "@x", "＝1", "＋1", "－1", "＠x", "\tx", "\rx", "\nx", " =1", "\u00A0=1", "\u200B=1", "\uFEFF=1",
		"\u3000＝1", " \t\r\n @x", "\u202E-1", "\x00=1", "\xFF=1", "-", "\u115F=1", "\uFE0F=1"} {
		if got := value.Harmless(s); got != "'"+s {
			t.Errorf("%q became %q", s, got)
		}
	}
	for _, s := range []string{"", "a", "李雷", "'=1", "1-2", " a", "(1)", "x=1", "13800138000", "￥5", " ", "\u00A0", "。"} {
		if got := value.Harmless(s); got != s {
			t.Errorf("%q became %q", s, got)
		}
	}
}

func FuzzHarmless(f *testing.F) {
	f.Add("=1")
	f.Add(" \u200B＠")
	f.Fuzz(func(t *testing.T, s string) {
		h := value.Harmless(s)
		if h != s && h != "'"+s || value.Harmless(h) != h {
			t.Fatalf("%q became %q", s, h)
		}
		if r, n := utf8.DecodeRuneInString(strings.TrimSpace(h)); n > 0 && strings.ContainsRune(value.FormulaMarks, r) {
			t.Fatalf("%q still begins as a formula", h)
		}
	})
}

// FuzzText writes a text and reads it again through both formats.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", "a", " a ", "=1", "_x0041_", "_x005F_x0041_", "\x01\r\n\t", "<&>\"']]>", "😀", "\xFF", "\uFFFE", "_x0000\x1C0", "_x00\x0041_"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > xlsxw.MaxText {
			return
		}
		lost := strings.NewReplacer("\x00", "\uFFFD", "\uFFFE", "\uFFFD", "\uFFFF", "\uFFFD")
		want := lost.Replace(string([]rune(value.Harmless(s))))
		var out bytes.Buffer
		w := xlsxw.NewWriter(&out)
		w.Sheet(xlsxw.SheetSpec{Name: s})
		for range 2 { // first in the cell, then shared
			w.Row([]value.Value{value.Str(s), value.Int(1)})
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		b, err := open("f", out.Bytes(), bounds.Options{})
		if err != nil {
			t.Fatal(err)
		}
		tb, err := b.Read(0)
		if err != nil {
			t.Fatal(err)
		}
		for r := range 2 {
			if got := tb.Text(tb.Cell(r, 0)); got != want {
				t.Fatalf("%q became %q", s, got)
			}
		}
	})
}

func TestCSVWriter(t *testing.T) {
	var out bytes.Buffer
	w := csv.NewCSVWriter(&out)
	day := dayOf(t, "2024-01-05")
	rows := [][]value.Value{
		{value.Str("客户"), value.Str("a,b"), value.Str("say \"x\""), value.Str("=1"), value.Str("two\nlines")},
		{value.Str("007"), value.Num(decimal.Decimal{Coef: -150, Exp: 2}), value.Int(-3), value.Day(day), value.DateTime(day, 1000), value.Clock(3_600_000), value.Truth(true), value.Blank},
	}
	for _, r := range rows {
		if err := w.Row(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	want := "\uFEFF客户,\"a,b\",\"say \"\"x\"\"\",'=1,\"two\nlines\"\r\n007,-1.50,-3,2024-01-05,2024-01-05 00:00:01,01:00:00,TRUE,\r\n"
	if out.String() != want {
		t.Errorf("\n got %q\nwant %q", out.String(), want)
	}
	if got := show(out.Bytes()); !strings.HasPrefix(got, `A1 text 客户 | B1 text a,b | C1 text say "x" | D1 text '=1 | E1 text two`) {
		t.Error(got)
	}
}

// TestCSVDays: days that are kept in one place do not stand for each other, and a row has room for whatever comes.
func TestCSVDays(t *testing.T) {
	var out, want bytes.Buffer
	w := csv.NewCSVWriter(&out)
	want.WriteString("\uFEFF")
	for n := range 3000 {
		day := civil.Day(-700_000 + n%7*1024 + n/7)
		long := strings.Repeat("长", n*7)
		if err := w.Row([]value.Value{value.Day(day), value.Str(long), value.Num(decimal.Decimal{Coef: int64(n) * 1_000_003, Exp: uint8(n % 10)})}); err != nil {
			t.Fatal(err)
		}
		want.WriteString(day.String() + "," + long + "," + decimal.Decimal{Coef: int64(n) * 1_000_003, Exp: uint8(n % 10)}.String() + "\r\n")
		if n%100 == 99 {
			if err := w.Close(); err != nil || !bytes.Equal(out.Bytes(), want.Bytes()) {
				t.Fatalf("row %d: %v, %d bytes, want %d", n, err, out.Len(), want.Len())
			}
			out.Reset()
			want.Reset()
		}
	}
}
