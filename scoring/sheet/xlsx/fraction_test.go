package xlsx

import (
	"bytes"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/sheet/table"
)

// TestLongFraction: the quick way reads numbers of many digits as the slow one does, or not at all.
func TestLongFraction(t *testing.T) {
	r, taken := rand.New(rand.NewPCG(1, 2)), 0
	texts := []string{"0.000000001", "999999.999999999999", "1.99999999999999999", "9.9999999999999995", "0.00000000", "7.50000000000", "45000.000000000000", "12.123456789012345678901"}
	for zeros := range 39 { // as far as the room behind a cell goes
		texts = append(texts, "0."+strings.Repeat("0", zeros)+"1")
	}
	for range 20_000 {
		texts = append(texts, strconv.FormatFloat(r.Float64()*float64([]int{1, 50, 50_000, 3_000_000}[r.IntN(4)]), 'f', 1+r.IntN(17), 64))
	}
	for _, text := range texts {
		digits, _, _ := strings.Cut(text, ".")
		whole, _ := strconv.ParseUint(digits, 10, 64)
		b := append([]byte(text[len(digits):]+"</v></c>"), make([]byte, 40)...)
		got, n := fraction(whole, b)
		if n == 0 {
			continue
		}
		taken++
		if want, ok := table.ParseFixed([]byte(text)); !ok || int64(want) != got || !bytes.HasSuffix(b[:n], []byte("</v></c>")) {
			t.Fatalf("%s: %v, want %v", text, table.Fixed(got), want)
		}
	}
	if _, n := fraction(0, []byte("."+strings.Repeat("0", 95))); n != 0 { // all the room there is behind a cell
		t.Error("a fraction without an end is taken")
	}
	if taken < 15_000 {
		t.Errorf("only %d are taken", taken)
	}
}
