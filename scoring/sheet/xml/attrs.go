package xml

import (
	"bytes"
	"fenji/scoring/sheet/bounds"
	"strconv"
	"unicode/utf8"
)

// bind learns which prefixes stand for the namespace of the root element.
func (s *Scanner) bind(prefix []byte) {
	s.mains = [][]byte{bytes.Clone(prefix)}
	space := s.Attr("xmlns")
	if len(prefix) > 0 {
		space = s.Attr("xmlns:" + string(prefix))
	}
	if space != nil {
		s.EachAttr(func(name, value []byte) bool {
			if p, ok := bytes.CutPrefix(name, []byte("xmlns")); ok && bytes.Equal(value, space) {
				s.mains = append(s.mains, bytes.Clone(bytes.TrimPrefix(p, []byte(":"))))
			}
			return true
		})
	}
	s.Plain = s.isMain(nil)
}

func (s *Scanner) isMain(prefix []byte) bool {
	for _, m := range s.mains {
		if bytes.Equal(m, prefix) {
			return true
		}
	}
	return false
}

// Is tells whether the current element is one of the root's namespace with the given name.
func (s *Scanner) Is(name string) bool { return s.main && string(s.Name) == name }

// EachAttr calls f for the attributes of the tag just opened until f returns false. Values are as they stand.
func (s *Scanner) EachAttr(f func(name, value []byte) bool) {
	for b := s.attrs; ; {
		for len(b) > 0 && Blank(b[0]) {
			b = b[1:]
		}
		if len(b) == 0 {
			return
		}
		eq := bytes.IndexByte(b, '=')
		if eq < 0 {
			s.Fail(bounds.ErrDamaged)
			return
		}
		name := bytes.TrimRight(b[:eq], " \t\r\n")
		b = bytes.TrimLeft(b[eq+1:], " \t\r\n")
		if len(b) < 2 || (b[0] != '"' && b[0] != '\'') {
			s.Fail(bounds.ErrDamaged)
			return
		}
		n := bytes.IndexByte(b[1:], b[0])
		if n < 0 {
			s.Fail(bounds.ErrDamaged)
			return
		}
		if !f(name, b[1:1+n]) {
			return
		}
		b = b[n+2:]
	}
}

// Attr returns the value of an attribute as it stands, or nil.
func (s *Scanner) Attr(name string) (value []byte) {
	s.EachAttr(func(n, v []byte) bool {
		if string(n) == name {
			value = v
			return false
		}
		return true
	})
	return value
}

// AttrText returns the value of an attribute with its entities resolved.
func (s *Scanner) AttrText(name string) string {
	b, ok := appendUnescaped(nil, s.Attr(name))
	if !ok {
		s.Fail(bounds.ErrDamaged)
	}
	return string(b)
}

// AttrRelation returns the attribute id of the relationships' namespace, whatever prefix that has.
func (s *Scanner) AttrRelation() (id string) {
	s.EachAttr(func(n, v []byte) bool {
		if prefix, local := splitName(n); len(prefix) > 0 && string(local) == "id" {
			id = string(v)
			return false
		}
		return true
	})
	return id
}

func splitName(qname []byte) (prefix, local []byte) {
	if i := bytes.IndexByte(qname, ':'); i >= 0 {
		return qname[:i], qname[i+1:]
	}
	return nil, qname
}

func Blank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

var entities = map[string]byte{"amp": '&', "lt": '<', "gt": '>', "quot": '"', "apos": '\''}

// appendUnescaped resolves entities and makes line ends uniform, as XML wants it. ok is false for an entity unknown.
func appendUnescaped(dst, raw []byte) (_ []byte, ok bool) {
	for len(raw) > 0 {
		i := bytes.IndexAny(raw, "&\r")
		if i < 0 {
			return append(dst, raw...), true
		}
		dst = append(dst, raw[:i]...)
		c := raw[i]
		if raw = raw[i+1:]; c == '\r' {
			if len(raw) == 0 || raw[0] != '\n' {
				dst = append(dst, '\n')
			}
			continue
		}
		semi := bytes.IndexByte(raw[:min(len(raw), 12)], ';')
		if semi < 1 {
			return dst, false
		}
		name := string(raw[:semi])
		raw = raw[semi+1:]
		if e, known := entities[name]; known {
			dst = append(dst, e)
			continue
		}
		r, known := charRef(name)
		if !known {
			return dst, false
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst, true
}

func charRef(name string) (rune, bool) {
	if name[0] != '#' || len(name) < 2 {
		return 0, false
	}
	base, digits := 10, name[1:]
	if digits[0] == 'x' || digits[0] == 'X' {
		base, digits = 16, digits[1:]
	}
	n, err := strconv.ParseUint(digits, base, 32)
	return rune(n), err == nil && n <= utf8.MaxRune
}
