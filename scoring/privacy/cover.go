package privacy

import (
	"slices"

	"fenji/scoring/sheet"
)

// A Cover is what a download does to persons: masks, or codes. A nil Cover does nothing.
type Cover struct {
	columns []Column
	codes   *Pseudonyms // nil: masks
	who     []uint64    // codes of the customers by number
}

// Masks covers persons as the screen does.
func Masks(columns []Column) *Cover { return &Cover{columns: columns} }

// Codes puts codes in the place of persons. ids are the customers by number, and each gets one, whatever it goes by.
func Codes(columns []Column, key Key, ids []string) (*Cover, error) {
	c := &Cover{columns: columns, codes: NewPseudonyms(key)}
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

// Customer gives what stands for a customer.
func (c *Cover) Customer(i int, id string) string {
	switch {
	case c == nil:
		return id
	case c.codes != nil:
		return CustomerCode(c.who[i])
	}
	if at := slices.IndexFunc(c.columns, func(c Column) bool { return c.Who }); at >= 0 {
		return c.columns[at].Screen(id)
	}
	return MaskFree(id)
}

// Text gives what stands for the text of a cell of a column; of column -1, of a text that may hold anything.
func (c *Cover) Text(col int, s string) string {
	if c == nil {
		return s
	}
	var column Column
	if col >= 0 && col < len(c.columns) {
		column = c.columns[col]
	}
	switch {
	case c.codes == nil:
		return column.Screen(s)
	case column.Who:
		return c.codes.Code(Customer, s)
	}
	return c.codes.Cell(column, s)
}

// Covers tells whether something has to stand in the place of a cell.
func (c *Cover) Covers(col int, cell sheet.Cell) bool {
	if c == nil || cell.Kind == sheet.Empty || col >= len(c.columns) {
		return false
	}
	column := c.columns[col]
	if column.Kind != None || column.Who && c.codes != nil {
		return true
	}
	return cell.Kind == sheet.Text || cell.Kind == sheet.Number && !column.Codes && OfNumber(cell.Number()) != None
}
