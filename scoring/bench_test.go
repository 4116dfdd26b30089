package scoring_test

import (
	"math/rand/v2"
	"testing"

	"fenji/scoring"
	"fenji/scoring/decimal"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
)

// million makes up customers as a large clinic has them: most come rarely and spend little.
func million() []scoring.Customer {
	rnd := rand.New(rand.NewPCG(15, 16))
	all := make([]scoring.Customer, 1_000_000)
	for i := range all {
		x := rnd.ExpFloat64()
		all[i] = scoring.Customer{
			HasR: true, R: rnd.Int32N(730), F: 1 + int32(x*2), M: decimal.Money(x*2000*100*(0.5+rnd.Float64())) * 100,
		}
	}
	return all
}

func BenchmarkScoreMillion(b *testing.B) {
	all := million()
	run := func(name string, p *profile.Profile) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := scoring.Score(all, p, 0, scoring.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	for _, p := range profiles.All() {
		run(p.ID, p)
	}
	ordered := *builtIn(b, "chongqing-course")
	for m := range ordered.Metrics {
		ordered.Metrics[m].Tie = profile.Order
	}
	run("chongqing-course-by-order", &ordered)
}

// The first explanation sorts; the others look up.
func BenchmarkExplainMillion(b *testing.B) {
	all := million()
	for _, p := range profiles.All() {
		r := score(b, p, all...)
		r.Explain(0)
		b.Run(p.ID, func(b *testing.B) {
			i := 0
			for b.Loop() {
				r.Explain(i % len(all))
				i++
			}
		})
	}
}

func BenchmarkFallsMillion(b *testing.B) {
	all := million()
	for _, p := range profiles.All() {
		r := score(b, p, all...)
		b.Run(p.ID, func(b *testing.B) {
			for b.Loop() {
				r.Falls(nil)
			}
		})
	}
}
