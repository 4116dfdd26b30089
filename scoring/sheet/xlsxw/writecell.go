package xlsxw

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/value"
	"fenji/scoring/sheet/xml"
)

// A format is the number format of a written cell. Every style exists in every format.
type format uint8

const (
	formatGeneral format = iota
	formatInteger
	formatMoney
	formatDate
	formatDateTime
	formatTime
	formatPercent
	formatTenths
	formatHundredths
	formatCount
	formats // their number
)

// formatOf is the format in which each kind of value shows.
var formatOf = [...]format{
	value.DecimalValue: formatGeneral, value.IntValue: formatInteger, value.DayValue: formatDate, value.DateTimeValue: formatDateTime,
	value.ClockValue: formatTime, value.TruthValue: formatGeneral, value.PlacesValue: formatGeneral,
	value.CountValue: formatCount, value.SumValue: formatMoney, value.ShareValue: formatPercent,
}

// placesFormats are the formats by the number of decimal places.
var placesFormats = [...]format{formatGeneral, formatTenths, formatHundredths, formatGeneral}

// styleFormats are the formats that a style gives to numbers.
var styleFormats = [value.Styles]format{value.Money: formatMoney, value.Percent: formatPercent, value.LineMoney: formatMoney}

// appendCell writes one cell. A blank without style is left out.
func (w *Writer) appendCell(b []byte, col int, v *value.Value) []byte {
	if v.Kind == value.BlankValue && v.Style == value.Plain {
		return b
	}
	if cap(b)-len(b) < cellRoom {
		b = slices.Grow(b, cellRoom)
	}
	o := b[:cap(b)]
	n := w.heads[col].put(o, len(b))
	n = w.digits.put(o, n)
	f := formatOf[v.Kind]
	if v.Kind == value.PlacesValue {
		f = placesFormats[min(int(v.Decimal.Exp), len(placesFormats)-1)]
	}
	if special := styleFormats[v.Style]; special > 0 && (v.Kind == value.DecimalValue || v.Kind == value.IntValue) {
		f = special
	}
	n = stylePieces[int(v.Style)*int(formats)+int(f)].put(o, n)
	switch v.Kind {
	case value.TextValue:
		return w.appendText(o[:n], v.Text)
	case value.BlankValue:
		return o[:pieceBlankEnd.put(o, n)]
	case value.DecimalValue, value.IntValue, value.PlacesValue:
		if uint64(v.Decimal.Coef) < ShortNumber && v.Decimal.Exp < 8 {
			n = pieceValue.put(o, n)
			n = putDecimal(o, n, uint64(v.Decimal.Coef), int(v.Decimal.Exp))
			return o[:pieceCellEnd.put(o, n)]
		}
	case value.DayValue:
		if day := uint64(v.Decimal.Coef - table.Epoch1900 - 61); day < shortDays {
			n = pieceValue.put(o, n)
			n = putNumber(o, n, day+61)
			return o[:pieceCellEnd.put(o, n)]
		}
	}
	return w.appendLong(o[:n], v)
}

// shortDays are those that are written without a look at the calendar: to the year 2173.
const shortDays = 100_000 - 61

// appendLong writes the rest of a cell that holds no text and is of a rarer kind.
func (w *Writer) appendLong(b []byte, v *value.Value) []byte {
	switch v.Kind {
	case value.TruthValue:
		b = append(b, ` t="b"><v>`...)
		b = table.AppendInt(b, v.Decimal.Coef)
	case value.DayValue, value.DateTimeValue, value.ClockValue:
		before, ok := len(b), false
		if b, ok = AppendSerial(append(b, `><v>`...), v); !ok {
			return w.appendText(b[:before], table.DateText(civil.Day(v.Decimal.Coef), v.Ms))
		}
	default:
		b = append(b, `><v>`...)
		b = AppendDecimal(b, v.Decimal)
	}
	return append(b, `</v></c>`...)
}

// A recent text is one that was found to be shared not long ago. Most texts of a sheet are among a few, and to find them
// again takes no more than to compare them.
type recent struct {
	text string
	id   int
}

// recentSlots is how many are kept; the place of a text is told from its length and three of its bytes.
const recentSlots = 256

func recentSlot(s string) int {
	n := len(s)
	if n == 0 {
		return 0
	}
	return (n + int(s[n-1])<<1 + int(s[n/2])<<3 + int(s[max(0, n-5)])<<4) % recentSlots
}

// appendText writes the rest of a text cell, shared when the text has been seen before.
func (w *Writer) appendText(b []byte, s string) []byte {
	known := &w.recent[recentSlot(s)]
	if known.text == s && s != "" {
		w.Texts.uses++
		return appendShared(b, known.id)
	}
	fit := fitText(value.Harmless(s))
	if i, ok := w.Texts.index(fit); ok {
		*known = recent{s, i}
		return appendShared(b, i)
	}
	if plain, ok := appendInline(b, fit); ok {
		return plain
	}
	b = append(b, ` t="inlineStr"><is>`...)
	b = appendT(b, fit)
	return append(b, `</is></c>`...)
}

