package chart

import "strconv"

// A writer appends JSON. Its methods keep the commas; a key is written before the value that belongs to it.
type writer struct {
	b     []byte
	fresh bool // nothing stands before the next value that it must be parted from
}

func newWriter() *writer { return &writer{fresh: true} }

func (w *writer) part() {
	if !w.fresh {
		w.b = append(w.b, ',')
	}
	w.fresh = false
}

// key begins a member of an object.
func (w *writer) key(name string) *writer {
	w.str(name)
	w.b = append(w.b, ':')
	w.fresh = true
	return w
}

// object and array write what is between their ends.
func (w *writer) object(inside func()) { w.within('{', '}', inside) }

func (w *writer) array(inside func()) { w.within('[', ']', inside) }

func (w *writer) within(open, shut byte, inside func()) {
	w.part()
	w.b = append(w.b, open)
	w.fresh = true
	inside()
	w.b = append(w.b, shut)
	w.fresh = false
}

// str writes a text. What could end a script or a line is escaped too, so that the text may stand anywhere.
func (w *writer) str(s string) {
	const hex = "0123456789abcdef"
	w.part()
	w.b = append(w.b, '"')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			w.b = append(w.b, '\\', c)
		case c == '\n':
			w.b = append(w.b, '\\', 'n')
		case c < ' ' || c == '<':
			w.b = append(w.b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		default:
			w.b = append(w.b, c)
		}
	}
	w.b = append(w.b, '"')
}

func (w *writer) int(n int) {
	w.part()
	w.b = strconv.AppendInt(w.b, int64(n), 10)
}

// num writes a number that is printed already, "0" for none.
func (w *writer) num(n string) {
	w.part()
	if n == "" {
		n = "0"
	}
	w.b = append(w.b, n...)
}

func (w *writer) bool(yes bool) {
	w.part()
	w.b = strconv.AppendBool(w.b, yes)
}

// members writes pairs of a key and a value: strings, ints, bools, and raw JSON.
func (w *writer) members(pairs ...any) {
	for i := 0; i+1 < len(pairs); i += 2 {
		w.key(pairs[i].(string))
		switch v := pairs[i+1].(type) {
		case string:
			w.str(v)
		case int:
			w.int(v)
		case bool:
			w.bool(v)
		case raw:
			w.num(string(v))
		case func():
			v()
		}
	}
}

// of writes an object of such pairs.
func (w *writer) of(pairs ...any) { w.object(func() { w.members(pairs...) }) }

// raw is JSON that needs no more writing.
type raw string
