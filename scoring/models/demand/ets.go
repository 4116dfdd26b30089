package demand

import (
	"math"

	"fenji/scoring/models/numeric"
)

// An ETS is exponential smoothing with additive errors (Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential
// Smoothing, 2008): level, trend (damped or not) and season as wanted, and regressors beside them. For given smoothing the
// errors are linear in the states at the beginning and in the regressors' weights: so these are found by least squares, and
// only the smoothing by search.
type ETS struct {
	Trend, Damped, Season bool
	Period                int

	Alpha, Beta, Gamma, Phi float64
	Log                     float64 // likelihood as R's forecast counts it, −n/2·ln(sum of squares)
	AICc                    float64
	Squares                 float64
	N                       int
	Weights                 []float64 // of the regressors
	state                   state
	k                       int
	use                     [][]float64 // regressors, for all periods
	feast                   bool        // the last of them is the festival
	pause                   func()      // gives way while it is fitted; nil: never
}

// Name is as in the book: ETS(A,Ad,N).
func (e *ETS) Name() string {
	name := "ETS(A,N,"
	switch {
	case e.Damped:
		name = "ETS(A,Ad,"
	case e.Trend:
		name = "ETS(A,A,"
	}
	if e.Season {
		return name + "A)"
	}
	return name + "N)"
}

// state is level, trend and season; the next period's season stands at place at.
type state struct {
	level, trend float64
	season       []float64
	at           int
}

func (s state) clone() state {
	s.season = append([]float64(nil), s.season...)
	return s
}

// step gives the error of one period and moves on.
func (e *ETS) step(s *state, y float64) float64 {
	season := 0.0
	if e.Season {
		season = s.season[s.at]
	}
	trend := float64(e.Phi * s.trend)
	err := y - (s.level + trend + season)
	s.level += trend + float64(e.Alpha*err)
	s.trend = trend + float64(e.Beta*err)
	if e.Season {
		s.season[s.at] += float64(e.Gamma * err)
		if s.at++; s.at == e.Period {
			s.at = 0
		}
	}
	return err
}

// free is how many states are free at the beginning: seasons add up to nothing.
func (e *ETS) free() int {
	n := 1
	if e.Trend {
		n++
	}
	if e.Season {
		n += e.Period - 1
	}
	return n
}

// unit is the beginning with one free state 1 and the others 0.
func (e *ETS) unit(i int) state {
	s := state{}
	if e.Season {
		s.season = make([]float64, e.Period)
	}
	switch {
	case i < 0 || i >= e.free():
	case i == 0:
		s.level = 1
	case e.Trend && i == 1:
		s.trend = 1
	default:
		if e.Trend {
			i--
		}
		s.season[i-1], s.season[e.Period-1] = 1, -1
	}
	return s
}

// A ground is room to work in for a series and its regressors.
type ground struct {
	y             []float64
	regressors    [][]float64
	columns       [][]float64 // errors that come of each free state, of each regressor, and of the series itself
	season        []float64   // states
	normal, right []float64
}

func (e *ETS) ground(y []float64, regressors [][]float64) *ground {
	p := e.free() + len(regressors)
	g := &ground{y: y, regressors: regressors, columns: make([][]float64, p+1), season: make([]float64, e.Period),
		normal: make([]float64, p*p), right: make([]float64, p)}
	for i := range g.columns {
		g.columns[i] = make([]float64, len(y))
	}
	return g
}

// respond fills a column with the errors that come of a beginning, of a sign and a series; nil: of none.
func (e *ETS) respond(column []float64, s state, sign float64, y []float64) {
	level, trend, alpha, beta, gamma, phi := s.level, s.trend, e.Alpha, e.Beta, e.Gamma, e.Phi
	for t := range column { // as step does it, with all at hand
		trend = float64(phi * trend)
		err := -(level + trend)
		if e.Season {
			err = -(level + trend + s.season[s.at])
		}
		if y != nil {
			err += sign * y[t]
		}
		level += trend + float64(alpha*err)
		trend += float64(beta * err)
		if e.Season {
			s.season[s.at] += float64(gamma * err)
			if s.at++; s.at == e.Period {
				s.at = 0
			}
		}
		column[t] = err
	}
}

// plain is a beginning of nothing.
func (g *ground) plain() state {
	clear(g.season)
	return state{season: g.season}
}

// respondSeasons fills the columns of the season's free states: one season's errors are those of the first one, later, and the
// last one stands against each.
func (e *ETS) respondSeasons(g *ground, columns [][]float64) {
	s := g.plain()
	s.season[0] = 1
	first, last := columns[0], e.Period-1
	e.respond(first, s, 1, nil)
	for j := len(columns) - 1; j >= 0; j-- {
		for t := len(first) - 1; t >= 0; t-- {
			v := 0.0
			if t >= j {
				v = first[t-j]
			}
			if t >= last {
				v -= first[t-last]
			}
			columns[j][t] = v
		}
	}
}

