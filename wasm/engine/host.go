//go:build js

package engine

import (
	"bytes"
	"errors"
	"io"
	"runtime"
	"syscall/js"

	"fenji/scoring/session"
	"fenji/scoring/sheet"
	"fenji/wasm/jsx"
	"fenji/wasm/mailbox"
)

// What the engine takes from its host: a file's bytes stay in JavaScript, a second worker inflates them while the
// engine reads what has come out, and the host's tables decode GB18030 and Big5 and know the forms of Unicode.

// A file is the content of a file. Its buffer is undefined while it is lent to the inflater.
type file struct {
	buffer js.Value
	size   int64
}

func newFile(buffer js.Value) *file { return &file{buffer, int64(buffer.Get("byteLength").Int())} }

// files are those that came with a call.
func files(c *mailbox.Call) (list []session.File) {
	size := int64(0)
	for _, buffer := range c.Buffers() {
		f := newFile(buffer)
		list, size = append(list, f), size+f.size
	}
	reserve(2 * size)
	return list
}

// reserve makes the memory grow at once by what a large file will need anyway. Each growth costs the host some
// milliseconds, and a table that grows by and by would take dozens of them.
func reserve(n int64) {
	const large, most = 8 << 20, 96 << 20
	if n >= large {
		room := make([]byte, min(n, most))
		runtime.KeepAlive(&room[0]) // or the compiler leaves the room out
		runtime.GC()
	}
}

func (f *file) Size() int64 { return f.size }

func (f *file) ReadAt(b []byte, off int64) (int, error) {
	n := int(max(0, min(int64(len(b)), f.size-off)))
	if n > 0 {
		js.CopyBytesToGo(b[:n], js.Global().Get("Uint8Array").New(f.buffer, off, n))
	}
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
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
	f, ok := p.Data.(*file)
	if !ok {
		part := make([]byte, p.Size)
		if _, err := p.Data.ReadAt(part, p.Offset); err != nil && err != io.EOF {
			return nil, err
		}
		f, p.Offset = newFile(jsx.Array(part).Get("buffer")), 0
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

var errInflate = errors.New("the packed data are damaged")

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

// decode decodes with the host's tables.
func decode(encoding string) func(io.Reader) io.Reader {
	return func(r io.Reader) io.Reader {
		return &decoding{r: r, decoder: js.Global().Get("TextDecoder").New(encoding), raw: make([]byte, 64<<10)}
	}
}

type decoding struct {
	r       io.Reader
	decoder js.Value
	raw     []byte
	out     string
	err     error
}

func (d *decoding) Read(b []byte) (int, error) {
	for d.out == "" {
		if d.err != nil {
			return 0, d.err
		}
		var n int
		n, d.err = d.r.Read(d.raw)
		d.out = d.decoder.Call("decode", jsx.Array(d.raw[:n]), jsx.Object("stream", d.err == nil)).String()
	}
	n := copy(b, d.out)
	d.out = d.out[n:]
	return n, nil
}

// options let the core read through the host, as far as that can do it.
func options() (o sheet.Options) {
	o.GB18030, o.Big5 = decode("gb18030"), decode("big5")
	if i := newInflater(); i != nil {
		o.Inflate = i.open
	}
	return o
}
