package table

// A Gained is a column that says something of those whom rows are about: the same in every row of one.
type Gained struct {
	Name  string
	Value func(who int) Derived
}

// shared are the cells of a gained column. What is said of somebody is kept once, however many rows are about them.
type shared struct {
	whose []int32 // by row, of all columns that were gained together: place in cells, -1 for nobody
	cells column  // the header, and each of those whom rows are about
}

func (s *shared) at(row int) Cell {
	if row >= len(s.whose) || s.whose[row] < 0 {
		return Cell{}
	}
	return s.cells.at(int(s.whose[row]))
}

// Gain returns the table with columns more, in which stands what they say of those whom rows are about: of n in all,
// whose says of each row which, -1 for nobody. They are no columns of the file's own, see [Table.Own]; t stays as it is.
func (t *Table) Gain(header int, whose []int32, n int, list []Gained) *Table {
	g := *t
	g.Columns = append(make([]column, 0, len(t.Columns)+len(list)), t.Columns...)
	if g.Dict == nil {
		g.Dict = NewDictionary()
	}
	g.Dict.thaw()
	defer g.Dict.freeze()
	places := make([]int32, len(whose))
	for row, who := range whose {
		switch {
		case row == header:
			places[row] = 0
		case row < header || who < 0:
			places[row] = -1
		default:
			places[row] = who + 1
		}
	}
	g.Used += int64(4 * len(places))
	for _, c := range list {
		s := &shared{whose: places}
		put := func(at int, c Cell) {
			if c.Kind != Empty {
				g.Used += s.cells.set(at, c.Kind, c.bits)
			}
		}
		put(0, g.cellOf(Derived{Text: c.Name}))
		for who := range n {
			put(who+1, g.cellOf(c.Value(who)))
		}
		g.Columns = append(g.Columns, column{shared: s})
	}
	g.Cols, g.added = len(g.Columns), g.added+len(list)
	return &g
}

// spread are some rows as they would lie in memory.
func (s *shared) spread(from, to int) (kinds []Kind, wide []int64) {
	kinds, wide = make([]Kind, to-from), make([]int64, to-from)
	for i := range kinds {
		c := s.at(from + i)
		kinds[i], wide[i] = c.Kind, c.bits
	}
	return kinds, wide
}
