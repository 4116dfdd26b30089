package numeric

import (
	"math"
	"slices"
)

// Roll walks downhill where the slope is known, by the quasi-Newton steps of Broyden, Fletcher, Goldfarb and Shanno (Nocedal
// and Wright, Numerical Optimization, 2006, algorithm 6.1), halving each step until it brings enough. f fills in the slope
// and gives the value; where that is infinite, nothing is entered. ok says that it came to rest: at a slope of nothing, or where three
// steps brought nothing.
func Roll(f func(x, slope []float64) float64, start []float64, most int) (best []float64, least float64, ok bool) {
	const longest, gain, slack, rest = 1.5, 1e-4, 1e-14, 1e-10
	n := len(start)
	x, slope := slices.Clone(start), make([]float64, n)
	value := f(x, slope)
	b := bend{n: n, inverse: make([]float64, n*n)}
	if !(math.Abs(value) < math.Inf(1)) {
		return x, value, false
	}
	for still := 0; most > 0; most-- {
		if largest(slope) <= rest*(math.Abs(value)+1) || still == 3 {
			return x, value, true
		}
		step := b.step(slope)
		along, t := -inner(step, slope), min(1, longest/largest(step)) // step points uphill
		next, there := make([]float64, n), make([]float64, n)
		for ; ; t /= 2 {
			for i := range x {
				next[i] = x[i] - float64(t*step[i])
			}
			v := f(next, there)
			if v <= value+float64(gain*float64(t*along))+slack*math.Abs(value) {
				if still++; value-v > 1e-13*(math.Abs(value)+1) {
					still = 0
				}
				value = v
				break
			}
			if t < 1e-12 {
				return x, value, largest(slope) <= 1e-6*(math.Abs(value)+1)
			}
		}
		b.learn(x, next, slope, there)
		x, slope = next, there
	}
	return x, value, false
}

// A bend is what is known of the inverse of the second derivatives.
type bend struct {
	n       int
	inverse []float64
	known   bool
}

// step gives the way that would end at the bottom, were all as bent as is known; straight down where nothing is.
func (b *bend) step(slope []float64) []float64 {
	step := make([]float64, b.n)
	for i := range step {
		if !b.known {
			step[i] = slope[i] / (2 * largest(slope))
			continue
		}
		step[i] = inner(b.inverse[i*b.n:(i+1)*b.n], slope)
	}
	if b.known && inner(step, slope) <= 0 {
		b.known = false
		return b.step(slope)
	}
	return step
}

// learn takes from a step how the slope changed along it.
func (b *bend) learn(from, to, before, after []float64) {
	n := b.n
	s, y := make([]float64, n), make([]float64, n)
	for i := range s {
		s[i], y[i] = to[i]-from[i], after[i]-before[i]
	}
	both := inner(s, y)
	if !(both > 1e-12*math.Sqrt(float64(inner(s, s)*inner(y, y)))) {
		return // it bends the other way here
	}
	if !b.known {
		b.known = true
		clear(b.inverse)
		for i := range n {
			b.inverse[i*n+i] = both / inner(y, y)
		}
	}
	h := make([]float64, n)
	for i := range h {
		h[i] = inner(b.inverse[i*n:(i+1)*n], y)
	}
	weight := (1 + inner(y, h)/both) / both
	for i := range n {
		for j := range n {
			b.inverse[i*n+j] += float64(weight*float64(s[i]*s[j])) - (float64(h[i]*s[j])+float64(s[i]*h[j]))/both
		}
	}
}

func inner(a, b []float64) (sum float64) {
	for i, v := range a {
		sum += float64(v * b[i])
	}
	return sum
}

func largest(list []float64) (most float64) {
	for _, v := range list {
		most = max(most, math.Abs(v))
	}
	return most
}
