package clean

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/intaketest"
	"fenji/scoring/sheet"
)

// dirty are tables with one kind of dirt each.
var dirty = []struct {
	name string
	o    intake.Options
	rows []string
}{
	{"duplicates", noOptions, []string{"客户编号|日期|金额|备注", "K1|2024-01-05|10|a", "K1|2024-01-05|10|a",
		"K1|2024-01-05|10|b", "K1|2024-01-05|10|a"}},
	{"gaps", noOptions, []string{"客户编号|日期|金额", "|2024-01-05|10", "K1||10", "K1|2024-01-05|", "无|2024-01-05|10",
		"散客|2024-01-05|10", "K1|-|10", "K1|2024-01-05|-", "K1|2024-01-05|0"}},
	{"what cannot be read", noOptions, []string{"客户编号|日期|金额", "K1|2024-02-30|10", "K2|2024-01|10", "K3|待定|10",
		"K4|2024-01-05|免费", "K5|2024-01-05|N/A", "K6|2024-01-05|1,23", "K7|24-01-05|1"}},
	{"ambiguous dates", noOptions, []string{"客户编号|日期|金额", "K1|03/04/2024|10", "K2|04/04/2024|10", "K3|2024-04-05|10"}},
	{"dates settled by another row", noOptions, []string{"客户编号|日期|金额", "K1|03/04/2024|10", "K2|13/04/2024|10"}},
	{"dates settled the other way", noOptions, []string{"客户编号|日期|金额", "K1|03/04/2024|10", "K2|04/13/2024|10"}},
	{"proofs of both orders", noOptions, []string{"客户编号|日期|金额", "K1|03/04/2024|10", "K2|13/04/2024|10",
		"K3|04/14/2024|10"}},
	{"years of two digits, proved", noOptions, []string{"客户编号|日期|金额", "K1|1/2/24|10", "K2|12/31/24|10", "K3|2/30/24|1",
		"K4|13/1/24|1"}},
	{"years of two digits, proved so", noOptions, []string{"客户编号|日期|金额", "K1|1/2/24|10", "K2|12/31/24 9:05|10", "K3|2/30/24|1"}},
	{"years first", noOptions, append([]string{"客户编号|日期|金额"}, shortDates("%[1]d-%02[2]d-%02[3]d")...)},
	{"years last", noOptions, append([]string{"客户编号|日期|金额"}, shortDates("%[3]d.%[2]d.%[1]d")...)},
	{"no order proved", noOptions, []string{"客户编号|日期|金额", "K1|1/2/24|10", "K2|01/02/2024|10"}},
	{"decimal commas", noOptions, []string{"客户编号|日期|金额", "K1|2024-01-05|1.234,56", "K1|2024-01-06|45,00", "K1|2024-01-07|-12,5",
		"K1|2024-01-08|7", "K1|2024-01-09|1.234", "K1|2024-01-10|1.234.567", "K1|2024-01-11|€ 1", "K1|2024-01-12|-"}},
	{"commas and points", noOptions, []string{"客户编号|日期|金额", "K1|2024-01-05|45,00", "K1|2024-01-06|46,00", "K1|2024-01-07|12.5"}},
	{"totals, headers and footers", noOptions, []string{"客户编号|日期|金额", "K1|2024-01-05|10", "小计||10", "客户编号|日期|金额",
		"K2|2024-01-06|20", "合计：||30", "Total||30",
		"制表人：王某|审核：李某|", "合计|2024-01-07|5",
		"平均||17.5", "Average||17.5", "SUM 12|2024-01-07|5", "总计划|2024-01-07|5", "Sum||5"}},
	{"cancelled visits", noOptions, []string{"客户编号|日期|金额|就诊状态", "K1|2024-01-05|10|已完成", "K1|2024-01-06|10|已取消",
		"K1|2024-01-07|10|未到", "K1|2024-01-08|10|No-Show", "K1|2024-01-09|10|作废"}},
	{"orders that nobody paid", noOptions, []string{"客户编号|日期|金额|订单状态", "K1|2024-01-05|10|交易成功", "K1|2024-01-06|10|等待买家付款",
		"K1|2024-01-07|10|wc-failed", "K1|2024-01-08|10|支付失败"}},
	{"marks of text in front", noOptions, []string{"客户编号|日期|金额", "K1|`2024-01-05 10:00|`10.50",
		"K2|'20240106|'-3", "K3|`|`", "K2|'2024-01-07|'-¥31", "K2|'2024/1/8|'＋1,200.50元"}},
	{"refund column", noOptions, []string{"客户编号|日期|金额|是否退款", "K1|2024-01-05|10|否", "K1|2024-01-06|20|是",
		"K1|2024-01-07|-5|是", "K1|2024-01-08|7|已退费", "K1|2024-01-09|8|未退"}},
	{"given back, by status", noOptions, []string{"订单编号|买家会员名|实付金额|订单状态|付款时间|退款状态", "1|a|500|退款成功|2024-05-05|",
		"2|a|40|交易成功|2024-05-01|退款成功", "3|b|30|部分退款|2024-05-02|", "4|b|20|退款中|2024-05-02|未退款", "5|b|10|交易成功|2024-05-02|无退款",
		"6|c|7|Refunded|2024-05-03|", "7|c|8|wc-refunded|2024-05-04|", "8|c|9|partially_refunded|2024-05-04|", "9|c|9|待退款|2024-05-05|退款关闭"}},
	{"given back by rows too", noOptions, []string{"客户编号|日期|金额|收费状态", "a|2024-05-05|500|已退费", "a|2024-05-06|-500|已退费",
		"b|2024-05-05|300|已退费", "b|2024-05-07|20|已收费", "c|2024-05-08|20|未支付"}},
	{"sums given back", noOptions, []string{"Order ID|Customer|Created at|Total|Refunded Amount", "1|a|2024-05-05|400|100",
		"2|a|2024-05-06|50|50", "3|b|2024-05-05|80|", "4|b|2024-05-07|-30|30", "5|b|2024-05-08||5", "6|b|2024-05-09|60|-10",
		"7|b|2024-05-10|60|yes", "8|b|2024-05-11|60|0", "9|b|2024-05-12|60|-", "9|b|2024-05-13|free|1"}},
	{"sums given back, marked and by status", noOptions, []string{"客户编号|日期|金额|退款金额(元)|是否退款|订单状态", "a|2024-05-05|400|100|是|已退款",
		"a|2024-05-06|70|0|是|完成", "b|2024-05-06|70|70|否|已退款"}},
	{"net of sums given back", noOptions, []string{"Customer|Date|Net amount|Refunds", "a|2024-05-05|300|100"}},
	{"dollars", noOptions, []string{"客户编号|日期|金额", "K1|2024-01-05|$10", "K1|2024-01-06|＄1,200.50", "K1|2024-01-07|¥3"}},
	{"placeholders of dates", noOptions, []string{"客户编号|日期|金额", "K1|1900-01-01|10", "K1|2024-01-06|1", "K1|1900/1/1|3"}},
	{"days that hold for the file's date", intake.Options{AsOf: 19727}, []string{"客户编号|R|F|M|分析时间", "K1|10|3|100|2023-12-31",
		"K2|0|3|100|2023-12-31"}},
	{"days that hold for no date", intake.Options{AsOf: 19727}, []string{"客户编号|R|F|M", "K1|10|3|100", "K2|0|3|100"}},
	{"dates after the analysis date", intake.Options{AsOf: 19727}, []string{"客户编号|日期|金额", "K1|2024-01-05|10",
		"K1|2024-01-06|20"}},
	{"after the date that the file states", noOptions, []string{"客户编号|日期|金额|统计日期", "K1|2024-01-05|10|2024-01-06",
		"K1|2024-01-07|20|2024-01-06"}},
	{"several analysis dates", noOptions, []string{"客户编号|日期|金额|统计日期", "K1|2024-01-05|10|2024-01-31",
		"K1|2024-01-07|20|2024-02-29"}},
	{"rounded amounts", noOptions, []string{"客户编号|日期|金额", "K1|2024-01-05|1.23456", "K1|2024-01-07|0.00004",
		"K1|2024-01-08|1.5万"}},
	{"amounts too large", noOptions, []string{"客户编号|日期|金额", "K1|2024-01-05|900000000000000",
		"K2|2024-01-07|22337203685477.5807", "K3|2024-01-08|0.0001", "K4|2024-01-08|99999999999999999"}},
	{"customers: gaps", noOptions, []string{"客户编号|最近消费日期|消费次数|总金额", "K1|2024-01-05|3|100", "K2||3|100",
		"K3|2024-01-05||100", "K4|2024-01-05|2.5|100", "K5|2024-01-05|many|100", "K6|2024-01-05|1|"}},
	{"customers: days or a date", noOptions, []string{"客户编号|最近消费日期|消费间隔天数|消费次数|总金额", "K1|2024-01-05|26|3|100",
		"K2||3|3|100", "K3|待定|4|2|100", "K4|待定|x|2|100",
		"K5|||2|100", "K6||1.5|2|100", "K7|2024-01-30|1|2|5", "K8|2024-01-21|10|2|5"}},
	{"customers: days only", noOptions, []string{"客户编号|R|F|M", "K1|10|3|100", "K2||3|100", "K3|x|3|100",
		"K4|1.5|3|100", "K5|-3|3|100"}},
	{"customers: date after", intake.Options{AsOf: 19727}, []string{"客户编号|最近消费日期|消费次数|总金额", "K1|2024-01-05|3|100",
		"K2|2024-01-06|3|100"}},
	{"ids cut by a spreadsheet", noOptions, []string{"手机号|日期|金额", "1.38E+10|2024-01-05|10", "1.38E+10|2024-01-06|10",
		"1.39e+10|2024-01-05|10", "13800000001|2024-01-05|10", "1E5|2024-01-05|10", "12.5E+10|2024-01-05|10"}},
	{"customers: twice", noOptions, []string{"客户编号|最近消费日期|消费次数|总金额", "K1|2024-01-05|3|100", " Ｋ１|2024-02-05|2|50",
		"K2|2024-01-06|3|100"}},
}

