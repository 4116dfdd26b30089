package returns

import (
	"math"
	"slices"

	"fenji/scoring/models/numeric"
)

// A likely is kinds of customers, made ready for the likelihood to be taken of them many times: logarithms are taken once
// for all that share a time, and sums over the visits once for all that share their number.
type likely struct {
	kinds       []Kind
	most        int       // visits after the first
	times       []float64 // all distinct
	whole, last []int32   // of each kind its T and Last among times
	logs, parts []float64 // of α plus each time
	visits      []byVisits
}

// byVisits is what hangs on the number x of visits after the first: the logarithms of Γ functions with their slopes, and
// of leaving after the last visit.
type byVisits struct {
	value, r, a, b float64
	gone, goneB    float64
}

func likelyOf(kinds []Kind) *likely {
	l := &likely{kinds: kinds, whole: make([]int32, len(kinds)), last: make([]int32, len(kinds))}
	known := map[float64]int32{}
	number := func(t float64) int32 {
		at, have := known[t]
		if !have {
			at = int32(len(l.times))
			known[t] = at
			l.times = append(l.times, t)
		}
		return at
	}
	for i, k := range kinds {
		l.most = max(l.most, k.X)
		l.whole[i], l.last[i] = number(k.T), number(k.Last)
	}
	l.logs, l.parts = make([]float64, len(l.times)), make([]float64, len(l.times))
	l.visits = make([]byVisits, l.most+1)
	return l
}

// ready fills in what kinds share under a model. Γ functions of whole steps are a table over the visits.
func (l *likely) ready(m *Model) {
	for i, t := range l.times {
		l.logs[i], l.parts[i] = numeric.Log(m.Alpha+t), 1/(m.Alpha+t)
	}
	alive := 1.0 // of b that staying after the visits so far adds
	if m.Plain {
		alive = 0
	}
	v := byVisits{value: float64(m.R * numeric.Log(m.Alpha)), r: numeric.Log(m.Alpha)}
	if !m.Plain {
		v.value += numeric.Log(m.B / (m.A + m.B))
		v.a, v.b = -1/(m.A+m.B), 1/m.B-1/(m.A+m.B)
	}
	for x := range l.visits {
		f := float64(x)
		v.gone, v.goneB = numeric.Log(m.A/(m.B+f-1+alive)), -1/(m.B+f-1+alive)
		l.visits[x] = v
		ab := m.A + m.B + f + alive
		v.value += numeric.Log((m.R + f) * (m.B + f + alive) / ab)
		v.r += 1 / (m.R + f)
		v.a -= 1 / ab
		v.b += 1/(m.B+f+alive) - 1/ab
	}
}

// likelihood is its logarithm, with its slopes by the logarithms of the four parameters. The two ways of having been silent
// since the last visit are added as max + ln(1 + e^−|difference|).
func (m *Model) likelihood(l *likely) (sum float64, slope [4]float64) {
	l.ready(m)
	r, alpha, a, b := 0.0, 0.0, 0.0, 0.0
	for i := range l.kinds {
		k := &l.kinds[i]
		v := &l.visits[k.X]
		rate := m.R + float64(k.X)
		whole, part := l.logs[l.whole[i]], l.parts[l.whole[i]]
		ll := v.value - float64(rate*whole)
		dr, dalpha, da, db := v.r-whole, -float64(rate*part), v.a, v.b
		if !m.Plain || k.X > 0 {
			since := whole - l.logs[l.last[i]]
			d := v.gone + float64(rate*since)
			e := numeric.Exp(-math.Abs(d))
			left := 1 / (1 + e) // the chance of having left
			if d > 0 {
				ll += d
			} else {
				left *= e
			}
			ll += numeric.Log1p(e)
			dr += float64(left * since)
			dalpha += float64(left * float64(rate*(part-l.parts[l.last[i]])))
			da += left / m.A
			db += float64(left * v.goneB)
		}
		sum += float64(k.N * ll)
		r += float64(k.N * dr)
		alpha += float64(k.N * (dalpha + m.R/m.Alpha))
		a += float64(k.N * da)
		b += float64(k.N * db)
	}
	return sum, [4]float64{float64(m.R * r), float64(m.Alpha * alpha), float64(m.A * a), float64(m.B * b)}
}

// fit maximises the likelihood. It begins at what the model holds, or at a guess.
func (m *Model) fit(l *likely, w *work) {
	start := []float64{0, 1.5, 0, 1}
	if m.R > 0 {
		start = m.logs()
	}
	at, within := *m, make([]float64, len(start))
	f := func(x, slope []float64) float64 {
		w.step(0)
		for i, v := range x {
			within[i] = max(-farthest, min(farthest, v))
		}
		at.set(within)
		sum, by := at.likelihood(l)
		for i, v := range x {
			beyond := v - within[i] // there it is as at the edge, and a little worse
			sum -= float64(beyond * beyond)
			if by[i] = -by[i]; beyond != 0 {
				by[i] = 2 * beyond
			}
		}
		copy(slope, by[:])
		return -sum
	}
	logs, least, ok := numeric.Roll(f, start, 300)
	edge := func(v float64) bool { return math.Abs(v) > farthest-0.1 } // customers are as alike in this as can be
	if !ok && !slices.ContainsFunc(logs, edge) {
		logs, least, ok = numeric.Descend(func(x []float64) float64 { return f(x, nil) }, logs, numeric.Search{Step: 0.2, Most: 500})
	}
	f(logs, nil)
	m.set(within)
	m.LL, m.Rest = -least, ok
}

// farthest is the bound of the parameters' logarithms, and widest that of their intervals' half width: what is wider says
// nothing.
const farthest, widest = 14, 5

// intervals are of 95 %, by the curvature of the likelihood in the parameters' logarithms. ok is false where it has no
// summit.
func (m *Model) intervals(l *likely, w *work) (low, high [4]float64, ok bool) {
	x, at := m.logs(), *m
	c, ok := numeric.Cholesky(numeric.Curvature(func(x []float64) float64 {
		w.step(0)
		at.set(x)
		sum, _ := at.likelihood(l)
		return -sum
	}, x, 1e-3), 4)
	if !ok {
		return low, high, false
	}
	m.inverse = c.Inverse()
	for i := range x {
		wide := float64(numeric.Quantile(.975) * math.Sqrt(m.inverse[i*4+i]))
		low[i], high[i] = numeric.Exp(x[i]-wide), numeric.Exp(x[i]+wide)
		ok = ok && wide < widest
	}
	return low, high, ok
}
