package book

import (
	"errors"
	"fmt"

	"github.com/xuri/excelize/v2"

	"fenji/scoring/protocol"
)

// The size of charts in pixels: as wide as a panel, and as high as some empty rows, which programs make 17 to 20 high.
const (
	chartWidth  = 900
	chartHeight = 300
	chartRows   = 18
)

// Colours of what is drawn, those of the page's charts.
const (
	firstColor  = "00806A"
	secondColor = "C98A1B"
	fewColor    = "FFFFFF"
	manyColor   = "6FB8A6"
)

// chart draws columns of the block whose rows begin at first, in the empty rows that it leaves below.
func (s *sheet) chart(c protocol.Chart, b protocol.Block, first int) {
	if s.err != nil || c.Rows < 1 || c.Rows > len(b.Rows) || max(c.First, c.Second) >= len(b.Head) {
		return
	}
	at := fmt.Sprintf("A%d", s.n+2)
	s.n += chartRows + 1
	one := s.series(c, c.First, first, firstColor)
	two := s.series(c, c.Second, first, secondColor)
	drawn := &excelize.Chart{
		Type: excelize.Col, Series: []excelize.ChartSeries{one}, VaryColors: new(bool),
		Title:     excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: b.Title, Font: &excelize.Font{Size: 12, Color: ink}}}},
		Legend:    excelize.ChartLegend{Position: "bottom"},
		Dimension: excelize.ChartDimension{Width: chartWidth, Height: chartHeight},
		Format:    excelize.GraphicOptions{OffsetX: 4, OffsetY: 4, AltText: b.Title},
	}
	if !c.Mixed {
		drawn.Series = append(drawn.Series, two)
		drawn.YAxis = excelize.ChartAxis{MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "0%"}}
		s.err = s.file.AddChart(s.name, at, drawn)
		return
	}
	if s.err = s.file.InsertPageBreak(s.name, fmt.Sprintf("A%d", first-2)); s.err != nil {
		return // table and chart are to stand on one page
	}
	drawn.YAxis = excelize.ChartAxis{MajorGridLines: true}
	two.Marker = excelize.ChartMarker{Symbol: "circle", Size: 5}
	two.Line = excelize.LineOptions{Width: 2, Fill: solid(secondColor)}
	s.err = s.file.AddChart(s.name, at, drawn, &excelize.Chart{Type: excelize.Line, Series: []excelize.ChartSeries{two},
		YAxis: excelize.ChartAxis{Secondary: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "#,##0"}}})
}

// series names the cells of a column; the head names the series, and the first column what is compared.
func (s *sheet) series(c protocol.Chart, column, first int, color string) excelize.ChartSeries {
	cells := func(col, from, to int) string {
		letter, err := excelize.ColumnNumberToName(col + 1)
		s.err = errors.Join(s.err, err)
		if from == to {
			return fmt.Sprintf("%s!$%s$%d", quoted(s.name), letter, from)
		}
		return fmt.Sprintf("%s!$%s$%d:$%s$%d", quoted(s.name), letter, from, letter, to)
	}
	last := first + c.Rows - 1
	return excelize.ChartSeries{Name: cells(column, first-1, first-1), Categories: cells(0, first, last),
		Values: cells(column, first, last), Fill: solid(color)}
}

func quoted(name string) string { return "'" + name + "'" }

// scale colours the counts of a block by how large they are; the last row and column are sums.
func (s *sheet) scale(b protocol.Block, first int) {
	if s.err != nil || len(b.Rows) < 2 || len(b.Head) < 3 {
		return
	}
	last, err := excelize.ColumnNumberToName(len(b.Head) - 1)
	if err != nil {
		s.err = err
		return
	}
	s.err = s.file.SetConditionalFormat(s.name, fmt.Sprintf("B%d:%s%d", first, last, first+len(b.Rows)-2),
		[]excelize.ConditionalFormatOptions{{Type: "2_color_scale", Criteria: "=", MinType: "min", MaxType: "max",
			MinColor: "#" + fewColor, MaxColor: "#" + manyColor}})
}
