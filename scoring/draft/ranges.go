package draft

import (
	"sort"

	"fenji/scoring/compose"
	"fenji/scoring/decimal"
	"fenji/scoring/jsontext"
	"fenji/scoring/profile"
)

// A Span is a range in whole numbers: days, visits or ten-thousandths of a yuan, both ends included.
type Span struct {
	Lo, Hi int64
	Row    int // of the ranges it came from
}

// Spans are the ranges of a metric in ascending order. Two rows of money whose typed ends lie one unit of their last digit
// apart touch each other: between "501–1000" and "1001–3000" there is no gap, and 1000.50 belongs to the latter.
func (d *Draft) Spans(m profile.Metric) ([]Span, error) {
	ranges := d.Ranges[m]
	spans := make([]Span, 0, len(ranges))
	for i, r := range ranges {
		s := Span{Lo: floorOf(m), Hi: ceilingOf(m), Row: i}
		for _, e := range []struct {
			at   *decimal.Decimal
			open bool
			to   *int64
			step int64
			name string
		}{{r.Low, r.LowOpen, &s.Lo, 1, "low"}, {r.High, r.HighOpen, &s.Hi, -1, "high"}} {
			if e.at == nil {
				continue
			}
			v, ok := whole(*e.at, m, d.Unit)
			if !ok {
				return nil, jsontext.Wrong(compose.Text("metrics.%s.steps[%d].%s", m.String(), i, e.name), "is too large, or not whole")
			}
			if e.open {
				v += e.step
			}
			*e.to = v
		}
		if s.Lo > s.Hi {
			return nil, jsontext.Wrong(compose.Text("metrics.%s.steps[%d]", m.String(), i), "holds no value")
		}
		spans = append(spans, s)
	}
	if len(spans) == 0 {
		return nil, jsontext.Wrong("metrics."+m.String()+".steps", "there are none")
	}
	sort.SliceStable(spans, func(i, j int) bool {
		a, b := spans[i], spans[j]
		return a.Lo < b.Lo || a.Lo == b.Lo && a.Hi < b.Hi
	})
	for i := 1; i < len(spans); i++ {
		if a, b := &ranges[spans[i-1].Row], &ranges[spans[i].Row]; neighbours(a, b) {
			spans[i].Lo = spans[i-1].Hi + 1
		}
	}
	return spans, nil
}

// neighbours tells that the upper end of a and the lower end of b, both closed, are one unit of their last digit apart.
func neighbours(a, b *Range) bool {
	if a.High == nil || b.Low == nil || a.HighOpen || b.LowOpen {
		return false
	}
	exp := max(a.High.Exp, b.Low.Exp)
	high, ok1 := a.High.Rescale(exp)
	low, ok2 := b.Low.Rescale(exp)
	return ok1 && ok2 && low.Coef-high.Coef == 1
}

func floorOf(m profile.Metric) int64 {
	if m == profile.Monetary {
		return -profile.MaxMoney
	}
	return 0
}

func ceilingOf(m profile.Metric) int64 {
	if m == profile.Monetary {
		return profile.MaxMoney
	}
	return profile.MaxCount
}

// whole is a typed figure in the whole numbers that a metric is counted in.
func whole(v decimal.Decimal, m profile.Metric, unit decimal.Unit) (int64, bool) {
	if m == profile.Monetary {
		money, ok := decimal.MoneyOf(v, unit)
		return int64(money), ok && int64(money) >= -profile.MaxMoney && int64(money) <= profile.MaxMoney
	}
	r, ok := v.Trim().Rescale(0)
	return r.Coef, ok && r.Coef >= 0 && r.Coef <= profile.MaxCount
}

// Written is a whole number of a metric as the profile's unit has it.
func (d *Draft) Written(v int64, m profile.Metric) string {
	if m == profile.Monetary {
		return decimal.Money(v).In(d.Unit).String()
	}
	return decimal.Int(v).String()
}
