package table

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestBlanks: the blank rows are those that a look at each row finds, wherever the cells lie, and from whatever row on.
func TestBlanks(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for _, share := range []int{0, 1, 30, 97, 100} {
		var tb Table
		for row := range 70_000 {
			for col := range 3 {
				if r.IntN(100) < share/(1+col) {
					tb.Set(row, col, Number, int64(row))
				}
			}
		}
		tb.Set(69_500+r.IntN(500), 2, Number, 1) // so that there are rows at all
		for _, from := range []int{0, 1, 65_535, 65_536, 66_001, tb.Rows} {
			var want []int
			for row := from; row < tb.Rows; row++ {
				if tb.Blank(row) {
					want = append(want, row)
				}
			}
			if got := slices.Collect(tb.Blanks(from)); !slices.Equal(got, want) {
				t.Fatalf("%d%% filled, from %d: %d blank rows, want %d", share, from, len(got), len(want))
			}
		}
		for row := range tb.Blanks(0) {
			if row > 100 {
				break
			}
		}
	}
}
