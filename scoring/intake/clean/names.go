package clean

import (
	"maps"
	"strings"

	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// names numbers the customers, or the orders, of a column: 1 for the first to appear, 2 for the next. Texts that differ
// only by spaces, width or invisible characters are one name, and the number 1001 is the name "1001".
//
// As long as a column holds only texts in their normal form, or only numbers, different cells are different names and
// no name needs to be looked up. The first cell of another kind builds the index.
type names struct {
	v        *read.Values
	keep     bool // the names are wanted, not only their numbers
	anybody  bool // names of nobody in particular are names
	count    uint32
	byText   []uint32
	byNumber read.Numbers
	byName   map[string]uint32 // nil until it is needed
	kind     sheet.Kind        // of all cells so far; Empty before the first
	column   column            // what can be told of the others in the column
	plus     bool              // some name holds a +
	strange  bool              // some name is not as a number of a customer usually is; see isUsual

	texts  []uint32 // of each name, when the names are wanted: the text that is the name, or noText
	others []string // the names that are no texts of the table, in their order
}

const noText = ^uint32(0)

func newNames(v *read.Values, col, from int, keep bool) *names {
	n := &names{v: v, keep: keep, column: column{col: col, from: from}, byText: make([]uint32, v.T.Texts())}
	if keep {
		n.column.phones = col >= 0 && n.column.ofPhones(v)
		n.texts = make([]uint32, 0, min(v.T.Texts(), v.T.Rows))
	}
	return n
}

// of returns the number of the name in a cell; 0 when the cell names nobody.
func (n *names) of(c sheet.Cell) uint32 {
	switch c.Kind {
	case sheet.Text:
		text := c.TextID()
		if n.byText[text] == 0 && n.names(c) {
			s := n.v.T.String(text)
			name := n.column.whole(n.v, read.ID(s))
			if read.IsZero(name) && n.keep && n.column.long(n.v) {
				return 0
			}
			if name != s {
				text = noText
			}
			n.byText[c.TextID()] = n.number(name, sheet.Text, text)
		}
		return n.byText[c.TextID()]
	case sheet.Number:
		id := n.byNumber.Of(c.Number())
		if id == 0 {
			coef, exp := c.Number().Parts()
			if coef == 0 && n.keep && n.column.long(n.v) {
				return 0
			}
			if !n.keep && n.byName == nil && exp >= 0 && (n.kind == sheet.Empty || n.kind == sheet.Number) { // what it is called nobody asks
				n.kind = sheet.Number
				n.count++
				n.byNumber.Put(c.Number(), n.count)
				return n.count
			}
			name := c.Number().String()
			if whole := n.column.whole(n.v, name); whole != name {
				if name = whole; n.byName == nil {
					n.index()
				}
			}
			id = n.number(name, sheet.Number, noText)
			n.byNumber.Put(c.Number(), id)
		}
		return id
	case sheet.Empty, sheet.Error:
		return 0
	}
	return n.number(n.v.T.Text(c), c.Kind, noText)
}

// names tells whether a text names somebody.
func (n *names) names(c sheet.Cell) bool {
	traits := n.v.TraitsOf(c)
	return traits&read.IsNothing == 0 && (n.anybody || traits&read.IsNobody == 0) &&
		(traits&read.IsNotGiven == 0 || n.column.initials(n.v))
}

// take numbers a text that is new here and obviously a number of a customer or a bill: then it is a name as it stands, and
// no word. It returns 0, having done nothing, for any other. A file may have a million of them.
func (n *names) take(text uint32) uint32 {
	s := n.v.T.String(text)
	end := len(s) - 1
	if n.kind != sheet.Text || n.byName != nil || end < 1 || end > 128 || s[end]-'0' > 9 {
		return 0
	}
	switch s[0] {
	case '0':
		if read.IsZero(s) {
			return 0
		}
	case 't', 'T', 's', 'S', 'g', 'G', 'o', 'O', '=', '\'', '`', '"': // see isNumbering and read.ID
		return 0
	case '-', 'a', 'A', 'w', 'W', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		n.strange = n.strange || n.keep && !isUsual(s)
	}
	for i := 0; i < end; i++ {
		if oddBytes[s[i]] {
			return 0
		}
	}
	if n.column.phones && (end != 10 || read.Run(s) != len(s)) {
		return 0
	}
	n.count++
	n.byText[text] = n.count
	if n.keep {
		n.texts = append(n.texts, text)
	}
	return n.count
}

// oddBytes are those of which a name has to be looked at closer.
var oddBytes = func() (odd [256]bool) {
	for c := range odd {
		odd[c] = c <= ' ' || c >= 0x7f || c == '+' || c == '.'
	}
	return
}()

// number finds or adds a name that this kind of cell has not given before. Of texts, text tells the one that is the name
// as it stands: no other text gives it.
func (n *names) number(name string, k sheet.Kind, text uint32) uint32 {
	if n.kind == sheet.Empty {
		n.kind = k
	}
	if n.byName == nil && (k != n.kind || k != sheet.Number && text == noText) {
		n.index()
	}
	if n.byName != nil {
		if id := n.byName[name]; id != 0 {
			return id
		}
	}
	n.count++
	n.plus = n.plus || strings.IndexByte(name, '+') >= 0
	if n.keep {
		n.strange = n.strange || !isUsual(name)
		if n.texts = append(n.texts, text); text == noText {
			n.others = append(n.others, name)
		}
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
			n.byName[n.column.whole(n.v, read.ID(n.v.T.String(uint32(text))))] = id
		}
	}
	n.byNumber.Each(func(key sheet.Fixed, id uint32) { n.byName[n.column.whole(n.v, key.String())] = id })
}

