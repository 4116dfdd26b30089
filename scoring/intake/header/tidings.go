package header

import (
	"slices"
	"strings"

	"fenji/scoring/intake"
	"fenji/scoring/intake/fate"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// Columns that say what became of a row are told by header and values together: the header says of which kind they are,
// the values must be such.

// hear lets a column be one of those that say what a row counts as.
func (g *guesser) hear(col int) {
	if g.m.HeaderRow < 0 {
		return
	}
	h := read.FateWord(g.headers[col])
	kind := fate.Heading(h)
	m := &g.meanings[col]
	switch kind {
	case fate.None, fate.Ways:
		if kind == fate.None && m.role == intake.Status && (fate.OfPerson(h) || fate.OfOthers(h) || fate.OfOtherDay(h)) {
			*m = noMeaning
		}
		return
	case fate.RefundMarks:
		if m.role == intake.Refund || m.role == intake.Refunded && g.facts[col].sums > 0 {
			return
		}
	case fate.Statuses:
		if m.role == intake.Status {
			return
		}
	}
	t := g.tidings(col, kind, h)
	answers := t.filled > 0 && t.known == t.filled && t.distinct <= 3 && (t.distinct > 1 || g.facts[col].figures == 0) // nothing but 0 may be sums
	if kind == fate.VoidMarks && fate.OfUnpaid(h) && !answers {
		return // sums of what is owed, or by whom
	}
	if kind == fate.ValidMarks && answers {
		*m = meaning{role: intake.Status, sure: 90, exact: true} // Paid: yes is no amount
		return
	}
	if m.exact && m.sure > weak && m.role != intake.Other && m.role != intake.Refund && m.role != intake.Status && m.role != intake.Refunded {
		return
	}
	if m.role == intake.Refund && g.facts[col].refunds > 0 {
		return
	}
	switch {
	case kind == fate.GiftMarks && g.facts[col].figures > 0 && !fate.IsMark(h): // how much was given, or how many
	case kind == fate.Statuses && fate.IsVague(h) && !(t.matters && 2*t.known >= t.filled) && !t.codes():
	case !t.fits(), fate.OfSigns(h) && t.known < t.filled: // signed, by somebody
	case kind == fate.Types || kind == fate.Directions:
		if t.matters || fate.ArePair(t.pair) || t.codes() && !fate.IsBareType(h) {
			*m = meaning{role: intake.Status, sure: 80, exact: true}
		}
	default:
		*m = meaning{role: intake.Status, sure: 90, exact: true}
	}
}

// A tiding is what the values of such a column show.
type tiding struct {
	kind                    fate.Kind
	tells                   bool
	filled, blank, distinct int
	known                   int      // cells whose word is known
	pair                    []string // the first distinct words, up to three
	bare                    int      // cells whose word is a bare answer, or a letter for one
	matters                 bool     // some word says anything but that its row counts
	outward                 bool     // some word is of the way there, or of a first visit: others are of the way back
}

// codes tells whether the values are two bare answers or letters that stand for something.
func (t tiding) codes() bool { return t.distinct == 2 && t.bare == t.filled }

// mostTidings bounds the distinct words of a column that tells what became of rows.
const mostTidings = 60

// tidings samples the values of a column.
func (g *guesser) tidings(col int, kind fate.Kind, head string) tiding {
	tells := fate.Tells(head)
	t := tiding{kind: kind, tells: tells}
	from := g.m.HeaderRow + 1
	step := max(1, (g.v.T.Rows-from)/sampleRows)
	seen := map[sheet.Cell]fate.Why{}
	owed, paid, in, out, sold, spent, back, sells, booked := false, false, false, false, false, false, false, false, false
	for row := from; row < g.v.T.Rows; row += step {
		c := g.v.T.Cell(row, col)
		if g.v.TraitsOf(c)&read.IsEmpty != 0 {
			t.blank++
			continue
		}
		why, met := seen[c]
		if !met {
			word := read.FateWord(g.v.T.Text(c))
			t.matters = t.matters || kind == fate.Types && fate.IsDoubtful(word)
			owed, paid = owed || fate.IsOwed(word), paid || fate.IsPaid(word)
			in, out = in || fate.CameIn(word), out || fate.WentOut(word)
			sold, spent = sold || fate.SellsPackages(word), spent || fate.MaySpend(word)
			if _, why = fate.Read(kind, word); tells && fate.Denies(word) {
				why = fate.Blank
			}
			seen[c] = why
			if t.distinct++; len(t.pair) <= 2 && !slices.Contains(t.pair, word) {
				t.pair = append(t.pair, word)
			}
			matters, returns := fate.Matters(kind, head, word), kind == fate.Types && fate.Returns(word)
			t.matters, back = t.matters || matters && !returns, back || matters && returns
			sells, booked = sells || fate.IsSale(word) || fate.IsInvoice(word), booked || fate.IsBooked(word)
			t.outward = t.outward || kind == fate.Types && fate.IsOutward(word)
		}
		if why == fate.Blank {
			t.blank++
			continue
		}
		t.filled++
		if fate.IsBare(read.FateWord(g.v.T.Text(c))) {
			t.bare++
		}
		if why == fate.Known || why == fate.Part {
			t.known++
		}
	}
	t.matters = t.matters || back && !t.outward || g.rarely(col, kind, head, t.outward) || kind == fate.Types && (owed && paid || in && out || sold && spent || booked && sells)
	return t
}

// rarely looks for a word that matters in the whole of a column of few texts, which a sample may miss.
func (g *guesser) rarely(col int, kind fate.Kind, head string, outward bool) bool {
	if g.v.T.Rows-g.m.HeaderRow <= sampleRows || kind != fate.Types && kind != fate.Directions && kind != fate.Statuses {
		return false
	}
	last, n := sheet.Cell{}, 0
	seen := map[sheet.Cell]bool{}
	for row := g.m.HeaderRow + 1; row < g.v.T.Rows; {
		s := g.v.T.Span(row, col)
		for i, k := range s.Kinds {
			if k != sheet.Text {
				continue
			}
			c := s.Cell(i)
			if c == last || seen[c] {
				continue
			}
			last = c
			seen[c] = true
			if n++; n > mostTidings {
				return false
			}
			if word := read.FateWord(g.v.T.Text(c)); fate.Matters(kind, head, word) && !(outward && fate.Returns(word)) {
				return true
			}
		}
		row = s.To
	}
	return false
}

// fits tells whether the values are such as the kind has.
func (t tiding) fits() bool {
	switch {
	case t.filled == 0:
		return t.kind == fate.Statuses || t.kind == fate.RefundMarks || t.kind == fate.VoidMarks
	case t.tells && (t.kind == fate.VoidMarks || t.kind == fate.RefundMarks):
		return t.filled < t.blank+t.known+1 // mostly blank
	case t.kind == fate.GiftMarks:
		return t.known == t.filled
	case t.kind == fate.VoidMarks, t.kind == fate.ValidMarks, t.kind == fate.RefundMarks:
		return 10*t.known >= 8*t.filled || t.kind != fate.RefundMarks && t.codes() || t.kind == fate.ValidMarks && 2*t.known >= t.filled && t.distinct <= 4 ||
			t.kind != fate.ValidMarks && t.filled <= t.blank && t.distinct <= 2 // whatever sign marks few rows
	case t.distinct > mostTidings:
		return false
	}
	return true
}

// strongly gives the role of a status to columns in which some word stands alone that says what became of its row,
// whatever the header: 作废 among remarks, 赠送 among kinds of treatments.
func (g *guesser) strongly() {
	g.papered()
	for col := range g.roles {
		if g.roles[col] != intake.Other || g.m.HeaderRow < 0 {
			continue
		}
		h := read.FateWord(g.headers[col])
		switch {
		case fate.OfOtherDay(h), fate.OfInsurer(h), fate.OfConsent(h):
		case fate.OfPerson(h):
			if g.hasTrouble(col) {
				g.set(col, intake.Status, Troubled, intake.WhyValues)
			}
		case fate.OfClaims(h) && g.holder(intake.Amount) >= 0 && fate.OfClaims(read.FateWord(g.headers[g.holder(intake.Amount)])):
			g.set(col, intake.Status, weak, intake.WhyHeader) // the rows are the claims
		case fate.OfOthers(h):
			if g.hasUndone(col, h) {
				g.set(col, intake.Status, weak, intake.WhyValues)
			}
		case g.hasStrong(col, h) || g.hasBoth(col, h):
			g.set(col, intake.Status, weak, intake.WhyValues)
		}
	}
}

// hasBoth looks for the two sides of an account among few words, charge and payment, or for what was looked at and what was bought.
func (g *guesser) hasBoth(col int, header string) bool {
	const most = 12
	if f := &g.facts[col]; f.sampled == 0 || f.share(f.figures+f.dates) > 50 || len(f.seen) > most {
		return false
	}
	owed, paid, doings := false, false, fate.Doings{}
	for c := range g.facts[col].seen {
		word := read.FateWord(g.v.T.Text(c))
		owed, paid = owed || fate.IsOwed(word), paid || fate.IsPaid(word)
		doings.Hear(word)
	}
	return owed && paid || doings.Are(header) || doings.MayBe(header)
}

// mayBeOff tells whether a longer text may say that its row was called off or given back.
func mayBeOff(text string) bool {
	for _, w := range [...]string{"废", "退", "取消", "oid", "OID", "efund", "EFUND", "ancel", " twice", "uplicate", "ouble entry", "t pay", "paid", "ounced", "eturned", "nsf", "NSF"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// hasStrong looks for such a word. Where nearly every row has a text of its own, it is looked for in a sample only.
func (g *guesser) hasStrong(col int, header string) bool {
	sorts, hints := fate.Sorts(header), fate.OfHints(header)
	from, step := g.m.HeaderRow+1, 1
	if f := &g.facts[col]; f.share(f.figures) > 50 || f.share(f.dates) > 50 {
		return false
	} else if f.fresh() > 20 {
		step = max(1, (g.v.T.Rows-from)/sampleRows)
	}
	return g.v.T.NewText(col, from, step, func(id uint32) bool {
		text := g.v.T.String(id)
		if len(text) <= 20 {
			if word := read.FateWord(text); (fate.IsStrong(word) || fate.IsMissed(word) && !hints) && !(sorts && (word == "gift" || fate.IsReimbursed(word))) {
				return true
			}
		}
		if len(text) > 60 || !mayBeOff(text) {
			return false
		}
		word, _ := fate.Says(read.FateWord(text))
		return word != ""
	})
}

// Troubled is how sure a column of persons is to tell what became of sales, since some of its words do.
const Troubled = weak - 1

// hasTrouble looks under a header of persons for a word that says of a sale or a visit, and not of the person, that it came to nothing.
// What is called off may be either, and is of a visit where other words of the column are, or where they say what was completed.
func (g *guesser) hasTrouble(col int) bool {
	off, deed, called, done, n := false, false, false, false, 0
	found := g.v.T.NewText(col, g.m.HeaderRow+1, 1, func(id uint32) bool {
		word := read.FateWord(g.v.T.String(id))
		n++
		off, deed = off || fate.Ends(word), deed || fate.OfDeed(word)
		called, done = called || fate.IsCalledOff(word), done || fate.IsDone(word)
		return n > mostTidings || fate.IsTrouble(word)
	})
	return n <= mostTidings && (found || off && deed || called && done)
}

// hasUndone looks under a header of something else than the sale for a word by which the sale may have been taken back with it, or was
// not made. Where its words say what was sold, whatever came to nothing was not.
func (g *guesser) hasUndone(col int, header string) bool {
	deal, void, n := false, false, 0
	found := g.v.T.NewText(col, g.m.HeaderRow+1, 1, func(id uint32) bool {
		word := read.FateWord(g.v.T.String(id))
		f, _ := fate.Read(fate.Statuses, word)
		n++
		deal, void = deal || fate.OfDeal(word), void || f == fate.Void && !fate.OfCall(word)
		return n > mostTidings || fate.Undoes(word) || fate.DeniesSale(header, word)
	})
	return n <= mostTidings && (found || deal && void)
}
