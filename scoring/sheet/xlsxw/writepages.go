package xlsxw

import (
	"strings"

	"fenji/scoring/compose"
	"fenji/scoring/sheet/table"
)

// appendPages says how a sheet of some rows is printed.
func appendPages(b []byte, s SheetSpec, rows int) []byte {
	if s.PageRows < 1 {
		return append(b, `<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>`+
			`<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>`...)
	}
	b = append(b, `<pageMargins left="0.35" right="0.35" top="0.4" bottom="0.5" header="0.2" footer="0.25"/>`+
		`<pageSetup paperSize="9" scale="70" orientation="landscape"/>`+
		`<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>`...)
	breaks, n := []byte(nil), 0
	for row := s.FilterRow + s.PageRows; row < rows; row += s.PageRows {
		breaks = compose.Append(breaks, `<brk id="%d" max="16383" man="1"/>`, row)
		n++
	}
	if n == 0 {
		return b
	}
	b = compose.Append(b, `<rowBreaks count="%d" manualBreakCount="%d">`, n, n)
	return append(append(b, breaks...), `</rowBreaks>`...)
}

// appendChoices offers lists in the cells of columns.
func appendChoices(b []byte, s SheetSpec, rows int) []byte {
	if len(s.Choices) == 0 || rows <= s.FilterRow {
		return b
	}
	b = compose.Append(b, `<dataValidations count="%d">`, len(s.Choices))
	for _, c := range s.Choices {
		b = compose.Append(b, `<dataValidation type="list" allowBlank="1" sqref="%s:%s"><formula1>`,
			table.Address(s.FilterRow, c.Column-1), table.Address(rows-1, c.Column-1))
		b = appendAttr(append(b, '"'), strings.Join(c.Texts, ","))
		b = append(b, `"</formula1></dataValidation>`...)
	}
	return append(b, `</dataValidations>`...)
}
