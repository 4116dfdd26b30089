package header

import (
	"strings"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
)

// unitOf reads the unit of money in brackets.
func (x *lexicon) unitOf(inner []string) decimal.Unit {
	for _, part := range inner {
		k := spell(part)
		for _, w := range [...]string{"货币", "金额", "单位", "金额"} {
			k.compact = strings.TrimPrefix(k.compact, w)
		}
		if u := x.units[k.compact]; u != decimal.NoUnit {
			return u
		}
	}
	return decimal.NoUnit
}

// unitSaid reads the unit that a title states for a whole table: 单位：元 or, in brackets, (万元).
func (x *lexicon) unitSaid(title string, brackets bool) decimal.Unit {
	if len(title) > 200 {
		return decimal.NoUnit
	}
	k := spell(title)
	for _, part := range append(k.inner, k.spaced) {
		spaced := spell(part).spaced
		_, said, ok := strings.Cut(spaced, "单位")
		if !ok {
			if _, said, ok = strings.Cut(spaced, "units "); !ok {
				_, said, ok = strings.Cut(spaced, "unit ")
			}
			if ok {
				return x.units[strings.ReplaceAll(said, " ", "")]
			}
			for _, is := range [...]string{"in thousands", "in millions", "in cents", "in pence"} { // all figures, or such a title
				if strings.HasSuffix(spaced, " "+is) || strings.Contains(spaced, " "+is+" of ") && !strings.Contains(spaced, " of visits") {
					return x.units[strings.ReplaceAll(is, " ", "")]
				}
			}
			continue
		}
		for word := range strings.FieldsSeq(said) {
			for _, is := range [...]string{"均为", "都是", "为", "是"} {
				word = strings.TrimPrefix(word, is)
			}
			return x.units[strings.TrimRight(word, "。.，,")] // only what follows at once: 单位：某某医院 states none
		}
	}
	if brackets {
		return x.unitOf(k.inner)
	}
	return decimal.NoUnit
}

// cutUnit takes a unit from the end of a header that has none in brackets: 消费金额/元, 金额万元, "amount rmb".
func (x *lexicon) cutUnit(k spelling) (short spelling, u decimal.Unit, ok bool) {
	longest := ""
	for w := range x.units {
		if len(w) > len(longest) && strings.HasSuffix(k.compact, w) && len(w) < len(k.compact) {
			if w[0] < 0x80 && !strings.HasSuffix(k.spaced, " "+w) {
				continue
			}
			longest = w
		}
	}
	if longest == "" {
		return k, decimal.NoUnit, false
	}
	compact := strings.TrimSuffix(k.compact, longest)
	m, isKnown := x.exact[compact]
	if short, in := strings.CutSuffix(compact, "in"); in && !isKnown {
		compact = short
		m, isKnown = x.exact[compact]
	}
	u = x.units[longest]
	if !isKnown || u != decimal.NoUnit && m.role != intake.Amount && m.role != intake.Refunded {
		return k, decimal.NoUnit, false
	}
	return k.without(compact, compact), u, true
}
