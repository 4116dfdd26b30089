package view

import (
	"math/bits"
	"slices"
)

// A run is a list of things, by their ids, with a key each.
type run struct {
	keys []uint64
	ids  []uint32
}

// fit makes the run n long; its content is lost.
func (r *run) fit(n int) {
	if cap(r.ids) < n {
		*r = run{make([]uint64, n), make([]uint32, n)}
	}
	r.keys, r.ids = r.keys[:n], r.ids[:n]
}

func (r run) part(from, to int) run { return run{r.keys[from:to], r.ids[from:to]} }

// digitBits is as wide as a digit of the radix sort may be: the counts of its values stay in the fastest cache.
const digitBits = 11

// radix sorts from by its keys, stably, digit by digit from the lowest. Only the bits between the smallest and the
// largest key count, and a digit in which all keys agree costs nothing. The sorted run lies in from or in spare, which
// are as long as each other; the other one is left in disorder. The keys are changed, but their order is not.
func radix(from, spare run) run {
	if len(from.keys) == 0 {
		return from
	}
	low := slices.Min(from.keys)
	width := bits.Len64(slices.Max(from.keys) - low)
	if width == 0 {
		return from
	}
	digits := (width + digitBits - 1) / digitBits
	width = (width + digits - 1) / digits
	mask := uint64(1)<<width - 1
	counts := make([]uint32, digits<<width)
	for i, k := range from.keys {
		k -= low
		from.keys[i] = k
		for d := range digits {
			counts[d<<width|int(k>>(d*width)&mask)]++
		}
	}
	for d := range digits {
		count, shift := counts[d<<width:(d+1)<<width], d*width
		if count[from.keys[0]>>shift&mask] == uint32(len(from.keys)) {
			continue
		}
		var at uint32
		for v, n := range count {
			count[v] = at
			at += n
		}
		for i, k := range from.keys {
			v := k >> shift & mask
			spare.keys[count[v]], spare.ids[count[v]] = k, from.ids[i]
			count[v]++
		}
		from, spare = spare, from
	}
	return from
}
