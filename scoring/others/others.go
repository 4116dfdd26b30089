// Package others says what stands in a customer's other columns, those that the graded sheet does not state itself.
//
// In a table of visits a customer has many rows. What is true of the customer is the same on all of them, and is said once.
// Of the rest a column says one of three things:
//
//	Latest  what stands on the row of the latest visit
//	Set     all that ever stood there: services, doctors, channels
//	Sum     the sum over all rows, of numbers that can be added
//
// In go the table, its mapping and the records; out come the kinds of the columns, and what they say of each customer. Cells are
// never copied: what a customer ever had is looked up in the rows. Rows that are not used say nothing. Codes, rates, prices and
// balances are never added.
package others

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// A Kind says what a column says of a customer.
type Kind uint8

// The kinds.
const (
	Own    Kind = iota // what is true of the customer, on whichever row
	Latest             // what stands on the row of the latest visit
	Set                // all that ever stood there
	Sum                // the sum of what stood there
)

var kinds = [...]string{Own: "", Latest: "latest", Set: "set", Sum: "sum"}

func (k Kind) String() string { return kinds[k] }

// Columns are the other columns of the customers of some records, who are known by their numbers there. Those of a nil Columns
// are all of the customer's own.
type Columns struct {
	*table
	at []uint32 // the numbers of the customers that these are; nil: all
}

// A table is what Columns of some of the customers share.
type table struct {
	t        *sheet.Table
	v        *read.Values
	r        *intake.Records
	kinds    []Kind
	roles    []intake.Role
	places   []uint8        // of sums: decimal places
	writings []read.Writing // of sums: how they are written
	from     int            // the first row below the headers

	starts, rows []uint32         // the records of each customer, the latest day first; made when first asked for
	sums         map[int][]int64  // by column, likewise: of each customer, in the last decimal place
	summed       map[int][]uint64 // customers who have a number there
	met          []uint32         // of each text, the last look in which it was met
	look         uint32           // which look that is
}

// Of finds out what the columns of a list say.
func Of(t *sheet.Table, m intake.Mapping, r *intake.Records, list []int) *Columns {
	c := &table{t: t, v: read.Of(t), r: r, kinds: make([]Kind, t.Cols), roles: make([]intake.Role, t.Cols), places: make([]uint8, t.Cols),
		writings: make([]read.Writing, t.Cols), from: m.HeaderRow + 1}
	if r.Shape == intake.PerVisit && again(r) {
		for _, col := range list {
			if col < len(m.Columns) {
				c.roles[col] = m.Columns[col].Role
				c.kinds[col] = c.kindOf(&m.Columns[col])
			}
		}
	}
	return &Columns{table: c}
}

// again tells whether any customer has several records.
func again(r *intake.Records) bool {
	met := make([]uint64, len(r.IDs)/64+1)
	for _, who := range r.Customer {
		bit := uint64(1) << (who % 64)
		if met[who/64]&bit != 0 {
			return true
		}
		met[who/64] |= bit
	}
	return false
}

// Among are the columns of some of the customers, who are numbered anew in the order of the list.
func (c *Columns) Among(list []uint32) *Columns {
	if c == nil {
		return nil
	}
	at := slices.Clone(list)
	for i, who := range list {
		at[i] = uint32(c.number(int(who)))
	}
	return &Columns{c.table, at}
}

// number is a customer's number in the records.
func (c *Columns) number(i int) int {
	if c.at != nil {
		return int(c.at[i])
	}
	return i
}

// Kind tells what a column says.
func (c *Columns) Kind(col int) Kind {
	if c == nil || col < 0 || col >= len(c.kinds) {
		return Own
	}
	return c.kinds[col]
}

// kindOf finds out what a column says.
func (c *table) kindOf(m *intake.Column) Kind {
	if m.Filled == 0 || m.Why == intake.WhyJoined {
		return Own
	}
	switch m.Role {
	case intake.Item, intake.Department, intake.Doctor:
		return Set
	case intake.Refunded:
		if c.summable(m.Index) {
			return Sum
		}
	case intake.Other, intake.Status, intake.Refund, intake.Visits:
		switch {
		case m.Role != intake.Status && m.Role != intake.Refund && header.Adds(m.Header) && c.summable(m.Index) && !(strings.Contains(m.Header, "次") && c.counts(m.Index)):
			return Sum
		case m.Kind == "text" && !header.OfPerson(m.Header) && c.few(m.Index):
			return Set
		}
	}
	if c.varies(m.Index) {
		return Latest
	}
	return Own
}

