// Package movers foretells who stays away and who rises, by ridge logistic regression (Hoerl and Kennard 1970; le Cessie and
// van Houwelingen, Applied Statistics 41, 1992), with Firth's penalty where events are separable.
//
// What goes in: what was known of customers on an earlier day, and whether the event came within the half year after it; the
// same for a later day. It learns from one half of the customers on the earlier day and is tested
// on the other half on the later day, so that neither the customer nor the time is the same. What comes out: a chance for whoever
// is asked about, calibrated on customers that were not fitted to, with area under the curve (DeLong, DeLong and Clarke-Pearson,
// Biometrics 44, 1988), Brier's score, calibration, and how many of the first N calls would be right.
//
// What it refuses: fewer than fifty events, or ten for each feature; a Brier score no better than giving everybody the same
// chance; and an area whose interval touches that of the simple rule.
package movers

import (
	"math"
	"slices"
	"sort"

	"fenji/scoring/models"
	"fenji/scoring/models/numeric"
)

// The limits.
const (
	FewestEvents  = 50
	FewestEach    = 10 // events for a feature
	ridge         = 1.0
	manyPositives = 1000 // from which on calibration is isotonic
	fitRows       = 20_000
	Horizon       = 180 // days
)

// A Row is a customer on a day.
type Row struct {
	ID       string
	X        []float64 // features, known on that day
	Simple   []float64 // what the simple rule goes by, of them
	Happened bool
}

// Calls are for how many calls it is told how many would be right.
var Calls = [...]int{20, 50, 100, 200}

// A Chance is what is to be expected of who was looked at.
type Chance struct {
	models.Report
	Bins []Bin // calibration on the test
	Lift []Lift
	full *learner
}

// Of is the chance of a customer by what is known of it now. It may be asked where nothing is refused.
func (c *Chance) Of(r *Row) float64 { return c.full.chance(c.full.score(c.full.model, r)) }

// A Bin is a tenth of the tested, by chance.
type Bin struct {
	Foretold, Came float64
	N              int
}

// A Lift is how many of the first so many calls would be right, and of as many by the simple rule and by chance.
type Lift struct{ Calls, Right, Simple, Chance float64 }

// Half tells which half of the customers one belongs to: learned from, or tested on.
func Half(id string) bool { return coin("movers", id) == 0 }

// coin gives 0 or 1 by a customer's id, another one for each purpose. The lowest bit of the hash is but the parity of the
// bytes, the same for each purpose but for its sign: it is stirred first.
func coin(purpose, id string) uint64 { return numeric.NewRandom(numeric.Hash(purpose, id)).Next() & 1 }

// Foretell learns from rows of an earlier day and is tested on rows of a later day.
func Foretell(earlier, later []Row, tick models.Tick) *Chance {
	c := &Chance{}
	step := func(n int) {
		if tick != nil {
			tick(n, 8)
		}
	}
	train, test := keep(earlier, true), keep(later, false)
	events := count(train)
	features := 1
	if len(train) > 0 {
		features = len(train[0].X)
	}
	each := float64(events) / float64(features)
	c.Set("events", "", float64(events))
	enough := c.Need("events", FewestEvents, float64(events), events >= FewestEvents)
	tested := count(test)
	enough = c.Need("features", FewestEach, each, each >= FewestEach) && enough
	enough = c.Need("tested", FewestEach, float64(min(tested, len(test)-tested)), min(tested, len(test)-tested) >= FewestEach) && enough
	if !enough {
		return c
	}
	full := learn(train, func(r *Row) []float64 { return r.X }, step)
	simple := learn(train, func(r *Row) []float64 { return r.Simple }, func(int) { step(5) })
	step(6)
	c.test(test, full, simple, func() { step(7) })
	for i, b := range full.model.Beta {
		c.Set("beta-"+string(rune('0'+i)), "", b)
	}
	c.Set("seed", "", models.Seed)
	c.full = full
	step(8)
	return c
}

func keep(list []Row, half bool) (kept []Row) {
	for _, r := range list {
		if Half(r.ID) == half {
			kept = append(kept, r)
		}
	}
	return kept
}

func count(list []Row) (n int) {
	for i := range list {
		if list[i].Happened {
			n++
		}
	}
	return n
}

// A learner is a model with the scale of its features and its calibration.
type learner struct {
	of          func(*Row) []float64
	mean, wide  []float64
	model       *numeric.Logistic
	a, b        float64   // Platt
	at, becomes []float64 // isotonic: scores and their chances
}

