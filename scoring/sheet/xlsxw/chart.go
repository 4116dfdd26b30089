package xlsxw

import (
	"strings"

	"fenji/scoring/compose"
)

// Charts are those of DrawingML (ECMA-376 Part 1, 21.2), which name the cells that they draw: a number that is changed changes its chart.

// A Chart draws one or two columns of the panel that it stands on over what another column says. Rows and columns are counted from 0.
type Chart struct {
	Title    string
	Head     int    // the row whose cells name the columns; what is drawn begins below
	Rows     int    // how many are drawn
	Names    int    // the column that says over what
	Columns  [2]int // those that are drawn
	Mixed    bool   // the second is a line with an axis of its own
	Percents bool   // the axis shows shares
}

type placedChart struct {
	Chart
	row int // counted from 0, of its upper edge
}

// The size of charts in pixels, and the rows that they take, which programs make 17 to 20 high.
const (
	chartWidth  = 900
	chartHeight = 300
	chartRows   = 18
	pixel       = 9525 // in the units of drawings
)

// Colours of what is drawn, those of the page's charts.
const (
	firstColor  = "00806A"
	secondColor = "C98A1B"
	fewColor    = "FFFFFF"
	manyColor   = "6FB8A6"
	inkColor    = "15211E"
	lineColor   = "D9DFDC"
)

const (
	nsChart   = `http://schemas.openxmlformats.org/drawingml/2006/chart`
	nsMain    = `http://schemas.openxmlformats.org/drawingml/2006/main`
	nsDrawing = `http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing`
)

// appendDrawing places the charts of a sheet.
func appendDrawing(b []byte, charts []placedChart) []byte {
	b = append(b, xmlHead+`<xdr:wsDr xmlns:xdr="`+nsDrawing+`" xmlns:a="`+nsMain+`">`...)
	for i, c := range charts {
		b = compose.Append(b, `<xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>%d</xdr:colOff><xdr:row>%d</xdr:row>`+
			`<xdr:rowOff>%d</xdr:rowOff></xdr:from><xdr:ext cx="%d" cy="%d"/><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>`+
			`<xdr:cNvPr id="%d" name="%d" descr="`, 4*pixel, c.row, 4*pixel, chartWidth*pixel, chartHeight*pixel, i+2, i+1)
		b = appendAttr(b, c.Title)
		b = compose.Append(b, `"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>`+
			`<a:graphic><a:graphicData uri="`+nsChart+`"><c:chart xmlns:c="`+nsChart+`" xmlns:r="`+NsRelations+`" r:id="rId%d"/>`+
			`</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:oneCellAnchor>`, i+1)
	}
	return append(b, `</xdr:wsDr>`...)
}

// The numbers of axes: categories and values, and those of the second series where it has its own.
const (
	axisNames, axisValues, axisSecondNames, axisSecondValues = 1, 2, 3, 4
)

// appendChart writes the part of a chart of a sheet, whose name stands there as formulas write it.
func appendChart(b []byte, c *Chart, sheet string) []byte {
	b = append(b, xmlHead+`<c:chartSpace xmlns:c="`+nsChart+`" xmlns:a="`+nsMain+`" xmlns:r="`+NsRelations+`"><c:roundedCorners val="0"/>`+
		`<c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr/></a:pPr><a:r><a:rPr lang="zh-CN" sz="1200" b="0">`+
		`<a:solidFill><a:srgbClr val="`+inkColor+`"/></a:solidFill></a:rPr><a:t>`...)
	b = appendXString(b, c.Title)
	b = append(b, `</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>`+
		`<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>`...)
	b = c.appendSeries(b, sheet, 0, false)
	if !c.Mixed {
		b = c.appendSeries(b, sheet, 1, false)
	}
	b = compose.Append(b, `<c:gapWidth val="80"/><c:axId val="%d"/><c:axId val="%d"/></c:barChart>`, axisNames, axisValues)
	if c.Mixed {
		b = append(b, `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>`...)
		b = c.appendSeries(b, sheet, 1, true)
		b = compose.Append(b, `<c:marker val="1"/><c:axId val="%d"/><c:axId val="%d"/></c:lineChart>`, axisSecondNames, axisSecondValues)
	}
	format := "General"
	if c.Percents {
		format = "0%"
	}
	b = appendAxes(b, axisNames, axisValues, format, false)
	if c.Mixed {
		b = appendAxes(b, axisSecondNames, axisSecondValues, "#,##0", true)
	}
	return append(b, `</c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/>`+
		`<c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>`...)
}

// appendSeries writes one of the two series.
func (c *Chart) appendSeries(b []byte, sheet string, i int, line bool) []byte {
	color := [...]string{firstColor, secondColor}[i]
	first, last := c.Head+2, c.Head+1+c.Rows
	b = compose.Append(b, `<c:ser><c:idx val="%d"/><c:order val="%d"/><c:tx><c:strRef><c:f>`, i, i)
	b = appendXString(b, area(sheet, c.Columns[i], c.Head+1, c.Head+1))
	b = append(b, `</c:f></c:strRef></c:tx>`...)
	if fill := `<a:solidFill><a:srgbClr val="` + color + `"/></a:solidFill>`; line {
		b = append(b, `<c:spPr><a:ln w="25400">`+fill+`</a:ln></c:spPr><c:marker><c:symbol val="circle"/><c:size val="5"/><c:spPr>`+fill+
			`</c:spPr></c:marker>`...)
	} else {
		b = append(b, `<c:spPr>`+fill+`</c:spPr><c:invertIfNegative val="0"/>`...)
	}
	b = appendXString(append(b, `<c:cat><c:strRef><c:f>`...), area(sheet, c.Names, first, last))
	b = appendXString(append(b, `</c:f></c:strRef></c:cat><c:val><c:numRef><c:f>`...), area(sheet, c.Columns[i], first, last))
	b = append(b, `</c:f></c:numRef></c:val>`...)
	if line {
		b = append(b, `<c:smooth val="0"/>`...)
	}
	return append(b, `</c:ser>`...)
}

// appendAxes writes the axes of one kind of series. Those of the second stand to the right, without names.
func appendAxes(b []byte, names, values int, format string, second bool) []byte {
	hidden, side, crosses, lines := "0", "l", "autoZero", `<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="`+lineColor+
		`"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>`
	if second {
		hidden, side, crosses, lines = "1", "r", "max", ""
	}
	b = compose.Append(b, `<c:catAx><c:axId val="%d"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="%s"/>`+
		`<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>`+
		`<c:tickLblPos val="low"/><c:crossAx val="%d"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>`+
		`<c:noMultiLvlLbl val="0"/></c:catAx>`, names, hidden, values)
	return compose.Append(b, `<c:valAx><c:axId val="%d"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>`+
		`<c:axPos val="%s"/>%s<c:numFmt formatCode="%s" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>`+
		`<c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:crossAx val="%d"/><c:crosses val="%s"/>`+
		`<c:crossBetween val="between"/></c:valAx>`, values, side, lines, strings.ReplaceAll(format, `"`, "&quot;"), names, crosses)
}
