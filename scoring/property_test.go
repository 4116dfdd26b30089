package scoring_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"fenji/scoring"
	"fenji/scoring/decimal"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
)

func TestAgainstOracle(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, p := range profiles.All() {
		if err := agree(p, someCustomers(rnd, p, 150)); err != nil {
			t.Errorf("%s: %v", p.ID, err)
		}
	}
	for n := range 400 {
		p := someProfile(rnd)
		if err := agree(p, someCustomers(rnd, p, 1+rnd.IntN(40))); err != nil {
			t.Fatalf("profile %d: %v\n%+v", n, err, p)
		}
	}
}

// A better R, F or M never lowers a score.
func TestBetterIsNeverWorse(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	for n := range 400 {
		p := someProfile(rnd)
		if n < 4 {
			p = profiles.All()[n]
		}
		all := someCustomers(rnd, p, 2+rnd.IntN(30))
		i := rnd.IntN(len(all))
		before := score(t, p, all...)
		better := slices.Clone(all)
		switch rnd.IntN(3) {
		case 0:
			better[i].R = rnd.Int32N(max(1, all[i].R+1))
		case 1:
			better[i].F += rnd.Int32N(5)
		default:
			better[i].M += decimal.Money(rnd.Int64N(50_000_000))
		}
		after := score(t, p, better...)
		if before.Graded[i].Reason != scoring.None || after.Graded[i].Reason != scoring.None {
			continue
		}
		if after.Score(i).Cmp(before.Score(i)) < 0 || after.Graded[i].Band > before.Graded[i].Band {
			t.Fatalf("%+v → %+v: %s → %s\n%+v", all[i], better[i], before.Score(i), after.Score(i), p)
		}
	}
}

// The order of the customers changes nothing, unless the profile says it does.
func TestOrderIsNothing(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	for n := range 200 {
		p := someProfile(rnd)
		if n < 4 {
			p = profiles.All()[n]
		}
		if slices.ContainsFunc(p.Metrics[:], func(r profile.Rule) bool { return r.Tie == profile.Order }) {
			continue
		}
		all := someCustomers(rnd, p, 30)
		perm := rnd.Perm(len(all))
		mixed := make([]scoring.Customer, len(all))
		for to, from := range perm {
			mixed[to] = all[from]
		}
		a, b := score(t, p, all...), score(t, p, mixed...)
		for to, from := range perm {
			if a.Graded[from] != b.Graded[to] {
				t.Fatalf("%+v: %v at %d, %v at %d", all[from], a.Graded[from], from, b.Graded[to], to)
			}
		}
	}
}

// What is written of a profile is read back equal.
func TestWrittenIsRead(t *testing.T) {
	rnd := rand.New(rand.NewPCG(13, 14))
	for range 300 {
		p := someProfile(rnd)
		data, err := p.MarshalJSON()
		if err != nil {
			t.Fatalf("%+v: %v", p, err)
		}
		if back, err := profile.Parse(data); err != nil || !reflect.DeepEqual(back, p) {
			t.Fatalf("%s: %+v, want %+v: %v", data, back, p, err)
		}
	}
}
