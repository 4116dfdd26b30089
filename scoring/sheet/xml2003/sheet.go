package xml2003

import (
	"bytes"

	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/xml"
)

// sheetReader reads the rows of one worksheet.
type sheetReader struct {
	*workbook
	x        *xml.Scanner
	b        *table.Builder
	row, col int
	text     []byte
}

// readSheet passes over the sheets in front and reads the one with the given number. The rest of the file is read, too, so
// that one that is cut off is noticed.
func (w *workbook) readSheet(x *xml.Scanner, index int, name string) (*table.Table, error) {
	s := &sheetReader{workbook: w, x: x, b: table.Build(w.file, name, w.o.Limits)}
	if w.from {
		s.b.From1904()
	}
	sheet := -1
	for {
		switch x.Next() {
		case xml.TokenNone:
			return s.b.Table(), x.Err
		case xml.TokenOpen:
			switch {
			case x.Depth() == 2 && string(x.Name) == "Worksheet":
				sheet++
			case x.Depth() == 3 && string(x.Name) == "Table" && sheet == index:
				if err := s.readTable(); err != nil {
					return nil, err
				}
			case x.Depth() >= 2:
				x.Skip()
			}
		}
	}
}

func (s *sheetReader) readTable() error {
	column := 0
	for {
		switch s.x.Next() {
		case xml.TokenNone, xml.TokenClose:
			return s.x.Err
		case xml.TokenOpen:
			switch string(s.x.Name) {
			case "Column":
				column = number(s.x, "Index", column+1) - 1
				span := number(s.x, "Span", 0)
				if value(s.x, "Hidden") == "1" {
					s.b.HideColumns(max(column, 0), column+span)
				}
				column += span + 1
				s.x.Skip()
			case "Row":
				if err := s.readRow(); err != nil {
					return err
				}
			default:
				s.x.Skip()
			}
		}
	}
}

func (s *sheetReader) readRow() error {
	s.row = max(number(s.x, "Index", s.row+1)-1, 0)
	span := number(s.x, "Span", 0)
	if s.row >= s.o.Limits.Rows {
		return bounds.ErrRows
	}
	if value(s.x, "Hidden") == "1" {
		for row := s.row; row <= s.row+span && row < s.o.Limits.Rows; row++ {
			s.b.Hide(row)
		}
	}
	for s.col = 0; ; {
		switch s.x.Next() {
		case xml.TokenNone, xml.TokenClose:
			s.row += span + 1
			return s.x.Err
		case xml.TokenOpen:
			if string(s.x.Name) != "Cell" {
				s.x.Skip()
			} else if err := s.readCell(); err != nil {
				return err
			}
		}
	}
}

func (s *sheetReader) readCell() error {
	col := max(number(s.x, "Index", s.col+1)-1, 0)
	across, down := number(s.x, "MergeAcross", 0), number(s.x, "MergeDown", 0)
	class := s.classes[value(s.x, "StyleID")]
	formula := value(s.x, "Formula") != ""
	s.col = col + across + 1
	s.b.Merge(s.row, col, s.row+down, col+across)
	kind := ""
	for depth := s.x.Depth(); s.x.Depth() >= depth; {
		switch s.x.Next() {
		case xml.TokenNone:
			return s.x.Err
		case xml.TokenOpen:
			if string(s.x.Name) != "Data" {
				s.x.Skip()
				continue
			}
			kind = value(s.x, "Type")
			s.text = s.appendAll(s.text[:0])
		}
	}
	if formula {
		n, ok := table.ParseFixed(s.text)
		s.b.Formula(col, kind == "" || kind != "String" && len(s.text) == 0, kind == "Number" && ok && n == 0)
	}
	if kind == "" {
		return s.b.Room()
	}
	return s.put(col, kind, class)
}

func (s *sheetReader) put(col int, kind string, class table.Class) error {
	trimmed := bytes.TrimSpace(s.text)
	switch kind {
	case "Number":
		return s.b.Digits(s.row, col, trimmed, class)
	case "DateTime":
		text, _, _ := bytes.Cut(trimmed, []byte("T00:00:00"))
		if rest, ok := bytes.CutPrefix(trimmed, []byte("1899-12-31T")); ok {
			text = rest // a time of day alone
		}
		return s.b.ISO(s.row, col, text)
	case "Boolean":
		if len(trimmed) == 1 {
			return s.b.Truth(s.row, col, trimmed[0] == '1')
		}
	case "Error":
		return s.b.Error(s.row, col, string(trimmed))
	}
	return s.b.Text(s.row, col, s.text)
}

// appendAll appends all text of the element just opened, that of the marks of style in it as well.
func (s *sheetReader) appendAll(dst []byte) []byte {
	for depth := s.x.Depth(); s.x.Depth() >= depth; {
		switch s.x.Next() {
		case xml.TokenNone:
			return dst
		case xml.TokenText:
			dst = s.x.AppendChars(dst, s.x.Text)
		}
	}
	return dst
}
