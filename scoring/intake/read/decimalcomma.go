package read

import (
	"strings"

	"fenji/scoring/decimal"
	"fenji/scoring/sheet"
)

// Many countries write 1.234,56 for 1,234.56. Which way a column writes is seen from the whole column; one that proves
// nothing writes a point, and then 12,5 is no amount.

// swap exchanges the point and the comma.
var swap = strings.NewReplacer(".", ",", ",", ".")

// FigureIn reads a cell as a number, in a column that writes the comma or not.
func (v *Values) FigureIn(c sheet.Cell, comma bool) (Figure, Status) {
	if !comma {
		return v.Figure(c)
	}
	switch c.Kind {
	case sheet.Number:
		// In text files 1.234 is a number to the reader, and to the writer a thousand and more: it has no one meaning.
		if coef, exp := c.Number().Parts(); exp == -3 && coef != 0 {
			return Figure{}, Unreadable
		}
	case sheet.Text:
		if f, ok := readFigure(swap.Replace(Tidy(v.T.String(c.TextID())))); ok {
			return f, Readable
		}
		if v.TraitsOf(c)&isDash == 0 {
			return Figure{}, Unreadable
		}
	}
	return v.Figure(c)
}

// Comma tells whether a column proves that it writes the comma: some of its texts, and not a mere slip or two among
// many, are amounts only so, and nothing is one only with a point.
func (v *Values) Comma(col, from int) bool {
	if col < 0 {
		return false
	}
	proofs := 0
	for row := from; row < v.T.Rows; {
		s := v.T.Span(row, col)
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
	return proofs >= 2 && 5*proofs >= v.T.Filled(col, from)
}

// signOf is sign, which looks at each text once.
func (v *Values) signOf(c sheet.Cell) byte {
	if c.Kind != sheet.Text {
		return v.Sign(c)
	}
	const none = 1
	m := v.signs.At(v.T, c.TextID())
	if *m == 0 {
		*m = max(none, v.Sign(c))
	}
	if *m == none {
		return 0
	}
	return *m
}

// Sign is the decimal sign that a cell proves: , or . or 0 for neither.
func (v *Values) Sign(c sheet.Cell) byte {
	switch c.Kind {
	case sheet.Number:
		if _, exp := c.Number().Parts(); exp < 0 && exp != -3 {
			return '.'
		}
	case sheet.Text:
		s := v.T.String(c.TextID())
		if !strings.ContainsAny(s, ".,，．") {
			return 0
		}
		_, point := v.Figure(c)
		if point == Readable && strings.Count(s, ",") == 1 && !strings.Contains(s, ".") {
			return 0 // 1,234 can be either
		}
		_, comma := readFigure(swap.Replace(Tidy(s)))
		switch {
		case comma && point == Unreadable:
			return ','
		case !comma && point == Readable:
			return '.'
		}
	}
	return 0
}

// Money reads a cell as an amount in a unit.
func (v *Values) Money(c sheet.Cell, u decimal.Unit, comma bool) (m decimal.Money, rounded bool, st Status) {
	f, st := v.FigureIn(c, comma)
	if st != Readable {
		return 0, false, st
	}
	m, rounded, ok := ToMoney(f, u)
	if !ok {
		return 0, false, TooLarge
	}
	return m, rounded, Readable
}
