package numeric

import "math"

// Minimise walks downhill in two dimensions without derivatives: the simplex of Nelder and Mead (Computer Journal 7,
// 1965) with their coefficients 1, 2, ½, ½, begun anew once where it ended. ok says that it came to rest.
func Minimise(f func(x, y float64) float64, x, y float64) (bestX, bestY, least float64, ok bool) {
	for range 2 {
		x, y, least, ok = simplex(f, x, y)
	}
	return x, y, least, ok
}

type corner struct{ x, y, f float64 }

func simplex(f func(x, y float64) float64, x, y float64) (bestX, bestY, least float64, ok bool) {
	const most, enough = 400, 1e-10
	at := func(x, y float64) corner {
		v := f(x, y)
		if v != v {
			v = math.Inf(1)
		}
		return corner{x, y, v}
	}
	c := [3]corner{at(x, y), at(x+0.5, y), at(x, y+0.5)}
	for range most {
		for i := range c { // the best first
			for j := i; j > 0 && c[j].f < c[j-1].f; j-- {
				c[j], c[j-1] = c[j-1], c[j]
			}
		}
		if math.Abs(c[2].f-c[0].f) <= enough*(math.Abs(c[0].f)+enough) && math.Abs(c[2].x-c[0].x)+math.Abs(c[2].y-c[0].y)+
			math.Abs(c[1].x-c[0].x)+math.Abs(c[1].y-c[0].y) < 1e-6 {
			return c[0].x, c[0].y, c[0].f, true
		}
		mx, my := (c[0].x+c[1].x)/2, (c[0].y+c[1].y)/2
		along := func(t float64) corner { return at(mx+float64(t*(mx-c[2].x)), my+float64(t*(my-c[2].y))) }
		r := along(1)
		switch {
		case r.f < c[0].f:
			if e := along(2); e.f < r.f {
				r = e
			}
			c[2] = r
		case r.f < c[1].f:
			c[2] = r
		default:
			t := -0.5
			if r.f < c[2].f {
				t = 0.5
			}
			if k := along(t); k.f < min(r.f, c[2].f) {
				c[2] = k
				continue
			}
			for i := 1; i < 3; i++ {
				c[i] = at((c[0].x+c[i].x)/2, (c[0].y+c[i].y)/2)
			}
		}
	}
	return c[0].x, c[0].y, c[0].f, false
}
