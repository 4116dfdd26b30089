package table

import "slices"

const (
	ChunkBits = 16
	ChunkRows = 1 << ChunkBits
)

// A column is a list of chunks of 64K rows; a chunk in which nothing stands is nil and costs nothing.
type column struct {
	chunks []*chunk
	Last   *chunk // the one set last, and which it is
	Index  int
	shared *shared // instead of chunks; see Gain
}

// Follow sets a cell in the usual case: in the chunk of the one before, in room already made. It reports false, having
// done nothing, in any other.
func (c *column) Follow(row int, kind Kind, bits int64) bool {
	ch, i := c.Last, row&(ChunkRows-1)
	if ch == nil || row>>ChunkBits != c.Index || i >= len(ch.Kinds) || i >= len(ch.Narrow) || ch.Rows != nil || !Fits(bits) {
		return false
	}
	if ch.Kinds[i] == Empty {
		ch.Count++
	}
	ch.Kinds[i], ch.Narrow[i] = kind, int32(bits)
	return true
}

// Clear makes a cell empty.
func (c *column) Clear(row int) {
	if i, r := row>>ChunkBits, row&(ChunkRows-1); i < len(c.chunks) && c.chunks[i] != nil && c.chunks[i].at(r).Kind != Empty {
		if ch := c.chunks[i]; ch.Rows == nil {
			ch.Kinds[r] = Empty
			ch.Count--
		} else {
			ch.remove(r)
		}
	}
}

func (c *column) at(row int) Cell {
	i := row >> ChunkBits
	if i >= len(c.chunks) || c.chunks[i] == nil {
		if c.shared != nil {
			return c.shared.at(row)
		}
		return Cell{}
	}
	return c.chunks[i].at(row & (ChunkRows - 1))
}

// set returns by how many bytes the column grew.
func (c *column) set(row int, kind Kind, bits int64) int64 {
	i := row >> ChunkBits
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
		if i > 0 && row&(ChunkRows-1) == 0 && c.chunks[i-1].full() {
			ch.grow(ChunkRows) // It goes on as it was.
			grown += ch.size()
		}
	}
	c.Last, c.Index = ch, i
	r := row & (ChunkRows - 1)
	if r < len(ch.Kinds) && ch.Rows == nil && (ch.wide != nil || Fits(bits)) {
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
	Kinds  []Kind
	Narrow []int32  // values, while all fit; nil once wide is used
	wide   []int64  // values otherwise
	Rows   []uint16 // row numbers of the listed cells; nil when the chunk is an array
	Count  int      // cells set, as an array
}

const (
	firstRows  = 64   // room that a new chunk makes
	sparseness = 8    // an array may be this many times as long as it has cells, and a bit
	listed     = 4096 // a list longer than this becomes an array
)

func Fits(bits int64) bool { return bits == int64(int32(bits)) }

func (ch *chunk) at(r int) Cell {
	if ch.Rows != nil {
		var found bool
		if r, found = slices.BinarySearch(ch.Rows, uint16(r)); !found {
			return Cell{}
		}
	}
	if r >= len(ch.Kinds) {
		return Cell{}
	}
	if ch.wide != nil {
		return Cell{ch.Kinds[r], ch.wide[r]}
	}
	return Cell{ch.Kinds[r], int64(ch.Narrow[r])}
}

func (ch *chunk) set(r int, kind Kind, bits int64) {
	if ch.wide == nil && !Fits(bits) {
		ch.widen()
	}
	if ch.Rows == nil && r >= len(ch.Kinds) {
		if r >= firstRows+sparseness*(ch.Count+1) {
			ch.toList()
		} else {
			ch.grow(r + 1)
		}
	}
	if ch.Rows != nil {
		ch.insert(r, kind, bits)
		return
	}
	ch.put(r, kind, bits)
}

func (ch *chunk) put(r int, kind Kind, bits int64) {
	if ch.Kinds[r] == Empty {
		ch.Count++
	}
	ch.Kinds[r] = kind
	if ch.wide != nil {
		ch.wide[r] = bits
	} else {
		ch.Narrow[r] = int32(bits)
	}
}

// grow makes room for n rows or more, doubling.
func (ch *chunk) grow(n int) {
	n = min(ChunkRows, max(firstRows, n, 2*len(ch.Kinds)))
	ch.Kinds = append(make([]Kind, 0, n), ch.Kinds...)[:n]
	if ch.wide != nil {
		ch.wide = append(make([]int64, 0, n), ch.wide...)[:n]
	} else {
		ch.Narrow = append(make([]int32, 0, n), ch.Narrow...)[:n]
	}
}

func (ch *chunk) widen() {
	ch.wide = make([]int64, len(ch.Narrow), max(cap(ch.Narrow), 1))
	for i, v := range ch.Narrow {
		ch.wide[i] = int64(v)
	}
	ch.Narrow = nil
}

func (ch *chunk) insert(r int, kind Kind, bits int64) {
	i, found := slices.BinarySearch(ch.Rows, uint16(r))
	if !found {
		ch.Rows = slices.Insert(ch.Rows, i, uint16(r))
		ch.Kinds = slices.Insert(ch.Kinds, i, Empty)
		if ch.wide != nil {
			ch.wide = slices.Insert(ch.wide, i, 0)
		} else {
			ch.Narrow = slices.Insert(ch.Narrow, i, 0)
		}
	}
	ch.put(i, kind, bits)
	if len(ch.Rows) > listed {
		ch.toArray()
	}
}

func (ch *chunk) remove(r int) {
	i, _ := slices.BinarySearch(ch.Rows, uint16(r))
	ch.Rows, ch.Kinds = slices.Delete(ch.Rows, i, i+1), slices.Delete(ch.Kinds, i, i+1)
	if ch.Count--; ch.wide != nil {
		ch.wide = slices.Delete(ch.wide, i, i+1)
	} else {
		ch.Narrow = slices.Delete(ch.Narrow, i, i+1)
	}
}

func (ch *chunk) toList() {
	list := chunk{Rows: make([]uint16, 0, firstRows)}
	if ch.wide != nil {
		list.wide = make([]int64, 0, firstRows)
	}
	for r, k := range ch.Kinds {
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
	array.grow(ChunkRows)
	for i, r := range ch.Rows {
		v := int64(0)
		if ch.wide != nil {
			v = ch.wide[i]
		} else {
			v = int64(ch.Narrow[i])
		}
		array.put(int(r), ch.Kinds[i], v)
	}
	*ch = array
}

func (ch *chunk) full() bool { return ch != nil && ch.Rows == nil && ch.Count == ChunkRows }

func (ch *chunk) size() int64 {
	return int64(cap(ch.Kinds) + 4*cap(ch.Narrow) + 8*cap(ch.wide) + 2*cap(ch.Rows))
}