func TestLedgerGolden(t *testing.T) {
	var b strings.Builder
	for _, f := range dirty {
		table := intaketest.Lines(t, f.rows...)
		_, r, l := clean(t, table, f.o)
		fmt.Fprintf(&b, "== %s\nas of %v, customers %q, amounts %v, read %v = %v + %v + %v\n", f.name, r.AsOf, r.IDs,
			r.Amount, l.Read, l.Used,
			l.Duplicates, l.Aside)
		for _, line := range ledgerLines(table, l) {
			b.WriteString(line + "\n")
		}
		if l.Currency != "" {
			fmt.Fprintln(&b, "currency", l.Currency)
		}
		for _, n := range l.Notices {
			fmt.Fprintln(&b, "notice", n.Code, n.Args)
		}
		conserved(t, f.name, l)
	}
	intaketest.Golden(t, "ledgers.txt", b.String())
}

// shortDates are rows of many days in two years, in a form of year, month and day.
func shortDates(form string) (rows []string) {
	for d := 3; d < 29; d += 2 {
		rows = append(rows, fmt.Sprintf("K1|"+form+"|10", 23+d%2, 1+d%12, d))
	}
	return append(rows, fmt.Sprintf("K2|"+form+"|10", 24, 2, 30))
}

// TestReadyDaysFollow: ready days hold for the date that the file states, and move with the one chosen.
func TestReadyDaysFollow(t *testing.T) {
	for _, c := range []struct{ asOf, want string }{{"2024-01-05", "[15 -3]"}, {"2023-12-31", "[10 -8]"}} {
		_, r, _ := clean(t, intaketest.Lines(t, "客户编号|R|F|M|分析时间", "K1|10|3|100|2023-12-31", "K2|-8|3|100|2023-12-31"),
			intake.Options{AsOf: intaketest.Day(t, c.asOf)})
		if got := fmt.Sprint(r.Days); got != c.want {
			t.Errorf("as of %s: %s, want %s", c.asOf, got, c.want)
		}
	}
}

