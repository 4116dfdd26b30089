// Package deflate packs bytes into the deflate format (RFC 1951), fast and in little memory. It is made for the XML of
// sheets, whose rows say nearly the same over and over: of all earlier places that might match, it looks at one.
//
// What goes in is any sequence of bytes, in pieces of any size; what comes out is one deflate stream, the same bytes for
// the same input however it was cut. There are no levels and no dictionaries, and nothing is flushed before Close.
package deflate

import (
	"errors"
	"hash/crc32"
	"io"
)

const (
	window    = 1 << 15 // how far back a match may lie
	blockSize = 1 << 16 // bytes that share a code
	minMatch  = 4       // the format knows matches of three bytes, too, which gain next to nothing
	maxMatch  = 258
)

// A Writer packs what is written to it.
type Writer struct {
	w    io.Writer
	err  error
	done bool
	sum  uint32

	buf        [window + blockSize]byte
	start, end int    // the block is buf[start:end]; what is before it can be referred to
	base       uint64 // the position of buf[0], in the table's counting
	table      [tableSize]uint32

	matches []match // of the block
	literal [literals]uint32
	far     [distances]uint32

	out    []byte
	bits   uint64 // not yet in out
	filled uint   // their number
	codes  coder
}

// A match is preceded by bytes that stand for themselves. From the lowest bit on it holds the length less minLength,
// the distance less one, the symbol of the distance, and the number of those bytes.
type match uint64

func newMatch(plain, length, back int, far uint64) match {
	return match(length-minLength) | match(back-1)<<8 | match(far)<<24 | match(plain)<<32
}

var errClosed = errors.New("deflate: written to after Close")

// NewWriter returns a Writer that writes to w.
func NewWriter(w io.Writer) *Writer {
	z := &Writer{out: make([]byte, 0, outSize), matches: make([]match, 0, blockSize/minMatch)}
	z.Reset(w)
	return z
}

// Reset begins a new stream to w.
func (z *Writer) Reset(w io.Writer) {
	z.w, z.err, z.done, z.sum = w, nil, false, 0
	z.out, z.bits, z.filled = z.out[:0], 0, 0
	z.base += uint64(z.end) + window + 1 // farther than any entry of the table can reach
	z.start, z.end = 0, 0
}

// Write packs b. It keeps up to a block of it until more comes.
func (z *Writer) Write(b []byte) (n int, err error) {
	if z.done {
		return 0, errClosed
	}
	for len(b) > 0 && z.err == nil {
		if z.end-z.start == blockSize {
			z.block(false)
			z.slide()
		}
		took := copy(z.buf[z.end:z.start+blockSize], b)
		z.sum = crc32.Update(z.sum, crc32.IEEETable, b[:took])
		z.end, n, b = z.end+took, n+took, b[took:]
	}
	return n, z.err
}

// Close ends the stream. It does not close the writer below.
func (z *Writer) Close() error {
	if z.err == nil && !z.done {
		z.block(true)
	}
	z.done = true
	return z.err
}

// Sum is the CRC-32 of what was written, as zip and gzip state it.
func (z *Writer) Sum() uint32 { return z.sum }

// block packs the block in the buffer.
func (z *Writer) block(last bool) {
	z.search()
	z.encode(last)
	if _, err := z.w.Write(z.out); z.err == nil {
		z.err = err
	}
	z.out = z.out[:0]
}

// slide makes room for the next block, and keeps what that may refer to.
func (z *Writer) slide() {
	keep := min(z.end, window)
	copy(z.buf[:keep], z.buf[z.end-keep:z.end])
	z.base += uint64(z.end - keep)
	z.start, z.end = keep, keep
}
