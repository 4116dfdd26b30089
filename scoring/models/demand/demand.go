// Package demand foretells how many visits the next months or weeks will have.
//
// What goes in: counts by month or week, without a period that is still running. What comes out: three periods ahead with
// intervals of 80 %, by the method that did best from past starts: simple exponential smoothing, ETS or Theta. The intervals
// are conformal: as wide as the errors from past starts, and how often they held is counted without the start in question.
// Where more than three in ten periods are empty, it is the mean, with a band of Poisson's distribution.
//
// What it refuses: less than two years of log, a band that held fewer than six in ten of the past periods, and any method that is not clearly better, on the whole and from most starts,
// than the best of three that need no model: the mean, the last value, the same period last year. Spring Festival has a weight of its own from three years on;
// before that it cannot be told from its month.
package demand

import (
	"math"
	"slices"

	"fenji/scoring/civil"
	"fenji/scoring/models"
	"fenji/scoring/models/numeric"
)

// The limits.
const (
	Ahead         = 3    // periods
	FewestStarts  = 6    // from which it is tested
	mostStarts    = 12   //
	MostEmpty     = 0.3  //
	LeastHeld     = 0.6  // of past periods within the band of who seldom comes
	Better        = 0.92 // of the error of the best simple method: what is closer may be luck
	level         = 0.8  // of the intervals
	festivalYears = 3
)

// A Series is counts of periods that follow each other.
type Series struct {
	Weeks  bool
	Starts []civil.Day // first days of the periods, and of those ahead, and the day behind these
	Counts []float64   // of those that are over
}

// A Forecast is three periods.
type Forecast struct {
	models.Report
	Method           string
	Low, Value, High []float64
	Errors           int // starts that it was tested from
}

// season is how many periods a year has.
func (s *Series) season() int {
	if s.Weeks {
		return 52
	}
	return 12
}

// Foretell looks ahead.
func Foretell(s *Series, tick models.Tick) *Forecast {
	f := &Forecast{}
	n, season := len(s.Counts), s.season()
	code := "months"
	if s.Weeks {
		code = "weeks"
	}
	if !f.Need(code, float64(2*season), float64(n), n >= 2*season) {
		return f
	}
	empty := 0.0
	for _, v := range s.Counts {
		if v == 0 {
			empty++
		}
	}
	if empty /= float64(n); empty > MostEmpty {
		f.seldom(s, empty)
		return f
	}
	t := trials{s: s, regressors: s.regressors(), tick: tick}
	t.run()
	f.judge(&t)
	return f
}

// seldom is for series that are mostly empty.
func (f *Forecast) seldom(s *Series, empty float64) {
	mean := 0.0
	for _, v := range s.Counts {
		mean += v / float64(len(s.Counts))
	}
	low, high := band(mean)
	f.Method = "mean"
	f.Say("method", f.Method)
	f.Set("zeros", "", empty)
	held := 0.0
	for _, v := range s.Counts {
		if low <= v && v <= high {
			held += 1 / float64(len(s.Counts))
		}
	}
	f.Set("coverage", "", held)
	if !f.Need("visits", 1, mean*float64(len(s.Counts)), mean > 0) || !f.Need("band", LeastHeld, held, held >= LeastHeld) {
		return
	}
	for range Ahead {
		f.Low, f.Value, f.High = append(f.Low, low), append(f.Value, mean), append(f.High, high)
	}
}

// band is what level of Poisson's distribution lies within; where the mean is large, by the normal distribution.
func band(mean float64) (low, high float64) {
	if mean > 200 {
		wide := float64(numeric.Quantile((1+level)/2) * math.Sqrt(mean))
		return math.Floor(mean - wide), math.Ceil(mean + wide)
	}
	chance, sum := numeric.Exp(-mean), 0.0
	for k := 0.0; ; k++ {
		if sum <= (1-level)/2 {
			low = k
		}
		if sum += chance; sum >= (1+level)/2 {
			return low, k
		}
		chance *= mean / (k + 1)
	}
}

// A method foretells from what is known at a start.
type method struct {
	name  string
	plain bool // needs no model
	run   func(t *trials, known int) (list []float64, name string)
}

