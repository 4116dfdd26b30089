// Package charset stands in for golang.org/x/net/html/charset, by a replace in go.mod, with the one function that
// excelize calls: it is asked when a part of a workbook declares an encoding other than UTF-8.
//
// The original brings the code tables of all encodings of the web, which are most of a megabyte. The parts of a workbook
// are written in UTF-8 by every program we know of (UTF-16, which the standard allows too, the XML reader of Go refuses
// before it asks), and Fenji's own reader takes no other either.
//
// The original also reads the encodings that this one refuses, and takes us-ascii for Windows-1252, as web pages do. make
// real runs the tests of the workbook with it.
package charset

import (
	"errors"
	"io"
	"strings"
)

// NewReaderLabel gives the text of input, of which label names the encoding: UTF-8, or ASCII, which is a part of it. All
// others are refused.
func NewReaderLabel(label string, input io.Reader) (io.Reader, error) {
	switch strings.ToLower(strings.TrimSpace(label)) {
	case "utf-8", "utf8", "us-ascii", "ascii":
		return input, nil
	}
	return nil, errors.New("charset: a workbook in " + label + ", which is not UTF-8")
}
