// Package bounds holds what all readers of files share: what a file may cost, who helps to read it, and how a file is refused.
//
// What goes in: an error met while reading. What comes out: a scoring.Issue with a code that the page has words for.
package bounds

import (
	"io"
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

// Sheets is how many sheets a file may have whose sheets lie one behind the other: reading one passes over those before it.
const Sheets = 512

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
	// Deflate makes what packs the parts of workbooks that are written; nil means deflate.NewWriter.
	Deflate func(io.Writer) Packer
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

// A Packer packs what is written to it into a deflate stream, and another one after Reset. Once it is closed, Sum is the CRC-32 of
// all that was written.
type Packer interface {
	io.WriteCloser
	Reset(io.Writer)
	Sum() uint32
}

// Progress tells how far Book.Read has come.
type Progress struct {
	Bytes, Total int64 // bytes of the file's part consumed, compressed; of a csv file, bytes
	Rows         int
}

// Complete puts the product's limits where none is given.
func (l *Limits) Complete() {
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

// A Packed is a deflated part of a file: where its bytes lie, and what the zip's directory says they inflate to.
type Packed struct {
	Data         io.ReaderAt // as given to Open
	Offset, Size int64
	Unpacked     int64
	CRC          uint32
}
