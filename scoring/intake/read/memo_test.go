package read

import (
	"math/rand/v2"
	"testing"

	"fenji/scoring/sheet"
)

// TestNumbers: numbers that follow each other, and others among them, have what they were given.
func TestNumbers(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 1))
		var n Numbers
		want := map[sheet.Fixed]uint32{}
		next := r.Int64N(1<<40) - 1<<30
		for i := range 3_000 {
			coef, exp := next, int64(0)
			switch next += r.Int64N(1 + int64(seed)); r.IntN(10) {
			case 0:
				coef = r.Int64N(1<<50) - 1<<49
			case 1:
				coef, exp = coef-r.Int64N(1000), r.Int64N(5)-2
			case 2:
				coef -= r.Int64N(3_000)
			}
			key := sheet.Fixed(coef<<8 | exp&0xFF)
			if got := n.Of(key); got != want[key] {
				t.Fatalf("%d: %v is %d, want %d", seed, key, got, want[key])
			}
			if want[key] == 0 {
				want[key] = uint32(i + 1)
				n.Put(key, uint32(i+1))
			}
		}
		all := 0
		n.Each(func(key sheet.Fixed, id uint32) {
			if all++; want[key] != id {
				t.Errorf("%d: %v comes as %d, want %d", seed, key, id, want[key])
			}
		})
		if all != len(want) || n.Count != len(want) {
			t.Errorf("%d: %d of %d come, of %d", seed, all, n.Count, len(want))
		}
	}
}
