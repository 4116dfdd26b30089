package periods

import (
	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/models/numeric"
	"fenji/scoring/profile"
	"fenji/scoring/rfm"
)

// A Chance is a clinic whose customers go on after the base day as they came before it: nobody changes, and yet grades
// do, as who came often by luck comes less often later. Everybody keeps its real rows up to the base day. Behind it the
// days of visits are drawn at a rate drawn from what its own visits leave open, amounts out of its own as far as they are its own, or else out of the clinic's.
type Chance struct {
	Rates  Rates
	base   *scoring.Result
	still  []scoring.Customer // the later day without any visit after the base
	l      *Log               // of the rows by the base day
	cuts   *scoring.Frozen
	window civil.Window
	now    civil.Day
	pool   []decimal.Money // the clinic's amounts
	own    float64         // how alike a customer's amounts are, 0 to 1
	seen   map[civil.Day]bool
}

// ChanceOf makes one of the records by the base day. ok is false when there are too few customers to learn from.
func ChanceOf(c *Change, l *Log) (*Chance, bool) {
	base, p := c.Base.AsOf, c.Base.Profile
	early := Cut(l.Records, base)
	log, ok := LogOf(early, nil)
	if !ok {
		return nil, false
	}
	h := &Chance{base: c.Base, l: log, cuts: &c.Base.Cuts, window: p.Window, now: c.Now.AsOf, seen: map[civil.Day]bool{}}
	if !p.Ranked() {
		h.cuts = nil
	}
	early.AsOf = h.now
	h.still = rfm.Build(early, p.Window)
	var spans []Span
	for i := range h.still {
		if n := len(log.of(i)); n > 0 {
			spans = append(spans, Span{n, h.days()})
		}
	}
	for i, n := range log.Timeline.Visits {
		if n > 0 {
			h.pool = append(h.pool, log.Net[i])
		}
	}
	h.own = alike(log)
	h.Rates, ok = Fit(spans, true)
	return h, ok
}

// days is how long the log had run by the base day.
func (h *Chance) days() float64 { return float64(h.base.AsOf - h.l.First + 1) }

// draw is customer i at the later day, by chance.
func (h *Chance) draw(i int, g *numeric.Random) scoring.Customer {
	c := h.still[i]
	rate := h.Rates.Draw(g, len(h.l.of(i)), h.days())
	span := int(h.now - h.base.AsOf)
	from, to, limited := h.window.Bounds(h.now)
	clear(h.seen)
	for range g.Poisson(float64(rate * float64(span))) {
		day := h.base.AsOf + 1 + civil.Day(g.Below(span))
		if h.seen[day] {
			continue // visits of one day are one visit
		}
		h.seen[day] = true
		c.Last, c.HasR = max(c.Last, day), true
		if !limited || day >= from && day <= to {
			c.F++
			c.M += h.amount(i, g)
		}
	}
	if c.HasR {
		c.R = int32(h.now - c.Last)
	}
	return c
}

// amount draws one of a customer's own or of the clinic's. With few visits its own say little of what the next will cost:
// so they are drawn with the weight n/(n + (1−ρ)/ρ), which is Bühlmann's credibility (ASTIN Bulletin 4, 1967), ρ being how
// alike the amounts of one customer are.
func (h *Chance) amount(i int, g *numeric.Random) decimal.Money {
	n := len(h.l.of(i))
	if z := float64(float64(n)*h.own) / (1 + float64(float64(n-1)*h.own)); n > 0 && g.Uniform() < z {
		k := g.Below(n)
		for at := h.l.Starts[i]; at < h.l.Starts[i+1]; at++ {
			if h.l.Timeline.Visits[at] > 0 {
				if k == 0 {
					return h.l.Net[at]
				}
				k--
			}
		}
	}
	if len(h.pool) == 0 {
		return 0
	}
	return h.pool[g.Below(len(h.pool))]
}

