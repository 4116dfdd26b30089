package table

// Without returns the table without what stands in some columns from a row on. In the place of each cell stands a
// number that tells which cells of the column were equal, and nothing else: so rows that were the same still are. Texts that
// stood there alone are in no memory of the table that is returned.
func (t *Table) Without(cols []int, from int) *Table {
	n := *t
	n.Columns, n.Dict, n.Used = make([]column, len(t.Columns)), NewDictionary(), 0
	ids := make([]uint32, t.Texts()) // what the texts are there, and 1 more; 0 when not met yet
	for col := range t.Columns {
		var numbers map[Cell]int64
		for _, left := range cols {
			if left == col {
				numbers = map[Cell]int64{}
			}
		}
		for row := range t.Rows {
			c := t.Columns[col].at(row)
			switch {
			case c.Kind == Empty:
				continue
			case numbers != nil && row >= from:
				number, met := numbers[c]
				if !met {
					number = int64(len(numbers)) + 1
					numbers[c] = number
				}
				c = Cell{Number, int64(PackFixed(number, 0))}
			case c.Kind == Text || c.Kind == Error:
				id := &ids[c.TextID()]
				if *id == 0 {
					*id = n.Dict.ID([]byte(t.String(c.TextID()))) + 1
				}
				c.bits = int64(*id - 1)
			}
			n.Used += n.Columns[col].set(row, c.Kind, c.bits)
		}
	}
	n.Dict.freeze()
	return &n
}
