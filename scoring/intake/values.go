package intake

import (
	"strings"
	"sync"

	"fenji/scoring/civil"
	"fenji/scoring/sheet"
)

// values reads the cells of a table. Each distinct text is read once; the results are kept by text id.
type values struct {
	t        *sheet.Table
	date1904 bool
	chosen   DateOrder // what the user says about dates; NoOrder leaves it to each column
	dates    memo[dateMemo]
	figures  memo[figureMemo]
	traits   memo[trait]
	signs    memo[byte]
}

type dateMemo struct {
	dateReading
	known bool
}

type figureMemo struct {
	coef   int64
	exp    int16
	stated bool
	st     status
	known  bool
}

// A trait is a set of things that may be true of a text.
type trait uint16

const (
	traitsKnown trait = 1 << iota
	isEmpty           // nothing but spaces
	isDash            // stands for an amount that is not there
	isNothing         // stands for nothing
	isNobody          // names no customer in particular
	isTotalWord
	isRefundWord
	isAbsentWord
	isReturnWord // the status of what was given back in full
)

func newValues(t *sheet.Table) *values { return &values{t: t, date1904: t.Date1904()} }

func (v *values) traitsOf(c sheet.Cell) trait {
	switch c.Kind {
	case sheet.Empty:
		return isEmpty | isDash | isNothing
	case sheet.Error:
		return isNothing
	case sheet.Text:
	default:
		return 0
	}
	m := v.traits.at(v.t, c.TextID())
	if *m == 0 {
		*m = traitsOf(v.t.String(c.TextID()))
	}
	return *m
}

// vocabulary holds the words of all traits, so that a text is looked up once.
var vocabulary = sync.OnceValue(func() map[string]trait {
	all := map[string]trait{}
	for _, x := range [...]struct {
		set wordSet
		is  trait
	}{
		{nothing, isNothing}, {dashes, isDash}, {nobody, isNobody}, {absent, isAbsentWord}, {refunded, isRefundWord},
		{returned, isReturnWord},
	} {
		for w := range x.set {
			all[w] |= x.is
		}
	}
	all[""] |= isEmpty
	return all
})

func traitsOf(s string) trait {
	if len(s) > 128 || isNumbering(s) {
		return traitsKnown
	}
	folded := fold(s)
	found := traitsKnown | vocabulary()[folded]
	if strings.Contains(folded, "退") || strings.Contains(folded, "refund") {
		if isRefund(folded) {
			found |= isRefundWord
		}
		if isReturn(folded) {
			found |= isReturnWord
		}
	}
	if len(s) <= 64 && (strings.ContainsAny(folded, "计总累汇均") || strings.Contains(folded, "total") ||
		strings.HasPrefix(folded, "sum") || strings.HasPrefix(folded, "average")) {
		if isTotal(folded) {
			found |= isTotalWord
		}
	}
	return found
}

// isNumbering tells numbers of customers and bills, which no word can be: plain text that ends in a digit and does not
// begin like "total 12". It saves looking up a million of them.
func isNumbering(s string) bool {
	n := len(s)
	return n > 1 && s[n-1]-'0' < 10 && strings.IndexByte("tTsSgGoO", s[0]) < 0 && plain(s)
}

// reading reads a cell as a date.
func (v *values) reading(c sheet.Cell) dateReading {
	switch c.Kind {
	case sheet.Date:
		d, _ := c.Date()
		if y, _, _ := d.Date(); y < firstYear || y > lastYear {
			return noDate
		}
		return dateReading{day: d, other: civil.NoDay}
	case sheet.Number:
		coef, exp := c.Number().Parts()
		return dateReading{day: dayOfNumber(coef, exp, v.date1904), other: civil.NoDay}
	case sheet.Text:
	default:
		return noDate
	}
	m := v.dates.at(v.t, c.TextID())
	if !m.known {
		m.dateReading, m.known = v.readText(v.t.String(c.TextID())), true
	}
	return m.dateReading
}

// readText reads a text as a date, or as a serial number that was stored as text.
func (v *values) readText(s string) dateReading {
	r := readDate(s)
	if r.day == civil.NoDay && r.short == [3]uint8{} {
		if f, ok := readFigure(s); ok && !f.stated && startsWithDigit(fold(s)) {
			r.day = dayOfNumber(f.coef, f.exp, v.date1904)
		}
	}
	return r
}

// date reads a cell of a column whose order of day and month is known or not.
func (v *values) date(c sheet.Cell, order orders) (civil.Day, status) {
	r := v.reading(c)
	if r.day == civil.NoDay && r.short == [3]uint8{} {
		if v.traitsOf(c)&isNothing != 0 && c.Kind != sheet.Error {
			return r.day, missing
		}
		return r.day, unreadable
	}
	d, ok := r.in(order)
	if !ok {
		return d, ambiguous
	}
	if d == civil.NoDay {
		return d, unreadable
	}
	return d, readable
}

// figure reads a cell as a number.
func (v *values) figure(c sheet.Cell) (figure, status) {
	switch c.Kind {
	case sheet.Empty:
		return figure{}, missing
	case sheet.Number:
		coef, exp := c.Number().Parts()
		return figure{coef: coef, exp: exp}, readable
	case sheet.Text:
	default:
		return figure{}, unreadable
	}
	m := v.figures.at(v.t, c.TextID())
	if !m.known {
		m.known = true
		f, ok := readFigure(v.t.String(c.TextID()))
		m.coef, m.exp, m.stated = f.coef, int16(f.exp), f.stated
		switch {
		case ok:
		case v.traitsOf(c)&isDash != 0:
			m.st = missing
		default:
			m.st = unreadable
		}
	}
	return figure{m.coef, int(m.exp), m.stated}, m.st
}

// count reads a cell as a whole number of visits or days.
func (v *values) count(c sheet.Cell) (int32, status) {
	switch c.Kind {
	case sheet.Empty:
		return 0, missing
	case sheet.Number:
		return toCount(c.Number().Parts())
	case sheet.Text:
		if v.traitsOf(c)&isDash != 0 {
			return 0, missing
		}
		return readCount(v.t.String(c.TextID()))
	}
	return 0, unreadable
}

// truth tells whether a cell of a refund column marks a refund.
func (v *values) truth(c sheet.Cell) bool {
	switch c.Kind {
	case sheet.Bool:
		return c.Bool()
	case sheet.Number:
		coef, exp := c.Number().Parts()
		return coef == 1 && exp == 0
	}
	return v.traitsOf(c)&isRefundWord != 0
}
