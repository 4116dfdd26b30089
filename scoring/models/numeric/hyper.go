package numeric

import "math"

// Hypergeometric gives Gauss's series ₂F₁(a, b; c; z) for 0 ≤ z < 1. Its terms fall like those of a geometric series of
// ratio z; ok is false where they do not fall within a hundred thousand.
func Hypergeometric(a, b, c, z float64) (sum float64, ok bool) {
	term := 1.0
	sum = 1
	for k := range 100_000 {
		j := float64(k)
		term = float64(term*float64(float64((a+j)*(b+j))/float64((c+j)*(1+j)))) * z
		sum += term
		if math.Abs(term) <= 1e-16*math.Abs(sum) {
			return sum, true
		}
		if math.IsInf(sum, 0) || sum != sum {
			break
		}
	}
	return sum, false
}
