package read

import (
	"strings"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/sheet"
)

// Many countries write 1.234,56 for 1,234.56. Which way a column writes is seen from the whole column; one that proves
// nothing writes a point, and then 12,5 is no amount.

// A Writing tells how the figures of a column are written.
type Writing uint8

// The ways to write.
const (
	Pointed Writing = iota // 1,234.56
	Commaed                // 1.234,56
	Grouped                // 1.234 is a thousand and more, and 12.5 twelve and a half
)

// swap exchanges the point and the comma.
var swap = strings.NewReplacer(".", ",", ",", ".")

// FigureIn reads a cell as a number, in a column that writes so.
func (v *Values) FigureIn(c sheet.Cell, w Writing) (Figure, Status) {
	if w == Pointed {
		return v.Figure(c)
	}
	switch c.Kind {
	case sheet.Number:
		// In text files 1.234 is a number to the reader, and to the writer a thousand and more. A workbook's number is what it is,
		// unless the program that made it took a text so: it has no one meaning.
		if coef, exp := c.Number().Parts(); exp == -3 && coef != 0 {
			if !v.isTextFile() {
				return Figure{}, Unreadable
			}
			return Figure{Coef: coef}, Readable
		}
	case sheet.Text:
		if w == Grouped && !v.isThree(c) {
			break
		}
		if f, ok := readFigure(swap.Replace(Tidy(v.T.String(c.TextID())))); ok {
			return f, Readable
		}
		if v.TraitsOf(c)&isDash == 0 {
			return Figure{}, Unreadable
		}
	}
	return v.Figure(c)
}

func (v *Values) isTextFile() bool {
	name, _ := v.T.Encoding()
	return name != ""
}

// Writing tells how a column writes. That it writes the comma is proved by some of its texts, and not by a mere slip or two
// among many, that are amounts only so, while nothing is one only with a point. What the user said of the column has the
// last word on fractions of three digits.
func (v *Values) Writing(col, from int) Writing {
	if col < 0 {
		return Pointed
	}
	proofs, threes := 0, 0
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
				if v.grouped[col] {
					return Grouped
				}
				return Pointed
			case three:
				threes++
			}
		}
	}
	if proofs >= 2 && 5*proofs >= v.T.Filled(col, from) {
		return Commaed
	}
	if threes == 0 {
		return Pointed
	}
	if said, ok := v.grouped[col]; ok {
		return map[bool]Writing{true: Commaed, false: Pointed}[said]
	}
	return v.ThreesIn(col, from).Writing
}

// signOf is Sign, which looks at each text once.
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

// three is the sign of a figure such as 1.200, which is one both ways.
const three = '3'

// Sign is the decimal sign that a cell proves: , or . or 0 for neither.
func (v *Values) Sign(c sheet.Cell) byte {
	switch c.Kind {
	case sheet.Number:
		coef, exp := c.Number().Parts()
		switch {
		case exp >= 0 || exp == -3 && coef == 0:
		case exp != -3:
			return '.'
		case !v.isTextFile():
		case max(coef, -coef) < 1000 || max(coef, -coef) >= 1e6:
			return '.' // 0.500 and 1234.500 are no thousands
		default:
			return three
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
		case comma && point == Readable && v.isThree(c):
			return three
		}
	}
	return 0
}

// isThree tells a text with one point, behind which three digits stand.
func (v *Values) isThree(c sheet.Cell) bool { return isThree(Fold(v.T.String(c.TextID()))) }

func isThree(s string) bool {
	at := strings.IndexByte(s, '.')
	return at > 0 && s[at-1]-'0' < 10 && strings.LastIndexByte(s, '.') == at && Run(s[at+1:]) == 3 && !strings.Contains(s, ",")
}

// Threes are the figures of a column that are numbers both ways, such as 1.200: all others decide nothing, or the user has to.
type Threes struct {
	Rows    []int // where they stand
	Writing       // how the column is read meanwhile
	Sure    bool  // something in the file bears it out
}

