package rules

import (
	"slices"

	"fenji/scoring"
	"fenji/scoring/decimal"
	"fenji/scoring/jsontext"
	"fenji/scoring/profile"
)

// friendlyDays are the days that cuts of recency are rounded to.
var friendlyDays = []int64{7, 14, 30, 60, 90, 180, 365}

// Suggest gives the upper ends of all steps but the last, in whole numbers of the metric, so that the steps hold about as
// many customers each: quantiles of type 7 (Hyndman and Fan, 1996), rounded to 1, 2 or 5·10ⁿ of the profile's unit for
// money, to weeks, months and quarters for days, to whole visits. It refuses where two of them coincide.
func Suggest(customers []scoring.Customer, m profile.Metric, steps int, unit decimal.Unit) ([]decimal.Decimal, error) {
	bad := func(problem string, args ...any) error {
		return jsontext.Wrong("metrics."+m.String()+".steps", problem, args...)
	}
	if steps < 2 || steps > 10 {
		return nil, bad("expected 2 to 10 steps")
	}
	var values []int64
	for i := range customers {
		c := &customers[i]
		if v := [3]int64{int64(c.R), int64(c.F), int64(c.M)}[m]; c.HasR && (v > 0 || m == profile.Recency && v == 0) {
			values = append(values, v)
		}
	}
	if len(values) < steps {
		return nil, bad("there are fewer customers than steps")
	}
	slices.Sort(values)
	var cuts []decimal.Decimal
	last := int64(-1)
	for i := 1; i < steps; i++ {
		v := friendly(quantile(values, i, steps), m, unit)
		if v <= last {
			return nil, bad("two of the %d suggested cuts coincide; try fewer steps", steps-1)
		}
		last = v
		if m == profile.Monetary {
			cuts = append(cuts, decimal.Money(v).In(unit))
		} else {
			cuts = append(cuts, decimal.Int(v))
		}
	}
	return cuts, nil
}

// A part is a number with a rest: whole + rest/of.
type part struct{ whole, rest, of int64 }

// quantile is the i-th of n quantiles of sorted values by type 7: at h = (len−1)·i/n, between its neighbours in proportion.
func quantile(sorted []int64, i, n int) part {
	h := (len(sorted) - 1) * i
	at, over := h/n, int64(h%n)
	q := part{sorted[at], 0, int64(n)}
	if over == 0 {
		return q
	}
	step := sorted[at+1] - sorted[at]
	q.whole += step / int64(n) * over
	rest := step % int64(n) * over
	q.whole, q.rest = q.whole+rest/int64(n), rest%int64(n)
	return q
}

// friendly rounds a quantile to the nearest number that people use; of two as near it takes the smaller.
func friendly(q part, m profile.Metric, unit decimal.Unit) int64 {
	near := func(list []int64) int64 {
		best := list[0]
		for _, v := range list[1:] {
			// twice the distance from the middle of best and v decides: q > (best+v)/2
			if 2*q.whole > best+v || 2*q.whole == best+v && q.rest > 0 || 2*q.whole == best+v-1 && 2*q.rest > q.of {
				best = v
			}
		}
		return best
	}
	switch m {
	case profile.Recency:
		return near(friendlyDays)
	case profile.Frequency:
		return near([]int64{max(1, q.whole), max(1, q.whole) + 1})
	}
	one := int64(10_000)
	if unit == decimal.WanYuan {
		one *= 10_000
	}
	// From a hundredth of the unit on, as far as money goes.
	var list []int64
	for power := max(1, one/100); power <= profile.MaxMoney/10; power *= 10 {
		list = append(list, power, 2*power, 5*power)
	}
	return near(list)
}
