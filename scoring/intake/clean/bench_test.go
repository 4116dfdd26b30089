package clean

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"fenji/scoring/intake/header"
	"fenji/scoring/intake/intaketest"
	"fenji/scoring/sheet"
)

// million is a table of a million visits by 200,000 customers.
var million = sync.OnceValue(func() string {
	var b strings.Builder
	b.WriteString("单号,患者编号,就诊日期,实收金额,科室,备注\n")
	for i := range 1_000_000 {
		fmt.Fprintf(&b, "R%07d,P%06d,2024-%02d-%02d,%d.%02d,科室%d,\n", i, i*7919%200_000, 1+i%12, 1+i/12%28, i%3000,
			i%100, i%9)
	}
	return b.String()
})

func millionTable(b *testing.B, csv string) *sheet.Table {
	b.Helper()
	table := intaketest.FromCSV(b, csv)
	b.ReportAllocs()
	b.ResetTimer()
	return table
}

// customers is a table of a million customers with ready figures.
var customers = sync.OnceValue(func() string {
	var b strings.Builder
	b.WriteString("客户编号,最近一次消费时间,消费频率,消费总金额,区县,评语\n")
	for i := range 1_000_000 {
		fmt.Fprintf(&b, "C%08d,2024-%02d-%02d,%d,%d.%02d,区%d,评%d\n", uint32(i+2)*2654435761%100_000_000, 1+i%12, 1+i/12%28,
			1+i%12, i%3000, i%100, i%6, i%8)
	}
	return b.String()
})

var millions = []struct {
	name string
	csv  func() string
}{{"visits", million}, {"customers", customers}}

func BenchmarkGuess1M(b *testing.B) {
	for _, m := range millions {
		b.Run(m.name, func(b *testing.B) {
			table := millionTable(b, m.csv())
			for b.Loop() {
				if _, err := header.Guess(table); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkClean1M(b *testing.B) {
	for _, m := range millions {
		b.Run(m.name, func(b *testing.B) {
			table := millionTable(b, m.csv())
			m, err := header.Guess(table)
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				r, _, err := Clean(table, m, noOptions)
				if err != nil || len(r.Row) != 1_000_000 {
					b.Fatal(len(r.Row), err)
				}
			}
		})
	}
}
