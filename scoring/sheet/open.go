package sheet

import (
	"io"

	"fenji/scoring"
	"fenji/scoring/sheet/archive"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/csv"
	"fenji/scoring/sheet/html"
	"fenji/scoring/sheet/ods"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/xlsx"
	"fenji/scoring/sheet/xml2003"
)

// A Book is an opened file: its sheets are known, none is read yet.
type Book struct {
	file   string
	source *table.Source
}

// Sheets lists the sheets in the order of their tabs. A csv file has one, without a name.
func (b *Book) Sheets() []table.Info { return b.source.Sheets }

// Encoding is that of all its tables; see Table.Encoding.
func (b *Book) Encoding() (name string, sure bool) { return b.source.Encoding, !b.source.Unsure }

// Read reads sheet i into a Table. It may be called again, and for other sheets; the tables share nothing.
func (b *Book) Read(i int) (*table.Table, error) {
	if i < 0 || i >= len(b.source.Sheets) {
		return nil, scoring.Issue{Code: bounds.Damaged, File: b.file}
	}
	return b.source.Read(i)
}

// Open looks at a file, tells by its content what it is, and reads the list of sheets. Faults of the file are returned
// as scoring.Issue values.
func Open(file string, data io.ReaderAt, size int64, o bounds.Options) (*Book, error) {
	o.Limits.Complete()
	if size > o.Limits.File {
		return nil, scoring.Issue{Code: bounds.TooLarge, File: file}
	}
	head := make([]byte, min(size, sniffed))
	if n, err := data.ReadAt(head, 0); n < len(head) {
		return nil, readError{file, err}
	}
	form, issue := sniff(file, head, size)
	if issue != nil {
		issue.File = file
		return nil, *issue
	}
	source, err := openForm(form, file, data, size, o)
	if err != nil {
		return nil, err
	}
	return &Book{file, source}, nil
}

func openForm(f form, file string, data io.ReaderAt, size int64, o bounds.Options) (*table.Source, error) {
	switch f {
	case formText:
		return csv.Open(file, data, size, o)
	case formHTML:
		return html.Open(file, data, size, o)
	case formXML:
		return xml2003.Open(file, data, size, o)
	case formOLE:
		return openOLE(file, data, size, o)
	}
	a, err := archive.Open(data, size, o)
	if err != nil {
		issue := bounds.FaultOf(err)
		issue.File = file
		return nil, issue
	}
	if ods.Is(a) {
		return ods.Open(a, file)
	}
	return xlsx.Open(a, file)
}

// A readError says that the bytes of a file did not come.
type readError struct {
	file string
	err  error
}

func (e readError) Error() string { return "read " + e.file + ": " + e.err.Error() }
func (e readError) Unwrap() error { return e.err }
