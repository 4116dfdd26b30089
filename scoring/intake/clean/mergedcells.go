package clean

import (
	"slices"
	"sort"
	"strconv"

	"fenji/scoring"
	"fenji/scoring/intake"
	"fenji/scoring/sheet"
)

// spread are the roles whose columns say of all rows of a merged cell what stands in its first row: who, when, in which
// order. A sum stands there once and counts once.
var spread = [...]intake.Role{intake.Customer, intake.Date, intake.Order, intake.Status, intake.Refund}

// merges know which cells below the headers show what stands above them, because they are merged with it. Nothing else
// is ever filled: a blank cell that is merely blank stays so.
type merges struct {
	t      *sheet.Table
	byCol  map[int][]sheet.Range // from top to bottom
	filled int                   // rows to which a customer or a date was given
	first  int                   // of them
	down   bool                  // blank cells are filled from above, too
}

// findMerges finds the merged cells of the columns that are spread; nil when there are none.
func findMerges(t *sheet.Table, m intake.Mapping) *merges {
	f := &merges{t: t, byCol: map[int][]sheet.Range{}, first: -1}
	for _, r := range t.Merged {
		if col := int(r.Left); r.Bottom > r.Top && int(r.Top) > m.HeaderRow && col < len(m.Columns) &&
			slices.Contains(spread[:], m.Columns[col].Role) {
			f.byCol[col] = append(f.byCol[col], r)
		}
	}
	if len(f.byCol) == 0 {
		return nil
	}
	for _, list := range f.byCol {
		byTop(list)
	}
	return f
}

// cell is the cell of a table, or what it shows when it is merged with cells above.
func (f *merges) cell(row, col int) sheet.Cell {
	c := f.t.Cell(row, col)
	if c.Kind != sheet.Empty {
		return c
	}
	list := f.byCol[col]
	i, _ := slices.BinarySearchFunc(list, row, func(r sheet.Range, row int) int { return int(r.Bottom) - row })
	if i < len(list) && int(list[i].Top) < row {
		return f.t.Cell(int(list[i].Top), col)
	}
	return c
}

// same tells whether two rows show the same.
func (f *merges) same(a, b int) bool {
	for col := range f.t.Own() {
		if f.cell(a, col) != f.cell(b, col) {
			return false
		}
	}
	return true
}

// cell is what a row shows in a column.
func (c *cleaner) cell(row, col int) sheet.Cell {
	if c.merges == nil {
		return c.v.T.Cell(row, col)
	}
	return c.merges.cell(row, col)
}

// countFilled notes a row that takes its customer or date from a merged cell.
func (c *cleaner) countFilled(row int) {
	if c.merges == nil {
		return
	}
	for _, col := range [...]int{c.customer, c.date} {
		if col >= 0 && c.v.T.Cell(row, col) != c.merges.cell(row, col) {
			if c.merges.filled++; c.merges.first < 0 {
				c.merges.first = row
			}
			return
		}
	}
}

// sayFilled says how many rows did, and where the first stands.
func (c *cleaner) sayFilled() {
	if c.merges == nil || c.merges.filled == 0 {
		return
	}
	code := scoring.Code("cells-merged")
	if c.merges.down {
		code = "filled-down"
	}
	i := scoring.Issue{Code: code, Args: []string{"count", strconv.Itoa(c.merges.filled)}}
	c.ledger.Notices = append(c.ledger.Notices, c.v.T.Address(i, c.merges.first, c.customer))
}

// rehash lets the hashes of the rows that show what stands above them tell that.
func (f *merges) rehash(hashes []uint64, from int) {
	for _, list := range f.byCol {
		next := from
		for _, r := range list {
			row, end := max(next, int(r.Top)+1), min(int(r.Bottom)+1, f.t.Rows)
			for ; row < end; row++ {
				if hashes[row-from] != 0 {
					hashes[row-from] = f.hash(row)
				}
			}
			next = max(next, end)
		}
	}
}

// hash is the hash of what a row shows, as [sheet.Table.Hashes] makes it of what stands in it.
func (f *merges) hash(row int) uint64 {
	h := uint64(0)
	for col := range f.t.Own() {
		if c := f.cell(row, col); c.Kind != sheet.Empty {
			h = sheet.MixHash(h, c, col)
		}
	}
	return h
}

func byTop(list []sheet.Range) {
	sort.Slice(list, func(i, j int) bool { return list[i].Top < list[j].Top })
}
