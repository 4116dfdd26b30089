package clean

import (
	"slices"
	"strings"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/fate"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// What a word says hangs, for some, on the other words of its column, and on the rows in which it stands.

// settle lets such words say what they say together.
func (t *told) settle(c *cleaner) {
	t.settleGifts()
	t.settleDoings()
	switch t.kind {
	case fate.Statuses:
		t.settlePairs()
		if t.hasAny(fate.IsComplete) {
			t.settleClosed(c)
		}
		if t.hasAny(fate.IsWon) {
			t.settleWon()
		}
		if t.hasWord("active") {
			t.settleArchived()
		}
		if t.person && !t.heard && t.hasAny(fate.Came) {
			t.settleVisits()
		}
		if t.others && t.hasAny(fate.OfDeal) {
			t.settleDeals(c)
		}
		if t.quiet && !t.item && t.paysIn() {
			t.settleSpending(c)
		}
		if t.quiet && !t.item && t.hasAny(fate.IsPaid) && t.hasAny(fate.IsOwed) {
			t.settleAccount(c)
		}
		t.settleOwner(c)
	case fate.Types:
		if t.hasAny(fate.CameIn) || t.hasWord("+") {
			t.settleSides(c)
		}
		if t.hasAny(fate.MaySpend) {
			t.settlePackages()
		}
		if t.paysIn() {
			t.settleSpending(c)
		}
		if t.hasAny(fate.IsPaid) {
			t.settleAccount(c)
		}
	case fate.Directions:
		if t.hasAny(fate.CameIn) && c.hasBalance() {
			t.settleSides(c)
		}
		if t.paysIn() {
			t.settleSpending(c)
		}
	case fate.Ways:
		t.settleFor()
	case fate.PayDays:
		t.settlePayDays(c)
	case fate.ValidMarks:
		if fate.OfUse(t.head) && t.ofPersons(c) {
			t.settleUse()
		}
	}
	t.heedAnswer(c)
}

// heedAnswer gives the user's answer to the words that became doubtful together.
func (t *told) heedAnswer(c *cleaner) {
	f, ok := fate.Parse(c.answers.To("status", t.header))
	for i := range t.list {
		if w := &t.list[i]; ok && !w.user && !w.why.Sure() {
			w.fate, w.user = f, true
		}
	}
}

// settleDoings counts of what visitors of a shop did only what they bought.
func (t *told) settleDoings() {
	doings := fate.Doings{}
	for _, w := range t.list {
		doings.Hear(w.folded)
	}
	perhaps := doings.MayBe(t.head)
	if !perhaps && !doings.Are(t.head) {
		return
	}
	for i := range t.list {
		w := &t.list[i]
		switch {
		case w.user:
		case perhaps && fate.IsBrowsing(w.folded):
			w.fate, w.why = fate.Counts, fate.Guessed
		case fate.IsBrowsing(w.folded):
			w.fate, w.why = fate.Void, fate.Known
		case fate.IsBuying(w.folded):
			w.fate, w.why = fate.Counts, fate.Known
		}
	}
}

// settleFor takes memberships and packages for what was paid for, where no word of the column is of money.
func (t *told) settleFor() {
	if t.hasAny(fate.IsTender) {
		return
	}
	for i := range t.list {
		if w := &t.list[i]; !w.user && w.why == fate.Guessed && fate.MayBeFor(w.folded) {
			w.why = fate.Known
		}
	}
}

// settlePairs knows words that say that something was done by those that say that it was not: 已护理 beside 未护理.
func (t *told) settlePairs() {
	for i := range t.list {
		w := &t.list[i]
		of, done := strings.CutPrefix(w.folded, "已")
		if done && !w.user && w.fate == fate.Counts && w.why == fate.Unknown && (t.hasWord("未"+of) || t.hasWord("待"+of)) {
			w.why = fate.Known
		}
	}
}

// settleGifts asks about gifts that money was received for, where they are not given with stored value that is paid in. They count meanwhile
// but where the row is called a gift and nothing else.
func (t *told) settleGifts() {
	if t.paysIn() {
		return
	}
	for i := range t.list {
		if w := &t.list[i]; w.paid && !w.user && w.fate == fate.Gift && w.why == fate.Known {
			if w.why = fate.Guessed; !fate.IsStrong(w.folded) {
				w.fate = fate.Counts
			}
		}
	}
}

// hasAny tells whether some word of the column is such.
func (t *told) hasAny(is func(folded string) bool) bool {
	return slices.ContainsFunc(t.list, func(w word) bool { return is(w.folded) })
}

// settleAccount lets rows of payments not count, until the user says so, in an account that holds what is owed as well: by a word for
// it, or because all payments are negative and stand beside sums that are not.
func (t *told) settleAccount(c *cleaner) {
	owed := false
	for i := range t.list {
		owed = owed || fate.IsOwed(t.list[i].folded) && (!fate.IsInvoice(t.list[i].folded) || !t.hasWord("receipt") || t.paysInvoice(c))
	}
	if !owed && !t.paysOff(c) {
		return
	}
	for i := range t.list {
		if w := &t.list[i]; fate.IsPaid(w.folded) && !w.user {
			w.fate, w.why = fate.Void, fate.Guessed
		}
	}
}

// settleDeals asks about words under a header of something else than the sale, where others say what was sold: a call was refused, and
// the sale was. Those that came to nothing do not count meanwhile, unless money was received.
func (t *told) settleDeals(c *cleaner) {
	for i := range t.list {
		w := &t.list[i]
		if w.user || w.text == "" || w.fate != fate.Counts || w.why != fate.Known || fate.OfCall(w.folded) {
			continue
		}
		switch f, why := fate.Read(t.kind, w.folded); {
		case f == fate.Void && c.receives(t, w):
			w.why = fate.Guessed
		case f == fate.Void:
			w.fate, w.why = fate.Void, fate.Guessed
		case why == fate.Unknown:
			w.why = why
		}
	}
}

// settleVisits lets words of nobody coming stand for it under a header of persons, too, until the user says otherwise, where all the other
// words are of visits that took place.
func (t *told) settleVisits() {
	for i := range t.list {
		if f, why := fate.Read(t.kind, t.list[i].folded); f == fate.Counts && why != fate.Blank && !fate.Came(t.list[i].folded) {
			return
		}
	}
	for i := range t.list {
		w := &t.list[i]
		if f, _ := fate.Read(t.kind, w.folded); f == fate.Void && !w.user && !w.paid && !fate.OfBills(w.folded) {
			w.fate, w.why = fate.Void, fate.Guessed
		}
	}
}

// settleSides takes what went out away where the same column tells what came in. Beside a balance the account may be the customer's
// own purse, of which she spends: then the user is asked.
func (t *told) settleSides(c *cleaner) {
	why := fate.Known
	if c.hasBalance() || strings.Contains(t.header, "变动") { // of a balance
		why = fate.Guessed
	}
	signs := t.hasWord("+")
	for i := range t.list {
		switch w := &t.list[i]; {
		case w.user:
		case fate.WentOut(w.folded), signs && w.folded == "-":
			w.fate, w.why, w.back = fate.Refund, why, true
		case w.folded == "+":
			w.why = fate.Known
		}
	}
}

// hasBalance tells whether the rows say what is left on an account.
func (c *cleaner) hasBalance() bool {
	return slices.ContainsFunc(c.m.Columns, func(col intake.Column) bool {
		h := read.Fold(col.Header)
		return strings.Contains(h, "余额") || strings.Contains(h, "balance")
	})
}

// settlePackages lets sales of packages be spent of stored value where the same column tells what is paid in. Where it tells that
// packages are sold, the user is asked.
func (t *told) settlePackages() {
	why := fate.Known
	if !t.paysIn() {
		if why = fate.Guessed; !t.hasAny(fate.SellsPackages) {
			return
		}
	}
	for i := range t.list {
		if w := &t.list[i]; fate.MaySpend(w.folded) && !w.user {
			w.fate, w.why = fate.Spend, why
		}
	}
}

// paysIn tells whether the column tells of stored value that is paid in.
func (t *told) paysIn() bool {
	return slices.ContainsFunc(t.list, func(w word) bool { return w.fate == fate.TopUp })
}

// settleSpending lets what is redeemed be spent of the stored value that the same column tells of. Plain sales are, too, where they are
// taken off what was added, and may be where no way of paying says so, and customers had enough of it: they count, and are asked about.
func (t *told) settleSpending(c *cleaner) {
	plain := false
	for i := range t.list {
		w := &t.list[i]
		if !w.user && w.fate == fate.Counts && fate.IsPlainSale(w.folded) && t.takesOff(c, w) {
			w.fate, w.why = fate.Spend, fate.Known
		}
		if !w.user && (w.fate == fate.Counts || w.back && w.why == fate.Guessed) && fate.Redeems(w.folded) {
			w.fate, w.why, w.back, w.redeems = fate.Spend, fate.Known, false, true
		}
		plain = plain || !w.user && w.fate == fate.Counts && w.why == fate.Known && fate.IsPlainSale(w.folded)
	}
	if !plain || t.redeemsCards() || c.customer < 0 || c.amount < 0 || c.hasWay() {
		return
	}
	left, deposits := map[sheet.Cell]decimal.Money{}, map[sheet.Cell]int{}
	rest := t.onDeposit()
	for pass := range 2 {
		for row := c.m.HeaderRow + 1; row < c.v.T.Rows; row++ {
			w := t.of(c, c.cell(row, t.col))
			who := c.cell(row, c.customer)
			if in := w.fate == fate.TopUp; in != (pass == 0) || !in && (left[who] == 0 || !fate.IsPlainSale(w.folded)) {
				continue
			}
			m, _, st := c.v.Money(c.v.T.Cell(row, c.amount), c.unit, c.writing)
			switch {
			case st != read.Readable || m <= 0:
			case pass == 0:
				left[who] += m
				deposits[who]++
			case rest && deposits[who] > 0: // of the sale on which it was paid
				deposits[who]--
			case m <= left[who] && !w.user && w.why == fate.Known:
				w.why = fate.Guessed
			}
		}
	}
}

// onDeposit tells whether deposits may be of sales that payments make up for: nothing else is paid in, and nothing sold.
func (t *told) onDeposit() bool {
	return !slices.ContainsFunc(t.list, func(w word) bool {
		return w.fate == fate.TopUp && !fate.IsDeposit(w.folded) || fate.IsPlainSale(w.folded) && !fate.IsPaid(w.folded)
	})
}

// redeemsCards tells whether all that is paid in are gift cards, and redeeming them has rows of its own.
func (t *told) redeemsCards() bool {
	redeems := false
	for i := range t.list {
		w := &t.list[i]
		if w.fate == fate.TopUp && !fate.OfGiftCard(w.folded) {
			return false
		}
		redeems = redeems || w.fate == fate.Spend && fate.OfGiftCard(w.folded)
	}
	return redeems
}

// takesOff tells whether the sums of a word are all below nothing, where what was paid in is above.
func (t *told) takesOff(c *cleaner, w *word) bool {
	above, below := false, false
	for row := c.m.HeaderRow + 1; c.amount >= 0 && row < c.v.T.Rows; row++ {
		x := t.of(c, c.cell(row, t.col))
		if x != w && x.fate != fate.TopUp {
			continue
		}
		m, _, st := c.v.Money(c.v.T.Cell(row, c.amount), c.unit, c.writing)
		switch {
		case st != read.Readable || m == 0:
		case (m > 0) == (x == w):
			return false
		case x == w:
			below = true
		default:
			above = true
		}
	}
	return above && below
}

// hasWay tells whether a column says how was paid.
func (c *cleaner) hasWay() bool { return c.wayColumn() >= 0 }

// wayColumn is the column that says how was paid, or -1.
func (c *cleaner) wayColumn() int {
	return slices.IndexFunc(c.m.Columns, func(col intake.Column) bool {
		return fate.Heading(read.FateWord(col.Header)) == fate.Ways
	})
}

// settleUse asks about marks that may be of persons, whose sales count all the same.
func (t *told) settleUse() {
	for i := range t.list {
		if w := &t.list[i]; w.fate != fate.Counts && !w.user {
			w.fate, w.why = fate.Counts, fate.Guessed
		}
	}
}

// ofPersons tells whether a mark is the same in all rows of each customer, some of whom have several: it is of the customer, perhaps.
func (t *told) ofPersons(c *cleaner) bool {
	first, again := map[sheet.Cell]*word{}, false
	if c.customer < 0 {
		return false
	}
	for row := c.m.HeaderRow + 1; row < c.v.T.Rows; row++ {
		w := t.of(c, c.cell(row, t.col))
		if who := c.cell(row, c.customer); first[who] == nil {
			first[who] = w
		} else if again = true; first[who] != w {
			return false
		}
	}
	return again
}

// settleWon lets no deal count that is not won yet, where deals are told by their stage; the user is asked.
func (t *told) settleWon() {
	for i := range t.list {
		if w := &t.list[i]; !w.user && w.fate != fate.Void && w.text != "" && !fate.IsWon(w.folded) {
			w.fate, w.why = fate.Void, fate.Guessed
		}
	}
}

// settleClosed asks about sales that are closed where others are complete. Magento calls those so that were given back, and
// trades are closed that were never paid; elsewhere a closed sale may be the most complete.
func (t *told) settleClosed(c *cleaner) {
	meanwhile := fate.Counts
	if t.hasWord("complete") || fate.OfTrade(t.head) {
		closed, filled := 0, 0
		for row := c.m.HeaderRow + 1; row < c.v.T.Rows; row++ {
			if w := t.of(c, c.cell(row, t.col)); w.text != "" {
				filled++
				if w.folded == "closed" {
					closed++
				}
			}
		}
		if 2*closed <= filled {
			meanwhile = fate.Void
		}
	}
	for i := range t.list {
		if w := &t.list[i]; w.folded == "closed" && !w.user {
			w.fate, w.why = meanwhile, fate.Guessed
		}
	}
}

// settleArchived asks about what is archived where the rest is active: a record is put away as one that is deleted, an order that is closed.
func (t *told) settleArchived() {
	for i := range t.list {
		if w := &t.list[i]; w.folded == "archived" && !w.user && w.fate == fate.Counts {
			w.why = fate.Guessed
		}
	}
}

// hasWord tells whether a word stands in the column.
func (t *told) hasWord(folded string) bool {
	return t.hasAny(func(w string) bool { return w == folded })
}

// An invoiced is what an invoice and the receipt of its payment have in common.
type invoiced struct {
	who    sheet.Cell
	amount decimal.Money
}

// paysInvoice tells whether some receipt is of the customer and the amount of an invoice.
func (t *told) paysInvoice(c *cleaner) bool {
	met := map[invoiced]string{}
	for row := c.m.HeaderRow + 1; row < c.v.T.Rows; row++ {
		word := t.of(c, c.cell(row, t.col)).folded
		if fate.IsInvoice(word) {
			word = "invoice"
		}
		m, _, st := c.v.Money(c.v.T.Cell(row, c.amount), c.unit, c.writing)
		if word != "invoice" && word != "receipt" || st != read.Readable || m == 0 {
			continue
		}
		k := invoiced{c.cell(row, c.customer), max(m, -m)}
		if other := met[k]; other != "" && other != word {
			return true
		}
		met[k] = word
	}
	return false
}

// paysOff tells whether all payments are negative, and other rows are not.
func (t *told) paysOff(c *cleaner) (is bool) {
	others := false
	for row := c.m.HeaderRow + 1; row < c.v.T.Rows; row++ {
		m, _, st := c.v.Money(c.v.T.Cell(row, c.amount), c.unit, c.writing)
		if st != read.Readable || m == 0 {
			continue
		}
		paid := fate.IsPaid(t.of(c, c.cell(row, t.col)).folded)
		if paid && m > 0 {
			return false
		}
		is, others = is || paid, others || !paid && m > 0
	}
	return is && others
}
