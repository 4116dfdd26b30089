// Package read reads the cells of a table: dates, amounts, counts, and words that mean something.
//
// In goes a cell, and what its column shows of the order of day and month and of the decimal sign; out comes a value and
// how reading it went. What is read generously (currency words, full-width digits, many forms of dates) is read only as
// far as one meaning is possible: 03/04/2024 without evidence in its column is refused, a month without a day is no
// date, and "free" is no amount. Each distinct text of a table is read once.
package read

import (
	"strings"
	"sync"

	"fenji/scoring/civil"
	"fenji/scoring/intake"
	"fenji/scoring/intake/fate"
	"fenji/scoring/sheet"
)

// Values reads the cells of a table. Each distinct text is read once; the results are kept by text id.
type Values struct {
	T         *sheet.Table
	date1904  bool
	Chosen    intake.DateOrder // what the user says about dates; NoOrder leaves it to each column
	UTC       bool             // times since 1970 are days of UTC, not of China
	Buddhist  bool             // years are of the Buddhist era
	KeepDates bool             // true dates are right although texts beside them prove that day and month were swapped
	dates     Memo[dateMemo]
	figures   Memo[figureMemo]
	besides   Memo[besideMemo]
	traits    Memo[Trait]
	signs     Memo[byte]
	grouped   map[int]bool // columns of which the user says whether 1.200 is a thousand and more
}

type dateMemo struct {
	DateReading
	known bool
}

type figureMemo struct {
	coef   int64
	exp    int16
	stated bool
	in     Currency
	st     Status
	known  bool
}

// A Trait is a set of things that may be true of a text.
type Trait uint16

const (
	traitsKnown Trait = 1 << iota
	IsEmpty           // nothing but spaces
	isDash            // stands for an amount that is not there
	IsNothing         // stands for nothing
	IsNobody          // names no customer in particular
	IsTotalWord
	IsRefundWord
	IsAbsentWord
	IsNotGiven   // NA
	IsReturnWord // the status of what was given back in full
)

// Of reads the cells of a table.
func Of(t *sheet.Table) *Values { return &Values{T: t, date1904: t.Date1904()} }

// TraitsOf tells what is true of the text in a cell.
func (v *Values) TraitsOf(c sheet.Cell) Trait {
	switch c.Kind {
	case sheet.Empty:
		return IsEmpty | isDash | IsNothing
	case sheet.Error:
		return IsNothing
	case sheet.Text:
	default:
		return 0
	}
	return v.TextTraits(c.TextID())
}

// TextTraits are the traits of a text of the table.
func (v *Values) TextTraits(id uint32) Trait {
	m := v.traits.At(v.T, id)
	if *m == 0 {
		*m = traitsOf(v.T.String(id))
	}
	return *m
}

// vocabulary holds the words of all traits, so that a text is looked up once.
var vocabulary = sync.OnceValue(func() map[string]Trait {
	all := map[string]Trait{}
	for _, x := range [...]struct {
		set *WordSet
		is  Trait
	}{
		{nothing, IsNothing}, {notGiven, IsNotGiven}, {dashes, isDash}, {nobody, IsNobody}, {Absent, IsAbsentWord}, {refunded, IsRefundWord},
		{returned, IsReturnWord},
	} {
		for w := range x.set.all() {
			all[w] |= x.is
		}
	}
	all[""] |= IsEmpty
	return all
})

func traitsOf(s string) Trait {
	if len(s) > 128 || isNumbering(s) {
		return traitsKnown
	}
	folded := Fold(s)
	found := traitsKnown | vocabulary()[folded]
	if fate.Nobody(folded) {
		found |= IsNobody
	}
	if strings.Contains(folded, "退") || strings.Contains(folded, "refund") {
		if isRefund(folded) {
			found |= IsRefundWord
		}
		if isReturn(folded) {
			found |= IsReturnWord
		}
	}
	if len(s) <= 64 && (strings.ContainsAny(folded, "计总累汇均余结页計總餘結匯頁합총소") || strings.Contains(folded, "balance") || strings.Contains(folded, "forward") || strings.Contains(folded, "total") || hasOtherTotal(folded) ||
		strings.HasPrefix(folded, "sum") || strings.HasPrefix(folded, "average")) {
		if IsTotal(folded) {
			found |= IsTotalWord
		}
	}
	return found
}

// hasOtherTotal tells a piece of a total of another language.
func hasOtherTotal(folded string) bool {
	for _, w := range [...]string{"того", "сего", "ổng", "รวม", "soma", "gesamt"} {
		if strings.Contains(folded, w) {
			return true
		}
	}
	return false
}

// isNumbering tells numbers of customers and bills, which no word can be: plain text that ends in a digit and does not
// begin like "total 12". It saves looking up a million of them.
func isNumbering(s string) bool {
	n := len(s)
	return n > 1 && s[n-1]-'0' < 10 && strings.IndexByte("tTsSgGoO", s[0]) < 0 && Plain(s)
}