// squares finds beginning and weights for the smoothing that e holds, and gives the sum of squared errors.
func (e *ETS) squares(g *ground) (sum float64, theta []float64, ok bool) {
	p := len(g.columns) - 1
	e.respond(g.columns[p], g.plain(), 1, g.y)
	at := 1
	s := g.plain()
	s.level = 1
	e.respond(g.columns[0], s, 1, nil)
	if e.Trend {
		s = g.plain()
		s.trend = 1
		e.respond(g.columns[1], s, 1, nil)
		at++
	}
	if e.Season {
		e.respondSeasons(g, g.columns[at:e.free()])
	}
	for i, r := range g.regressors {
		e.respond(g.columns[e.free()+i], g.plain(), -1, r)
	}
	for i := range p {
		for j := 0; j <= i; j++ {
			g.normal[i*p+j] = dot(g.columns[i], g.columns[j])
		}
		g.right[i] = -dot(g.columns[i], g.columns[p])
	}
	f, ok := numeric.Cholesky(g.normal, p)
	if !ok {
		return math.Inf(1), nil, false
	}
	theta = f.Solve(g.right)
	for t := range g.y {
		err := g.columns[p][t]
		for i, v := range theta {
			err += float64(v * g.columns[i][t])
		}
		sum += float64(err * err)
	}
	return sum, theta, true
}

func dot(a, b []float64) float64 {
	b = b[:len(a)]
	even, odd, i := 0.0, 0.0, 0
	for ; i+1 < len(a); i += 2 {
		even += float64(a[i] * b[i])
		odd += float64(a[i+1] * b[i+1])
	}
	if i < len(a) {
		even += float64(a[i] * b[i])
	}
	return even + odd
}

// smooth takes the smoothing from what the search moves: α in (0, 1), β below α, γ below 1 − α, φ in (.8, .98).
func (e *ETS) smooth(x []float64) {
	within := func(v, low, high float64) float64 { return low + float64((high-low)*numeric.Sigmoid(v)) }
	e.Alpha, e.Beta, e.Gamma, e.Phi = within(x[0], 1e-4, .9999), 0, 0, 1
	at := 1
	if e.Trend {
		e.Beta = within(x[at], 1e-4, max(1.1e-4, e.Alpha))
		at++
	}
	if e.Season {
		e.Gamma = within(x[at], 1e-4, max(1.1e-4, 1-e.Alpha))
		at++
	}
	if e.Damped {
		e.Phi = within(x[at], .8, .98)
	}
}

// fit finds the smoothing; regressors have a value for each of y. ok is false where there are too few values.
func (e *ETS) fit(y []float64, regressors [][]float64) bool {
	smoothing := 1
	for _, has := range []bool{e.Trend, e.Season, e.Damped} {
		if has {
			smoothing++
		}
	}
	e.k = smoothing + e.free() + len(regressors) + 1
	e.N = len(y)
	if e.N < e.k+2 {
		return false
	}
	g := e.ground(y, regressors)
	calls := 0
	best, _, _ := numeric.Descend(func(x []float64) float64 {
		if calls++; calls%32 == 0 && e.pause != nil {
			e.pause()
		}
		for _, v := range x {
			if math.Abs(v) > 12 {
				return math.Inf(1)
			}
		}
		e.smooth(x)
		sum, _, _ := e.squares(g)
		return sum
	}, []float64{0, -2, -2, 1}[:smoothing], numeric.Search{Step: 1, Most: 600, Rounds: 2, Values: 1e-9, Places: 1e-4})
	e.smooth(best)
	return e.settle(g)
}

// settle finds what the smoothing that e holds leaves open, and goes to the end of the series.
func (e *ETS) settle(g *ground) bool {
	sum, theta, ok := e.squares(g)
	if !ok {
		return false
	}
	s := e.unit(-1)
	for i := range e.free() {
		u := e.unit(i)
		s.level += float64(theta[i] * u.level)
		s.trend += float64(theta[i] * u.trend)
		for k := range u.season {
			s.season[k] += float64(theta[i] * u.season[k])
		}
	}
	e.Weights = theta[e.free():]
	for t, v := range g.y {
		e.step(&s, v-e.regressed(g.regressors, t))
	}
	e.state, e.Squares = s, sum
	n, k := float64(e.N), float64(e.k)
	e.Log = -0.5 * float64(n*numeric.Log(max(sum, 1e-300)))
	e.AICc = -2*e.Log + 2*k + 2*float64(k*(k+1))/(n-k-1)
	return true
}

