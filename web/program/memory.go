package program

import (
	"encoding/binary"
	"slices"
)

// The linker writes a program's memory as tens of thousands of segments, one between any two runs of zeros. Their heads
// do not compress: joined into few, a program weighs a tenth less on the line, and its memory begins with the same bytes.

// gap is the longest run of zeros, in bytes, that is written out to join two segments.
const gap = 64

// A segment is a piece of the memory that a program begins with.
type segment struct {
	at   int64
	data []byte
}

// segments reads a data section. Each segment has to lie in the one memory, at a constant address.
func segments(body []byte) ([]segment, error) {
	count, n := binary.Uvarint(body)
	if n <= 0 {
		return nil, errProgram
	}
	body = body[n:]
	var list []segment
	for range count {
		const active, constant, end = 0, 0x41, 0x0B
		if len(body) < 2 || body[0] != active || body[1] != constant {
			return nil, errProgram
		}
		at, n := sleb(body[2:])
		body = body[2+n:]
		if n == 0 || at < 0 || len(body) == 0 || body[0] != end {
			return nil, errProgram
		}
		size, n := binary.Uvarint(body[1:])
		if n <= 0 || uint64(len(body)-1-n) < size {
			return nil, errProgram
		}
		list = append(list, segment{at, body[1+n : 1+n+int(size)]})
		body = body[1+n+int(size):]
	}
	if len(body) > 0 {
		return nil, errProgram
	}
	return list, nil
}

// together joins segments that lie next to each other, but for a short gap.
func together(list []segment) []segment {
	slices.SortStableFunc(list, func(a, b segment) int { return int(a.at - b.at) })
	var few []segment
	for _, s := range list {
		if len(few) > 0 {
			last := &few[len(few)-1]
			if between := s.at - last.at - int64(len(last.data)); 0 <= between && between <= gap {
				last.data = append(append(last.data, make([]byte, between)...), s.data...)
				continue
			}
		}
		few = append(few, segment{s.at, slices.Clone(s.data)})
	}
	return few
}

func dataBody(list []segment) []byte {
	body := binary.AppendUvarint(nil, uint64(len(list)))
	for _, s := range list {
		body = appendSleb(append(body, 0, 0x41), s.at)
		body = binary.AppendUvarint(append(body, 0x0B), uint64(len(s.data)))
		body = append(body, s.data...)
	}
	return body
}

// sleb reads a signed number in WebAssembly's coding; n is 0 when there is none.
func sleb(b []byte) (v int64, n int) {
	for shift := uint(0); n < len(b) && shift < 64; shift += 7 {
		c := b[n]
		n++
		v |= int64(c&0x7F) << shift
		if c&0x80 == 0 {
			if c&0x40 != 0 && shift+7 < 64 {
				v |= -1 << (shift + 7)
			}
			return v, n
		}
	}
	return 0, 0
}

func appendSleb(b []byte, v int64) []byte {
	for {
		c := byte(v & 0x7F)
		v >>= 7
		if v == 0 && c&0x40 == 0 || v == -1 && c&0x40 != 0 {
			return append(b, c)
		}
		b = append(b, c|0x80)
	}
}
