package scoring

import (
	"math/bits"

	"fenji/scoring/profile"
)

// A sum holds the sum of many whole numbers exactly, in two's complement of 128 bits.
type sum struct{ hi, lo uint64 }

func (s *sum) add(v int64) {
	var carry uint64
	s.lo, carry = bits.Add64(s.lo, uint64(v), 0)
	s.hi, _ = bits.Add64(s.hi, uint64(v>>63), carry)
}

// floor is the greatest whole number that is not above s ÷ n.
func (s sum) floor(n int) int64 {
	if int64(s.hi) >= 0 {
		q, _ := bits.Div64(s.hi, s.lo, uint64(n))
		return int64(q)
	}
	return -s.negative().ceil(n)
}

// ceil is the least whole number that is not below s ÷ n.
func (s sum) ceil(n int) int64 {
	if int64(s.hi) < 0 {
		return -s.negative().floor(n)
	}
	q, rest := bits.Div64(s.hi, s.lo, uint64(n))
	if rest > 0 {
		q++
	}
	return int64(q)
}

func (s sum) negative() sum {
	lo, borrow := bits.Sub64(0, s.lo, 0)
	hi, _ := bits.Sub64(0, s.hi, borrow)
	return sum{hi, lo}
}

// worst is the worst whole value of a metric that is not worse than the mean of n.
func (s sum) worst(m profile.Metric, n int) int64 {
	if m == profile.Recency {
		return s.floor(n)
	}
	return s.ceil(n)
}

// would tells whether a customer who held old would be on the better side of the mean with v, all others staying.
func (g *gauge) would(old, v int64) bool {
	s := g.sum
	s.add(v)
	s.add(-old)
	worst := s.worst(g.Metric, g.n)
	if g.Metric == profile.Recency {
		return v <= worst
	}
	return v >= worst
}
