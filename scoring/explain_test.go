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
	"fenji/scoring/profiles"
)

// interval writes the ends of a part: closed ends of whole numbers as a…b, others with brackets.
func interval(p scoring.Part) string {
	low, high := "", ""
	if p.Low != nil {
		low = p.Low.String()
	}
	if p.High != nil {
		high = p.High.String()
	}
	if p.Metric != profile.Monetary {
		return low + "…" + high
	}
	return map[bool]string{true: "(", false: "["}[p.LowOpen] + low + "…" + high +
		map[bool]string{true: ")", false: "]"}[p.HighOpen]
}

// Profile, days, visits, money: the intervals that matched.
func TestIntervals(t *testing.T) {
	const table = `
	lianyungang-dental   0  1 50   : 0…30   1…1   […100]
	lianyungang-dental  31  3 101  : 31…90  2…3   (100…500]
	lianyungang-dental 366 12 9999 : 366…   10…   (3000…]
	shaoxing-finance    10  1 0.5  : 0…10   1…2   (0…1]
	shaoxing-finance    51 16 9    : 51…    16…   (8…]
	`
	for line := range strings.Lines(table) {
		left, want, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		f := strings.Fields(left)
		p := builtIn(t, f[0])
		e := score(t, p, customer(t, p, number(t, f[1]), number(t, f[2]), f[3])).Explain(0)
		var got []string
		for _, part := range e.Parts {
			got = append(got, interval(part))
		}
		if s := strings.Join(got, " "); s != strings.Join(strings.Fields(want), " ") {
			t.Errorf("%s: got %s", strings.TrimSpace(line), s)
		}
	}
}

// Points × weight = contribution; the contributions are the score; the score is in the band.
func TestExplanationAddsUp(t *testing.T) {
	rnd := rand.New(rand.NewPCG(9, 10))
	for n := range 200 {
		p := someProfile(rnd)
		if n < 4 {
			p = profiles.All()[n]
		}
		r := score(t, p, someCustomers(rnd, p, 25)...)
		for i := range r.Customers {
			e := r.Explain(i)
			sum := rat(decimal.Decimal{})
			for _, part := range e.Parts {
				product := rat(part.Points)
				product.Mul(product, rat(part.Weight))
				if product.Cmp(rat(part.Contribution)) != 0 {
					t.Fatalf("%s × %s = %s", part.Points, part.Weight, part.Contribution)
				}
				sum.Add(sum, product)
				if part.Method == profile.Rank && r.Graded[i].Reason == scoring.None {
					checkPlace(t, p, r, i, part)
				}
			}
			if sum.Cmp(rat(e.Score)) != 0 || (e.Grade == "") != (e.Band == nil) || e.Grade != r.Grade(i) {
				t.Fatalf("%+v", e)
			}
		}
	}
}

// checkPlace compares the stated place with a count.
func checkPlace(t *testing.T, p *profile.Profile, r *scoring.Result, i int, part scoring.Part) {
	t.Helper()
	want := oracleRank(p, r.Customers, i, part.Metric)
	if rat(part.Points).Cmp(want) != 0 {
		t.Fatalf("%s points, want %s", part.Points, want.RatString())
	}
	tied, of := 0, 0
	for _, c := range r.Customers {
		if valid(p, c) {
			of++
			if measure(p, c, part.Metric).Cmp(measure(p, r.Customers[i], part.Metric)) == 0 {
				tied++
			}
		}
	}
	if part.Tied != tied || part.Of != of || part.Rank < 1 || part.Rank > of {
		t.Fatalf("place %d of %d, %d tied; want %d of %d", part.Rank, part.Of, part.Tied, tied, of)
	}
}

// changed scores all customers anew with one of them changed.
func changed(t *testing.T, r *scoring.Result, o scoring.Options, i int, change func(*scoring.Customer)) *scoring.Result {
	t.Helper()
	all := slices.Clone(r.Customers)
	change(&all[i])
	after, err := scoring.Score(all, r.Profile, r.AsOf, o)
	if err != nil {
		t.Fatal(err)
	}
	return after
}

