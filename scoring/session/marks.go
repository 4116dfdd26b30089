package session

import "math/bits"

// marks is a set of customers, a bit for each.
type marks struct {
	bits []uint64
	n    int
}

// fit makes room for n customers. It forgets those of another number of customers.
func (m *marks) fit(n int) {
	if words := (n + 63) / 64; len(m.bits) != words {
		*m = marks{bits: make([]uint64, words)}
	}
}

func (m *marks) has(i int) bool { return i/64 < len(m.bits) && m.bits[i/64]>>(i%64)&1 == 1 }

func (m *marks) put(i int, on bool) {
	bit := uint64(1) << (i % 64)
	switch {
	case on && m.bits[i/64]&bit == 0:
		m.bits[i/64] |= bit
		m.n++
	case !on && m.bits[i/64]&bit != 0:
		m.bits[i/64] &^= bit
		m.n--
	}
}

// list gives the customers of the set in the order of their numbers.
func (m *marks) list() []uint32 {
	list := make([]uint32, 0, m.n)
	for k, word := range m.bits {
		for ; word != 0; word &= word - 1 {
			list = append(list, uint32(k*64+bits.TrailingZeros64(word)))
		}
	}
	return list
}
