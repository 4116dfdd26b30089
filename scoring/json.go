package scoring

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"fenji/scoring/compose"
)

// Profiles are read with a reader of our own rather than encoding/json: it keeps numbers as they are written, refuses
// names given twice, and spares the page the weight of reflection.

// A node is one JSON value. Numbers keep the text they were written with.
type node struct {
	kind    byte // '{' '[' '"' '0' 't' 'f' 'n'
	text    string
	members []member
	items   []node
}

type member struct {
	name string
	node node
}

// A FieldError names the field of a profile that cannot be accepted.
type FieldError struct {
	Field   string // as in metrics.M.steps[2].to; "" for the text as a whole
	Problem string
}

func (e *FieldError) Error() string {
	if e.Field == "" {
		return e.Problem
	}
	return e.Field + ": " + e.Problem
}

const (
	maxProfile = 256 << 10 // bytes of a profile
	maxDepth   = 8         // a profile needs five
)

// A jsonReader reads one value from data; the first error stays.
type jsonReader struct {
	data []byte
	at   int
	err  error
}

// parseJSON reads the one JSON value that data holds.
func parseJSON(data []byte) (node, error) {
	if len(data) > maxProfile {
		return node{}, &FieldError{"", compose.Text("a profile has at most %d bytes", maxProfile)}
	}
	if !utf8.Valid(data) {
		return node{}, &FieldError{"", "the text is not UTF-8"}
	}
	r := &jsonReader{data: data}
	n := r.value(0)
	if r.space(); r.err == nil && r.at < len(data) {
		r.fail("nothing may follow the profile")
	}
	return n, r.err
}

func (r *jsonReader) fail(problem string) {
	if r.err != nil {
		return
	}
	line, column := 1, 1
	for _, c := range r.data[:r.at] {
		switch {
		case c == '\n':
			line, column = line+1, 1
		case utf8.RuneStart(c):
			column++
		}
	}
	r.err = &FieldError{"", compose.Text("line %d, column %d: %s", line, column, problem)}
}

// peek gives the next byte, 0 at the end.
func (r *jsonReader) peek() byte {
	if r.at < len(r.data) {
		return r.data[r.at]
	}
	return 0
}

func (r *jsonReader) space() {
	for r.at < len(r.data) {
		switch r.data[r.at] {
		case ' ', '\t', '\r', '\n':
			r.at++
		default:
			return
		}
	}
}

// take steps over c, which may have space before it.
func (r *jsonReader) take(c byte) bool {
	r.space()
	if r.err != nil || r.peek() != c {
		return false
	}
	r.at++
	return true
}

func (r *jsonReader) value(depth int) node {
	r.space()
	if depth > maxDepth {
		r.fail("nested too deep")
		return node{}
	}
	switch c := r.peek(); c {
	case '{':
		return r.object(depth)
	case '[':
		return r.array(depth)
	case '"':
		return node{kind: '"', text: r.str()}
	case 't':
		return r.word("true")
	case 'f':
		return r.word("false")
	case 'n':
		return r.word("null")
	default:
		return r.number()
	}
}

func (r *jsonReader) object(depth int) node {
	n := node{kind: '{'}
	r.take('{')
	if r.take('}') {
		return n
	}
	for r.err == nil {
		if r.space(); r.peek() != '"' {
			r.fail("expected a name in quotes")
			break
		}
		m := member{name: r.str()}
		if !r.take(':') {
			r.fail("expected a colon")
			break
		}
		m.node = r.value(depth + 1)
		n.members = append(n.members, m)
		if r.take('}') {
			break
		}
		if !r.take(',') {
			r.fail("expected a comma or a closing brace")
		}
	}
	return n
}

func (r *jsonReader) array(depth int) node {
	n := node{kind: '['}
	r.take('[')
	if r.take(']') {
		return n
	}
	for r.err == nil {
		n.items = append(n.items, r.value(depth+1))
		if r.take(']') {
			break
		}
		if !r.take(',') {
			r.fail("expected a comma or a closing bracket")
		}
	}
	return n
}

func (r *jsonReader) word(w string) node {
	if len(r.data)-r.at < len(w) || string(r.data[r.at:r.at+len(w)]) != w {
		r.fail("expected a value")
		return node{}
	}
	r.at += len(w)
	return node{kind: w[0], text: w}
}

func (r *jsonReader) number() node {
	from := r.at
	if r.peek() == '-' {
		r.at++
	}
	if r.peek() == '0' {
		r.at++
	} else if !r.digits() {
		r.fail("expected a value")
		return node{}
	}
	if r.peek() == '.' {
		r.at++
		if !r.digits() {
			r.fail("expected a digit")
		}
	}
	if c := r.peek(); c == 'e' || c == 'E' {
		r.at++
		if c := r.peek(); c == '+' || c == '-' {
			r.at++
		}
		if !r.digits() {
			r.fail("expected a digit")
		}
	}
	return node{kind: '0', text: string(r.data[from:r.at])}
}

func (r *jsonReader) digits() bool {
	from := r.at
	for c := r.peek(); c >= '0' && c <= '9'; c = r.peek() {
		r.at++
	}
	return r.at > from
}

// str reads a string; r stands on its opening quote.
func (r *jsonReader) str() string {
	r.at++
	var b []byte
	for {
		c := r.peek()
		switch {
		case r.at >= len(r.data):
			r.fail("the text in quotes does not end")
			return ""
		case c == '"':
			r.at++
			return string(b)
		case c < ' ':
			r.fail("a control character stands in a text")
			return ""
		case c == '\\':
			r.at++
			if b = r.escape(b); r.err != nil {
				return ""
			}
		default:
			b = append(b, c)
			r.at++
		}
	}
}

// escape appends the character that an escape stands for; r stands behind the backslash.
func (r *jsonReader) escape(b []byte) []byte {
	c := r.peek()
	r.at++
	switch c {
	case '"', '\\', '/':
		return append(b, c)
	case 'b':
		return append(b, '\b')
	case 'f':
		return append(b, '\f')
	case 'n':
		return append(b, '\n')
	case 'r':
		return append(b, '\r')
	case 't':
		return append(b, '\t')
	case 'u':
		return utf8.AppendRune(b, r.unicode())
	}
	r.at--
	r.fail("an unknown escape")
	return b
}

// unicode reads the four hexadecimal digits of an escape, or of two that are a surrogate pair.
func (r *jsonReader) unicode() rune {
	high := r.hex()
	if !utf16.IsSurrogate(high) {
		return high
	}
	back := r.at
	if r.peek() == '\\' {
		r.at++
		if r.peek() == 'u' {
			r.at++
			if c := utf16.DecodeRune(high, r.hex()); c != utf8.RuneError {
				return c
			}
		}
	}
	r.at = back
	return utf8.RuneError
}

func (r *jsonReader) hex() rune {
	if r.at+4 <= len(r.data) {
		if v, err := strconv.ParseUint(string(r.data[r.at:r.at+4]), 16, 16); err == nil {
			r.at += 4
			return rune(v)
		}
	}
	r.fail("expected four hexadecimal digits")
	return utf8.RuneError
}

// quote appends s as a JSON string.
func quote(b []byte, s string) []byte {
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
