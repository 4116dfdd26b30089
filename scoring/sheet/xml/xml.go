// Package xml cuts the bytes of an XML part into tags and text without building anything.
//
// What goes in: a stream of bytes. What comes out: tokens. What it refuses: tags that do not match, parts cut off, document types.
package xml

import (
	"bytes"
	"fenji/scoring/sheet/bounds"
	"io"
)

// A token is what the scanner found.
type token uint8

const (
	TokenNone  token = iota // the end of the part, or an error
	TokenOpen               // <name attrs>; of <name/> the closing follows as a token of its own
	TokenClose              // </name>
	TokenText               // text or CDATA
)

// A Scanner cuts the bytes of an XML part into tags and text. It builds nothing: name, attrs and text are windows into
// its buffer and hold until the next token. It checks that tags match, that the part is whole, and that it holds no
// document type; it knows which prefixes stand for the namespace of the root and sets main accordingly.
type Scanner struct {
	r        io.Reader
	Buf      []byte
	Pos, End int
	Eof      bool
	Err      error

	Name  []byte // local name
	main  bool   // the element belongs to the namespace of the root
	attrs []byte
	Text  []byte
	cdata bool

	Open     []byte // qualified names of the open elements, one after the other
	Marks    []int  // where each begins in open
	preserve int    // depth at which xml:space="preserve" began, or 0
	SelfEnd  bool   // the last tag was <name/>
	rooted   bool
	mains    [][]byte // prefixes of the root's namespace
	Plain    bool     // the empty prefix is one of them
}

const (
	MaxToken = 16 << 20
	maxDepth = 256
)

func New(r io.Reader, window int, o *bounds.Options) *Scanner {
	s := &Scanner{r: r, Buf: make([]byte, window)}
	for s.End < 256 && s.Fill() {
	}
	s.recode(o)
	return s
}

// Fill reads more, making room first. It returns false at the end of the part or on an error.
func (s *Scanner) Fill() bool {
	if s.Eof || s.Err != nil {
		return false
	}
	if s.Pos > 0 {
		s.End = copy(s.Buf, s.Buf[s.Pos:s.End])
		s.Pos = 0
	}
	if s.End == len(s.Buf) {
		if len(s.Buf) >= MaxToken {
			s.Err = bounds.ErrTooLarge
			return false
		}
		s.Buf = append(s.Buf, make([]byte, len(s.Buf))...)
	}
	for range 100 {
		n, err := s.r.Read(s.Buf[s.End:])
		s.End += n
		if err == io.EOF {
			s.Eof = true
		} else if err != nil {
			s.Err = err
			return false
		}
		if n > 0 || s.Eof {
			return n > 0
		}
	}
	s.Err = io.ErrNoProgress
	return false
}

// index finds a pattern at or behind offset from, counted from pos; it reads on as far as needed.
func (s *Scanner) index(from int, pattern string) int {
	for {
		if at := s.Pos + from; at <= s.End {
			if i := bytes.Index(s.Buf[at:s.End], []byte(pattern)); i >= 0 {
				return from + i
			}
		}
		from = max(from, s.End-s.Pos-len(pattern)+1)
		if !s.Fill() {
			s.Fail(bounds.ErrTruncated)
			return -1
		}
	}
}

func (s *Scanner) Fail(err error) token {
	if s.Err == nil {
		s.Err = err
	}
	return TokenNone
}

// Depth is the number of open elements.
func (s *Scanner) Depth() int { return len(s.Marks) }

// Next moves on to the next token.
func (s *Scanner) Next() token {
	if s.SelfEnd {
		s.SelfEnd = false
		s.pop()
		return TokenClose
	}
	for s.Err == nil {
		if s.Pos == s.End && !s.Fill() {
			if s.Err == nil && (len(s.Marks) > 0 || !s.rooted) {
				s.Err = bounds.ErrTruncated
			}
			return TokenNone
		}
		if s.Buf[s.Pos] != '<' {
			if s.chars() {
				return TokenText
			}
			continue
		}
		if s.End-s.Pos < 2 && !s.Fill() {
			return s.Fail(bounds.ErrTruncated)
		}
		switch s.Buf[s.Pos+1] {
		case '/':
			return s.closing()
		case '!':
			if s.markup() {
				return TokenText
			}
		case '?':
			if n := s.index(2, "?>"); n >= 0 {
				s.Pos += n + 2
			}
		default:
			return s.opening()
		}
	}
	return TokenNone
}

