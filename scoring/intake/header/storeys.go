package header

import (
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// Headers in two storeys: 实收 merged over 数量 and 金额. Where a word of the lower storey stands under several of the
// upper one, both make the header; elsewhere the lower one is enough.

// lowestStorey is the row of the lowest headers where the row found is the upper storey of them.
func lowestStorey(v *read.Values, row int) int {
	if row < 0 || row+1 >= v.T.Rows {
		return row
	}
	for _, m := range v.T.Merged {
		if int(m.Top) != row || m.Bottom != m.Top || m.Left == m.Right || v.T.Cell(row+1, int(m.Right)).Kind != sheet.Text {
			continue
		}
		if c, over := weigh(v, row+1), weigh(v, row); over.texts >= 2 && c.texts >= 2 && c.data == 0 {
			return row + 1
		}
	}
	return row
}

// groupOver is the text of the cell that is merged over a column and others in a row; "" when none is.
func groupOver(t *sheet.Table, row, col int) string {
	for _, m := range t.Merged {
		if int(m.Top) <= row && row <= int(m.Bottom) && int(m.Left) <= col && col <= int(m.Right) && m.Left < m.Right {
			return tidyHeader(t.Text(t.Cell(int(m.Top), int(m.Left))))
		}
	}
	return ""
}

// standsTwice tells whether the row holds the same word in another column as well.
func standsTwice(t *sheet.Table, row, col int) bool {
	c := t.Cell(row, col)
	for other := range t.Cols {
		if other != col && c.Kind == sheet.Text && t.Cell(row, other) == c {
			return true
		}
	}
	return false
}

// joined writes two words as one: Latin ones with a space between.
func joined(a, b string) string {
	if b == "" {
		return a
	}
	if a[len(a)-1] < 0x80 && b[0] < 0x80 {
		return a + " " + b
	}
	return a + b
}
