package scoring_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fenji/scoring"
	"fenji/scoring/decimal"
	"fenji/scoring/profile"
)

// ranking is a profile whose score is the points of F by rank.
func ranking(parts int, tie profile.Tie) *profile.Profile {
	flat := profile.Rule{Method: profile.Cuts, Steps: []profile.Step{{Last: true}}}
	rank := profile.Rule{Method: profile.Rank, Weight: decimal.Int(1), Parts: parts, Tie: tie}
	return &profile.Profile{
		Schema: 1, ID: "ranking", Unit: decimal.Yuan, Name: profile.Text{En: "Ranking"},
		Metrics: [3]profile.Rule{flat, rank, flat},
		Bands:   []profile.Band{{Grade: "A", From: decimal.Int(0)}},
	}
}

func visits(figures ...int32) []scoring.Customer {
	all := make([]scoring.Customer, len(figures))
	for i, f := range figures {
		all[i] = scoring.Customer{F: f, HasR: true}
	}
	return all
}

func scores(r *scoring.Result) string {
	var s []string
	for i := range r.Graded {
		s = append(s, r.Score(i).String())
	}
	return strings.Join(s, " ")
}

// Tie rule, visits: points.
func TestRanks(t *testing.T) {
	const table = `
	worst   7 6 5 4 3 2 1             : 5 5 4 3 3 2 1
	worst   1 1 1 1 1 1 1 2 2 3 3 9   : 1 1 1 1 1 1 1 4 4 5 5 5
	best    1 1 1 1 1 1 1 2 2 3 3 9   : 3 3 3 3 3 3 3 4 4 5 5 5
	average 1 1 1 1 1 1 1 2 2 3 3 9   : 2 2 2 2 2 2 2 4 4 5 5 5
	order   1 1 1 1 1 1 1 2 2 3 3 9   : 3 3 3 2 2 1 1 4 4 5 5 5
	worst   4                         : 5
	worst   4 4                       : 3 3
	best    4 4                       : 5 5
	average 4 4                       : 4 4
	order   4 4                       : 5 3
	worst   5 4 3 2 1                 : 5 4 3 2 1
	worst   1 2 3 4 5                 : 1 2 3 4 5
	worst   6 5 4 3 2 1               : 5 5 4 3 2 1
	worst   9 0 0                     : 5 2 2
	`
	for line := range strings.Lines(table) {
		left, want, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		f := strings.Fields(left)
		tie := profile.Tie(slices.Index([]string{"worst", "best", "average", "order"}, f[0]))
		var figures []int32
		for _, s := range f[1:] {
			figures = append(figures, number(t, s))
		}
		r := score(t, ranking(5, tie), visits(figures...)...)
		if got := scores(r); got != strings.TrimSpace(want) {
			t.Errorf("%s: got %s", strings.TrimSpace(line), got)
		}
	}
}

// Customers that cannot be graded take no place.
func TestRankLeavesOutUngraded(t *testing.T) {
	all := visits(5, 4, 3, 2, 1, 900, 901)
	all[5].HasR, all[6].R = false, -1
	r := score(t, ranking(5, profile.Worst), all...)
	if got := scores(r); got != "5 4 3 2 1 0 0" {
		t.Errorf("got %s", got)
	}
	if p := r.Explain(1).Parts[profile.Frequency]; p.Rank != 2 || p.Of != 5 || p.Tied != 1 {
		t.Errorf("place %d of %d, %d tied", p.Rank, p.Of, p.Tied)
	}
}

func TestNotices(t *testing.T) {
	for _, c := range []struct {
		visits []int32
		want   string
	}{
		{[]int32{1, 2, 3}, "[]"},
		{[]int32{7}, "[]"},
		{[]int32{1, 2}, "[]"}, // half of them each, but no tie
		{[]int32{1, 1, 2, 3, 4}, "[]"},
		{[]int32{1, 1, 2, 1, 4}, "[{ties-heavy     [metric F value 1 share 60.0]}]"},
		{[]int32{2, 2, 2, 1, 3, 4, 5}, "[{ties-heavy     [metric F value 2 share 42.8]}]"},
		{[]int32{3, 3}, "[{all-equal     [metric F value 3]}]"},
	} {
		r := score(t, ranking(5, profile.Worst), visits(c.visits...)...)
		type plain scoring.Issue // without its Error method, which would be printed
		var got []plain
		for _, n := range r.Notices {
			got = append(got, plain(n))
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("%v: %v, want %s", c.visits, got, c.want)
		}
	}
}

