package numeric

import "math"

// A Factor is the lower triangle L of a symmetric, positive definite matrix L·Lᵀ (Cholesky), row by row.
type Factor struct {
	n int
	l []float64
}

// Cholesky factors the n×n matrix a, of which it reads the lower triangle. ok is false when a is not positive definite as
// far as its digits tell.
func Cholesky(a []float64, n int) (f Factor, ok bool) {
	f = Factor{n, make([]float64, n*n)}
	for i := range n {
		for j := 0; j <= i; j++ {
			sum := a[i*n+j]
			for k := range j {
				sum -= float64(f.l[i*n+k] * f.l[j*n+k])
			}
			if i != j {
				f.l[i*n+j] = sum / f.l[j*n+j]
				continue
			}
			if !(sum > 1e-13*math.Abs(a[i*n+i])) || math.IsInf(sum, 1) {
				return f, false
			}
			f.l[i*n+i] = math.Sqrt(sum)
		}
	}
	return f, true
}

// Solve gives x with L·Lᵀ·x = b.
func (f Factor) Solve(b []float64) []float64 {
	n, x := f.n, make([]float64, f.n)
	for i := range n {
		sum := b[i]
		for k := range i {
			sum -= float64(f.l[i*n+k] * x[k])
		}
		x[i] = sum / f.l[i*n+i]
	}
	for i := n - 1; i >= 0; i-- {
		sum := x[i]
		for k := i + 1; k < n; k++ {
			sum -= float64(f.l[k*n+i] * x[k])
		}
		x[i] = sum / f.l[i*n+i]
	}
	return x
}

// Inverse gives the inverse of the matrix, row by row.
func (f Factor) Inverse() []float64 {
	n := f.n
	inverse, unit := make([]float64, n*n), make([]float64, n)
	for j := range n {
		clear(unit)
		unit[j] = 1
		for i, v := range f.Solve(unit) {
			inverse[i*n+j] = v
		}
	}
	return inverse
}

// Determinant gives its logarithm.
func (f Factor) Determinant() (log float64) {
	for i := range f.n {
		log += 2 * Log(f.l[i*f.n+i])
	}
	return log
}

// Curvature gives the matrix of second derivatives of f at x by central differences of width h, row by row.
func Curvature(f func(x []float64) float64, x []float64, h float64) []float64 {
	n := len(x)
	m, y, middle := make([]float64, n*n), append([]float64(nil), x...), f(x)
	at := func(i int, a float64, j int, b float64) float64 {
		y[i] += a
		y[j] += b
		v := f(y)
		copy(y, x)
		return v
	}
	for i := range n {
		m[i*n+i] = (at(i, h, i, 0) - 2*middle + at(i, -h, i, 0)) / (h * h)
		for j := range i {
			v := (at(i, h, j, h) - at(i, h, j, -h) - at(i, -h, j, h) + at(i, -h, j, -h)) / (4 * h * h)
			m[i*n+j], m[j*n+i] = v, v
		}
	}
	return m
}
