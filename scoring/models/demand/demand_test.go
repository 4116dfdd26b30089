package demand

import (
	"math"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/models/modelstest"
	"fenji/scoring/models/numeric"
)

// TestFestivalPublished: shares of fourteen days in the months.
func TestFestivalPublished(t *testing.T) {
	for _, c := range []struct {
		year     int
		jan, feb float64
	}{{2023, 1, 0}, {2024, 0, 1}, {2025, .714286, .285714}, {2026, 0, 1}, {2027, .142857, .857143}} {
		first, _ := civil.DateOf(c.year, 1, 1)
		second, _ := civil.DateOf(c.year, 2, 1)
		third, _ := civil.DateOf(c.year, 3, 1)
		near(t, "January", Share(first, second), c.jan, 5e-7)
		near(t, "February", Share(second, third), c.feb, 5e-7)
	}
	for year := 2000; year < 2050; year++ { // 21 January to 20 February, 354 or 384 days apart, give or take one
		d, ok := Festival(year)
		_, month, day := d.Date()
		if !ok || month == 1 && day < 21 || month == 2 && day > 20 || month > 2 {
			t.Error(year, d)
		}
		if next, ok := Festival(year + 1); ok {
			if gap := int(next - d); gap != 353 && gap != 354 && gap != 355 && gap != 383 && gap != 384 && gap != 385 {
				t.Error(year, gap)
			}
		}
	}
}

func TestSine(t *testing.T) {
	for x := -3.0; x < 3; x += .013 {
		sin, cos := turn(x)
		near(t, "sin", sin, math.Sin(2*math.Pi*x), 1e-12)
		near(t, "cos", cos, math.Cos(2*math.Pi*x), 1e-12)
	}
}

// series makes counts of months from January 2022 on.
func series(n int, of func(t int, from, to civil.Day) float64) *Series {
	s := &Series{}
	for t := range n + Ahead + 1 {
		first, _ := civil.DateOf(2022+t/12, 1+t%12, 1)
		s.Starts = append(s.Starts, first)
	}
	for t := range n {
		s.Counts = append(s.Counts, math.Round(of(t, s.Starts[t], s.Starts[t+1])))
	}
	return s
}

func seasonal(g *numeric.Random, festival float64) func(t int, from, to civil.Day) float64 {
	return func(t int, from, to civil.Day) float64 {
		return 300 + 60*math.Sin(2*math.Pi*float64(t)/12) - festival*Share(from, to) + 15*g.Gauss()
	}
}

// TestSeason: a season is found, and Spring Festival where it wanders between months.
func TestSeason(t *testing.T) {
	f := Foretell(series(48, seasonal(numeric.NewRandom(1), 120)), nil)
	if f.Reason() != "" || len(f.Value) != Ahead {
		t.Fatalf("%q %+v %+v", f.Reason(), f.Conditions, f.Texts)
	}
	if c := f.Param("coverage", ""); c < .6 || c > 1 {
		t.Error("coverage", c)
	}
	if w := f.Param("festival", ""); math.Abs(w+120) > 60 {
		t.Error("the festival's weight is", w)
	}
	for h := range Ahead {
		if !(0 <= f.Low[h] && f.Low[h] <= f.Value[h] && f.Value[h] <= f.High[h]) {
			t.Error(f.Low, f.Value, f.High)
		}
	}
}

// TestNoise: without a season or a trend no method is better than the mean, whatever the seed.
func TestNoise(t *testing.T) {
	modelstest.Many(t)
	given := 0
	for seed := range uint64(30) {
		g := numeric.NewRandom(seed)
		f := Foretell(series(36, func(int, civil.Day, civil.Day) float64 { return 200 + 20*g.Gauss() }), nil)
		if f.Reason() == "" {
			given++
		} else if f.Reason() != "error" && f.Reason() != "wins" || f.Value != nil {
			t.Error(f.Reason(), f.Value)
		}
	}
	t.Log("given", given)
	if given > 3 {
		t.Errorf("%d of 30 series of noise are foretold", given)
	}
}

