package clean

import (
	"strconv"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/intake"
	"fenji/scoring/sheet"
)

// codeOddRecord is of rows left out since their records are not as wide as the others.
const codeOddRecord scoring.Code = "record-width"

// findUneven finds the rows whose records have another number of fields than the rest, blank ones at the end aside, or were
// mended: a stray quote was dropped, or the parts of a number were put together. Nobody can be sure that they are read right.
func (c *cleaner) findUneven() {
	t, from := c.v.T, c.m.HeaderRow+1
	if len(t.Widths()) < 2 && t.Quotes()+t.Mended() == 0 {
		return
	}
	usual := c.usualWidths()
	c.uneven = map[int]bool{}
	for row := from; row < t.Rows; row++ {
		file, _, _ := t.Origin(row)
		few, many := usual[file], usual[file]
		if from > 0 && file == t.File {
			few, many = min(few, c.filledTo(from-1)), max(many, t.Fields(from-1))
		}
		n := t.Fields(row)
		if n > 0 && (t.Slip(row) || n < few || n > many && c.filledTo(row) > many) {
			c.uneven[row] = true
		}
	}
}

// usualWidths are the numbers of fields that most records have, by file.
func (c *cleaner) usualWidths() map[string]int {
	t := c.v.T
	type width struct {
		file   string
		fields int
	}
	count, usual := map[width]int{}, map[string]int{}
	for row, from := c.m.HeaderRow+1, c.m.HeaderRow+1; row < t.Rows; from = row {
		file, _, _ := t.Origin(row)
		w := width{file, t.Fields(row)}
		for same := true; same && row < t.Rows; {
			row++
			file, _, _ := t.Origin(row)
			same = w == width{file, t.Fields(row)}
		}
		if count[w] += row - from; w.fields > 0 && count[w] > count[width{file, usual[file]}] {
			usual[file] = w.fields
		}
	}
	return usual
}

// filledTo is how many fields a row has, blank ones at its end aside.
func (c *cleaner) filledTo(row int) int {
	col := c.v.T.Own()
	for col > 0 && c.v.T.Cell(row, col-1).Kind == sheet.Empty {
		col--
	}
	return col
}

// isFooter tells a line below all rows that says neither day nor amount: what was exported, and how much in all.
func (c *cleaner) isFooter(row int) bool {
	t := c.v.T
	if c.date < 0 || t.Slip(row) || t.Cell(row, c.amount).Kind != sheet.Empty {
		return false
	}
	day, _ := c.v.Date(t.Cell(row, c.date), c.order)
	return day == civil.NoDay
}

// askUneven asks whether such rows are read right, those that cannot be used among them.
func (c *cleaner) askUneven() {
	if len(c.uneven) == 0 {
		return
	}
	d := intake.Doubt{Code: "record-width", Meanwhile: "mended"}
	for i, row := range c.records.Row {
		if c.uneven[int(row)] {
			d.Rows++
			d.Money += c.records.Amount[i]
			d.Shown = append(d.Shown, int(row))
		}
	}
	last := 0
	for _, row := range c.records.Row {
		last = max(last, int(row))
	}
	for _, e := range c.ledger.Entries {
		if e.Row > last && c.isFooter(e.Row) {
			continue
		}
		if e.Code == codeOddRecord || e.Aside && c.uneven[e.Row] && c.filledTo(e.Row) > 1 && e.Code != codeDuplicate && !e.IsTotal() {
			d.Rows++
			d.Money += e.Money
			d.Shown = append(d.Shown, e.Row)
		}
	}
	if d.Rows > 0 {
		_, _, at := c.v.T.Origin(d.Shown[0])
		d.Args = []string{"row", strconv.Itoa(at + 1)}
		c.ask(d)
	}
}
