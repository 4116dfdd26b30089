package scoring

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// Sums of any numbers are exact, and so are the whole numbers around their mean.
func TestSum(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		var s sum
		exact, n := new(big.Int), 1+rnd.IntN(50)
		for range n {
			v := int64(rnd.Uint64()) >> rnd.IntN(64)
			if rnd.IntN(10) == 0 {
				v = []int64{math.MaxInt64, math.MinInt64 + 1}[rnd.IntN(2)]
			}
			s.add(v)
			exact.Add(exact, big.NewInt(v))
		}
		q, rest := new(big.Int).DivMod(exact, big.NewInt(int64(n)), new(big.Int))
		if got := s.floor(n); got != q.Int64() {
			t.Fatalf("floor %s/%d = %d", exact, n, got)
		}
		if rest.Sign() > 0 {
			q.Add(q, big.NewInt(1))
		}
		if got := s.ceil(n); got != q.Int64() {
			t.Fatalf("ceil %s/%d = %d", exact, n, got)
		}
	}
}
