package periods

import (
	"cmp"
	"math"
	"sort"

	"fenji/scoring/models/numeric"
)

// Rates are how differently often customers come: visits a day, gamma distributed of shape R and rate Alpha (in days).
type Rates struct{ R, Alpha float64 }

// A Span is how often something happened while somebody looked.
type Span struct {
	N    int
	Days float64
}

// Spans are how many customers have each span.
type Spans map[Span]int

const fewestSpans = 30

// inOrder are the spans, the fewest events first: sums of floats hang on their order.
func (s Spans) inOrder() []Span {
	list := make([]Span, 0, len(s))
	for span := range s {
		list = append(list, span)
	}
	sort.Slice(list, func(i, j int) bool {
		a, b := list[i], list[j]
		return cmp.Or(cmp.Compare(a.N, b.N), cmp.Compare(a.Days, b.Days)) < 0
	})
	return list
}

// Fit learns rates by maximum likelihood of the counts: negative binomial with exposure (Johnson, Kemp and Kotz,
// Univariate Discrete Distributions, 5.1). seen says that a customer is known only through an event, so that zeros are
// missing. ok is false for too few spans, or when the likelihood has no top.
func Fit(spans Spans, seen bool) (rates Rates, ok bool) {
	list := spans.inOrder()
	all, n, days, most := 0, 0, 0.0, 0
	for _, s := range list {
		times := spans[s]
		all, n, days, most = all+times, n+times*s.N, days+float64(float64(times)*s.Days), max(most, s.N)
	}
	if all < fewestSpans || n == 0 || days <= 0 {
		return rates, false
	}
	have := make([]int, most+1) // spans with more than so many events
	for _, s := range list {
		for k := range s.N {
			have[k] += spans[s]
		}
	}
	times := make([]float64, len(list))
	for k, s := range list {
		times[k] = float64(spans[s])
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
		sum += float64(float64(all) * float64(r*y))
		for k, s := range list {
			total := numeric.Log(alpha + s.Days)
			each := float64((r + float64(s.N)) * total)
			if seen {
				each += numeric.Log1p(-numeric.Exp(float64(r * (y - total))))
			}
			sum -= float64(times[k] * each)
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
