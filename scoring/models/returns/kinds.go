package returns

import (
	"cmp"
	"slices"
	"sort"

	"fenji/scoring/civil"
	"fenji/scoring/models"
	"fenji/scoring/models/numeric"
)

// A Kind is customers of whom the same is known: visits after the first, weeks from the first to the last, weeks from the
// first to the analysis date.
type Kind struct {
	X        int
	Last, T  float64
	N        float64 // customers
	lastDays int32
	days     int32
}

// A count is a log's customers on a day.
type count struct {
	kinds  []Kind
	of     []int32 // kind of each, −1 for who has not come by then
	fitted []Kind  // those that parameters are found by
}

// known counts the customers by kind on a day, where the kinds are many with times rounded to weeks. Parameters are found by
// all kinds; where they are many, by those of times rounded to weeks; where these are still many, by those of a seeded
// sample. Their order does not hang on the customers'.
func (l *Log) known(day civil.Day, w *work) (c count) {
	var few bool
	if c.kinds, c.of, few = l.kinds(day, 1, manyKinds, w); !few {
		c.kinds, c.of, _ = l.kinds(day, weekDays, l.Customers(), w)
	}
	c.fitted = c.kinds
	if few && len(c.kinds) > fitKinds {
		c.fitted, _, _ = l.kinds(day, weekDays, l.Customers(), w)
	}
	if n := l.Customers(); len(c.fitted) > fitKinds && n > fitCustomers {
		sample := &Log{Starts: []uint32{0}, AsOf: l.AsOf}
		for _, i := range models.Sample(n, fitCustomers, numeric.NewRandom(models.Seed)) {
			sample.Days = append(sample.Days, l.Days[l.Starts[i]:l.Starts[i+1]]...)
			sample.Starts = append(sample.Starts, uint32(len(sample.Days)))
		}
		c.fitted, _, _ = sample.kinds(day, weekDays, fitCustomers, w)
	}
	c.fitted = slices.Clone(c.fitted)
	sort.Slice(c.fitted, func(i, j int) bool {
		a, b := &c.fitted[i], &c.fitted[j]
		return cmp.Or(cmp.Compare(a.X, b.X), cmp.Compare(a.lastDays, b.lastDays), cmp.Compare(a.days, b.days)) < 0
	})
	return c
}

// kinds counts with times rounded to a unit. few is false, and nothing is counted, where there are more than most.
func (l *Log) kinds(day civil.Day, unit int32, most int, w *work) (list []Kind, of []int32, few bool) {
	seen := newTally()
	of = make([]int32, l.Customers())
	for i := range of {
		w.at(i)
		days := l.upto(i, day)
		if of[i] = -1; len(days) == 0 {
			continue
		}
		x, last, whole := len(days)-1, int32(days[len(days)-1]-days[0]), int32(day-days[0])
		whole = (whole + unit/2) / unit * unit
		last = min(whole, (last+unit/2)/unit*unit)
		at, fresh := seen.place(uint64(x)<<40 | uint64(last)<<20 | uint64(whole))
		if fresh {
			if len(list) == most {
				return nil, nil, false
			}
			list = append(list, Kind{X: x, Last: float64(last) / weekDays, T: float64(whole) / weekDays, lastDays: last, days: whole})
		}
		list[at].N++
		of[i] = at
	}
	return list, of, true
}

// steady is after how many customers, less one, other calls may be answered.
const steady = 1<<14 - 1

// A tally numbers what it is shown, the first 0. It is a hash table that is probed in a line.
type tally struct {
	keys []uint64 // plus one; 0 for an empty place
	at   []int32
	n    int
}

func newTally() *tally { return &tally{keys: make([]uint64, 1<<10), at: make([]int32, 1<<10)} }

// place gives the number of a key, and whether it is a new one.
func (t *tally) place(key uint64) (at int32, fresh bool) {
	mask := uint64(len(t.keys) - 1)
	slot := key * 0x9E3779B97F4A7C15 >> 32 & mask
	for ; t.keys[slot] != 0; slot = (slot + 1) & mask {
		if t.keys[slot] == key+1 {
			return t.at[slot], false
		}
	}
	at = int32(t.n)
	t.keys[slot], t.at[slot] = key+1, at
	if t.n++; t.n*2 > len(t.keys) {
		t.grow()
	}
	return at, true
}

func (t *tally) grow() {
	old := *t
	t.keys, t.at, t.n = make([]uint64, 2*len(old.keys)), make([]int32, 2*len(old.keys)), 0
	mask := uint64(len(t.keys) - 1)
	for i, key := range old.keys {
		if key == 0 {
			continue
		}
		slot := (key - 1) * 0x9E3779B97F4A7C15 >> 32 & mask
		for t.keys[slot] != 0 {
			slot = (slot + 1) & mask
		}
		t.keys[slot], t.at[slot] = key, old.at[i]
	}
	t.n = old.n
}

// A crowd is kinds of customers with what they share: of those who came again as often in as much time, the same is to be
// expected but for the chance that they have left.
type crowd struct {
	kinds []Kind
	pairs []Kind  // as often in as much time; the last visit is left open
	of    []int32 // pair of each kind
	value []float64
}

func crowdOf(kinds []Kind) *crowd {
	c := &crowd{kinds: kinds, of: make([]int32, len(kinds))}
	seen := newTally()
	for i, k := range kinds {
		at, fresh := seen.place(uint64(k.X)<<20 | uint64(k.days))
		if fresh {
			c.pairs = append(c.pairs, Kind{X: k.X, T: k.T})
		}
		c.of[i] = at
	}
	c.value = make([]float64, len(c.pairs))
	return c
}

// sorted gives the kinds of each pair.
func (c *crowd) sorted() [][]int32 {
	counts := make([]int32, len(c.pairs))
	for _, p := range c.of {
		counts[p]++
	}
	all, lists := make([]int32, len(c.kinds)), make([][]int32, len(c.pairs))
	for p, n := range counts {
		lists[p], all = all[:0:n], all[n:]
	}
	for i, p := range c.of {
		lists[p] = append(lists[p], int32(i))
	}
	return lists
}

// odds are those of having left, for each kind.
func (c *crowd) odds(m *Model) []float64 {
	list := make([]float64, len(c.kinds))
	for i, k := range c.kinds {
		list[i] = m.odds(k)
	}
	return list
}

// stay fills in what each pair would do in t weeks if it still came for certain.
func (c *crowd) stay(m *Model, t float64) []float64 {
	for i, p := range c.pairs {
		c.value[i] = m.stay(p.X, p.T, t)
	}
	return c.value
}

// sum is what is to be expected of all in t weeks.
func (c *crowd) sum(m *Model, odds []float64, t float64) (sum float64) {
	stay := c.stay(m, t)
	for i := range c.kinds {
		sum += float64(c.kinds[i].N * max(0, stay[c.of[i]]/(1+odds[i])))
	}
	return sum
}
