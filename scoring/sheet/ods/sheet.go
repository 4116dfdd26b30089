package ods

import (
	"bytes"
	"strconv"
	"strings"

	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/bytewise"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/xml"
)

// sheetReader reads the rows of one sheet.
type sheetReader struct {
	x        *xml.Scanner
	b        *table.Builder
	limits   bounds.Limits
	row, col int
	column   int // of the columns' descriptions
	classes  map[string]table.Class
	defaults []table.Class // of the columns
	cells    []cell        // of the row at hand, those in which something stands
	texts    []byte        // of the cells
	repeated int           // cells that stand in the file once and in the table again
}

// mostRepeated bounds them: a few bytes could otherwise fill the memory.
const mostRepeated = 16 << 20

// A cell is one of a row, or several that are the same.
type cell struct {
	col, times       int
	kind             string
	class            table.Class
	from, to         int // of its value in the texts
	formula          bool
	columns, rows    int // that it spans
	shownFrom, shown int // of what it shows in the texts
}

func (d *document) readSheet(x *xml.Scanner, index int, name string) (*table.Table, error) {
	s := &sheetReader{x: x, b: table.Build(d.file, name, d.a.O.Limits), limits: d.a.O.Limits, classes: d.classes}
	for sheet := -1; ; {
		switch x.Next() {
		case xml.TokenNone:
			return s.b.Table(), x.Err
		case xml.TokenOpen:
			if string(x.Name) != "table" {
				continue
			}
			if sheet++; sheet != index {
				x.Skip()
				continue
			}
			if err := s.readTable(); err != nil {
				return nil, err
			}
		}
	}
}

// groups are what columns and rows may be put together in.
var groups = map[string]bool{"table-columns": true, "table-header-columns": true, "table-column-group": true, "table-rows": true,
	"table-header-rows": true, "table-row-group": true}

func (s *sheetReader) readTable() error {
	for depth := s.x.Depth(); s.x.Depth() >= depth; {
		switch s.x.Next() {
		case xml.TokenNone:
			return s.x.Err
		case xml.TokenOpen:
			switch name := string(s.x.Name); {
			case groups[name]:
			case name == "table-column":
				n := repeat(s.x, "number-columns-repeated")
				if unseen(value(s.x, "visibility")) {
					s.b.HideColumns(s.column, s.column+n-1)
				}
				for c := s.classes[value(s.x, "default-cell-style-name")]; len(s.defaults) < min(s.column+n, s.limits.Columns); {
					s.defaults = append(s.defaults, c)
				}
				s.column += n
				s.x.Skip()
			case name == "table-row":
				if err := s.readRow(); err != nil {
					return err
				}
			default:
				s.x.Skip()
			}
		}
	}
	return nil
}

func unseen(visibility string) bool { return visibility == "collapse" || visibility == "filter" }

