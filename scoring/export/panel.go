package export

import (
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/sheet"
)

// tableWidths are those of the columns of a sheet of facts and sentences, and chartWidths those of one with charts, in characters
// of the default font. A text that ends its row reaches to the last column.
var (
	tableWidths = []float64{27, 15, 19, 18, 15, 46}
	chartWidths = []float64{24, 15, 15, 18, 15, 13, 13, 13}
)

// Heights of rows in points.
const (
	lineHeight  = 17
	titleHeight = 34
	headHeight  = 21
)

// spec is the sheet of a panel; page stands at the foot of what is printed, with {page} for the number.
func (p *Panel) spec(page string) sheet.SheetSpec {
	harmless := func(s string) string { return strings.ReplaceAll(s, "&", "&&") } // begins a code
	foot := "&L" + harmless(p.Title) + "&R" + strings.ReplaceAll(harmless(page), "{page}", "&P")
	return sheet.SheetSpec{Name: p.Name, Widths: p.widths(), Panel: true, Foot: foot}
}

func (p *Panel) widths() []float64 {
	if len(p.Charts) > 0 {
		return chartWidths
	}
	return tableWidths
}

// A panelWriter writes the rows of a panel.
type panelWriter struct {
	w      *sheet.Writer
	widths []float64
	err    error
}

// write writes the blocks one below the other, each with its charts below it.
func (p *Panel) write(w *sheet.Writer) error {
	out := &panelWriter{w: w, widths: p.widths()}
	out.row(titleHeight, []sheet.Value{sheet.Styled(sheet.Str(p.Title), sheet.PanelTitle)}, false)
	for i, b := range p.Blocks {
		first := out.block(b)
		if b.Scale && len(b.Rows) > 1 && len(b.Head) > 2 {
			w.Scale(first, 1, first+len(b.Rows)-2, len(b.Head)-2)
		}
		for _, c := range p.Charts {
			if c.Block != i || c.Rows < 1 || c.Rows > len(b.Rows) || max(c.Columns[0], c.Columns[1]) >= len(b.Head) {
				continue
			}
			if c.Mixed {
				w.Break(w.Rows() - first + 2) // Table and chart are to stand on one page.
			}
			w.Chart(sheet.Chart{Title: b.Title, Head: first - 1, Rows: c.Rows, Columns: c.Columns, Mixed: c.Mixed,
				Percents: b.Rows[0][c.Columns[0]].Kind == ShareCell})
		}
	}
	return out.err
}

// block writes a block below a blank row, and tells which row, counted from 0, is the first below its head.
func (out *panelWriter) block(b Block) (first int) {
	out.w.Skip(1)
	if b.Title != "" {
		out.row(headHeight, []sheet.Value{sheet.Styled(sheet.Str(b.Title), sheet.PanelSection)}, false)
	}
	if b.Head != nil {
		head := make([]sheet.Value, len(b.Head))
		right := false
		for i, text := range b.Head {
			style := sheet.PanelHead
			if right = len(b.Rows) > 0 && i < len(b.Rows[0]) && b.Rows[0][i].Kind.isNumber(); right {
				style = sheet.PanelHeadRight // as the numbers below
			}
			head[i] = sheet.Styled(sheet.Str(text), style)
		}
		out.row(headHeight, head, right)
	}
	first = out.w.Rows()
	for _, line := range b.Rows {
		values := make([]sheet.Value, len(line))
		for i, c := range line {
			values[i] = c.value(b.Head != nil, len(line) == 1)
		}
		out.row(0, values, len(line) > 0 && line[len(line)-1].Kind.isNumber())
	}
	return first
}

// row writes the next row. Without height it is as high as its texts need. A row that ends with a number ends there.
func (out *panelWriter) row(height float64, cells []sheet.Value, number bool) {
	if out.err != nil || len(cells) == 0 || len(cells) > len(out.widths) {
		return
	}
	to := len(out.widths)
	if number {
		to = len(cells)
	}
	if height == 0 {
		lines := 1
		for i, c := range cells {
			lines = max(lines, linesOf(c.Text, out.span(i, len(cells), to)))
		}
		height = float64(lines)*lineHeight + 3
	}
	out.err = out.w.PanelRow(height, cells, to)
}

// span is the width of a row's cell i of n when the row reaches that far.
func (out *panelWriter) span(i, n, to int) (sum float64) {
	if i < n-1 {
		return out.widths[i]
	}
	for _, w := range out.widths[i:to] {
		sum += w
	}
	return sum
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

func (k CellKind) isNumber() bool {
	return k == CountCell || k == NumberCell || k == MoneyCell || k == ShareCell
}

// value is the cell as a spreadsheet keeps it, in a table or alone in its row. What is no number or date after all stays a text.
func (c Cell) value(table, alone bool) sheet.Value {
	text, number, label := sheet.FactText, sheet.FactNumber, sheet.FactLabel
	if table {
		text, number, label = sheet.PanelText, sheet.PanelNumber, sheet.PanelLabel
	} else if alone {
		text = sheet.PanelNote
	}
	v := sheet.Styled(sheet.Str(c.Text), text)
	switch {
	case c.Kind > GradeCell:
		return sheet.Styled(v, sheet.PanelGrade(int(c.Kind-GradeCell)-1))
	case c.Text == "":
		return sheet.Styled(sheet.Blank, text)
	case c.Kind == LabelCell:
		return sheet.Styled(v, label)
	case c.Kind == DateCell:
		if day, err := civil.Parse(c.Text); err == nil {
			return sheet.Styled(sheet.Day(day), text)
		}
	case c.Kind.isNumber():
		if d, err := decimal.Parse(c.Text); err == nil {
			return sheet.Styled(numberOf[c.Kind](d), number)
		}
	}
	return v
}

var numberOf = [...]func(decimal.Decimal) sheet.Value{CountCell: sheet.Count, NumberCell: sheet.Num, MoneyCell: sheet.Sum,
	ShareCell: sheet.Share}
