package sheet

import (
	"bytes"
	"io"

	"fenji/scoring"
)

// openCSV takes what is neither a workbook nor anything known for a table in text, if it is text.
func openCSV(file string, data io.ReaderAt, size int64, o Options) (*Book, error) {
	form, err := csvForm(data, size, &o)
	if err != nil {
		issue := faultOf(err)
		issue.File = file
		return nil, issue
	}
	b := &Book{file: file, o: o, sheets: []Info{{}}}
	b.read = func(int) (*Table, error) { return readCSV(file, data, size, o, form) }
	return b, nil
}

// A csvShape is what must be known of a csv file before it can be read.
type csvShape struct {
	charset   charset
	start     int64 // bytes before the text: the byte order mark
	separator byte
	preamble  bool // the first line is sep=…
}

// decisive is how much of a file decides about its encoding.
const decisive = 1 << 20

func csvForm(data io.ReaderAt, size int64, o *Options) (f csvShape, err error) {
	block := make([]byte, min(size, decisive))
	if n, err := data.ReadAt(block, 0); n < len(block) {
		return f, err
	}
	c, n := bomOf(block)
	f.charset, f.start = c, int64(n)
	if n == 0 {
		if f.charset, err = o.guessCharset(data, size, block); err != nil {
			return f, err
		}
	}
	head, err := f.reader(data, min(size, 64<<10), o, nil)
	if err != nil {
		return f, err
	}
	sample, err := io.ReadAll(head)
	if err != nil {
		return f, err
	}
	rest, found := bytes.CutPrefix(sample, []byte("sep="))
	if found && len(rest) > 1 && (rest[1] == '\r' || rest[1] == '\n') {
		f.separator, f.preamble = rest[0], true
		return f, nil
	}
	f.separator = guessSeparator(sample)
	return f, nil
}

// reader reads the first size bytes of the file as UTF-8.
func (f csvShape) reader(data io.ReaderAt, size int64, o *Options, told func(int64)) (io.Reader, error) {
	raw := &counter{r: io.NewSectionReader(data, f.start, max(0, size-f.start)), told: told}
	return o.decode(raw, f.charset)
}

// A counter tells how many bytes went through.
type counter struct {
	r    io.Reader
	n    int64
	told func(int64)
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	if c.n += int64(n); c.told != nil {
		c.told(c.n)
	}
	return n, err
}

// guessCharset decides by the first block that holds anything but ASCII. A few broken bytes in otherwise good UTF-8,
// as programs leave that cut texts by bytes, do not make it GB18030.
func (o *Options) guessCharset(data io.ReaderAt, size int64, block []byte) (charset, error) {
	for at := int64(0); ; {
		if bytes.IndexByte(block, 0) >= 0 {
			return 0, scoring.Issue{Code: NotAWorkbook, Args: []string{"kind", "binary"}}
		}
		at += int64(len(block))
		if good, bad := countUTF8(block, at < size); good+bad > 0 {
			if bad*20 <= good {
				return charsetUTF8, nil
			}
			return charsetGB18030, o.checkGB18030(block, at < size)
		}
		if at >= size {
			return charsetUTF8, nil
		}
		block = block[:min(size-at, int64(len(block)))]
		if n, err := data.ReadAt(block, at); n < len(block) {
			return 0, err
		}
	}
}

// checkGB18030 refuses a block that makes no sense as GB18030 either. When more follows, the block may end within a
// character.
func (o *Options) checkGB18030(block []byte, more bool) error {
	r, err := o.decode(bytes.NewReader(block), charsetGB18030)
	if err != nil {
		return err
	}
	text, err := io.ReadAll(r)
	wrong := bytes.Count(text, []byte("\uFFFD"))
	if more {
		wrong--
	}
	if err != nil || wrong*1000 > len(text) || wrong > 0 && len(text) < 1000 {
		return errEncoding
	}
	return nil
}

// readCSV reads the file into a Table.
func readCSV(file string, data io.ReaderAt, size int64, o Options, f csvShape) (*Table, error) {
	t := &Table{File: file, dict: newDictionary(), facts: facts{encoding: charsetNames[f.charset]}}
	r := &records{t: t, limits: o.Limits, separator: f.separator, window: int(min(size+1, largeWindow))}
	p, reported := Progress{Total: size}, int64(0)
	r.tick = func() {
		if reported = p.Bytes; o.Progress != nil {
			p.Rows = r.row
			o.Progress(p)
		}
	}
	var err error
	if r.r, err = f.reader(data, size, &o, func(n int64) {
		if p.Bytes = n + f.start; p.Bytes-reported >= 1<<20 {
			r.tick()
		}
	}); err != nil {
		return nil, err
	}
	if f.preamble {
		r.skipLine()
	}
	if err := r.read(); err != nil {
		issue := faultOf(err)
		issue.File = file
		return nil, issue
	}
	t.finish()
	p.Bytes = size
	r.tick()
	if f.charset == charsetUTF8 && t.dict.broken || f.charset == charsetGB18030 && r.replaced {
		t.Issues = append(t.Issues, scoring.Issue{Code: Encoding, File: file})
	}
	return t, nil
}
