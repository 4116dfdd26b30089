package table

import (
	"bytes"
	"fenji/scoring/sheet/bytewise"
	"hash/maphash"
	"unicode/utf8"
)

// A Dictionary keeps each distinct text once, in an arena of large blocks, and numbers the texts in order of first
// appearance. There is no string per cell and no allocation per text.
//
// Finding a text among a million costs more than all else that is done with it, since neither the index nor the texts
// fit the processor's caches. So an index that has become that large goes on as a mere cache of recent texts: a text that
// is not in it is added as new, although it may be there. [dictionary.settle] finds those that are there twice, at the
// end, in an order that suits the caches; see doubles.go. When they turn out to be many, all texts are indexed after all.
type Dictionary struct {
	blocks  []string // full ones
	filling []byte   // the one behind them
	pages   []*[pageTexts]entry
	count   int    // texts
	slots   []slot // open addressing; when it is loose, each text has but one place
	most    int    // slots at most; more texts make it loose
	loose   bool
	twice   bool   // some text may be there twice
	review  int    // when it is loose: how many texts it may have until it is looked for doubles
	seed    uint64 // odd, and another each time: no file can be made to collide
	Used    int64
	Broken  bool // some text was not UTF-8
}

// A slot of the index says of a text what decides most comparisons, so that the text itself is seldom looked at.
type slot struct {
	head uint64 // see headOf
	hash uint32
	next uint32 // its id + 1; 0 when the slot is free
}

// An entry says where a text lies, and its hash.
type entry struct{ block, start, length, hash uint32 }

const (
	arenaBlock = 1 << 18
	pageBits   = 12
	pageTexts  = 1 << pageBits
	indexSlots = 1 << 15 // of an index that finds all texts
	cacheSlots = 1 << 13 // of one that is loose: few enough for the processor's caches
	allSlots   = 1 << 32
	entryBytes = 16
	indexBytes = 24       // of each text, while the index finds all
	reviewed   = 48 << 20 // bytes of texts that none is looked for in twice before the end
)

func NewDictionary() *Dictionary {
	return &Dictionary{slots: make([]slot, 256), most: indexSlots,
		seed: maphash.String(maphash.MakeSeed(), "") | 1}
}

func (d *Dictionary) text(id uint32) string {
	if int(id) >= d.count {
		return ""
	}
	e := d.entry(id)
	if int(e.block) == len(d.blocks) {
		return string(d.filling[e.start : e.start+e.length])
	}
	return d.blocks[e.block][e.start : e.start+e.length]
}

func (d *Dictionary) entry(id uint32) *entry { return &d.pages[id>>pageBits][id&(pageTexts-1)] }

// worded calls f with the texts that do not end in a digit, or do not begin as plain says, until it says no.
func (d *Dictionary) worded(plain *[256]bool, f func(id uint32) bool) {
	block, at, n := "", ^uint32(0), d.count
	for p, page := range d.pages {
		for i := range page[:min(n-p*pageTexts, pageTexts)] {
			e := &page[i]
			if e.length == 0 {
				continue
			}
			if e.block != at {
				if at = e.block; int(at) == len(d.blocks) {
					block = string(d.filling)
				} else {
					block = d.blocks[at]
				}
			}
			if (block[e.start+e.length-1]-'0' > 9 || !plain[block[e.start]]) && !f(uint32(p*pageTexts+i)) {
				return
			}
		}
	}
}

// is tells whether b is the text with the given id.
func (d *Dictionary) is(id uint32, b []byte) bool {
	e := d.entry(id)
	if int(e.block) == len(d.blocks) {
		return string(d.filling[e.start:e.start+e.length]) == string(b)
	}
	return d.blocks[e.block][e.start:e.start+e.length] == string(b)
}

// ID returns the number of a text, adding it when it is new. Bytes that are not UTF-8 become U+FFFD.
func (d *Dictionary) ID(b []byte) uint32 {
	head := headOf(b)
	h := d.hash(head, b)
	mask := uint32(len(d.slots) - 1)
	at := h & mask
	short := len(b) <= 8 && len(b) > 0 && b[0] != 0xFF && b[len(b)-1] != 0 // then head says all
	for ; d.slots[at].next != 0; at = (at + 1) & mask {
		if s := &d.slots[at]; s.hash == h && s.head == head {
			if id := s.next - 1; short || d.is(id, b) {
				return id
			}
		}
		if d.loose {
			break
		}
	}
	if !utf8.Valid(b) {
		return d.ID(d.valid(b))
	}
	id := uint32(d.count)
	d.slots[at] = slot{head, h, id + 1}
	d.put(b, h)
	if !d.loose {
		d.Used += indexBytes
	}
	if d.loose && d.count >= d.review || !d.loose && d.count*3 > len(d.slots)*2 {
		d.widen()
	}
	return id
}

// Add numbers a text of a list in which none should be twice, as that of a workbook's shared strings. A list that is long
// gets no index: should some be there twice, they are found in the end.
func (d *Dictionary) Add(b []byte) uint32 {
	if !d.loose {
		return d.ID(b)
	}
	if n := len(b); (n < 8 || n > 16 || (bytewise.LittleEndian.Uint64(b)|bytewise.LittleEndian.Uint64(b[n-8:]))&bytewise.Highs != 0) && !utf8.Valid(b) {
		b = d.valid(b)
	}
	d.put(b, d.hash(headOf(b), b))
	if d.count >= d.review && d.Used >= reviewed {
		d.widen()
	}
	return uint32(d.count - 1)
}

