package csv

import (
	"bytes"
	"io"

	"fenji/scoring"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/xml"
)

// records reads the records of a csv text into a table (RFC 4180, and what is met besides). A field in quotes may hold
// separators, line ends and, doubled, quotes; lines end with LF, CRLF or CR alone. A quote that opens a field and holds
// whole records is taken for a slip (see strays.go), and so is a comma within a number (see groups.go).
type records struct {
	r         io.Reader
	t         *table.Table
	limits    bounds.Limits
	separator byte
	slow      bool      // see csvShape
	usual     int       // fields of most records; 0 when not known
	widest    int       // fields of a plain record
	parts     [256]byte // what each byte is to a record, see plain.go
	recoded   bool      // the text was in another encoding
	tick      func()

	buf      []byte
	pos, end int
	keep     int // what lies from here on stays in the buffer; -1: nothing must
	eof      bool
	err      error
	row, col int
	filled   int // fields of the record, blank ones at its end aside
	field    []byte
	excess   []string
	wide     bool
	replaced bool
}

// more makes the next byte available; false at the end of the text.
func (r *records) more() bool { return r.pos < r.end || r.fill() }

// fill reads on, behind what must be kept.
func (r *records) fill() bool {
	for r.pos == r.end && !r.eof {
		from := r.end
		if r.keep >= 0 {
			from = r.keep
		}
		r.end = copy(r.buf, r.buf[from:r.end])
		r.pos = r.end
		if r.keep >= 0 {
			r.keep = 0
		}
		if r.end == len(r.buf) {
			r.buf = append(r.buf, make([]byte, len(r.buf))...)
		}
		n, err := r.r.Read(r.buf[r.end:])
		if bytes.IndexByte(r.buf[r.end:r.end+n], 0) >= 0 && r.err == nil {
			r.err = scoring.Issue{Code: bounds.NotAWorkbook, Cell: table.Address(r.row, r.col), Args: []string{"kind", "binary"}}
		}
		r.end += n
		if r.eof = err != nil; err != nil && err != io.EOF && r.err == nil {
			r.err = err
		}
	}
	return r.pos < r.end
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
	plain := r.learn()
	for r.more() && r.err == nil {
		if r.row >= r.limits.Lines {
			return bounds.ErrRows
		}
		if plain && r.plain() {
			if err := r.endRecord(); err != nil {
				return err
			}
			continue
		}
		for last := false; !last; r.col++ {
			if r.separator == blanksApart {
				r.skipBlanks()
			}
			v, err := r.next()
			if err != nil {
				return err
			}
			if r.usual > 1 && r.col >= r.usual && r.separator == ',' {
				r.excess = append(r.excess, string(v))
			} else {
				r.put(r.col, v)
			}
			last = r.ended()
		}
		if err := r.endRecord(); err != nil {
			return err
		}
	}
	return r.err
}

// learn prepares for plain records; false when there are none, since runs of blanks are what separates.
func (r *records) learn() bool {
	r.parts['\n'], r.parts['\r'], r.parts['"'], r.parts[r.separator] = ends, ends, quotes, apart
	if r.widest = r.limits.Columns; r.usual > 1 && r.separator == ',' {
		r.widest = r.usual
	}
	return r.separator != blanksApart && !r.slow
}

// endRecord moves on to the next record.
func (r *records) endRecord() error {
	if len(r.excess) > 0 {
		r.tooMany()
	}
	if r.filled == 0 && r.col == 1 {
		r.col = 0 // a blank line
	}
	r.t.NoteWidth(r.row, r.col, r.filled)
	r.row, r.col, r.filled = r.row+1, 0, 0
	if r.row%table.ChunkRows == 0 {
		r.tick()
	}
	if r.t.Memory() > r.limits.Memory {
		return bounds.ErrTooLarge
	}
	return nil
}

// next reads a field up to its separator or line end, which stays. What it returns holds until the next one.
func (r *records) next() ([]byte, error) {
	if !r.more() {
		return nil, r.err
	}
	if r.separator != blanksApart && (r.buf[r.pos] == '"' || r.buf[r.pos] == ' ' && r.quoteBehind()) {
		return r.quoted()
	}
	b, sep := r.buf[r.pos:r.end], r.separator
	for i, c := range b {
		if c == sep || c == '\n' || c == '\r' {
			r.pos += i
			return b[:i], nil
		}
	}
	r.field = r.field[:0]
	r.bare()
	return r.field, r.err
}

// quoteBehind passes over blanks at the front of a field where one in quotes follows them.
func (r *records) quoteBehind() bool {
	r.keep = r.pos
	r.skipBlanks()
	at := r.pos - r.keep // what is kept may move
	quoted := r.more() && r.buf[r.pos] == '"' && r.wholeQuote()
	if r.pos = r.keep; quoted {
		r.pos += at
	}
	r.keep = -1
	return quoted
}

// wholeQuote passes over what stands in quotes on one line and tells whether that ends its field; "so" he said does not.
func (r *records) wholeQuote() bool {
	for r.pos++; r.more() && r.buf[r.pos] != '\n'; r.pos++ {
		if r.buf[r.pos] != '"' {
			continue
		}
		if r.pos++; r.more() && r.buf[r.pos] == '"' {
			continue
		}
		r.skipBlanks()
		return !r.more() || r.buf[r.pos] == r.separator || r.buf[r.pos] == '\n' || r.buf[r.pos] == '\r'
	}
	return false
}

// bare adds to the field what stands before the next separator or line end.
func (r *records) bare() {
	for r.more() && len(r.field) <= xml.MaxToken {
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
	if len(r.field) > xml.MaxToken && r.err == nil {
		r.err = bounds.ErrTooLarge
	}
}

func (r *records) skipBlanks() {
	for r.more() && r.buf[r.pos] == blanksApart {
		r.pos++
	}
}

// ended passes over what ends a field and tells whether it ended the record too.
func (r *records) ended() bool {
	if r.separator == blanksApart {
		r.skipBlanks()
		if r.more() && r.buf[r.pos] != '\n' && r.buf[r.pos] != '\r' {
			return false
		}
	}
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

// put stores a field of the record at hand.
func (r *records) put(col int, v []byte) {
	if len(v) == 0 {
		return
	}
	r.filled = col + 1
	if col >= r.limits.Columns {
		if !r.wide {
			r.wide = true
			r.t.Issues = append(r.t.Issues,
				scoring.Issue{Code: bounds.TooManyColumns, File: r.t.File, Cell: table.Address(r.row, col)})
		}
		return
	}
	kind, bits := table.Number, int64(0)
	if n, ok := table.ParsePlain(v); ok {
		bits = int64(n)
	} else {
		r.replaced = r.replaced || r.recoded && bytes.Contains(v, []byte("\uFFFD"))
		kind, bits = table.Text, int64(r.t.Dict.ID(v))
	}
	if t := r.t; col < len(t.Columns) && t.Columns[col].Follow(r.row, kind, bits) {
		t.Rows = r.row + 1
		return
	}
	r.t.Set(r.row, col, kind, bits)
}
