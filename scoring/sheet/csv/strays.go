package csv

import (
	"bytes"

	"fenji/scoring"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/xml"
)

// A quote that somebody typed at the front of a field swallows all records up to the next quote. It is told from one that
// opens a field by what the other reading gives: as many fields in each of the lines as records usually have.

// quoted reads the field that begins with the quote at hand.
func (r *records) quoted() ([]byte, error) {
	r.keep = r.pos
	defer func() { r.keep = -1 }()
	lines, closed, err := r.enclosed()
	if err != nil {
		return nil, err
	}
	proper := closed && (!r.more() || r.buf[r.pos] == r.separator || r.buf[r.pos] == '\n' || r.buf[r.pos] == '\r')
	switch {
	case proper && !lines:
		return r.field, nil
	case r.stray(proper, lines, closed):
		r.t.Facts.NoteQuote(r.row)
		r.pos = r.keep + 1
		r.keep = -1
		r.field = r.field[:0]
	case !closed:
		return nil, scoring.Issue{Code: bounds.Truncated, Cell: table.Address(r.row, r.col), Value: bounds.Clip(string(r.field))}
	case !proper:
		r.t.Facts.NoteQuote(r.row)
	}
	r.bare() // What follows a closing quote belongs to the field.
	return r.field, r.err
}

// enclosed reads what stands between the quote at hand and the one that closes it, and tells whether there are line ends in it
// and whether it is closed.
func (r *records) enclosed() (lines, closed bool, err error) {
	r.field = r.field[:0]
	for r.pos++; r.more(); {
		n := bytes.IndexByte(r.buf[r.pos:r.end], '"')
		if n < 0 {
			n = r.end - r.pos
		}
		if r.field = append(r.field, r.buf[r.pos:r.pos+n]...); len(r.field) > xml.MaxToken {
			if r.stray(false, true, false) {
				return true, false, nil
			}
			return true, false, bounds.ErrTooLarge
		}
		if r.pos += n; r.pos == r.end {
			continue
		}
		r.pos++
		if !r.more() || r.buf[r.pos] != '"' {
			return bytes.ContainsAny(r.field, "\r\n"), true, r.err
		}
		r.field = append(r.field, '"')
		r.pos++
	}
	return bytes.ContainsAny(r.field, "\r\n"), false, r.err
}

// stray tells whether the quote from which on the text is kept opens nothing, when the field that it would open goes to
// where the reader stands: proper says that the end of a field follows there, lines that there are line ends in it, closed that there is a
// quote at its end.
func (r *records) stray(proper, lines, closed bool) bool {
	if r.usual < 2 {
		return false
	}
	length := r.pos - r.keep // of the text up to here; the text itself may move
	for closed && r.more() && r.buf[r.pos] != '\n' && r.buf[r.pos] != '\r' {
		r.pos++ // The line in which it would close belongs to what is looked at.
	}
	text := r.buf[r.keep:r.pos]
	behind := 1 + bytes.Count(text[length:], []byte{r.separator})
	alike, all, first, before := 0, 0, false, r.col
	for len(text) > 0 {
		line := text
		if n := bytes.IndexAny(text, "\r\n"); n >= 0 {
			line = text[:n]
		}
		if text = text[min(len(line)+1, len(text)):]; len(line) == 0 {
			continue
		}
		fields := before + 1 + bytes.Count(line, []byte{r.separator})
		if before = 0; all == 0 {
			first = fields == r.usual
		}
		if all++; fields == r.usual {
			alike++
		}
	}
	r.pos = r.keep + length
	switch {
	case proper && r.col+behind == r.usual:
		return alike == all && r.usual > 2
	case proper || !lines:
		return alike == all && r.col+behind != r.usual
	}
	return first && 2*alike >= all
}
