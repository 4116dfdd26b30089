package periods

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/profiles"
	"fenji/scoring/rfm"
)

func day(y, m, d int) civil.Day {
	v, ok := civil.DateOf(y, m, d)
	if !ok {
		panic("no such day")
	}
	return v
}

// random is a log of a few customers over some years: visits, gaps, refunds, orders.
func random(rnd *rand.Rand, customers, rows, days int, rule intake.VisitRule) *intake.Records {
	start := day(2021, 3, 9)
	r := &intake.Records{Shape: intake.PerVisit, Visits: rule, AsOf: start + civil.Day(days)}
	for i := range customers {
		r.IDs = append(r.IDs, fmt.Sprint("K", i))
	}
	for i := range rows {
		amount := rnd.IntN(900) + 1
		if rnd.IntN(9) == 0 {
			amount = -amount
		}
		r.Customer = append(r.Customer, uint32(rnd.IntN(customers)))
		r.Row = append(r.Row, uint32(i))
		r.Day = append(r.Day, start+civil.Day(rnd.IntN(days+1)))
		r.Amount = append(r.Amount, decimal.Money(amount)*10_000)
		r.Order = append(r.Order, uint32(rnd.IntN(rows)))
	}
	return r
}

var rules = []intake.VisitRule{intake.ByDay, intake.ByOrder, intake.ByRow}

func logOf(t testing.TB, r *intake.Records) *Log {
	t.Helper()
	l, ok := LogOf(r, nil)
	if !ok {
		t.Fatal("no log")
	}
	return l
}

// slowVisits lists the days on which a customer came, by what rfm says of it alone.
func slowVisits(r *intake.Records, i int) (days []civil.Day) {
	for _, v := range rfm.Visits(r, i) {
		if v.Counted && !slices.Contains(days, v.Day) {
			days = append(days, v.Day)
		}
	}
	slices.Sort(days)
	return days
}

// isActive asks every visit of a customer about a day.
func isActive(visits []civil.Day, d civil.Day, months int) bool {
	for _, v := range visits {
		if v <= d && d < After(v, months) {
			return true
		}
	}
	return false
}

// TestMonths holds the figures against a count of every day of every customer.
func TestMonths(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for n := range 30 {
		r := random(rnd, 25, 90, 1500, rules[n%3])
		l := logOf(t, r)
		months := []int{6, 12, 18, 24}[n%4]
		list := l.Months(months)
		want := make([]Figure, len(list))
		for m := range want {
			want[m] = list[m]
			want[m].New, want[m].Lost, want[m].Recaptured, want[m].Active = 0, 0, 0, 0
			want[m].Visitors, want[m].Visits, want[m].Revenue, want[m].Refunds = 0, 0, 0, 0
		}
		at := func(d civil.Day) *Figure { return &want[MonthOf(d)-list[0].Month] }
		for i := range r.IDs {
			visits := slowVisits(r, i)
			came := map[Month]bool{}
			for k, v := range visits {
				if !came[MonthOf(v)] {
					came[MonthOf(v)] = true
					at(v).Visitors++
				}
				if k == 0 {
					at(v).New++
				}
			}
			for d := l.First; d <= r.AsOf; d++ {
				now, before := isActive(visits, d, months), d > l.First && isActive(visits, d-1, months)
				first := len(visits) > 0 && visits[0] == d
				switch {
				case before && !now && !slices.Contains(visits, d):
					at(d).Lost++
				case now && !before && !first:
					at(d).Recaptured++
				}
				if d == at(d).Month.Last() || d == r.AsOf {
					if now {
						at(d).Active++
					}
				}
			}
			for _, v := range rfm.Visits(r, i) {
				if v.Counted {
					at(v.Day).Visits++
				}
			}
		}
		for i, d := range r.Day {
			at(d).Revenue += r.Amount[i]
			if r.Amount[i] < 0 {
				at(d).Refunds -= r.Amount[i]
			}
		}
		for m := range list {
			if !reflect.DeepEqual(list[m], want[m]) {
				t.Fatalf("%s, %d months:\n%+v\nwant\n%+v", list[m].Month, months, list[m], want[m])
			}
		}
		for from := range list { // New + Recaptured − Lost = ΔActive, over every span
			sum, before := 0, 0
			if from > 0 {
				before = list[from-1].Active
			}
			for to := from; to < len(list); to++ {
				sum += list[to].New + list[to].Recaptured - list[to].Lost
				if sum != list[to].Active-before {
					t.Fatalf("%s to %s: %d, active by %d", list[from].Month, list[to].Month, sum, list[to].Active-before)
				}
			}
		}
	}
}

