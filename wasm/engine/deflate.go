//go:build js

package engine

import (
	"errors"
	"io"
	"syscall/js"

	"fenji/scoring/sheet"
)

// Workbooks are packed by the kernel, as package deflate would pack them, byte for byte.

var errPacked = errors.New("packed after the end")

// packing is the way of this host; nil when it has none.
func packing() func(io.Writer) sheet.Packer {
	made := js.Global().Get("packer")
	if made.IsUndefined() {
		return nil
	}
	return func(w io.Writer) sheet.Packer {
		k := made.Invoke()
		p := &packer{kernel: k, memory: js.Global().Get("Uint8Array").New(k.Get("memory").Get("buffer"))}
		p.Reset(w)
		return p
	}
}

// A packer is one instance of the kernel.
type packer struct {
	w              io.Writer
	err            error
	kernel, memory js.Value
	at, space      int    // where the next bytes go, and how many
	out            []byte // the packed bytes of a block
}

func (p *packer) Reset(w io.Writer) {
	p.w, p.err = w, nil
	p.kernel.Call("start")
	p.look()
}

// look asks where the next bytes go.
func (p *packer) look() { p.at, p.space = p.kernel.Call("place").Int(), p.kernel.Call("space").Int() }

func (p *packer) Write(b []byte) (n int, err error) {
	for len(b) > 0 && p.err == nil {
		if p.space == 0 {
			p.block(false)
		}
		took := js.CopyBytesToJS(p.memory.Call("subarray", p.at, p.at+min(p.space, len(b))), b)
		p.kernel.Call("add", took)
		p.at, p.space, n, b = p.at+took, p.space-took, n+took, b[took:]
	}
	return n, p.err
}

// block packs what was added, and passes it on.
func (p *packer) block(last bool) {
	p.kernel.Call("pack", last)
	at, n := p.kernel.Call("block").Int(), p.kernel.Call("packed").Int()
	if cap(p.out) < n {
		p.out = make([]byte, max(n, 1<<16))
	}
	p.out = p.out[:n]
	js.CopyBytesToGo(p.out, p.memory.Call("subarray", at, at+n))
	if _, err := p.w.Write(p.out); p.err == nil {
		p.err = err
	}
	p.look()
}

// Sum is the CRC-32 of what was written, once it is closed.
func (p *packer) Sum() uint32 { return uint32(p.kernel.Call("sum").Int()) }

func (p *packer) Close() error {
	if p.err == nil {
		if p.block(true); p.err == nil {
			p.err = errPacked
		}
	}
	if p.err == errPacked {
		return nil
	}
	return p.err
}
