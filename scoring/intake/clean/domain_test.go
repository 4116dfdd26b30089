package clean

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/intaketest"
)

// The tests of this file are named after the settled points of the domain.

// Point 6: the analysis date is given, or stated by the file, or the latest usable date; a later date is a problem row.
func TestPoint6AnalysisDate(t *testing.T) {
	rows := []string{"客户编号|日期|金额", "K1|2024-01-05|10", "K2|2024-03-05|免费", "K3|2024-02-05|10"}
	stated := []string{"客户编号|日期|金额|分析时间", "K1|2024-01-05|10|2024-06-30", "K3|2024-02-05|10|2024-06-30"}
	agreeing := []string{"客户编号|最近消费日期|消费间隔天数|消费次数|总金额", "K1|2024-01-05|26|1|10", "K2|2024-01-31|0|1|10", "K3||5|1|10"}
	tests := []struct {
		rows []string
		asOf string
		want string
		used int
	}{
		{rows, "", "2024-02-05", 2}, {rows, "2024-12-31", "2024-12-31", 2}, {rows, "2024-01-31", "2024-01-31", 1},
		{stated, "", "2024-06-30", 2}, {stated, "2024-02-01", "2024-02-01", 1},
		{agreeing, "", "2024-01-31", 3}, {agreeing, "2024-02-29", "2024-02-29", 3},
		{[]string{"客户|R|F|M", "a|1|2|3"}, "", "", 1},
	}
	for _, tt := range tests {
		o := noOptions
		if tt.asOf != "" {
			o.AsOf = intaketest.Day(t, tt.asOf)
		}
		_, r, l := clean(t, intaketest.Lines(t, tt.rows...), o)
		if r.AsOf.String() != tt.want || len(r.Row) != tt.used {
			t.Errorf("%s as of %q: %v, %d rows", tt.rows[0], tt.asOf, r.AsOf, len(r.Row))
		}
		conserved(t, tt.rows[0], l)
	}
	if _, r, _ := clean(t, intaketest.Lines(t, rows...), intake.Options{}); r.AsOf.String() != "2024-02-05" {
		t.Error("the zero Options do not leave the date to the data:", r.AsOf)
	}
}

// Point 6: dates and days that do not agree state no analysis date, and are told.
func TestPoint6DaysDiffer(t *testing.T) {
	rows := []string{"客户编号|最近消费日期|消费间隔天数|消费次数|总金额"}
	for i := range 20 {
		rows = append(rows, fmt.Sprintf("K%d|2024-01-%02d|%d|1|10", i, i+1, 30-i))
	}
	m, _, l := clean(t, intaketest.Lines(t, append(rows, "K99|2024-01-01|7|1|10")...), noOptions)
	if m.AsOf.String() != "2024-01-31" || len(l.Notices) != 1 || l.Notices[0].Code != "days-differ" ||
		l.Notices[0].Args[1] != "1" {
		t.Error("20 of 21 rows agree:", m.AsOf, l.Notices)
	}
	m, r, l := clean(t, intaketest.Lines(t, append(rows, "K98|2024-01-01|7|1|10", "K99|2024-01-01|7|1|10")...), noOptions)
	if m.AsOf != civil.NoDay || r.AsOf.String() != "2024-01-20" || l.Notices[0].Args[1] != "22" {
		t.Error("20 of 22 rows are too few:", m.AsOf, r.AsOf, l.Notices)
	}
}

// Point 7: an order column counts visits by order number; the user may choose otherwise.
func TestPoint7VisitRule(t *testing.T) {
	table := intaketest.Lines(t, "单号|客户编号|日期|金额", "007|K1|2024-01-05|10", " ００７|K1|2024-01-05|10", "7|K1|2024-01-06|10",
		"|K1|2024-01-07|10")
	m, r, _ := clean(t, table, noOptions)
	if m.Visits != intake.ByOrder || fmt.Sprint(r.Order) != "[1 1 2 0]" {
		t.Error(m.Visits, r.Order)
	}
	m.Visits = intake.ByRow
	if r, _, _ = Clean(table, m, noOptions); r.Visits != intake.ByRow {
		t.Error("the user's rule is lost")
	}
	m = header.With(m, 0, intake.Other)
	m.Visits = intake.ByOrder
	if r, _, _ = Clean(table, m, noOptions); r.Visits != intake.ByDay || r.Order != nil {
		t.Error("orders are counted without order numbers")
	}
}

