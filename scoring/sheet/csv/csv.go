// Package csv reads and writes tables in text (RFC 4180, and what is met besides).
//
// What goes in: the bytes of a file, whatever its encoding and separator. What comes out: a table, with what is doubtful about
// its records. What it refuses: bytes that are no text, and a file cut off within a field.
package csv

import (
	"bytes"
	"io"

	"fenji/scoring"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/charset"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/xlsx"
)

// Open takes what is neither a workbook nor anything known for a table in text, if it is text.
func Open(file string, data io.ReaderAt, size int64, o bounds.Options) (*table.Source, error) {
	form, err := csvForm(data, size, &o)
	if err != nil {
		issue := bounds.FaultOf(err)
		issue.File = file
		return nil, issue
	}
	return &table.Source{Sheets: []table.Info{{}}, Encoding: charset.Encodings[form.charset], Unsure: !form.sure, Read: func(int) (*table.Table, error) { return readCSV(file, data, size, o, form) }}, nil
}

// A csvShape is what must be known of a csv file before it can be read.
type csvShape struct {
	charset   charset.Charset
	sure      bool  // of the charset
	start     int64 // bytes before the text: the byte order mark
	separator byte
	fields    int  // that records usually have; 0 when that is not known
	preamble  bool // the first line is sep=…
	wide      bool // a wide sign stands for the separator
	slow      bool // no record is taken for plain; for tests
}

func csvForm(data io.ReaderAt, size int64, o *bounds.Options) (f csvShape, err error) {
	mark := 0
	if f.charset, f.sure, mark, err = charset.Of(o, data, size); err != nil {
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
	f.separator, f.fields = guessSeparator(sample, size > 64<<10)
	if wide := guessWide(sample); f.fields < 2 && wide != 0 {
		f.separator, f.wide = wide, true
		_, f.fields = consistency(bytes.ReplaceAll(sample, []byte(wideSeparators[wide]), []byte{wide}), wide)
	}
	if f.separator == ',' && f.fields > 2 {
		f.fields = beforeGroups(sample, f.fields)
	}
	return f, nil
}

// reader reads the first size bytes of the file as UTF-8.
func (f csvShape) reader(data io.ReaderAt, size int64, o *bounds.Options, told func(int64)) (io.Reader, error) {
	raw := &counter{r: io.NewSectionReader(data, f.start, max(0, size-f.start)), told: told}
	r, err := charset.Decode(o, raw, f.charset)
	if f.wide && err == nil {
		r = &narrowing{r: r, wide: wideSeparators[f.separator], sep: f.separator}
	}
	return r, err
}

// A narrowing reader writes the separator for the wide sign that stands for it.
type narrowing struct {
	r    io.Reader
	wide string
	sep  byte
	read []byte // as it came; at its front the beginning of a wide sign that the last piece ended in
	text []byte // not yet given out
	err  error
}

func (n *narrowing) Read(b []byte) (int, error) {
	for len(n.text) == 0 && n.err == nil {
		have, got := len(n.read), 0
		n.read = append(n.read, make([]byte, 32<<10)...)
		got, n.err = n.r.Read(n.read[have:])
		n.read = n.read[:have+got]
		end := len(n.read)
		for k := 1; k < len(n.wide) && n.err == nil; k++ {
			if bytes.HasSuffix(n.read, []byte(n.wide[:k])) {
				end = len(n.read) - k
			}
		}
		n.text = bytes.ReplaceAll(n.read[:end], []byte(n.wide), []byte{n.sep})
		n.read = append([]byte(nil), n.read[end:]...)
	}
	given := copy(b, n.text)
	if n.text = n.text[given:]; given > 0 {
		return given, nil
	}
	return 0, n.err
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
func readCSV(file string, data io.ReaderAt, size int64, o bounds.Options, f csvShape) (*table.Table, error) {
	t := &table.Table{File: file, Dict: table.NewDictionary(), Facts: table.Facts{Encoding: charset.Encodings[f.charset], Unsure: !f.sure}}
	r := &records{t: t, limits: o.Limits, separator: f.separator, usual: f.fields, recoded: f.charset != charset.UTF8, slow: f.slow, keep: -1,
		buf: make([]byte, min(size+1, xlsx.LargeWindow))}
	p, reported := bounds.Progress{Total: size}, int64(0)
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
		issue := bounds.FaultOf(err)
		issue.File = file
		return nil, issue
	}
	t.Finish()
	p.Bytes = size
	r.tick()
	if t.Dict.Broken || r.replaced {
		t.Issues = append(t.Issues, scoring.Issue{Code: bounds.Encoding, File: file})
	}
	return t, nil
}
