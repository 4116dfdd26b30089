package clean

import (
	"strings"

	"fenji/scoring/intake"
	"fenji/scoring/intake/fate"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/read"
)

// What a word says by itself is held here against its column, step by step: which side of an account it names, whether the header asks
// for such words, whose they are, what else the header says, and whether money was received all the same. The user has the last word.

// A receipt says whether money was received on the rows of a word, once somebody has looked.
type receipt struct{ looked, received bool }

// heedSide lets the rarer side of an account be money given back.
func (t *told) heedSide(w *word) {
	side := fate.Side(w.folded)
	if !t.debits || side == 0 {
		return
	}
	if w.fate = fate.Counts; side > 0 {
		w.fate = fate.Refund
	} else if t.alone {
		w.why = fate.Guessed // all may be money paid out
	}
}

// heedQuiet leaves of a column that its header does not call such only what leaves no doubt.
func (t *told) heedQuiet(w *word) {
	strong := fate.IsStrong(w.folded)
	if f, why := fate.Read(fate.Types, w.folded); f == fate.Spend && strong {
		w.fate, w.why = f, why
	}
	missed := fate.IsMissed(w.folded) && !t.item && !t.person && !fate.OfHints(t.head) && !fate.NamesSold(t.head)
	if fate.IsReimbursed(w.folded) && fate.Sorts(t.head) {
		w.fate, w.why = fate.Counts, fate.Known
		return
	}
	if given := fate.IsGiven(w.folded) && fate.Sorts(t.head); given { // what is sold as a gift, or came by way of one
		if w.fate, w.why = fate.Counts, fate.Known; !isGift(w.folded) {
			w.why = fate.Guessed
		}
		return
	}
	if t.item && isGift(w.folded) || !w.why.Sure() || w.fate == fate.Void && !strong && !missed || w.fate == fate.Refunded && fate.OfOtherRefund(w.folded) {
		w.fate, w.why = fate.Counts, fate.Known
	}
	if w.fate == fate.Refunded && !strong && !t.item && fate.Returns(w.folded) && !fate.OfGoods(w.folded) { // back in six months
		w.fate, w.why = fate.Counts, fate.Known
	}
	if w.fate == fate.Void {
		t.heedTags(w)
	}
	if w.fate == fate.Refunded && !strong && !t.item && !fate.GivesBack(w.folded) { // 定金退回 may be of another sale
		w.fate, w.why = fate.Counts, fate.Guessed
	}
	if missed && fate.MayBeCharged(w.folded) {
		w.why = fate.Guessed
	}
	if (w.fate == fate.Void || w.why == fate.Guessed && missed) && fate.OfLess(t.head) { // why it cost less
		w.fate, w.why = fate.Counts, fate.Known
	}
	if said, sure := fate.Says(w.folded); said != "" && (w.fate == fate.Counts || said == fate.InPart) && !strong {
		if w.fate, w.why = fate.Counts, fate.Guessed; sure {
			w.fate, _ = fate.Read(fate.Statuses, said)
		}
	}
}

// heedTags lets rows count that are void by a tag, a reason or a hint, which may be of the customer or of another visit, and asks.
func (t *told) heedTags(w *word) {
	hints, missed := fate.OfHints(t.head), fate.IsMissed(w.folded)
	switch {
	case hints && missed:
		w.fate, w.why = fate.Counts, fate.Known
	case hints, missed && fate.OfTags(t.head):
		w.fate, w.why = fate.Counts, fate.Guessed
	case fate.OfTags(t.head):
		w.why = fate.Guessed
	}
}

// heedOwner lets words count that are of a person or of something else than the sale, and asks where the sale may have been taken back.
func (t *told) heedOwner(c *cleaner, w *word) {
	switch {
	case t.person:
		t.doubtPerson(w)
		if f, _ := fate.Read(t.kind, w.folded); f == fate.Void && !fate.Undoes(w.folded) && c.receives(t, w) {
			w.fate, w.why, w.paid = fate.Counts, fate.Guessed, true
		}
	case t.others:
		switch {
		case fate.DeniesSale(t.head, w.folded) && !c.receives(t, w): // of it, or of the sale
			w.fate, w.why = fate.Void, fate.Guessed
		case fate.IsBooked(w.folded): // what was received for it was
			w.fate, w.why = fate.Counts, fate.Known
		case fate.DeniesSale(t.head, w.folded), fate.Undoes(w.folded):
			w.fate, w.why = fate.Counts, fate.Guessed
		default:
			w.fate, w.why = fate.Counts, fate.Known
		}
	}
}

// heedGift counts what was paid for, although it is called a trial or came with a gift, and asks about it.
func (t *told) heedGift(c *cleaner, w *word) {
	if w.fate != fate.Gift {
		return
	}
	if fate.IsDonation(w.folded) && c.customer >= 0 && fate.OfDonors(read.FateWord(c.m.Columns[c.customer].Header)) {
		w.fate, w.why = fate.Counts, fate.Known // what a donor gives is what she pays
		return
	}
	if isGift(w.folded) && fate.OfOrders(t.head) { // bought for somebody
		w.fate, w.why = fate.Counts, fate.Guessed
		return
	}
	if t.item && w.why == fate.Known && !strings.Contains(w.folded, "赠送") && !strings.Contains(w.folded, "赠金") && t.isPaid(c, w.cell) {
		if w.why = fate.Guessed; fate.IsTrial(w.folded) {
			w.fate, w.why = fate.Counts, fate.Known // it is sold
		}
		return
	}
	if w.paid = w.why == fate.Known && c.receives(t, w); w.paid && fate.IsTrial(w.folded) || fate.CameWith(t.head, w.folded) && c.paysFor(t.col, w.cell) {
		w.fate, w.why = fate.Counts, fate.Guessed
	}
}

