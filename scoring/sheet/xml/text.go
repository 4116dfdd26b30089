package xml

import (
	"bytes"
	"fenji/scoring/sheet/bounds"
	"unicode/utf16"
	"unicode/utf8"
)

// AppendRich appends the text of the element just opened, an si or an is: the t in it, or that of its runs. Phonetic
// runs tell how to read a text aloud and are no part of it.
func (s *Scanner) AppendRich(dst []byte) []byte {
	for {
		switch s.Next() {
		case TokenNone, TokenClose:
			return dst
		case TokenOpen:
			switch {
			case s.Is("t"):
				dst = s.AppendText(dst)
			case s.Is("r"):
				dst = s.AppendRich(dst)
			default:
				s.Skip()
			}
		}
	}
}

// AppendText appends the text of the element just opened. Blanks around it count only where xml:space says so.
func (s *Scanner) AppendText(dst []byte) []byte {
	start, keep := len(dst), s.preserve > 0
	if len(s.attrs) > 0 && keep {
		keep = string(s.Attr("xml:space")) != "default"
	}
	solid := start // the end of what stays when blanks at the end do not
	for depth := s.Depth(); s.Depth() >= depth; {
		switch s.Next() {
		case TokenNone:
			return dst
		case TokenOpen:
			s.Skip()
		case TokenText:
			text := s.Text
			if !keep && len(dst) == start {
				text = bytes.TrimLeft(text, Blanks)
			}
			n := len(bytes.TrimRight(text, Blanks))
			if dst = s.AppendChars(dst, text[:n]); n > 0 {
				solid = len(dst)
			}
			dst = s.AppendChars(dst, text[n:])
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

const Blanks = " \t\r\n"

// AppendChars appends some of the text token at hand.
func (s *Scanner) AppendChars(dst, text []byte) []byte {
	if s.cdata {
		return append(dst, bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))...)
	}
	dst, ok := appendUnescaped(dst, text)
	if !ok {
		s.Fail(bounds.ErrDamaged)
	}
	return dst
}

// unescapeX resolves _xHHHH_ (ECMA-376-1, 22.9.2.19), with which spreadsheets write what XML cannot hold. Two of them may make up one character
// outside of the basic plane. The text is rewritten in place; it never grows.
func unescapeX(b []byte) []byte {
	out := b[:0]
	for len(b) > 0 {
		r, ok := EscapedUnit(b)
		if !ok {
			out = append(out, b[0])
			b = b[1:]
			continue
		}
		b = b[7:]
		if low, ok := EscapedUnit(b); ok && utf16.IsSurrogate(r) {
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

func EscapedUnit(b []byte) (r rune, ok bool) {
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
