package read

import "fenji/scoring/sheet"

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

// Numbers give the numbers in cells a number each, which is not 0. It is a table of open addressing; a map takes several
// times the room and the time.
type Numbers struct {
	Keys  []sheet.Fixed
	IDs   []uint32 // 0: free
	Count int
}

// Of returns what a number was given; 0: nothing yet.
func (n *Numbers) Of(key sheet.Fixed) uint32 {
	if n.Count == 0 {
		return 0
	}
	return n.IDs[n.find(key)]
}

// Put gives a new number what it has from now on.
func (n *Numbers) Put(key sheet.Fixed, id uint32) {
	if 3*n.Count >= 2*len(n.Keys) {
		n.grow()
	}
	i := n.find(key)
	n.Keys[i], n.IDs[i] = key, id
	n.Count++
}

func (n *Numbers) find(key sheet.Fixed) int {
	mask := len(n.Keys) - 1
	h := uint64(key) * 0x9E3779B97F4A7C15
	i := int(h>>32) & mask
	for n.IDs[i] != 0 && n.Keys[i] != key {
		i = (i + 1) & mask
	}
	return i
}

func (n *Numbers) grow() {
	old := *n
	size := max(64, 2*len(old.Keys))
	n.Keys, n.IDs = make([]sheet.Fixed, size), make([]uint32, size)
	for i, id := range old.IDs {
		if id != 0 {
			at := n.find(old.Keys[i])
			n.Keys[at], n.IDs[at] = old.Keys[i], id
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
