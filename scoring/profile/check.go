package profile

import (
	"fenji/scoring/jsontext"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"fenji/scoring/civil"
	"fenji/scoring/compose"
	"fenji/scoring/decimal"
)

// A fault keeps the first error of a check.
type fault struct{ jsontext.Fault }

// head checks what stands in a profile beside metrics and bands.
func (f *fault) head(p *Profile) {
	if p.Schema < 1 || p.Schema > Schema {
		f.Fail("schema", "only versions 1 to %d are understood", Schema)
	}
	if !validID(p.ID) {
		f.Fail("id", "expected 1 to 64 lower case letters, digits and hyphens, a letter or digit first")
	}
	if p.Unit != decimal.Yuan && p.Unit != decimal.WanYuan {
		f.Fail("unit", "expected one of %s, %s", decimal.Yuan, decimal.WanYuan)
	}
	if p.Currency != "" && !validCurrency(p.Currency) {
		f.Fail("currency", "expected three capital letters, such as USD")
	}
	if utf8.RuneCountInString(p.Source) > maxSource {
		f.Fail("source", "has at most %d characters", maxSource)
	}
	f.window(p.Window)
}

// newer names a field that schema 1 has not; "" when there is none.
func (p *Profile) newer() string {
	switch {
	case p.Currency != "":
		return "currency"
	case p.Source != "":
		return "source"
	case p.Audience != Text{}:
		return "audience"
	case p.Window.Months != 0:
		return "window.months"
	case p.Window.Calendar == "half":
		return "window.calendar"
	}
	for _, m := range Metrics {
		switch r := &p.Metrics[m]; {
		case r.Method == Mean:
			return "metrics." + m.String() + ".method"
		case r.Shares != nil:
			return "metrics." + m.String() + ".shares"
		}
	}
	for i, b := range p.Bands {
		if i >= maxOld {
			return "bands"
		}
		if b.Grade != "ABCD"[i:i+1] {
			return compose.Text("bands[%d].grade", i)
		}
	}
	return ""
}

func validCurrency(code string) bool {
	return len(code) == 3 && !strings.ContainsFunc(code, func(c rune) bool { return c < 'A' || c > 'Z' })
}

func validID(id string) bool {
	alien := func(c rune) bool { return c != '-' && (c < '0' || c > '9') && (c < 'a' || c > 'z') }
	return id != "" && len(id) <= 64 && id[0] != '-' && !strings.ContainsFunc(id, alien)
}

func (f *fault) window(w civil.Window) {
	fixed := w.From != 0 || w.To != 0
	kinds := 0
	for _, given := range []bool{w.Days != 0, w.Months != 0, w.Calendar != "", fixed} {
		if given {
			kinds++
		}
	}
	switch {
	case kinds > 1:
		f.Fail("window", "expected only one of days, months, calendar, or from and to")
	case w.Days < 0 || w.Days > maxDays:
		f.Fail("window.days", "expected a whole number from 1 to %d", maxDays)
	case w.Months < 0 || w.Months > maxMonths:
		f.Fail("window.months", "expected a whole number from 1 to %d", maxMonths)
	case !slices.Contains([]string{"", "month", "quarter", "half", "year"}, w.Calendar):
		f.Fail("window.calendar", "expected one of month, quarter, half, year")
	case fixed && w.From <= 0:
		f.Fail("window.from", "expected a date after 1970-01-01")
	case fixed && w.To < w.From:
		f.Fail("window.to", "expected a date that is not before from")
	}
}

// number checks that d is within ±limit and has at most places decimals.
func (f *fault) number(path string, d decimal.Decimal, places uint8, limit int64) {
	if d.Trim().Exp > places || d.Cmp(decimal.Int(limit)) > 0 || d.Cmp(decimal.Int(-limit)) < 0 {
		f.Fail(path, "expected a number within ±%d with at most %d decimals", limit, places)
	}
}

// end converts an end of a scale or a range to the whole number that the metric is counted in.
func (f *fault) end(path string, d decimal.Decimal, m Metric, unit decimal.Unit) int64 {
	if m == Monetary {
		v, ok := decimal.MoneyOf(d, unit)
		if !ok {
			f.Fail(path, "%s is too large, or finer than 0.0001 yuan", d)
		}
		return int64(v)
	}
	v, ok := d.Rescale(0)
	if !ok || v.Coef > MaxCount || v.Coef < 0 {
		f.Fail(path, "expected a whole number from 0 to %d", MaxCount)
	}
	return v.Coef
}

