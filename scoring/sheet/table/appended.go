package table

import (
	"slices"

	"fenji/scoring"
	"fenji/scoring/sheet/bounds"
)

// A stretch is a run of rows of a table that came from one file.
type stretch struct {
	file, sheet string
	first       int   // row of the table in which it begins
	from        int   // that row's number in the file, counted from zero
	places      []int // the columns of the file that stand in the table's, where they are others
}

// Origin tells where a row came from: file, sheet and row in it, counted from zero. In a table that was not appended
// to, that is the table's own file and the row itself.
func (t *Table) Origin(row int) (file, sheet string, at int) {
	i, exact := slices.BinarySearchFunc(t.stretches, row, func(s stretch, row int) int { return s.first - row })
	if !exact {
		i--
	}
	if i < 0 {
		return t.File, t.Sheet, row
	}
	s := t.stretches[i]
	return s.file, s.sheet, row - s.first + s.from
}

// Address gives the issue an address: file, sheet and cell.
func (t *Table) Address(i scoring.Issue, row, col int) scoring.Issue {
	var at int
	i.File, i.Sheet, at = t.Origin(row)
	i.Cell = Address(at, t.Place(row, col))
	return i
}

// Place is the column of the file that a cell stands in.
func (t *Table) Place(row, col int) int {
	for i := len(t.stretches) - 1; i >= 0; i-- {
		if s := t.stretches[i]; s.first <= row {
			if col < len(s.places) && s.places[col] >= 0 {
				return s.places[col]
			}
			return col
		}
	}
	return t.place(col)
}

// Own is the number of columns that the files themselves have; those behind were added by NameFiles.
func (t *Table) Own() int { return t.Cols - t.added }

// Append puts the rows of o, from the given one on, below those of t, which then has the rows of several files. It
// fails with the issue "too-large" when they do not fit the memory that l allows a table.
func (t *Table) Append(o *Table, from int, l bounds.Limits) error {
	l.Complete()
	t.Issues = append(t.Issues, o.Issues...)
	if from >= o.Rows {
		return nil
	}
	t.Dict.thaw()
	defer t.Dict.freeze()
	ids := make([]uint32, o.Texts()) // what o's texts are here, and 1 more; 0 when not met yet
	first := t.Rows
	t.Facts.append(o, from, first)
	t.stretches = append(t.stretches, stretch{o.File, o.Sheet, first, from, o.places})
	for _, m := range o.Merged {
		if int(m.Top) >= from {
			by := int32(first - from)
			t.Merged = append(t.Merged, Range{m.Top + by, m.Left, m.Bottom + by, m.Right})
			t.Used += RangeSize
		}
	}
	for row := from; row < o.Rows; row++ {
		for col := range o.Columns {
			c := o.Columns[col].at(row)
			if c.Kind == Text || c.Kind == Error {
				id := &ids[c.TextID()]
				if *id == 0 {
					*id = t.Dict.ID([]byte(o.String(c.TextID()))) + 1
				}
				c.bits = int64(*id - 1)
			}
			if c.Kind != Empty {
				t.Set(first+row-from, col, c.Kind, c.bits)
			}
		}
		if t.Memory() > l.Memory {
			return scoring.Issue{Code: bounds.TooLarge, File: o.File, Sheet: o.Sheet}
		}
	}
	t.Rows = first + o.Rows - from // blank rows at the end stay, too
	t.Cols = len(t.Columns)
	return nil
}

// NameFiles adds a column that names the file of each row below the header in which something stands.
func (t *Table) NameFiles(header int, name string) {
	t.Dict.thaw()
	defer t.Dict.freeze()
	col := t.Cols
	if header >= 0 {
		t.Set(header, col, Text, int64(t.Dict.ID([]byte(name))))
	}
	said, id := "", uint32(0)
	for row := header + 1; row < t.Rows; row++ {
		if t.Blank(row) {
			continue
		}
		if file, _, _ := t.Origin(row); file != said {
			said, id = file, t.Dict.ID([]byte(file))
		}
		t.Set(row, col, Text, int64(id))
	}
	t.Cols, t.added = len(t.Columns), t.added+1
}
