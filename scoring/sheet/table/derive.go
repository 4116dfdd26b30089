package table

// A Derived is the content of a cell that is made of others: nothing, a text, or the number Coef × 10^Exp.
type Derived struct {
	Text     string
	Coef     int64
	Exp      int
	IsNumber bool
	SameAs   Cell // a cell of the table to take over, when it is not Empty
}

// Derive returns the table with one more column, headed by name, of what value makes of each row below the header. It is
// no column of the file's own, see [Table.Own]; t stays as it is.
func (t *Table) Derive(header int, name string, value func(row int) Derived) *Table {
	n := *t
	n.Columns = append(append(make([]column, 0, len(t.Columns)+1), t.Columns...), column{})
	if n.Dict == nil {
		n.Dict = NewDictionary()
	}
	n.Dict.thaw()
	defer n.Dict.freeze()
	col := len(n.Columns) - 1
	if header >= 0 {
		n.Set(header, col, Text, int64(n.Dict.ID([]byte(name))))
	}
	for row := header + 1; row < n.Rows; row++ {
		if c := n.cellOf(value(row)); c.Kind != Empty {
			n.Set(row, col, c.Kind, c.bits)
		}
	}
	n.Cols, n.added = len(n.Columns), n.added+1
	return &n
}

// cellOf makes a cell of what was made; the dictionary must be thawed.
func (t *Table) cellOf(d Derived) Cell {
	switch {
	case d.SameAs.Kind != Empty:
		return d.SameAs
	case d.IsNumber:
		for d.Coef != 0 && d.Coef%10 == 0 && d.Exp < 0 {
			d.Coef, d.Exp = d.Coef/10, d.Exp+1
		}
		return Cell{Number, int64(PackFixed(d.Coef, d.Exp))}
	case d.Text != "":
		return Cell{Text, int64(t.Dict.ID([]byte(d.Text)))}
	}
	return Cell{}
}
