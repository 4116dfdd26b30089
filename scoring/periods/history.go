package periods

import (
	"slices"
	"sort"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/profile"
	"fenji/scoring/rfm"
)

// A Past is every customer's grade at several days.
type Past struct {
	Days  []civil.Day
	Bands [][]uint8        // by day and customer; profile.Ungraded for none
	Known [][]bool         // whether it had rows by then
	Sums  [][]PastSum      // by day and band, none last
	Cuts  []scoring.Frozen // of each day
}

// A PastSum is the customers of a grade at a day, and their money.
type PastSum struct {
	Count int
	Money decimal.Money
}

// History grades all customers at several days, the earliest first, each with the rows up to it.
func (l *Log) History(p *profile.Profile, days []civil.Day, pause scoring.Pause) (*Past, error) {
	past := &Past{Days: days}
	err := l.Walk(p, days, pause, func(r *scoring.Result, known []bool) {
		bands := make([]uint8, len(known))
		sums := make([]PastSum, len(p.Bands)+1)
		for i := range r.Graded {
			pause.At(i)
			bands[i] = r.Graded[i].Band
			if known[i] {
				s := &sums[place(r, i)]
				s.Count++
				s.Money += r.Customers[i].M
			}
		}
		past.Bands, past.Known = append(past.Bands, bands), append(past.Known, slices.Clone(known))
		past.Sums, past.Cuts = append(past.Sums, sums), append(past.Cuts, r.Cuts)
	})
	return past, err
}

// Walk grades all customers at several days, the earliest first, and shows each grading with who had rows by then; neither
// lasts. It goes through the log once: a day costs what happened since the one before, and a scoring.
func (l *Log) Walk(p *profile.Profile, days []civil.Day, pause scoring.Pause, see func(r *scoring.Result, known []bool)) error {
	w := l.walk(p, pause)
	for _, day := range days {
		r, err := scoring.Score(w.to(day), p, day, scoring.Options{Pause: pause})
		if err != nil {
			return err
		}
		see(r, w.known)
	}
	return nil
}

// A walk goes through a log day by day and keeps what lies in the window.
type walk struct {
	l       *Log
	p       *profile.Profile
	order   []uint32 // entries of the timeline by day
	who     []uint32 // their customers
	seen    int      // entries whose last visit and row are noted
	in, out int      // entries that came into the window, and left it
	list    []scoring.Customer
	known   []bool
	slow    bool // an order of several days: a later row may undo an earlier visit
	pause   scoring.Pause
}

func (l *Log) walk(p *profile.Profile, pause scoring.Pause) *walk {
	n := len(l.Days)
	w := &walk{l: l, p: p, order: make([]uint32, n), who: make([]uint32, n), known: make([]bool, l.Customers()),
		list: make([]scoring.Customer, l.Customers()), slow: ordersSpanDays(l.Records), pause: pause}
	for i := range w.list {
		pause.At(i)
		w.list[i] = scoring.Customer{ID: l.Records.IDs[i], Last: civil.NoDay}
		for at := l.Starts[i]; at < l.Starts[i+1]; at++ {
			w.who[at] = uint32(i)
		}
	}
	if n == 0 {
		return w
	}
	last := l.First
	for _, d := range l.Days {
		last = max(last, d)
	}
	counts := make([]uint32, last-l.First+2)
	for _, d := range l.Days {
		counts[d-l.First+1]++
	}
	for i := 1; i < len(counts); i++ {
		counts[i] += counts[i-1]
	}
	for i, d := range l.Days {
		pause.At(i)
		w.order[counts[d-l.First]] = uint32(i)
		counts[d-l.First]++
	}
	return w
}

// ordersSpanDays tells whether rows of one order stand under several days.
func ordersSpanDays(r *intake.Records) bool {
	if r.Visits != intake.ByOrder || r.Order == nil {
		return false
	}
	type bill struct{ who, order uint32 }
	first := map[bill]civil.Day{}
	for i, o := range r.Order {
		if o == 0 {
			continue
		}
		b := bill{r.Customer[i], o}
		if d, known := first[b]; known && d != r.Day[i] {
			return true
		}
		first[b] = r.Day[i]
	}
	return false
}

// to goes on to a day and gives the customers as they were then. The slice is reused.
func (w *walk) to(day civil.Day) []scoring.Customer {
	l := w.l
	if w.slow {
		early := Cut(l.Records, day)
		for _, who := range early.Customer {
			w.known[who] = true
		}
		return rfm.Build(early, w.p.Window)
	}
	for ; w.seen < len(w.order) && l.Days[w.order[w.seen]] <= day; w.seen++ {
		w.pause.At(w.seen)
		at := w.order[w.seen]
		who := w.who[at]
		w.known[who] = true
		if l.Timeline.Visits[at] > 0 {
			w.list[who].Last = l.Days[at]
		}
	}
	from, to, limited := w.p.Window.Bounds(day)
	if !limited {
		from, to = l.First, day
	}
	for to = min(to, day); w.in < len(w.order) && l.Days[w.order[w.in]] <= to; w.in++ {
		w.pause.At(w.in)
		w.count(w.order[w.in], 1)
	}
	for ; w.out < w.in && l.Days[w.order[w.out]] < from; w.out++ {
		w.pause.At(w.out)
		w.count(w.order[w.out], -1)
	}
	for i := range w.list {
		w.pause.At(i)
		c := &w.list[i]
		if c.HasR = c.Last != civil.NoDay; c.HasR {
			c.R = int32(day - c.Last)
		}
	}
	return w.list
}

func (w *walk) count(at uint32, sign int32) {
	c := &w.list[w.who[at]]
	c.F += sign * w.l.Timeline.Visits[at]
	c.M += decimal.Money(sign) * w.l.Net[at]
}

// MonthEnds gives the last days of so many months up to the analysis date, which is the last of them.
func (l *Log) MonthEnds(months int) []civil.Day {
	var days []civil.Day
	for m := MonthOf(l.AsOf) - Month(months) + 1; m <= MonthOf(l.AsOf); m++ {
		if d := min(m.Last(), l.AsOf); d >= l.First {
			days = append(days, d)
		}
	}
	return days
}

// MoneyIn is what customer i paid in [from, to], refunds taken off.
func (l *Log) MoneyIn(i int, from, to civil.Day) (sum decimal.Money) {
	low, high := int(l.Starts[i]), int(l.Starts[i+1])
	at := low + sort.Search(high-low, func(k int) bool { return l.Days[low+k] >= from })
	for ; at < high && l.Days[at] <= to; at++ {
		sum += l.Net[at]
	}
	return sum
}
