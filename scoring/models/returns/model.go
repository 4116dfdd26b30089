package returns

import (
	"math"
	"sort"

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
// observed.
func (m *Model) Expect(k Kind, t float64) float64 { return max(0, m.stay(k.X, k.T, t)/(1+m.odds(k))) }

// stay is Expect for one who certainly still comes: all of it that does not hang on the day of the last visit. It is the
// textbooks' formula after Euler's transformation of ₂F₁, which does not overflow where visits are many. Where chances to leave
// are much alike (A and B large) it is the other way round; where both are so, everybody leaves with the chance A/(A+B+x).
func (m *Model) stay(x int, whole, t float64) float64 {
	if t = min(t, horizonLimit*whole); t <= 0 {
		return 0
	}
	a := m.A
	if math.Abs(a-1) < 1e-6 { // the formula has a gap at 1
		a = 1 + math.Copysign(1e-6, a-1)
	}
	plus := float64(x) + a + m.B
	f := a + m.B - m.R
	if m.Plain {
		plus, f = plus-1, f-1
	}
	z := t / (m.Alpha + whole + t)
	size, rate, come := -numeric.Log(1-z), m.R+float64(x), a+m.B+float64(x)-plain(m)
	power := a - 1
	switch {
	case float64(power*size) < largest:
		series, _ := numeric.Hypergeometric(f, a-1, come, z)
		return plus / (a - 1) * (1 - float64(numeric.Pow(1-z, power)*series))
	case float64(rate*size) < largest:
		series, _ := numeric.Hypergeometric(rate, m.B+float64(x)+1-plain(m), come, z)
		return plus / (a - 1) * (1 - float64(numeric.Pow(1-z, rate)*series))
	}
	leaves := a / come
	return (1 - numeric.Pow(1+float64(leaves*t)/(m.Alpha+whole), -rate)) / leaves
}

// largest is the logarithm of the largest sums that are taken.
const largest = 300

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

// A life is one of two hundred that those who came again as often in as much time may have in the weeks ahead: visits if it
// is active, and the chance that decides whether it is.
type life struct{ visits, active float64 }

// lives lets such customers live on for t weeks, the least visits first. Visits come by Poisson's distribution until the one
// after which they leave.
func (d *dice) lives(x int, whole, t float64) (list [drawsOfKind]life) {
	for i, one := range d.of(x) {
		mean := one.rate * t / (d.m.Alpha + whole)
		list[i] = life{min(one.leaves, poisson(mean, one.visits)), one.active}
	}
	sort.Slice(list[:], func(i, j int) bool { return list[i].visits < list[j].visits })
	return list
}

// spread gives the 5 % and 95 % of the visits of a kind of customer with such lives and a chance to be active, and their
// variance.
func spread(lives *[drawsOfKind]life, active float64) (low, high, variance float64) {
	var come [drawsOfKind]float64 // and all others make none
	n, sum, square := 0, 0.0, 0.0
	for i := range lives {
		if l := &lives[i]; l.active < active && l.visits > 0 {
			come[n] = l.visits
			n++
			sum += l.visits
			square += float64(l.visits * l.visits)
		}
	}
	at := func(rank int) float64 {
		if rank -= drawsOfKind - n; rank < 0 {
			return 0
		}
		return come[rank]
	}
	mean := sum / drawsOfKind
	return at(drawsOfKind / 20), at(drawsOfKind - 1 - drawsOfKind/20), square/drawsOfKind - float64(mean*mean)
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

// doubt is the variance of the sum of all that the parameters' own uncertainty brings.
func (m *Model) doubt(c *crowd, t float64, w *work) (variance float64) {
	if m.inverse == nil {
		return 0
	}
	const h = 1e-3
	x, slope := m.logs(), [4]float64{}
	sum := func() float64 {
		at := *m
		at.set(x)
		w.step(0)
		odds := c.odds(&at)
		w.step(0)
		return c.sum(&at, odds, t)
	}
	for i := range x {
		x[i] += h
		up := sum()
		x[i] -= 2 * h
		slope[i] = (up - sum()) / (2 * h)
		x[i] += h
	}
	for i := range x {
		for j := range x {
			variance += float64(slope[i] * float64(m.inverse[i*4+j]*slope[j]))
		}
	}
	return max(0, variance)
}
