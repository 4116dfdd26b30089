//go:build js

package engine

import "math/rand/v2"

// Streams that no packer would make: blocks of every kind, codes of every shape, symbols at random.

// bits writes a stream, the first bit lowest.
type bits struct {
	out  []byte
	held uint64
	n    int
}

func (b *bits) put(v uint64, n int) {
	b.held |= v << b.n
	for b.n += n; b.n >= 8; b.n -= 8 {
		b.out = append(b.out, byte(b.held))
		b.held >>= 8
	}
}

func (b *bits) align() {
	if b.n > 0 {
		b.put(0, 8-b.n)
	}
}

// A code is how long each symbol's is, and what it is, mirrored as the stream has it.
type code struct {
	length []int
	word   []uint64
}

func coded(length []int) code {
	c := code{length, make([]uint64, len(length))}
	next := uint64(0)
	for l := 1; l <= 15; l++ {
		for s, have := range length {
			if have != l {
				continue
			}
			for i := range l {
				c.word[s] |= next >> (l - 1 - i) & 1 << i
			}
			next++
		}
		next <<= 1
	}
	return c
}

func (c code) put(b *bits, s int) { b.put(c.word[s], c.length[s]) }

// shape draws a complete code of these symbols; deep ones draw it as deep as it may be.
func shape(r *rand.Rand, size int, symbols []int, most int, deep bool) []int {
	length := make([]int, size)
	leaves := []int{0}
	for len(leaves) < len(symbols) {
		at := r.IntN(len(leaves))
		if deep {
			for i, l := range leaves {
				if l < most && l > leaves[at] || leaves[at] == most {
					at = i
				}
			}
		}
		if leaves[at] < most {
			leaves[at]++
			leaves = append(leaves, leaves[at])
		}
	}
	if len(symbols) == 1 {
		leaves[0] = 1
	}
	r.Shuffle(len(leaves), func(i, j int) { leaves[i], leaves[j] = leaves[j], leaves[i] })
	for i, s := range symbols {
		length[s] = leaves[i]
	}
	return length
}

// some draws symbols below n; the given ones are among them.
func some(r *rand.Rand, n int, always ...int) []int {
	with := make([]bool, n)
	for _, s := range always {
		with[s] = true
	}
	for range r.IntN(n + 1) {
		with[r.IntN(n)] = true
	}
	var list []int
	for s, w := range with {
		if w {
			list = append(list, s)
		}
	}
	return list
}

var (
	lengthExtra = []int{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0}
	orderOf     = []int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}
)

// drawn draws a stream. wild ones also hold what is wrong: distances beyond the beginning, symbols that do not exist.
func drawn(r *rand.Rand, wild bool) []byte {
	b := &bits{}
	made := 0
	for blocks := 1 + r.IntN(4); blocks > 0; blocks-- {
		last := uint64(0)
		if blocks == 1 {
			last = 1
		}
		b.put(last, 1)
		switch r.IntN(5) {
		case 0:
			made += b.stored(r)
		case 1:
			b.put(1, 2)
			made = b.symbols(r, fixedCode(), coded(uniform(32, 5)), made, wild)
		default:
			made = b.dynamic(r, made, wild)
		}
	}
	b.align()
	return b.out
}

func (b *bits) stored(r *rand.Rand) int {
	b.put(0, 2)
	b.align()
	n := r.IntN(50)
	if r.IntN(10) == 0 {
		n = r.IntN(1 << 16)
	}
	b.put(uint64(n), 16)
	b.put(uint64(n^0xFFFF), 16)
	for range n {
		b.put(uint64(r.IntN(256)), 8)
	}
	return n
}

func uniform(n, length int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = length
	}
	return list
}

func fixedCode() code {
	length := uniform(288, 8)
	for s := 144; s < 280; s++ {
		if length[s] = 7; s < 256 {
			length[s] = 9
		}
	}
	return coded(length)
}

