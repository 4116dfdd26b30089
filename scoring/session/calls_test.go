package session_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"testing"

	"fenji/scoring/protocol"
	"fenji/scoring/session"

	"github.com/xuri/excelize/v2"
)

const namesakes = `姓名,电话,就诊日期,项目,医生,实收金额,备注
宋江,13812346862,2024-12-20,全瓷冠,何医生,4200,爱喝茶
宋江,13812346862,2024-11-02,洁治,何医生,800,
宋江,13912341111,2024-06-02,补牙,林医生,900,
宋清,13712342222,2024-12-01,种植,沈医生,9000,
宋清,13712342222,2024-12-24,复查,沈医生,100,
欧阳锋,0518-85501234,2024-12-25,洁治,苏护师,300,
`

var within90 = protocol.Filter{Field: "falls", High: "90"}

// TestLabels: namesakes are told apart behind their masks, by their telephones, and stand as they are when shown.
func TestLabels(t *testing.T) {
	const bare = "姓名,就诊日期,实收金额\n宋江,2024-12-20,100\n宋清,2024-12-21,200\n李逵,2024-12-22,300\n"
	for _, c := range []struct{ data, masked, shown string }{
		{namesakes, "宋** ·6862 宋** ·1111 宋** ·2222 欧阳** ·1234",
			"宋江 · 13812346862 宋江 · 13912341111 宋清 · 13712342222 欧阳锋 · 051885501234"},
		{bare, "宋** #1 宋** #2 李**", "宋江 宋清 李逵"},
	} {
		s, _ := load(t, "名单.csv", c.data, protocol.Settings{})
		if got := listed(t, s); got != c.masked {
			t.Errorf("masked %q", got)
		}
		if _, err := s.Reveal(protocol.Reveal{On: true}); err != nil {
			t.Fatal(err)
		}
		if got := listed(t, s); got != c.shown {
			t.Errorf("shown %q", got)
		}
	}
}

// TestLabelsOverTime: in the rooms of months namesakes are told apart as in the list.
func TestLabelsOverTime(t *testing.T) {
	s, _ := load(t, "名单.csv", "姓名,电话,就诊日期,实收金额\n宋江,13812346862,2024-10-08,1250\n宋江,13912340001,2024-12-08,1250\n李逵,13712340002,2024-12-20,90\n", protocol.Settings{})
	c, err := s.Change(protocol.Since{Day: "2024-11-30"})
	if err != nil || len(c.Pairs) != 1 || c.Pairs[0] != (protocol.Pair{Gone: "宋** ·6862", New: "宋** ·0001", Mark: "宋**"}) {
		t.Errorf("%+v %v", c.Pairs, err)
	}
	p, err := s.Month(protocol.Export{Lang: "zh-CN", Format: "month", Month: protocol.Month{Warnings: protocol.WarningWish{Calls: 20, Since: protocol.Since{Day: "2024-11-30"}}}})
	if err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprint(p)
	if strings.Contains(text, "1***") || strings.Contains(text, "宋江") || !strings.Contains(text, "宋** ·") {
		t.Errorf("the month names %s", text)
	}
}

