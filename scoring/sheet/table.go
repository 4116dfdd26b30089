package sheet

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

	columns   []column
	date1904  bool // see Date1904
	dict      *dictionary
	used      int64 // bytes held by columns
	stretches []stretch
	added     int // columns at the end that NameFiles added
	facts     facts
}

// Cell returns the cell in a row and a column, both counted from zero; outside of the table it is Empty.
func (t *Table) Cell(row, col int) Cell {
	if uint(col) >= uint(len(t.columns)) || row < 0 {
		return Cell{}
	}
	c := &t.columns[col]
	if i := row >> chunkBits; i < len(c.chunks) { // The usual case, without a call.
		if ch, r := c.chunks[i], row&(chunkRows-1); ch != nil && ch.rows == nil && r < len(ch.kinds) && r < len(ch.narrow) {
			return Cell{ch.kinds[r], int64(ch.narrow[r])}
		}
	}
	return c.at(row)
}

// Date1904 tells whether the workbook counts its days from 1904. Cells under a date format have been read by it; who takes
// another number for a date must count so, too.
func (t *Table) Date1904() bool { return t.date1904 }

// Blank tells whether no cell of the row holds anything.
func (t *Table) Blank(row int) bool {
	for c := range t.columns {
		if t.columns[c].at(row).Kind != Empty {
			return false
		}
	}
	return true
}

// String returns the text with the given dictionary id; it costs no copy. An id of another table gives "" or nonsense.
func (t *Table) String(id uint32) string {
	if t.dict == nil {
		return ""
	}
	return t.dict.text(id)
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
	if t.dict == nil {
		return false
	}
	for _, w := range words {
		for _, block := range t.dict.blocks {
			if strings.Contains(block, w) {
				return true
			}
		}
		if bytes.Contains(t.dict.filling, []byte(w)) {
			return true
		}
	}
	return false
}

// Texts is the number of distinct texts of the table; their ids run from 0 to Texts-1.
func (t *Table) Texts() int {
	if t.dict == nil {
		return 0
	}
	return t.dict.count
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
		return dateText(d, ms)
	}
	return ""
}

// dateText writes a date, a time of day or both. Milliseconds show only when there are any.
func dateText(d civil.Day, ms int32) string {
	b := make([]byte, 0, 24)
	if d != civil.NoDay {
		b = append(b, d.String()...)
		if ms == 0 {
			return string(b)
		}
		b = append(b, ' ')
	}
	return string(appendClock(b, ms))
}

func appendClock(b []byte, ms int32) []byte {
	s := ms / 1000
	b = append(b, byte('0'+s/36000), byte('0'+s/3600%10), ':')
	b = append(b, byte('0'+s/600%6), byte('0'+s/60%10), ':')
	b = append(b, byte('0'+s/10%6), byte('0'+s%10))
	if f := ms % 1000; f != 0 {
		b = append(b, '.', byte('0'+f/100), byte('0'+f/10%10), byte('0'+f%10))
	}
	return b
}

// set puts a value into a cell; the last one put there stays.
func (t *Table) set(row, col int, kind Kind, bits int64) {
	for col >= len(t.columns) {
		t.columns = append(t.columns, column{})
	}
	t.used += t.columns[col].set(row, kind, bits)
	if row >= t.Rows {
		t.Rows = row + 1
	}
}

// finish fixes the number of columns and lets go of what only reading needed.
func (t *Table) finish() {
	t.Cols = len(t.columns)
	t.facts.settle(t)
	if t.dict == nil {
		return
	}
	t.dict.freeze()
	if ids := t.dict.settle(); ids != nil {
		t.renumber(ids)
	}
}

// memory is the number of bytes that the cells and texts occupy.
func (t *Table) memory() int64 { return t.used + t.dict.used }
