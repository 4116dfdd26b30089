package view_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/columns"
	"fenji/scoring/decimal"
	"fenji/scoring/profile"
	"fenji/scoring/view"
)

// question is a sieve together with the slow way of asking the same.
type question struct {
	view.Sieve
	slow func(i int) bool
}

// questions draws up to four questions about the customers of v at random, of different fields.
func questions(rng *rand.Rand, v *view.View) []question {
	r := v.Result
	cell := func(i, col int) string { return v.Table.Text(v.Table.Cell(int(r.Customers[i].Row), col)) }
	dec := func(n int64, exp uint8) *decimal.Decimal { return &decimal.Decimal{Coef: n, Exp: exp} }
	between := func(d, low, high decimal.Decimal) bool { return d.Cmp(low) >= 0 && d.Cmp(high) <= 0 }
	regions := []string{"", "海州区", "Donghai"}[:1+rng.IntN(3)]
	days, money, score := dec(rng.Int64N(200), 0), dec(rng.Int64N(400_000), 2), dec(rng.Int64N(500), 2)
	more := func(d *decimal.Decimal, by int64) *decimal.Decimal { return dec(d.Coef+by, d.Exp) }
	points := []decimal.Decimal{decimal.Int(1 + rng.Int64N(5)), decimal.Int(3)}
	from := civil.Day(19_700 + rng.IntN(300))
	comments := []string{fmt.Sprint(rng.IntN(50) - 25), "3", "-7", "12"}
	all := []question{
		{view.Sieve{Field: "column.4", Pass: v.Holding(4, regions)}, func(i int) bool { return slices.Contains(regions, cell(i, 4)) }},
		{view.Sieve{Field: "column.5", Pass: v.Holding(5, comments)}, func(i int) bool { return slices.Contains(comments, cell(i, 5)) }},
		{view.Sieve{Field: "R", Pass: v.Within(view.Days, days, more(days, 90))},
			func(i int) bool { return between(decimal.Int(int64(r.Customers[i].R)), *days, *more(days, 90)) }},
		{view.Sieve{Field: "M", Pass: v.Within(view.Money, money, nil)},
			func(i int) bool { return r.Customers[i].M.In(r.Profile.Unit).Cmp(*money) >= 0 }},
		{view.Sieve{Field: "score", Pass: v.Within(view.Points, score, more(score, 155))},
			func(i int) bool { return r.Grade(i) != "" && between(r.Score(i), *score, *more(score, 155)) }},
		{view.Sieve{Field: "points.F", Pass: v.Scoring(profile.Frequency, points)}, func(i int) bool {
			return r.Grade(i) != "" && slices.ContainsFunc(points, func(p decimal.Decimal) bool { return r.Points(i, 1).Cmp(p) == 0 })
		}},
		{view.Sieve{Field: "last", Pass: v.Since(from, from+100)},
			func(i int) bool { return from <= r.Customers[i].Last && r.Customers[i].Last <= from+100 }},
	}
	rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all[:rng.IntN(5)]
}

// TestFacetsEqualRecount holds lists, facets and spreads under random questions against a plain recount.
func TestFacetsEqualRecount(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	for _, profile := range []string{"lianyungang-dental", "chongqing-course", "shaoxing-finance", "maoming-appraisal"} {
		v, _, _ := river(t, profile, customers(300))
		for range 40 {
			asked := questions(rng, v)
			var sieves []view.Sieve
			for _, q := range asked {
				sieves = append(sieves, q.Sieve)
			}
			grades := [][]string{nil, nil, {"B"}, {"A", "C", ""}}[rng.IntN(4)]
			search := []string{"", "", "1", "k2"}[rng.IntN(4)]
			passes := func(i int, but string) bool {
				id := v.Result.Customers[i].ID
				text := v.Table.Text(v.Table.Cell(int(v.Result.Customers[i].Row), 4))
				found := strings.Contains(strings.ToLower(id+"\n"+text), search)
				for _, q := range asked {
					found = found && (q.Field == but || q.slow(i))
				}
				return found && (but == view.GradeField || grades == nil || slices.Contains(grades, v.Result.Grade(i)))
			}
			v.Sift(sieves)
			v.Arrange([]view.Key{{Column: columns.MAmount}}, grades, search)
			recountList(t, v, passes)
			recountFacet(t, v, passes)
			recountSpread(t, v, passes)
		}
	}
}

