package session_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"testing"

	"fenji/scoring/protocol"
	"fenji/scoring/session"
	"fenji/scoring/sheet"
)

// fallers has two who fall within 90 days: A2, whose 30 days are 31 on the next day, and C9 after 60 days.
const fallers = clinic + "C9,2024-09-01,2,300,东海县\n"

func listSegments(t *testing.T, s *session.Session, scheme string) *protocol.Segments {
	t.Helper()
	out, err := s.Segments(protocol.SchemeWish{ID: scheme})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestSegments: the counts and sums of segments are those of the list that their filter leaves.
func TestSegments(t *testing.T) {
	s, out := load(t, "clinic.csv", fallers, protocol.Settings{})
	for _, scheme := range listSegments(t, s, "").Schemes {
		found := listSegments(t, s, scheme.ID)
		n := 0
		for _, segment := range found.Segments {
			count, err := s.Arrange(protocol.View{Filters: []protocol.Filter{{Field: "segment." + scheme.ID,
				Values: []string{segment.ID}}}})
			if err != nil || count.Rows != segment.Count || count.Money != segment.Money {
				t.Errorf("%s %s: %d with %s, the list has %+v (%v)", scheme.ID, segment.ID, segment.Count, segment.Money, count, err)
			}
			n += segment.Count
		}
		if n+found.Ungraded != out.Rows || found.Ungraded != 1 {
			t.Errorf("%s: %d and %d of %d", scheme.ID, n, found.Ungraded, out.Rows)
		}
	}
	if means := listSegments(t, s, "rfm8").Means; fmt.Sprint(means) != "[256.3 4.4 1292.93]" {
		t.Errorf("means %v", means)
	}
	for _, f := range []protocol.Filter{{Field: "segment.x", Values: []string{"a"}}, {Field: "segment.", Values: []string{"A"}},
		{Field: "segment.vip", Values: []string{"x"}}, {Field: "falls", High: "x"}} {
		if _, err := s.Arrange(protocol.View{Filters: []protocol.Filter{f}}); err == nil {
			t.Errorf("%+v is no filter", f)
		}
	}
}

// TestFalls lists who falls when.
func TestFalls(t *testing.T) {
	s, _ := load(t, "clinic.csv", fallers, protocol.Settings{})
	for _, c := range []struct {
		within, on int
		want       string
	}{
		{7, 0, "A2 2025-01-01 A→B"},
		{90, 0, "A2 2025-01-01 A→B, C9 2025-03-01 C→D"},
		{90, 1, "A2 2025-01-01 A→B"},
		{90, 2, ""},
	} {
		out, err := s.Falls(protocol.FallWish{Within: c.within, On: c.on, N: 10})
		if err != nil {
			t.Fatal(err)
		}
		var rows []string
		for _, f := range out.Rows {
			rows = append(rows, f.Row.ID+" "+f.Day+" "+f.Row.Grade+"→"+f.To)
		}
		if got := strings.Join(rows, ", "); got != c.want || out.Total != len(rows) {
			t.Errorf("%+v: %s", c, got)
		}
		if got := fmt.Sprint(out.AsOf, out.Estimated, out.Held, out.Horizons, out.Days); got != "2024-12-31false false "+
			"[{7 1 2000.00} {30 1 2000.00} {90 2 2300.00}] [{1 2025-01-01 1 2000.00} {60 2025-03-01 1 300.00}]" {
			t.Error(got)
		}
	}
	if _, err := s.Arrange(protocol.View{Filters: []protocol.Filter{{Field: "falls", Low: "2", High: "61"}}}); err != nil ||
		listed(t, s) != "C9" {
		t.Errorf("%s %v", listed(t, s), err)
	}
	why, err := s.Explain(protocol.Pick{Customer: 7})
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(why.Estimated, why.Declines); got != "false [{60 2025-03-01 [181 2 300] 2.0 D true} {245 2025-09-02 [366 2 300] 1.6 D false}]" {
		t.Error(got)
	}
}

// TestDueFalls: by the tenth day A2 should have fallen and stands first, what lies ahead counts from today, and the calendar
// begins tomorrow.
func TestDueFalls(t *testing.T) {
	s, _ := load(t, "clinic.csv", fallers, protocol.Settings{Today: "2025-01-10"})
	for _, c := range []struct {
		within, on int
		want       string
	}{
		{7, 0, "A2 2025-01-01 -9"}, {90, 0, "A2 2025-01-01 -9, C9 2025-03-01 50"}, {90, 50, "C9 2025-03-01 50"}, {90, -9, ""},
	} {
		out, err := s.Falls(protocol.FallWish{Within: c.within, On: c.on, N: 10})
		if err != nil {
			t.Fatal(err)
		}
		var rows []string
		for _, f := range out.Rows {
			rows = append(rows, fmt.Sprint(f.Row.ID, " ", f.Day, " ", f.After))
		}
		if got := strings.Join(rows, ", "); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
		if got := fmt.Sprint(out.Today, out.Due, " ", out.DueMoney, out.Horizons, out.Days); got !=
			"2025-01-101 2000.00[{7 1 2000.00} {30 1 2000.00} {90 2 2300.00}] [{50 2025-03-01 1 300.00}]" {
			t.Error(got)
		}
	}
	write := func(format string) string {
		var b bytes.Buffer
		if _, err := s.Export(protocol.Export{Format: format, Lang: "en", Of: protocol.Filter{Field: "falls", High: "90"}},
			func(part []byte) { b.Write(part) }, silent); err != nil {
			t.Fatal(err)
		}
		return strings.ReplaceAll(b.String(), "\r\n ", "")
	}
	if ics := write("ics"); strings.Count(ics, "BEGIN:VEVENT") != 1 || !strings.Contains(ics, "DTSTART;VALUE=DATE:20250301\r\n") {
		t.Error(ics)
	}
	if list := write("calls-csv"); !strings.Contains(list, "Fell to B on 2025-01-01 unless they came since,") || !strings.Contains(list, ",2025-01-01,0,B") ||
		!strings.Contains(list, "2025-03-01,50,") || strings.Index(list, "A2") > strings.Index(list, "C9") {
		t.Error(list)
	}
	if _, err := s.Arrange(protocol.View{Filters: []protocol.Filter{{Field: "falls", Low: "1", High: "90"}}}); err != nil ||
		listed(t, s) != "C9" {
		t.Errorf("%s %v", listed(t, s), err)
	}
}

// TestCalendarFromTomorrow: what falls today is due already, and no event of the calendar; what falls tomorrow is its first.
func TestCalendarFromTomorrow(t *testing.T) {
	for today, events := range map[string]int{"2025-02-28": 1, "2025-03-01": 0} {
		s, _ := load(t, "clinic.csv", fallers, protocol.Settings{Today: today})
		var b bytes.Buffer
		if _, err := s.Export(protocol.Export{Format: "ics", Lang: "en", Of: protocol.Filter{Field: "falls", High: "1"}}, func(part []byte) { b.Write(part) }, silent); err != nil && events > 0 {
			t.Fatal(err)
		}
		if n := strings.Count(b.String(), "DTSTART;VALUE=DATE:20250301"); n != events {
			t.Errorf("on %s: %d events", today, n)
		}
	}
}

// TestCalls reads the lists for calls again, and unfolds the calendar.
func TestCalls(t *testing.T) {
	s, _ := load(t, "clinic.csv", fallers, protocol.Settings{})
	write := func(m protocol.Export) (string, *protocol.Download) {
		var b bytes.Buffer
		d, err := s.Export(m, func(part []byte) { b.Write(part) }, silent)
		if err != nil {
			t.Fatal(err)
		}
		return b.String(), d
	}
	falls := protocol.Filter{Field: "falls", High: "90"}
	data, d := write(protocol.Export{Format: "calls-csv", Lang: "zh-CN", Of: falls})
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(data, "\ufeff"))).ReadAll()
	if err != nil || d.Name != "clinic-联系名单-90 天内下滑-2024-12-31.csv" || len(rows) != 3 ||
		strings.Join(rows[0][:11], " ") != "客户 电话 等级 为什么联系 上次来 累计消费（元） 下一步 谁打 结果 下次日期 客户编号" ||
		strings.Join(rows[0][21:], " ") != "备注 下滑日期 剩余天数 下滑到 区县" ||
		strings.Join(rows[1][:4], "|") != "A2||A → B|2025-01-01 降到 B，还有 1 天" || rows[1][5] != "2000" ||
		strings.Join(rows[1][22:], " ") != "2025-01-01 1 B 海州区" || rows[2][0] != "C9" {
		t.Errorf("%s %q %v", d.Name, rows, err)
	}
	data, d = write(protocol.Export{Format: "calls", Lang: "en", Of: protocol.Filter{Field: "segment.value",
		Values: []string{"silent"}}})
	book, err := sheet.Open(d.Name, strings.NewReader(data), int64(len(data)), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, x := range book.Sheets() {
		names = append(names, x.Name)
	}
	table, err := book.Read(0)
	if err != nil || d.Name != "clinic-call-list-Silent-2024-12-31.xlsx" || strings.Join(names, " ") != "Call list About" {
		t.Fatalf("%s %v %v", d.Name, names, err)
	}
	n := 0
	for _, x := range listSegments(t, s, "value").Segments {
		if x.ID == "silent" {
			n = x.Count
		}
	}
	text := func(row, col int) string { return table.Text(table.Cell(row, col)) }
	if table.Rows != n+1 || text(1, 0) != "C1" || !strings.HasPrefix(text(1, 3), "Silent") || !strings.HasPrefix(text(1, 6), "Call, ask why") ||
		text(1, 10) != "C1" || text(2, 0) != "D1" {
		t.Errorf("%d rows, want %d: %s %s %s", table.Rows, n+1, text(1, 0), text(1, 3), text(1, 6))
	}
	data, d = write(protocol.Export{Format: "ics", Lang: "zh-CN", Of: falls})
	plain := strings.ReplaceAll(data, "\r\n ", "")
	if d.Name != "clinic-日历-90 天内下滑-2024-12-31.ics" || strings.Count(plain, "BEGIN:VEVENT") != 2 ||
		!strings.Contains(plain, "DTSTART;VALUE=DATE:20250301\r\n") || !strings.Contains(plain, `A2：A → B，2\,000.00 元`) {
		t.Errorf("%s %s", d.Name, plain)
	}
}