// Points 8 and 16: refunds, negative or marked beside a sale that matches, stay in the money. A mark that no sale matches
// is of the sale itself, which does not count.
func TestPoint8Refunds(t *testing.T) {
	for _, mark := range []string{"是", "退费", "退款", "已退款", "Y", "TRUE", "refund", "Refunded", "1", "冲红"} {
		_, r, l := clean(t, intaketest.Lines(t, "客户编号|日期|金额|是否退款", "K1|2024-01-04|10|", "K1|2024-01-05|20|", "K1|2024-01-06|10|"+mark,
			"K1|2024-01-07|（5）|"+mark), noOptions)
		if l.Used.Money != 150_000 || fmt.Sprint(r.Amount) != "[10.00 20.00 -10.00 -5.00]" || l.Refunds != (intake.Sum{Rows: 2, Money: 150_000}) {
			t.Errorf("%q: %v, refunds %v", mark, r.Amount, l.Refunds)
		}
		_, r, l = clean(t, intaketest.Lines(t, "客户编号|日期|金额|是否退款", "K1|2024-01-05|30|", "K1|2024-01-06|10|"+mark), noOptions)
		if fmt.Sprint(r.Amount) != "[30.00]" || l.Aside != (intake.Sum{Rows: 1, Money: 100_000}) || len(l.Doubts) != 1 || l.Doubts[0].Code != "refund-flag" {
			t.Errorf("%q, which no sale matches: %v, %v", mark, r.Amount, l.Doubts)
		}
	}
	if _, _, l := clean(t, intaketest.Lines(t, "客户编号|日期|金额|是否退款", "K1|2024-01-06|10|部分退款"), noOptions); l.Used.Money != 100_000 ||
		len(l.Doubts) != 1 || l.Doubts[0].Form != "partial" {
		t.Errorf("given back in part: %v, %v", l.Used, l.Doubts)
	}
	for _, mark := range []string{"否", "未退款", "不可退款", "N", "FALSE", "0", "", "正常", "无退费", "non-refundable", "0.1", "10"} {
		if _, _, l := clean(t, intaketest.Lines(t, "客户编号|日期|金额|是否退款", "K1|2024-01-06|10|"+mark),
			noOptions); l.Used.Money != 100_000 {
			t.Errorf("%q counts as a refund", mark)
		}
	}
}

// Point 10: in the customer shape a ready R needs no date.
func TestPoint10Shapes(t *testing.T) {
	m, r, _ := clean(t, intaketest.Lines(t, "客户|R|F|M", "a|10|3|100"), noOptions)
	if m.Shape != intake.PerCustomer || r.Days[0] != 10 || r.Frequency[0] != 3 || r.Day[0] != civil.NoDay {
		t.Error(m.Shape, r)
	}
	m = header.WithShape(m, intake.PerVisit)
	if fmt.Sprint(m.Missing()) != "[date]" {
		t.Error("overruled, the table misses", m.Missing())
	}
}

// Point 11: the unit is the mapping's, then the user's, then yuan.
func TestPoint11Units(t *testing.T) {
	tests := []struct {
		header string
		o      intake.Options
		want   string
	}{
		{"金额（万元）", noOptions, "15000.00"}, {"金额（元）", intake.Options{Unit: decimal.WanYuan}, "1.50"},
		{"金额", intake.Options{Unit: decimal.WanYuan}, "15000.00"}, {"金额", noOptions, "1.50"},
	}
	for _, tt := range tests {
		if _, r, _ := clean(t, intaketest.Lines(t, "客户编号|日期|"+tt.header, "K1|2024-01-05|1.5"),
			tt.o); r.Amount[0].String() != tt.want {
			t.Errorf("%s %v: %v, want %s", tt.header, tt.o.Unit, r.Amount[0], tt.want)
		}
	}
}

