package clean

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/sheet"
)

// A dirtyColumn makes the cells of a column: the first few are usual, the others are dirt of every kind.
type dirtyColumn struct {
	header string
	usual  int
	cells  []sheet.Value
}

func texts(list ...string) (cells []sheet.Value) {
	for _, s := range list {
		cells = append(cells, sheet.Str(s))
	}
	return cells
}

func number(s string) sheet.Value {
	d, err := decimal.Parse(s)
	if err != nil {
		panic(err)
	}
	return sheet.Num(d)
}

func numbersOf(list ...string) (cells []sheet.Value) {
	for _, s := range list {
		cells = append(cells, number(s))
	}
	return cells
}

func daysOf(list ...civil.Day) (cells []sheet.Value) {
	for _, d := range list {
		cells = append(cells, sheet.Day(d), sheet.DateTime(d, 3_600_000))
	}
	return cells
}

func all(lists ...[]sheet.Value) (cells []sheet.Value) {
	for _, l := range lists {
		cells = append(cells, l...)
	}
	return append(cells, sheet.Blank)
}

// dirtyColumns are what the tables of the test below are made of, several for each role.
var dirtyColumns = [][]dirtyColumn{
	{{"客户编号", 4, all(texts("K1", "K2", "K007", "K99999", "张三", "散客", "合计", "total 12", " K1 ", "Ｋ１", "A+1", "客户编号", "", "-", "Total"),
		numbersOf("7", "1001", "123456789012345678", "1.5"), daysOf(19000))},
		{"患者编号", 3, all(numbersOf("7", "8", "1001", "-3", "2.5"), texts("1001", "小计", "x"), daysOf(19001))}},
	{{"日期", 4, all(daysOf(19700, 19701, 19727, 20500, -30000), texts("2024-01-05", "2024/2/30", "03/04/2024", "13/04/2024",
		"1/2/24", "日期", "待定", "-", "1900-01-01"), numbersOf("45300", "45300.5", "20240105", "7", "99999999"))},
		{"日期", 3, all(texts("2024-01-05", "2024-01-06", "2024年3月1日", "04/05/2024", "14/05/2024", "05/14/2024", "24-04-03"), daysOf(19700))}},
	{{"金额", 5, all(numbersOf("10", "10.5", "-3", "0", "99999.99", "1.23456", "0.00004", "900000000000000", "1234567890123", "1.234"),
		texts("12元", "$5", "1,200.50", "free", "-", "金额", "1.5万", "1,23"), daysOf(19002))},
		{"金额", 4, all(texts("1.234,56", "45,00", "7"), numbersOf("1.234"), texts("12.5", "x"))},
		{"金额(万元)", 3, all(numbersOf("1.5", "2", "0.000001", "1234567"), texts("3元"))}},
	{{"备注", 2, all(texts("a", "b", "退款", "合计"))}, {"是否退款", 2, all(texts("否", "", "是", "已退"), numbersOf("0", "1"))},
		{"退款金额", 2, all(numbersOf("0", "0", "5", "-2"), texts("-", "x"))}, {"订单状态", 2, all(texts("完成", "成功", "已取消", "已退款", "部分退款"))},
		{"订单编号", 3, all(texts("R1", "R2", "R3", "-", "x"), numbersOf("1", "2"))}, {"分析时间", 2, all(daysOf(19727, 19727, 19728))}},
	{{"消费次数", 4, all(numbersOf("1", "2", "3", "0", "-1", "2.5", "2000000"), texts("3次", "many", "-"))},
		{"备注", 2, all(texts("x", "y"))}, {"科室", 2, all(texts("口腔", "内科"))}},
	{{"消费间隔天数", 4, all(numbersOf("1", "20", "300", "0", "-1", "2.5"), texts("3天", "x", "-"))},
		{"来源", 2, all(texts("x", "y"))}, {"科室", 2, all(texts("口腔", "内科"))}},
}

