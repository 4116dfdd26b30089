// Package returns foretells how often customers will come again and what they will pay: MBG/NBD (Batislam, Denizel and
// Filiztekin, International Journal of Research in Marketing 24, 2007), BG/NBD beside it (Fader, Hardie and Lee, Marketing
// Science 24, 2005), and Gamma-Gamma for money (Fader and Hardie, brucehardie.com/notes/025, 2013).
//
// What goes in: the days of each customer's visits and what each paid. What comes out: parameters by maximum likelihood with
// their intervals, how well the same model, fitted to the first two thirds of the log, foretold the last third, and for
// every customer what is to be expected. The unit of time is the week.
//
// What it refuses: fewer than two hundred customers or a hundred of them who came again, fewer than a hundred who had come
// before what is held out or than twenty visits in it, a held-out total that is off by more than a
// fifth, or by more than that of saying "as many as in the equally long time before"; money also where who comes more often
// pays more each time, which the model takes to be independent.
package returns

import (
	"math"
	"slices"

	"fenji/scoring/civil"
	"fenji/scoring/models"
	"fenji/scoring/models/numeric"
)

// The limits.
const (
	FewestCustomers = 200
	FewestAgain     = 100
	FewestHeld      = 20 // visits in the last third of the log
	FewestPaid      = 50 // who paid when they came again, before what is held out
	MostOff         = 0.2
	MostAlike       = 0.3
	weekDays        = 7.0
	fitKinds        = 10_000 // kinds by which parameters are found
	fitCustomers    = 10_000 // customers in the sample where there are more kinds
	manyKinds       = 20_000 // kinds of customers beyond which times are rounded to weeks
	horizonLimit    = 5.0    // times of observation beyond which nothing is foretold
)

// A Log is what customers did: those of i are Days[Starts[i]:Starts[i+1]], the earliest first, each a distinct day with a
// visit, and what was paid on it.
type Log struct {
	Starts []uint32
	Days   []civil.Day
	Money  []float64
	AsOf   civil.Day
}

// Customers is how many it has, those without a visit among them.
func (l *Log) Customers() int { return len(l.Starts) - 1 }

// upto gives customer i's visits until a day.
func (l *Log) upto(i int, day civil.Day) []civil.Day {
	days := l.Days[l.Starts[i]:l.Starts[i+1]]
	if n := len(days); n == 0 || days[n-1] <= day {
		return days
	}
	n, _ := slices.BinarySearch(days, day+1)
	return days[:n]
}

// Returns is what is to be expected.
type Returns struct {
	models.Report
	Money   models.Report
	Model   Model   // MBG/NBD
	Beside  Model   // BG/NBD
	Pays    *Spends // nil where money is refused
	Kinds   []Kind
	Of      []int32 // kind of each customer, −1 for who never came
	Visits  [3][]float64
	Low     []float64 // of visits in 90 days, by kind
	High    []float64
	Active  []float64 // chance, by kind
	Total   Total     // visits in 90 days of all
	Cut     civil.Day
	Track   []Week
	Average []float64 // what customer i pays a visit; nil where money is refused
}

// Horizons are the days ahead of Visits.
var Horizons = [3]int{30, 90, 365}

// A Total is a sum with its interval of 90 %.
type Total struct{ Low, Value, High float64 }

// A Week is how many visits had been made, from the beginning of what was held out to the end of a week.
type Week struct{ Foretold, Made float64 }

// Expect finds out what is to be expected of a log's customers.
func Expect(l *Log, tick models.Tick) *Returns {
	r := &Returns{}
	w := work{tick: tick, total: 12}
	first, again, customers := civil.NoDay, 0, 0
	for i := range l.Customers() {
		w.at(i)
		days := l.upto(i, l.AsOf)
		if len(days) == 0 {
			continue
		}
		customers++
		if len(days) > 1 {
			again++
		}
		if first == civil.NoDay || days[0] < first {
			first = days[0]
		}
	}
	enough := r.Need("customers", FewestCustomers, float64(customers), customers >= FewestCustomers)
	if r.Need("again", FewestAgain, float64(again), again >= FewestAgain) && enough {
		r.Cut = l.AsOf - (l.AsOf-first)/3
		if r.validate(l, &w) {
			r.fit(l, &w)
		}
	}
	if r.Reason() == "" {
		r.foretell(&w)
	}
	r.money(l, &w)
	return r
}

type work struct {
	tick        models.Tick
	done, total int
}

// step tells that some more is done; within a step it may be told again.
func (w *work) step(n int) {
	w.done += n
	if w.tick != nil {
		w.tick(min(w.done, w.total), w.total)
	}
}

// at gives way from time to time while customers are gone through.
func (w *work) at(i int) {
	if i&steady == steady {
		w.step(0)
	}
}

// validate fits to what was known on the cut day, and counts what came after it. held is false where that is too little to
// be held against.
func (r *Returns) validate(l *Log, w *work) (held bool) {
	known := l.known(r.Cut, w)
	weeks := float64(l.AsOf-r.Cut) / weekDays
	customers, actual, before := 0, 0.0, 0.0
	for i := range l.Customers() {
		w.at(i)
		n := len(l.upto(i, r.Cut))
		if n == 0 {
			continue // who came only later is not known on that day
		}
		customers++
		actual += float64(len(l.upto(i, l.AsOf)) - n)
		before += float64(n - len(l.upto(i, r.Cut-(l.AsOf-r.Cut))))
	}
	enough := r.Need("known", FewestAgain, float64(customers), customers >= FewestAgain)
	if !r.Need("held", FewestHeld, actual, actual >= FewestHeld) || !enough {
		return false
	}
	whole, fitted := crowdOf(known.kinds), likelyOf(known.fitted)
	for _, m := range []*Model{&r.Model, &r.Beside} {
		m.Plain = m == &r.Beside
		m.fit(fitted, w)
		expected := whole.sum(m, whole.odds(m), weeks)
		r.Set("heldout-expected", m.name(), expected)
		r.Set("heldout-actual", m.name(), actual)
		w.step(1)
	}
	r.Set("simple-visits", "", before)
	r.track(l, whole, weeks, w)
	foretold := r.Param("heldout-expected", "mbg")
	off, plain := apart(foretold, actual), apart(before, actual)
	r.Need("off", MostOff, off, off <= MostOff)
	r.Need("simple", plain, off, off < plain)
	return true
}