// Point 12: duplicates are exact; outliers are not removed; merging keeps the sums.
func TestPoint12Cleaning(t *testing.T) {
	_, r, l := clean(t, intaketest.Lines(t, "客户编号|日期|金额|备注", "K1|2024-01-05|10|", "K1|2024-01-05|10|x", "K1|2024-01-05|10|",
		"K2|2024-01-05|99999999|"), noOptions)
	if l.Duplicates.Rows != 1 || len(r.Row) != 3 || l.Entries[0].Of != 1 {
		t.Error(l)
	}
	rng := rand.New(rand.NewPCG(2, 2))
	for range 50 { // a table of customers: the sum of all F and M stays, whatever rows belong together
		rows := []string{"客户编号|最近消费日期|消费次数|总金额|行"}
		visits, money := 0, 0
		for i := range 20 {
			f, m := rng.IntN(9), rng.IntN(1000)-200
			visits, money = visits+f, money+m
			rows = append(rows, fmt.Sprintf("K%d|2024-01-%02d|%d|%d|x%d", rng.IntN(6), 1+rng.IntN(28), f, m, i))
		}
		table := intaketest.Lines(t, rows...)
		r, l, err := Clean(table, byHand(table, intake.PerCustomer, intake.Customer, intake.Date, intake.Visits, intake.Amount), noOptions)
		if err != nil {
			t.Fatal(err)
		}
		sum := 0
		for _, f := range r.Frequency {
			sum += int(f)
		}
		if sum != visits || l.Used.Money != decimal.Money(money)*10_000 || l.Notices[0].Code != "customers-merged" {
			t.Fatal(sum, visits, l)
		}
	}
}

// Point 13: ids are text, trimmed and normalised; leading zeros stay; the number 1001.0 is "1001".
func TestPoint13CustomerIDs(t *testing.T) {
	tests := []struct{ cells, want string }{
		{"1001, 1001 ,１００１,\u200b1001", "1001"},
		{"007,7,0007", "007,7,0007"},
		{"7,007,７", "7,007"},
		{"A1,a1,Ａ１", "A1,a1"},
		{"张三,張三, 张三", "张三,張三"},
		{"ﬁ,fi", "fi"},
		{"K 1,K  1", "K 1,K  1"},
		{"-5,=1+1,@x", "-5,=1+1,@x"},
		{"O'Neil,总计划", "O'Neil,总计划"},
		{"12345678901234567890,1e5", "12345678901234567890,1e5"},
		{"K1,,无,N/A,-,null,散客,K2", "K1,K2"},
	}
	for _, tt := range tests {
		rows := []string{"客户编号,日期,金额"}
		for id := range strings.SplitSeq(tt.cells, ",") {
			rows = append(rows, fmt.Sprintf("%s,2024-01-05,%d", id, len(rows)))
		}
		table := intaketest.FromCSV(t, strings.Join(rows, "\n")+"\n")
		r, _, err := Clean(table, byHand(table, intake.PerVisit, intake.Customer, intake.Date, intake.Amount), noOptions)
		if err != nil || strings.Join(r.IDs, ",") != tt.want {
			t.Errorf("%q: %q, want %q", tt.cells, r.IDs, tt.want)
		}
	}
}

// TestExportRoundTrip: what our own export holds grades again, from the same values, in both languages.
func TestExportRoundTrip(t *testing.T) {
	for _, headers := range []string{
		"客户编号|最近消费日期|消费间隔天数|消费频率|消费总金额|R评分|F评分|M评分|RFM评分|用户分级|建议|备注|科室",
		"Customer|Last purchase|R days|F visits|M amount|R points|F points|M points|Score|Grade|Advice|Note|Department",
	} {
		m, r, l := clean(t, intaketest.Lines(t, headers, "007|2024-12-01|30|10|3500.5|5|5|4|4.7|A|keep close||x",
			"K2|2024-06-01|213|2|300|2|2|2|2.0|D||| y"), noOptions)
		var carried []string
		for _, c := range m.Columns {
			if c.Role == intake.Other {
				carried = append(carried, c.Header)
			}
		}
		if m.Shape != intake.PerCustomer || r.AsOf.String() != "2024-12-31" || !slices.Equal(r.IDs, []string{"007", "K2"}) ||
			carried != nil ||
			fmt.Sprint(r.Day, r.Days, r.Frequency,
				r.Amount) != "[2024-12-01 2024-06-01] [30 213] [10 2] [3500.50 300.00]" || len(l.Notices) != 0 {
			t.Error(m, r, l)
		}
	}
}
