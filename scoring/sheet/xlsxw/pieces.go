package xlsxw

import (
	"fenji/scoring/sheet/bytewise"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/value"
	"fenji/scoring/sheet/xlsx"
	"math/bits"
)

// What a cell is made of is short and known beforehand but for its digits. It is written a word of eight bytes at a time,
// of which some may be beyond the end and are then written over: so there has to be room behind what is written.

// cellRoom is what a cell takes at most besides its text, and the room behind it.
const cellRoom = 128

// A piece is up to sixteen bytes.
type piece struct {
	bytes [16]byte
	n     int
}

func pieceOf(s string) (p piece) {
	p.n = copy(p.bytes[:], s)
	return p
}

// put writes the piece at n and returns where it ends.
func (p *piece) put(b []byte, n int) int {
	*(*[16]byte)(b[n:]) = p.bytes
	return n + p.n
}

// The pieces of cells.
var (
	pieceValue     = pieceOf(`><v>`)
	pieceShared    = pieceOf(` t="s"><v>`)
	pieceCellEnd   = pieceOf(`</v></c>`)
	pieceBlankEnd  = pieceOf(`/>`)
	pieceInline    = pieceOf(` t="inlineStr"><`)
	pieceInlineTwo = pieceOf(`is><t>`)
	pieceInlineEnd = pieceOf(`</t></is></c>`)
	pieceRow       = pieceOf(`<row r="`)
)

// stylePieces say the style of a cell in a format.
var stylePieces = func() (list [int(value.Styles) * int(formats)]piece) {
	for xf := 1; xf < len(list); xf++ {
		p := &list[xf]
		p.n = len(append(table.AppendInt(append(p.bytes[:0], ` s="`...), int64(xf)), '"'))
	}
	return list
}()

// ShortNumber bounds the numbers whose digits fit a word.
const ShortNumber = 1_0000_0000

// spread gives the eight digits of a number below ShortNumber, the first in the lowest byte: halves of four digits, then
// pairs, then single ones are parted side by side. No division: a quotient is the high bits of a product, which is exact for
// numbers of this size.
func spread(v uint64) uint64 {
	q := v * 109951163 >> 40 // 2^40/10000, rounded up: 2224 too much for 10000, and 2224·v is less than 2^40
	x := q | (v-q*10000)<<32
	q = x * 10486 >> 20 & 0x0000_007F_0000_007F
	x = q | (x-q*100)<<16
	q = x * 103 >> 10 & 0x000F_000F_000F_000F
	return q | (x-q*10)<<8
}

// putNumber writes a number below ShortNumber.
func putNumber(b []byte, n int, v uint64) int {
	if v < 10 {
		b[n] = byte('0' + v)
		return n + 1
	}
	x := spread(v)
	unused := bits.TrailingZeros64(x) &^ 7
	bytewise.LittleEndian.PutUint64(b[n:n+8], (x|xlsx.Zeros)>>(unused&63))
	return n + 8 - unused>>3
}

// putDecimal writes a number below ShortNumber, of which the last places, up to seven, stand behind the point, without zeros at
// its end. It may write over fifteen bytes behind the end, as PutPlaces may.
func putDecimal(b []byte, n int, v uint64, places int) int {
	if places == 0 {
		return putNumber(b, n, v)
	}
	x := spread(v)
	n = putWhole(b, n, x, places)
	rest := x >> (64 - 8*places&63)
	if rest == 0 {
		return n
	}
	b[n] = '.'
	bytewise.LittleEndian.PutUint64(b[n+1:n+9], rest|xlsx.Zeros)
	return n + 1 + places - bits.LeadingZeros64(x)>>3
}

// putWhole writes what stands before the point of a number that is spread.
func putWhole(b []byte, n int, x uint64, places int) int {
	unused := min(bits.TrailingZeros64(x)>>3, 7-places)
	bytewise.LittleEndian.PutUint64(b[n:n+8], (x|xlsx.Zeros)>>(8*unused&63))
	return n + 8 - places - unused
}

// PutPlaces writes a number below ShortNumber, of which the last places, up to seven, stand behind the point, with all zeros.
// It may write over fifteen bytes behind the end.
func PutPlaces(b []byte, n int, v uint64, places int) int {
	if places == 0 {
		return putNumber(b, n, v)
	}
	x := spread(v)
	n = putWhole(b, n, x, places)
	b[n] = '.'
	bytewise.LittleEndian.PutUint64(b[n+1:n+9], x>>(64-8*places&63)|xlsx.Zeros)
	return n + 1 + places
}

// plainBytes stand for themselves in XML and begin nothing.
var plainBytes = func() (t [256]bool) {
	for c := ' '; c < 0x7F; c++ {
		t[c] = c != '&' && c != '<' && c != '>' && c != '_'
	}
	return t
}()
