package export_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/clean"
	"fenji/scoring/intake/header"
	"fenji/scoring/profiles"
	"fenji/scoring/rfm"
	"fenji/scoring/sheet"
	"fenji/scoring/view"
)

// river grades a CSV text by a built-in profile.
func river(t testing.TB, profile, csv string) (*view.View, intake.Mapping, *intake.Ledger) {
	t.Helper()
	book, err := sheet.Open("customers.csv", strings.NewReader(csv), int64(len(csv)), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	table, err := book.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	m, err := header.Guess(table)
	if err != nil {
		t.Fatal(err)
	}
	if missing := m.Missing(); len(missing) > 0 {
		t.Fatalf("missing %v in %+v", missing, m.Columns)
	}
	records, ledger, err := clean.Clean(table, m, intake.Options{AsOf: civil.NoDay, Unit: decimal.Yuan})
	if err != nil {
		t.Fatal(err)
	}
	p, ok := profiles.ByID(profile)
	if !ok {
		t.Fatal("no profile", profile)
	}
	r, err := scoring.Score(rfm.Build(records, p.Window), p, records.AsOf, scoring.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return view.New(r, table, view.Extras(m)), m, ledger
}

const heads = "客户编号,最近一次消费时间,消费频率,消费总金额,区县,评语\n"

// customers makes a CSV of n customers with ties, blanks and ungraded ones.
func customers(n int) string {
	rng := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	b.WriteString(heads)
	regions := []string{"海州区", "连云区", "", "赣榆区", "Donghai"}
	for i := range n {
		fmt.Fprintf(&b, "K%d,2024-%02d-%02d,%d,%d.%02d,%s,%d\n", rng.IntN(n*10)*1000+i, 1+rng.IntN(12), 1+rng.IntN(28),
			rng.IntN(12), rng.IntN(4000), rng.IntN(100), regions[rng.IntN(len(regions))], rng.IntN(50)-25)
	}
	return b.String()
}
