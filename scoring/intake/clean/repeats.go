package clean

import (
	"math/bits"

	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// repeats finds the rows that equal an earlier row in every cell.
type repeats struct {
	from   int
	filled int           // rows in which something stands
	again  []uint64      // a bit per row from there on: it repeats an earlier one; nil: none does
	blanks []uint64      // nothing stands in the row; nil: no row is blank
	of     map[int32]int // the first row that it equals
	serial int           // a column in which nothing stands twice, by which that was seen; -1: none

	dropped []uint64 // a bit per row: it is left out
}

// findRepeats hashes the rows column by column and compares rows of equal hashes cell by cell. From which file a row came
// makes no difference: what two files both have is there twice. Merged cells stand in every row that shows them. A column
// in which nothing stands twice, as one of customers or of orders, saves it all.
func findRepeats(t *sheet.Table, from int, f *merges) *repeats {
	r := &repeats{from: from, serial: -1}
	if from >= t.Rows {
		return r
	}
	for col := range t.Own() {
		if f == nil && t.Distinct(col, from) {
			r.filled, r.serial = t.Rows-from, col
			return r
		}
	}
	hashes := t.Hashes(from, t.Own())
	if f != nil {
		f.rehash(hashes, from)
	}
	r.compare(t, hashes, f)
	return r
}

func (r *repeats) compare(t *sheet.Table, hashes []uint64, f *merges) {
	cols := t.Own()
	slots := make([]int32, 1<<bits.Len(uint(2*len(hashes)))) // open addressing: row+1, or 0 for a free slot
	mask := uint64(len(slots) - 1)
	for i, h := range hashes {
		if h == 0 {
			r.blanks = read.Mark(r.blanks, i, len(hashes))
			continue
		}
		r.filled++
		at := (h ^ h>>32) & mask
		for ; slots[at] != 0; at = (at + 1) & mask {
			j := int(slots[at] - 1)
			if hashes[j] != h {
				continue
			}
			if f == nil && t.SameRow(r.from+j, r.from+i, cols) || f != nil && f.same(r.from+j, r.from+i) {
				r.note(i, j, len(hashes))
				break
			}
		}
		if slots[at] == 0 {
			slots[at] = int32(i) + 1
		}
	}
}

// note keeps that row i repeats row j.
func (r *repeats) note(i, j, rows int) {
	if r.of == nil {
		r.of = map[int32]int{}
	}
	r.again = read.Mark(r.again, i, rows)
	r.of[int32(i)] = j
}

func (r *repeats) blank(row int) bool { return read.Has(r.blanks, row-r.from) }

// above is the row above in which something stands, or -1.
func (r *repeats) above(row int) int {
	for row--; row >= r.from; row-- {
		if !r.blank(row) {
			return row
		}
	}
	return -1
}

// earlier returns the row that row repeats, or -1.
func (r *repeats) earlier(row int) int {
	if read.Has(r.again, row-r.from) {
		return r.from + r.of[int32(row-r.from)]
	}
	return -1
}
