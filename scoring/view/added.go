package view

import (
	"math"

	"fenji/scoring/decimal"
	"fenji/scoring/sheet/value"
)

// Columns that are neither of the graded sheet nor of the table: whoever adds one says what each customer has in it.

// addedKey orders an added column as cellKey orders those of the table: numbers and dates, then texts; blanks last.
func (v *View) addedKey(col int) func(i int) uint64 {
	if v.Added == nil {
		return nil
	}
	of := v.Added(col)
	if of == nil {
		return nil
	}
	var texts []uint32
	for i := range v.Result.Customers {
		if of(i).Text != "" {
			texts = append(texts, uint32(i))
		}
	}
	ranks := v.rank(texts, len(v.Result.Customers), func(i uint32) string { return of(int(i)).Text })
	return func(i int) uint64 {
		switch x := of(i); {
		case x.Text != "":
			return textKeys + uint64(ranks[i])
		case x.Kind == value.BlankValue || x.Kind == value.TextValue:
			return last
		default:
			return floatKey(float64(x.Decimal.Coef) * math.Pow10(-int(x.Decimal.Exp)))
		}
	}
}

// Showing passes the customers that have one of the texts.
func Showing(text func(i int) string, texts []string) func(i int) bool {
	wanted := map[string]bool{}
	for _, t := range texts {
		wanted[t] = true
	}
	return func(i int) bool { return wanted[text(i)] }
}

// Between passes the customers that have a figure from low to high, both included; nil is no end.
func Between(figure func(i int) (decimal.Decimal, bool), low, high *decimal.Decimal) func(i int) bool {
	return func(i int) bool {
		n, known := figure(i)
		return known && (low == nil || n.Cmp(*low) >= 0) && (high == nil || n.Cmp(*high) <= 0)
	}
}

// FacetOf counts texts under the field that their sieve has; see [View.Facet].
func (v *View) FacetOf(field string, text func(i int) string, search string, top int, keep []string) Facet {
	among, counts := v.among(field), map[string]int{}
	for i := range v.Result.Customers {
		if among(i) {
			counts[text(i)]++
		}
	}
	return facet(search, top, keep, func(add func(text string, n int)) {
		for t, n := range counts {
			add(t, n)
		}
	}, func(t string) int { return counts[t] })
}

// addedPlaces is how many decimal places of a figure decide in which bar it stands.
const addedPlaces = 4

// SpreadOf tells how figures are spread, under the field that their sieve has; whole: they are whole numbers.
func (v *View) SpreadOf(field string, figure func(i int) (decimal.Decimal, bool), whole bool) Spread {
	unit := int64(1)
	if whole {
		unit = 10_000
	}
	return v.spread(field, func(i int) (int64, bool) {
		d, known := figure(i)
		return wholeOf(d), known
	}, func(n int64) decimal.Decimal { return decimal.Decimal{Coef: n, Exp: addedPlaces}.Trim() },
		func(width int64) int64 { return (width + unit - 1) / unit * unit })
}

func wholeOf(d decimal.Decimal) int64 { return whole(d, addedPlaces, 0) }
