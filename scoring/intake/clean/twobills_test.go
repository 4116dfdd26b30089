package clean

import (
	"fmt"
	"strings"
	"testing"

	"fenji/scoring/intake"
	"fenji/scoring/intake/intaketest"
)

// TestKeyedTwice: one visit under two bills is listed as a likely duplicate, and counts as it stands.
func TestKeyedTwice(t *testing.T) {
	table := intaketest.Lines(t, "单号|病历号|日期|项目|金额", "1|K1|2024-01-05|洁治|10", "2|K1|2024-01-05|洁治|10", "3|K1|2024-01-05|补牙|10",
		"4|K2|2024-01-05|洁治|10", "5|K1|2024-01-06|洁治|10", "2|K1|2024-01-05|洁治|-10")
	m, r, l := clean(t, table, noOptions)
	f := Inspect(table, m, noOptions, r, l)
	if f.Near != (intake.Sum{Rows: 1, Money: 100_000}) || len(f.Entries) != 1 || f.Entries[0].Row != 2 || f.Entries[0].Of != 1 {
		t.Errorf("%v, %+v", f.Near, f.Entries)
	}
	o, asked := noOptions, func(l *intake.Ledger) string {
		for _, d := range l.Doubts {
			if d.Code == "equal-rows" && d.Key == "单号" {
				return fmt.Sprint(d.Meanwhile, d.Rows, d.Money, l.Used.Rows, l.Duplicates)
			}
		}
		return ""
	}
	if got, want := asked(l), "keep1 10.00 6{0 0.00}"; strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(want, " ", "") {
		t.Errorf("asked %s, want %s", got, want)
	}
	o.Answers = intake.Answers{{Code: "equal-rows", Key: "单号", ID: "drop"}}
	_, r, l = clean(t, table, o)
	if got, want := asked(l), "drop 1 10.00 5 {1 10.00}"; strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(want, " ", "") || len(r.Row) != 5 {
		t.Errorf("answered %s, want %s; %d records", got, want, len(r.Row))
	}
}

// TestKeyedTwiceAmongOthers: the visit keyed twice is found behind another of the same customer, day and amount.
func TestKeyedTwiceAmongOthers(t *testing.T) {
	table := intaketest.Lines(t, "单号|病历号|日期|项目|金额", "1|K1|2024-01-05|补牙|10", "2|K1|2024-01-05|洁治|10", "3|K1|2024-01-05|洁治|10",
		"4|K2|2024-01-05|洁治|10")
	m, r, l := clean(t, table, noOptions)
	if f := Inspect(table, m, noOptions, r, l); len(f.Entries) != 1 || f.Entries[0].Row != 3 || f.Entries[0].Of != 2 {
		t.Errorf("%+v", f.Entries)
	}
}
