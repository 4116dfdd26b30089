package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fenji/scoring/sheet"
)

// Names in remarks are beyond any list of words. But those that stand in a person's column are known, and wherever they
// occur exactly they are covered. A roster knows them by hash, 64 bits each: of two million names one in ten million
// files takes a wrong word for a name, and hides it.

// A roster is the names of a table.
type roster struct {
	slots   []uint64        // hash with the kind in its lowest bits, by open addressing; 0: none
	n       int             // slots in use
	begins  [1 << 10]uint64 // a bit for what the first two characters hash to
	longest int             // characters of the longest
}

const (
	longName  = 24 // characters; what is longer is no name that remarks would repeat
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

func step(h uint64, r rune) uint64 {
	for range 3 {
		h = (h ^ uint64(r&0xFF)) * fnvPrime
		r >>= 8
	}
	return h
}

// add takes a text up.
func (o *roster) add(s string, k Kind) {
	h, n := uint64(fnvOffset), 0
	for _, r := range s {
		h = step(h, r)
		if n++; n == 2 {
			o.begins[h>>6&1023] |= 1 << (h & 63)
		} else if n > longName {
			return
		}
	}
	if n < 2 {
		return
	}
	o.longest = max(o.longest, n)
	if 2*o.n >= len(o.slots) {
		o.grow()
	}
	o.put(h&^15 | uint64(k))
}

func (o *roster) put(h uint64) {
	mask := uint64(len(o.slots) - 1)
	for at := h >> 8 & mask; ; at = (at + 1) & mask {
		if o.slots[at] == 0 {
			o.slots[at] = h
			o.n++
			return
		}
		if o.slots[at]>>4 == h>>4 {
			return // the first kind it was found as stays
		}
	}
}

func (o *roster) grow() {
	old := o.slots
	o.slots, o.n = make([]uint64, max(256, 2*len(old))), 0
	for _, h := range old {
		if h != 0 {
			o.put(h)
		}
	}
}

// find gives the kind of what hashes to h; None when nothing does.
func (o *roster) find(h uint64) Kind {
	mask := uint64(len(o.slots) - 1)
	for at := h >> 8 & mask; o.slots[at] != 0; at = (at + 1) & mask {
		if o.slots[at]>>4 == h>>4 {
			return Kind(o.slots[at] & 15)
		}
	}
	return None
}

// replace puts something else in the place of every name in a text, the longest that begins at a place.
func (o *roster) replace(s string, with func(k Kind, found string) string) string {
	if o.n == 0 {
		return s
	}
	var out strings.Builder
	done, before := 0, rune(' ')
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if to, k := o.at(s, i, before); to > 0 {
			out.WriteString(s[done:i])
			out.WriteString(with(k, s[i:to]))
			before, _ = utf8.DecodeLastRuneInString(s[:to])
			i, done = to, to
			continue
		}
		before, i = r, i+size
	}
	if done == 0 {
		return s
	}
	out.WriteString(s[done:])
	return out.String()
}

// at gives the end of the longest name that begins at i; 0 when there is none. Words of letters and digits count only
// as a whole.
func (o *roster) at(s string, i int, before rune) (end int, kind Kind) {
	h, n := uint64(fnvOffset), 0
	first := true
	for j := i; j < len(s) && n < o.longest; {
		r, size := utf8.DecodeRuneInString(s[j:])
		if first && joins(before, r) {
			return 0, None
		}
		first = false
		h, n, j = step(h, r), n+1, j+size
		if n == 2 && o.begins[h>>6&1023]&(1<<(h&63)) == 0 {
			return 0, None
		}
		if n < 2 {
			continue
		}
		if k := o.find(h &^ 15); k != None {
			if next, _ := utf8.DecodeRuneInString(s[j:]); j == len(s) || !joins(r, next) {
				end, kind = j, k
			}
		}
	}
	return end, kind
}

// joins tells letters and digits that make one word where they stand together.
func joins(a, b rune) bool { return wordy(a) && wordy(b) }

func wordy(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.Is(unicode.Han, r)
}

// rosterOf takes up what stands in the persons' columns of a table; with codes the customers' codes, too.
func rosterOf(t *sheet.Table, list []Column, from int, codes bool) *roster {
	o := &roster{}
	taken := make([]uint64, t.Texts()/64+1)
	for _, c := range list {
		if c.Kind == None && !(codes && c.Who) || c.Fate == Keep {
			continue
		}
		for row := from; row < t.Rows; row++ {
			switch cell := t.Cell(row, c.Index); cell.Kind {
			case sheet.Text:
				id := cell.TextID()
				if taken[id>>6]&(1<<(id&63)) == 0 {
					taken[id>>6] |= 1 << (id & 63)
					o.take(strings.TrimSpace(t.String(id)), c)
				}
			case sheet.Number:
				if c.Kind == Account || c.Kind == IDCard {
					o.take(t.Text(cell), c)
				}
			}
		}
	}
	return o
}

// take takes up the text of a person's cell, and the names within.
func (o *roster) take(s string, c Column) {
	kind := c.Kind
	if c.Who {
		kind = Customer
	}
	if c.Kind == Name {
		for _, name := range cores(s) {
			o.add(name, Name)
		}
	}
	if isTelling(s, c.Kind) {
		o.add(s, kind)
	}
}

// isTelling tells what stands for somebody wherever it is found: of names two Chinese characters or three letters; of
// numbers and codes what is as long as they are.
func isTelling(s string, k Kind) bool {
	if isWord(s) {
		return false
	}
	han, other := 0, 0
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			han++
		} else if wordy(r) {
			other++
		}
	}
	switch {
	case k == Name && !isPlain(s):
		return han >= 2 || han+other >= 3
	case k == Name || k == None: // codes
		return han+other >= 4 && !isDigits(s) || other >= 6
	}
	return han >= 3 || han+other >= 5
}
