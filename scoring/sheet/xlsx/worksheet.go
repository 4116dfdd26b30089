package xlsx

import (
	"bytes"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/bytewise"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/xml"
)

// LargeWindow is the buffer of sheets and shared strings.
const LargeWindow = 256 << 10

// readSheet reads one worksheet with the texts and styles that its cells name.
func (w *workbook) readSheet(i int, name string) (*table.Table, error) {
	t := &table.Table{File: w.file, Sheet: name, Dict: table.NewDictionary(), From1904: w.date1904}
	r := &Cells{T: t, date1904: w.date1904, Limits: w.a.O.Limits}
	err := w.readSide(r)
	if err == nil {
		err = w.readCells(r, w.targets[i])
	}
	if err != nil {
		issue := bounds.FaultOf(err)
		issue.Sheet = name
		return nil, issue
	}
	t.Finish()
	if r.Tick != nil {
		r.Tick() // Now it is done.
	}
	return t, nil
}

// readSide reads shared strings and styles; either part may be missing.
func (w *workbook) readSide(r *Cells) error {
	if w.a.Find(w.styles) != nil {
		if err := w.parse(w.styles, func(s *xml.Scanner) (err error) {
			r.Classes, err = readStyles(s)
			return err
		}); err != nil {
			return err
		}
	}
	if w.a.Find(w.strings) == nil {
		return nil
	}
	return w.parseLarge(w.strings, LargeWindow, nil, func(s *xml.Scanner) (err error) {
		r.Shared, err = ReadStrings(s, r.T.Dict, r.Limits.Memory)
		return err
	})
}

func (w *workbook) readCells(r *Cells, target string) error {
	progress := w.a.O.Progress
	if progress == nil {
		progress = func(bounds.Progress) {}
	}
	p, whole := bounds.Progress{}, false
	if part := w.a.Find(target); part != nil {
		p.Total = part.Packed
	}
	reported := int64(0)
	r.Tick = func() {
		p.Rows = r.Row + 1
		if reported = p.Bytes; whole {
			p.Bytes = p.Total
		}
		progress(p)
	}
	packed := func(n int64) {
		if p.Bytes = n; n-reported >= 1<<20 {
			r.Tick()
		}
	}
	err := w.parseLarge(target, LargeWindow, packed, func(s *xml.Scanner) error {
		r.S = s
		return r.Read()
	})
	whole = true
	return err
}

// Cells reads the cells of a worksheet into a table.
type Cells struct {
	S        *xml.Scanner
	T        *table.Table
	Shared   []uint32
	Classes  []table.Class
	date1904 bool
	Limits   bounds.Limits
	Tick     func()

	Row, Col int         // of the cell being read; col is where a cell without an address belongs
	rows     int         // rows met
	shapes   []shape     // of the columns' last cells
	met      []*metTexts // of the columns; nil of those without texts in their cells
	text     []byte
	wide     bool // a column beyond the limit was met and said
	Careful  bool // take every cell the slow way; for tests
}

// Read walks through the part: sheetData, its rows and their cells, then what cells are merged. All else is passed over,
// but to its end, so that a part cut short anywhere is noticed.
func (r *Cells) Read() error {
	s := r.S
	r.Row = -1
	for {
		switch s.Next() {
		case xml.TokenNone:
			return s.Err
		case xml.TokenOpen:
			switch {
			case s.Depth() == 1 && !s.Is("worksheet"):
				return bounds.ErrDamaged
			case s.Depth() == 2 && s.Is("sheetData"):
				if err := r.readRows(); err != nil {
					return err
				}
			case s.Depth() == 2 && s.Is("cols"):
				if err := r.readHidden(); err != nil {
					return err
				}
			case s.Depth() == 2 && s.Is("mergeCells"):
				if err := r.readMerged(); err != nil {
					return err
				}
			case s.Depth() >= 2:
				s.Skip()
			}
		}
	}
}