// walk calls f with the cells of a column on the rows that are used, in their order, until it says no.
func (c *table) walk(col int, f func(record int, cell sheet.Cell) bool) {
	s := sheet.Span{From: -1, To: -1}
	for k, row := range c.r.Row {
		if at := int(row); at >= s.To || at < s.From {
			s = c.t.Span(at, col)
		}
		if !f(k, s.Cell(int(row)-s.From)) {
			return
		}
	}
}

// varies tells whether a customer has different values in a column.
func (c *table) varies(col int) (found bool) {
	first := make([]sheet.Cell, len(c.r.IDs))
	met := make([]uint64, len(first)/64+1)
	c.walk(col, func(k int, cell sheet.Cell) bool {
		who := c.r.Customer[k]
		if bit := uint64(1) << (who % 64); met[who/64]&bit == 0 {
			met[who/64] |= bit
			first[who] = cell
		} else if first[who] != cell {
			found = true
		}
		return !found
	})
	return found
}

// Bounds of a column that has few values: so many in a sample of its rows, each of which stands there twice on the average, or
// hardly any at all.
const (
	sample     = 4096
	mostValues = 200
	hardlyAny  = 12
	longText   = 80 // bytes; values that are longer on the average are sentences
)

// few tells whether a column has few values, as services and channels have, which are texts.
func (c *table) few(col int) bool {
	met, filled, bytes := map[sheet.Cell]bool{}, 0, 0
	step := max(1, len(c.r.Row)/sample)
	for i := 0; i < len(c.r.Row); i += step {
		cell := c.t.Cell(int(c.r.Row[i]), col)
		if cell.Kind == sheet.Empty {
			continue
		}
		if filled++; cell.Kind == sheet.Text {
			bytes += len(c.t.String(cell.TextID()))
		}
		if met[cell] = true; len(met) > mostValues {
			return false
		}
	}
	return (len(met) <= hardlyAny || 2*len(met) <= filled) && bytes <= longText*filled
}

// summable tells whether all that stands in a column can be added exactly, and notes to how many places.
func (c *table) summable(col int) bool {
	const mostPlaces = 6
	c.writings[col] = c.v.Writing(col, c.from)
	places, ok := 0, true
	var largest [2*mostPlaces + 1]int64 // of the coefficients, by power of ten
	c.walk(col, func(_ int, cell sheet.Cell) bool {
		coef, exp := int64(0), 0
		if cell.Kind == sheet.Number && c.writings[col] == read.Pointed {
			coef, exp = cell.Number().Parts()
		} else if f, st := c.v.FigureIn(cell, c.writings[col]); st == read.Readable {
			coef, exp = f.Coef, f.Exp
			ok = !f.Stated && f.Currency <= read.Yuan
		} else {
			ok = st == read.Missing
		}
		if exp < -mostPlaces || exp > mostPlaces {
			ok = false
			return false
		}
		places = max(places, -exp)
		largest[exp+mostPlaces] = max(largest[exp+mostPlaces], coef, -coef)
		return ok
	})
	c.places[col] = uint8(places)
	for i, coef := range largest {
		ok = ok && float64(coef)*math.Pow10(i-mostPlaces+places)*float64(len(c.r.Row)+1) < 1<<62
	}
	return ok
}

// counts tells whether a column numbers each customer's visits: it grows by one from each to the next.
func (c *table) counts(col int) (found bool) {
	for who := range c.r.IDs {
		list := c.recordsOf(who)
		for i, k := range list[1:] {
			later, _ := c.v.Count(c.t.Cell(int(c.r.Row[list[i]]), col))
			n, _ := c.v.Count(c.t.Cell(int(c.r.Row[k]), col))
			if found = later == n+1; !found {
				return false
			}
		}
	}
	return found
}

// A row of those that a customer has is known by its record. recordsOf gives a customer's, the latest day first.
func (c *table) recordsOf(who int) []uint32 {
	if c.starts == nil {
		c.starts, c.rows = c.r.ByCustomer(len(c.r.IDs))
		for i := range c.r.IDs {
			c.lastFirst(c.rows[c.starts[i]:c.starts[i+1]])
		}
	}
	return c.rows[c.starts[who]:c.starts[who+1]]
}

// lastFirst puts records that stand in the order of the table into that of their days, the latest first; of one day, that which
// stands last in the table.
func (c *table) lastFirst(list []uint32) {
	slices.Reverse(list)
	later := func(a, b uint32) int { return int(c.r.Day[b]) - int(c.r.Day[a]) }
	if !slices.IsSortedFunc(list, later) {
		slices.SortFunc(list, func(a, b uint32) int {
			if d := later(a, b); d != 0 {
				return d
			}
			return int(b) - int(a)
		})
	}
}

// mostShown is how many values of a set are written out; of what is beyond, the number is told.
const mostShown = 40