// TestFarDates: a few slips far after all other dates set no analysis date; they are set aside and asked about, until the
// user says that they are right. Many are no slips, and twenty dates are needed to tell.
func TestFarDates(t *testing.T) {
	for _, tt := range []struct {
		n       int
		slips   string
		answers intake.Answers
		asOf    string
		asked   int
	}{
		{99, "2124-03-01", nil, "2024-04-07", 1},
		{99, "2024-12-31", nil, "2024-04-07", 1},
		{99, "2124-03-01", intake.Answers{{Code: "dates-far", ID: "keep"}}, "2124-03-01", 1},
		{99, "2024-07-06", nil, "2024-07-06", 0}, // ninety days after
		{99, "2024-07-07", nil, "2024-04-07", 1},
		{99, "2124-03-01 2124-03-01", nil, "2124-03-01", 0}, // two of a hundred
		{400, "2124-03-01 2130-03-01", nil, "2025-02-02", 2},
		{249, "2124-03-01 2130-03-01", nil, "2024-09-04", 2}, // a part of two hundred counts as a whole
		{15, "2124-03-01", nil, "2124-03-01", 0},
		{19, "2124-03-01", nil, "2024-01-18", 1},             // twenty dates
		{18, "2124-03-01", nil, "2124-03-01", 0},             // nineteen
		{198, "2124-03-01 2124-03-01", nil, "2124-03-01", 0}, // two of two hundred
		{199, "2124-03-01 2124-03-01", nil, "2024-07-16", 2}, // of two hundred and one
		{250, "2024-12-31 2124-03-01", nil, "2024-09-05", 2}, // the largest number of them that stands so
	} {
		rows := []string{"客户编号|日期|金额"}
		for _, s := range strings.Fields(tt.slips) {
			rows = append(rows, fmt.Sprintf("K%d|%s|5", len(rows), s))
		}
		for i := range tt.n {
			rows = append(rows, fmt.Sprintf("K%d|%v|10", i, civil.Day(19722+i)))
		}
		o := noOptions
		o.Answers = tt.answers
		_, r, l := clean(t, intaketest.Lines(t, rows...), o)
		asked := 0
		for _, d := range l.Doubts {
			if d.Code == "dates-far" {
				asked = d.Rows
			}
		}
		if r.AsOf.String() != tt.asOf || asked != tt.asked {
			t.Errorf("%d and %s: as of %v, asks about %d rows", tt.n, tt.slips, r.AsOf, asked)
		}
		conserved(t, tt.slips, l)
	}
}

