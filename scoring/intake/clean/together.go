package clean

import (
	"slices"

	"fenji/scoring/intake/fate"
)

// What a word says hangs, for some, on the other words of its column, and on the rows in which it stands.

// settle lets such words say what they say together.
func (t *told) settle(c *cleaner) {
	t.settleUndone()
	if t.names {
		t.heedAnswer(c)
		return
	}
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

// hasAny tells whether some word of the column is such.
func (t *told) hasAny(is func(folded string) bool) bool {
	return slices.ContainsFunc(t.list, func(w word) bool { return is(w.folded) })
}

// hasWord tells whether a word stands in the column.
func (t *told) hasWord(folded string) bool {
	return t.hasAny(func(w string) bool { return w == folded })
}