// TestCalendarNamesNobody: where names serve as numbers, the calendar masks them.
func TestCalendarNamesNobody(t *testing.T) {
	var b strings.Builder
	b.WriteString("客户姓名,最近一次消费时间,消费频率,消费总金额\n王小明,2024-12-31,9,5000\n")
	for i := range 60 {
		b.WriteString("张" + "丰明华芳静伟强磊洋勇"[i%10*3:i%10*3+3] + "一二三四五六"[i/10*3:i/10*3+3] + ",2024-12-05,9,5000\n")
	}
	s, _ := load(t, "names.csv", b.String(), protocol.Settings{})
	var out bytes.Buffer
	if _, err := s.Export(protocol.Export{Format: "ics", Lang: "en", Of: protocol.Filter{Field: "falls", High: "90"}}, func(part []byte) { out.Write(part) }, silent); err != nil {
		t.Fatal(err)
	}
	plain := strings.ReplaceAll(out.String(), "\r\n ", "")
	if strings.Contains(plain, "丰一") || strings.Contains(plain, "小明") || !strings.Contains(plain, "20 more in the call list.") {
		t.Error(plain)
	}
}

// TestReadyFiguresOfAPeriod: they leave the period with the last visit, so that M1 and M2 fall when more than 45 days have
// gone by; of an unknown time, they stay. M3 has the cut point's own 45 days.
func TestReadyFiguresOfAPeriod(t *testing.T) {
	const rows = "\nM1,2024-11-30,5,3,900\nM2,2024-11-30,10,1,500\nM3,2024-11-30,45,0,0\n"
	for _, c := range []struct{ header, want string }{
		{"客户编号,分析时间,距离上一次购买的天数R(天),最近一段时间购买频次F(次),最近一段时间购买金额M(元)",
			"true false M1 2025-01-10 A→B, M2 2025-01-05 A→B, M3 2024-12-01 A→B"},
		{"客户编号,分析时间,间隔天数,消费频率,消费总金额", "false true M3 2024-12-01 A→B"},
	} {
		s, _ := load(t, "m.csv", c.header+rows, protocol.Settings{Profile: "maoming-appraisal"})
		out, err := s.Falls(protocol.FallWish{Within: 90, N: 9})
		if err != nil {
			t.Fatal(err)
		}
		var list []string
		for _, f := range out.Rows {
			list = append(list, f.Row.ID+" "+f.Day+" "+f.Row.Grade+"→"+f.To)
		}
		if got := fmt.Sprint(out.Latest, " ", out.Held, " ", strings.Join(list, ", ")); got != c.want {
			t.Errorf("%s:\n%s", c.header, got)
		}
	}
}
