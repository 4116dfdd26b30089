package clean

import (
	"fenji/scoring/intake"
	"fenji/scoring/intake/fate"
	"fenji/scoring/intake/header"
)

// papered tells a column whose words say together that they are types of documents, whatever its header is.
func papered(col intake.Column) bool {
	return col.Role == intake.Status && col.Why == intake.WhyValues && col.Confidence == header.Papered
}

// heedFew counts the rows of papers that are void, or of invoices that give back, where many rows have none, and asks: it may be the paper
// alone.
func (t *told) heedFew(w *word) {
	if t.few && w.why == fate.Known && (w.fate == fate.Void || w.fate == fate.Refund && (fate.OfInvoices(t.head) || fate.IsOff(w.folded))) {
		w.fate, w.why = fate.Counts, fate.Guessed
	}
}

// heedPapers counts the rows of documents that take them away where a header does not say that they are those of the rows, which may be
// attached to them, or sent, and asks. What is negative already says so itself.
func (t *told) heedPapers(c *cleaner, w *word) {
	if !t.papers || fate.OfPapers(t.head) || w.why != fate.Known || w.fate == fate.Counts {
		return
	}
	if w.fate != fate.Refund || c.paysFor(t.col, w.cell) {
		w.fate, w.why = fate.Counts, fate.Guessed
	}
}

// settlePapers knows the one document of sales of a column. Beside another it may be what the other is paid by.
func (t *told) settlePapers() {
	sale, n := -1, 0
	for i, w := range t.list {
		if w.fate == fate.Counts && (fate.IsPaperOfSale(w.folded) || fate.IsSale(w.folded) || fate.IsPaid(w.folded) || fate.IsOwed(w.folded)) {
			sale = i
			n++
		}
	}
	if n == 1 && !t.list[sale].user && t.list[sale].why == fate.Unknown {
		t.list[sale].why = fate.Known
	}
}