// Every lift, applied, gives the grade and score it promises; one unit less does not lift; where none is named, not
// even a very large change lifts.
func TestLifts(t *testing.T) {
	rnd := rand.New(rand.NewPCG(11, 12))
	seen := map[string]int{}
	for n := range 250 {
		p := someProfile(rnd)
		if n < 40 {
			p = profiles.All()[n%4]
		}
		all := someCustomers(rnd, p, 3+rnd.IntN(25))
		o := scoring.Options{}
		if n%5 == 4 {
			o.Frozen = &score(t, p, someCustomers(rnd, p, 20)...).Cuts
		}
		r, err := scoring.Score(all, p, 0, o)
		if err != nil {
			t.Fatal(err)
		}
		for i := range all {
			checkLifts(t, r, o, i, seen)
		}
	}
	for _, kind := range []string{scoring.LiftVisit, scoring.LiftFrequency, scoring.LiftMoney, "none"} {
		if seen[kind] < 50 {
			t.Errorf("only %d cases of %s", seen[kind], kind)
		}
	}
}

func checkLifts(t *testing.T, r *scoring.Result, o scoring.Options, i int, seen map[string]int) {
	t.Helper()
	e := r.Explain(i)
	lifts := map[string]scoring.Lift{}
	for _, l := range e.Next {
		lifts[l.Kind] = l
		seen[l.Kind]++
	}
	if e.Band == nil || r.Graded[i].Band == 0 {
		if len(e.Next) > 0 {
			t.Fatalf("%+v has lifts %+v", e, e.Next)
		}
		return
	}
	cents := func(d decimal.Decimal) int64 {
		m, ok := decimal.MoneyOf(d, r.Profile.Unit)
		if !ok || m%100 != 0 {
			t.Fatalf("%s is no number of cents", d)
		}
		return int64(m / 100)
	}
	if _, ok := lifts[scoring.LiftVisit]; ok && e.Customer.R == 0 {
		t.Fatalf("%+v came on the analysis date already", e.Customer)
	}
	for kind, apply := range map[string]func(c *scoring.Customer, by int64){
		scoring.LiftVisit:     func(c *scoring.Customer, by int64) { c.R, c.F = 0, c.F+int32(by) },
		scoring.LiftFrequency: func(c *scoring.Customer, by int64) { c.F += int32(by) },
		scoring.LiftMoney:     func(c *scoring.Customer, by int64) { c.M += decimal.Money(by * 100) },
	} {
		after := func(by int64) *scoring.Result {
			return changed(t, r, o, i, func(c *scoring.Customer) { apply(c, by) })
		}
		better := func(by int64) bool { a := after(by); return a.Graded[i].Band < r.Graded[i].Band }
		l, ok := lifts[kind]
		if !ok {
			seen["none"]++
			for _, by := range []int64{1, 2, 3, 10, 30, 100, 1000, 1_000_000} {
				if kind == scoring.LiftVisit && (by > 1 || e.Customer.R == 0) {
					break
				}
				if better(by) {
					t.Fatalf("%+v: %d of %s lifts, but is not named\n%+v", e, by, kind, r.Profile)
				}
			}
			continue
		}
		by := l.By.Coef
		if kind == scoring.LiftMoney {
			by = cents(l.By)
		}
		a := after(by)
		if a.Grade(i) != l.Grade || a.Score(i) != l.Score || !better(by) {
			t.Fatalf("%+v promises %+v, gives %s %s\n%+v", e.Customer, l, a.Score(i), a.Grade(i), r.Profile)
		}
		value := a.Explain(i).Parts[profile.Frequency].Value
		if kind == scoring.LiftMoney {
			value = a.Explain(i).Parts[profile.Monetary].Value
		}
		if l.Value != value {
			t.Fatalf("%+v: value %s, want %s", l, l.Value, value)
		}
		if kind != scoring.LiftVisit && better(by-1) {
			t.Fatalf("%+v: one less than %+v lifts too\n%+v", e.Customer, l, r.Profile)
		}
	}
}

