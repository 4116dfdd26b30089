package privacy

import (
	"slices"
	"strings"

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

// Cell gives what stands for a cell; false says that the cell may be written as it is.
func (c *Cover) Cell(t *sheet.Table, row, col int) (text string, covered bool) {
	cell := t.Cell(row, col)
	if c == nil || cell.Kind == sheet.Empty || col >= len(c.columns) {
		return "", false
	}
	switch column := c.columns[col]; {
	case column.Kind != None, column.Who && c.codes != nil:
		return c.Text(col, t.Text(cell)), true
	case column.Codes:
		return "", false
	case cell.Kind == sheet.Number && OfNumber(cell.Number()) != None:
		return c.Text(col, t.Text(cell)), true
	case cell.Kind != sheet.Text:
		return "", false
	}
	text = c.Text(col, t.Text(cell))
	names, of := RowNames(t, c.columns, row)
	for i, name := range names {
		if strings.Contains(text, name) {
			text = strings.ReplaceAll(text, name, c.Text(of[i].Index, name))
		}
	}
	return text, true
}