func appendShared(b []byte, id int) []byte {
	if cap(b)-len(b) < cellRoom {
		b = slices.Grow(b, cellRoom)
	}
	o := b[:cap(b)]
	n := pieceShared.put(o, len(b))
	n = putNumber(o, n, uint64(id))
	return o[:pieceCellEnd.put(o, n)]
}

// appendInline writes a text in its cell when nothing in it wants care; else ok is false.
func appendInline(b []byte, s string) (_ []byte, ok bool) {
	if s == "" || s[0] == ' ' || s[len(s)-1] == ' ' {
		return b, false
	}
	if cap(b)-len(b) < cellRoom+len(s) {
		b = slices.Grow(b, cellRoom+len(s))
	}
	o := b[:cap(b)]
	n := pieceInline.put(o, len(b))
	n = pieceInlineTwo.put(o, n)
	text := o[n : n+len(s)]
	for i := range text {
		c := s[i]
		if !plainBytes[c] {
			return b, false
		}
		text[i] = c
	}
	return o[:pieceInlineEnd.put(o, n+len(s))], true
}

// appendT writes a t element.
func appendT(b []byte, s string) []byte {
	if s != "" && (s[0] <= ' ' || s[len(s)-1] <= ' ') {
		b = append(b, `<t xml:space="preserve">`...)
	} else {
		b = append(b, `<t>`...)
	}
	return append(appendXString(b, s), `</t>`...)
}

// MaxText is the number of UTF-16 units that a cell holds; a longer text makes a workbook invalid.
const MaxText = 32767

func fitText(s string) string {
	if len(s) <= MaxText {
		return s
	}
	units := 0
	for i, r := range s {
		if units++; r > 0xFFFF {
			units++
		}
		if units > MaxText {
			return s[:i]
		}
	}
	return s
}

// appendXString writes text as XML (ECMA-376-1, 22.9.2.19). Controls that XML cannot hold become _xHHHH_, a text that looks like such an escape
// is escaped itself; NUL, non-characters and broken UTF-8 become U+FFFD.
func appendXString(b []byte, s string) []byte {
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c < utf8.RuneSelf && c != '&' && c != '<' && c != '>' && c != '_' {
			i++
			continue
		}
		if c >= 0xE1 && c <= 0xEC && i+2 < len(s) && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80 {
			i += 3 // Chinese, most of it
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		with := ""
		switch {
		case r == '&':
			with = "&amp;"
		case r == '<':
			with = "&lt;"
		case r == '>':
			with = "&gt;"
		case r == '_' && looksEscaped(s[i:]):
			with = "_x005F_"
		case r < ' ' && r != '\n' && r != '\t' && r != 0:
			const hex = "0123456789ABCDEF"
			with = "_x00" + hex[r>>4:r>>4+1] + hex[r&15:r&15+1] + "_"
		case r == 0, r == 0xFFFE, r == 0xFFFF, r == utf8.RuneError && n == 1:
			with = "\uFFFD"
		default:
			i += n
			continue
		}
		b = append(append(b, s[start:i]...), with...)
		i += n
		start = i
	}
	return append(b, s[start:]...)
}

// looksEscaped tells whether s begins as an escape does. The underscore at the end is not waited for: the escape of a
// control that follows would bring it.
func looksEscaped(s string) bool {
	if len(s) < 6 {
		return false
	}
	_, ok := xml.EscapedUnit(append([]byte(s[:6]), '_'))
	return ok
}

func AppendDecimal(b []byte, d decimal.Decimal) []byte {
	if d.Exp == 0 {
		return table.AppendInt(b, d.Coef)
	}
	d = d.Trim()
	start := len(b)
	b = table.AppendInt(b, d.Coef)
	if d.Exp == 0 {
		return b
	}
	if d.Coef < 0 {
		start++
	}
	for len(b)-start <= int(d.Exp) {
		b = insert(b, start, '0')
	}
	return insert(b, len(b)-int(d.Exp), '.')
}

func insert(b []byte, at int, c byte) []byte {
	b = append(b, 0)
	copy(b[at+1:], b[at:])
	b[at] = c
	return b
}

// AppendSerial writes the day number of a date and the fraction of its time, exactly rounded to twelve places. Dates
// before 1900 have no day number.
func AppendSerial(b []byte, v *value.Value) (_ []byte, ok bool) {
	day := int64(0)
	if v.Kind != value.ClockValue {
		if day = v.Decimal.Coef - table.Epoch1900; day <= 60 {
			day-- // The day that never was, see serial.go.
		}
		if day < 1 || v.Decimal.Coef > table.LastDay {
			return b, false
		}
	}
	b = table.AppendInt(b, day)
	if v.Ms == 0 {
		return b, true
	}
	const places = 1_000_000_000_000
	fraction := (int64(v.Ms)*(places/1000)*10/(value.DayMillis/1000) + 5) / 10
	text := strconv.FormatInt(places+fraction, 10)[1:]
	for text[len(text)-1] == '0' {
		text = text[:len(text)-1]
	}
	return append(append(b, '.'), text...), true
}
