package sheet

import (
	"io"
	"strings"

	"fenji/scoring/civil"
)

// A CSVWriter writes rows of values as csv: UTF-8 with a byte order mark, by which Excel knows it, commas, CRLF.
type CSVWriter struct {
	w   io.Writer
	buf []byte
	err error
}

// NewCSVWriter returns a CSVWriter that writes to w.
func NewCSVWriter(w io.Writer) *CSVWriter {
	return &CSVWriter{w: w, buf: append(make([]byte, 0, writeBuffer+8<<10), utf8BOM...)}
}

// Row writes the next row.
func (w *CSVWriter) Row(cells []Value) error {
	b := w.buf
	for i := range cells {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendField(b, &cells[i])
	}
	w.buf = append(b, '\r', '\n')
	if len(w.buf) > writeBuffer {
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

func appendField(b []byte, v *Value) []byte {
	switch v.kind {
	case textValue:
		return appendQuoted(b, Harmless(v.text))
	case decimalValue, intValue, placesValue:
		return append(b, v.decimal.String()...)
	case truthValue:
		if v.decimal.Coef != 0 {
			return append(b, "TRUE"...)
		}
		return append(b, "FALSE"...)
	case dayValue:
		return append(b, civil.Day(v.decimal.Coef).String()...)
	case dateTimeValue:
		b = append(b, civil.Day(v.decimal.Coef).String()...)
		return appendClock(append(b, ' '), v.ms)
	case clockValue:
		return appendClock(b, v.ms)
	}
	return b
}

// appendQuoted quotes a text that holds what csv gives a meaning, or blanks at its ends, which some programs trim.
func appendQuoted(b []byte, s string) []byte {
	if s == "" || !strings.ContainsAny(s, ",;\t\"\r\n|") && s[0] != ' ' && s[len(s)-1] != ' ' {
		return append(b, s...)
	}
	b = append(b, '"')
	b = append(b, strings.ReplaceAll(s, `"`, `""`)...)
	return append(b, '"')
}
