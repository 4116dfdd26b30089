package returns

import (
	"math"
	"slices"

	"fenji/scoring/models/numeric"
)

// A Model is a customer who comes at a rate of its own, gamma distributed over customers (R, Alpha per week), until it leaves
// for good, with a chance of its own, beta distributed (A, B), after any visit; Plain: after any but the first.
type Model struct {
	R, Alpha, A, B float64
	LL             float64
	Plain          bool // BG/NBD
	Rest           bool // the search came to rest
	inverse        []float64
}

func (m *Model) name() string {
	if m.Plain {
		return "bg"
	}
	return "mbg"
}

func (m *Model) at(i int) float64 { return [4]float64{m.R, m.Alpha, m.A, m.B}[i] }

func (m *Model) set(logs []float64) {
	m.R, m.Alpha, m.A, m.B = numeric.Exp(logs[0]), numeric.Exp(logs[1]), numeric.Exp(logs[2]), numeric.Exp(logs[3])
}

func (m *Model) logs() []float64 {
	return []float64{numeric.Log(m.R), numeric.Log(m.Alpha), numeric.Log(m.A), numeric.Log(m.B)}
}

// fit maximises the likelihood. It begins at what the model holds, or at a guess.
func (m *Model) fit(kinds []Kind, w *work) {
	start, step := []float64{0, 1.5, 0, 1}, 0.7
	if m.R > 0 {
		start, step = m.logs(), 0.2
	}
	calls := 0
	logs, least, ok := numeric.Descend(func(x []float64) float64 {
		if calls++; calls%8 == 0 {
			w.step(0)
		}
		for _, v := range x {
			if math.Abs(v) > 14 {
				return math.Inf(1)
			}
		}
		at := *m
		at.set(x)
		return -at.likelihood(kinds)
	}, start, numeric.Search{Step: step, Most: 2500, Rounds: 2})
	m.set(logs)
	m.LL, m.Rest = -least, ok
}

// likelihood is its logarithm. Gamma functions of whole steps go by a table over the visits, and the two ways of having
// been silent since the last visit are added as max + ln(1 + e^−|difference|).
func (m *Model) likelihood(kinds []Kind) (sum float64) {
	most := 0
	for _, k := range kinds {
		most = max(most, k.X)
	}
	alive := 1.0 // of b that staying after the visits so far adds
	if m.Plain {
		alive = 0
	}
	first := float64(m.R * numeric.Log(m.Alpha))
	if !m.Plain {
		first += numeric.Log(m.B / (m.A + m.B))
	}
	table, gone := make([]float64, most+1), make([]float64, most+1)
	table[0] = first
	for x := range most + 1 {
		f := float64(x)
		gone[x] = numeric.Log(m.A / (m.B + f - 1 + alive))
		if x < most {
			table[x+1] = table[x] + numeric.Log((m.R+f)*(m.B+f+alive)/(m.A+m.B+f+alive))
		}
	}
	for _, k := range kinds {
		whole := numeric.Log(m.Alpha + k.T)
		ll := table[k.X] - float64((m.R+float64(k.X))*whole)
		if !m.Plain || k.X > 0 {
			d := gone[k.X] + float64((m.R+float64(k.X))*(whole-numeric.Log(m.Alpha+k.Last)))
			if d > 0 {
				ll += d
			}
			ll += numeric.Log1p(numeric.Exp(-math.Abs(d)))
		}
		sum += float64(k.N * ll)
	}
	return sum
}

// odds is of having left, for one who has not.
func (m *Model) odds(k Kind) float64 {
	x := float64(k.X)
	if m.Plain {
		if k.X == 0 {
			return 0
		}
		x--
	}
	return float64(m.A / (m.B + x) * numeric.Pow((m.Alpha+k.T)/(m.Alpha+k.Last), m.R+float64(k.X)))
}

// Active is the chance that a customer still comes.
func (m *Model) Active(k Kind) float64 { return 1 / (1 + m.odds(k)) }

// Expect is how many visits are to be expected in the next t weeks, at most five times the time that the customer was
// observed. It is the textbooks' formula after Euler's transformation of ₂F₁, which does not overflow.
func (m *Model) Expect(k Kind, t float64) float64 {
	if t = min(t, horizonLimit*k.T); t <= 0 {
		return 0
	}
	a := m.A
	if math.Abs(a-1) < 1e-6 { // the formula has a gap at 1
		a = 1 + math.Copysign(1e-6, a-1)
	}
	plus := float64(k.X) + a + m.B
	f := a + m.B - m.R
	if m.Plain {
		plus, f = plus-1, f-1
	}
	z := t / (m.Alpha + k.T + t)
	series, _ := numeric.Hypergeometric(f, a-1, a+m.B+float64(k.X)-plain(m), z)
	rest := 1 - float64(numeric.Pow(1-z, a-1)*series)
	return max(0, plus/(a-1)*rest/(1+m.odds(k)))
}

