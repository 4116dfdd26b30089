package jsontext

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// A Node is one JSON value. Numbers keep the text they were written with.
type Node struct {
	Kind    byte // '{' '[' '"' '0' 't' 'f' 'n'
	Text    string
	Members []Member
	Items   []Node
}

// A Member is one name of an object with its value.
type Member struct {
	Name string
	Node Node
}

// maxDepth is how deep values nest; a profile needs five.
const maxDepth = 8

// A reader reads one value from data; the first error stays.
type reader struct {
	data []byte
	at   int
	err  error
}

// Parse reads the one JSON value that data holds, in at most limit bytes. The error is a *[FieldError].
func Parse(data []byte, limit int) (Node, error) {
	if len(data) > limit {
		return Node{}, Wrong("", "the text has more than %d bytes", limit)
	}
	if !utf8.Valid(data) {
		return Node{}, Wrong("", "the text is not UTF-8")
	}
	r := &reader{data: data}
	n := r.value(0)
	if r.space(); r.err == nil && r.at < len(data) {
		r.fail("nothing may follow the closing bracket")
	}
	return n, r.err
}

func (r *reader) fail(problem string) {
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
	r.err = Wrong("", "line %d, column %d: %s", line, column, problem)
}

// peek gives the next byte, 0 at the end.
func (r *reader) peek() byte {
	if r.at < len(r.data) {
		return r.data[r.at]
	}
	return 0
}

func (r *reader) space() {
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
func (r *reader) take(c byte) bool {
	r.space()
	if r.err != nil || r.peek() != c {
		return false
	}
	r.at++
	return true
}

func (r *reader) value(depth int) Node {
	r.space()
	if depth > maxDepth {
		r.fail("nested too deep")
		return Node{}
	}
	switch c := r.peek(); c {
	case '{':
		return r.object(depth)
	case '[':
		return r.array(depth)
	case '"':
		return Node{Kind: '"', Text: r.str()}
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

func (r *reader) object(depth int) Node {
	n := Node{Kind: '{'}
	r.take('{')
	if r.take('}') {
		return n
	}
	for r.err == nil {
		if r.space(); r.peek() != '"' {
			r.fail("expected a name in quotes")
			break
		}
		m := Member{Name: r.str()}
		if !r.take(':') {
			r.fail("expected a colon")
			break
		}
		m.Node = r.value(depth + 1)
		n.Members = append(n.Members, m)
		if r.take('}') {
			break
		}
		if !r.take(',') {
			r.fail("expected a comma or a closing brace")
		}
	}
	return n
}

func (r *reader) array(depth int) Node {
	n := Node{Kind: '['}
	r.take('[')
	if r.take(']') {
		return n
	}
	for r.err == nil {
		n.Items = append(n.Items, r.value(depth+1))
		if r.take(']') {
			break
		}
		if !r.take(',') {
			r.fail("expected a comma or a closing bracket")
		}
	}
	return n
}

func (r *reader) word(w string) Node {
	if len(r.data)-r.at < len(w) || string(r.data[r.at:r.at+len(w)]) != w {
		r.fail("expected a value")
		return Node{}
	}
	r.at += len(w)
	return Node{Kind: w[0], Text: w}
}

func (r *reader) number() Node {
	from := r.at
	if r.peek() == '-' {
		r.at++
	}
	if r.peek() == '0' {
		r.at++
	} else if !r.digits() {
		r.fail("expected a value")
		return Node{}
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
	return Node{Kind: '0', Text: string(r.data[from:r.at])}
}

func (r *reader) digits() bool {
	from := r.at
	for c := r.peek(); c >= '0' && c <= '9'; c = r.peek() {
		r.at++
	}
	return r.at > from
}

// str reads a string; r stands on its opening quote.
func (r *reader) str() string {
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
func (r *reader) escape(b []byte) []byte {
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
func (r *reader) unicode() rune {
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

func (r *reader) hex() rune {
	if r.at+4 <= len(r.data) {
		if v, err := strconv.ParseUint(string(r.data[r.at:r.at+4]), 16, 16); err == nil {
			r.at += 4
			return rune(v)
		}
	}
	r.fail("expected four hexadecimal digits")
	return utf8.RuneError
}
