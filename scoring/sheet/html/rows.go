package html

import (
	"bytes"
	"strconv"
	"strings"

	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/table"
)

// reader reads the rows of one table of a page.
type reader struct {
	b        *table.Builder
	formats  map[string]string // number formats by class of cells
	row, col int               // of the cell at hand; row is -1 before the first
	open     bool              // whether a cell is open
	spans    []int             // by column: how many more rows a cell above covers
	text     []byte
	cell     attributes
	columns  int // met in <col>
}

// attributes are what the tag of a cell says of its value.
type attributes struct {
	format     string
	number     string // x:num, the number behind what is shown
	isNumber   bool
	isText     bool
	cols, rows int
}

const (
	maxSpan     = 1 << 16 // of rows or columns, as browsers take them
	mostSpanned = 2 << 10 // columns in which cells from above are kept in mind: twice as many as are read
	maxText     = 16 << 20
)

// read reads from behind the tag of the table to its end. Ends of rows and cells may be missing, as in any page.
func (r *reader) read(t tokens) error {
	r.row = -1
	for depth := 1; depth > 0; {
		more := t.next()
		if r.open && depth == 1 {
			if r.text = appendText(r.text, t.text); len(r.text) > maxText {
				return bounds.ErrTooLarge
			}
		}
		switch {
		case !more:
			return r.endCell()
		case t.name == "table":
			if depth++; t.closing {
				depth -= 2
			}
			continue
		case depth > 1:
			continue
		}
		if err := r.tag(&t); err != nil {
			return err
		}
	}
	return r.endCell()
}

func (r *reader) tag(t *tokens) error {
	switch t.name {
	case "tr":
		if err := r.endCell(); err != nil || t.closing {
			return err
		}
		r.beginRow()
		if t.hidden() {
			r.b.Hide(r.row)
		}
	case "td", "th":
		if err := r.endCell(); err != nil || t.closing {
			return err
		}
		if r.row < 0 {
			r.beginRow()
		}
		r.beginCell(t)
	case "col":
		n := span(t, "span")
		if t.hidden() {
			r.b.HideColumns(r.columns, r.columns+n-1)
		}
		r.columns += n
	case "br":
		if r.open {
			r.text = append(r.text, lineEnd)
		}
	case "p", "div", "li":
		if r.open && len(r.text) > 0 {
			r.text = append(r.text, lineEnd)
		}
	}
	return nil
}

// lineEnd stands for one that the page shows, among those that it does not.
const lineEnd = '\v'

func (r *reader) beginRow() {
	if r.row >= 0 {
		r.nextRow()
	}
	r.row, r.col = r.row+1, 0
}

// nextRow counts down what cells above cover.
func (r *reader) nextRow() {
	for i := range r.spans {
		if r.spans[i] > 0 {
			r.spans[i]--
		}
	}
}

func (t *tokens) hidden() bool {
	style, _ := t.attr("style")
	_, hidden := t.attr("hidden")
	return hidden || strings.Contains(strings.ReplaceAll(strings.ToLower(style), " ", ""), "display:none")
}

func span(t *tokens, name string) int {
	s, _ := t.attr(name)
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil {
		return 1
	}
	return min(max(n, 1), maxSpan)
}

func (r *reader) beginCell(t *tokens) {
	for r.col < len(r.spans) && r.spans[r.col] > 0 {
		r.col++
	}
	c := attributes{cols: span(t, "colspan"), rows: span(t, "rowspan")}
	if c.number, c.isNumber = t.attr("x:num"); !c.isNumber {
		c.number, c.isNumber = t.attr("sdval")
	}
	_, c.isText = t.attr("x:str")
	style, _ := t.attr("style")
	if c.format = formatIn(style); c.format == "" {
		class, _ := t.attr("class")
		c.format = r.formats[class]
	}
	r.cell, r.open, r.text = c, true, r.text[:0]
}

// endCell puts the cell that is open, if one is, and moves on behind it.
func (r *reader) endCell() error {
	if !r.open {
		return nil
	}
	r.open = false
	c, row, col := r.cell, r.row, r.col
	r.b.Merge(row, col, row+c.rows-1, col+c.cols-1)
	for i := col; i < min(col+c.cols, mostSpanned); i++ {
		if c.rows == 1 && i >= len(r.spans) {
			break
		}
		for i >= len(r.spans) {
			r.spans = append(r.spans, 0)
		}
		r.spans[i] = c.rows
	}
	r.col += c.cols
	text := squeeze(r.text)
	switch {
	case c.isText || c.format == "@":
		return r.b.Text(row, col, text)
	case c.isNumber && c.number != "":
		return r.b.Digits(row, col, []byte(c.number), classOf(c.format))
	case c.isNumber:
		return r.b.Digits(row, col, text, classOf(c.format))
	}
	return r.b.Plain(row, col, text)
}

// squeeze makes one blank of any run of them, as a page shows them.
func squeeze(text []byte) []byte {
	out := text[:0]
	for _, c := range text {
		last := byte(lineEnd)
		if len(out) > 0 {
			last = out[len(out)-1]
		}
		switch {
		case c == lineEnd:
			out = append(bytes.TrimRight(out, " "), '\n')
		case blank(c):
			if last != ' ' && last != '\n' && len(out) > 0 {
				out = append(out, ' ')
			}
		default:
			out = append(out, c)
		}
	}
	return bytes.Trim(out, " \n")
}
