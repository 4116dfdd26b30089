package xls

import (
	"unicode/utf16"
	"unicode/utf8"
)

// pieces are the bodies of a record and of those that continue it, read as one. Where a text goes on in the next one, that
// begins with a byte which says how its characters are kept there.
type pieces struct {
	cur   []byte
	rest  [][]byte
	short bool // more was wanted than there is
}

func (p *pieces) empty() bool {
	for len(p.cur) == 0 && len(p.rest) > 0 {
		p.cur, p.rest = p.rest[0], p.rest[1:]
	}
	return len(p.cur) == 0
}

func (p *pieces) byte() byte {
	if p.empty() {
		p.short = true
		return 0
	}
	b := p.cur[0]
	p.cur = p.cur[1:]
	return b
}

func (p *pieces) uint16() uint16 { return uint16(p.byte()) | uint16(p.byte())<<8 }
func (p *pieces) uint32() uint32 { return uint32(p.uint16()) | uint32(p.uint16())<<16 }

func (p *pieces) skip(n int) {
	for n > 0 && !p.empty() {
		k := min(n, len(p.cur))
		p.cur, n = p.cur[k:], n-k
	}
	p.short = p.short || n > 0
}

// shortText reads a text whose length takes one byte ([MS-XLS] 2.5.240).
func (p *pieces) shortText() string { return p.text(int(p.byte())) }

// longText reads a text whose length takes two, with its formats and readings aside (2.5.293, 2.5.294).
func (p *pieces) longText() string { return p.text(int(p.uint16())) }

func (p *pieces) text(n int) string {
	const wide, extended, rich = 1, 4, 8
	flags := p.byte()
	behind := 0
	if flags&rich != 0 {
		behind = 4 * int(p.uint16())
	}
	if flags&extended != 0 {
		behind += int(p.uint32() & 0xFFFFFF)
	}
	b := p.chars(n, flags&wide != 0)
	p.skip(behind)
	return string(b)
}

// chars reads n units of UTF-16, each in two bytes or, when none needs more, in one.
func (p *pieces) chars(n int, wide bool) (out []byte) {
	high := rune(0) // the first half of a pair
	for n > 0 {
		if len(p.cur) == 0 {
			if p.empty() {
				p.short = true
				return out
			}
			wide = p.byte()&1 != 0
			continue
		}
		r := rune(p.cur[0])
		switch {
		case !wide:
			p.cur = p.cur[1:]
		case len(p.cur) < 2:
			p.cur, p.short = nil, true
			return out
		default:
			r |= rune(p.cur[1]) << 8
			p.cur = p.cur[2:]
		}
		n--
		if high != 0 {
			if pair := utf16.DecodeRune(high, r); pair != utf8.RuneError {
				out, high = utf8.AppendRune(out, pair), 0
				continue
			}
			out, high = utf8.AppendRune(out, utf8.RuneError), 0
		}
		switch {
		case r >= 0xD800 && r < 0xDC00:
			high = r
		case r != 0:
			out = utf8.AppendRune(out, r) // What is half a pair becomes U+FFFD.
		}
	}
	if high != 0 {
		out = utf8.AppendRune(out, utf8.RuneError)
	}
	return out
}
