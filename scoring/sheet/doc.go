// Package sheet reads and writes the files that spreadsheets make: xlsx workbooks and csv, streamed both ways, and old
// forms (xls, ods, HTML, XML 2003) in.
//
// What goes in: the bytes of a file ([Open]), told by their content and not by the name. What comes out: a [Table] of
// typed columns ([Book.Read]), in which every cell keeps its address. Formulas are never computed, macros never run;
// the values a program left in the file are what is read. What it refuses, with a scoring.Issue that says so: files
// that are no workbook, workbooks older than Excel 97, encrypted or damaged ones, and whatever exceeds [Limits]. A truncated sheet is an
// error, never fewer rows.
//
// It is the one name for the packages below it, and decides by its first bytes which of them reads a file: xlsx, csv, and
// the old forms. They all fill the same table.
package sheet
