package others_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fenji/scoring/intake"
	"fenji/scoring/intake/clean"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/intaketest"
	"fenji/scoring/others"
	"fenji/scoring/sheet"
)

// of reads a CSV text and tells what its other columns say.
func of(t testing.TB, csv string) (*sheet.Table, intake.Mapping, *intake.Records, *others.Columns) {
	t.Helper()
	table := intaketest.FromCSV(t, csv)
	m, err := header.Guess(table)
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := clean.Clean(table, m, intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	all := make([]int, len(m.Columns))
	for i := range all {
		all[i] = i
	}
	return table, m, r, others.Of(table, m, r, all)
}

// TestKinds: each kind of column by its header and by what stands in it. Customer 1 comes three times, 2 twice, 3 once.
func TestKinds(t *testing.T) {
	for _, c := range []struct {
		header string
		values string // of 1, 1, 1, 2, 2, 3
		want   string
	}{
		{"项目", "洁牙 补牙 洁牙 种植 洁牙 补牙", "set"},
		{"科室", "A A A B B C", "set"},
		{"医生", "王 李 王 李 李 王", "set"},
		{"来源渠道", "抖音 美团 抖音 抖音 抖音 自来", "set"},
		{"service", "cleaning filling cleaning cleaning implant filling", "set"},
		{"数量", "1 2 1 3 1 1", "sum"},
		{"时长（分钟）", "30 45.5 30 60 30 30", "sum"},
		{"使用积分", "100 0 50 20 0 0", "sum"},
		{"优惠金额", "10 5.5 0 0 1 2", "sum"},
		{"Quantity", "1 2 1 3 1 1", "sum"},
		{"minutes", "30 45 30 60 30 30", "sum"},
		{"退款金额", "0 5 0 0 1 0", "sum"},
		{"次数", "1 2 1 3 1 1", "sum"},
		{"治疗次数", "3 3 1 3 2 1", "sum"},
		{"sessions", "1 2 1 3 1 1", "sum"},
		{"次数", "1 2 3 1 2 1", "latest"}, // the visits so far
		{"剩余次数", "9 8 7 5 4 1", "latest"},
		{"积分", "100 200 300 20 40 10", "latest"},
		{"积分余额", "100 200 300 20 40 10", "latest"},
		{"累计数量", "1 3 4 3 4 1", "latest"},
		{"单价", "10 20 10 30 10 10", "latest"},
		{"折扣率", "0.9 0.8 0.9 0.9 1 1", "latest"},
		{"服务编码", "101 102 101 103 101 102", "latest"},
		{"数量", "1 2盒 1 3 1 1", "latest"},
		{"unit price", "10 20 10 30 10 10", "latest"},
		{"stock quantity", "10 20 10 30 10 10", "latest"},
		{"会员等级", "银卡 金卡 金卡 银卡 金卡 银卡", "latest"},
		{"回访日期", "2024-02-01 2024-03-01 2024-04-01 2024-02-01 2024-03-01 2024-02-01", "latest"},
		{"性别", "男 男 男 女 女 男", ""},
		{"手机", "13800000001 13800000001 13800000001 13800000002 13800000002 13800000003", ""},
		{"手机", "13800000001 13800000001 13900000001 13800000002 13800000002 13800000003", "latest"},
		{"空的", "     ", ""},
	} {
		var b strings.Builder
		fmt.Fprintf(&b, "客户编号,消费日期,实收金额,%s\n", c.header)
		for i, v := range strings.Split(c.values, " ") {
			fmt.Fprintf(&b, "K%d,2024-0%d-1%d,%d,%s\n", []int{1, 1, 1, 2, 2, 3}[i], 1+i, i, 100+i*7, v)
		}
		table, m, _, o := of(t, b.String())
		if got := o.Kind(3).String(); got != c.want {
			t.Errorf("%s %s: %q, want %q (%+v of %d)", c.header, c.values, got, c.want, m.Columns[3], table.Rows)
		}
	}
}

// TestOnce: where every row is a customer, or nobody came twice, all is the customer's own.
func TestOnce(t *testing.T) {
	for _, csv := range []string{
		"客户编号,消费日期,实收金额,项目,数量\nK1,2024-01-01,10,洁牙,1\nK2,2024-01-02,20,补牙,2\n",
		"客户编号,最近一次消费时间,消费频率,消费总金额,项目\nK1,2024-01-01,2,10,洁牙\nK1,2024-02-01,3,10,补牙\n",
	} {
		if _, m, _, o := of(t, csv); o.Kind(3) != others.Own || o.Kind(4) != others.Own || o.Kind(len(m.Columns)+3) != others.Own {
			t.Error(csv)
		}
	}
	var none *others.Columns
	if none.Kind(1) != others.Own || none.Among(nil) != nil {
		t.Error("of nothing")
	}
}

// logOf is a random log: customers of very different numbers of visits, items as texts and numbers, gaps, refunds, rows not used.
func logOf(rng *rand.Rand, rows int) string {
	var b strings.Builder
	b.WriteString("客户编号,消费日期,实收金额,项目,数量\n")
	for range rows {
		who, amount := rng.IntN(1+rng.IntN(30)), 1+rng.IntN(900)
		if rng.IntN(9) == 0 {
			amount = -amount
		}
		day := fmt.Sprintf("2024-%02d-%02d", 1+rng.IntN(12), 1+rng.IntN(28))
		if rng.IntN(15) == 0 {
			day = "?"
		}
		item := []string{"洁牙", "补牙", "11", "种植", "", "11"}[rng.IntN(6)]
		fmt.Fprintf(&b, "K%d,%s,%d,%s,%s\n", who, day, amount, item, []string{"1", "2", "0.5", "", "-3"}[rng.IntN(5)])
	}
	return b.String()
}

// TestAgainstSlow holds what the columns say against a slow look at each used row.
func TestAgainstSlow(t *testing.T) {
	for seed := range uint64(40) {
		rng := rand.New(rand.NewPCG(seed, 4))
		table, _, r, all := of(t, logOf(rng, 40+rng.IntN(200)))
		if all.Kind(3) != others.Set || all.Kind(4) != others.Sum {
			t.Fatal(seed, all.Kind(3), all.Kind(4))
		}
		var list []uint32
		for who := range r.IDs {
			if rng.IntN(2) == 0 {
				list = append(list, uint32(who))
			}
		}
		some := all.Among(list)
		had := all.Has(3, func(c sheet.Cell) bool { return table.Text(c) == "11" }, false)
		hadNone := all.Has(3, func(sheet.Cell) bool { return false }, true)
		for who := range r.IDs {
			items, sum, there := map[string]bool{}, 0, false
			latest, latestDay := "", -1
			for k, w := range r.Customer {
				if int(w) != who {
					continue
				}
				if s := table.Text(table.Cell(int(r.Row[k]), 3)); s != "" {
					items[s] = true
					if int(r.Day[k]) >= latestDay {
						latest, latestDay = s, int(r.Day[k])
					}
				}
				if s := table.Text(table.Cell(int(r.Row[k]), 4)); s != "" {
					n := map[string]int{"1": 10, "2": 20, "0.5": 5, "-3": -30}[s]
					if r.Amount[k] < 0 && n > 0 {
						n = -n
					}
					sum, there = sum+n, true
				}
			}
			check := func(o *others.Columns, i int) {
				t.Helper()
				text, _ := o.Text(i, 3, func(row int) string { return table.Text(table.Cell(row, 3)) })
				var got []string
				if text != "" {
					got = strings.Split(text, " / ")
				}
				if len(got) != len(items) || len(got) > 0 && got[0] != latest || slices.ContainsFunc(got, func(s string) bool { return !items[s] }) {
					t.Errorf("seed %d, %s: %q, want %v, first %q", seed, r.IDs[who], got, items, latest)
				}
				d, ok := o.Sum(i, 4)
				if scaled, _ := d.Rescale(1); ok != there || scaled.Coef != int64(sum) {
					t.Errorf("seed %d, %s: sum %v %v, want %d tenths, %v", seed, r.IDs[who], d, ok, sum, there)
				}
				if first := o.First(i, 3); (first < 0) != (len(items) == 0) || first >= 0 && table.Text(table.Cell(first, 3)) != latest {
					t.Errorf("seed %d, %s: first %d, want %q", seed, r.IDs[who], first, latest)
				}
			}
			check(all, who)
			if at := slices.Index(list, uint32(who)); at >= 0 {
				check(some, at)
			}
			if had(who) != items["11"] || hadNone(who) != (len(items) == 0) {
				t.Errorf("seed %d, %s: had 11 %v, had none %v, of %v", seed, r.IDs[who], had(who), hadNone(who), items)
			}
		}
	}
}

// TestMany: of very many values the first are written, and the number of the others told.
func TestMany(t *testing.T) {
	var b strings.Builder
	b.WriteString("客户编号,消费日期,实收金额,项目\nK2,2024-01-01,5,x\n")
	for i := range 60 {
		fmt.Fprintf(&b, "K1,2024-0%d-%02d,%d,项%d\n", 1+i/28, 1+i%28, 10+i, i)
	}
	table, _, r, o := of(t, b.String())
	text, row := o.Text(slices.Index(r.IDs, "K1"), 3, func(row int) string { return table.Text(table.Cell(row, 3)) })
	if !strings.HasPrefix(text, "项59 / 项58 / ") || !strings.HasSuffix(text, " / 项20 … +20") || row != -1 {
		t.Error(text, row)
	}
}

func BenchmarkOf1M(b *testing.B) {
	var s strings.Builder
	s.WriteString("客户编号,姓名,就诊日期,实收金额,科室,项目,数量,备注\n")
	for i := range 1_000_000 {
		who := i * 7919 % 200_000
		fmt.Fprintf(&s, "P%06d,人%d,2024-%02d-%02d,%d,科室%d,项目%d,%d,\n", who, who, 1+i%12, 1+i/12%28, i%3000, i%9, i%40, i%4)
	}
	table, m, r, _ := of(b, s.String())
	list := []int{1, 4, 5, 6, 7}
	b.Run("of", func(b *testing.B) {
		for b.Loop() {
			if o := others.Of(table, m, r, list); o.Kind(1) != others.Own || o.Kind(4) != others.Set || o.Kind(6) != others.Sum {
				b.Fatal(o.Kind(1), o.Kind(4), o.Kind(6))
			}
		}
	})
	b.Run("has", func(b *testing.B) {
		o := others.Of(table, m, r, list)
		for b.Loop() {
			o.Has(5, func(c sheet.Cell) bool { return c.TextID()%40 == 7 }, false)
		}
	})
	b.Run("each", func(b *testing.B) {
		for b.Loop() {
			o := others.Of(table, m, r, list)
			for i := range r.IDs {
				o.Each(i, 5, func(int) {})
			}
		}
	})
}
