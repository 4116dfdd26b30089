package returns

import (
	"math"

	"fenji/scoring/civil"
	"fenji/scoring/models"
	"fenji/scoring/models/numeric"
)

// Spends is Gamma-Gamma: what a visit costs varies about a mean of the customer's own, which varies over customers.
type Spends struct{ P, Q, Gamma, LL float64 }

// A spender is a customer who came again: visits after the first with their mean.
type spender struct{ x, mean float64 }

// spenders are those who paid on visits after their first by a day.
func (l *Log) spenders(day civil.Day, w *work) (list []spender) {
	for i := range l.Customers() {
		w.at(i)
		days := l.upto(i, day)
		sum := 0.0
		for at := range days {
			if at > 0 {
				sum += l.Money[int(l.Starts[i])+at]
			}
		}
		if n := float64(len(days) - 1); n > 0 && sum > 0 {
			list = append(list, spender{n, sum / n})
		}
	}
	return list
}

// money fits and validates what visits cost. It is refused with the visits.
func (r *Returns) money(l *Log, w *work) {
	m := &r.Money
	if !m.Need("return", 0, 0, r.Reason() == "") {
		return
	}
	list, before := l.spenders(l.AsOf, w), l.spenders(r.Cut, w)
	if !m.Need("paid", FewestPaid, float64(len(before)), len(before) >= FewestPaid) {
		return
	}
	alike := correlation(list)
	m.Set("correlation", "", alike)
	m.Need("alike", MostAlike, math.Abs(alike), math.Abs(alike) <= MostAlike)
	early := &Spends{}
	early.fit(before, w)
	whole := *early
	whole.fit(list, w)
	m.Set("p", "", whole.P)
	m.Set("q", "", whole.Q)
	m.Set("gamma", "", whole.Gamma)
	m.Set("ll", "gg", whole.LL)
	m.Need("mean", 1, whole.Q, whole.Q > 1) // else the mean over customers has none
	foretold, actual := r.heldOut(l, early, w)
	m.Set("heldout-expected", "gg", foretold)
	m.Set("heldout-actual", "gg", actual)
	if m.Need("earned", 0, actual, actual > 0) {
		off := apart(foretold, actual)
		m.Need("off", MostOff, off, off <= MostOff)
	}
	if m.Reason() == "" {
		r.Pays = &whole
		r.Average = make([]float64, l.Customers())
		for i := range r.Average {
			w.at(i)
			x, mean := l.spent(i, l.AsOf)
			r.Average[i] = whole.Mean(x, mean)
		}
	}
	w.step(2)
}

// spent is how often customer i came again by a day, and what it paid each time on average.
func (l *Log) spent(i int, day civil.Day) (x, mean float64) {
	days := l.upto(i, day)
	if len(days) < 2 {
		return 0, 0
	}
	for at := 1; at < len(days); at++ {
		mean += l.Money[int(l.Starts[i])+at]
	}
	x = float64(len(days) - 1)
	if mean <= 0 {
		return 0, 0 // what was paid was given back: nothing is known of it
	}
	return x, mean / x
}

// heldOut is the money that the model of the cut day foretold for the visits that did come after it, and what came.
func (r *Returns) heldOut(l *Log, s *Spends, w *work) (foretold, actual float64) {
	for i := range l.Customers() {
		w.at(i)
		known := len(l.upto(i, r.Cut))
		if known == 0 {
			continue
		}
		x, mean := l.spent(i, r.Cut)
		each := s.Mean(x, mean)
		for at := known; at < len(l.upto(i, l.AsOf)); at++ {
			actual += l.Money[int(l.Starts[i])+at]
			foretold += each
		}
	}
	return foretold, actual
}

// correlation is Pearson's, of how often somebody came again and what it paid each time.
func correlation(list []spender) float64 {
	n, mx, my := float64(len(list)), 0.0, 0.0
	for _, s := range list {
		mx += s.x / n
		my += s.mean / n
	}
	xx, yy, xy := 0.0, 0.0, 0.0
	for _, s := range list {
		xx += float64((s.x - mx) * (s.x - mx))
		yy += float64((s.mean - my) * (s.mean - my))
		xy += float64((s.x - mx) * (s.mean - my))
	}
	if xx == 0 || yy == 0 {
		return 0
	}
	return xy / math.Sqrt(xx*yy)
}

