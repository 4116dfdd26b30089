package sheet

import (
	"bytes"
	"io"
)

// A token is what the scanner found.
type token uint8

const (
	tokenNone  token = iota // the end of the part, or an error
	tokenOpen               // <name attrs>; of <name/> the closing follows as a token of its own
	tokenClose              // </name>
	tokenText               // text or CDATA
)

// A scanner cuts the bytes of an XML part into tags and text. It builds nothing: name, attrs and text are windows into
// its buffer and hold until the next token. It checks that tags match, that the part is whole, and that it holds no
// document type; it knows which prefixes stand for the namespace of the root and sets main accordingly.
type scanner struct {
	r        io.Reader
	buf      []byte
	pos, end int
	eof      bool
	err      error

	name  []byte // local name
	main  bool   // the element belongs to the namespace of the root
	attrs []byte
	text  []byte
	cdata bool

	open     []byte // qualified names of the open elements, one after the other
	marks    []int  // where each begins in open
	preserve int    // depth at which xml:space="preserve" began, or 0
	selfEnd  bool   // the last tag was <name/>
	rooted   bool
	mains    [][]byte // prefixes of the root's namespace
	plain    bool     // the empty prefix is one of them
}

const (
	maxToken = 16 << 20
	maxDepth = 256
)

func newScanner(r io.Reader, window int, o *Options) *scanner {
	s := &scanner{r: r, buf: make([]byte, window)}
	for s.end < 256 && s.fill() {
	}
	s.recode(o)
	return s
}