var methods = []method{
	{"mean", true, func(t *trials, known int) ([]float64, string) {
		mean := 0.0
		for _, v := range t.s.Counts[:known] {
			mean += v / float64(known)
		}
		return []float64{mean, mean, mean}, ""
	}},
	{"last", true, func(t *trials, known int) ([]float64, string) {
		v := t.s.Counts[known-1]
		return []float64{v, v, v}, ""
	}},
	{"naive", true, func(t *trials, known int) (list []float64, _ string) {
		for h := range Ahead {
			list = append(list, t.s.Counts[known+h-t.s.season()])
		}
		return list, ""
	}},
	{"SES", false, func(t *trials, known int) ([]float64, string) {
		e := &ETS{Period: 1}
		if !e.fit(t.s.Counts[:known], nil) {
			return nil, ""
		}
		return e.forecast(Ahead, nil), "SES"
	}},
	{"ETS", false, func(t *trials, known int) ([]float64, string) {
		e := t.ets(known)
		if e == nil {
			return nil, ""
		}
		name := e.Name()
		if len(e.use) > 1 {
			name += " + Fourier"
		}
		if e.feast {
			name += " + X"
		}
		return e.forecast(Ahead, ahead(e.use, known)), name
	}},
	{"Theta", false, func(t *trials, known int) ([]float64, string) {
		return theta(t.s.Counts[:known], t.s.season(), Ahead), "Theta"
	}},
}

// ets is the best form for what is known at a start, with the season as states or as waves of the year, and with the
// festival where it may be used by then.
func (t *trials) ets(known int) (found *ETS) {
	waves, all := t.regressors[:len(t.regressors)-1], t.regressors
	festival := t.regressors[len(t.regressors)-1:]
	for _, use := range [][][]float64{nil, waves[:2], waves[:4], waves, festival, slices.Concat(waves[:2], festival), slices.Concat(waves[:4], festival), all} {
		feast := len(use) > 0 && len(use)%2 == 1
		if feast && known < festivalYears*t.s.season() {
			continue
		}
		e := best(t.s.Counts[:known], t.s.season(), !t.s.Weeks && len(use) < 2, upto(use, known), t.pause)
		if e != nil && (found == nil || e.AICc < found.AICc) {
			found = e
			found.use, found.feast = use, feast
		}
	}
	return found
}

func upto(list [][]float64, known int) (cut [][]float64) {
	for _, r := range list {
		cut = append(cut, r[:known])
	}
	return cut
}

func ahead(list [][]float64, known int) (rest [][]float64) {
	for _, r := range list {
		rest = append(rest, r[known:])
	}
	return rest
}

// trials are the methods from past starts.
type trials struct {
	s          *Series
	regressors [][]float64
	tick       models.Tick
	done       int
	total      int
	starts     []int         // how many periods were known
	errors     [][][]float64 // by method, start and period ahead; nil where a method failed
	scaled     [][]float64   // mean error by method and start, by that of "same period last year" within what was known
}

// run tests all methods from the last starts whose three periods are over, with two years known where the log allows.
func (t *trials) run() {
	n, season := len(t.s.Counts), t.s.season()
	first := max(season+season/4, min(2*season, n-Ahead-FewestStarts+1), n-Ahead-mostStarts+1)
	for known := first; known <= n-Ahead; known++ {
		t.starts = append(t.starts, known)
	}
	t.total = (len(t.starts) + 1) * len(methods)
	t.errors, t.scaled = make([][][]float64, len(methods)), make([][]float64, len(methods))
	for at, known := range t.starts {
		scale := 0.0
		for k := season; k < known; k++ {
			scale += math.Abs(t.s.Counts[k]-t.s.Counts[k-season]) / float64(known-season)
		}
		for i, m := range methods {
			list, _ := m.run(t, known)
			var errors []float64
			mean := 0.0
			for h, v := range list {
				errors = append(errors, t.s.Counts[known+h]-max(0, v))
				mean += math.Abs(errors[h]) / Ahead
			}
			t.errors[i] = append(t.errors[i], errors)
			if scale > 0 { // else every period was as that of the year before
				t.scaled[i] = append(t.scaled[i], mean/scale)
			}
			t.done = at*len(methods) + i + 1
			t.pause()
		}
	}
}