// Matrix is what chance makes of the grades at the base, over several draws of everybody: rows are those of a Matrix
// without New, as chance brings nobody; cells are shares of their row. Times is how many draws that were.
func (h *Chance) Matrix() (shares [][]float64, times int, err error) {
	const enough = 40_000
	bands := len(h.base.Profile.Bands)
	counts := make([][]int, bands+1)
	for i := range counts {
		counts[i] = make([]int, bands+1)
	}
	times = max(1, min(50, enough/max(1, len(h.still))))
	var known []int // those who had rows by the base day
	for i := range h.still {
		if h.l.Starts[i+1] > h.l.Starts[i] {
			known = append(known, i)
		}
	}
	list := make([]scoring.Customer, len(known))
	for t := range times {
		for k, i := range known {
			list[k] = h.draw(i, numeric.NewRandom(numeric.Hash(h.still[i].ID)+uint64(t)))
		}
		r, err := scoring.Score(list, h.base.Profile, h.now, scoring.Options{Frozen: h.cuts})
		if err != nil {
			return nil, 0, err
		}
		for k, i := range known {
			counts[place(h.base, i)][place(r, k)]++
		}
	}
	for _, row := range counts {
		sum := 0
		for _, n := range row {
			sum += n
		}
		line := make([]float64, len(row))
		for i, n := range row {
			if sum > 0 {
				line[i] = float64(n) / float64(sum)
			}
		}
		shares = append(shares, line)
	}
	return shares, times, nil
}

// A Fall is a customer whose grade is lower than its own chance explains.
type Fall struct {
	Customer int
	From, To uint8
	Share    float64       // of its draws that end in that grade or a lower one
	Money    decimal.Money // of the last twelve months
}

const (
	fallDraws = 1000
	fallShare = 0.05
)

// Fell lists them, most money first, and says how many could fall: of those looked at chance alone gives a twentieth.
// Looked at are those of a grade who had most money at the base, as many as most; who is chosen does not hang on what
// became of them.
func (h *Chance) Fell(c *Change, l *Log, most int) (list []Fall, looked int, err error) {
	var graded []int
	for i := range c.Base.Graded {
		if c.Base.Graded[i].Band != profile.Ungraded {
			graded = append(graded, i)
		}
	}
	if len(graded) > most {
		sortBy(graded, func(i int) (float64, int) { return float64(c.Base.Customers[i].M), i })
		graded = graded[:most]
	}
	for _, i := range graded {
		from, to := c.Base.Graded[i].Band, c.Now.Graded[i].Band
		if to <= from {
			continue
		}
		low, err := h.low(i, to)
		if err != nil {
			return nil, 0, err
		}
		if low <= fallShare {
			list = append(list, Fall{i, from, to, low, l.MoneyIn(i, After(l.AsOf, -12)+1, l.AsOf)})
		}
	}
	sortBy(list, func(f Fall) (float64, int) { return float64(f.Money), f.Customer })
	return list, len(graded), nil
}

// ByChance is how many of those looked at are listed although nobody changed.
func ByChance(looked int) int { return int(float64(looked)*fallShare + .5) }

// low is the share of a customer's draws that end in a band or a lower one; it stops when that is more than is asked for.
func (h *Chance) low(i int, band uint8) (float64, error) {
	const batch = 100
	g := numeric.NewRandom(numeric.Hash("fell", h.still[i].ID))
	n := 0
	list := make([]scoring.Customer, batch)
	for done := batch; ; done += batch {
		for k := range list {
			list[k] = h.draw(i, g)
		}
		r, err := scoring.Score(list, h.base.Profile, h.now, scoring.Options{Frozen: h.cuts})
		if err != nil {
			return 0, err
		}
		for k := range list {
			if r.Graded[k].Band >= band {
				n++
			}
		}
		if done == fallDraws || n > fallDraws*fallShare {
			return float64(n) / float64(done), nil
		}
	}
}

// alike is the correlation of logarithms of amounts within customers, by analysis of variance (Fisher 1925).
func alike(l *Log) float64 {
	groups, n, squares, total, grand, uneven := 0, 0, 0.0, 0.0, 0.0, 0.0
	for i := range l.Customers() {
		k, sum := 0, 0.0
		for at := l.Starts[i]; at < l.Starts[i+1]; at++ {
			if l.Timeline.Visits[at] > 0 && l.Net[at] > 0 {
				v := numeric.Log(float64(l.Net[at]))
				k, sum, squares = k+1, sum+v, squares+float64(v*v)
			}
		}
		if k > 0 {
			groups, n = groups+1, n+k
			total += float64(sum*sum) / float64(k)
			grand += sum
			uneven += float64(k) * float64(k)
		}
	}
	if groups < 2 || n <= groups {
		return 0
	}
	between := (total - float64(grand*grand)/float64(n)) / float64(groups-1)
	within := (squares - total) / float64(n-groups)
	each := (float64(n) - uneven/float64(n)) / float64(groups-1)
	rho := (between - within) / (between + float64((each-1)*within))
	if rho != rho {
		return 0
	}
	return min(1, max(0, rho))
}