func (r *Cells) readRows() error {
	for {
		switch r.S.Next() {
		case xml.TokenNone, xml.TokenClose:
			return r.S.Err
		case xml.TokenOpen:
			if !r.S.Is("row") {
				r.S.Skip()
				continue
			}
			if err := r.readRow(); err != nil {
				return err
			}
		}
	}
}

func (r *Cells) readRow() error {
	s := r.S
	r.Row, r.Col = r.Row+1, 0
	if a := s.Attr("r"); len(a) > 0 {
		n, ok := bytewise.ParseIndex(a)
		if !ok || n == 0 {
			return bounds.ErrDamaged
		}
		r.Row = n - 1
	}
	if r.Row >= r.Limits.Rows {
		return bounds.ErrRows
	}
	if isTrue(s.Attr("hidden")) {
		r.T.Facts.Rows = table.SetBit(r.T.Facts.Rows, r.Row)
	}
	if r.rows++; r.rows%table.ChunkRows == 0 {
		r.Tick()
	}
	for {
		if err := r.quick(); err != nil {
			return err
		}
		switch s.Next() {
		case xml.TokenNone:
			return s.Err
		case xml.TokenClose:
			return nil
		case xml.TokenOpen:
			if !s.Is("c") {
				s.Skip()
				continue
			}
			if err := r.readCell(); err != nil {
				return err
			}
		}
	}
}

// readCell reads the cell just opened, whatever it looks like.
func (r *Cells) readCell() error {
	s := r.S
	kind, style := cellNumber, 0
	known := true
	s.EachAttr(func(name, value []byte) bool {
		switch string(name) {
		case "r":
			known = len(value) == 0 || r.Place(value)
		case "s":
			style, _ = bytewise.ParseIndex(value)
		case "t":
			kind = cellKinds[string(value)]
		}
		return true
	})
	if !known || s.Err != nil {
		return bounds.ErrDamaged
	}
	value, inline, formula := false, false, false
	r.text = r.text[:0]
	for depth := s.Depth(); s.Depth() >= depth; {
		switch s.Next() {
		case xml.TokenNone:
			return s.Err
		case xml.TokenOpen:
			switch {
			case s.Is("v") && !inline:
				r.text, value = s.AppendText(r.text[:0]), true
			case s.Is("is"):
				r.text, inline = s.AppendRich(r.text[:0]), true
			default:
				formula = formula || s.Is("f")
				s.Skip()
			}
		}
	}
	if formula {
		r.noteFormula(kind, value)
	}
	if inline && !value {
		kind = cellString
	}
	if s.Err != nil {
		return s.Err
	}
	return r.put(kind, style, r.text)
}

// noteFormula counts the formula of the cell at hand, whose result is r.text. An empty result is none, unless it is said to
// be a text; value: a result stands there.
func (r *Cells) noteFormula(kind cellKind, value bool) {
	if r.Col >= r.Limits.Columns {
		return
	}
	f := table.Formulas{All: 1}
	if len(r.text) == 0 && (kind != cellString || !value) {
		f.Unsaved = 1
	}
	if n, ok := table.ParseFixed(bytes.TrimSpace(r.text)); ok && n == 0 && kind == cellNumber {
		f.Zero = 1
	}
	r.T.Facts.NoteFormula(r.Col, f)
}