// chars takes the text up to the next tag. Outside of the root there may be blanks only.
func (s *Scanner) chars() bool {
	n := bytes.IndexByte(s.Buf[s.Pos:s.End], '<')
	if n < 0 && len(s.Marks) > 0 {
		n = s.index(0, "<")
	}
	if n < 0 && len(s.Marks) == 0 {
		n = s.End - s.Pos
	}
	if s.Err != nil {
		return false
	}
	s.Text, s.cdata = s.Buf[s.Pos:s.Pos+n], false
	s.Pos += n
	if len(s.Marks) == 0 {
		if len(bytes.TrimSpace(s.Text)) > 0 {
			s.Fail(bounds.ErrDamaged)
		}
		return false
	}
	return true
}

// markup handles comments, CDATA and, by refusing it, DOCTYPE.
func (s *Scanner) markup() (text bool) {
	for s.End-s.Pos < 9 && s.Fill() {
	}
	b := s.Buf[s.Pos:s.End]
	switch {
	case bytes.HasPrefix(b, []byte("<!--")):
		if n := s.index(4, "-->"); n >= 0 {
			s.Pos += n + 3
		}
	case bytes.HasPrefix(b, []byte("<![CDATA[")) && len(s.Marks) > 0:
		if n := s.index(9, "]]>"); n >= 0 {
			s.Text, s.cdata = s.Buf[s.Pos+9:s.Pos+n], true
			s.Pos += n + 3
			return true
		}
	case len(b) >= 9 && bytes.EqualFold(b[:9], []byte("<!DOCTYPE")):
		s.Fail(bounds.ErrDoctype)
	case len(b) < 9:
		s.Fail(bounds.ErrTruncated)
	default:
		s.Fail(bounds.ErrDamaged)
	}
	return false
}

func (s *Scanner) opening() token {
	n := s.tagEnd()
	if n < 0 {
		return TokenNone
	}
	tag := s.Buf[s.Pos+1 : s.Pos+n]
	s.Pos += n + 1
	if len(tag) > 0 && tag[len(tag)-1] == '/' {
		s.SelfEnd, tag = true, tag[:len(tag)-1]
	}
	i := 0
	for i < len(tag) && !Blank(tag[i]) {
		i++
	}
	qname := tag[:i]
	s.attrs = tag[i:]
	if i == 0 || len(s.Marks) >= maxDepth || (s.rooted && len(s.Marks) == 0) {
		return s.Fail(bounds.ErrDamaged)
	}
	s.Marks = append(s.Marks, len(s.Open))
	s.Open = append(s.Open, qname...)
	if s.preserve == 0 && bytes.Contains(s.attrs, []byte("xml:space")) && string(s.Attr("xml:space")) == "preserve" {
		s.preserve = len(s.Marks)
	}
	prefix, local := splitName(qname)
	if !s.rooted {
		s.rooted = true
		s.bind(prefix)
	}
	s.Name, s.main = local, s.isMain(prefix)
	return TokenOpen
}

// tagEnd finds the end of the tag at pos; a > inside of quotes is none.
func (s *Scanner) tagEnd() int {
	quote := byte(0)
	for i := 1; ; i++ {
		if s.Pos+i >= s.End && !s.Fill() {
			s.Fail(bounds.ErrTruncated)
			return -1
		}
		switch c := s.Buf[s.Pos+i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i
		case c == '<':
			s.Fail(bounds.ErrDamaged)
			return -1
		}
	}
}

func (s *Scanner) closing() token {
	n := s.index(2, ">")
	if n < 0 {
		return TokenNone
	}
	qname := bytes.TrimRight(s.Buf[s.Pos+2:s.Pos+n], " \t\r\n")
	s.Pos += n + 1
	if len(s.Marks) == 0 || !bytes.Equal(qname, s.Open[s.Marks[len(s.Marks)-1]:]) {
		return s.Fail(bounds.ErrDamaged)
	}
	s.pop()
	return TokenClose
}

// pop closes the innermost element and makes its name the current one.
func (s *Scanner) pop() {
	start := s.Marks[len(s.Marks)-1]
	prefix, local := splitName(s.Open[start:])
	s.Name, s.main = local, s.isMain(prefix)
	s.Open = s.Open[:start]
	if s.Marks = s.Marks[:len(s.Marks)-1]; len(s.Marks) < s.preserve {
		s.preserve = 0
	}
}

// Skip passes over the rest of the element just opened.
func (s *Scanner) Skip() {
	for depth := len(s.Marks); len(s.Marks) >= depth; {
		if s.Next() == TokenNone {
			return
		}
	}
}