// TestSwappedDates: a spreadsheet of another country took day and month for each other wherever it could.
func TestSwappedDates(t *testing.T) {
	str, d := sheet.Str, func(s string) sheet.Value { return sheet.Day(intaketest.Day(t, s)) }
	rows := [][]sheet.Value{{str("客户编号"), str("日期"), str("金额")}}
	for i, day := range []sheet.Value{d("2024-08-12"), str("23/03/2024"), d("2024-10-06")} {
		rows = append(rows, []sheet.Value{str(fmt.Sprint("K", i)), day, sheet.Num(decimal.Int(int64(10 + i)))})
	}
	table := workbook(t, rows...)
	for _, tt := range []struct{ answer, want string }{{"", "[2024-12-08 2024-03-23 2024-06-10]"}, {"keep", "[2024-08-12 2024-03-23 2024-10-06]"}} {
		_, r, l := clean(t, table, intake.Options{Answers: intake.Answers{{Code: "dates-swapped", ID: tt.answer}}})
		if fmt.Sprint(r.Day) != tt.want || len(l.Doubts) != 1 || l.Doubts[0].Code != "dates-swapped" {
			t.Errorf("%q: %v, %+v", tt.answer, r.Day, l.Doubts)
		}
	}
}

// TestCurrencies: two currencies are never added.
func TestCurrencies(t *testing.T) {
	rows := []string{"客户编号|日期|币种|金额", "K1|2024-01-05|CNY|10", "K2|2024-01-06|USD|$20", "K3|2024-01-07|人民币|¥30", "K4|2024-01-08||40"}
	for answer, want := range map[string]string{"": "[10.00 30.00 40.00]", "currency:USD": "[20.00]", "currency:EUR": "[10.00 30.00 40.00]"} {
		_, r, l := clean(t, intaketest.Lines(t, rows...), intake.Options{Answers: intake.Answers{{Code: "currency", ID: answer}}})
		if fmt.Sprint(r.Amount) != want {
			t.Errorf("%q: %v", answer, r.Amount)
		}
		conserved(t, answer, l)
	}
}

