package session_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fenji/scoring/protocol"
	"fenji/scoring/session"

	"github.com/xuri/excelize/v2"
)

const clinic = `客户编号,最近一次消费时间,消费频率,消费总金额,区县
A1,2024-12-31,10,5000,海州区
A2,2024-12-01,8,2000,海州区
B1,2024-10-01,5,800.50,连云区
B2,2024-08-01,3,600,
C1,2024-03-01,2,300,连云区
D1,2022-01-01,1,50,赣榆区
U1,2024-12-31,0,0,赣榆区
`

func listed(t *testing.T, s *session.Session) string {
	t.Helper()
	rows, err := s.Rows(protocol.Span{N: 100})
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, r := range rows.Rows {
		ids = append(ids, r.ID)
	}
	return strings.Join(ids, " ")
}

// TestFilters lists whom each kind of filter keeps, and what is no filter.
func TestFilters(t *testing.T) {
	s, out := load(t, "clinic.csv", clinic, protocol.Settings{})
	if !slices.Equal(out.Facets, []int{4}) {
		t.Errorf("facets of columns %v", out.Facets)
	}
	for _, c := range []struct {
		field, values, low, high string
		want                     string
	}{
		{"R", "", "0", "30", "A1 A2 U1"}, {"R", "", "31", "", "B1 B2 C1 D1"}, {"F", "", "5", "8", "A2 B1"},
		{"M", "", "600", "800.5", "B1 B2"}, {"M", "", "", "800.49", "B2 C1 D1 U1"}, {"score", "", "4.1", "", "A1 A2"},
		{"points.R", "5", "", "", "A1 A2"}, {"points.F", "1|2", "", "", "B2 C1 D1"}, {"points.M", "5.0", "", "", "A1"},
		{"last", "", "2024-03-01", "2024-10-01", "B1 B2 C1"}, {"column.4", "海州区", "", "", "A1 A2"},
		{"column.4", "|赣榆区", "", "", "B2 D1 U1"}, {"picked", "0|5", "", "", "A1 D1"}, {"spend.top", "", "", "200", "A1 A2"},
		{"nonsense", "1", "", "", "session: no filter nonsense"}, {"points.X", "1", "", "", "session: no points of X"},
		{"column.9", "1", "", "", "session: no column 9"}, {"picked", "7", "", "", "session: no customer 7"},
		{"R", "", "x", "", `"x" is not a decimal number`}, {"Rx", "", "1", "", "session: no filter Rx"},
	} {
		f := protocol.Filter{Field: c.field, Low: c.low, High: c.high}
		if c.values != "" {
			f.Values = strings.Split(c.values, "|")
		}
		count, err := s.Arrange(protocol.View{Filters: []protocol.Filter{f}})
		if err != nil {
			if err.Error() != c.want {
				t.Errorf("%+v: %v, want %s", f, err, c.want)
			}
			continue
		}
		if got := listed(t, s); got != c.want || count.Rows != len(strings.Fields(c.want)) {
			t.Errorf("%+v: %s (%d), want %s", f, got, count.Rows, c.want)
		}
	}
}

func TestFacetsOfSession(t *testing.T) {
	s, _ := load(t, "clinic.csv", clinic, protocol.Settings{})
	arrange := func(v protocol.View) {
		t.Helper()
		if _, err := s.Arrange(v); err != nil {
			t.Fatal(err)
		}
	}
	arrange(protocol.View{Filters: []protocol.Filter{{Field: "F", Low: "2"}, {Field: "column.4", Values: []string{"赣榆区"}}}})
	for _, c := range []struct{ field, search, want string }{
		{"column.4", "", "2 海州区|2 连云区|0 赣榆区 of 3"}, // the chosen value stays, though F leaves nobody with it
		{"column.4", "云", "2 连云区|0 赣榆区 of 1"},
		{"grade", "", "0 A|0 B|0 C|0 D|0  of 0"},
		{"R", "", " of 0"},
		{"F", "", "0 to 1 median 0 of 2: 1 1"},
	} {
		f, err := s.Facet(protocol.FacetOf{Field: c.field, Search: c.search, Top: 2})
		if err != nil {
			t.Fatal(err)
		}
		var values []string
		for _, v := range f.Values {
			values = append(values, fmt.Sprintf("%d %s", v.N, v.Value))
		}
		got := fmt.Sprintf("%s of %d", strings.Join(values, "|"), f.Distinct)
		if f.N > 0 {
			got = fmt.Sprintf("%s to %s median %s of %d:", f.Min, f.Max, f.Median, f.N)
			for _, b := range f.Bars {
				got += fmt.Sprintf(" %d", b.N)
			}
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.field, got, c.want)
		}
	}
}

