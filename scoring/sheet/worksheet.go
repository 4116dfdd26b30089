package sheet

import (
	"bytes"
	"math"

	"fenji/scoring"
	"fenji/scoring/civil"
)

// largeWindow is the buffer of sheets and shared strings.
const largeWindow = 256 << 10

// readSheet reads one worksheet with the texts and styles that its cells name.
func (w *workbook) readSheet(i int, name string) (*Table, error) {
	t := &Table{File: w.file, Sheet: name, dict: newDictionary(), date1904: w.date1904}
	r := &cells{t: t, date1904: w.date1904, limits: w.a.o.Limits}
	err := w.readSide(r)
	if err == nil {
		err = w.readCells(r, w.targets[i])
	}
	if err != nil {
		issue := faultOf(err)
		issue.Sheet = name
		return nil, issue
	}
	t.finish()
	if r.tick != nil {
		r.tick() // Now it is done.
	}
	return t, nil
}

// readSide reads shared strings and styles; either part may be missing.
func (w *workbook) readSide(r *cells) error {
	if w.a.find(w.styles) != nil {
		if err := w.parse(w.styles, func(s *scanner) (err error) {
			r.classes, err = readStyles(s)
			return err
		}); err != nil {
			return err
		}
	}
	if w.a.find(w.strings) == nil {
		return nil
	}
	return w.parseLarge(w.strings, largeWindow, nil, func(s *scanner) (err error) {
		r.shared, err = readStrings(s, r.t.dict, r.limits.Memory)
		return err
	})
}

func (w *workbook) readCells(r *cells, target string) error {
	progress := w.a.o.Progress
	if progress == nil {
		progress = func(Progress) {}
	}
	p, whole := Progress{}, false
	if part := w.a.find(target); part != nil {
		p.Total = part.packed
	}
	reported := int64(0)
	r.tick = func() {
		p.Rows = r.row + 1
		if reported = p.Bytes; whole {
			p.Bytes = p.Total
		}
		progress(p)
	}
	packed := func(n int64) {
		if p.Bytes = n; n-reported >= 1<<20 {
			r.tick()
		}
	}
	err := w.parseLarge(target, largeWindow, packed, func(s *scanner) error {
		r.s = s
		return r.read()
	})
	whole = true
	return err
}

// cells reads the cells of a worksheet into a table.
type cells struct {
	s        *scanner
	t        *Table
	shared   []uint32
	classes  []class
	date1904 bool
	limits   Limits
	tick     func()

	row, col int     // of the cell being read; col is where a cell without an address belongs
	rows     int     // rows met
	shapes   []shape // of the columns' last cells
	text     []byte
	wide     bool // a column beyond the limit was met and said
	careful  bool // take every cell the slow way; for tests
}

// read walks through the part: sheetData, its rows and their cells, then what cells are merged. All else is passed over,
// but to its end, so that a part cut short anywhere is noticed.
func (r *cells) read() error {
	s := r.s
	r.row = -1
	for {
		switch s.next() {
		case tokenNone:
			return s.err
		case tokenOpen:
			switch {
			case s.depth() == 1 && !s.is("worksheet"):
				return errDamaged
			case s.depth() == 2 && s.is("sheetData"):
				if err := r.readRows(); err != nil {
					return err
				}
			case s.depth() == 2 && s.is("cols"):
				if err := r.readHidden(); err != nil {
					return err
				}
			case s.depth() == 2 && s.is("mergeCells"):
				if err := r.readMerged(); err != nil {
					return err
				}
			case s.depth() >= 2:
				s.skip()
			}
		}
	}
}

func (r *cells) readRows() error {
	for {
		switch r.s.next() {
		case tokenNone, tokenClose:
			return r.s.err
		case tokenOpen:
			if !r.s.is("row") {
				r.s.skip()
				continue
			}
			if err := r.readRow(); err != nil {
				return err
			}
		}
	}
}

func (r *cells) readRow() error {
	s := r.s
	r.row, r.col = r.row+1, 0
	if a := s.attr("r"); len(a) > 0 {
		n, ok := parseIndex(a)
		if !ok || n == 0 {
			return errDamaged
		}
		r.row = n - 1
	}
	if r.row >= r.limits.Rows {
		return errRows
	}
	if isTrue(s.attr("hidden")) {
		r.t.facts.rows = setBit(r.t.facts.rows, r.row)
	}
	if r.rows++; r.rows%chunkRows == 0 {
		r.tick()
	}
	for {
		if err := r.quick(); err != nil {
			return err
		}
		switch s.next() {
		case tokenNone:
			return s.err
		case tokenClose:
			return nil
		case tokenOpen:
			if !s.is("c") {
				s.skip()
				continue
			}
			if err := r.readCell(); err != nil {
				return err
			}
		}
	}
}

// readCell reads the cell just opened, whatever it looks like.
func (r *cells) readCell() error {
	s := r.s
	kind, style := cellNumber, 0
	known := true
	s.eachAttr(func(name, value []byte) bool {
		switch string(name) {
		case "r":
			known = len(value) == 0 || r.place(value)
		case "s":
			style, _ = parseIndex(value)
		case "t":
			kind = cellKinds[string(value)]
		}
		return true
	})
	if !known || s.err != nil {
		return errDamaged
	}
	value, inline, formula := false, false, false
	r.text = r.text[:0]
	for depth := s.depth(); s.depth() >= depth; {
		switch s.next() {
		case tokenNone:
			return s.err
		case tokenOpen:
			switch {
			case s.is("v") && !inline:
				r.text, value = s.appendText(r.text[:0]), true
			case s.is("is"):
				r.text, inline = s.appendRich(r.text[:0]), true
			default:
				formula = formula || s.is("f")
				s.skip()
			}
		}
	}
	if formula {
		r.noteFormula(kind)
	}
	if inline && !value {
		kind = cellString
	}
	if s.err != nil {
		return s.err
	}
	return r.put(kind, style, r.text)
}

