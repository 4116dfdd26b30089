package session_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"fenji/scoring/protocol"
	"fenji/scoring/session"
)

const dirt = `患者编号,就诊日期,实收金额,身份证号,科室
K1,2024-12-01,100,320,口腔
k-1,2024-12-01,100,321,口腔
K1,2024/12/2,,322,口腔
0012,2024-12-03,80,323,口腔
12,2024-12-04,70,324,口腔
K2,2024-12-05,免费,325,口腔
K3,2024-12-06,60,326,口腔
K3,2024-12-06,60,326,口腔
`

func graded(t *testing.T, s *session.Session, set protocol.Settings) *protocol.Outcome {
	t.Helper()
	set.Profile = "lianyungang-dental"
	out, err := s.Grade(set, silent)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestSwitches turns each switch and turns it back: the counts follow, and the way back leads to where it began.
func TestSwitches(t *testing.T) {
	s, first := load(t, "dirt.csv", dirt, protocol.Settings{})
	sums := func(o *protocol.Outcome) string {
		l := o.Ledger
		return fmt.Sprint(l.Read.Rows, "=", l.Used.Rows, "+", l.Duplicates.Rows, "+", l.Aside.Rows, " customers ", o.Rows,
			" money ", l.Used.Money)
	}
	for _, c := range []struct {
		name, want string
		clean      protocol.Clean
	}{
		{"nothing", "8=5+1+2 customers 5 money 410.00", protocol.Clean{}},
		{"keep repeats", "8=6+0+2 customers 5 money 470.00", protocol.Clean{Repeats: "keep"}},
		{"ignore case", "8=5+1+2 customers 4 money 410.00", protocol.Clean{IgnoreCase: true}},
		{"pad zeros", "8=5+1+2 customers 4 money 410.00", protocol.Clean{PadZeros: true}},
		{"fill amounts", "8=6+1+1 customers 5 money 490.00", protocol.Clean{Gaps: [4]string{"median"}}},
	} {
		if got := sums(graded(t, s, protocol.Settings{Clean: c.clean})); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		if got := sums(graded(t, s, protocol.Settings{})); got != sums(first) {
			t.Errorf("after %s: %s", c.name, got)
		}
	}
}

// TestQuality: what cleaning might do is counted before it is chosen, and listed with addresses.
func TestQuality(t *testing.T) {
	s, _ := load(t, "dirt.csv", dirt, protocol.Settings{})
	q, err := s.Quality()
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprintf("%v %v %v %d %d %d %v", q.Repeats, q.Near, q.Gaps, q.SameCase, q.ZerosLost, q.Padded, q.Dates)
	if want := "{1 60.00} {1 100.00} [1 0 0 0] 1 1 4 [{2024-12-01 B2 5}]"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	l, err := s.Ledger(protocol.Span{N: 10, Code: "near-duplicate"})
	if err != nil || l.Total != 1 || l.Entries[0].Issue.Cell != "A3" || l.Entries[0].OfRow != 2 || l.Entries[0].Of[0] != "K1" {
		t.Errorf("near duplicates %+v, %v", l, err)
	}
	graded(t, s, protocol.Settings{Clean: protocol.Clean{IgnoreCase: true, PadZeros: true}})
	if q, err = s.Quality(); err != nil || fmt.Sprint(q.Merged) != "[{K1 [{K1 A2 1} {k-1 A3 1}]} {0012 [{0012 A5 1} {12 A6 1}]}]" {
		t.Errorf("merged %v, %v", q.Merged, err)
	}
}

// TestPreview shows raw and understood side by side, counts, and what the dates prove.
func TestPreview(t *testing.T) {
	s, _ := load(t, "dates.csv", "序号,客户编号,日期,金额,状态\n1,K1,03/04/2024,¥1.5万,已取消\n2, K2 ,27/04/2024,免费,已到诊\n3,,05/06/2024,,\n",
		protocol.Settings{})
	p, err := s.Preview()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, c := range p.Columns {
		fmt.Fprintln(&b, c)
	}
	want := `{[1 2 3] [  ] [left left left] 0 0 3 0}
{[K1  K2  ] [K1 K2 ] [read read blank] 1 0 2 0}
{[03/04/2024 27/04/2024 05/06/2024] [2024-04-03 2024-04-27 2024-06-05] [read read read] 0 0 3 0}
{[¥1.5万 免费 ] [15000.00  ] [read bad blank] 1 1 1 0}
{[已取消 已到诊 ] [ 已到诊 ] [absent read blank] 1 0 2 0}
`
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
	if got := fmt.Sprint(p.Dates, p.Rows, p.Heads[0]); got != "{1 0 2 27/04/2024  03/04/2024} [2 3 4]序号 | 客户编号 | 日期 | 金额 | …" {
		t.Error(got)
	}
}

// TestPreviewOfVagueDates: dates without a year or a day are shown as the result takes them.
func TestPreviewOfVagueDates(t *testing.T) {
	for _, tt := range []struct{ text, said, want string }{
		{"2024年收费明细,,\n客户编号,日期,金额\nK1,1月5日,10\nK2,3月6日,20\nK3,x,30\n", "", "[2024-01-05 2024-03-06 ] [read read bad] 0 1 2 0"},
		{"客户编号,日期,金额\nK1,1月5日,10\nK2,3月6日,20\n", "", "[ ] [bad bad] 0 2 0 0"},
		{"客户编号,日期,金额\nK1,1月5日,10\nK2,3月6日,20\n", "in:2023", "[2023-01-05 2023-03-06] [read read] 0 0 2 0"},
		{"客户编号,日期,金额\nK1,2024-01,10\nK2,2024-02,20\n", "", "[2024-01-01 2024-02-01] [read read] 0 0 2 0"},
		{"客户编号,日期,金额\nK1,2024-01,10\nK2,2024-02,20\n", "last", "[2024-01-31 2024-02-29] [read read] 0 0 2 0"},
	} {
		set := protocol.Settings{}
		if tt.said != "" {
			set.Answers = []protocol.Answer{{Code: "date", Key: "日期", ID: tt.said}}
		}
		s, _ := load(t, "dates.csv", tt.text, set)
		p, err := s.Preview()
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(p.Columns[1]); !strings.HasSuffix(got, tt.want+"}") {
			t.Errorf("%q %s: %s, want %s", tt.text, tt.said, got, tt.want)
		}
	}
}

// TestHeaderRow: the row of headers as the user says, and back to the one found.
func TestHeaderRow(t *testing.T) {
	text := "某某口腔,2024年\n客户编号,日期,金额\nK1,2024-01-05,10\nK2,2024-01-06,20\n"
	s, out := load(t, "title.csv", text, protocol.Settings{})
	if out.HeaderRow != 2 || out.Ledger.Read.Rows != 2 {
		t.Fatalf("header row %d, %d rows", out.HeaderRow, out.Ledger.Read.Rows)
	}
	if out = graded(t, s, protocol.Settings{Header: -1}); out.HeaderRow != 0 || out.Graded {
		t.Errorf("none: header row %d, %d rows", out.HeaderRow, out.Ledger.Read.Rows)
	}
	if out = graded(t, s, protocol.Settings{Header: 3}); out.HeaderRow != 3 || out.Ledger.Read.Rows != 1 {
		t.Errorf("the third: header row %d, %d rows", out.HeaderRow, out.Ledger.Read.Rows)
	}
	if _, err := s.Grade(protocol.Settings{Profile: "lianyungang-dental", Header: 4}, silent); err == nil {
		t.Error("the last row has no rows below it")
	}
	if out = graded(t, s, protocol.Settings{}); out.HeaderRow != 2 || out.Ledger.Read.Rows != 2 {
		t.Errorf("found: header row %d, %d rows", out.HeaderRow, out.Ledger.Read.Rows)
	}
}

// TestLedgerWorkbook opens the ledger's workbook with another reader: the rows as they stand, the cells at fault
// coloured, nothing of a column that is left out.
func TestLedgerWorkbook(t *testing.T) {
	s, _ := load(t, "dirt.csv", dirt, protocol.Settings{Roles: []protocol.Role{{Column: 3, Role: "ignore"}}})
	var file bytes.Buffer
	d, err := s.Export(protocol.Export{Format: "ledger-xlsx", Lang: "zh-CN"}, func(p []byte) { file.Write(p) }, silent)
	if err != nil || d.Name != "dirt-逐行清单-2024-12-06.xlsx" {
		t.Fatal(d, err)
	}
	f, err := excelize.OpenReader(&file)
	if err != nil {
		t.Fatal(err)
	}
	sheets := f.GetSheetList()
	rows, err := f.GetRows(sheets[0])
	if err != nil || len(sheets) != 1 {
		t.Fatal(sheets, err)
	}
	var got []string
	for _, row := range rows {
		got = append(got, strings.Join(row, "|"))
	}
	want := []string{
		"行|原因|处理|怎样改正|患者编号|就诊日期|实收金额|科室",
		"3|与第 2 行同一天、同金额，客户编号只是写法不同：k-1。|已计入，请留意|请核对是否录了两次；如果是，请删去一行。|k-1|2024-12-01|100|口腔",
		"4|没有金额。|未计入|请补上金额；没有收费就写 0。|K1|2024/12/2||口腔",
		"7|金额读不出来：免费。|未计入|请只写数字，如 1200 或 1,200.50；免费就写 0。|K2|2024-12-05|免费|口腔",
		"9|这一行与第 8 行完全相同，只计一次。|重复，只计一次|如果确实是两次消费，请在表中用订单号或时间区分开。|K3|2024-12-06|60|口腔",
	}
	for i, w := range want {
		if i >= len(got) || got[i] != w {
			t.Errorf("row %d:\n got %q\nwant %q", i+1, got, w)
			break
		}
	}
	for cell, color := range map[string]string{"E2": "FCE9A9", "F2": "", "G3": "F6B8AB", "G4": "F6B8AB", "E4": "", "E5": "F6B8AB"} {
		id, _ := f.GetCellStyle(sheets[0], cell)
		has := ""
		if fill := f.Styles.Fills.Fill[*f.Styles.CellXfs.Xf[id].FillID].PatternFill; fill.FgColor != nil {
			has = fill.FgColor.RGB
		}
		if !strings.HasSuffix(has, color) || color == "" && has != "" {
			t.Errorf("%s is coloured %q, want %q", cell, has, color)
		}
	}
}

// TestLeaveOut: a column that is left out is in no table, no list and no download, changes no other row's fate, and comes
// back when it is wanted.
func TestLeaveOut(t *testing.T) {
	s, first := load(t, "dirt.csv", dirt, protocol.Settings{})
	out := graded(t, s, protocol.Settings{Roles: []protocol.Role{{Column: 3, Role: "ignore"}}})
	if fmt.Sprint(out.Ledger) != fmt.Sprint(first.Ledger) || len(out.Columns[3].Examples) != 0 {
		t.Errorf("ledger %+v, want %+v; examples %q", out.Ledger, first.Ledger, out.Columns[3].Examples)
	}
	var files bytes.Buffer
	for _, format := range []string{"csv", "ledger"} {
		if _, err := s.Export(protocol.Export{Format: format, Lang: "en"}, func(p []byte) { files.Write(p) }, silent); err != nil {
			t.Fatal(err)
		}
	}
	for _, secret := range []string{"身份证号", "320", "326"} {
		if strings.Contains(files.String(), secret) {
			t.Errorf("%s is in a download", secret)
		}
	}
	if out = graded(t, s, protocol.Settings{}); fmt.Sprint(out.Columns[3].Examples) != fmt.Sprint(first.Columns[3].Examples) {
		t.Errorf("back: %q", out.Columns[3].Examples)
	}
}
