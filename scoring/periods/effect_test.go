package periods

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/intake"
	"fenji/scoring/models/numeric"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
	"fenji/scoring/rfm"
)

func gradedAt(t testing.TB, r *intake.Records, d civil.Day) *scoring.Result {
	t.Helper()
	p := profiles.All()[0]
	res, err := scoring.Score(rfm.Build(Cut(r, d), p.Window), p, d, scoring.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// TestPairs: every treated is in one pair or alone; pairs have the same grade and points of R and F by any rules; no control is used twice or was treated; the
// order in which the treated are named changes nothing.
func TestPairs(t *testing.T) {
	rnd := rand.New(rand.NewPCG(11, 12))
	for n := range 20 {
		r := random(rnd, 120, 500, 900, intake.ByDay)
		l, d := logOf(t, r), r.AsOf-200
		p := *profiles.All()[n%len(profiles.All())]
		p.Window = civil.Window{} // so that there are many kinds
		before, err := scoring.Score(rfm.Build(Cut(r, d-1), p.Window), &p, d-1, scoring.Options{})
		if err != nil {
			t.Fatal(err)
		}
		same := func(a, b int, m profile.Metric) bool { return before.Points(a, m).Cmp(before.Points(b, m)) == 0 }
		treated := rnd.Perm(120)[:40]
		o := l.Effect(before, treated, d, 90)
		if len(o.Pairs)+len(o.Alone) != 40 {
			t.Fatalf("%d pairs, %d alone", len(o.Pairs), len(o.Alone))
		}
		used := map[int]bool{}
		came := [2]int{}
		for _, p := range o.Pairs {
			if before.Grade(p[0]) != before.Grade(p[1]) || !same(p[0], p[1], profile.Recency) || !same(p[0], p[1], profile.Frequency) || used[p[1]] || slices.Contains(treated, p[1]) ||
				!slices.Contains(treated, p[0]) {
				t.Fatalf("pair %v", p)
			}
			used[p[1]] = true
			for side, i := range p {
				if slices.ContainsFunc(slowVisits(r, i), func(v civil.Day) bool { return v > d && v <= d+90 }) {
					came[side]++
				}
			}
		}
		if o.Treated.Part != came[0] || o.Control.Part != came[1] {
			t.Fatalf("%+v %+v, want %v", o.Treated, o.Control, came)
		}
		low, high := numeric.Newcombe(came[0], len(o.Pairs), came[1], len(o.Pairs))
		if o.Low != low || o.High != high || o.MoneyLow > o.Money || o.MoneyHigh < o.Money {
			t.Errorf("%+v", o)
		}
		slices.Reverse(treated)
		if again := l.Effect(before, treated, d, 90); !slices.Equal(again.Pairs, o.Pairs) || again.MoneyLow != o.MoneyLow {
			t.Error("the order of names changes the pairs")
		}
		if soon := l.Effect(before, treated, d, 365); soon.Over || soon.Treated.Part != 0 || soon.Low != 0 {
			t.Errorf("days that are not over tell something: %+v", soon)
		}
	}
}

// TestNoEffect: where nothing was done, the interval holds 0 about 95 times in a hundred; where a third of the treated
// came one visit more, it is found.
func TestNoEffect(t *testing.T) {
	holds, found := 0, 0
	const times = 60
	for n := range times {
		r := stable(1200, 800, 1.2, 3, uint64(n))
		d := r.AsOf - 120
		before := gradedAt(t, r, d-1)
		var treated []int
		for i, id := range r.IDs {
			if HeldOut(id, d) {
				treated = append(treated, i)
			}
		}
		o := logOf(t, r).Effect(before, treated, d, 90)
		if o.Low <= 0 && o.High >= 0 {
			holds++
		}
		for k, i := range treated {
			if k%3 == 0 {
				r.Customer, r.Row = append(r.Customer, uint32(i)), append(r.Row, uint32(len(r.Row)))
				r.Day, r.Amount = append(r.Day, d+30), append(r.Amount, 3_000_000)
			}
		}
		if o = logOf(t, r).Effect(before, treated, d, 90); o.Low > 0 {
			found++
		}
	}
	if holds < 53 || found < 40 {
		t.Errorf("%d of %d intervals hold nothing, %d find what was done", holds, times, found)
	}
	t.Log(holds, found)
}

// TestHeldOut: every fifth, and the same ones each time.
func TestHeldOut(t *testing.T) {
	n := 0
	for i := range 10_000 {
		if HeldOut(string(rune('A'+i%26))+string(rune(i)), day(2024, 5, 1)) {
			n++
		}
	}
	if math.Abs(float64(n)-2000) > 200 {
		t.Errorf("%d of 10000", n)
	}
}

// TestFell: in a clinic where nobody changes, at most a twentieth is listed.
func TestFell(t *testing.T) {
	r := stable(1500, 730, .9, 4, 21)
	p := profiles.All()[0]
	c, err := Compare(r, p, r.AsOf-180)
	if err != nil {
		t.Fatal(err)
	}
	l := logOf(t, r)
	h, ok := ChanceOf(c, l)
	if !ok {
		t.Fatal("nothing is learned")
	}
	list, looked, err := h.Fell(c, l, 1000)
	if err != nil {
		t.Fatal(err)
	}
	again, _, _ := h.Fell(c, l, 1000)
	if !slices.Equal(list, again) {
		t.Error("another list the second time")
	}
	if share := float64(len(list)) / float64(looked); share > fallShare || len(list) == 0 {
		t.Errorf("%d of %d", len(list), looked)
	}
	if whole, all, err := h.Fell(c, l, len(r.IDs)); err != nil || all <= looked || len(whole) < len(list) {
		t.Errorf("%d of %d, of all %d of %d (%v)", len(list), looked, len(whole), all, err)
	}
	most := make([]int, 0, len(r.IDs))
	for i := range r.IDs {
		if c.Base.Graded[i].Band != profile.Ungraded {
			most = append(most, i)
		}
	}
	slices.SortStableFunc(most, func(a, b int) int { return cmp.Compare(c.Then(b).M, c.Then(a).M) })
	for k, i := range h.Falls(c, l, 90).list {
		if int(i) != most[k] {
			t.Errorf("number %d of the richest is %d, not %d", k, most[k], i)
		}
	}
	for i, f := range list {
		if f.To <= f.From || f.Share > fallShare || i > 0 && float64(f.Money)*(1-f.Share) > float64(list[i-1].Money)*(1-list[i-1].Share) {
			t.Errorf("%+v", f)
		}
	}
	t.Log(len(list), looked)
}
