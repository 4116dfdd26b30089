package tally_test

import (
	"bytes"
	"encoding/json"
	"fenji/scoring/report"
	"flag"
	"fmt"
	"os"
	"testing"

	"fenji/scoring"
	"fenji/scoring/intake"
	"fenji/scoring/intake/clean"
	"fenji/scoring/intake/header"
	"fenji/scoring/privacy"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
	"fenji/scoring/report/tally"
	"fenji/scoring/rfm"
	"fenji/scoring/sheet"
	"fenji/scoring/view"
)

var update = flag.Bool("update", false, "write the goldens anew")

// graded reads and grades a table of visits or customers.
func graded(t testing.TB, csv, profile string) tally.Source {
	t.Helper()
	data := []byte(csv)
	book, err := sheet.Open("a.csv", bytes.NewReader(data), int64(len(data)), sheet.Options{})
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
	records, _, err := clean.Clean(table, m, intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p, _ := profiles.ByID(profile)
	r, err := scoring.Score(rfm.Build(records, p.Window), p, records.AsOf, scoring.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return tally.Source{View: view.New(r, table, view.Extras(m)), Records: records, Mapping: m}
}

// visits is a made-up table of rows visits, always the same.
func visits(rows int) string {
	var b bytes.Buffer
	b.WriteString("客户编号,就诊日期,实收金额,科室\n")
	for i := range rows {
		fmt.Fprintf(&b, "K%04d,2024-%02d-%02d,%d.50,%s\n", i*i%(rows/3+1), 1+i*7%12, 1+i*11%28, 40+i*i*13%3100,
			[]string{"口腔内科", "正畸科", "", "种植科"}[i*i%4])
	}
	return b.String()
}

// customers are five, one of whom nobody can grade.
const customers = `客户编号,最近一次消费时间,消费频率,消费总金额
1,2024-12-01,3,900
2,2024-10-30,12,4100.50
3,2023-01-01,1,80
4,2024-12-31,0,0
5,2024-06-06,2,250
`

// TestReports compares reports with what they were.
func TestReports(t *testing.T) {
	for _, c := range []struct{ name, csv, profile string }{
		{"visits", visits(90), "lianyungang-dental"}, {"ranked", visits(90), "chongqing-course"},
		{"window", visits(90), "maoming-appraisal"}, {"customers", customers, "lianyungang-dental"},
	} {
		got, err := json.MarshalIndent(tally.Of(graded(t, c.csv, c.profile)), "", " ")
		if err != nil {
			t.Fatal(err)
		}
		file := "testdata/" + c.name + ".json"
		if *update {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if want, err := os.ReadFile(file); err != nil || !bytes.Equal(want, got) {
			t.Errorf("%s: the report changed; go test -update and read the diff (%v)", file, err)
		}
	}
}

// TestFiguresByHand works the figures of five customers out again.
func TestFiguresByHand(t *testing.T) {
	f := tally.Of(graded(t, customers, "lianyungang-dental")).Figures
	want := report.Figures{Customers: 5, Graded: 4, Money: "5330.50", Average: "1066.10", Visits: "3.60", Repeat: 3,
		Active: [3]int{2, 3, 3}, Best: "A", BestCount: 1, BestShare: 769, Top: 1, TopShare: 769, Gini: 700, Spread: true, Dated: true}
	want.Gini = f.Gini // below
	if f != want {
		t.Errorf("%+v, want %+v", f, want)
	}
	// half of the mean difference over the mean, pair by pair
	money, sum, apart := []float64{900, 4100.50, 80, 0, 250}, 0.0, 0.0
	for _, a := range money {
		sum += a
		for _, b := range money {
			apart += max(a-b, b-a)
		}
	}
	if gini := int(1000*apart/(2*5*sum) + 0.5); f.Gini != gini {
		t.Errorf("Gini %d, want %d", f.Gini, gini)
	}
}

// TestEveryoneIsInABar: bars and cells hold everyone once, and months all the money.
func TestEveryoneIsInABar(t *testing.T) {
	for _, id := range []string{"lianyungang-dental", "chongqing-course", "shaoxing-finance", "maoming-appraisal"} {
		for _, rows := range []int{6, 90, 700} {
			d := tally.Of(graded(t, visits(rows), id))
			for m, b := range d.Bars {
				n := b.Rest
				for _, item := range b.Items {
					n += item.Count
				}
				if n != d.Figures.Customers || len(b.Items)-len(b.Edges) > 1 || len(b.Items) > 26 {
					t.Errorf("%s, %d rows: %d customers in %d bars of %s", id, rows, n, len(b.Items), profile.Metrics[m])
				}
			}
			n := 0
			for _, cell := range d.Heat.Cells {
				n += cell.Count
			}
			if n != d.Figures.Graded {
				t.Errorf("%s, %d rows: %d customers in the heat map", id, rows, n)
			}
		}
	}
}

// TestDiscreet: nothing small is left, and what stays is as it was.
func TestDiscreet(t *testing.T) {
	whole := tally.Of(graded(t, visits(700), "lianyungang-dental"))
	for _, least := range []int{privacy.SmallCount, 30} {
		d := tally.Discreet(whole, least)
		look := func(what string, was, is []report.Item) {
			hidden := 0
			for i := range is {
				switch n := is[i].Count; {
				case n == report.Hidden:
					if hidden++; is[i].Money != "" {
						t.Errorf("%s tells the money of a hidden item", what)
					}
				case n != was[i].Count || n > 0 && n < least:
					t.Errorf("%s shows %d, which is %d", what, n, was[i].Count)
				}
			}
			if hidden == 1 {
				t.Errorf("%s hides a single item, which its total tells", what)
			}
		}
		look("grades", whole.Grades, d.Grades)
		look("heat", whole.Heat.Cells, d.Heat.Cells)
		for m := range d.Bars {
			look(profile.Metrics[m].String(), whole.Bars[m].Items, d.Bars[m].Items)
		}
	}
}

func BenchmarkOf1M(b *testing.B) {
	s := graded(b, visits(1_000_000), "lianyungang-dental")
	b.ResetTimer()
	for b.Loop() {
		tally.Of(s)
	}
}
