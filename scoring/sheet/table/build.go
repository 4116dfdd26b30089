package table

import (
	"math"
	"strconv"

	"fenji/scoring"
	"fenji/scoring/sheet/bounds"
)

// A Builder puts cells into a table one by one, within the limits. It is for formats that are read at leisure; the quick
// readers fill columns themselves.
type Builder struct {
	t      *Table
	limits bounds.Limits
	wide   bool
	text   []byte
}

// Build begins a table.
func Build(file, sheet string, l bounds.Limits) *Builder {
	return &Builder{t: &Table{File: file, Sheet: sheet, Dict: NewDictionary()}, limits: l}
}

// Table ends the table and returns it.
func (b *Builder) Table() *Table {
	b.t.Finish()
	return b.t
}

// From1904 says that days are counted from 1904.
func (b *Builder) From1904() { b.t.From1904 = true }

func (b *Builder) set(row, col int, kind Kind, bits int64) error {
	switch {
	case row >= b.limits.Rows:
		return bounds.ErrRows
	case col >= b.limits.Columns:
		if !b.wide {
			b.wide = true
			b.t.Issues = append(b.t.Issues, scoring.Issue{
				Code: bounds.TooManyColumns, File: b.t.File, Sheet: b.t.Sheet, Cell: Address(row, col),
			})
		}
		return nil
	}
	b.t.Set(row, col, kind, bits)
	return b.Room()
}

// Room fails when the table has become too large.
func (b *Builder) Room() error {
	if b.t.Memory() > b.limits.Memory {
		return bounds.ErrTooLarge
	}
	return nil
}

// Number puts a number, or the date that a format of the given class makes of it.
func (b *Builder) Number(row, col int, n Fixed, c Class) error {
	if c.Currency() != "" {
		if row < b.limits.Rows && col < b.limits.Columns {
			b.t.NoteCurrency(row, col, c)
		}
	} else if c != ClassNumber {
		if kind, bits, ok := DateOf(n, c, b.t.From1904); ok {
			return b.set(row, col, kind, bits)
		}
	}
	return b.set(row, col, Number, int64(n))
}

// Float puts a number that a program kept in a float; the 15 digits count that a spreadsheet shows.
func (b *Builder) Float(row, col int, v float64, c Class) error {
	if v == math.Trunc(v) && math.Abs(v) < 1e15 {
		return b.Number(row, col, PackFixed(int64(v), 0), c)
	}
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return b.Error(row, col, "#NUM!")
	}
	b.text = strconv.AppendFloat(b.text[:0], v, 'g', -1, 64)
	return b.Digits(row, col, b.text, c)
}

// Digits puts a number as it is written, or the text when it is none.
func (b *Builder) Digits(row, col int, text []byte, c Class) error {
	if n, ok := ParseFixed(text); ok {
		return b.Number(row, col, n, c)
	}
	return b.Text(row, col, text)
}

// Plain puts a text as csv is read: plain decimals are numbers.
func (b *Builder) Plain(row, col int, text []byte) error {
	if n, ok := ParsePlain(text); ok {
		return b.set(row, col, Number, int64(n))
	}
	return b.Text(row, col, text)
}

// Text puts a text; an empty one is no cell.
func (b *Builder) Text(row, col int, text []byte) error {
	if len(text) == 0 {
		return nil
	}
	if row >= b.limits.Rows || col >= b.limits.Columns {
		return b.set(row, col, Text, 0)
	}
	return b.set(row, col, Text, int64(b.t.Dict.ID(text)))
}

// Error puts an error such as #N/A.
func (b *Builder) Error(row, col int, text string) error {
	return b.set(row, col, Error, int64(b.t.Dict.ID([]byte(text))))
}

// Truth puts TRUE or FALSE.
func (b *Builder) Truth(row, col int, v bool) error { return b.set(row, col, Bool, PackBool(v)) }

// ISO puts a date, a time or both as ISO 8601 writes them, or the text when it is none.
func (b *Builder) ISO(row, col int, text []byte) error {
	if kind, bits, ok := ParseISO(string(text)); ok {
		return b.set(row, col, kind, bits)
	}
	return b.Text(row, col, text)
}

// Time puts a time of day in milliseconds.
func (b *Builder) Time(row, col int, ms int32) error { return b.set(row, col, Time, int64(ms)) }

// Hide says that a row is hidden.
func (b *Builder) Hide(row int) {
	if row < b.limits.Rows {
		b.t.Facts.Rows = SetBit(b.t.Facts.Rows, row)
	}
}

// HideColumns says that columns are hidden, both ends among them.
func (b *Builder) HideColumns(first, last int) {
	for col := first; col <= last && col < b.limits.Columns; col++ {
		b.t.Facts.Cols = SetBit(b.t.Facts.Cols, col)
	}
}

// Merge says that cells are shown as one.
func (b *Builder) Merge(top, left, bottom, right int) {
	if (top != bottom || left != right) && top < b.limits.Rows && left < b.limits.Columns {
		b.t.Merged = append(b.t.Merged, Range{int32(top), int32(left), int32(bottom), int32(right)})
		b.t.Used += RangeSize
	}
}

// Formula counts a formula; unsaved: without a result, zero: with the number 0 for one.
func (b *Builder) Formula(col int, unsaved, zero bool) {
	if col < b.limits.Columns {
		b.t.Facts.NoteFormula(col, Formulas{All: 1, Unsaved: int(PackBool(unsaved)), Zero: int(PackBool(zero))})
	}
}

// Encoding says in which encoding a text was read, and whether that is certain.
func (b *Builder) Encoding(name string, sure bool) {
	b.t.Facts.Encoding, b.t.Facts.Unsure = name, !sure
}
