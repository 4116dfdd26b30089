// Package book is what the workbook's program can do, in memory and without a browser: open an encrypted workbook. What it gives is
// a package that package sheet reads.
package book
