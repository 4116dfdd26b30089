package rules_test

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
	"fenji/scoring/rules"
)

// some makes up n customers with ties.
func some(rnd *rand.Rand, n int) []scoring.Customer {
	var all []scoring.Customer
	for i := range n {
		all = append(all, scoring.Customer{ID: string(rune('a' + i%26)), HasR: true, R: rnd.Int32N(400), F: 1 + rnd.Int32N(8),
			M: decimal.Money(rnd.Int64N(900)) * 100_000})
	}
	return all
}

func result(t *testing.T, p *profile.Profile, all []scoring.Customer) *scoring.Result {
	t.Helper()
	asOf, _ := civil.Parse("2024-12-31")
	r, err := scoring.Score(all, p, asOf, scoring.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestSuggest(t *testing.T) {
	money := func(yuan ...int64) (all []scoring.Customer) {
		for _, y := range yuan {
			all = append(all, scoring.Customer{HasR: true, R: int32(y), F: int32(y), M: decimal.Money(y * 10_000)})
		}
		return all
	}
	for _, c := range []struct {
		values []int64
		m      profile.Metric
		steps  int
		want   string
	}{
		{[]int64{100, 200, 300, 400, 500, 600, 700, 800, 900, 1000}, profile.Monetary, 2, "500"}, // 550
		{[]int64{1, 10, 100, 1000, 10000}, profile.Monetary, 5, "10 50 500 2000"},                // 8.2, 64 → 50, 460, 2800
		{[]int64{1, 5, 20, 40, 70, 100, 200, 300}, profile.Recency, 4, "14 60 90"},
		{[]int64{1, 1, 2, 3, 4, 6, 9, 12}, profile.Frequency, 4, "2 3 7"}, // 1.75, 3.5, 6.75
		{[]int64{1, 1, 1, 1, 1, 2}, profile.Frequency, 3, "two"},
		{[]int64{1}, profile.Frequency, 3, "fewer"},
	} {
		cuts, err := rules.Suggest(money(c.values...), c.m, c.steps, decimal.Yuan)
		got := ""
		for _, cut := range cuts {
			got += " " + cut.String()
		}
		if err != nil {
			got = " " + err.Error()
			if strings.Contains(got, c.want) {
				continue
			}
		}
		if got != " "+c.want {
			t.Errorf("%v %s: %s, want %s", c.values, c.m, got, c.want)
		}
	}
}

// TestFreeze: the thresholds of today give everybody the points and the grade that the ranking gave.
func TestFreeze(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for n := range 60 {
		p := profiles.All()[[]int{1, 3, 5}[n%3]]
		if n%2 == 1 {
			q := *p
			q.Metrics[profile.Monetary] = profile.Rule{Method: profile.Mean, Weight: decimal.Int(1)}
			q.Metrics[profile.Recency] = profile.Rule{Method: profile.Rank, Weight: decimal.Int(1), Shares: []int{10, 20, 70},
				Points: []decimal.Decimal{decimal.Int(9), decimal.Int(4), decimal.Int(1)}}
			p = &q
		}
		all := some(rnd, 5+rnd.IntN(120))
		r := result(t, p, all)
		frozen, err := rules.Freeze(r, "客户.xlsx")
		if err != nil {
			t.Fatal(err)
		}
		f := result(t, frozen, all)
		for i := range all {
			if f.Grade(i) != r.Grade(i) || f.Score(i).Cmp(r.Score(i)) != 0 {
				t.Fatalf("%s: %+v has %s %s frozen, %s %s ranked", p.ID, all[i], f.Score(i), f.Grade(i), r.Score(i), r.Grade(i))
			}
		}
		note := frozen.Notes[len(frozen.Notes)-1]
		for _, part := range []string{"客户.xlsx", "2024-12-31"} {
			if !strings.Contains(note.Zh, part) || !strings.Contains(note.En, part) {
				t.Errorf("the note does not say %s: %+v", part, note)
			}
		}
		if _, err := frozen.MarshalJSON(); err != nil || frozen.Ranked() {
			t.Errorf("%v, ranked %v", err, frozen.Ranked())
		}
	}
	dental, _ := profiles.ByID("lianyungang-dental")
	if _, err := rules.Freeze(result(t, dental, some(rnd, 9)), "x"); err == nil {
		t.Error("limits are frozen once more")
	}
}

// graded are customers of whom two sets of rules say what a table holds.
func TestKappa(t *testing.T) {
	two := func(open bool) *profile.Profile {
		p, _ := profiles.ByID("lianyungang-dental")
		q := *p
		for m := range q.Metrics {
			q.Metrics[m] = profile.Rule{Method: profile.Raw, Weight: decimal.Decimal{}}
		}
		q.Metrics[0] = profile.Rule{Method: profile.Cuts, Steps: []profile.Step{{Last: true}}}
		m := 1
		if open {
			m = 2
		}
		q.Metrics[m].Weight = decimal.Int(1)
		q.Bands = []profile.Band{{Grade: "A", From: decimal.Int(2), Name: profile.Text{Zh: "x"}}, {Grade: "B", From: decimal.Int(0), Name: profile.Text{Zh: "x"}}}
		return &q
	}
	var all []scoring.Customer
	for _, c := range []struct {
		n    int
		f, m int64
	}{{20, 2, 2}, {5, 2, 1}, {10, 1, 2}, {15, 1, 1}} {
		for range c.n {
			all = append(all, scoring.Customer{HasR: true, F: int32(c.f), M: decimal.Money(c.m * 10_000)})
		}
	}
	c, err := rules.Compare(result(t, two(false), all), result(t, two(true), all))
	if err != nil {
		t.Fatal(err)
	}
	if want := [][]int{{20, 5, 0}, {10, 15, 0}, {0, 0, 0}}; !reflect.DeepEqual(c.Counts, want) {
		t.Errorf("%v, want %v", c.Counts, want)
	}
	if c.Kappa != (rules.Kappa{Value: 4000, Known: true}) || c.Agree != 35 || c.Both != 50 || len(c.Differ) != 15 {
		t.Errorf("%+v", c)
	}
	if all[c.Differ[0]].M < all[c.Differ[14]].M {
		t.Error("who differs does not come by money")
	}
	if _, err := rules.Compare(result(t, two(false), all), result(t, two(true), all[1:])); err == nil {
		t.Error("different customers are compared")
	}
}

func TestLink(t *testing.T) {
	for _, p := range profiles.All() {
		s, err := rules.Link(p)
		if err != nil {
			t.Fatal(err)
		}
		back, ok, err := rules.FromLink("#" + s)
		if err != nil || !ok || !reflect.DeepEqual(back, p) {
			t.Errorf("%s: %v %v", p.ID, ok, err)
		}
	}
	for _, c := range []struct {
		fragment string
		ok       bool
	}{{"", false}, {"#other=1", false}, {"rules=", true}, {"rules=%%%", true}, {"rules=e30", true},
		{"rules=" + strings.Repeat("A", 100<<10), true}} {
		if p, ok, err := rules.FromLink(c.fragment); ok != c.ok || p != nil || ok && err == nil {
			t.Errorf("%.20s: %v %v %v", c.fragment, p, ok, err)
		}
	}
}

func FuzzLink(f *testing.F) {
	p, _ := profiles.ByID("lianyungang-dental")
	s, _ := rules.Link(p)
	f.Add(s)
	f.Add("#rules=e30")
	f.Fuzz(func(t *testing.T, fragment string) {
		p, ok, err := rules.FromLink(fragment)
		if ok && err == nil && p == nil || !ok && (p != nil || err != nil) {
			t.Errorf("%v %v %v", p, ok, err)
		}
	})
}
