package book

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/xuri/excelize/v2"

	"fenji/wasm/protocol"
)

// columns is how many columns the sheet has. A text that ends its row reaches to the last of them.
const columns = 6

// widths are in characters of the default font.
var widths = [columns]float64{27, 15, 19, 18, 15, 46}

// Heights of rows in points.
const (
	lineHeight  = 17
	titleHeight = 34
	headHeight  = 21
)

// Build makes the styled sheet in an outline and gives the workbook back. All texts stand in their cells.
func Build(m protocol.Build, outline []byte) ([]byte, error) {
	f, err := excelize.OpenReader(bytes.NewReader(outline))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	names := f.GetSheetList()
	if m.Sheet < 0 || m.Sheet >= len(names) {
		return nil, errors.New("book: no such sheet in the outline")
	}
	s := sheet{file: f, name: names[m.Sheet], looks: map[look]int{}}
	if err := s.setUp(m); err != nil {
		return nil, err
	}
	s.row(titleHeight, look{title: true}, []protocol.Cell{{Kind: protocol.CellText, Text: m.Title}})
	for _, b := range m.Blocks {
		s.block(b)
	}
	if s.err == nil {
		s.err = s.rows.Flush()
	}
	if s.err != nil {
		return nil, s.err
	}
	var out bytes.Buffer
	err = f.Write(&out)
	return out.Bytes(), err
}

// A sheet is the sheet that is being made.
type sheet struct {
	file  *excelize.File
	name  string
	rows  *excelize.StreamWriter
	n     int // rows written
	looks map[look]int
	err   error
}

// setUp says how the sheet looks on the screen and on paper: upright A4, as wide as a page.
func (s *sheet) setUp(m protocol.Build) error {
	no, yes, a4, upright, any := false, true, 9, "portrait", 0
	foot := "&L" + footer(m.Title) + "&R" + strings.ReplaceAll(footer(m.Page), "{page}", "&P")
	err := errors.Join(
		s.file.SetSheetView(s.name, 0, &excelize.ViewOptions{ShowGridLines: &no}),
		s.file.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &yes}),
		s.file.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &upright, FitToHeight: &any}),
		s.file.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{OddFooter: foot}),
	)
	if err != nil {
		return err
	}
	if s.rows, err = s.file.NewStreamWriter(s.name); err != nil {
		return err
	}
	for i, w := range slices.Backward(widths[:]) { // each goes before the others, and they have to ascend
		if err := s.rows.SetColWidth(i+1, i+1, w); err != nil {
			return err
		}
	}
	return nil
}

// footer makes a text harmless in a footer, where & begins a code.
func footer(text string) string { return strings.ReplaceAll(text, "&", "&&") }

// block writes a block below an empty row.
func (s *sheet) block(b protocol.Block) {
	s.n++
	if b.Title != "" {
		s.row(headHeight, look{section: true}, []protocol.Cell{{Kind: protocol.CellText, Text: b.Title}})
	}
	if b.Head != nil {
		head := make([]protocol.Cell, len(b.Head))
		for i, text := range b.Head {
			head[i] = protocol.Cell{Kind: protocol.CellText, Text: text}
			if len(b.Rows) > 0 && i < len(b.Rows[0].Cells) && isNumber(b.Rows[0].Cells[i].Kind) {
				head[i].Kind = protocol.CellCount // stands to the right like the numbers below
			}
		}
		s.row(headHeight, look{head: true}, head)
	}
	for _, line := range b.Rows {
		s.row(0, look{table: b.Head != nil, text: len(line.Cells) == 1}, line.Cells)
	}
}

// row writes the next row. Without height it is as high as its texts need.
func (s *sheet) row(height float64, l look, cells []protocol.Cell) {
	if s.err != nil || len(cells) == 0 || len(cells) > columns {
		return
	}
	s.n++
	used := len(cells)
	if !isNumber(cells[used-1].Kind) {
		used = columns
	}
	values := make([]any, used)
	lines := 1
	for i := range values {
		c := cells[min(i, len(cells)-1)]
		cell := excelize.Cell{StyleID: s.style(l.of(c))}
		if i < len(cells) {
			cell.Value = content(c)
			lines = max(lines, linesOf(c.Text, span(i, len(cells), used)))
		}
		values[i] = cell
	}
	if height == 0 {
		height = float64(lines)*lineHeight + 3
	}
	if s.err == nil {
		s.err = s.rows.SetRow("A"+strconv.Itoa(s.n), values, excelize.RowOpts{Height: height})
	}
	if s.err == nil && len(cells) < used {
		from, _ := excelize.CoordinatesToCellName(len(cells), s.n)
		to, _ := excelize.CoordinatesToCellName(used, s.n)
		s.err = s.rows.MergeCell(from, to)
	}
}

// span is the width of a row's cell i of n when the row takes that many columns.
func span(i, n, used int) float64 {
	if i < n-1 {
		return widths[i]
	}
	var sum float64
	for _, w := range widths[i:used] {
		sum += w
	}
	return sum
}

// of is the look of one cell in a row.
func (l look) of(c protocol.Cell) look {
	l.kind = c.Kind
	if c.Kind == protocol.CellGrade {
		l.kind += firstLetter(c.Text)
	}
	return l
}

func firstLetter(s string) string {
	if s == "" || s[0] > unicode.MaxASCII {
		return ""
	}
	return s[:1]
}

func isNumber(kind string) bool {
	switch kind {
	case protocol.CellCount, protocol.CellNumber, protocol.CellMoney, protocol.CellShare:
		return true
	}
	return false
}

// content is a cell's value as a spreadsheet keeps it. What is no number or date after all stays a text.
func content(c protocol.Cell) any {
	switch {
	case isNumber(c.Kind):
		if n, err := strconv.ParseFloat(c.Text, 64); err == nil {
			return n
		}
	case c.Kind == protocol.CellDate:
		if day, err := time.Parse(time.DateOnly, c.Text); err == nil {
			return day
		}
	}
	if c.Text == "" {
		return nil
	}
	return c.Text
}

// linesOf estimates how many lines a text takes in a column of that width, two characters of which are margins. A
// Chinese character is as wide as two others.
func linesOf(text string, width float64) int {
	var units float64
	for _, r := range text {
		units += 0.9
		if r >= 0x2E80 {
			units += 1.1
		}
	}
	return max(1, int(units/(width-2)+0.999))
}
