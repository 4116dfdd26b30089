package periods

import (
	"fmt"
	"math"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/models/numeric"
)

// courses is a clinic whose patients come in courses of a few visits, with gaps of their own between them that never
// change. lost is the share of patients that stays away for good from the last year on.
func courses(customers, days int, shape, mean, lost float64, seed uint64) *intake.Records {
	start := day(2020, 1, 1)
	r := &intake.Records{Shape: intake.PerVisit, Visits: intake.ByDay, AsOf: start + civil.Day(days)}
	g := numeric.NewRandom(seed)
	for i := range customers {
		rate := g.Gamma(shape) / shape / mean
		end := float64(days)
		if g.Uniform() < lost {
			end -= 365
		}
		r.IDs = append(r.IDs, fmt.Sprint(i))
		for at := g.Exponential() / rate; at < end; {
			for range 1 + g.Below(4) {
				if at > end {
					break
				}
				r.Customer, r.Row = append(r.Customer, uint32(i)), append(r.Row, uint32(len(r.Row)))
				r.Day, r.Amount = append(r.Day, start+civil.Day(at)), append(r.Amount, 3_000_000)
				at += 7 + float64(g.Below(20))
			}
			at += CourseGap + g.Exponential()/rate
		}
	}
	return r
}

// TestLate is the worked value, without what the clinic's other customers say.
func TestLate(t *testing.T) {
	start := day(2023, 1, 1)
	var visits []civil.Day
	for i := range 7 {
		visits = append(visits, start+civil.Day(60*i))
	}
	a := AbsenceOf(visits, visits[6]+118, CourseGap)
	if a.N != 6 || a.Days != 90 || a.Since != 73 {
		t.Fatalf("%+v", a)
	}
	if none := (Rates{}).None(a.N, a.Days, float64(a.Since)); math.Abs(none-math.Pow(90.0/163, 6)) > 1e-12 || math.Abs(none-.0283) > 5e-5 {
		t.Error(none)
	}
	if none := (Rates{}).None(12, 365, 90); math.Abs(none-.0710195) > 5e-8 {
		t.Error(none)
	}
}

// TestFit finds the rates that counts were drawn from.
func TestFit(t *testing.T) {
	g := numeric.NewRandom(8)
	for _, seen := range []bool{false, true} {
		spans := Spans{}
		for n := 0; n < 20_000; {
			days := 100 + 900*g.Uniform()
			s := Span{g.Poisson(g.Gamma(.8) / 150 * days), days}
			if s.N > 0 || !seen {
				spans[s]++
				n++
			}
		}
		rates, ok := Fit(spans, seen)
		if !ok || math.Abs(rates.R-.8) > .05 || math.Abs(rates.Alpha-150) > 12 {
			t.Errorf("seen %v: %+v %v", seen, rates, ok)
		}
	}
	if _, ok := Fit(Spans{{}: 29}, false); ok {
		t.Error("something is learned from nothing")
	}
}

// TestFalseAlarms: in clinics where nobody changes no more are called late than the threshold says; in one that lost a
// tenth a year ago it is noticed.
func TestFalseAlarms(t *testing.T) {
	for _, c := range []struct{ shape, mean float64 }{{.7, 200}, {1.5, 120}, {4, 90}, {1, 400}} {
		for _, below := range []float64{.05, .10, .20} {
			rate := func(lost float64) float64 {
				late, looked := 0, 0
				for seed := range 2 {
					l := logOf(t, courses(2000, 1500, c.shape, c.mean, lost, uint64(100+seed)))
					list, _, ok := l.Late(l.AsOf, CourseGap, below)
					if !ok {
						t.Fatal("too few gaps")
					}
					late += len(list)
					for i := range l.Customers() {
						if a := AbsenceOf(l.of(i), l.AsOf, CourseGap); a.N > 0 {
							looked++
						}
					}
				}
				return float64(late) / float64(looked)
			}
			calm, bad := rate(0), rate(.1)
			t.Logf("shape %v mean %v below %v: %.4f; a tenth lost %.4f", c.shape, c.mean, below, calm, bad)
			if calm > below {
				t.Errorf("shape %v mean %v: %.3f are called late, more than %v", c.shape, c.mean, calm, below)
			}
			if c.mean < 300 && bad < calm+.02 { // a year is nothing to who comes after 400 days
				t.Errorf("shape %v mean %v: of a tenth lost nothing is seen: %.3f beside %.3f", c.shape, c.mean, bad, calm)
			}
		}
	}
}

// TestAlerts holds the record of alerts against a look at every visit: who is late on several days without having come
// between is one alert.
func TestAlerts(t *testing.T) {
	for seed := range uint64(4) {
		r := courses(500, 1400, 1.5, 150, .2, seed)
		l := logOf(t, r)
		var days []civil.Day
		for d := r.AsOf - 400; d <= r.AsOf-20; d += 31 {
			days = append(days, d)
		}
		const within = 90
		var want Ratio
		told := map[[2]int]bool{}
		for _, then := range days {
			if then+within > r.AsOf {
				continue
			}
			list, _, ok := l.Late(then, CourseGap, .2)
			if !ok {
				t.Fatal("nothing is late")
			}
			var one Ratio
			for _, x := range list {
				last, came := civil.NoDay, false
				for _, v := range slowVisits(r, x.Customer) {
					if v <= then {
						last = v
					}
					came = came || v > then && v <= then+within
				}
				one.Whole++
				if came {
					one.Part++
				}
				if key := [2]int{x.Customer, int(last)}; !told[key] {
					told[key] = true
					want.Whole++
					if came {
						want.Part++
					}
				}
			}
			if got, ok := l.CameBack(then, CourseGap, .2, within); !ok || got != one {
				t.Errorf("%s: %+v, want %+v", then, got, one)
			}
		}
		got, ok := l.Alerts(days, CourseGap, .2, within)
		if !ok || got != want || got.Whole == 0 || got.Part == 0 {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
	r := courses(400, 1000, 1.5, 150, 0, 9)
	if _, ok := logOf(t, r).CameBack(r.AsOf-30, CourseGap, .2, 90); ok {
		t.Error("days that are not over tell something")
	}
}

// TestDiffer: an order that a later row gives back counts by the earlier day, and is undone in the whole log.
func TestDiffer(t *testing.T) {
	start := day(2024, 1, 1)
	r := &intake.Records{Shape: intake.PerVisit, Visits: intake.ByOrder, AsOf: start + 300, IDs: []string{"A", "B"},
		Customer: []uint32{0, 0, 1, 1}, Row: []uint32{1, 2, 3, 4}, Day: []civil.Day{start, start + 200, start + 5, start + 250},
		Amount: []decimal.Money{5_000_000, -5_000_000, 5_000_000, 7_000_000}, Order: []uint32{1, 1, 2, 3}}
	l := logOf(t, r)
	for at, want := range map[civil.Day]int{start + 100: 1, start + 250: 0} {
		if got := l.Differ(at); got != want {
			t.Errorf("%s: %d differ, want %d", at, got, want)
		}
	}
}
