package groups

import (
	"math"
	"slices"

	"fenji/scoring/models/numeric"
)

// A space is n points of d coordinates, one point behind the other.
type space struct {
	n, d  int
	x     []float64
	pause func() // between passes over many points; nil for few
}

func (s *space) at(i int) []float64 { return s.x[i*s.d : (i+1)*s.d] }

func (s *space) pick(list []int) *space {
	if len(list) == s.n {
		return s
	}
	p := &space{n: len(list), d: s.d, x: make([]float64, 0, len(list)*s.d)}
	for _, i := range list {
		p.x = append(p.x, s.at(i)...)
	}
	return p
}

func distance(a, b []float64) (sum float64) {
	for j, v := range a {
		v -= b[j]
		sum += float64(v * v)
	}
	return sum
}

// A clustering is centres, and which of them is nearest to each point.
type clustering struct {
	centres [][]float64
	of      []uint8
	sse     float64
}

// cluster draws centres far apart and moves them until nobody changes.
func (s *space) cluster(k int, g *numeric.Random) clustering {
	c := clustering{centres: s.seeds(k, g)}
	s.move(&c, firstPasses)
	return c
}

// firstPasses is how often centres are moved before it is seen which of several beginnings is the best.
const firstPasses = 15

// polish moves the centres by all points.
func (s *space) polish(c clustering) clustering {
	const large, few = 100_000, 4
	passes := 100
	if s.n > large {
		passes = few
	}
	c.centres, c.of = clone(c.centres), nil
	s.move(&c, passes)
	return c
}

// rest gives way.
func (s *space) rest() {
	if s.pause != nil {
		s.pause()
	}
}

func clone(list [][]float64) [][]float64 {
	var copied [][]float64
	for _, c := range list {
		copied = append(copied, slices.Clone(c))
	}
	return copied
}

// seeds are k-means++: each the farther from those so far, the likelier.
func (s *space) seeds(k int, g *numeric.Random) [][]float64 {
	centres := [][]float64{slices.Clone(s.at(g.Below(s.n)))}
	near := make([]float64, s.n)
	for i := range near {
		near[i] = math.Inf(1)
	}
	for len(centres) < k {
		sum := 0.0
		for i := range near {
			near[i] = min(near[i], distance(s.at(i), centres[len(centres)-1]))
			sum += near[i]
		}
		at, left := 0, g.Uniform()*sum
		for ; at < s.n-1; at++ {
			if left -= near[at]; left < 0 {
				break
			}
		}
		centres = append(centres, slices.Clone(s.at(at)))
	}
	return centres
}

// move is Lloyd's: every point to its nearest centre, every centre to the mean of its points.
func (s *space) move(c *clustering, passes int) {
	k := len(c.centres)
	sums, counts := make([]float64, k*s.d), make([]int, k)
	for range passes {
		was := slices.Clone(c.of)
		s.rest()
		c.of = s.assign(c.centres, c.of)
		s.rest()
		if was != nil && slices.Equal(was, c.of) {
			break
		}
		clear(sums)
		clear(counts)
		for i, of := range c.of {
			counts[of]++
			sum := sums[int(of)*s.d : int(of+1)*s.d]
			for j, v := range s.at(i) {
				sum[j] += v
			}
		}
		for i, centre := range c.centres {
			if counts[i] == 0 {
				copy(centre, s.at(s.farthest(c)))
				continue
			}
			for j := range centre {
				centre[j] = sums[i*s.d+j] / float64(counts[i])
			}
		}
	}
	c.sse = 0
	for i, of := range c.of {
		c.sse += distance(s.at(i), c.centres[of])
	}
}

func (s *space) farthest(c *clustering) (at int) {
	most := -1.0
	for i, of := range c.of {
		if d := distance(s.at(i), c.centres[of]); d > most {
			at, most = i, d
		}
	}
	return at
}

// assign gives the nearest centre of each point.
func (s *space) assign(centres [][]float64, of []uint8) []uint8 {
	if of == nil {
		of = make([]uint8, s.n)
	}
	if s.d == 3 {
		s.assignThree(centres, of)
		return of
	}
	for i := range of {
		x, best, least := s.at(i), 0, math.Inf(1)
		for k, c := range centres {
			if d := distance(x, c); d < least {
				best, least = k, d
			}
		}
		of[i] = uint8(best)
	}
	return of
}

// assignThree is assign without its inner loop, for the three figures that there always are.
func (s *space) assignThree(centres [][]float64, of []uint8) {
	var flat [16][3]float64
	k := copy3(flat[:], centres)
	for i := range of {
		x := s.x[3*i : 3*i+3 : 3*i+3]
		a, b, c := x[0], x[1], x[2]
		best, least := 0, math.Inf(1)
		for j := range flat[:k] {
			f := &flat[j]
			u, v, w := a-f[0], b-f[1], c-f[2]
			if d := float64(u*u) + float64(v*v) + float64(w*w); d < least {
				best, least = j, d
			}
		}
		of[i] = uint8(best)
	}
}

