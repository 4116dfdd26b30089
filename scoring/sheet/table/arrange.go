package table

import "slices"

// Arrange returns the table with its columns in other places: to says where each one goes, -1 for nowhere. No two go to
// the same place. Addresses still name the columns of the file. The table shares its cells with t.
func (t *Table) Arrange(to []int) *Table {
	n := *t
	n.Columns, n.places, n.Facts.Cols, n.Facts.Formulas, n.Facts.tints, n.Merged = nil, nil, nil, nil, nil, nil
	for from, col := range to {
		if col < 0 || from >= len(t.Columns) {
			continue
		}
		for col >= len(n.Columns) {
			n.Columns, n.places = append(n.Columns, column{}), append(n.places, -1)
		}
		n.Columns[col], n.places[col] = t.Columns[from], t.place(from)
		if t.HiddenColumn(from) {
			n.Facts.Cols = SetBit(n.Facts.Cols, col)
		}
		if from < len(t.Facts.tints) && t.Facts.tints[from] != nil {
			for col >= len(n.Facts.tints) {
				n.Facts.tints = append(n.Facts.tints, nil)
			}
			n.Facts.tints[col] = t.Facts.tints[from]
		}
		if from < len(t.Facts.Formulas) {
			n.Facts.NoteFormula(col, t.Facts.Formulas[from])
		}
	}
	for _, m := range t.Merged {
		if m.Left == m.Right && int(m.Left) < len(to) && to[m.Left] >= 0 {
			col := int32(to[m.Left])
			n.Merged = append(n.Merged, Range{m.Top, col, m.Bottom, col})
		}
	}
	n.Cols = len(n.Columns)
	return &n
}

// Rest returns the table with a stretch of its rows alone, which stand in their places. The table has cells of its own.
func (t *Table) Rest(from, to int) *Table {
	n := *t
	n.Columns, n.Rows, n.Used = make([]column, len(t.Columns)), min(to, t.Rows), 0
	n.Merged = slices.DeleteFunc(slices.Clone(t.Merged), func(m Range) bool { return int(m.Top) < from || int(m.Bottom) >= to })
	for col := range t.Columns {
		for row := from; row < n.Rows; row++ {
			if c := t.Columns[col].at(row); c.Kind != Empty {
				n.Used += n.Columns[col].set(row, c.Kind, c.bits)
			}
		}
	}
	return &n
}

// Head gives a column a header.
func (t *Table) Head(row, col int, name string) {
	t.Dict.thaw()
	defer t.Dict.freeze()
	t.Set(row, col, Text, int64(t.Dict.ID([]byte(name))))
	t.Cols = max(t.Cols, len(t.Columns))
}

// place is the column of the file that stands in a column of the table.
func (t *Table) place(col int) int {
	if col < len(t.places) && t.places[col] >= 0 {
		return t.places[col]
	}
	return col
}
