package clean

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/intaketest"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// choices are tables with one kind of dirt each, and what the user says about it.
var choices = []struct {
	name string
	c    intake.Cleaning
	rows []string
}{
	{"exact duplicates, kept", intake.Cleaning{Repeats: intake.KeepRepeats}, []string{"客户编号|日期|金额", "K1|2024-01-05|10", "K1|2024-01-05|10",
		"K1||10", "K1||10"}},
	{"near duplicates", intake.Cleaning{}, []string{"客户编号|日期|金额", "K1|2024-01-05|10", " k-1|2024-01-05|10", "K1|2024-01-06|10",
		"Ｋ１|2024-01-05|10", "K2|2024-01-05|10", "0012|2024-01-05|7", "12|2024-01-05|7", "1-2|2024-01-05|7"}},
	{"ids: case and signs", intake.Cleaning{IgnoreCase: true}, []string{"客户编号|日期|金额", "K1|2024-01-05|10", "k-1|2024-01-06|20",
		"K 1|2024-01-07|30", "1-23|2024-01-05|1", "12-3|2024-01-05|2", "１-23|2024-01-06|3", "-|2024-01-05|1"}},
	{"ids: zeros proved", intake.Cleaning{PadZeros: true}, []string{"客户编号|日期|金额", "7|2024-01-05|10", "0007|2024-01-06|20",
		"0012|2024-01-07|30", "13|2024-01-05|1", "10007|2024-01-05|2"}},
	{"ids: zeros not proved", intake.Cleaning{PadZeros: true}, []string{"客户编号|日期|金额", "7|2024-01-05|10", "0007|2024-01-06|20",
		"012|2024-01-07|30"}},
	{"gaps: offered", intake.Cleaning{}, []string{"客户编号|日期|金额", "K1|2024-01-05|10", "K1|2024-01-06|", "K2||30", "|2024-01-06|5"}},
	{"gaps: zero", intake.Cleaning{Gaps: intake.Fills{intake.FillZero}}, []string{"客户编号|日期|金额|状态", "K1|2024-01-05|10|到诊", "K1|2024-01-06||到诊",
		"小计|||", "K1|2024-01-07||爽约", "K1||-|到诊"}},
	{"gaps: median", intake.Cleaning{Gaps: intake.Fills{intake.FillMedian, intake.FillMedian, intake.FillMedian, intake.FillMedian}}, []string{"客户编号|日期|金额",
		"K1|2024-01-05|10", "K2|2024-01-06|30", "K3|2024-01-09|20", "K4|2024-01-06|", "K5||40", "K6||", "K7|2024-01-06|免费"}},
	{"gaps: most frequent", intake.Cleaning{Gaps: intake.Fills{intake.FillMost, intake.FillMost, intake.FillMost, intake.FillMost}}, []string{"客户编号|最近消费日期|消费次数|总金额",
		"K1|2024-01-05|3|100", "K2||3|100", "K3|2024-01-05||90", "K4|2024-01-07|2|", "K5|2024-01-05|1|100"}},
	{"gaps: ready days", intake.Cleaning{Gaps: intake.Fills{intake.SetAside, intake.FillZero, intake.FillZero, intake.SetAside}}, []string{"客户编号|R|F|M", "K1|10||100",
		"K2||2|100"}},
	{"gaps: nothing to fill with", intake.Cleaning{Gaps: intake.Fills{intake.FillMedian}}, []string{"客户编号|日期|金额", "K1|2024-01-05|", "K2|2024-01-06|-"}},
	{"filled down", intake.Cleaning{FillDown: true}, []string{"客户编号|日期|金额", "K1|2024-01-05|10", "|2024-01-06|20", "||30", "小计||60",
		"|2024-01-06|40", "K2|2024-01-07|50", "||5", "K3||7", "| |", "|2024-01-08|8"}},
	{"to be filled down", intake.Cleaning{}, []string{"客户编号|日期|金额", "K1|2024-01-05|10", "|2024-01-06|20", "|2024-01-07|30"}},
	{"dates in many forms", intake.Cleaning{}, []string{"客户编号|日期|金额", "K1|2024-01-05|10", "K1|2024/1/6|10", "K1|2024年1月7日|10",
		"K1|20240108|10", "K1|2024/11/9|10", "K1|Jan 5, 2024|10"}},
	{"outliers: shown", intake.Cleaning{}, amounts("100|110|90|105|95|102|98|101|99|103|97|100|5000|1")},
	{"outliers: left out by z", intake.Cleaning{Outliers: intake.ByRobustZ}, amounts("100|110|90|105|95|102|98|101|99|103|97|100|5000|1|-3")},
	{"outliers: left out by Tukey", intake.Cleaning{Outliers: intake.ByTukey}, amounts("100|110|90|105|95|102|98|101|99|103|97|100|120|80")},
	{"outliers: half of them equal", intake.Cleaning{Outliers: intake.ByEither}, amounts("100|100|100|100|100|100|100|100|90|110|95|5000")},
	{"outliers: too few", intake.Cleaning{Outliers: intake.ByEither}, amounts("100|110|5000")},
	{"a filled outlier", intake.Cleaning{Outliers: intake.ByEither, Gaps: intake.Fills{intake.FillZero, 0, 0, intake.FillMedian}},
		append(amounts("100|110|90|105|95|102|98|101|99|103|97|100|"), "K9||5000")},
}

