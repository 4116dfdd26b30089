package page

import (
	"strconv"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
)

// Sentence says in plain words how one metric of an explanation came to its points.
func Sentence(lang string, metric int, p protocol.Part, unit string, graded bool) string {
	m := metricKeys[metric]
	if p.Value == "" {
		return words.Text(lang, "why."+m+".none")
	}
	value := p.Value
	if m == "M" {
		value = amount(lang, unit, value)
	}
	if !graded {
		return words.Text(lang, "why."+m+".value", "value", value)
	}
	return words.Text(lang, "why."+m+"."+p.Method, "value", value, "points", p.Points,
		"rank", count(p.Rank), "of", count(p.Of), "range", span(lang, metric, p, unit))
}

// span says which step of a scale a value fell on. Days and visits are whole numbers, so that (30, 90] reads 31–90.
func span(lang string, metric int, p protocol.Part, unit string) string {
	low, high, lowOpen, highOpen := p.Low, p.High, p.LowOpen, p.HighOpen
	key := ""
	switch {
	case low == "" && high == "":
		key = "all"
	case low == "":
		key = either(highOpen, "below", "upto")
	case high == "":
		key = either(lowOpen, "over", "from")
	case metric < 2:
		low, high = whole(low, lowOpen, 1), whole(high, highOpen, -1)
		key = either(low == high, "one", "between")
	default:
		key = either(lowOpen, "over", "from") + either(highOpen, "-below", "-upto")
	}
	if metric == 2 { // the unit goes with each end
		low, high = amount(lang, unit, low), amount(lang, unit, high)
		return words.Text(lang, "range."+key, "low", low, "high", high, "unit", "")
	}
	return words.Text(lang, "range."+key, "low", grouped(low), "high", grouped(high),
		"unit", unitOf(lang, metric, either(high == "", low, high)))
}

// unitOf gives what days or visits are counted in, with the space before it.
func unitOf(lang string, metric int, n string) string {
	return words.Text(lang, "range.unit."+metricKeys[metric], "n", n)
}

// measured writes the value of a metric with its unit.
func measured(lang string, metric int, unit, n string) string {
	switch {
	case n == "":
		return ""
	case metric == 2:
		return amount(lang, unit, n)
	}
	return grouped(n) + unitOf(lang, metric, n)
}

func either(is bool, yes, no string) string {
	if is {
		return yes
	}
	return no
}

// whole moves an open end to the nearest whole number inside.
func whole(n string, open bool, by int) string {
	if i, err := strconv.Atoi(n); err == nil && open {
		return strconv.Itoa(i + by)
	}
	return n
}

// BandSentence says which scores earn a grade: from its own lowest score up to that of the next better one.
func BandSentence(lang string, bands []protocol.Band, grade string) string {
	for i, b := range bands {
		if b.Grade != grade {
			continue
		}
		from := words.Text(lang, "why.band."+either(b.Open, "over", "from"), "x", b.From)
		if i == 0 {
			return words.Text(lang, "why.band.top", "grade", grade, "from", from)
		}
		better := bands[i-1]
		to := words.Text(lang, "why.band."+either(better.Open, "upto", "below"), "x", better.From)
		return words.Text(lang, "why.band", "grade", grade, "from", from, "to", to)
	}
	return ""
}

// LiftSentence says what change would lift a customer.
func LiftSentence(lang, unit string, l protocol.Lift) string {
	by, value := grouped(l.By), grouped(l.Value)
	if l.Kind == "money" {
		by, value = amount(lang, unit, l.By), amount(lang, unit, l.Value)
	}
	return words.Text(lang, "why.lift."+l.Kind, "by", by, "value", value)
}

// advice is what to do about a customer of a band.
func advice(lang string, b *protocol.Band) string {
	if b == nil {
		return ""
	}
	action, cadence := b.Action.In(lang), b.Cadence.In(lang)
	if cadence == "" {
		return action
	}
	return words.Text(lang, "export.advice", "action", action, "cadence", cadence)
}

// columnKeys head the graded sheet's own columns, in the order of the page contract.
var columnKeys = [fixedColumns]string{
	"export.col.customer", "export.col.last", "export.col.rdays", "export.col.fvisits", "export.col.mamount",
	"export.col.rpoints", "export.col.fpoints", "export.col.mpoints", "export.col.score", "export.col.grade",
	"export.col.advice", "export.col.note",
}

// The columns of the graded sheet that the grid draws in a way of their own; the user's columns follow the fixed ones.
const (
	colDays      = 2
	colAmount    = 4
	colPoints    = 5 // and the two behind
	colScore     = 8
	colGrade     = 9
	colAdvice    = 10
	fixedColumns = 12
)

// cellTexts gives the texts of a row, column by column.
func (s State) cellTexts(r protocol.Row) []string {
	note := ""
	if r.Reason != "" {
		note = words.Text(s.Lang, "reason."+r.Reason)
	}
	cells := []string{r.ID, r.Last, grouped(r.Value[0]), grouped(r.Value[1]), grouped(r.Value[2]),
		r.Points[0], r.Points[1], r.Points[2], r.Score, r.Grade, advice(s.Lang, s.Band(r.Grade)), note}
	return append(cells, r.Extras...)
}
