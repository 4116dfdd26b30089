package xlsxw

import (
	"math/rand/v2"
	"testing"

	"fenji/scoring/decimal"
	"fenji/scoring/sheet/table"
)

// TestPenAgrees writes numbers by words and by digits.
func TestPenAgrees(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	numbers := []uint64{0, 1, 9, 10, 99, 100, 9999, 10_000, 10_001, 1_000_000, 99_990_000, ShortNumber - 1}
	for range 20_000 {
		numbers = append(numbers, rng.Uint64N(ShortNumber)>>rng.UintN(27))
	}
	b := make([]byte, cellRoom)
	for _, v := range numbers {
		if got, want := string(b[:putNumber(b, 0, v)]), string(table.AppendInt(nil, int64(v))); got != want {
			t.Fatalf("%s, want %s", got, want)
		}
		for places := range 8 {
			want := string(AppendDecimal(nil, decimal.Decimal{Coef: int64(v), Exp: uint8(places)}))
			if got := string(b[:putDecimal(b, 0, v, places)]); got != want {
				t.Fatalf("%d with %d places: %s, want %s", v, places, got, want)
			}
			want = string(decimal.Decimal{Coef: int64(v), Exp: uint8(places)}.Append(nil))
			if got := string(b[:PutPlaces(b, 0, v, places)]); got != want {
				t.Fatalf("%d with all of %d places: %s, want %s", v, places, got, want)
			}
		}
	}
}
