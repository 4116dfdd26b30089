package csv

import (
	"io"
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/sheet/charset"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/value"
	"fenji/scoring/sheet/xlsxw"
)

// A CSVWriter writes rows of values as csv: UTF-8 with a byte order mark, by which Excel knows it, commas, CRLF.
type CSVWriter struct {
	w   io.Writer
	buf []byte
	err error
}

// NewCSVWriter returns a CSVWriter that writes to w.
func NewCSVWriter(w io.Writer) *CSVWriter {
	return &CSVWriter{w: w, buf: append(make([]byte, 0, xlsxw.WriteBuffer+8<<10), charset.BOM...)}
}

// Row writes the next row.
func (w *CSVWriter) Row(cells []value.Value) error {
	b := w.buf
	for i := range cells {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendField(b, &cells[i])
	}
	w.buf = append(b, '\r', '\n')
	if len(w.buf) > xlsxw.WriteBuffer {
		w.flush()
	}
	return w.err
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
	case value.DayValue:
		return civil.Day(v.Decimal.Coef).Append(b)
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
