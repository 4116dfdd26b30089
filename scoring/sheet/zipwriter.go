package sheet

import (
	"errors"
	"hash/crc32"
	"io"

	"fenji/scoring/sheet/deflate"
)

// A zipWriter writes a zip file as its parts come. It does what writing workbooks needs: deflated parts whose size is
// not known before, parts copied from another archive as they are, zip64 where something is large. Times are the first
// that a zip can state, so that the same parts are the same bytes.
type zipWriter struct {
	w       io.Writer
	n       int64 // bytes written
	err     error
	parts   []part // header is the offset here
	deflate *deflate.Writer
	open    bool // the last part is being written
}

const (
	flagSizesBehind = 1 << 3
	flagUTF8        = 1 << 11
	methodDeflate   = 8
	firstDate       = 1<<5 | 1 // 1980-01-01
	versionPlain    = 20
	versionZip64    = 45
)

func newZipWriter(w io.Writer) *zipWriter { return &zipWriter{w: w} }

// raw writes bytes as they are; the compressor uses it, too.
func (z *zipWriter) raw(b []byte) {
	if z.err != nil {
		return
	}
	n, err := z.w.Write(b)
	if z.n += int64(n); err == nil && n < len(b) {
		err = io.ErrShortWrite
	}
	z.err = err
}

// A rawWriter is a zipWriter as the compressor sees it.
type rawWriter struct{ z *zipWriter }

func (r rawWriter) Write(b []byte) (int, error) {
	r.z.raw(b)
	return len(b), r.z.err
}

// create begins the next part, which ends the one before.
func (z *zipWriter) create(name string) error {
	z.end()
	z.begin(part{name: name, method: methodDeflate, flags: flagSizesBehind})
	if z.deflate == nil {
		z.deflate = deflate.NewWriter(rawWriter{z})
	} else {
		z.deflate.Reset(rawWriter{z})
	}
	z.open = true
	return z.err
}

// Write writes to the part that was created last.
func (z *zipWriter) Write(b []byte) (int, error) {
	if !z.open {
		return 0, errors.New("zip: no part to write to")
	}
	p := &z.parts[len(z.parts)-1]
	p.crc = crc32.Update(p.crc, crc32.IEEETable, b)
	p.unpacked += int64(len(b))
	if _, err := z.deflate.Write(b); z.err == nil {
		z.err = err
	}
	return len(b), z.err
}

// copy writes a part of another archive without packing it anew.
func (z *zipWriter) copy(a *archive, from *part) error {
	z.end()
	start, err := a.start(from)
	if err != nil {
		return err
	}
	p := *from
	p.flags &^= flagSizesBehind
	z.begin(p)
	if _, err := io.Copy(rawWriter{z}, io.NewSectionReader(a.data, start, p.packed)); z.err == nil {
		z.err = err
	}
	return z.err
}

// begin writes the local header. Sizes that follow behind the part are zero in it.
func (z *zipWriter) begin(p part) {
	for i := range len(p.name) {
		if p.name[i] >= 0x80 {
			p.flags |= flagUTF8
		}
	}
	p.header = z.n
	z.parts = append(z.parts, p)
	b := append(make([]byte, 0, 128), "PK\x03\x04"...)
	b = le.AppendUint16(b, versionPlain)
	b = appendCommon(b, &p)
	b = le.AppendUint16(b, 0)
	z.raw(append(b, p.name...))
}

// appendCommon appends what local header and directory entry have in common, up to the length of the name.
func appendCommon(b []byte, p *part) []byte {
	b = le.AppendUint16(b, p.flags)
	b = le.AppendUint16(b, p.method)
	b = le.AppendUint16(b, 0)
	b = le.AppendUint16(b, firstDate)
	b = le.AppendUint32(b, p.crc)
	b = le.AppendUint32(b, uint32(min(p.packed, zip64Marker)))
	b = le.AppendUint32(b, uint32(min(p.unpacked, zip64Marker)))
	return le.AppendUint16(b, uint16(len(p.name)))
}

// end finishes the part being written: its sizes follow it.
func (z *zipWriter) end() {
	if !z.open {
		return
	}
	z.open = false
	if err := z.deflate.Close(); z.err == nil {
		z.err = err
	}
	p := &z.parts[len(z.parts)-1]
	p.packed = z.n - p.header - headerSize - int64(len(p.name))
	b := le.AppendUint32([]byte("PK\x07\x08"), p.crc)
	if p.large() {
		b = le.AppendUint64(le.AppendUint64(b, uint64(p.packed)), uint64(p.unpacked))
	} else {
		b = le.AppendUint32(le.AppendUint32(b, uint32(p.packed)), uint32(p.unpacked))
	}
	z.raw(b)
}

// large tells whether the sizes of a part do not fit 32 bits.
func (p *part) large() bool { return p.packed >= zip64Marker || p.unpacked >= zip64Marker }

// close writes the directory.
func (z *zipWriter) close() error {
	z.end()
	start := z.n
	for i := range z.parts {
		z.raw(appendEntry(nil, &z.parts[i]))
	}
	z.raw(appendEnd(nil, int64(len(z.parts)), z.n-start, start))
	return z.err
}

func appendEntry(b []byte, p *part) []byte {
	var extra []byte
	version := uint16(versionPlain)
	if p.large() || p.header >= zip64Marker {
		version = versionZip64
		for _, v := range []int64{p.unpacked, p.packed, p.header} {
			if v >= zip64Marker {
				extra = le.AppendUint64(extra, uint64(v))
			}
		}
		extra = append(le.AppendUint16(le.AppendUint16(nil, 1), uint16(len(extra))), extra...)
	}
	b = append(b, "PK\x01\x02"...)
	b = le.AppendUint16(le.AppendUint16(b, version), version)
	b = appendCommon(b, p)
	b = le.AppendUint16(b, uint16(len(extra)))
	b = append(b, make([]byte, 10)...) // no comment, the first disk, no attributes
	b = le.AppendUint32(b, uint32(min(p.header, zip64Marker)))
	return append(append(b, p.name...), extra...)
}

// appendEnd appends the end record, behind the long form of it when a number does not fit.
func appendEnd(b []byte, count, size, start int64) []byte {
	if count >= 0xFFFF || size >= zip64Marker || start >= zip64Marker {
		b = append(b, "PK\x06\x06"...)
		b = le.AppendUint64(b, 44)
		b = le.AppendUint16(le.AppendUint16(b, versionZip64), versionZip64)
		b = le.AppendUint64(b, 0)
		b = le.AppendUint64(le.AppendUint64(b, uint64(count)), uint64(count))
		b = le.AppendUint64(le.AppendUint64(b, uint64(size)), uint64(start))
		b = append(b, "PK\x06\x07"...)
		b = le.AppendUint32(b, 0)
		b = le.AppendUint64(b, uint64(start+size))
		b = le.AppendUint32(b, 1)
	}
	b = append(b, "PK\x05\x06"...)
	b = le.AppendUint32(b, 0)
	n := uint16(min(count, 0xFFFF))
	b = le.AppendUint16(le.AppendUint16(b, n), n)
	b = le.AppendUint32(b, uint32(min(size, zip64Marker)))
	b = le.AppendUint32(b, uint32(min(start, zip64Marker)))
	return le.AppendUint16(b, 0)
}
