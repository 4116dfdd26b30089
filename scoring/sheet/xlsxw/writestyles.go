package xlsxw

import (
	"slices"

	"fenji/scoring/compose"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/value"
)

// A look is what a style shows: indexes into the fonts, fills and borders below, and an alignment.
type look struct {
	font, fill, border int
	align              string
}

// looks are the styles. The soft colours of the grades are those of the page.
var looks = [value.Styles]look{
	value.Plain:  {},
	value.Header: {font: 1, fill: 2, border: 1, align: `<alignment vertical="center" wrapText="1"/>`},
	value.Title:  {font: 2},
	value.Wrap:   {align: `<alignment vertical="top" wrapText="1"/>`},
	value.Money:  {},
	value.Grade1: {font: 3, fill: 3, align: centred},
	value.Grade2: {font: 4, fill: 4, align: centred},
	value.Grade3: {font: 5, fill: 5, align: centred},
	value.Grade4: {font: 6, fill: 6, align: centred},
	value.Grade5: {font: 8, fill: 9, align: centred},
	value.Grade6: {font: 9, fill: 10, align: centred},
	value.Muted:  {font: 7},
	value.Strong: {font: 1},

	value.Wrong:    {fill: 7},
	value.Doubtful: {fill: 8},

	value.HeaderRight:  {font: 1, fill: 2, border: 1, align: `<alignment horizontal="right" vertical="center" wrapText="1"/>`},
	value.HeaderCentre: {font: 1, fill: 2, border: 1, align: `<alignment horizontal="center" vertical="center" wrapText="1"/>`},
	value.Line:         {border: 1, align: `<alignment vertical="center" wrapText="1"/>`},
	value.LineMoney:    {border: 1, align: toRight},

	value.PanelTitle:     {font: 10, align: toLeft},
	value.PanelSection:   {font: 11, align: toLeft},
	value.PanelHead:      {font: 1, fill: 2, border: 1, align: indented},
	value.PanelHeadRight: {font: 1, fill: 2, border: 1, align: toRight},
	value.PanelText:      {border: 1, align: indented},
	value.PanelNumber:    {border: 1, align: toRight},
	value.PanelLabel:     {font: 12, border: 1, align: indented},
	value.FactText:       {align: indented},
	value.FactNumber:     {align: toRight},
	value.FactLabel:      {font: 12, align: indented},
	value.PanelNote:      {align: toLeft},
	value.PanelGrade1:    {font: 3, fill: 3, border: 1, align: indented},
	value.PanelGrade2:    {font: 4, fill: 4, border: 1, align: indented},
	value.PanelGrade3:    {font: 5, fill: 5, border: 1, align: indented},
	value.PanelGrade4:    {font: 6, fill: 6, border: 1, align: indented},
	value.PanelGrade5:    {font: 8, fill: 9, border: 1, align: indented},
	value.PanelGrade6:    {font: 9, fill: 10, border: 1, align: indented},
}

const (
	centred  = `<alignment horizontal="center"/>`
	toLeft   = `<alignment horizontal="left" vertical="center" wrapText="1"/>`
	indented = `<alignment horizontal="left" vertical="center" wrapText="1" indent="1"/>`
	toRight  = `<alignment horizontal="right" vertical="center" wrapText="1" indent="1"/>`
)

// fonts are colour, size and weight.
var fonts = []struct {
	bold  bool
	size  int
	color string
}{
	{false, 11, "FF15211E"},
	{true, 11, "FF15211E"},
	{true, 16, "FF15211E"},
	{true, 11, "FF00604F"},
	{true, 11, "FF2F66B0"},
	{true, 11, "FF9A6700"},
	{true, 11, "FFA5412F"},
	{false, 11, "FF74827E"},
	{true, 11, "FF76418A"},
	{true, 11, "FF4E5766"},
	{true, 18, "FF15211E"},
	{true, 12, "FF00604F"},
	{false, 11, "FF5B6B66"},
}

// fills behind the two that every workbook begins with: header, the four grades, cells at fault and doubtful ones, two more grades.
var fills = []string{"FFE3F1EE", "FFDCEFE9", "FFE2EBF8", "FFF7ECD3", "FFF8E2DD", "FFF6B8AB", "FFFCE9A9", "FFF0E4F5", "FFE5E8ED"}

