package xlsx

import (
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/bytewise"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/xml"
	"slices"
)

// The quick way through a sheet (ECMA-376-1, 18.3.1.4 and 18.3.1.73). Nearly all cells of nearly all files look like one of
// these:
//
//	<c r="A1" s="1"><v>12.5</v></c>   <c r="A1" t="s"><v>12</v></c>   <c r="A1" s="1"/>
//	<c r="A1" t="str"><v>text</v></c>   <c r="A1" t="inlineStr"><is><t>text</t></is></c>
//
// in rows that follow each other, so they are taken here as the bytes they are, a word of eight at a time. Whatever
// looks otherwise is left to the scanner, which has the last word on what is right: nothing is taken here that it
// would refuse or read differently.

var (
	wordCell     = bytewise.Word(`<c r="`)
	wordStyle    = bytewise.Word(` s="`)
	wordType     = bytewise.Word(` t="`)
	wordShared   = bytewise.Word(`s">`)
	wordNumber   = bytewise.Word(`n">`)
	wordStr      = bytewise.Word(`str">`)
	wordInline   = bytewise.Word(`inlineSt`)
	wordIsT      = bytewise.Word(`<is><t>`)
	wordValue    = bytewise.Word(`<v>`)
	wordValueEnd = bytewise.Word(`</v></c>`)
	wordIsTEnd   = bytewise.Word(`</t></is`)
	wordCellEnd  = bytewise.Word(`></c>`)
	wordRow      = bytewise.Word(`<row r="`)
	wordRowEnd   = bytewise.Word(`</row>`)
	wordSiT      = bytewise.Word(`<si><t>`)
	wordSiTEnd   = bytewise.Word(`</t></si`)
)

// QuickReserve is what must lie in the window behind the place where a cell begins, so that its tag can be read without
// looking where the window ends.
const QuickReserve = 96

// quick takes as many cells and rows as it can, from inside of a row, and leaves the scanner inside of a row again.
func (r *Cells) quick() error {
	s := r.S
	if !s.Plain || s.SelfEnd || s.Err != nil || r.Careful || string(s.Open[s.Marks[len(s.Marks)-1]:]) != "row" {
		return nil
	}
	for {
		if s.End-s.Pos < 512 && !s.Eof {
			s.Fill()
		}
		n, err := r.Take(s.Buf[s.Pos:s.End])
		if s.Pos += n; n == 0 || err != nil {
			return err
		}
		if r.T.Memory() > r.Limits.Memory {
			return bounds.ErrTooLarge
		}
	}
}

// Take takes cells from the front of b and returns how many bytes they were.
func (r *Cells) Take(b []byte) (done int, err error) {
	at := r.address()
	for i := 0; len(b)-i >= QuickReserve; done = i {
		if i = r.alike(b, i, at); len(b)-i < QuickReserve {
			return i, nil
		}
		done = i // whatever becomes of the next cell
		c, k := quickCell{}, 0
		if k = r.quickRow(b[i:], &at); k >= 0 {
			i += k
			continue
		}
		if k = c.tag(b[i:], &at); k < 0 {
			return i, nil
		}
		r.learn(b[i:], k, &c, at)
		if i += k; c.empty {
			r.Col = c.col + 1
			continue
		}
		from, n := i, 0
		switch c.kind {
		case cellNumber:
			if from, n = c.number(b, i); n < 0 {
				return done, nil
			}
			kind, bits := table.Number, int64(c.value)
			if c.style < len(r.Classes) && r.Classes[c.style] != table.ClassNumber {
				kind, bits = r.number(c.value, c.style, c.col)
			}
			r.store(c.col, kind, bits)
		case cellShared:
			if from, n = c.index(b, i); n < 0 || c.shared >= len(r.Shared) {
				return done, nil
			}
			if id := r.Shared[c.shared]; id != NoText {
				r.store(c.col, table.Text, int64(id))
			}
		default:
			if from, n = c.text(b, i); n < 0 {
				return done, nil
			}
			if c.col >= r.Limits.Columns {
				r.tooWide(c.col)
			} else {
				r.store(c.col, table.Text, int64(r.T.Dict.ID(b[from:from+c.length])))
			}
		}
		r.Col = c.col + 1
		i = from + n
	}
	return done, nil
}

// A rowAddress is the end of the addresses of a row's cells, as it lies in memory: its number and the quote behind it.
type rowAddress struct {
	word, mask uint64
	length     int
}

