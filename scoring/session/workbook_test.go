package session_test

import (
	"archive/zip"
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"fenji/scoring/protocol"
	"fenji/scoring/session"
	"fenji/scoring/sheet"
)

var keep = flag.String("keep", "", "a folder to keep the workbooks and their pages in")

// flowOf are the visits of n customers, some with faults.
func flowOf(n int) string {
	var b strings.Builder
	b.WriteString("患者编号,就诊日期,实收金额,科室,备注\n")
	departments := []string{"口腔内科", "正畸科", "种植科"}
	for i := range n {
		for visit := range i%5 + 1 {
			fmt.Fprintf(&b, "K%04d,2024-%02d-%02d,%d.50,%s,=1+1\n", i, 1+(i*7+visit)%12, 1+(i*3+visit*5)%28,
				80+i*37%4100, departments[i%3])
		}
	}
	b.WriteString(",2024-03-01,100,正畸科,\nK0001,免,100,正畸科,\nK0002,2024-03-01,<免费>&,正畸科,\n")
	return b.String()
}

func gradedFlow(t *testing.T, profile string, customers int) *session.Session {
	t.Helper()
	s := new(session.Session)
	set := protocol.Settings{Sheet: -1, Profile: profile}
	out, err := s.Load(protocol.Load{Names: []string{"门诊流水.csv"}, Settings: set}, [][]byte{[]byte(flowOf(customers))},
		func(protocol.Progress) {})
	if err != nil || !out.Graded {
		t.Fatalf("graded %v, %v", out, err)
	}
	return s
}

