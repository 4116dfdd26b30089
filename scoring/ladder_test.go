package scoring

import (
	"fenji/scoring/profile"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestSortKeys(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 3))
	for range 200 {
		n := rnd.IntN(300)
		keys, index := make([]uint64, n), make([]uint32, n)
		for i := range keys {
			keys[i], index[i] = rnd.Uint64()>>rnd.IntN(64)&^rnd.Uint64N(1<<20), uint32(i)
		}
		given := append([]uint64(nil), keys...)
		sorted, at := sortKeys(keys, make([]uint64, n), index, make([]uint32, n))
		for i := range sorted {
			if sorted[i] != given[at[i]] {
				t.Fatalf("the index of %d is lost", sorted[i])
			}
			if i > 0 && (sorted[i] < sorted[i-1] || sorted[i] == sorted[i-1] && at[i] < at[i-1]) {
				t.Fatalf("%d, %d at %d", sorted[i-1], sorted[i], i)
			}
		}
		alone, _ := sortKeys(given, make([]uint64, n), nil, nil)
		for i := range sorted {
			if alone[i] != sorted[i] {
				t.Fatalf("without index %d at %d, with it %d", alone[i], i, sorted[i])
			}
		}
	}
}

func TestKeys(t *testing.T) {
	values := []int64{math.MinInt64, -5, 0, 1, 7, math.MaxInt64}
	for _, m := range profile.Metrics {
		for i, v := range values {
			if back := valueOf(m, keyOf(m, v)); back != v {
				t.Errorf("%s: %d became %d", m, v, back)
			}
			if i > 0 && (keyOf(m, values[i-1]) < keyOf(m, v)) != (m == profile.Recency) {
				t.Errorf("%s: %d and %d are in the wrong order", m, values[i-1], v)
			}
		}
	}
}

// Where a customer would stand, against climbing the ladder for real.
func TestWould(t *testing.T) {
	rnd := rand.New(rand.NewPCG(4, 4))
	climb := func(m profile.Metric, values []int64) *ladder {
		l := &ladder{metric: m}
		for i, v := range values {
			l.keys, l.index = append(l.keys, keyOf(m, v)), append(l.index, uint32(i))
		}
		n := len(values)
		l.keys, l.index = sortKeys(l.keys, make([]uint64, n), l.index, make([]uint32, n))
		return l
	}
	for range 3000 {
		m, tie := profile.Metric(rnd.IntN(3)), profile.Tie(rnd.IntN(4))
		values := make([]int64, 1+rnd.IntN(12))
		for i := range values {
			values[i] = rnd.Int64N(6)
		}
		i, v := rnd.IntN(len(values)), rnd.Int64N(6)
		got := climb(m, values).would(tie, i, values[i], v)
		moved := slices.Clone(values)
		moved[i] = v
		l := climb(m, moved)
		from, end := l.span(v)
		want := twice(tie, from, end)
		if tie == profile.Order {
			want = 2 * slices.Index(l.index, uint32(i))
		}
		if got != want {
			t.Fatalf("%s, %s: %v with %d at %d: %d, want %d", m, tie, values, v, i, got, want)
		}
	}
}