func (r *Cells) address() rowAddress {
	var digits [12]byte
	d := append(table.AppendInt(digits[:0], int64(r.Row)+1), '"')
	if r.Row < 0 || len(d) > 8 {
		return rowAddress{word: 1} // none that a cell could have
	}
	return rowAddress{bytewise.LittleEndian.Uint64(digits[:8]) & bytewise.Mask(len(d)), bytewise.Mask(len(d)), len(d)}
}

// A quickCell is what the tag of a cell says, and its value unless that is a text.
type quickCell struct {
	col, style int
	kind       cellKind
	empty      bool
	value      table.Fixed
	shared     int
	length     int // of a text
}

// tag reads <c …> or <c …/> of a cell in the row at hand, and returns its length, or -1.
func (c *quickCell) tag(b []byte, row *rowAddress) int {
	if bytewise.LittleEndian.Uint64(b)&bytewise.Mask(6) != wordCell {
		return -1
	}
	i := 6
	for ; i < 9; i++ {
		letter := b[i] - 'A'
		if letter >= 26 {
			break
		}
		c.col = c.col*26 + int(letter) + 1
	}
	if c.col--; c.col < 0 || c.col >= 1<<14 || bytewise.LittleEndian.Uint64(b[i:])&row.mask != row.word {
		return -1
	}
	i += row.length
	for i < 64 {
		w := bytewise.LittleEndian.Uint64(b[i:])
		switch {
		case w&0xFF == '>':
			return i + 1
		case w&0xFFFF == '/'|'>'<<8:
			c.empty = true
			return i + 2
		case w&bytewise.Mask(4) == wordStyle:
			n := 0
			for i += 4; b[i]-'0' < 10 && n < 6; i++ {
				c.style = c.style*10 + int(b[i]-'0')
				n++
			}
			if n == 0 || b[i] != '"' {
				return -1
			}
			i++
		case w&bytewise.Mask(4) == wordType:
			w = bytewise.LittleEndian.Uint64(b[i+4:])
			switch {
			case w&bytewise.Mask(3) == wordShared:
				c.kind = cellShared
				return i + 7
			case w&bytewise.Mask(5) == wordStr:
				c.kind = cellString
				return i + 9
			case w == wordInline && b[i+12] == 'r' && b[i+13] == '"' && b[i+14] == '>':
				c.kind = cellString
				return i + 15
			case w&bytewise.Mask(3) == wordNumber:
				return i + 7
			}
			return -1
		default:
			return -1
		}
	}
	return -1
}

// number reads <v>12.5</v></c> at i of b, and returns where it ends, as what comes behind i and its length, or -1.
func (c *quickCell) number(b []byte, i int) (from, n int) {
	if len(b)-i < 40 || bytewise.LittleEndian.Uint64(b[i:])&bytewise.Mask(3) != wordValue {
		return 0, -1
	}
	i += 3
	neg := b[i] == '-'
	if neg {
		i++
	}
	start, coef, exp := i, int64(0), 0
	for b[i]-'0' < 10 && i-start < 16 {
		coef = coef*10 + int64(b[i]-'0')
		i++
	}
	digits := i - start
	if b[i] == '.' {
		point := i + 1
		for i++; b[i]-'0' < 10 && i-start < 17; i++ {
			coef = coef*10 + int64(b[i]-'0')
		}
		exp = point - i
		digits -= exp
	}
	if digits == 0 || digits > table.ExcelDigits || bytewise.LittleEndian.Uint64(b[i:]) != wordValueEnd {
		return 0, -1
	}
	if neg {
		coef = -coef
	}
	if c.value = table.PackFixed(coef, 0); exp != 0 {
		c.value, _ = table.FixedOf(coef, exp) // So few digits always fit.
	}
	return i, 8
}

// index reads <v>12</v></c>.
func (c *quickCell) index(b []byte, i int) (from, n int) {
	if len(b)-i < 32 || bytewise.LittleEndian.Uint64(b[i:])&bytewise.Mask(3) != wordValue {
		return 0, -1
	}
	i += 3
	start := i
	for b[i]-'0' < 10 && i-start < 9 {
		c.shared = c.shared*10 + int(b[i]-'0')
		i++
	}
	if i == start || bytewise.LittleEndian.Uint64(b[i:]) != wordValueEnd {
		return 0, -1
	}
	return i, 8
}

