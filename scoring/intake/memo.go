package intake

import "fenji/scoring/sheet"

// A memo keeps results by the number of a text. Its pages are made when one of their texts is asked for: a column of
// dates or words touches few of the texts of a table of a million customers.
type memo[T any] struct{ pages []*[pageSize]T }

const (
	pageBits = 8
	pageSize = 1 << pageBits
)

func (m *memo[T]) at(t *sheet.Table, id uint32) *T {
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

// numbers give the numbers in cells a number each, which is not 0. It is a table of open addressing; a map takes several
// times the room and the time.
type numbers struct {
	keys  []sheet.Fixed
	ids   []uint32 // 0: free
	count int
}

// of returns what a number was given; 0: nothing yet.
func (n *numbers) of(key sheet.Fixed) uint32 {
	if n.count == 0 {
		return 0
	}
	return n.ids[n.find(key)]
}

// put gives a new number what it has from now on.
func (n *numbers) put(key sheet.Fixed, id uint32) {
	if 3*n.count >= 2*len(n.keys) {
		n.grow()
	}
	i := n.find(key)
	n.keys[i], n.ids[i] = key, id
	n.count++
}

func (n *numbers) find(key sheet.Fixed) int {
	mask := len(n.keys) - 1
	h := uint64(key) * 0x9E3779B97F4A7C15
	i := int(h>>32) & mask
	for n.ids[i] != 0 && n.keys[i] != key {
		i = (i + 1) & mask
	}
	return i
}

func (n *numbers) grow() {
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
