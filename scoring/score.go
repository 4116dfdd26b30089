package scoring

import (
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/profile"
	"strconv"
)

// A Reason says why a customer has no grade.
type Reason uint8

// The reasons, in the order in which they are looked for.
const (
	None           Reason = iota // it has one
	NoPurchase                   // no purchase at all, so no recency
	RecencyRange                 // days outside the profile's range, or a purchase after the analysis date
	FrequencyRange               // visits outside the profile's range
	MonetaryRange                // money outside the profile's range
	TooLarge                     // the score does not fit into exact arithmetic
	BelowBands                   // the score is lower than the lowest grade
)

var reasonCodes = []string{
	None: "", NoPurchase: "no-purchase", RecencyRange: "recency-range", FrequencyRange: "frequency-range",
	MonetaryRange: "monetary-range", TooLarge: "too-large", BelowBands: "below-bands",
}

// String gives the stable code of the reason, "" for None.
func (r Reason) String() string { return reasonCodes[r] }

// Graded is what scoring found for one customer, in 16 bytes; [Result] makes it readable.
type Graded struct {
	Score  int64    // mantissa of the score; see [Result.Score]
	Step   [3]uint8 // per metric the step of its scale or of the ranking's cuts, counted from the smallest value
	Band   uint8    // index into the profile's Bands, or Ungraded
	Reason Reason   // why ungraded
}

// scored tells whether there are points and a score.
func (g Graded) scored() bool { return g.Reason == None || g.Reason == BelowBands }

// Options of [Score].
type Options struct {
	Frozen *Frozen // cut points of a base period that ranked metrics keep; nil: rank anew
	Pause  Pause
	Room   *Room // taken over from the scoring before; nil: none
}

// A Room is memory that scorings take over from each other: a result lasts until the next one is made in the same room.
type Room struct {
	graded      []Graded
	keys, spare []uint64
}

// grades makes room for so many.
func (o *Options) grades(n int) []Graded {
	if o.Room == nil {
		return make([]Graded, n)
	}
	if cap(o.Room.graded) < n {
		o.Room.graded = make([]Graded, n)
	}
	list := o.Room.graded[:n]
	clear(list)
	return list
}

// ranking makes room for the keys of so many.
func (o *Options) ranking(n int) (keys, spare []uint64) {
	if o.Room == nil {
		return make([]uint64, n), make([]uint64, n)
	}
	if cap(o.Room.keys) < n {
		o.Room.keys, o.Room.spare = make([]uint64, n), make([]uint64, n)
	}
	return o.Room.keys[:n], o.Room.spare[:n]
}

// A Pause is called from time to time by long work, so that something else may be done meanwhile; nil: by none.
type Pause func()

// At is called for every customer or row, by its number.
func (p Pause) At(i int) {
	if p != nil && i&(1<<14-1) == 1<<14-1 {
		p()
	}
}

// A Result is a scored set of customers. Its methods are for one goroutine at a time; neither the customers nor the
// profile may be changed while it is in use.
type Result struct {
	Profile   *profile.Profile
	AsOf      civil.Day
	Customers []Customer
	Graded    []Graded // one per customer, in the same order
	Cuts      Frozen   // the cut points that ranked metrics had in this run; may be fed back as Options.Frozen
	Notices   []Issue  // what makes a ranking doubtful: see below

	plan    *plan
	ladders [3]*ladder // for Explain; made when first wanted
}

// Codes of the Notices. Both have the args metric (R, F or M) and value (in the profile's unit), ties-heavy also
// share: per cent of the customers with one decimal, such as "43.2".
const (
	TiesHeavy Code = "ties-heavy" // one value holds more than 40 % of the ranked customers
	AllEqual  Code = "all-equal"  // all ranked customers hold the same value
)

