package oracle

import (
	"math"
	"math/rand/v2"
	"testing"

	"fenji/scoring/models/numeric"

	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/optimize"
	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within*max(1, math.Abs(want))) {
		t.Errorf("%s = %.15g, gonum has %.15g", what, got, want)
	}
}

func TestDistributions(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		a, b, x := math.Exp(4*r.Float64()-1), math.Exp(4*r.Float64()-1), r.Float64()
		near(t, "beta", numeric.Beta(x, a, b), mathext.RegIncBeta(a, b, x), 1e-11)
		near(t, "digamma", numeric.Digamma(a), mathext.Digamma(a), 1e-10)
		near(t, "normal", numeric.Normal(8*x-4), distuv.UnitNormal.CDF(8*x-4), 1e-13)
		near(t, "quantile", numeric.Quantile(x), distuv.UnitNormal.Quantile(x), 1e-9)
		if n := 1 + r.IntN(60); true {
			k := r.IntN(n)
			near(t, "binomial", numeric.BinomialTail(k, n, x), distuv.Binomial{N: float64(n), P: x}.CDF(float64(k)), 1e-9)
		}
	}
}

func TestMatrices(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		n := 1 + r.IntN(12)
		b := mat.NewDense(n, n, nil)
		for i := range n {
			for j := range n {
				b.Set(i, j, r.NormFloat64())
			}
		}
		var m mat.Dense
		m.Mul(b, b.T())
		sym := mat.NewSymDense(n, nil)
		flat, right := make([]float64, n*n), make([]float64, n)
		for i := range n {
			right[i] = r.NormFloat64()
			for j := range n {
				v := m.At(i, j)
				if i == j {
					v += .5
				}
				flat[i*n+j] = v
				if j >= i {
					sym.SetSym(i, j, v)
				}
			}
		}
		own, ok := numeric.Cholesky(flat, n)
		var theirs mat.Cholesky
		if !ok || !theirs.Factorize(sym) {
			t.Fatal("not positive definite")
		}
		near(t, "determinant", own.Determinant(), theirs.LogDet(), 1e-10)
		var x mat.VecDense
		if err := theirs.SolveVecTo(&x, mat.NewVecDense(n, right)); err != nil {
			t.Fatal(err)
		}
		for i, v := range own.Solve(right) {
			near(t, "solution", v, x.AtVec(i), 1e-8)
		}
	}
}

// TestSearch: the simplex ends where gonum's BFGS does.
func TestSearch(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 20 {
		n := 2 + r.IntN(3)
		at, wide := make([]float64, n), make([]float64, n)
		for i := range n {
			at[i], wide[i] = r.NormFloat64(), math.Exp(r.NormFloat64())
		}
		f := func(x []float64) (sum float64) {
			for i, v := range x {
				d := (v - at[i]) * wide[i]
				sum += d*d + .3*math.Log(1+math.Exp(v))
			}
			return sum + .2*x[0]*x[1]
		}
		own, least, ok := numeric.Descend(f, make([]float64, n), numeric.Search{})
		p := optimize.Problem{Func: f, Grad: func(g, x []float64) { fd.Gradient(g, f, x, &fd.Settings{Formula: fd.Central}) }}
		theirs, err := optimize.Minimize(p, make([]float64, n), nil, &optimize.BFGS{})
		if theirs == nil || !ok {
			t.Fatal(err, ok)
		}
		near(t, "least", least, theirs.F, 1e-9)
		for i := range own {
			near(t, "place", own[i], theirs.X[i], 1e-4)
		}
	}
}

// TestLogistic: Newton's steps end where gonum's BFGS does on the same penalised likelihood.
func TestLogistic(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 10 {
		const n, width, ridge = 300, 3, 1.5
		x, y := make([]float64, 0, n*width), make([]bool, n)
		for i := range n {
			eta := -.5
			for j := range width {
				v := r.NormFloat64()
				eta += v * float64(j-1)
				x = append(x, v)
			}
			y[i] = r.Float64() < 1/(1+math.Exp(-eta))
		}
		loss := func(b []float64) (sum float64) {
			for i := range n {
				eta := b[0]
				for j := range width {
					eta += b[j+1] * x[i*width+j]
				}
				if y[i] {
					eta = -eta
				}
				sum += math.Log1p(math.Exp(eta))
			}
			for _, v := range b[1:] {
				sum += ridge / 2 * v * v
			}
			return sum
		}
		p := optimize.Problem{Func: loss, Grad: func(g, b []float64) { fd.Gradient(g, loss, b, &fd.Settings{Formula: fd.Central}) }}
		theirs, err := optimize.Minimize(p, make([]float64, width+1), nil, &optimize.BFGS{})
		if theirs == nil {
			t.Fatal(err)
		}
		own := numeric.FitLogistic(x, width, y, ridge, func() {})
		for i := range own.Beta {
			near(t, "coefficient", own.Beta[i], theirs.X[i], 1e-4)
		}
	}
}

// TestDraws: gamma and Poisson numbers have gonum's quantiles.
func TestDraws(t *testing.T) {
	g := numeric.NewRandom(9)
	for _, shape := range []float64{.3, 1, 4, 40} {
		x := make([]float64, 20_000)
		below := 0
		median := distuv.Gamma{Alpha: shape, Beta: 1}.Quantile(.5)
		for i := range x {
			if x[i] = g.Gamma(shape); x[i] < median {
				below++
			}
		}
		mean, deviation := stat.MeanStdDev(x, nil)
		near(t, "gamma's mean", mean, shape, .03)
		near(t, "gamma's deviation", deviation, math.Sqrt(shape), .05)
		near(t, "below gamma's median", float64(below)/20_000, .5, .015)
		sum := 0.0
		for range 20_000 {
			sum += float64(g.Poisson(shape))
		}
		near(t, "Poisson's mean", sum/20_000, distuv.Poisson{Lambda: shape}.Mean(), .03)
	}
}