// apart is by how much a total is off, as a share of what came.
func apart(foretold, actual float64) float64 {
	return math.Abs(foretold-actual) / actual
}

// track sums up what was foretold and made, week by week.
func (r *Returns) track(l *Log, whole *crowd, weeks float64, w *work) {
	n := int(weeks)
	if n < 1 {
		return
	}
	step := max(1, (n+25)/26) // at most twenty-seven points
	made := make([]float64, n+1)
	for i := range l.Customers() {
		w.at(i)
		known := len(l.upto(i, r.Cut))
		if known == 0 {
			continue
		}
		for _, d := range l.upto(i, l.AsOf)[known:] {
			if at := int(d-r.Cut-1) / weekDays; at < n {
				made[at+1]++
			}
		}
	}
	sum, odds := 0.0, whole.odds(&r.Model)
	for at := 0; at <= n; at++ {
		if sum += made[at]; at%step == 0 {
			r.Track = append(r.Track, Week{whole.sum(&r.Model, odds, float64(at)), sum})
			w.step(0)
		}
	}
}

// TrackStep is how many weeks lie between two points of Track.
func (r *Returns) TrackStep(asOf civil.Day) int { return max(1, (int(asOf-r.Cut)/weekDays+25)/26) }

// fit fits to the whole log, beginning where the first fits ended.
func (r *Returns) fit(l *Log, w *work) {
	known := l.known(l.AsOf, w)
	r.Kinds, r.Of = known.kinds, known.of
	scale := 0.0
	for _, k := range r.Kinds {
		scale += k.N
	}
	some := 0.0
	for _, k := range known.fitted {
		some += k.N
	}
	fitted := likelyOf(known.fitted)
	for _, m := range []*Model{&r.Model, &r.Beside} {
		m.fit(fitted, w)
		m.LL *= scale / some // of a sample, as if of all
		for i, name := range [4]string{"r", "alpha", "a", "b"} {
			r.Set(name, m.name(), m.at(i))
		}
		r.Set("ll", m.name(), m.LL)
		w.step(1)
	}
	if low, high, ok := r.Model.intervals(fitted, w); ok {
		for i, name := range [4]string{"r", "alpha", "a", "b"} {
			r.Set(name+"-low", "mbg", low[i])
			r.Set(name+"-high", "mbg", high[i])
		}
	}
	r.Set("seed", "", models.Seed)
	w.step(1)
}

// foretell says what each kind will do. Kinds that came again as often in as much time share their lives.
func (r *Returns) foretell(w *work) {
	n, c, m := len(r.Kinds), crowdOf(r.Kinds), &r.Model
	odds := c.odds(m)
	for h, days := range Horizons {
		r.Visits[h] = make([]float64, n)
		w.step(0)
		stay := c.stay(m, float64(days)/weekDays)
		for i := range r.Kinds {
			r.Visits[h][i] = max(0, stay[c.of[i]]/(1+odds[i]))
		}
	}
	r.Low, r.High, r.Active = make([]float64, n), make([]float64, n), make([]float64, n)
	spreads, dice := make([]float64, n), dice{m, numeric.NewRandom(models.Seed), map[int][]draw{}}
	for p, kinds := range c.sorted() {
		w.step(0)
		lives := dice.lives(c.pairs[p].X, c.pairs[p].T, float64(Horizons[1])/weekDays)
		for _, i := range kinds {
			r.Active[i] = 1 / (1 + odds[i])
			r.Low[i], r.High[i], spreads[i] = spread(&lives, r.Active[i])
		}
	}
	variance := 0.0
	for i, k := range r.Kinds {
		r.Total.Value += float64(k.N * r.Visits[1][i])
		variance += float64(k.N * spreads[i])
	}
	variance += m.doubt(c, float64(Horizons[1])/weekDays, w)
	wide := float64(numeric.Quantile(.95) * math.Sqrt(variance))
	r.Total.Low, r.Total.High = max(0, r.Total.Value-wide), r.Total.Value+wide
	w.step(1)
}

// Best is the share of the visits in 90 days that so many customers make, those with the most to be expected.
func (r *Returns) Best(customers int) float64 {
	var first []int // kinds with the most, the most first: as many as there are customers are enough
	before := func(a, b int) bool {
		return r.Visits[1][a] > r.Visits[1][b] || r.Visits[1][a] == r.Visits[1][b] && a < b
	}
	for i := range r.Kinds {
		if len(first) == customers && !before(i, first[customers-1]) {
			continue
		}
		at := len(first)
		for at > 0 && before(i, first[at-1]) {
			at--
		}
		first = slices.Insert(first, at, i)
		first = first[:min(len(first), customers)]
	}
	sum, left := 0.0, float64(customers)
	for _, i := range first {
		n := min(left, r.Kinds[i].N)
		sum += float64(n * r.Visits[1][i])
		left -= n
	}
	return sum / r.Total.Value
}