func recountList(t *testing.T, v *view.View, passes func(i int, but string) bool) {
	t.Helper()
	var want, got []int
	byGrade := map[string]int{}
	for i := range v.Result.Customers {
		if passes(i, "") {
			want = append(want, i)
		}
		if passes(i, view.GradeField) {
			byGrade[v.Result.Grade(i)]++
		}
	}
	for at := range v.Len() {
		got = append(got, v.At(at))
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Fatalf("list %v, want %v", got, want)
	}
	for k, n := range v.GradeCounts() {
		if g := v.Groups()[k].Grade; n != byGrade[g] {
			t.Errorf("grade %q: %d, want %d", g, n, byGrade[g])
		}
	}
}

func recountFacet(t *testing.T, v *view.View, passes func(i int, but string) bool) {
	t.Helper()
	for _, col := range []int{4, 5} {
		field := fmt.Sprint("column.", col)
		counts := map[string]int{}
		for i := range v.Result.Customers {
			if passes(i, field) {
				counts[v.Table.Text(v.Table.Cell(int(v.Result.Customers[i].Row), col))]++
			}
		}
		var want []view.Count
		for text, n := range counts {
			want = append(want, view.Count{Text: text, N: n})
		}
		slices.SortFunc(want, func(a, b view.Count) int { return cmp.Or(b.N-a.N, strings.Compare(a.Text, b.Text)) })
		f := v.Facet(field, col, "", 3, nil)
		if f.Distinct != len(want) || !slices.Equal(f.Values, want[:min(3, len(want))]) {
			t.Errorf("%s: %v of %d, want %v", field, f.Values, f.Distinct, want)
		}
		kept := v.Facet(field, col, "no such", 3, []string{"连云区"})
		if kept.Distinct != 0 || len(kept.Values) != 1 || kept.Values[0].N != counts["连云区"] {
			t.Errorf("%s: kept %v, want %d", field, kept, counts["连云区"])
		}
	}
}

func recountSpread(t *testing.T, v *view.View, passes func(i int, but string) bool) {
	t.Helper()
	r := v.Result
	for field, m := range map[string]view.Measure{"R": view.Days, "F": view.Visits, "M": view.Money, "score": view.Points} {
		var want []decimal.Decimal
		for i := range r.Customers {
			if passes(i, field) && (m != view.Points || r.Grade(i) != "") {
				want = append(want, []decimal.Decimal{decimal.Int(int64(r.Customers[i].R)), decimal.Int(int64(r.Customers[i].F)),
					r.Customers[i].M.In(r.Profile.Unit), r.Score(i)}[m])
			}
		}
		slices.SortFunc(want, decimal.Decimal.Cmp)
		s := v.Spread(field, m)
		if s.N != len(want) {
			t.Fatalf("%s: %d, want %d", field, s.N, len(want))
		}
		if s.N == 0 {
			continue
		}
		if s.Min.Cmp(want[0]) != 0 || s.Max.Cmp(want[len(want)-1]) != 0 || s.Median.Cmp(want[(len(want)-1)/2]) != 0 {
			t.Errorf("%s: %v %v %v of %v", field, s.Min, s.Median, s.Max, want)
		}
		for k, bar := range s.Bars {
			n := 0
			for _, d := range want {
				if d.Cmp(bar.From) >= 0 && (k+1 == len(s.Bars) || d.Cmp(s.Bars[k+1].From) < 0) {
					n++
				}
			}
			if n != bar.N {
				t.Errorf("%s: bar %d from %v holds %d, want %d", field, k, bar.From, bar.N, n)
			}
		}
	}
}

