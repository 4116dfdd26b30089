package intake

import (
	"slices"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/sheet"
)

// A Mapping is how a table is understood.
type Mapping struct {
	HeaderRow int // 0-based; -1: there is none, data begins in the first row
	Shape     Shape
	Columns   []Column
	Unit      decimal.Unit // of the amounts; NoUnit: the file does not state it
	Visits    VisitRule
	AsOf      civil.Day // the analysis date that the file states; NoDay: it states none
	DateOrder DateOrder // how the user says that 03/04/2024 is meant; NoOrder leaves it to the column

	Net  int    // 1 + the column that differs from the amount by fees alone; 0: there is none
	Fees string // the headers of those fees

	Table *sheet.Table // what the mapping was guessed from, for working it out anew; nil: unknown
}

// Column returns the index of the column that has a role, or -1.
func (m Mapping) Column(r Role) int {
	for _, c := range m.Columns {
		if c.Role == r {
			return c.Index
		}
	}
	return -1
}

// All returns the columns that have a role, as several may have.
func (m Mapping) All(r Role) (list []int) {
	for _, c := range m.Columns {
		if c.Role == r {
			list = append(list, c.Index)
		}
	}
	return list
}

// Over is the mapping of the same table as it is without what stands in some columns, whose examples go too.
func (m Mapping) Over(t *sheet.Table, left []int) Mapping {
	m.Table, m.Columns = t, slices.Clone(m.Columns)
	for _, col := range left {
		if col < len(m.Columns) {
			m.Columns[col].Examples = nil
		}
	}
	return m
}

// needs lists what each shape needs. Of the roles in one group, one is enough; the first is asked for.
var needs = map[Shape][][]Role{
	PerVisit:    {{Customer}, {Date}, {Amount}},
	PerCustomer: {{Customer}, {Date, Days}, {Visits}, {Amount}},
}

// Missing lists what the shape needs and has not.
func (m Mapping) Missing() []Role {
	var missing []Role
	for _, group := range needs[m.Shape] {
		if !slices.ContainsFunc(group, func(r Role) bool { return m.Column(r) >= 0 }) {
			missing = append(missing, group[0])
		}
	}
	return missing
}

// A DateOrder tells how 03/04/2024 is meant.
type DateOrder uint8

// The orders.
const (
	NoOrder DateOrder = iota
	DayFirst
	MonthFirst
	YearFirst // of years of two digits only: those of four stand where they stand
)
