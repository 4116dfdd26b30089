package scoring_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
)

// later scores the customers again as of so many days later, nobody having come, by the cut points that r had.
func later(t *testing.T, r *scoring.Result, days int32) *scoring.Result {
	t.Helper()
	all := slices.Clone(r.Customers)
	for i := range all {
		all[i].R += days
	}
	next, err := scoring.Score(all, r.Profile, r.AsOf+civil.Day(days), scoring.Options{Frozen: &r.Cuts})
	if err != nil {
		t.Fatal(err)
	}
	return next
}

// TestFallsDayByDay holds the falls against scoring anew for every single day.
func TestFallsDayByDay(t *testing.T) {
	rnd := rand.New(rand.NewPCG(21, 22))
	for n := range 60 {
		p, far := someProfile(rnd), int32(120)
		if n < 8 {
			p, far = profiles.All()[n%4], 420
		}
		if slices.ContainsFunc(p.Metrics[:], func(r profile.Rule) bool { return r.Tie == profile.Order }) {
			continue // its grades of today are not those of its cut points
		}
		all := someCustomers(rnd, p, 40)
		if n < 4 {
			for i := range all {
				all[i].R, all[i].F = rnd.Int32N(400), 1+rnd.Int32N(12)
				all[i].M = decimal.Money(rnd.Int64N(40_000_000)) << (13 * (n / 2 % 2))
			}
		}
		r := score(t, p, all...)
		falls := r.Falls(nil)
		found := make([]int32, len(all))
		down := make([][]scoring.Decline, len(all))
		was := r
		for d := int32(1); d <= far; d++ {
			next := later(t, r, d)
			for i := range all {
				if r.Graded[i].Band == profile.Ungraded {
					continue
				}
				if next.Graded[i].Band > r.Graded[i].Band && found[i] == 0 {
					if found[i] = d; falls.After[i] != d || falls.Band[i] != next.Graded[i].Band {
						t.Fatalf("%s: %+v falls to %d on day %d, not to %d on day %d", p.ID, all[i], next.Graded[i].Band, d,
							falls.Band[i], falls.After[i])
					}
				}
				if next.Score(i) != was.Score(i) || next.Grade(i) != was.Grade(i) {
					down[i] = append(down[i], scoring.Decline{After: d, Score: next.Score(i), Grade: next.Grade(i)})
				}
			}
			was = next
		}
		for i := range all {
			if found[i] == 0 && falls.After[i] != 0 && falls.After[i] <= far {
				t.Errorf("%s: %+v does not fall on day %d", p.ID, all[i], falls.After[i])
			}
			var told []scoring.Decline
			for _, d := range r.Declines(i, nil) {
				if d.Values[0].Coef != int64(all[i].R+d.After) || d.Values[1].Coef != int64(all[i].F) {
					t.Errorf("%s: %+v has %v after %d days", p.ID, all[i], d.Values, d.After)
				}
				if d.Values = ([3]decimal.Decimal{}); d.After <= far {
					told = append(told, d)
				}
			}
			if !slices.Equal(told, down[i]) {
				t.Errorf("%s: %+v declines %v, not %v", p.ID, all[i], told, down[i])
			}
		}
	}
}

func TestEstimated(t *testing.T) {
	want := map[string]bool{"chongqing-course": true, "maoming-appraisal": true, "hangzhou-ads": true}
	for _, p := range profiles.All() {
		r := score(t, p, customer(t, p, 3, 4, "5"), customer(t, p, 30, 1, "2"))
		if r.Estimated() != want[p.ID] {
			t.Errorf("%s: %v", p.ID, r.Estimated())
		}
		if later(t, r, 0).Estimated() {
			t.Errorf("%s: frozen cuts leave nothing to estimate", p.ID)
		}
	}
}

func TestFives(t *testing.T) {
	rnd := rand.New(rand.NewPCG(23, 24))
	for _, p := range profiles.All() {
		all := someCustomers(rnd, p, 97)
		r := score(t, p, all...)
		for _, m := range profile.Metrics {
			points, ranked := r.Fives(m)
			if ranked != (p.Metrics[m].Method == profile.Raw) {
				t.Errorf("%s %v: ranked %v", p.ID, m, ranked)
			}
			for i := range all {
				want := r.Points(i, m).Coef
				if r.Graded[i].Band == profile.Ungraded {
					want = 0
				} else if ranked {
					want = fifth(r, i, m)
				}
				if int64(points[i]) != want {
					t.Errorf("%s %v: %+v has %d points, not %d", p.ID, m, all[i], points[i], want)
				}
			}
		}
	}
}

// fifth is point 5 of the domain, counted out.
func fifth(r *scoring.Result, i int, m profile.Metric) int64 {
	n, k := int64(0), int64(0)
	for j := range r.Customers {
		if r.Graded[j].Band == profile.Ungraded {
			continue
		}
		n++
		if m == profile.Frequency && r.Customers[j].F >= r.Customers[i].F {
			k++
		}
	}
	return 5 - 5*(k-1)/n
}