// TestWithinIsExact sets ends that lie between what a measure can be.
func TestWithinIsExact(t *testing.T) {
	v, _, _ := river(t, "lianyungang-dental", heads+"A,2024-12-31,3,-800.5,,\nB,2024-12-30,4,0,,\nC,2024-12-21,5,800.5,,\n")
	for _, c := range []struct {
		m         view.Measure
		low, high string
		want      string
	}{
		{view.Money, "", "", "ABC"}, {view.Money, "-800.5", "800.5", "ABC"}, {view.Money, "-800.49999", "800.49999", "B"},
		{view.Money, "-800.50001", "-0.00001", "A"}, {view.Money, "0.00001", "", "C"}, {view.Money, "", "99999999999999999", "ABC"},
		{view.Days, "0.5", "", "BC"}, {view.Days, "", "0.5", "A"}, {view.Days, "1", "9.99", "B"}, {view.Visits, "4", "5", "BC"},
		{view.Points, "3.2", "", "BC"}, {view.Points, "3.2001", "", "C"},
	} {
		end := func(s string) *decimal.Decimal {
			if s == "" {
				return nil
			}
			d, err := decimal.Parse(s)
			if err != nil {
				t.Fatal(err)
			}
			return &d
		}
		pass := v.Within(c.m, end(c.low), end(c.high))
		got := ""
		for i, customer := range v.Result.Customers {
			if pass(i) {
				got += customer.ID
			}
		}
		if got != c.want {
			t.Errorf("measure %d from %q to %q: %s, want %s", c.m, c.low, c.high, got, c.want)
		}
	}
}

func TestStandingAndBest(t *testing.T) {
	v, _, _ := river(t, "lianyungang-dental", heads+
		"A,2024-12-31,3,100,,\nB,2024-12-30,4,300,,\nC,2024-12-30,5,300,,\nD,2024-12-01,5,50,,\n")
	for i, want := range []string{"3/3 0/3 1/3", "1/3 1/3 2/3", "1/3 2/3 2/3", "0/3 2/3 0/3"} {
		got := ""
		for m := range view.Points {
			better, of := v.Standing(i, m)
			got += fmt.Sprintf(" %d/%d", better, of)
		}
		if got[1:] != want {
			t.Errorf("customer %d: %s, want %s", i, got[1:], want)
		}
	}
	for perMille, want := range map[int]string{0: "", 1: "B", 250: "B", 251: "BC", 750: "ABC", 1000: "ABCD"} {
		best, got := v.Best(perMille), ""
		for i, c := range v.Result.Customers {
			if best(i) {
				got += c.ID
			}
		}
		if got != want {
			t.Errorf("best %d ‰: %s, want %s", perMille, got, want)
		}
	}
}

func BenchmarkFacetMillion(b *testing.B) {
	v, _, _ := river(b, "lianyungang-dental", customers(1_000_000))
	v.Sift([]view.Sieve{{Field: "F", Pass: v.Within(view.Visits, &decimal.Decimal{Coef: 2}, nil)}})
	v.Arrange([]view.Key{{Column: columns.Score, Desc: true}}, nil, "")
	for name, f := range map[string]func(){
		"text":   func() { v.Facet("column.4", 4, "", 8, nil) },
		"number": func() { v.Facet("column.5", 5, "", 8, nil) },
		"many":   func() { v.Facet("column.0", 0, "", 8, nil) },
		"grade":  func() { v.GradeCounts() },
		"days":   func() { v.Spread("R", view.Days) },
		"money":  func() { v.Spread("M", view.Money) },
		"stand":  func() { v.Standing(5, view.Money) },
		"sift":   func() { v.Arrange(nil, []string{"A", "B"}, "") },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				f()
			}
		})
	}
}
