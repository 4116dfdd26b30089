package export

import (
	"slices"

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

	ready func(cells []sheet.Value) sheet.Value // makes one of cells that many have in common; nil: it does not
	known []judged                              // each in the place that its steps give it
}

// A judged is what is written of all customers who got the same.
type judged struct {
	as    scoring.Graded
	made  bool
	cells sheet.Value
}

// knownJudged is how many of them are kept; tests keep fewer.
var knownJudged = 1 << 10

func (e *Export) lines(w rowWriter) *lines {
	l := &lines{e: e, front: e.front(), more: e.more(), verdicts: e.verdicts(), straight: make([]bool, len(e.View.Extras))}
	for k, col := range e.View.Extras {
		kind := e.View.Others.Kind(col)
		l.straight[k] = e.Coarse == nil && e.Cover == nil && kind != others.Sum && kind != others.Set
	}
	if c, ok := w.(*sheet.CSVWriter); ok && !slices.ContainsFunc(profile.Metrics[:], func(m profile.Metric) bool {
		return e.View.Result.Profile.Metrics[m].Method == profile.Raw // any number of points
	}) {
		l.ready, l.known = c.Ready, make([]judged, knownJudged)
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
	l.judge(own[columns.RPoints:columns.Extra], i)
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

// judge fills in the points, the score, the grade and the advice of customer i.
func (l *lines) judge(own []sheet.Value, i int) {
	r := l.e.View.Result
	g := &r.Graded[i]
	var known *judged
	if l.ready != nil {
		known = &l.known[(int(g.Step[0])*49+int(g.Step[1])*7+int(g.Step[2]))%len(l.known)]
		if known.made && known.as == *g {
			own[0] = known.cells
			return
		}
	}
	for n, m := range profile.Metrics {
		own[n] = sheet.Num(r.Points(i, m))
	}
	v := &l.verdicts[min(int(g.Band), len(l.verdicts)-1)]
	own[columns.Score-columns.RPoints].Decimal = r.Score(i)
	own[columns.Grade-columns.RPoints], own[columns.Advice-columns.RPoints] = v.grade, v.advice
	if known != nil {
		*known = judged{*g, true, l.ready(own)}
		own[0] = known.cells
	}
}

// carry puts a cell of the user's into v; most are texts.
func carry(v *sheet.Value, t *sheet.Table, row, col int) {
	if c := t.Cell(row, col); c.Kind == sheet.Text {
		v.Say(t.String(c.TextID()))
		return
	}
	*v = carried(t, row, col)
}