// each calls f with the number and the text of every name.
func (n *names) each(f func(number uint32, name string)) {
	other := 0
	for i, text := range n.texts {
		name := ""
		if text == noText {
			name = n.others[other]
			other++
		} else {
			name = n.v.T.String(text)
		}
		if name != "" {
			f(uint32(i)+1, name)
		}
	}
}

// pick gives the names whose place is not 0, each at its place, counted from 1; there are count of them. Without places
// it gives all as they are.
func (n *names) pick(places []uint32, count int) []string {
	list := n.v.T.Strings(n.texts)
	other := 0
	for i, text := range n.texts {
		if text == noText {
			list[i] = n.others[other]
			other++
		}
	}
	if places == nil {
		return list
	}
	kept := make([]string, count)
	for i, p := range places {
		if p != 0 {
			kept[p-1] = list[i]
		}
	}
	return kept
}

// A spreadsheet keeps 15 digits of a number. Of a longer one, the number of an identity card, it leaves zeros; and when
// it saves what it shows as csv, a telephone number becomes 1.38E+10. Different customers are then one. Other programs
// keep 16 digits, but none keeps more.
const keptDigits, mostDigits = 15, 16

// cutNames counts the customers in use whose number was cut so, and gives the first of them.
func (c *cleaner) cutNames() (count int, example string) {
	numeric := map[string]bool{} // names that are numbers and too long
	kept := false                // some number has a 16th digit
	c.customers.byNumber.Each(func(n sheet.Fixed, _ uint32) {
		if coef, exp := n.Parts(); exp > 0 || exp == 0 && coef >= 1e15 {
			s := n.String()
			numeric[s] = true
			kept = kept || len(s) == mostDigits && s[keptDigits] != '0'
		}
	})
	if kept {
		maps.DeleteFunc(numeric, func(s string, _ bool) bool { return len(s) <= mostDigits })
	}
	if len(numeric) == 0 && !c.customers.plus {
		return 0, ""
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
	return ok && len(whole) == 1 && read.Run(whole) == 1 && read.Run(fraction) == len(fraction) && len(power) >= 2 &&
		read.Run(power) == len(power)
}

// IDs numbers the customers of a column below its headers as Clean does: of each row from the given one on the number of
// its id in the list, from 1 on; 0 where it names nobody.
func IDs(v *read.Values, col, from int) (of []uint32, ids []string) {
	n := newNames(v, col, from, true)
	of = make([]uint32, 0, max(0, v.T.Rows-from))
	for row := from; row < v.T.Rows; row++ {
		of = append(of, n.of(v.T.Cell(row, col)))
	}
	return of, n.pick(nil, 0)
}
