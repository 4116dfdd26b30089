package movers

import (
	"math"
	"slices"
	"strconv"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/models/modelstest"
	"fenji/scoring/models/numeric"
)

// TestAreaPublished: scikit-learn's example, and the definition counted pair by pair.
func TestAreaPublished(t *testing.T) {
	if a, _ := Area([]float64{.1, .4, .35, .8}, []bool{false, false, true, true}); a != .75 {
		t.Error(a)
	}
	g := numeric.NewRandom(1)
	for range 50 {
		n := 20 + g.Below(30)
		scores, y := make([]float64, n), make([]bool, n)
		for i := range scores {
			scores[i], y[i] = float64(g.Below(9)), g.Uniform() < .4
		}
		y[0], y[1] = true, false
		won, all := 0.0, 0.0
		for i := range y {
			for j := range y {
				if y[i] && !y[j] {
					all++
					switch {
					case scores[i] > scores[j]:
						won++
					case scores[i] == scores[j]:
						won += .5
					}
				}
			}
		}
		if a, _ := Area(scores, y); math.Abs(a-won/all) > 1e-12 {
			t.Error(a, won/all)
		}
	}
}

// TestAreaCovers: the interval holds the true area, Φ(d/√2) for two normals d apart.
func TestAreaCovers(t *testing.T) {
	g := numeric.NewRandom(2)
	want, held := numeric.Normal(1/math.Sqrt2), 0
	const runs = 400
	for range runs {
		scores, y := make([]float64, 120), make([]bool, 120)
		for i := range scores {
			y[i] = i < 40
			if scores[i] = g.Gauss(); y[i] {
				scores[i]++
			}
		}
		if a, wide := Area(scores, y); math.Abs(a-want) <= wide {
			held++
		}
	}
	if share := float64(held) / runs; share < .91 || share > .985 {
		t.Error("intervals of 95 % hold", share)
	}
}

// rows draws customers whose chance hangs on two features; the simple rule knows the first only.
func rows(n int, second float64, seed uint64) []Row {
	g := numeric.NewRandom(seed)
	list := make([]Row, n)
	for i := range list {
		a, b := g.Gauss(), g.Gauss()
		list[i] = Row{ID: strconv.FormatUint(seed, 10) + "-" + strconv.Itoa(i), X: []float64{a, b}, Simple: []float64{a},
			Happened: g.Uniform() < numeric.Sigmoid(.5*a+second*b-1)}
	}
	return list
}

func TestForetells(t *testing.T) {
	today := rows(500, 2, 9)
	c := Foretell(rows(3000, 2, 1), rows(3000, 2, 2), nil)
	if c.Reason() != "" {
		t.Fatalf("%q %+v", c.Reason(), c.Conditions)
	}
	brier, base := 0.0, 0.0
	for i := range today {
		p := c.Of(&today[i])
		d := p
		if base += p; today[i].Happened {
			d = 1 - p
		}
		brier += d * d
	}
	if brier /= 500; brier > c.Param("brier", "")+.03 {
		t.Error("of today", brier, "of the test", c.Param("brier", ""))
	}
	if came := float64(count(today)); math.Abs(base-came) > 50 {
		t.Error("foretold", base, "came", came)
	}
	for _, b := range c.Bins {
		if math.Abs(b.Foretold-b.Came) > .12 {
			t.Errorf("a tenth was given %.2f, and %.2f came", b.Foretold, b.Came)
		}
	}
	if c.Param("precision", "") <= c.Param("precision-simple", "") {
		t.Error("of the first calls no more are right than by the simple rule")
	}
}

// TestRefuses: what is no better than the simple rule, or rests on too little.
func TestRefuses(t *testing.T) {
	for _, c := range []struct {
		earlier, later []Row
		want           string
	}{
		{rows(100, 2, 1), rows(3000, 2, 2), "events"},
		{rows(3000, 0, 1), rows(3000, 0, 2), "auc"},
		{rows(3000, 2, 1), rows(12, 2, 2), "tested"},
		{rows(3000, 2, 1), rows(3000, -2, 2), "brier"}, // the world turned round
	} {
		if got := Foretell(c.earlier, c.later, nil); got.Reason() != c.want {
			t.Errorf("%q, not %q: %+v", got.Reason(), c.want, got.Conditions)
		}
	}
}

