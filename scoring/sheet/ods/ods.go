// Package ods reads the sheets of OpenDocument (OASIS OpenDocument 1.3, part 3), as LibreOffice and WPS write them.
//
// What goes in: a zip. What comes out: the list of its sheets, and a table of each. Formulas are not computed; the values that
// the file keeps are read. What it refuses: documents that are no spreadsheets, encrypted ones, parts that are cut off or no
// XML, and whatever exceeds the limits: cells and rows that are said to repeat count as often as they do.
package ods

import (
	"bytes"
	"io"
	"strconv"
	"strings"

	"fenji/scoring"
	"fenji/scoring/sheet/archive"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/xml"
)

const (
	window  = 64 << 10
	content = "content.xml"
)

// A document is a package of which the sheets are known.
type document struct {
	a       *archive.Archive
	file    string
	classes map[string]table.Class // by the name of a style, of cells or of numbers
}

// Is tells whether a zip is an OpenDocument of any kind.
func Is(a *archive.Archive) bool { return a.Find(content) != nil }

// Open reads the list of sheets.
func Open(a *archive.Archive, file string) (*table.Source, error) {
	d := &document{a, file, map[string]table.Class{}}
	if kind := d.kind(); kind != "" {
		return nil, scoring.Issue{Code: bounds.NotAnOfficeSheet, File: file, Args: []string{"kind", kind}}
	}
	if strings.Contains(d.small("META-INF/manifest.xml"), "encryption-data") {
		return nil, scoring.Issue{Code: bounds.EncryptedUnsupported, File: file}
	}
	s := &table.Source{}
	if err := d.parse(nil, func(x *xml.Scanner) error { return d.readHead(x, s) }); err != nil {
		return nil, err
	}
	if len(s.Sheets) == 0 {
		return nil, scoring.Issue{Code: bounds.Damaged, File: file, Args: []string{"part", "worksheet", "why", "missing"}}
	}
	s.Read = func(i int) (t *table.Table, err error) {
		name := s.Sheets[i].Name
		p := bounds.Progress{Total: d.a.Find(content).Packed}
		told := func(n int64) {
			if p.Bytes = n; d.a.O.Progress != nil {
				d.a.O.Progress(p)
			}
		}
		err = d.parse(told, func(x *xml.Scanner) error {
			t, err = d.readSheet(x, i, name)
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

// kind names what else than a spreadsheet a document is.
func (d *document) kind() string {
	kinds := map[string]string{"text": "odt", "presentation": "odp", "graphics": "odg"}
	_, kind, _ := strings.Cut(d.small("mimetype"), "opendocument.")
	return kinds[strings.TrimSuffix(kind, "-template")]
}

// small reads the beginning of a small part; "" when there is none.
func (d *document) small(name string) string {
	p := d.a.Find(name)
	if p == nil {
		return ""
	}
	r, err := d.a.Open(p, nil)
	if err != nil {
		return ""
	}
	defer r.Close()
	b, _ := io.ReadAll(io.LimitReader(r, 1<<20))
	return string(b)
}

// parse runs f over the part that holds the sheets.
func (d *document) parse(told func(int64), f func(x *xml.Scanner) error) error {
	r, err := d.a.Open(d.a.Find(content), told)
	if err == nil {
		defer r.Close()
		x := xml.New(r, window, &d.a.O)
		if err = f(x); x.Err != nil {
			err = x.Err
		}
	}
	if err == nil {
		return nil
	}
	issue := bounds.FaultOf(err)
	if issue.File = d.file; issue.Args == nil {
		issue.Args = []string{"part", content}
	}
	return issue
}

// value returns an attribute by its local name: its prefix is the file's own choice.
func value(x *xml.Scanner, name string) (text string) {
	x.EachAttr(func(n, _ []byte) bool {
		if _, local, _ := bytes.Cut(n, []byte(":")); string(local) == name {
			text = x.AttrText(string(n))
			return false
		}
		return true
	})
	return text
}

// repeat returns an attribute that says how often something stands there.
func repeat(x *xml.Scanner, name string) int {
	n, err := strconv.Atoi(value(x, name))
	if err != nil {
		return 1
	}
	return min(max(n, 1), 1<<24)
}

// styleClasses are what the kinds of styles make of numbers.
var styleClasses = map[string]table.Class{"date-style": table.ClassDate, "time-style": table.ClassTime}

// readHead lists the sheets. One is hidden when its style does not display it.
func (d *document) readHead(x *xml.Scanner, s *table.Source) error {
	hidden, style, most := map[string]bool{}, "", d.a.O.Limits.Parts
	for {
		switch x.Next() {
		case xml.TokenNone:
			return x.Err
		case xml.TokenOpen:
			switch string(x.Name) {
			case "style":
				style = value(x, "name")
				if c := d.classes[value(x, "data-style-name")]; c != table.ClassNumber && len(d.classes) < most {
					d.classes[style] = c
				}
			case "date-style", "time-style":
				if len(d.classes) < most {
					d.classes[value(x, "name")] = styleClasses[string(x.Name)]
				}
			case "table-properties":
				if value(x, "display") == "false" && len(hidden) < most {
					hidden[style] = true
				}
			case "table":
				if len(s.Sheets) >= bounds.Sheets {
					return bounds.ErrTooLarge
				}
				s.Sheets = append(s.Sheets, table.Info{Name: value(x, "name"), Hidden: hidden[value(x, "style-name")]})
				x.Skip()
			}
		}
	}
}