// ThreesIn looks for such figures. Beside 12.50 a figure such as 1.200, whose last zero no program writes there, is doubtful;
// beside 12.345 and 12.5 it is not. Alone they are thousands in a file that writes dates as 31.12.2024 or a comma elsewhere,
// and probably where no number without them is above 999.
func (v *Values) ThreesIn(col, from int) (t Threes) {
	if !v.mayBeThree(col, from) {
		return t
	}
	points, commas, zeros, long, small, large := 0, 0, 0, 0, 0, 0
	for row := from; row < v.T.Rows; {
		s := v.T.Span(row, col)
		for i, k := range s.Kinds {
			if k == sheet.Number && s.Wide == nil && s.Narrow[i]&0xFF == 0 {
				if n := s.Narrow[i] >> 8; n < 1000 && n > -1000 {
					small++
				} else {
					large++
				}
				continue
			}
			if k != sheet.Number && k != sheet.Text {
				continue
			}
			c := s.Cell(i)
			switch v.signOf(c) {
			case '.':
				points++
				if _, exp := c.Number().Parts(); k == sheet.Number && exp <= -3 {
					long++
				}
			case ',':
				commas++
			case three:
				t.Rows = append(t.Rows, row+i)
				if f, _ := v.Figure(c); f.Coef%10 == 0 {
					zeros++
				}
			}
		}
		row = s.To
	}
	switch {
	case len(t.Rows) == 0:
	case points > 0:
		t.Sure = zeros == 0 || long > 0
	case commas > 0 || v.elsewhere(from):
		t.Writing, t.Sure = Commaed, large == 0 || commas > 0
	case large == 0 && small > 0:
		t.Writing = Commaed
	}
	return t
}

// mayBeThree tells whether a column holds what can be such a figure at all: a text, or in a text file a number with three digits
// behind the point.
func (v *Values) mayBeThree(col, from int) bool {
	numbers := v.isTextFile()
	for row := from; row < v.T.Rows; {
		s := v.T.Span(row, col)
		for i, k := range s.Kinds {
			if k == sheet.Text || numbers && k == sheet.Number && int8(s.Bits(i)) == -3 {
				return true
			}
		}
		row = s.To
	}
	return false
}

// elsewhere tells whether a file writes as those do who write the comma: its dates as 31.12.2024, or figures with it.
func (v *Values) elsewhere(from int) bool {
	const rows, enough = 200, 2
	for col := range min(v.T.Cols, 60) {
		found := 0
		for row := from; row < min(v.T.Rows, from+rows) && found < enough; row++ {
			if c := v.T.Cell(row, col); c.Kind == sheet.Text && (v.signOf(c) == ',' || dottedDay(v.T.String(c.TextID()))) {
				found++
			}
		}
		if found >= enough {
			return true
		}
	}
	return false
}

// dottedDay tells a text that begins with a day such as 31.12.2024.
func dottedDay(s string) bool {
	s = strings.TrimSpace(s)
	d := Run(s)
	if d < 1 || d > 2 || !strings.HasPrefix(s[d:], ".") {
		return false
	}
	m := Run(s[d+1:])
	rest := s[d+1+m:]
	return m >= 1 && m <= 2 && strings.HasPrefix(rest, ".") && Run(rest[1:]) == 4
}

// Hear takes in what the user says of columns: whether the point in 1.200 parts thousands.
func (v *Values) Hear(m intake.Mapping, answers intake.Answers) {
	for _, c := range m.Columns {
		said := answers.To("amount", c.Header)
		if said != "groups" && said != "point" {
			continue
		}
		if v.grouped == nil {
			v.grouped = map[int]bool{}
		}
		v.grouped[c.Index] = said == "groups"
	}
}

// Money reads a cell as an amount in a unit.
func (v *Values) Money(c sheet.Cell, u decimal.Unit, w Writing) (m decimal.Money, rounded bool, st Status) {
	f, st := v.Amount(c, w)
	if st != Readable {
		return 0, false, st
	}
	m, rounded, ok := ToMoney(f, u)
	if !ok {
		return 0, false, TooLarge
	}
	return m, rounded, Readable
}