// Score grades customers by a profile. Customers whose values lie outside the profile's range stay in the result,
// ungraded, with the reason; rankings are made among the others. The error says that the profile is unfit, or that the
// frozen cuts are not those of such a profile.
func Score(customers []Customer, p *profile.Profile, asOf civil.Day, o Options) (*Result, error) {
	pl, err := newPlan(p)
	if err != nil {
		return nil, err
	}
	r := &Result{Profile: p, AsOf: asOf, Customers: customers, Graded: o.grades(len(customers)), plan: pl}
	n := r.screen(o.Pause)
	if err := r.rank(n, &o); err != nil {
		return nil, err
	}
	for i := range customers {
		o.Pause.At(i)
		if g := &r.Graded[i]; g.Reason == None {
			pl.grade(g, values(&customers[i]))
		}
	}
	return r, nil
}

// Among is the result of some of the customers only, by number: their points and grades are those that they have among all.
func (r *Result) Among(list []uint32) *Result {
	some := r.Of(make([]Customer, len(list)), make([]Graded, len(list)))
	for at, i := range list {
		some.Customers[at], some.Graded[at] = r.Customers[i], r.Graded[i]
	}
	return some
}

// Of is the result of other customers that were graded in the same way.
func (r *Result) Of(customers []Customer, graded []Graded) *Result {
	some := *r
	some.Customers, some.Graded, some.ladders = customers, graded, [3]*ladder{}
	return &some
}

// values gives the three metrics of a customer as whole numbers.
func values(c *Customer) [3]int64 { return [3]int64{int64(c.R), int64(c.F), int64(c.M)} }

// screen sets the reason of the customers that cannot be scored, and counts the others.
func (r *Result) screen(pause Pause) (n int) {
	for i := range r.Customers {
		pause.At(i)
		c, g := &r.Customers[i], &r.Graded[i]
		g.Band, g.Reason = profile.Ungraded, r.plan.reason(c)
		if g.Reason == None {
			n++
		}
	}
	return n
}

// reason tells why a customer cannot be scored.
func (pl *plan) reason(c *Customer) Reason {
	if !c.HasR {
		return NoPurchase
	}
	for m, v := range values(c) {
		if v < pl.gauges[m].Lo || v > pl.gauges[m].Hi {
			return RecencyRange + Reason(m)
		}
	}
	return None
}

// rank gives the ranked metrics their cut points: those of a base period, or those of the n customers to be scored.
func (r *Result) rank(n int, o *Options) error {
	frozen, pause := o.Frozen, o.Pause
	var keys, spare []uint64
	for m := range r.plan.gauges {
		g := &r.plan.gauges[m]
		if !g.relative() {
			continue
		}
		if frozen != nil && len(frozen.Cuts[m]) > 0 {
			g.frozen, g.cuts = true, frozen.Cuts[m]
			r.Cuts.Cuts[m] = g.cuts
			if err := g.place(); err != nil {
				return err
			}
			continue
		}
		if n == 0 {
			continue
		}
		if g.Rule.Method == profile.Mean {
			r.meet(g)
			r.Cuts.Cuts[m] = g.cuts
			continue
		}
		if keys == nil {
			keys, spare = o.ranking(n)
		}
		if pause != nil {
			pause()
		}
		r.rankAnew(g, keys, spare)
		r.Cuts.Cuts[m] = g.cuts
		if err := g.place(); err != nil {
			return err
		}
	}
	return nil
}

// meet finds the mean of a metric over the customers to be scored.
func (r *Result) meet(g *gauge) {
	for i := range r.Customers {
		if r.ranked(i) {
			g.sum.add(values(&r.Customers[i])[g.Metric])
			g.n++
		}
	}
	v := g.sum.worst(g.Metric, g.n)
	g.Meet(v)
	g.cuts = []Cut{{Points: decimal.Int(1), Value: g.decimal(v)}}
}

