// Package charset tells in which encoding a text is written, by its mark or by which characters it would be made of, and reads
// it as UTF-8.
//
// What goes in: bytes. What comes out: an encoding, whether it is certain, and a reader. GB18030 and Big5 need tables that the
// program or its host brings. What it refuses: bytes that make no sense in any encoding that it knows.
package charset

import (
	"bytes"
	"fenji/scoring/sheet/bounds"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// A Charset is the encoding of a text.
type Charset uint8

const (
	UTF8 Charset = iota
	UTF16LE
	UTF16BE
	GB18030
	Big5
	Windows1252
)

// Encodings are the names of the encodings in which text files are read, for [Options].Encoding and [Table.Encoding].
var Encodings = []string{"utf-8", "utf-16le", "utf-16be", "gb18030", "big5", "windows-1252"}

var BOM = []byte("\xEF\xBB\xBF")

// Mark tells the encoding that a byte order mark states and the length of the mark.
func Mark(b []byte) (c Charset, n int) {
	switch {
	case bytes.HasPrefix(b, BOM):
		return UTF8, 3
	case bytes.HasPrefix(b, []byte("\xFF\xFE")):
		return UTF16LE, 2
	case bytes.HasPrefix(b, []byte("\xFE\xFF")):
		return UTF16BE, 2
	}
	return UTF8, 0
}

// Decode reads r, which is in the given encoding, as UTF-8.
func Decode(o *bounds.Options, r io.Reader, c Charset) (io.Reader, error) {
	switch c {
	case UTF16LE:
		return &utf16Reader{r: r, big: 0}, nil
	case UTF16BE:
		return &utf16Reader{r: r, big: 1}, nil
	case GB18030:
		return foreign(r, o.GB18030)
	case Big5:
		return foreign(r, o.Big5)
	case Windows1252:
		return &westernReader{r: r}, nil
	}
	return r, nil
}

// foreign decodes by what the program or its host has for it.
func foreign(r io.Reader, decode func(io.Reader) io.Reader) (io.Reader, error) {
	if decode == nil {
		return nil, bounds.ErrEncoding
	}
	return decode(r), nil
}

// western are the characters of the bytes 80 to 9F in windows-1252; the others are those of Latin-1.
var western = [32]rune{0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD,
	0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD,
	0x017E, 0x0178}

// A westernReader turns windows-1252 into UTF-8.
type westernReader struct {
	r        io.Reader
	raw      [4096]byte
	out, all []byte
}

func (w *westernReader) Read(b []byte) (int, error) {
	var err error
	for len(w.out) == 0 {
		if err != nil {
			return 0, err
		}
		var n int
		n, err = w.r.Read(w.raw[:])
		w.out = w.all[:0]
		for _, c := range w.raw[:n] {
			r := rune(c)
			if c-0x80 < 32 {
				r = western[c-0x80]
			}
			w.out = utf8.AppendRune(w.out, r)
		}
		w.all = w.out
	}
	n := copy(b, w.out)
	w.out = w.out[n:]
	return n, nil
}

// A utf16Reader turns UTF-16 into UTF-8; what is none becomes U+FFFD.
type utf16Reader struct {
	r        io.Reader
	big      int // 1 when the higher byte of a unit comes first
	raw      [4096]byte
	have     int // bytes of raw read and not yet decoded
	out, all []byte
	err      error
}

func (u *utf16Reader) Read(b []byte) (int, error) {
	for len(u.out) == 0 {
		if u.err != nil {
			return 0, u.err
		}
		var n int
		n, u.err = u.r.Read(u.raw[u.have:])
		u.have += n
		u.decode()
	}
	n := copy(b, u.out)
	u.out = u.out[n:]
	return n, nil
}

// unit is the first unit of b.
func (u *utf16Reader) unit(b []byte) uint16 { return uint16(b[u.big]) | uint16(b[1-u.big])<<8 }

// decode decodes what can be decoded; half a character waits for the rest, as long as there may be one.
func (u *utf16Reader) decode() {
	raw, out := u.raw[:u.have], u.all[:0]
	for len(raw) >= 2 {
		r, size := rune(u.unit(raw)), 2
		if utf16.IsSurrogate(r) {
			if len(raw) < 4 && u.err == nil {
				break
			}
			pair := rune(utf8.RuneError)
			if len(raw) >= 4 {
				pair = utf16.DecodeRune(r, rune(u.unit(raw[2:])))
			}
			if r = pair; r != utf8.RuneError {
				size = 4
			}
		}
		out, raw = utf8.AppendRune(out, r), raw[size:]
	}
	if u.err != nil && len(raw) > 0 {
		out, raw = utf8.AppendRune(out, utf8.RuneError), nil
	}
	u.have = copy(u.raw[:], raw)
	u.out, u.all = out, out
}
