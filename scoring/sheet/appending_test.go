package sheet

import (
	"math"
	"strconv"
	"testing"

	"fenji/scoring/decimal"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/xlsxw"
)

// TestAppendNumbers holds the short ways of writing numbers against the plain ones.
func TestAppendNumbers(t *testing.T) {
	numbers := []int64{0, 1, 9, 10, 11, 99, 100, 101, 999, 1000, 1234567, 1<<32 + 5, math.MaxInt64, math.MinInt64}
	for n := int64(1); n < math.MaxInt64/10; n *= 10 {
		numbers = append(numbers, n-1, n, n+7)
	}
	for _, n := range numbers {
		for _, n := range []int64{n, -n} {
			if got, want := string(table.AppendInt([]byte("x"), n)), "x"+strconv.FormatInt(n, 10); got != want {
				t.Errorf("%s, want %s", got, want)
			}
			for exp := range uint8(19) {
				d := decimal.Decimal{Coef: n, Exp: exp}
				if got, want := string(xlsxw.AppendDecimal([]byte("-"), d)), "-"+d.Trim().String(); got != want {
					t.Errorf("%s, want %s", got, want)
				}
			}
		}
	}
}
