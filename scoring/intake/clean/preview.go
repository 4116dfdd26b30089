package clean

import (
	"strconv"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// A Preview shows the first rows of a table as they stand and as they are understood, and counts for each column what
// cannot be understood.
type Preview struct {
	Rows    []int // of the table, below the headers
	Columns []PreviewColumn
	Dates   DateProof
}

// A PreviewColumn is one column of a preview.
type PreviewColumn struct {
	Cells             []PreviewCell // one for each row
	Blank, Bad, Clear int           // rows in which nothing stands, what cannot be read, and what can
	Unclear           int           // rows with a date of more than one meaning
}

// A PreviewCell is a cell as it stands and as it is understood.
type PreviewCell struct {
	Raw, Read string
	State     CellState
}

// A CellState says how a cell is understood.
type CellState string

// The states.
const (
	CellRead    CellState = "read"    // as Read says
	CellBlank   CellState = "blank"   // nothing stands there
	CellBad     CellState = "bad"     // it cannot be read
	CellUnclear CellState = "unclear" // a date with more than one meaning
	CellAbsent  CellState = "absent"  // the visit did not take place, or was not paid
	CellBack    CellState = "back"    // it marks a refund, or what was given back
	CellLeft    CellState = "left"    // the column is left out
)

// A DateProof says what the dates of a column prove about the order of day, month and year. Examples belong to them.
type DateProof struct {
	DayFirst, MonthFirst, Unclear int
	DayExample, MonthExample      string
	UnclearExample                string
}

// PreviewOf shows the first n rows that hold something.
func PreviewOf(m intake.Mapping, t *sheet.Table, unit decimal.Unit, answers intake.Answers, n int) *Preview {
	p := &Preview{Columns: make([]PreviewColumn, len(m.Columns))}
	var rows []int
	for row := m.HeaderRow + 1; row < t.Rows; row++ {
		if !t.Blank(row) {
			if rows = append(rows, row); len(p.Rows) < n {
				p.Rows = append(p.Rows, row)
			}
		}
	}
	for col := range m.Columns {
		previewColumn(m, t, unit, answers, col, rows, p)
	}
	p.Dates = proofOf(m, t)
	return p
}

// previewColumn reads one column by its role.
func previewColumn(m intake.Mapping, t *sheet.Table, unit decimal.Unit, answers intake.Answers, col int, rows []int, p *Preview) {
	v := read.Of(t)
	hearDates(v, m, answers)
	role, out := m.Columns[col].Role, &p.Columns[col]
	r := previewer{v: v, role: role, unit: unit, merges: findMerges(t, m)}
	r.dates = cleaner{v: v, m: m, date: col, answers: answers, merges: r.merges}
	switch role {
	case intake.Date, intake.AsOf, intake.Birth:
		r.order = v.Order(col, m.HeaderRow+1)
	case intake.Amount, intake.Refunded:
		r.writing = writingOf(v, m, col, answers)
	}
	for i, row := range rows {
		c := t.Cell(row, col)
		if r.merges != nil {
			c = r.merges.cell(row, col)
		}
		cell := r.read(c, row, i < len(p.Rows))
		switch cell.State {
		case CellBlank:
			out.Blank++
		case CellBad:
			out.Bad++
		case CellUnclear:
			out.Unclear++
		default:
			out.Clear++
		}
		if i < len(p.Rows) {
			cell.Raw = read.Clip(t.Text(t.Cell(row, col)))
			out.Cells = append(out.Cells, cell)
		}
	}
}

// A previewer reads cells by the role of their column.
type previewer struct {
	v       *read.Values
	role    intake.Role
	unit    decimal.Unit
	order   read.Orders
	writing read.Writing
	merges  *merges
	dates   cleaner // completes dates that say less than a day, as it does for the result
}

// stateOf are the states of cells that cannot be read.
var stateOf = map[read.Status]CellState{read.Readable: CellRead, read.Missing: CellBlank, read.Unreadable: CellBad, read.Ambiguous: CellUnclear,
	read.Fractional: CellBad, read.TooLarge: CellBad}

// read reads a cell; what it means is put into words only when it is shown.
func (p *previewer) read(c sheet.Cell, row int, shown bool) PreviewCell {
	v := p.v
	switch p.role {
	case intake.Ignore, intake.Result:
		return PreviewCell{State: CellLeft}
	case intake.Date, intake.AsOf, intake.Birth:
		d, st := v.Date(c, p.order)
		if p.role == intake.Date && st != read.Readable {
			r := record{row: row, day: d, dateSt: st}
			p.dates.complete(&r)
			d, st = r.day, r.dateSt
		}
		if st != read.Readable {
			return PreviewCell{State: stateOf[st]}
		}
		return p.say(shown, d.String)
	case intake.Amount, intake.Refunded:
		money, _, st := v.Money(c, p.unit, p.writing)
		if st != read.Readable {
			return PreviewCell{State: stateOf[st]}
		}
		return p.say(shown, money.String)
	case intake.Visits, intake.Days, intake.Age:
		n, st := v.Count(c)
		if st != read.Readable {
			return PreviewCell{State: stateOf[st]}
		}
		return p.say(shown, func() string { return strconv.Itoa(int(n)) })
	}
	traits := v.TraitsOf(c)
	switch {
	case traits&read.IsEmpty != 0, p.role == intake.Customer && traits&(read.IsNothing|read.IsNobody|read.IsNotGiven) != 0:
		return PreviewCell{State: CellBlank}
	case p.role == intake.Refund && v.Truth(c):
		return PreviewCell{State: CellBack}
	case p.role == intake.Status && traits&read.IsAbsentWord != 0:
		return PreviewCell{State: CellAbsent}
	case p.role == intake.Status && traits&read.IsReturnWord != 0:
		return PreviewCell{State: CellBack}
	}
	return p.say(shown, func() string { return read.Clip(read.ID(v.T.Text(c))) })
}

func (p *previewer) say(shown bool, what func() string) PreviewCell {
	if !shown {
		return PreviewCell{State: CellRead}
	}
	return PreviewCell{Read: what(), State: CellRead}
}

// proofOf counts what the dates of the visits prove about their order.
func proofOf(m intake.Mapping, t *sheet.Table) (p DateProof) {
	col := m.Column(intake.Date)
	if col < 0 {
		return p
	}
	v := read.Of(t)
	note := func(n *int, example *string, c sheet.Cell) {
		if *n++; *n == 1 {
			*example = read.Clip(t.Text(c))
		}
	}
	for row := m.HeaderRow + 1; row < t.Rows; row++ {
		c := t.Cell(row, col)
		if c.Kind != sheet.Text {
			continue
		}
		switch r := v.Reading(c); {
		case r.Order == intake.DayFirst:
			note(&p.DayFirst, &p.DayExample, c)
		case r.Order == intake.MonthFirst:
			note(&p.MonthFirst, &p.MonthExample, c)
		case r.Other != civil.NoDay || r.Short != [3]uint8{}:
			note(&p.Unclear, &p.UnclearExample, c)
		}
	}
	return p
}
