package intake

import (
	"fenji/scoring/sheet"
)

// names numbers the customers, or the orders, of a column: 1 for the first to appear, 2 for the next. Texts that differ
// only by spaces, width or invisible characters are one name, and the number 1001 is the name "1001".
type names struct {
	v        *values
	list     []string
	byText   []uint32
	byNumber map[sheet.Fixed]uint32
	byName   map[string]uint32
}

func newNames(v *values, room int) *names {
	return &names{v: v, byNumber: map[sheet.Fixed]uint32{}, byName: make(map[string]uint32, room)}
}

// of returns the number of the name in a cell; 0 when the cell names nobody.
func (n *names) of(c sheet.Cell) uint32 {
	switch c.Kind {
	case sheet.Text:
		id := memo(n.v, &n.byText, c.TextID())
		if *id == 0 && n.v.traitsOf(c)&(isNothing|isNobody) == 0 {
			*id = n.number(tidy(n.v.t.String(c.TextID())))
		}
		return *id
	case sheet.Number:
		id := n.byNumber[c.Number()]
		if id == 0 {
			id = n.number(c.Number().String())
			n.byNumber[c.Number()] = id
		}
		return id
	case sheet.Empty, sheet.Error:
		return 0
	}
	return n.number(n.v.t.Text(c))
}

func (n *names) number(name string) uint32 {
	id := n.byName[name]
	if id == 0 {
		n.list = append(n.list, name)
		id = uint32(len(n.list))
		n.byName[name] = id
	}
	return id
}