// amounts are rows with amounts, a customer each.
func amounts(list string) []string {
	rows := []string{"客户编号|日期|金额"}
	for i, m := range strings.Split(list, "|") {
		rows = append(rows, fmt.Sprintf("K%d|2024-01-05|%s", i, m))
	}
	return rows
}

func TestCleaningGolden(t *testing.T) {
	var b strings.Builder
	for _, f := range choices {
		table := intaketest.Lines(t, f.rows...)
		o := intake.Options{AsOf: civil.NoDay, Cleaning: f.c}
		m, r, l := clean(t, table, o)
		fmt.Fprintf(&b, "== %s\nas of %v, customers %q of rows %v, amounts %v, read %v = %v + %v + %v, filled %v\n", f.name, r.AsOf,
			r.IDs, r.Customer, r.Amount, l.Read, l.Used, l.Duplicates, l.Aside, l.Filled)
		for _, line := range ledgerLines(table, l) {
			b.WriteString(line + "\n")
		}
		for _, n := range l.Notices {
			fmt.Fprintln(&b, "notice", n.Code, n.Args)
		}
		found := Inspect(table, m, o, r, l)
		for _, line := range ledgerLines(table, &intake.Ledger{Entries: found.Entries}) {
			fmt.Fprintln(&b, "found", line)
		}
		for _, merge := range found.Merges {
			fmt.Fprintf(&b, "merge %q %+v\n", merge.ID, merge.Spellings)
		}
		fmt.Fprintf(&b, "near %v, z %v %v, tukey %v %v, gaps %v, unnamed %d, case %d, zeros %d of %d, dates %v\n", found.Near,
			found.ByZ, found.Fences.RobustZ, found.ByTukey, found.Fences.TukeyBox, found.Gaps, found.Unnamed, found.SameCase,
			found.ZerosLost, found.Padded, found.DateForms)
		conserved(t, f.name, l)
	}
	intaketest.Golden(t, "cleaning.txt", b.String())
}

// TestEveryChoiceConserves: whatever is chosen about whatever dirt, rows and money are conserved, every row has one
// fate, and the same choice gives the same outcome again.
func TestEveryChoiceConserves(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 28))
	for i := range 400 {
		table := intaketest.Lines(t, append([]string{dirtHeader}, randomDirt(rng, 1+rng.IntN(60))...)...)
		m := byHand(table, intake.PerVisit, intake.Customer, intake.Date, intake.Order, intake.Amount, intake.Status)
		if i%3 == 0 {
			m = byHand(table, intake.PerCustomer, intake.Customer, intake.Date, intake.Visits, intake.Amount, intake.Days)
		}
		m.HeaderRow = i%2 - 1
		o := intake.Options{AsOf: civil.NoDay, Cleaning: intake.Cleaning{Repeats: intake.Repeats(rng.IntN(3)), IgnoreCase: rng.IntN(2) == 0,
			PadZeros: rng.IntN(2) == 0, FillDown: rng.IntN(3) == 0, Outliers: intake.Outliers(rng.IntN(4))}}
		for g := range o.Gaps {
			o.Gaps[g] = intake.Fill(rng.IntN(4))
		}
		r, l, err := Clean(table, m, o)
		if err != nil {
			t.Fatal(err)
		}
		name := fmt.Sprintf("case %d, %+v", i, o.Cleaning)
		conserved(t, name, l)
		var used intake.Sum
		filled := intake.Sum{}
		for k, a := range r.Amount {
			used.Add(a)
			if int(r.Customer[k]) >= len(r.IDs) || r.IDs[r.Customer[k]] == "" {
				t.Errorf("%s: record %d names nobody", name, k)
			}
		}
		for _, e := range l.Entries {
			if e.IsFilled() {
				filled.Add(e.Filled)
			}
		}
		if used != l.Used || filled != l.Filled || len(r.Customer) != used.Rows || len(r.Day) != used.Rows {
			t.Errorf("%s: the records hold %v, the ledger says %v; filled %v, %v", name, used, l.Used, filled, l.Filled)
		}
		if l.Read.Rows != plainRead(t, table, m) {
			t.Errorf("%s: %d rows read, without choices %d", name, l.Read.Rows, plainRead(t, table, m))
		}
		again, ledger, _ := Clean(table, m, o)
		if fmt.Sprint(again, ledger.Entries) != fmt.Sprint(r, l.Entries) ||
			fmt.Sprint(Inspect(table, m, o, r, l)) != fmt.Sprint(Inspect(table, m, o, again, ledger)) {
			t.Errorf("%s: another outcome the second time", name)
		}
	}
}