// dynamic writes a block with codes of its own.
func (b *bits) dynamic(r *rand.Rand, made int, wild bool) int {
	b.put(2, 2)
	literals := shape(r, 286, some(r, 286, 256), 15, r.IntN(2) == 0)
	distances := make([]int, 30)
	switch r.IntN(4) {
	case 0: // none
	case 1:
		distances[r.IntN(30)] = 1
	default:
		distances = shape(r, 30, some(r, 30, r.IntN(30)), 15, r.IntN(2) == 0)
	}
	nl, nd := 257+r.IntN(30), 1+r.IntN(30)
	for s := nl; s < 286; s++ {
		if literals[s] > 0 {
			nl = s + 1
		}
	}
	for s := nd; s < 30; s++ {
		if distances[s] > 0 {
			nd = s + 1
		}
	}
	all := append(append([]int{}, literals[:nl]...), distances[:nd]...)
	b.lengths(r, all, nl, nd)
	return b.symbols(r, coded(literals), coded(distances), made, wild)
}

// lengths writes the lengths of codes, with repetitions now and then.
func (b *bits) lengths(r *rand.Rand, all []int, nl, nd int) {
	type item struct{ symbol, extra, n int }
	var items []item
	for i := 0; i < len(all); {
		run := 1
		for i+run < len(all) && all[i+run] == all[i] {
			run++
		}
		again := run > 1 && r.IntN(4) > 0
		switch {
		case again && all[i] == 0 && run >= 11:
			n := min(run, 138)
			items = append(items, item{18, n - 11, 7})
			i += n
		case again && all[i] == 0 && run >= 3:
			items = append(items, item{17, run - 3, 3})
			i += run
		case again && i > 0 && all[i] == all[i-1] && run >= 3:
			n := min(run, 6)
			items = append(items, item{16, n - 3, 2})
			i += n
		default:
			items = append(items, item{all[i], 0, 0})
			i++
		}
	}
	used := map[int]bool{}
	for _, it := range items {
		used[it.symbol] = true
	}
	var list []int
	for s := range 19 {
		if used[s] || len(used) == 1 && len(list) == 0 {
			list = append(list, s)
		}
	}
	if len(list) == 1 {
		list = append(list, (list[0]+1)%19)
	}
	c := coded(shape(r, 19, list, 7, false))
	n := 19
	for n > 4 && c.length[orderOf[n-1]] == 0 {
		n--
	}
	b.put(uint64(nl-257), 5)
	b.put(uint64(nd-1), 5)
	b.put(uint64(n-4), 4)
	for _, s := range orderOf[:n] {
		b.put(uint64(c.length[s]), 3)
	}
	for _, it := range items {
		c.put(b, it.symbol)
		b.put(uint64(it.extra), it.n)
	}
}

// symbols writes symbols of the codes and the end of the block.
func (b *bits) symbols(r *rand.Rand, literals, distances code, made int, wild bool) int {
	n := r.IntN(300)
	if r.IntN(20) == 0 {
		n = r.IntN(60_000)
	}
	var can []int
	for s, l := range literals.length {
		if l > 0 && s != 256 && (s < 286 || wild) {
			can = append(can, s)
		}
	}
	var far []int
	for s, l := range distances.length {
		if l > 0 && (s < 30 || wild) {
			far = append(far, s)
		}
	}
	for ; n > 0 && len(can) > 0; n-- {
		s := can[r.IntN(len(can))]
		if s < 256 {
			literals.put(b, s)
			made++
			continue
		}
		if len(far) == 0 {
			continue
		}
		d := far[r.IntN(len(far))]
		base, extra := 1+d, 0
		if d >= 4 {
			extra = d/2 - 1
			base = (2+d%2)<<extra + 1
		}
		if base > made && !wild {
			continue
		}
		literals.put(b, s)
		if s < 286 {
			b.put(uint64(r.IntN(1<<lengthExtra[s-257])), lengthExtra[s-257])
		}
		distances.put(b, d)
		over := r.IntN(1 << extra)
		if !wild {
			over = min(over, made-base)
		}
		b.put(uint64(over), extra)
		made += 3
	}
	literals.put(b, 256)
	return made
}
