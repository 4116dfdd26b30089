package session_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"fenji/scoring"
	"fenji/scoring/protocol"
	"fenji/scoring/session"

	"github.com/xuri/excelize/v2"
)

const visitHeader = "客户编号,就诊日期,实收金额,科室\n"

// month makes a csv file of one visit a day.
func month(m, days int) string {
	var b strings.Builder
	b.WriteString(visitHeader)
	for d := 1; d <= days; d++ {
		fmt.Fprintf(&b, "K%03d,2024-%02d-%02d,%d00,口腔科\n", d%7+1, m, d, d)
	}
	return b.String()
}

func loadAll(names []string, texts ...string) (*session.Session, *protocol.Outcome, error) {
	var files [][]byte
	for _, t := range texts {
		files = append(files, []byte(t))
	}
	s := new(session.Session)
	out, err := s.Load(protocol.Load{Names: names, Settings: settings}, files, silent)
	return s, out, err
}

var settings = protocol.Settings{Sheet: -1, Profile: "lianyungang-dental"}

// TestSeveralFiles grades two months as one table; a row that both have counts once, and every row knows its file.
func TestSeveralFiles(t *testing.T) {
	names := []string{"january.csv", "february.csv"}
	february := month(2, 20) + "K001,2024-01-07,700,口腔科\n,2024-02-21,100,口腔科\n"
	s, out, err := loadAll(names, month(1, 20), february)
	if err != nil {
		t.Fatal(err)
	}
	l := out.Ledger
	if l.Read.Rows != 42 || l.Used.Rows != 40 || l.Duplicates.Rows != 1 || l.Aside.Rows != 1 || out.Rows != 7 {
		t.Errorf("%+v, %d customers", l, out.Rows)
	}
	if !slices.Equal(out.Files, names) || !slices.Contains(out.Extras, session.FileColumn) {
		t.Errorf("files %v, columns %v", out.Files, out.Extras)
	}
	entries, err := s.Ledger(protocol.Span{N: 10})
	if err != nil || len(entries.Entries) != 2 {
		t.Fatal(err, entries)
	}
	for i, want := range []string{
		"duplicate february.csv A22 22 8 [january.csv]", "customer-missing february.csv A23 23",
	} {
		e := entries.Entries[i]
		got := strings.Join([]string{e.Issue.Code, e.Issue.File, e.Issue.Cell}, " ")
		for k := 1; k < len(e.Issue.Args); k += 2 {
			got += " " + e.Issue.Args[k]
		}
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	for lang, kind := range map[string]string{"zh-CN": "csv", "en": "ledger"} {
		if _, data := export(t, s, kind, lang); !bytes.Contains(data, []byte("february.csv")) {
			t.Errorf("the %s does not name the file:\n%s", kind, data)
		}
	}
	_, alone, err := loadAll([]string{"all.csv"}, month(1, 20)+strings.TrimPrefix(february, visitHeader))
	if err != nil {
		t.Fatal(err)
	}
	for i, g := range alone.Groups {
		if g != out.Groups[i] {
			t.Errorf("as one file %+v, as two %+v", g, out.Groups[i])
		}
	}
}

// TestFilesDiffer refuses a file that lacks what the first one is graded by.
func TestFilesDiffer(t *testing.T) {
	second := "客户编号,就诊日期,科室\nK001,2024-02-01,口腔科\nK002,2024-02-02,口腔科\n"
	s, _, err := loadAll([]string{"a.csv"}, month(1, 3))
	if err != nil {
		t.Fatal(err)
	}
	load := protocol.Load{Names: []string{"a.csv", "b.csv"}, Settings: settings}
	_, err = s.Load(load, [][]byte{[]byte(month(1, 5)), []byte(second)}, silent)
	var issue scoring.Issue
	if !errors.As(err, &issue) || issue.Code != "files-differ" || issue.File != "b.csv" || issue.Value != "科室" ||
		!slices.Equal(issue.Args, []string{"column", "C", "wanted", "实收金额", "first", "a.csv"}) {
		t.Errorf("%+v", err)
	}
	if rows, err := s.Rows(protocol.Span{N: 10}); err != nil || len(rows.Rows) != 3 {
		t.Errorf("the first file is gone: %v", err)
	}
}

// TestFilesLinedUp: what files mean counts, not the words and the order of their columns. Where the words of a column that
// decides grades differ, the match is asked about.
func TestFilesLinedUp(t *testing.T) {
	_, alone, err := loadAll([]string{"all.csv"}, month(1, 20)+strings.TrimPrefix(month(2, 20), visitHeader))
	if err != nil {
		t.Fatal(err)
	}
	turned := func(header string) string {
		lines := strings.Split(strings.TrimSpace(month(2, 20)), "\n")
		for i, line := range lines[1:] {
			c := strings.Split(line, ",")
			lines[i+1] = c[3] + "," + c[2] + ",甲," + c[1] + "," + c[0]
		}
		lines[0] = header
		return strings.Join(lines, "\n") + "\n口腔科,5,甲,2024-02-21,\n"
	}
	for header, asked := range map[string]string{
		"科室,实收金额,医生,就诊日期,客户编号": "",
		"科室,实付金额,医生,消费日期,会员编号": "实收金额 = 实付金额, 就诊日期 = 消费日期, 客户编号 = 会员编号",
		"科室,应收金额,医生,就诊日期,客户编号": "实收金额 = 应收金额",
	} {
		s, out, err := loadAll([]string{"a.csv", "b.csv"}, month(1, 20), turned(header))
		if err != nil {
			t.Fatal(err)
		}
		for i, g := range alone.Groups {
			if g != out.Groups[i] {
				t.Errorf("%s: as one file %+v, as two %+v", header, g, out.Groups[i])
			}
		}
		got := ""
		for _, a := range out.Asks {
			got += a.Args[len(a.Args)-1]
		}
		if got != asked {
			t.Errorf("%s: asked %q, want %q", header, got, asked)
		}
		entries, err := s.Ledger(protocol.Span{N: 10})
		if err != nil || len(entries.Entries) != 1 || entries.Entries[0].Issue.Cell != "E22" {
			t.Errorf("%s: %+v, %v", header, entries, err)
		}
		set := settings
		set.Answers = []protocol.Answer{{Code: "header", Key: "b.csv", ID: "leave"}}
		if out, err = s.Grade(set, silent); err != nil || out.Ledger.Read.Rows != 20 {
			t.Errorf("left out: %d rows, %v", out.Ledger.Read.Rows, err)
		}
	}
}

// TestAnswersOfStructure: each answer about sheets and tables takes the rows that it says, and can be taken back.
func TestAnswersOfStructure(t *testing.T) {
	for _, c := range []struct {
		file, code, answer string
		rows, sheet        int
	}{
		{"second-beside.xlsx", "", "", 5, 0},
		{"second-beside.xlsx", "second-table", "second", 5, 0},
		{"second-beside.xlsx", "second-table", "all", 10, 0},
		{"second-below.xlsx", "", "", 5, 0},
		{"second-below.xlsx", "second-table", "second", 5, 0},
		{"second-below.xlsx", "second-table", "all", 10, 0},
		{"months.xlsx", "", "", 12, -1},
		{"months.xlsx", "sheets", "this", 4, 0},
		{"months.xlsx", "sheets", "all", 12, -1},
		{"hidden-sheet.xlsx", "", "", 20, 1},
		{"hidden-sheet.xlsx", "hidden-sheet", "sheet:Orders", 20, 1},
		{"hidden-sheet.xlsx", "hidden-sheet", "stay", 0, 0},
	} {
		data, err := os.ReadFile("testdata/cases/" + c.file)
		if err != nil {
			t.Fatal(err)
		}
		s := new(session.Session)
		before, err := s.Load(protocol.Load{Names: []string{c.file}, Settings: settings}, [][]byte{data}, silent)
		if err != nil {
			t.Fatal(err)
		}
		set := settings
		if c.code != "" {
			set.Answers = []protocol.Answer{{Code: c.code, ID: c.answer}}
		}
		out, err := s.Grade(set, silent)
		if err != nil {
			t.Fatal(c.file, err)
		}
		if out.Ledger.Used.Rows != c.rows || out.Sheet != c.sheet {
			t.Errorf("%s, %s: %d rows of sheet %d", c.file, c.answer, out.Ledger.Used.Rows, out.Sheet)
		}
		if c.code != "" && !slices.ContainsFunc(out.Asks, func(a protocol.Ask) bool { return a.Code == c.code && a.Answered }) {
			t.Errorf("%s, %s: the question is gone: %+v", c.file, c.answer, out.Asks)
		}
		if after, err := s.Grade(settings, silent); err != nil || after.Ledger.Used != before.Ledger.Used || after.Sheet != before.Sheet {
			t.Errorf("%s, %s taken back: %+v, was %+v", c.file, c.answer, after.Ledger, before.Ledger)
		}
	}
}

// TestHiddenBeside: a hidden sheet with the columns of the visible one is offered, and no row of it counts unasked.
func TestHiddenBeside(t *testing.T) {
	f := excelize.NewFile()
	if _, err := f.NewSheet("旧"); err != nil {
		t.Fatal(err)
	}
	for sheet, rows := range map[string][][]any{
		"Sheet1": {{"客户编号", "日期", "金额"}, {"A1", "2024-12-01", 100}, {"A2", "2024-12-02", 60}},
		"旧":      {{"客户编号", "日期", "金额"}, {"A3", "2024-11-01", 50}},
	} {
		for i, row := range rows {
			if err := f.SetSheetRow(sheet, fmt.Sprint("A", i+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.SetSheetVisible("旧", false); err != nil {
		t.Fatal(err)
	}
	data, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	s := new(session.Session)
	if _, err := s.Load(protocol.Load{Names: []string{"a.xlsx"}, Settings: settings}, [][]byte{data.Bytes()}, silent); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		answer string
		rows   int
	}{{"", 2}, {"sheet:旧", 1}, {"stay", 2}, {"", 2}} {
		set := settings
		if c.answer != "" {
			set.Answers = []protocol.Answer{{Code: "hidden-sheet", ID: c.answer}}
		}
		out, err := s.Grade(set, silent)
		if err != nil {
			t.Fatal(err)
		}
		asked := slices.ContainsFunc(out.Asks, func(a protocol.Ask) bool { return a.Code == "hidden-sheet" && a.Answered == (c.answer != "") })
		if out.Ledger.Used.Rows != c.rows || !asked {
			t.Errorf("%q: %d rows, asks %+v", c.answer, out.Ledger.Used.Rows, out.Asks)
		}
	}
}

// TestFileOfRefunds: a file whose name speaks of refunds stands behind the others and is asked about; left out, its rows are none.
func TestFileOfRefunds(t *testing.T) {
	const head = "客户编号,日期,金额\n"
	s := new(session.Session)
	set := settings
	out, err := s.Load(protocol.Load{Names: []string{"退款.csv", "订单.csv"}, Settings: set},
		[][]byte{[]byte(head + "A1,2024-12-05,50\n"), []byte(head + "A1,2024-12-01,100\nA2,2024-12-02,60\n")}, silent)
	if err != nil {
		t.Fatal(err)
	}
	if asks := openAsks(out); out.Ledger.Used.Rows != 3 || len(asks) != 1 || asks[0] != "header" {
		t.Errorf("%d rows, asks %v", out.Ledger.Used.Rows, asks)
	}
	set.Answers = []protocol.Answer{{Code: "header", Key: "退款.csv", ID: "leave"}}
	if out, err = s.Grade(set, silent); err != nil || out.Ledger.Used.Rows != 2 {
		t.Errorf("left out: %d rows, %v", out.Ledger.Used.Rows, err)
	}
}

// TestFilesWithoutRefunds: names that say that refunds, or what was called off, are not in the file ask nothing; others do.
func TestFilesWithoutRefunds(t *testing.T) {
	const head = "客户编号,日期,金额\n"
	for name, asks := range map[string]int{"2月不含退款.csv": 0, "feb excl refunds.csv": 0, "feb未取消.csv": 0, "avoid-clinic.csv": 0, "feb-no-void.csv": 0,
		"2月退款.csv": 1, "feb refunds.csv": 1, "void_feb.csv": 1, "已取消.csv": 1, "avoid voids.csv": 1, "amex refunds.csv": 1, "milano-refunds.csv": 1, "wireless cancellations.csv": 1} {
		out, err := new(session.Session).Load(protocol.Load{Names: []string{"订单.csv", name}, Settings: settings},
			[][]byte{[]byte(head + "A1,2024-12-01,100\nA2,2024-12-02,60\n"), []byte(head + "A1,2024-12-05,50\n")}, silent)
		if err != nil {
			t.Fatal(err)
		}
		if open := openAsks(out); len(open) != asks {
			t.Errorf("%s: asks %v, want %d", name, open, asks)
		}
	}
}

// TestProgressOfSeveralFiles wants one count from nothing to all.
func TestProgressOfSeveralFiles(t *testing.T) {
	files := [][]byte{[]byte(month(1, 28)), []byte(month(2, 28)), []byte(month(3, 28))}
	var last protocol.Progress
	_, err := new(session.Session).Load(protocol.Load{Names: []string{"a", "b", "c"}, Settings: settings}, files,
		func(p protocol.Progress) {
			if p.Stage != "read" {
				return
			}
			if p.Done < last.Done || p.Done > p.Total {
				t.Errorf("%+v after %+v", p, last)
			}
			last = p
		})
	if err != nil || last.Done != last.Total || last.Total != len(files[0])+len(files[1])+len(files[2]) || last.Rows != 3*28 {
		t.Errorf("%+v, %v", last, err)
	}
}
