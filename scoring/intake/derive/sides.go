package derive

import (
	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// Books write the side of an account behind the sum: 100.00 CR, 250.00 Dr. Which of the two is money given back the sum does not
// say: the sides become a column of their own, whose words are asked about as those of a column Dr/Cr are.

// sidesHeader heads it.
const sidesHeader = "Dr/Cr"

// sides takes them off the amounts.
func (d *deriver) sides() {
	col := d.m.Column(intake.Amount)
	if col < 0 || d.m.HeaderRow < 0 || d.m.Shape != intake.PerVisit {
		return
	}
	found := false
	for row := d.from(); row < d.t.Rows; {
		s := d.t.Span(row, col)
		for i, k := range s.Kinds {
			if k == sheet.Text && !found {
				_, side := d.cutSide(s.Cell(i))
				found = side != ""
			}
		}
		row = s.To
	}
	if !found {
		return
	}
	header, why := d.m.Columns[col].Header, d.m.Columns[col].Why
	d.add(sidesHeader, intake.Status, func(row int) sheet.Derived {
		_, side := d.cutSide(d.t.Cell(row, col))
		return sheet.Derived{Text: side}
	})
	d.add(header, intake.Amount, func(row int) sheet.Derived {
		c := d.t.Cell(row, col)
		if text, side := d.cutSide(c); side != "" {
			return sheet.Derived{Text: text}
		}
		return sheet.Derived{SameAs: c}
	})
	d.m.Columns[d.m.Column(intake.Amount)].Why = why
}

// cutSide takes the side off a sum; blank where none stands.
func (d *deriver) cutSide(c sheet.Cell) (sum, side string) {
	if c.Kind != sheet.Text {
		return "", ""
	}
	return read.Side(d.t.Text(c))
}
