package sheet

import "slices"

const (
	chunkBits = 16
	chunkRows = 1 << chunkBits
)

// A column is a list of chunks of 64K rows; a chunk in which nothing stands is nil and costs nothing.
type column struct {
	chunks []*chunk
	last   *chunk // the one set last, and which it is
	index  int
}

// follow sets a cell in the usual case: in the chunk of the one before, in room already made. It reports false, having
// done nothing, in any other.
func (c *column) follow(row int, kind Kind, bits int64) bool {
	ch, i := c.last, row&(chunkRows-1)
	if ch == nil || row>>chunkBits != c.index || i >= len(ch.kinds) || i >= len(ch.narrow) || ch.rows != nil || !fits(bits) {
		return false
	}
	if ch.kinds[i] == Empty {
		ch.count++
	}
	ch.kinds[i], ch.narrow[i] = kind, int32(bits)
	return true
}

// clear makes a cell empty.
func (c *column) clear(row int) {
	if i, r := row>>chunkBits, row&(chunkRows-1); i < len(c.chunks) && c.chunks[i] != nil && c.chunks[i].at(r).Kind != Empty {
		if ch := c.chunks[i]; ch.rows == nil {
			ch.kinds[r] = Empty
			ch.count--
		} else {
			ch.remove(r)
		}
	}
}

func (c *column) at(row int) Cell {
	i := row >> chunkBits
	if i >= len(c.chunks) || c.chunks[i] == nil {
		return Cell{}
	}
	return c.chunks[i].at(row & (chunkRows - 1))
}

// set returns by how many bytes the column grew.
func (c *column) set(row int, kind Kind, bits int64) int64 {
	i := row >> chunkBits
	var grown int64
	for i >= len(c.chunks) {
		c.chunks = append(c.chunks, nil)
		grown += 8
	}
	ch := c.chunks[i]
	if ch == nil {
		ch = new(chunk)
		c.chunks[i] = ch
		grown += 128
		if i > 0 && row&(chunkRows-1) == 0 && c.chunks[i-1].full() {
			ch.grow(chunkRows) // It goes on as it was.
			grown += ch.size()
		}
	}
	c.last, c.index = ch, i
	r := row & (chunkRows - 1)
	if r < len(ch.kinds) && ch.rows == nil && (ch.wide != nil || fits(bits)) {
		ch.put(r, kind, bits) // The usual case: in order, in room already made.
		return grown
	}
	before := ch.size()
	ch.set(r, kind, bits)
	return grown + ch.size() - before
}

// A chunk holds the cells of up to 64K rows of one column. Values take 32 bits each until one does not fit. Cells far
// apart are held as a sorted list instead, so that a few cells scattered over a million rows stay cheap.
type chunk struct {
	kinds  []Kind
	narrow []int32  // values, while all fit; nil once wide is used
	wide   []int64  // values otherwise
	rows   []uint16 // row numbers of the listed cells; nil when the chunk is an array
	count  int      // cells set, as an array
}

const (
	firstRows  = 64   // room that a new chunk makes
	sparseness = 8    // an array may be this many times as long as it has cells, and a bit
	listed     = 4096 // a list longer than this becomes an array
)

func fits(bits int64) bool { return bits == int64(int32(bits)) }

func (ch *chunk) at(r int) Cell {
	if ch.rows != nil {
		var found bool
		if r, found = slices.BinarySearch(ch.rows, uint16(r)); !found {
			return Cell{}
		}
	}
	if r >= len(ch.kinds) {
		return Cell{}
	}
	if ch.wide != nil {
		return Cell{ch.kinds[r], ch.wide[r]}
	}
	return Cell{ch.kinds[r], int64(ch.narrow[r])}
}

func (ch *chunk) set(r int, kind Kind, bits int64) {
	if ch.wide == nil && !fits(bits) {
		ch.widen()
	}
	if ch.rows == nil && r >= len(ch.kinds) {
		if r >= firstRows+sparseness*(ch.count+1) {
			ch.toList()
		} else {
			ch.grow(r + 1)
		}
	}
	if ch.rows != nil {
		ch.insert(r, kind, bits)
		return
	}
	ch.put(r, kind, bits)
}

func (ch *chunk) put(r int, kind Kind, bits int64) {
	if ch.kinds[r] == Empty {
		ch.count++
	}
	ch.kinds[r] = kind
	if ch.wide != nil {
		ch.wide[r] = bits
	} else {
		ch.narrow[r] = int32(bits)
	}
}

// grow makes room for n rows or more, doubling.
func (ch *chunk) grow(n int) {
	n = min(chunkRows, max(firstRows, n, 2*len(ch.kinds)))
	ch.kinds = append(make([]Kind, 0, n), ch.kinds...)[:n]
	if ch.wide != nil {
		ch.wide = append(make([]int64, 0, n), ch.wide...)[:n]
	} else {
		ch.narrow = append(make([]int32, 0, n), ch.narrow...)[:n]
	}
}

func (ch *chunk) widen() {
	ch.wide = make([]int64, len(ch.narrow), max(cap(ch.narrow), 1))
	for i, v := range ch.narrow {
		ch.wide[i] = int64(v)
	}
	ch.narrow = nil
}

func (ch *chunk) insert(r int, kind Kind, bits int64) {
	i, found := slices.BinarySearch(ch.rows, uint16(r))
	if !found {
		ch.rows = slices.Insert(ch.rows, i, uint16(r))
		ch.kinds = slices.Insert(ch.kinds, i, Empty)
		if ch.wide != nil {
			ch.wide = slices.Insert(ch.wide, i, 0)
		} else {
			ch.narrow = slices.Insert(ch.narrow, i, 0)
		}
	}
	ch.put(i, kind, bits)
	if len(ch.rows) > listed {
		ch.toArray()
	}
}

func (ch *chunk) remove(r int) {
	i, _ := slices.BinarySearch(ch.rows, uint16(r))
	ch.rows, ch.kinds = slices.Delete(ch.rows, i, i+1), slices.Delete(ch.kinds, i, i+1)
	if ch.count--; ch.wide != nil {
		ch.wide = slices.Delete(ch.wide, i, i+1)
	} else {
		ch.narrow = slices.Delete(ch.narrow, i, i+1)
	}
}

func (ch *chunk) toList() {
	list := chunk{rows: make([]uint16, 0, firstRows)}
	if ch.wide != nil {
		list.wide = make([]int64, 0, firstRows)
	}
	for r, k := range ch.kinds {
		if k != Empty {
			list.insert(r, k, ch.at(r).bits)
		}
	}
	*ch = list
}

func (ch *chunk) toArray() {
	array := chunk{}
	if ch.wide != nil {
		array.wide = []int64{}
	}
	array.grow(chunkRows)
	for i, r := range ch.rows {
		v := int64(0)
		if ch.wide != nil {
			v = ch.wide[i]
		} else {
			v = int64(ch.narrow[i])
		}
		array.put(int(r), ch.kinds[i], v)
	}
	*ch = array
}

func (ch *chunk) full() bool { return ch != nil && ch.rows == nil && ch.count == chunkRows }

func (ch *chunk) size() int64 {
	return int64(cap(ch.kinds) + 4*cap(ch.narrow) + 8*cap(ch.wide) + 2*cap(ch.rows))
}
