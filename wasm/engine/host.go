//go:build js

package engine

import (
	"io"
	"runtime"
	"syscall/js"

	"fenji/scoring/session"
	"fenji/scoring/sheet"
	"fenji/wasm/jsx"
	"fenji/wasm/mailbox"
)

// What the engine takes from its host: a file's bytes stay in JavaScript, which inflates them (see inflate.go) and packs workbooks
// (see deflate.go), and the host's tables decode GB18030 and Big5 and know the forms of Unicode.

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
	o.Inflate, o.Deflate = inflate(), packing()
	return o
}
