// Package goals counts what a clinic set itself as a goal: new people, that they stay, that they come to pay, loyalty, the
// departments' load, and what people say.
//
// In go persons with what their tables say (package sources) and the log of their payments; out come figures, each with
// what it is a part of and an interval where it is a share. [Cross] sets two properties of customers against each other
// and says whether the difference can be chance; [Smallest] tells how few stand together in what is to be shared.
// Whatever is too few to tell is said to be, and no interval is made of it.
package goals

import (
	"strconv"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/models/numeric"
	"fenji/scoring/periods"
	"fenji/scoring/rfm"
	"fenji/scoring/sources"
)

// Data is what figures are counted from.
type Data struct {
	Joined   *sources.Joined
	Sums     *sources.Sums
	Records  *intake.Records
	Line     *rfm.Timeline // of the records; nil when they are of the customer shape
	AsOf     civil.Day
	From, To civil.Day               // the period, NoDay for an open end
	Keep     func(who int) bool      // whom the figures are about; nil: all
	Unit     func(record int) string // the department of a record; nil when the payments tell none
}

// A Figure is one number. Value is the part where Of stands, and the number itself where Of is blank.
type Figure struct {
	Code      string
	By        string // department or channel; "" for all
	Value, Of string
	Low, High string // of the share Value ÷ Of, or of Value; "" where it is too few to tell
	N         int    // how many it rests on
}

// Nobody is what those stand under of whom nothing is said.
const Nobody = "none"

// end is the day until which figures are counted.
func (d *Data) end() civil.Day {
	if d.To != civil.NoDay && (d.AsOf == civil.NoDay || d.To < d.AsOf) {
		return d.To
	}
	return d.AsOf
}

// known is the last day of which anything is known.
func (d *Data) known() civil.Day {
	if d.AsOf != civil.NoDay {
		return d.AsOf
	}
	return d.end()
}

func (d *Data) within(day civil.Day) bool {
	return day != civil.NoDay && (d.From == civil.NoDay || day >= d.From) && (d.end() == civil.NoDay || day <= d.end())
}

func (d *Data) keeps(who int) bool { return d.Keep == nil || d.Keep(who) }

// ratio is a share with its interval.
func ratio(code, by string, part, whole int) Figure {
	f := Figure{Code: code, By: by, Value: strconv.Itoa(part), Of: strconv.Itoa(whole), N: whole}
	if whole >= periods.Few && part <= whole {
		low, high := numeric.Wilson(part, whole)
		f.Low, f.High = places(low), places(high)
	}
	return f
}

func counted(code, by string, n int) Figure {
	return Figure{Code: code, By: by, Value: strconv.Itoa(n), N: n}
}

// places writes a share with four digits.
func places(x float64) string { return strconv.FormatFloat(x, 'f', 4, 64) }

// plain writes a number with at most so many places.
func plain(x float64, most int) string {
	s := strconv.FormatFloat(x, 'f', most, 64)
	if most > 0 {
		for s[len(s)-1] == '0' {
			s = s[:len(s)-1]
		}
		if s[len(s)-1] == '.' {
			s = s[:len(s)-1]
		}
	}
	if s == "-0" {
		return "0"
	}
	return s
}

// quotient writes a ÷ b exactly rounded to some places.
func quotient(a, b int64, most int) string {
	if b == 0 {
		return ""
	}
	d := decimal.Decimal{Coef: a, Exp: 0}
	scale := int64(1)
	for range most {
		scale *= 10
	}
	n := d.Coef * scale
	half := b / 2
	if n < 0 {
		half = -half
	}
	return decimal.Decimal{Coef: (n + half) / b, Exp: uint8(most)}.Trim().String()
}

// firstPayment is the day of a person's first visit, NoDay for none.
func (d *Data) firstPayment(who int) civil.Day {
	if d.Line == nil || who >= len(d.Line.Starts)-1 || who >= d.Joined.Paid {
		return civil.NoDay
	}
	for at := d.Line.Starts[who]; at < d.Line.Starts[who+1]; at++ {
		if d.Line.Visits[at] > 0 {
			return d.Line.Days[at]
		}
	}
	return civil.NoDay
}

// firstDay is when a person was first seen: what the list of people says, or else the first thing known of it.
func (d *Data) firstDay(who int) civil.Day {
	s := &d.Sums.Of[who]
	if s.FirstSeen != civil.NoDay {
		return s.FirstSeen
	}
	first := s.FirstTouch
	if paid := d.firstPayment(who); paid != civil.NoDay && (first == civil.NoDay || paid < first) {
		first = paid
	}
	return first
}

func itoa(n int) string { return strconv.Itoa(n) }
