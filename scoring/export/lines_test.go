package export_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"fenji/scoring/export"
	"fenji/scoring/profiles"
	"fenji/scoring/sheet"
)

// TestRowsStandAlone: a row is filled in over the one before, and nothing of that one is left in it. The file of each customer
// alone says what the rows are.
func TestRowsStandAlone(t *testing.T) {
	var b strings.Builder
	b.WriteString("客户编号,最近一次消费时间,消费频率,消费总金额,区县,备注,生日\n")
	mixed := []string{"", "12.5", "好", "2024-03-01", "TRUE", "=1", "a,b"}
	for i := range 60 {
		last := fmt.Sprintf("2024-%02d-%02d", 1+i%12, 1+i%28)
		money := fmt.Sprint(100 + 37*i)
		switch {
		case i%11 == 3:
			last = ""
		case i%13 == 5:
			money = "" // has no grade
		}
		fmt.Fprintf(&b, "K%d,%s,%d,%s,%s,%q,%s\n", 1000+i, last, i%9, money, []string{"海州区", "", "东海县"}[i%3], mixed[i%len(mixed)], mixed[(i/2)%4])
	}
	for _, p := range profiles.All() {
		standAlone(t, p.ID, b.String())
	}
	defer export.KeepJudged(export.KeepJudged(7)) // many in one place
	standAlone(t, profiles.All()[0].ID, b.String())
}

func standAlone(t *testing.T, profile, table string) {
	v, m, ledger := river(t, profile, table)
	write := func(only []uint32) []string {
		e := export.Export{View: v, Ledger: ledger, Mapping: m, Lang: "zh-CN", Only: only}
		var out bytes.Buffer
		if err := e.CSV(sheet.NewCSVWriter(&out)); err != nil {
			t.Fatal(err)
		}
		return strings.Split(out.String(), "\r\n")
	}
	all := write(nil)
	if len(all) < 50 {
		t.Fatalf("%s: %d lines", profile, len(all))
	}
	for i := range v.Result.Customers {
		if alone := write([]uint32{uint32(i)}); alone[1] != all[1+i] {
			t.Errorf("%s, customer %d: among all %s, alone %s", profile, i, all[1+i], alone[1])
		}
	}
}
