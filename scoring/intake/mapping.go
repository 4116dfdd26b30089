package intake

import (
	"fenji/scoring"
	"fenji/scoring/sheet"
)

// A Mapping is how a table is understood.
type Mapping struct {
	HeaderRow int // 0-based; -1: there is none, data begins in the first row
	Shape     Shape
	Columns   []Column
	Unit      scoring.Unit // NoUnit: the file does not state it
	Visits    VisitRule
	AsOf      scoring.Day // the analysis date that the file states; NoDay: none

	table *sheet.Table
}

// Guess says how a table can be understood. It fails with the issue "empty-sheet" or "no-rows".
func Guess(t *sheet.Table) (Mapping, error) { return Mapping{table: t, AsOf: scoring.NoDay}, nil }

// With gives a column a role.
func (m Mapping) With(col int, r Role) Mapping { return m }

// WithShape overrules the shape.
func (m Mapping) WithShape(s Shape) Mapping { m.Shape = s; return m }

// Missing lists what the shape needs and has not.
func (m Mapping) Missing() []Role { return nil }

// Column returns the column that has a role, or -1.
func (m Mapping) Column(r Role) int {
	for _, c := range m.Columns {
		if c.Role == r {
			return c.Index
		}
	}
	return -1
}

// SuggestUnit says in which unit the amounts are probably written.
func SuggestUnit(t *sheet.Table, m Mapping, profile scoring.Unit) (u scoring.Unit, doubtful bool) {
	return scoring.Yuan, false
}
