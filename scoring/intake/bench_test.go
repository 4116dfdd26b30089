package intake

import (
	"fmt"
	"strings"
	"sync"
	"testing"

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

func millionTable(b *testing.B) *sheet.Table {
	b.Helper()
	table := fromCSV(b, million())
	b.ReportAllocs()
	b.ResetTimer()
	return table
}

func BenchmarkGuess1M(b *testing.B) {
	table := millionTable(b)
	for b.Loop() {
		if _, err := Guess(table); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkClean1M(b *testing.B) {
	table := millionTable(b)
	m, err := Guess(table)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		r, _, err := Clean(table, m, noOptions)
		if err != nil || len(r.Row) != 1_000_000 {
			b.Fatal(len(r.Row), err)
		}
	}
}
