package intake

import (
	"maps"
	"strings"

	"fenji/scoring/sheet"
)

// names numbers the customers, or the orders, of a column: 1 for the first to appear, 2 for the next. Texts that differ
// only by spaces, width or invisible characters are one name, and the number 1001 is the name "1001".
//
// As long as a column holds only texts in their normal form, or only numbers, different cells are different names and
// no name needs to be looked up. The first cell of another kind builds the index.
type names struct {
	v        *values
	keep     bool     // the names are wanted, not only their numbers
	list     []string // when they are
	count    uint32
	byText   []uint32
	byNumber map[sheet.Fixed]uint32
	byName   map[string]uint32 // nil until it is needed
	kind     sheet.Kind        // of all cells so far; Empty before the first
}

func newNames(v *values, keep bool) *names {
	return &names{v: v, keep: keep, byNumber: map[sheet.Fixed]uint32{}}
}

// of returns the number of the name in a cell; 0 when the cell names nobody.
func (n *names) of(c sheet.Cell) uint32 {
	switch c.Kind {
	case sheet.Text:
		id := memo(n.v, &n.byText, c.TextID())
		if *id == 0 && n.v.traitsOf(c)&(isNothing|isNobody) == 0 {
			s := n.v.t.String(c.TextID())
			name := tidy(s)
			*id = n.number(name, sheet.Text, name == s)
		}
		return *id
	case sheet.Number:
		id := n.byNumber[c.Number()]
		if id == 0 {
			id = n.number(c.Number().String(), sheet.Number, true)
			n.byNumber[c.Number()] = id
		}
		return id
	case sheet.Empty, sheet.Error:
		return 0
	}
	return n.number(n.v.t.Text(c), c.Kind, false)
}

// number finds or adds a name that this kind of cell has not given before; normal tells that no other cell of the same
// kind gives it.
func (n *names) number(name string, k sheet.Kind, normal bool) uint32 {
	if n.kind == sheet.Empty {
		n.kind = k
	}
	if n.byName == nil && (k != n.kind || !normal) {
		n.index()
	}
	if n.byName != nil {
		if id := n.byName[name]; id != 0 {
			return id
		}
	}
	n.count++
	if n.keep {
		n.list = append(n.list, name)
	}
	if n.byName != nil {
		n.byName[name] = n.count
	}
	return n.count
}

func (n *names) index() {
	n.byName = make(map[string]uint32, 2*n.count)
	for text, id := range n.byText {
		if id != 0 {
			n.byName[tidy(n.v.t.String(uint32(text)))] = id
		}
	}
	for number, id := range n.byNumber {
		n.byName[number.String()] = id
	}
}

// A spreadsheet keeps 15 digits of a number. Of a longer one, the number of an identity card, it leaves zeros; and when
// it saves what it shows as csv, a telephone number becomes 1.38E+10. Different customers are then one. Other programs
// keep 16 digits, but none keeps more.
const keptDigits, mostDigits = 15, 16

// cutNames counts the customers in use whose number was cut so, and gives the first of them.
func (c *cleaner) cutNames() (count int, example string) {
	numeric := map[string]bool{} // names that are numbers and too long
	kept := false                // some number has a 16th digit
	for n, id := range c.customers.byNumber {
		if coef, exp := n.Parts(); id == 0 || exp < 0 || exp == 0 && coef < 1e15 {
			continue
		}
		s := n.String()
		numeric[s] = true
		kept = kept || len(s) == mostDigits && s[keptDigits] != '0'
	}
	if kept {
		maps.DeleteFunc(numeric, func(s string, _ bool) bool { return len(s) <= mostDigits })
	}
	for _, name := range c.records.IDs {
		if numeric[name] || isScientific(name) {
			if count++; count == 1 {
				example = name
			}
		}
	}
	return count, example
}

// isScientific tells a number written like 1.38E+10.
func isScientific(s string) bool {
	if strings.IndexByte(s, '+') < 0 {
		return false
	}
	front, power, ok := strings.Cut(strings.ToUpper(s), "E+")
	whole, fraction, _ := strings.Cut(front, ".")
	return ok && len(whole) == 1 && run(whole) == 1 && run(fraction) == len(fraction) && len(power) >= 2 &&
		run(power) == len(power)
}