// limits gives the least and the greatest value of a metric that count as valid.
func (f *fault) limits(path string, v Range, m Metric, unit decimal.Unit) (lo, hi int64) {
	lo, hi = 0, MaxCount
	if m == Monetary {
		lo, hi = -MaxMoney, MaxMoney
	}
	if v.Min != nil {
		lo = max(lo, f.end(path+".min", *v.Min, m, unit))
		if v.MinOpen {
			lo++
		}
	}
	if v.Max != nil {
		hi = min(hi, f.end(path+".max", *v.Max, m, unit))
		if v.MaxOpen {
			hi--
		}
	}
	if lo > hi {
		f.Fail(path, "no value lies in this range")
	}
	return lo, hi
}

// steps checks a scale and gives the greatest value of each step but the last.
func (f *fault) steps(path string, steps []Step, m Metric, unit decimal.Unit) (bounds []int64) {
	if len(steps) == 0 || len(steps) > maxSteps {
		f.Fail(path, "expected 1 to %d entries, got %d", maxSteps, len(steps))
		return nil
	}
	for i, s := range steps {
		at := compose.Text("%s[%d]", path, i)
		f.number(at+".points", s.Points, maxPlaces, maxPoints)
		if i > 0 {
			switch c := s.Points.Cmp(steps[i-1].Points); {
			case m == Recency && c > 0:
				f.Fail(at+".points", "more days must not earn more points")
			case m != Recency && c < 0:
				f.Fail(at+".points", "a better value must not earn fewer points")
			}
		}
		if last := i == len(steps)-1; last != s.Last {
			if last {
				f.Fail(at+".to", "the last step must have no end, or some values earn nothing")
			} else {
				f.Fail(at+".to", "is missing; only the last step has no end")
			}
		}
		if s.Last {
			break
		}
		b := f.end(at+".to", s.To, m, unit)
		if s.Open {
			b--
		}
		if i > 0 && b <= bounds[i-1] {
			f.Fail(at+".to", "no value reaches this step; ends must ascend")
		}
		bounds = append(bounds, b)
	}
	return bounds
}

// bands checks the grades and gives the least score of each, with exp digits behind the point.
func (f *fault) bands(bands []Band, exp uint8) (floors []int64) {
	if len(bands) == 0 || len(bands) > maxBands {
		f.Fail("bands", "expected 1 to %d entries, got %d", maxBands, len(bands))
	}
	for i, b := range bands {
		at := compose.Text("bands[%d]", i)
		same := func(o Band) bool { return strings.EqualFold(o.Grade, b.Grade) }
		if slices.IndexFunc(bands, same) != i {
			f.Fail(at+".grade", "%q stands twice", jsontext.Clip(b.Grade, 8))
		}
		if problem := gradeFault(b.Grade); problem != "" {
			f.Fail(at+".grade", problem)
		}
		f.number(at+".from", b.From, maxPlaces, MaxFrom)
		floor, ok := floorOf(b, exp)
		if !ok {
			f.Fail(at+".from", "%s is too large beside weights and points of so many decimals", b.From)
		}
		if i > 0 && floor >= floors[i-1] {
			f.Fail(at+".from", "no score lies between this grade and the one above; grades must descend")
		}
		floors = append(floors, floor)
	}
	return floors
}

// floorOf gives the least score, with exp digits behind the point, that lies in a band without upper end.
func floorOf(b Band, exp uint8) (int64, bool) {
	d := b.From.Trim()
	if d.Exp <= exp {
		r, ok := d.Rescale(exp)
		if b.Open {
			r.Coef++
		}
		return r.Coef, ok
	}
	cut := int64(decimal.Pow10(d.Exp - exp)) // d is trimmed, so it does not divide: no score is d itself
	floor := d.Coef / cut
	if d.Coef > 0 {
		floor++
	}
	return floor, true
}

// gradeFault says what is wrong with the code of a grade; "" when nothing is. It begins with a letter, a digit or a symbol
// that no spreadsheet takes for a formula.
func gradeFault(code string) string {
	n := 0
	for _, c := range code {
		if n++; n > maxCode {
			break
		}
		plain := unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.Is(unicode.So, c)
		if !plain && (n == 1 || !strings.ContainsRune("+-*#!", c)) {
			return "expected letters, digits or signs such as A, A+, S, 1"
		}
	}
	switch {
	case n == 0 || n > maxCode:
		return compose.Text("expected 1 to %d letters, digits or signs", maxCode)
	case slices.ContainsFunc(reserved, func(r string) bool { return strings.EqualFold(r, code) }):
		return "has a meaning of its own; choose another code"
	}
	return ""
}

// reserved are the words that stand in the place of a grade where there is none.
var reserved = []string{"new", "none", "ungraded"}