// readHidden reads which columns are hidden.
func (r *Cells) readHidden() error {
	s := r.S
	for {
		switch s.Next() {
		case xml.TokenNone, xml.TokenClose:
			return s.Err
		case xml.TokenOpen:
			first, _ := bytewise.ParseIndex(s.Attr("min"))
			last, _ := bytewise.ParseIndex(s.Attr("max"))
			if s.Is("col") && isTrue(s.Attr("hidden")) && first > 0 {
				for col := first - 1; col < min(last, r.Limits.Columns); col++ {
					r.T.Facts.Cols = table.SetBit(r.T.Facts.Cols, col)
				}
			}
			s.Skip()
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
func (r *Cells) put(kind cellKind, style int, v []byte) error {
	col := r.Col
	r.Col++
	if len(v) == 0 {
		return nil
	}
	if r.Row >= r.Limits.Rows {
		return bounds.ErrRows
	}
	if col >= r.Limits.Columns {
		r.tooWide(col)
		return nil
	}
	k, bits, err := r.value(kind, style, v)
	if err != nil || k == table.Empty {
		return r.at(err, col, v)
	}
	r.T.Set(r.Row, col, k, bits)
	if r.T.Memory() > r.Limits.Memory {
		return bounds.ErrTooLarge
	}
	return nil
}

// at gives an error the address of the cell.
func (r *Cells) at(err error, col int, v []byte) error {
	if err == nil {
		return nil
	}
	issue := bounds.FaultOf(err)
	issue.Cell, issue.Value = table.Address(r.Row, col), bounds.Clip(string(v))
	return issue
}

// value turns the text of a cell into what its type says that it means (ECMA-376-1, 18.18.11).
func (r *Cells) value(kind cellKind, style int, v []byte) (table.Kind, int64, error) {
	switch kind {
	case cellNumber:
		if n, ok := table.ParseFixed(bytes.TrimSpace(v)); ok {
			k, bits := r.number(n, style, r.Col-1)
			return k, bits, nil
		}
	case cellShared:
		i, ok := bytewise.ParseIndex(bytes.TrimSpace(v))
		if !ok || i >= len(r.Shared) {
			return table.Empty, 0, bounds.ErrDamaged
		}
		if r.Shared[i] == NoText {
			return table.Empty, 0, nil
		}
		return table.Text, int64(r.Shared[i]), nil
	case cellBool:
		switch string(bytes.ToLower(v)) {
		case "1", "true":
			return table.Bool, 1, nil
		case "0", "false":
			return table.Bool, 0, nil
		}
	case cellError:
		return table.Error, int64(r.T.Dict.ID(v)), nil
	case cellDate:
		if k, bits, ok := table.ParseISO(string(v)); ok {
			return k, bits, nil
		}
	}
	return table.Text, int64(r.T.Dict.ID(v)), nil
}

// number is a number, or the date that its cell format makes of it.
func (r *Cells) number(n table.Fixed, style, col int) (table.Kind, int64) {
	if style < len(r.Classes) && r.Classes[style] != table.ClassNumber {
		if c := r.Classes[style]; c.Of() == table.ClassNumber {
			r.T.NoteCurrency(r.Row, col, c)
			return table.Number, int64(n)
		}
		if day, exp := n.Parts(); exp == 0 && day > 60 && day < quickDays && !r.date1904 {
			return table.Date, table.PackDate(civil.Day(day+table.Epoch1900), 0)
		}
		if k, bits, ok := table.DateOf(n, r.Classes[style], r.date1904); ok {
			return k, bits
		}
	}
	return table.Number, int64(n)
}

// quickDays bounds the day numbers that need no further thought.
const quickDays = 2_000_000

func (r *Cells) tooWide(col int) {
	if r.wide {
		return
	}
	r.wide = true
	r.T.Issues = append(r.T.Issues, scoring.Issue{
		Code: bounds.TooManyColumns, File: r.T.File, Sheet: r.T.Sheet, Cell: table.Address(r.Row, col),
	})
}

// Place reads an address such as F12 and makes it the current one.
func (r *Cells) Place(ref []byte) bool {
	i, col := 0, 0
	for ; i < len(ref) && i < 4 && ref[i]|0x20 >= 'a' && ref[i]|0x20 <= 'z'; i++ {
		col = col*26 + int(ref[i]|0x20-'a'+1)
	}
	row, ok := bytewise.ParseIndex(ref[i:])
	if !ok || i == 0 || row == 0 || col > 16384 {
		return false
	}
	r.Row, r.Col = row-1, col-1
	return true
}
