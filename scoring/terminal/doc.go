// Package terminal is Fenji without a browser: the same sitting, with files in and files out.
//
// What goes in: arguments, files, and three streams. What comes out: a graded workbook or CSV, byte for byte what the page
// would save; what was made of the files, for people or as JSON; and an exit code:
//
//	0  graded
//	1  the files cannot be read or graded, or what was asked for cannot be written
//	2  the command was not understood
//	3  graded, but with open questions, where -strict asks for none
//
// It refuses to write over a file that it reads, and leaves no half of a file. It is the one room of the core that knows a
// host: files, streams and the language of the terminal.
package terminal
