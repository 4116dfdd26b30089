package rfm

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
)

// start is 2024-01-01.
var start, _ = civil.DateOf(2024, 1, 1)

// visits makes records from lines of customer, day of January 2024, yuan and order number.
func visits(rule intake.VisitRule, asOf int, rows ...[4]int) *intake.Records {
	r := &intake.Records{Shape: intake.PerVisit, Visits: rule, AsOf: start + civil.Day(asOf) - 1}
	for i, row := range rows {
		for len(r.IDs) <= row[0] {
			r.IDs = append(r.IDs, fmt.Sprint("K", len(r.IDs)))
		}
		r.Customer = append(r.Customer, uint32(row[0]))
		r.Row = append(r.Row, uint32(i))
		r.Day = append(r.Day, start+civil.Day(row[1])-1)
		r.Amount = append(r.Amount, decimal.Money(row[2])*10_000)
		r.Order = append(r.Order, uint32(row[3]))
	}
	return r
}

func show(c scoring.Customer) string {
	if !c.HasR {
		return fmt.Sprintf("F%d M%v row %d, never", c.F, c.M, c.Row)
	}
	return fmt.Sprintf("R%d F%d M%v row %d, last %v", c.R, c.F, c.M, c.Row, c.Last)
}

func TestVisits(t *testing.T) {
	whole := civil.Window{}
	tests := []struct {
		name string
		rule intake.VisitRule
		w    civil.Window
		rows [][4]int
		want string
	}{
		{"one day is one visit (point 7)", intake.ByDay, whole, [][4]int{{0, 5, 10, 0}, {0, 5, 20, 0}, {0, 9, 5, 0}},
			"R22 F2 M35.00 row 2, last 2024-01-09"},
		{"the last row of the last day stands for the customer", intake.ByDay, whole, [][4]int{{0, 9, 5, 0}, {0, 5, 10,
			0}, {0, 9, 1, 0}}, "R22 F2 M16.00 row 2, last 2024-01-09"},
		{"every row, when the user says so (point 7)", intake.ByRow, whole, [][4]int{{0, 5, 10, 0}, {0, 5, 20, 0}, {0,
			9, 0, 0}}, "R26 F2 M30.00 row 1, last 2024-01-05"},
		{"order numbers (point 7)", intake.ByOrder, whole, [][4]int{{0, 5, 10, 1}, {0, 5, 20, 2}, {0, 6, 5, 2}, {0, 7,
			5, 0}, {0, 7, 5, 0}}, "R24 F3 M45.00 row 4, last 2024-01-07"},
		{"an order is of the day on which it was first paid (point 7)", intake.ByOrder, whole, [][4]int{{0, 9, 10, 1}, {0, 4, 0, 1}, {0,
			6, 20, 1}}, "R25 F1 M30.00 row 2, last 2024-01-06"},
		{"a refunded order is no visit", intake.ByOrder, whole, [][4]int{{0, 5, 10, 1}, {0, 9, 20, 2}, {0, 9, -20, 2}},
			"R26 F1 M10.00 row 0, last 2024-01-05"},
		{"refunds are netted and renew nothing (point 8)", intake.ByDay, whole, [][4]int{{0, 5, 100, 0}, {0, 9, -30,
			0}}, "R26 F1 M70.00 row 0, last 2024-01-05"},
		{"a day refunded in full is no visit (point 8)", intake.ByDay, whole, [][4]int{{0, 5, 100, 0}, {0, 9, 50, 0},
			{0, 9, -50, 0}}, "R26 F1 M100.00 row 0, last 2024-01-05"},
		{"refunds only: never purchased", intake.ByDay, whole, [][4]int{{0, 5, -10, 0}, {0, 6, 0, 0}},
			"F0 M-10.00 row 0, never"},
		{"the window limits F and M, not R (point 9)", intake.ByDay, civil.Window{Days: 10}, [][4]int{{0, 5, 100, 0},
			{0, 21, 7, 0}, {0, 22, 5, 0}, {0, 30, 3, 0}},
			"R1 F2 M8.00 row 3, last 2024-01-30"},
		{"outside of the window F and M are 0 (point 9)", intake.ByDay, civil.Window{Days: 10}, [][4]int{{0, 5, 100,
			0}}, "R26 F0 M0.00 row 0, last 2024-01-05"},
		{"R is the days to the analysis date (point 6)", intake.ByDay, whole, [][4]int{{0, 31, 1, 0}},
			"R0 F1 M1.00 row 0, last 2024-01-31"},
	}
	for _, tt := range tests {
		got := Build(visits(tt.rule, 31, tt.rows...), tt.w)
		if len(got) != 1 || show(got[0]) != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, show(got[0]), tt.want)
		}
	}
}

