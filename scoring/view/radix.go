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

// A Room is where views sort and count, 24 bytes a customer and 4 a text of the table. Nothing stays in it between two calls, so
// views that are asked one at a time may have one in common. The zero Room is ready for use.
type Room struct {
	front, back run
	counts      []uint32
}

// fit makes both runs n long; their content is lost.
func (r *Room) fit(n int) {
	r.front.fit(n)
	r.back.fit(n)
}

// zeros are n counts of nothing.
func (r *Room) zeros(n int) []uint32 {
	if cap(r.counts) < n {
		r.counts = make([]uint32, n)
	}
	counts := r.counts[:n]
	clear(counts)
	return counts
}

func (r run) part(from, to int) run { return run{r.keys[from:to], r.ids[from:to]} }

// A digit of the radix sort is as wide as lets the counts of its values stay in the fastest cache. Its width is a
// constant, so that the innermost loops need no checks.
const (
	digitBits = 11
	digitMask = 1<<digitBits - 1
	maxDigits = (64 + digitBits - 1) / digitBits
)

// radix sorts from by its keys, stably, digit by digit from the lowest. Only the bits between the smallest and the
// largest key count, and a digit in which all keys agree costs nothing. The sorted run lies in from or in spare, which
// are as long as each other; the other one is left in disorder. The keys are changed, but their order is not.
func radix(from, spare run) run {
	if len(from.keys) == 0 {
		return from
	}
	low := slices.Min(from.keys)
	digits := (bits.Len64(slices.Max(from.keys)-low) + digitBits - 1) / digitBits
	var counts [maxDigits][digitMask + 1]uint32
	for i, k := range from.keys {
		k -= low
		from.keys[i] = k
		for d := range digits {
			counts[d][k&digitMask]++
			k >>= digitBits
		}
	}
	for d := range digits {
		count, shift := &counts[d], d*digitBits&63
		if count[from.keys[0]>>shift&digitMask] == uint32(len(from.keys)) {
			continue
		}
		var at uint32
		for v, n := range count {
			count[v] = at
			at += n
		}
		for i, k := range from.keys {
			v := k >> shift & digitMask
			to := count[v]
			count[v] = to + 1
			spare.keys[to], spare.ids[to] = k, from.ids[i]
		}
		from, spare = spare, from
	}
	return from
}
