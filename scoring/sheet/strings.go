package sheet

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"
)

// noText stands for the empty shared string: such a cell is Empty.
const noText = ^uint32(0)

// readStrings reads the part of shared strings into the dictionary and returns the id of each.
func readStrings(s *scanner, d *dictionary, budget int64) (ids []uint32, err error) {
	var buf []byte
	for {
		ids = s.takeStrings(d, ids)
		text, more := s.nextString(&buf)
		if !more {
			return ids, s.err
		}
		id := noText
		if len(text) > 0 {
			id = d.add(text)
		}
		if ids = append(ids, id); d.used+4*int64(cap(ids)) > budget {
			return nil, errTooLarge
		}
	}
}

// nextString returns the text of the next si; buf is its to use.
func (s *scanner) nextString(buf *[]byte) (text []byte, more bool) {
	for {
		switch s.next() {
		case tokenNone:
			return nil, false
		case tokenOpen:
			switch {
			case s.depth() == 1 && !s.is("sst"):
				s.fail(errDamaged)
			case s.depth() == 1:
			case s.is("si"):
				*buf = s.appendRich((*buf)[:0])
				return *buf, true
			default:
				s.skip()
			}
		}
	}
}

// appendRich appends the text of the element just opened, an si or an is: the t in it, or that of its runs. Phonetic
// runs tell how to read a text aloud and are no part of it.
func (s *scanner) appendRich(dst []byte) []byte {
	for {
		switch s.next() {
		case tokenNone, tokenClose:
			return dst
		case tokenOpen:
			switch {
			case s.is("t"):
				dst = s.appendText(dst)
			case s.is("r"):
				dst = s.appendRich(dst)
			default:
				s.skip()
			}
		}
	}
}

// appendText appends the text of the element just opened. Blanks around it count only where xml:space says so.
func (s *scanner) appendText(dst []byte) []byte {
	start, keep := len(dst), s.preserve > 0
	if len(s.attrs) > 0 && keep {
		keep = string(s.attr("xml:space")) != "default"
	}
	solid := start // the end of what stays when blanks at the end do not
	for depth := s.depth(); s.depth() >= depth; {
		switch s.next() {
		case tokenNone:
			return dst
		case tokenOpen:
			s.skip()
		case tokenText:
			text := s.text
			if !keep && len(dst) == start {
				text = bytes.TrimLeft(text, blanks)
			}
			n := len(bytes.TrimRight(text, blanks))
			if dst = s.appendChars(dst, text[:n]); n > 0 {
				solid = len(dst)
			}
			dst = s.appendChars(dst, text[n:])
		}
	}
	if !keep {
		dst = dst[:solid]
	}
	if bytes.Contains(dst[start:], []byte("_x")) {
		dst = append(dst[:start], unescapeX(dst[start:])...)
	}
	return dst
}

const blanks = " \t\r\n"

// appendChars appends some of the text token at hand.
func (s *scanner) appendChars(dst, text []byte) []byte {
	if s.cdata {
		return append(dst, bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))...)
	}
	dst, ok := appendUnescaped(dst, text)
	if !ok {
		s.fail(errDamaged)
	}
	return dst
}

// unescapeX resolves _xHHHH_, with which spreadsheets write what XML cannot hold. Two of them may make up one character
// outside of the basic plane. The text is rewritten in place; it never grows.
func unescapeX(b []byte) []byte {
	out := b[:0]
	for len(b) > 0 {
		r, ok := escapedUnit(b)
		if !ok {
			out = append(out, b[0])
			b = b[1:]
			continue
		}
		b = b[7:]
		if low, ok := escapedUnit(b); ok && utf16.IsSurrogate(r) {
			if pair := utf16.DecodeRune(r, low); pair != utf8.RuneError {
				r, b = pair, b[7:]
			}
		}
		if r != 0 {
			out = utf8.AppendRune(out, r)
		}
	}
	return out
}

func escapedUnit(b []byte) (r rune, ok bool) {
	if len(b) < 7 || b[0] != '_' || b[1] != 'x' || b[6] != '_' {
		return 0, false
	}
	for _, c := range b[2:6] {
		switch {
		case c-'0' < 10:
			r = r<<4 | rune(c-'0')
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			r = r<<4 | rune(c|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	return r, true
}
