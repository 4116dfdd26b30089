package clean

import (
	"slices"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/fate"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// A told is a column whose words say what a row counts as.
type told struct {
	col    int
	header string
	head   string // as package fate reads it
	kind   fate.Kind
	tells  bool // when, by whom or why: whatever stands there marks its row
	debits bool // of directions: most rows stand on the debit side, so that what stands on the other was given back; the user is asked
	alone  bool // and none on the other
	item   bool // of what was sold, which may be called a gift
	quiet  bool // of a column that its header does not call such, only words that leave no doubt are heeded
	others bool // of something else than the sale: only words by which the sale may have been taken back are asked about
	keeps  bool // of marks that may be of something that the customer holds: her rows count, and are asked about
	papers bool // of types of documents, as its words say together
	few    bool // and many rows have none
	person bool // of a column of persons, some of whose words are of sales or visits: they count, and are asked about
	heard  bool // and all of its words are such as are said of visits
	list   []word
	undone map[string]*gone     // names that may be of what was given back or called off
	names  bool                 // only these are heeded
	paid   map[sheet.Cell]bool  // words with an amount above nothing, once asked for
	texts  read.Memo[int32]     // by text: 1 + the place of the word in list
	places map[sheet.Cell]int32 // the same of what is no text
	unsaid []int                // rows marked as refunds that no earlier sale matches
	money  decimal.Money        // of these
}

// A word is a distinct value of the column and what it says.
type word struct {
	text    string
	folded  string
	fate    fate.Fate
	why     fate.Why
	user    bool       // the user says so
	paid    bool       // of a gift, or of a visit that came to nothing: money was received
	back    bool       // of a type or direction: money given back, as far as the word goes
	cell    sheet.Cell // one in which it stands
	named   bool       // it may be the name of what was given back or called off
	redeems bool       // of a type: what was paid for before, here or elsewhere
	receipt            // whether money was received on its rows
	rows    int
	money   decimal.Money // as written
	shown   []int
}

// sure tells whether nobody need be asked.
func (w *word) sure() bool { return w.user || w.why.Sure() }

// mostWords is how many distinct values a column of words may have. One with more is a text about each row.
const mostWords = 200

// findTold finds the columns whose words say what a row counts as.
func (c *cleaner) findTold(o intake.Options) {
	for _, col := range c.m.Columns {
		head := read.FateWord(col.Header)
		kind := fate.Heading(head)
		named, names := kind != fate.None, false
		var undone map[string]*gone
		if !named && (col.Role == intake.Item || (col.Role == intake.Other || col.Role == intake.Status) && fate.NamesSold(head)) {
			undone = c.undoneNames(col.Index, o.Rulings)
		}
		switch {
		case col.Role == intake.Refund && (kind == fate.None || kind == fate.Statuses || kind == fate.Ways):
			kind = fate.RefundMarks
		case col.Role == intake.Refund:
		case papered(col):
			kind, named = fate.Types, true
		case col.Role == intake.Status && (kind == fate.None || kind == fate.Ways):
			kind = fate.Statuses
		case col.Role == intake.Status:
		case col.Role == intake.Other && kind == fate.Ways:
		case col.Role == intake.Item && kind == fate.None && c.saysStrongly(col.Index):
			kind = fate.Statuses
		case len(undone) > 0 && (col.Role == intake.Item || col.Role == intake.Other):
			kind, names = fate.Statuses, true
		default:
			continue
		}
		if c.m.Shape == intake.PerCustomer && col.Role != intake.Refund {
			continue
		}
		t := &told{col: col.Index, header: col.Header, head: head, kind: kind, places: map[sheet.Cell]int32{}}
		byValues := col.Role == intake.Status && col.Why == intake.WhyValues
		t.item = col.Role == intake.Item
		t.others = byValues && fate.OfOthers(head)
		t.keeps = fate.MayBeHeld(kind, head)
		t.person = kind == fate.Statuses && byValues && fate.OfPerson(head)
		t.heard = col.Confidence != header.Troubled
		t.papers = papered(col)
		t.few = t.papers && header.SaysLittle(col.Filled, c.v.T.Rows-c.m.HeaderRow-1)
		t.quiet = names || col.Role == intake.Item || byValues && !named
		t.names, t.undone = names, undone
		t.tells = kind != fate.Statuses && kind != fate.Ways && fate.Tells(head)
		if kind == fate.Directions {
			t.debits, t.alone = c.mostDebits(col.Index)
		}
		if c.collect(t, o) {
			if t.papers {
				t.settlePapers()
			}
			c.told = append(c.told, t)
		}
	}
}

// mostDebits tells whether more rows of a column name the debit side of an account than the credit side, and whether they are
// alone.
func (c *cleaner) mostDebits(col int) (most, alone bool) {
	sides, rows := map[sheet.Cell]int{}, [3]int{}
	for row := c.m.HeaderRow + 1; row < c.v.T.Rows; row++ {
		cell := c.v.T.Cell(row, col)
		side, met := sides[cell]
		if !met {
			side = fate.Side(read.FateWord(c.v.T.Text(cell)))
			sides[cell] = side
		}
		rows[1+side]++
	}
	return rows[0] > rows[2], rows[2] == 0
}

// saysStrongly tells whether some text of a column with few of them says by itself what became of its row: 退费 among the items.
func (c *cleaner) saysStrongly(col int) bool {
	var met read.Memo[bool]
	last, distinct := sheet.Cell{}, 0
	for row := c.m.HeaderRow + 1; row < c.v.T.Rows && distinct <= mostWords; {
		s := c.v.T.Span(row, col)
		for i, k := range s.Kinds {
			if k != sheet.Text {
				continue
			}
			cell := s.Cell(i)
			if cell == last {
				continue
			}
			last = cell
			if seen := met.At(c.v.T, cell.TextID()); !*seen {
				*seen = true
				distinct++
				if text := c.v.T.String(cell.TextID()); len(text) <= 16 && !isGift(read.FateWord(text)) && fate.IsStrong(read.FateWord(text)) {
					return true
				}
			}
		}
		row = s.To
	}
	return false
}

// isGift tells what an item may be called that is sold: a gift.
func isGift(folded string) bool { return folded == "gift" }

// collect lists the words of a column; false when it says nothing that matters.
func (c *cleaner) collect(t *told, o intake.Options) bool {
	t.add(c, sheet.Cell{}, o)
	last := sheet.Cell{}
	for row := c.m.HeaderRow + 1; row < c.v.T.Rows; {
		s := c.v.T.Span(row, t.col)
		for i, k := range s.Kinds {
			if k == sheet.Empty {
				continue
			}
			if cell := s.Cell(i); cell != last {
				if last = cell; t.place(c, cell) == 0 {
					if t.add(c, cell, o); len(t.list) > mostWords && !t.tells && !t.quiet {
						return false
					}
				}
			}
		}
		row = s.To
	}
	t.settle(c)
	return t.kind != fate.Ways || slices.ContainsFunc(t.list, func(w word) bool { return w.fate != fate.Counts || !w.why.Sure() })
}

// place is 1 + the place of a cell's word in list; 0 when it is not met yet.
func (t *told) place(c *cleaner, cell sheet.Cell) int32 {
	cell = t.key(c, cell)
	if cell.Kind == sheet.Text {
		return *t.texts.At(c.v.T, cell.TextID())
	}
	return t.places[cell]
}

// key is the cell by which a value is known: all days of payment are one.
func (t *told) key(c *cleaner, cell sheet.Cell) sheet.Cell {
	if t.kind == fate.PayDays {
		return c.payDay(cell)
	}
	return cell
}

// add takes in a value that is new.
func (t *told) add(c *cleaner, cell sheet.Cell, o intake.Options) {
	text := read.Tidy(c.v.T.Text(cell))
	w := word{text: text, folded: read.FateWord(text), cell: cell}
	if _, is := t.undone[w.folded]; t.names && !is && len(t.list) > 0 {
		t.put(c, cell, 1)
		return
	}
	if w.fate, w.why = fate.Counts, fate.Known; !t.names {
		t.hear(c, &w)
	}
	if !t.names || len(t.list) > 0 { // the first stands for all the other names as well
		t.heedUser(&w, o)
	}
	t.list = append(t.list, w)
	t.put(c, cell, int32(len(t.list)))
}

// hear finds what a word says.
func (t *told) hear(c *cleaner, w *word) {
	w.fate, w.why = fate.Read(t.kind, w.folded)
	t.heedSide(w)
	if t.quiet {
		t.heedQuiet(w)
	}
	t.heedOwner(c, w)
	t.heedGift(c, w)
	t.heedHeader(c, w)
	t.heedPapers(c, w)
	t.heedFew(w)
	t.heedDebt(c, w)
	t.heedReceipt(c, w)
}

// put keeps the place of a cell's word.
func (t *told) put(c *cleaner, cell sheet.Cell, n int32) {
	if cell = t.key(c, cell); cell.Kind == sheet.Text {
		*t.texts.At(c.v.T, cell.TextID()) = n
	} else {
		t.places[cell] = n
	}
}

// paysFor tells whether a row with a word has an amount above nothing.
func (c *cleaner) paysFor(col int, word sheet.Cell) bool {
	for row := c.m.HeaderRow + 1; c.amount >= 0 && row < c.v.T.Rows; row++ {
		if c.cell(row, col) == word && c.sells(row) {
			return true
		}
	}
	return false
}

// isPaid is paysFor in a column with many words.
func (t *told) isPaid(c *cleaner, word sheet.Cell) bool {
	if t.paid == nil {
		t.paid = map[sheet.Cell]bool{}
		for row := c.m.HeaderRow + 1; c.amount >= 0 && row < c.v.T.Rows; row++ {
			if cell := c.cell(row, t.col); !t.paid[cell] && c.sells(row) {
				t.paid[cell] = true
			}
		}
	}
	return t.paid[word]
}

// filled is what a column of events says of a cell in which something stands.
func (t *told) filled(folded string, cell sheet.Cell) (fate.Fate, fate.Why) {
	if cell.Kind == sheet.Date {
		if day, _ := cell.Date(); read.PlausibleDay(1901, 1, 2) > day {
			return fate.Counts, fate.Known
		}
	}
	if folded == "" || !t.tells && cell.Kind != sheet.Date && cell.Kind != sheet.Time {
		return fate.Counts, fate.Blank
	}
	if fate.Denies(folded) {
		return fate.Counts, fate.Known
	}
	switch t.kind {
	case fate.VoidMarks:
		return fate.Void, fate.Filled
	case fate.RefundMarks:
		return fate.Refunded, fate.Filled
	}
	return fate.Counts, fate.Blank
}

// of gives the word in a cell.
func (t *told) of(c *cleaner, cell sheet.Cell) *word {
	if n := t.place(c, cell); n > 0 {
		return &t.list[n-1]
	}
	return &t.list[0]
}

// ranks say whose word counts where several columns speak of a row: the highest.
var ranks = [...]int{fate.Counts: 0, fate.Spend: 1, fate.TopUp: 2, fate.Gift: 3, fate.Refund: 4, fate.Refunded: 5, fate.Void: 6}

// says is what the columns say of a row together, and which one has the word.
func (c *cleaner) says(row int) (f fate.Fate, by *told, w *word) {
	for _, t := range c.told {
		if t.kind == fate.PayDays && (f != fate.Counts || !c.sells(row) || c.owesRest(row)) {
			continue // what is given back, or spent, or not sold, was not paid, and a rest is to come
		}
		x := t.of(c, c.cell(row, t.col))
		is := x.fate
		if x.redeems && is == fate.Spend && c.byPlatform(row) {
			is = fate.Counts
		}
		if by == nil || ranks[is] > ranks[f] {
			f, by, w = is, t, x
		}
	}
	return f, by, w
}

// heed makes of a row what its columns say.
func (c *cleaner) heed(r *record) {
	f, by, w := c.says(r.row)
	turned := false // what the row is the quantity says, and no word
	if f == fate.Counts && c.quantity >= 0 && r.amount > 0 && r.back == 0 && c.turned(r.row) {
		c.noteBack(r, c.quantity)
		if f, turned = c.turnedIs, true; f == fate.Refund {
			r.amount = -r.amount
		}
	}
	if w != nil && w.back && r.amount > 0 && r.back == 0 {
		c.noteBack(r, by.col)
	}
	switch f {
	case fate.Counts:
		if c.topUps && w != nil && c.covered(r.row) && !c.spending {
			f = fate.Spend
		}
	case fate.Refund:
		if r.amount > 0 && r.back == 0 {
			r.amount = -r.amount
		}
	case fate.Refunded:
		if !turned {
			f = c.givenBack(r, by, w)
		}
	case fate.TopUp:
		if c.spending {
			f = fate.Gift
		}
	case fate.Spend:
		if !c.topUps {
			c.uncovered = append(c.uncovered, r.row)
			c.uncoveredSum += r.amount
		} else if !c.covered(r.row) && c.sold(w, r.row) {
			f = fate.Counts
		}
		if c.spending {
			f = fate.Counts
		}
	}
	r.fate = f
	switch f {
	case fate.Void, fate.Refunded:
		if r.status = c.quantity; by != nil && ranks[w.fate] >= ranks[fate.Refund] {
			r.status = by.col
		}
	case fate.Gift, fate.Spend:
		if r.amountSt == read.Missing {
			r.amountSt = read.Readable
		}
		r.written, r.amount = r.amount, 0
	}
}

// isNoVisit: the columns say that it never happened, was not paid, or is only booked.
func (c *cleaner) isNoVisit(r *record) bool { return r.fate == fate.Void }

// isGivenBack: a sale that was refunded, and nothing else takes it back.
func (c *cleaner) isGivenBack(r *record) bool { return r.fate == fate.Refunded }
