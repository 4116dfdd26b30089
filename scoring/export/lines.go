package export

import (
	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/columns"
	"fenji/scoring/others"
	"fenji/scoring/profile"
	"fenji/scoring/sheet"
)

// lines makes the rows of customers. Nearly all of them differ in their figures and texts alone, so a row is filled in anew
// over that of the customer before; a customer of whom more is to be said, or less, gets a row from the ground up.
type lines struct {
	e           *Export
	front, more []Column
	verdicts    []verdict
	cells, odd  []sheet.Value // of the usual customer before, nil at first; of another
	straight    []bool        // of the other columns: what it says stands in one cell, which is carried over as it is
}

func (e *Export) lines() *lines {
	l := &lines{e: e, front: e.front(), more: e.more(), verdicts: e.verdicts(), straight: make([]bool, len(e.View.Extras))}
	for k, col := range e.View.Extras {
		kind := e.View.Others.Kind(col)
		l.straight[k] = e.Coarse == nil && e.Cover == nil && kind != others.Sum && kind != others.Set
	}
	return l
}

// of is the row of customer i, until the next is made.
func (l *lines) of(i int) []sheet.Value {
	e := l.e
	r := e.View.Result
	c, g := &r.Customers[i], &r.Graded[i]
	switch {
	case g.Reason != scoring.None || !c.HasR || c.Last == civil.NoDay || e.ByMonth:
		l.odd = e.customer(l.odd[:0], i, l.verdicts)
		return l.odd
	case l.cells == nil:
		l.cells = e.customer(nil, i, l.verdicts)
		return l.cells
	}
	own := l.cells[len(l.front):]
	own[columns.Customer].Text = e.who(i)
	own[columns.LastPurchase].Decimal.Coef = int64(c.Last)
	own[columns.RDays].Decimal.Coef = int64(c.R)
	own[columns.FVisits].Decimal.Coef = int64(c.F)
	own[columns.MAmount].Decimal = c.M.In(r.Profile.Unit)
	for n, m := range profile.Metrics {
		own[columns.RPoints+n].Decimal = r.Points(i, m)
	}
	own[columns.Score].Decimal = r.Score(i)
	v := &l.verdicts[min(int(g.Band), len(l.verdicts)-1)]
	own[columns.Grade], own[columns.Advice] = v.grade, v.advice
	for k := range l.front {
		l.cells[k] = l.front[k].Value(i)
	}
	rest := own[columns.Extra:]
	for k := range l.more {
		rest[k] = l.more[k].Value(i)
	}
	rest = rest[len(l.more):]
	for k, col := range e.View.Extras {
		if l.straight[k] {
			carry(&rest[k], e.View.Table, int(c.Row), col)
		} else {
			rest[k] = e.other(i, col)
		}
	}
	rest = rest[len(e.View.Extras):]
	for k := range e.Behind {
		rest[k] = e.Behind[k].Value(i)
	}
	return l.cells
}

// carry puts a cell of the user's into v; most are texts.
func carry(v *sheet.Value, t *sheet.Table, row, col int) {
	if c := t.Cell(row, col); c.Kind == sheet.Text {
		v.Say(t.String(c.TextID()))
		return
	}
	*v = carried(t, row, col)
}
