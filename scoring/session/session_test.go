package session_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"fenji/scoring"
	"fenji/scoring/protocol"
	"fenji/scoring/session"
)

const visits = `就诊流水,,,,
患者编号,就诊日期,实收金额,科室,备注
001,2024-12-01,3000.50,口腔内科,=HYPERLINK("x")
001,2024-12-20,100,口腔内科,复诊
001,2024-12-20,100,口腔内科,复诊
002,2024-06-01,"￥1,200.00",正畸科,
002,2024-12-25,-200,正畸科,退费
,2024-12-02,80,正畸科,
003,免,80,正畸科,
004,2024-11-30,免费,正畸科,
005,2023-01-05,60,口腔内科,+86 138
`

func silent(protocol.Progress) {}

// load opens one file with the settings of a first visit.
func load(t *testing.T, name, text string, set protocol.Settings) (*session.Session, *protocol.Outcome) {
	t.Helper()
	set.Sheet = -1
	if set.Profile == "" {
		set.Profile = "lianyungang-dental"
	}
	s := new(session.Session)
	out, err := s.Load(protocol.Load{Names: []string{name}, Settings: set}, [][]byte{[]byte(text)}, silent)
	if err != nil {
		t.Fatal(err)
	}
	return s, out
}

func TestLoadGradesVisits(t *testing.T) {
	s, out := load(t, "visits.csv", visits, protocol.Settings{})
	if !out.Graded || out.Shape != "visits" || out.AsOf != "2024-12-25" || out.AsOfFrom != "latest" || out.HeaderRow != 2 {
		t.Fatalf("graded %v, shape %s, as of %s (%s), header row %d", out.Graded, out.Shape, out.AsOf, out.AsOfFrom, out.HeaderRow)
	}
	l := out.Ledger
	if l.Read.Rows != 9 || l.Used.Rows != 6 || l.Duplicates.Rows != 0 || l.Aside.Rows != 3 {
		t.Errorf("ledger %+v", l)
	}
	if l.Used.Money != "4260.50" || l.Duplicates.Money != "0.00" || l.Aside.Money != "160.00" || l.Read.Money != "4420.50" {
		t.Errorf("money %s = %s + %s + %s", l.Read.Money, l.Used.Money, l.Duplicates.Money, l.Aside.Money)
	}
	rows, err := s.Rows(protocol.Span{N: 10})
	if err != nil {
		t.Fatal(err)
	}
	// id, R, F, M, points, score, grade, worked out by hand
	want := []string{
		"001 5 2 3200.50 5 2 5 4.1 A", // two equal neighbours are two items
		"002 207 1 1000.00 2 1 3 2.0 D",
		"005 720 1 60.00 1 1 1 1.0 D",
	}
	for i, w := range want {
		r := rows.Rows[i]
		got := strings.Join([]string{r.ID, r.Value[0], r.Value[1], r.Value[2], r.Points[0], r.Points[1], r.Points[2], r.Score, r.Grade}, " ")
		if got != w {
			t.Errorf("row %d: %s, want %s", i, got, w)
		}
	}
	if len(rows.Rows) != len(want) {
		t.Errorf("%d customers, want %d", len(rows.Rows), len(want))
	}
}

// TestGradeKeepsTheFile changes profile, date and columns; the outcome is the same as loading with these settings.
func TestGradeKeepsTheFile(t *testing.T) {
	changes := []protocol.Settings{
		{Profile: "chongqing-course"},
		{Profile: "shaoxing-finance", Unit: "wan"},
		{Profile: "maoming-appraisal", AsOf: "2024-12-20"},
		{AsOf: "2025-01-31"},
		{Visits: "row"},
		{Roles: []protocol.Role{{Column: 4, Role: "ignore"}, {Column: 3, Role: "region"}}},
		{Roles: []protocol.Role{{Column: 2, Role: "other"}}},
		{},
	}
	s, _ := load(t, "visits.csv", visits, protocol.Settings{})
	for _, set := range changes {
		_, want := load(t, "visits.csv", visits, set)
		set.Sheet = -1
		if set.Profile == "" {
			set.Profile = "lianyungang-dental"
		}
		got, err := s.Grade(set, silent)
		if err != nil {
			t.Fatal(err)
		}
		if a, b := protocol.Encode(got), protocol.Encode(want); !bytes.Equal(a, b) {
			t.Errorf("%+v: a change of settings gives\n%+v\nloading with them\n%+v", set, got, want)
		}
	}
}

// TestOrdersWithoutNumbers: what is said about counting visits is what was done.
func TestOrdersWithoutNumbers(t *testing.T) {
	const text = "单号,患者编号,就诊日期,实收金额\n1,A,2024-01-05,10\n2,A,2024-01-05,10\n"
	for _, c := range []struct {
		set       protocol.Settings
		visits, f string
	}{
		{protocol.Settings{Visits: "order"}, "order", "2"},
		{protocol.Settings{Visits: "order", Roles: []protocol.Role{{Column: 0, Role: "other"}}}, "day", "1"},
	} {
		s, out := load(t, "orders.csv", text, c.set)
		rows, err := s.Rows(protocol.Span{N: 1})
		if err != nil || out.Visits != c.visits || rows.Rows[0].Value[1] != c.f {
			t.Errorf("%+v: counted by %s, %+v, %v", c.set, out.Visits, rows, err)
		}
	}
}

