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
	sure      bool  // of the charset
	start     int64 // bytes before the text: the byte order mark
	separator byte
	fields    int  // that records usually have; 0 when that is not known
	preamble  bool // the first line is sep=…
}

func csvForm(data io.ReaderAt, size int64, o *Options) (f csvShape, err error) {
	mark := 0
	if f.charset, f.sure, mark, err = o.charsetOf(data, size); err != nil {
		return f, err
	}
	f.start = int64(mark)
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
		_, f.fields = consistency(rest[1:], f.separator)
		return f, nil
	}
	if f.separator, f.fields = guessSeparator(sample, size > 64<<10); f.separator == ',' && f.fields > 2 {
		f.fields = beforeGroups(sample, f.fields)
	}
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

// readCSV reads the file into a Table.
func readCSV(file string, data io.ReaderAt, size int64, o Options, f csvShape) (*Table, error) {
	t := &Table{File: file, dict: newDictionary(), facts: facts{encoding: Encodings[f.charset], unsure: !f.sure}}
	r := &records{t: t, limits: o.Limits, separator: f.separator, usual: f.fields, recoded: f.charset != charsetUTF8, keep: -1,
		buf: make([]byte, min(size+1, largeWindow))}
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
	if t.dict.broken || r.replaced {
		t.Issues = append(t.Issues, scoring.Issue{Code: Encoding, File: file})
	}
	return t, nil
}
