//go:build js

package engine

import "testing"

// head writes the head of the last block with codes of its own, whose lengths are written by the items, each a symbol, what
// stands behind it and in how many bits.
func (b *bits) head(nl, nd int, first map[int]int, items [][3]int) {
	length := make([]int, 19)
	for s, l := range first {
		length[s] = l
	}
	b.put(1, 1)
	b.put(2, 2)
	b.put(uint64(nl-257), 5)
	b.put(uint64(nd-1), 5)
	b.put(15, 4)
	for _, s := range orderOf {
		b.put(uint64(length[s]), 3)
	}
	c := coded(length)
	for _, it := range items {
		c.put(b, it[0])
		b.put(uint64(it[1]), it[2])
	}
}

// TestKernelRefuses has a stream for each rule that a drawn one seldom breaks, and its neighbour that keeps the rule.
func TestKernelRefuses(t *testing.T) {
	open := kernelHere(t)
	usual := map[int]int{16: 2, 18: 2, 1: 2, 2: 2}
	// The symbols a and 256 have codes of one bit, and so has the first distance.
	codes := [][3]int{{18, 97 - 11, 7}, {1}, {18, 127, 7}, {18, 9, 7}, {1}, {1}}
	with := func(at int, items ...[3]int) [][3]int {
		return append(append(append([][3]int{}, codes[:at]...), items...), codes[at+1:]...)
	}
	byCodes := func(nl, nd int, first map[int]int, items [][3]int) []byte {
		b := &bits{}
		b.head(nl, nd, first, items)
		b.put(0b10, 2) // a and the end
		b.align()
		return b.out
	}
	fixed := func(symbol, distance int) []byte {
		b := &bits{}
		b.put(0, 3)
		b.align()
		b.put(50_000, 16)
		b.put(50_000^0xFFFF, 16)
		for range 50_000 {
			b.put('x', 8)
		}
		b.put(0b011, 3)
		c := fixedCode()
		c.put(b, symbol)
		coded(uniform(32, 5)).put(b, distance)
		if distance > 3 {
			b.put(0, distance/2-1)
		}
		c.put(b, 256)
		b.align()
		return b.out
	}
	zeros := func(n int) [3]int { return [3]int{18, n - 11, 7} }
	for _, c := range []struct {
		name   string
		packed []byte
		good   bool
	}{
		{"usual codes", byCodes(257, 1, usual, codes), true},
		{"a repetition of nothing", byCodes(257, 1, usual, with(0, [3]int{16, 3, 2}, zeros(91))), false},
		{"no end of a block", byCodes(257, 1, usual, [][3]int{zeros(97), {1}, {1}, zeros(138), zeros(20), {1}}), false},
		{"lengths by no complete code", byCodes(257, 1, map[int]int{18: 2, 1: 2}, codes), false},
		{"symbols by no complete code", byCodes(257, 1, usual, with(1, [3]int{2})), false},
		{"symbols by too many codes", byCodes(257, 1, usual, [][3]int{zeros(96), {1}, {1}, zeros(138), zeros(20), {1}, {1}}), false},
		{"a distance of one bit", byCodes(257, 1, usual, codes), true},
		{"a distance of two bits", byCodes(257, 1, usual, with(5, [3]int{2})), false},
		{"two distances by no complete code", byCodes(257, 2, usual, append(with(5, [3]int{2}), [3]int{2})), false},
		{"286 symbols", byCodes(286, 1, usual, with(5, zeros(29), [3]int{1})), true},
		{"287 symbols", byCodes(287, 1, usual, with(5, zeros(30), [3]int{1})), false},
		{"30 distances", byCodes(257, 30, usual, append(with(5, [3]int{1}), zeros(29))), true},
		{"31 distances", byCodes(257, 31, usual, append(with(5, [3]int{1}), zeros(30))), false},
		{"more lengths than symbols", byCodes(257, 1, usual, with(5, zeros(11))), false},
		{"the last distance", fixed(257, 29), true},
		{"a distance that there is not", fixed(257, 30), false},
		{"the last length", fixed(285, 0), true},
		{"a length that there is not", fixed(286, 0), false},
	} {
		if got := alike(t, open, c.name, c.packed); got != c.good {
			t.Errorf("%s: taken %v", c.name, got)
		}
	}
}