// TestDateOrder: where no date proves the order, nothing is graded and the user can say it; where one does, it is read.
func TestDateOrder(t *testing.T) {
	const text = "患者编号,就诊日期,实收金额\nA,03/04/2024,10\nB,05/06/2024,20\nC,01-02-03,5\n"
	for _, c := range []struct{ dates, asOf, used string }{
		{"", "", "0"}, {"day", "2024-06-05", "3"}, {"month", "2024-05-06", "3"}, {"year", "2001-02-03", "1"},
	} {
		s, out := load(t, "dates.csv", text, protocol.Settings{Dates: c.dates})
		unclear := len(out.Notices) > 0 && out.Notices[0].Code == "dates-unclear"
		if out.AsOf != c.asOf || strconv.Itoa(out.Ledger.Used.Rows) != c.used || unclear != (c.used != "3") || out.Dates != c.dates {
			t.Errorf("%q: as of %s, used %d, notices %v", c.dates, out.AsOf, out.Ledger.Used.Rows, out.Notices)
		}
		again, err := s.Grade(protocol.Settings{Sheet: -1, Profile: "lianyungang-dental"}, silent)
		if err != nil || again.Ledger.Used.Rows != 0 {
			t.Errorf("the choice taken back: %+v, %v", again.Ledger.Used, err)
		}
	}
}

// TestWindowNotApplied: a profile of a recent period cannot limit ready figures, which is said unless they say so.
func TestWindowNotApplied(t *testing.T) {
	for _, c := range []struct {
		profile, head string
		said          bool
	}{
		{"maoming-appraisal", "客户编号,R,F,M", true},
		{"maoming-appraisal", "客户编号,R,近30天消费次数,近30天消费金额", false},
		{"maoming-appraisal", "客户编号,日期,金额,备注", false},
		{"lianyungang-dental", "客户编号,R,F,M", false},
	} {
		row := "\nK1,3,12,3000\nK2,2024-01-05,7,90\n"
		_, out := load(t, "a.csv", c.head+row, protocol.Settings{Profile: c.profile})
		said := slices.ContainsFunc(out.Notices, func(i protocol.Issue) bool { return i.Code == "window-not-applied" })
		if said != c.said {
			t.Errorf("%s, %s: said %v (%s)", c.profile, c.head, said, out.Shape)
		}
	}
}

func TestMissingColumnsAreNamed(t *testing.T) {
	s, out := load(t, "visits.csv", visits, protocol.Settings{Roles: []protocol.Role{{Column: 2, Role: "other"}}})
	if out.Graded || strings.Join(out.Missing, " ") != "amount" {
		t.Errorf("graded %v, missing %v", out.Graded, out.Missing)
	}
	if _, err := s.Rows(protocol.Span{N: 1}); err == nil {
		t.Error("rows of an ungraded file")
	}
}

// TestBadFileKeepsTheLast checks that a file that cannot be read takes nothing away.
func TestBadFileKeepsTheLast(t *testing.T) {
	s, _ := load(t, "visits.csv", visits, protocol.Settings{})
	set := protocol.Settings{Sheet: -1, Profile: "lianyungang-dental"}
	for _, c := range []struct {
		name, text string
		code       scoring.Code
	}{
		{"a.xlsx", "%PDF-1.7\n", "not-a-workbook"},
		{"b.csv", "", "empty-file"},
		{"c.csv", "患者编号,就诊日期,实收金额\n", "no-rows"},
	} {
		_, err := s.Load(protocol.Load{Names: []string{c.name}, Settings: set}, [][]byte{[]byte(c.text)}, silent)
		var issue scoring.Issue
		if !errors.As(err, &issue) || issue.Code != c.code {
			t.Errorf("%s: %v, want %s", c.name, err, c.code)
		}
		if rows, err := s.Rows(protocol.Span{N: 1}); err != nil || rows.Total != 3 {
			t.Errorf("%s: the former result is gone: %v", c.name, err)
		}
	}
}

func export(t *testing.T, s *session.Session, format, lang string) (string, []byte) {
	t.Helper()
	var out []byte
	emit := func(part []byte) { out = append(out, part...) }
	d, err := s.Export(protocol.Export{Format: format, Lang: lang}, emit, silent)
	if err != nil {
		t.Fatal(err)
	}
	return d.Name, out
}

