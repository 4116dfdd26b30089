package table

import (
	"math/bits"
	"slices"
	"sort"
)

// Facts are what a file says of its table beside the cells: what it hides, which cells are formulas, how long its
// records are and in which encoding they stand. They decide nothing here; they are the witnesses by which others
// find what was read wrongly.
type Facts struct {
	Rows     []uint64   // hidden rows, a bit each
	Cols     []uint64   // hidden columns, likewise
	Formulas []Formulas // by column
	widths   []widths
	tints    [][]tint // by column
	Slips    []uint64 // rows of records with stray quotes or parted numbers, likewise
	Quotes   int
	Mended   int
	Encoding string
	Unsure   bool
}

// Formulas counts those of a column.
type Formulas struct{ All, Unsaved, Zero int }

// widths is a run of records of the same number of fields; zero fields are lines in which nothing stands, and rows of
// no text file.
type widths struct{ first, fields, filled int32 }

// widthsSize is what a run takes of a table's memory.
const widthsSize = 12

// A Width is a number of fields that records of a text file have.
type Width struct {
	Fields, Records int
	Filled          int // the most fields that one of these records has, blank ones at its end aside
	First           int // row of the first of them
}

// Hidden tells whether the file hides a row in which something stands, by a filter or by hand.
func (t *Table) Hidden(row int) bool { return bit(t.Facts.Rows, row) }

// HiddenRows counts the rows that the file hides and in which something stands.
func (t *Table) HiddenRows() int {
	n := 0
	for _, set := range t.Facts.Rows {
		n += bits.OnesCount64(set)
	}
	return n
}

// HiddenColumn tells whether the file hides a column.
func (t *Table) HiddenColumn(col int) bool { return bit(t.Facts.Cols, col) }

// Formulas counts the cells of a column that are formulas, those of them that the file holds no result of, and those whose
// result is the number 0, as some programs write that compute none.
func (t *Table) Formulas(col int) (all, unsaved, zero int) {
	if uint(col) >= uint(len(t.Facts.Formulas)) {
		return 0, 0, 0
	}
	f := t.Facts.Formulas[col]
	return f.All, f.Unsaved, f.Zero
}

// Widths lists how many fields the records of a text file have, the most frequent number first. Lines in which nothing
// stands are no records. Other files have none.
func (t *Table) Widths() (list []Width) {
	at := map[int32]int{}
	for i, w := range t.Facts.widths {
		end := int32(t.Rows)
		if i+1 < len(t.Facts.widths) {
			end = t.Facts.widths[i+1].first
		}
		if w.fields == 0 || end <= w.first {
			continue
		}
		k, met := at[w.fields]
		if !met {
			k, at[w.fields] = len(list), len(list)
			list = append(list, Width{Fields: int(w.fields), First: int(w.first)})
		}
		list[k].Records += int(end - w.first)
		list[k].Filled = max(list[k].Filled, int(w.filled))
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].Records > list[j].Records })
	return list
}

// Fields is how many fields the record of a row has; zero for a line in which nothing stands and in other than text
// files.
func (t *Table) Fields(row int) int {
	i, exact := slices.BinarySearchFunc(t.Facts.widths, row, func(w widths, row int) int { return int(w.first) - row })
	if !exact {
		i--
	}
	if i < 0 || row >= t.Rows {
		return 0
	}
	return int(t.Facts.widths[i].fields)
}

// Quotes counts the records of a text file in which a quote stands where none should: one that is never closed, that
// text follows after it was closed, or that could as well hold whole records as one field.
func (t *Table) Quotes() int { return t.Facts.Quotes }

// Mended counts the records of a text file that had more fields than the others until the parts of a number such as 1,020.00
// were put together.
func (t *Table) Mended() int { return t.Facts.Mended }

// Slip tells whether the record of a row is one that Quotes or Mended count.
func (t *Table) Slip(row int) bool { return bit(t.Facts.Slips, row) }

// Encoding names the encoding in which a text file was read, in the words of Options.Encoding, and tells whether there was
// no doubt about it. Other files have none.
func (t *Table) Encoding() (name string, sure bool) { return t.Facts.Encoding, !t.Facts.Unsure }

func bit(set []uint64, i int) bool { return i >= 0 && i>>6 < len(set) && set[i>>6]>>(i&63)&1 != 0 }

func SetBit(set []uint64, i int) []uint64 {
	for i>>6 >= len(set) {
		set = append(set, 0)
	}
	set[i>>6] |= 1 << (i & 63)
	return set
}

// formula counts a formula of a column.
func (f *Facts) NoteFormula(col int, by Formulas) {
	for col >= len(f.Formulas) {
		f.Formulas = append(f.Formulas, Formulas{})
	}
	c := &f.Formulas[col]
	c.All, c.Unsaved, c.Zero = c.All+by.All, c.Unsaved+by.Unsaved, c.Zero+by.Zero
}

// width notes a record.
func (t *Table) NoteWidth(row, fields, filled int) {
	f := &t.Facts
	if n := len(f.widths); n > 0 && f.widths[n-1].fields == int32(fields) {
		f.widths[n-1].filled = max(f.widths[n-1].filled, int32(filled))
		return
	}
	f.widths = append(f.widths, widths{int32(row), int32(fields), int32(filled)})
	t.Used += widthsSize
}

// NoteQuote notes a quote where none should stand, in the record of a row.
func (f *Facts) NoteQuote(row int) { f.Quotes, f.Slips = f.Quotes+1, SetBit(f.Slips, row) }

// NoteMended notes that the parts of a number were put together there.
func (f *Facts) NoteMended(row int) { f.Mended, f.Slips = f.Mended+1, SetBit(f.Slips, row) }

// settle forgets that rows are hidden in which nothing stands.
func (f *Facts) settle(t *Table) {
	for row := range 64 * len(f.Rows) {
		if bit(f.Rows, row) && t.Blank(row) {
			f.Rows[row>>6] &^= 1 << (row & 63)
		}
	}
}

// append adds the facts about the rows of another table, from one on, which become those of t from first on. What a file
// says of a whole column holds for the column in which it comes to stand.
func (f *Facts) append(o *Table, from, first int) {
	for row := from; row < 64*len(o.Facts.Rows); row++ {
		if o.Hidden(row) {
			f.Rows = SetBit(f.Rows, first+row-from)
		}
	}
	for row := from; row < 64*len(o.Facts.Slips); row++ {
		if o.Slip(row) {
			f.Slips = SetBit(f.Slips, first+row-from)
		}
	}
	for i, set := range o.Facts.Cols {
		for i >= len(f.Cols) {
			f.Cols = append(f.Cols, 0)
		}
		f.Cols[i] |= set
	}
	for col, n := range o.Facts.Formulas {
		f.NoteFormula(col, n)
	}
	if len(o.Facts.tints) > 0 {
		f.appendTints(o, from, first)
	}
	if len(f.widths) > 0 || len(o.Facts.widths) > 0 {
		f.appendWidths(o, from, first)
	}
	f.Quotes, f.Mended = f.Quotes+o.Facts.Quotes, f.Mended+o.Facts.Mended
	if f.Encoding == "" || o.Facts.Unsure && !f.Unsure {
		f.Encoding, f.Unsure = o.Facts.Encoding, f.Unsure || o.Facts.Unsure
	}
}

func (f *Facts) appendWidths(o *Table, from, first int) {
	last := widths{first: int32(first)}
	for _, w := range o.Facts.widths {
		if int(w.first) > from {
			f.widths = append(f.widths, last)
		}
		last = w
		last.first = int32(first + max(int(w.first)-from, 0))
	}
	f.widths = append(f.widths, last)
}
