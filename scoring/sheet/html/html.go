// Package html reads the tables of web pages, which many systems write and name .xls.
//
// What goes in: the bytes of a page, in any of the encodings of text files. What comes out: each table of the page as a
// sheet; a table within a cell is one of its own. Cells that a page keeps as texts (mso-number-format "\@") stay texts, x:num
// is the number behind what is shown. What it refuses: pages without a table, and whatever exceeds the limits. Scripts
// are passed over, nothing is fetched.
package html

import (
	"bytes"
	"io"
	"strconv"

	"fenji/scoring"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/charset"
	"fenji/scoring/sheet/table"
)

// Open reads the page as far as its list of tables.
func Open(file string, data io.ReaderAt, size int64, o bounds.Options) (*table.Source, error) {
	page, name, sure, err := decoded(data, size, &o)
	if err == nil && int64(len(page)) > o.Limits.Memory {
		err = bounds.ErrTooLarge
	}
	if err != nil {
		issue := bounds.FaultOf(err)
		issue.File = file
		return nil, issue
	}
	s := &table.Source{Encoding: name, Unsure: !sure}
	var starts []int
	t := tokens{b: page}
	for t.next() {
		if t.name == "table" && !t.closing {
			if len(starts) >= bounds.Sheets {
				return nil, scoring.Issue{Code: bounds.TooLarge, File: file}
			}
			starts = append(starts, t.pos)
			s.Sheets = append(s.Sheets, table.Info{Name: "Table " + strconv.Itoa(len(starts))})
		}
	}
	switch len(starts) {
	case 0:
		return nil, scoring.Issue{Code: bounds.NotAWorkbook, File: file, Args: []string{"kind", "html"}}
	case 1:
		s.Sheets[0].Name = ""
	}
	formats := stylesOf(page)
	s.Read = func(i int) (*table.Table, error) {
		r := reader{b: table.Build(file, s.Sheets[i].Name, o.Limits), formats: formats}
		r.b.Encoding(name, sure)
		if err := r.read(tokens{b: page, pos: starts[i]}); err != nil {
			issue := bounds.FaultOf(err)
			issue.File, issue.Sheet = file, s.Sheets[i].Name
			return nil, issue
		}
		return r.b.Table(), nil
	}
	return s, nil
}

// decoded reads the page as UTF-8. Its own word about its encoding counts, unless the caller or a mark says otherwise.
func decoded(data io.ReaderAt, size int64, o *bounds.Options) (page []byte, name string, sure bool, err error) {
	head := make([]byte, min(size, 4<<10))
	if n, err := data.ReadAt(head, 0); n < len(head) {
		return nil, "", false, err
	}
	_, mark := charset.Mark(head)
	c, said := declared(head)
	if sure = true; mark != 0 || o.Encoding != "" || !said {
		if c, sure, mark, err = charset.Of(o, data, size); err != nil {
			return nil, "", false, err
		}
	}
	r, err := charset.Decode(o, io.NewSectionReader(data, int64(mark), size-int64(mark)), c)
	if err != nil {
		return nil, "", false, err
	}
	page, err = io.ReadAll(r)
	return page, charset.Encodings[c], sure, err
}

// declared finds charset=… in the head of a page.
func declared(head []byte) (charset.Charset, bool) {
	_, rest, found := bytes.Cut(bytes.ToLower(head), []byte("charset="))
	if !found {
		return 0, false
	}
	rest = bytes.TrimLeft(rest, `"' `)
	if n := bytes.IndexAny(rest, `"' />;`); n >= 0 {
		rest = rest[:n]
	}
	c, known := charsets[string(rest)]
	return c, known
}

var charsets = map[string]charset.Charset{
	"utf-8": charset.UTF8, "utf8": charset.UTF8, "gb2312": charset.GB18030, "gbk": charset.GB18030, "gb18030": charset.GB18030,
	"big5": charset.Big5, "iso-8859-1": charset.Windows1252, "windows-1252": charset.Windows1252,
}
