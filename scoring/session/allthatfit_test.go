package session_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fenji/scoring/protocol"
	"fenji/scoring/session"
	"fenji/scoring/sheet/value"
	"fenji/scoring/sheet/xlsxw"
)

// sheetsOf writes a workbook of sheets, each of lines between semicolons; the first line of each is its name.
func sheetsOf(t *testing.T, sheets ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := xlsxw.NewWriter(&out)
	for _, text := range sheets {
		lines := strings.Split(strings.TrimSpace(text), "\n")
		if err := w.Sheet(xlsxw.SheetSpec{Name: lines[0]}); err != nil {
			t.Fatal(err)
		}
		for _, line := range lines[1:] {
			var row []value.Value
			for cell := range strings.SplitSeq(line, ";") {
				row = append(row, value.Str(cell))
			}
			if err := w.Row(row); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestAllThatFit drops workbooks of month sheets of which some do not fit. Without a choice (sheet −1) all that fit are graded together
// and said, the rest is named; a sheet that the user chooses is graded alone.
func TestAllThatFit(t *testing.T) {
	const (
		jan    = "1月\n病历号;就诊日期;实收金额\nA1;2024-01-05;100\nA2;2024-01-09;200\n"
		feb    = "2月\n病历号;就诊日期;实收金额\nA1;2024-02-05;10\nA3;2024-02-09;30\n"
		mar    = "3月\n就诊日期;病历号;项目;实收金额\n2024-03-05;A1;洁治;1\n2024-03-09;A2;补牙;2\n"
		prices = "价目表\n项目;单价;单位\n洁治;120;次\n补牙;300;颗\n"
		staff  = "员工\n工号;姓名;入职日期;工资\n01;张三;2020-01-05;8000\n02;李四;2021-02-05;9000\n"
		sums   = "汇总\n病历号;最近一次消费时间;消费次数;消费总金额\nA1;2024-03-05;3;111\nA2;2024-03-09;2;202\nA3;2024-02-09;1;30\n"
		void   = "退费\n病历号;就诊日期;实收金额\nA1;2024-01-05;100\n"
		april  = "4月\n会员卡号;消费时间;实付金额\nA3;2024-04-02;5\n"
		wide   = "5月\n病历号;就诊日期;实收金额（万元）\nA1;2024-05-05;1\n"
		all    = "A1 3 111; A2 2 202; A3 1 30"
	)
	for _, c := range []struct {
		name   string
		sheets []string
		sheet  int
		want   string // what is graded
		asked  string
		joined string // the sheets that are said to be graded together
	}{
		{"three months", []string{jan, feb, mar}, -1, all, "", "1月 / 2月 / 3月"},
		{"and a list of prices", []string{jan, feb, mar, prices}, -1, all, "", "1月 / 2月 / 3月"},
		{"the list in front", []string{prices, jan, feb, mar}, -1, all, "", "1月 / 2月 / 3月"},
		{"the list between", []string{jan, prices, feb, mar}, -1, all, "", "1月 / 2月 / 3月"},
		{"the staff between", []string{jan, staff, feb, mar}, -1, all, "", "1月 / 2月 / 3月"},
		{"a summary by customers behind", []string{jan, feb, mar, sums}, -1, all, "", "1月 / 2月 / 3月"},
		{"refunds on a sheet of their own", []string{jan, feb, mar, void}, -1, all, "equal-rows sheets", "1月 / 2月 / 3月 / 退费"},
		{"other words for the same", []string{jan, feb, mar, april}, -1, "A1 3 111; A2 2 202; A3 2 35", "sheets", "1月 / 2月 / 3月 / 4月"},
		{"another unit stays apart", []string{jan, feb, mar, wide}, -1, all, "", "1月 / 2月 / 3月"},
		{"one chosen", []string{jan, feb, mar, prices}, 1, "A1 1 10; A3 1 30", "", ""},
		{"the one that does not fit chosen", []string{jan, feb, mar, sums}, 3, all, "", ""},
	} {
		s := new(session.Session)
		set := protocol.Settings{Sheet: c.sheet, Profile: "lianyungang-dental"}
		out, err := s.Load(protocol.Load{Names: []string{"a.xlsx"}, Settings: set}, [][]byte{sheetsOf(t, c.sheets...)}, silent)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		var list []string
		for who, f := range figuresOf(t, s) {
			list = append(list, fmt.Sprint(who, " ", f[0], " ", f[1]))
		}
		slices.Sort(list)
		asked := openAsks(out)
		slices.Sort(asked)
		joined := ""
		if at := slices.IndexFunc(out.Notices, func(i protocol.Issue) bool { return i.Code == "sheets-joined" }); at >= 0 {
			joined = out.Notices[at].Args[3]
		}
		if got := strings.Join(list, "; "); got != c.want || strings.Join(asked, " ") != c.asked || joined != c.joined {
			t.Errorf("%s: %s, asks %v, joined %q; want %s, %q, %q", c.name, got, asked, joined, c.want, c.asked, c.joined)
		}
	}
}
