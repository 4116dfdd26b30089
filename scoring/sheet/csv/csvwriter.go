package csv

import (
	"io"
	"slices"
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/sheet/charset"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/value"
	"fenji/scoring/sheet/xlsxw"
)

// A CSVWriter writes rows of values as csv: UTF-8 with a byte order mark, by which Excel knows it, commas, CRLF.
type CSVWriter struct {
	w    io.Writer
	buf  []byte
	days []knownDay // each in the place that its number gives it
	err  error
}

// NewCSVWriter returns a CSVWriter that writes to w.
func NewCSVWriter(w io.Writer) *CSVWriter {
	return &CSVWriter{w: w, buf: append(make([]byte, 0, xlsxw.WriteBuffer+8<<10), charset.BOM...),
		days: make([]knownDay, knownDays)}
}

// fieldRoom is what a field takes at most besides a text, and the comma in front of it.
const fieldRoom = 64

// Row writes the next row.
func (w *CSVWriter) Row(cells []value.Value) error {
	w.buf = append(w.fields(w.buf, cells), '\r', '\n')
	if len(w.buf) > xlsxw.WriteBuffer {
		w.flush()
	}
	return w.err
}

// Ready makes one of cells that many rows will have in common.
func (w *CSVWriter) Ready(cells []value.Value) value.Value {
	return value.Ready(string(w.fields(nil, cells)), len(cells))
}

// fields writes cells. A number or a day is written in place where its digits are few, which is nearly always.
func (w *CSVWriter) fields(b []byte, cells []value.Value) []byte {
	for i := 0; i < len(cells); i++ {
		v := &cells[i]
		if cap(b)-len(b) < fieldRoom {
			b = slices.Grow(b, fieldRoom)
		}
		o, n := b[:cap(b)], len(b)
		if i > 0 {
			o[n] = ','
			n++
		}
		switch v.Kind {
		case value.BlankValue:
			b = o[:n]
			continue
		case value.DecimalValue, value.IntValue, value.PlacesValue:
			if uint64(v.Decimal.Coef) < xlsxw.ShortNumber && v.Decimal.Exp < 8 {
				b = o[:xlsxw.PutPlaces(o, n, uint64(v.Decimal.Coef), int(v.Decimal.Exp))]
				continue
			}
		case value.DayValue:
			if day := &w.days[uint64(v.Decimal.Coef)%knownDays]; day.day == v.Decimal.Coef && day.n > 0 {
				*(*[16]byte)(o[n:]) = day.text
				b = o[:n+day.n]
				continue
			}
			b = w.learn(o[:n], v.Decimal.Coef)
			continue
		case value.ReadyValue:
			b = append(o[:n], v.Text...)
			i += int(v.Ms) - 1
			continue
		}
		b = appendField(o[:n], v)
	}
	return b
}

// knownDays is how many days are kept as they are written.
const knownDays = 1 << 10

// A knownDay is a day as it is written, and its length; 0 for none.
type knownDay struct {
	day  int64
	text [16]byte
	n    int
}

// learn writes a day, and keeps how.
func (w *CSVWriter) learn(b []byte, day int64) []byte {
	from := len(b)
	b = civil.Day(day).Append(b)
	if n := len(b) - from; n <= 16 {
		known := &w.days[uint64(day)%knownDays]
		known.day, known.n = day, copy(known.text[:], b[from:])
	}
	return b
}

// Close writes what is still held back. It does not close the writer below.
func (w *CSVWriter) Close() error {
	w.flush()
	return w.err
}

func (w *CSVWriter) flush() {
	if w.err == nil {
		_, w.err = w.w.Write(w.buf)
	}
	w.buf = w.buf[:0]
}

func appendField(b []byte, v *value.Value) []byte {
	switch v.Kind {
	case value.TextValue:
		return appendQuoted(b, value.Harmless(v.Text))
	case value.DecimalValue, value.IntValue, value.PlacesValue:
		return v.Decimal.Append(b)
	case value.TruthValue:
		if v.Decimal.Coef != 0 {
			return append(b, "TRUE"...)
		}
		return append(b, "FALSE"...)
	case value.DateTimeValue:
		b = civil.Day(v.Decimal.Coef).Append(b)
		return table.AppendClock(append(b, ' '), v.Ms)
	case value.ClockValue:
		return table.AppendClock(b, v.Ms)
	}
	return b
}

// appendQuoted quotes a text that holds what csv gives a meaning, or blanks at its ends, which some programs trim.
func appendQuoted(b []byte, s string) []byte {
	if s == "" || plain(s) && s[0] != ' ' && s[len(s)-1] != ' ' {
		return append(b, s...)
	}
	b = append(b, '"')
	for {
		at := strings.IndexByte(s, '"')
		if at < 0 {
			break
		}
		b = append(append(b, s[:at+1]...), '"')
		s = s[at+1:]
	}
	return append(append(b, s...), '"')
}

// plain tells whether s holds nothing that csv, in any of its separators, gives a meaning.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if meant[s[i]] {
			return false
		}
	}
	return true
}

var meant = [256]bool{',': true, ';': true, '\t': true, '"': true, '\r': true, '\n': true, '|': true}
