package book

import (
	"bytes"
	"errors"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"fenji/scoring/protocol"
)

// plainWidths are those of the columns of a sheet of facts and sentences, and figureWidths those of one with charts, in
// characters of the default font. A text that ends its row reaches to the last column.
var (
	plainWidths  = []float64{27, 15, 19, 18, 15, 46}
	figureWidths = []float64{24, 15, 15, 18, 15, 13, 13, 13}
)

// Heights of rows in points.
const (
	lineHeight  = 17
	titleHeight = 34
	headHeight  = 21
)

// Build makes the styled sheets in an outline and gives the workbook back. All texts stand in their cells.
func Build(m protocol.Build, outline []byte) ([]byte, error) {
	f, err := excelize.OpenReader(bytes.NewReader(outline))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	names := f.GetSheetList()
	looks := map[look]int{}
	for _, p := range m.Panels {
		if p.Sheet < 0 || p.Sheet >= len(names) {
			return nil, errors.New("book: no such sheet in the outline")
		}
		s := sheet{file: f, name: names[p.Sheet], looks: looks, widths: plainWidths, money: m.Money}
		if err := s.fill(p, m.Page); err != nil {
			return nil, err
		}
	}
	if t := f.ContentTypes; t != nil { // excelize takes kinds of pictures out of a map; the same export is the same bytes
		sort.Slice(t.Defaults, func(i, j int) bool { return t.Defaults[i].Extension < t.Defaults[j].Extension })
	}
	var out bytes.Buffer
	err = f.Write(&out)
	return out.Bytes(), err
}

// A sheet is the sheet that is being made.
type sheet struct {
	file   *excelize.File
	name   string
	widths []float64
	rows   *excelize.StreamWriter
	n      int // rows written
	looks  map[look]int
	money  string // number format of money; "" for the plain one
	err    error
}

// fill makes the sheet. Charts and colours by value are added before the rows are closed, which writes them with the rest.
func (s *sheet) fill(p protocol.Panel, page string) error {
	if len(p.Charts) > 0 {
		s.widths = figureWidths
	}
	if err := s.setUp(p.Title, page); err != nil {
		return err
	}
	s.row(titleHeight, look{title: true}, []protocol.Cell{{Kind: protocol.CellText, Text: p.Title}})
	for i, b := range p.Blocks {
		first := s.block(b)
		if b.Scale {
			s.scale(b, first)
		}
		for _, c := range p.Charts {
			if c.Block == i {
				s.chart(c, b, first)
			}
		}
	}
	if s.err == nil {
		s.err = s.rows.Flush()
	}
	return s.err
}

// setUp says how the sheet looks on the screen and on paper: upright A4, as wide as a page.
func (s *sheet) setUp(title, page string) error {
	no, yes, a4, upright, any := false, true, 9, "portrait", 0
	foot := "&L" + footer(title) + "&R" + strings.ReplaceAll(footer(page), "{page}", "&P")
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
	for i, w := range slices.Backward(s.widths) { // each goes before the others, and they have to ascend
		if err := s.rows.SetColWidth(i+1, i+1, w); err != nil {
			return err
		}
	}
	return nil
}

// footer makes a text harmless in a footer, where & begins a code.
func footer(text string) string { return strings.ReplaceAll(text, "&", "&&") }

// block writes a block below an empty row, and tells which row is the first below its head.
func (s *sheet) block(b protocol.Block) (first int) {
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
	first = s.n + 1
	for _, line := range b.Rows {
		s.row(0, look{table: b.Head != nil, text: len(line.Cells) == 1}, line.Cells)
	}
	return first
}

// row writes the next row. Without height it is as high as its texts need.
func (s *sheet) row(height float64, l look, cells []protocol.Cell) {
	if s.err != nil || len(cells) == 0 || len(cells) > len(s.widths) {
		return
	}
	s.n++
	used := len(cells)
	if !isNumber(cells[used-1].Kind) {
		used = len(s.widths)
	}
	values := make([]any, used)
	lines := 1
	for i := range values {
		c := cells[min(i, len(cells)-1)]
		cell := excelize.Cell{StyleID: s.style(l.of(c))}
		if i < len(cells) {
			cell.Value = content(c)
			lines = max(lines, linesOf(c.Text, s.span(i, len(cells), used)))
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
func (s *sheet) span(i, n, used int) float64 {
	if i < n-1 {
		return s.widths[i]
	}
	var sum float64
	for _, w := range s.widths[i:used] {
		sum += w
	}
	return sum
}

// of is the look of one cell in a row.
func (l look) of(c protocol.Cell) look {
	l.kind = c.Kind
	return l
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
