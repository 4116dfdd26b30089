package jsontext

import "fenji/scoring/decimal"

// A Writer appends JSON without needless space.
type Writer struct{ b []byte }

// Bytes is what was written.
func (w *Writer) Bytes() []byte { return w.b }

// Open begins an object or a list by its bracket.
func (w *Writer) Open(c byte) { w.b = append(w.b, c) }

// Shut ends it.
func (w *Writer) Shut(c byte) { w.b = append(w.b, c) }

// Raw writes a value that is JSON already.
func (w *Writer) Raw(s string) { w.b = append(w.b, s...) }

// Str writes a text.
func (w *Writer) Str(s string) { w.b = Quote(w.b, s) }

// Number writes a decimal without needless zeros.
func (w *Writer) Number(d decimal.Decimal) { w.Raw(d.Trim().String()) }

// Flag writes a member that is true.
func (w *Writer) Flag(name string) { w.Name(name).Raw("true") }

func (w *Writer) first() (yes bool) { c := w.b[len(w.b)-1]; return c == '{' || c == '[' }

// Item begins an entry of a list.
func (w *Writer) Item() *Writer {
	if !w.first() {
		w.b = append(w.b, ',')
	}
	return w
}

// Name begins a member of an object.
func (w *Writer) Name(s string) *Writer {
	w.Item().Str(s)
	w.b = append(w.b, ':')
	return w
}

// Quote appends s as a JSON string.
func Quote(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c == '\n':
			b = append(b, '\\', 'n')
		case c < ' ':
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		default:
			b = append(b, c)
		}
	}
	return append(b, '"')
}
