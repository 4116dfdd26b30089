package sheet

import (
	"cmp"
	"math/bits"
	"slices"
)

// facts are what a file says of its table beside the cells: what it hides, which cells are formulas, how long its
// records are and in which encoding they stand. They decide nothing here; they are the witnesses by which others
// find what was read wrongly.
type facts struct {
	rows     []uint64   // hidden rows, a bit each
	cols     []uint64   // hidden columns, likewise
	formulas []formulas // by column
	widths   []widths
	quotes   int
	mended   int
	encoding string
	unsure   bool
}

// formulas counts those of a column.
type formulas struct{ all, unsaved, zero int }

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
func (t *Table) Hidden(row int) bool { return bit(t.facts.rows, row) }

// HiddenRows counts the rows that the file hides and in which something stands.
func (t *Table) HiddenRows() int {
	n := 0
	for _, set := range t.facts.rows {
		n += bits.OnesCount64(set)
	}
	return n
}

// HiddenColumn tells whether the file hides a column.
func (t *Table) HiddenColumn(col int) bool { return bit(t.facts.cols, col) }

// Formulas counts the cells of a column that are formulas, those of them that the file holds no result of, and those whose
// result is the number 0, as some programs write that compute none.
func (t *Table) Formulas(col int) (all, unsaved, zero int) {
	if uint(col) >= uint(len(t.facts.formulas)) {
		return 0, 0, 0
	}
	f := t.facts.formulas[col]
	return f.all, f.unsaved, f.zero
}

// Widths lists how many fields the records of a text file have, the most frequent number first. Lines in which nothing
// stands are no records. Other files have none.
func (t *Table) Widths() (list []Width) {
	at := map[int32]int{}
	for i, w := range t.facts.widths {
		end := int32(t.Rows)
		if i+1 < len(t.facts.widths) {
			end = t.facts.widths[i+1].first
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
	slices.SortStableFunc(list, func(a, b Width) int { return cmp.Compare(b.Records, a.Records) })
	return list
}

// Fields is how many fields the record of a row has; zero for a line in which nothing stands and in other than text
// files.
func (t *Table) Fields(row int) int {
	i, exact := slices.BinarySearchFunc(t.facts.widths, row, func(w widths, row int) int { return int(w.first) - row })
	if !exact {
		i--
	}
	if i < 0 || row >= t.Rows {
		return 0
	}
	return int(t.facts.widths[i].fields)
}

// Quotes counts the records of a text file in which a quote stands where none should: one that is never closed, that
// text follows after it was closed, or that could as well hold whole records as one field.
func (t *Table) Quotes() int { return t.facts.quotes }

// Mended counts the records of a text file that had more fields than the others until the parts of a number such as 1,020.00
// were put together.
func (t *Table) Mended() int { return t.facts.mended }

// Encoding names the encoding in which a text file was read, in the words of Options.Encoding, and tells whether there was
// no doubt about it. Other files have none.
func (t *Table) Encoding() (name string, sure bool) { return t.facts.encoding, !t.facts.unsure }

func bit(set []uint64, i int) bool { return i >= 0 && i>>6 < len(set) && set[i>>6]>>(i&63)&1 != 0 }

func setBit(set []uint64, i int) []uint64 {
	for i>>6 >= len(set) {
		set = append(set, 0)
	}
	set[i>>6] |= 1 << (i & 63)
	return set
}

// formula counts a formula of a column.
func (f *facts) formula(col int, by formulas) {
	for col >= len(f.formulas) {
		f.formulas = append(f.formulas, formulas{})
	}
	c := &f.formulas[col]
	c.all, c.unsaved, c.zero = c.all+by.all, c.unsaved+by.unsaved, c.zero+by.zero
}

// width notes a record.
func (t *Table) width(row, fields, filled int) {
	f := &t.facts
	if n := len(f.widths); n > 0 && f.widths[n-1].fields == int32(fields) {
		f.widths[n-1].filled = max(f.widths[n-1].filled, int32(filled))
		return
	}
	f.widths = append(f.widths, widths{int32(row), int32(fields), int32(filled)})
	t.used += widthsSize
}

// settle forgets that rows are hidden in which nothing stands.
func (f *facts) settle(t *Table) {
	for row := range 64 * len(f.rows) {
		if bit(f.rows, row) && t.Blank(row) {
			f.rows[row>>6] &^= 1 << (row & 63)
		}
	}
}

// append adds the facts about the rows of another table, from one on, which become those of t from first on. What a file
// says of a whole column holds for the column in which it comes to stand.
func (f *facts) append(o *Table, from, first int) {
	for row := from; row < 64*len(o.facts.rows); row++ {
		if o.Hidden(row) {
			f.rows = setBit(f.rows, first+row-from)
		}
	}
	for i, set := range o.facts.cols {
		for i >= len(f.cols) {
			f.cols = append(f.cols, 0)
		}
		f.cols[i] |= set
	}
	for col, n := range o.facts.formulas {
		f.formula(col, n)
	}
	if len(f.widths) > 0 || len(o.facts.widths) > 0 {
		f.appendWidths(o, from, first)
	}
	f.quotes, f.mended = f.quotes+o.facts.quotes, f.mended+o.facts.mended
	if f.encoding == "" || o.facts.unsure && !f.unsure {
		f.encoding, f.unsure = o.facts.encoding, f.unsure || o.facts.unsure
	}
}

func (f *facts) appendWidths(o *Table, from, first int) {
	last := widths{first: int32(first)}
	for _, w := range o.facts.widths {
		if int(w.first) > from {
			f.widths = append(f.widths, last)
		}
		last = w
		last.first = int32(first + max(int(w.first)-from, 0))
	}
	f.widths = append(f.widths, last)
}
