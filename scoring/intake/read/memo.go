package read

import (
	"math"

	"fenji/scoring/sheet"
)

// A Memo keeps results by the number of a text. Its pages are made when one of their texts is asked for: a column of
// dates or words touches few of the texts of a table of a million customers.
type Memo[T any] struct{ pages []*[pageSize]T }

const (
	pageBits = 8
	pageSize = 1 << pageBits
)

// At is what is kept for a text.
func (m *Memo[T]) At(t *sheet.Table, id uint32) *T {
	if m.pages == nil {
		m.pages = make([]*[pageSize]T, t.Texts()>>pageBits+1)
	}
	p := m.pages[id>>pageBits]
	if p == nil {
		p = new([pageSize]T)
		m.pages[id>>pageBits] = p
	}
	return &p[id&(pageSize-1)]
}

// Numbers give the numbers in cells a number each, which is not 0. It is a list of whole numbers that stand close together, as
// those of bills do, and a table of open addressing for all others; a map takes several times the room and the time.
type Numbers struct {
	Count int
	first uint64   // of the list
	list  []uint32 // 0: not there
	keys  []sheet.Fixed
	ids   []uint32 // 0: free
	apart int      // of them are there
}

// Of returns what a number was given; 0: nothing yet.
func (n *Numbers) Of(key sheet.Fixed) uint32 {
	if i := n.place(key); i < uint64(len(n.list)) && n.list[i] != 0 {
		return n.list[i]
	}
	if len(n.keys) == 0 {
		return 0
	}
	return n.ids[n.find(key)]
}

// place is where a number stands in the list, if it does.
func (n *Numbers) place(key sheet.Fixed) uint64 {
	coef, exp := key.Parts()
	if exp != 0 {
		return math.MaxUint64
	}
	return uint64(coef) - n.first
}

// Put gives a new number what it has from now on.
func (n *Numbers) Put(key sheet.Fixed, id uint32) {
	if n.Count == 0 {
		coef, _ := key.Parts()
		n.first = uint64(coef)
	}
	n.Count++
	if i := n.place(key); i < uint64(4*n.Count) {
		for uint64(len(n.list)) <= i {
			n.list = append(n.list, 0)
		}
		n.list[i] = id
		return
	}
	if n.apart++; 3*n.apart >= 2*len(n.keys) {
		n.grow()
	}
	i := n.find(key)
	n.keys[i], n.ids[i] = key, id
}

// Each calls f with all numbers.
func (n *Numbers) Each(f func(key sheet.Fixed, id uint32)) {
	for i, id := range n.list {
		if id != 0 {
			f(sheet.Fixed((int64(n.first)+int64(i))<<8), id)
		}
	}
	for i, id := range n.ids {
		if id != 0 {
			f(n.keys[i], id)
		}
	}
}

func (n *Numbers) find(key sheet.Fixed) int {
	mask := len(n.keys) - 1
	h := uint64(key) * 0x9E3779B97F4A7C15
	i := int(h>>32) & mask
	for n.ids[i] != 0 && n.keys[i] != key {
		i = (i + 1) & mask
	}
	return i
}

func (n *Numbers) grow() {
	old := *n
	size := max(64, 2*len(old.keys))
	n.keys, n.ids = make([]sheet.Fixed, size), make([]uint32, size)
	for i, id := range old.ids {
		if id != 0 {
			at := n.find(old.keys[i])
			n.keys[at], n.ids[at] = old.keys[i], id
		}
	}
}

// Mark sets a bit of a set, which is made when it holds none yet.
func Mark(set []uint64, i, n int) []uint64 {
	if set == nil {
		set = make([]uint64, n/64+1)
	}
	set[i/64] |= 1 << (i % 64)
	return set
}

// Has tells whether a bit is set.
func Has(set []uint64, i int) bool { return set != nil && set[i/64]>>(i%64)&1 != 0 }
