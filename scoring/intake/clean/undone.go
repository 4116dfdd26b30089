package clean

import (
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/fate"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// What was given back or called off may be told by the name of what was sold alone, with an amount above nothing: 退挂号费 40 beside 挂号费
// 40. The rows of such names are asked about; all other names of the column say nothing of theirs.

const (
	mostSold = 20_000 // names of a column that are looked at: with more it holds remarks
	longName = 200    // bytes of one
	longMark = 30
)

// A gone is the name of what may have been given back or called off.
type gone struct {
	fate.Undone
	rows, fit, back int // of which the amount is above nothing, the customer bought by the other name before, or paid as much for anything
}

// undoneNames finds such names of a column, as they are folded, and those that the user has ruled on, which are zero.
func (c *cleaner) undoneNames(col int, rulings []intake.Ruling) map[string]fate.Undone {
	if c.amount < 0 || c.date < 0 || c.customer < 0 || c.m.Shape == intake.PerCustomer {
		return nil
	}
	names := map[string]fate.Undone{}
	for _, r := range rulings {
		if folded := read.FateWord(r.Value); r.Column == col && folded != "" {
			names[folded] = fate.Undone{}
		}
	}
	met, may := 0, map[string]*gone{}
	c.v.T.NewText(col, c.m.HeaderRow+1, 1, func(id uint32) bool {
		met++
		if text := c.v.T.String(id); len(text) <= longName {
			if name, g := undoneName(text); g != nil {
				may[name] = g
			}
		}
		return met > mostSold
	})
	if len(may) == 0 || met > mostSold {
		return names
	}
	sold := c.holdUndone(col, may)
	for name, g := range may {
		partner := sold[g.Of] || sold[strings.TrimSuffix(g.Of, "费")]
		if g.rows == 0 || !g.Sure && !g.Mark && !g.Fee && g.fit == 0 && !(g.Each && partner) {
			continue
		}
		if g.Sure = g.Sure || g.Fee && partner; g.Fate == fate.Refunded && 2*g.back >= g.rows {
			g.Fate = fate.Refund // rows of their own, beside the sales
		}
		names[name] = g.Undone
	}
	return names
}

// undoneName reads a name, as it is written, and without the day or the sum that may stand behind it.
func undoneName(text string) (name string, g *gone) {
	name = read.FateWord(text)
	if u := undoneOf(text, name); u.Of != "" {
		return name, &gone{Undone: u}
	}
	if said := strings.TrimRight(text, "0123456789./-月日号元 "); len(said) < len(text) {
		if u := undoneOf(said, read.FateWord(said)); u.Of != "" {
			return name, &gone{Undone: u}
		}
	}
	return name, nil
}

func undoneOf(text, name string) fate.Undone {
	ways, bracketed := fate.Marked(text)
	for _, way := range ways {
		if len(way[1]) > longMark {
			continue
		}
		if f, sure := fate.MarkOf(read.FateWord(way[1])); f != fate.Counts {
			return fate.Undone{Of: read.FateWord(way[0]), Fate: f, Sure: sure, Mark: bracketed, Each: true}
		}
	}
	return fate.UndoneName(name)
}

// A bought is what somebody paid for something.
type bought struct {
	of  string
	who sheet.Cell
	sum decimal.Money
}

// holdUndone holds the rows of such names against what their customers paid before, and returns which of the other names were sold.
func (c *cleaner) holdUndone(col int, may map[string]*gone) (sold map[string]bool) {
	type meaning struct {
		name string
		gone *gone
	}
	type back struct {
		*gone
		bought
		day civil.Day
	}
	var means read.Memo[*meaning]
	var backs []back
	mean := func(row int) *meaning {
		cell := c.cell(row, col)
		if cell.Kind != sheet.Text {
			return &meaning{}
		}
		is := means.At(c.v.T, cell.TextID())
		if *is == nil {
			name := read.FateWord(c.v.T.Text(cell))
			*is = &meaning{name, may[name]}
		}
		return *is
	}
	paid := func(row int) (b bought, day civil.Day) {
		b.who = c.cell(row, c.customer)
		b.sum, _, _ = c.v.Money(c.v.T.Cell(row, c.amount), c.unit, c.writing)
		day, _ = c.v.Date(c.cell(row, c.date), c.order)
		return b, day
	}
	whose := map[sheet.Cell]bool{}
	for row := c.m.HeaderRow + 1; row < c.v.T.Rows; row++ {
		if is := mean(row); is.gone != nil && c.sells(row) {
			b, day := paid(row)
			backs, whose[b.who] = append(backs, back{is.gone, b, day}), true
		}
	}
	sold = map[string]bool{}
	first, left := map[bought]civil.Day{}, map[bought]int{}
	most := map[bought]decimal.Money{} // what was paid for the other name at most
	for row := c.m.HeaderRow + 1; row < c.v.T.Rows; row++ {
		is := mean(row)
		if is.gone != nil || !c.sells(row) {
			continue
		}
		if sold[is.name] = true; !whose[c.cell(row, c.customer)] {
			continue
		}
		b, day := paid(row)
		left[b]++
		for _, b.of = range [...]string{"", is.name} {
			if was, met := first[b]; !met || day < was {
				first[b] = day
			}
		}
		most[bought{of: is.name, who: b.who}] = max(most[bought{of: is.name, who: b.who}], b.sum)
	}
	for _, b := range backs {
		before := func() bool {
			day, met := first[b.bought]
			return met && day <= b.day
		}
		b.gone.rows++
		switch {
		case before() && left[b.bought] > 0:
			left[b.bought]--
			b.gone.back++
		case max(most[bought{of: b.Of, who: b.who}], most[bought{of: strings.TrimSuffix(b.Of, "费"), who: b.who}]) > b.sum:
			b.gone.back++ // of a part
		}
		if b.of = b.Of; before() {
			b.gone.fit++
		}
	}
	return sold
}

// settleUndone asks about the rows of such names. What leaves little doubt is done meanwhile.
func (t *told) settleUndone() {
	for i := range t.list {
		w := &t.list[i]
		u := t.undone[w.folded]
		if u.Of == "" || w.user || w.fate != fate.Counts {
			continue
		}
		if w.named, w.why = true, fate.Guessed; u.Sure {
			w.fate = u.Fate
		}
	}
}

// leaveUndone asks no more about such names where another column, a quantity below nothing or a sum given back says already what became
// of each of their rows.
func (c *cleaner) leaveUndone() {
	for _, t := range c.told {
		if len(t.undone) == 0 {
			continue
		}
		open := make([]bool, len(t.list))
		for row := c.m.HeaderRow + 1; row < c.v.T.Rows; row++ {
			if n := t.place(c, c.cell(row, t.col)); n > 0 && t.list[n-1].named && !open[n-1] {
				open[n-1] = c.sells(row) && !c.saidBeside(t, row)
			}
		}
		for i := range t.list {
			if w := &t.list[i]; w.named && !w.user && !open[i] {
				w.fate, w.why = fate.Counts, fate.Known
			}
		}
	}
}

// saidBeside tells whether something besides a column says what became of a row.
func (c *cleaner) saidBeside(t *told, row int) bool {
	for _, by := range c.told {
		if by == t {
			continue
		}
		switch w := by.of(c, c.cell(row, by.col)); {
		case w.why == fate.Part, w.fate == fate.Void, w.fate == fate.Refund, w.fate == fate.Refunded, w.fate == fate.Gift:
			return true
		}
	}
	if c.refunded >= 0 {
		if m, _, _ := c.v.Money(c.v.T.Cell(row, c.refunded), c.unit, c.backWriting); m != 0 {
			return true
		}
	}
	return c.quantity >= 0 && c.turned(row)
}
