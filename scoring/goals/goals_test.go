package goals

import (
	"math"
	"testing"

	"fenji/scoring/decimal"
	"fenji/scoring/models/numeric"
)

// TestStated holds the values that the rules state.
func TestStated(t *testing.T) {
	f := NPS(40, 35, 25)
	if f.Value != "15" || f.N != 100 || f.Low != "-0.5" || f.High != "30.5" {
		t.Errorf("%+v", f)
	}
	if e := StandardError(40, 35, 25); math.Abs(e-7.92) > 0.005 {
		t.Errorf("standard error %v", e)
	}
	if f := ratio("x", "", 81, 263); f.Low != "0.2553" || f.High != "0.3662" {
		t.Errorf("%+v", f)
	}
	if f := ratio("x", "", 0, 20); f.Low != "0.0000" || f.High != "0.1611" {
		t.Errorf("%+v", f)
	}
	if f := ratio("x", "", 3, 9); f.Low != "" || f.Value != "3" || f.Of != "9" {
		t.Errorf("an interval of nine: %+v", f)
	}
}

// TestCross: the published example of Agresti's party by gender (Categorical Data Analysis, table 3.2: X² = 30.07 for two
// degrees of freedom), Fisher's tea (p = .4857), and a table too thin to tell.
func TestCross(t *testing.T) {
	for _, c := range []struct {
		counts  [][]int
		verdict string
		p, v    string
		exact   bool
	}{
		{[][]int{{762, 327, 468}, {484, 239, 477}}, Differ, "0.0000", "0.1044", false},
		{[][]int{{3, 1}, {1, 3}}, Chance, "0.4857", "0.5000", true},
		{[][]int{{20, 30}, {22, 28}}, Chance, "0.6853", "0.0405", false},
		{[][]int{{3, 1, 0}, {1, 3, 2}}, Few, "", "", false},
		{[][]int{{5, 5}}, Few, "", "", false},
	} {
		var rows, columns []string
		for r, row := range c.counts {
			for k, n := range row {
				for range n {
					rows, columns = append(rows, string(rune('a'+r))), append(columns, string(rune('p'+k)))
				}
			}
		}
		rows, columns = append(rows, ""), append(columns, "p")
		table := Cross(len(rows), func(i int) string { return rows[i] }, func(i int) string { return columns[i] },
			func(i int) decimal.Money { return 1 }, []string{"a", "b"}, []string{"p", "q", "r"})
		if table.Verdict != c.verdict || table.P != c.p || table.V != c.v || table.Exact != c.exact {
			t.Errorf("%v: %s p %s V %s exact %v", c.counts, table.Verdict, table.P, table.V, table.Exact)
		}
		if last := len(table.Rows) - 1; table.Rows[last] != Nobody || table.Count[last][0] != 1 || table.Money[0][0] != decimal.Money(c.counts[0][0]) {
			t.Errorf("%v: %+v", c.counts, table)
		}
	}
}

// TestChiSquare holds the tail against published quantiles.
func TestChiSquare(t *testing.T) {
	for _, c := range []struct {
		x    float64
		df   int
		want float64
	}{{3.841458820694124, 1, .05}, {5.991464547107979, 2, .05}, {16.918977604620448, 9, .05}, {0.4549364231195724, 1, .5}, {124.34211340400407, 100, .05}, {10.827566170662733, 1, .001}} {
		if got := numeric.ChiSquareTail(c.x, c.df); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("χ² %v with %d: %v, want %v", c.x, c.df, got, c.want)
		}
	}
}

// TestSmallest counts the smallest group, and those in small ones.
func TestSmallest(t *testing.T) {
	sex, age := []string{"M", "M", "F", "F", "F"}, []string{"30", "30", "30", "40", "40"}
	k, alone := Smallest(5, []Quasi{{"sex", func(i int) string { return sex[i] }}, {"age", func(i int) string { return age[i] }}}, 2)
	if k != 1 || alone != 1 {
		t.Error(k, alone)
	}
	if k, _ := Smallest(5, nil, 2); k != 5 {
		t.Error(k)
	}
	if k, _ := Smallest(0, nil, 2); k != 0 {
		t.Error(k)
	}
}