func copy3(to [][3]float64, from [][]float64) int {
	for i, c := range from {
		to[i] = [3]float64{c[0], c[1], c[2]}
	}
	return len(from)
}

// silhouette is the mean over points of (b − a)/max(a, b), a being the mean distance to those of its own group and b to
// those of the nearest other.
func (s *space) silhouette(of []uint8, k int, pause func()) float64 {
	counts := make([]int, k)
	for _, g := range of {
		counts[g]++
	}
	total, sums := 0.0, make([]float64, k)
	for i := range s.n {
		if i%200 == 199 {
			pause()
		}
		clear(sums)
		x := s.at(i)
		for j := range s.n {
			sums[of[j]] += math.Sqrt(distance(x, s.at(j)))
		}
		own := int(of[i])
		if counts[own] < 2 {
			continue // a group of one counts as 0
		}
		a, b := sums[own]/float64(counts[own]-1), math.Inf(1)
		for g, sum := range sums {
			if g != own && counts[g] > 0 {
				b = min(b, sum/float64(counts[g]))
			}
		}
		if m := max(a, b); m > 0 && !math.IsInf(b, 1) {
			total += (b - a) / m
		}
	}
	return total / float64(s.n)
}

// Rand is the adjusted Rand index of two ways to sort the same things into at most sixteen groups: 1 for the same groups, 0 for what chance gives.
func Rand(a, b []uint8) float64 {
	var cells [16 * 16]int
	var rows, columns [16]int
	for i := range a {
		cells[int(a[i])<<4|int(b[i])]++
		rows[a[i]]++
		columns[b[i]]++
	}
	pairs := func(n int) float64 { return float64(n) * float64(n-1) / 2 }
	both, first, second := 0.0, 0.0, 0.0
	for _, n := range cells {
		both += pairs(n)
	}
	for i := range rows {
		first += pairs(rows[i])
		second += pairs(columns[i])
	}
	if len(a) < 2 {
		return 1
	}
	expected := float64(first*second) / pairs(len(a))
	if most := (first + second) / 2; most != expected {
		return (both - expected) / (most - expected)
	}
	return 1
}

// valley is the highest of all valleys' floors between two groups: on the line through their centres, the lowest density
// between two peaks as a share of the lower one. Of one heap cut in two it is near 1.
func (s *space) valley(c clustering) (highest float64) {
	of := s.assign(c.centres, nil)
	for a := range c.centres {
		for b := range a {
			highest = max(highest, s.between(c.centres[a], c.centres[b], of, uint8(a), uint8(b)))
		}
	}
	return highest
}

// between looks at two groups only. The density is a sum of normal bells, their width by Silverman's rule (1986, 3.31) of the
// narrower group.
func (s *space) between(p, q []float64, of []uint8, a, b uint8) float64 {
	long := distance(p, q)
	if long == 0 {
		return 1
	}
	var along []float64
	var sum, square [2]float64
	var count [2]int
	for i := range s.n {
		if of[i] != a && of[i] != b {
			continue
		}
		t := 0.0
		for j, v := range s.at(i) {
			t += float64((v - p[j]) * (q[j] - p[j]))
		}
		t /= long
		along = append(along, t)
		side := 0
		if of[i] == b {
			side = 1
		}
		count[side]++
		sum[side] += t
		square[side] += float64(t * t)
	}
	width := math.Inf(1)
	for side, n := range count {
		if n < 2 {
			return 1
		}
		mean := sum[side] / float64(n)
		width = min(width, math.Sqrt(max(0, square[side]/float64(n)-float64(mean*mean))))
	}
	width = max(0.02, 0.9*width*numeric.Pow(float64(len(along)), -0.2))
	return floor(along, width)
}

// floor looks at the density from a quarter before the first centre to a quarter behind the second.
func floor(along []float64, width float64) float64 {
	const cells, from, to = 300, -0.5, 1.5
	var heap [cells]float64
	for _, t := range along {
		if at := int((t - from) / (to - from) * cells); t >= from && at < cells {
			heap[at]++
		}
	}
	var density [cells]float64
	reach := int(4*width/(to-from)*cells) + 1
	for d := -reach; d <= reach; d++ {
		z := float64(d) * (to - from) / cells / width
		weight := numeric.Exp(-z * z / 2)
		for i, n := range heap {
			if k := i + d; n > 0 && k >= 0 && k < cells {
				density[k] += float64(weight * n)
			}
		}
	}
	const middle = cells / 2
	first, second := 0, middle
	for i := range density {
		if i < middle && density[i] > density[first] {
			first = i
		}
		if i >= middle && density[i] > density[second] {
			second = i
		}
	}
	lowest := math.Inf(1)
	for i := first; i <= second; i++ {
		lowest = min(lowest, density[i])
	}
	return lowest / min(density[first], density[second])
}