// TestCovers: intervals of 80 % hold about as many of what comes.
func TestCovers(t *testing.T) {
	modelstest.Many(t)
	held, all := 0, 0
	for seed := range uint64(12) {
		g := numeric.NewRandom(100 + seed)
		whole := series(51, seasonal(g, 0))
		f := Foretell(&Series{Starts: whole.Starts[:52], Counts: whole.Counts[:48]}, nil)
		if f.Reason() != "" {
			continue
		}
		for h := range Ahead {
			if all++; f.Low[h] <= whole.Counts[48+h] && whole.Counts[48+h] <= f.High[h] {
				held++
			}
		}
	}
	t.Log(held, all)
	if share := float64(held) / float64(all); all < 20 || share < .66 || share > .97 {
		t.Errorf("%d of %d", held, all)
	}
}

func TestRefuses(t *testing.T) {
	g := numeric.NewRandom(5)
	if f := Foretell(series(8, seasonal(g, 0)), nil); f.Reason() != "months" || f.Conditions[0].Have != 8 || f.Conditions[0].Need != 24 {
		t.Errorf("%+v", f)
	}
	f := Foretell(series(30, func(int, civil.Day, civil.Day) float64 { return float64(g.Poisson(.6)) }), nil)
	if f.Reason() != "" || f.Method != "mean" || f.Low[0] != 0 || f.High[0] < 1 {
		t.Errorf("%+v", f)
	}
	// Nothing, and then very many at once: no band about the mean holds what was, and there is an end of it.
	f = Foretell(series(30, func(t int, _, _ civil.Day) float64 { return float64(t % 5 / 4 * 9000) }), nil)
	if f.Reason() != "band" || f.Value != nil || f.Conditions[2].Have > .5 {
		t.Errorf("%+v", f)
	}
	if f = Foretell(series(30, func(int, civil.Day, civil.Day) float64 { return 0 }), nil); f.Reason() != "visits" {
		t.Errorf("%+v", f)
	}
	// What never was is never foretold below nothing.
	f = Foretell(series(36, func(t int, _, _ civil.Day) float64 { return max(0, 300-9*float64(t)) + 8*g.Uniform() }), nil)
	for h := range f.Value {
		if f.Low[h] < 0 || f.Value[h] < 0 {
			t.Errorf("%+v", f)
		}
	}
}

// TestNoLeak: what a start foretells does not hang on what comes after it.
func TestNoLeak(t *testing.T) {
	s := series(48, seasonal(numeric.NewRandom(3), 80))
	other := *s
	other.Counts = append([]float64(nil), s.Counts...)
	for k := 40; k < 48; k++ {
		other.Counts[k] = 1000
	}
	for i, m := range methods {
		a, _ := m.run(&trials{s: s, regressors: s.regressors()}, 40)
		b, _ := m.run(&trials{s: &other, regressors: other.regressors()}, 40)
		for h := range a {
			if a[h] != b[h] {
				t.Errorf("method %d looks ahead: %v %v", i, a, b)
			}
		}
	}
}

// TestSameBytes: what is foretold is the same to the last bit wherever this test runs, by months and by weeks.
func TestSameBytes(t *testing.T) {
	weeks := &Series{Weeks: true}
	g := numeric.NewRandom(12)
	first, _ := civil.DateOf(2023, 1, 2)
	for i := range 112 {
		weeks.Starts = append(weeks.Starts, first+civil.Day(7*i))
		if i < 108 {
			weeks.Counts = append(weeks.Counts, math.Floor(60+float64(i)+30*g.Uniform()))
		}
	}
	for i, c := range []struct {
		s    *Series
		want string
	}{{series(40, seasonal(numeric.NewRandom(11), 90)), "928321c3fea2d7d2"}, {weeks, "23c4da47d9ee37fe"}} {
		f := Foretell(c.s, nil)
		if got := modelstest.Same(&f.Report, f.Low, f.Value, f.High); got != c.want || f.Reason() != "" {
			t.Errorf("%d: %s, want %s (%q)", i, got, c.want, f.Reason())
		}
	}
}

func BenchmarkMonths(b *testing.B) {
	s := series(60, seasonal(numeric.NewRandom(3), 80))
	for b.Loop() {
		Foretell(s, nil)
	}
}