// TestReadyValues: the customer shape takes R from the date or the ready days and merges rows (points 10 and 12); a
// window is not applied again.
func TestReadyValues(t *testing.T) {
	const none = intake.NoDays
	r := &intake.Records{Shape: intake.PerCustomer, AsOf: start + 30, IDs: []string{"a", "b", "c", "d"},
		Customer:  []uint32{0, 1, 2, 0, 2, 3},
		Row:       []uint32{1, 2, 3, 4, 5, 6},
		Day:       []civil.Day{start, civil.NoDay, start + 10, start + 20, civil.NoDay, start + 40},
		Days:      []int32{99, 7, 20, none, 3, none},
		Frequency: []int32{1, 2, 3, 4, 5, 6},
		Amount:    []decimal.Money{10_000, 20_000, 30_000, 40_000, 50_000, 60_000}}
	want := []string{"R10 F5 M5.00 row 4, last 2024-01-21", "R7 F2 M2.00 row 2, last ", "R3 F8 M8.00 row 5, last ",
		"R-10 F6 M6.00 row 6, last 2024-02-10"}
	for i, c := range Build(r, civil.Window{Days: 1}) {
		if show(c) != want[i] {
			t.Errorf("%s: %s, want %s", c.ID, show(c), want[i])
		}
	}
}

// slow counts by maps, straight from the words of DOMAIN.md.
func slow(r *intake.Records, w civil.Window) []scoring.Customer {
	type key struct {
		who   uint32
		order uint32
		day   civil.Day
		row   int
	}
	from, to, limited := w.Bounds(r.AsOf)
	in := func(d civil.Day) bool { return !limited || from <= d && d <= to }
	net, day := map[key]decimal.Money{}, map[key]civil.Day{}
	list := make([]scoring.Customer, len(r.IDs))
	for i := range list {
		list[i] = scoring.Customer{ID: r.IDs[i], Last: civil.NoDay, Row: 1 << 31}
	}
	for i, who := range r.Customer {
		k := key{who: who, day: r.Day[i]}
		switch {
		case r.Visits == intake.ByRow:
			k.row = i
		case r.Visits == intake.ByOrder && r.Order[i] > 0:
			k = key{who: who, order: r.Order[i]}
		}
		net[k] += r.Amount[i]
		if d, ok := day[k]; r.Amount[i] > 0 && (!ok || r.Day[i] < d) {
			day[k] = r.Day[i]
		}
		if in(r.Day[i]) {
			list[who].M += r.Amount[i]
		}
		list[who].Row = min(list[who].Row, r.Row[i])
	}
	for k, n := range net {
		if n <= 0 {
			continue
		}
		c := &list[k.who]
		c.HasR, c.Last = true, max(c.Last, day[k])
		c.R = int32(r.AsOf - c.Last)
		if in(day[k]) {
			c.F++
		}
	}
	for i, who := range r.Customer {
		if list[who].HasR && list[who].Last == r.Day[i] && r.Amount[i] > 0 {
			list[who].Row = r.Row[i]
		}
	}
	return list
}

