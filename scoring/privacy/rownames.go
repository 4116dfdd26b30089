package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fenji/scoring/sheet"
)

// Names in remarks are beyond any list of words. But the name of a row's own person is known, and remarks mostly speak
// of that one.

// RowNames gives the names in a row, and the column of each.
func RowNames(t *sheet.Table, columns []Column, row int) (names []string, cols []Column) {
	for _, c := range columns {
		if c.Kind != Name {
			continue
		}
		cell := t.Cell(row, c.Index)
		if cell.Kind != sheet.Text {
			continue
		}
		if name := strings.TrimSpace(t.String(cell.TextID())); isTelling(name) {
			names, cols = append(names, name), append(cols, c)
		}
	}
	return names, cols
}

// isTelling tells names that stand for somebody wherever they are found: two Chinese characters, or three letters.
func isTelling(name string) bool {
	r, _ := utf8.DecodeRuneInString(name)
	n := utf8.RuneCountInString(name)
	return n >= 3 || n == 2 && unicode.Is(unicode.Han, r)
}

// Screened is the cell of a row as the screen shows it: masked, and in free texts the row's own names, too.
func Screened(t *sheet.Table, columns []Column, row, col int) string {
	cell := t.Cell(row, col)
	text := t.Text(cell)
	if text == "" || col >= len(columns) {
		return text
	}
	text = columns[col].Screen(text)
	if cell.Kind == sheet.Text && columns[col].Kind == None && !columns[col].Codes {
		names, _ := RowNames(t, columns, row)
		for _, name := range names {
			text = strings.ReplaceAll(text, name, Mask(Name, name))
		}
	}
	return text
}
