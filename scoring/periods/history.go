package periods

import (
	"sort"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/profile"
	"fenji/scoring/rfm"
)

// A Past is every customer's grade at several days.
type Past struct {
	Days  []civil.Day
	Bands [][]uint8        // by day and customer; profile.Ungraded for none, Unknown for who had no rows by then
	Sums  [][]PastSum      // by day and band, none last
	Cuts  []scoring.Frozen // of each day
}

// Unknown stands among bands for a customer who had no rows by a day.
const Unknown = profile.Ungraded - 1

// A PastSum is the customers of a grade at a day, and their money.
type PastSum struct {
	Count int
	Money decimal.Money
}

// piece is how many customers are followed at once where each is graded by itself.
const piece = 1 << 13

// History grades all customers at several days, the earliest first, each with the rows up to it.
func (l *Log) History(p *profile.Profile, days []civil.Day, pause scoring.Pause) (*Past, error) {
	f := l.Follow(p, days, pause)
	for {
		if done, err := f.Step(); done || err != nil {
			return f.Past, err
		}
	}
}

// A Following of customers through several days goes on in steps.
type Following struct {
	Past *Past // not whole before the last step

	l     *Log
	p     *profile.Profile
	room  scoring.Room
	w     *walk
	day   int // the next one
	next  int // the first of the customers who are not followed yet
	pause scoring.Pause
}

// Follow begins one.
func (l *Log) Follow(p *profile.Profile, days []civil.Day, pause scoring.Pause) *Following {
	past := &Past{Days: days, Cuts: make([]scoring.Frozen, len(days))}
	for range days {
		past.Bands, past.Sums = append(past.Bands, make([]uint8, l.Customers())), append(past.Sums, make([]PastSum, len(p.Bands)+1))
	}
	return &Following{Past: past, l: l, p: p, pause: pause}
}

// Step grades some customers at all days or, where they are graded by each other, all of them at one day. It tells whether that
// was all.
func (f *Following) Step() (done bool, err error) {
	n, days := f.l.Customers(), f.Past.Days
	together := f.p.Ranked() || f.l.Spans
	if f.w == nil {
		from, to := f.next, n
		if !together {
			to = min(from+piece, n)
		}
		f.w, f.day, f.next = f.l.walk(f.p, from, to, f.pause), 0, to
	}
	for f.day < len(days) {
		day := days[f.day]
		r, err := scoring.Score(f.w.to(day), f.p, day, scoring.Options{Pause: f.pause, Room: &f.room})
		if err != nil {
			return false, err
		}
		f.Past.Cuts[f.day] = r.Cuts
		f.Past.take(f.day, f.w.from, r, f.w.known, f.pause)
		if f.day++; together {
			break
		}
	}
	if f.day == len(days) {
		f.w = nil
	}
	return f.w == nil && f.next == n, nil
}

// take notes the grades of some customers at a day.
func (past *Past) take(k, from int, r *scoring.Result, known []bool, pause scoring.Pause) {
	bands, sums := past.Bands[k][from:from+len(known)], past.Sums[k]
	for i := range r.Graded {
		pause.At(from + i)
		if bands[i] = Unknown; known[i] {
			bands[i] = r.Graded[i].Band
			s := &sums[place(r, i)]
			s.Count++
			s.Money += r.Customers[i].M
		}
	}
}

// Walk grades all customers at several days, the earliest first, and shows each grading with who had rows by then; neither
// lasts. It goes through the log once: a day costs what happened since the one before, and a scoring.
func (l *Log) Walk(p *profile.Profile, days []civil.Day, pause scoring.Pause, see func(r *scoring.Result, known []bool)) error {
	w, room := l.walk(p, 0, l.Customers(), pause), &scoring.Room{}
	for _, day := range days {
		r, err := scoring.Score(w.to(day), p, day, scoring.Options{Pause: pause, Room: room})
		if err != nil {
			return err
		}
		see(r, w.known)
	}
	return nil
}

// A walk goes through the log of some customers day by day and keeps what lies in the window.
type walk struct {
	l     *Log
	p     *profile.Profile
	from  int // the first of the customers
	list  []scoring.Customer
	known []bool
	steps []step
	pause scoring.Pause
}

// A step is how far the walk has come in the entries of a customer: those whose visit and row are noted, those that came into the
// window, and those that left it.
type step struct{ seen, in, out uint32 }

func (l *Log) walk(p *profile.Profile, from, to int, pause scoring.Pause) *walk {
	n := to - from
	w := &walk{l: l, p: p, from: from, list: make([]scoring.Customer, n), known: make([]bool, n), steps: make([]step, n), pause: pause}
	for k := range w.list {
		pause.At(from + k)
		at := l.Starts[from+k]
		w.list[k], w.steps[k] = scoring.Customer{ID: l.Records.IDs[from+k], Last: civil.NoDay}, step{at, at, at}
	}
	return w
}

// to goes on to a day and gives the customers as they were then. The slice is reused.
func (w *walk) to(day civil.Day) []scoring.Customer {
	l := w.l
	if l.Spans { // a later row may undo an earlier visit
		early := Cut(l.Records, day)
		for _, who := range early.Customer {
			w.known[who] = true
		}
		return rfm.Build(early, w.p.Window)
	}
	from, to, limited := w.p.Window.Bounds(day)
	if !limited {
		from, to = l.First, day
	}
	to = min(to, day)
	for k := range w.list {
		w.pause.At(w.from + k)
		c, s, end := &w.list[k], &w.steps[k], l.Starts[w.from+k+1]
		for ; s.seen < end && l.Days[s.seen] <= day; s.seen++ {
			if w.known[k] = true; l.Timeline.Visits[s.seen] > 0 {
				c.Last, c.HasR = l.Days[s.seen], true
			}
		}
		for ; s.in < end && l.Days[s.in] <= to; s.in++ {
			c.F += l.Timeline.Visits[s.in]
			c.M += l.Net[s.in]
		}
		for ; s.out < s.in && l.Days[s.out] < from; s.out++ {
			c.F -= l.Timeline.Visits[s.out]
			c.M -= l.Net[s.out]
		}
		if c.HasR {
			c.R = int32(day - c.Last)
		}
	}
	return w.list
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
