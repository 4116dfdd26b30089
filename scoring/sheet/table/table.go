// Package table is what comes out of reading a sheet: typed columns of equal length, in which every cell keeps its address,
// and what the file says of them besides.
//
// What goes in: cells, one by one, from the readers. What comes out: a [Table]. There is no object and no string per cell; a
// number is a decimal in eight bytes ([Fixed]), never a float; each distinct text is kept once.
package table

import (
	"bytes"
	"strings"

	"fenji/scoring"
	"fenji/scoring/civil"
)

// A Table is one sheet: typed columns of equal length. Row i is row i+1 of the sheet; blank rows stay, so that every
// cell keeps its address. Tables are read-only once Book.Read has returned them.
type Table struct {
	File, Sheet string
	Rows, Cols  int
	Issues      []scoring.Issue // what the reader noticed and could go on from
	Merged      []Range         // cells shown as one, in the order of the file; what they show stands in the first of them

	Columns   []column
	From1904  bool // see Date1904
	Dict      *Dictionary
	Used      int64 // bytes held by columns
	stretches []stretch
	places    []int // the columns of the file that stand in these, -1 and beyond its end: the same; see Arrange
	added     int   // columns at the end that NameFiles added
	Facts     Facts
}

// Cell returns the cell in a row and a column, both counted from zero; outside of the table it is Empty.
func (t *Table) Cell(row, col int) Cell {
	if uint(col) >= uint(len(t.Columns)) || row < 0 {
		return Cell{}
	}
	c := &t.Columns[col]
	if i := row >> ChunkBits; i < len(c.chunks) { // The usual case, without a call.
		if ch, r := c.chunks[i], row&(ChunkRows-1); ch != nil && ch.Rows == nil && r < len(ch.Kinds) && r < len(ch.Narrow) {
			return Cell{ch.Kinds[r], int64(ch.Narrow[r])}
		}
	}
	return c.at(row)
}

// Date1904 tells whether the workbook counts its days from 1904. Cells under a date format have been read by it; who takes
// another number for a date must count so, too.
func (t *Table) Date1904() bool { return t.From1904 }

// Blank tells whether no cell of the row holds anything.
func (t *Table) Blank(row int) bool {
	for c := range t.Columns {
		if t.Columns[c].at(row).Kind != Empty {
			return false
		}
	}
	return true
}

// String returns the text with the given dictionary id; it costs no copy. An id of another table gives "" or nonsense.
func (t *Table) String(id uint32) string {
	if t.Dict == nil {
		return ""
	}
	return t.Dict.text(id)
}

// Strings gives the texts with the given ids; "" for ids that no text has.
func (t *Table) Strings(ids []uint32) []string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = t.String(id)
	}
	return list
}

// Mentions tells whether any text of the table holds one of some words. Where they are not met side by side by chance, it
// spares looking at the texts one by one.
func (t *Table) Mentions(words ...string) bool {
	if t.Dict == nil {
		return false
	}
	for _, w := range words {
		for _, block := range t.Dict.blocks {
			if strings.Contains(block, w) {
				return true
			}
		}
		if bytes.Contains(t.Dict.filling, []byte(w)) {
			return true
		}
	}
	return false
}

// Worded calls f with the texts that are no numbering: that do not end in a digit, or begin with a sign beyond ASCII or with one of
// some letters, until it says no. Of a million customers and bills it looks at two bytes each.
func (t *Table) Worded(letters string, f func(id uint32) bool) {
	if t.Dict == nil {
		return
	}
	var plain [256]bool // a text that begins so is a numbering when it ends in a digit
	for b := range byte(0x80) {
		plain[b] = strings.IndexByte(letters, b) < 0
	}
	t.Dict.worded(&plain, f)
}

// Texts is the number of distinct texts of the table; their ids run from 0 to Texts-1.
func (t *Table) Texts() int {
	if t.Dict == nil {
		return 0
	}
	return t.Dict.count
}

// Text writes a cell as a person reads it: 12.5, 2024-01-05, 2024-01-05 15:04:05, 15:04:05, TRUE, #N/A.
func (t *Table) Text(c Cell) string {
	switch c.Kind {
	case Text, Error:
		return t.String(c.TextID())
	case Number:
		return c.Number().String()
	case Bool:
		if c.Bool() {
			return "TRUE"
		}
		return "FALSE"
	case Date, Time:
		d, ms := c.Date()
		return DateText(d, ms)
	}
	return ""
}

// DateText writes a date, a time of day or both. Milliseconds show only when there are any.
func DateText(d civil.Day, ms int32) string {
	b := make([]byte, 0, 24)
	if d != civil.NoDay {
		b = append(b, d.String()...)
		if ms == 0 {
			return string(b)
		}
		b = append(b, ' ')
	}
	return string(AppendClock(b, ms))
}

func AppendClock(b []byte, ms int32) []byte {
	s := ms / 1000
	b = append(b, byte('0'+s/36000), byte('0'+s/3600%10), ':')
	b = append(b, byte('0'+s/600%6), byte('0'+s/60%10), ':')
	b = append(b, byte('0'+s/10%6), byte('0'+s%10))
	if f := ms % 1000; f != 0 {
		b = append(b, '.', byte('0'+f/100), byte('0'+f/10%10), byte('0'+f%10))
	}
	return b
}

// Set puts a value into a cell; the last one put there stays.
func (t *Table) Set(row, col int, kind Kind, bits int64) {
	for col >= len(t.Columns) {
		t.Columns = append(t.Columns, column{})
	}
	t.Used += t.Columns[col].set(row, kind, bits)
	if row >= t.Rows {
		t.Rows = row + 1
	}
}

// Finish fixes the number of columns and lets go of what only reading needed.
func (t *Table) Finish() {
	t.Cols = len(t.Columns)
	t.Facts.settle(t)
	if t.Dict == nil {
		return
	}
	t.Dict.freeze()
	if ids := t.Dict.settle(); ids != nil {
		t.renumber(ids)
	}
}

// Memory is the number of bytes that the cells and texts occupy.
func (t *Table) Memory() int64 { return t.Used + t.Dict.Used }
