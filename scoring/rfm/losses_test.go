package rfm

import (
	"math/rand/v2"
	"slices"
	"testing"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/intake"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
)

// TestFallsDayByDay counts and scores anew for every day after the analysis date, with windows that roll, end or stay.
func TestFallsDayByDay(t *testing.T) {
	rnd := rand.New(rand.NewPCG(31, 32))
	windows := []civil.Window{{Days: 30}, {Months: 1}, {Months: 2}, {Days: 7}, {Calendar: "half"}, {Calendar: "month"}, {Calendar: "quarter"}, {},
		{From: start, To: start + 20}}
	rules := []intake.VisitRule{intake.ByDay, intake.ByOrder, intake.ByRow}
	for n := range 72 {
		p := *profiles.All()[3-n%4]
		p.Schema = profile.Schema
		if n%8 != 0 { // Maoming comes with a window of its own
			p.Window = windows[n%len(windows)]
		}
		var rows [][4]int
		for range 60 {
			rows = append(rows, [4]int{rnd.IntN(9), 1 + rnd.IntN(44), rnd.IntN(900) - 150, rnd.IntN(20)})
		}
		r := visits(rules[n/4%3], 45, rows...)
		base, err := scoring.Score(Build(r, p.Window), &p, r.AsOf, scoring.Options{})
		if err != nil {
			t.Fatal(err)
		}
		falls := base.Falls(Losses(r, p.Window))
		asOf, first := r.AsOf, make([]int32, len(r.IDs))
		for d := int32(1); d <= 60; d++ {
			r.AsOf = asOf + civil.Day(d)
			next, err := scoring.Score(Build(r, p.Window), &p, r.AsOf, scoring.Options{Frozen: &base.Cuts})
			if err != nil {
				t.Fatal(err)
			}
			for i := range r.IDs {
				if base.Graded[i].Band == profile.Ungraded || first[i] != 0 || next.Graded[i].Band <= base.Graded[i].Band {
					continue
				}
				if first[i] = d; falls.After[i] != d || falls.Band[i] != next.Graded[i].Band {
					t.Fatalf("%s %+v: %+v falls on day %d to %d, not on %d to %d", p.ID, p.Window, base.Customers[i], d,
						next.Graded[i].Band, falls.After[i], falls.Band[i])
				}
			}
		}
		r.AsOf = asOf
		for i, d := range first {
			if d == 0 && falls.After[i] != 0 && falls.After[i] <= 60 {
				t.Errorf("%s %+v: %+v does not fall on day %d", p.ID, p.Window, base.Customers[i], falls.After[i])
			}
			if all := Losses(r, p.Window); all != nil && !slices.Equal(all(i), LossesOf(r, p.Window, i)) {
				t.Errorf("%s: customer %d loses %v, not %v", p.ID, i, LossesOf(r, p.Window, i), all(i))
			}
		}
	}
}

// TestReadyLosses: who came once in the window falls on the same day whether its figures were ready or counted; nobody
// who came more often falls later than counted.
func TestReadyLosses(t *testing.T) {
	rnd := rand.New(rand.NewPCG(33, 34))
	p := profiles.All()[3]
	for range 20 {
		var rows [][4]int
		for range 60 {
			rows = append(rows, [4]int{rnd.IntN(25), 1 + rnd.IntN(44), 1 + rnd.IntN(900), 0})
		}
		r := visits(intake.ByDay, 45, rows...)
		base, err := scoring.Score(Build(r, p.Window), p, r.AsOf, scoring.Options{})
		if err != nil {
			t.Fatal(err)
		}
		counted, ready := base.Falls(Losses(r, p.Window)), base.Falls(ReadyLosses(base.Customers, p.Window, r.AsOf))
		for i, c := range base.Customers {
			a, b := counted.After[i], ready.After[i]
			if c.F <= 1 && a != b || a != 0 && b < a || a == 0 && b != 0 {
				t.Errorf("%+v falls on day %d counted, %d ready", c, a, b)
			}
		}
	}
	if ReadyLosses(nil, civil.Window{Calendar: "month"}, 0) != nil {
		t.Error("a month does not roll")
	}
}

// TestNothingLeaves: ready values have no days on which they came about.
func TestNothingLeaves(t *testing.T) {
	ready := &intake.Records{Shape: intake.PerCustomer, AsOf: start}
	for _, w := range []civil.Window{{}, {Days: 30}} {
		if Losses(ready, w) != nil || LossesOf(ready, w, 0) != nil {
			t.Errorf("%+v: something leaves", w)
		}
	}
}
