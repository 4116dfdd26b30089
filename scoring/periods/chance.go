package periods

import (
	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/models/numeric"
	"fenji/scoring/profile"
)

// A Chance is a clinic whose customers go on after the base day as they came before it: nobody changes, and yet grades
// do, as who came often by luck comes less often later. Everybody keeps its real rows up to the base day. Behind it the
// days of visits are drawn at a rate drawn from what its own visits leave open, amounts out of its own as far as they are its own, or else out of the clinic's.
type Chance struct {
	Rates    Rates
	base     *scoring.Result
	log      *Early
	cuts     *scoring.Frozen
	from, to civil.Day // what counts on the later day
	now      civil.Day
	first    civil.Day // of the log
	pool     []uint32  // entries with the clinic's amounts
	own      float64   // how alike a customer's amounts are, 0 to 1
	seen     map[civil.Day]bool
}

// ChanceOf makes one of the records by the base day. ok is false when there are too few customers to learn from.
func ChanceOf(c *Change, l *Log) (*Chance, bool) {
	p := c.Base.Profile
	h := &Chance{base: c.Base, log: c.early, cuts: &c.Base.Cuts, now: c.Now.AsOf, first: l.First, seen: map[civil.Day]bool{}}
	if !p.Ranked() {
		h.cuts = nil
	}
	h.from, h.to = h.log.window(p.Window, h.now)
	spans, days := Spans{}, 0
	for i := range l.Customers() {
		if n := h.stand(i).days; n > 0 {
			spans[Span{n, h.days()}]++
			days += n
		}
	}
	h.pool = make([]uint32, 0, days)
	for i := range l.Customers() {
		for at, to := h.log.entries(i); at < to; at++ {
			if h.log.Visits[at] > 0 {
				h.pool = append(h.pool, at)
			}
		}
	}
	h.own = alike(h.log)
	var ok bool
	h.Rates, ok = Fit(spans, true)
	return h, ok
}

// days is how long the log had run by the base day.
func (h *Chance) days() float64 { return float64(h.base.AsOf - h.first + 1) }

// stand is customer i at the later day if it did not come any more.
func (h *Chance) stand(i int) standing { return h.log.stand(i, h.from, h.to) }