func plain(m *Model) float64 {
	if m.Plain {
		return 1
	}
	return 0
}

// New is how many visits are to be expected of a customer in the t weeks after its first.
func (m *Model) New(t float64) float64 {
	alone := *m
	return alone.unbounded(t)
}

// unbounded is Expect at T = 0 without a limit to the time ahead.
func (m *Model) unbounded(t float64) float64 {
	far := Kind{X: 0}
	a := m.A
	if math.Abs(a-1) < 1e-6 {
		a = 1 + math.Copysign(1e-6, a-1)
	}
	z := t / (m.Alpha + t)
	f, plus := a+m.B-m.R-plain(m), a+m.B-plain(m)
	series, _ := numeric.Hypergeometric(f, a-1, plus, z)
	return plus / (a - 1) * (1 - float64(numeric.Pow(1-z, a-1)*series)) / (1 + m.odds(far))
}

// sum is what is to be expected of all.
func (m *Model) sum(kinds []Kind, t float64) (sum float64) {
	for _, k := range kinds {
		sum += float64(k.N * m.Expect(k, t))
	}
	return sum
}

const drawsOfKind = 200

// A draw is what of a customer's life does not hang on time: how its rate stands to the mean, after how many visits it would
// leave, and chances for being active and for how many visits come.
type draw struct {
	rate, leaves, active, visits float64
}

// A dice draws customers who came again x times, once for each x.
type dice struct {
	m     *Model
	g     *numeric.Random
	known map[int][]draw
}

func (d *dice) of(x int) []draw {
	list := d.known[x]
	if list != nil {
		return list
	}
	m := d.m
	stays := float64(x) + m.B + 1 - plain(m)
	for range drawsOfKind {
		u, v := d.g.Gamma(m.A), d.g.Gamma(stays)
		leave := min(1-1e-12, max(1e-12, u/(u+v)))
		list = append(list, draw{d.g.Gamma(m.R + float64(x)), 1 + math.Floor(numeric.Log(d.g.Uniform())/numeric.Log1p(-leave)),
			d.g.Uniform(), d.g.Uniform()})
	}
	d.known[x] = list
	return list
}

// draws lets a kind of customer live on for t weeks two hundred times: the 5 % and 95 % of its visits, and their variance.
// Visits come by Poisson's distribution until the one after which it leaves.
func (d *dice) draws(k Kind, t float64) (low, high, variance float64) {
	active := d.m.Active(k)
	var counts [drawsOfKind]float64
	sum, square := 0.0, 0.0
	for i, one := range d.of(k.X) {
		n := 0.0
		if one.active < active {
			mean := one.rate * t / (d.m.Alpha + k.T)
			n = min(one.leaves, poisson(mean, one.visits))
		}
		counts[i] = n
		sum += n
		square += float64(n * n)
	}
	slices.Sort(counts[:])
	mean := sum / drawsOfKind
	return counts[drawsOfKind/20], counts[drawsOfKind-1-drawsOfKind/20], square/drawsOfKind - float64(mean*mean)
}

// poisson is the count up to which a chance u reaches; where the mean is large, by the normal distribution.
func poisson(mean, u float64) float64 {
	if mean > 200 {
		return max(0, math.Floor(mean+float64(numeric.Quantile(u)*math.Sqrt(mean))+0.5))
	}
	term := numeric.Exp(-mean)
	n, sum := 0.0, term
	for sum < u && n < 1000 {
		n++
		term *= mean / n
		sum += term
	}
	return n
}

// intervals are of 95 %, by the curvature of the likelihood in the parameters' logarithms. ok is false where it has no
// summit.
func (m *Model) intervals(kinds []Kind) (low, high [4]float64, ok bool) {
	x := m.logs()
	f := func(x []float64) float64 {
		at := *m
		at.set(x)
		return -at.likelihood(kinds)
	}
	c, ok := numeric.Cholesky(numeric.Curvature(f, x, 1e-3), 4)
	if !ok {
		return low, high, false
	}
	m.inverse = c.Inverse()
	for i := range x {
		wide := float64(numeric.Quantile(.975) * math.Sqrt(m.inverse[i*4+i]))
		low[i], high[i] = numeric.Exp(x[i]-wide), numeric.Exp(x[i]+wide)
	}
	return low, high, true
}

// doubt is the variance of the sum of all that the parameters' own uncertainty brings.
func (m *Model) doubt(kinds []Kind, t float64) (variance float64) {
	if m.inverse == nil {
		return 0
	}
	const h = 1e-3
	x, slope := m.logs(), [4]float64{}
	for i := range x {
		up, down := *m, *m
		x[i] += h
		up.set(x)
		x[i] -= 2 * h
		down.set(x)
		x[i] += h
		slope[i] = (up.sum(kinds, t) - down.sum(kinds, t)) / (2 * h)
	}
	for i := range x {
		for j := range x {
			variance += float64(slope[i] * float64(m.inverse[i*4+j]*slope[j]))
		}
	}
	return max(0, variance)
}