func workbookOf(t *testing.T, s *session.Session, lang string) (out []byte) {
	t.Helper()
	_, err := s.Export(protocol.Export{Format: "xlsx", Lang: lang}, func(part []byte) { out = append(out, part...) }, silent)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func opened(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func linesIn(t *testing.T, f *excelize.File, name string) [][]string {
	t.Helper()
	rows, err := f.GetRows(name)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// TestGradeRules: a grade that is changed by hand changes its colour.
func TestGradeRules(t *testing.T) {
	f := opened(t, workbookOf(t, gradedFlow(t, "lianyungang-dental", 300), "en"))
	rules, err := f.GetConditionalFormats(f.GetSheetList()[0])
	if err != nil || len(rules) != 1 || len(rules["J2:J301"]) != 4 {
		t.Errorf("the rules of grades are %v, %v", rules, err)
	}
	for i, rule := range rules["J2:J301"] {
		style, err := f.GetConditionalStyle(*rule.Format)
		if err != nil || rule.Value != `"`+string(rune('A'+i))+`"` ||
			style.Font == nil || style.Font.Color == "" || len(style.Fill.Color) == 0 {
			t.Errorf("the rule of grade %c is %+v with %+v, %v", 'A'+i, rule, style, err)
		}
	}
}

// worksheetParts are the parts of a worksheet in the order that the schema demands.
var worksheetParts = []string{"<sheetPr", "<dimension", "<sheetViews", "<sheetFormatPr", "<cols", "<sheetData", "<autoFilter",
	"<mergeCells", "<conditionalFormatting", "<pageMargins", "<pageSetup", "<headerFooter", "<rowBreaks", "<drawing"}

// TestSchema looks into the XML: Excel takes parts and columns out of order for damage.
func TestSchema(t *testing.T) {
	data := workbookOf(t, gradedFlow(t, "lianyungang-dental", 20), "zh-CN")
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml",
		"xl/worksheets/sheet4.xml"} {
		f, err := z.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		xml, err := io.ReadAll(f)
		if err != nil {
			t.Fatal(err)
		}
		at := 0
		for _, part := range worksheetParts {
			if i := bytes.Index(xml, []byte(part)); i >= 0 && i < at {
				t.Errorf("%s: %s> is out of order", name, part)
			} else if i >= 0 {
				at = i
			}
		}
		last := 0
		for _, col := range regexp.MustCompile(`<col min="(\d+)" max="(\d+)"`).FindAllStringSubmatch(string(xml), -1) {
			first, _ := strconv.Atoi(col[1])
			if first <= last {
				t.Errorf("%s: column %d follows %d", name, first, last)
			}
			last, _ = strconv.Atoi(col[2])
		}
		if last < 6 {
			t.Errorf("%s: widths of %d columns", name, last)
		}
	}
}

// texts joins the cells of a row without the ends that are blank; numbers may show with other formats.
func texts(row []string) string {
	for len(row) > 0 && row[len(row)-1] == "" {
		row = row[:len(row)-1]
	}
	return strings.ReplaceAll(strings.Join(row, " | "), ",", "")
}

// TestOwnReader reads the workbook with the product's reader, and grades it again to the same grades.
func TestOwnReader(t *testing.T) {
	s := gradedFlow(t, "shaoxing-finance", 120)
	data := workbookOf(t, s, "zh-CN")
	b, err := sheet.Open("a.xlsx", bytes.NewReader(data), int64(len(data)), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range b.Sheets() {
		if table, err := b.Read(i); err != nil || table.Rows < 4 {
			t.Errorf("sheet %d: %v", i, err)
		}
	}
	first, err := s.Grade(protocol.Settings{Sheet: -1, Profile: "shaoxing-finance"}, func(protocol.Progress) {})
	if err != nil {
		t.Fatal(err)
	}
	again := new(session.Session)
	out, err := again.Load(protocol.Load{Names: []string{"a.xlsx"}, Settings: protocol.Settings{Sheet: -1,
		Profile: "shaoxing-finance", AsOf: first.AsOf}}, [][]byte{data}, func(protocol.Progress) {})
	if err != nil || !out.Graded || !slices.Equal(out.Groups, first.Groups) {
		t.Errorf("graded again: %+v, first %+v (%v)", out, first.Groups, err)
	}
}

// TestAlike: what is built twice is the same to the byte. With -keep it stays, for make real to compare.
func TestAlike(t *testing.T) {
	s := gradedFlow(t, "lianyungang-dental", 60)
	first := workbookOf(t, s, "zh-CN")
	if !bytes.Equal(first, workbookOf(t, s, "zh-CN")) {
		t.Error("the second workbook is another one")
	}
	if *keep != "" {
		if err := os.WriteFile(filepath.Join(*keep, "alike.xlsx"), first, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestOffice lets LibreOffice, where that is installed, draw one workbook and read another.
func TestOffice(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil && os.Getenv("FENJI_PROGRAMS") == "required" {
		t.Fatal("no LibreOffice on this machine; make test installs it where it can")
	} else if err != nil {
		t.Skip("no LibreOffice on this machine")
	}
	dir := *keep
	if dir == "" {
		dir = t.TempDir()
	}
	convert := func(name, kind string, data []byte) []byte {
		path := filepath.Join(dir, name+".xlsx")
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		command := exec.Command(office, "--headless", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"),
			"--convert-to", kind, "--outdir", filepath.Join(dir, "out"), path)
		if said, err := command.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", kind, err, said)
		}
		out, err := os.ReadFile(filepath.Join(dir, "out", name+"."+kind))
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	if pdf := convert("zh", "pdf", workbookOf(t, gradedFlow(t, "lianyungang-dental", 60), "zh-CN")); len(pdf) < 10_000 {
		t.Errorf("a PDF of %d bytes", len(pdf))
	}
	data := workbookOf(t, gradedFlow(t, "chongqing-course", 60), "en")
	ours, theirs := opened(t, data), opened(t, convert("en", "xlsx", data))
	for _, name := range ours.GetSheetList() {
		want := linesIn(t, ours, name)
		if got := linesIn(t, theirs, name); len(got) != len(want) || texts(got[1]) != texts(want[1]) {
			t.Errorf("%s: LibreOffice read %d rows, we wrote %d", name, len(got), len(want))
		}
	}
}
