package clean

import (
	"slices"
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
	rows int // with an amount above nothing
	fit  int // of these: the customer paid as much for the other name before
	part int // or more
	back int // or either, or as much for anything, and each sale is given back once
}

// undoneNames finds such names of a column, as they are folded, and those that the user has ruled on, which are zero.
func (c *cleaner) undoneNames(col int, rulings []intake.Ruling) map[string]*gone {
	if c.amount < 0 || c.date < 0 || c.customer < 0 || c.m.Shape == intake.PerCustomer {
		return nil
	}
	names := map[string]*gone{}
	for _, r := range rulings {
		if folded := read.FateWord(r.Value); r.Column == col && folded != "" {
			names[folded] = new(gone)
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
	sold := c.holdUndone(col, may, nil)
	delete(sold, "") // cells that are no names
	for name, g := range may {
		partner := sold[g.Of] || sold[strings.TrimSuffix(g.Of, "费")]
		if g.rows == 0 || !g.Sure && !g.Mark && !g.Fee && g.fit == 0 && !(g.Part && g.part > 0) && !(g.Each && partner) {
			continue
		}
		g.Sure = g.Sure || g.Fee && partner
		g.settle()
		names[name] = g
	}
	return names
}

// settle lets rows of which most have their sale be refunds of their own.
func (g *gone) settle() {
	if g.Fate != fate.Void {
		if g.Fate = fate.Refunded; g.rows > 0 && 2*g.back >= g.rows {
			g.Fate = fate.Refund
		}
	}
}

// undoneName reads a name, as it is written, first without the day or the sum that may stand behind it.
func undoneName(text string) (name string, g *gone) {
	name = read.FateWord(text)
	said := strings.TrimRight(text, "0123456789./-月日号元次×¥ ")
	if strings.ContainsAny(text[len(said):], "0123456789") {
		if u := undoneOf(said, read.FateWord(said)); u.Of != "" {
			return name, &gone{Undone: u}
		}
	}
	if u := undoneOf(text, name); u.Of != "" {
		return name, &gone{Undone: u}
	}
	return name, nil
}

func undoneOf(text, name string) fate.Undone {
	ways, bracketed, dashed := fate.Marked(text)
	for _, way := range ways {
		if len(way[1]) > longMark || fate.IsFee(read.FateWord(way[0])) {
			continue
		}
		mark, _, _ := strings.Cut(read.FateWord(way[1]), ",")
		if f, sure, alone := fate.MarkOf(mark); f != fate.Counts {
			u := fate.UndoneName(name)
			return fate.Undone{Of: read.FateWord(way[0]), Fate: f, Sure: sure, Fee: u.Fee, Mark: alone && (bracketed || dashed), Each: true}
		}
	}
	u := fate.UndoneName(name)
	if bracketed && !u.Sure { // why, or how much, may stand there
		if before := fate.UndoneName(read.FateWord(ways[0][0])); before.Of != "" {
			return before
		}
	}
	return u
}

// A bought is what somebody paid for something.
type bought struct {
	of  string
	who sheet.Cell
	sum decimal.Money
}

// holdUndone holds the rows of such names against what their customers paid before, and returns which of the other names were sold. Some
// rows may be left out.
func (c *cleaner) holdUndone(col int, may map[string]*gone, leave func(row int) bool) (sold map[string]bool) {
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
	paidFor := map[bought]decimal.Money{} // without the sum
	for row := c.m.HeaderRow + 1; row < c.v.T.Rows; row++ {
		is := mean(row)
		if is.gone != nil || !c.sells(row) || leave != nil && leave(row) {
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
		of := bought{of: is.name, who: b.who}
		if was, met := first[of]; !met || day < was {
			first[of] = day
		}
		paidFor[of] += b.sum
	}
	for _, b := range backs {
		before := func() bool {
			day, met := first[b.bought]
			return met && day <= b.day
		}
		b.gone.rows++
		of := bought{of: b.Of, who: b.who}
		if _, met := first[of]; !met {
			of.of = strings.TrimSuffix(b.Of, "费")
		}
		day, met := first[of]
		part := met && day <= b.day && paidFor[of] >= b.sum && !b.Mark
		switch {
		case before() && left[b.bought] > 0:
			left[b.bought]--
			paidFor[of] -= b.sum
			b.gone.back++
		case part:
			paidFor[of] -= b.sum
			b.gone.part++
			b.gone.back++
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
		if u == nil || u.Of == "" || w.user || w.fate != fate.Counts {
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
		if !slices.ContainsFunc(t.list, func(w word) bool { return w.named }) {
			continue
		}
		c.holdAgain(t)
		open := make([]bool, len(t.list))
		for row := c.m.HeaderRow + 1; row < c.v.T.Rows; row++ {
			if n := t.place(c, c.cell(row, t.col)); n > 0 && t.list[n-1].named && !open[n-1] {
				open[n-1] = c.sells(row) && !c.saidBeside(t, row, t.list[n-1].fate == fate.Refund)
			}
		}
		for i := range t.list {
			if w := &t.list[i]; w.named && !w.user && !open[i] {
				w.fate, w.why = fate.Counts, fate.Known
			}
		}
	}
}

// holdAgain holds the refunds among such names against sales that nothing else took back.
func (c *cleaner) holdAgain(t *told) {
	if len(c.told) == 1 && c.refunded < 0 && c.quantity < 0 {
		return
	}
	may := map[string]*gone{}
	for name, g := range t.undone {
		if g.Of != "" {
			g.rows, g.fit, g.part, g.back = 0, 0, 0, 0
			may[name] = g
		}
	}
	c.holdUndone(t.col, may, func(row int) bool { return c.saidBeside(t, row, false) })
	for i := range t.list {
		if w := &t.list[i]; w.named && !w.user && w.fate != fate.Counts {
			t.undone[w.folded].settle()
			w.fate = t.undone[w.folded].Fate
		}
	}
}

// saidBeside tells whether something besides a column says what became of a row. The status of a refund, whose sale stands elsewhere, takes
// nothing off that sale.
func (c *cleaner) saidBeside(t *told, row int, refund bool) bool {
	for _, by := range c.told {
		if by == t {
			continue
		}
		switch w := by.of(c, c.cell(row, by.col)); {
		case w.fate == fate.Refunded && refund && by.kind == fate.Statuses:
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
