package periods

import (
	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/profile"
	"fenji/scoring/rfm"
)

// A Matrix says what became of whom: rows are the grades at the base, then New and None; columns the grades now, then
// none. Grades go by their place among the bands.
type Matrix struct {
	Bands int
	Count []int           // by row and column
	Money []decimal.Money // M at the later day, under its window
}

// New and None are the rows behind those of the grades.
func (m *Matrix) New() int { return m.Bands }

// None is the row of those who had rows but no grade, and the column of those who have none now.
func (m *Matrix) None() int { return m.Bands + 1 }

// At gives a cell; columns are grades, or Bands for none.
func (m *Matrix) At(row, column int) (int, decimal.Money) {
	i := row*(m.Bands+1) + column
	return m.Count[i], m.Money[i]
}

func newMatrix(bands int) *Matrix {
	return &Matrix{bands, make([]int, (bands+2)*(bands+1)), make([]decimal.Money, (bands+2)*(bands+1))}
}

func (m *Matrix) add(row, column int, money decimal.Money) {
	i := row*(m.Bands+1) + column
	m.Count[i]++
	m.Money[i] += money
}

// Why says what moved between two grades of a customer.
type Why uint8

// What may have moved. Only profiles with rankings have cuts that move.
const (
	Stayed   Why = iota // the grade is the same
	Customer            // by the base's cuts the grade would be what it is
	Cuts                // by the base's cuts the grade would have stayed
	Both                // by the base's cuts it would be a third one
)

// A Change is one log graded at two days by one profile.
type Change struct {
	Base   *scoring.Result // of the same customers in the same order, without their values: see Then and Among
	Now    *scoring.Result
	Frozen *scoring.Result // now by the base's cuts; Now itself when no metric is ranked
	Fresh  *Matrix
	Kept   *Matrix // by the base's cuts
	Known  []bool  // customers with a row by the base day

	early    *Early
	from, to civil.Day // what counts on the base day
}

// Then is customer i as of the base day.
func (c *Change) Then(i int) scoring.Customer {
	s := c.early.stand(i, c.from, c.to)
	s.Row = c.Now.Customers[i].Row
	return s.on(c.Base.AsOf)
}

// Among is the grading of the base day of some customers only, by number.
func (c *Change) Among(list []uint32) *scoring.Result {
	some := c.Base.Of(make([]scoring.Customer, len(list)), make([]scoring.Graded, len(list)))
	for at, i := range list {
		some.Customers[at], some.Graded[at] = c.Then(int(i)), c.Base.Graded[i]
	}
	return some
}

// Compare grades the records by the base day and by the analysis date. The base sees no row after its day.
func Compare(r *intake.Records, p *profile.Profile, base civil.Day) (*Change, error) {
	now, err := scoring.Score(rfm.Build(r, p.Window), p, r.AsOf, scoring.Options{})
	if err != nil {
		return nil, err
	}
	l, ok := LogOf(r, nil)
	if !ok {
		l = &Log{Records: r, AsOf: r.AsOf, First: civil.NoDay, Timeline: rfm.TimelineOf(r, nil)}
	}
	return l.Compare(now, base)
}

// Compare compares a log that is graded already with an earlier day.
func (l *Log) Compare(now *scoring.Result, base civil.Day) (*Change, error) {
	c := l.Comparing(now, base)
	for {
		if done, err := c.Step(); done || err != nil {
			return c.Change, err
		}
	}
}

// A Comparing of a log with an earlier day goes on in steps. Where customers are graded by themselves, their values are never there
// all at once.
type Comparing struct {
	Change *Change // not whole before the last step

	day    civil.Day
	at     int // customers that are graded
	graded []scoring.Graded
	list   []scoring.Customer
	room   scoring.Room
}

// Comparing begins one.
func (l *Log) Comparing(now *scoring.Result, base civil.Day) *Comparing {
	c := &Change{Now: now, Known: make([]bool, l.Customers()), early: l.By(base)}
	c.from, c.to = c.early.window(now.Profile.Window, base)
	return &Comparing{Change: c, day: base, graded: make([]scoring.Graded, l.Customers())}
}

// Step grades some customers as of the base day, and tells whether that was all.
func (w *Comparing) Step() (done bool, err error) {
	c, p, n := w.Change, w.Change.Now.Profile, len(w.graded)
	size := piece
	if p.Ranked() {
		size = n
	}
	w.list = w.list[:0]
	from := w.at
	for ; w.at < n && w.at-from < size; w.at++ {
		s := c.early.stand(w.at, c.from, c.to)
		s.Row, c.Known[w.at] = c.Now.Customers[w.at].Row, c.early.knows(w.at)
		w.list = append(w.list, s.on(w.day))
	}
	r, err := scoring.Score(w.list, p, w.day, scoring.Options{Room: &w.room})
	if err != nil {
		return false, err
	}
	copy(w.graded[from:], r.Graded)
	if w.at < n {
		return false, nil
	}
	c.Base = r.Of(nil, w.graded)
	w.list, w.room = nil, scoring.Room{}
	return true, c.freeze()
}

