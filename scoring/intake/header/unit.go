package header

import (
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

var fewWan = decimal.Int(100) // a million yuan, of a visit or of a customer, is not believed where nothing states the unit

// manyOf are ten million yuan in each unit: a median above that is doubtful.
var manyOf = map[decimal.Unit]decimal.Decimal{decimal.Fen: decimal.Int(1_000_000_000), decimal.Jiao: decimal.Int(100_000_000),
	decimal.Yuan: decimal.Int(10_000_000), decimal.BaiYuan: decimal.Int(100_000), decimal.QianYuan: decimal.Int(10_000),
	decimal.WanYuan: decimal.Int(1000), decimal.MillionYuan: decimal.Int(10), decimal.YiYuan: {Coef: 1, Exp: 1}}

// SuggestUnit says in which unit the amounts are probably written, given the unit of the profile; doubtful asks for a
// look, because nothing states it or the figures seem wrong for it.
func SuggestUnit(t *sheet.Table, m intake.Mapping, profile decimal.Unit) (u decimal.Unit, doubtful bool) {
	switch {
	case m.Unit != decimal.NoUnit:
		return m.Unit, medianAbove(t, m, manyOf[m.Unit])
	case profile != decimal.WanYuan:
		return decimal.Yuan, medianAbove(t, m, manyOf[decimal.Yuan])
	case medianAbove(t, m, fewWan):
		return decimal.Yuan, true
	}
	return decimal.WanYuan, true
}

// medianAbove compares the median figure of a sample, as it stands, with a limit.
func medianAbove(t *sheet.Table, m intake.Mapping, limit decimal.Decimal) bool {
	const sample = 10_000
	col := m.Column(intake.Amount)
	if col < 0 {
		return false
	}
	v := read.Of(t)
	bound, _ := decimal.MoneyOf(limit, decimal.Yuan)
	above, figures := 0, 0
	writing := v.Writing(col, m.HeaderRow+1)
	step := max(1, (t.Rows-m.HeaderRow)/sample)
	for row := m.HeaderRow + 1; row < t.Rows; row += step {
		f, st := v.Amount(t.Cell(row, col), writing)
		if st != read.Readable || f.Stated {
			continue
		}
		if figure, _, ok := read.ToMoney(f, decimal.Yuan); ok && figure > 0 {
			figures++
			if figure > bound {
				above++
			}
		}
	}
	return figures > 0 && figures-above <= figures/2 // the median is above when those that are not do not reach it
}
