package decimal

import (
	"math"
	"math/big"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

func (d Decimal) rat() *big.Rat {
	r, _ := new(big.Rat).SetString(d.String())
	return r
}

var plainDecimal = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)

var decimals = []string{
	"0", "-0", "0.4", "-3", "1000.50", "007", "123456789012345678", "-0.123456789012345678", "0.1234567890123456789",
	"1234567890123456789", "", "-", ".5", "5.", "+5", "1e3", "1,000", " 1", "1 ", "--1", "-.", "１", "0x1", "1_0", "NaN",
}

func checkDecimal(t *testing.T, s string) {
	t.Helper()
	d, err := Parse(s)
	digits := 0
	for _, c := range s {
		if c >= '0' && c <= '9' {
			digits++
		}
	}
	if want := plainDecimal.MatchString(s) && digits <= 18; (err == nil) != want {
		t.Fatalf("%q: %v, %v", s, d, err)
	}
	if err != nil {
		return
	}
	want, _ := new(big.Rat).SetString(s)
	if d.rat().Cmp(want) != 0 || d.Trim().rat().Cmp(want) != 0 || d.Trim().Cmp(d) != 0 {
		t.Fatalf("%q is read as %v", s, d)
	}
}

func TestParse(t *testing.T) {
	for _, s := range decimals {
		checkDecimal(t, s)
	}
}

// TestAppend: every length of figure, with every number of digits behind the point, as the standard library writes it.
func TestAppend(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	figures := []int64{0, 9, 10, 99, 100, math.MaxUint32 - 1, math.MaxUint32, math.MaxUint32 + 1, math.MaxInt64, math.MinInt64}
	for range 500 {
		figures = append(figures, r.Int64()>>r.IntN(63))
	}
	for _, coef := range figures {
		for exp := range uint8(19) {
			for _, c := range [...]int64{coef, -coef} {
				ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(exp)), nil)
				want := new(big.Rat).SetFrac(big.NewInt(c), ten).FloatString(int(exp))
				if c < 0 && !strings.HasPrefix(want, "-") {
					want = "-" + want
				}
				if got := string((Decimal{c, exp}).Append([]byte("x"))); got != "x"+want {
					t.Fatalf("%d × 10^-%d is written %s, want %s", c, exp, got[1:], want)
				}
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range decimals {
		f.Add(s)
	}
	f.Fuzz(checkDecimal)
}

func TestDecimals(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	some := func() Decimal {
		coefs := []int64{0, 1, -1, 10, 1e6, math.MaxInt64, math.MinInt64, rnd.Int64(), -rnd.Int64(), rnd.Int64N(1000)}
		return Decimal{coefs[rnd.IntN(len(coefs))], uint8(rnd.IntN(19))}
	}
	for range 20_000 {
		a, b := some(), some()
		if got, want := a.Cmp(b), a.rat().Cmp(b.rat()); got != want {
			t.Fatalf("%v against %v: %d, want %d", a, b, got, want)
		}
		exp := uint8(rnd.IntN(19))
		r, ok := a.Rescale(exp)
		ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(exp)), nil)
		scaled := new(big.Rat).Mul(a.rat(), new(big.Rat).SetInt(ten))
		fits := scaled.IsInt() && scaled.Num().IsInt64()
		if ok != fits || ok && (r.Exp != exp || r.rat().Cmp(a.rat()) != 0) {
			t.Fatalf("%v with %d decimals: %v, %v; want %v", a, exp, r, ok, fits)
		}
	}
}

func TestArithmetic(t *testing.T) {
	rnd := rand.New(rand.NewPCG(2, 2))
	edges := []int64{0, 1, -1, 2, math.MaxInt64, math.MinInt64, math.MaxInt64 - 1, 3_037_000_499, 3_037_000_500}
	some := func() int64 {
		if rnd.IntN(2) == 0 {
			return edges[rnd.IntN(len(edges))]
		}
		return rnd.Int64() >> rnd.IntN(63) * (1 - 2*rnd.Int64N(2))
	}
	for range 50_000 {
		a, b := some(), some()
		sum := new(big.Int).Add(big.NewInt(a), big.NewInt(b))
		if c, ok := Add(a, b); ok != sum.IsInt64() || ok && c != sum.Int64() {
			t.Fatalf("%d + %d = %d, %v", a, b, c, ok)
		}
		// The least number of all counts as too large a product.
		product := new(big.Int).Mul(big.NewInt(a), big.NewInt(b))
		fits := product.IsInt64() && product.Int64() != math.MinInt64
		if c, ok := Multiply(a, b); ok != fits || ok && c != product.Int64() {
			t.Fatalf("%d × %d = %d, %v", a, b, c, ok)
		}
	}
}

// Figure, unit: money in ten-thousandths of a yuan, and how it is written in both units.
func TestMoney(t *testing.T) {
	for _, c := range []struct {
		figure string
		unit   Unit
		ok     bool
		money  Money
		yuan   string
		wan    string
		text   string
	}{
		{"0", Yuan, true, 0, "0", "0", "0.00"},
		{"1000.50", Yuan, true, 10_005_000, "1000.5", "0.10005", "1000.50"},
		{"-0.0001", Yuan, true, -1, "-0.0001", "-0.00000001", "-0.0001"},
		{"0.00001", Yuan, false, 0, "", "", ""},
		{"0.00010", Yuan, true, 1, "0.0001", "0.00000001", "0.0001"},
		{"1.5", WanYuan, true, 150_000_000, "15000", "1.5", "15000.00"},
		{"0.00000001", WanYuan, true, 1, "0.0001", "0.00000001", "0.0001"},
		{"0.000000001", WanYuan, false, 0, "", "", ""},
		{"922337203685477", Yuan, true, 9_223_372_036_854_770_000, "922337203685477", "92233720368.5477", "922337203685477.00"},
		{"922337203685478", Yuan, false, 0, "", "", ""},
		{"-92233720369", WanYuan, false, 0, "", "", ""},
	} {
		d, err := Parse(c.figure)
		if err != nil {
			t.Fatal(err)
		}
		m, ok := MoneyOf(d, c.unit)
		if ok != c.ok || ok && m != c.money {
			t.Errorf("%s %s: %d, %v", c.figure, c.unit, m, ok)
		}
		if !ok {
			continue
		}
		if m.In(Yuan).String() != c.yuan || m.In(WanYuan).String() != c.wan || m.String() != c.text {
			t.Errorf("%s %s: %s yuan, %s wan, %s", c.figure, c.unit, m.In(Yuan), m.In(WanYuan), m)
		}
		if m.In(c.unit).rat().Cmp(d.rat()) != 0 {
			t.Errorf("%s %s became %s", c.figure, c.unit, m.In(c.unit))
		}
	}
}