// rankAnew ranks the customers to be scored. keys and spare are room for their keys.
func (r *Result) rankAnew(g *gauge, keys, spare []uint64) {
	if g.Rule.Tie == profile.Order {
		l := r.ladder(g.Metric)
		for pos, i := range l.index {
			r.Graded[i].Step[g.Metric] = uint8(g.StepOf(g.Part(2*pos, len(l.index))))
		}
		r.notice(g, g.rank(l.keys))
		return
	}
	r.keys(g.Metric, keys, nil)
	sorted, _ := sortKeys(keys, spare, nil, nil)
	r.notice(g, g.rank(sorted))
}

// keys fills keys, and index when there is one, with the customers to be scored.
func (r *Result) keys(m profile.Metric, keys []uint64, index []uint32) {
	n := 0
	for i := range r.Customers {
		if !r.ranked(i) {
			continue
		}
		keys[n] = keyOf(m, values(&r.Customers[i])[m])
		if index != nil {
			index[n] = uint32(i)
		}
		n++
	}
}

// ranked tells whether customer i takes part in rankings: whether its three values are valid.
func (r *Result) ranked(i int) bool {
	g := r.Graded[i]
	return g.scored() || g.Reason == TooLarge
}

// notice says so when ties make a ranking doubtful.
func (r *Result) notice(g *gauge, c crowd) {
	args := []string{"metric", g.Metric.String(), "value", g.decimal(valueOf(g.Metric, c.common)).String()}
	switch {
	case c.largest < 2:
	case c.largest == c.n:
		r.Notices = append(r.Notices, Issue{Code: AllEqual, Args: args})
	case c.largest*5 > c.n*2:
		share := c.largest * 1000 / c.n
		args = append(args, "share", strconv.Itoa(share/10)+"."+strconv.Itoa(share%10))
		r.Notices = append(r.Notices, Issue{Code: TiesHeavy, Args: args})
	}
}

// grade scores one customer. Metrics ranked in order have their step already.
func (pl *plan) grade(g *Graded, v [3]int64) {
	score := int64(0)
	for m := range pl.gauges {
		ga := &pl.gauges[m]
		if !ga.ordered() {
			g.Step[m] = ga.Step(v[m])
		}
		share, fits := ga.Share(g.Step[m], v[m])
		sum, ok := decimal.Add(score, share)
		if !fits || !ok {
			g.Reason = TooLarge
			return
		}
		score = sum
	}
	g.Score = score
	g.Band = pl.Band(score)
	if g.Band == profile.Ungraded {
		g.Reason = BelowBands
	}
}

// ordered tells whether equal values may earn different points.
func (g *gauge) ordered() bool {
	return g.Rule.Method == profile.Rank && g.Rule.Tie == profile.Order && !g.frozen
}

// Points returns the points that customer i earned in a metric; zero when its values could not be scored.
func (r *Result) Points(i int, m profile.Metric) decimal.Decimal {
	g := &r.plan.gauges[m]
	switch {
	case !r.Graded[i].scored():
		return decimal.Decimal{}
	case g.Rule.Method == profile.Raw:
		return g.decimal(values(&r.Customers[i])[m])
	}
	return g.Points[r.Graded[i].Step[m]]
}

// Levels are the points that a metric may earn, of each step of its scale; nil where the value is the points. It is not to
// be changed.
func (r *Result) Levels(m profile.Metric) []decimal.Decimal { return r.plan.gauges[m].Points }

// Score returns the score of customer i with the digits that the profile's weights and points need; zero when its
// values could not be scored. A customer below all grades has a score.
func (r *Result) Score(i int) decimal.Decimal { return r.plan.Printed(r.Graded[i].Score) }

// Printed writes a mantissa of scores, as Graded holds it, as [Result.Score] does.
func (r *Result) Printed(mantissa int64) decimal.Decimal { return r.plan.Printed(mantissa) }

// Places is the number of decimal places that a mantissa of scores has.
func (r *Result) Places() uint8 { return r.plan.Exp }

// Grade returns the grade of customer i, "" when it has none.
func (r *Result) Grade(i int) string {
	if b := r.Graded[i].Band; b != profile.Ungraded {
		return r.Profile.Bands[b].Grade
	}
	return ""
}