// draw is a customer at the later day, by chance.
func (h *Chance) draw(s *standing, g *numeric.Random) scoring.Customer {
	c := s.Customer
	rate := h.Rates.Draw(g, s.days, h.days())
	span := int(h.now - h.base.AsOf)
	clear(h.seen)
	for range g.Poisson(float64(rate * float64(span))) {
		day := h.base.AsOf + 1 + civil.Day(g.Below(span))
		if h.seen[day] {
			continue // visits of one day are one visit
		}
		h.seen[day] = true
		c.Last, c.HasR = max(c.Last, day), true
		if day >= h.from && day <= h.to {
			c.F++
			c.M += h.amount(s, g)
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
func (h *Chance) amount(s *standing, g *numeric.Random) decimal.Money {
	n := s.days
	if z := float64(float64(n)*h.own) / (1 + float64(float64(n-1)*h.own)); n > 0 && g.Uniform() < z {
		return h.log.amount(s, g.Below(n))
	}
	if len(h.pool) == 0 {
		return 0
	}
	return h.log.Net[h.pool[g.Below(len(h.pool))]]
}

// atOnce is how many customers are drawn before they are graded.
const atOnce = 1 << 12

// alone tells whether each customer can be graded by itself: what is ranked keeps the cuts of the base.
func (h *Chance) alone() bool {
	for m, rule := range h.base.Profile.Metrics {
		ranked := rule.Method == profile.Rank || rule.Method == profile.Mean && rule.Value == nil
		if ranked && len(h.base.Cuts.Cuts[m]) == 0 {
			return false
		}
	}
	return true
}

// A Drawing is what chance makes of the grades at the base, over several draws of everybody, as far as it has come.
type Drawing struct {
	Times int // how often everybody is drawn
	h     *Chance
	at    int // customers of draws that are done
	count [][]int
	list  []scoring.Customer
	who   []uint32
	room  scoring.Room
}

// Drawing begins one.
func (h *Chance) Drawing() *Drawing {
	const enough = 40_000
	d := &Drawing{h: h, Times: max(1, min(50, enough/max(1, len(h.base.Graded)))), count: make([][]int, len(h.base.Profile.Bands)+1)}
	for i := range d.count {
		d.count[i] = make([]int, len(d.count))
	}
	return d
}

// Step draws some customers, and tells whether that was all. Who had no rows by the base day is not drawn.
func (d *Drawing) Step() (done bool, err error) {
	h, n := d.h, len(d.h.base.Graded)
	room := atOnce
	if !h.alone() {
		room = n
	}
	time := d.at / max(1, n)
	d.list, d.who = d.list[:0], d.who[:0]
	for ; d.at < n*(time+1) && len(d.list) < room; d.at++ {
		s := h.stand(d.at % n)
		if s.from < s.to {
			d.who = append(d.who, uint32(d.at%n))
			d.list = append(d.list, h.draw(&s, numeric.NewRandom(numeric.Hash(s.ID)+uint64(time))))
		}
	}
	r, err := scoring.Score(d.list, h.base.Profile, h.now, scoring.Options{Frozen: h.cuts, Room: &d.room})
	if err != nil {
		return false, err
	}
	for k, i := range d.who {
		d.count[place(h.base, int(i))][place(r, k)]++
	}
	return d.at >= n*d.Times, nil
}

// Shares are those of each grade at the base that end in each grade, or in none: rows are those of a Matrix without New, as
// chance brings nobody.
func (d *Drawing) Shares() (shares [][]float64) {
	for _, row := range d.count {
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
	return shares
}

// Matrix draws everybody at once.
func (h *Chance) Matrix() (shares [][]float64, times int, err error) {
	d := h.Drawing()
	for done := false; !done; {
		if done, err = d.Step(); err != nil {
			return nil, 0, err
		}
	}
	return d.Shares(), d.Times, nil
}

// A Fall is a customer whose grade is lower than its own chance explains.
type Fall struct {
	Customer int
	From, To uint8
	Share    float64       // of its draws that end in that grade or a lower one
	Money    decimal.Money // of the last twelve months
}

// risk is what a list goes by: money × (1 − the chance of such a fall), as that of the late.
func (f Fall) risk() float64 { return float64(max(0, float64(f.Money)) * (1 - f.Share)) }

const (
	fallDraws = 1000
	fallShare = 0.05
)

// A Search for falls looks at customers one after the other.
type Search struct {
	Falls  []Fall // most at risk first, as soon as all are looked at
	Looked int    // customers who could fall: of those looked at chance alone gives a twentieth

	h    *Chance
	c    *Change
	l    *Log
	list []int32
	room scoring.Room
}

// Falls begins a search. Looked at are those of a grade who had most money at the base, as many as most; who is chosen does not
// hang on what became of them.
func (h *Chance) Falls(c *Change, l *Log, most int) *Search {
	s := &Search{h: h, c: c, l: l}
	floor, cut := decimal.Money(0), false // what the last of the richest had
	list, money := []int32(nil), func(i int32) decimal.Money { return c.Then(int(i)).M }
	richest := func() {
		if len(list) > most {
			sortBy(list, func(i int32) (float64, int) { return float64(money(i)), int(i) })
			list, cut = list[:most], true
			floor = money(list[most-1])
		}
	}
	for i := range c.Base.Graded {
		if i := int32(i); c.Base.Graded[i].Band != profile.Ungraded && (!cut || money(i) > floor) {
			if list = append(list, i); len(list) == 2*most {
				richest() // a million are not sorted for the sake of a few
			}
		}
	}
	richest()
	s.list = list
	s.Looked = len(s.list)
	return s
}

// Step looks at one more, and tells whether that was all.
func (s *Search) Step() (done bool, err error) {
	for len(s.list) > 0 {
		i := int(s.list[0])
		s.list = s.list[1:]
		from, to := s.c.Base.Graded[i].Band, s.c.Now.Graded[i].Band
		if to <= from {
			continue
		}
		low, err := s.h.low(i, to, &s.room)
		if err != nil {
			return false, err
		}
		if low <= fallShare {
			s.Falls = append(s.Falls, Fall{i, from, to, low, s.l.MoneyIn(i, After(s.l.AsOf, -12)+1, s.l.AsOf)})
		}
		return false, nil
	}
	sortBy(s.Falls, func(f Fall) (float64, int) { return f.risk(), f.Customer })
	return true, nil
}

// Fell looks at everybody at once.
func (h *Chance) Fell(c *Change, l *Log, most int) (list []Fall, looked int, err error) {
	s := h.Falls(c, l, most)
	for done := false; !done; {
		if done, err = s.Step(); err != nil {
			return nil, 0, err
		}
	}
	return s.Falls, s.Looked, nil
}

// ByChance is how many of those looked at are listed although nobody changed.
func ByChance(looked int) int { return int(float64(looked)*fallShare + .5) }

// low is the share of a customer's draws that end in a band or a lower one; it stops when that is more than is asked for.
func (h *Chance) low(i int, band uint8, room *scoring.Room) (float64, error) {
	const batch = 100
	s := h.stand(i)
	g := numeric.NewRandom(numeric.Hash("fell", s.ID))
	n := 0
	list := make([]scoring.Customer, batch)
	for done := batch; ; done += batch {
		for k := range list {
			list[k] = h.draw(&s, g)
		}
		r, err := scoring.Score(list, h.base.Profile, h.now, scoring.Options{Frozen: h.cuts, Room: room})
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
func alike(l *Early) float64 {
	groups, n, squares, total, grand, uneven := 0, 0, 0.0, 0.0, 0.0, 0.0
	for i := range l.ids {
		k, sum := 0, 0.0
		for at, to := l.entries(i); at < to; at++ {
			if l.Visits[at] > 0 && l.Net[at] > 0 {
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