// learn fits, and calibrates on halves of the rows that were foretold by the other halves.
func learn(rows []Row, of func(*Row) []float64, step func(int)) *learner {
	rows = sampled(rows)
	l := &learner{of: of}
	l.scale(rows)
	l.model = l.fit(rows, func() { step(2) })
	var parts [2][]Row
	for _, r := range rows {
		at := coin("calibration", r.ID)
		parts[at] = append(parts[at], r)
	}
	type pair struct {
		score float64
		y     bool
	}
	var pairs []pair
	for at, part := range parts {
		if len(part) == 0 || count(part) == 0 || count(part) == len(part) {
			continue
		}
		m := l.fit(part, func() { step(3 + at) })
		for i := range parts[1-at] {
			r := &parts[1-at][i]
			pairs = append(pairs, pair{l.score(m, r), r.Happened})
		}
	}
	sort.Slice(pairs, func(i, j int) bool { return pairs[i].score < pairs[j].score })
	scores, y, yes := make([]float64, len(pairs)), make([]bool, len(pairs)), make([]float64, len(pairs))
	for i, p := range pairs {
		scores[i], y[i] = p.score, p.y
		if p.y {
			yes[i] = 1
		}
	}
	if count(rows) >= manyPositives && len(pairs) > 0 {
		l.stairs(scores, numeric.Isotonic(yes))
		return l
	}
	l.a, l.b = -1, 0
	if len(pairs) > 0 {
		l.a, l.b = numeric.Platt(scores, y)
	}
	return l
}

// sampled bounds what is fitted to.
func sampled(rows []Row) []Row {
	if len(rows) <= fitRows {
		return rows
	}
	var some []Row
	for _, i := range models.Sample(len(rows), fitRows, numeric.NewRandom(models.Seed)) {
		some = append(some, rows[i])
	}
	return some
}

// scale remembers mean and deviation of what it learns from, and of nothing else.
func (l *learner) scale(rows []Row) {
	width := len(l.of(&rows[0]))
	l.mean, l.wide = make([]float64, width), make([]float64, width)
	n := float64(len(rows))
	for j := range width {
		for i := range rows {
			l.mean[j] += l.of(&rows[i])[j] / n
		}
		square := 0.0
		for i := range rows {
			d := l.of(&rows[i])[j] - l.mean[j]
			square += float64(d * d)
		}
		if l.wide[j] = math.Sqrt(square / n); l.wide[j] < 1e-9 {
			l.wide[j] = 1
		}
	}
}

// stairs keeps of a chance that never falls where each of its steps ends.
func (l *learner) stairs(scores, chances []float64) {
	for i, c := range chances {
		if i+1 == len(chances) || chances[i+1] != c {
			l.at, l.becomes = append(l.at, scores[i]), append(l.becomes, c)
		}
	}
}

func (l *learner) fit(rows []Row, pause func()) *numeric.Logistic {
	width := len(l.mean)
	x, y := make([]float64, 0, width*len(rows)), make([]bool, len(rows))
	for i := range rows {
		for j, v := range l.of(&rows[i]) {
			x = append(x, (v-l.mean[j])/l.wide[j])
		}
		y[i] = rows[i].Happened
	}
	return numeric.FitLogistic(x, width, y, ridge, pause)
}

// score is a model's logit of a row.
func (l *learner) score(m *numeric.Logistic, r *Row) float64 {
	eta := m.Beta[0]
	for j, v := range l.of(r) {
		eta += float64(m.Beta[j+1] * ((v - l.mean[j]) / l.wide[j]))
	}
	return eta
}

// chance is what a score is worth. It is never 0 or 1.
func (l *learner) chance(score float64) float64 {
	if l.at == nil {
		return numeric.Sigmoid(-(float64(l.a*score) + l.b))
	}
	i, _ := slices.BinarySearch(l.at, score)
	return min(.999, max(.001, l.becomes[min(i, len(l.becomes)-1)]))
}

