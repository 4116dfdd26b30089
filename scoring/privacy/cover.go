package privacy

import (
	"slices"

	"fenji/scoring/sheet"
)

// A Cover is what a download does to persons: masks, or codes. A nil Cover does nothing.
type Cover struct {
	persons *Persons
	codes   *Pseudonyms // nil: masks
	who     []uint64    // codes of the customers by number
	key     string      // fingerprint
}

// Masks covers persons as the screen does.
func Masks(p *Persons) *Cover { return &Cover{persons: p} }

// Codes puts codes in the place of persons. ids are the customers by number, and each gets one, whatever it goes by.
func Codes(p *Persons, key Key, ids []string) (*Cover, error) {
	c := &Cover{persons: p, codes: NewPseudonyms(key), key: Fingerprint(key)}
	who, err := c.codes.Customers(ids)
	c.who = who
	return c, err
}

// Manner names what is done, as the protocol does.
func (c *Cover) Manner() string {
	switch {
	case c == nil:
		return ""
	case c.codes == nil:
		return "masked"
	}
	return "pseudonyms"
}

// Key is the fingerprint of the pseudonyms' key; "" when there are none.
func (c *Cover) Key() string {
	if c == nil {
		return ""
	}
	return c.key
}

// Customer gives what stands for a customer.
func (c *Cover) Customer(i int, id string) string {
	if c == nil {
		return id
	}
	col := slices.IndexFunc(c.persons.Columns, func(c Column) bool { return c.Who })
	if c.codes != nil && (col < 0 || c.persons.Columns[col].Fate != Keep) {
		return CustomerCode(c.who[i])
	}
	return c.persons.Screen(col, id)
}

// Text gives what stands for the text of a cell of a column; of column -1, of a text that may hold anything.
func (c *Cover) Text(col int, s string) string {
	switch {
	case c == nil:
		return s
	case c.codes == nil:
		return c.persons.Screen(col, s)
	case c.coded(col):
		return c.codes.Code(Customer, s)
	}
	return c.persons.cover(col, s, true, c.codes.Code)
}

// Cell gives what stands for a cell; false says that the cell may be written as it is.
func (c *Cover) Cell(t *sheet.Table, row, col int) (text string, covered bool) {
	cell := t.Cell(row, col)
	if c == nil || cell.Kind == sheet.Empty || col >= len(c.persons.Columns) {
		return "", false
	}
	if cell.Kind != sheet.Text && !c.coded(col) && !c.persons.touches(col, cell) {
		return "", false
	}
	return c.Text(col, t.Text(cell)), true
}

// Whole tells a column of which no sign is left.
func (c *Cover) Whole(col int) bool { return c != nil && c.persons.Whole(col) }

// coded tells the column whose cells are the customers' numbers, which codes stand for.
func (c *Cover) coded(col int) bool {
	return c.codes != nil && col >= 0 && col < len(c.persons.Columns) && c.persons.Columns[col].Who &&
		c.persons.Columns[col].Fate != Keep
}
