package xlsx

import (
	"fenji/scoring/sheet/bytewise"
	"fenji/scoring/sheet/table"
	"math/bits"
)

// Within a column the cells of a sheet nearly always look alike: the same letter, the same style, the same type. So what
// stood around the value of the last cell of a column is kept, and a cell that has the same around its value needs no
// reading but of that. Whatever differs is left to the way of [cells.take].

// A shape is what stands around the value of a cell, as words of eight bytes: the tag up to the row's number, and from
// behind the number up to the value.
type shape struct {
	open, openMask uint64
	tag, tagMask   [3]uint64
	openLen        int
	tagLen         int // 0 in a shape that is not known
	kind           shapeKind
	style          int
}

type shapeKind uint8

const (
	shapeBlank  shapeKind = iota
	shapeNumber           // <v>12.5</v>
	shapeDay              // the same, under a format that may make it a date
	shapeShared           // <v>12</v>, the number of a text
	shapeText             // <v>text</v>
	shapeInline           // <is><t>text</t></is>
)

const (
	shapeColumns = 26 * 27 // those of one or two letters
	longestText  = 40      // in bytes, of a text that is taken here; all of its cell lies within quickReserve
)

// learn keeps the shape of the cell whose tag begins b and is n bytes long.
func (r *Cells) learn(b []byte, n int, c *quickCell, row rowAddress) {
	if c.col >= shapeColumns || c.col >= r.Limits.Columns {
		return
	}
	for c.col >= len(r.shapes) {
		r.shapes, r.met = append(r.shapes, shape{}), append(r.met, nil)
	}
	s := shape{openLen: 7, style: c.style}
	if c.col >= 26 {
		s.openLen = 8
	}
	from := s.openLen + row.length
	value := bytewise.LittleEndian.Uint64(b[n:])
	switch {
	case c.empty:
	case value&bytewise.Mask(3) == wordValue:
		s.kind = [...]shapeKind{cellNumber: shapeNumber, cellShared: shapeShared, cellString: shapeText}[c.kind]
		if n += 3; c.kind == cellNumber && c.style < len(r.Classes) && r.Classes[c.style] != table.ClassNumber {
			s.kind = shapeDay
		}
	case value&bytewise.Mask(7) == wordIsT && c.kind == cellString:
		s.kind, n = shapeInline, n+7
	default:
		return
	}
	if s.tagLen = n - from; s.tagLen > 24 || n+8 > len(b) {
		return
	}
	s.open, s.openMask = bytewise.LittleEndian.Uint64(b), bytewise.Mask(s.openLen)
	for i := range s.tag {
		if left := s.tagLen - 8*i; left > 0 {
			s.tag[i], s.tagMask[i] = bytewise.LittleEndian.Uint64(b[from+8*i:]), bytewise.Mask(min(left, 8))
		}
	}
	if r.shapes[c.col] = s; s.kind >= shapeText && r.met[c.col] == nil {
		r.met[c.col] = new(metTexts)
	}
}

// Zeros are eight digits.
const Zeros = '0' * bytewise.Ones

// leading is how many decimal digits stand at the front of a word of digits less '0'; 8 when it is all digits.
func leading(x uint64) int { return bits.TrailingZeros64((x+0x76*bytewise.Ones|x)&bytewise.Highs) >> 3 }

// decimal is the number that the first n digits of such a word make, n from 1 to 8.
func digitsValue(x uint64, n int) uint64 {
	x <<= 64 - 8*uint(n)
	x = (x * (1 + 10<<8)) >> 8 & 0x00FF00FF00FF00FF
	x = (x * (1 + 100<<16)) >> 16 & 0x0000FFFF0000FFFF
	return (x * (1 + 10_000<<32)) >> 32
}

// having has the highest bit set in the first byte of w that is c; behind that one it may have more.
func having(w uint64, c byte) uint64 {
	w ^= uint64(c) * bytewise.Ones
	return (w - bytewise.Ones) &^ w & bytewise.Highs
}

var tens = [8]uint64{1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000}

