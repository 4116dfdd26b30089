package numeric

import (
	"math"
	"testing"
)

// TestLogisticPublished: hours of study of twenty pupils (Wikipedia, "Logistic regression"), as R's glm, glmnet and logistf
// fit them.
func TestLogisticPublished(t *testing.T) {
	hours := []float64{.5, .75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5}
	passed := []bool{false, false, false, false, false, false, true, false, true, false, true, false, true, false, true, true, true, true, true, true}
	m := FitLogistic(hours, 1, passed, 0, func() {})
	near(t, "intercept", m.Beta[0], -4.07771343, 5e-9)
	near(t, "slope", m.Beta[1], 1.50464543, 5e-9)
	near(t, "ll", m.Log, -8.02987846, 5e-9)
	if m.Firth || !m.Converged {
		t.Error("taken for separable", m)
	}
	near(t, "error of the slope", m.Errors[1], 0.6287, 1e-4)
	m = FitLogistic(hours, 1, passed, 1, func() {})
	near(t, "ridge intercept", m.Beta[0], -3.13952493, 5e-9)
	near(t, "ridge slope", m.Beta[1], 1.14860390, 5e-9)
	near(t, "ridge ll", m.Log, -8.21844460, 5e-9)
}

// TestFirthPublished: with separation Firth's penalty equals half a case added to each cell.
func TestFirthPublished(t *testing.T) {
	var x []float64
	var y []bool
	for i := range 30 {
		x = append(x, float64(i/20))
		y = append(y, i >= 10)
	}
	m := FitLogistic(x, 1, y, 0, func() {})
	near(t, "intercept", m.Beta[0], 0, 1e-9)
	near(t, "slope", m.Beta[1], 3.04452244, 5e-9)
	if !m.Firth || !m.Converged {
		t.Error("no separation was found", m)
	}
}

func TestCalibrationPublished(t *testing.T) {
	got := Isotonic([]float64{1, 0, 4, 3, 3, 5, 4, 2, 0})
	for i, want := range []float64{.5, .5, 3, 3, 3, 3, 3, 3, 3} {
		near(t, "isotonic", got[i], want, 1e-15)
	}
	a, b := Platt([]float64{-2, -1.5, -1, -.5, 0, .2, .5, 1, 1.5, 2},
		[]bool{false, false, false, true, false, true, false, true, true, true})
	near(t, "A", a, -.9332309, 5e-8)
	near(t, "B", b, .02415188, 5e-8)
}

// TestDescend finds the bottom of Rosenbrock's valley and of a bowl in five dimensions.
func TestDescend(t *testing.T) {
	x, least, ok := Descend(func(x []float64) float64 {
		return 100*(x[1]-x[0]*x[0])*(x[1]-x[0]*x[0]) + (1-x[0])*(1-x[0])
	}, []float64{-1.2, 1}, Search{})
	if !ok || least > 1e-12 || math.Abs(x[0]-1) > 1e-6 {
		t.Error(x, least, ok)
	}
	x, _, ok = Descend(func(x []float64) (sum float64) {
		for i, v := range x {
			sum += float64(i+1) * (v - float64(i)) * (v - float64(i))
		}
		return sum
	}, make([]float64, 5), Search{})
	for i, v := range x {
		if !ok || math.Abs(v-float64(i)) > 1e-6 {
			t.Error(x, ok)
		}
	}
}

// TestRoll finds the same bottoms by the slope, and does not walk where there is no value.
func TestRoll(t *testing.T) {
	x, least, ok := Roll(func(x, slope []float64) float64 {
		d := x[1] - x[0]*x[0]
		slope[0], slope[1] = -400*x[0]*d-2*(1-x[0]), 200*d
		return 100*d*d + (1-x[0])*(1-x[0])
	}, []float64{-1.2, 1}, 200)
	if !ok || least > 1e-12 || math.Abs(x[0]-1) > 1e-6 {
		t.Error(x, least, ok)
	}
	x, _, ok = Roll(func(x, slope []float64) (sum float64) {
		for i, v := range x {
			if v > 6 {
				return math.Inf(1)
			}
			sum += float64(i+1) * (v - float64(i)) * (v - float64(i))
			slope[i] = 2 * float64(i+1) * (v - float64(i))
		}
		return sum
	}, make([]float64, 5), 200)
	for i, v := range x {
		if !ok || math.Abs(v-float64(i)) > 1e-6 {
			t.Error(x, ok)
		}
	}
	for _, wrong := range []float64{math.NaN(), math.Inf(1)} {
		if _, _, ok := Roll(func(x, slope []float64) float64 { return wrong }, []float64{1}, 9); ok {
			t.Error("rests at", wrong)
		}
	}
}

// TestCholesky solves random systems and inverts them.
func TestCholesky(t *testing.T) {
	r := NewRandom(3)
	for range 50 {
		n := 1 + r.Below(8)
		b := make([]float64, n*n)
		for i := range b {
			b[i] = r.Gauss()
		}
		a := make([]float64, n*n)
		for i := range n {
			for j := range n {
				for k := range n {
					a[i*n+j] += b[i*n+k] * b[j*n+k]
				}
			}
			a[i*n+i] += .1
		}
		f, ok := Cholesky(a, n)
		if !ok {
			t.Fatal("not positive definite")
		}
		inverse := f.Inverse()
		for i := range n {
			for j := range n {
				sum, want := 0.0, 0.0
				for k := range n {
					sum += a[i*n+k] * inverse[k*n+j]
				}
				if i == j {
					want = 1
				}
				near(t, "a·a⁻¹", sum, want, 1e-10)
			}
		}
	}
	if _, ok := Cholesky([]float64{1, 2, 2, 1}, 2); ok {
		t.Error("an indefinite matrix was factored")
	}
}

// TestHypergeometric: identities of Abramowitz and Stegun 15.1.3, 15.1.4, 15.1.8.
func TestHypergeometric(t *testing.T) {
	for _, z := range []float64{.01, .3, .9, .99} {
		got, ok := Hypergeometric(1, 1, 2, z)
		near(t, "-ln(1-z)/z", got, -math.Log1p(-z)/z, 1e-13)
		near(t, "(1-z)^-a", first(Hypergeometric(2.5, 3, 3, z)), math.Pow(1-z, -2.5), 1e-12)
		if !ok {
			t.Error("did not end")
		}
	}
}

func first(x float64, _ bool) float64 { return x }

// TestSameBits: the same bytes on every machine.
func TestModelsSameBits(t *testing.T) {
	x, least, _ := Descend(func(x []float64) float64 {
		return LogGamma(Exp(x[0])+1) + float64(Exp(x[1])*Exp(x[1])) - x[0] - x[1]
	}, []float64{0, 0}, Search{})
	bits := uint64(0)
	for _, v := range append(x, least, first(Hypergeometric(.7, 1.3, 2.9, .8))) {
		bits = bits*1099511628211 ^ math.Float64bits(v)
	}
	if bits != sameModels {
		t.Errorf("%#x", bits)
	}
}

const sameModels = 0xaa556fb64dbfa3a9