// freeze grades today by the cuts of the base, and counts who went where.
func (c *Change) freeze() (err error) {
	c.Frozen = c.Now
	if c.Now.Profile.Ranked() {
		if c.Frozen, err = scoring.Score(c.Now.Customers, c.Now.Profile, c.Now.AsOf, scoring.Options{Frozen: &c.Base.Cuts}); err != nil {
			return err
		}
	}
	c.Fresh, c.Kept = c.matrix(c.Now), c.matrix(c.Frozen)
	return nil
}

// Cut gives the records of the days up to one.
func Cut(r *intake.Records, last civil.Day) *intake.Records {
	early := *r
	early.AsOf = last
	n := 0
	for _, d := range r.Day {
		if d <= last {
			n++
		}
	}
	early.Customer, early.Row, early.Day, early.Amount = make([]uint32, 0, n), make([]uint32, 0, n), make([]civil.Day, 0, n), make([]decimal.Money, 0, n)
	if r.Order != nil {
		early.Order = make([]uint32, 0, n)
	}
	for i, d := range r.Day {
		if d > last {
			continue
		}
		early.Customer, early.Row = append(early.Customer, r.Customer[i]), append(early.Row, r.Row[i])
		early.Day, early.Amount = append(early.Day, d), append(early.Amount, r.Amount[i])
		if r.Order != nil {
			early.Order = append(early.Order, r.Order[i])
		}
	}
	return &early
}

// Differ counts the customers whose visits by a day are others when the rows after it are known: a refund of an order undoes
// its visit in every month.
func (l *Log) Differ(base civil.Day) (n int) {
	if !l.Spans {
		return 0
	}
	early := rfm.TimelineOf(Cut(l.Records, base), nil)
	for i := range l.Customers() {
		at, from := early.Starts[i], l.Starts[i]
		for end := early.Starts[i+1]; at < end && early.Visits[at] == l.Timeline.Visits[from]; at, from = at+1, from+1 {
		}
		if at < early.Starts[i+1] {
			n++
		}
	}
	return n
}

// place is a grade as a row or column: its band, or bands for none.
func place(r *scoring.Result, i int) int { return min(int(r.Graded[i].Band), len(r.Profile.Bands)) }

func (c *Change) matrix(now *scoring.Result) *Matrix {
	m := newMatrix(len(now.Profile.Bands))
	for i := range now.Graded {
		row := place(c.Base, i)
		switch {
		case !c.Known[i]:
			row = m.New()
		case row == m.Bands:
			row = m.None()
		}
		m.add(row, place(now, i), now.Customers[i].M)
	}
	return m
}

// Why says what moved between the two grades of customer i.
func (c *Change) Why(i int) Why {
	return WhyOf(c.Base.Graded[i].Band, c.Now.Graded[i].Band, c.Frozen.Graded[i].Band)
}

// WhyOf says what moved between two grades; kept is the later one by the base's cuts.
func WhyOf(base, now, kept uint8) Why {
	switch {
	case base == now:
		return Stayed
	case kept == now:
		return Customer
	case kept == base:
		return Cuts
	}
	return Both
}

// Tables compares two tables of customers, matched by id: who is in one only is new, or absent. It cannot tell more, as
// such tables hold no visits.
type Tables struct {
	Fresh, Kept *Matrix
	Absent      []int           // by base grade, none last: customers that the later table has not
	Money       []decimal.Money // their M in the base, as they have none later
	Base        []int           // of each customer now its number in the base; -1: new
	Gone        []int           // the absent, by their number in the base
	Frozen      *scoring.Result // now by the base's cuts; now itself when no metric is ranked
}

// CompareTables matches the customers of two gradings by one profile by their ids.
func CompareTables(base, now *scoring.Result) (*Tables, error) {
	bands := len(now.Profile.Bands)
	t := &Tables{Fresh: newMatrix(bands), Absent: make([]int, bands+1), Money: make([]decimal.Money, bands+1),
		Base: make([]int, len(now.Customers))}
	before := make(map[string]int, len(base.Customers))
	for i := range base.Customers {
		before[base.Customers[i].ID] = i
	}
	for i := range now.Customers {
		t.Base[i] = -1
		if at, known := before[now.Customers[i].ID]; known {
			t.Base[i] = at
			delete(before, now.Customers[i].ID)
		}
	}
	for i := range base.Customers {
		if _, left := before[base.Customers[i].ID]; left && before[base.Customers[i].ID] == i {
			t.Gone = append(t.Gone, i)
			t.Absent[place(base, i)]++
			t.Money[place(base, i)] += base.Customers[i].M
		}
	}
	t.fill(t.Fresh, base, now)
	t.Kept, t.Frozen = t.Fresh, now
	if now.Profile.Ranked() {
		var err error
		if t.Frozen, err = scoring.Score(now.Customers, now.Profile, now.AsOf, scoring.Options{Frozen: &base.Cuts}); err != nil {
			return nil, err
		}
		t.Kept = newMatrix(bands)
		t.fill(t.Kept, base, t.Frozen)
	}
	return t, nil
}

func (t *Tables) fill(m *Matrix, base, now *scoring.Result) {
	for i, at := range t.Base {
		row := m.New()
		if at >= 0 {
			if row = place(base, at); row == m.Bands {
				row = m.None()
			}
		}
		m.add(row, place(now, i), now.Customers[i].M)
	}
}