// pause tells how far it is.
func (t *trials) pause() {
	if t.tick != nil {
		t.tick(t.done, t.total)
	}
}

// mean is a method's absolute error over all starts and periods; infinite where it failed once.
func (t *trials) mean(method int) (sum float64) {
	for _, errors := range t.errors[method] {
		if errors == nil {
			return math.Inf(1)
		}
		for _, e := range errors {
			sum += math.Abs(e)
		}
	}
	return sum / float64(len(t.starts)*Ahead)
}

// wins is from which share of the starts a method did better than another.
func (t *trials) wins(method, other int) (share float64) {
	for i := range t.starts {
		d := 0.0
		for h := range t.errors[method][i] {
			d += math.Abs(t.errors[method][i][h]) - math.Abs(t.errors[other][i][h])
		}
		if d < 0 {
			share += 1 / float64(len(t.starts))
		}
	}
	return share
}

// judge takes the best method if it is clearly better than the best simple one.
func (f *Forecast) judge(t *trials) {
	f.Errors = len(t.starts)
	if !f.Need("starts", FewestStarts, float64(f.Errors), f.Errors >= FewestStarts) {
		return
	}
	simple, chosen := -1, -1
	for i, m := range methods {
		switch {
		case m.plain && (simple < 0 || t.mean(i) < t.mean(simple)):
			simple = i
		case !m.plain && (chosen < 0 || t.mean(i) < t.mean(chosen)):
			chosen = i
		}
	}
	f.Need("error", Better*t.mean(simple), t.mean(chosen), t.mean(chosen) < Better*t.mean(simple))
	wins := t.wins(chosen, simple)
	f.Need("wins", 0.5, wins, wins > 0.5)
	f.Set("error", "", t.mean(chosen))
	f.Set("error-simple", "", t.mean(simple))
	f.Set("ratio", "", t.mean(chosen)/t.mean(simple))
	f.Say("simple", methods[simple].name)
	mase := 0.0
	for _, v := range t.scaled[chosen] {
		mase += v / float64(len(t.scaled[chosen]))
	}
	if len(t.scaled[chosen]) > 0 {
		f.Set("mase", "", mase)
	}
	f.Set("starts", "", float64(f.Errors))
	f.Set("coverage", "", coverage(t.errors[chosen]))
	f.Set("seed", "", models.Seed)
	n := len(t.s.Counts)
	list, name := methods[chosen].run(t, n)
	f.Method = name
	f.Say("method", name)
	if methods[chosen].name == "ETS" {
		if e := t.ets(n); e != nil {
			f.Set("aicc", "", e.AICc)
			f.Set("ets-alpha", "", e.Alpha)
			f.Set("ets-beta", "", e.Beta)
			f.Set("ets-gamma", "", e.Gamma)
			if e.feast {
				f.Set("festival", "", e.Weights[len(e.Weights)-1])
			}
		}
	}
	if f.Reason() != "" {
		return
	}
	for h, v := range list {
		v = max(0, v)
		wide := width(t.errors[chosen], h, -1)
		f.Low, f.Value, f.High = append(f.Low, max(0, v-wide)), append(f.Value, v), append(f.High, v+wide)
	}
}

// width is the conformal half width h periods ahead: the ⌈.8(n+1)⌉-th smallest of the errors from n starts (Vovk, Gammerman
// and Shafer, 2005), one start left out.
func width(errors [][]float64, h, without int) float64 {
	var list []float64
	for i, e := range errors {
		if i != without {
			list = append(list, math.Abs(e[h]))
		}
	}
	slices.Sort(list)
	return list[min(len(list), int(math.Ceil(level*float64(len(list)+1))))-1]
}

// coverage is how often an interval held that was made without its own start.
func coverage(errors [][]float64) float64 {
	held, all := 0.0, 0.0
	for i, e := range errors {
		for h, v := range e {
			if all++; math.Abs(v) <= width(errors, h, i) {
				held++
			}
		}
	}
	return held / all
}
