// Package returns foretells how often customers will come again and what they will pay: MBG/NBD (Batislam, Denizel and
// Filiztekin, International Journal of Research in Marketing 24, 2007), BG/NBD beside it (Fader, Hardie and Lee, Marketing
// Science 24, 2005), and Gamma-Gamma for money (Fader and Hardie, brucehardie.com/notes/025, 2013).
//
// What goes in: the days of each customer's visits and what each paid. What comes out: parameters by maximum likelihood with
// their intervals, how well the same model, fitted to the first two thirds of the log, foretold the last third, and for
// every customer what is to be expected. The unit of time is the week.
//
// What it refuses: fewer than two hundred customers or a hundred of them who came again, a held-out total that is off by more than a
// fifth, or by more than that of saying "as many as in the equally long time before"; money also where who comes more often
// pays more each time, which the model takes to be independent.
package returns

import (
	"cmp"
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

// A Kind is customers of whom the same is known: visits after the first, weeks from the first to the last, weeks from the
// first to the analysis date.
type Kind struct {
	X        int
	Last, T  float64
	N        float64 // customers
	lastDays int32
	days     int32
}

// kinds counts the customers by kind on a day; of is the kind of each, −1 for who has not come by then.
func (l *Log) kinds(day civil.Day) (list []Kind, of []int32) {
	list, of = l.count(day, 1)
	if len(list) > manyKinds {
		list, of = l.count(day, weekDays)
	}
	return list, of
}

func (l *Log) count(day civil.Day, unit int32) (list []Kind, of []int32) {
	type key struct{ x, last, days int32 }
	known := map[key]int32{}
	of = make([]int32, l.Customers())
	for i := range of {
		days := l.upto(i, day)
		if of[i] = -1; len(days) == 0 {
			continue
		}
		k := key{int32(len(days) - 1), int32(days[len(days)-1] - days[0]), int32(day - days[0])}
		k.days = (k.days + unit/2) / unit * unit
		k.last = min(k.days, (k.last+unit/2)/unit*unit)
		at, have := known[k]
		if !have {
			at = int32(len(list))
			known[k] = at
			list = append(list, Kind{X: int(k.x), Last: float64(k.last) / weekDays, T: float64(k.days) / weekDays,
				lastDays: k.last, days: k.days})
		}
		list[at].N++
		of[i] = at
	}
	return list, of
}

// fitted are the kinds that parameters are found by: all; where they are many, with times rounded to weeks; where these are
// still many, those of a seeded sample. Their order does not hang on the customers'.
func (l *Log) fitted(day civil.Day) []Kind {
	list, _ := l.count(day, 1)
	if len(list) > fitKinds {
		list, _ = l.count(day, weekDays)
	}
	if n := l.Customers(); len(list) > fitKinds && n > fitCustomers {
		sample := &Log{Starts: []uint32{0}, AsOf: l.AsOf}
		for _, i := range models.Sample(n, fitCustomers, numeric.NewRandom(models.Seed)) {
			sample.Days = append(sample.Days, l.Days[l.Starts[i]:l.Starts[i+1]]...)
			sample.Starts = append(sample.Starts, uint32(len(sample.Days)))
		}
		list, _ = sample.count(day, weekDays)
	}
	slices.SortFunc(list, func(a, b Kind) int {
		return cmp.Or(cmp.Compare(a.X, b.X), cmp.Compare(a.lastDays, b.lastDays), cmp.Compare(a.days, b.days))
	})
	return list
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
	if !r.Need("again", FewestAgain, float64(again), again >= FewestAgain) || !enough {
		return r
	}
	r.Cut = l.AsOf - (l.AsOf-first)/3
	r.validate(l, &w)
	r.fit(l, &w)
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

// validate fits to what was known on the cut day, and counts what came after it.
func (r *Returns) validate(l *Log, w *work) {
	kinds := l.fitted(r.Cut)
	weeks := float64(l.AsOf-r.Cut) / weekDays
	whole, _ := l.kinds(r.Cut)
	actual, before := 0.0, 0.0
	for i := range l.Customers() {
		known := len(l.upto(i, r.Cut))
		if known == 0 {
			continue // who came only later is not known on that day
		}
		actual += float64(len(l.upto(i, l.AsOf)) - known)
		before += float64(known - len(l.upto(i, r.Cut-(l.AsOf-r.Cut))))
	}
	for _, m := range []*Model{&r.Model, &r.Beside} {
		m.Plain = m == &r.Beside
		m.fit(kinds, w)
		expected := m.sum(whole, weeks)
		r.Set("heldout-expected", m.name(), expected)
		r.Set("heldout-actual", m.name(), actual)
		w.step(1)
	}
	r.Set("simple-visits", "", before)
	r.track(l, whole, weeks)
	foretold := r.Param("heldout-expected", "mbg")
	off, plain := apart(foretold, actual), apart(before, actual)
	r.Need("off", MostOff, off, off <= MostOff)
	r.Need("simple", plain, off, off < plain)
}

// apart is by how much a total is off, as a share of what came.
func apart(foretold, actual float64) float64 {
	if actual == 0 {
		return math.Inf(1)
	}
	return math.Abs(foretold-actual) / actual
}

// track sums up what was foretold and made, week by week.
func (r *Returns) track(l *Log, whole []Kind, weeks float64) {
	n := int(weeks)
	if n < 1 {
		return
	}
	step := max(1, (n+25)/26) // at most twenty-seven points
	made := make([]float64, n+1)
	for i := range l.Customers() {
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
	sum := 0.0
	for at := 0; at <= n; at++ {
		if sum += made[at]; at%step == 0 {
			r.Track = append(r.Track, Week{r.Model.sum(whole, float64(at)), sum})
		}
	}
}

// TrackStep is how many weeks lie between two points of Track.
func (r *Returns) TrackStep(asOf civil.Day) int { return max(1, (int(asOf-r.Cut)/weekDays+25)/26) }

// fit fits to the whole log, beginning where the first fits ended.
func (r *Returns) fit(l *Log, w *work) {
	kinds := l.fitted(l.AsOf)
	r.Kinds, r.Of = l.kinds(l.AsOf)
	scale := 0.0
	for _, k := range r.Kinds {
		scale += k.N
	}
	fitted := 0.0
	for _, k := range kinds {
		fitted += k.N
	}
	for _, m := range []*Model{&r.Model, &r.Beside} {
		m.fit(kinds, w)
		m.LL *= scale / fitted // of a sample, as if of all
		for i, name := range [4]string{"r", "alpha", "a", "b"} {
			r.Set(name, m.name(), m.at(i))
		}
		r.Set("ll", m.name(), m.LL)
		w.step(1)
	}
	if low, high, ok := r.Model.intervals(kinds); ok {
		for i, name := range [4]string{"r", "alpha", "a", "b"} {
			r.Set(name+"-low", "mbg", low[i])
			r.Set(name+"-high", "mbg", high[i])
		}
	}
	r.Set("seed", "", models.Seed)
	w.step(1)
}

// foretell says what each kind will do.
func (r *Returns) foretell(w *work) {
	n := len(r.Kinds)
	for h := range Horizons {
		r.Visits[h] = make([]float64, n)
	}
	r.Low, r.High, r.Active = make([]float64, n), make([]float64, n), make([]float64, n)
	variance := 0.0
	dice := dice{&r.Model, numeric.NewRandom(models.Seed), map[int][]draw{}}
	for i, k := range r.Kinds {
		for h, days := range Horizons {
			r.Visits[h][i] = r.Model.Expect(k, float64(days)/weekDays)
		}
		r.Active[i] = r.Model.Active(k)
		low, high, spread := dice.draws(k, float64(Horizons[1])/weekDays)
		r.Low[i], r.High[i] = low, high
		r.Total.Value += float64(k.N * r.Visits[1][i])
		variance += float64(k.N * spread)
		if i%500 == 499 {
			w.step(0)
		}
	}
	variance += r.Model.doubt(r.Kinds, float64(Horizons[1])/weekDays)
	wide := float64(numeric.Quantile(.95) * math.Sqrt(variance))
	r.Total.Low, r.Total.High = max(0, r.Total.Value-wide), r.Total.Value+wide
	w.step(1)
}

// Best is the share of the visits in 90 days that the customers with the most to be expected make.
func (r *Returns) Best(customers int) float64 {
	order := make([]int, len(r.Kinds))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(r.Visits[1][b], r.Visits[1][a]), cmp.Compare(a, b)) })
	sum, left := 0.0, float64(customers)
	for _, i := range order {
		n := min(left, r.Kinds[i].N)
		sum += float64(n * r.Visits[1][i])
		left -= n
	}
	return sum / r.Total.Value
}