// test holds the model against the simple rule on who was not learned from.
func (c *Chance) test(rows []Row, full, simple *learner, pause func()) {
	n := float64(len(rows))
	chances, scores, plain, y := make([]float64, len(rows)), make([]float64, len(rows)), make([]float64, len(rows)), make([]bool, len(rows))
	base := float64(count(rows)) / n
	brier := 0.0
	for i := range rows {
		scores[i], plain[i], y[i] = full.score(full.model, &rows[i]), simple.score(simple.model, &rows[i]), rows[i].Happened
		chances[i] = full.chance(scores[i])
		d := chances[i]
		if y[i] {
			d = 1 - d
		}
		brier += float64(d*d) / n
	}
	pause()
	area, wide := Area(scores, y)
	pause()
	simpler, wider := Area(plain, y)
	pause()
	c.Set("auc", "", area)
	c.Set("auc-low", "", max(0, area-wide))
	c.Set("auc-high", "", min(1, area+wide))
	c.Set("auc-simple", "", simpler)
	c.Set("auc-simple-low", "", max(0, simpler-wider))
	c.Set("auc-simple-high", "", min(1, simpler+wider))
	c.Set("brier", "", brier)
	c.Set("brier-base", "", base*(1-base))
	c.Set("base", "", base)
	c.Set("tested", "", n)
	c.Need("brier", base*(1-base), brier, brier < base*(1-base))
	c.Need("auc", min(1, simpler+wider), max(0, area-wide), area-wide > simpler+wider)
	c.bins(chances, y)
	pause()
	c.lift(scores, plain, y, base)
}

func order(list []float64) []int {
	at := make([]int, len(list))
	for i := range at {
		at[i] = i
	}
	sort.Slice(at, func(i, j int) bool {
		a, b := at[i], at[j]
		return list[a] > list[b] || list[a] == list[b] && a < b
	})
	return at
}

func (c *Chance) bins(chances []float64, y []bool) {
	at := order(chances)
	tenths := min(10, max(1, len(at)/20))
	for k := range tenths {
		b := Bin{}
		for _, i := range at[k*len(at)/tenths : (k+1)*len(at)/tenths] {
			b.N++
			b.Foretold += chances[i]
			if y[i] {
				b.Came++
			}
		}
		b.Foretold /= float64(b.N)
		b.Came /= float64(b.N)
		c.Bins = append(c.Bins, b)
	}
	slices.Reverse(c.Bins) // the least likely first
}

func (c *Chance) lift(scores, plain []float64, y []bool, base float64) {
	right := func(at []int, calls int) (n float64) {
		for _, i := range at[:calls] {
			if y[i] {
				n++
			}
		}
		return n
	}
	full, simple := order(scores), order(plain)
	for _, calls := range Calls {
		if calls <= len(y)/2 {
			c.Lift = append(c.Lift, Lift{float64(calls), right(full, calls), right(simple, calls), base * float64(calls)})
		}
	}
	calls := min(50, len(y))
	c.Set("calls", "", float64(calls))
	c.Set("precision", "", right(full, calls)/float64(calls))
	c.Set("precision-simple", "", right(simple, calls)/float64(calls))
}

// Area is the area under the receiver's curve, the chance that of one who had the event and one who had not the first scores
// higher, and the half width of its interval of 95 %.
func Area(scores []float64, y []bool) (area, wide float64) {
	at := order(scores)
	slices.Reverse(at) // the lowest first
	yes := 0
	for _, v := range y {
		if v {
			yes++
		}
	}
	no := len(y) - yes
	if yes == 0 || no == 0 {
		return 0.5, 0.5
	}
	m, n := float64(yes), float64(no)
	// Placements: of who had it, the share of the others below; of who had not, the share of those above.
	of := make([]float64, len(y))
	below, above := 0.0, m
	for from := 0; from < len(at); {
		to := from
		for to < len(at) && scores[at[to]] == scores[at[from]] {
			to++
		}
		with, without := 0.0, 0.0
		for _, i := range at[from:to] {
			if y[i] {
				with++
			} else {
				without++
			}
		}
		above -= with
		for _, i := range at[from:to] {
			if y[i] {
				of[i] = (below + without/2) / n
			} else {
				of[i] = (above + with/2) / m
			}
		}
		below += without
		from = to
	}
	for i, v := range of {
		if y[i] {
			area += v / m
		}
	}
	first, second := 0.0, 0.0
	for i, v := range of {
		d := v - area
		if y[i] {
			first += float64(d * d)
		} else {
			second += float64(d * d)
		}
	}
	variance := 0.0
	if m > 1 {
		variance += first / (m - 1) / m
	}
	if n > 1 {
		variance += second / (n - 1) / n
	}
	return area, float64(numeric.Quantile(.975) * math.Sqrt(variance))
}
