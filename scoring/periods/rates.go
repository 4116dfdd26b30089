package periods

import (
	"math"

	"fenji/scoring/models/numeric"
)

// Rates are how differently often customers come: visits a day, gamma distributed of shape R and rate Alpha (in days).
type Rates struct{ R, Alpha float64 }

// A Span is how often something happened while somebody looked.
type Span struct {
	N    int
	Days float64
}

const (
	mostSpans   = 20_000 // of which rates are learned; more are taken evenly
	fewestSpans = 30
)

// Fit learns rates by maximum likelihood of the counts: negative binomial with exposure (Johnson, Kemp and Kotz,
// Univariate Discrete Distributions, 5.1). seen says that a customer is known only through an event, so that zeros are
// missing. ok is false for too few spans, or when the likelihood has no top.
func Fit(spans []Span, seen bool) (rates Rates, ok bool) {
	if len(spans) > mostSpans {
		even := make([]Span, mostSpans)
		for i := range even {
			even[i] = spans[i*len(spans)/mostSpans]
		}
		spans = even
	}
	n, days, most := 0, 0.0, 0
	for _, s := range spans {
		n, days, most = n+s.N, days+s.Days, max(most, s.N)
	}
	if len(spans) < fewestSpans || n == 0 || days <= 0 {
		return rates, false
	}
	have := make([]int, most+1) // spans with more than so many events
	for _, s := range spans {
		for k := range s.N {
			have[k]++
		}
	}
	loss := func(x, y float64) float64 {
		if math.Abs(x) > 12 || math.Abs(y) > 25 {
			return math.Inf(1)
		}
		r, alpha := numeric.Exp(x), numeric.Exp(y)
		sum := 0.0
		for k, times := range have { // ln Γ(r+n) − ln Γ(r) is a sum of logarithms
			if times > 0 {
				sum += float64(float64(times) * numeric.Log(r+float64(k)))
			}
		}
		sum += float64(float64(len(spans)) * float64(r*y))
		for _, s := range spans {
			total := numeric.Log(alpha + s.Days)
			sum -= float64((r + float64(s.N)) * total)
			if seen {
				sum -= numeric.Log1p(-numeric.Exp(float64(r * (y - total))))
			}
		}
		return -sum
	}
	mean := days / float64(n)
	x, y, _, ok := numeric.Minimise(loss, 0, numeric.Log(mean))
	return Rates{numeric.Exp(x), numeric.Exp(y)}, ok
}

// None is the chance that a customer with n events in so many days has none in the days after.
func (r Rates) None(n int, days, after float64) float64 {
	return numeric.Exp(float64((r.R + float64(n)) * (numeric.Log(r.Alpha+days) - numeric.Log(r.Alpha+days+after))))
}

// Draw is a rate of such a customer, in events a day.
func (r Rates) Draw(g *numeric.Random, n int, days float64) float64 {
	return g.Gamma(r.R+float64(n)) / (r.Alpha + days)
}
