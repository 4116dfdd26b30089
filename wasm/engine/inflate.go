//go:build js

package engine

import (
	"bytes"
	"errors"
	"io"
	"syscall/js"

	"fenji/scoring/sheet"
	"fenji/wasm/jsx"
)

// Parts of a file are inflated by the kernel, a small program beside this one (see web/kernel); where there is none, by what
// the host has for it, in another worker. Both end in an error when a part is cut short, damaged or followed by something, and
// when its checksum is another. Its length is checked by who reads.

var errInflate = errors.New("the packed data are damaged")

// inflate is the way of this host; nil when it has none.
func inflate() func(sheet.Packed) (io.ReadCloser, error) {
	if k := js.Global().Get("kernel"); !k.IsUndefined() {
		return kernel{k}.open
	}
	if i := newInflater(); i != nil {
		return i.open
	}
	return nil
}

// inFile gives the part as one of a file whose bytes are in JavaScript.
func inFile(p sheet.Packed) (*file, sheet.Packed, error) {
	if f, ok := p.Data.(*file); ok {
		return f, p, nil
	}
	part := make([]byte, p.Size)
	if _, err := p.Data.ReadAt(part, p.Offset); err != nil && err != io.EOF {
		return nil, p, err
	}
	p.Offset = 0
	return newFile(jsx.Array(part).Get("buffer")), p, nil
}

// A kernel opens streams.
type kernel struct{ js.Value }

func (k kernel) open(p sheet.Packed) (io.ReadCloser, error) {
	f, p, err := inFile(p)
	if err != nil {
		return nil, err
	}
	return &kernelStream{stream: k.Invoke(jsx.Object("buffer", f.buffer, "offset", p.Offset, "size", p.Size, "crc", p.CRC))}, nil
}

// A kernelStream is what comes out of the kernel, piece by piece.
type kernelStream struct {
	stream js.Value
	piece  js.Value // a Uint8Array
	rest   bool     // whether some of it is still to be read
	err    error    // how the stream ended
}

func (r *kernelStream) Read(b []byte) (int, error) {
	if len(b) == 0 {
		return 0, nil
	}
	for !r.rest {
		if r.err != nil {
			return 0, r.err
		}
		switch r.piece = r.stream.Call("next"); {
		case r.piece.IsNull():
			r.err = io.EOF
		case r.piece.IsUndefined():
			r.err = errInflate
		default:
			r.rest = r.piece.Length() > 0
		}
	}
	n := js.CopyBytesToGo(b, r.piece)
	if r.rest = n < r.piece.Length(); r.rest {
		r.piece = r.piece.Call("subarray", n)
	}
	return n, nil
}

func (r *kernelStream) Close() error {
	r.stream.Call("close")
	return nil
}

// An inflater is the other worker, behind a port.
type inflater struct {
	port    js.Value
	replies chan js.Value
}

// newInflater returns nil when the host has no such worker or cannot inflate.
func newInflater() *inflater {
	port := js.Global().Get("inflater")
	if port.IsUndefined() || js.Global().Get("DecompressionStream").IsUndefined() {
		return nil
	}
	i := &inflater{port, make(chan js.Value, 16)}
	port.Set("onmessage", js.FuncOf(func(_ js.Value, args []js.Value) any {
		i.replies <- args[0].Get("data")
		return nil
	}))
	return i
}

// smallPart is how many bytes a part may have, packed and unpacked, to be inflated without the other worker.
const smallPart, smallContent = 64 << 10, 1 << 20

// open has a part inflated. The host checks length and checksum when it takes the part for gzip: so it is given the
// head and the tail of such a file around the part.
func (i *inflater) open(p sheet.Packed) (io.ReadCloser, error) {
	f, p, err := inFile(p)
	if err != nil {
		return nil, err
	}
	tail := make([]byte, 8)
	for i := range 4 {
		tail[i], tail[4+i] = byte(p.CRC>>(8*i)), byte(p.Unpacked>>(8*i))
	}
	part := jsx.Object("buffer", f.buffer, "offset", p.Offset, "size", p.Size,
		"head", jsx.Array([]byte{0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF}), "tail", jsx.Array(tail))
	if p.Size <= smallPart && p.Unpacked <= smallContent {
		return inflated(part, int(p.Unpacked))
	}
	i.port.Call("postMessage", part, jsx.List(f.buffer))
	f.buffer = js.Undefined()
	return &inflating{inflater: i, file: f}, nil
}

// inflated inflates a small part here.
func inflated(part js.Value, length int) (io.ReadCloser, error) {
	content, err := jsx.Await(js.Global().Call("inflated", part, length))
	if err != nil {
		return nil, errInflate
	}
	return io.NopCloser(bytes.NewReader(jsx.Bytes(content))), nil
}

// inflating is the stream that comes out of the inflater, in batches of pieces.
type inflating struct {
	*inflater
	file         *file
	pieces       js.Value // Uint8Arrays
	index, count int      // of the one to read next, and of all
	piece        js.Value
	rest         bool  // whether some of piece is still to be read
	err          error // how the stream ended
}

// Read reads as much as there is without waiting, and waits only when there is nothing.
func (r *inflating) Read(b []byte) (read int, err error) {
	for read < len(b) {
		switch {
		case r.rest:
			n := js.CopyBytesToGo(b[read:], r.piece)
			if r.rest = read+n == len(b) && n < r.piece.Length(); r.rest {
				r.piece = r.piece.Call("subarray", n)
			}
			read += n
		case r.index < r.count:
			r.piece, r.rest = r.pieces.Index(r.index), true
			r.index++
		case read > 0:
			return read, nil
		case r.err != nil:
			return 0, r.err
		default:
			r.next()
		}
	}
	return read, nil
}

// next asks for another batch in place of the one that is read, and waits for it or the end, with which the file comes
// back.
func (r *inflating) next() {
	if r.count > 0 {
		r.port.Call("postMessage", jsx.Object())
		r.count, r.index = 0, 0
	}
	m := <-r.replies
	if pieces := m.Get("views"); !pieces.IsUndefined() {
		r.pieces, r.count = pieces, pieces.Length()
		return
	}
	r.file.buffer = m.Get("buffer")
	if r.err = io.EOF; !m.Get("whole").Bool() {
		r.err = errInflate
	}
}

// Close stops the inflater, if it is still at work, and waits for the file.
func (r *inflating) Close() error {
	if r.err == nil {
		r.port.Call("postMessage", jsx.Object("stop", true))
	}
	for r.err == nil {
		r.next()
	}
	return nil
}
