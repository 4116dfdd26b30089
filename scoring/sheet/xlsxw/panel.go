package xlsxw

import (
	"errors"
	"strconv"
	"strings"

	"fenji/scoring/compose"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/value"
)

// A panel is a sheet to be looked at and printed: upright A4 without lines of a grid, rows of their own heights, texts that reach
// over several columns, charts of its cells. ECMA-376 Part 1, 18.3 says what stands where in a worksheet; programs take another
// order for damage.

// A panelSheet is what a panel has besides its rows, which stands behind them.
type panelSheet struct {
	merged []string
	scales []string // areas coloured by how large their numbers are
	breaks []int    // rows that end a printed page
	charts []placedChart
}

// PanelRow writes the next row of a panel, of that height in points. Its last cell reaches to column to, counted from 1, when that is
// further than the cells do.
func (w *Writer) PanelRow(height float64, cells []value.Value, to int) error {
	switch {
	case w.err != nil:
		return w.err
	case len(w.sheets) == 0 || w.sheets[len(w.sheets)-1].panel == nil:
		return errors.New("a panel's row without a panel")
	}
	p := w.sheets[len(w.sheets)-1].panel
	w.row++
	b := compose.Append(w.buf, `<row r="%d" ht="%s" customHeight="1">`, w.row, strconv.FormatFloat(height, 'f', -1, 64))
	for col := range max(len(cells), to) {
		v := cells[min(col, len(cells)-1)]
		if col >= len(cells) {
			v = value.Value{Style: v.Style} // covered by the one that reaches over it
		}
		b = w.panelCell(b, col, &v)
	}
	if n := len(cells); n > 0 && n < to {
		p.merged = append(p.merged, table.Address(w.row-1, n-1)+":"+table.Address(w.row-1, to-1))
	}
	w.buf = append(b, `</row>`...)
	if len(w.buf) > WriteBuffer {
		w.flushPart()
	}
	return w.err
}

// panelCell writes a cell; there are few, and they need not be fast.
func (w *Writer) panelCell(b []byte, col int, v *value.Value) []byte {
	f := formatOf[v.Kind]
	b = compose.Append(b, `<c r="%s" s="%d"`, table.Address(w.row-1, col), int(v.Style)*int(formats)+int(f))
	switch v.Kind {
	case value.BlankValue:
		return append(b, `/>`...)
	case value.TextValue:
		return w.appendText(b, v.Text)
	}
	return w.appendLong(b, v)
}

// Skip leaves rows of a panel blank.
func (w *Writer) Skip(rows int) { w.row += rows }

// Scale colours the numbers of an area of the panel at hand by how large they are. Rows and columns are counted from 0; it holds the last
// ones, too.
func (w *Writer) Scale(row, col, lastRow, lastCol int) {
	p := w.sheets[len(w.sheets)-1].panel
	p.scales = append(p.scales, table.Address(row, col)+":"+table.Address(lastRow, lastCol))
}

// Break begins a printed page behind the rows written so far but for the last n.
func (w *Writer) Break(n int) {
	if row := w.row - n; row > 0 {
		p := w.sheets[len(w.sheets)-1].panel
		p.breaks = append(p.breaks, row)
	}
}

// appendPanelHead begins a panel's sheet.
func appendPanelHead(b []byte, s SheetSpec, first bool) []byte {
	b = append(b, xmlHead+`<worksheet xmlns="`+NsMain+`" xmlns:r="`+NsRelations+`"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`+
		`<sheetViews><sheetView showGridLines="0"`...)
	if first {
		b = append(b, ` tabSelected="1"`...)
	}
	b = append(b, ` workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/>`...)
	return append(appendWidths(b, s.Widths), `<sheetData>`...)
}

