package clean

import (
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake/fate"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// What was given back or called off may be told by the name of what was sold alone, with an amount above nothing: 退挂号费 40 beside 挂号费
// 40. The rows of such names are asked about; all other names of the column say nothing of theirs.

const (
	mostSold   = 20_000 // names of a column that are looked at: with more it holds remarks
	mostUndone = 20     // names that are asked about
	longName   = 60     // bytes of one
)

// undoneNames finds the names of a column that may be of what was given back or called off, as they are folded.
func (c *cleaner) undoneNames(col int) map[string]fate.Undone {
	if c.amount < 0 || c.date < 0 || c.customer < 0 {
		return nil
	}
	met := 0
	var may []string
	c.v.T.NewText(col, c.m.HeaderRow+1, 1, func(id uint32) bool {
		met++
		if text := c.v.T.String(id); len(text) <= longName && fate.MayBeUndone(text) {
			if name := read.FateWord(text); fate.UndoneName(name).Of != "" {
				may = append(may, name)
			}
		}
		return met > mostSold || len(may) > 10*mostUndone
	})
	if len(may) == 0 || met > mostSold {
		return nil
	}
	sold := map[string]bool{}
	c.v.T.NewText(col, c.m.HeaderRow+1, 1, func(id uint32) bool {
		if text := c.v.T.String(id); len(text) <= longName {
			sold[read.FateWord(text)] = true
		}
		return false
	})
	names := map[string]fate.Undone{}
	for _, name := range may {
		u := fate.UndoneName(name)
		if !u.Sure && !sold[u.Of] {
			continue
		}
		if len(names) == mostUndone {
			break
		}
		if sells, fits := c.takesBack(col, name, u.Of); sells && (u.Sure || u.Fate == fate.Void || fits) {
			names[name] = u
		}
	}
	return names
}

// A bought is what somebody paid for one thing.
type bought struct {
	who sheet.Cell
	sum decimal.Money
}

// takesBack tells whether a row with a name has an amount above nothing, and whether each such row gives back what its customer has bought
// by the other name, for as much and not later.
func (c *cleaner) takesBack(col int, name, of string) (sells, fits bool) {
	const other, back, sold = 1, 2, 3
	var met read.Memo[int8]
	first, backs := map[bought]civil.Day{}, map[bought]civil.Day{}
	for row := c.m.HeaderRow + 1; row < c.v.T.Rows; row++ {
		cell := c.cell(row, col)
		if cell.Kind != sheet.Text {
			continue
		}
		is := met.At(c.v.T, cell.TextID())
		if *is == 0 {
			switch read.FateWord(c.v.T.Text(cell)) {
			case name:
				*is = back
			case of:
				*is = sold
			default:
				*is = other
			}
		}
		if *is == other || !c.sells(row) {
			continue
		}
		sum, _, _ := c.v.Money(c.v.T.Cell(row, c.amount), c.unit, c.writing)
		day, _ := c.v.Date(c.cell(row, c.date), c.order)
		b, list := bought{c.cell(row, c.customer), sum}, first
		if *is == back {
			list = backs
		}
		if was, met := list[b]; !met || day < was {
			list[b] = day
		}
	}
	for b, day := range backs {
		if at, met := first[b]; !met || day < at {
			return true, false
		}
	}
	return len(backs) > 0, true
}

// settleUndone asks about the rows of such names. What leaves little doubt is done meanwhile.
func (t *told) settleUndone() {
	for i := range t.list {
		w := &t.list[i]
		u, is := t.undone[w.folded]
		if !is || w.user || w.fate != fate.Counts {
			continue
		}
		if w.why = fate.Guessed; u.Sure {
			w.fate = u.Fate
		}
	}
}