func (e *ETS) regressed(regressors [][]float64, t int) (sum float64) {
	for i, w := range e.Weights {
		sum += float64(w * regressors[i][t])
	}
	return sum
}

// forecast gives the next h periods; ahead are the regressors' values in them.
func (e *ETS) forecast(h int, ahead [][]float64) (list []float64) {
	s := e.state.clone()
	for t := range h {
		season := 0.0
		if e.Season {
			season = s.season[(s.at+t)%e.Period]
		}
		s.trend = float64(e.Phi * s.trend)
		s.level += s.trend
		list = append(list, s.level+season+e.regressed(ahead, t))
	}
	return list
}

// best is the ETS of the lowest AICc.
func best(y []float64, period int, seasonal bool, regressors [][]float64, pause func()) (found *ETS) {
	for _, form := range [...]ETS{{}, {Trend: true}, {Trend: true, Damped: true}, {Season: true}, {Trend: true, Season: true},
		{Trend: true, Damped: true, Season: true}} {
		if form.Season && !seasonal {
			continue
		}
		e := form
		e.Period, e.pause = period, pause
		if e.fit(y, regressors) && (found == nil || e.AICc < found.AICc) {
			found = &e
		}
	}
	return found
}

// theta is the method of Assimakopoulos and Nikolopoulos (International Journal of Forecasting 16, 2000) as Hyndman and
// Billah (19, 2003) show it to be: simple smoothing with half the slope of the trend as drift. A season is taken out before
// and put back after it where it shows (as in R's thetaf).
func theta(y []float64, period, h int) []float64 {
	factors := seasons(y, period)
	plain := make([]float64, len(y))
	for t := range y {
		plain[t] = y[t] / factors[t%period]
	}
	e := &ETS{Period: period}
	if !e.fit(plain, nil) {
		return nil
	}
	return thetaFrom(e, plain, factors, h)
}

// thetaFrom adds the drift, and puts the season back.
func thetaFrom(e *ETS, plain, factors []float64, h int) []float64 {
	n := float64(len(plain))
	slope, mean := 0.0, 0.0
	for _, v := range plain {
		mean += v / n
	}
	middle, wide := (n-1)/2, 0.0
	for t, v := range plain {
		slope += float64((float64(t) - middle) * (v - mean))
		wide += float64((float64(t) - middle) * (float64(t) - middle))
	}
	half := slope / wide / 2
	list := e.forecast(h, nil)
	for t := range list {
		list[t] += float64(half * (float64(t) + (1-numeric.Pow(1-e.Alpha, n))/e.Alpha))
		list[t] *= factors[(len(plain)+t)%len(factors)]
	}
	return list
}

// seasons are the factors of a classical multiplicative decomposition, all 1 where no season shows: where the correlation
// with what was a period before is within what chance gives, or where a value is not positive.
func seasons(y []float64, period int) []float64 {
	factors := make([]float64, period)
	for i := range factors {
		factors[i] = 1
	}
	n := len(y)
	if n < 2*period || period > 12 || !(correlated(y, period)) {
		return factors
	}
	sums, counts := make([]float64, period), make([]float64, period)
	for t := period / 2; t+period/2 < n; t++ {
		level := 0.0
		for i := -period / 2; i <= period/2; i++ {
			w := 1.0
			if period%2 == 0 && (i == -period/2 || i == period/2) {
				w = 0.5
			}
			level += float64(w * y[t+i])
		}
		level /= float64(period)
		if y[t] <= 0 || level <= 0 {
			return factors
		}
		sums[t%period] += y[t] / level
		counts[t%period]++
	}
	whole := 0.0
	for i := range sums {
		if counts[i] == 0 {
			return factors
		}
		whole += sums[i] / counts[i]
	}
	for i := range factors {
		factors[i] = sums[i] / counts[i] * float64(period) / whole
	}
	return factors
}

// correlated is R's test in thetaf: |r| at the period beyond 1.645·√((1 + 2·Σ r²)/n), the sum over the lags before it.
func correlated(y []float64, period int) bool {
	n, mean := float64(len(y)), 0.0
	for _, v := range y {
		mean += v / n
	}
	r := func(lag int) (sum float64) {
		whole := 0.0
		for t := range y {
			whole += float64((y[t] - mean) * (y[t] - mean))
			if t >= lag {
				sum += float64((y[t] - mean) * (y[t-lag] - mean))
			}
		}
		if whole == 0 {
			return 0
		}
		return sum / whole
	}
	sum := 0.0
	for lag := 1; lag < period; lag++ {
		sum += float64(r(lag) * r(lag))
	}
	return math.Abs(r(period)) > numeric.Quantile(.95)*math.Sqrt((1+2*sum)/n)
}