// Profile, days, visits, money: the lifts.
func TestLiftsOfThresholds(t *testing.T) {
	const table = `
	lianyungang-dental 400 1 50      : visit 2 +1 2.9 C; frequency 10 +9 2.2 C; money 3000.01 +2950.01 2.2 C
	lianyungang-dental 100 5 2000    : visit 6 +1 4.1 A
	lianyungang-dental 10 5 300.50   : frequency 10 +5 4.1 A; money 1000.01 +699.51 4.1 A
	lianyungang-dental 10 12 5000    :
	lianyungang-dental 0 6 1000      : frequency 7 +1 4.1 A; money 1000.01 +0.01 4.1 A
	lianyungang-dental 0 1 100       : frequency 4 +3 3.2 B; money 500.01 +400.01 3.2 B
	shaoxing-finance 15 8 0.5        : visit 9 +1 3.3 B; frequency 11 +3 3.4 B; money 1.000001 +0.500001 3.6 B
	`
	for line := range strings.Lines(table) {
		left, want, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		f := strings.Fields(left)
		p := builtIn(t, f[0])
		e := score(t, p, customer(t, p, number(t, f[1]), number(t, f[2]), f[3])).Explain(0)
		var got []string
		for _, l := range e.Next {
			got = append(got, fmt.Sprintf("%s %s +%s %s %s", l.Kind, l.Value, l.By, l.Score, l.Grade))
		}
		if s := strings.Join(got, "; "); s != strings.TrimSpace(want) {
			t.Errorf("%s\ngot %s", strings.TrimSpace(line), s)
		}
	}
}

func ptr(d decimal.Decimal) *decimal.Decimal { return &d }

func TestReachable(t *testing.T) {
	raw := func(min, max string) profile.Rule {
		r := profile.Rule{Method: profile.Raw, Weight: decimal.Int(10)}
		for s, to := range map[string]**decimal.Decimal{min: &r.Valid.Min, max: &r.Valid.Max} {
			if d, err := decimal.Parse(s); err == nil {
				*to = &d
			}
		}
		return r
	}
	change := func(id string, f func(*profile.Profile)) *profile.Profile {
		p := *builtIn(t, id)
		p.Bands = slices.Clone(p.Bands)
		f(&p)
		return &p
	}
	for _, c := range []struct {
		p    *profile.Profile
		want string
	}{
		{builtIn(t, "lianyungang-dental"), ""},
		{builtIn(t, "chongqing-course"), ""},
		{builtIn(t, "shaoxing-finance"), ""},
		{builtIn(t, "maoming-appraisal"), "D"},
		{change("maoming-appraisal", func(p *profile.Profile) { p.Metrics[1].Valid.Min = ptr(decimal.Int(1)) }), "CD"},
		{change("lianyungang-dental", func(p *profile.Profile) { p.Bands[0].From = decimal.Int(6) }), "A"},
		{change("lianyungang-dental", func(p *profile.Profile) { p.Metrics[1].Valid.Max = ptr(decimal.Int(5)) }), ""},
		{change("maoming-appraisal", func(p *profile.Profile) { // scores 2–10 + 10·F leave a gap from 10 to 12
			p.Metrics[1] = raw("0", "")
			p.Bands[0].From, p.Bands[1].From = decimal.Int(12), decimal.Decimal{Coef: 105, Exp: 1}
		}), "BD"},
		{change("maoming-appraisal", func(p *profile.Profile) { // even numbers up to 20 and 10·F just pass 25
			p.Metrics[0].Weight, p.Metrics[1], p.Metrics[2].Weight = decimal.Int(2), raw("0", ""), decimal.Int(2)
			p.Bands[0].From = decimal.Int(25)
		}), "CD"},
		{change("maoming-appraisal", func(p *profile.Profile) { // at most 10 + 10·2
			p.Metrics[1] = raw("0", "2")
			p.Bands[0].From, p.Bands[0].Open = decimal.Int(30), true
		}), "AD"},
		{change("maoming-appraisal", func(p *profile.Profile) {
			p.Metrics[1], p.Metrics[2] = raw("0", ""), raw("", "")
		}), ""},
	} {
		if got := strings.Join(c.p.Unreachable(), ""); got != c.want {
			t.Errorf("%s: %q, want %q", c.p.ID, got, c.want)
		}
	}
}
