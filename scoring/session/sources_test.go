package session_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	invented "fenji/scoring/clinic"
	"fenji/scoring/protocol"
	"fenji/scoring/session"
)

// clinicFile is the invented clinic.
func clinicFile(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := invented.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestClinic: the invented clinic is recognised and joined, and says what was planted.
func TestClinic(t *testing.T) {
	data := clinicFile(t)
	s := new(session.Session)
	out, err := s.Load(protocol.Load{Names: []string{invented.Name}, Settings: settings}, [][]byte{data}, silent)
	if err != nil {
		t.Fatal(err)
	}
	if l := out.Ledger; l.Duplicates.Rows != invented.Repeated || l.Totals.Rows != 1 || l.Aside.Rows != 0 {
		t.Errorf("%+v", l)
	}
	got := out.Sources
	list := got.List
	if !got.Joined || got.Persons != 617 || got.Paid != 525 || got.Unpaid != 51 || got.Registered != 41 || got.Households != invented.Households ||
		!got.Same || got.Money != out.Money {
		t.Errorf("%+v", got)
	}
	if len(list) != 5 { // its notes are no table
		t.Errorf("%d tables: %+v", len(list), list)
	}
	for i, want := range []string{
		"people 609 rows 559 matched 41 only here 6 twice 0 nobody by [病历号 手机号]",
		"payments 1378 rows 520 matched 5 only here 0 twice 0 nobody by [病历号]",
		"appointments 857 rows 413 matched 0 only here 0 twice 2 nobody by [病历号 手机号]",
		"touches 20000 rows 536 matched 12 only here 0 twice 0 nobody by [病历号]",
		"voice 387 rows 274 matched 0 only here 0 twice 0 nobody by [病历号]",
	} {
		x := list[i]
		if got := fmt.Sprintf("%s %d rows %d matched %d only here %d twice %d nobody by %v", x.At.Kind, x.Rows, x.Matched, x.Unmatched,
			x.Twice, x.Nobody, x.By); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

// TestActiveUnpaid: those who were active and have not paid are a segment, counted as a slow look at the tables does, and their
// filter and their list for calls hold them alone.
func TestActiveUnpaid(t *testing.T) {
	s, out, err := loadAll([]string{"pay.csv", "touch.csv", "people.csv"}, "客户编号,日期,金额\nK1,2024-01-05,100\nK2,2024-01-06,50\nK6,2024-01-07,-20\n",
		"客户编号,时间,行为\nK1,2024-02-01 09:00,浏览\nK3,2024-02-02 10:00,咨询\nK4,2024-02-03 11:00,浏览\nK3,2024-02-04 10:00,浏览\n",
		"客户编号,姓名,性别\nK1,甲,男\nK3,丙,女\nK5,戊,女\n")
	if err != nil || out.Sources.Unpaid != 2 {
		t.Fatal(err, out.Sources)
	}
	found, err := s.Segments(protocol.SchemeWish{ID: "doing"})
	if err != nil || found.Ungraded != 1 || found.Schemes[len(found.Schemes)-1].ID != "doing" {
		t.Fatal(err, found)
	}
	called := []string{"K1", "K2", "K3 K4"} // K6 only got money back, and was not active
	for i, want := range []string{"both 1 100.00 [30.0 1.0 100.00]", "paid 1 50.00 [29.0 1.0 50.00]", "potential 2 0.00 [  ]"} {
		x := found.Segments[i]
		if got := fmt.Sprintf("%s %d %s %v", x.ID, x.Count, x.Money, x.Means); got != want {
			t.Errorf("%s, want %s", got, want)
		}
		of := protocol.Filter{Field: "segment.doing", Values: []string{x.ID}}
		if list, err := s.Arrange(protocol.View{Filters: []protocol.Filter{of}}); err != nil || list.Rows != x.Count {
			t.Errorf("%s: %d in the list, %v", x.ID, list.Rows, err)
		}
		_, file := saved(t, s, protocol.Export{Format: "calls-csv", Lang: "en", Of: of})
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file, []byte("\ufeff")))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		list, err := s.Calls(protocol.Export{Lang: "en", Of: of})
		if err != nil {
			t.Fatal(err)
		}
		var filed, printed []string
		for _, r := range rows[1:] {
			filed = append(filed, r[0])
		}
		for _, c := range list.List {
			printed = append(printed, c.Name)
		}
		if strings.Join(filed, " ") != called[i] || strings.Join(printed, " ") != called[i] || list.Total != x.Count {
			t.Errorf("%s: file %v, printed %v of %d, want %s", x.ID, filed, printed, list.Total, called[i])
		}
	}
	alone, _, err := loadAll([]string{"pay.csv"}, "客户编号,日期,金额\nK1,2024-01-05,100\n")
	if err != nil {
		t.Fatal(err)
	}
	if found, err := alone.Segments(protocol.SchemeWish{ID: "doing"}); err != nil || found.ID == "doing" || len(found.Schemes) == 0 || found.ID != found.Schemes[0].ID ||
		found.Schemes[len(found.Schemes)-1].ID == "doing" {
		t.Errorf("where nothing is joined: %+v, %v", found, err)
	}
	of := protocol.Filter{Field: "segment.doing", Values: []string{"paid"}}
	if list, err := alone.Arrange(protocol.View{Filters: []protocol.Filter{of}}); err != nil || list.Rows != 0 {
		t.Errorf("where nothing is joined: %+v, %v", list, err)
	}
	if list, err := alone.Calls(protocol.Export{Lang: "en", Of: of}); err != nil || list.Total != 0 {
		t.Errorf("where nothing is joined: %+v, %v", list, err)
	}
}

// TestPaying: who came before the profile's window paid; who only got money back did not.
func TestPaying(t *testing.T) {
	set := settings
	set.Profile = "guangdong-shoe-care" // of six months
	s := new(session.Session)
	if _, err := s.Load(protocol.Load{Names: []string{"pay.csv", "touch.csv"}, Settings: set}, [][]byte{
		[]byte("客户编号,日期,金额\nK1,2019-01-05,100\nK2,2024-01-06,50\nK6,2024-01-07,-20\nK7,2024-01-07,-30\n"),
		[]byte("客户编号,时间,行为\nK1,2024-02-01 09:00,浏览\nK7,2024-02-01 09:00,浏览\n")}, silent); err != nil {
		t.Fatal(err)
	}
	found, err := s.Segments(protocol.SchemeWish{ID: "doing"})
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, x := range found.Segments {
		got += fmt.Sprint(x.ID, " ", x.Count, " ")
	}
	if got != "both 1 paid 1 potential 1 " || found.Ungraded != 1 {
		t.Errorf("%s, %d in none", got, found.Ungraded)
	}
}

// TestClassOfPayments: what payments themselves say of their customers counts for the smallest class, too.
func TestClassOfPayments(t *testing.T) {
	s, _, err := loadAll([]string{"pay.csv", "touch.csv"}, "客户编号,日期,金额,出生日期,职业\nK1,2024-01-05,100,1980-01-02,教师\nK2,2024-01-05,50,1983/3/4,教师\nK3,2024-01-05,70,1984年5月6日,工人\nK4,2024-01-05,70,1985-05-06,工人\n",
		"客户编号,时间,行为\nK1,2024-02-01 09:00,浏览\nK2,2024-02-01 10:00,浏览\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		wish protocol.ClassWish
		want string
	}{{protocol.ClassWish{}, "1 4 [age occupation last]"}, {protocol.ClassWish{Ages: true, Months: true}, "2 4 [age10 occupation month]"}} {
		m, err := s.Class(c.wish)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(m.K, m.N, m.Columns); got != c.want {
			t.Errorf("%+v: %s, want %s", c.wish, got, c.want)
		}
	}
}

// TestMoneyKept: whatever else is dropped beside payments, in whatever order, their rows, money and grades stay.
func TestMoneyKept(t *testing.T) {
	pay := month(1, 20) + strings.TrimPrefix(month(2, 20), visitHeader)
	others := map[string]string{
		"people.csv":  "客户编号,姓名,性别,出生日期,来源\nK001,甲,男,1980-01-01,美团\nK001,甲,男,1980-01-02,美团\nK002,乙,女,1990-01-01,路过\nK777,丙,女,1990-01-01,路过\n",
		"booking.csv": "客户编号,预约时间,预约状态,科室\nK001,2024-01-05 09:00,已到诊,口腔科\nK001,2024-05-05 09:00,已预约,口腔科\nK888,2024-01-07 10:00,爽约,口腔科\n",
		"touch.csv":   "客户编号,时间,行为,内容,停留秒数\nK001,2024-01-05 09:00,浏览,首页,30\nK001,2024-01-06 09:00,阅读文章,洗牙,90\nK999,2024-01-07 10:00,在线咨询,价格,60\n",
		"voice.csv":   "客户编号,评价时间,评分,是否投诉,评价内容\nK001,2024-01-05,5,否,好\nK002,2024-01-06,2,是,慢\nK002,2024-01-06,3,否,行\n",
	}
	_, alone, err := loadAll([]string{"pay.csv"}, pay)
	if err != nil {
		t.Fatal(err)
	}
	names := []string{"people.csv", "booking.csv", "touch.csv", "voice.csv"}
	for set := 1; set < 1<<len(names); set++ {
		for _, first := range []bool{true, false} {
			var list, texts []string
			if first {
				list, texts = append(list, "pay.csv"), append(texts, pay)
			}
			for i, name := range names {
				if set>>i&1 == 1 {
					list, texts = append(list, name), append(texts, others[name])
				}
			}
			if !first {
				list, texts = append(list, "pay.csv"), append(texts, pay)
			}
			s, out, err := loadAll(list, texts...)
			if err != nil {
				t.Fatal(list, err)
			}
			if fmt.Sprint(out.Ledger) != fmt.Sprint(alone.Ledger) || out.Money != alone.Money || out.AsOf != alone.AsOf || !out.Sources.Same || !slices.Equal(out.Files, list) {
				t.Errorf("%v: %+v, %s as of %s", list, out.Ledger, out.Money, out.AsOf)
			}
			for i, g := range alone.Groups[:len(alone.Groups)-1] {
				if out.Groups[i].Count != g.Count || out.Groups[i].Money != g.Money {
					t.Errorf("%v: %+v, want %+v", list, out.Groups[i], g)
				}
			}
			if got := out.Groups[len(out.Groups)-1].Count; got != out.Sources.Unpaid || out.Rows != alone.Rows+got {
				t.Errorf("%v: %d without a grade, %d never paid, %d in all", list, got, out.Sources.Unpaid, out.Rows)
			}
			for i := range out.Rows { // everybody can be looked at
				if _, err := s.Explain(protocol.Pick{Customer: i}); err != nil {
					t.Fatal(err)
				}
				if _, err := s.Past(protocol.Trace{Customer: i, N: 5}); err != nil {
					t.Fatal(err)
				}
			}
			export(t, s, "csv", "en")
		}
	}
}

// TestKindsChosen: a table counts as what the user says, and the choice can be taken back.
func TestKindsChosen(t *testing.T) {
	names := []string{"pay.csv", "touch.csv"}
	s, out, err := loadAll(names, month(1, 20), "客户编号,时间,行为,内容,停留秒数\nK001,2024-03-05 09:00,浏览,首页,30\nK999,2024-03-07 10:00,在线咨询,价格,60\n")
	if err != nil || out.AsOf != "2024-03-07" || out.Sources.Unpaid != 1 {
		t.Fatal(err, out.AsOf, out.Sources)
	}
	set := settings
	set.Kinds = []protocol.Kind{{File: 1, Sheet: 0, Kind: "ignore"}}
	left, err := s.Grade(set, silent)
	if err != nil || left.AsOf != "2024-01-20" || left.Sources.Joined || left.Sources.List[1].At.Kind != "ignore" || left.Rows != out.Rows-1 {
		t.Errorf("%v, %+v, as of %s", err, left.Sources, left.AsOf)
	}
	again, err := s.Grade(settings, silent)
	if err != nil || again.AsOf != out.AsOf || again.Sources.Unpaid != 1 {
		t.Errorf("%v, %+v", err, again.Sources)
	}
}

// TestUnclearStaysApart: a table of no kind is said and left out; nothing is refused because of it.
func TestUnclearStaysApart(t *testing.T) {
	_, out, err := loadAll([]string{"price.csv", "pay.csv", "people.csv"}, "品名,规格,单价\n牙刷,软毛,12\n牙线,细,9\n", month(1, 20),
		"客户编号,姓名,性别,年龄\nK001,甲,男,30\nK002,乙,女,41\n")
	if err != nil {
		t.Fatal(err)
	}
	if !out.Graded || out.Ledger.Used.Rows != 20 || out.Sources.List[0].At.Kind != "ignore" || out.Sources.List[2].Matched != 2 {
		t.Errorf("%+v, %+v", out.Ledger, out.Sources.List)
	}
}

// TestBranches: files of payments alone are listed, too, with the customers that stand in several of them.
func TestBranches(t *testing.T) {
	_, out, err := loadAll([]string{"a.csv", "b.csv", "c.csv"}, month(1, 3), month(2, 20), visitHeader+"K900,2024-02-03,50,口腔科\n")
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"3 rows 3 matched 0 only here", "20 rows 3 matched 4 only here", "1 rows 0 matched 1 only here"} {
		x := out.Sources.List[i]
		if got := fmt.Sprintf("%d rows %d matched %d only here", x.Rows, x.Matched, x.Unmatched); got != want || x.At.Kind != "payments" {
			t.Errorf("%s: %s, want %s", x.File, got, want)
		}
	}
	if out.Sources.Joined || !slices.Contains(out.Extras, session.FileColumn) {
		t.Errorf("%+v, %v", out.Sources, out.Extras)
	}
}