// text reads <v>text</v></c> or <is><t>text</t></is></c>, and returns where the text begins and what there is from
// there.
func (c *quickCell) text(b []byte, i int) (from, n int) {
	if len(b)-i < 16 {
		return 0, -1
	}
	inline := false
	switch w := bytewise.LittleEndian.Uint64(b[i:]); {
	case w&bytewise.Mask(7) == wordIsT:
		i, inline = i+7, true
	case w&bytewise.Mask(3) == wordValue:
		i += 3
	default:
		return 0, -1
	}
	v := b[i:]
	k := plainLength(v)
	if k == 0 || len(v)-k < 16 {
		return 0, -1
	}
	c.length = k
	switch w := bytewise.LittleEndian.Uint64(v[k:]); {
	case inline && w == wordIsTEnd && bytewise.LittleEndian.Uint64(v[k+8:])&bytewise.Mask(5) == wordCellEnd:
		return i, k + 13
	case !inline && w == wordValueEnd:
		return i, k + 8
	}
	return 0, -1
}

// quickRow takes the end of a row and the start of the next, </row><row r="12" spans="1:6">, and returns their length,
// or -1. Blanks between the two are nothing. The addresses of the row's cells end with the number as it stands here.
func (r *Cells) quickRow(b []byte, at *rowAddress) int {
	if bytewise.LittleEndian.Uint64(b)&bytewise.Mask(6) != wordRowEnd {
		return -1
	}
	i := 6
	for i < 64 && xml.Blank(b[i]) {
		i++
	}
	if i > 64 || bytewise.LittleEndian.Uint64(b[i:]) != wordRow {
		return -1
	}
	i += 8
	start, row := i, 0
	for b[i]-'0' < 10 && i-start < 7 {
		row = row*10 + int(b[i]-'0')
		i++
	}
	if row == 0 || row > r.Limits.Rows || b[i] != '"' {
		return -1
	}
	n := plainAttrs(b[i+1:])
	if n < 0 {
		return -1
	}
	length := i - start + 1
	*at = rowAddress{bytewise.LittleEndian.Uint64(b[start:]) & bytewise.Mask(length), bytewise.Mask(length), length}
	r.Row, r.Col = row-1, 0
	if r.rows++; r.rows%table.ChunkRows == 0 {
		r.Tick()
	}
	return i + 1 + n
}

// plainAttrs passes over the rest of a tag that is no empty element and says nothing about blanks nor that the row is hidden.
func plainAttrs(b []byte) int {
	quoted := false
	for i, c := range b {
		switch {
		case c == '"':
			quoted = !quoted
		case c == '<', c == '\'', c == 'm' && !quoted && i+3 < len(b) && string(b[i:i+3]) == "ml:",
			c == 'h' && !quoted && i+6 < len(b) && string(b[i:i+6]) == "hidden":
			return -1
		case c == '>' && !quoted:
			if i > 0 && b[i-1] == '/' {
				return -1
			}
			return i + 1
		}
	}
	return -1
}

// store puts a value into the row at hand.
func (r *Cells) store(col int, kind table.Kind, bits int64) {
	t := r.T
	if col >= r.Limits.Columns {
		r.tooWide(col)
		return
	}
	if col < len(t.Columns) && t.Columns[col].Follow(r.Row, kind, bits) {
		if r.Row >= t.Rows {
			t.Rows = r.Row + 1
		}
		return
	}
	t.Set(r.Row, col, kind, bits)
}

// takeStrings takes shared strings of the form <si><t>text</t></si>, as many as lie in the window.
func takeStrings(s *xml.Scanner, d *table.Dictionary, ids []uint32) []uint32 {
	if !s.Plain || s.SelfEnd || s.Err != nil || s.Depth() != 1 {
		return ids
	}
	if s.End-s.Pos < 512 && !s.Eof {
		s.Fill()
	}
	b, i := s.Buf[s.Pos:s.End], 0
	for len(b)-i >= QuickReserve && bytewise.LittleEndian.Uint64(b[i:])&bytewise.Mask(7) == wordSiT {
		n := plainLength(b[i+7:])
		end := i + 7 + n
		if n == 0 || len(b)-end < 16 || bytewise.LittleEndian.Uint64(b[end:]) != wordSiTEnd || b[end+8] != '>' {
			break
		}
		if len(ids) == cap(ids) {
			ids = slices.Grow(ids, len(ids)+1024) // append alone would copy them more often
		}
		ids = append(ids, d.Add(b[i+7:end]))
		i = end + 9
	}
	s.Pos += i
	return ids
}