// TestCallList: whom to call, why and where, most money first, and the same in words on paper and in the sheet.
func TestCallList(t *testing.T) {
	s, _ := load(t, "名单.csv", namesakes, protocol.Settings{})
	c, err := s.Calls(protocol.Export{Lang: "zh-CN", Of: within90})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range c.List {
		got = append(got, strings.Join([]string{r.Name, r.Phone, session.GradeChange(&r), r.Why, session.Visited("zh-CN", &r), r.Spent, r.Cadence}, "|"))
	}
	want := []string{"宋清|137 1234 2222|A → B|2025-01-24 降到 B，还有 30 天|2024-12-24 复查 沈医生|9100.00|每月联系 1 次",
		"宋江|138 1234 6862|A → B|2025-01-20 降到 B，还有 26 天|2024-12-20 全瓷冠 何医生|5000.00|每月联系 1 次"}
	if fmt.Sprint(got) != fmt.Sprint(want) || c.Total != 2 || c.Sum != "14100.00" || c.Phones != 2 || c.Day != "2024-12-25" {
		t.Errorf("%+v\n%s", c, strings.Join(got, "\n"))
	}
	c, err = s.Calls(protocol.Export{Lang: "zh-CN", Of: within90, Names: protocol.NamesMasked})
	if err != nil || c.List[0].Name != "宋** ·2222" || c.List[0].Phone != "" {
		t.Errorf("masked %+v %v", c, err)
	}
	_, data := saved(t, s, protocol.Export{Format: "calls", Lang: "zh-CN", Of: within90})
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows("联系名单")
	if err != nil || len(rows) != 3 {
		t.Fatal(rows, err)
	}
	if head := strings.Join(rows[0], " "); head != "客户 电话 等级 为什么联系 上次来 累计消费（元） 下一步 谁打 结果 下次日期 客户编号 最近消费日期 "+
		"消费间隔天数 消费频率 消费总金额 R评分 F评分 M评分 RFM评分 用户分级 建议 分级备注 下滑日期 剩余天数 下滑到 姓名 电话（原表） 项目（历次） 医生（历次） 备注（历次）" {
		t.Errorf("headers %s", head)
	}
	if row := strings.Join(rows[1][:6], "|"); row != "宋清|137 1234 2222|A → B|2025-01-24 降到 B，还有 30 天|2024-12-24 复查 沈医生|9,100.00" {
		t.Errorf("row %s", row)
	}
	for _, name := range f.GetDefinedName() {
		if name.Name == "_xlnm.Print_Area" && !strings.HasSuffix(name.RefersTo, "$A$1:$J$3") {
			t.Errorf("printed is %s", name.RefersTo)
		}
	}
}

// TestNoColumnTwice: no export has two columns of one name, and its own graded sheet can be read again.
func TestNoColumnTwice(t *testing.T) {
	s, _ := load(t, "名单.csv", namesakes, protocol.Settings{})
	for _, m := range []protocol.Export{{Format: "csv", Lang: "zh-CN"}, {Format: "csv", Lang: "en"},
		{Format: "calls-csv", Lang: "zh-CN", Of: within90}, {Format: "calls-csv", Lang: "en", Of: within90}} {
		_, data := saved(t, s, m)
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, h := range rows[0] {
			if seen[h] {
				t.Errorf("%s %s: %q stands twice", m.Format, m.Lang, h)
			}
			seen[h] = true
		}
	}
	_, data := saved(t, s, protocol.Export{Format: "csv", Lang: "zh-CN"})
	again, out := load(t, "again.csv", string(data), protocol.Settings{})
	_ = again
	roles := map[string]string{}
	for _, c := range out.Columns {
		roles[c.Header] = c.Role
	}
	if roles["分级备注"] != "result" || roles["备注（历次）"] != "other" {
		t.Errorf("read again as %v", roles)
	}
}

// TestOrderOfTheScreen: what is saved stands as the list is sorted, all customers as well as those listed.
func TestOrderOfTheScreen(t *testing.T) {
	s, _ := load(t, "clinic.csv", fallers, protocol.Settings{})
	for _, keys := range [][]protocol.SortKey{nil, {{Column: 8, Desc: true}}, {{Column: 4}}, {{Column: 0, Desc: true}}} {
		if _, err := s.Arrange(protocol.View{Sort: keys}); err != nil {
			t.Fatal(err)
		}
		want := strings.Fields(listed(t, s))
		if _, err := s.Arrange(protocol.View{Sort: keys, Search: "A"}); err != nil { // what is listed does not matter
			t.Fatal(err)
		}
		_, data := saved(t, s, protocol.Export{Format: "csv", Lang: "zh-CN"})
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range rows[1:] {
			got = append(got, r[0])
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("sorted by %v: %v, want %v", keys, got, want)
		}
	}
}

