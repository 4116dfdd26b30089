package privacy

import (
	"strings"

	"fenji/scoring/intake"
	"fenji/scoring/sheet"
)

// Persons is a table in this respect: what its columns are, and the names that stand in it.
type Persons struct {
	Columns []Column
	table   *sheet.Table
	from    int // the first row below the headers
	names   [2]*roster
	codes   map[string]bool // numbers of persons that are as short as the figures of sums; nil before they are asked for
}

// Of looks at a table. choices are what the user decided, by column.
func Of(t *sheet.Table, m intake.Mapping, choices map[int]Fate) *Persons {
	p := &Persons{Columns: columns(t, m), table: t, from: m.HeaderRow + 1}
	for i := range p.Columns {
		c := &p.Columns[i]
		if c.Fate == Clean && c.Why == WhyFew && p.meets(c) {
			c.Fate, c.Why = Rest, WhyUnknown
		}
	}
	for i := range p.Columns {
		if fate, chosen := choices[p.Columns[i].Index]; chosen {
			p.Columns[i].choose(fate)
		}
	}
	p.names = [2]*roster{} // a choice may add to it
	return p
}

// choose does what the user wants with a column.
func (c *Column) choose(f Fate) {
	if f == Whole && c.Kind == None {
		c.Kind = Words
	}
	if f == Clean && c.Kind != None {
		c.Kind = None
	}
	c.Fate, c.Why, c.Codes = f, WhyUser, c.Codes && f == Keep
}

// meets tells a column in which somebody stands whom a person's column names.
func (p *Persons) meets(c *Column) bool {
	met := false
	for value := range c.seen {
		p.roster(false).replace(value, func(_ Kind, found string) string {
			met = met || found == value
			return found
		})
	}
	return met
}

func (p *Persons) roster(codes bool) *roster {
	i := 0
	if codes {
		i = 1
	}
	if p.names[i] == nil {
		p.names[i] = rosterOf(p.table, p.Columns, p.from, codes)
	}
	return p.names[i]
}

// Screen gives a text of a column as the screen shows it to who did not ask for more; of column -1, a text that may hold
// anything.
func (p *Persons) Screen(col int, s string) string { return p.cover(col, s, false, Mask) }

// ScreenCell is Screen for a cell.
func (p *Persons) ScreenCell(row, col int) string {
	cell := p.table.Cell(row, col)
	text := p.table.Text(cell)
	if text == "" || col >= len(p.Columns) {
		return text
	}
	if cell.Kind != sheet.Text && !p.touches(col, cell) {
		return text
	}
	return p.Screen(col, text)
}

// Whole tells a column of which no sign is left, whatever stands in it.
func (p *Persons) Whole(col int) bool {
	return col >= 0 && col < len(p.Columns) && p.Columns[col].Fate == Whole
}

// touches tells whether a cell that is no text is to be covered.
func (p *Persons) touches(col int, cell sheet.Cell) bool {
	c := &p.Columns[col]
	switch {
	case c.Fate == Keep || c.Codes:
		return false
	case c.Fate == Whole:
		return true
	}
	return cell.Kind == sheet.Number && (OfNumber(cell.Number()) != None ||
		c.Why == WhyRemarks && isLandlineAlone(p.table.Text(cell)))
}

// cover puts something else in the place of what names a person in a text of a column: by its column, and then by the
// names that stand in the table.
func (p *Persons) cover(col int, s string, codes bool, with func(k Kind, found string) string) string {
	c := Column{Fate: Clean, Why: WhyStaff}
	if col >= 0 && col < len(p.Columns) {
		c = p.Columns[col]
	}
	covered := s
	if c.Kind == None && c.Fate != Keep && !c.Codes && c.admits(s) {
		covered = beside(s, with)
	}
	covered = c.cover(covered, with)
	if c.Fate == Keep || c.Kind != None && !c.Who || c.Codes || strings.TrimSpace(s) == "" || covered != s && !c.admits(s) ||
		isPlain(s) && !codes {
		return covered
	}
	if col < 0 || c.Why == WhyRemarks || c.Why == WhyHealth || c.Why == WhyUser {
		covered = called(covered, with)
	}
	return p.roster(codes).replace(covered, with)
}
