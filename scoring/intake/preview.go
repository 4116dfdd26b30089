package intake

import (
	"strconv"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
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

// Preview shows the first n rows that hold something.
func (m Mapping) Preview(t *sheet.Table, unit decimal.Unit, n int) *Preview {
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
		m.peek(t, unit, col, rows, p)
	}
	p.Dates = m.proof(t)
	return p
}

// peek reads one column by its role.
func (m Mapping) peek(t *sheet.Table, unit decimal.Unit, col int, rows []int, p *Preview) {
	v := newValues(t)
	v.chosen = m.DateOrder
	role, out := m.Columns[col].Role, &p.Columns[col]
	r := peeker{v: v, role: role, unit: unit, merges: findMerges(t, m)}
	switch role {
	case Date, AsOf, Birth:
		r.order = v.order(col, m.HeaderRow+1)
	case Amount, Refunded:
		r.comma = v.comma(col, m.HeaderRow+1)
	}
	for i, row := range rows {
		c := t.Cell(row, col)
		if r.merges != nil {
			c = r.merges.cell(row, col)
		}
		cell := r.read(c, i < len(p.Rows))
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
			cell.Raw = clip(t.Text(t.Cell(row, col)))
			out.Cells = append(out.Cells, cell)
		}
	}
}

// A peeker reads cells by the role of their column.
type peeker struct {
	v      *values
	role   Role
	unit   decimal.Unit
	order  orders
	comma  bool
	merges *merges
}

// stateOf are the states of cells that cannot be read.
var stateOf = map[status]CellState{readable: CellRead, missing: CellBlank, unreadable: CellBad, ambiguous: CellUnclear,
	fractional: CellBad, tooLarge: CellBad}

// read reads a cell; what it means is put into words only when it is shown.
func (p *peeker) read(c sheet.Cell, shown bool) PreviewCell {
	v := p.v
	switch p.role {
	case Ignore, Result:
		return PreviewCell{State: CellLeft}
	case Date, AsOf, Birth:
		d, st := v.date(c, p.order)
		if st != readable {
			return PreviewCell{State: stateOf[st]}
		}
		return p.say(shown, d.String)
	case Amount, Refunded:
		money, _, st := v.money(c, p.unit, p.comma)
		if st != readable {
			return PreviewCell{State: stateOf[st]}
		}
		return p.say(shown, money.String)
	case Visits, Days, Age:
		n, st := v.count(c)
		if st != readable {
			return PreviewCell{State: stateOf[st]}
		}
		return p.say(shown, func() string { return strconv.Itoa(int(n)) })
	}
	traits := v.traitsOf(c)
	switch {
	case traits&isEmpty != 0, p.role == Customer && traits&(isNothing|isNobody) != 0:
		return PreviewCell{State: CellBlank}
	case p.role == Refund && v.truth(c):
		return PreviewCell{State: CellBack}
	case p.role == Status && traits&isAbsentWord != 0:
		return PreviewCell{State: CellAbsent}
	case p.role == Status && traits&isReturnWord != 0:
		return PreviewCell{State: CellBack}
	}
	return p.say(shown, func() string { return clip(tidy(v.t.Text(c))) })
}

func (p *peeker) say(shown bool, what func() string) PreviewCell {
	if !shown {
		return PreviewCell{State: CellRead}
	}
	return PreviewCell{Read: what(), State: CellRead}
}

// proof counts what the dates of the visits prove about their order.
func (m Mapping) proof(t *sheet.Table) (p DateProof) {
	col := m.Column(Date)
	if col < 0 {
		return p
	}
	v := newValues(t)
	note := func(n *int, example *string, c sheet.Cell) {
		if *n++; *n == 1 {
			*example = clip(t.Text(c))
		}
	}
	for row := m.HeaderRow + 1; row < t.Rows; row++ {
		c := t.Cell(row, col)
		if c.Kind != sheet.Text {
			continue
		}
		switch r := v.reading(c); {
		case r.order == DayFirst:
			note(&p.DayFirst, &p.DayExample, c)
		case r.order == MonthFirst:
			note(&p.MonthFirst, &p.MonthExample, c)
		case r.other != civil.NoDay || r.short != [3]uint8{}:
			note(&p.Unclear, &p.UnclearExample, c)
		}
	}
	return p
}
