package archive

import (
	"hash/crc32"
	"io"

	"fenji/scoring"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/bytewise"
)

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
		return n, bounds.ErrDamaged
	case err == io.ErrUnexpectedEOF:
		return n, bounds.ErrTruncated
	}
	return n, err
}

// Open returns the inflated stream of a part. told, when not nil, is told how many packed bytes have been used up.
func (a *Archive) Open(p *Part, told func(n int64)) (io.ReadCloser, error) {
	if p.Flags&1 != 0 {
		return nil, scoring.Issue{Code: bounds.Encrypted}
	}
	if p.Unpacked > 1<<20 && p.Unpacked-1<<20 > a.O.Limits.Ratio*p.Packed {
		return nil, bounds.ErrBomb
	}
	start, err := a.Start(p)
	if err != nil {
		return nil, err
	}
	var body io.ReadCloser
	switch p.Method {
	case 0:
		raw := io.NewSectionReader(a.Data, start, p.Packed)
		body = &summed{ReadCloser: io.NopCloser(raw), want: p.CRC}
	case 8:
		inflate := a.O.Inflate
		if inflate == nil {
			inflate = Inflate
		}
		body, err = inflate(bounds.Packed{Data: a.Data, Offset: start, Size: p.Packed, Unpacked: p.Unpacked, CRC: p.CRC})
	default:
		err = bounds.ErrDamaged
	}
	return &measured{body, p, p.Unpacked, told}, err
}

// Start finds the packed bytes of a part, behind its local header.
func (a *Archive) Start(p *Part) (int64, error) {
	var h [HeaderSize]byte
	if _, err := a.Data.ReadAt(h[:], p.Header); err != nil {
		return 0, bounds.ErrTruncated
	}
	if string(h[:4]) != "PK\x03\x04" {
		return 0, bounds.ErrDamaged
	}
	start := p.Header + HeaderSize + int64(bytewise.LittleEndian.Uint16(h[26:])) + int64(bytewise.LittleEndian.Uint16(h[28:]))
	if start+p.Packed > a.size {
		return 0, bounds.ErrTruncated
	}
	return start, nil
}

// measured refuses a stream whose length is not what the directory says. The packed bytes that went in are not seen
// here; they are taken to be spread evenly over what comes out.
type measured struct {
	io.ReadCloser
	part *Part
	left int64
	told func(int64)
}

func (m *measured) Read(b []byte) (int, error) {
	n, err := m.ReadCloser.Read(b)
	if m.left -= int64(n); m.left < 0 {
		return 0, bounds.ErrBomb
	}
	if err == io.EOF && m.left > 0 {
		return n, bounds.ErrTruncated
	}
	if m.told != nil && n > 0 {
		m.told(m.part.Packed * (m.part.Unpacked - m.left) / m.part.Unpacked) // Both are within 31 bits, by the limits.
	}
	return n, err
}