// plainRead counts the rows read without any choice.
func plainRead(t *testing.T, table *sheet.Table, m intake.Mapping) int {
	t.Helper()
	_, l, err := Clean(table, m, noOptions)
	if err != nil {
		t.Fatal(err)
	}
	return l.Read.Rows
}

// TestFences holds the bounds against amounts worked out by hand: of 1 2 4 … 2^12 the logarithms are evenly spaced, so
// median 2^6, quartiles 2^3 and 2^9, and the median distance is 3 steps.
func TestFences(t *testing.T) {
	var list []decimal.Money
	for i := range 13 {
		list = append(list, 10000<<i)
	}
	f := fencesOf(list)
	// Tukey: 2^(3 − 9) and 2^(9 + 9); robust z: 2^(6 ± 3·3.5/0.6745) = 2^(6 ± 15.567).
	if got, want := fmt.Sprint(f.TukeyBox), "{0.02 262144.00 true}"; got != want {
		t.Errorf("Tukey: %s, want %s", got, want)
	}
	if low, high := f.RobustZ.Low, f.RobustZ.High; low != 0 || high < 31_00_000_0000 || high > 31_10_000_0000 {
		t.Errorf("robust z: %v … %v", low, high)
	}
	if f.TukeyBox.Out(f.TukeyBox.High) || !f.TukeyBox.Out(f.TukeyBox.High+100) || f.TukeyBox.Out(-5) {
		t.Error("an amount on the bound lies within; one beyond does not; refunds are no outliers")
	}
}

// TestFencesBySorting holds robust z against the textbook: logarithms sorted, their distances sorted again.
func TestFencesBySorting(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 5))
	middle := func(x []float64) float64 {
		slices.Sort(x)
		return (x[(len(x)-1)/2] + x[len(x)/2]) / 2
	}
	for range 1000 {
		var list []decimal.Money
		var x []float64
		for range 12 + rng.IntN(30) {
			m := decimal.Money(1+rng.IntN(1+rng.IntN(50))) * 10000
			list, x = append(list, m), append(x, math.Log(float64(m)))
		}
		median := middle(x)
		for i := range x {
			x[i] = math.Abs(x[i] - median)
		}
		want := fen(math.Exp(median + 3.5/0.6745*middle(x)))
		if got := fencesOf(list).RobustZ.High; got-want > 100 || want-got > 100 {
			t.Errorf("%v: up to %v, want %v", list, got, want)
		}
	}
}

// FuzzSpelling: whatever an id is, its keys are made without a fault; ids that differ in case alone share them; and the key
// by which ids are merged never tells less apart than the one by which they are only shown.
func FuzzSpelling(f *testing.F) {
	for _, s := range []string{"K-001", "k 1", "００１", "1-23", "张三", "", "--", "\xff", "13812345678", "+86 138-1234-5678"} {
		f.Add(s, s+" ")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		a, b = read.Tidy(a), read.Tidy(b)
		pad(a, paddedWidth([]string{a, b}))
		if sameCase(sameCase(a)) != sameCase(a) && sameCase(a) != a {
			t.Errorf("%q becomes %q and then %q", a, sameCase(a), sameCase(sameCase(a)))
		}
		if read.Plain(a) && read.Plain(b) && a != "" && b != "" && sameCase(a) == sameCase(b) && looseKey(a) != looseKey(b) {
			t.Errorf("%q and %q would be merged and not shown", a, b)
		}
	})
}
