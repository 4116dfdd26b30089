package deflate

import "math/bits"

const (
	maxBits    = 15 // of a symbol's code
	orders     = 19 // symbols in which the lengths of codes are written
	maxBitsOrd = 7
)

// order is how the lengths of the codes for lengths of codes follow each other (RFC 1951, section 3.2.7).
var order = [orders]byte{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// A coder holds the codes of a block. A code is held with its bits, the first the lowest, above the eight bits of its
// length.
type coder struct {
	literal [literals]uint32
	far     [distances]uint32
	length  [256]uint32 // of lengths less minLength, with their extra bits

	lengths [literals + distances]byte
	written []byte // the lengths as symbols of the third alphabet, each followed by its extra bits where it has any
	order   [orders]uint32
	nLit    int
	nFar    int
	nOrder  int
	head    int // bits of the block's head

	sorted [literals]uint32
	weight [literals]uint32
}

// build makes codes for what was counted.
func (c *coder) build(literal *[literals]uint32, far *[distances]uint32) {
	if empty(far[:]) {
		far[0] = 1 // some readers do not like a code without symbols
	}
	lit, dist := c.lengths[:literals], c.lengths[literals:]
	c.measure(lit, literal[:], maxBits)
	c.measure(dist, far[:], maxBits)
	assign(c.literal[:], lit)
	assign(c.far[:], dist)
	for n := range c.length {
		code, extra := c.literal[lengthCode(uint64(n))], uint32(lengthExtra(uint64(n)))
		size := code & 0xFF
		c.length[n] = (code>>8|(uint32(n)&(1<<extra-1))<<size)<<8 | size + extra
	}
	for c.nLit = literals; lit[c.nLit-1] == 0; c.nLit-- {
	}
	for c.nFar = distances; c.nFar > 1 && dist[c.nFar-1] == 0; c.nFar-- {
	}
	c.writeLengths()
}

func empty(counts []uint32) bool {
	for _, n := range counts {
		if n > 0 {
			return false
		}
	}
	return true
}

// cost is the number of bits that the block takes behind its head.
func (c *coder) cost(literal *[literals]uint32, far *[distances]uint32) (n int) {
	for s, count := range literal {
		extra := 0
		if s > endOfBlock && s < longest {
			extra = extraOf(s-endOfBlock-1, 4)
		}
		n += int(count) * (int(c.lengths[s]) + extra)
	}
	for s, count := range far {
		n += int(count) * (int(c.lengths[literals+s]) + extraOf(s, 2))
	}
	return n
}

// measure finds the lengths of an optimal prefix code (Huffman), none above most. Symbols that do not occur get none.
func (c *coder) measure(lengths []byte, counts []uint32, most int) {
	sorted := c.sorted[:0]
	for s, n := range counts {
		lengths[s] = 0
		if n > 0 {
			sorted = append(sorted, n<<9|uint32(s))
		}
	}
	sort(sorted)
	var ofLength [32]int
	c.depths(sorted, &ofLength)
	limit(&ofLength, most)
	at := len(sorted)
	for length := 1; length <= most; length++ {
		for range ofLength[length] {
			at--
			lengths[sorted[at]&511] = byte(length)
		}
	}
}

// sort puts numbers in order, by gaps that shrink (Shell); there are few of them.
func sort(list []uint32) {
	for _, gap := range [...]int{132, 57, 23, 10, 4, 1} {
		for i := gap; i < len(list); i++ {
			v, k := list[i], i
			for ; k >= gap && list[k-gap] > v; k -= gap {
				list[k] = list[k-gap]
			}
			list[k] = v
		}
	}
}

// depths counts the symbols by the length of their codes. It joins the two lightest trees until one is left; the leaves
// are sorted and the joined trees come out in order, so both are queues. Of a joined tree only its parent is kept.
func (c *coder) depths(sorted []uint32, ofLength *[32]int) {
	n := len(sorted)
	if n < 2 {
		ofLength[1] = n
		return
	}
	weight, parent := &c.weight, [literals]uint16{}
	var leafParent [literals]uint16
	leaf, tree := 0, 0
	for made := range n - 1 {
		sum := uint32(0)
		for range 2 {
			if tree >= made || leaf < n && sorted[leaf]>>9 <= weight[tree] {
				sum += sorted[leaf] >> 9
				leafParent[leaf] = uint16(made)
				leaf++
			} else {
				sum += weight[tree]
				parent[tree] = uint16(made)
				tree++
			}
		}
		weight[made] = sum
	}
	// From the root downwards the depth of a tree is one more than its parent's; it takes the place of the weight.
	weight[n-2] = 0
	for i := n - 3; i >= 0; i-- {
		weight[i] = weight[parent[i]] + 1
	}
	for i := range n {
		ofLength[min(weight[leafParent[i]]+1, 31)]++
	}
}

// limit shortens codes that are longer than most: each takes a place behind one that is shorter, which grows by a bit.
func limit(ofLength *[32]int, most int) {
	total := 0
	for length, n := range ofLength {
		if length > most {
			ofLength[most] += n
			ofLength[length] = 0
		}
	}
	for length := 1; length <= most; length++ {
		total += ofLength[length] << (most - length)
	}
	for ; total > 1<<most; total-- {
		ofLength[most]--
		length := most - 1
		for ofLength[length] == 0 {
			length--
		}
		ofLength[length]--
		ofLength[length+1] += 2
	}
}

// assign gives each symbol its code, as RFC 1951, section 3.2.2, has it.
func assign(codes []uint32, lengths []byte) {
	var count, next [maxBits + 2]uint32
	for _, n := range lengths {
		count[n]++
	}
	count[0] = 0
	for n := 1; n <= maxBits; n++ {
		next[n+1] = (next[n] + count[n]) << 1
	}
	for s, n := range lengths {
		codes[s] = 0
		if n > 0 {
			codes[s] = bits.Reverse32(next[n])>>(32-n)<<8 | uint32(n)
			next[n]++
		}
	}
}

// writeLengths puts down the lengths of both codes as the head of a block has them: runs are told by their number.
func (c *coder) writeLengths() {
	lengths := append(append(make([]byte, 0, len(c.lengths)), c.lengths[:c.nLit]...), c.lengths[literals:literals+c.nFar]...)
	c.written = c.written[:0]
	var counts [orders]uint32
	extra := 0
	put := func(symbol, more byte, bits int) {
		c.written = append(c.written, symbol, more)
		counts[symbol]++
		extra += bits
	}
	for at := 0; at < len(lengths); {
		v, run := lengths[at], 1
		for at+run < len(lengths) && lengths[at+run] == v && run < 138 {
			run++
		}
		switch {
		case v == 0 && run > 10:
			put(18, byte(run-11), 7)
		case v == 0 && run > 2:
			put(17, byte(run-3), 3)
		case at > 0 && lengths[at-1] == v && run > 2:
			run = min(run, 6)
			put(16, byte(run-3), 2)
		default:
			run = 1
			put(v, 0, 0)
		}
		at += run
	}
	var sizes [orders]byte
	c.measure(sizes[:], counts[:], maxBitsOrd)
	assign(c.order[:], sizes[:])
	for c.nOrder = orders; c.nOrder > 4 && sizes[order[c.nOrder-1]] == 0; c.nOrder-- {
	}
	c.head = 3 + 5 + 5 + 4 + 3*c.nOrder + extra
	for s, n := range counts {
		c.head += int(n) * int(sizes[s])
	}
}

// putHead writes the codes of the block.
func (z *Writer) putHead() {
	c := &z.codes
	z.put(uint64(c.nLit-257), 5)
	z.put(uint64(c.nFar-1), 5)
	z.put(uint64(c.nOrder-4), 4)
	for _, s := range order[:c.nOrder] {
		z.put(uint64(c.order[s]&0xFF), 3)
	}
	for i := 0; i < len(c.written); i += 2 {
		s := c.written[i]
		z.putCode(c.order[s])
		switch s {
		case 16:
			z.put(uint64(c.written[i+1]), 2)
		case 17:
			z.put(uint64(c.written[i+1]), 3)
		case 18:
			z.put(uint64(c.written[i+1]), 7)
		}
	}
}
