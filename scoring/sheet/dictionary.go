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
	slots   []uint32 // open addressing: id+1, or 0 for a free slot
	seed    maphash.Seed
	used    int64
	broken  bool // some text was not UTF-8
}

// An entry says where a text lies.
type entry struct{ block, start, length uint32 }

const arenaBlock = 1 << 18

func newDictionary() *dictionary {
	return &dictionary{blocks: []string{""}, slots: make([]uint32, 256), seed: maphash.MakeSeed()}
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
	mask := uint64(len(d.slots) - 1)
	at := maphash.Bytes(d.seed, b) & mask
	for ; d.slots[at] != 0; at = (at + 1) & mask {
		if id := d.slots[at] - 1; d.text(id) == string(b) {
			return id
		}
	}
	if !utf8.Valid(b) {
		d.broken = true
		return d.id(bytes.ToValidUTF8(b, []byte("\uFFFD")))
	}
	id := uint32(len(d.entries))
	d.slots[at] = id + 1
	d.entries = append(d.entries, d.store(b))
	d.used += int64(len(b)) + 24
	if len(d.entries)*3 > len(d.slots)*2 {
		d.rehash()
	}
	return id
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
	d.slots = make([]uint32, 2*len(d.slots))
	mask := uint64(len(d.slots) - 1)
	for id := range d.entries {
		at := maphash.String(d.seed, d.text(uint32(id))) & mask
		for d.slots[at] != 0 {
			at = (at + 1) & mask
		}
		d.slots[at] = uint32(id) + 1
	}
}

// freeze lets go of the index, which only adding needs.
func (d *dictionary) freeze() { d.slots = nil }
