package numeric

import (
	"hash/fnv"
	"math"
	"strconv"
	"testing"
)

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within*max(1, math.Abs(want))) {
		t.Errorf("%s = %.17g, want %.17g", what, got, want)
	}
}

// TestAgainstMath holds exponential, logarithm and gamma against the library's over their range.
func TestAgainstMath(t *testing.T) {
	r := NewRandom(7)
	for range 200_000 {
		x := float64((r.Uniform() - 0.5) * 1400)
		if got, want := Exp(x), math.Exp(x); math.Abs(got-want) > want*5e-16 {
			t.Fatalf("exp(%v) = %v, want %v", x, got, want)
		}
		y := math.Exp(x / 2)
		if got, want := Log(y), math.Log(y); math.Abs(got-want) > 5e-16*max(1, math.Abs(want)) {
			t.Fatalf("log(%v) = %v, want %v", y, got, want)
		}
		z := math.Exp(x / 100)
		want, _ := math.Lgamma(z)
		if got := LogGamma(z); math.Abs(got-want) > 2e-14*max(1, math.Abs(want)) {
			t.Fatalf("lgamma(%v) = %v, want %v", z, got, want)
		}
		near(t, "normal", Normal(x/150), 0.5*math.Erfc(-x/150/math.Sqrt2), 3e-15)
		near(t, "log1p", Log1p(x/1400), math.Log1p(x/1400), 3e-16)
	}
}

// TestPublished are figures that stand in books, articles and other programs.
func TestPublished(t *testing.T) {
	near(t, "quantile(.975)", Quantile(.975), 1.95996398454005423552, 1e-15)
	near(t, "quantile(1e-20)", Quantile(1e-20), -9.262340089798408, 1e-14)
	near(t, "I.5(2,3)", Beta(.5, 2, 3), .6875, 1e-14)
	near(t, "20 in 365 days, then 1 in 90", BinomialTail(1, 21, 90.0/455), .0603621, 5e-8)
	near(t, "digamma(1)", Digamma(1), -0.57721566490153286, 1e-14)
	near(t, "lgamma(.5)", LogGamma(.5), 0.57236494292470008707, 1e-14)
	for _, c := range []struct {
		k, n      int
		low, high float64
	}{{81, 263, .25528852, .36620958}, {15, 148, .06238640, .16048724}, {0, 20, 0, .16112516}, {1, 29, .00611321, .17175522}} {
		low, high := Wilson(c.k, c.n)
		near(t, "wilson", low, c.low, 5e-9)
		near(t, "wilson", high, c.high, 5e-9)
	}
	for _, c := range []struct {
		a, m, b, n int
		low, high  float64
	}{{56, 70, 48, 80, .0524314, .3338727}, {9, 10, 3, 10, .1705227, .8090180}, {5, 56, 0, 29, -.0381371, .1925600},
		{10, 10, 0, 20, .6790860, 1}} {
		low, high := Newcombe(c.a, c.m, c.b, c.n)
		near(t, "newcombe", low, c.low, 1e-7)
		near(t, "newcombe", high, c.high, 1e-7)
	}
	for _, c := range []struct{ p, q, n float64 }{{.10, .15, 685.597}, {.10, .12, 3840.85}, {.30, .40, 355.943}} {
		near(t, "arm", ArmSize(c.p, c.q), c.n, 1e-5)
		near(t, "power", Power(c.n, c.p, c.q), .8, 1e-5)
	}
	for _, c := range []struct {
		n int
		q float64
	}{{50, .5747}, {100, .4927}, {374, .3975}} {
		q, ok := SmallestProvable(c.n, .3)
		near(t, "provable", q, c.q, 5e-5)
		if !ok {
			t.Error("nothing can be told")
		}
	}
	if _, ok := SmallestProvable(3, .5); ok {
		t.Error("three cannot tell anything")
	}
}

func TestMinimise(t *testing.T) {
	x, y, v, ok := Minimise(func(x, y float64) float64 { return (1-x)*(1-x) + 100*(y-x*x)*(y-x*x) }, -1.2, 1)
	if !ok || math.Abs(x-1) > 1e-4 || math.Abs(y-1) > 1e-4 || v > 1e-8 {
		t.Errorf("Rosenbrock's valley ends at %v %v with %v", x, y, v)
	}
}

// TestRandom holds the mean and variance of what is drawn.
func TestRandom(t *testing.T) {
	const n = 200_000
	for _, c := range []struct {
		what           string
		mean, variance float64
		draw           func(r *Random) float64
	}{
		{"uniform", .5, 1.0 / 12, (*Random).Uniform}, {"gauss", 0, 1, (*Random).Gauss},
		{"gamma .9", .9, .9, func(r *Random) float64 { return r.Gamma(.9) }},
		{"gamma 7", 7, 7, func(r *Random) float64 { return r.Gamma(7) }},
		{"poisson 3", 3, 3, func(r *Random) float64 { return float64(r.Poisson(3)) }},
		{"poisson 200", 200, 200, func(r *Random) float64 { return float64(r.Poisson(200)) }},
		{"below 10", 4.5, 8.25, func(r *Random) float64 { return float64(r.Below(10)) }},
	} {
		r := NewRandom(11)
		sum, squares := 0.0, 0.0
		for range n {
			x := c.draw(r) - c.mean
			sum, squares = sum+x, squares+x*x
		}
		if off := sum / n; math.Abs(off) > 5*math.Sqrt(c.variance/n) {
			t.Errorf("%s: mean off by %v", c.what, off)
		}
		if v := squares / n; math.Abs(v-c.variance) > 0.03*c.variance {
			t.Errorf("%s: variance %v, want %v", c.what, v, c.variance)
		}
	}
}

// TestSameBytes: the figures are the same to the last bit wherever this test runs.
func TestSameBytes(t *testing.T) {
	h := fnv.New64a()
	r := NewRandom(3)
	put := func(v float64) { h.Write(strconv.AppendUint(nil, math.Float64bits(v), 16)) }
	for range 3000 {
		x := r.Uniform()
		put(Exp(float64(x*40) - 20))
		put(Log(float64(x * 1e6)))
		put(LogGamma(float64(x * 50)))
		put(Beta(x, 1+float64(x*9), 4))
		put(Quantile(x))
		put(Normal(float64(x*8) - 4))
		put(r.Gamma(.3 + x))
		put(float64(r.Poisson(float64(x * 60))))
		low, high := Newcombe(r.Below(50), 50, r.Below(40), 40)
		put(low)
		put(high)
	}
	const want = "7b00df68451d7fe9"
	if got := strconv.FormatUint(h.Sum64(), 16); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
