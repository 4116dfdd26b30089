package header

import (
	"slices"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// Medians, in the figures as they stand, that speak for or against ten thousand yuan.
const (
	manyWan = 1000 // a customer of ten million yuan: doubtful
	fewWan  = 100  // a million yuan, of a visit or of a customer, is not believed where nothing states the unit
)

// SuggestUnit says in which unit the amounts are probably written, given the unit of the profile; doubtful asks for a
// look, because nothing states it or the figures seem wrong for it.
func SuggestUnit(t *sheet.Table, m intake.Mapping, profile decimal.Unit) (u decimal.Unit, doubtful bool) {
	switch {
	case m.Unit != decimal.NoUnit && m.Unit != decimal.Yuan && m.Unit != decimal.WanYuan:
		return m.Unit, false
	case m.Unit == decimal.Yuan || m.Unit == decimal.NoUnit && profile != decimal.WanYuan:
		return decimal.Yuan, false
	case m.Unit == decimal.WanYuan:
		return decimal.WanYuan, medianAbove(t, m, manyWan)
	case medianAbove(t, m, fewWan):
		return decimal.Yuan, true
	}
	return decimal.WanYuan, true
}

// medianAbove compares the median figure of a sample, as it stands, with a limit.
func medianAbove(t *sheet.Table, m intake.Mapping, limit int64) bool {
	const sample = 10_000
	col := m.Column(intake.Amount)
	if col < 0 {
		return false
	}
	v := read.Of(t)
	var figures []decimal.Money
	comma := v.Comma(col, m.HeaderRow+1)
	step := max(1, (t.Rows-m.HeaderRow)/sample)
	for row := m.HeaderRow + 1; row < t.Rows; row += step {
		f, st := v.FigureIn(t.Cell(row, col), comma)
		if st != read.Readable || f.Stated {
			continue
		}
		if figure, _, ok := read.ToMoney(f, decimal.Yuan); ok && figure > 0 {
			figures = append(figures, figure)
		}
	}
	if len(figures) == 0 {
		return false
	}
	slices.Sort(figures)
	bound, _ := decimal.MoneyOf(decimal.Int(limit), decimal.Yuan)
	return figures[len(figures)/2] > bound
}