// TestYen: below Japanese headers ¥ is the sign of yen, elsewhere of yuan.
func TestYen(t *testing.T) {
	for head, want := range map[string]string{"お客様番号|日付|金額": "JPY", "会員番号|購入日|売上金額": "JPY", "客户编号|日期|金额": "", "顧客編號|日期|金額": ""} {
		for _, money := range [...]string{"¥100", "￥60"} {
			_, _, l := clean(t, intaketest.Lines(t, head, "K1|2024-01-05|"+money, "K2|2024-01-06|50"), intake.Options{})
			if l.Currency != want || len(l.Doubts) > 0 {
				t.Errorf("%s %s: %q, want %q; %v", head, money, l.Currency, want, l.Doubts)
			}
		}
	}
}

func ledgerLines(t *sheet.Table, l *intake.Ledger) []string {
	var list []string
	for _, e := range l.Entries {
		i := l.Issue(t, e)
		line := fmt.Sprintf("%s %s %s %v", i.Code, i.Cell, i.Value, e.Money)
		if e.Of >= 0 {
			line += fmt.Sprint(" of row ", e.Of+1)
		}
		if e.Aside {
			line += " aside"
		}
		list = append(list, line)
	}
	return list
}

// conserved checks the law of the ledger, and that the entries say the same as the sums.
func conserved(t testing.TB, name string, l *intake.Ledger) {
	t.Helper()
	if l.Read.Rows != l.Used.Rows+l.Duplicates.Rows+l.Aside.Rows+l.Totals.Rows ||
		l.Read.Money != l.Used.Money+l.Duplicates.Money+l.Aside.Money {
		t.Errorf("%s: read %v is not %v + %v + %v + %d rows of totals", name, l.Read, l.Used, l.Duplicates, l.Aside, l.Totals.Rows)
	}
	var duplicates, aside, totals intake.Sum
	last := -1
	for _, e := range l.Entries {
		if e.Row <= last {
			t.Errorf("%s: row %d has two entries or stands in the wrong place", name, e.Row)
		}
		last = e.Row
		switch {
		case e.Code == codeDuplicate:
			duplicates.Add(e.Money)
		case e.IsTotal():
			totals.Add(e.Money)
		case e.Aside:
			aside.Add(e.Money)
		}
	}
	if duplicates != l.Duplicates || aside != l.Aside || totals != l.Totals {
		t.Errorf("%s: entries sum to %v and %v, the ledger says %v and %v", name, duplicates, aside, l.Duplicates,
			l.Aside)
	}
}

