package header

import (
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// Headers in two storeys: 实收 merged over 数量 and 金额. Where a word of the lower storey stands under several of the
// upper one, both make the header; elsewhere the lower one is enough.

// lowestStorey is the row of the lowest headers where the row found is the upper storey of them.
func lowestStorey(v *read.Values, row int) int {
	for range 2 {
		lower := storeyBelow(v, row)
		if lower == row {
			break
		}
		row = lower
	}
	return row
}

// storeyBelow is the row of headers under one that is merged over them, or that stands over blank cells as merged ones look in text
// files.
func storeyBelow(v *read.Values, row int) int {
	if row < 0 || row+1 >= v.T.Rows {
		return row
	}
	if spansBlanks(v, row) {
		return row + 1
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

// spansBlanks tells whether the words of a row stand over blank cells, and the words under these are headers that stand twice: 应收,,
// 实收, over 数量,金额,数量,金额; or nothing but they stand in the row below: 日期,金额,, over ,现金,刷卡,合计.
func spansBlanks(v *read.Values, row int) bool {
	t := v.T
	if c := weigh(v, row+1); c.texts < 2 || c.data > 0 || row+2 >= t.Rows || c.contrast < 40 {
		return false
	}
	under, twice, alone := 0, false, t.Cell(row, 0).Kind == sheet.Empty || t.Cell(row+1, 0).Kind == sheet.Empty
	for col := 1; col < min(t.Cols, headerWidth); col++ {
		upper, lower := t.Cell(row, col), t.Cell(row+1, col)
		if upper.Kind == sheet.Empty && lower.Kind == sheet.Text && groupLeft(t, row, col) != "" {
			under++
			twice = twice || standsTwice(t, row+1, col)
		}
		group := col+1 < t.Cols && t.Cell(row, col+1).Kind == sheet.Empty && t.Cell(row+1, col+1).Kind == sheet.Text
		alone = alone && (upper.Kind == sheet.Empty || lower.Kind == sheet.Empty || group)
	}
	return under > 0 && (twice || alone)
}

// groupLeft is the word that stands over a blank cell: the next one to its left.
func groupLeft(t *sheet.Table, row, col int) string {
	for ; col >= 0; col-- {
		if c := t.Cell(row, col); c.Kind == sheet.Text {
			return tidyHeader(t.Text(c))
		} else if c.Kind != sheet.Empty {
			break
		}
	}
	return ""
}

// groupOver is the text of the cell that is merged over a column and others in a row; "" when none is. In a row without merged
// cells, it is the next word to the left.
func groupOver(t *sheet.Table, row, col int) string {
	if row >= 0 && !mergedIn(t, row) {
		return groupLeft(t, row, col)
	}
	for _, m := range t.Merged {
		if int(m.Top) <= row && row <= int(m.Bottom) && int(m.Left) <= col && col <= int(m.Right) && m.Left < m.Right {
			return tidyHeader(t.Text(t.Cell(int(m.Top), int(m.Left))))
		}
	}
	return ""
}

// mergedIn tells whether cells of a row are merged.
func mergedIn(t *sheet.Table, row int) bool {
	for _, m := range t.Merged {
		if int(m.Top) <= row && row <= int(m.Bottom) {
			return true
		}
	}
	return false
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
