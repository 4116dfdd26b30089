package html

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"
)

// tokens cuts a page into tags and the text before them. Comments, scripts and declarations are passed over.
type tokens struct {
	b       []byte
	pos     int
	text    []byte // before the tag, as it stands
	name    string // of the tag, in lower case; "" at the end of the page
	attrs   []byte
	closing bool
}

// next moves on to the next tag; false when there is none, with the text left over.
func (t *tokens) next() bool {
	start := t.pos
	for {
		i := bytes.IndexByte(t.b[t.pos:], '<')
		if i < 0 || t.pos+i+1 >= len(t.b) {
			t.text, t.name, t.pos = t.b[start:], "", len(t.b)
			return false
		}
		at := t.pos + i
		rest := t.b[at:]
		switch c := rest[1]; {
		case bytes.HasPrefix(rest, []byte("<!--")):
			t.text, t.name, t.attrs = t.b[start:at], "!", nil
			t.pos = after(t.b, at+4, "-->")
			return true
		case c == '!' || c == '?':
			t.text, t.name, t.attrs = t.b[start:at], "!", nil
			t.pos = after(t.b, at, ">")
			return true
		case c == '/' || c|0x20 >= 'a' && c|0x20 <= 'z':
			t.text = t.b[start:at]
			t.tag(at + 1)
			return true
		}
		t.pos = at + 1 // a < that begins no tag
	}
}

func after(b []byte, from int, end string) int {
	if i := bytes.Index(b[min(from, len(b)):], []byte(end)); i >= 0 {
		return from + i + len(end)
	}
	return len(b)
}

// tag reads a tag from its name on.
func (t *tokens) tag(at int) {
	if t.closing = t.b[at] == '/'; t.closing {
		at++
	}
	end, quote := at, byte(0)
	for ; end < len(t.b) && (quote != 0 || t.b[end] != '>'); end++ {
		switch c := t.b[end]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && t.b[end-1] == '=':
			quote = c
		}
	}
	tag := t.b[at:end]
	n := 0
	for n < len(tag) && !blank(tag[n]) && tag[n] != '/' {
		n++
	}
	t.name, t.attrs, t.pos = strings.ToLower(string(tag[:n])), tag[n:], min(end+1, len(t.b))
	if (t.name == "script" || t.name == "style") && !t.closing {
		t.pos = skipTo(t.b, t.pos, "</"+t.name)
	}
}

// skipTo finds an end tag, in whatever case.
func skipTo(b []byte, from int, end string) int {
	for i := from; i+len(end) <= len(b); i++ {
		if b[i] == '<' && bytes.EqualFold(b[i:i+len(end)], []byte(end)) {
			return i
		}
	}
	return len(b)
}

const spaces = " \t\r\n\f"

func blank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' }

// attr returns the value of an attribute, and whether it is there.
func (t *tokens) attr(want string) (value string, found bool) {
	for b := bytes.TrimLeft(t.attrs, spaces); len(b) > 0; b = bytes.TrimLeft(b, spaces) {
		n := 0
		for n < len(b) && !blank(b[n]) && b[n] != '=' {
			n++
		}
		name := b[:n]
		b = bytes.TrimLeft(b[n:], spaces)
		var v []byte
		if len(b) > 0 && b[0] == '=' {
			v, b = attrValue(bytes.TrimLeft(b[1:], spaces))
		} else if n == 0 && len(b) > 0 {
			b = b[1:]
		}
		if n > 0 && bytes.EqualFold(name, []byte(want)) {
			return string(appendText(nil, v)), true
		}
	}
	return "", false
}

func attrValue(b []byte) (value, rest []byte) {
	if len(b) > 0 && (b[0] == '"' || b[0] == '\'') {
		if n := bytes.IndexByte(b[1:], b[0]); n >= 0 {
			return b[1 : 1+n], b[n+2:]
		}
		return b[1:], nil
	}
	n := 0
	for n < len(b) && !blank(b[n]) {
		n++
	}
	return b[:n], b[n:]
}

// entities are those that tables hold; all others are written as numbers.
var entities = map[string]rune{"amp": '&', "lt": '<', "gt": '>', "quot": '"', "apos": '\'', "nbsp": ' ', "yen": '¥', "pound": '£', "euro": '€',
	"cent": '¢', "copy": '©', "reg": '®', "middot": '·', "times": '×', "ndash": '–', "mdash": '—', "hellip": '…', "ensp": ' ', "emsp": ' ',
	"ldquo": '“', "rdquo": '”', "lsquo": '‘', "rsquo": '’', "deg": '°'}

// appendText appends a text with its entities resolved; what is none stays as it is.
func appendText(dst, raw []byte) []byte {
	for len(raw) > 0 {
		i := bytes.IndexByte(raw, '&')
		if i < 0 {
			break
		}
		dst, raw = append(dst, raw[:i]...), raw[i:]
		semi := bytes.IndexByte(raw[:min(len(raw), 12)], ';')
		r, ok := rune(0), false
		if semi > 1 {
			r, ok = entity(string(raw[1:semi]))
		}
		if !ok {
			dst, raw = append(dst, '&'), raw[1:]
			continue
		}
		dst, raw = utf8.AppendRune(dst, r), raw[semi+1:]
	}
	return append(dst, raw...)
}

func entity(name string) (rune, bool) {
	digits, isNumber := strings.CutPrefix(name, "#")
	if !isNumber {
		r, known := entities[name]
		return r, known
	}
	base := 10
	if hex, ok := strings.CutPrefix(strings.ToLower(digits), "x"); ok {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if n == 0xA0 {
		n = ' '
	}
	return rune(n), err == nil && n > 0 && n <= utf8.MaxRune
}
