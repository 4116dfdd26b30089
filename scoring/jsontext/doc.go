// Package jsontext reads and writes the JSON that people and other programs hand to us: profiles, project files, links.
//
// What goes in: bytes, of which [Parse] makes nodes. A [Decoder] hands the members of a node to named fields, each with
// its path. What comes out: values, or the first [FieldError], which names the field at fault. What it refuses: texts
// that are too long or nested too deep, names given twice, names nobody asked for, numbers with an exponent.
//
// It stands in the place of encoding/json because it keeps numbers as they are written and spares the page the weight
// of reflection.
package jsontext
