package periods

import (
	"strconv"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/models/numeric"
)

// A Value is a figure of a month as it is shown: a plain decimal, blank when not known. A share has what it is made of
// and its interval; with fewer than [Few] in the denominator its value is blank, and the counts alone are shown.
type Value struct {
	Code      string
	Text      string
	Ratio     Ratio // of shares
	Low, High string
}

// FigureCodes name the figures of a month, in their order.
var FigureCodes = [...]string{"new", "lost", "recaptured", "active", "return", "new-share", "revenue", "refunds",
	"money-per-customer", "money-per-visit", "a-share", "a-money-share"}

// Values are the figures of a month under their codes. grades are the sums by band at its end, none last; nil when not
// known.
func (f *Figure) Values(grades []PastSum) []Value {
	count := func(n int) string { return strconv.Itoa(n) }
	a, all := grades0(grades)
	list := []Value{
		{Text: count(f.New)}, {Text: count(f.Lost)}, {Text: count(f.Recaptured)}, {Text: count(f.Active)},
		share(f.Return), share(Ratio{f.New, f.Visitors}), {Text: f.Revenue.String()}, {Text: f.Refunds.String()},
		{Text: each(f.Revenue, f.Visitors)}, {Text: each(f.Revenue, f.Visits)}, share(Ratio{a.Count, all.Count}),
		{Text: moneyShare(a.Money, all.Money)},
	}
	for i := range list {
		list[i].Code = FigureCodes[i]
	}
	return list
}

// grades0 gives the sum of the best grade and of all grades; who has none is in neither.
func grades0(sums []PastSum) (best, all PastSum) {
	for i := 0; i < len(sums)-1; i++ {
		if i == 0 {
			best = sums[i]
		}
		all.Count += sums[i].Count
		all.Money += sums[i].Money
	}
	return best, all
}

// share shows a ratio to four places, with Wilson's interval.
func share(r Ratio) Value {
	v := Value{Ratio: r}
	if r.Whole < Few {
		return v
	}
	low, high := numeric.Wilson(r.Part, r.Whole)
	v.Text, v.Low, v.High = Places(float64(r.Part)/float64(r.Whole)), Places(low), Places(high)
	return v
}

// Places writes a share to four places.
func Places(x float64) string { return strconv.FormatFloat(x, 'f', 4, 64) }

// moneyShare is a share of money; there is none of nothing, or of less.
func moneyShare(part, whole decimal.Money) string {
	if whole <= 0 {
		return ""
	}
	return Places(float64(part) / float64(whole))
}

// each divides money, to the hundredth.
func each(m decimal.Money, n int) string {
	if n == 0 {
		return ""
	}
	const hundredth = 100 // of the smallest unit of Money
	whole := decimal.Money(n) * hundredth
	half := whole / 2
	if m < 0 {
		half = -half
	}
	return ((m + half) / whole * hundredth).String()
}

// Grows tells whether a figure grows with its month, so that a goal is due by and by: counts and sums do, shares and
// states do not.
func Grows(code string) bool {
	switch code {
	case "new", "lost", "recaptured", "revenue", "refunds":
		return true
	}
	return false
}

// Grades are the sums of a history at a day; nil when it has none of that day.
func (p *Past) Grades(d civil.Day) []PastSum {
	for i, day := range p.Days {
		if day == d {
			return p.Sums[i]
		}
	}
	return nil
}