// Cuts of a base period: tie rule, visits of the base: the cuts, best first.
func TestCuts(t *testing.T) {
	for _, c := range []struct {
		tie  profile.Tie
		base []int32
		want string
	}{
		{profile.Worst, []int32{10, 20, 30, 40, 50}, "≥50 ≥40 ≥30 ≥20"},
		{profile.Worst, []int32{1, 1, 1, 1}, ">1 >1 >1 ≥1"},
		{profile.Best, []int32{1, 1, 1, 1}, "≥1 ≥1 ≥1 ≥1"},
		{profile.Average, []int32{1, 1, 1, 1}, ">1 ≥1 ≥1 ≥1"},
		{profile.Worst, []int32{1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 3, 9}, "≥3 ≥2 >1 >1"},
		{profile.Worst, []int32{9}, "≥9 ≥9 ≥9 ≥9"},
	} {
		r := score(t, ranking(5, c.tie), visits(c.base...)...)
		var got []string
		for i, cut := range r.Cuts.Cuts[profile.Frequency] {
			if cut.Points != decimal.Int(int64(5-i)) {
				t.Errorf("cut %d is for %s points", i, cut.Points)
			}
			got = append(got, map[bool]string{true: ">", false: "≥"}[cut.Open]+cut.Value.String())
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%v %v: %s, want %s", c.tie, c.base, s, c.want)
		}
	}
}

// The base period graded by its own cuts gets the same points; another period is graded customer by customer.
func TestFrozen(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 8))
	for n := range 300 {
		p := someProfile(rnd)
		if n == 0 {
			p = builtIn(t, "chongqing-course")
		}
		if slices.ContainsFunc(p.Metrics[:], func(r profile.Rule) bool { return r.Tie == profile.Order }) {
			continue
		}
		base := someCustomers(rnd, p, 1+rnd.IntN(40))
		a := score(t, p, base...)
		b, err := scoring.Score(base, p, 0, scoring.Options{Frozen: &a.Cuts})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(a.Graded, b.Graded) {
			t.Fatalf("%v\n%v\n%+v\n%+v", a.Graded, b.Graded, a.Cuts, p)
		}
		later := someCustomers(rnd, p, 20)
		c, err := scoring.Score(later, p, 0, scoring.Options{Frozen: &a.Cuts})
		if err != nil {
			t.Fatal(err)
		}
		for i := range later { // whoever else is there
			d, _ := scoring.Score(later[i:i+1], p, 0, scoring.Options{Frozen: &a.Cuts})
			if len(a.Cuts.Cuts[0])+len(a.Cuts.Cuts[1])+len(a.Cuts.Cuts[2]) > 0 && c.Graded[i] != d.Graded[0] {
				t.Fatalf("%+v: %v among others, %v alone", later[i], c.Graded[i], d.Graded[0])
			}
		}
	}
}

func TestFrozenPart(t *testing.T) {
	p := builtIn(t, "chongqing-course")
	var base []scoring.Customer
	for i := range int32(5) {
		base = append(base, customer(t, p, 10*i, 10*i, fmt.Sprint(1000*i)))
	}
	cuts := score(t, p, base...).Cuts
	r, err := scoring.Score([]scoring.Customer{customer(t, p, 15, 25, "2500")}, p, 0, scoring.Options{Frozen: &cuts})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"R 11…20 3", "F 20…29 3", "M [2000…3000) 3"}
	for m, part := range r.Explain(0).Parts {
		got := fmt.Sprintf("%s %s %s", part.Metric, interval(part), part.Points)
		if got != want[m] || part.Of != 0 {
			t.Errorf("got %s, want %s", got, want[m])
		}
	}
}

func TestFrozenRefused(t *testing.T) {
	p := ranking(3, profile.Worst)
	cut := func(points int64, value decimal.Decimal) scoring.Cut {
		return scoring.Cut{Points: decimal.Int(points), Value: value}
	}
	for name, cuts := range map[string][]scoring.Cut{
		"too few":      {cut(3, decimal.Int(5))},
		"wrong points": {cut(2, decimal.Int(5)), cut(3, decimal.Int(4))},
		"out of order": {cut(3, decimal.Int(4)), cut(2, decimal.Int(5))},
		"half a visit": {cut(3, decimal.Decimal{Coef: 55, Exp: 1}), cut(2, decimal.Int(5))},
	} {
		f := &scoring.Frozen{Cuts: [3][]scoring.Cut{nil, cuts, nil}}
		if _, err := scoring.Score(visits(1), p, 0, scoring.Options{Frozen: f}); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}
