package clean

import (
	"strings"

	"fenji/scoring/intake/fate"
)

// How far a sale, a deal, a visit or a visitor of a shop came, the words of a column say, for some, only beside each other.

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
