package book

import (
	"github.com/xuri/excelize/v2"

	"fenji/scoring/protocol"
)

// A look is all that a cell's style depends on.
type look struct {
	title, section, head, table, text bool
	kind                              string // of the cell
}

// Colours, those of the page.
const (
	ink     = "15211E"
	muted   = "5B6B66"
	accent  = "00604F"
	headBed = "E3F1EE"
	rule    = "CBD3CF"
)

// grades are the colour and the bed of each grade by its place.
var grades = map[string][2]string{
	protocol.CellGrade + "1": {"00604F", "DCEFE9"},
	protocol.CellGrade + "2": {"2F66B0", "E2EBF8"},
	protocol.CellGrade + "3": {"9A6700", "F7ECD3"},
	protocol.CellGrade + "4": {"A5412F", "F8E2DD"},
	protocol.CellGrade + "5": {"76418A", "F0E4F5"},
	protocol.CellGrade + "6": {"4E5766", "E5E8ED"},
}

// formats are the number formats by kind.
var formats = map[string]string{
	protocol.CellCount: "#,##0", protocol.CellMoney: "#,##0.00", protocol.CellShare: "0.0%",
	protocol.CellDate: "yyyy\\-mm\\-dd",
}

// style gives the number of a look in the workbook, where it stands once.
func (s *sheet) style(l look) int {
	if id, ok := s.looks[l]; ok {
		return id
	}
	style := l.style()
	if s.money != "" && l.kind == protocol.CellMoney {
		style.CustomNumFmt = &s.money
	}
	id, err := s.file.NewStyle(style)
	if err != nil && s.err == nil {
		s.err = err
	}
	s.looks[l] = id
	return id
}

func (l look) style() *excelize.Style {
	font := &excelize.Font{Size: 11, Color: ink, Family: "Microsoft YaHei"}
	align := &excelize.Alignment{Vertical: "center", Horizontal: "left", WrapText: true}
	style := &excelize.Style{Font: font, Alignment: align}
	if isNumber(l.kind) {
		align.Horizontal = "right"
	}
	if !l.title && !l.section && !l.text {
		align.Indent = 1
	}
	switch {
	case l.title:
		font.Size, font.Bold = 18, true
		return style
	case l.section:
		font.Size, font.Bold, font.Color = 12, true, accent
		return style
	case l.head:
		font.Bold = true
		style.Fill = solid(headBed)
		style.Border = []excelize.Border{{Type: "bottom", Color: rule, Style: 2}}
		return style
	}
	if l.kind == protocol.CellLabel {
		font.Color = muted
	}
	if c, ok := grades[l.kind]; ok {
		font.Color, font.Bold = c[0], true
		style.Fill = solid(c[1])
	}
	if format, ok := formats[l.kind]; ok {
		style.CustomNumFmt = &format
	}
	if l.table {
		style.Border = []excelize.Border{{Type: "bottom", Color: rule, Style: 1}}
	}
	return style
}

func solid(color string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
}
