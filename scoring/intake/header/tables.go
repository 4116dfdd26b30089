package header

import (
	"slices"
	"strings"

	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// A Part is one of several tables on a sheet. Its cells stand where they stand on the sheet.
type Part struct {
	Table   *sheet.Table
	Mapping intake.Mapping
	Col     int // its first column
}

// Parts are the tables that stand beside or below each other on a sheet, each of which can be graded by its headers; nil
// when there is only one.
func Parts(t *sheet.Table, m intake.Mapping) []Part {
	if m.HeaderRow < 0 {
		return nil
	}
	if parts := sideBySide(t, m); len(parts) > 1 {
		return parts
	}
	return stacked(t, m)
}

// complete tells whether a table can be graded by what its headers say.
func complete(m intake.Mapping) bool {
	for _, c := range m.Columns {
		switch c.Role {
		case intake.Customer, intake.Date, intake.Days, intake.Amount:
			if c.Why != intake.WhyHeader {
				return false
			}
		}
	}
	return m.HeaderRow >= 0 && len(m.Missing()) == 0
}

// sideBySide are the tables that stand side by side: between blank columns, or where the headers begin anew.
func sideBySide(t *sheet.Table, m intake.Mapping) (parts []Part) {
	groups, n := groupsOf(t, m)
	if n < 2 {
		return nil
	}
	for g := range n {
		to, first := make([]int, t.Cols), -1
		for col := range to {
			if to[col] = -1; groups[col] == g {
				if to[col] = col; first < 0 {
					first = col
				}
			}
		}
		part := t.Arrange(to)
		if guess, err := Guess(part); err == nil && complete(guess) {
			parts = append(parts, Part{part, guess, first})
		} else if len(parts) > 0 && unnamed(t, m.HeaderRow, to) {
			parts = appendBare(parts, part, first)
		}
	}
	return parts
}

// unnamed tells whether columns have no headers in the row of the first table's.
func unnamed(t *sheet.Table, row int, cols []int) bool {
	for _, col := range cols {
		if col >= 0 && t.Cell(row, col).Kind != sheet.Empty {
			return false
		}
	}
	return true
}

// appendBare adds a table without headers in which somebody and a day stand.
func appendBare(parts []Part, t *sheet.Table, first int) []Part {
	if guess, err := GuessBelow(t, -1); err == nil && guess.Column(intake.Customer) >= 0 && guess.Column(intake.Date) >= 0 {
		return append(parts, Part{t, guess, first})
	}
	return parts
}

// groupsOf numbers the runs of columns; -1 for a blank one.
func groupsOf(t *sheet.Table, m intake.Mapping) (groups []int, n int) {
	groups = make([]int, t.Cols)
	n = 0
	fresh, start := true, ""
	for col := range t.Cols {
		if t.Filled(col, 0) == 0 {
			groups[col], fresh = -1, true
			continue
		}
		text := tidyHeader(t.Text(t.Cell(m.HeaderRow, col)))
		if fresh || text != "" && text == start {
			n, fresh, start = n+1, false, text
		}
		groups[col] = n - 1
	}
	return groups, n
}

// stacked are the tables that stand one below the other, each under headers of its own.
func stacked(t *sheet.Table, m intake.Mapping) (parts []Part) {
	v := read.Of(t)
	rows := []int{}
	for row := range m.HeaderRow {
		if c := weigh(v, row); c.exact >= 2 && c.data == 0 && c.contrast > 0 && !sameRow(t, row, m.HeaderRow) {
			rows = append(rows, row)
			break
		}
	}
	rows = append(rows, m.HeaderRow)
	rows = append(rows, below(v, m)...)
	for _, row := range afterBlank(v, m) {
		if !slices.Contains(rows, row) {
			rows = append(rows, row)
		}
	}
	slices.Sort(rows)
	for i, row := range rows {
		from, to := row, t.Rows
		if i == 0 {
			from = 0 // with its titles
		}
		if i+1 < len(rows) {
			to = endAbove(t, row, rows[i+1])
		}
		if to-row < 2 || len(rows) == 1 {
			continue
		}
		part := t.Rest(from, to)
		if guess, err := GuessBelow(part, row); err == nil && (complete(guess) || i > 0 && row > m.HeaderRow) {
			parts = append(parts, Part{part, guess, firstFilled(t, row)}) // the rows of another table are none of the first's, whatever they say
		} else if i > 0 && len(parts) > 0 && firstFilled(t, row) > lastFilled(t, m.HeaderRow) {
			parts = appendBare(parts, t.Rest(row, to), firstFilled(t, row))
		}
	}
	if len(parts) < 2 {
		return nil
	}
	return parts
}

// endAbove is where a table ends above the headers of another: at the last blank row between, with the titles below it.
func endAbove(t *sheet.Table, top, next int) int {
	for row := next - 1; row > top+1; row-- {
		if t.Blank(row) {
			return row
		}
	}
	return next
}

func firstFilled(t *sheet.Table, row int) int {
	for col := range t.Cols {
		if t.Cell(row, col).Kind != sheet.Empty {
			return col
		}
	}
	return 0
}

func lastFilled(t *sheet.Table, row int) int {
	for col := t.Cols - 1; col > 0; col-- {
		if t.Cell(row, col).Kind != sheet.Empty {
			return col
		}
	}
	return 0
}

// Titles are the rows below a blank one, with nothing but one text, under which rows go on: their numbers and texts.
func Titles(t *sheet.Table, m intake.Mapping) (rows []int, texts []string) {
	const most = 5000
	looked := 0
	for blank := range t.Blanks(m.HeaderRow + 2) {
		row := blank + 1
		if row >= t.Rows-1 || looked == most {
			break
		}
		if t.Blank(row) || t.Blank(row+1) {
			continue
		}
		looked++
		if col := firstFilled(t, row); col == lastFilled(t, row) && t.Cell(row, col).Kind == sheet.Text {
			rows, texts = append(rows, row), append(texts, t.Text(t.Cell(row, col)))
		}
	}
	return rows, texts
}

// mostBelow bounds how many rows of headers are looked for.
const mostBelow = 20

// below are rows of other headers further down: a word of headers stands where dates or amounts do.
func below(v *read.Values, m intake.Mapping) (rows []int) {
	known, t := known(), v.T
	met := map[uint32]bool{}
	for _, r := range [...]intake.Role{intake.Amount, intake.Date} {
		col := m.Column(r)
		if col < 0 || len(rows) > 0 {
			continue
		}
		for row := m.HeaderRow + 1; row < t.Rows && len(rows) < mostBelow; {
			s := t.Span(row, col)
			for i, k := range s.Kinds {
				if k != sheet.Text {
					continue
				}
				id := s.Cell(i).TextID()
				heads, seen := met[id]
				if !seen && len(met) < 1000 {
					text := t.String(id)
					heads = len(text) <= 60 && !strings.ContainsAny(text, "0123456789") && known.read(text).exact
					met[id] = heads
				}
				if heads && otherHeaders(v, row+i, m.HeaderRow) {
					rows = append(rows, row+i)
				}
			}
			row = s.To
		}
	}
	return rows
}

// afterBlank are rows of other headers that follow a blank row, in whatever columns.
func afterBlank(v *read.Values, m intake.Mapping) (rows []int) {
	const most = 5000
	t, looked := v.T, 0
	for blank := range t.Blanks(m.HeaderRow + 1) {
		row := blank + 1
		if row >= t.Rows-1 || looked == most || len(rows) == mostBelow {
			break
		}
		if t.Blank(row) {
			continue
		}
		looked++
		if otherHeaders(v, row, m.HeaderRow) || firstFilled(t, row) > lastFilled(t, m.HeaderRow) && lastFilled(t, row) > firstFilled(t, row)+1 {
			rows = append(rows, row)
			continue
		}
		if head := belowTitle(t, row); freshHeaders(v, head, m.HeaderRow) {
			rows = append(rows, head)
		}
	}
	return rows
}

// belowTitle is the next row, where one holds nothing but a title.
func belowTitle(t *sheet.Table, row int) int {
	if col := firstFilled(t, row); row+1 < t.Rows && col == lastFilled(t, row) && t.Cell(row, col).Kind == sheet.Text && !t.Blank(row+1) {
		return row + 1
	}
	return row
}

// freshHeaders tells whether a row behind a blank one holds headers, even of which nothing is known: words that all differ, above
// dates or figures.
func freshHeaders(v *read.Values, row, first int) bool {
	c := weigh(v, row)
	return !labelled(v.T, row) && c.filled >= 2 && c.data == 0 && c.texts == c.filled && c.distinct == c.filled && c.contrast >= 30 && (c.exact+c.part > 0 || c.filled > 2) &&
		!headersAgain(v.T, row, first)
}

// labelled tells a row of labels, each with what it names beside it or a blank to write it, as below a printed list: 制表：王 审核：李.
// Three and more side by side are headers with a colon.
func labelled(t *sheet.Table, row int) bool {
	labels, filled := 0, 0
	for col := range t.Own() {
		s := t.Text(t.Cell(row, col))
		if s != "" {
			filled++
		}
		if strings.HasSuffix(s, "：") || strings.HasSuffix(s, ":") {
			labels++
		}
	}
	return labels > 0 && (labels < max(3, filled) || lastFilled(t, row)-firstFilled(t, row) >= filled)
}

// otherHeaders tells whether a row holds headers, and not those of another row again.
func otherHeaders(v *read.Values, row, first int) bool {
	c := weigh(v, row)
	return !labelled(v.T, row) && c.exact >= 2 && c.exact+c.part >= 3 && c.data == 0 && !headersAgain(v.T, row, first)
}

// headersAgain tells whether a row holds headers of the first once more, all or some of them, as on the next page of a print. Where
// some were left out the rows below go on in the first's columns, or those above come to it without a break, and none is moved.
func headersAgain(t *sheet.Table, row, first int) bool {
	if sameRow(t, row, first) {
		return true
	}
	heads, moved := map[sheet.Cell]bool{}, false
	for col := range t.Own() {
		heads[t.Cell(first, col)] = true
	}
	for col := range t.Own() {
		if c := t.Cell(row, col); c.Kind != sheet.Empty {
			moved = moved || c != t.Cell(first, col)
			if !heads[c] {
				return false
			}
		}
	}
	return !moved && !t.Blank(row-1) && firstFilled(t, row-1) != lastFilled(t, row-1) || goesOn(t, row+1, first+1) && lastFilled(t, row) < lastFilled(t, row+1)
}

// goesOn tells whether a row holds the same kinds of values as another.
func goesOn(t *sheet.Table, row, as int) bool {
	for col := range t.Own() {
		a, b := t.Cell(row, col).Kind, t.Cell(as, col).Kind
		if a != b && a != sheet.Empty && b != sheet.Empty {
			return false
		}
	}
	return true
}
