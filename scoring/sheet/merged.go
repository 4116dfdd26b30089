package sheet

import "bytes"

// A Range is a rectangle of cells, all four sides counted from zero and within it.
type Range struct{ Top, Left, Bottom, Right int32 }

// rangeSize is what a Range takes of a table's memory.
const rangeSize = 16

// readMerged reads which cells are merged. It comes behind the rows, where a reader that streams cannot fill cells any
// more; what to make of a merged cell is for those to decide who know what its column means.
func (r *cells) readMerged() error {
	s := r.s
	for {
		switch s.next() {
		case tokenNone, tokenClose:
			return s.err
		case tokenOpen:
			if s.is("mergeCell") {
				if m, ok := parseRange(s.attr("ref")); ok && int(m.Top) < r.limits.Rows && int(m.Left) < r.limits.Columns {
					r.t.Merged = append(r.t.Merged, m)
					r.t.used += rangeSize
				}
			}
			s.skip()
			if r.t.memory() > r.limits.Memory {
				return errTooLarge
			}
		}
	}
}

// parseRange reads a range such as A2:A5; its corners may come in any order. A single cell is none.
func parseRange(ref []byte) (m Range, ok bool) {
	first, last, ok := bytes.Cut(ref, []byte(":"))
	var a, b cells
	if !ok || !a.place(first) || !b.place(last) {
		return m, false
	}
	return Range{int32(min(a.row, b.row)), int32(min(a.col, b.col)), int32(max(a.row, b.row)), int32(max(a.col, b.col))}, true
}