// TestMarksAndScopes marks customers in several ways and writes just those.
func TestMarksAndScopes(t *testing.T) {
	s, _ := load(t, "clinic.csv", clinic, protocol.Settings{})
	view := func(v protocol.View) {
		t.Helper()
		if _, err := s.Arrange(v); err != nil {
			t.Fatal(err)
		}
	}
	mark := func(m protocol.Mark, want int) {
		t.Helper()
		if c, err := s.Mark(m); err != nil || c.Marked != want {
			t.Fatalf("%+v: %+v %v, want %d", m, c, err, want)
		}
	}
	export := func(scope string) string {
		t.Helper()
		var file bytes.Buffer
		name, err := s.Export(protocol.Export{Format: "csv", Lang: "en", Scope: scope}, func(b []byte) { file.Write(b) }, silent)
		if err != nil {
			t.Fatal(err)
		}
		if part := strings.Contains(name.Name, "-part"); part != (scope != "") {
			t.Errorf("%q is named %s", scope, name.Name)
		}
		rows, err := csv.NewReader(&file).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, r := range rows[1:] {
			ids = append(ids, r[0])
		}
		return strings.Join(ids, " ")
	}
	byMoney := []protocol.SortKey{{Column: 4}}
	view(protocol.View{Sort: byMoney, Filters: []protocol.Filter{{Field: "column.4", Values: []string{"海州区", "连云区"}}}})
	if got := export("view"); got != "C1 B1 A2 A1" {
		t.Errorf("view: %s", got)
	}
	mark(protocol.Mark{From: 1, N: 2, On: true}, 2) // B1 A2
	mark(protocol.Mark{From: 2, N: 1, On: true}, 2) // A2 once more
	view(protocol.View{Sort: byMoney})
	mark(protocol.Mark{From: 0, N: 1, On: true}, 3) // U1
	if got := export("picked"); got != "U1 B1 A2" {
		t.Errorf("picked: %s", got)
	}
	view(protocol.View{Sort: byMoney, Filters: []protocol.Filter{{Field: "picked", Values: []string{protocol.EveryMark}}}})
	if got := listed(t, s); got != "U1 B1 A2" {
		t.Errorf("those marked: %s", got)
	}
	mark(protocol.Mark{All: true}, 0)
	view(protocol.View{})
	mark(protocol.Mark{All: true, On: true}, 7)
	if got := export(""); got != "A1 A2 B1 B2 C1 D1 U1" {
		t.Errorf("all: %s", got)
	}
	mark(protocol.Mark{}, 0)
	mark(protocol.Mark{From: 5, N: 100, On: true}, 2)
	if _, err := s.Grade(protocol.Settings{Sheet: -1, Profile: "chongqing-course"}, silent); err != nil {
		t.Fatal(err)
	}
	if c, _ := s.Arrange(protocol.View{}); c.Marked != 2 {
		t.Errorf("%d marked under another profile", c.Marked)
	}
	if _, err := s.Grade(protocol.Settings{Sheet: -1, Profile: "chongqing-course", AsOf: "2024-12-01"}, silent); err != nil {
		t.Fatal(err)
	}
	if c, _ := s.Arrange(protocol.View{}); c.Marked != 0 {
		t.Errorf("%d marked as of another day, when customers have other numbers", c.Marked)
	}
}

// TestPast shows what a customer was counted from: days with their net amounts, and the rows as they stand.
func TestPast(t *testing.T) {
	s, _ := load(t, "visits.csv", visits, protocol.Settings{})
	past, err := s.Past(protocol.Trace{Customer: 1, N: 1})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, v := range past.Visits {
		got = append(got, fmt.Sprint(v.Day, " ", v.Amount, " ", v.Share, " ", v.Counted))
	}
	if want := "2024-06-01 1200.00 1000 true, 2024-12-25 -200.00 -167 false"; strings.Join(got, ", ") != want {
		t.Errorf("visits %s, want %s", strings.Join(got, ", "), want)
	}
	if past.Total != 2 || len(past.Rows) != 1 || past.Rows[0].Row != 6 || past.Rows[0].File != "visits.csv" ||
		strings.Join(past.Rows[0].Cells, "|") != "002|2024-06-01|￥1,200.00|正畸科|" || past.Headers[2] != "实收金额" {
		t.Errorf("rows %+v of %d below %v", past.Rows, past.Total, past.Headers)
	}
	why, err := s.Explain(protocol.Pick{Customer: 1})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []protocol.Standing{{Better: 1, Of: 2}, {Better: 0, Of: 2}, {Better: 1, Of: 2}, {Better: 1, Of: 2}} {
		if why.Standings[i] != want {
			t.Errorf("standing %d: %+v, want %+v", i, why.Standings[i], want)
		}
	}
}

// TestOtherSheets says which other sheets of a workbook could be graded.
func TestOtherSheets(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for _, name := range []string{"二月", "说明", "三月", "旧"} {
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"Sheet1", "二月", "三月", "旧"} {
		for i, row := range [][]any{{"客户编号", "最近一次消费时间", "消费频率", "消费总金额"}, {"A1", "2024-12-31", 10, 5000},
			{"A2", "2024-12-30", 3, 500}} {
			if err := f.SetSheetRow(name, fmt.Sprintf("A%d", i+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.SetCellStr("说明", "A1", "由收费处导出"); err != nil {
		t.Fatal(err)
	}
	if err := f.SetSheetVisible("旧", false); err != nil {
		t.Fatal(err)
	}
	data, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	s, out := load(t, "months.xlsx", data.String(), protocol.Settings{})
	for sheet, want := range []string{"二月 / 三月", "Sheet1 / 三月"} {
		if sheet > 0 {
			if out, err = s.Grade(protocol.Settings{Sheet: sheet, Profile: "lianyungang-dental"}, silent); err != nil {
				t.Fatal(err)
			}
		}
		at := slices.IndexFunc(out.Notices, func(i protocol.Issue) bool { return i.Code == "other-sheets" })
		if at < 0 || out.Notices[at].Args[1] != want {
			t.Errorf("sheet %d: notices %+v, want %s", sheet, out.Notices, want)
		}
	}
}
