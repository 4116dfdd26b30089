package sheet

import (
	"hash/crc32"
	"io"

	"fenji/scoring"
)

// A Packed is a deflated part of a file: where its bytes lie, and what the zip's directory says they inflate to.
type Packed struct {
	Data         io.ReaderAt // as given to Open
	Offset, Size int64
	Unpacked     int64
	CRC          uint32
}

// summed refuses a stream whose checksum is not what the directory says.
type summed struct {
	io.ReadCloser
	sum, want uint32
}

func (s *summed) Read(b []byte) (int, error) {
	n, err := s.ReadCloser.Read(b)
	s.sum = crc32.Update(s.sum, crc32.IEEETable, b[:n])
	switch {
	case err == io.EOF && s.sum != s.want:
		return n, errDamaged
	case err == io.ErrUnexpectedEOF:
		return n, errTruncated
	}
	return n, err
}

// open returns the inflated stream of a part. told, when not nil, is told how many packed bytes have been used up.
func (a *archive) open(p *part, told func(n int64)) (io.ReadCloser, error) {
	if p.flags&1 != 0 {
		return nil, scoring.Issue{Code: Encrypted}
	}
	if p.unpacked > 1<<20 && p.unpacked-1<<20 > a.o.Limits.Ratio*p.packed {
		return nil, errBomb
	}
	start, err := a.start(p)
	if err != nil {
		return nil, err
	}
	var body io.ReadCloser
	switch p.method {
	case 0:
		raw := io.NewSectionReader(a.data, start, p.packed)
		body = &summed{ReadCloser: io.NopCloser(raw), want: p.crc}
	case 8:
		body, err = a.o.Inflate(Packed{Data: a.data, Offset: start, Size: p.packed, Unpacked: p.unpacked, CRC: p.crc})
	default:
		err = errDamaged
	}
	return &measured{body, p, p.unpacked, told}, err
}

// start finds the packed bytes of a part, behind its local header.
func (a *archive) start(p *part) (int64, error) {
	var h [headerSize]byte
	if _, err := a.data.ReadAt(h[:], p.header); err != nil {
		return 0, errTruncated
	}
	if string(h[:4]) != "PK\x03\x04" {
		return 0, errDamaged
	}
	start := p.header + headerSize + int64(le.Uint16(h[26:])) + int64(le.Uint16(h[28:]))
	if start+p.packed > a.size {
		return 0, errTruncated
	}
	return start, nil
}

// measured refuses a stream whose length is not what the directory says. The packed bytes that went in are not seen
// here; they are taken to be spread evenly over what comes out.
type measured struct {
	io.ReadCloser
	part *part
	left int64
	told func(int64)
}

func (m *measured) Read(b []byte) (int, error) {
	n, err := m.ReadCloser.Read(b)
	if m.left -= int64(n); m.left < 0 {
		return 0, errBomb
	}
	if err == io.EOF && m.left > 0 {
		return n, errTruncated
	}
	if m.told != nil && n > 0 {
		m.told(m.part.packed * (m.part.unpacked - m.left) / m.part.unpacked) // Both are within 31 bits, by the limits.
	}
	return n, err
}
