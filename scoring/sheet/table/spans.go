package table

import (
	"iter"
	"slices"
)

// A Span is a stretch of one column as it lies in memory, for loops over a million rows: a call per cell would cost more
// than what is done with it.
//
// Cell i is of kind Kinds[i]; what lies behind the end of Kinds is Empty. Its bits are Narrow[i], or Wide[i] where Wide
// is not nil: of a text or an error the number of its text, of a number its [Fixed], of a truth 0 or 1, of a date without
// a time of day its day. The slices are the table's own and must not be changed.
type Span struct {
	From, To int // rows of the table, To not included
	Kinds    []Kind
	Narrow   []int32
	Wide     []int64
}

// Span returns the stretch of a column that begins in a row. Stretches of all columns end at the same rows.
func (t *Table) Span(row, col int) Span {
	i, at := row>>ChunkBits, row&(ChunkRows-1)
	s := Span{From: row, To: max(row, min(t.Rows, (i+1)<<ChunkBits))}
	if uint(col) < uint(len(t.Columns)) && t.Columns[col].shared != nil {
		s.Kinds, s.Wide = t.Columns[col].shared.spread(s.From, s.To)
		return s
	}
	if uint(col) >= uint(len(t.Columns)) || i >= len(t.Columns[col].chunks) || t.Columns[col].chunks[i] == nil {
		return s
	}
	ch := t.Columns[col].chunks[i]
	if ch.Rows != nil {
		ch = ch.spread()
	}
	n := min(len(ch.Kinds), s.To-row+at)
	if at >= n {
		return s
	}
	s.Kinds = ch.Kinds[at:n]
	if ch.wide != nil {
		s.Wide = ch.wide[at:n]
	} else {
		s.Narrow = ch.Narrow[at:n]
	}
	return s
}

// Cell is the cell i rows behind the beginning.
func (s *Span) Cell(i int) Cell {
	switch {
	case i >= len(s.Kinds):
		return Cell{}
	case s.Wide != nil:
		return Cell{s.Kinds[i], s.Wide[i]}
	}
	return Cell{s.Kinds[i], int64(s.Narrow[i])}
}

// Bits are those of cell i, which has to be one of Kinds. The compiler puts them where they are read, which Cell is too large for.
func (s *Span) Bits(i int) int64 {
	if s.Wide != nil {
		return s.Wide[i]
	}
	return int64(s.Narrow[i])
}

// spread is a list as an array.
func (ch *chunk) spread() *chunk {
	array := &chunk{Kinds: slices.Clone(ch.Kinds), Narrow: slices.Clone(ch.Narrow), wide: slices.Clone(ch.wide),
		Rows: slices.Clone(ch.Rows), Count: ch.Count}
	array.toArray()
	return array
}

// Filled counts the cells of a column, from a row on, that hold something.
func (t *Table) Filled(col, from int) int {
	if uint(col) >= uint(len(t.Columns)) {
		return 0
	}
	n := 0
	if t.Columns[col].shared != nil {
		for row := from; row < t.Rows; row++ {
			if t.Columns[col].at(row).Kind != Empty {
				n++
			}
		}
	}
	for i, ch := range t.Columns[col].chunks {
		first := i << ChunkBits
		switch {
		case ch == nil || first+ChunkRows <= from:
		case first >= from && ch.Rows == nil:
			n += ch.Count
		case first >= from:
			n += len(ch.Rows)
		default:
			s := t.Span(from, col)
			for _, k := range s.Kinds {
				if k != Empty {
					n++
				}
			}
		}
	}
	return n
}

// Distinct tells whether a column, from a row on, holds something in every row and nothing twice. It may say no where
// that cannot be seen quickly.
func (t *Table) Distinct(col, from int) bool {
	if from >= t.Rows {
		return false
	}
	met := make([]uint64, t.Texts()/64+1)
	before := int64(-1 << 63)
	for row := from; row < t.Rows; {
		s := t.Span(row, col)
		if row += len(s.Kinds); row < s.To {
			return false
		}
		for i, k := range s.Kinds {
			switch k {
			case Text:
				id := uint64(s.Bits(i))
				if met[id>>6]>>(id&63)&1 != 0 {
					return false
				}
				met[id>>6] |= 1 << (id & 63)
			case Number: // in ascending order, as numbers of rows are; whether as texts too, makes no difference
				bits := s.Bits(i)
				if bits <= before {
					return false
				}
				before = bits
			default:
				return false
			}
		}
	}
	return true
}

// NewText looks through a column from a row on, of every stretch at each step-th row, and tells whether holds says yes to one
// of its texts. Each text is asked about once.
func (t *Table) NewText(col, from, step int, holds func(text uint32) bool) bool {
	met := make([]uint64, t.Texts()/64+1)
	for row := from; row < t.Rows; {
		s := t.Span(row, col)
		for i := 0; i < len(s.Kinds); i += step {
			if s.Kinds[i] != Text {
				continue
			}
			id := uint32(s.Bits(i))
			if met[id>>6]>>(id&63)&1 != 0 {
				continue
			}
			if met[id>>6] |= 1 << (id & 63); holds(id) {
				return true
			}
		}
		row = s.To
	}
	return false
}

// Blanks are the rows, from one on, in which no cell holds anything. Only those are looked at in which the fullest column has none.
func (t *Table) Blanks(from int) iter.Seq[int] {
	return func(yield func(int) bool) {
		full, most := 0, -1
		for col := range t.Own() {
			if n := t.Filled(col, from); n > most {
				full, most = col, n
			}
		}
		for row := from; row < t.Rows; {
			s := t.Span(row, full)
			for i := range s.To - s.From {
				if (i >= len(s.Kinds) || s.Kinds[i] == Empty) && t.Blank(row+i) && !yield(row+i) {
					return
				}
			}
			row = s.To
		}
	}
}

// Hashes gives each row, from a row on, a number that is the same for rows with the same cells in the first cols columns,
// and 0 for rows in which nothing stands.
func (t *Table) Hashes(from, cols int) []uint64 {
	list := make([]uint64, max(0, t.Rows-from))
	for col := range min(cols, len(t.Columns)) {
		for row := from; row < t.Rows; {
			s := t.Span(row, col)
			here := list[row-from:]
			row = s.To
			for i, k := range s.Kinds {
				if k != Empty {
					here[i] = MixHash(here[i], s.Cell(i), col)
				}
			}
		}
	}
	return list
}

// MixHash adds the cell of a column to the hash of a row's cells to the left of it, which begins as 0.
func MixHash(h uint64, c Cell, col int) uint64 {
	h ^= uint64(c.bits) ^ uint64(c.Kind)<<60 ^ uint64(col+1)*0x9E3779B97F4A7C15
	h *= 0xD6E8FEB86659FD93
	return max(1, h^h>>32)
}

// SameRow tells whether two rows have the same cells in the first cols columns.
func (t *Table) SameRow(a, b, cols int) bool {
	for col := range cols {
		if t.Cell(a, col) != t.Cell(b, col) {
			return false
		}
	}
	return true
}