// appendPanelEnd ends it; id is that of the relation to its drawing.
func (w *Writer) appendPanelEnd(b []byte, s *writtenSheet) []byte {
	p := s.panel
	b = append(b, `</sheetData>`...)
	if len(p.merged) > 0 {
		b = compose.Append(b, `<mergeCells count="%d">`, len(p.merged))
		for _, area := range p.merged {
			b = compose.Append(b, `<mergeCell ref="%s"/>`, area)
		}
		b = append(b, `</mergeCells>`...)
	}
	for i, area := range p.scales {
		b = compose.Append(b, `<conditionalFormatting sqref="%s"><cfRule type="colorScale" priority="%d"><colorScale><cfvo type="min"/>`+
			`<cfvo type="max"/><color rgb="FF`+fewColor+`"/><color rgb="FF`+manyColor+`"/></colorScale></cfRule></conditionalFormatting>`,
			area, i+1)
	}
	b = append(b, `<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>`+
		`<pageSetup paperSize="9" orientation="portrait" fitToHeight="0"/>`...)
	if s.spec.Foot != "" {
		b = append(appendXString(append(b, `<headerFooter><oddFooter>`...), s.spec.Foot), `</oddFooter></headerFooter>`...)
	}
	if len(p.breaks) > 0 {
		b = compose.Append(b, `<rowBreaks count="%d" manualBreakCount="%d">`, len(p.breaks), len(p.breaks))
		for _, row := range p.breaks {
			b = compose.Append(b, `<brk id="%d" max="16383" man="1"/>`, row)
		}
		b = append(b, `</rowBreaks>`...)
	}
	if len(p.charts) > 0 {
		b = append(b, `<drawing r:id="rId1"/>`...)
	}
	return append(b, `</worksheet>`...)
}

// drawn are the numbers of the sheets with charts.
func (w *Writer) drawn() (list []int) {
	for i, s := range w.sheets {
		if s.panel != nil && len(s.panel.charts) > 0 {
			list = append(list, i)
		}
	}
	return list
}

// chartParts are the parts of all charts, which are numbered through the workbook.
func (w *Writer) chartParts() (parts []closingPart) {
	n := 0
	for _, i := range w.drawn() {
		s := &w.sheets[i]
		first := n + 1
		for k := range s.panel.charts {
			n++
			parts = append(parts, closingPart{compose.Text("xl/charts/chart%d.xml", n),
				func(b []byte) []byte { return appendChart(b, &s.panel.charts[k].Chart, quotedName(s.name)) }})
		}
		count := len(s.panel.charts)
		parts = append(parts,
			closingPart{compose.Text("xl/drawings/drawing%d.xml", i+1), func(b []byte) []byte { return appendDrawing(b, s.panel.charts) }},
			closingPart{compose.Text("xl/drawings/_rels/drawing%d.xml.rels", i+1), func(b []byte) []byte {
				b = append(b, xmlHead+`<Relationships xmlns="`+NsPackage+`relationships">`...)
				for k := range count {
					b = appendRelation(b, k+1, NsRelations+"/chart", compose.Text("../charts/chart%d.xml", first+k))
				}
				return append(b, `</Relationships>`...)
			}},
			closingPart{compose.Text("xl/worksheets/_rels/sheet%d.xml.rels", i+1), func(b []byte) []byte {
				b = append(b, xmlHead+`<Relationships xmlns="`+NsPackage+`relationships">`...)
				b = appendRelation(b, 1, NsRelations+"/drawing", compose.Text("../drawings/drawing%d.xml", i+1))
				return append(b, `</Relationships>`...)
			}})
	}
	return parts
}

// appendChartTypes says what the parts of charts are.
func (w *Writer) appendChartTypes(b []byte) []byte {
	const drawing = "application/vnd.openxmlformats-officedocument."
	for _, p := range w.chartParts() {
		switch {
		case strings.HasPrefix(p.name, "xl/charts/"):
			b = appendType(b, p.name, drawing+"drawingml.chart+xml")
		case strings.HasPrefix(p.name, "xl/drawings/drawing"):
			b = appendType(b, p.name, drawing+"drawing+xml")
		}
	}
	return b
}

// quotedName is a sheet's name as formulas write it.
func quotedName(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }

// area writes the cells of a column, as formulas name them.
func area(sheet string, col, from, to int) string {
	letters := string(table.AppendColumn(nil, col))
	if from == to {
		return compose.Text("%s!$%s$%d", sheet, letters, from)
	}
	return compose.Text("%s!$%s$%d:$%s$%d", sheet, letters, from, letters, to)
}

// Chart places a chart below the rows written so far, in rows that it leaves blank.
func (w *Writer) Chart(c Chart) {
	p := w.sheets[len(w.sheets)-1].panel
	p.charts = append(p.charts, placedChart{c, w.row + 1})
	w.row += chartRows + 1
}
