package xml

import (
	"bytes"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/charset"
	"io"
	"strings"
)

// recode looks at the first bytes of an XML part and, when they are not UTF-8, puts a decoder between.
func (s *Scanner) recode(o *bounds.Options) {
	b := s.Buf[:s.End]
	c, n := charset.Mark(b)
	switch {
	case bytes.HasPrefix(b, []byte("<\x00?\x00")):
		c = charset.UTF16LE
	case bytes.HasPrefix(b, []byte("\x00<\x00?")):
		c = charset.UTF16BE
	case c == charset.UTF8 && bytes.HasPrefix(b[n:], []byte("<?xml")):
		c = declared(b[n:])
	}
	if c == charset.UTF8 {
		s.Pos = n
		return
	}
	head := bytes.Clone(b[n:])
	s.Pos, s.End = 0, 0
	rest := s.r
	if s.Eof {
		rest = bytes.NewReader(nil)
	}
	s.Eof = false
	if r, err := charset.Decode(o, io.MultiReader(bytes.NewReader(head), rest), c); err != nil {
		s.Fail(err)
	} else {
		s.r = r
	}
}

// declared reads the encoding of an XML declaration. One that claims UTF-16 in bytes that are not is not believed.
func declared(b []byte) charset.Charset {
	head, _, _ := strings.Cut(string(b), "?>")
	_, value, found := strings.Cut(head, "encoding")
	if !found {
		return charset.UTF8
	}
	value = strings.ToLower(strings.Trim(value, " =\t\r\n\"'"))
	name, _, _ := strings.Cut(strings.ReplaceAll(value, "'", `"`), `"`)
	switch name {
	case "gb2312", "gbk", "gb18030", "cp936":
		return charset.GB18030
	}
	return charset.UTF8
}
