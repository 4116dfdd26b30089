package clean

import (
	"fenji/scoring/intake/fate"
	"fenji/scoring/sheet"
)

// Whose a status or a mark is shows in the rows of customers who have several: what is said of a person is the same in all of them, what is
// said of a visit is not.

// settleOwner holds what the words of a column of statuses say against that. Where every customer has one word throughout, words by
// which something ends for a person are asked about, and under a header of persons nothing is; where the word changes for several, those
// under a header of persons that are said of sales or visits are read as such, and asked about.
func (t *told) settleOwner(c *cleaner) {
	if t.quiet && !t.person || t.others || !t.hasAny(func(w string) bool { return t.person || fate.Ends(w) }) {
		return
	}
	const several, many = 4, 2
	varied, again, held := t.held(c)
	ofPersons := t.hasAny(func(w string) bool { return w == "active" || fate.OfPersonOnly(w) })
	for i := range t.list {
		w := &t.list[i]
		switch {
		case w.user || w.text == "" || w.paid:
		case t.person && varied >= many:
			if f, why := fate.Read(t.kind, w.folded); w.fate == fate.Counts && !fate.Ends(w.folded) {
				if w.fate, w.why = f, why; f != fate.Counts && why == fate.Known {
					w.why = fate.Guessed
				}
			}
		case t.person:
			if w.fate == fate.Counts && w.why == fate.Guessed && varied == 0 && again >= several && held[i] > 0 {
				w.why = fate.Known
			}
		case w.fate == fate.Void && fate.Ends(w.folded) && varied == 0 && again >= several && held[i] > 0:
			if w.why = fate.Guessed; ofPersons {
				w.fate = fate.Counts
			}
		case w.fate == fate.Void && fate.OfPersonOnly(w.folded):
			w.fate, w.why = fate.Counts, fate.Guessed
		}
	}
}

// held tells for how many customers the word changes, as far as two; how many have several rows and one word, and how many of these each
// word. The first rows tell what a million would.
func (t *told) held(c *cleaner) (varied, again int, held []int) {
	type met struct {
		word          int32 // 1 + its place
		again, varied bool
	}
	const most = 50_000
	first := map[sheet.Cell]met{}
	held = make([]int, len(t.list))
	for row := c.m.HeaderRow + 1; c.customer >= 0 && varied < 2 && row < min(c.v.T.Rows, c.m.HeaderRow+most); row++ {
		word, who := t.place(c, c.cell(row, t.col)), c.cell(row, c.customer)
		if word == 0 || t.list[word-1].text == "" || who.Kind == sheet.Empty {
			continue
		}
		switch before := first[who]; {
		case before.word == 0:
			first[who] = met{word: word}
		case before.word != word && !before.varied:
			first[who] = met{word, before.again, true}
			varied++
		case before.word == word && !before.again:
			first[who] = met{word, true, before.varied}
			again++
			held[word-1]++
		}
	}
	return varied, again, held
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
