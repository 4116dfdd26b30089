package intake

import (
	"strings"

	"fenji/scoring/decimal"
	"fenji/scoring/sheet"
)

// Many countries write 1.234,56 for 1,234.56. Which way a column writes is seen from the whole column; one that proves
// nothing writes a point, and then 12,5 is no amount.

// swap exchanges the point and the comma.
var swap = strings.NewReplacer(".", ",", ",", ".")

// figureIn reads a cell as a number, in a column that writes the comma or not.
func (v *values) figureIn(c sheet.Cell, comma bool) (figure, status) {
	if !comma {
		return v.figure(c)
	}
	switch c.Kind {
	case sheet.Number:
		// In text files 1.234 is a number to the reader, and to the writer a thousand and more: it has no one meaning.
		if coef, exp := c.Number().Parts(); exp == -3 && coef != 0 {
			return figure{}, unreadable
		}
	case sheet.Text:
		if f, ok := readFigure(swap.Replace(tidy(v.t.String(c.TextID())))); ok {
			return f, readable
		}
		if v.traitsOf(c)&isDash == 0 {
			return figure{}, unreadable
		}
	}
	return v.figure(c)
}

// comma tells whether a column proves that it writes the comma: some of its texts, and not a mere slip or two among
// many, are amounts only so, and nothing is one only with a point.
func (v *values) comma(col, from int) bool {
	if col < 0 {
		return false
	}
	proofs := 0
	for row := from; row < v.t.Rows; {
		s := v.t.Span(row, col)
		row = s.To
		for i, k := range s.Kinds {
			switch {
			case k == sheet.Number && s.Wide == nil && s.Narrow[i]&0xFF == 0, k != sheet.Number && k != sheet.Text:
				continue // a whole number proves nothing
			}
			switch v.signOf(s.Cell(i)) {
			case ',':
				proofs++
			case '.':
				return false
			}
		}
	}
	return proofs >= 2 && 5*proofs >= v.t.Filled(col, from)
}

// signOf is sign, which looks at each text once.
func (v *values) signOf(c sheet.Cell) byte {
	if c.Kind != sheet.Text {
		return v.sign(c)
	}
	const none = 1
	m := v.signs.at(v.t, c.TextID())
	if *m == 0 {
		*m = max(none, v.sign(c))
	}
	if *m == none {
		return 0
	}
	return *m
}

// sign is the decimal sign that a cell proves: , or . or 0 for neither.
func (v *values) sign(c sheet.Cell) byte {
	switch c.Kind {
	case sheet.Number:
		if _, exp := c.Number().Parts(); exp < 0 && exp != -3 {
			return '.'
		}
	case sheet.Text:
		s := v.t.String(c.TextID())
		if !strings.ContainsAny(s, ".,，．") {
			return 0
		}
		_, point := v.figure(c)
		if point == readable && strings.Count(s, ",") == 1 && !strings.Contains(s, ".") {
			return 0 // 1,234 can be either
		}
		_, comma := readFigure(swap.Replace(tidy(s)))
		switch {
		case comma && point == unreadable:
			return ','
		case !comma && point == readable:
			return '.'
		}
	}
	return 0
}

// money reads a cell as an amount in a unit.
func (v *values) money(c sheet.Cell, u decimal.Unit, comma bool) (m decimal.Money, rounded bool, st status) {
	f, st := v.figureIn(c, comma)
	if st != readable {
		return 0, false, st
	}
	m, rounded, ok := toMoney(f, u)
	if !ok {
		return 0, false, tooLarge
	}
	return m, rounded, readable
}
