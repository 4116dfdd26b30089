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

// fillDates gives each row without a date the day of the row above, as far as no blank row and no total ends it.
func (c *cleaner) fillDates() {
	t, top := c.v.T, -1
	if c.merges == nil {
		c.merges = &merges{t: t, byCol: map[int][]sheet.Range{}, first: -1}
	}
	c.merges.down = true
	var list []sheet.Range
	for row := c.m.HeaderRow + 1; row <= t.Rows; row++ {
		if row < t.Rows && t.Cell(row, c.date).Kind == sheet.Empty && !t.Blank(row) && !c.isTotal(row, c.first(row)) {
			continue
		}
		if top >= 0 && row-1 > top {
			list = append(list, sheet.Range{Top: int32(top), Left: int32(c.date), Bottom: int32(row - 1), Right: int32(c.date)})
		}
		if top = -1; row < t.Rows && t.Cell(row, c.date).Kind != sheet.Empty && !c.isTotal(row, c.date) {
			top = row
		}
	}
	c.merges.add(c.date, list)
}

// findUndated finds the rows without a date in a list that writes each day once, in the first row of its visits.
func (c *cleaner) findUndated() (rows []int) {
	t, from := c.v.T, c.m.HeaderRow+1
	if c.date < 0 || c.customer < 0 || c.amount < 0 || c.m.Shape != intake.PerVisit || c.m.Columns[c.date].Made {
		return nil
	}
	if blank := t.Rows - from - t.Filled(c.date, from); blank < 2 {
		return nil
	}
	dated, again, between := 0, 0, 0 // rows without a date between dated ones: below the last one totals may stand
	var last sheet.Cell
	for row := from; row < t.Rows; row++ {
		switch cell := c.cell(row, c.date); {
		case cell.Kind != sheet.Empty && !c.isTotal(row, c.date):
			if dated++; cell == last {
				again++
			}
			last, between = cell, len(rows)
		case cell.Kind == sheet.Empty && dated > 0 && c.cell(row, c.customer).Kind != sheet.Empty && t.Cell(row, c.amount).Kind != sheet.Empty && !c.mayTotal(row):
			rows = append(rows, row)
		}
	}
	if between == 0 || dated < 2 || len(rows) < 2 || 3*len(rows) < dated || 20*again > dated {
		return nil
	}
	return rows
}

// mayTotal tells whether some text of a row may name a total.
func (c *cleaner) mayTotal(row int) bool {
	for col := range c.v.T.Own() {
		if cell := c.v.T.Cell(row, col); cell.Kind == sheet.Text && saysTotal(c.v.T.String(cell.TextID())) {
			return true
		}
	}
	return false
}

// askUndated asks whether the rows without a date are of the day above.
func (c *cleaner) askUndated() {
	if len(c.undated) == 0 || len(c.grouped) > 0 || c.clean.FillDown {
		return
	}
	c.ask(c.lacking(&lack{rows: len(c.undated), shown: c.undated}, "grouped", "aside"))
	d := &c.ledger.Doubts[len(c.ledger.Doubts)-1]
	if d.Answers = []string{"above", "aside"}; c.answers.To("date", d.Key) == "above" {
		d.Meanwhile = "above"
	}
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
