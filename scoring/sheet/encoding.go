package sheet

import (
	"bytes"
	"io"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

var (
	utf8BOM = []byte("\xEF\xBB\xBF")
	utf16LE = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	utf16BE = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
)

// bomOf tells the encoding that a byte order mark states and the length of the mark. A nil encoding is UTF-8.
func bomOf(b []byte) (e encoding.Encoding, n int) {
	switch {
	case bytes.HasPrefix(b, utf8BOM):
		return nil, 3
	case bytes.HasPrefix(b, []byte("\xFF\xFE")):
		return utf16LE, 2
	case bytes.HasPrefix(b, []byte("\xFE\xFF")):
		return utf16BE, 2
	}
	return nil, 0
}

// recode looks at the first bytes of an XML part and, when they are not UTF-8, puts a decoder between.
func (s *scanner) recode() {
	b := s.buf[:s.end]
	e, n := bomOf(b)
	switch {
	case bytes.HasPrefix(b, []byte("<\x00?\x00")):
		e = utf16LE
	case bytes.HasPrefix(b, []byte("\x00<\x00?")):
		e = utf16BE
	case e == nil && bytes.HasPrefix(b[n:], []byte("<?xml")):
		e = declared(b[n:])
	}
	if e == nil {
		s.pos = n
		return
	}
	head := bytes.Clone(b[n:])
	s.pos, s.end = 0, 0
	rest := s.r
	if s.eof {
		rest = bytes.NewReader(nil)
	}
	s.eof = false
	s.r = transform.NewReader(io.MultiReader(bytes.NewReader(head), rest), e.NewDecoder())
}

// declared reads the encoding of an XML declaration. One that claims UTF-16 in bytes that are not is not believed.
func declared(b []byte) encoding.Encoding {
	head, _, _ := strings.Cut(string(b), "?>")
	_, value, found := strings.Cut(head, "encoding")
	if !found {
		return nil
	}
	value = strings.ToLower(strings.Trim(value, " =\t\r\n\"'"))
	name, _, _ := strings.Cut(strings.ReplaceAll(value, "'", `"`), `"`)
	switch name {
	case "gb2312", "gbk", "gb18030", "cp936":
		return simplifiedchinese.GB18030
	}
	return nil
}
