package figures_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"fenji/scoring/figures"
)

func TestGroup(t *testing.T) {
	for n, want := range map[string]string{"0": "0", "999": "999", "1000": "1,000", "-1234567.50": "-1,234,567.50",
		"-100": "-100", "0.12345": "0.12345", "123456": "123,456"} {
		if got := figures.Group(n); got != want {
			t.Errorf("%s: %s, want %s", n, got, want)
		}
	}
}

func TestTenths(t *testing.T) {
	for n, want := range map[int]string{0: "0.0", 7: "0.7", 513: "51.3", 1000: "100.0", -5: "-0.5", -105: "-10.5"} {
		if got := figures.Tenths(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}

func TestShare(t *testing.T) {
	for _, c := range []struct {
		part, whole int64
		want        int
	}{{1, 3, 333}, {2, 3, 667}, {0, 0, 0}, {5, 0, 0}, {7, 7, 1000}, {-1, 10, -100}, {1, 2000, 1}, {3, 2000, 2},
		{-1, 2000, -1}, {math.MaxInt64, math.MaxInt64, 1000}, {math.MinInt64, 1, 1 - 1<<31}} {
		if got := figures.Share(c.part, c.whole); got != c.want {
			t.Errorf("Share(%d, %d) = %d, want %d", c.part, c.whole, got, c.want)
		}
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 10_000 {
		part, whole := rnd.Int64()>>rnd.IntN(60), 1+rnd.Int64()>>rnd.IntN(60)
		exact := new(big.Int).Mul(big.NewInt(part), big.NewInt(2000))
		exact.Add(exact, big.NewInt(whole)).Quo(exact, new(big.Int).Mul(big.NewInt(whole), big.NewInt(2)))
		want := int64(1<<31 - 1)
		if exact.IsInt64() {
			want = min(want, exact.Int64())
		}
		if got := figures.Share(part, whole); int64(got) != want {
			t.Fatalf("Share(%d, %d) = %d, want %d", part, whole, got, want)
		}
	}
}
