package xlsx

import (
	"bytes"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/xml"
)

// readMerged reads which cells are merged (ECMA-376-1, 18.3.1.55). It comes behind the rows, where a reader that streams cannot fill cells any
// more; what to make of a merged cell is for those to decide who know what its column means.
func (r *Cells) readMerged() error {
	s := r.S
	for {
		switch s.Next() {
		case xml.TokenNone, xml.TokenClose:
			return s.Err
		case xml.TokenOpen:
			if s.Is("mergeCell") {
				if m, ok := parseRange(s.Attr("ref")); ok && int(m.Top) < r.Limits.Rows && int(m.Left) < r.Limits.Columns {
					r.T.Merged = append(r.T.Merged, m)
					r.T.Used += table.RangeSize
				}
			}
			s.Skip()
			if r.T.Memory() > r.Limits.Memory {
				return bounds.ErrTooLarge
			}
		}
	}
}

// parseRange reads a range such as A2:A5; its corners may come in any order. A single cell is none.
func parseRange(ref []byte) (m table.Range, ok bool) {
	first, last, ok := bytes.Cut(ref, []byte(":"))
	var a, b Cells
	if !ok || !a.Place(first) || !b.Place(last) {
		return m, false
	}
	return table.Range{Top: int32(min(a.Row, b.Row)), Left: int32(min(a.Col, b.Col)), Bottom: int32(max(a.Row, b.Row)), Right: int32(max(a.Col, b.Col))}, true
}