// TestReturns holds the return rate against its definition, read word by word.
func TestReturns(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	for range 20 {
		r := random(rnd, 30, 120, 1200, intake.ByDay)
		l := logOf(t, r)
		for _, f := range l.Months(18) {
			end := min(f.Month.Last(), r.AsOf)
			var want Ratio
			for i := range r.IDs {
				visits := slowVisits(r, i)
				var last, next civil.Day
				found := false
				for k, v := range visits {
					ends := k+1 == len(visits) || visits[k+1]-v > CourseGap
					if ends && v > end-360 && v <= end-180 {
						last, next, found = v, civil.NoDay, true
						if k+1 < len(visits) {
							next = visits[k+1]
						}
					}
				}
				if found {
					want.Whole++
					if next != civil.NoDay && next-last <= 180 {
						want.Part++
					}
				}
			}
			if f.Return != want {
				t.Fatalf("%s: %+v, want %+v", f.Month, f.Return, want)
			}
		}
	}
}

func TestCohorts(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	for n := range 20 {
		r := random(rnd, 30, 120, 700, rules[n%3])
		l := logOf(t, r)
		list := l.Cohorts()
		for _, c := range list {
			for k := range c.In {
				size, in, since := 0, 0, 0
				for i := range r.IDs {
					visits := slowVisits(r, i)
					if len(visits) == 0 || MonthOf(visits[0]) != c.Month {
						continue
					}
					size++
					if slices.ContainsFunc(visits, func(d civil.Day) bool { return MonthOf(d) == c.Month+Month(k) }) {
						in++
					}
					if MonthOf(visits[len(visits)-1]) >= c.Month+Month(k) {
						since++
					}
				}
				if c.Size != size || c.In[k] != in || c.Since[k] != since {
					t.Fatalf("%s+%d: %d %d %d, want %d %d %d", c.Month, k, c.Size, c.In[k], c.Since[k], size, in, since)
				}
			}
		}
		if a := Average(list, 0, false); a.Part != a.Whole {
			t.Errorf("in their first month came %+v", a)
		}
	}
}

// TestCompare holds the migration against two gradings and a loop.
func TestCompare(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 8))
	for n := range 24 {
		p := *profiles.All()[n%len(profiles.All())]
		if n%2 == 1 {
			p.Window = civil.Window{Days: 200}
		}
		r := random(rnd, 40, 200, 900, rules[n%3])
		base := r.AsOf - 250
		c, err := Compare(r, &p, base)
		if err != nil {
			t.Fatal(err)
		}
		var early intake.Records = *r
		early.Customer, early.Row, early.Day, early.Amount, early.Order = nil, nil, nil, nil, nil
		known := map[uint32]bool{}
		for i, d := range r.Day {
			if d <= base {
				early.Customer, early.Row, early.Day = append(early.Customer, r.Customer[i]), append(early.Row, r.Row[i]), append(early.Day, d)
				early.Amount, early.Order = append(early.Amount, r.Amount[i]), append(early.Order, r.Order[i])
				known[r.Customer[i]] = true
			}
		}
		early.AsOf = base
		before, err := scoring.Score(rfm.Build(&early, p.Window), &p, base, scoring.Options{})
		if err != nil {
			t.Fatal(err)
		}
		now, err := scoring.Score(rfm.Build(r, p.Window), &p, r.AsOf, scoring.Options{})
		if err != nil {
			t.Fatal(err)
		}
		counts, money := map[[2]string]int{}, map[[2]string]decimal.Money{}
		for i := range r.IDs {
			from, to := before.Grade(i), now.Grade(i)
			if !known[uint32(i)] {
				from = "new"
			}
			counts[[2]string{from, to}]++
			money[[2]string{from, to}] += now.Customers[i].M
		}
		name := func(k int) string {
			switch {
			case k < len(p.Bands):
				return p.Bands[k].Grade
			case k == c.Fresh.New():
				return "new"
			}
			return ""
		}
		total := 0
		for row := range len(p.Bands) + 2 {
			for col := range len(p.Bands) + 1 {
				to := ""
				if col < len(p.Bands) {
					to = name(col)
				}
				n, m := c.Fresh.At(row, col)
				if n != counts[[2]string{name(row), to}] || m != money[[2]string{name(row), to}] {
					t.Fatalf("%s %q → %q: %d %v", p.ID, name(row), to, n, m)
				}
				total += n
			}
		}
		if total != len(r.IDs) {
			t.Errorf("%d of %d customers", total, len(r.IDs))
		}
		for i := range r.IDs {
			if !p.Ranked() && c.Why(i) > Customer {
				t.Errorf("a cut moved in a profile without rankings")
			}
		}
	}
}

