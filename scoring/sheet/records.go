package sheet

import (
	"bytes"
	"io"
	"unicode/utf8"

	"fenji/scoring"
)

// records reads the records of a csv text into a table. A field in quotes may hold separators, line ends and, doubled,
// quotes; lines end with LF, CRLF or CR alone.
type records struct {
	r         io.Reader
	t         *Table
	limits    Limits
	separator byte
	window    int
	tick      func()

	buf      []byte
	pos, end int
	eof      bool
	err      error
	row, col int
	field    []byte
	filled   int // fields of the record, blank ones at its end aside
	wide     bool
	replaced bool
}

// more makes the next byte available; false at the end of the text.
func (r *records) more() bool {
	for r.pos == r.end {
		if r.eof {
			return false
		}
		if r.buf == nil {
			r.buf = make([]byte, r.window)
		}
		n, err := r.r.Read(r.buf)
		r.pos, r.end = 0, n
		if r.eof = err != nil; err != nil && err != io.EOF {
			r.err = err
		}
	}
	return true
}

func (r *records) skipLine() {
	for r.more() {
		c := r.buf[r.pos]
		if r.pos++; c == '\n' {
			return
		}
		if c == '\r' {
			if r.more() && r.buf[r.pos] == '\n' {
				r.pos++
			}
			return
		}
	}
}

func (r *records) read() error {
	for r.more() {
		if r.row >= r.limits.Lines {
			return errRows
		}
		for last := false; !last; r.col++ {
			if err := r.next(); err != nil {
				return err
			}
			if err := r.put(); err != nil {
				return err
			}
			last = r.ended()
		}
		if r.filled == 0 && r.col == 1 {
			r.col = 0 // a blank line
		}
		r.t.width(r.row, r.col, r.filled)
		r.row, r.col, r.filled = r.row+1, 0, 0
		if r.row%chunkRows == 0 {
			r.tick()
		}
	}
	return r.err
}

// next reads a field up to its separator or line end, which stays.
func (r *records) next() error {
	r.field = r.field[:0]
	if !r.more() || r.buf[r.pos] != '"' {
		r.bare()
		return r.err
	}
	for r.pos++; ; {
		if !r.more() {
			return scoring.Issue{Code: Truncated, Cell: Address(r.row, r.col), Value: clip(string(r.field))}
		}
		n := bytes.IndexByte(r.buf[r.pos:r.end], '"')
		if n < 0 {
			n = r.end - r.pos
		}
		if r.field = append(r.field, r.buf[r.pos:r.pos+n]...); len(r.field) > maxToken {
			return errTooLarge
		}
		if r.pos += n; r.pos == r.end {
			continue
		}
		r.pos++
		if !r.more() || r.buf[r.pos] != '"' {
			break
		}
		r.field = append(r.field, '"')
		r.pos++
	}
	r.bare() // What follows a closing quote belongs to the field.
	return r.err
}

func (r *records) bare() {
	for r.more() && len(r.field) <= maxToken {
		b := r.buf[r.pos:r.end]
		n := 0
		for n < len(b) && b[n] != r.separator && b[n] != '\n' && b[n] != '\r' {
			n++
		}
		r.field = append(r.field, b[:n]...)
		if r.pos += n; n < len(b) {
			return
		}
	}
	if len(r.field) > maxToken && r.err == nil {
		r.err = errTooLarge
	}
}

// ended passes over what ends a field and tells whether it ended the record too.
func (r *records) ended() bool {
	if !r.more() {
		return true
	}
	c := r.buf[r.pos]
	r.pos++
	if c == '\r' && r.more() && r.buf[r.pos] == '\n' {
		r.pos++
	}
	return c != r.separator
}

func (r *records) put() error {
	v := r.field
	if len(v) == 0 {
		return nil
	}
	r.filled = r.col + 1
	if bytes.IndexByte(v, 0) >= 0 {
		return scoring.Issue{Code: NotAWorkbook, Cell: Address(r.row, r.col), Args: []string{"kind", "binary"}}
	}
	if r.col >= r.limits.Columns {
		if !r.wide {
			r.wide = true
			r.t.Issues = append(r.t.Issues,
				scoring.Issue{Code: TooManyColumns, File: r.t.File, Cell: Address(r.row, r.col)})
		}
		return nil
	}
	if canonical(v) {
		r.t.set(r.row, r.col, Number, int64(parsePlain(v)))
	} else {
		r.replaced = r.replaced || bytes.Contains(v, []byte("\uFFFD"))
		r.t.set(r.row, r.col, Text, int64(r.t.dict.id(v)))
	}
	if r.t.memory() > r.limits.Memory {
		return errTooLarge
	}
	return nil
}

// separators in the order in which they win a draw.
var separators = []byte{',', '\t', ';', '|'}

// guessSeparator takes the separator under which most of the first lines have the same number of fields, more than one;
// among equals, the one with the most fields.
func guessSeparator(sample []byte) byte {
	best, most, fields := separators[0], 0, 0
	for _, sep := range separators {
		agree, n := consistency(sample, sep)
		if agree > most || agree == most && n > fields {
			best, most, fields = sep, agree, n
		}
	}
	return best
}

// consistency counts the fields of the first records and returns how many records agree on the usual number.
func consistency(sample []byte, sep byte) (agree, fields int) {
	const records = 50
	counts := map[int]int{}
	n, quoted, start, seen := 1, false, true, 0
	for i := 0; i < len(sample) && seen < records; i++ {
		switch c := sample[i]; {
		case c == '"' && (start || quoted):
			quoted = !quoted
			start = false
		case quoted:
		case c == sep:
			n++
			start = true
		case c == '\n' || c == '\r':
			counts[n]++
			seen++
			n, start = 1, true
		default:
			start = false
		}
	}
	if !quoted && n > 1 {
		counts[n]++
	}
	for f, k := range counts {
		if f > 1 && (k > agree || k == agree && f > fields) {
			agree, fields = k, f
		}
	}
	return agree, fields
}

// countUTF8 counts the characters beyond ASCII and the bytes that belong to none. When more follows, a character cut
// by the end counts as neither.
func countUTF8(b []byte, more bool) (good, bad int) {
	for len(b) > 0 {
		if b[0] < utf8.RuneSelf {
			b = b[1:]
			continue
		}
		if more && !utf8.FullRune(b) {
			return good, bad
		}
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		b = b[n:]
	}
	return good, bad
}
