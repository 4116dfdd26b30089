package sheet

import (
	"bytes"
	"io"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"

	"fenji/scoring"
)

// openCSV takes what is neither a workbook nor anything known for a table in text, if it is text.
func openCSV(file string, data io.ReaderAt, size int64, o Options) (*Book, error) {
	form, err := csvForm(data, size)
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
	encoding  encoding.Encoding // nil for UTF-8
	start     int64             // bytes before the text: the byte order mark
	separator byte
	preamble  bool // the first line is sep=…
}

// decisive is how much of a file decides about its encoding.
const decisive = 1 << 20

func csvForm(data io.ReaderAt, size int64) (f csvShape, err error) {
	block := make([]byte, min(size, decisive))
	if n, err := data.ReadAt(block, 0); n < len(block) {
		return f, err
	}
	e, n := bomOf(block)
	f.encoding, f.start = e, int64(n)
	if n == 0 {
		if f.encoding, err = guessEncoding(data, size, block); err != nil {
			return f, err
		}
	}
	sample, err := io.ReadAll(f.reader(data, min(size, 64<<10), nil))
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
func (f csvShape) reader(data io.ReaderAt, size int64, told func(int64)) io.Reader {
	raw := &counter{r: io.NewSectionReader(data, f.start, max(0, size-f.start)), told: told}
	if f.encoding == nil {
		return raw
	}
	return transform.NewReader(raw, f.encoding.NewDecoder())
}

// guessEncoding decides by the first block that holds anything but ASCII. A few broken bytes in otherwise good UTF-8,
// as programs leave that cut texts by bytes, do not make it GB18030.
func guessEncoding(data io.ReaderAt, size int64, block []byte) (encoding.Encoding, error) {
	for at := int64(0); ; {
		if bytes.IndexByte(block, 0) >= 0 {
			return nil, scoring.Issue{Code: NotAWorkbook, Args: []string{"kind", "binary"}}
		}
		at += int64(len(block))
		if good, bad := countUTF8(block, at < size); good+bad > 0 {
			if bad*20 <= good {
				return nil, nil
			}
			text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(block)
			wrong := bytes.Count(text, []byte("\uFFFD"))
			if at < size {
				wrong-- // The block may end within a character.
			}
			if err != nil || wrong*1000 > len(text) || wrong > 0 && len(text) < 1000 {
				return nil, errEncoding
			}
			return simplifiedchinese.GB18030, nil
		}
		if at >= size {
			return nil, nil
		}
		block = block[:min(size-at, int64(len(block)))]
		if n, err := data.ReadAt(block, at); n < len(block) {
			return nil, err
		}
	}
}

// readCSV reads the file into a Table.
func readCSV(file string, data io.ReaderAt, size int64, o Options, f csvShape) (*Table, error) {
	t := &Table{File: file, dict: newDictionary()}
	r := &records{t: t, limits: o.Limits, separator: f.separator, window: int(min(size+1, largeWindow))}
	p, reported := Progress{Total: size}, int64(0)
	r.tick = func() {
		if reported = p.Bytes; o.Progress != nil {
			p.Rows = r.row
			o.Progress(p)
		}
	}
	r.r = f.reader(data, size, func(n int64) {
		if p.Bytes = n + f.start; p.Bytes-reported >= 1<<20 {
			r.tick()
		}
	})
	if f.preamble {
		r.skipLine()
	}
	if err := r.read(); err != nil {
		issue := faultOf(err)
		issue.File = file
		return nil, issue
	}
	p.Bytes = size
	r.tick()
	t.finish()
	if f.encoding == nil && t.dict.broken || f.encoding == simplifiedchinese.GB18030 && r.replaced {
		t.Issues = append(t.Issues, scoring.Issue{Code: Encoding, File: file})
	}
	return t, nil
}
