package sheet

import "bytes"

// fast reads a cell that looks as nearly all cells do: <c r="A1" s="1" t="s"><v>12</v></c>, attributes in any order, or
// with an inline text without any markup. It reports false, having moved nothing, when the cell is anything else; then
// the scanner takes it. The shape is checked byte by byte, so nothing is believed here that the scanner would refuse.
func (r *cells) fast() (done bool, err error) {
	s := r.s
	if !s.plain || s.selfEnd || s.err != nil || r.careful {
		return false, nil
	}
	if s.end-s.pos < 512 && !s.eof {
		s.fill()
	}
	b := s.buf[s.pos:s.end]
	c := fastCell{row: r.row, col: r.col}
	i := c.tag(b)
	if i < 0 {
		return false, nil
	}
	if b[i-2] == '/' {
		r.row, r.col = c.row, c.col+1
		s.pos += i
		return true, nil
	}
	from, to, n := c.content(b[i:])
	if n < 0 {
		return false, nil
	}
	v := b[i+from : i+to]
	if !c.plain(v) {
		return false, nil
	}
	r.row, r.col = c.row, c.col
	s.pos += i + n // The window stays as it is, so v holds.
	return true, r.put(c.kind, c.style, v)
}

// A fastCell is what the tag of a cell says.
type fastCell struct {
	row, col, style int
	kind            cellKind
}

// tag reads <c …> or <c …/> and returns its length, or -1.
func (c *fastCell) tag(b []byte) int {
	if len(b) < 8 || b[0] != '<' || b[1] != 'c' {
		return -1
	}
	i := 2
	for i+5 < len(b) {
		if b[i] == '>' {
			return i + 1
		}
		if b[i] == '/' && b[i+1] == '>' {
			return i + 2
		}
		if b[i] != ' ' || b[i+2] != '=' || b[i+3] != '"' {
			return -1
		}
		n := 0
		for rest := b[i+4:]; n < len(rest) && rest[n] != '"'; n++ {
		}
		if n == 0 || i+4+n >= len(b) {
			return -1
		}
		v := b[i+4 : i+4+n]
		switch b[i+1] {
		case 'r':
			if !c.place(v) {
				return -1
			}
		case 's':
			style, ok := parseIndex(v)
			if !ok {
				return -1
			}
			c.style = style
		case 't':
			switch string(v) {
			case "s":
				c.kind = cellShared
			case "str", "inlineStr":
				c.kind = cellString
			case "n":
			default:
				return -1
			}
		default:
			return -1
		}
		i += n + 5
	}
	return -1
}

func (c *fastCell) place(ref []byte) bool {
	i, col := 0, 0
	for ; i < len(ref) && i < 3 && ref[i]-'A' < 26; i++ {
		col = col*26 + int(ref[i]-'A'+1)
	}
	row, ok := parseIndex(ref[i:])
	if !ok || i == 0 || row == 0 || col > 16384 {
		return false
	}
	c.row, c.col = row-1, col-1
	return true
}

// content finds the value behind the tag: where it lies and the length of all up to and with </c>, or -1.
func (c *fastCell) content(b []byte) (from, to, n int) {
	open, end := "<v>", "</v></c>"
	if c.kind == cellString && bytes.HasPrefix(b, []byte("<is>")) {
		open, end = "<is><t>", "</t></is></c>"
	}
	if len(b) < len(open) || string(b[:len(open)]) != open {
		return 0, 0, -1
	}
	from = len(open)
	k := bytes.IndexByte(b[from:], '<')
	if k < 0 || len(b) < from+k+len(end) || string(b[from+k:from+k+len(end)]) != end {
		return 0, 0, -1
	}
	return from, from + k, from + k + len(end)
}

// plain tells whether a value means just what it says.
func (c *fastCell) plain(v []byte) bool {
	if len(v) == 0 {
		return false
	}
	if c.kind == cellString {
		return plainText(v)
	}
	for _, x := range v {
		if x == '&' || x <= ' ' {
			return false
		}
	}
	return true
}

// plainText tells whether the text of a t element means just what it says, under any xml:space.
func plainText(v []byte) bool {
	if len(v) == 0 || v[0] <= ' ' || v[len(v)-1] <= ' ' {
		return false
	}
	for _, x := range v {
		if x == '&' || x == '\r' || x == '_' {
			return false
		}
	}
	return true
}

// fastString takes a shared string of the form <si><t>text</t></si>, as fast does a cell.
func (s *scanner) fastString() (text []byte, ok bool) {
	if !s.plain || s.selfEnd || s.err != nil || s.depth() != 1 {
		return nil, false
	}
	if s.end-s.pos < 512 && !s.eof {
		s.fill()
	}
	const open, end = "<si><t>", "</t></si>"
	b := s.buf[s.pos:s.end]
	if len(b) < len(open) || string(b[:len(open)]) != open {
		return nil, false
	}
	b = b[len(open):]
	n := bytes.IndexByte(b, '<')
	if n < 0 || len(b) < n+len(end) || string(b[n:n+len(end)]) != end || !plainText(b[:n]) {
		return nil, false
	}
	s.pos += len(open) + n + len(end)
	return b[:n], true
}
