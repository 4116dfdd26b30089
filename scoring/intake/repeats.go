package intake

import (
	"math/bits"

	"fenji/scoring/sheet"
)

// repeats finds the rows that equal an earlier row in every cell.
type repeats struct {
	from   int
	hashes []uint64 // per row from there on; 0: nothing stands in the row
	of     []int32  // the earlier row, counted from there, or -1
}

// findRepeats hashes the rows column by column and compares rows of equal hashes cell by cell. From which file a row came
// makes no difference: what two files both have is there twice. Merged cells stand in every row that shows them.
func findRepeats(t *sheet.Table, from int, f *merges) *repeats {
	n := max(0, t.Rows-from)
	r := &repeats{from: from, hashes: make([]uint64, n), of: make([]int32, n)}
	for col := range t.Own() {
		merged := f != nil && f.byCol[col] != nil
		salt := uint64(col+1) * 0x9e3779b97f4a7c15
		for i := range r.hashes {
			c := t.Cell(from+i, col)
			if merged && !t.Blank(from+i) {
				c = f.cell(from+i, col)
			}
			if c.Kind != sheet.Empty {
				hi, lo := bits.Mul64(cellBits(c)^salt, 0xd6e8feb86659fd93)
				r.hashes[i] = max(1, bits.RotateLeft64(r.hashes[i], 27)^hi^lo)
			}
		}
	}
	same := func(a, b int) bool { return sameRow(t, a, b) }
	if f != nil {
		same = f.same
	}
	slots := make([]int32, 1<<bits.Len(uint(2*n))) // open addressing: row+1, or 0 for a free slot
	mask := uint64(len(slots) - 1)
	for i, h := range r.hashes {
		r.of[i] = -1
		if h == 0 {
			continue
		}
		at := (h ^ h>>32) & mask
		for ; slots[at] != 0; at = (at + 1) & mask {
			if j := slots[at] - 1; r.hashes[j] == h && same(from+int(j), from+i) {
				r.of[i] = j
				break
			}
		}
		if slots[at] == 0 {
			slots[at] = int32(i) + 1
		}
	}
	return r
}

// rows counts the rows in which something stands.
func (r *repeats) rows() int {
	n := 0
	for _, h := range r.hashes {
		if h != 0 {
			n++
		}
	}
	return n
}

func (r *repeats) blank(row int) bool { return r.hashes[row-r.from] == 0 }

// earlier returns the row that row repeats, or -1.
func (r *repeats) earlier(row int) int {
	if of := r.of[row-r.from]; of >= 0 {
		return r.from + int(of)
	}
	return -1
}

// cellBits gives different cells different numbers, as far as 64 bits allow.
func cellBits(c sheet.Cell) uint64 {
	var b uint64
	switch c.Kind {
	case sheet.Number:
		b = uint64(c.Number())
	case sheet.Text, sheet.Error:
		b = uint64(c.TextID())
	case sheet.Date, sheet.Time:
		day, ms := c.Date()
		b = uint64(uint32(day))<<27 ^ uint64(ms)
	case sheet.Bool:
		if c.Bool() {
			b = 1
		}
	}
	return b ^ uint64(c.Kind)<<60
}
