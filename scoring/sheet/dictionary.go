package sheet

import (
	"bytes"
	"hash/maphash"
	"strings"
	"unicode/utf8"
)

// A dictionary keeps each distinct text once, in an arena of large blocks, and numbers the texts in order of first
// appearance. There is no string per cell and no allocation per text.
type dictionary struct {
	blocks  []string // full blocks and, last, the one being filled as far as it goes
	filling strings.Builder
	entries []entry
	slots   []uint64 // open addressing: 32 bits of the hash, then id+1, or 0 for a free slot
	seed    uint64   // odd, and another each time: no file can be made to collide
	used    int64
	broken  bool // some text was not UTF-8
}

// An entry says where a text lies.
type entry struct{ block, start, length uint32 }

const arenaBlock = 1 << 18

func newDictionary() *dictionary {
	return &dictionary{blocks: []string{""}, slots: make([]uint64, 256), seed: maphash.String(maphash.MakeSeed(), "") | 1}
}

func (d *dictionary) text(id uint32) string {
	if int(id) >= len(d.entries) {
		return ""
	}
	e := d.entries[id]
	return d.blocks[e.block][e.start : e.start+e.length]
}

// id returns the number of a text, adding it when it is new. Bytes that are not UTF-8 become U+FFFD.
func (d *dictionary) id(b []byte) uint32 {
	h := d.hash(b) >> 32
	mask := uint64(len(d.slots) - 1)
	at := h & mask
	for ; d.slots[at] != 0; at = (at + 1) & mask {
		if slot := d.slots[at]; slot>>32 == h {
			if id := uint32(slot) - 1; d.text(id) == string(b) {
				return id
			}
		}
	}
	if !utf8.Valid(b) {
		d.broken = true
		return d.id(bytes.ToValidUTF8(b, []byte("\uFFFD")))
	}
	id := uint32(len(d.entries))
	d.slots[at] = h<<32 | uint64(id+1)
	d.entries = append(d.entries, d.store(b))
	d.used += int64(len(b)) + 28
	if len(d.entries)*3 > len(d.slots)*2 {
		d.rehash()
	}
	return id
}

// hash mixes eight bytes at a time. Its upper half is the better one.
func (d *dictionary) hash(b []byte) uint64 {
	const odd = 0x9E3779B97F4A7C15
	h := d.seed + uint64(len(b))
	for ; len(b) >= 8; b = b[8:] {
		h = (h ^ le.Uint64(b)) * odd
		h ^= h >> 29
	}
	if n := len(b); n > 0 {
		var w uint64
		if cap(b) >= 8 {
			w = le.Uint64(b[:8]) & mask(n) // Reads past the end, into what is there anyway.
		} else {
			for i, c := range b {
				w |= uint64(c) << (8 * i)
			}
		}
		h = (h ^ w) * odd
		h ^= h >> 29
	}
	return h * d.seed
}

// store copies a text to the arena. The builder's memory never moves while it has room, so texts handed out stay valid.
func (d *dictionary) store(b []byte) entry {
	if d.filling.Cap()-d.filling.Len() < len(b) {
		d.filling = strings.Builder{}
		d.filling.Grow(max(d.room(), len(b)))
		if len(d.entries) > 0 {
			d.blocks = append(d.blocks, "")
		}
	}
	e := entry{uint32(len(d.blocks) - 1), uint32(d.filling.Len()), uint32(len(b))}
	d.filling.Write(b)
	d.blocks[e.block] = d.filling.String()
	return e
}

// room starts small: most workbooks hold little text.
func (d *dictionary) room() int { return min(arenaBlock, max(1024, int(d.used))) }

func (d *dictionary) rehash() {
	old := d.slots
	d.slots = make([]uint64, 2*len(old))
	mask := uint64(len(d.slots) - 1)
	for _, slot := range old {
		if slot == 0 {
			continue
		}
		at := slot >> 32 & mask
		for d.slots[at] != 0 {
			at = (at + 1) & mask
		}
		d.slots[at] = slot
	}
}

// freeze lets go of the index, which only adding needs.
func (d *dictionary) freeze() { d.slots = nil }