// noteFormula counts the formula of the cell at hand, whose result is r.text. An empty result is none, unless it is said to
// be a text.
func (r *cells) noteFormula(kind cellKind) {
	if r.col >= r.limits.Columns {
		return
	}
	f := formulas{all: 1}
	if len(r.text) == 0 && kind != cellString {
		f.unsaved = 1
	}
	if n, ok := parseFixed(bytes.TrimSpace(r.text)); ok && n == 0 && kind == cellNumber {
		f.zero = 1
	}
	r.t.facts.formula(r.col, f)
}

// readHidden reads which columns are hidden.
func (r *cells) readHidden() error {
	s := r.s
	for {
		switch s.next() {
		case tokenNone, tokenClose:
			return s.err
		case tokenOpen:
			first, _ := parseIndex(s.attr("min"))
			last, _ := parseIndex(s.attr("max"))
			if s.is("col") && isTrue(s.attr("hidden")) && first > 0 {
				for col := first - 1; col < min(last, r.limits.Columns); col++ {
					r.t.facts.cols = setBit(r.t.facts.cols, col)
				}
			}
			s.skip()
		}
	}
}

// A cellKind is the attribute t of a cell.
type cellKind uint8

const (
	cellNumber cellKind = iota
	cellShared
	cellString
	cellBool
	cellError
	cellDate
)

// cellKinds are the values of t. An unknown one is read as a number, or as text when it is none.
var cellKinds = map[string]cellKind{
	"n": cellNumber, "s": cellShared, "str": cellString, "inlineStr": cellString, "b": cellBool, "e": cellError,
	"d": cellDate,
}

// put stores a value and moves on to the next column. A cell without a value leaves what an earlier one put there.
func (r *cells) put(kind cellKind, style int, v []byte) error {
	col := r.col
	r.col++
	if len(v) == 0 {
		return nil
	}
	if r.row >= r.limits.Rows {
		return errRows
	}
	if col >= r.limits.Columns {
		r.tooWide(col)
		return nil
	}
	k, bits, err := r.value(kind, style, v)
	if err != nil || k == Empty {
		return r.at(err, col, v)
	}
	r.t.set(r.row, col, k, bits)
	if r.t.memory() > r.limits.Memory {
		return errTooLarge
	}
	return nil
}

// at gives an error the address of the cell.
func (r *cells) at(err error, col int, v []byte) error {
	if err == nil {
		return nil
	}
	issue := faultOf(err)
	issue.Cell, issue.Value = Address(r.row, col), clip(string(v))
	return issue
}

// value turns the text of a cell into what it means.
func (r *cells) value(kind cellKind, style int, v []byte) (Kind, int64, error) {
	switch kind {
	case cellNumber:
		if n, ok := parseFixed(bytes.TrimSpace(v)); ok {
			k, bits := r.number(n, style)
			return k, bits, nil
		}
	case cellShared:
		i, ok := parseIndex(bytes.TrimSpace(v))
		if !ok || i >= len(r.shared) {
			return Empty, 0, errDamaged
		}
		if r.shared[i] == noText {
			return Empty, 0, nil
		}
		return Text, int64(r.shared[i]), nil
	case cellBool:
		switch string(bytes.ToLower(v)) {
		case "1", "true":
			return Bool, 1, nil
		case "0", "false":
			return Bool, 0, nil
		}
	case cellError:
		return Error, int64(r.t.dict.id(v)), nil
	case cellDate:
		if k, bits, ok := parseISO(string(v)); ok {
			return k, bits, nil
		}
	}
	return Text, int64(r.t.dict.id(v)), nil
}

// number is a number, or the date that its cell format makes of it.
func (r *cells) number(n Fixed, style int) (Kind, int64) {
	if style < len(r.classes) && r.classes[style] != classNumber {
		if day, exp := n.Parts(); exp == 0 && day > 60 && day < quickDays && !r.date1904 {
			return Date, packDate(civil.Day(day+epoch1900), 0)
		}
		if k, bits, ok := dateOf(n, r.classes[style], r.date1904); ok {
			return k, bits
		}
	}
	return Number, int64(n)
}

// quickDays bounds the day numbers that need no further thought.
const quickDays = 2_000_000

func (r *cells) tooWide(col int) {
	if r.wide {
		return
	}
	r.wide = true
	r.t.Issues = append(r.t.Issues, scoring.Issue{
		Code: TooManyColumns, File: r.t.File, Sheet: r.t.Sheet, Cell: Address(r.row, col),
	})
}

// place reads an address such as F12 and makes it the current one.
func (r *cells) place(ref []byte) bool {
	i, col := 0, 0
	for ; i < len(ref) && i < 4 && ref[i]|0x20 >= 'a' && ref[i]|0x20 <= 'z'; i++ {
		col = col*26 + int(ref[i]|0x20-'a'+1)
	}
	row, ok := parseIndex(ref[i:])
	if !ok || i == 0 || row == 0 || col > 16384 {
		return false
	}
	r.row, r.col = row-1, col-1
	return true
}

// parseIndex reads a number without sign that fits 31 bits.
func parseIndex(b []byte) (n int, ok bool) {
	if len(b) == 0 || len(b) > 10 {
		return 0, false
	}
	for _, c := range b {
		if c-'0' >= 10 {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, n <= math.MaxInt32
}

// clip shortens a value to what an Issue may hold.
func clip(s string) string {
	n := 0
	for i := range s {
		if n == 64 {
			return s[:i]
		}
		n++
	}
	return s
}