// TestGainedRanges: dates and numbers that customers gain are filtered from one end to another, and those without any lie nowhere.
func TestGainedRanges(t *testing.T) {
	s, out, err := loadAll([]string{"pay.csv", "touch.csv", "voice.csv"}, month(1, 20),
		"客户编号,时间,行为,内容,停留秒数\nK001,2024-03-05 09:00,浏览,首页,600\nK001,2024-03-06 09:00,浏览,首页,600\nK002,2024-03-07 10:00,在线咨询,价格,60\nK999,2024-03-01 10:00,浏览,价格,60\n",
		"客户编号,评价时间,评分,评价内容\nK001,2024-01-05,5,好\nK001,2024-01-06,4,行\nK002,2024-01-06,2,慢\n")
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]protocol.Gained{}
	for _, g := range out.Gained {
		at[g.Header] = g
		if g.Range != "" && !slices.Contains(out.Facets, g.Index) {
			t.Errorf("%+v has no facet", g)
		}
	}
	for _, c := range []struct {
		head, kind, low, high string
		n                     int
	}{
		{"最近活跃 / Last active", "date", "", "", 0},
		{"最近活跃 / Last active", "date", "2024-03-06", "", 2},
		{"最近活跃 / Last active", "date", "2024-03-01", "2024-03-06", 2},
		{"最近活跃 / Last active", "date", "", "2024-02-29", 0},
		{"活跃天数 / Active days", "number", "2", "", 1},
		{"活跃天数 / Active days", "number", "", "1", 2},
		{"平均评分 / Mean rating", "number", "2.5", "4.5", 1},
		{"平均评分 / Mean rating", "number", "4.6", "", 0},
	} {
		g := at[c.head]
		f := protocol.Filter{Field: fmt.Sprintf("column.%d", g.Index), Low: c.low, High: c.high}
		n, err := s.Arrange(protocol.View{Filters: []protocol.Filter{f}})
		if err != nil || g.Range != c.kind {
			t.Fatal(c, g, err)
		}
		if want := c.n; c.low+c.high == "" && n.Rows != out.Rows || c.low+c.high != "" && n.Rows != want {
			t.Errorf("%s %s–%s: %d customers, want %d", c.head, c.low, c.high, n.Rows, want)
		}
		facet, err := s.Facet(protocol.FacetOf{Field: f.Field})
		if sum := 0; err == nil {
			for _, b := range facet.Bars {
				sum += b.N
			}
			if sum != facet.N || facet.N == 0 || c.kind == "date" && (facet.Min != "2024-03-01" || facet.Max != "2024-03-07") {
				t.Errorf("%s: %+v", c.head, facet)
			}
		} else {
			t.Error(err)
		}
	}
	if _, err := s.Arrange(protocol.View{Filters: []protocol.Filter{{Field: fmt.Sprintf("column.%d", at["最近活跃 / Last active"].Index), Low: "soon"}}}); err == nil {
		t.Error("soon is a day")
	}
}

