package xlsx

import "fenji/scoring/sheet/bytewise"

// Where texts stand in their cells, most columns say a few texts again and again. So each column keeps some that it met, as
// they lie in memory, the end of the cell with them: to know one again takes four comparisons, and neither a search for its
// end nor one for its number.

// metTexts are texts of one column, each in the place that its first bytes give it.
type metTexts struct {
	texts   [1 << metBits]metText
	strange int // texts in a row that were not among them
}

// A metText is a text and the end of its cell, and the number of the text.
type metText struct {
	words, masks [metWords]uint64
	length       int // in bytes, of both; 0 when the place is free
	id           uint32
}

const (
	metBits   = 5
	metWords  = 4
	strangers = 1 << 10 // so many in a row, and the column is one of customers: no more are kept
)

// place is where a text that b begins with stands, if it was met.
func (m *metTexts) place(b []byte) *metText {
	return &m.texts[bytewise.LittleEndian.Uint64(b)*0x9E3779B97F4A7C15>>(64-metBits)]
}

// is tells whether b begins with the text and the end of its cell.
func (t *metText) is(b []byte) bool {
	return t.length > 0 && (bytewise.LittleEndian.Uint64(b)^t.words[0])&t.masks[0]|(bytewise.LittleEndian.Uint64(b[8:])^t.words[1])&t.masks[1]|
		(bytewise.LittleEndian.Uint64(b[16:])^t.words[2])&t.masks[2]|(bytewise.LittleEndian.Uint64(b[24:])^t.words[3])&t.masks[3] == 0
}

// keep puts a text in the place, with the end of its cell; both are n bytes long.
func (t *metText) keep(b []byte, n int, id uint32) {
	if n > 8*metWords {
		return
	}
	t.length, t.id = n, id
	for i := range t.words {
		t.masks[i] = 0
		if left := n - 8*i; left > 0 {
			t.words[i], t.masks[i] = bytewise.LittleEndian.Uint64(b[8*i:]), bytewise.Mask(min(left, 8))
		}
	}
}
