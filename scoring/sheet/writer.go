package sheet

import (
	"errors"
	"io"
)

// A SheetSpec describes a sheet to be written.
type SheetSpec struct {
	Name       string
	Widths     []float64 // of the first columns, in characters; 0 keeps the default
	FreezeRows int       // rows that stay in view
	FilterRow  int       // row, counted from 1, that holds the headers of a filter; 0 for none
}

// A Writer writes an xlsx workbook as its rows come.
type Writer struct{ w io.Writer }

// NewWriter returns a Writer that writes to w.
func NewWriter(w io.Writer) *Writer { return &Writer{w: w} }

// Sheet begins the next sheet.
func (w *Writer) Sheet(s SheetSpec) error { return errors.ErrUnsupported }

// Row writes the next row.
func (w *Writer) Row(cells []Value) error { return errors.ErrUnsupported }

// Close ends the workbook. It does not close the writer below.
func (w *Writer) Close() error { return errors.ErrUnsupported }

// A CSVWriter writes the same values as csv: UTF-8 with BOM, CRLF.
type CSVWriter struct{ w io.Writer }

// NewCSVWriter returns a CSVWriter that writes to w.
func NewCSVWriter(w io.Writer) *CSVWriter { return &CSVWriter{w: w} }

// Row writes the next row.
func (w *CSVWriter) Row(cells []Value) error { return errors.ErrUnsupported }

// Close writes what is still held back. It does not close the writer below.
func (w *CSVWriter) Close() error { return errors.ErrUnsupported }

// Harmless returns s with an apostrophe in front when a spreadsheet could take it for a formula.
func Harmless(s string) string { return s }