// valid is a text with U+FFFD for what is not UTF-8.
func (d *Dictionary) valid(b []byte) []byte {
	d.Broken = true
	return bytes.ToValidUTF8(b, []byte("\uFFFD"))
}

// put stores a text under the next number.
func (d *Dictionary) put(b []byte, hash uint32) {
	id := d.count
	if id&(pageTexts-1) == 0 {
		d.pages = append(d.pages, new([pageTexts]entry))
	}
	if len(d.filling)+len(b) > cap(d.filling) {
		d.room(len(b))
	}
	at := len(d.filling)
	*d.entry(uint32(id)) = entry{uint32(len(d.blocks)), uint32(at), uint32(len(b)), hash}
	d.filling = d.filling[:at+len(b)]
	if n := len(b) + 7; n < 64 && n <= cap(b) && at+n <= cap(d.filling) {
		to, from := d.filling[at:at+n], b[:n]
		for i := 0; i+7 < n; i += 8 { // What is written behind the end will be written over.
			bytewise.LittleEndian.PutUint64(to[i:], bytewise.LittleEndian.Uint64(from[i:]))
		}
	} else {
		copy(d.filling[at:], b)
	}
	d.count++
	d.Used += int64(len(b)) + entryBytes
}

// room makes room for n bytes more. It starts small: most workbooks hold little text.
func (d *Dictionary) room(n int) {
	if size := 2*cap(d.filling) + 1024; cap(d.filling) < arenaBlock && len(d.filling)+n <= size {
		d.filling = append(make([]byte, 0, size), d.filling...)
		return
	}
	d.seal()
	if n > cap(d.filling) {
		d.filling = make([]byte, 0, n)
	}
}

// seal makes the block being filled a full one.
func (d *Dictionary) seal() {
	if len(d.filling) > 0 {
		d.blocks = append(d.blocks, string(d.filling))
		d.filling = d.filling[:0]
	}
}

// widen makes room for more texts in the index, or does without.
func (d *Dictionary) widen() {
	switch {
	case d.loose:
		if d.review = 4 * d.count; 8*d.doubles() > d.count {
			d.thaw()
		}
	case len(d.slots) < d.most:
		d.rehash()
	default:
		d.loose, d.twice, d.review = true, true, 2*d.count
		d.slots = make([]slot, min(len(d.slots), cacheSlots))
	}
}

// headOf gives the bytes of a text of up to eight, filled up with zeros. Of a longer one it gives the first seven
// behind a byte that UTF-8 never has, so that it is the head of no short one.
func headOf(b []byte) (w uint64) {
	switch n := len(b); {
	case n > 8:
		return bytewise.LittleEndian.Uint64(b)<<8 | 0xFF
	case n == 8:
		return bytewise.LittleEndian.Uint64(b)
	case n > 0 && cap(b) >= 8:
		return bytewise.LittleEndian.Uint64(b[:8]) & bytewise.Mask(n) // What lies behind the end is there anyway.
	}
	for i, c := range b {
		w |= uint64(c) << (8 * i)
	}
	return w
}

// hash mixes eight bytes at a time; the last eight of a long text may overlap with those before.
func (d *Dictionary) hash(head uint64, b []byte) uint32 {
	const odd = 0x9E3779B97F4A7C15
	h := (d.seed + uint64(len(b)) ^ head) * odd
	if n := len(b); n > 8 {
		for i := 7; i+8 < n; i += 8 {
			h = (h ^ h>>29 ^ bytewise.LittleEndian.Uint64(b[i:])) * odd
		}
		h = (h ^ h>>29 ^ bytewise.LittleEndian.Uint64(b[n-8:])) * odd
	}
	return uint32((h ^ h>>31) * d.seed >> 32)
}

func (d *Dictionary) rehash() {
	old := d.slots
	d.slots = make([]slot, 2*len(old))
	mask := uint32(len(d.slots) - 1)
	for _, s := range old {
		if s.next == 0 {
			continue
		}
		at := s.hash & mask
		for d.slots[at].next != 0 {
			at = (at + 1) & mask
		}
		d.slots[at] = s
	}
}

// thaw makes the index anew, of all texts; of one that is there twice the first counts.
func (d *Dictionary) thaw() {
	n := 256
	for n*2 < d.count*3 {
		n *= 2
	}
	d.slots, d.loose, d.most = make([]slot, n), false, allSlots
	d.seal()
	for id := range uint32(d.count) {
		text := d.text(id)
		head, h := headOf([]byte(text)), d.entry(id).hash
		at := h & uint32(n-1)
		for s := &d.slots[at]; s.next != 0 && !(s.hash == h && s.head == head && d.text(s.next-1) == text); s = &d.slots[at] {
			at = (at + 1) & uint32(n-1)
		}
		if d.slots[at].next == 0 {
			d.slots[at] = slot{head, h, id + 1}
		}
	}
}

// freeze lets go of what only adding needs.
func (d *Dictionary) freeze() {
	d.seal()
	d.slots, d.filling = nil, nil
}
