// Package sheet reads and writes the files that spreadsheets make: xlsx workbooks and csv, streamed both ways.
//
// What goes in: the bytes of a file ([Open]), told by their content and not by the name. What comes out: a [Table] of
// typed columns ([Book.Read]), in which every cell keeps its address. Formulas are never computed, macros never run;
// the values a program left in the file are what is read. What it refuses, with a scoring.Issue that says so: files
// that are no workbook, old xls, encrypted or damaged ones, and whatever exceeds [Limits]. A truncated sheet is an
// error, never fewer rows.
//
// The way of a sheet: archive.go finds the part in the zip, xml.go cuts its inflated stream into tags and text without
// building anything, worksheet.go puts the cells into columns (column.go) and a dictionary of texts (dictionary.go).
// Cells that look as cells nearly always do go by a shorter way: those like the ones above them by words (shape.go),
// others by fast.go.
// There is no object and no string per cell; a number is a decimal in eight bytes ([Fixed]), never a float.
//
// The other way: [Writer] and [CSVWriter] take rows of [Value] and write them as they come. What they write is the same
// bytes for the same rows: no clock, no random order.
package sheet