// dirtyTable makes a table of dirt: headers, rows, some of them twice, blank ones, the headers again.
func dirtyTable(t *testing.T, seed uint64) *sheet.Table {
	rng := rand.New(rand.NewPCG(seed, 7))
	var columns []dirtyColumn
	for _, choice := range dirtyColumns {
		columns = append(columns, choice[rng.IntN(len(choice))])
	}
	if rng.IntN(3) == 0 {
		rng.Shuffle(len(columns), func(i, j int) { columns[i], columns[j] = columns[j], columns[i] })
	}
	n := [...]int{20, 300, 2000, 6000}[rng.IntN(4)]
	dirt := [...]int{0, 200, 20, 3}[rng.IntN(4)] // one cell of so many
	var file bytes.Buffer
	w := sheet.NewWriter(&file)
	w.Sheet(sheet.SheetSpec{Name: "x"})
	var rows [][]sheet.Value
	header := make([]sheet.Value, len(columns))
	for i, c := range columns {
		header[i] = sheet.Str(c.header)
	}
	rows = append(rows, header)
	for len(rows) < n {
		row := make([]sheet.Value, len(columns))
		for i, c := range columns {
			if row[i] = c.cells[rng.IntN(c.usual)]; dirt > 0 && rng.IntN(dirt) == 0 {
				row[i] = c.cells[rng.IntN(len(c.cells))]
			}
			if c.header == "客户编号" && rng.IntN(2) == 0 {
				row[i] = sheet.Str(fmt.Sprintf("K%d", rng.IntN(n)))
			}
		}
		switch {
		case dirt > 0 && rng.IntN(dirt*10) == 0:
			row = header
		case dirt > 0 && rng.IntN(dirt*10) == 0:
			row = nil
		case dirt > 0 && rng.IntN(dirt*4) == 0:
			row = rows[rng.IntN(len(rows))]
		}
		rows = append(rows, row)
	}
	for _, row := range rows {
		if err := w.Row(row); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	book, err := sheet.Open("dirt.xlsx", bytes.NewReader(file.Bytes()), int64(file.Len()), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	table, err := book.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// TestQuickRows cleans tables of dirt quickly and carefully, row by row. Nothing may differ.
func TestQuickRows(t *testing.T) {
	for seed := range uint64(60) {
		table := dirtyTable(t, seed)
		m, err := header.Guess(table)
		if err != nil {
			t.Fatal(seed, err)
		}
		for _, o := range []intake.Options{noOptions, {AsOf: 19701, Unit: decimal.WanYuan},
			{AsOf: civil.NoDay, Cleaning: intake.Cleaning{Repeats: intake.KeepRepeats, IgnoreCase: true, PadZeros: true, Outliers: intake.ByEither,
				Gaps: intake.Fills{intake.FillMedian, intake.FillMost, intake.FillMedian, intake.FillMost}}}} {
			quick, ledger, err := Clean(table, m, o)
			o.Careful = true
			slow, want, wrong := Clean(table, m, o)
			if fmt.Sprint(err) != fmt.Sprint(wrong) {
				t.Fatal(seed, err, wrong)
			}
			if err != nil {
				continue
			}
			if !reflect.DeepEqual(ledger, want) {
				t.Fatalf("seed %d: ledgers differ: %s", seed, firstDifference(ledger.Entries, want.Entries))
			}
			if !reflect.DeepEqual(quick, slow) {
				t.Fatalf("seed %d: records differ:\n%.300v\n%.300v", seed, *quick, *slow)
			}
		}
	}
}

func firstDifference(got, want []intake.Entry) string {
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			return fmt.Sprintf("entry %d: %+v, want %+v", i, got[i], want[i])
		}
	}
	return fmt.Sprintf("%d entries, want %d", len(got), len(want))
}

// TestRepeats compares the repeated and the blank rows with those that a map of the rows' texts finds.
func TestRepeats(t *testing.T) {
	for seed := range uint64(60) {
		table := dirtyTable(t, seed)
		r := findRepeats(table, 1, nil)
		first := map[string]int{}
		for row := 1; row < table.Rows; row++ {
			var b strings.Builder
			for col := range table.Cols {
				c := table.Cell(row, col)
				fmt.Fprintf(&b, "%v %s|", c.Kind, table.Text(c))
			}
			want, again := first[b.String()]
			if !again {
				first[b.String()], want = row, -1
			}
			if blank := table.Blank(row); r.blank(row) != blank || !blank && r.earlier(row) != want {
				t.Fatalf("seed %d: row %d: blank %v, repeats %d, want %d", seed, row, r.blank(row), r.earlier(row), want)
			}
		}
	}
}
