package xls

import (
	"math"

	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/table"
)

// sheetReader reads the records of one worksheet into a table.
type sheetReader struct {
	*workbook
	b        *table.Builder
	row, col int // of a formula whose text comes in a record of its own
	records  int
}

// readSheet reads the worksheet that begins at an offset. Charts that lie in it have records of their own between a
// beginning and an end, and are passed over.
func (w *workbook) readSheet(name string, at int) (*table.Table, error) {
	r, err := w.next(at)
	if err != nil {
		return nil, err
	}
	if r.kind != recBOF || len(r.body) < 4 || le.Uint16(r.body[2:]) != bofWorksheet {
		return nil, bounds.ErrDamaged
	}
	s := &sheetReader{workbook: w, b: table.Build(w.file, name, w.o.Limits), row: -1}
	if w.date1904 {
		s.b.From1904()
	}
	for depth := 1; depth > 0; {
		if r, err = w.next(r.at); err != nil {
			return nil, err
		}
		switch {
		case r.kind == recBOF:
			depth++
		case r.kind == recEOF:
			depth--
		case depth == 1:
			if err := s.take(&r); err != nil {
				return nil, err
			}
		}
		if s.records++; s.records&0xFFFF == 0 && w.o.Progress != nil {
			w.o.Progress(bounds.Progress{Bytes: int64(r.at), Total: int64(len(w.stream)), Rows: s.records})
		}
	}
	return s.b.Table(), nil
}

// shortest are the bytes that records have at least.
var shortest = map[int]int{recRow: 16, recColInfo: 10, recMerge: 2, recLabelSST: 10, recLabel: 9, recRString: 9, recNumber: 14, recRK: 10,
	recMulRK: 6, recBoolErr: 8, recFormula: 20, recString: 3}

func (s *sheetReader) take(r *record) error {
	b := r.body
	n, known := shortest[r.kind]
	switch {
	case !known:
		return nil
	case len(b) < n:
		return bounds.ErrDamaged
	}
	switch r.kind { // These two do not begin with a place, and may be shorter than one.
	case recMerge:
		s.merge(b)
		return s.b.Room()
	case recString:
		return s.result(r)
	}
	row, col := int(le.Uint16(b)), int(le.Uint16(b[2:]))
	switch r.kind {
	case recRow:
		if le.Uint16(b[12:])&0x20 != 0 {
			s.b.Hide(row)
		}
	case recColInfo:
		if le.Uint16(b[8:])&1 != 0 {
			s.b.HideColumns(row, col)
		}
	case recLabelSST:
		if i := le.Uint32(b[6:]); i < uint32(len(s.strings)) {
			return s.b.Text(row, col, []byte(s.strings[i]))
		}
		return bounds.ErrDamaged
	case recLabel, recRString:
		var p *pieces
		p, r.at = s.continued(*r)
		p.skip(6)
		text := p.longText()
		if p.short {
			return bounds.ErrTruncated
		}
		return s.b.Text(row, col, []byte(text))
	case recNumber:
		return s.b.Float(row, col, math.Float64frombits(le.Uint64(b[6:])), s.classOf(b[4:]))
	case recRK:
		return s.b.Float(row, col, rk(le.Uint32(b[6:])), s.classOf(b[4:]))
	case recMulRK:
		for b = b[4:]; len(b) >= 8; b = b[6:] { // The number of the last column stands at the end.
			if err := s.b.Float(row, col, rk(le.Uint32(b[2:])), s.classOf(b)); err != nil {
				return err
			}
			col++
		}
	case recBoolErr:
		return s.truth(row, col, b[6], b[7] != 0)
	case recFormula:
		return s.formula(row, col, b)
	}
	return nil
}

// result reads the text that a formula before it came to (2.4.268).
func (s *sheetReader) result(r *record) error {
	var p *pieces
	p, r.at = s.continued(*r)
	text := p.longText()
	if p.short {
		return bounds.ErrTruncated
	}
	if s.row < 0 {
		return nil
	}
	row := s.row
	s.row = -1
	return s.b.Text(row, s.col, []byte(text))
}

// merge reads which cells are merged (2.4.168).
func (s *sheetReader) merge(b []byte) {
	for b = b[2:]; len(b) >= 8; b = b[8:] {
		s.b.Merge(int(le.Uint16(b)), int(le.Uint16(b[4:])), int(le.Uint16(b[2:])), int(le.Uint16(b[6:])))
	}
}

func (s *sheetReader) classOf(xf []byte) table.Class {
	if i := int(le.Uint16(xf)); i < len(s.classes) {
		return s.classes[i]
	}
	return table.ClassNumber
}

// rk unpacks a number of 30 bits, whole or the upper part of a float, and maybe times a hundred (2.5.217).
func rk(v uint32) float64 {
	f := math.Float64frombits(uint64(v&^3) << 32)
	if v&2 != 0 {
		f = float64(int32(v) >> 2)
	}
	if v&1 != 0 {
		f /= 100
	}
	return f
}

// errorTexts are the errors by their numbers (2.5.10).
var errorTexts = map[byte]string{0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}

func (s *sheetReader) truth(row, col int, v byte, isError bool) error {
	if !isError {
		return s.b.Truth(row, col, v != 0)
	}
	text, known := errorTexts[v]
	if !known {
		text = "#ERR!"
	}
	return s.b.Error(row, col, text)
}

// formula reads the saved result of a formula (2.4.127, 2.5.133).
func (s *sheetReader) formula(row, col int, b []byte) error {
	value := b[6:14]
	if le.Uint16(value[6:]) != 0xFFFF {
		v := math.Float64frombits(le.Uint64(value))
		s.b.Formula(col, false, v == 0)
		return s.b.Float(row, col, v, s.classOf(b[4:]))
	}
	s.b.Formula(col, false, false)
	switch value[0] {
	case 0:
		s.row, s.col = row, col
	case 1, 2:
		return s.truth(row, col, value[2], value[0] == 2)
	}
	return nil
}
