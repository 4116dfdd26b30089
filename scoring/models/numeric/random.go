package numeric

import "math"

// A Random draws numbers from a seed: splitmix64 (Steele, Lea and Flood 2014), a counter under a mixer. Every seed is a
// stream of its own, so that a customer can have one.
type Random struct{ state uint64 }

// NewRandom begins a stream.
func NewRandom(seed uint64) *Random { return &Random{seed} }

// Hash is FNV-1a of 64 bits (Fowler, Noll and Vo 1991) of texts one behind the other: the seed of what belongs to them.
func Hash(texts ...string) uint64 {
	h := uint64(14695981039346656037)
	for _, s := range texts {
		for i := 0; i < len(s); i++ {
			h = (h ^ uint64(s[i])) * 1099511628211
		}
	}
	return h
}

// Next gives 64 bits.
func (r *Random) Next() uint64 {
	r.state += 0x9E3779B97F4A7C15
	z := r.state
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// Below gives a number from 0 to n−1 (Lemire's product without his correction: the bias is below n/2^32).
func (r *Random) Below(n int) int { return int(r.Next() >> 32 * uint64(n) >> 32) }

// Uniform gives a number within (0, 1).
func (r *Random) Uniform() float64 { return (float64(r.Next()>>11) + 0.5) / (1 << 53) }

// Gauss gives a standard normal number, by its quantile.
func (r *Random) Gauss() float64 { return Quantile(r.Uniform()) }

// Exponential gives an exponential number of mean 1.
func (r *Random) Exponential() float64 { return -Log(r.Uniform()) }

// Gamma gives a gamma number of mean shape: Marsaglia and Tsang (ACM TOMS 26, 2000), below 1 raised by a power.
func (r *Random) Gamma(shape float64) float64 {
	if shape < 1 {
		return float64(r.Gamma(shape+1) * Pow(r.Uniform(), 1/shape))
	}
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := r.Gauss()
		v := 1 + float64(c*x)
		if v <= 0 {
			continue
		}
		v = float64(v * float64(v*v))
		u := r.Uniform()
		if Log(u) < float64(0.5*float64(x*x))+float64(d*(1-v+Log(v))) {
			return float64(d * v)
		}
	}
}

// Poisson gives how many events of a rate come: by waiting times for small rates, and for large ones by halving with a
// gamma number (Ahrens and Dieter 1974), which keeps it exact.
func (r *Random) Poisson(mean float64) int {
	n := 0
	for mean > 30 {
		m := math.Floor(mean * 7 / 8)
		if x := r.Gamma(m); x > mean {
			return n + r.binomial(int(m)-1, mean/x)
		} else {
			n += int(m)
			mean -= x
		}
	}
	left := mean
	for {
		if left -= r.Exponential(); left < 0 {
			return n
		}
		n++
	}
}

func (r *Random) binomial(n int, p float64) (k int) {
	for range n {
		if r.Uniform() < p {
			k++
		}
	}
	return k
}