// Text writes what a customer ever had in a column, the latest first; show writes the cell of a row. Where there is one value, row
// tells where it stands; otherwise it is -1.
func (c *Columns) Text(i, col int, show func(row int) string) (text string, row int) {
	var list []string
	n := 0
	row = -1
	c.Each(i, col, func(at int) {
		if n++; n == 1 {
			row = at
		}
		if n > mostShown {
			return
		}
		if s := show(at); !slices.Contains(list, s) { // what is covered may look alike
			list = append(list, s)
		}
	})
	if n > 1 {
		row = -1
	}
	if text = strings.Join(list, " / "); n > mostShown {
		text += " … +" + strconv.Itoa(n-mostShown)
	}
	return text, row
}

// First is the row of the latest value that a customer had in a column; -1 where there never was any.
func (c *Columns) First(i, col int) int {
	if who := c.number(i); who < len(c.r.IDs) {
		for _, k := range c.recordsOf(who) {
			if row := int(c.r.Row[k]); c.t.Cell(row, col).Kind != sheet.Empty {
				return row
			}
		}
	}
	return -1
}

// Each calls f with a row for each text that a customer ever had in a column, the latest first.
func (c *Columns) Each(i, col int, f func(row int)) {
	who := c.number(i)
	if who >= len(c.r.IDs) {
		return
	}
	if c.met == nil {
		c.met = make([]uint32, c.t.Texts())
	}
	c.look++
	var others []string // what was met that is no text of the table
	records := c.recordsOf(who)
	for at, k := range records {
		row := int(c.r.Row[k])
		cell := c.t.Cell(row, col)
		switch {
		case cell.Kind == sheet.Empty:
			continue
		case cell.Kind == sheet.Text && c.met[cell.TextID()] == c.look:
			continue
		case cell.Kind == sheet.Text:
			if c.met[cell.TextID()] = c.look; others != nil && slices.Contains(others, c.t.String(cell.TextID())) {
				continue
			}
		default:
			text := c.t.Text(cell)
			if slices.Contains(others, text) {
				continue
			}
			if others = append(others, text); c.stands(records[:at], col, text) {
				continue
			}
		}
		f(row)
	}
}

// stands tells whether a text stands in a column on one of some records.
func (c *table) stands(records []uint32, col int, text string) bool {
	return slices.ContainsFunc(records, func(k uint32) bool {
		cell := c.t.Cell(int(c.r.Row[k]), col)
		return cell.Kind == sheet.Text && c.t.String(cell.TextID()) == text
	})
}

// Has passes the customers who ever had a cell that is wanted in a column; with blank, those too who never had any.
func (c *Columns) Has(col int, wanted func(cell sheet.Cell) bool, blank bool) func(i int) bool {
	var had, any []uint64
	n := len(c.r.IDs)
	c.walk(col, func(k int, cell sheet.Cell) bool {
		if cell.Kind != sheet.Empty {
			who := int(c.r.Customer[k])
			if blank {
				any = read.Mark(any, who, n)
			}
			if wanted(cell) {
				had = read.Mark(had, who, n)
			}
		}
		return true
	})
	return func(i int) bool {
		who := c.number(i)
		return read.Has(had, who) || blank && !read.Has(any, who)
	}
}

// Sum is the sum of a customer's numbers in a column; there is none where nothing stands there.
func (c *Columns) Sum(i, col int) (sum decimal.Decimal, there bool) {
	who := c.number(i)
	if c.summed[col] == nil {
		c.addUp(col)
	}
	if !read.Has(c.summed[col], who) {
		return decimal.Decimal{}, false
	}
	return decimal.Decimal{Coef: c.sums[col][who], Exp: c.places[col]}.Trim(), true
}

// addUp adds up a column. What was given back is taken off, however it is written.
func (c *table) addUp(col int) {
	n := len(c.r.IDs)
	sums, there := make([]int64, n), make([]uint64, n/64+1)
	c.walk(col, func(k int, cell sheet.Cell) bool {
		f, st := c.v.FigureIn(cell, c.writings[col])
		if st != read.Readable {
			return true
		}
		who := c.r.Customer[k]
		for exp := f.Exp + int(c.places[col]); exp > 0; exp-- {
			f.Coef *= 10
		}
		if c.r.Amount[k] < 0 && f.Coef > 0 && c.roles[col] != intake.Refunded {
			f.Coef = -f.Coef
		}
		sums[who] += f.Coef
		there[who/64] |= 1 << (who % 64)
		return true
	})
	if c.sums == nil {
		c.sums, c.summed = map[int][]int64{}, map[int][]uint64{}
	}
	c.sums[col], c.summed[col] = sums, there
}