// TestCalibrates: each half is halved once more for the calibration, by whatever the ids are, and both calibrations are
// reached: Platt's for a few events, isotonic for many.
func TestCalibrates(t *testing.T) {
	modelstest.Many(t)
	for _, step := range []int{1, 2, 10, 100} { // ids of one parity, too
		var sides [2][2]int
		for i := range 2000 {
			id := "K" + strconv.Itoa(10_000+i*step)
			half := 0
			if Half(id) {
				half = 1
			}
			sides[half][coin("calibration", id)]++
		}
		for _, side := range sides {
			for _, n := range side {
				if n < 400 || n > 600 {
					t.Errorf("every %d: quarters of %v", step, sides)
				}
			}
		}
	}
	for _, n := range []int{2000, 20_000} {
		l := learn(keep(rows(n, 2, 1), true), func(r *Row) []float64 { return r.X }, func(int) {})
		if many := n == 20_000; (l.at != nil) != many || !many && l.a == -1 && l.b == 0 || many && len(l.becomes) == 0 {
			t.Errorf("%d rows: not calibrated, %v %v, %d steps", n, l.a, l.b, len(l.becomes))
		}
		c := Foretell(rows(n, 2, 1), rows(n, 2, 2), nil)
		if c.Reason() != "" {
			t.Fatal(c.Reason())
		}
		for _, r := range rows(500, 2, 9) {
			if p := c.Of(&r); p <= 0 || p >= 1 {
				t.Fatal("a chance of", p)
			}
		}
	}
}

// TestSameBytes: what is foretold is the same to the last bit wherever this test runs, by either calibration.
func TestSameBytes(t *testing.T) {
	for n, want := range map[int]string{3000: "1cdd61426ada684e", 20_000: "a648409901c0fa09"} {
		c := Foretell(rows(n, 2, 1), rows(n, 2, 2), nil)
		var chances []float64
		for _, r := range rows(200, 2, 9) {
			chances = append(chances, c.Of(&r))
		}
		for _, b := range c.Bins {
			chances = append(chances, b.Foretold, b.Came, float64(b.N))
		}
		if got := modelstest.Same(&c.Report, chances); got != want || c.Reason() != "" {
			t.Errorf("%d rows: %s, want %s (%q)", n, got, want, c.Reason())
		}
	}
}

// TestNoCustomerTwice: nobody that is learned from is tested on.
func TestNoCustomerTwice(t *testing.T) {
	list := rows(2000, 1, 1)
	train, test := keep(list, true), keep(list, false)
	if len(train)+len(test) != len(list) || len(train) < 900 || len(test) < 900 {
		t.Fatal(len(train), len(test))
	}
	for _, r := range train {
		if slices.ContainsFunc(test, func(o Row) bool { return o.ID == r.ID }) {
			t.Fatal(r.ID, "is in both")
		}
	}
	// What happens to those who are learned from on the later day changes nothing, nor to those tested on the earlier one.
	later := rows(2000, 1, 1)
	a := Foretell(list, later, nil)
	early := slices.Clone(list)
	late := slices.Clone(later)
	for i := range list {
		if Half(list[i].ID) {
			late[i].Happened = !late[i].Happened
		} else {
			early[i].Happened = !early[i].Happened
		}
	}
	if b := Foretell(early, late, nil); a.Param("auc", "") != b.Param("auc", "") || a.Param("brier", "") != b.Param("brier", "") {
		t.Error("the halves are mixed")
	}
}

// TestKnownThen: features of a day do not hang on what came after it, and who came only later is not known.
func TestKnownThen(t *testing.T) {
	days, money := []civil.Day{100, 200, 300, 400}, []float64{1, 2, 3, 4}
	logs := LogsOf()
	x, since, ok := logs.Known(nil, days, money, 250)
	y, _, _ := logs.Known(nil, []civil.Day{100, 200, 260}, []float64{1, 2, 999}, 250)
	if !ok || since != 50 || !slices.Equal(x, y) || len(x) != len(Names) {
		t.Error(x, y, since)
	}
	if _, _, ok := logs.Known(nil, days, money, 99); ok {
		t.Error("known before it came")
	}
	if !Came(days, 120) || Came(days, 400) || !Came(days, 220) || Came([]civil.Day{1, 182}, 1) || !Came([]civil.Day{1, 181}, 1) {
		t.Error("came")
	}
	if _, since, _ := logs.Known(nil, days, money, 200); since != 0 {
		t.Error("the visit of the day itself is known", since)
	}
}