// random makes records of a few customers with many ties.
func random(rng *rand.Rand, n int) *intake.Records {
	rows := make([][4]int, n)
	for i := range rows {
		rows[i] = [4]int{rng.IntN(5), 1 + rng.IntN(12), rng.IntN(7) - 3, rng.IntN(4)}
	}
	rule := []intake.VisitRule{intake.ByDay, intake.ByOrder, intake.ByRow}[rng.IntN(3)]
	r := visits(rule, 12+rng.IntN(3), rows...)
	used := make([]bool, len(r.IDs)) // every customer of real records has a row
	for _, who := range r.Customer {
		used[who] = true
	}
	for _, ok := range used {
		if !ok {
			return random(rng, n)
		}
	}
	return r
}

var windows = []civil.Window{{}, {Days: 5}, {Days: 30}, {Calendar: "month"}, {From: start + 2, To: start + 6}}

func TestAgainstSlowCounting(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 9))
	for range 3000 {
		r, w := random(rng, 8+rng.IntN(30)), windows[rng.IntN(len(windows))]
		if got, want := Build(r, w), slow(r, w); !slices.Equal(got, want) {
			t.Fatalf("%+v\n%+v\n got %v\nwant %v", r, w, got, want)
		}
	}
}

// TestRowOrder: rows in another order give the same R, F and M.
func TestRowOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	for range 300 {
		r := random(rng, 30)
		before := Build(r, civil.Window{})
		rng.Shuffle(len(r.Row), func(i, j int) {
			r.Customer[i], r.Customer[j] = r.Customer[j], r.Customer[i]
			r.Day[i], r.Day[j] = r.Day[j], r.Day[i]
			r.Amount[i], r.Amount[j] = r.Amount[j], r.Amount[i]
			r.Order[i], r.Order[j] = r.Order[j], r.Order[i]
		})
		for i, c := range Build(r, civil.Window{}) {
			if c.Row = before[i].Row; c != before[i] {
				t.Fatalf("%v, before %v", c, before[i])
			}
		}
	}
}

// TestMergingConservesMoney: two customers made one have the money of both.
func TestMergingConservesMoney(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	sum := func(list []scoring.Customer) (m decimal.Money) {
		for _, c := range list {
			m += c.M
		}
		return m
	}
	for range 300 {
		r, w := random(rng, 30), windows[rng.IntN(len(windows))]
		before := sum(Build(r, w))
		for i, who := range r.Customer {
			r.Customer[i] = who % 2
		}
		r.IDs = r.IDs[:min(2, len(r.IDs))]
		if after := sum(Build(r, w)); after != before {
			t.Fatalf("%v became %v", before, after)
		}
	}
}

func ExampleBuild() {
	r := &intake.Records{Shape: intake.PerVisit, Visits: intake.ByDay, AsOf: start + 30, IDs: []string{"A001"},
		Customer: []uint32{0, 0, 0}, Row: []uint32{1, 2, 3}, Day: []civil.Day{start, start + 9, start + 20},
		Amount: []decimal.Money{1_000_000, 500_000, -200_000}}
	c := Build(r, civil.Window{})[0]
	fmt.Println(c.ID, c.R, c.F, c.M)
	// Output: A001 21 2 130.00
}

func BenchmarkBuild1M(b *testing.B) {
	r := &intake.Records{Shape: intake.PerVisit, Visits: intake.ByDay, AsOf: start + 400, IDs: make([]string, 200_000)}
	for i := range 1_000_000 {
		r.Customer = append(r.Customer, uint32(i*7919%200_000))
		r.Row = append(r.Row, uint32(i))
		r.Day = append(r.Day, start+civil.Day(i*31%365))
		r.Amount = append(r.Amount, decimal.Money(i%3000)*100)
	}
	b.ReportAllocs()
	for b.Loop() {
		Build(r, civil.Window{Days: 30})
	}
}
