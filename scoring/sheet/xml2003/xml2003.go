// Package xml2003 reads workbooks that Excel 2003 and many systems write as one XML file (XML Spreadsheet Reference, 2003).
//
// What goes in: the bytes of a file. What comes out: the list of its worksheets, and a table of each. What it refuses: files
// that are cut off or no XML, and whatever exceeds the limits.
package xml2003

import (
	"bytes"
	"io"
	"strconv"
	"strings"

	"fenji/scoring"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/xml"
)

// window is the buffer of the file.
const window = 64 << 10

// A workbook is a file of which the sheets and styles are known.
type workbook struct {
	file    string
	data    io.ReaderAt
	size    int64
	o       bounds.Options
	classes map[string]table.Class // by the name of a style
	from    bool                   // days count from 1904
}

// Open reads the list of sheets and the styles.
func Open(file string, data io.ReaderAt, size int64, o bounds.Options) (*table.Source, error) {
	w := &workbook{file: file, data: data, size: size, o: o, classes: map[string]table.Class{}}
	s := &table.Source{}
	if err := w.parse(func(x *xml.Scanner) error { return w.readHead(x, s) }); err != nil {
		return nil, err
	}
	if len(s.Sheets) == 0 {
		return nil, scoring.Issue{Code: bounds.NotAWorkbook, File: file, Args: []string{"kind", "xml"}}
	}
	s.Read = func(i int) (t *table.Table, err error) {
		name := s.Sheets[i].Name
		err = w.parse(func(x *xml.Scanner) error {
			t, err = w.readSheet(x, i, name)
			return err
		})
		if err != nil {
			issue := bounds.FaultOf(err)
			issue.Sheet = name
			return nil, issue
		}
		return t, nil
	}
	return s, nil
}

// parse runs f over the file.
func (w *workbook) parse(f func(x *xml.Scanner) error) error {
	x := xml.New(io.NewSectionReader(w.data, 0, w.size), window, &w.o)
	err := f(x)
	if x.Err != nil {
		err = x.Err
	}
	if err == nil {
		return nil
	}
	issue := bounds.FaultOf(err)
	issue.File = w.file
	return issue
}

// value returns an attribute by its local name: its prefix is the file's own choice.
func value(x *xml.Scanner, name string) (text string) {
	x.EachAttr(func(n, _ []byte) bool {
		if _, local, prefixed := bytes.Cut(n, []byte(":")); string(n) == name || prefixed && string(local) == name {
			text = x.AttrText(string(n))
			return false
		}
		return true
	})
	return text
}

// number returns an attribute that is a number, or what holds without it.
func number(x *xml.Scanner, name string, without int) int {
	if n, ok := parse(value(x, name)); ok {
		return n
	}
	return without
}

func parse(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 0 && n < 1<<24
}

func (w *workbook) readHead(x *xml.Scanner, s *table.Source) error {
	style := ""
	for {
		switch x.Next() {
		case xml.TokenNone:
			return x.Err
		case xml.TokenOpen:
			switch name := string(x.Name); {
			case x.Depth() == 1 && name != "Workbook":
				return scoring.Issue{Code: bounds.NotAWorkbook, Args: []string{"kind", "xml"}}
			case name == "Date1904":
				w.from = true
			case name == "Style" && len(w.classes) < w.o.Limits.Parts:
				style = value(x, "ID")
			case name == "NumberFormat":
				w.classes[style] = ClassOf(value(x, "Format"))
			case name == "Worksheet" && x.Depth() == 2:
				if len(s.Sheets) >= bounds.Sheets {
					return bounds.ErrTooLarge
				}
				s.Sheets = append(s.Sheets, table.Info{Name: value(x, "Name")})
			case name == "Visible" && len(s.Sheets) > 0:
				text := x.AppendText(nil)
				s.Sheets[len(s.Sheets)-1].Hidden = strings.HasPrefix(string(text), "Sheet") && strings.HasSuffix(string(text), "Hidden")
			case name == "Table":
				x.Skip()
			}
		}
	}
}

// named are the formats that have a name instead of a code.
var named = map[string]table.Class{
	"general date": table.ClassDate, "long date": table.ClassDate, "medium date": table.ClassDate, "short date": table.ClassDate,
	"long time": table.ClassTime, "medium time": table.ClassTime, "short time": table.ClassTime,
	"currency": table.ClassNumber, "euro currency": table.CurrencyClass("EUR"), "fixed": table.ClassNumber, "standard": table.ClassNumber,
	"percent": table.ClassNumber, "scientific": table.ClassNumber, "yes/no": table.ClassNumber, "true/false": table.ClassNumber,
	"on/off": table.ClassNumber,
}

// ClassOf is what a format makes of numbers, by its name or its code.
func ClassOf(format string) table.Class {
	if c, known := named[strings.ToLower(format)]; known {
		return c
	}
	return table.Classify(format)
}