// randomDirt makes a table of n rows, a good part of them dirty.
func randomDirt(rng *rand.Rand, n int) []string {
	pick := func(list ...string) string { return list[rng.IntN(len(list))] }
	var rows []string
	for len(rows) < n {
		switch rng.IntN(12) {
		case 0:
			if len(rows) > 0 {
				rows = append(rows, rows[rng.IntN(len(rows))])
			}
		case 1:
			rows = append(rows, pick("", " | | | |", "合计|||1000|", "客户编号|日期|单号|金额|状态", "小计|||12.5|"))
		default:
			rows = append(rows, strings.Join([]string{
				pick("K1", "K2", "K3", " K1", "Ｋ２", "007", "7", "", "无"),
				pick("2024-01-05", "2024/2/6", "20240307", "2024年4月8日", "13/05/2024", "03/05/2024", "", "??",
					"2024-02-30", "45296"),
				pick("o1", "o2", "o3", "", ""),
				pick("100", "-50", "12.34", "¥1,000", "（20）", "1.5万", "", "免费", "0", "0.00001", "900000000000000",
					"-900000000000000"),
				pick("完成", "完成", "取消", "未到"),
			}, "|"))
		}
	}
	return rows
}

const dirtHeader = "客户编号|日期|单号|金额|状态"

// TestConservation: rows and money are conserved whatever the dirt, in both shapes and with and without an analysis
// date.
func TestConservation(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 12))
	for i := range 300 {
		table := intaketest.Lines(t, append([]string{dirtHeader}, randomDirt(rng, 1+rng.IntN(40))...)...)
		m := byHand(table, intake.PerVisit, intake.Customer, intake.Date, intake.Order, intake.Amount, intake.Status)
		if i%3 == 0 {
			m = byHand(table, intake.PerCustomer, intake.Customer, intake.Date, intake.Other, intake.Amount, intake.Visits)
			if i%2 == 0 {
				m = byHand(table, intake.PerCustomer, intake.Customer, intake.Date, intake.Visits, intake.Amount, intake.Days)
			}
		}
		o := noOptions
		if i%4 == 0 {
			o.AsOf = intaketest.Day(t, "2024-02-28")
		}
		r, l, err := Clean(table, m, o)
		if err != nil {
			t.Fatal(err)
		}
		conserved(t, fmt.Sprint("case ", i), l)
		var used intake.Sum
		for _, a := range r.Amount {
			used.Add(a)
		}
		if used != l.Used || len(r.Customer) != used.Rows || len(r.Row) != used.Rows || len(r.Day) != used.Rows {
			t.Errorf("case %d: the records hold %v, the ledger says %v", i, used, l.Used)
		}
	}
}

// byHand makes a mapping without a guess.
func byHand(t *sheet.Table, s intake.Shape, roles ...intake.Role) intake.Mapping {
	m := intake.Mapping{Shape: s, Visits: intake.ByDay, AsOf: civil.NoDay}
	for i, r := range roles {
		m.Columns = append(m.Columns, intake.Column{Index: i, Role: r})
	}
	return m
}

// TestRowOrderChangesNothing: the same rows in another order give the same sums and the same money per customer.
func TestRowOrderChangesNothing(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	for range 100 {
		rows := randomDirt(rng, 30)
		for i, row := range rows { // which of two sums too large is set aside does depend on the order
			rows[i] = strings.ReplaceAll(row, "900000000000000", "90000")
		}
		before, sums := perCustomer(t, rows)
		rng.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		after, sumsAfter := perCustomer(t, rows)
		if before != after || sums != sumsAfter {
			t.Fatalf("%s\n%s\n%q", before, after, rows)
		}
	}
}

func perCustomer(t *testing.T, rows []string) (customers, sums string) {
	table := intaketest.Lines(t, append([]string{dirtHeader}, rows...)...)
	r, l, err := Clean(table, byHand(table, intake.PerVisit, intake.Customer, intake.Date, intake.Order, intake.Amount, intake.Status),
		intake.Options{Answers: intake.Answers{{Code: "equal-rows", ID: "drop"}}}) // by the rule the order tells items from repeats
	if err != nil {
		t.Fatal(err)
	}
	money := map[string]decimal.Money{}
	for i, who := range r.Customer {
		money[r.IDs[who]] += r.Amount[i]
	}
	return fmt.Sprint(money, r.AsOf), fmt.Sprint(l.Read, l.Used, l.Duplicates, l.Aside)
}
