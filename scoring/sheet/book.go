package sheet

import (
	"io"

	"fenji/scoring"
)

// Limits bound what a file may cost. A zero field means the limit of DefaultLimits.
type Limits struct {
	File     int64 // bytes of the file
	Unzipped int64 // bytes of all parts together, inflated
	Parts    int   // entries of the zip directory
	Ratio    int64 // inflated : compressed of one part, beyond its first MiB
	Rows     int   // rows of a worksheet
	Lines    int   // rows of a csv file
	Columns  int   // columns read; further ones are left out and said so
	Memory   int64 // bytes that cells and texts of one table may occupy
}

// DefaultLimits are the limits of the product.
var DefaultLimits = Limits{
	File: 512 << 20, Unzipped: 2 << 30, Parts: 10_000, Ratio: 200,
	Rows: 1 << 20, Lines: 10_000_000, Columns: 1024, Memory: 384 << 20,
}

// Options are what a caller may choose. The zero Options are right for tests and native programs.
type Options struct {
	Limits Limits
	// Inflate opens the stream of a deflated part; nil means the function of that name.
	Inflate func(Packed) (io.ReadCloser, error)
	// GB18030 decodes text into UTF-8, with U+FFFD for what is wrong. Its tables are large and not every program needs
	// them; nil means that such files are refused. Package gb18030 has it.
	GB18030 func(io.Reader) io.Reader
	// Big5 does the same for that encoding. Package big5 has it.
	Big5 func(io.Reader) io.Reader
	// Encoding is the name of the encoding of text files, one of Encodings; "" means that it is told from what the text looks
	// like.
	Encoding string
	// Progress is told how far reading is, at least every 64K rows and every MiB.
	Progress func(Progress)
}

// Progress tells how far Book.Read has come.
type Progress struct {
	Bytes, Total int64 // bytes of the file's part consumed, compressed; of a csv file, bytes
	Rows         int
}

// Info describes one sheet of a Book.
type Info struct {
	Name   string
	Hidden bool
}

// A Book is an opened file: its sheets are known, none is read yet.
type Book struct {
	file   string
	o      Options
	sheets []Info
	read   func(i int) (*Table, error)
}

// Sheets lists the sheets in the order of their tabs. A csv file has one, without a name.
func (b *Book) Sheets() []Info { return b.sheets }

// Read reads sheet i into a Table. It may be called again, and for other sheets; the tables share nothing.
func (b *Book) Read(i int) (*Table, error) {
	if i < 0 || i >= len(b.sheets) {
		return nil, scoring.Issue{Code: Damaged, File: b.file}
	}
	return b.read(i)
}

// Open looks at a file, tells by its content what it is, and reads the list of sheets. Faults of the file are returned
// as scoring.Issue values.
func Open(file string, data io.ReaderAt, size int64, o Options) (*Book, error) {
	o.complete()
	if size > o.Limits.File {
		return nil, scoring.Issue{Code: TooLarge, File: file}
	}
	head := make([]byte, min(size, sniffed))
	if n, err := data.ReadAt(head, 0); n < len(head) {
		return nil, readError{file, err}
	}
	zipped, issue := sniff(file, data, size, head)
	if issue != nil {
		issue.File = file
		return nil, *issue
	}
	if !zipped {
		return openCSV(file, data, size, o)
	}
	a, err := openArchive(data, size, o)
	if err != nil {
		issue := faultOf(err)
		issue.File = file
		return nil, issue
	}
	return openWorkbook(a, file)
}

// A readError says that the bytes of a file did not come.
type readError struct {
	file string
	err  error
}

func (e readError) Error() string { return "read " + e.file + ": " + e.err.Error() }
func (e readError) Unwrap() error { return e.err }

func (o *Options) complete() {
	o.Limits.complete()
	if o.Inflate == nil {
		o.Inflate = Inflate
	}
}

// complete puts the product's limits where none is given.
func (l *Limits) complete() {
	d := DefaultLimits
	for _, f := range []struct{ have, want *int64 }{
		{&l.File, &d.File}, {&l.Unzipped, &d.Unzipped}, {&l.Ratio, &d.Ratio}, {&l.Memory, &d.Memory},
	} {
		if *f.have == 0 {
			*f.have = *f.want
		}
	}
	for _, f := range []struct{ have, want *int }{
		{&l.Parts, &d.Parts}, {&l.Rows, &d.Rows}, {&l.Lines, &d.Lines}, {&l.Columns, &d.Columns},
	} {
		if *f.have == 0 {
			*f.have = *f.want
		}
	}
}