func (s *Spends) fit(list []spender, w *work) {
	scale := 1.0
	if len(list) > fitCustomers {
		scale = float64(len(list)) / fitCustomers
		var sample []spender
		for _, i := range models.Sample(len(list), fitCustomers, numeric.NewRandom(models.Seed)) {
			sample = append(sample, list[i])
		}
		list = sample
	}
	if len(list) == 0 {
		return
	}
	mean := 0.0
	for _, one := range list {
		mean += one.mean / float64(len(list))
	}
	start := []float64{1, 1, numeric.Log(mean)}
	if s.P > 0 {
		start = []float64{numeric.Log(s.P), numeric.Log(s.Q), numeric.Log(s.Gamma)}
	}
	spent := spentOf(list)
	f := func(x, slope []float64) float64 {
		w.step(0)
		for _, v := range x {
			if math.Abs(v) > 30 {
				return math.Inf(1)
			}
		}
		sum, by := (&Spends{P: numeric.Exp(x[0]), Q: numeric.Exp(x[1]), Gamma: numeric.Exp(x[2])}).likelihood(spent)
		for i := range slope {
			slope[i] = -by[i]
		}
		return -sum
	}
	logs, least, ok := numeric.Roll(f, start, 300)
	if !ok {
		logs, least, _ = numeric.Descend(func(x []float64) float64 { return f(x, nil) }, logs, numeric.Search{Step: 0.2, Most: 500})
	}
	s.P, s.Q, s.Gamma, s.LL = numeric.Exp(logs[0]), numeric.Exp(logs[1]), numeric.Exp(logs[2]), -float64(least*scale)
}

// A spent is spenders made ready for the likelihood to be taken of them many times: the same number of visits comes again
// and again.
type spent struct {
	list   []spender
	logs   []float64 // of the means
	visits []float64 // all distinct numbers
	at     []int32   // of each spender among them
	shared []byNumber
}

// byNumber is what hangs on the number of visits only: the logarithms of Γ functions with their slopes.
type byNumber struct{ value, p, q float64 }

func spentOf(list []spender) *spent {
	s := &spent{list: list}
	known := map[float64]int32{}
	for _, c := range list {
		at, have := known[c.x]
		if !have {
			at = int32(len(s.visits))
			known[c.x] = at
			s.visits = append(s.visits, c.x)
		}
		s.at, s.logs = append(s.at, at), append(s.logs, numeric.Log(c.mean))
	}
	s.shared = make([]byNumber, len(s.visits))
	return s
}

// likelihood is the logarithm of equation 1a of the note, with its slopes by the logarithms of the three parameters.
func (s *Spends) likelihood(of *spent) (sum float64, slope [3]float64) {
	gamma := numeric.Log(s.Gamma)
	constant, slopeQ := float64(s.Q*gamma)-numeric.LogGamma(s.Q), gamma-numeric.Digamma(s.Q)
	for i, x := range of.visits {
		px, log, both := float64(s.P*x), numeric.Log(x), numeric.Digamma(float64(s.P*x)+s.Q)
		of.shared[i] = byNumber{
			numeric.LogGamma(px+s.Q) - numeric.LogGamma(px) + float64(px*log) + constant,
			both - numeric.Digamma(px) + log, both + slopeQ,
		}
	}
	p, q, g := 0.0, 0.0, 0.0
	for i, c := range of.list {
		k := &of.shared[of.at[i]]
		px, whole := float64(s.P*c.x), s.Gamma+float64(c.x*c.mean)
		log := numeric.Log(whole)
		sum += k.value + float64((px-1)*of.logs[i]) - float64((px+s.Q)*log)
		p += float64(c.x * (k.p + of.logs[i] - log))
		q += k.q - log
		g += s.Q/s.Gamma - (px+s.Q)/whole
	}
	return sum, [3]float64{float64(s.P * p), float64(s.Q * q), float64(s.Gamma * g)}
}

// Mean is what a customer is to be expected to pay each time: its own mean and that of all, weighed by how often it came.
func (s *Spends) Mean(x, mean float64) float64 {
	if s.Q <= 1 && x == 0 {
		return 0
	}
	return float64(s.P*(s.Gamma+float64(x*mean))) / (float64(s.P*x) + s.Q - 1)
}
