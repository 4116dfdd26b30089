package xlsxw

import (
	"errors"
	"io"

	"fenji/scoring/sheet/archive"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/bytewise"
	"fenji/scoring/sheet/deflate"
)

// A zipWriter writes a zip file as its parts come. It does what writing workbooks needs: deflated parts whose size is
// not known before, parts copied from another archive as they are, zip64 where something is large. Times are the first
// that a zip can state, so that the same parts are the same bytes.
type zipWriter struct {
	w       io.Writer
	N       int64 // bytes written
	err     error
	parts   []archive.Part // header is the offset here
	deflate bounds.Packer
	pack    func(io.Writer) bounds.Packer
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

func NewZipWriter(w io.Writer) *zipWriter {
	return &zipWriter{w: w, pack: func(w io.Writer) bounds.Packer { return deflate.NewWriter(w) }}
}

// raw writes bytes as they are; the compressor uses it, too.
func (z *zipWriter) raw(b []byte) {
	if z.err != nil {
		return
	}
	n, err := z.w.Write(b)
	if z.N += int64(n); err == nil && n < len(b) {
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

// Create begins the next part, which ends the one before.
func (z *zipWriter) Create(name string) error {
	z.end()
	z.begin(archive.Part{Name: name, Method: methodDeflate, Flags: flagSizesBehind})
	if z.deflate == nil {
		z.deflate = z.pack(rawWriter{z})
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
	p.Unpacked += int64(len(b))
	if _, err := z.deflate.Write(b); z.err == nil {
		z.err = err
	}
	return len(b), z.err
}

// Copy writes a part of another archive without packing it anew.
func (z *zipWriter) Copy(a *archive.Archive, from *archive.Part) error {
	z.end()
	start, err := a.Start(from)
	if err != nil {
		return err
	}
	p := *from
	p.Flags &^= flagSizesBehind
	z.begin(p)
	if _, err := io.Copy(rawWriter{z}, io.NewSectionReader(a.Data, start, p.Packed)); z.err == nil {
		z.err = err
	}
	return z.err
}

// begin writes the local header. Sizes that follow behind the part are zero in it.
func (z *zipWriter) begin(p archive.Part) {
	for i := range len(p.Name) {
		if p.Name[i] >= 0x80 {
			p.Flags |= flagUTF8
		}
	}
	p.Header = z.N
	z.parts = append(z.parts, p)
	b := append(make([]byte, 0, 128), "PK\x03\x04"...)
	b = bytewise.LittleEndian.AppendUint16(b, versionPlain)
	b = appendCommon(b, &p)
	b = bytewise.LittleEndian.AppendUint16(b, 0)
	z.raw(append(b, p.Name...))
}

// appendCommon appends what local header and directory entry have in common, up to the length of the name.
func appendCommon(b []byte, p *archive.Part) []byte {
	b = bytewise.LittleEndian.AppendUint16(b, p.Flags)
	b = bytewise.LittleEndian.AppendUint16(b, p.Method)
	b = bytewise.LittleEndian.AppendUint16(b, 0)
	b = bytewise.LittleEndian.AppendUint16(b, firstDate)
	b = bytewise.LittleEndian.AppendUint32(b, p.CRC)
	b = bytewise.LittleEndian.AppendUint32(b, uint32(min(p.Packed, archive.Zip64Marker)))
	b = bytewise.LittleEndian.AppendUint32(b, uint32(min(p.Unpacked, archive.Zip64Marker)))
	return bytewise.LittleEndian.AppendUint16(b, uint16(len(p.Name)))
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
	p.CRC = z.deflate.Sum()
	p.Packed = z.N - p.Header - archive.HeaderSize - int64(len(p.Name))
	b := bytewise.LittleEndian.AppendUint32([]byte("PK\x07\x08"), p.CRC)
	if large(p) {
		b = bytewise.LittleEndian.AppendUint64(bytewise.LittleEndian.AppendUint64(b, uint64(p.Packed)), uint64(p.Unpacked))
	} else {
		b = bytewise.LittleEndian.AppendUint32(bytewise.LittleEndian.AppendUint32(b, uint32(p.Packed)), uint32(p.Unpacked))
	}
	z.raw(b)
}

// large tells whether the sizes of a part do not fit 32 bits.
func large(p *archive.Part) bool {
	return p.Packed >= archive.Zip64Marker || p.Unpacked >= archive.Zip64Marker
}

// Close writes the directory.
func (z *zipWriter) Close() error {
	z.end()
	start := z.N
	for i := range z.parts {
		z.raw(AppendEntry(nil, &z.parts[i]))
	}
	z.raw(appendEnd(nil, int64(len(z.parts)), z.N-start, start))
	return z.err
}

func AppendEntry(b []byte, p *archive.Part) []byte {
	var extra []byte
	version := uint16(versionPlain)
	if large(p) || p.Header >= archive.Zip64Marker {
		version = versionZip64
		for _, v := range []int64{p.Unpacked, p.Packed, p.Header} {
			if v >= archive.Zip64Marker {
				extra = bytewise.LittleEndian.AppendUint64(extra, uint64(v))
			}
		}
		extra = append(bytewise.LittleEndian.AppendUint16(bytewise.LittleEndian.AppendUint16(nil, 1), uint16(len(extra))), extra...)
	}
	b = append(b, "PK\x01\x02"...)
	b = bytewise.LittleEndian.AppendUint16(bytewise.LittleEndian.AppendUint16(b, version), version)
	b = appendCommon(b, p)
	b = bytewise.LittleEndian.AppendUint16(b, uint16(len(extra)))
	b = append(b, make([]byte, 10)...) // no comment, the first disk, no attributes
	b = bytewise.LittleEndian.AppendUint32(b, uint32(min(p.Header, archive.Zip64Marker)))
	return append(append(b, p.Name...), extra...)
}

// appendEnd appends the end record, behind the long form of it when a number does not fit.
func appendEnd(b []byte, count, size, start int64) []byte {
	if count >= 0xFFFF || size >= archive.Zip64Marker || start >= archive.Zip64Marker {
		b = append(b, "PK\x06\x06"...)
		b = bytewise.LittleEndian.AppendUint64(b, 44)
		b = bytewise.LittleEndian.AppendUint16(bytewise.LittleEndian.AppendUint16(b, versionZip64), versionZip64)
		b = bytewise.LittleEndian.AppendUint64(b, 0)
		b = bytewise.LittleEndian.AppendUint64(bytewise.LittleEndian.AppendUint64(b, uint64(count)), uint64(count))
		b = bytewise.LittleEndian.AppendUint64(bytewise.LittleEndian.AppendUint64(b, uint64(size)), uint64(start))
		b = append(b, "PK\x06\x07"...)
		b = bytewise.LittleEndian.AppendUint32(b, 0)
		b = bytewise.LittleEndian.AppendUint64(b, uint64(start+size))
		b = bytewise.LittleEndian.AppendUint32(b, 1)
	}
	b = append(b, "PK\x05\x06"...)
	b = bytewise.LittleEndian.AppendUint32(b, 0)
	n := uint16(min(count, 0xFFFF))
	b = bytewise.LittleEndian.AppendUint16(bytewise.LittleEndian.AppendUint16(b, n), n)
	b = bytewise.LittleEndian.AppendUint32(b, uint32(min(size, archive.Zip64Marker)))
	b = bytewise.LittleEndian.AppendUint32(b, uint32(min(start, archive.Zip64Marker)))
	return bytewise.LittleEndian.AppendUint16(b, 0)
}
