// Package xlsxw writes workbooks, row by row as they come.
//
// What goes in: rows of values. What comes out: the bytes of an xlsx file, the same for the same rows: no clock, no random order.
// What it refuses: more rows than a sheet may have, and names that no sheet may have.
package xlsxw

import (
	"errors"
	"io"
	"slices"

	"fenji/scoring/compose"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/value"
)

// A SheetSpec describes a sheet to be written.
type SheetSpec struct {
	Name       string
	Widths     []float64 // of the first columns, in characters; 0 keeps the default
	FreezeRows int       // rows that stay in view
	FilterRow  int       // row, counted from 1, that holds the headers of a filter; 0 for none

	PrintColumns int      // how many columns are printed, when the sheet has more; 0 for all
	GradeColumn  int      // column, counted from 1, whose cells take the colour of the grade that stands in them; 0 for none
	Grades       []string // the codes of the grades, the best first: letters, digits and signs that XML does not know

	RowHeight float64  // of every row, in points; 0 for the usual one
	PageRows  int      // so many rows below the header on each printed page, with narrow margins and the page's number; 0: as they fit
	Choices   []Choice // what may be chosen in cells below the header

	Panel bool   // a sheet to be looked at; its rows are written by PanelRow
	Foot  string // of its printed pages, with the codes of footers: &P for the number
}

// A Choice is a list that the cells of a column offer; other texts are taken as well.
type Choice struct {
	Column int // counted from 1
	Texts  []string
}

// A Writer writes an xlsx workbook as its rows come. Nothing of a row is kept but texts that repeat, which become
// shared strings; they are bounded in number and size, and all further texts are written where they stand. The first
// error ends the work; every later call returns it.
type Writer struct {
	zip     *zipWriter
	part    io.Writer // the part being written
	buf     []byte    // of that part, not yet compressed
	sheets  []writtenSheet
	names   map[string]bool // lower case
	Texts   shared
	Money   string // number format of amounts, when it is not the plain one; without quotation marks
	row     int    // rows written to the current sheet
	digits  piece  // the number of the row being written, and a quotation mark
	columns int    // its widest row
	err     error

	heads  []piece // how the cells of each column begin, up to the number of the row
	recent [recentSlots]recent
}

type writtenSheet struct {
	name, filter string // filter is its reference, or ""
	printed      string // of what is printed, or ""
	spec         SheetSpec
	panel        *panelSheet // nil: a table
}

// MaxRows is what a sheet holds.
const MaxRows = 1 << 20

// WriteBuffer is how much XML is collected before it is compressed.
const WriteBuffer = 64 << 10

// ErrFull says that a sheet has as many rows as a sheet can have.
var ErrFull = errors.New("the sheet is full: 1,048,576 rows")

// NewWriter returns a Writer that writes to w.
func NewWriter(w io.Writer) *Writer {
	return &Writer{zip: NewZipWriter(w), names: map[string]bool{}, Texts: newShared(), buf: make([]byte, 0, WriteBuffer+8<<10)}
}

// PackBy lets the parts be packed another way, before the first sheet; nil changes nothing.
func (w *Writer) PackBy(pack func(io.Writer) bounds.Packer) {
	if pack != nil {
		w.zip.pack = pack
	}
}

// Sheet begins the next sheet. Names are made such that every program takes them: shortened, without the characters
// that are forbidden there, unique.
func (w *Writer) Sheet(s SheetSpec) error {
	w.endSheet()
	name := w.sheetName(s.Name)
	w.sheets = append(w.sheets, writtenSheet{name: name, spec: s})
	w.row, w.columns = 0, 0
	w.begin(compose.Text("xl/worksheets/sheet%d.xml", len(w.sheets)))
	if s.Panel {
		w.sheets[len(w.sheets)-1].panel = new(panelSheet)
		w.buf = appendPanelHead(w.buf, s, len(w.sheets) == 1)
		return w.err
	}
	w.buf = appendSheetHead(w.buf, s, len(w.sheets) == 1)
	return w.err
}

// Row writes the next row.
func (w *Writer) Row(cells []value.Value) error {
	switch {
	case w.err != nil:
		return w.err
	case len(w.sheets) == 0:
		return errors.New("a row without a sheet")
	case w.row >= MaxRows:
		return ErrFull
	case len(cells) > 1<<14:
		return errors.New(compose.Text("a row of %d cells", len(cells)))
	}
	w.columns = max(w.columns, len(cells))
	for n := len(w.heads); n < len(cells); n++ {
		w.heads = append(w.heads, pieceOf(`<c r="`+string(table.AppendColumn(nil, n))))
	}
	b := slices.Grow(w.buf, cellRoom)
	o := b[:cap(b)]
	n := pieceRow.put(o, len(b))
	from := n
	n = putNumber(o, n, uint64(w.row)+1)
	o[n] = '"'
	w.digits = piece{[16]byte(o[from:]), n + 1 - from}
	o[n+1] = '>'
	b = o[:n+2]
	for col := range cells {
		if b = w.appendCell(b, col, &cells[col]); len(b) > WriteBuffer {
			if b = w.flush(b); w.err != nil {
				return w.err
			}
		}
	}
	w.buf = append(b, `</row>`...)
	w.row++
	return nil
}

// Rows is the number of rows written to the current sheet.
func (w *Writer) Rows() int { return w.row }

// Close ends the workbook. It does not close the writer below.
func (w *Writer) Close() error {
	if w.err == nil && len(w.sheets) == 0 {
		return errors.New("a workbook without a sheet")
	}
	w.endSheet()
	for _, p := range w.closingParts() {
		w.begin(p.name)
		w.buf = p.append(w.buf)
		w.flushPart()
	}
	if w.err != nil {
		return w.err
	}
	return w.zip.Close()
}

// begin starts the next part.
func (w *Writer) begin(name string) {
	if w.err != nil {
		return
	}
	w.part, w.err = w.zip, w.zip.Create(name)
}

func (w *Writer) flush(b []byte) []byte {
	if w.err == nil {
		_, w.err = w.part.Write(b)
	}
	return b[:0]
}

func (w *Writer) flushPart() { w.buf = w.flush(w.buf) }

func (w *Writer) endSheet() {
	if len(w.sheets) == 0 || w.part == nil {
		return
	}
	s := &w.sheets[len(w.sheets)-1]
	if s.panel != nil {
		w.buf = w.appendPanelEnd(w.buf, s)
		w.flushPart()
		w.part = nil
		return
	}
	w.buf = append(w.buf, `</sheetData>`...)
	if first := s.spec.FilterRow; first > 0 && first <= w.row && w.columns > 0 {
		s.filter = compose.Text("$A$%d:$%s$%d", first, string(table.AppendColumn(nil, w.columns-1)), w.row)
		w.buf = compose.Append(w.buf, `<autoFilter ref="A%d:%s"/>`, first, table.Address(w.row-1, w.columns-1))
	}
	if s.spec.GradeColumn > 0 && s.spec.FilterRow < w.row {
		w.buf = appendGradeRules(w.buf, s.spec.Grades, s.spec.GradeColumn-1, s.spec.FilterRow, w.row-1)
	}
	if n := s.spec.PrintColumns; n > 0 && n < w.columns && w.row > 0 {
		s.printed = compose.Text("$A$1:$%s$%d", string(table.AppendColumn(nil, n-1)), w.row)
	}
	w.buf = appendChoices(w.buf, s.spec, w.row)
	w.buf = append(appendPages(w.buf, s.spec, w.row), `</worksheet>`...)
	w.flushPart()
	w.part = nil
}
