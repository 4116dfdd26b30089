package numeric

import (
	"math"
	"slices"
)

// A Search says how far Descend goes.
type Search struct {
	Step   float64 // of the first simplex along each axis; 0: ½
	Most   int     // evaluations in all; 0: 4,000
	Rounds int     // how often it begins anew where it ended; 0: 3
	Values float64 // it rests where corners differ by no larger share of the value; 0: 1e-12
	Places float64 // and by no larger share of the place; 0: 1e-7
}

// Descend walks downhill in any number of dimensions without derivatives: the simplex of Nelder and Mead (Computer Journal
// 7, 1965) with the coefficients for many dimensions of Gao and Han (Computational Optimization and Applications 51, 2012),
// begun anew where it ended until that brings nothing. ok says that it came to rest.
func Descend(f func(x []float64) float64, start []float64, s Search) (best []float64, least float64, ok bool) {
	if s.Step == 0 {
		s.Step = 0.5
	}
	if s.Most == 0 {
		s.Most = 4000
	}
	if s.Rounds == 0 {
		s.Rounds = 3
	}
	if s.Values == 0 {
		s.Values, s.Places = 1e-12, 1e-7
	}
	w := walker{f: f, left: s.Most}
	best = slices.Clone(start)
	least = w.at(best)
	for range s.Rounds {
		before := least
		best, least, ok = w.walk(best, least, s)
		if !ok || before-least <= 1e-9*(math.Abs(least)+1e-9) {
			break
		}
		s.Step /= 4
	}
	return best, least, ok
}

type vertex struct {
	x []float64
	f float64
}

type walker struct {
	f    func([]float64) float64
	left int
}

func (w *walker) at(x []float64) float64 {
	w.left--
	if v := w.f(x); v == v {
		return v
	}
	return math.Inf(1)
}

func (w *walker) walk(start []float64, value float64, s Search) ([]float64, float64, bool) {
	n := len(start)
	dim := float64(max(n, 2))
	expand, contract, shrink := 1+2/dim, 0.75-1/(2*dim), 1-1/dim
	c := []vertex{{slices.Clone(start), value}}
	for i := range start {
		x := slices.Clone(start)
		x[i] += s.Step
		c = append(c, vertex{x, w.at(x)})
	}
	mean := make([]float64, n)
	along := func(t float64) vertex {
		x := make([]float64, n)
		for i := range x {
			x[i] = mean[i] + float64(t*(mean[i]-c[n].x[i]))
		}
		return vertex{x, w.at(x)}
	}
	for w.left > 0 {
		for i := range c { // there are few
			for k := i; k > 0 && c[k].f < c[k-1].f; k-- {
				c[k], c[k-1] = c[k-1], c[k]
			}
		}
		if s.small(c) {
			return c[0].x, c[0].f, true
		}
		for i := range mean {
			mean[i] = 0
			for _, v := range c[:n] {
				mean[i] += v.x[i]
			}
			mean[i] /= float64(n)
		}
		r := along(1)
		switch {
		case r.f < c[0].f:
			if e := along(expand); e.f < r.f {
				r = e
			}
			c[n] = r
		case r.f < c[n-1].f:
			c[n] = r
		default:
			t := -contract
			if r.f < c[n].f {
				t = contract
			}
			if k := along(t); k.f < min(r.f, c[n].f) {
				c[n] = k
				continue
			}
			for _, v := range c[1:] {
				for i := range v.x {
					v.x[i] = c[0].x[i] + float64(shrink*(v.x[i]-c[0].x[i]))
				}
			}
			for i := 1; i <= n; i++ {
				c[i].f = w.at(c[i].x)
			}
		}
	}
	return c[0].x, c[0].f, false
}

// small tells whether a simplex, its best corner first, has shrunk to a point.
func (s *Search) small(c []vertex) bool {
	if !(c[len(c)-1].f-c[0].f <= s.Values*(math.Abs(c[0].f)+1)) {
		return false
	}
	for _, v := range c[1:] {
		for i := range v.x {
			if math.Abs(v.x[i]-c[0].x[i]) > s.Places*(1+math.Abs(c[0].x[i])) {
				return false
			}
		}
	}
	return true
}
