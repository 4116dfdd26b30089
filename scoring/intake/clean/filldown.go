package clean

import (
	"cmp"
	"slices"

	"fenji/scoring/intake"
	"fenji/scoring/sheet"
)

// Exported pivot tables and printed lists name a customer once and leave the cell blank in the rows below. Whether a
// blank cell means that, only the user can say; then the rows below are treated as if the cells were merged.

// fillDown merges each customer with the blank cells below it, and so each date as far as the same customer reaches. A
// blank row ends it, and so does a total.
func (c *cleaner) fillDown() {
	t, from := c.v.T, c.m.HeaderRow+1
	if c.customer < 0 {
		return
	}
	if c.merges == nil {
		c.merges = &merges{t: t, byCol: map[int][]sheet.Range{}, first: -1}
	}
	c.merges.down = true
	for _, col := range [...]int{c.customer, c.date} {
		if col < 0 || col == c.date && c.date == c.customer {
			continue
		}
		var list []sheet.Range
		top := -1
		for row := from; row <= t.Rows; row++ {
			blank := row < t.Rows && t.Cell(row, col).Kind == sheet.Empty
			if blank && !t.Blank(row) && !c.isTotal(row, c.first(row)) && (col == c.customer || c.unnamed(row)) {
				continue
			}
			if top >= 0 && row-1 > top {
				list = append(list, sheet.Range{Top: int32(top), Left: int32(col), Bottom: int32(row - 1), Right: int32(col)})
			}
			if top = -1; row < t.Rows && !blank && !c.isTotal(row, col) {
				top = row
			}
		}
		c.merges.add(col, list)
	}
}

// findGrouped finds the rows without a customer in a list that names each one once, in the first row of its group: nearly none is
// named twice, and there are many such rows.
func (c *cleaner) findGrouped() (rows []int) {
	t, from := c.v.T, c.m.HeaderRow+1
	if c.customer < 0 || c.amount < 0 || c.m.Shape != intake.PerVisit {
		return nil
	}
	filled := t.Filled(c.customer, from)
	if blank := t.Rows - from - filled; blank < 2 || 3*blank < filled {
		return nil // too few to be looked for
	}
	named, again, met := 0, 0, map[sheet.Cell]bool{}
	for row := from; row < t.Rows; row++ {
		who := c.cell(row, c.customer)
		switch {
		case who.Kind != sheet.Empty && !c.isTotal(row, c.customer):
			if named++; met[who] {
				again++
			}
			met[who] = true
		case who.Kind == sheet.Empty && named > 0 && t.Cell(row, c.amount).Kind != sheet.Empty && !c.isTotal(row, c.first(row)):
			rows = append(rows, row)
		}
		if 20*again > named && named > 10 {
			return nil
		}
	}
	if n := len(rows); named < 2 || n < 2 || n < named && (n == 2 || 2*n < named) || 20*again > named {
		return nil
	}
	return rows
}

// askGrouped asks whether the rows without a customer are of the one above.
func (c *cleaner) askGrouped() {
	if len(c.grouped) == 0 || c.clean.FillDown {
		return
	}
	header := c.m.Columns[c.customer].Header
	d := intake.Doubt{Code: "customer", Form: "grouped", Key: header, Columns: []int{c.customer}, Meanwhile: "aside", Rows: len(c.grouped), Shown: c.grouped,
		Args: []string{"header", header}}
	for _, row := range c.grouped {
		m, _, _ := c.v.Money(c.v.T.Cell(row, c.amount), c.unit, c.writing)
		d.Money += m
	}
	c.ask(d)
}

// unnamed tells whether a row names no customer of its own.
func (c *cleaner) unnamed(row int) bool { return c.v.T.Cell(row, c.customer).Kind == sheet.Empty }

// add adds ranges to those of a column. One that a merged cell is part of gives way to it.
func (f *merges) add(col int, list []sheet.Range) {
	own := slices.Clone(f.byCol[col])
	for _, r := range list {
		i, _ := slices.BinarySearchFunc(own, r.Top, func(m sheet.Range, top int32) int { return cmp.Compare(m.Bottom, top) })
		if i == len(own) || own[i].Top > r.Bottom {
			f.byCol[col] = append(f.byCol[col], r)
		}
	}
	byTop(f.byCol[col])
}
