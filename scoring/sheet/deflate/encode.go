package deflate

import "math/bits"

// The alphabets of RFC 1951, section 3.2.5.
const (
	literals   = 286 // bytes, the end of a block, lengths
	distances  = 30
	endOfBlock = 256
	minLength  = 3
	longest    = 285 // the code of maxMatch
)

// outSize has room for a block: when packing does not make it smaller, it is stored.
const outSize = blockSize + 1024

// lengthCode is the symbol for a length, of which minLength is subtracted. Four symbols share a number of extra bits.
func lengthCode(n uint64) uint64 {
	switch {
	case n < 8:
		return endOfBlock + 1 + n
	case n == maxMatch-minLength:
		return longest
	}
	top := uint64(bits.Len64(n)) - 3
	return endOfBlock + 1 + 4*(top+1) + n>>(top&63)&3
}

func lengthExtra(n uint64) uint64 {
	if n < 8 || n == maxMatch-minLength {
		return 0
	}
	return uint64(bits.Len64(n)) - 3
}

// distanceCode is the symbol for a distance less one. Two symbols share a number of extra bits.
func distanceCode(d uint64) uint64 {
	if d < 4 {
		return d
	}
	top := uint64(bits.Len64(d)) - 2
	return 2*(top+1) + d>>(top&63)&1
}

// extraOf is the number of extra bits of a symbol: those of lengths follow the end of block, and come by fours; those of
// distances come by twos.
func extraOf(symbol, by int) int { return max(0, symbol/by-1) }

// encode writes the block with a code of its own, or as it is when that is shorter.
func (z *Writer) encode(last bool) {
	c := &z.codes
	c.build(&z.literal, &z.far)
	size := c.head + c.cost(&z.literal, &z.far)
	block := z.buf[z.start:z.end]
	if size/8 >= len(block) {
		z.store(block, last)
		return
	}
	z.put(uint64(boolBit(last))|2<<1, 3)
	z.putHead()
	z.putBlock(block)
	z.flush()
	if last {
		z.align()
	}
}

func boolBit(b bool) uint {
	if b {
		return 1
	}
	return 0
}

// put appends n bits.
func (z *Writer) put(v uint64, n uint) {
	z.bits |= v << z.filled
	z.filled += n
	if z.filled >= 32 {
		z.flush()
	}
}

// flush moves whole bytes to the output.
func (z *Writer) flush() {
	for ; z.filled >= 8; z.filled -= 8 {
		z.out = append(z.out, byte(z.bits))
		z.bits >>= 8
	}
}

func (z *Writer) align() {
	z.flush()
	if z.filled > 0 {
		z.out = append(z.out, byte(z.bits))
	}
	z.bits, z.filled = 0, 0
}

// store writes the block as it is; a stored block holds less than 64 KiB.
func (z *Writer) store(block []byte, last bool) {
	const most = 1<<16 - 1
	for first := true; first || len(block) > 0; first = false {
		part := block[:min(len(block), most)]
		block = block[len(part):]
		z.put(uint64(boolBit(last && len(block) == 0)), 3)
		z.align()
		n := uint16(len(part))
		z.out = append(z.out, byte(n), byte(n>>8), ^byte(n), ^byte(n>>8))
		z.out = append(z.out, part...)
	}
}

// putBlock writes matches and the bytes between them. There is room in out for all of it.
func (z *Writer) putBlock(block []byte) {
	c := &z.codes
	out, n := z.out[:cap(z.out)], len(z.out)
	acc, filled := z.bits, uint64(z.filled)
	for _, m := range z.matches {
		plain := int(m >> 32)
		for _, b := range block[:plain] {
			code := uint64(c.literal[b])
			acc |= code >> 8 << (filled & 63)
			if filled += code & 0xFF; filled >= 32 {
				put32(out[n:], acc)
				acc, filled, n = acc>>32, filled-32, n+4
			}
		}
		code := uint64(c.length[m&0xFF])
		acc |= code >> 8 << (filled & 63)
		if filled += code & 0xFF; filled >= 32 {
			put32(out[n:], acc)
			acc, filled, n = acc>>32, filled-32, n+4
		}
		symbol := uint64(m >> 24 & 31)
		code = uint64(c.far[symbol])
		acc |= code >> 8 << (filled & 63)
		filled += code & 0xFF
		if symbol >= 4 {
			extra := symbol>>1 - 1
			acc |= uint64(m) >> 8 & (1<<(extra&63) - 1) << (filled & 63)
			filled += extra
		}
		if filled >= 32 {
			put32(out[n:], acc)
			acc, filled, n = acc>>32, filled-32, n+4
		}
		block = block[plain+int(m&0xFF)+minLength:]
	}
	z.out, z.bits, z.filled = out[:n], acc, uint(filled)
	for _, b := range block {
		z.putCode(c.literal[b])
	}
	z.putCode(c.literal[endOfBlock])
}

func (z *Writer) putCode(code uint32) { z.put(uint64(code>>8), uint(code&0xFF)) }

func put32(b []byte, v uint64) {
	_ = b[3]
	b[0], b[1], b[2], b[3] = byte(v), byte(v>>8), byte(v>>16), byte(v>>24)
}