// Reading reads a cell as a date.
func (v *Values) Reading(c sheet.Cell) DateReading {
	switch c.Kind {
	case sheet.Date:
		d, _ := c.Date()
		if v.Buddhist {
			d = fromBuddhist(d)
		}
		if y, _, _ := d.Date(); y < FirstYear || y > LastYear {
			return noDate
		}
		return DateReading{Day: d, Other: civil.NoDay}
	case sheet.Number:
		coef, exp := c.Number().Parts()
		if v.Buddhist {
			coef = outOfBuddhist(coef, exp)
		}
		return DateReading{Day: dayOfNumber(coef, exp, v.date1904), Other: civil.NoDay}
	case sheet.Text:
	default:
		return noDate
	}
	m := v.dates.At(v.T, c.TextID())
	if !m.known {
		m.DateReading, m.known = v.readText(v.T.String(c.TextID())), true
	}
	return m.DateReading
}

// readText reads a text as a date, or as a serial number that was stored as text.
func (v *Values) readText(s string) DateReading {
	if v.Buddhist {
		s = ShiftBuddhist(s)
	}
	r := readDate(s)
	if r.Day == civil.NoDay && r.Short == [3]uint8{} {
		if f, ok := readFigure(s); ok && !f.Stated && startsWithDigit(Fold(s)) {
			r.Day = dayOfNumber(f.Coef, f.Exp, v.date1904)
		}
	}
	return r
}

// Date reads a cell of a column whose order of day and month is known or not.
func (v *Values) Date(c sheet.Cell, order Orders) (civil.Day, Status) {
	if order.Tick != NoTick {
		if _, n := tickOf(c, v); n != 0 {
			return order.Tick.Day(n, v.UTC), Readable
		}
	}
	if order.Republic {
		if d := v.Republic(c, true); d != civil.NoDay {
			return d, Readable
		}
	}
	r := v.Reading(c)
	if order.Swap && c.Kind == sheet.Date {
		r.Day = swapped(r.Day)
	}
	if r.Day == civil.NoDay && r.Short == [3]uint8{} {
		if v.TraitsOf(c)&IsNothing != 0 && c.Kind != sheet.Error {
			return r.Day, Missing
		}
		return r.Day, Unreadable
	}
	d, ok := r.in(order)
	if !ok {
		return d, Ambiguous
	}
	if d == civil.NoDay {
		return d, Unreadable
	}
	return d, Readable
}

// Figure reads a cell as a number.
func (v *Values) Figure(c sheet.Cell) (Figure, Status) {
	switch c.Kind {
	case sheet.Empty:
		return Figure{}, Missing
	case sheet.Number:
		coef, exp := c.Number().Parts()
		return Figure{Coef: coef, Exp: exp}, Readable
	case sheet.Text:
	default:
		return Figure{}, Unreadable
	}
	m := v.figures.At(v.T, c.TextID())
	if !m.known {
		m.known = true
		f, ok := readFigure(v.T.String(c.TextID()))
		m.coef, m.exp, m.stated, m.in = f.Coef, int16(f.Exp), f.Stated, f.Currency
		switch {
		case ok:
		case v.TraitsOf(c)&isDash != 0:
			m.st = Missing
		default:
			m.st = Unreadable
		}
	}
	return Figure{m.coef, int(m.exp), m.stated, m.in}, m.st
}

// Count reads a cell as a whole number of visits or days.
func (v *Values) Count(c sheet.Cell) (int32, Status) {
	switch c.Kind {
	case sheet.Empty:
		return 0, Missing
	case sheet.Number:
		return toCount(c.Number().Parts())
	case sheet.Text:
		if v.TraitsOf(c)&isDash != 0 {
			return 0, Missing
		}
		return readCount(v.T.String(c.TextID()))
	}
	return 0, Unreadable
}

// Days reads a cell as a number of days that have passed. Of a fraction the whole days count, and it is told.
func (v *Values) Days(c sheet.Cell) (n int32, floored bool, st Status) {
	if n, st = v.Count(c); st != Fractional {
		return n, false, st
	}
	f, st := v.Figure(c)
	for st == Readable && f.Exp < 0 {
		f.Coef = floorDiv(f.Coef, 10)
		f.Exp++
	}
	if st != Readable || f.Stated || f.Currency != 0 {
		return 0, false, Fractional
	}
	n, st = toCount(f.Coef, f.Exp)
	return n, true, st
}

// Truth tells whether a cell of a refund column marks a refund.
func (v *Values) Truth(c sheet.Cell) bool {
	switch c.Kind {
	case sheet.Bool:
		return c.Bool()
	case sheet.Number:
		coef, exp := c.Number().Parts()
		return coef == 1 && exp == 0
	}
	return v.TraitsOf(c)&IsRefundWord != 0
}