// formatIDs are the formats by number; from 164 on they are defined in the workbook.
var formatIDs = [formats]int{
	formatGeneral: 0, formatInteger: 1, formatMoney: 4, formatDate: 164, formatDateTime: 165, formatTime: 166, formatPercent: 167,
	formatTenths: 168, formatHundredths: 2, formatCount: 3,
}

// formatCodes are the codes from 164 on.
var formatCodes = []string{"yyyy\\-mm\\-dd", "yyyy\\-mm\\-dd\\ hh:mm:ss", "hh:mm:ss", "0.0%", "0.0"}

// appendStyles writes the styles part: each style in each format, at index style × formats + format. money is the format of
// amounts, "" for the plain one.
func appendStyles(b []byte, money string) []byte {
	codes, ids := formatCodes, formatIDs
	if money != "" {
		ids[formatMoney] = 164 + len(codes)
		codes = append(slices.Clone(codes), money)
	}
	b = compose.Append(b, xmlHead+`<styleSheet xmlns="%s"><numFmts count="%d">`, NsMain, len(codes))
	for i, code := range codes {
		b = compose.Append(b, `<numFmt numFmtId="%d" formatCode="%s"/>`, 164+i, code)
	}
	b = compose.Append(b, `</numFmts><fonts count="%d">`, len(fonts))
	for _, f := range fonts {
		b = append(b, `<font>`...)
		if f.bold {
			b = append(b, `<b/>`...)
		}
		b = compose.Append(b, `<sz val="%d"/><color rgb="%s"/><name val="Microsoft YaHei"/><family val="2"/></font>`, f.size,
			f.color)
	}
	b = compose.Append(b, `</fonts><fills count="%d"><fill><patternFill patternType="none"/></fill>`+
		`<fill><patternFill patternType="gray125"/></fill>`, 2+len(fills))
	for _, color := range fills {
		b = compose.Append(b, `<fill><patternFill patternType="solid"><fgColor rgb="%s"/><bgColor indexed="64"/></patternFill>`+
			`</fill>`, color)
	}
	const noBorder = `<border><left/><right/><top/><bottom/><diagonal/></border>`
	b = append(b, `</fills><borders count="2">`+noBorder+`<border><left/><right/><top/><bottom style="thin">`+
		`<color rgb="FFCBD3CF"/></bottom><diagonal/></border></borders>`+
		`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>`...)
	b = compose.Append(b, `<cellXfs count="%d">`, len(looks)*int(formats))
	for _, l := range looks {
		for _, id := range ids {
			b = appendXf(b, l, id)
		}
	}
	b = append(b, `</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>`...)
	b = compose.Append(b, `<dxfs count="%d">`, len(gradeLooks))
	for _, style := range gradeLooks {
		l := looks[style]
		b = compose.Append(b, `<dxf><font><b/><color rgb="%s"/></font><fill><patternFill patternType="solid">`+
			`<fgColor rgb="%s"/><bgColor rgb="%s"/></patternFill></fill></dxf>`, fonts[l.font].color, fills[l.fill-2],
			fills[l.fill-2])
	}
	return append(b, `</dxfs></styleSheet>`...)
}

// gradeLooks are the styles that a grade gives its cell by rule, so that a grade changed by hand changes its colour.
var gradeLooks = [...]value.Style{value.Grade1, value.Grade2, value.Grade3, value.Grade4, value.Grade5, value.Grade6}

// appendGradeRules writes the rules of a column of grades, from one row to another, all counted from 0. codes are the
// grades, the best first.
func appendGradeRules(b []byte, codes []string, column, from, to int) []byte {
	b = compose.Append(b, `<conditionalFormatting sqref="%s:%s">`, table.Address(from, column), table.Address(to, column))
	for i, code := range codes[:min(len(codes), len(gradeLooks))] {
		b = compose.Append(b, `<cfRule type="cellIs" dxfId="%d" priority="%d" operator="equal"><formula>"%s"</formula></cfRule>`,
			i, i+1, code)
	}
	return append(b, `</conditionalFormatting>`...)
}

func appendXf(b []byte, l look, id int) []byte {
	b = compose.Append(b, `<xf numFmtId="%d" fontId="%d" fillId="%d" borderId="%d" xfId="0" applyNumberFormat="1" `+
		`applyFont="1" applyFill="1" applyBorder="1"`, id, l.font, l.fill, l.border)
	if l.align == "" {
		return append(b, `/>`...)
	}
	b = append(b, ` applyAlignment="1">`...)
	return append(append(b, l.align...), `</xf>`...)
}