// TestExports compares both downloads with the rows the page shows, cell by cell.
func TestExports(t *testing.T) {
	s, _ := load(t, "门诊.2024.csv", visits, protocol.Settings{})
	name, data := export(t, s, "xlsx", "zh-CN")
	if name != "门诊.2024-分级-2024-12-25.xlsx" {
		t.Errorf("name %s", name)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	book, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	_, text := export(t, s, "csv", "zh-CN")
	if !bytes.HasPrefix(text, []byte("\xef\xbb\xbf")) {
		t.Error("the CSV has no byte order mark")
	}
	flat, err := csv.NewReader(bytes.NewReader(text[3:])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	const head = "客户编号 最近消费日期 消费间隔天数 消费频率 消费总金额 R评分 F评分 M评分 RFM评分 用户分级 建议 分级备注 科室（历次） 备注（历次）"
	for _, got := range [][]string{book[0], flat[0]} {
		if strings.Join(got, " ") != head {
			t.Errorf("header %v", got)
		}
	}
	rows, err := s.Rows(protocol.Span{N: 100})
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rows.Rows {
		want := []string{r.ID, r.Last, r.Value[0], r.Value[1], r.Value[2], r.Points[0], r.Points[1], r.Points[2], r.Score, r.Grade}
		for col, w := range want {
			for kind, got := range map[string]string{"xlsx": book[i+1][col], "csv": flat[i+1][col]} {
				if got != w && number(got) != number(w) {
					t.Errorf("%s row %d, %s: %q, want %q", kind, i+2, flat[0][col], got, w)
				}
			}
		}
	}
	// 001's last purchase stands on the row with 复诊; 005's note begins with +
	if got := flat[3][13]; got != "'+86 138" {
		t.Errorf("a text like a formula came out as %q", got)
	}
	if got, _ := f.GetCellType(f.GetSheetName(0), "E2"); got != excelize.CellTypeUnset && got != excelize.CellTypeNumber {
		t.Errorf("money is no number but %v", got)
	}
	if n := len(f.GetSheetList()); n != 4 {
		t.Errorf("%d sheets, want 4", n)
	}
	aside, err := f.GetRows(f.GetSheetName(3))
	if err != nil || len(aside) != 1+4 {
		t.Errorf("%d rows set aside or dropped, want 4 (%v)", len(aside)-1, err)
	}
}

// TestExportNames: a download says for which day it holds, and in which unit when that is not the yuan.
func TestExportNames(t *testing.T) {
	days := "客户编号,R,F,M\nK1,3,2,100\n"
	for _, c := range []struct {
		text   string
		set    protocol.Settings
		format string
		lang   string
		want   string
	}{
		{visits, protocol.Settings{}, "csv", "zh-CN", "a-分级-2024-12-25.csv"},
		{visits, protocol.Settings{AsOf: "2024-12-31"}, "csv", "en", "a-graded-2024-12-31.csv"},
		{visits, protocol.Settings{Profile: "shaoxing-finance"}, "csv", "zh-CN", "a-分级-2024-12-25-万元.csv"},
		{visits, protocol.Settings{Profile: "shaoxing-finance"}, "xlsx", "en", "a-graded-2024-12-25-10k-yuan.xlsx"},
		{visits, protocol.Settings{Profile: "shaoxing-finance"}, "ledger", "zh-CN", "a-逐行清单-2024-12-25.csv"},
		{days, protocol.Settings{}, "csv", "zh-CN", "a-分级.csv"},
	} {
		s, _ := load(t, "a.csv", c.text, c.set)
		if name, _ := export(t, s, c.format, c.lang); name != c.want {
			t.Errorf("%s, want %s", name, c.want)
		}
	}
}

func number(s string) float64 {
	f, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
	if err != nil {
		return -1
	}
	return f
}

// TestOwnExportGradesAgain feeds a download back: the grades stay.
func TestOwnExportGradesAgain(t *testing.T) {
	for _, lang := range []string{"zh-CN", "en"} {
		s, first := load(t, "visits.csv", visits, protocol.Settings{})
		_, data := export(t, s, "xlsx", lang)
		_, again := load(t, "again.xlsx", string(data), protocol.Settings{AsOf: first.AsOf})
		if !again.Graded || again.Shape != "customers" {
			t.Fatalf("%s: graded %v, shape %s, missing %v", lang, again.Graded, again.Shape, again.Missing)
		}
		for i, g := range first.Groups {
			if again.Groups[i] != g {
				t.Errorf("%s: grade %q: %+v, want %+v", lang, g.Grade, again.Groups[i], g)
			}
		}
	}
}

func TestLedgerExportNamesCells(t *testing.T) {
	s, _ := load(t, "visits.csv", visits, protocol.Settings{})
	_, data := export(t, s, "ledger", "en")
	r := csv.NewReader(bytes.NewReader(data[3:]))
	var cells []string
	for {
		row, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		cells = append(cells, row[3])
	}
	if got := strings.Join(cells[1:], " "); got != "A5 A8 B9 C10" {
		t.Errorf("cells at fault: %q", got)
	}
}