// alike takes cells of the row at hand that look like those above them, from offset i of b, and returns where it stopped.
// It is long because it is run for each cell: a call costs as much as a cell does.
func (r *Cells) alike(b []byte, i int, row rowAddress) int {
	t, col := r.T, r.Col
	chunk, place := r.Row>>table.ChunkBits, r.Row&(table.ChunkRows-1)
	for ; col < len(r.shapes) && col < len(t.Columns) && len(b)-i >= QuickReserve; col++ {
		s, v := &r.shapes[col], b[i:i+QuickReserve]
		o := s.openLen + row.length
		if s.tagLen == 0 || (bytewise.LittleEndian.Uint64(v)^s.open)&s.openMask|(bytewise.LittleEndian.Uint64(v[s.openLen:])^row.word)&row.mask|
			(bytewise.LittleEndian.Uint64(v[o:])^s.tag[0])&s.tagMask[0]|(bytewise.LittleEndian.Uint64(v[o+8:])^s.tag[1])&s.tagMask[1]|
			(bytewise.LittleEndian.Uint64(v[o+16:])^s.tag[2])&s.tagMask[2] != 0 {
			break
		}
		if o += s.tagLen; s.kind == shapeBlank {
			i += o
			continue
		}
		kind, value := table.Number, int64(0)
		if s.kind >= shapeText {
			var known *metText
			if met := r.met[col]; met.strange < strangers {
				known = met.place(v[o:])
			}
			if known != nil && known.is(v[o:]) {
				r.met[col].strange = 0
				kind, value, i = table.Text, int64(known.id), i+o+known.length
			} else {
				text, n := s.text(v[o:])
				if n == 0 {
					break
				}
				id := t.Dict.ID(text)
				if known != nil {
					r.met[col].strange++
					known.keep(v[o:], n, id)
				}
				kind, value, i = table.Text, int64(id), i+o+n
			}
		} else {
			x := bytewise.LittleEndian.Uint64(v[o:]) ^ Zeros
			n := leading(x)
			if n == 0 || n == 8 {
				break
			}
			whole := digitsValue(x, n)
			if o += n; bytewise.LittleEndian.Uint64(v[o:]) == wordValueEnd {
				value, o = int64(whole)<<8, o+8
			} else if value, n = fraction(whole, v[o:]); n == 0 || s.kind == shapeShared {
				break
			} else {
				o += n
			}
			if s.kind == shapeDay {
				kind, value = r.number(table.Fixed(value), s.style, col)
			} else if s.kind == shapeShared {
				if whole >= uint64(len(r.Shared)) {
					break
				}
				kind, value = table.Text, int64(r.Shared[whole])
			}
			if i += o; s.kind == shapeShared && value == int64(NoText) {
				continue
			}
		}
		c := &t.Columns[col]
		if ch := c.Last; ch != nil && c.Index == chunk && place < len(ch.Kinds) && place < len(ch.Narrow) && ch.Rows == nil &&
			table.Fits(value) {
			if ch.Kinds[place] == table.Empty {
				ch.Count++
			}
			ch.Kinds[place], ch.Narrow[place] = kind, int32(value)
			if r.Row >= t.Rows {
				t.Rows = r.Row + 1
			}
			continue
		}
		r.store(col, kind, value)
	}
	r.Col = col
	return i
}

// fraction reads what stands behind the whole digits of a number, from the point on, and returns its length, or 0.
func fraction(whole uint64, v []byte) (value int64, n int) {
	x := bytewise.LittleEndian.Uint64(v[1:]) ^ Zeros
	m := leading(x)
	if m == 8 && v[0] == '.' {
		return longFraction(whole, v)
	}
	if v[0] != '.' || m == 0 || m == 8 || bytewise.LittleEndian.Uint64(v[1+m:]) != wordValueEnd {
		return 0, 0
	}
	coef := int64(whole*tens[m] + digitsValue(x, m))
	f := table.PackFixed(coef, -m)
	if v[m] == '0' {
		f, _ = table.FixedOf(coef, -m) // So few digits always fit.
	}
	return int64(f), 1 + m + 8
}

// longFraction is fraction for the many digits of times of day and of sums that were made in floats; see [table.ParseFixed].
func longFraction(whole uint64, v []byte) (value int64, n int) {
	coef, i := whole, 1
	for ; i < 32 && v[i]-'0' < 10 && coef < 1e17; i++ { // what begins with many zeros ends here, too
		coef = 10*coef + uint64(v[i]-'0')
	}
	exp := 1 - i
	if coef < 1e7 || bytewise.LittleEndian.Uint64(v[i:]) != wordValueEnd {
		return 0, 0
	}
	for coef%10 == 0 {
		coef, exp = coef/10, exp+1
	}
	if exp >= 0 {
		return 0, 0
	}
	for last := uint64(0); coef >= 1e15; coef += last {
		for last = 0; coef >= 1e15; exp++ {
			coef, last = coef/10, coef%10
		}
		last /= 5
	}
	f, ok := table.FixedOf(int64(coef), exp)
	if !ok {
		return 0, 0
	}
	return int64(f), i + 8
}

// text takes the text that b begins with, up to the end of the cell, and returns the length of both, or 0.
func (s *shape) text(b []byte) (text []byte, n int) {
	if n = plainLength(b); n == 0 || n > longestText {
		return nil, 0
	}
	switch w := bytewise.LittleEndian.Uint64(b[n:]); {
	case s.kind == shapeText && w == wordValueEnd:
		return b[:n], n + 8
	case s.kind == shapeInline && w == wordIsTEnd && bytewise.LittleEndian.Uint64(b[n+8:])&bytewise.Mask(5) == wordCellEnd:
		return b[:n], n + 13
	}
	return nil, 0
}

// plainLength is the length of the text in front of the next '<' in b, if it means just what it says under any xml:space; or
// else 0.
func plainLength(b []byte) int {
	for n := 0; len(b)-n >= 8; n += 8 {
		w := bytewise.LittleEndian.Uint64(b[n:])
		found := having(w, '<') | having(w, '&') | having(w, '\r') | having(w, '_')
		if found == 0 {
			continue
		}
		switch n += bits.TrailingZeros64(found) >> 3; {
		case b[n] == '_' && len(b)-n > 1 && b[n+1] != 'x':
			n -= 7 // goes on behind it
		case n == 0 || b[n] != '<' || b[0] <= ' ' || b[n-1] <= ' ':
			return 0
		default:
			return n
		}
	}
	return 0
}