// TestHistory: going through the log once gives what counting anew for every day gives.
func TestHistory(t *testing.T) {
	rnd := rand.New(rand.NewPCG(9, 10))
	windows := []civil.Window{{}, {Days: 90}, {Months: 5}, {From: day(2022, 1, 1), To: day(2022, 9, 30)}, {Calendar: "half"}}
	for n := range 40 {
		p := *profiles.All()[n%len(profiles.All())]
		p.Window = windows[n/4%5]
		r := random(rnd, 40, 250, 1000, rules[n%3])
		l := logOf(t, r)
		days := l.MonthEnds(24)
		past, err := l.History(&p, days, nil)
		if err != nil {
			t.Fatal(err)
		}
		for k, d := range days {
			want, err := scoring.Score(rfm.Build(Cut(r, d), p.Window), &p, d, scoring.Options{})
			if err != nil {
				t.Fatal(err)
			}
			known := map[uint32]bool{}
			for _, who := range Cut(r, d).Customer {
				known[who] = true
			}
			for i := range r.IDs {
				band := want.Graded[i].Band
				if !known[uint32(i)] {
					band = Unknown
				}
				if past.Bands[k][i] != band {
					t.Fatalf("%s %+v %s: customer %d is %d, want %d", p.ID, p.Window, d, i, past.Bands[k][i], band)
				}
			}
		}
	}
}

// TestEarly: a log as it was known on a day gives the customers of any later day that counting its rows anew gives.
func TestEarly(t *testing.T) {
	rnd := rand.New(rand.NewPCG(19, 10))
	windows := []civil.Window{{}, {Days: 90}, {Months: 5}, {From: day(2022, 1, 1), To: day(2022, 9, 30)}, {Calendar: "half"}}
	for n := range 60 {
		w := windows[n/3%5]
		r := random(rnd, 40, 250, 1000, rules[n%3])
		l := logOf(t, r)
		base := r.AsOf - civil.Day(rnd.IntN(1000))
		early := Cut(r, base)
		known := map[uint32]bool{}
		for _, who := range early.Customer {
			known[who] = true
		}
		for _, later := range []civil.Day{base, base + 40, r.AsOf} {
			early.AsOf = later
			e := l.By(base)
			from, to := e.window(w, later)
			for i, want := range rfm.Build(early, w) {
				got := e.stand(i, from, to).on(later)
				if want.Row = 0; got != want || e.knows(i) != known[uint32(i)] {
					t.Fatalf("%+v on %s as of %s: %+v, want %+v", w, later, base, got, want)
				}
			}
		}
	}
}

func TestDays(t *testing.T) {
	for _, c := range []struct {
		from   civil.Day
		months int
		want   string
	}{{day(2024, 1, 31), 1, "2024-02-29"}, {day(2022, 8, 31), 18, "2024-02-29"}, {day(2024, 2, 29), 12, "2025-02-28"},
		{day(2024, 3, 15), -12, "2023-03-15"}, {day(2024, 12, 1), 1, "2025-01-01"}} {
		if got := After(c.from, c.months).String(); got != c.want {
			t.Errorf("%s + %d months = %s, want %s", c.from, c.months, got, c.want)
		}
	}
	if m := MonthOf(day(2024, 2, 3)); m.String() != "2024-02" || m.Last() != day(2024, 2, 29) {
		t.Error(m, m.Last())
	}
}

// TestElapsed: a clinic that is open on two days of the week has done half of a month when half of those days are over.
func TestElapsed(t *testing.T) {
	r := &intake.Records{Shape: intake.PerVisit, Visits: intake.ByDay, AsOf: day(2024, 9, 15), IDs: []string{"K"}}
	for d := day(2023, 9, 1); d <= r.AsOf; d++ {
		if w := weekday(d); w == 1 || w == 4 {
			r.Customer, r.Row = append(r.Customer, 0), append(r.Row, uint32(len(r.Row)))
			r.Day, r.Amount = append(r.Day, d), append(r.Amount, 10_000)
		}
	}
	l := logOf(t, r)
	done, whole := 0, 0
	for d := day(2024, 9, 1); d <= day(2024, 9, 30); d++ {
		if w := weekday(d); w == 1 || w == 4 {
			if whole++; d <= r.AsOf {
				done++
			}
		}
	}
	if got, want := l.Elapsed(MonthOf(r.AsOf)), float64(done)/float64(whole); got < want-.02 || got > want+.02 {
		t.Errorf("%v, want %v", got, want)
	}
	if l.Elapsed(MonthOf(r.AsOf)-1) != 1 {
		t.Error("a month that is over is not over")
	}
}