// heedHeader holds a word against what its header says besides.
func (t *told) heedHeader(c *cleaner, w *word) {
	if w.fate != fate.Counts && w.why == fate.Known && fate.OfPaper(t.head) {
		w.why = fate.Guessed
	}
	if w.fate != fate.Counts && fate.OfElse(t.head) {
		w.fate, w.why = fate.Counts, fate.Guessed
	}
	if f, why := t.filled(w.folded, w.cell); why == fate.Filled || t.tells && fate.Denies(w.folded) {
		w.fate, w.why = f, why
	}
	if t.keeps && w.fate != fate.Counts {
		w.fate, w.why = fate.Counts, fate.Guessed
	}
	if t.kind == fate.Types && w.fate == fate.Void && w.why == fate.Known && fate.SortsVisits(t.head, w.folded) {
		w.fate, w.why = fate.Counts, fate.Guessed
	}
	if t.kind != fate.Statuses {
		return
	}
	if w.why == fate.Unknown && fate.Denies(w.folded) && fate.OfRefunds(t.head) {
		w.why = fate.Known
	}
	if w.fate != fate.Counts && !t.quiet && w.why != fate.Blank {
		c.doubtWhose(t, w)
	}
}

// heedDebt counts what was received although something is owed, which may be the rest of it, and asks.
func (t *told) heedDebt(c *cleaner, w *word) {
	if w.fate == fate.Counts && w.why == fate.Guessed && fate.IsUnbooked(w.folded) && c.receives(t, w) {
		w.why = fate.Known
	}
	owes := fate.IsOwing(w.folded) || t.kind == fate.ValidMarks && (fate.OfRest(t.head) || fate.OfLater(t.head))
	if w.fate == fate.Void && (w.why == fate.Known || w.why == fate.Guessed) && owes && c.receives(t, w) {
		w.fate, w.why = fate.Counts, fate.Guessed
	}
	if w.fate != fate.Void || w.why != fate.Known {
		return
	}
	switch {
	case fate.OfArrival(t.head) && t.deniesArrival(w) && c.paysFor(t.col, w.cell):
		w.fate, w.why = fate.Counts, fate.Guessed
	case t.kind == fate.VoidMarks && fate.OfDebt(t.head):
		if w.why = fate.Guessed; c.receives(t, w) { // of all of the row, or of a part
			w.fate = fate.Counts
		}
	case t.kind == fate.Types && fate.IsOwing(w.folded):
		w.why = fate.Guessed
	}
}

// deniesArrival tells whether a word says that money has not come yet.
func (t *told) deniesArrival(w *word) bool {
	return t.kind == fate.ValidMarks || t.kind == fate.Statuses && fate.DeniesReceipt(w.folded)
}

// heedReceipt asks about rows that do not count by their word, although money was received on them, as the header of the amounts says
// and of nothing else.
func (t *told) heedReceipt(c *cleaner, w *word) {
	if w.fate == fate.Void && w.why == fate.Known && t.deniesReceipt(w) && c.receives(t, w) && header.SaysReceived(c.m.Columns[c.amount].Header) {
		w.why = fate.Guessed
	}
}

// deniesReceipt tells whether a word says that nothing was paid, that nobody came, or that a visit is only booked: no money was received
// then, and where some was the two contradict each other.
func (t *told) deniesReceipt(w *word) bool {
	if t.kind == fate.ValidMarks {
		return fate.OfReceipt(t.head)
	}
	return fate.DeniesReceipt(w.folded)
}

// heedUser does as the user says.
func (t *told) heedUser(w *word, o intake.Options) {
	if said, ok := fate.Parse(o.Answers.To("refund-flag", t.header)); ok && (t.kind == fate.RefundMarks || t.quiet) && w.fate == fate.Refunded {
		w.fate, w.user = said, true
	}
	if w.back = w.fate == fate.Refund && (t.kind == fate.Types || t.kind == fate.Directions); w.back {
		if said, ok := fate.Parse(o.Answers.To("direction", t.header)); ok {
			w.fate, w.user = said, true
		}
	}
	for _, r := range o.Rulings {
		if f, ok := fate.Parse(r.Fate); ok && r.Column == t.col && read.Tidy(r.Value) == w.text {
			w.fate, w.user = f, true
		}
	}
}

// doubtPerson lets the words of a column of persons count and be asked about, but for those that its words together call visits.
func (t *told) doubtPerson(w *word) {
	f, why := fate.Read(t.kind, w.folded)
	switch {
	case t.heard && w.fate == fate.Void:
		if fate.OfBills(w.folded) || fate.Ends(w.folded) {
			w.why = fate.Guessed
		}
	case f != fate.Counts || why == fate.Part:
		w.fate, w.why = fate.Counts, fate.Guessed
	default:
		w.fate, w.why = fate.Counts, fate.Known
	}
}

// doubtWhose asks about words that take money away, where nobody knows whether they are said of the sale. What was received counts until
// the user says otherwise.
func (c *cleaner) doubtWhose(t *told, w *word) {
	may, unknown := fate.MayBeOfElse(t.head, w.folded)
	switch {
	case !may:
	case c.receives(t, w):
		w.fate, w.why = fate.Counts, fate.Guessed
	case unknown && w.why == fate.Known:
		w.why = fate.Guessed
	}
}

// receives tells whether money was received on a row with a word, as the header of the amounts says: 实收 beside 欠费.
func (c *cleaner) receives(t *told, w *word) bool {
	if !w.looked {
		w.looked = true
		w.received = c.amount >= 0 && header.IsReceived(c.m.Columns[c.amount].Header) && c.paysFor(t.col, w.cell)
	}
	return w.received
}
