package header

import (
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// headerDepth is how far down a header row may stand: under a title, notes and blank rows.
const headerDepth = 30

// headerWidth is how many columns are looked at to find it.
const headerWidth = 100

// A candidate is a row weighed as the row of headers.
type candidate struct {
	row, filled  int
	exact, part  int // cells whose text is a known header, or contains one
	texts, data  int // cells that hold words, and cells that hold dates or figures
	distinct     int
	contrast     int // percent of the cells under its words that hold dates or figures
	nearlyAsWide bool
}

// headerRow finds the row of headers; -1 when data begins in the first row.
func headerRow(v *read.Values) int {
	width := tableWidth(v)
	best, top := -1, 0
	for row := 0; row < min(v.T.Rows, headerDepth); row++ {
		c := weigh(v, row)
		if c.filled == 0 {
			continue
		}
		c.nearlyAsWide = 2*c.filled >= width
		if s := c.score(width); c.plausible() && s > top {
			if best >= 0 && sameRow(v.T, best, row) {
				continue // headers repeated further down: the first ones count
			}
			best, top = row, s
		}
	}
	return lowestStorey(v, best)
}

// plausible rows say at least two known headers, or consist of words with other things beneath.
func (c *candidate) plausible() bool {
	switch {
	case c.exact+c.part >= 2:
		return c.data <= c.exact+c.part
	case c.exact == 1 && c.filled <= 2:
		return c.data == 0
	}
	return c.data == 0 && c.texts == c.filled && c.filled >= 2 && c.distinct == c.filled && c.nearlyAsWide &&
		c.contrast >= 20
}

func (c *candidate) score(width int) int {
	s := 12*c.exact + 7*c.part
	s += 10 * (c.texts - c.data) / c.filled
	s += 10 * c.distinct / c.filled
	s += 10 * min(c.filled, width) / max(width, 1)
	return s + 15*c.contrast/100
}

func weigh(v *read.Values, row int) candidate {
	c := candidate{row: row}
	seen := map[string]bool{}
	under, data := 0, 0
	for col := range min(v.T.Cols, headerWidth) {
		cell := v.T.Cell(row, col)
		if v.TraitsOf(cell)&read.IsEmpty != 0 {
			continue
		}
		c.filled++
		if cell.Kind != sheet.Text || isData(v, cell) {
			c.data++
			continue
		}
		c.texts++
		text := v.T.Text(cell)
		seen[text] = true
		if len(text) <= 120 {
			switch m := known().read(text); {
			case m.exact:
				c.exact++
			case m.sure >= 50:
				c.part++
			}
		}
		u, d := beneath(v, row, col)
		under, data = under+u, data+d
	}
	c.distinct = len(seen)
	if under > 0 {
		c.contrast = 100 * data / under
	}
	return c
}

// beneath counts the next cells of a column that hold something, and those of them that hold dates or figures. What follows
// a blank row is of something else.
func beneath(v *read.Values, row, col int) (filled, data int) {
	for r := row + 1; r < min(v.T.Rows, row+9); r++ {
		if c := v.T.Cell(r, col); v.TraitsOf(c)&read.IsEmpty == 0 {
			filled++
			if isData(v, c) {
				data++
			}
		} else if filled > 0 && v.T.Blank(r) {
			break
		}
	}
	return filled, data
}

// isData tells whether a cell holds a date or a figure rather than words.
func isData(v *read.Values, c sheet.Cell) bool {
	if c.Kind != sheet.Text {
		return c.Kind != sheet.Empty && c.Kind != sheet.Error
	}
	_, st := v.Figure(c)
	return st == read.Readable || v.Reading(c).Day != civil.NoDay
}

// tableWidth is the usual number of filled cells in the first rows.
func tableWidth(v *read.Values) int {
	widest := 0
	for row := range min(v.T.Rows, 2*headerDepth) {
		n := 0
		for col := range min(v.T.Cols, headerWidth) {
			if v.TraitsOf(v.T.Cell(row, col))&read.IsEmpty == 0 {
				n++
			}
		}
		widest = max(widest, n)
	}
	return widest
}

func sameRow(t *sheet.Table, a, b int) bool {
	for col := range t.Own() {
		if t.Cell(a, col) != t.Cell(b, col) {
			return false
		}
	}
	return true
}

// headerText is the header of a column. Where the header row is blank because headers in two rows were merged
// downwards, the row above speaks.
func headerText(v *read.Values, row, col int, above bool) string {
	if row < 0 {
		return strings.TrimRight(sheet.Address(0, col), "1")
	}
	c := v.T.Cell(row, col)
	if v.TraitsOf(c)&read.IsEmpty != 0 && above {
		c = v.T.Cell(row-1, col)
	}
	text := tidyHeader(v.T.Text(c))
	if group := groupOver(v.T, row-1, col); above && group != "" && standsTwice(v.T, row, col) {
		return joined(group, text)
	}
	return text
}

// tidyHeader puts a header on one line.
func tidyHeader(s string) string { return strings.Join(strings.Fields(strings.Map(visible, s)), " ") }

func visible(r rune) rune {
	if read.Invisible(r) {
		return -1
	}
	return r
}

// twoStoreyed tells whether the row above the headers belongs to them: it holds several words and no data.
func twoStoreyed(v *read.Values, row int) bool {
	if row < 1 {
		return false
	}
	c := weigh(v, row-1)
	return c.texts >= 2 && c.data == 0
}