// TestSameNames: files of one name are told apart, in how they match and in the column of files.
func TestSameNames(t *testing.T) {
	_, out, err := loadAll([]string{"a.csv", "a.csv"}, "客户编号,日期,金额\n001,2024-01-10,100\n002,2024-03-01,200\n003,2024-03-02,200\n004,2024-03-03,210\n",
		"客户编号,日期,金额\n001,2024-02-10,50\n009,2024-03-05,300\n010,2024-03-06,300\n")
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range [][2]int{{1, 3}, {1, 2}} {
		if x := out.Sources.List[i]; x.File != "a.csv" || x.Matched != want[0] || x.Unmatched != want[1] || x.From == out.Sources.List[1-i].From {
			t.Errorf("%+v, want %v", x, want)
		}
	}
}

// TestForeignFile: a file of no kind is left out and named; what tells who came and when, and lacks an amount, still stops the rest.
func TestForeignFile(t *testing.T) {
	_, alone, err := loadAll([]string{"pay.csv"}, month(1, 20))
	if err != nil {
		t.Fatal(err)
	}
	for _, first := range []bool{true, false} {
		names, texts := []string{"pay.csv", "prices.csv"}, []string{month(1, 20), "产品,价格\n洗牙,100\n种牙,9999\n"}
		if !first {
			slices.Reverse(names)
			slices.Reverse(texts)
		}
		_, out, err := loadAll(names, texts...)
		if err != nil {
			t.Fatal(err)
		}
		said := slices.ContainsFunc(out.Notices, func(n protocol.Issue) bool { return n.Code == "file-foreign" && n.File == "prices.csv" })
		if !said || out.Rows != alone.Rows || out.Money != alone.Money || len(out.Sources.List) != 2 || out.Sources.Joined {
			t.Errorf("%v: %+v, %+v, %d customers", names, out.Notices, out.Sources, out.Rows)
		}
	}
}