// fill reads more, making room first. It returns false at the end of the part or on an error.
func (s *scanner) fill() bool {
	if s.eof || s.err != nil {
		return false
	}
	if s.pos > 0 {
		s.end = copy(s.buf, s.buf[s.pos:s.end])
		s.pos = 0
	}
	if s.end == len(s.buf) {
		if len(s.buf) >= maxToken {
			s.err = errTooLarge
			return false
		}
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	for range 100 {
		n, err := s.r.Read(s.buf[s.end:])
		s.end += n
		if err == io.EOF {
			s.eof = true
		} else if err != nil {
			s.err = err
			return false
		}
		if n > 0 || s.eof {
			return n > 0
		}
	}
	s.err = io.ErrNoProgress
	return false
}

// index finds a pattern at or behind offset from, counted from pos; it reads on as far as needed.
func (s *scanner) index(from int, pattern string) int {
	for {
		if at := s.pos + from; at <= s.end {
			if i := bytes.Index(s.buf[at:s.end], []byte(pattern)); i >= 0 {
				return from + i
			}
		}
		from = max(from, s.end-s.pos-len(pattern)+1)
		if !s.fill() {
			s.fail(errTruncated)
			return -1
		}
	}
}

func (s *scanner) fail(err error) token {
	if s.err == nil {
		s.err = err
	}
	return tokenNone
}

// depth is the number of open elements.
func (s *scanner) depth() int { return len(s.marks) }

// next moves on to the next token.
func (s *scanner) next() token {
	if s.selfEnd {
		s.selfEnd = false
		s.pop()
		return tokenClose
	}
	for s.err == nil {
		if s.pos == s.end && !s.fill() {
			if s.err == nil && (len(s.marks) > 0 || !s.rooted) {
				s.err = errTruncated
			}
			return tokenNone
		}
		if s.buf[s.pos] != '<' {
			if s.chars() {
				return tokenText
			}
			continue
		}
		if s.end-s.pos < 2 && !s.fill() {
			return s.fail(errTruncated)
		}
		switch s.buf[s.pos+1] {
		case '/':
			return s.closing()
		case '!':
			if s.markup() {
				return tokenText
			}
		case '?':
			if n := s.index(2, "?>"); n >= 0 {
				s.pos += n + 2
			}
		default:
			return s.opening()
		}
	}
	return tokenNone
}

// chars takes the text up to the next tag. Outside of the root there may be blanks only.
func (s *scanner) chars() bool {
	n := bytes.IndexByte(s.buf[s.pos:s.end], '<')
	if n < 0 && len(s.marks) > 0 {
		n = s.index(0, "<")
	}
	if n < 0 && len(s.marks) == 0 {
		n = s.end - s.pos
	}
	if s.err != nil {
		return false
	}
	s.text, s.cdata = s.buf[s.pos:s.pos+n], false
	s.pos += n
	if len(s.marks) == 0 {
		if len(bytes.TrimSpace(s.text)) > 0 {
			s.fail(errDamaged)
		}
		return false
	}
	return true
}

// markup handles comments, CDATA and, by refusing it, DOCTYPE.
func (s *scanner) markup() (text bool) {
	for s.end-s.pos < 9 && s.fill() {
	}
	b := s.buf[s.pos:s.end]
	switch {
	case bytes.HasPrefix(b, []byte("<!--")):
		if n := s.index(4, "-->"); n >= 0 {
			s.pos += n + 3
		}
	case bytes.HasPrefix(b, []byte("<![CDATA[")) && len(s.marks) > 0:
		if n := s.index(9, "]]>"); n >= 0 {
			s.text, s.cdata = s.buf[s.pos+9:s.pos+n], true
			s.pos += n + 3
			return true
		}
	case len(b) >= 9 && bytes.EqualFold(b[:9], []byte("<!DOCTYPE")):
		s.fail(errDoctype)
	case len(b) < 9:
		s.fail(errTruncated)
	default:
		s.fail(errDamaged)
	}
	return false
}

func (s *scanner) opening() token {
	n := s.tagEnd()
	if n < 0 {
		return tokenNone
	}
	tag := s.buf[s.pos+1 : s.pos+n]
	s.pos += n + 1
	if len(tag) > 0 && tag[len(tag)-1] == '/' {
		s.selfEnd, tag = true, tag[:len(tag)-1]
	}
	i := 0
	for i < len(tag) && !blank(tag[i]) {
		i++
	}
	qname := tag[:i]
	s.attrs = tag[i:]
	if i == 0 || len(s.marks) >= maxDepth || (s.rooted && len(s.marks) == 0) {
		return s.fail(errDamaged)
	}
	s.marks = append(s.marks, len(s.open))
	s.open = append(s.open, qname...)
	if s.preserve == 0 && bytes.Contains(s.attrs, []byte("xml:space")) && string(s.attr("xml:space")) == "preserve" {
		s.preserve = len(s.marks)
	}
	prefix, local := splitName(qname)
	if !s.rooted {
		s.rooted = true
		s.bind(prefix)
	}
	s.name, s.main = local, s.isMain(prefix)
	return tokenOpen
}

// tagEnd finds the end of the tag at pos; a > inside of quotes is none.
func (s *scanner) tagEnd() int {
	quote := byte(0)
	for i := 1; ; i++ {
		if s.pos+i >= s.end && !s.fill() {
			s.fail(errTruncated)
			return -1
		}
		switch c := s.buf[s.pos+i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i
		case c == '<':
			s.fail(errDamaged)
			return -1
		}
	}
}

func (s *scanner) closing() token {
	n := s.index(2, ">")
	if n < 0 {
		return tokenNone
	}
	qname := bytes.TrimRight(s.buf[s.pos+2:s.pos+n], " \t\r\n")
	s.pos += n + 1
	if len(s.marks) == 0 || !bytes.Equal(qname, s.open[s.marks[len(s.marks)-1]:]) {
		return s.fail(errDamaged)
	}
	s.pop()
	return tokenClose
}

// pop closes the innermost element and makes its name the current one.
func (s *scanner) pop() {
	start := s.marks[len(s.marks)-1]
	prefix, local := splitName(s.open[start:])
	s.name, s.main = local, s.isMain(prefix)
	s.open = s.open[:start]
	if s.marks = s.marks[:len(s.marks)-1]; len(s.marks) < s.preserve {
		s.preserve = 0
	}
}

// skip passes over the rest of the element just opened.
func (s *scanner) skip() {
	for depth := len(s.marks); len(s.marks) >= depth; {
		if s.next() == tokenNone {
			return
		}
	}
}