// readRow reads a row, and puts it as often as it is said to repeat. Rows at the end of a sheet in which nothing stands may be
// said to be any number.
func (s *sheetReader) readRow() error {
	times, hidden := repeat(s.x, "number-rows-repeated"), unseen(value(s.x, "visibility"))
	s.col, s.cells, s.texts = 0, s.cells[:0], s.texts[:0]
	for depth := s.x.Depth(); s.x.Depth() >= depth; {
		switch s.x.Next() {
		case xml.TokenNone:
			return s.x.Err
		case xml.TokenOpen:
			switch string(s.x.Name) {
			case "table-cell":
				s.readCell()
			case "covered-table-cell":
				s.col += repeat(s.x, "number-columns-repeated")
				s.x.Skip()
			default:
				s.x.Skip()
			}
		}
	}
	if s.x.Err != nil {
		return s.x.Err
	}
	first := s.row
	if s.row += times; len(s.cells) == 0 {
		return nil
	}
	for i := range s.cells {
		if s.repeated += times*min(s.cells[i].times, s.limits.Columns) - 1; s.repeated > mostRepeated && first+times <= s.limits.Rows {
			return bounds.ErrTooLarge
		}
	}
	for row := first; row < s.row; row++ {
		if hidden {
			s.b.Hide(row)
		}
		for i := range s.cells {
			if err := s.put(row, &s.cells[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

// values are the attributes that hold the value of a cell, by its type.
var values = map[string]string{"float": "value", "percentage": "value", "currency": "value", "date": "date-value", "time": "time-value",
	"boolean": "boolean-value", "string": "string-value"}

func (s *sheetReader) readCell() {
	x := s.x
	c := cell{col: s.col, times: repeat(x, "number-columns-repeated"), kind: value(x, "value-type"), formula: value(x, "formula") != "",
		columns: repeat(x, "number-columns-spanned"), rows: repeat(x, "number-rows-spanned")}
	if style := value(x, "style-name"); style != "" {
		c.class = s.classes[style]
	} else if s.col < len(s.defaults) {
		c.class = s.defaults[s.col]
	}
	if c.kind == "currency" && c.class == table.ClassNumber {
		c.class = table.CurrencyClass(value(x, "currency"))
	}
	s.col += c.times
	c.from = len(s.texts)
	s.texts = append(s.texts, value(x, values[c.kind])...)
	c.to = len(s.texts)
	c.shownFrom = len(s.texts)
	s.appendParagraphs()
	c.shown = len(s.texts)
	if c.formula || c.to > c.from || c.shown > c.shownFrom || c.columns > 1 || c.rows > 1 {
		s.cells = append(s.cells, c)
	}
}

// appendParagraphs appends the text of the cell just opened, line by line; what is noted beside it is no part of it.
func (s *sheetReader) appendParagraphs() {
	first := true
	for depth := s.x.Depth(); s.x.Depth() >= depth; {
		switch s.x.Next() {
		case xml.TokenNone:
			return
		case xml.TokenOpen:
			if string(s.x.Name) != "p" {
				s.x.Skip()
				continue
			}
			if !first {
				s.texts = append(s.texts, '\n')
			}
			first = false
			s.appendParagraph()
		}
	}
}

// appendParagraph appends a paragraph. Blanks count once, as on a page; those that count besides are elements (6.1.2).
func (s *sheetReader) appendParagraph() {
	start := len(s.texts)
	for depth := s.x.Depth(); s.x.Depth() >= depth; {
		switch s.x.Next() {
		case xml.TokenNone:
			return
		case xml.TokenText:
			from := len(s.texts)
			s.texts = s.x.AppendChars(s.texts, s.x.Text)
			s.texts = s.texts[:squeeze(s.texts, start, from)]
		case xml.TokenOpen:
			switch string(s.x.Name) {
			case "s":
				for range min(repeat(s.x, "c"), 1<<10) {
					s.texts = append(s.texts, ' ')
				}
			case "tab":
				s.texts = append(s.texts, '\t')
			case "line-break":
				s.texts = append(s.texts, '\n')
			case "annotation", "note", "ruby-text":
				s.x.Skip()
			}
		}
	}
	if n := len(s.texts); n > start && s.texts[n-1] == ' ' {
		s.texts = s.texts[:n-1]
	}
}

// squeeze makes one blank of any run of them behind from, and none at the start; it returns where the text then ends.
func squeeze(b []byte, start, from int) int {
	n := from
	for _, c := range b[from:] {
		if xml.Blank(c) {
			if n == start || b[n-1] == ' ' {
				continue
			}
			c = ' '
		}
		b[n] = c
		n++
	}
	return n
}

// put puts a cell into a row, as often as it repeats.
func (s *sheetReader) put(row int, c *cell) error {
	s.b.Merge(row, c.col, row+c.rows-1, c.col+c.columns-1)
	v, shown := s.texts[c.from:c.to], s.texts[c.shownFrom:c.shown]
	for col := c.col; col < c.col+c.times && col <= s.limits.Columns; col++ {
		if c.formula {
			n, ok := table.ParseFixed(v)
			s.b.Formula(col, c.kind == "" || c.kind != "string" && len(v) == 0, c.kind != "string" && ok && n == 0)
		}
		if err := s.putOne(row, col, c, v, shown); err != nil {
			return err
		}
	}
	return s.b.Room()
}

func (s *sheetReader) putOne(row, col int, c *cell, v, shown []byte) error {
	switch c.kind {
	case "float", "percentage", "currency":
		if text := string(shown); isError(text) {
			return s.b.Error(row, col, text)
		}
		class := c.class
		if class == table.ClassNumber && c.kind == "float" && showsDate(shown) {
			class = table.ClassDate
		}
		return s.b.Digits(row, col, bytes.TrimSpace(v), class)
	case "date":
		text, _, _ := bytes.Cut(v, []byte("T00:00:00"))
		return s.b.ISO(row, col, text)
	case "time":
		if ms, ok := duration(string(v)); ok {
			return s.b.Time(row, col, ms)
		}
		return s.b.Text(row, col, shown)
	case "boolean":
		return s.b.Truth(row, col, string(v) == "true")
	case "string":
		if isError(string(shown)) {
			return s.b.Error(row, col, string(shown))
		}
		if len(v) > 0 {
			return s.b.Text(row, col, v)
		}
	}
	return s.b.Text(row, col, shown)
}

// showsDate tells whether what a cell shows is a date such as 12/1/24, as some programs write that leave the style of the cell out.
func showsDate(shown []byte) bool {
	parts := bytes.FieldsFunc(shown, func(c rune) bool { return c == '/' || c == '-' })
	for _, p := range parts {
		if _, ok := bytewise.ParseIndex(p); !ok || len(p) > 4 {
			return false
		}
	}
	return len(parts) == 3 && shown[0] != '-'
}

// isError tells whether a cell shows an error of a formula.
func isError(shown string) bool {
	switch shown {
	case "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!":
		return true
	}
	return false
}

// duration reads a time of day: PT09H30M00S. What is longer than a day is none.
func duration(s string) (ms int32, ok bool) {
	s, ok = strings.CutPrefix(s, "PT")
	total := int64(0)
	for _, unit := range []struct {
		mark string
		ms   float64
	}{{"H", 3_600_000}, {"M", 60_000}, {"S", 1000}} {
		digits, rest, found := strings.Cut(s, unit.mark)
		if !found {
			continue
		}
		n, err := strconv.ParseFloat(strings.Replace(digits, ",", ".", 1), 64)
		if err != nil || n < 0 || n > 1e4 {
			return 0, false
		}
		total, s = total+int64(n*unit.ms+0.5), rest
	}
	return int32(total), ok && s == "" && total < 86_400_000
}
