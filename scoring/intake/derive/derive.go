// Package derive makes columns that a table lacks of those that it has: an amount of quantity and unit price, or of the
// ways of paying; a customer of name and telephone number; a date of year, month and day. It holds the columns of customer and amount against their
// witnesses first: other identities, and other figures.
//
// In go a table, its mapping and the user's answers. Out come the table, with a column more where one was made, the mapping
// that uses it, and the questions that stay open. A table whose columns bear each other out comes back as it was.
package derive

import (
	"strconv"
	"strings"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// Apply makes what is missing.
func Apply(t *sheet.Table, m intake.Mapping, answers intake.Answers) (*sheet.Table, intake.Mapping, []intake.Doubt) {
	d := &deriver{t: t, m: m, v: read.Of(t), answers: answers, inSum: map[int]bool{}}
	d.v.Chosen = m.DateOrder
	d.v.Hear(m, answers)
	d.unit = m.Unit
	stated := header.StatedUnit(m)
	d.chosen = stated != decimal.NoUnit && stated != m.Unit
	d.date()
	d.since()
	d.customer()
	d.sides()
	d.amount()
	d.askWriting()
	d.formulas()
	return d.t, d.m, d.doubts
}

// A deriver works on one table.
type deriver struct {
	t                     *sheet.Table
	m                     intake.Mapping
	v                     *read.Values
	answers               intake.Answers
	doubts                []intake.Doubt
	askedZero, zeroShared bool // whether the id 0 is of several people

	poorer  map[int]bool   // columns of which sums make the amount
	inSum   map[int]bool   // columns that together are the amount
	counts  map[int][2]int // of columns: the cells that name somebody, and the distinct names
	ordinal int            // 1 + a column that numbers visits, whatever its header says
	asked   []int          // columns of which it matters how their figures are written

	unit   decimal.Unit   // of the amounts, before any was made
	chosen bool           // by the user, whatever headers say
	units  []decimal.Unit // of the columns looked at
}

func (d *deriver) from() int { return d.m.HeaderRow + 1 }

// ask adds a question, unless its answer is the one that was given.
func (d *deriver) ask(q intake.Doubt) { d.doubts = append(d.doubts, q) }

// said is the user's answer to a question that has one; otherwise what is done meanwhile.
func (d *deriver) said(code, meanwhile string) string {
	if id := d.answers.To(code, ""); id != "" {
		return id
	}
	return meanwhile
}

// add gives the table a column, and it a role. Amounts are given in yuan, and stand in the unit that the table has.
func (d *deriver) add(name string, r intake.Role, value func(row int) sheet.Derived) {
	own := d.unitSaid(name)
	if places := int(own.Places()) - decimal.MoneyExp; r == intake.Amount && places != 0 {
		inYuan := value
		value = func(row int) sheet.Derived {
			x := inYuan(row)
			x.Exp -= places
			return x
		}
	}
	d.t = d.t.Derive(d.m.HeaderRow, name, value)
	col := d.t.Cols - 1
	unit, days := d.m.Unit, d.m.AsOf
	if r == intake.Amount && own != decimal.Yuan {
		unit = own
	}
	d.m.Table = d.t
	for len(d.m.Columns) <= col { // a column of files may lie between
		d.m.Columns = append(append([]intake.Column(nil), d.m.Columns...),
			intake.Column{Index: len(d.m.Columns), Role: intake.Other, Why: intake.WhyNone})
	}
	d.m.Columns[col] = intake.Column{Index: col, Header: name, Role: intake.Other, Why: intake.WhyValues,
		Filled: d.t.Filled(col, d.from()), Made: true}
	d.give(col, r)
	d.m.Columns[col].Confidence, d.m.Columns[col].Why = 60, intake.WhyValues
	d.m.AsOf = days
	if unit != decimal.NoUnit {
		d.m.Unit = unit
	}
	v := read.Of(d.t)
	v.Chosen = d.m.DateOrder
	v.Hear(d.m, d.answers)
	d.v = v
}

// give gives a column a role; shape and rule of visits stay as they are.
func (d *deriver) give(col int, r intake.Role) {
	shape, visits, asOf := d.m.Shape, d.m.Visits, d.m.AsOf
	was := d.m.Columns[col].Why
	d.m = header.With(d.m, col, r)
	d.m.Columns[col].Why = was
	d.m.Shape, d.m.Visits, d.m.AsOf = shape, visits, asOf
}

// aboutColumns are arguments that name the columns of answers.
func (d *deriver) aboutColumns(ids []string) (args []string) {
	for _, id := range ids {
		_, about, ok := strings.Cut(id, ":")
		if !ok {
			continue
		}
		var names []string
		for part := range strings.SplitSeq(about, "+") {
			if col, err := strconv.Atoi(part); err == nil && col < len(d.m.Columns) {
				names = append(names, d.m.Columns[col].Header)
			}
		}
		args = append(args, id, strings.Join(names, " · "))
	}
	return args
}

// columnsIn are the columns that an answer names, column:3 or pair:1+2; nil when it names none that there are.
func (d *deriver) columnsIn(id, kind string) (cols []int) {
	about, ok := strings.CutPrefix(id, kind+":")
	if !ok {
		return nil
	}
	for part := range strings.SplitSeq(about, "+") {
		col, err := strconv.Atoi(part)
		if err != nil || col < 0 || col >= len(d.m.Columns) {
			return nil
		}
		cols = append(cols, col)
	}
	return cols
}

func columnID(cols ...int) string {
	kind := "column:"
	if len(cols) > 1 {
		kind = "pair:"
	}
	var parts []string
	for _, c := range cols {
		parts = append(parts, strconv.Itoa(c))
	}
	return kind + strings.Join(parts, "+")
}

// unitSaid is the unit of figures below a header.
func (d *deriver) unitSaid(name string) decimal.Unit {
	if u := header.UnitIn(name); u != decimal.NoUnit && !d.chosen {
		return u
	}
	return max(d.unit, decimal.Yuan)
}

// money reads an amount of a column in yuan.
func (d *deriver) money(row, col int, w read.Writing) (decimal.Money, read.Status) {
	for len(d.units) <= col {
		d.units = append(d.units, decimal.NoUnit)
	}
	u := d.units[col]
	if d.m.Columns[col].Made {
		u = d.m.Unit
	} else if u == decimal.NoUnit {
		u = d.unitSaid(d.m.Columns[col].Header)
		d.units[col] = u
	}
	m, _, st := d.v.Money(d.t.Cell(row, col), u, w)
	return m, st
}

// sum adds up a column, as far as it can be read.
func (d *deriver) sum(col int) (sum decimal.Money, rows int) {
	if col < 0 {
		return 0, 0
	}
	writing := d.v.Writing(col, d.from())
	for row := d.from(); row < d.t.Rows; row++ {
		m, st := d.money(row, col, writing)
		if st == read.Readable && m < 1<<50 && m > -1<<50 && sum < 1<<61 && sum > -1<<61 {
			sum += m
			rows++
		}
	}
	return sum, rows
}

// sumOf adds up rows of a column, as far as they can be read.
func (d *deriver) sumOf(col int, rows []int) (sum decimal.Money) {
	writing := d.v.Writing(col, d.from())
	for _, row := range rows {
		m, st := d.money(row, col, writing)
		if st == read.Readable && m < 1<<50 && m > -1<<50 && sum < 1<<61 && sum > -1<<61 {
			sum += m
		}
	}
	return sum
}
