// Package book is what the workbook's program can do, in memory and without a browser: open an encrypted workbook, and
// make the styled sheet of an export.
//
// It is the one package outside of tests that knows excelize, a large library. Rows by the thousand are none of its
// business: encrypted workbooks leave it as packages that package sheet reads, and an export's graded sheets are written
// by package sheet around the one sheet that is made here.
package book
