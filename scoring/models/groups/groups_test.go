package groups

import (
	"math"
	"testing"

	"fenji/scoring/models/modelstest"
	"fenji/scoring/models/numeric"
)

// TestRandPublished: the examples of scikit-learn's adjusted_rand_score.
func TestRandPublished(t *testing.T) {
	for _, c := range []struct {
		a, b []uint8
		want float64
	}{
		{[]uint8{0, 0, 1, 1}, []uint8{0, 0, 1, 2}, .57142857},
		{[]uint8{0, 0, 0, 1, 1, 1}, []uint8{0, 0, 1, 1, 2, 2}, .24242424},
		{[]uint8{0, 0, 1, 1}, []uint8{1, 1, 0, 0}, 1},
		{[]uint8{0, 0, 0, 0}, []uint8{0, 1, 2, 3}, 0},
	} {
		if got := Rand(c.a, c.b); math.Abs(got-c.want) > 5e-9 {
			t.Errorf("%v %v: %v, not %v", c.a, c.b, got, c.want)
		}
	}
}

// planted draws customers around k centres, or of one heap for none.
func planted(n int, centres [][3]float64, spread float64, seed uint64) []Customer {
	g := numeric.NewRandom(seed)
	list := make([]Customer, n)
	for i := range list {
		c := [3]float64{150, 1.5, 6}
		if len(centres) > 0 {
			c = centres[i%len(centres)]
		}
		list[i] = Customer{Days: max(0, c[0]+float64(60*spread*g.Gauss())), Visits: numeric.Exp(c[1]+float64(.6*spread*g.Gauss())) - 1,
			Money: numeric.Exp(c[2] + float64(spread*g.Gauss()))}
	}
	return list
}

func TestPlanted(t *testing.T) {
	list := planted(600, [][3]float64{{30, 2.5, 9}, {60, 1, 5}, {300, 1, 6.5}}, .35, 5)
	g := Find(list, nil)
	if g.Reason() != "" || g.K != 3 || g.Sizes[0] != 200 || g.Sizes[1] != 200 || g.Sizes[2] != 200 {
		t.Fatalf("%q %d %v %+v", g.Reason(), g.K, g.Sizes, g.Params)
	}
	for i, of := range g.Of {
		if want := [3]uint8{0, 2, 1}[i%3]; of != want {
			t.Fatalf("customer %d is in group %d, not %d", i, of, want)
		}
	}
	if v := g.Param("valley", ""); v > .4 {
		t.Error("the valley's floor is at", v)
	}
	if again := Find(list, nil); again.Param("sse", "") != g.Param("sse", "") {
		t.Error("not the same twice")
	}
	if k := g.Kinds(); k[0] != "money" || k[1] != "away" {
		t.Error(k)
	}
}

// TestUnstructured: one heap is refused, whatever its seed.
func TestUnstructured(t *testing.T) {
	modelstest.Many(t)
	for seed := range uint64(8) {
		g := Find(planted(500, nil, 1, seed), nil)
		if g.Reason() == "" {
			t.Errorf("seed %d: %d groups in one heap: %+v", seed, g.K, g.Params)
		}
		if g.Of != nil {
			t.Error("a refusal has groups")
		}
	}
}

func TestTooFew(t *testing.T) {
	if g := Find(planted(49, nil, 1, 1), nil); g.Reason() != "customers" || len(g.Params) > 0 {
		t.Error(g)
	}
	same := make([]Customer, 60)
	if g := Find(same, nil); g.Reason() == "" {
		t.Error("groups of equals", g)
	}
}

// TestSilhouette against the definition worked by hand: two pairs on a line, 0 1 | 10 11.
func TestSilhouette(t *testing.T) {
	s := &space{n: 4, d: 1, x: []float64{0, 1, 10, 11}}
	want := (2*(10.5-1)/10.5 + 2*(9.5-1)/9.5) / 4
	if got := s.silhouette([]uint8{0, 0, 1, 1}, 2, func() {}); math.Abs(got-want) > 1e-12 {
		t.Error(got, want)
	}
}

// TestSameBytes: what is found is the same to the last bit wherever this test runs, by three figures and by five.
func TestSameBytes(t *testing.T) {
	list := planted(400, [][3]float64{{30, 2.5, 9}, {60, 1, 5}, {300, 1, 6.5}}, .5, 7)
	random := numeric.NewRandom(8)
	for i, want := range []string{"8a47bb4ee7ce1674", "dacbfc1a66c1f8e2"} {
		g := Find(list, nil)
		if g.Reason() != "" {
			t.Fatal(g.Reason())
		}
		of := make([]float64, len(g.Of))
		for i, k := range g.Of {
			of[i] = float64(k)
		}
		if got := modelstest.Same(&g.Report, append(g.Centres, of)...); got != want {
			t.Errorf("%d: %s, want %s", i, got, want)
		}
		for i := range list {
			list[i].Others = []float64{math.Floor(list[i].Days) / 3, random.Uniform() * list[i].Visits}
		}
	}
}

func BenchmarkMillion(b *testing.B) {
	list := planted(1_000_000, [][3]float64{{30, 2.5, 9}, {60, 1, 5}, {300, 1, 6.5}}, .35, 5)
	for b.Loop() {
		Find(list, nil)
	}
}
