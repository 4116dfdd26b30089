package clean

import (
	"fenji/scoring/intake/fate"
	"fenji/scoring/sheet"
)

// readRefunded finds the sums given back.
func (q *quick) readRefunded(s sheet.Span) {
	for i, k := range s.Kinds[:min(q.n, len(s.Kinds))] {
		if k != sheet.Empty && (k != sheet.Number || s.Cell(i).Number() != 0) {
			q.odd[i] |= isOdd
		}
	}
}

// readTold finds the rows of which a column says anything but that they count.
func (q *quick) readTold(t *told, s sheet.Span) {
	blank := t.list[0].fate != fate.Counts
	before, found := sheet.Cell{}, blank
	for i := range q.n {
		c := sheet.Cell{}
		if i < len(s.Kinds) && s.Kinds[i] != sheet.Empty {
			c = s.Cell(i)
		}
		if c != before {
			w := t.of(q.cleaner, c)
			before, found = c, w.fate != fate.Counts || q.topUps && fate.IsSpending(w.folded)
		}
		if found {
			q.odd[i] |= isOdd
		}
	}
}

// readQuantity finds the rows with a negative quantity.
func (q *quick) readQuantity(row int) {
	for i := range q.n {
		if q.turned(row + i) {
			q.odd[i] |= isOdd
		}
	}
}

// readHidden finds the rows that the file hides and the user leaves out.
func (q *quick) readHidden(row int) {
	for i := range q.n {
		if q.v.T.Hidden(row + i) {
			q.odd[i] |= isOdd
		}
	}
}
