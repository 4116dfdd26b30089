package deflate

import "math/bits"

const (
	tableBits = 15
	tableSize = 1 << tableBits
	margin    = 12 // at so many bytes before its end the search of a block stops: it reads eight at a time

	// wrap is when the counting begins anew, long before it leaves 32 bits.
	wrap = 1 << 30
)

// slot is the place in the table of the first five bytes of w.
func slot(w uint64) uint64 { return (w << 24) * 0x9E3779B97F4A7C15 >> (64 - tableBits) }

func load(b []byte, at int) uint64 {
	b = b[at : at+8]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

// search finds the matches of the block, and counts its symbols. The table says where five bytes were seen last. Where
// nothing matches for long, the steps grow.
func (z *Writer) search() {
	z.matches = z.matches[:0]
	clear(z.literal[:])
	clear(z.far[:])
	if z.base > wrap {
		clear(z.table[:])
		z.base = window + 1
	}
	src, base, table, literal := z.buf[:z.end], int(z.base), &z.table, &z.literal
	at, from := z.start, z.start // from is where the last match ended
	for limit := z.end - margin; at < limit; {
		w := load(src, at)
		entry := &table[slot(w)]
		back := base + at - int(*entry)
		*entry = uint32(base + at)
		if back > window || uint32(load(src, at-back)) != uint32(w) {
			at += 1 + (at-from)>>6
			continue
		}
		length := minMatch
		if differ := load(src, at+minMatch) ^ load(src, at+minMatch-back); differ != 0 {
			length += bits.TrailingZeros64(differ) >> 3
		} else {
			length = extend(src, at, back)
		}
		for at > from && at > back && src[at-1] == src[at-1-back] {
			at, length = at-1, length+1
		}
		for _, c := range src[from:at] {
			literal[c]++
		}
		if length <= maxMatch {
			far, code := distanceCode(uint64(back-1)), lengthCode(uint64(length-minLength))
			z.matches = append(z.matches, newMatch(at-from, length, back, far))
			literal[code]++
			z.far[far]++
		} else {
			z.addLong(at-from, length, back)
		}
		at += length
		from = at
		if at < limit {
			table[slot(load(src, at-2))] = uint32(base + at - 2)
		}
	}
	for _, c := range src[from:] {
		literal[c]++
	}
	literal[endOfBlock]++
}

// extend measures a match of which the first twelve bytes are known to be equal.
func extend(src []byte, at, back int) int {
	n := minMatch + 8
	for at+n+8 <= len(src) {
		if differ := load(src, at+n) ^ load(src, at+n-back); differ != 0 {
			return n + bits.TrailingZeros64(differ)>>3
		}
		n += 8
	}
	for at+n < len(src) && src[at+n] == src[at+n-back] {
		n++
	}
	return n
}

// addLong notes a match that is longer than one may be: in pieces.
func (z *Writer) addLong(plain, length, back int) {
	far := distanceCode(uint64(back - 1))
	for length > 0 {
		take := min(length, maxMatch)
		if left := length - take; left > 0 && left < minMatch {
			take -= minMatch
		}
		z.matches = append(z.matches, newMatch(plain, take, back, far))
		z.literal[lengthCode(uint64(take-minLength))]++
		z.far[far]++
		length, plain = length-take, 0
	}
}