// TestDueByToday: falls are counted from today; who is due stands first, and no calendar begins in the past.
func TestDueByToday(t *testing.T) {
	s, _ := load(t, "名单.csv", namesakes, protocol.Settings{Today: "2025-01-22"})
	f, err := s.Falls(protocol.FallWish{Within: 30, N: 10})
	if err != nil {
		t.Fatal(err)
	}
	if f.Today != "2025-01-22" || f.AsOf != "2024-12-25" || f.Due != 1 || f.DueMoney != "5000.00" || f.Total != 2 ||
		f.Rows[0].After != -2 || f.Rows[0].Day != "2025-01-20" || f.Rows[1].After != 2 || len(f.Days) != 1 || f.Days[0].Day != "2025-01-24" {
		t.Errorf("%+v", f)
	}
	c, err := s.Calls(protocol.Export{Lang: "zh-CN", Of: within90})
	if err != nil || c.List[0].Why != "没再来的话，2025-01-20 已降到 B" {
		t.Errorf("%+v %v", c.List, err)
	}
	_, data := saved(t, s, protocol.Export{Format: "ics", Lang: "zh-CN", Of: within90})
	if ics := string(data); strings.Count(ics, "BEGIN:VEVENT") != 1 || !strings.Contains(ics, "DTSTART;VALUE=DATE:20250124") ||
		!strings.Contains(ics, "宋** ·2222") {
		t.Error(ics)
	}
	for holds, want := range map[string]bool{protocol.HoldsNames: true, protocol.HoldsNobody: false} {
		_, data := saved(t, s, protocol.Export{Format: "ics", Lang: "zh-CN", Of: within90, Holds: holds})
		plain := strings.ReplaceAll(string(data), "\r\n ", "")
		if strings.Contains(plain, "宋清 137 1234 2222") != want || strings.Contains(plain, "宋**") {
			t.Errorf("%s: %s", holds, plain)
		}
	}
}

func saved(t *testing.T, s *session.Session, m protocol.Export) (*protocol.Download, []byte) {
	t.Helper()
	var b bytes.Buffer
	d, err := s.Export(m, func(part []byte) { b.Write(part) }, silent)
	if err != nil {
		t.Fatal(err)
	}
	return d, b.Bytes()
}

// TestFifteenOnAPage: the sheet breaks after every fifteen calls, and offers the results to choose from.
func TestFifteenOnAPage(t *testing.T) {
	var b strings.Builder
	b.WriteString("客户编号,就诊日期,实收金额\n")
	for i := range 40 {
		for month := range 3 {
			fmt.Fprintf(&b, "K%d,2024-%d-%02d,%d\n", i, 10+month, 10+i%9, 900+i)
		}
	}
	s, _ := load(t, "clinic.csv", b.String(), protocol.Settings{})
	_, data := saved(t, s, protocol.Export{Format: "calls", Lang: "zh-CN", Of: within90})
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{`<rowBreaks count="2" manualBreakCount="2"><brk id="16" max="16383" man="1"/><brk id="31" max="16383" man="1"/></rowBreaks>`,
		`<formula1>"接通,约上,不来,不要再打"</formula1>`, `sqref="I2:I37"`} {
		if !strings.Contains(string(text), part) {
			t.Errorf("the sheet lacks %s", part)
		}
	}
	// Ten columns stand on one page of A4 across: a column is as wide as so many digits, of 9 pixels where the font is a wide one.
	wide, scale := 0.0, 0.0
	for _, col := range strings.Split(string(text), "<col ")[1:11] {
		var from, to int
		var w float64
		fmt.Sscanf(col, `min="%d" max="%d" width="%g"`, &from, &to, &w)
		wide += 9*w + 5
	}
	_, page, _ := strings.Cut(string(text), `<pageSetup paperSize="9" scale="`)
	fmt.Sscanf(page, "%g", &scale)
	if mm := wide / 96 * 25.4 * scale / 100; mm < 200 || mm > 297-2*0.35*25.4 {
		t.Errorf("the printed columns are %.0f mm wide", mm)
	}
	if strings.Contains(string(text), "fitToPage") {
		t.Error("a sheet that is fitted to the page has no breaks")
	}
}
